//! A filter whose values are constants: tests on one value, joined by and and or.

use std::cmp::Ordering;
use std::sync::LazyLock;

use crate::value::collation::fold_case_and_accents;
use crate::value::{Decimal, TextOrder};

use super::pattern::Pattern;
use super::syntax::Comparison;

/// A filter or a part of it. Groups have two or more parts, none of their own sort.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Condition<T> {
    /// At least one holds.
    Any(Vec<Condition<T>>),
    /// All hold.
    All(Vec<Condition<T>>),
    /// One test.
    Test(Test<T>),
}

/// One test on one value.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Test<T> {
    /// How the value stands to a constant.
    Compare(Comparison, T),
    /// From a constant to a constant, both included; at least one is there.
    Between(Option<T>, Option<T>),
    /// Texts only: wildcards or `@`.
    Like(Pattern),
    /// Texts only: not so.
    Unlike(Pattern),
    /// Texts only: every word occurs, already folded.
    Words(Vec<String>),
}

/// Collation data is looked up once for the whole program.
static TEXT_ORDER: LazyLock<TextOrder> = LazyLock::new(TextOrder::new);

impl<T> Condition<T> {
    /// Whether the condition holds, given what says so of one test.
    pub(super) fn holds(&self, test: &impl Fn(&Test<T>) -> bool) -> bool {
        match self {
            Self::Any(parts) => parts.iter().any(|part| part.holds(test)),
            Self::All(parts) => parts.iter().all(|part| part.holds(test)),
            Self::Test(one) => test(one),
        }
    }
}

impl Condition<String> {
    /// Whether a text passes; `""` is blank, and before every other.
    pub(super) fn holds_for_text(&self, text: &str) -> bool {
        self.holds(&|test| match test {
            Test::Compare(comparison @ (Comparison::Equal | Comparison::NotEqual), constant) => {
                comparison.holds(text.cmp(constant))
            }
            Test::Compare(comparison, constant) => {
                comparison.holds(TEXT_ORDER.compare(text, constant))
            }
            Test::Between(from, to) => within(from.as_ref(), to.as_ref(), |end| {
                TEXT_ORDER.compare(text, end)
            }),
            Test::Like(pattern) => pattern.matches(text),
            Test::Unlike(pattern) => !pattern.matches(text),
            Test::Words(words) => {
                let folded = fold_case_and_accents(text);
                words.iter().all(|word| folded.contains(word.as_str()))
            }
        })
    }

    /// The texts that pass, when the condition is nothing but a list of them: `A|B|C`.
    pub(super) fn listed_texts(&self) -> Option<Vec<&str>> {
        match self {
            Self::Test(Test::Compare(Comparison::Equal, text)) => Some(vec![text]),
            Self::Any(parts) => parts
                .iter()
                .map(|part| match part {
                    Self::Test(Test::Compare(Comparison::Equal, text)) => Some(text.as_str()),
                    _ => None,
                })
                .collect(),
            _ => None,
        }
    }
}

impl Condition<Decimal> {
    /// Whether a number passes.
    pub(super) fn holds_for_decimal(&self, number: Decimal) -> bool {
        self.holds(&|test| match test {
            Test::Compare(comparison, constant) => comparison.holds(number.cmp(constant)),
            Test::Between(from, to) => within(from.as_ref(), to.as_ref(), |end| number.cmp(end)),
            Test::Like(_) | Test::Unlike(_) | Test::Words(_) => false,
        })
    }
}

/// Whether a value lies between two ends, given how it stands to each.
fn within<T>(from: Option<&T>, to: Option<&T>, compare: impl Fn(&T) -> Ordering) -> bool {
    from.is_none_or(|end| compare(end).is_ge()) && to.is_none_or(|end| compare(end).is_le())
}
