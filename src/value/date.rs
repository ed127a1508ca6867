//! Calendar days: from serial numbers of both Excel date systems, from text, and back.

use std::fmt;

use chrono::{Datelike, Days, NaiveDate};

use super::locale::DateOrder;

/// A calendar day between 0001-01-01 and 9999-12-31.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date(NaiveDate);

impl Date {
    /// The day with this year, month and day; none when there is no such day.
    pub fn new(year: i32, month: u32, day: u32) -> Option<Self> {
        if !(1..=9999).contains(&year) {
            return None;
        }
        NaiveDate::from_ymd_opt(year, month, day).map(Self)
    }

    /// From chrono's type; none outside 0001 to 9999.
    pub fn from_naive(date: NaiveDate) -> Option<Self> {
        (1..=9999).contains(&date.year()).then_some(Self(date))
    }

    /// As chrono's type.
    pub fn naive(self) -> NaiveDate {
        self.0
    }

    /// Days since 0000-12-31: how columns and the order of dates keep it.
    pub fn days(self) -> i32 {
        self.0.num_days_from_ce()
    }

    /// The inverse of [`Date::days`].
    pub fn from_days(days: i32) -> Option<Self> {
        NaiveDate::from_num_days_from_ce_opt(days).and_then(Self::from_naive)
    }

    /// From the serial number of a cell; the time of day is dropped. In the 1900 system 60 is the
    /// day 1900-02-29 that never was, and gives none; so do 0 and less.
    pub fn from_serial(serial: f64, is_1904: bool) -> Option<Self> {
        if !serial.is_finite() || !(0.0..2_958_466.0).contains(&serial) {
            return None;
        }
        let whole = serial.floor() as u64;
        let (start, days) = match (is_1904, whole) {
            (true, days) => (NaiveDate::from_ymd_opt(1904, 1, 1)?, days),
            (false, 0 | 60) => return None,
            (false, days @ 1..60) => (NaiveDate::from_ymd_opt(1899, 12, 31)?, days),
            (false, days) => (NaiveDate::from_ymd_opt(1899, 12, 30)?, days),
        };
        start
            .checked_add_days(Days::new(days))
            .and_then(Self::from_naive)
    }

    /// The serial number of the 1900 system; none before 1900-03-01, which Excel counts wrongly.
    pub fn serial(self) -> Option<u32> {
        let start = NaiveDate::from_ymd_opt(1899, 12, 30)?;
        let days = self.0.signed_duration_since(start).num_days();
        (days >= 61).then_some(days as u32)
    }

    /// Reads `yyyy-mm-dd`; a time of midnight behind it (`T00:00:00` or ` 00:00:00`) is allowed.
    pub fn parse_iso(text: &str) -> Option<Self> {
        let text = text.trim();
        let (date, rest) = text.split_at_checked(10)?;
        let midnight = matches!(
            rest,
            "" | "T00:00:00" | " 00:00:00" | "T00:00:00Z" | "T00:00:00.000"
        );
        let bytes = date.as_bytes();
        let shaped = bytes.iter().enumerate().all(|(index, byte)| match index {
            4 | 7 => *byte == b'-',
            _ => byte.is_ascii_digit(),
        });
        if !midnight || !shaped {
            return None;
        }
        Self::new(
            date[..4].parse().ok()?,
            date[5..7].parse().ok()?,
            date[8..].parse().ok()?,
        )
    }

    /// Reads a date written in `order` with `-`, `/`, `.` or nothing between its parts; years of
    /// two digits are 1950 to 2049. ISO text is read in any order.
    pub fn parse(text: &str, order: DateOrder) -> Option<Self> {
        if let Some(date) = Self::parse_iso(text) {
            return Some(date);
        }
        let [year, month, day] = Self::parts(text, order)?;
        if month.len() > 2 || day.len() > 2 {
            return None;
        }
        Self::new(parse_year(year)?, month.parse().ok()?, day.parse().ok()?)
    }

    /// Year, month and day as they are written in `order`, whether or not there is such a day.
    pub fn parts(text: &str, order: DateOrder) -> Option<[&str; 3]> {
        let [first, second, third] = split_parts(text.trim(), order)?;
        Some(match order {
            DateOrder::Ymd => [first, second, third],
            DateOrder::Dmy => [third, second, first],
            DateOrder::Mdy => [third, first, second],
        })
    }

    /// Every day that `text` can mean in one order or another, with that order; at most three.
    pub fn readings(text: &str) -> Vec<(DateOrder, Self)> {
        [DateOrder::Ymd, DateOrder::Dmy, DateOrder::Mdy]
            .into_iter()
            .filter_map(|order| Self::parse(text, order).map(|date| (order, date)))
            .collect()
    }

