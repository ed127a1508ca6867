//! From pieces to the syntax tree, by recursive descent over BC's grammar:
//!
//! ```text
//! or    = and { "|" and }
//! and   = term { "&" term }
//! term  = "(" or ")" | ( "=" | "<>" | "<" | "<=" | ">" | ">=" ) value
//!       | value ".." [ value ] | ".." value | "&&" value | value
//! ```

use crate::finding::code::filtering::{F001, F008};

use super::error::{FilterError, quoted};
use super::lexer::{self, Piece, Token};
use super::syntax::{Comparison, Expression, Operand};

/// Parentheses within parentheses; more would not fit any filter that a person reads.
const NESTING_MAX: usize = 100;

/// The tree of a filter; none when it is blank.
pub(super) fn parse(text: &str) -> Result<Option<Expression>, FilterError> {
    let tokens = lexer::tokens(text)?;
    if tokens.is_empty() {
        return Ok(None);
    }
    let mut parser = Parser {
        text,
        tokens,
        at: 0,
        nesting: 0,
    };
    let expression = parser.or()?;
    match parser.peek() {
        None => Ok(Some(expression)),
        Some(_) => Err(parser.error_after_value()),
    }
}

struct Parser<'a> {
    text: &'a str,
    tokens: Vec<Token>,
    at: usize,
    nesting: usize,
}

impl Parser<'_> {
    fn peek(&self) -> Option<&Piece> {
        self.tokens.get(self.at).map(|token| &token.piece)
    }

    fn take(&mut self, piece: &Piece) -> bool {
        let there = self.peek() == Some(piece);
        self.at += usize::from(there);
        there
    }

    fn or(&mut self) -> Result<Expression, FilterError> {
        let mut parts = vec![self.and()?];
        while self.take(&Piece::Or) {
            parts.push(self.and()?);
        }
        Ok(joined(parts, Expression::Any))
    }

    fn and(&mut self) -> Result<Expression, FilterError> {
        let mut parts = vec![self.term()?];
        while self.take(&Piece::And) {
            parts.push(self.term()?);
        }
        Ok(joined(parts, Expression::All))
    }

    fn term(&mut self) -> Result<Expression, FilterError> {
        match self.peek() {
            Some(Piece::Open) => self.parentheses(),
            Some(&Piece::Compare(comparison)) => {
                self.at += 1;
                let value = self.value("a value after the comparison, e.g. >100 or <>''")?;
                if self.peek() == Some(&Piece::Range) {
                    return Err(self.error("an operator (| or &) or the end: a comparison takes one value, not a range"));
                }
                Ok(Expression::Compare(comparison, value))
            }
            Some(Piece::Range) => {
                self.at += 1;
                let end = self.value("a value on at least one side of the .., e.g. A..B or ..B")?;
                Ok(Expression::Between(None, Some(end)))
            }
            Some(Piece::Words) => {
                self.at += 1;
                self.value("words to look for after the &&, e.g. &&red car")
                    .map(Expression::Words)
            }
            _ => {
                let value = self.value("a value, e.g. A, 'A & B', A* or '' for blank")?;
                if !self.take(&Piece::Range) {
                    return Ok(Expression::Compare(Comparison::Equal, value));
                }
                let end = match self.peek() {
                    Some(Piece::Value(_)) => Some(self.value("")?),
                    _ => None,
                };
                Ok(Expression::Between(Some(value), end))
            }
        }
    }

    fn parentheses(&mut self) -> Result<Expression, FilterError> {
        if self.nesting == NESTING_MAX {
            let mut error = self.error(&format!(
                "at most {NESTING_MAX} parentheses within each other"
            ));
            error.code = &F008;
            "leave out parentheses that are not needed".clone_into(&mut error.fix);
            return Err(error);
        }
        self.at += 1;
        self.nesting += 1;
        let inner = self.or()?;
        if self.take(&Piece::Close) {
            self.nesting -= 1;
            return Ok(inner);
        }
        Err(match self.peek() {
            None => self.error("a closing parenthesis"),
            Some(_) => self.error_after_value(),
        })
    }

    fn value(&mut self, expected: &str) -> Result<Operand, FilterError> {
        match self.peek() {
            Some(Piece::Value(operand)) => {
                let operand = operand.clone();
                self.at += 1;
                Ok(operand)
            }
            _ => Err(self.error(expected)),
        }
    }

    /// What follows a complete part is neither an operator nor the end.
    fn error_after_value(&self) -> FilterError {
        let close = if self.nesting == 0 {
            ""
        } else {
            ", a closing parenthesis"
        };
        self.error(&format!(
            "an operator (| or &){close} or the end; a value that holds & | ( ) = < > or .. is put in quotes: 'A & B'"
        ))
    }

    fn error(&self, expected: &str) -> FilterError {
        let end = self.text.trim_end().chars().count();
        let (position, found) = match self.tokens.get(self.at) {
            Some(token) => (token.position, token.piece.shown()),
            None => (end, ""),
        };
        FilterError {
            text: self.text.to_owned(),
            position,
            found: quoted(found),
            expected: expected.to_owned(),
            fix: "correct the filter at the caret".to_owned(),
            code: &F001,
        }
    }
}

