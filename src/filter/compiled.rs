//! A filter ready for use: answers for one value, or for a whole column at once.
//!
//! A text column is answered once for each distinct text, then by number; the other kinds by
//! intervals of whole numbers. Nothing here knows files, settings or the clock.

use fixedbitset::FixedBitSet;

use crate::finding::code::filtering::F007;
use crate::schema::Kind;
use crate::table::{BLANK_DAYS, BLANK_SECONDS, Column, Dictionary};
use crate::value::{Decimal, DecimalMark, Value, decimal, normalise_code};

use super::context::Context;
use super::error::{FilterError, quoted};
use super::intervals::{self, Interval};
use super::literal::{self, BLANK};
use super::parser;
use super::resolve::Resolver;
use super::syntax::Comparison;
use super::test::{Condition, Test};

/// A filter on a field of one kind, resolved to constants. Prints as text that reads back as the
/// same filter.
#[derive(Debug, Clone, PartialEq)]
pub struct Filter {
    pub(super) kind: Kind,
    pub(super) decimal_mark: DecimalMark,
    pub(super) condition: Resolved,
}

/// The condition by what it compares.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Resolved {
    /// A blank filter: everything passes.
    Everything,
    /// Code and Text.
    Text(Condition<String>),
    /// Decimal.
    Decimal(Condition<Decimal>),
    /// Every other kind, with its intervals.
    Whole(Condition<i64>, Vec<Interval>),
}

impl Filter {
    /// Reads the filter of a field that holds `kind`. Blank text gives a filter that is
    /// [empty](Filter::is_empty).
    pub fn parse(text: &str, kind: Kind, context: &Context) -> Result<Self, FilterError> {
        check_length(text, context)?;
        let condition = match parser::parse(text)? {
            None => Resolved::Everything,
            Some(expression) => {
                let resolver = Resolver {
                    text,
                    kind,
                    context,
                };
                match kind {
                    Kind::Code(_) | Kind::Text(_) => Resolved::Text(resolver.texts(&expression)?),
                    Kind::Decimal => Resolved::Decimal(resolver.decimals(&expression)?),
                    _ => Resolved::whole(resolver.wholes(&expression)?),
                }
            }
        };
        Ok(Self {
            kind,
            decimal_mark: context.decimal_mark,
            condition,
        })
    }

    /// The text of a filter that was read, with words of other languages as the English ones, so
    /// that what is recorded means the same to everybody; none where there are no such words.
    pub fn in_english(&self, text: &str, is_constant: bool) -> Option<String> {
        let kind = self.kind;
        let is_foreign = if is_constant {
            literal::is_foreign(text, kind)
        } else {
            let expression = parser::parse(text).ok()??;
            expression.any_operand(&|operand| literal::is_foreign(&operand.text, kind))
        };
        is_foreign.then(|| self.to_string())
    }

    /// The filter that only one value passes, read without any operator: a constant of BC's view
    /// string. A text that holds wildcards cannot be printed so that it reads back the same.
    pub fn constant(text: &str, kind: Kind, context: &Context) -> Result<Self, FilterError> {
        check_length(text, context)?;
        let at_start = |problem: literal::Problem| FilterError {
            text: text.to_owned(),
            position: 0,
            found: quoted(text),
            expected: problem.expected,
            fix: problem.fix,
            code: problem.code,
        };
        let equal = Comparison::Equal;
        let condition = match kind {
            Kind::Code(_) => {
                let code = normalise_code(text).into_owned();
                Resolved::Text(Condition::Test(Test::Compare(equal, code)))
            }
            Kind::Text(_) => {
                let text = text.trim().to_owned();
                Resolved::Text(Condition::Test(Test::Compare(equal, text)))
            }
            Kind::Decimal => {
                let number = literal::exact(text, context).map_err(at_start)?;
                Resolved::Decimal(Condition::Test(Test::Compare(equal, number)))
            }
            _ => {
                let (first, last) = literal::whole(text, kind, context).map_err(at_start)?;
                Resolved::whole(Condition::Test(if first == last {
                    Test::Compare(equal, first)
                } else {
                    Test::Between(Some(first), Some(last))
                }))
            }
        };
        Ok(Self {
            kind,
            decimal_mark: context.decimal_mark,
            condition,
        })
    }

    /// Whether the text was blank: it does not filter.
    pub fn is_empty(&self) -> bool {
        self.condition == Resolved::Everything
    }

    /// Whether a value passes. A value of another kind than the field's never does.
    pub fn matches(&self, value: Value<'_>) -> bool {
        match &self.condition {
            Resolved::Everything => true,
            Resolved::Text(condition) => match value {
                Value::Text(text) => condition.holds_for_text(text),
                Value::Blank => condition.holds_for_text(""),
                _ => false,
            },
            Resolved::Decimal(condition) => match value {
                Value::Decimal(number) => condition.holds_for_decimal(number),
                Value::Integer(number) => condition.holds_for_decimal(number.into()),
                Value::Blank => condition.holds_for_decimal(Decimal::ZERO),
                _ => false,
            },
            Resolved::Whole(_, intervals) => {
                whole(value, self.kind).is_some_and(|number| intervals::contain(intervals, number))
            }
        }
    }

