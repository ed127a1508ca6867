//! The distinct texts of a column, in the order in which they were first seen.

use std::cmp::Ordering;
use std::hash::BuildHasher;
use std::sync::OnceLock;

use hashbrown::{DefaultHashBuilder, HashTable};

/// Distinct texts with dense numbers. Number 0 is always the blank text.
///
/// All texts stand in one string, so a million names cost their bytes, one offset each, and one
/// number each in the hash table. Beside the number stands a part of the hash, so that a table which
/// grows, or a text that is not the one looked for, touches no text.
///
/// While texts come in ascending order, as the keys of a sheet do, each is new or the one before it:
/// the hash table is made when one does not, or when a text is looked for.
#[derive(Debug, Clone)]
pub struct Dictionary {
    text: String,
    ends: Vec<usize>,
    index: OnceLock<HashTable<Entry>>,
    hasher: DefaultHashBuilder,
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
}

impl Default for Dictionary {
    fn default() -> Self {
        Self {
            text: String::new(),
            // The blank text.
            ends: vec![0],
            index: OnceLock::new(),
            hasher: DefaultHashBuilder::default(),
        }
    }
}

impl Dictionary {
    /// The number of `text`, which is added when it is new.
    pub fn intern(&mut self, text: &str) -> u32 {
        if self.index.get().is_none() {
            let last = self.ends.len() as u32 - 1;
            match text.cmp(self.get(last)) {
                Ordering::Equal => return last,
                Ordering::Greater => return self.push(text),
                Ordering::Less => {
                    self.index.get_or_init(|| self.indexed());
                }
            }
        }
        let hash = self.hash(text);
        if let Some(id) = self.look_up(hash, text) {
            return id;
        }
        let id = self.push(text);
        if let Some(index) = self.index.get_mut() {
            let entry = Entry { hash, id };
            index.insert_unique(Entry::spread(hash), entry, |entry| {
                Entry::spread(entry.hash)
            });
        }
        id
    }

    fn push(&mut self, text: &str) -> u32 {
        let id = u32::try_from(self.ends.len()).expect("a sheet has fewer rows than 2^32");
        self.text.push_str(text);
        self.ends.push(self.text.len());
        id
    }

    /// The hash table of all texts.
    fn indexed(&self) -> HashTable<Entry> {
        let mut index = HashTable::with_capacity(self.ends.len());
        for (id, text) in (0..).zip(self.iter()) {
            let hash = self.hash(text);
            index.insert_unique(Entry::spread(hash), Entry { hash, id }, |entry| {
                Entry::spread(entry.hash)
            });
        }
        index
    }

    /// The number of `text`, if it is there.
    pub fn find(&self, text: &str) -> Option<u32> {
        self.look_up(self.hash(text), text)
    }

    #[inline]
    fn hash(&self, text: &str) -> u32 {
        self.hasher.hash_one(text) as u32
    }

    #[inline]
    fn look_up(&self, hash: u32, text: &str) -> Option<u32> {
        let is_it =
            |entry: &Entry| entry.hash == hash && slice(&self.text, &self.ends, entry.id) == text;
        let index = self.index.get_or_init(|| self.indexed());
        let found = index.find(Entry::spread(hash), is_it);
        found.map(|entry| entry.id)
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
}
