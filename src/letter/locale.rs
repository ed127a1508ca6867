//! How a language writes dates, numbers and Booleans: by BC's language codes, so that a letter's
//! values read like its words.

use std::fmt::Write;

use chrono::Datelike;

use crate::value::{Date, Decimal};

use super::languages as language;

/// One language's ways.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Locale {
    /// January to December.
    pub months: [&'static str; 12],
    /// Their short forms, for `MMM`.
    pub months_short: [&'static str; 12],
    /// Monday to Sunday.
    pub days: [&'static str; 7],
    /// Their short forms, for `ddd`.
    pub days_short: [&'static str; 7],
    /// The picture of a date without switch.
    pub date: &'static str,
    /// The mark before decimals.
    pub decimal: char,
    /// The mark between thousands.
    pub group: char,
    /// Yes and No.
    pub booleans: [&'static str; 2],
}

impl Locale {
    /// The ways of a BC language code; English with ISO dates for a blank or unknown one.
    pub fn of(language_code: &str) -> Self {
        match language_code {
            "ENU" => language::AMERICAN,
            "ENG" | "ENA" | "ENC" | "ENZ" | "ENI" => language::ENGLISH,
            "DEU" | "DEL" => language::GERMAN,
            "DEA" => language::AUSTRIAN,
            "DES" => language::SWISS,
            "NLD" => language::DUTCH,
            "NLB" => language::BELGIAN,
            "FRA" | "FRB" | "FRC" | "FRS" => language::FRENCH,
            "DAN" => language::DANISH,
            "NOR" | "NON" => language::NORWEGIAN,
            "SVE" => language::SWEDISH,
            "ITA" | "ITS" => language::ITALIAN,
            "ESP" | "ESN" | "ESM" => language::SPANISH,
            _ => language::NEUTRAL,
        }
    }

    /// A date without a picture.
    pub fn show_date(&self, date: Date) -> String {
        super::date_picture::format(self.date, date, None, self)
    }

    /// A number without a picture: no grouping, no superfluous zeros.
    pub fn show_number(&self, number: Decimal) -> String {
        let mut text = String::new();
        write!(text, "{}", number.normalize()).expect("a string takes any text");
        if self.decimal != '.' {
            text = text.replace('.', &self.decimal.to_string());
        }
        text
    }

    /// Yes or No.
    pub fn show_boolean(&self, yes: bool) -> &'static str {
        self.booleans[usize::from(!yes)]
    }

    pub(super) fn month(&self, date: Date, is_short: bool) -> &'static str {
        let names = if is_short {
            &self.months_short
        } else {
            &self.months
        };
        names[date.naive().month0() as usize]
    }

    pub(super) fn day(&self, date: Date, is_short: bool) -> &'static str {
        let names = if is_short {
            &self.days_short
        } else {
            &self.days
        };
        names[date.naive().weekday().num_days_from_monday() as usize]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_language_has_its_ways() {
        let date = Date::new(2026, 3, 1).expect("a date");
        let number = Decimal::new(123_450, 2);
        for (code, expected_date, expected_number) in [
            ("ENU", "3/1/2026", "1234.5"),
            ("ENG", "01/03/2026", "1234.5"),
            ("DEU", "01.03.2026", "1234,5"),
            ("DES", "01.03.2026", "1234.5"),
            ("NLD", "1-3-2026", "1234,5"),
            ("SVE", "2026-03-01", "1234,5"),
            ("", "2026-03-01", "1234.5"),
            ("XYZ", "2026-03-01", "1234.5"),
        ] {
            let locale = Locale::of(code);
            assert_eq!(locale.show_date(date), expected_date, "{code}");
            assert_eq!(locale.show_number(number), expected_number, "{code}");
        }
        assert_eq!(Locale::of("FRA").show_boolean(true), "Oui");
        assert_eq!(Locale::of("").show_boolean(false), "No");
    }
}
