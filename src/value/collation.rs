//! The order of text (Unicode root collation, punctuation not ignored, blank first), and text with
//! case and accents folded away for `@` filters.

use std::cmp::Ordering;

use icu_collator::options::{AlternateHandling, CollatorOptions};
use icu_collator::{Collator, CollatorBorrowed};
use icu_normalizer::DecomposingNormalizerBorrowed;
use icu_normalizer::properties::CanonicalCombiningClassMapBorrowed;

/// Compares text in the root collation. Made once, shared by all threads.
#[derive(Debug)]
pub struct TextOrder {
    collator: CollatorBorrowed<'static>,
}

impl TextOrder {
    /// The root collation with its data compiled in.
    pub fn new() -> Self {
        let mut options = CollatorOptions::default();
        options.alternate_handling = Some(AlternateHandling::NonIgnorable);
        let collator = Collator::try_new(icu_collator::CollatorPreferences::default(), options)
            .expect("the root collation is compiled in");
        Self { collator }
    }

    /// The order of two texts; texts that the collation holds equal are ordered by their bytes, so
    /// that the order is total.
    pub fn compare(&self, left: &str, right: &str) -> Ordering {
        self.collator
            .compare(left, right)
            .then_with(|| left.cmp(right))
    }

    /// Bytes that sort as [`TextOrder::compare`] orders, for sorting many texts; texts that the
    /// collation holds equal have the same.
    pub fn sort_key(&self, text: &str) -> Vec<u8> {
        let mut key = Vec::with_capacity(text.len() * 2 + 8);
        // Writing to a Vec cannot fail.
        let _ = self.collator.write_sort_key_to(text, &mut key);
        key
    }

    /// Whether a text has only characters that the collation orders as their bytes, as most codes
    /// do: among such texts the collation need not be asked.
    pub fn is_that_of_bytes(text: &str) -> bool {
        text.bytes()
            .all(|byte| matches!(byte, b' ' | b'-' | b'.' | b'/' | b'0'..=b'9' | b'A'..=b'Z'))
    }
}

impl Default for TextOrder {
    fn default() -> Self {
        Self::new()
    }
}

/// The text without accents and in lower case: how `@` and `&&` filters compare.
pub fn fold_case_and_accents(text: &str) -> String {
    if text.is_ascii() {
        return text.to_ascii_lowercase();
    }
    let classes = CanonicalCombiningClassMapBorrowed::new();
    let is_accent = |c: &char| classes.get_u8(*c) != 0;
    DecomposingNormalizerBorrowed::new_nfd()
        .normalize_iter(text.chars())
        .filter(|c| !is_accent(c))
        .flat_map(char::to_lowercase)
        .collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn names_are_ordered_as_people_expect() {
        let order = TextOrder::new();
        let mut names = [
            "Zebra", "émile", "Emil", "de Boer", "De Boer", "", "Øst", "2 Go", "-x", "Ost",
        ];
        names.sort_by(|left, right| order.compare(left, right));
        assert_eq!(
            names,
            [
                "", "-x", "2 Go", "de Boer", "De Boer", "Emil", "émile", "Ost", "Øst", "Zebra"
            ]
        );
        for pair in names.windows(2) {
            assert!(
                order.sort_key(pair[0]) < order.sort_key(pair[1]),
                "{pair:?}"
            );
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn keys_and_bytes_sort_as_texts_compare(
            code in "[-./0-9A-Z ]{0,6}", other in "[-./0-9A-Z ]{0,6}",
            text in "[ -~äöüÄßéø\u{1}]{0,6}",
        ) {
            let order = TextOrder::new();
            prop_assert!(TextOrder::is_that_of_bytes(&code));
            prop_assert_eq!(order.compare(&code, &other), code.cmp(&other));
            let by_key = order.sort_key(&code).cmp(&order.sort_key(&text));
            prop_assert_eq!(order.compare(&code, &text), by_key.then_with(|| code.cmp(&text)));
        }
    }

    #[test]
    fn folding_drops_case_and_accents() {
        for (text, expected) in [
            ("Émile", "emile"),
            ("ÅSA", "asa"),
            ("Straße", "straße"),
            ("A1", "a1"),
        ] {
            assert_eq!(fold_case_and_accents(text), expected);
        }
    }
}
