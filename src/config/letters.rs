//! The settings of letters: `[letters]`.

use super::keys;
use super::parse;
use super::resolve::Resolver;

/// How letters are made and printed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LetterSettings {
    /// What a field that nobody knows does.
    pub unknown_fields: UnknownField,
    /// How many letters one document for printing holds at most; none for what Word is quick with.
    pub combined_max: Option<usize>,
    /// The field that letters for printing are sorted by; none for the order of the lines.
    pub combined_by: Option<String>,
    /// Whether each letter for printing begins on a new sheet of paper.
    pub is_duplex: bool,
}

/// What a field that nobody knows does to letters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum UnknownField {
    /// It stops them before anything is written.
    Error,
    /// Nothing stands in its place.
    Blank,
    /// It stays as it is.
    Keep,
}

impl UnknownField {
    fn called(name: &str) -> Option<Self> {
        Some(match name {
            "error" => Self::Error,
            "blank" => Self::Blank,
            "keep" => Self::Keep,
            _ => return None,
        })
    }
}

impl Resolver<'_> {
    /// The settings of letters. Those that nobody sets are not recorded: most runs write none.
    pub(super) fn letters(&mut self) -> LetterSettings {
        let count = |text: &str| text.parse().ok().filter(|n| (1..=10_000).contains(n));
        let unknown = self.given(&keys::LETTERS_UNKNOWN_FIELDS, None, UnknownField::called);
        LetterSettings {
            unknown_fields: unknown.unwrap_or(UnknownField::Error),
            combined_max: self.given(&keys::LETTERS_COMBINED_MAX, None, count),
            combined_by: self.given(&keys::LETTERS_COMBINED_BY, None, parse::filled),
            is_duplex: self
                .given(&keys::LETTERS_DUPLEX, None, parse::boolean)
                .unwrap_or(false),
        }
    }
}
