//! Remembers what became of shared texts, by their index: a text that recurs is looked at once.

/// Entries at first: texts that recur are few, or come close together.
const SLOTS_MIN: usize = 1 << 8;

/// Entries at most, for columns with very many texts that recur, such as contact numbers.
const SLOTS_MAX: usize = 1 << 21;

/// Stands for an index that no workbook has: its texts would not fit a part.
const NONE: u32 = u32::MAX;

/// What became of the texts last seen. Room grows only when a text would have been found in more of
/// it, so a column of a million different texts costs no more than one of ten.
#[derive(Debug)]
pub(super) struct Recent<T> {
    slots: Vec<(u32, T)>,
    missed: usize,
}

impl<T: Copy> Recent<T> {
    pub(super) fn new() -> Self {
        Self {
            slots: Vec::new(),
            missed: 0,
        }
    }

    /// What became of the text with this index, if that is remembered.
    #[inline]
    pub(super) fn get(&self, index: u32) -> Option<T> {
        let mask = self.slots.len().wrapping_sub(1);
        let (known, value) = self.slots.get(index as usize & mask)?;
        (*known == index).then_some(*value)
    }

    /// Remembers what became of a text; `is_new` when the text itself was never seen before.
    #[inline]
    pub(super) fn put(&mut self, index: u32, value: T, is_new: bool) {
        if self.slots.is_empty() {
            self.slots = vec![(NONE, value); SLOTS_MIN];
        }
        if !is_new {
            self.missed += 1;
            if self.missed > self.slots.len() && self.slots.len() < SLOTS_MAX {
                self.grow(value);
            }
        }
        let mask = self.slots.len() - 1;
        self.slots[index as usize & mask] = (index, value);
    }

    fn grow(&mut self, value: T) {
        let size = self.slots.len() * 4;
        let old = std::mem::replace(&mut self.slots, vec![(NONE, value); size]);
        for (index, value) in old.into_iter().filter(|(index, _)| *index != NONE) {
            self.slots[index as usize & (size - 1)] = (index, value);
        }
        self.missed = 0;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_found_until_another_takes_its_room() {
        let mut recent = Recent::new();
        assert_eq!(recent.get(3), None);
        recent.put(3, 7, true);
        assert_eq!(recent.get(3), Some(7));
        assert_eq!(recent.get(3 + SLOTS_MIN as u32), None);
        recent.put(3 + SLOTS_MIN as u32, 8, true);
        assert_eq!(recent.get(3), None);
        assert_eq!(recent.get(3 + SLOTS_MIN as u32), Some(8));
    }

    #[test]
    fn room_grows_for_texts_that_recur_only() {
        let mut recent = Recent::new();
        for index in 0..100_000 {
            recent.put(index, index, true);
        }
        assert_eq!(recent.slots.len(), SLOTS_MIN);
        for index in (0..1_000).cycle().take(20_000) {
            if recent.get(index).is_none() {
                recent.put(index, index, false);
            }
        }
        assert!((0..1_000).all(|index| recent.get(index) == Some(index)));
    }
}
