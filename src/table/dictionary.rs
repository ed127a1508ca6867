//! The distinct texts of a column, in the order in which they were first seen.

use std::cmp::Ordering;
use std::hash::BuildHasher;
use std::sync::OnceLock;

use hashbrown::hash_table::Entry as Found;
use hashbrown::{DefaultHashBuilder, HashTable};

/// Distinct texts with dense numbers. Number 0 is always the blank text.
///
/// All texts stand in one string, so a million names cost their bytes, one offset each, and one
/// number each in the hash table. Beside the number stands a part of the hash, so that a table which
/// grows, or a text that is not the one looked for, touches no text.
///
/// While texts come in ascending order, as the keys of a sheet do, each is new or the one before it,
/// and no hash table is needed until a text is looked for.
#[derive(Debug, Clone)]
pub struct Dictionary {
    text: String,
    ends: Vec<usize>,
    index: OnceLock<HashTable<Entry>>,
    hasher: DefaultHashBuilder,
    is_ascending: bool,
    /// Whether a text may stand here twice, until [`Dictionary::settle`].
    may_repeat: bool,
}

/// A text in the hash table.
#[derive(Debug, Clone, Copy)]
struct Entry {
    hash: u32,
    id: u32,
}

impl Entry {
    /// The hash by which the table sorts its entries: spread over all bits again.
    #[inline]
    fn spread(hash: u32) -> u64 {
        // Fibonacci hashing; Knuth, The Art of Computer Programming, 6.4.
        u64::from(hash).wrapping_mul(0x9e37_79b9_7f4a_7c15)
    }

    fn respread(self) -> u64 {
        Self::spread(self.hash)
    }
}

impl Default for Dictionary {
    fn default() -> Self {
        Self {
            text: String::new(),
            // The blank text.
            ends: vec![0],
            index: OnceLock::new(),
            hasher: DefaultHashBuilder::default(),
            is_ascending: true,
            may_repeat: false,
        }
    }
}

impl Dictionary {
    /// The number of `text`, which is added when it is new.
    pub fn intern(&mut self, text: &str) -> u32 {
        if let Some(id) = self.ascend(text) {
            return id;
        }
        self.index.get_or_init(|| self.indexed());
        let hash = self.hash(text);
        let index = self.index.get_mut().expect("made just before");
        let is_it =
            |entry: &Entry| entry.hash == hash && slice(&self.text, &self.ends, entry.id) == text;
        match index.entry(Entry::spread(hash), is_it, |entry| entry.respread()) {
            Found::Occupied(entry) => entry.get().id,
            Found::Vacant(place) => {
                let id = push(&mut self.text, &mut self.ends, text);
                place.insert(Entry { hash, id });
                id
            }
        }
    }

    /// The number of a text that was most probably never there before. It is not looked for, so that
    /// it may get a second number: [`Dictionary::settle`] puts that right, many texts at a time.
    pub(super) fn append(&mut self, text: &str) -> u32 {
        if text.is_empty() {
            return 0;
        }
        if let Some(id) = self.ascend(text) {
            return id;
        }
        self.may_repeat = true;
        push(&mut self.text, &mut self.ends, text)
    }

    /// The number of a text that is not before the last one, while all texts were so.
    #[inline]
    fn ascend(&mut self, text: &str) -> Option<u32> {
        if !self.is_ascending {
            return None;
        }
        let last = self.ends.len() as u32 - 1;
        match text.cmp(self.get(last)) {
            Ordering::Equal => Some(last),
            Ordering::Greater if self.index.get().is_none() => {
                Some(push(&mut self.text, &mut self.ends, text))
            }
            order => {
                self.is_ascending = order == Ordering::Greater;
                None
            }
        }
    }

