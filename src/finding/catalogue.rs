//! The catalogue: every code that segbook can report.

use super::code::{self, Code};

/// All codes by family, each family in order of its numbers.
pub static CATALOGUE: &[&[&Code]] = &[
    code::reading::ALL,
    code::decoding::ALL,
    code::checking::ALL,
    code::filtering::ALL,
    code::logging::ALL,
    code::writing::ALL,
    code::configuring::ALL,
];

/// The code with this name, in any case.
pub fn code_called(id: &str) -> Option<&'static Code> {
    CATALOGUE
        .iter()
        .copied()
        .flatten()
        .copied()
        .find(|code| code.id.eq_ignore_ascii_case(id))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_unique_ordered_and_explained() {
        let ids: Vec<&str> = CATALOGUE
            .iter()
            .copied()
            .flatten()
            .map(|code| code.id)
            .collect();
        for family in CATALOGUE {
            assert!(family.is_sorted_by(|a, b| a.id < b.id));
        }
        let mut unique = ids.clone();
        unique.sort_unstable();
        unique.dedup();
        assert_eq!(unique.len(), ids.len());
        for code in CATALOGUE.iter().copied().flatten() {
            for text in [code.title, code.explanation, code.example, code.remedy] {
                assert!(!text.is_empty(), "{}", code.id);
            }
        }
        assert!(code_called("d012").is_some());
        assert!(code_called("D999").is_none());
    }
}