/// One part stands for itself; parts of the same sort inside parentheses join the others, so that
/// `(A|B)|C` is `A|B|C`.
fn joined(parts: Vec<Expression>, join: fn(Vec<Expression>) -> Expression) -> Expression {
    if parts.len() == 1 {
        return parts.into_iter().next().expect("one part");
    }
    let is_any = matches!(join(Vec::new()), Expression::Any(_));
    let mut flat = Vec::with_capacity(parts.len());
    for part in parts {
        match part {
            Expression::Any(inner) if is_any => flat.extend(inner),
            Expression::All(inner) if !is_any => flat.extend(inner),
            part => flat.push(part),
        }
    }
    join(flat)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(expression: &Expression) -> String {
        let list = |parts: &[Expression]| {
            let parts: Vec<String> = parts.iter().map(shown).collect();
            parts.join(" ")
        };
        let end = |operand: &Option<Operand>| {
            operand
                .as_ref()
                .map_or("", |operand| &operand.text)
                .to_owned()
        };
        match expression {
            Expression::Any(parts) => format!("(any {})", list(parts)),
            Expression::All(parts) => format!("(all {})", list(parts)),
            Expression::Compare(comparison, operand) => {
                format!("{}{}", comparison.sign(), operand.text)
            }
            Expression::Between(from, to) => format!("{}..{}", end(from), end(to)),
            Expression::Words(operand) => format!("&&{}", operand.text),
        }
    }

    #[test]
    fn precedence_and_forms() {
        for (rule, text, expected) in [
            ("& binds tighter than |", "A|B&C", "(any =A (all =B =C))"),
            ("& binds tighter than |", "A&B|C", "(any (all =A =B) =C)"),
            ("parentheses first", "(A|B)&C", "(all (any =A =B) =C)"),
            (
                "BC's example",
                "30|(>=10&<=20)",
                "(any =30 (all >=10 <=20))",
            ),
            ("nested of a sort is flat", "(A|B)|((C))", "(any =A =B =C)"),
            ("ranges", "A..B|..C|D..", "(any A..B ..C D..)"),
            ("an open range before )", "(A..)&B", "(all A.. =B)"),
            ("words", "A|&&x y", "(any =A &&x y)"),
        ] {
            let tree = parse(text).expect("a readable filter").expect("not blank");
            assert_eq!(shown(&tree), expected, "{rule}: {text}");
        }
        assert_eq!(parse("  ").unwrap(), None);
    }

    #[test]
    fn what_cannot_be_read_says_where_and_what_was_expected() {
        for (text, position, found, expected) in [
            ("A||B", 2, "\"|\"", "a value, e.g."),
            ("|A", 0, "\"|\"", "a value, e.g."),
            ("A|", 2, "the end", "a value, e.g."),
            ("A& ", 2, "the end", "a value, e.g."),
            (">", 1, "the end", "a value after the comparison"),
            (">|1", 1, "\"|\"", "a value after the comparison"),
            (
                ">1..2",
                2,
                "\"..\"",
                "an operator (| or &) or the end: a comparison takes one value",
            ),
            ("..", 2, "the end", "a value on at least one side"),
            ("A....B", 3, "\"..\"", "an operator"),
            ("()", 1, "\")\"", "a value, e.g."),
            ("(A", 2, "the end", "a closing parenthesis"),
            (
                "(A B=",
                4,
                "\"=\"",
                "an operator (| or &), a closing parenthesis or the end",
            ),
            ("A)", 1, "\")\"", "an operator"),
            ("A(B)", 1, "\"(\"", "an operator"),
            ("A=B", 1, "\"=\"", "an operator"),
            ("'J & V'*", 7, "\"*\"", "an operator"),
            ("&&", 2, "the end", "words to look for"),
            ("A&&B", 2, "\"&\"", "a value, e.g."),
            ("A..&", 4, "the end", "a value, e.g."),
        ] {
            let error = parse(text).expect_err(text);
            assert_eq!(
                (error.position, error.found.as_str()),
                (position, found),
                "{text}"
            );
            assert!(
                error.expected.starts_with(expected),
                "{text}: {}",
                error.expected
            );
        }
    }

    #[test]
    fn nesting_has_a_limit() {
        let nested = |depth: usize| format!("{}A{}", "(".repeat(depth), ")".repeat(depth));
        assert!(parse(&nested(NESTING_MAX)).is_ok());
        let error = parse(&nested(NESTING_MAX + 1)).unwrap_err();
        assert_eq!((error.code.id, error.position), ("F008", NESTING_MAX));
    }
}
