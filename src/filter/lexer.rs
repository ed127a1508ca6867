//! Cuts a filter into operators and values.
//!
//! A value reaches to the next operator, so blanks, single apostrophes and most punctuation may
//! stand in it; in quotes it may hold operators too. Positions count characters, not bytes.

use crate::finding::code::filtering::F001;

use super::error::{FilterError, quoted};
use super::syntax::{Comparison, Operand};

/// One piece of a filter and the character (from 0) where it begins.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Token {
    pub piece: Piece,
    pub position: usize,
}

/// What a piece is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Piece {
    /// `|`
    Or,
    /// `&`
    And,
    /// `(`
    Open,
    /// `)`
    Close,
    /// `..`
    Range,
    /// `&&`, where a value could begin
    Words,
    /// `=`, `<>`, `<` …
    Compare(Comparison),
    /// A value.
    Value(Operand),
}

impl Piece {
    /// As it stands in the filter.
    pub(super) fn shown(&self) -> &str {
        match self {
            Self::Or => "|",
            Self::And => "&",
            Self::Open => "(",
            Self::Close => ")",
            Self::Range => "..",
            Self::Words => "&&",
            Self::Compare(comparison) => comparison.sign(),
            Self::Value(operand) => &operand.text,
        }
    }
}

/// All pieces of `text`, in order.
pub(super) fn tokens(text: &str) -> Result<Vec<Token>, FilterError> {
    let mut lexer = Lexer {
        text,
        characters: text.chars().collect(),
        at: 0,
    };
    let mut tokens = Vec::new();
    loop {
        lexer.skip_blanks();
        let position = lexer.at;
        let Some(character) = lexer.peek(0) else {
            return Ok(tokens);
        };
        let after_value = matches!(
            tokens.last(),
            Some(Token {
                piece: Piece::Value(_) | Piece::Close | Piece::Range,
                ..
            })
        );
        let piece = match (character, lexer.peek(1)) {
            ('&', Some('&')) if !after_value => lexer.take(2, Piece::Words),
            ('.', Some('.')) => lexer.take(2, Piece::Range),
            ('<', Some('>')) => lexer.take(2, Piece::Compare(Comparison::NotEqual)),
            ('<', Some('=')) => lexer.take(2, Piece::Compare(Comparison::LessOrEqual)),
            ('>', Some('=')) => lexer.take(2, Piece::Compare(Comparison::GreaterOrEqual)),
            ('<', _) => lexer.take(1, Piece::Compare(Comparison::Less)),
            ('>', _) => lexer.take(1, Piece::Compare(Comparison::Greater)),
            ('=', _) => lexer.take(1, Piece::Compare(Comparison::Equal)),
            ('&', _) => lexer.take(1, Piece::And),
            ('|', _) => lexer.take(1, Piece::Or),
            ('(', _) => lexer.take(1, Piece::Open),
            (')', _) => lexer.take(1, Piece::Close),
            _ => Piece::Value(lexer.value()?),
        };
        tokens.push(Token { piece, position });
    }
}

/// Whether a value ends before this character.
pub(super) fn is_operator(character: char) -> bool {
    matches!(character, '&' | '|' | '(' | ')' | '=' | '<' | '>')
}

struct Lexer<'a> {
    text: &'a str,
    characters: Vec<char>,
    at: usize,
}

