//! What the file of a letter is called, so that every system takes it and no two are the same.

use icu_normalizer::ComposingNormalizerBorrowed;

/// Bytes of a name without its end: what old file systems and archives take.
const NAME_BYTES_MAX: usize = 120;

/// `10000_CT000014_Anna Berg`: line, contact and name, without what Windows forbids. The line's number
/// makes it the only one of its segment.
pub fn letter_file_stem(line_no: i64, contact_no: &str, name: &str) -> String {
    let whole = format!("{line_no}_{contact_no}_{name}");
    file_name_of(&whole)
}

/// A text as the name of a file: without what Windows forbids.
pub fn file_name_of(text: &str) -> String {
    let composed = ComposingNormalizerBorrowed::new_nfc().normalize(text);
    let mut stem: String = composed.chars().filter(|c| is_allowed(*c)).collect();
    while stem.len() > NAME_BYTES_MAX {
        stem.pop();
    }
    let kept = stem.trim_end_matches(['.', ' ', '_']).len();
    stem.truncate(kept);
    stem
}

/// Characters that Windows forbids, and those that make a name read from the wrong end.
fn is_allowed(c: char) -> bool {
    let turns =
        matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    !c.is_control() && !turns && !"\"<>|:*?\\/".contains(c)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_fit_for_files() {
        // Acceptance case 32.
        for (name, expected) in [
            ("Anna Berg", "10000_CT1_Anna Berg"),
            ("A/B: \"C\"?", "10000_CT1_AB C"),
            ("Smith & Co. ", "10000_CT1_Smith & Co"),
            ("u\u{308}ber", "10000_CT1_über"),
            ("", "10000_CT1"),
        ] {
            assert_eq!(letter_file_stem(10_000, "CT1", name), expected);
        }
        assert!(letter_file_stem(1, "C", &"ü".repeat(200)).len() <= NAME_BYTES_MAX);
        assert_ne!(
            letter_file_stem(10_000, "A", "x"),
            letter_file_stem(20_000, "A", "x")
        );
    }
}
