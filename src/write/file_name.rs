//! File names from segment numbers: what Windows forbids is replaced, and different numbers stay
//! different files, also on a disk that takes `a` and `A` for the same letter.

use sha2::{Digest, Sha256};

/// Names that Windows keeps for devices, whatever the extension.
/// Source: Microsoft, "Naming Files, Paths, and Namespaces".
const RESERVED: [&str; 6] = ["CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$"];

/// What may precede a digit in further reserved names: `COM1`, `LPT9`.
const RESERVED_WITH_DIGIT: [&str; 2] = ["COM", "LPT"];

/// The file name, without extension, of a workbook called `stem`.
///
/// A name that Windows allows stays as it is. In any other, each forbidden character becomes `_`
/// and `~` with eight digits of the SHA-256 of `stem` is put behind, so that `A/B` and `A:B` are two
/// files. Numbers are in capitals; one that is not gets the suffix too, except plain lower-case
/// words (`interaction-log-entries`), which only segbook itself gives.
pub fn safe_file_stem(stem: &str) -> String {
    let kept: String = stem
        .chars()
        .map(|c| if is_forbidden(c) { '_' } else { c })
        .collect();
    let trimmed = kept.trim_end_matches(['.', ' ']).trim_start();
    let own_word = stem.bytes().all(|b| b.is_ascii_lowercase() || b == b'-');
    let same = trimmed == stem
        && !stem.is_empty()
        && !is_reserved(stem)
        && !has_suffix(stem)
        && (own_word || !stem.chars().any(char::is_lowercase));
    if same {
        return stem.to_owned();
    }
    let name = if trimmed.is_empty() || is_reserved(trimmed) {
        format!("_{trimmed}")
    } else {
        trimmed.to_owned()
    };
    format!("{name}~{}", &hexadecimal(&Sha256::digest(stem))[..8])
}

/// Bytes in hexadecimal.
pub(super) fn hexadecimal(bytes: &[u8]) -> String {
    use std::fmt::Write;
    bytes.iter().fold(String::new(), |mut text, byte| {
        write!(text, "{byte:02x}").expect("a string takes any text");
        text
    })
}

fn is_forbidden(c: char) -> bool {
    c.is_control() || matches!(c, '<' | '>' | ':' | '"' | '/' | '\\' | '|' | '?' | '*')
}

fn is_reserved(name: &str) -> bool {
    let base = name.split('.').next().unwrap_or(name).trim_end();
    let base = base.to_uppercase();
    RESERVED.contains(&base.as_str())
        || RESERVED_WITH_DIGIT.iter().any(|device| {
            base.strip_prefix(device).is_some_and(|rest| {
                // Windows takes the superscripts for the digits.
                matches!(rest, "\u{b9}" | "\u{b2}" | "\u{b3}")
                    || (rest.len() == 1 && rest.bytes().all(|byte| byte.is_ascii_digit()))
            })
        })
}

/// Whether a name ends as only replaced ones may end.
fn has_suffix(name: &str) -> bool {
    name.rsplit_once('~')
        .is_some_and(|(_, end)| end.len() == 8 && end.bytes().all(|byte| byte.is_ascii_hexdigit()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_windows_allows_stay() {
        for name in [
            "SM00001",
            "FRÜHJAHR 2026",
            "A.B-C_D",
            "CONTACTS",
            "COM",
            "COM10",
            "interaction-log-entries",
            "findings",
        ] {
            assert_eq!(safe_file_stem(name), name);
        }
    }

    #[test]
    fn forbidden_names_are_replaced_and_marked() {
        for (name, start) in [
            ("SM/1", "SM_1~"),
            ("A<>:\"\\|?*B", "A________B~"),
            ("LINE\nBREAK", "LINE_BREAK~"),
            ("ENDS.", "ENDS~"),
            ("ENDS ", "ENDS~"),
            (" STARTS", "STARTS~"),
            ("..", "_~"),
            ("", "_~"),
            ("CON", "_CON~"),
            ("nul.txt", "_nul.txt~"),
            ("LPT1", "_LPT1~"),
            ("COM\u{b9}", "_COM\u{b9}~"),
            ("Spring", "Spring~"),
            ("A~12345678", "A~12345678~"),
        ] {
            let safe = safe_file_stem(name);
            let suffix = safe.strip_prefix(start).unwrap_or_else(|| panic!("{safe}"));
            assert_eq!(suffix.len(), 8, "{safe}");
        }
        // The first eight digits of `printf 'SM/1' | sha256sum`.
        assert_eq!(safe_file_stem("SM/1"), "SM_1~539466a1");
    }

    #[test]
    fn different_numbers_are_different_files() {
        let numbers = ["A/B", "A:B", "A_B", "a_b", "A_b", "A/B.", "A/B "];
        let mut names: Vec<String> = numbers
            .iter()
            .map(|number| safe_file_stem(number).to_lowercase())
            .collect();
        names.sort();
        names.dedup();
        assert_eq!(names.len(), numbers.len());
    }
}
