//! The distinct texts of a column, in the order in which they were first seen.

use std::hash::BuildHasher;

use hashbrown::{DefaultHashBuilder, HashTable};

/// Distinct texts with dense numbers. Number 0 is always the blank text.
///
/// All texts stand in one string, so a million names cost their bytes, one offset each, and one
/// number each in the hash table. Beside the number stands a part of the hash, so that a table which
/// grows, or a text that is not the one looked for, touches no text.
#[derive(Debug, Clone)]
pub struct Dictionary {
    text: String,
    ends: Vec<usize>,
    index: HashTable<Entry>,
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
        let mut dictionary = Self {
            text: String::new(),
            ends: Vec::new(),
            index: HashTable::new(),
            hasher: DefaultHashBuilder::default(),
        };
        dictionary.intern("");
        dictionary
    }
}

impl Dictionary {
    /// The number of `text`, which is added when it is new.
    pub fn intern(&mut self, text: &str) -> u32 {
        let hash = self.hash(text);
        if let Some(id) = self.look_up(hash, text) {
            return id;
        }
        let id = u32::try_from(self.ends.len()).expect("a sheet has fewer rows than 2^32");
        self.text.push_str(text);
        self.ends.push(self.text.len());
        let entry = Entry { hash, id };
        self.index
            .insert_unique(Entry::spread(hash), entry, |entry| {
                Entry::spread(entry.hash)
            });
        id
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
        let found = self.index.find(Entry::spread(hash), is_it);
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
}
