//! Wildcards: `*` stands for any number of characters, `?` for exactly one; with `@` case and
//! accents do not matter.

use std::borrow::Cow;

use crate::value::collation::fold_case_and_accents;

/// A text with wildcards or without regard to case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Pattern {
    /// As it is written, without the `@`.
    pub text: String,
    /// Whether case and accents do not matter.
    pub ignores_case: bool,
    shape: Shape,
}

/// Patterns that need no search are told apart once, not for every value.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Shape {
    /// `abc`
    Whole(String),
    /// `abc*`
    Prefix(String),
    /// `*abc`
    Suffix(String),
    /// `*abc*`
    Inside(String),
    /// Anything else, by characters.
    Other(Vec<char>),
}

impl Pattern {
    /// The pattern of a text.
    pub(super) fn new(text: String, ignores_case: bool) -> Self {
        let compared = if ignores_case {
            fold_case_and_accents(&text)
        } else {
            text.clone()
        };
        Self {
            shape: Shape::of(&compared),
            text,
            ignores_case,
        }
    }

    /// Whether a text fits.
    pub(super) fn matches(&self, text: &str) -> bool {
        let text = if self.ignores_case {
            Cow::Owned(fold_case_and_accents(text))
        } else {
            Cow::Borrowed(text)
        };
        match &self.shape {
            Shape::Whole(whole) => text == whole.as_str(),
            Shape::Prefix(prefix) => text.starts_with(prefix.as_str()),
            Shape::Suffix(suffix) => text.ends_with(suffix.as_str()),
            Shape::Inside(inside) => text.contains(inside.as_str()),
            Shape::Other(pattern) => fits(pattern, &text),
        }
    }
}

impl Shape {
    fn of(pattern: &str) -> Self {
        let plain = |part: &str| !part.contains(['*', '?']);
        if plain(pattern) {
            return Self::Whole(pattern.to_owned());
        }
        let front = pattern.strip_prefix('*');
        let back = pattern.strip_suffix('*');
        let both = front.and_then(|rest| rest.strip_suffix('*'));
        match (front, back, both) {
            (_, _, Some(inside)) if plain(inside) => Self::Inside(inside.to_owned()),
            (_, Some(prefix), _) if plain(prefix) => Self::Prefix(prefix.to_owned()),
            (Some(suffix), _, _) if plain(suffix) => Self::Suffix(suffix.to_owned()),
            _ => Self::Other(pattern.chars().collect()),
        }
    }
}

/// Walks pattern and text side by side; after a mismatch the last `*` takes one character more. No
/// earlier `*` need be tried again, so the work is at most the product of both lengths.
fn fits(pattern: &[char], text: &str) -> bool {
    let mut at = 0;
    let mut rest = text.chars();
    let mut retry: Option<(usize, std::str::Chars<'_>)> = None;
    loop {
        let before = rest.clone();
        let next = rest.next();
        match (pattern.get(at), next) {
            (Some('*'), _) => {
                at += 1;
                rest = before.clone();
                retry = Some((at, before));
            }
            (Some('?'), Some(_)) => at += 1,
            (Some(&wanted), Some(character)) if wanted == character => at += 1,
            (None, None) => return true,
            _ => {
                let Some((star, from)) = &mut retry else {
                    return false;
                };
                if from.next().is_none() {
                    return false;
                }
                at = *star;
                rest = from.clone();
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wildcards_stand_for_characters() {
        for (pattern, ignores_case, text, expected) in [
            ("A*", false, "Anna", true),
            ("A*", false, "anna", false),
            ("A*", false, "", false),
            ("*", false, "", true),
            ("**", false, "", true),
            ("?*", false, "", false),
            ("*x", false, "max", true),
            ("*a*", false, "max", true),
            ("m?x", false, "max", true),
            ("m?x", false, "maax", false),
            ("m?x", false, "mx", false),
            ("?", false, "É", true),
            ("a*b*c", false, "aXbYbZc", true),
            ("a*b*c", false, "aXcYb", false),
            ("*ab?", false, "aababc", true),
            ("*ab?", false, "aabab", false),
            ("man*", true, "MÁNUEL", true),
            ("*CO?*", true, "Écoles", true),
            ("?mile", true, "Émile", true),
            ("emile", true, "Émile", true),
            ("emile", true, "Émile Z", false),
        ] {
            let fits = Pattern::new(pattern.to_owned(), ignores_case).matches(text);
            assert_eq!(fits, expected, "{pattern} {ignores_case} {text}");
        }
    }
}
