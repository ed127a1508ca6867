//! Words that stand for dates, as codeunit 58 *Filter Tokens* reads them: each gives a first and a
//! last day. What is no word is a formula from today, a weekday, or a date written out.

use chrono::{Datelike, Months, NaiveDate};

use crate::finding::code::filtering::{F002, F006};
use crate::value::Date;

use super::context::Context;
use super::date_formula::DateFormula;
use super::date_literal::{day_of_week, weekday, written_date};
use super::literal::Problem;

/// The first and the last day that a value stands for.
pub(super) type Days = (Date, Date);

/// BC's words in the order in which they are tried: any leading part is enough.
const WORDS: [(&str, Word); 10] = [
    ("PERIOD", Word::Period),
    ("YEAR", Word::Year),
    ("TODAY", Word::Today),
    ("WORKDATE", Word::Today),
    ("NOW", Word::Today),
    ("YESTERDAY", Word::Yesterday),
    ("TOMORROW", Word::Tomorrow),
    ("WEEK", Word::Week),
    ("MONTH", Word::Month),
    ("QUARTER", Word::Quarter),
];

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Word {
    Period,
    Year,
    Today,
    Yesterday,
    Tomorrow,
    Week,
    Month,
    Quarter,
}

/// The days that a value of a date filter stands for.
pub(super) fn days(text: &str, context: &Context) -> Result<Days, Problem> {
    if let Some(date) = written_date(text.trim(), context) {
        return date.map(one_day);
    }
    let plain: String = text
        .chars()
        .filter(|c| !c.is_whitespace())
        .flat_map(char::to_uppercase)
        .collect();
    let letters = plain
        .find(|c: char| !c.is_alphabetic())
        .unwrap_or(plain.len());
    let (word, rest) = plain.split_at(letters);
    if word == "C" && rest.starts_with(|c: char| c.is_ascii_digit()) {
        return Err(refused(
            "a calendar day; closing dates (C before a date) are not known here",
            "leave out the C",
        ));
    }
    let token = WORDS
        .iter()
        .find(|(name, _)| !word.is_empty() && name.starts_with(word));
    if let Some(&(_, token)) = token
        && let Some(days) = token_days(token, rest, context)
    {
        return days;
    }
    if let Some(days) = weekday_days(word, rest, context) {
        return days;
    }
    match DateFormula::parse(&plain) {
        Some(formula) => shifted(one_day(context.date), &formula),
        None => Err(unreadable()),
    }
}

/// A word with what follows it; none when it cannot be read so.
fn token_days(word: Word, rest: &str, context: &Context) -> Option<Result<Days, Problem>> {
    let today = context.date;
    let formula = match word {
        Word::Period | Word::Year => return period_days(word, rest, context),
        _ => match rest {
            "" => None,
            _ => Some(signed_formula(rest)?),
        },
    };
    let shift = |text| DateFormula::parse(text).and_then(|formula| formula.apply(today));
    let around = |first, last| shift(first).zip(shift(last));
    let days = match word {
        Word::Today => Some(one_day(today)),
        Word::Yesterday => shift("-1D").map(one_day),
        Word::Tomorrow => shift("1D").map(one_day),
        Word::Week => around("-CW", "CW"),
        Word::Quarter => around("-CQ", "CQ"),
        Word::Month | Word::Period | Word::Year => around("-CM", "CM"),
    };
    Some(match (days, formula) {
        (Some(days), Some(formula)) => shifted(days, &formula),
        (Some(days), None) => Ok(days),
        (None, _) => Err(outside()),
    })
}

