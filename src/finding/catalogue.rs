//! The catalogue: every code that segbook can report.

use serde::{Deserialize, Deserializer, Serialize, Serializer};

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

impl Serialize for Code {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.id)
    }
}

impl<'de> Deserialize<'de> for &'static Code {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let id = String::deserialize(deserializer)?;
        code_called(&id).ok_or_else(|| serde::de::Error::custom("not a code"))
    }
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