    /// Whether a blank value passes: what a missing column gives.
    pub fn matches_blank(&self) -> bool {
        self.matches(Value::Blank)
    }

    /// The rows of a column that pass.
    pub fn rows(&self, column: &Column) -> FixedBitSet {
        match (&self.condition, column) {
            (Resolved::Everything, column) => {
                let mut all = FixedBitSet::with_capacity(column.len());
                all.insert_range(..);
                all
            }
            (Resolved::Text(condition), Column::Text { ids, dictionary }) => {
                match found_in(condition, dictionary).as_deref() {
                    Some([]) => FixedBitSet::with_capacity(ids.len()),
                    Some([id]) => bits(ids, |row| row == id),
                    _ => {
                        let passes: Vec<bool> = dictionary
                            .iter()
                            .map(|text| condition.holds_for_text(text))
                            .collect();
                        bits(ids, |&id| passes[id as usize])
                    }
                }
            }
            (Resolved::Decimal(condition), Column::Decimal(numbers)) => {
                bits(numbers, |&number| condition.holds_for_decimal(number))
            }
            (Resolved::Whole(_, intervals), column) => whole_rows(self, intervals, column),
            (_, column) => self.rows_by_value(column),
        }
    }

    fn rows_by_value(&self, column: &Column) -> FixedBitSet {
        let rows: Vec<usize> = (0..column.len()).collect();
        bits(&rows, |&row| self.matches(column.value(row)))
    }
}

impl Resolved {
    fn whole(condition: Condition<i64>) -> Self {
        let intervals = intervals::of(&condition);
        Self::Whole(condition, intervals)
    }
}

fn whole_rows(filter: &Filter, intervals: &[Interval], column: &Column) -> FixedBitSet {
    let contain = |number: i64| intervals::contain(intervals, number);
    match (filter.kind, column) {
        (Kind::Integer, Column::Integer(values)) => bits(values, |&value| contain(value)),
        (Kind::Boolean, Column::Boolean(values)) => {
            let passes = [contain(0), contain(1)];
            bits(values, |&value| passes[usize::from(value)])
        }
        (Kind::Options(_), Column::Option(values)) => {
            let passes: Vec<bool> = (0..=i64::from(u8::MAX)).map(contain).collect();
            bits(values, |&value| passes[usize::from(value)])
        }
        (Kind::Date, Column::Date(values)) => bits(values, |&days| contain(date_number(days))),
        (Kind::Time, Column::Time(values)) => {
            bits(values, |&seconds| contain(time_number(seconds)))
        }
        (_, column) => filter.rows_by_value(column),
    }
}

/// The numbers of the texts that a list of texts names; none when the condition is no such list.
fn found_in(condition: &Condition<String>, dictionary: &Dictionary) -> Option<Vec<u32>> {
    let texts = condition.listed_texts()?;
    let mut ids: Vec<u32> = texts
        .into_iter()
        .filter_map(|text| dictionary.find(text))
        .collect();
    ids.sort_unstable();
    ids.dedup();
    Some(ids)
}

/// One bit for each value, made a word at a time.
fn bits<T>(values: &[T], passes: impl Fn(&T) -> bool) -> FixedBitSet {
    let blocks = values.chunks(usize::BITS as usize).map(|chunk| {
        chunk
            .iter()
            .enumerate()
            .fold(0_usize, |block, (bit, value)| {
                block | usize::from(passes(value)) << bit
            })
    });
    FixedBitSet::with_capacity_and_blocks(values.len(), blocks)
}

/// A value of a kind that is compared as whole numbers; none for a value of another kind.
fn whole(value: Value<'_>, kind: Kind) -> Option<i64> {
    match (kind, value) {
        (Kind::Date | Kind::Time, Value::Blank) => Some(BLANK),
        (_, Value::Blank) => Some(0),
        (Kind::Date, Value::Date(date)) => Some(date_number(date.days())),
        (Kind::Time, Value::Time(time)) => Some(time_number(time.seconds())),
        (Kind::Integer, Value::Integer(number)) => Some(number),
        (Kind::Integer, Value::Decimal(number)) => decimal::to_integer(number),
        (Kind::Boolean, Value::Boolean(yes)) => Some(i64::from(yes)),
        (Kind::Options(_), Value::Option(ordinal)) => Some(i64::from(ordinal)),
        _ => None,
    }
}

fn date_number(days: i32) -> i64 {
    if days == BLANK_DAYS {
        BLANK
    } else {
        i64::from(days)
    }
}

fn time_number(seconds: u32) -> i64 {
    if seconds == BLANK_SECONDS {
        BLANK
    } else {
        i64::from(seconds)
    }
}

fn check_length(text: &str, context: &Context) -> Result<(), FilterError> {
    let max = context.filter_characters_max;
    let length = text.chars().count();
    if length <= max {
        return Ok(());
    }
    Err(FilterError {
        text: text.to_owned(),
        position: max,
        found: format!("a filter of {length} characters"),
        expected: format!("at most {max} characters, as in BC"),
        fix: "split the filter over several steps, or mark the contacts with a mailing group and filter by that".to_owned(),
        code: &F007,
    })
}
