//! Walks through a view string: words, field names, and the text between parentheses that match.

use crate::filter::error::{FilterError, quoted};
use crate::filter::lexer::is_operator;
use crate::finding::code::filtering::F024;

use super::FieldRef;

/// A position in a view string, in characters.
pub(super) struct Scanner<'a> {
    text: &'a str,
    characters: Vec<char>,
    at: usize,
}

impl<'a> Scanner<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        Self {
            text,
            characters: text.chars().collect(),
            at: 0,
        }
    }

    pub(super) fn is_at_end(&mut self) -> bool {
        self.skip_blanks();
        self.at == self.characters.len()
    }

    /// Takes one character, with blanks before it.
    pub(super) fn takes(&mut self, character: char) -> bool {
        self.skip_blanks();
        let there = self.peek() == Some(character);
        self.at += usize::from(there);
        there
    }

    /// Takes the first of these words (in upper case) that stands here in any case and ends here.
    pub(super) fn word(&mut self, words: &[&'static str]) -> Option<&'static str> {
        self.skip_blanks();
        let rest = &self.characters[self.at..];
        let length = rest
            .iter()
            .position(|c| !c.is_alphanumeric())
            .unwrap_or(rest.len());
        let found: String = rest[..length]
            .iter()
            .flat_map(|c| c.to_uppercase())
            .collect();
        let word = words.iter().copied().find(|word| *word == found)?;
        self.at += length;
        Some(word)
    }

    pub(super) fn open(&mut self, after: &str) -> Result<(), FilterError> {
        if self.takes('(') {
            return Ok(());
        }
        Err(self.error(&format!("( after {after}")))
    }

    pub(super) fn close(&mut self) -> Result<(), FilterError> {
        if self.takes(')') {
            return Ok(());
        }
        Err(self.error("a closing parenthesis"))
    }

    /// A field: `Field29`, `"Salesperson Code"`, or a name up to `=`, `,` or the parenthesis that
    /// closes the list.
    pub(super) fn field(&mut self) -> Result<FieldRef, FilterError> {
        let name = if self.takes('"') {
            self.quoted_name()?
        } else {
            self.bare_name()
        };
        let name = name.trim();
        if name.is_empty() {
            return Err(self.error("a field, e.g. Field29 or Salesperson Code"));
        }
        Ok(field_no(name).map_or_else(|| FieldRef::Name(name.to_owned()), FieldRef::No))
    }

    fn quoted_name(&mut self) -> Result<String, FilterError> {
        let mut name = String::new();
        loop {
            match (self.peek(), self.characters.get(self.at + 1)) {
                (Some('"'), Some('"')) => {
                    name.push('"');
                    self.at += 2;
                }
                (Some('"'), _) => {
                    self.at += 1;
                    return Ok(name);
                }
                (Some(character), _) => {
                    name.push(character);
                    self.at += 1;
                }
                (None, _) => return Err(self.error("a closing \"")),
            }
        }
    }

    fn bare_name(&mut self) -> String {
        let start = self.at;
        let mut depth = 0_usize;
        while let Some(character) = self.peek() {
            match character {
                '=' | ',' => break,
                ')' if depth == 0 => break,
                '(' => depth += 1,
                ')' => depth -= 1,
                _ => {}
            }
            self.at += 1;
        }
        self.characters[start..self.at].iter().collect()
    }

    /// The text up to the parenthesis that closes the one just opened. Parentheses in quotes do not
    /// count; quotes open where a value of a filter can begin.
    pub(super) fn inside(&mut self) -> Result<String, FilterError> {
        let start = self.at;
        let Some(length) = length_inside(&self.characters[start..]) else {
            self.at = self.characters.len();
            return Err(self.error("a closing parenthesis"));
        };
        self.at += length;
        Ok(self.characters[start..self.at].iter().collect())
    }

    pub(super) fn error_at_word(&mut self, word: &str, expected: &str) -> FilterError {
        self.at -= word.len();
        self.error(expected)
    }

    pub(super) fn error(&self, expected: &str) -> FilterError {
        let found: String = self.characters[self.at..].iter().collect();
        FilterError {
            text: self.text.to_owned(),
            position: self.at,
            found: quoted(&found),
            expected: expected.to_owned(),
            fix: "correct the view, e.g. VERSION(1) SORTING(Field1) WHERE(Field29=1(HR|LT))"
                .to_owned(),
            code: &F024,
        }
    }

    fn peek(&self) -> Option<char> {
        self.characters.get(self.at).copied()
    }

    fn skip_blanks(&mut self) {
        while self.peek().is_some_and(char::is_whitespace) {
            self.at += 1;
        }
    }
}

/// How many characters stand before the parenthesis that closes; none when none does.
fn length_inside(characters: &[char]) -> Option<usize> {
    let mut depth = 0_usize;
    let mut value_can_begin = true;
    let mut at = 0;
    while let Some(&character) = characters.get(at) {
        match character {
            '\'' if value_can_begin => {
                at += quoted_length(&characters[at..])?;
                value_can_begin = false;
                continue;
            }
            ')' if depth == 0 => return Some(at),
            ')' => depth -= 1,
            '(' => depth += 1,
            _ => {}
        }
        let is_range = character == '.' && at > 0 && characters[at - 1] == '.';
        let keeps = character.is_whitespace() || character == '@';
        let opens = is_operator(character) && character != ')';
        value_can_begin = opens || is_range || (value_can_begin && keeps);
        at += 1;
    }
    None
}

/// The length of a quoted value from its opening to its closing apostrophe.
fn quoted_length(characters: &[char]) -> Option<usize> {
    let mut at = 1;
    loop {
        match (characters.get(at)?, characters.get(at + 1)) {
            ('\'', Some('\'')) => at += 2,
            ('\'', _) => return Some(at + 1),
            _ => at += 1,
        }
    }
}

fn field_no(name: &str) -> Option<u32> {
    let (word, digits) = name.split_at_checked(5)?;
    let is_number = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    (word.eq_ignore_ascii_case("field") && is_number)
        .then(|| digits.parse().ok())
        .flatten()
}

/// Whether a name can stand without double quotes.
pub(super) fn is_plain_name(name: &str) -> bool {
    name.trim() == name && field_no(name).is_none() && {
        let mut scanner = Scanner::new(name);
        !name.starts_with('"') && scanner.bare_name() == name && balanced(name)
    }
}

/// Whether a constant can stand without quotes.
pub(super) fn is_plain_constant(text: &str) -> bool {
    let closed: Vec<char> = text.chars().chain([')']).collect();
    !text.starts_with('\'') && length_inside(&closed) == Some(closed.len() - 1)
}

fn balanced(name: &str) -> bool {
    name.matches('(').count() == name.matches(')').count()
}
