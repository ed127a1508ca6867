//! Values of a filter as constants of the field's kind. Dates, times, options and Yes/No become
//! whole numbers, so that they are compared like Integers.

use crate::finding::Code;
use crate::finding::code::filtering::{F002, F006};
use crate::schema::{Choice, Kind, foreign_choice, foreign_yes_or_no};
use crate::value::{Date, Decimal, Time, boolean, decimal};

use super::context::Context;
use super::date_token;

/// Why a value cannot be used; the place is known to who asked.
#[derive(Debug)]
pub(super) struct Problem {
    pub code: &'static Code,
    pub expected: String,
    pub fix: String,
}

/// What a value stands for: from the first to the last whole number. One for all but date tokens.
pub(super) type Span = (i64, i64);

/// A blank date or time: before every other.
pub(super) const BLANK: i64 = i64::MIN;

/// The whole numbers that `text` stands for in a field of this kind; `""` is blank.
pub(super) fn whole(text: &str, kind: Kind, context: &Context) -> Result<Span, Problem> {
    let text = text.trim();
    let single = |number: i64| (number, number);
    match kind {
        Kind::Date | Kind::Time if text.is_empty() => Ok(single(BLANK)),
        Kind::Date => {
            let (first, last) = date_token::days(text, context)?;
            Ok((i64::from(first.days()), i64::from(last.days())))
        }
        Kind::Time => time(text).map(single),
        Kind::Boolean if text.is_empty() => Ok(single(0)),
        Kind::Boolean => boolean::parse(text)
            .or_else(|| foreign_yes_or_no(text))
            .map(|yes| single(i64::from(yes)))
            .ok_or_else(|| wrong("Yes or No", "write Yes or No")),
        Kind::Options(choices) => option(text, choices).map(|ordinal| single(i64::from(ordinal))),
        Kind::Integer | Kind::Decimal | Kind::Code(_) | Kind::Text(_) => number(text, context)
            .and_then(decimal::to_integer)
            .map(single)
            .ok_or_else(|| wrong("a whole number, e.g. 100", "correct the number")),
    }
}

/// The number that `text` stands for; `""` is 0.
pub(super) fn exact(text: &str, context: &Context) -> Result<Decimal, Problem> {
    number(text.trim(), context).ok_or_else(|| {
        let example = decimal::show(Decimal::new(1250, 2), context.decimal_mark);
        wrong(&format!("a number, e.g. {example}"), "correct the number")
    })
}

fn number(text: &str, context: &Context) -> Option<Decimal> {
    if text.is_empty() {
        return Some(Decimal::ZERO);
    }
    decimal::parse(text, context.decimal_mark)
}

fn time(text: &str) -> Result<i64, Problem> {
    if text.eq_ignore_ascii_case("now") {
        return Err(Problem {
            code: &F006,
            expected: "a time, e.g. 09:30; NOW would make the result depend on the clock"
                .to_owned(),
            fix: "write the time of day".to_owned(),
        });
    }
    Time::parse(text)
        .map(|time| i64::from(time.seconds()))
        .ok_or_else(|| wrong("a time, e.g. 09:30 or 23:59:59", "correct the time"))
}

/// Whether a value is a word of another language than English.
pub(super) fn is_foreign(text: &str, kind: Kind) -> bool {
    let text = text.trim();
    match kind {
        Kind::Boolean => boolean::parse(text).is_none() && foreign_yes_or_no(text).is_some(),
        Kind::Options(choices) => {
            english_option(text, choices).is_none() && foreign_choice(choices, text).is_some()
        }
        _ => false,
    }
}

/// The ordinal of a caption in any case, of its other spelling, or of the ordinal itself.
fn english_option(text: &str, choices: &[Choice]) -> Option<u8> {
    let folded = text.to_lowercase();
    let is_called = |choice: &&Choice| {
        choice.caption.to_lowercase() == folded
            || (!choice.alias.is_empty() && choice.alias.to_lowercase() == folded)
            || (!text.is_empty() && choice.ordinal.to_string() == text)
    };
    let choice = choices.iter().find(is_called)?;
    Some(choice.ordinal)
}

/// The ordinal in English, else in another language.
fn option(text: &str, choices: &'static [Choice]) -> Result<u8, Problem> {
    let folded = text.to_lowercase();
    let known = english_option(text, choices).or_else(|| foreign_choice(choices, text));
    if let Some(ordinal) = known {
        return Ok(ordinal);
    }
    let captions: Vec<&str> = choices
        .iter()
        .map(|choice| choice.caption)
        .filter(|caption| !caption.is_empty())
        .collect();
    let nearest = captions
        .iter()
        .map(|caption| {
            (
                strsim::osa_distance(&caption.to_lowercase(), &folded),
                caption,
            )
        })
        .min_by_key(|(distance, _)| *distance)
        .filter(|(distance, caption)| !text.is_empty() && distance * 3 <= caption.len());
    let fix = match nearest {
        Some((_, caption)) => format!("did you mean {caption}?"),
        None if text.is_empty() => "this field is never blank: write one of its values".to_owned(),
        None => "write one of the field's values".to_owned(),
    };
    Err(Problem {
        code: &F002,
        expected: format!("one of {}, or its number", captions.join(", ")),
        fix,
    })
}

/// A whole number as the filter text that stands for it.
pub(super) fn show(number: i64, kind: Kind) -> String {
    let days = || i32::try_from(number).ok().and_then(Date::from_days);
    let time = || u32::try_from(number).ok().and_then(Time::from_seconds);
    let ordinal = || {
        u8::try_from(number)
            .ok()
            .and_then(|ordinal| kind.caption_of(ordinal))
    };
    match kind {
        Kind::Date => days().map_or_else(|| "''".to_owned(), |date| date.to_string()),
        Kind::Time => time().map_or_else(|| "''".to_owned(), |time| time.to_string()),
        Kind::Boolean => boolean::show(number != 0).to_owned(),
        Kind::Options(_) => super::quote(ordinal().unwrap_or_default()),
        _ => number.to_string(),
    }
}

fn wrong(expected: &str, fix: &str) -> Problem {
    Problem {
        code: &F002,
        expected: expected.to_owned(),
        fix: fix.to_owned(),
    }
}
