//! Remembers what became of short texts that recur, such as options and dates in a delimited file,
//! where no index tells that a text was seen before.

/// Enough for the days of some years.
const SLOTS: usize = 1 << 10;

/// Longer texts are not worth the comparison.
const BYTES_MAX: usize = 32;

/// What became of the texts last seen, at most one for each place that a text can have.
#[derive(Debug)]
pub(super) struct RecentTexts<T> {
    slots: Vec<(String, Option<T>)>,
}

impl<T: Copy> RecentTexts<T> {
    pub(super) fn new() -> Self {
        Self { slots: Vec::new() }
    }

    /// What became of this text, if that is remembered.
    #[inline]
    pub(super) fn get(&self, text: &str) -> Option<T> {
        if self.slots.is_empty() || text.len() > BYTES_MAX {
            return None;
        }
        let (known, value) = &self.slots[slot(text)];
        value.filter(|_| known == text)
    }

    /// Remembers what became of a text.
    pub(super) fn put(&mut self, text: &str, value: T) {
        if text.len() > BYTES_MAX {
            return;
        }
        if self.slots.is_empty() {
            self.slots.resize_with(SLOTS, || (String::new(), None));
        }
        let (known, kept) = &mut self.slots[slot(text)];
        known.clear();
        known.push_str(text);
        *kept = Some(value);
    }
}

/// The place of a text: its bytes, eight at a time, mixed by a multiplication.
#[inline]
fn slot(text: &str) -> usize {
    const MIX: u64 = 0x9e37_79b9_7f4a_7c15;
    let mut mixed = text.len() as u64;
    for part in text.as_bytes().chunks(8) {
        let mut word = [0; 8];
        word[..part.len()].copy_from_slice(part);
        mixed = (mixed.rotate_left(5) ^ u64::from_le_bytes(word)).wrapping_mul(MIX);
    }
    (mixed >> (u64::BITS - SLOTS.trailing_zeros())) as usize
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_found_until_another_takes_its_place() {
        let mut recent = RecentTexts::new();
        assert_eq!(recent.get("Yes"), None);
        recent.put("Yes", 1);
        recent.put("", 2);
        assert_eq!((recent.get("Yes"), recent.get("")), (Some(1), Some(2)));
        assert_eq!((recent.get("yes"), recent.get("No")), (None, None));
        let taker = (0..1_000_000)
            .map(|number: u32| number.to_string())
            .find(|text| slot(text) == slot("Yes"))
            .expect("a text with the same place");
        recent.put(&taker, 3);
        assert_eq!((recent.get("Yes"), recent.get(&taker)), (None, Some(3)));
    }

    #[test]
    fn long_texts_are_not_remembered() {
        let mut recent = RecentTexts::new();
        let (short, long) = ("x".repeat(BYTES_MAX), "x".repeat(BYTES_MAX + 1));
        recent.put(&short, 1);
        recent.put(&long, 2);
        assert_eq!((recent.get(&short), recent.get(&long)), (Some(1), None));
    }

    #[test]
    fn dates_have_places_of_their_own_mostly() {
        let days = (1..=28).flat_map(|day| (1..=12).map(move |month| (month, day)));
        let mut places: Vec<usize> = days
            .map(|(month, day)| slot(&format!("2026-{month:02}-{day:02}")))
            .collect();
        places.sort_unstable();
        places.dedup();
        // 336 days by chance: about 285 of 1,024 places.
        assert!(places.len() > 250, "{}", places.len());
    }
}