    /// Gives each text one number, the first it had, without gaps: the new numbers by the old ones,
    /// or none where nothing changes. To be called when texts were appended, before any is looked for.
    pub(super) fn settle(&mut self) -> Option<Vec<u32>> {
        if !std::mem::take(&mut self.may_repeat) {
            return None;
        }
        // It lacks what was appended.
        self.index.take();
        // For each text the number that it had first.
        let mut numbers = Vec::with_capacity(self.ends.len());
        let mut index = HashTable::with_capacity(self.ends.len() / 2);
        for (id, text) in (0..).zip(self.iter()) {
            let hash = self.hash(text);
            let is_it = |entry: &Entry| entry.hash == hash && self.get(entry.id) == text;
            let entry = index
                .entry(Entry::spread(hash), is_it, |entry| entry.respread())
                .or_insert(Entry { hash, id });
            numbers.push(entry.get().id);
        }
        if index.len() == numbers.len() {
            return None;
        }
        let mut text = String::with_capacity(self.text.len());
        let mut ends = Vec::with_capacity(index.len());
        for id in 0..numbers.len() {
            let first = numbers[id];
            numbers[id] = if first as usize == id {
                push(&mut text, &mut ends, self.get(first))
            } else {
                numbers[first as usize]
            };
        }
        (self.text, self.ends) = (text, ends);
        Some(numbers)
    }

    /// The dictionary of texts that stand one after another in `text`, the blank one first, with
    /// their bytes; none when these do not fit. `is_ascending` as [`Dictionary::is_ascending`] gave it.
    pub(super) fn from_parts(text: String, lengths: &[u32], is_ascending: bool) -> Option<Self> {
        let mut end = 0_usize;
        let mut ends = Vec::with_capacity(lengths.len());
        for &length in lengths {
            end += length as usize;
            if !text.is_char_boundary(end) {
                return None;
            }
            ends.push(end);
        }
        let is_whole = end == text.len() && ends.first() == Some(&0);
        is_whole.then(|| Self {
            text,
            ends,
            is_ascending,
            ..Self::default()
        })
    }

    /// All texts one after another.
    pub(super) fn text(&self) -> &str {
        &self.text
    }

    /// The bytes of each text, in order of their numbers.
    pub(super) fn lengths(&self) -> impl Iterator<Item = u32> {
        let begins = std::iter::once(&0).chain(&self.ends);
        begins
            .zip(&self.ends)
            .map(|(begin, end)| (end - begin) as u32)
    }

    /// Whether each text is after the one before it.
    pub(super) fn is_ascending(&self) -> bool {
        self.is_ascending
    }

    /// The hash table of all texts.
    fn indexed(&self) -> HashTable<Entry> {
        let mut index = HashTable::with_capacity(self.ends.len());
        for (id, text) in (0..).zip(self.iter()) {
            let hash = self.hash(text);
            index.insert_unique(Entry::spread(hash), Entry { hash, id }, |entry| {
                entry.respread()
            });
        }
        index
    }

    /// The number of `text`, if it is there.
    pub fn find(&self, text: &str) -> Option<u32> {
        debug_assert!(!self.may_repeat, "settled before texts are looked for");
        let hash = self.hash(text);
        let is_it = |entry: &Entry| entry.hash == hash && self.get(entry.id) == text;
        let index = self.index.get_or_init(|| self.indexed());
        let found = index.find(Entry::spread(hash), is_it);
        found.map(|entry| entry.id)
    }

    #[inline]
    fn hash(&self, text: &str) -> u32 {
        self.hasher.hash_one(text) as u32
    }

    /// The text with this number.
    pub fn get(&self, id: u32) -> &str {
        slice(&self.text, &self.ends, id)
    }

    /// How many texts there are, the blank one included.
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// Never: the blank text is always there.
    pub fn is_empty(&self) -> bool {
        false
    }

    /// All texts in order of their numbers.
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        (0..self.ends.len() as u32).map(|id| self.get(id))
    }
}

fn push(all: &mut String, ends: &mut Vec<usize>, text: &str) -> u32 {
    let id = u32::try_from(ends.len()).expect("a sheet has fewer rows than 2^32");
    all.push_str(text);
    ends.push(all.len());
    id
}