impl Lexer<'_> {
    fn peek(&self, ahead: usize) -> Option<char> {
        self.characters.get(self.at + ahead).copied()
    }

    fn take(&mut self, characters: usize, piece: Piece) -> Piece {
        self.at += characters;
        piece
    }

    fn skip_blanks(&mut self) {
        while self.peek(0).is_some_and(char::is_whitespace) {
            self.at += 1;
        }
    }

    /// Whether an operator or the end follows, `ahead` characters from here.
    fn ends(&self, ahead: usize) -> bool {
        match self.peek(ahead) {
            None => true,
            Some('.') => self.peek(ahead + 1) == Some('.'),
            Some(character) => is_operator(character),
        }
    }

    fn value(&mut self) -> Result<Operand, FilterError> {
        let position = self.at;
        let mut ignores_case = self.peek(0) == Some('@');
        if ignores_case {
            self.at += 1;
            self.skip_blanks();
            if self.ends(0) {
                return Err(self.error(self.at, "a value after the @, e.g. @man*"));
            }
        }
        let is_quoted = self.opens_quotes();
        let mut text = if is_quoted {
            self.quoted_value()?
        } else {
            self.bare_value()
        };
        if is_quoted
            && !ignores_case
            && let Some(rest) = text.strip_prefix('@')
        {
            text = rest.to_owned();
            ignores_case = true;
        }
        Ok(Operand {
            text,
            position,
            is_quoted,
            ignores_case,
        })
    }

    /// Whether an apostrophe here opens quotes. An even number of them with text behind are doubled
    /// apostrophes of a bare value: `''t Hooft`.
    fn opens_quotes(&self) -> bool {
        let mut run = 0;
        while self.peek(run) == Some('\'') {
            run += 1;
        }
        if run % 2 == 1 {
            return true;
        }
        let mut after = run;
        while self.peek(after).is_some_and(char::is_whitespace) {
            after += 1;
        }
        run > 0 && self.ends(after)
    }

    fn quoted_value(&mut self) -> Result<String, FilterError> {
        let opening = self.at;
        self.at += 1;
        let mut text = String::new();
        loop {
            match (self.peek(0), self.peek(1)) {
                (Some('\''), Some('\'')) => {
                    text.push('\'');
                    self.at += 2;
                }
                (Some('\''), _) => {
                    self.at += 1;
                    return Ok(text);
                }
                (Some(character), _) => {
                    text.push(character);
                    self.at += 1;
                }
                (None, _) => return Err(self.unclosed(opening)),
            }
        }
    }

    fn unclosed(&self, opening: usize) -> FilterError {
        let mut error = self.error(
            opening,
            "a closing apostrophe; a name that begins with one is written with two: ''t Hooft",
        );
        // The commonest cause: blank typed as '' into a cell, of which Excel keeps only the second.
        "close the quotes; Excel hides the first apostrophe typed into a cell, so type one more there"
            .clone_into(&mut error.fix);
        error
    }

    fn bare_value(&mut self) -> String {
        let mut text = String::new();
        while !self.ends(0) {
            let character = self.characters[self.at];
            let doubled = character == '\'' && self.peek(1) == Some('\'');
            text.push(character);
            self.at += if doubled { 2 } else { 1 };
        }
        text.truncate(text.trim_end().len());
        text
    }

    fn error(&self, position: usize, expected: &str) -> FilterError {
        let found: String = self.characters[position..].iter().collect();
        FilterError {
            text: self.text.to_owned(),
            position,
            found: quoted(&found),
            expected: expected.to_owned(),
            fix: "correct the filter; a value with special characters is put in quotes: 'A & B'"
                .to_owned(),
            code: &F001,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str) -> String {
        let tokens = tokens(text).expect("a filter that can be cut");
        let pieces: Vec<String> = tokens
            .iter()
            .map(|token| match &token.piece {
                Piece::Value(operand) => format!(
                    "{}{}[{}]",
                    if operand.ignores_case { "@" } else { "" },
                    if operand.is_quoted { "q" } else { "" },
                    operand.text
                ),
                piece => piece.shown().to_owned(),
            })
            .collect();
        pieces.join(" ")
    }

    #[test]
    fn a_filter_is_cut_into_operators_and_values() {
        for (rule, text, expected) in [
            (
                "blanks around operators",
                " >10000 & <> 20000 ",
                "> [10000] & <> [20000]",
            ),
            ("blanks around ..", "A .. B", "[A] .. [B]"),
            (
                "blanks inside a value",
                "New York|Rome",
                "[New York] | [Rome]",
            ),
            ("the first .. counts", "1...5", "[1] .. [.5]"),
            ("one point is part of a value", "1.5", "[1.5]"),
            ("quotes hide operators", "'A & (B)'", "q[A & (B)]"),
            ("doubled inside quotes", "'O''Brien'", "q[O'Brien]"),
            ("doubled inside a bare value", "O''Brien", "[O'Brien]"),
            ("single inside a bare value", "O'Brien", "[O'Brien]"),
            ("blank", "''", "q[]"),
            ("not blank", "<>''", "<> q[]"),
            ("blank beside an operator", "'' | A", "q[] | [A]"),
            ("blank as the start of a range", "''..A", "q[] .. [A]"),
            ("an apostrophe alone, quoted", "''''", "q[']"),
            (
                "a bare value that begins with an apostrophe",
                "''t Hooft",
                "['t Hooft]",
            ),
            ("a quoted one", "'''t Hooft'", "q['t Hooft]"),
            ("@ before a value", "@man*", "@[man*]"),
            ("@ before quotes", "@'J & V*'", "@q[J & V*]"),
            ("@ inside quotes", "'@J & V*'", "@q[J & V*]"),
            ("only one @ is an operator", "@@x", "@[@x]"),
            ("@ elsewhere is a character", "a@b.com", "[a@b.com]"),
            (
                "&& where a value could begin",
                "&&red car|A",
                "&& [red car] | [A]",
            ),
            ("& after a value is and", "A&&B", "[A] & & [B]"),
            ("and, then words", "A&&&B", "[A] & && [B]"),
            ("comparisons", "<=1&>=2|=3", "<= [1] & >= [2] | = [3]"),
            ("parentheses", "(A|B)&C", "( [A] | [B] ) & [C]"),
            ("nothing", "  ", ""),
        ] {
            assert_eq!(shown(text), expected, "{rule}: {text}");
        }
    }

    #[test]
    fn quotes_must_be_closed_and_at_needs_a_value() {
        for (text, position) in [("A|'B", 2), ("@", 1), ("@|A", 1), ("'t Hooft", 0), ("'", 0)] {
            assert_eq!(tokens(text).unwrap_err().position, position, "{text}");
        }
    }
}
