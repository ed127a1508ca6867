//! Gives the values of a filter the field's kind: texts stay texts, everything else becomes numbers;
//! what the kind does not allow is an error at its place.

use crate::finding::Code;
use crate::finding::code::filtering::{F003, F005};
use crate::schema::Kind;
use crate::value::collation::fold_case_and_accents;
use crate::value::{Decimal, normalise_code};

use super::context::Context;
use super::error::{FilterError, quoted};
use super::literal::{self, Problem, Span};
use super::pattern::Pattern;
use super::syntax::{Comparison, Expression, Operand};
use super::test::{Condition, Test};

/// What values are resolved against.
#[derive(Clone, Copy)]
pub(super) struct Resolver<'a> {
    pub text: &'a str,
    pub kind: Kind,
    pub context: &'a Context,
}

type Resolved<T> = Result<Condition<T>, FilterError>;

impl Resolver<'_> {
    /// The condition on a Code or Text.
    pub(super) fn texts(self, expression: &Expression) -> Resolved<String> {
        match expression {
            Expression::Any(parts) => any(parts, |part| self.texts(part)),
            Expression::All(parts) => all(parts, |part| self.texts(part)),
            Expression::Compare(comparison, operand) => self
                .compared_text(*comparison, operand)
                .map(Condition::Test),
            Expression::Between(from, to) => {
                let end = |operand: &Option<Operand>| {
                    operand
                        .as_ref()
                        .map(|operand| self.end(operand))
                        .transpose()
                };
                Ok(Condition::Test(Test::Between(end(from)?, end(to)?)))
            }
            Expression::Words(operand) => {
                let words = self.words(operand)?;
                Ok(Condition::Test(Test::Words(words)))
            }
        }
    }

    /// The condition on a Decimal.
    pub(super) fn decimals(self, expression: &Expression) -> Resolved<Decimal> {
        let number = |operand: &Operand| {
            self.plain(operand)?;
            literal::exact(&operand.text, self.context)
                .map_err(|problem| self.problem(&problem, operand))
        };
        match expression {
            Expression::Any(parts) => any(parts, |part| self.decimals(part)),
            Expression::All(parts) => all(parts, |part| self.decimals(part)),
            Expression::Compare(comparison, operand) => Ok(Condition::Test(Test::Compare(
                *comparison,
                number(operand)?,
            ))),
            Expression::Between(from, to) => Ok(Condition::Test(Test::Between(
                from.as_ref().map(number).transpose()?,
                to.as_ref().map(number).transpose()?,
            ))),
            Expression::Words(operand) => Err(self.text_only(operand, "&&")),
        }
    }

    /// The condition on every other kind, as whole numbers.
    pub(super) fn wholes(self, expression: &Expression) -> Resolved<i64> {
        match expression {
            Expression::Any(parts) => any(parts, |part| self.wholes(part)),
            Expression::All(parts) => all(parts, |part| self.wholes(part)),
            Expression::Compare(comparison, operand) => {
                Ok(compared_span(*comparison, self.span(operand)?))
            }
            Expression::Between(from, to) => {
                let first = from
                    .as_ref()
                    .map(|operand| self.span(operand))
                    .transpose()?;
                let last = to.as_ref().map(|operand| self.span(operand)).transpose()?;
                Ok(Condition::Test(Test::Between(
                    first.map(|span| span.0),
                    last.map(|span| span.1),
                )))
            }
            Expression::Words(operand) => Err(self.text_only(operand, "&&")),
        }
    }

    fn compared_text(
        self,
        comparison: Comparison,
        operand: &Operand,
    ) -> Result<Test<String>, FilterError> {
        let is_equality = matches!(comparison, Comparison::Equal | Comparison::NotEqual);
        if !is_equality {
            return Ok(Test::Compare(comparison, self.end(operand)?));
        }
        let text = self.constant(operand)?;
        let has_wildcards = operand.has_wildcards() && operand.token().is_none();
        if text.is_empty() || !(operand.ignores_case || has_wildcards) {
            return Ok(Test::Compare(comparison, text));
        }
        let pattern = Pattern::new(text, operand.ignores_case);
        Ok(match comparison {
            Comparison::NotEqual => Test::Unlike(pattern),
            _ => Test::Like(pattern),
        })
    }

    /// A text to compare with, or an end of a range: no wildcards and no `@`.
    fn end(self, operand: &Operand) -> Result<String, FilterError> {
        if operand.ignores_case || operand.has_wildcards() {
            return Err(self.error(
                &F003,
                operand,
                "a plain value: * ? and @ have no meaning in ranges and in < <= > >=",
                "leave them out, or write the value without a range or comparison, e.g. A*",
            ));
        }
        self.constant(operand)
    }

    /// The text as the field would hold it, `%me` replaced.
    fn constant(self, operand: &Operand) -> Result<String, FilterError> {
        let text = match operand.token() {
            Some(word) => self.user(word, operand)?,
            None => operand.text.as_str(),
        };
        Ok(match self.kind {
            Kind::Code(_) => normalise_code(text).into_owned(),
            _ if text.trim().is_empty() => String::new(),
            _ => text.to_owned(),
        })
    }

    fn user(&self, word: &str, operand: &Operand) -> Result<&str, FilterError> {
        let word = word.to_lowercase();
        if "me".starts_with(&word) || "user".starts_with(&word) {
            return Ok(&self.context.user);
        }
        Err(self.error(
            &F005,
            operand,
            "%me or %user, the user of the run",
            "put a value that begins with % in quotes, e.g. '%off'",
        ))
    }

    fn words(self, operand: &Operand) -> Result<Vec<String>, FilterError> {
        let words: Vec<String> = fold_case_and_accents(&operand.text)
            .split_whitespace()
            // BC's users write a * behind the beginning of a word; it is found without.
            .map(|word| word.trim_end_matches('*').to_owned())
            .filter(|word| !word.is_empty())
            .collect();
        if words.is_empty() {
            return Err(self.error(
                &crate::finding::code::filtering::F001,
                operand,
                "words to look for after the &&, e.g. &&red car",
                "write the words, or remove the &&",
            ));
        }
        Ok(words)
    }

    fn span(self, operand: &Operand) -> Result<Span, FilterError> {
        self.plain(operand)?;
        literal::whole(&operand.text, self.kind, self.context)
            .map_err(|problem| self.problem(&problem, operand))
    }

    /// Fields that hold no text know no wildcards, no `@` and no `%me`.
    fn plain(self, operand: &Operand) -> Result<(), FilterError> {
        if operand.ignores_case {
            return Err(self.text_only(operand, "@"));
        }
        if operand.has_wildcards() {
            return Err(self.text_only(operand, "* and ?"));
        }
        Ok(())
    }

    fn text_only(self, operand: &Operand, signs: &str) -> FilterError {
        self.error(
            &F003,
            operand,
            &format!(
                "a value of type {}: {signs} can be used on Code and Text fields only",
                self.kind.describe()
            ),
            "write a value, a comparison such as >1 or a range such as 1..5",
        )
    }

    fn problem(self, problem: &Problem, operand: &Operand) -> FilterError {
        self.error(problem.code, operand, &problem.expected, &problem.fix)
    }

    fn error(
        self,
        code: &'static Code,
        operand: &Operand,
        expected: &str,
        fix: &str,
    ) -> FilterError {
        FilterError {
            text: self.text.to_owned(),
            position: operand.position,
            found: quoted(&operand.text),
            expected: expected.to_owned(),
            fix: fix.to_owned(),
            code,
        }
    }
}

