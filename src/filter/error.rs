//! What is wrong with a filter: where, what stands there, and what was expected.

use std::fmt;

use crate::finding::{Code, Finding};
use crate::place::Place;

/// A filter that cannot be used.
#[derive(Debug, Clone)]
pub struct FilterError {
    /// The whole text.
    pub text: String,
    /// The character (from 0) that the caret stands under; the length of the text for its end.
    pub position: usize,
    /// What stands there, quoted.
    pub found: String,
    /// What was expected, with an example.
    pub expected: String,
    /// What to do.
    pub fix: String,
    /// Which kind of finding it is.
    pub code: &'static Code,
}

/// Characters of the text that are shown around the caret; a filter may be longer than any screen.
const SHOWN_CHARACTERS_MAX: usize = 100;

impl FilterError {
    /// The text, and below it a caret under the character. Of a long text only the part around it.
    pub fn caret(&self) -> String {
        let characters: Vec<char> = self.text.chars().collect();
        let mut start = 0;
        let mut before = "";
        if characters.len() > SHOWN_CHARACTERS_MAX && self.position > SHOWN_CHARACTERS_MAX / 2 {
            start = (self.position - SHOWN_CHARACTERS_MAX / 2)
                .min(characters.len() - SHOWN_CHARACTERS_MAX);
            before = "…";
        }
        let end = characters.len().min(start + SHOWN_CHARACTERS_MAX);
        let after = if end < characters.len() { "…" } else { "" };
        let shown: String = characters[start..end]
            .iter()
            // A line break would part the caret from its character.
            .map(|&c| if c.is_control() { ' ' } else { c })
            .collect();
        let indent = before.chars().count() + self.position.min(characters.len()) - start;
        format!("{before}{shown}{after}\n{}^", " ".repeat(indent))
    }

    /// The finding about the cell that holds the filter.
    pub fn finding(&self, place: Place) -> Finding {
        Finding::new(
            self.code,
            place,
            self.caret(),
            self.expected.clone(),
            self.fix.clone(),
        )
    }
}

impl fmt::Display for FilterError {
    /// `character 3: found "|", expected a value`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "character {}: found {}, expected {}",
            self.position + 1,
            self.found,
            self.expected
        )
    }
}

impl std::error::Error for FilterError {}

/// A piece of a filter as messages quote it; `""` is its end.
pub(super) fn quoted(piece: &str) -> String {
    if piece.is_empty() {
        "the end".to_owned()
    } else {
        format!("\"{piece}\"")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::code::filtering::F001;

    fn error(text: &str, position: usize) -> FilterError {
        FilterError {
            text: text.to_owned(),
            position,
            found: quoted("|"),
            expected: "a value".to_owned(),
            fix: "remove it".to_owned(),
            code: &F001,
        }
    }

    #[test]
    fn the_caret_stands_under_the_character() {
        for (text, position, expected) in [
            ("A||B", 2, "A||B\n  ^"),
            ("É|", 2, "É|\n  ^"),
            ("A\n|", 2, "A |\n  ^"),
            ("", 0, "\n^"),
        ] {
            assert_eq!(error(text, position).caret(), expected);
        }
    }

    #[test]
    fn of_a_long_filter_the_part_around_the_caret_is_shown() {
        let text = format!("{}|{}", "A".repeat(500), "B".repeat(500));
        let caret = error(&text, 500).caret();
        let expected = format!(
            "…{}|{}…\n{}^",
            "A".repeat(50),
            "B".repeat(49),
            " ".repeat(51)
        );
        assert_eq!(caret, expected);
        let caret = error(&text, 1001).caret();
        assert!(caret.ends_with(&format!("B\n{}^", " ".repeat(101))));
    }

    #[test]
    fn the_message_counts_from_one() {
        assert_eq!(
            error("A||B", 2).to_string(),
            "character 3: found \"|\", expected a value"
        );
    }
}