    /// Whether `text` has the shape of a date in some order, possible or not: `31.02.2026`.
    pub fn is_shaped(text: &str) -> bool {
        let text = text.trim();
        [DateOrder::Ymd, DateOrder::Dmy]
            .into_iter()
            .any(|order| split_parts(text, order).is_some())
    }
}

/// The year of two or four digits.
pub fn parse_year(text: &str) -> Option<i32> {
    let year: i32 = text.parse().ok()?;
    match text.len() {
        2 => Some(if year < 50 { 2000 + year } else { 1900 + year }),
        4 => Some(year),
        _ => None,
    }
}

/// The three parts of a written date as digits, in the order in which they stand.
fn split_parts(text: &str, order: DateOrder) -> Option<[&str; 3]> {
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    if let Some(separator) = ['-', '/', '.'].into_iter().find(|c| text.contains(*c)) {
        let mut parts = text.split(separator);
        let found = [
            parts.next()?.trim(),
            parts.next()?.trim(),
            parts.next()?.trim(),
        ];
        return (parts.next().is_none() && found.into_iter().all(digits)).then_some(found);
    }
    if !digits(text) {
        return None;
    }
    match (text.len(), order) {
        (8, DateOrder::Ymd) => Some([&text[..4], &text[4..6], &text[6..]]),
        (6 | 8, _) => Some([&text[..2], &text[2..4], &text[4..]]),
        _ => None,
    }
}

impl fmt::Display for Date {
    /// `yyyy-mm-dd`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{:04}-{:02}-{:02}",
            self.0.year(),
            self.0.month(),
            self.0.day()
        )
    }
}

/// Writes a date that may be blank as ISO text, or null.
pub fn serialize_option<S: serde::Serializer>(
    date: &Option<Date>,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    match date {
        Some(date) => serializer.collect_str(date),
        None => serializer.serialize_none(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(date: Option<Date>) -> Option<String> {
        date.map(|date| date.to_string())
    }

    #[test]
    fn serials_of_both_systems() {
        for (serial, is_1904, expected) in [
            (1.0, false, Some("1900-01-01")),
            (59.0, false, Some("1900-02-28")),
            (60.0, false, None),
            (61.0, false, Some("1900-03-01")),
            (46_349.0, false, Some("2026-11-23")),
            (46_349.75, false, Some("2026-11-23")),
            (44_887.0, true, Some("2026-11-23")),
            (0.0, true, Some("1904-01-01")),
            (0.0, false, None),
            (-1.0, false, None),
            (2_958_465.0, false, Some("9999-12-31")),
            (2_958_466.0, false, None),
        ] {
            assert_eq!(
                shown(Date::from_serial(serial, is_1904)).as_deref(),
                expected,
                "{serial}"
            );
        }
        assert_eq!(Date::new(2026, 11, 23).and_then(Date::serial), Some(46_349));
        assert_eq!(Date::new(1900, 2, 28).and_then(Date::serial), None);
    }

    #[test]
    fn text_is_read_in_the_order_of_its_file() {
        use DateOrder::{Dmy, Mdy, Ymd};
        for (text, order, expected) in [
            ("2026-11-23", Mdy, Some("2026-11-23")),
            ("2026-11-23T00:00:00", Dmy, Some("2026-11-23")),
            ("2026-11-23T10:00:00", Dmy, None),
            ("23.11.2026", Dmy, Some("2026-11-23")),
            ("23.13.2026", Dmy, None),
            ("11/23/2026", Mdy, Some("2026-11-23")),
            ("11/23/2026", Dmy, None),
            ("3-4-49", Dmy, Some("2049-04-03")),
            ("3-4-50", Dmy, Some("1950-04-03")),
            ("231126", Dmy, Some("2026-11-23")),
            ("20261123", Ymd, Some("2026-11-23")),
            ("23112026", Dmy, Some("2026-11-23")),
            ("29.02.2025", Dmy, None),
            ("1.2", Dmy, None),
            ("", Dmy, None),
        ] {
            assert_eq!(
                shown(Date::parse(text, order)).as_deref(),
                expected,
                "{text} {order:?}"
            );
        }
    }

    #[test]
    fn a_text_date_shows_its_readings() {
        let readings: Vec<_> = Date::readings("03/04/2026")
            .into_iter()
            .map(|(order, date)| format!("{} {date}", order.name()))
            .collect();
        assert_eq!(readings, ["dmy 2026-04-03", "mdy 2026-03-04"]);
        assert!(Date::is_shaped("31.02.2026"));
        assert!(!Date::is_shaped("soon"));
    }
}
