//! Remembers what became of short texts that recur, such as options, dates and codes in a delimited
//! file, where no index tells that a text was seen before.

/// Enough for the days of some years.
const SLOTS: usize = 1 << 10;

/// Longer texts are not worth the comparison.
const BYTES_MAX: usize = 24;

/// So many texts are looked for before it is known whether the texts of a column recur.
const TRIED: u32 = 1 << 12;

/// What became of the texts last seen, at most one for each place that a text can have. A column
/// whose texts do not recur is soon no longer looked at.
#[derive(Debug)]
pub(super) struct RecentTexts<T> {
    slots: Vec<Slot<T>>,
    tried: u32,
    found: u32,
    is_off: bool,
}

/// A text and what became of it, side by side: the number of a text fits into 32 bytes with it.
#[derive(Debug, Clone, Copy)]
struct Slot<T> {
    words: [u64; 3],
    value: T,
    length: u8,
}

/// A text of at most [`BYTES_MAX`] bytes: its length, and words that together show every byte.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Key {
    words: [u64; 3],
    length: u8,
}

impl<T: Copy> RecentTexts<T> {
    pub(super) fn new() -> Self {
        Self {
            slots: Vec::new(),
            tried: 0,
            found: 0,
            is_off: false,
        }
    }

    /// What became of this text, if that is remembered.
    #[inline]
    pub(super) fn get(&mut self, text: &str) -> Option<T> {
        if self.is_off {
            return None;
        }
        let key = Key::of(text)?;
        self.tried += 1;
        let slot = self.slots.get(key.slot())?;
        if slot.words != key.words || slot.length != key.length {
            return None;
        }
        self.found += 1;
        Some(slot.value)
    }

    /// Remembers what became of a text.
    pub(super) fn put(&mut self, text: &str, value: T) {
        let Some(key) = Key::of(text).filter(|_| !self.is_off) else {
            return;
        };
        if self.tried > TRIED {
            self.is_off = self.found < self.tried / 8;
            (self.tried, self.found) = (0, 0);
        }
        let slot = |Key { words, length }| Slot {
            words,
            value,
            length,
        };
        if self.slots.is_empty() {
            self.slots = vec![slot(Key::NONE); SLOTS];
        }
        self.slots[key.slot()] = slot(key);
    }
}

impl Key {
    /// No text has this length.
    const NONE: Self = Self {
        words: [0; 3],
        length: u8::MAX,
    };

    #[inline]
    fn of(text: &str) -> Option<Self> {
        let bytes = text.as_bytes();
        let length = bytes.len();
        let word = |at: usize| {
            bytes[at..]
                .first_chunk()
                .map_or(0, |&b| u64::from_le_bytes(b))
        };
        let half = |at: usize| {
            let half = bytes[at..]
                .first_chunk()
                .map_or(0, |&b| u32::from_le_bytes(b));
            u64::from(half)
        };
        let byte = |at: usize| u64::from(bytes[at]);
        // The words of a length may overlap; they leave no byte out.
        let words = match length {
            0 => [0; 3],
            1..4 => [
                byte(0) | byte(length / 2) << 8 | byte(length - 1) << 16,
                0,
                0,
            ],
            4..8 => [half(0) | half(length - 4) << 32, 0, 0],
            8..=16 => [word(0), word(length - 8), 0],
            17..=BYTES_MAX => [word(0), word(length - 8), word(8)],
            _ => return None,
        };
        Some(Self {
            words,
            length: length as u8,
        })
    }

    /// The place of a text: its words, mixed by multiplications.
    #[inline]
    fn slot(&self) -> usize {
        const MIX: u64 = 0x9e37_79b9_7f4a_7c15;
        let mut mixed = u64::from(self.length);
        for word in self.words {
            mixed = (mixed.rotate_left(5) ^ word).wrapping_mul(MIX);
        }
        (mixed >> (u64::BITS - SLOTS.trailing_zeros())) as usize
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn slot(text: &str) -> usize {
        Key::of(text).expect("a short text").slot()
    }

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

    #[test]
    fn every_byte_of_a_short_text_counts() {
        for length in 1..=BYTES_MAX {
            let text = "abcdefghijklmnopqrstuvwxyz"[..length].to_owned();
            for at in 0..length {
                let mut other = text.clone();
                other.replace_range(at..=at, "-");
                assert_ne!(Key::of(&text), Key::of(&other), "{text} {other}");
            }
            assert_ne!(Key::of(&text), Key::of(&text[..length - 1]), "{text}");
        }
    }

    #[test]
    fn texts_that_do_not_recur_are_no_longer_looked_for() {
        let mut recent = RecentTexts::new();
        for number in 0..2 * TRIED {
            let text = number.to_string();
            if recent.get(&text).is_none() {
                recent.put(&text, number);
            }
        }
        assert!(recent.is_off);
        assert_eq!(recent.get(&(2 * TRIED - 1).to_string()), None);
        let mut recent = RecentTexts::new();
        for number in 0..2 * TRIED {
            let text = (number % 500).to_string();
            if recent.get(&text).is_none() {
                recent.put(&text, number % 500);
            }
        }
        assert!(!recent.is_off);
        assert_eq!(recent.get("499"), Some(499));
    }
}