/// A date token stands for several days: equal is within, not equal is outside, before is before
/// the first, after is after the last.
fn compared_span(comparison: Comparison, (first, last): Span) -> Condition<i64> {
    let compare = |comparison, number| Condition::Test(Test::Compare(comparison, number));
    match comparison {
        Comparison::Equal if first != last => {
            Condition::Test(Test::Between(Some(first), Some(last)))
        }
        Comparison::NotEqual if first != last => Condition::Any(vec![
            compare(Comparison::Less, first),
            compare(Comparison::Greater, last),
        ]),
        Comparison::Equal
        | Comparison::NotEqual
        | Comparison::Less
        | Comparison::GreaterOrEqual => compare(comparison, first),
        Comparison::Greater | Comparison::LessOrEqual => compare(comparison, last),
    }
}

fn any<T>(parts: &[Expression], resolve: impl Fn(&Expression) -> Resolved<T>) -> Resolved<T> {
    let mut flat = Vec::with_capacity(parts.len());
    for part in parts {
        match resolve(part)? {
            // `<>WEEK` has become two parts.
            Condition::Any(inner) => flat.extend(inner),
            part => flat.push(part),
        }
    }
    Ok(Condition::Any(flat))
}

fn all<T>(parts: &[Expression], resolve: impl Fn(&Expression) -> Resolved<T>) -> Resolved<T> {
    parts
        .iter()
        .map(resolve)
        .collect::<Result<_, _>>()
        .map(Condition::All)
}
