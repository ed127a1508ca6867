//! The distinct texts of a column, in the order in which they were first seen.

use std::hash::BuildHasher;

use hashbrown::{DefaultHashBuilder, HashTable};

/// Distinct texts with dense numbers. Number 0 is always the blank text.
///
/// All texts stand in one string, so a million names cost their bytes, one offset each, and one
/// number each in the hash table.
#[derive(Debug, Clone)]
pub struct Dictionary {
    text: String,
    ends: Vec<usize>,
    index: HashTable<u32>,
    hasher: DefaultHashBuilder,
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
        let hash = self.hasher.hash_one(text);
        if let Some(&id) = self
            .index
            .find(hash, |&id| slice(&self.text, &self.ends, id) == text)
        {
            return id;
        }
        let id = u32::try_from(self.ends.len()).expect("a sheet has fewer rows than 2^32");
        self.text.push_str(text);
        self.ends.push(self.text.len());
        let (all, ends, hasher) = (&self.text, &self.ends, &self.hasher);
        self.index
            .insert_unique(hash, id, |&id| hasher.hash_one(slice(all, ends, id)));
        id
    }

    /// The number of `text`, if it is there.
    pub fn find(&self, text: &str) -> Option<u32> {
        let hash = self.hasher.hash_one(text);
        self.index
            .find(hash, |&id| slice(&self.text, &self.ends, id) == text)
            .copied()
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