/// `P`, `P5`, `P+2`, `P5+10D`, `Y`, `Y-1`: months and years of the fiscal year.
fn period_days(word: Word, rest: &str, context: &Context) -> Option<Result<Days, Problem>> {
    let today = context.date.naive();
    let fiscal_month = (today.month() + 12 - u32::from(context.fiscal_year_start)) % 12;
    let (start_of_month, fiscal_start) = {
        let first = today.with_day(1)?;
        (first, first.checked_sub_months(Months::new(fiscal_month))?)
    };
    let (mut start, months) = match word {
        Word::Year => (fiscal_start, 12),
        _ => (start_of_month, 1),
    };
    let (counted, rest) = split_digits(rest);
    if !counted.is_empty() {
        if word == Word::Year {
            return Some(Err(refused(
                "Y, or Y with a sign such as Y-1: there is no table of years to count from",
                "write Y-1 for the year before, or a range such as 2025-01-01..2025-12-31",
            )));
        }
        let number = match period_number(counted) {
            Ok(number) => number,
            Err(problem) => return Some(Err(problem)),
        };
        start = fiscal_start.checked_add_months(Months::new(number - 1))?;
    }
    let mut rest = rest;
    if let Some(behind) = rest.strip_prefix(['+', '-']) {
        let (count, after) = split_digits(behind);
        let is_count = !count.is_empty() && (after.is_empty() || after.starts_with(['+', '-']));
        if is_count && !counted.is_empty() {
            return Some(Err(refused(
                "a number of a period, or a sign and a number, not both",
                "write P7 instead of P5+2; a shift needs a unit, e.g. P5+10D",
            )));
        }
        if is_count {
            let number = match period_number(count) {
                Ok(number) => number * months,
                Err(problem) => return Some(Err(problem)),
            };
            let moved = if rest.starts_with('-') {
                start.checked_sub_months(Months::new(number))
            } else {
                start.checked_add_months(Months::new(number))
            };
            start = match moved {
                Some(start) => start,
                None => return Some(Err(outside())),
            };
            rest = after;
        }
    }
    let days = months_from(start, months).ok_or_else(outside);
    if rest.is_empty() {
        return Some(days);
    }
    let formula = signed_formula(rest)?;
    Some(days.and_then(|days| shifted(days, &formula)))
}

/// `Tuesday`, `Mon25`, `t-1`, `Fri-1W`; none when the word is no weekday.
fn weekday_days(word: &str, rest: &str, context: &Context) -> Option<Result<Days, Problem>> {
    let weekday = weekday(word)?;
    if let Some(date) = day_of_week(weekday, rest, context) {
        return Some(date.map(one_day));
    }
    let formula = signed_formula(rest)?;
    let day = day_of_week(weekday, "", context)?;
    Some(day.and_then(|day| shifted(one_day(day), &formula)))
}

fn signed_formula(text: &str) -> Option<DateFormula> {
    text.starts_with(['+', '-'])
        .then(|| DateFormula::parse(text))
        .flatten()
}

fn one_day(date: Date) -> Days {
    (date, date)
}

/// Both ends move on their own, as in BC: the month from November 1 to 30, a month back, is
/// October 1 to 30.
fn shifted((first, last): Days, formula: &DateFormula) -> Result<Days, Problem> {
    formula
        .apply(first)
        .zip(formula.apply(last))
        .ok_or_else(outside)
}

fn months_from(start: NaiveDate, months: u32) -> Option<Days> {
    let last = start.checked_add_months(Months::new(months))?.pred_opt()?;
    Some((Date::from_naive(start)?, Date::from_naive(last)?))
}

fn split_digits(text: &str) -> (&str, &str) {
    let end = text
        .find(|c: char| !c.is_ascii_digit())
        .unwrap_or(text.len());
    text.split_at(end)
}

/// Source: BC, numbers of periods and years go from 1 to 999.
fn period_number(digits: &str) -> Result<u32, Problem> {
    match digits.parse() {
        Ok(number @ 1..=999) => Ok(number),
        _ => Err(refused(
            "a number from 1 to 999 after P or Y",
            "correct the number of periods or years",
        )),
    }
}

fn refused(expected: &str, fix: &str) -> Problem {
    Problem {
        code: &F006,
        expected: expected.to_owned(),
        fix: fix.to_owned(),
    }
}

fn outside() -> Problem {
    Problem {
        code: &F002,
        expected: "a day between 0001-01-01 and 9999-12-31".to_owned(),
        fix: "correct the shift: it leaves the calendar".to_owned(),
    }
}

fn unreadable() -> Problem {
    Problem {
        code: &F002,
        expected: "a date, e.g. 2026-11-23, a word such as TODAY, WEEK, MONTH or P, with a shift such as T-30D, or a formula such as CM or -1Y".to_owned(),
        fix: "write the date as year-month-day, or correct the word or formula".to_owned(),
    }
}