fn slice<'a>(text: &'a str, ends: &[usize], id: u32) -> &'a str {
    let id = id as usize;
    let start = if id == 0 { 0 } else { ends[id - 1] };
    &text[start..ends[id]]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_texts_share_a_number() {
        let mut dictionary = Dictionary::default();
        assert_eq!(dictionary.intern("LT"), 1);
        assert_eq!(dictionary.intern("HR"), 2);
        assert_eq!(dictionary.intern("LT"), 1);
        assert_eq!(dictionary.intern(""), 0);
        assert_eq!(dictionary.get(2), "HR");
        assert_eq!(dictionary.find("HR"), Some(2));
        assert_eq!(dictionary.find("BD"), None);
        assert_eq!(dictionary.iter().collect::<Vec<_>>(), ["", "LT", "HR"]);
    }

    #[test]
    fn texts_in_order_are_found_like_others() {
        let mut dictionary = Dictionary::default();
        for (text, number) in [("A", 1), ("A", 1), ("B", 2), ("BB", 3), ("C", 4)] {
            assert_eq!(dictionary.intern(text), number, "{text}");
        }
        assert!(dictionary.index.get().is_none());
        // A copy that is looked into, and the same going on out of order.
        let copy = dictionary.clone();
        for (text, number) in [("BB", Some(3)), ("", Some(0)), ("D", None)] {
            assert_eq!(copy.find(text), number, "{text}");
        }
        for dictionary in [&mut dictionary, &mut copy.clone()] {
            for (text, number) in [("", 0), ("B", 2), ("D", 5), ("AA", 6), ("C", 4), ("E", 7)] {
                assert_eq!(dictionary.intern(text), number, "{text}");
            }
            assert_eq!(dictionary.find("AA"), Some(6));
            assert_eq!(dictionary.get(6), "AA");
        }
    }

    #[test]
    fn parts_that_do_not_fit_are_no_dictionary() {
        let of_parts = |text: &str, lengths: &[u32]| {
            let dictionary = Dictionary::from_parts(text.to_owned(), lengths, false)?;
            Some(dictionary.iter().map(str::to_owned).collect::<Vec<_>>())
        };
        let texts = |texts: &[&str]| Some(texts.iter().map(|&text| text.to_owned()).collect());
        assert_eq!(of_parts("Zoë", &[0, 1, 3]), texts(&["", "Z", "oë"]));
        assert_eq!(of_parts("", &[0]), texts(&[""]));
        for (text, lengths) in [
            ("", &[][..]),
            ("Zoë", &[1, 3]),
            ("Zoë", &[0, 3]),
            ("Zoë", &[0, 3, 1]),
            ("Zoë", &[0, 4, u32::MAX]),
        ] {
            assert_eq!(of_parts(text, lengths), None, "{text} {lengths:?}");
        }
    }

    #[test]
    fn texts_that_were_appended_have_one_number_each_once_settled() {
        let mut dictionary = Dictionary::default();
        let texts = ["A", "A", "C", "B", "C", "", "B", "D", "A"];
        let numbers: Vec<u32> = texts.iter().map(|text| dictionary.append(text)).collect();
        // In order so far; then each as new, but for the blank text.
        assert_eq!(numbers, [1, 1, 2, 3, 4, 0, 5, 6, 7]);
        // What is looked for in between stands there once only.
        for (text, number) in [("LONG", 8), ("D", 6), ("LONG", 8)] {
            assert_eq!(dictionary.intern(text), number, "{text}");
        }
        assert_eq!(dictionary.append("E"), 9);
        assert_eq!(dictionary.append("LONG"), 10);
        let settled = dictionary.settle().unwrap();
        assert_eq!(settled, [0, 1, 2, 3, 2, 3, 4, 1, 5, 6, 5]);
        assert_eq!(
            dictionary.iter().collect::<Vec<_>>(),
            ["", "A", "C", "B", "D", "LONG", "E"]
        );
        for (text, number) in [("A", 1), ("D", 4), ("", 0), ("F", 7), ("C", 2)] {
            assert_eq!(dictionary.intern(text), number, "{text}");
        }
        assert_eq!(dictionary.settle(), None);
    }
}
