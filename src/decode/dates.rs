//! Dates that stand as text: read in the order that the settings name, never guessed.

use chrono::Month;

use crate::finding::code::decoding;
use crate::value::{Date, DateOrder, date::parse_year};

use super::convert::Problem;

/// Reads a date from text, ISO or in `order`.
pub(super) fn from_text(text: &str, order: Option<DateOrder>) -> Result<Date, Problem> {
    let read = match order {
        Some(order) => Date::parse(text, order),
        None => Date::parse_iso(text),
    };
    match read {
        Some(date) => Ok(date),
        None => Err(explain(text, order)),
    }
}

/// Why a text is no date: not shaped like one, impossible, or readable in more than one way.
fn explain(text: &str, order: Option<DateOrder>) -> Problem {
    if !Date::is_shaped(text) {
        let fix = match excels_number(text) {
            Some(date) => format!(
                "it may be Excel's number for {date}: then write that, or make the column a date in Excel and save it again"
            ),
            None => "write the date as 2026-11-23".to_owned(),
        };
        return Problem::new(&decoding::D010, expected(order), fix);
    }
    if let Some(order) = order {
        let why = impossible(text, order);
        let fix = format!("{why}: correct the cell, or set [input] date_order");
        return Problem::new(&decoding::D012, expected(Some(order)), fix);
    }
    let readings: Vec<String> = Date::readings(text)
        .into_iter()
        .map(|(order, date)| format!("{date} (date order {})", order.name()))
        .collect();
    if readings.is_empty() {
        let why = impossible(text, DateOrder::Dmy);
        let fix = format!("{why}: correct the cell");
        return Problem::new(&decoding::D012, expected(None), fix);
    }
    Problem::new(
        &decoding::D011,
        format!(
            "a date in a known order; this can be {}",
            readings.join(" or ")
        ),
        "set [input] date_order to the order of this file, or write the date as 2026-11-23",
    )
}

/// The day of a text such as `46349`, which a column of dates becomes when its format is lost on the
/// way to a CSV file. Only a guess: the file does not tell where it counts from.
fn excels_number(text: &str) -> Option<Date> {
    let digits = text.trim();
    let is_number = digits.len() == 5 && digits.bytes().all(|byte| byte.is_ascii_digit());
    let serial = is_number.then(|| digits.parse().ok()).flatten()?;
    Date::from_serial(serial, false)
}

fn expected(order: Option<DateOrder>) -> String {
    let example = match order {
        None => return "a date, e.g. 2026-11-23".to_owned(),
        Some(DateOrder::Ymd) => "20261123",
        Some(DateOrder::Dmy) => "23.11.2026",
        Some(DateOrder::Mdy) => "11/23/2026",
    };
    let name = order.map_or("", DateOrder::name);
    format!("a date, e.g. 2026-11-23 or {example} (date order {name})")
}

/// What is impossible about a date in `order`; a text that begins with a year is read as ISO.
fn impossible(text: &str, order: DateOrder) -> String {
    let by_year = Date::parts(text, DateOrder::Ymd).filter(|[year, ..]| year.len() == 4);
    let nothing = || "there is no such day".to_owned();
    let Some([year, month, day]) = by_year.or_else(|| Date::parts(text, order)) else {
        return nothing();
    };
    let number = |digits: &str| digits.parse::<u32>().ok();
    let (Some(year), Some(month), Some(day)) = (parse_year(year), number(month), number(day))
    else {
        return nothing();
    };
    let Some(name) = u8::try_from(month)
        .ok()
        .and_then(|m| Month::try_from(m).ok())
    else {
        return format!("there is no month {month}");
    };
    if Date::new(year, month, day).is_some() {
        return nothing();
    }
    format!("{} {year} has no day {day}", name.name())
}

#[cfg(test)]
mod tests {
    use super::*;
    use DateOrder::{Dmy, Mdy, Ymd};

    #[test]
    fn dates_are_never_guessed() {
        for (text, order, expected) in [
            ("2026-11-23", None, Ok("2026-11-23")),
            ("23.11.2026", Some(Dmy), Ok("2026-11-23")),
            ("231126", Some(Dmy), Ok("2026-11-23")),
            ("soon", None, Err("D010")),
            ("soon", Some(Dmy), Err("D010")),
            ("23.11.2026", None, Err("D011")),
            ("03/04/2026", None, Err("D011")),
            ("20261123", None, Err("D011")),
            ("23.13.2026", Some(Dmy), Err("D012")),
            ("23.13.2026", None, Err("D012")),
            ("2026-02-30", None, Err("D012")),
            ("11/23/2026", Some(Dmy), Err("D012")),
            ("20261123", Some(Ymd), Ok("2026-11-23")),
        ] {
            let read = from_text(text, order);
            let read = read.map(|date| date.to_string()).map_err(|p| p.code.id);
            assert_eq!(read, expected.map(str::to_owned), "{text} {order:?}");
        }
    }

    #[test]
    fn messages_show_what_is_wrong() {
        for (text, order, expected, fix) in [
            (
                "23.13.2026",
                Some(Dmy),
                "a date, e.g. 2026-11-23 or 23.11.2026 (date order dmy)",
                "there is no month 13: correct the cell, or set [input] date_order",
            ),
            (
                "02/30/2026",
                Some(Mdy),
                "a date, e.g. 2026-11-23 or 11/23/2026 (date order mdy)",
                "February 2026 has no day 30: correct the cell, or set [input] date_order",
            ),
            (
                "2026-13-01",
                None,
                "a date, e.g. 2026-11-23",
                "there is no month 13: correct the cell",
            ),
            (
                "03/04/2026",
                None,
                "a date in a known order; this can be 2026-04-03 (date order dmy) or 2026-03-04 (date order mdy)",
                "set [input] date_order to the order of this file, or write the date as 2026-11-23",
            ),
        ] {
            let problem = from_text(text, order).expect_err("no date");
            assert_eq!(problem.expected, expected);
            assert_eq!(problem.fix, fix);
        }
    }

    #[test]
    fn a_number_of_excel_is_told_and_not_taken() {
        for (text, expected) in [
            ("46349", Some("2026-11-23")),
            (" 36526 ", Some("2000-01-01")),
            ("463490", None),
            ("4634x", None),
            ("00000", None),
        ] {
            let found = excels_number(text).map(|date| date.to_string());
            assert_eq!(found.as_deref(), expected, "{text}");
        }
        let problem = from_text("46349", None).expect_err("no date");
        assert_eq!(problem.code.id, "D010");
        assert!(problem.fix.contains("2026-11-23"), "{}", problem.fix);
    }
}
