//! The picture of a date or time after `\@`: `dddd, d. MMMM yyyy`.
//!
//! Source: ECMA-376 part 4, "Date and time formatting": `M` is a month and `m` a minute, `H` counts to
//! 24 and `h` to 12, `am/pm` shows the half of the day, `'…'` stands as it is.

use chrono::Datelike;

use crate::value::{Date, Time};

use super::locale::Locale;

/// A date, with a time of day if there is one, by a picture. What is no code stands as it is.
pub(super) fn format(picture: &str, date: Date, time: Option<Time>, locale: &Locale) -> String {
    let seconds = time.map_or(0, Time::seconds);
    let (hours, minutes, seconds) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
    let mut text = String::new();
    let mut rest = picture;
    while let Some(c) = rest.chars().next() {
        if let Some(after) = rest.strip_prefix('\'') {
            let (inside, after) = after.split_once('\'').unwrap_or((after, ""));
            text.push_str(inside);
            rest = after;
            continue;
        }
        if rest
            .get(..5)
            .is_some_and(|start| start.eq_ignore_ascii_case("am/pm"))
        {
            text.push_str(if hours < 12 { "AM" } else { "PM" });
            rest = &rest[5..];
            continue;
        }
        let count = rest.chars().take_while(|next| *next == c).count();
        let width = if count >= 2 { 2 } else { 1 };
        let number = |number: u32| format!("{number:0width$}");
        let shown = match (c, count) {
            ('d' | 'D', 1..=2) => number(date.naive().day()),
            ('d' | 'D', _) => locale.day(date, count == 3).to_owned(),
            ('M', 1..=2) => number(date.naive().month()),
            ('M', _) => locale.month(date, count == 3).to_owned(),
            ('y' | 'Y', 1..=2) => format!("{:02}", date.naive().year() % 100),
            ('y' | 'Y', _) => format!("{:04}", date.naive().year()),
            ('H', _) => number(hours),
            ('h', _) => number((hours + 11) % 12 + 1),
            ('m', _) => number(minutes),
            ('s' | 'S', _) => number(seconds),
            _ => c.to_string().repeat(count),
        };
        text.push_str(&shown);
        rest = &rest[count * c.len_utf8()..];
    }
    text
}

/// The date, and the time of day, that a text holds in ISO form: `2026-08-03`, `2026-08-03 09:05`.
pub(super) fn read(text: &str) -> Option<(Date, Option<Time>)> {
    let text = text.trim();
    if let Some(date) = Date::parse_iso(text) {
        return Some((date, None));
    }
    let date = Date::parse_iso(text.get(..10)?)?;
    let time = text[10..].strip_prefix([' ', 'T'])?;
    Some((date, Some(Time::parse(time)?)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pictures_of_dates() {
        for (picture, value, language, expected) in [
            ("d. MMMM yyyy", "2026-03-01", "DEU", "1. März 2026"),
            ("d. MMMM yyyy", "2026-03-01", "ENU", "1. March 2026"),
            (
                "dddd, d. MMMM yyyy",
                "2026-08-03",
                "DEU",
                "Montag, 3. August 2026",
            ),
            (
                "dd/MM/yy HH:mm",
                "2026-08-03 09:05",
                "ENU",
                "03/08/26 09:05",
            ),
            ("h:mm am/pm", "2026-08-03T15:07:09", "ENU", "3:07 PM"),
            ("hh", "2026-08-03 00:00", "ENU", "12"),
            ("ddd d MMM", "2026-08-03", "NLD", "ma 3 aug"),
            ("'day' d 'de' MMMM", "2026-08-03", "ESP", "day 3 de agosto"),
            ("s", "2026-08-03 00:00:07", "ENU", "7"),
        ] {
            let (date, time) = read(value).expect("a date");
            let shown = format(picture, date, time, &Locale::of(language));
            assert_eq!(shown, expected, "{picture}");
        }
        assert_eq!(read("soon"), None);
        assert_eq!(read("2026-08-03 9"), None);
    }
}
