//! Dates written out: ISO, in the date order of the file with two, four, six or eight digits, and
//! as a weekday of a week.

use chrono::{Datelike, NaiveDate, Weekday};

use crate::finding::code::filtering::{F002, F004};
use crate::value::{Date, DateOrder};

use super::context::Context;
use super::literal::Problem;

/// Reads a date of digits and separators; none when the text has another shape.
pub(super) fn written_date(text: &str, context: &Context) -> Option<Result<Date, Problem>> {
    if let Some(date) = Date::parse_iso(text) {
        return Some(Ok(date));
    }
    let parts = day_and_month(text).is_some();
    if !(parts || is_day(text) || Date::is_shaped(text)) {
        return None;
    }
    let Some(order) = context.date_order else {
        return Some(Err(without_order(text, context)));
    };
    Some(read(text, order, context).ok_or_else(|| {
        impossible(&format!(
            "a date that exists, in the order {}",
            order.name()
        ))
    }))
}

fn impossible(expected: &str) -> Problem {
    Problem {
        code: &F002,
        expected: format!("{expected}, or as 2026-11-23"),
        fix: "correct the date; a whole year is written 2026-01-01..2026-12-31".to_owned(),
    }
}

/// Reads a date in one order; the parts that are left out are those of the work date.
fn read(text: &str, order: DateOrder, context: &Context) -> Option<Date> {
    let today = context.date.naive();
    if is_day(text) {
        return Date::new(today.year(), today.month(), text.parse().ok()?);
    }
    let Some((first, second)) = day_and_month(text) else {
        return Date::parse(text, order);
    };
    let (day, month) = match order {
        DateOrder::Dmy => (first, second),
        DateOrder::Mdy | DateOrder::Ymd => (second, first),
    };
    Date::new(today.year(), month.parse().ok()?, day.parse().ok()?)
}

/// Two digits: a day of the work date's month.
fn is_day(text: &str) -> bool {
    text.len() == 2 && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// Four digits, or two groups with a separator: a day and a month of the work date's year.
fn day_and_month(text: &str) -> Option<(&str, &str)> {
    let is_part =
        |part: &str| (1..=2).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit());
    let (first, second) = match text.split_once(['-', '/', '.']) {
        Some(parts) => parts,
        None if text.len() == 4 => text.split_at_checked(2)?,
        None => return None,
    };
    (is_part(first) && is_part(second)).then_some((first, second))
}

/// Without a date order only ISO dates have one meaning.
fn without_order(text: &str, context: &Context) -> Problem {
    let readings: Vec<String> = [DateOrder::Ymd, DateOrder::Dmy, DateOrder::Mdy]
        .into_iter()
        .filter_map(|order| {
            read(text, order, context).map(|date| format!("{date} as {}", order.name()))
        })
        .collect();
    if readings.is_empty() {
        return impossible("a date that exists");
    }
    Problem {
        code: &F004,
        expected: format!(
            "a date as 2026-11-23; \"{text}\" can be {}",
            readings.join(", ")
        ),
        fix: "write the date as year-month-day, or set [input] date_order in segbook.toml"
            .to_owned(),
    }
}

const WEEKDAYS: [(&str, Weekday); 7] = [
    ("MONDAY", Weekday::Mon),
    ("TUESDAY", Weekday::Tue),
    ("WEDNESDAY", Weekday::Wed),
    ("THURSDAY", Weekday::Thu),
    ("FRIDAY", Weekday::Fri),
    ("SATURDAY", Weekday::Sat),
    ("SUNDAY", Weekday::Sun),
];

/// The weekday that the word (in upper case) is, or begins; the first from Monday on.
pub(super) fn weekday(word: &str) -> Option<Weekday> {
    WEEKDAYS
        .iter()
        .find(|(name, _)| !word.is_empty() && name.starts_with(word))
        .map(|&(_, weekday)| weekday)
}

/// A weekday of the work date's week (`""`), of an ISO week of its year (`25`), or so many weeks
/// before (`-1`); none when `week` is something else. BC knows no `+1`, and who writes `T+1` means
/// tomorrow rather than next Tuesday.
pub(super) fn day_of_week(
    weekday: Weekday,
    week: &str,
    context: &Context,
) -> Option<Result<Date, Problem>> {
    let today = context.date.naive();
    let this_week = today.week(Weekday::Mon).checked_first_day();
    let monday = if week.is_empty() {
        this_week
    } else if let Some(number) = week.strip_prefix('-') {
        let weeks = chrono::Duration::try_weeks(number.parse::<u32>().ok()?.into());
        this_week.and_then(|monday| monday.checked_sub_signed(weeks?))
    } else {
        let digits = week.bytes().all(|byte| byte.is_ascii_digit());
        let number = digits.then(|| week.parse().ok()).flatten()?;
        NaiveDate::from_isoywd_opt(today.year(), number, Weekday::Mon)
    };
    let date = monday
        .and_then(|monday| {
            monday.checked_add_days(chrono::Days::new(u64::from(weekday.num_days_from_monday())))
        })
        .and_then(Date::from_naive);
    Some(date.ok_or_else(|| Problem {
        code: &F002,
        expected: "a week that the year of the work date has, e.g. Mon25".to_owned(),
        fix: "correct the week; the last one of a year is 52 or 53".to_owned(),
    }))
}
