//! BC's date formulas: `CM+10D`, `-1Y`, `WD4`, applied to a day from left to right.
//!
//! `nU` is n units later, `CU` the end of the current unit, `-CU` its start, `Un` the next time that
//! the unit has this number: `D10` the next 10th, `WD4` the next Thursday.

use chrono::{Datelike, Days, Months, NaiveDate, Weekday};

use crate::value::Date;

/// A formula that was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct DateFormula {
    terms: Vec<Term>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Term {
    back: bool,
    step: Step,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Step {
    /// `nU`
    Shift(u32, Unit),
    /// `CU`
    Current(Unit),
    /// `Un`
    Next(Unit, u32),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Unit {
    Day,
    WeekDay,
    Week,
    Month,
    Quarter,
    Year,
}

/// Source: BC, a date formula has at most 20 characters.
const CHARACTERS_MAX: usize = 20;

/// Source: BC, numbers in a date formula go to 9999.
const NUMBER_MAX: u32 = 9999;

impl DateFormula {
    /// Reads a formula in upper case without blanks; none when it is not one.
    pub(super) fn parse(text: &str) -> Option<Self> {
        if text.is_empty() || text.chars().count() > CHARACTERS_MAX {
            return None;
        }
        let mut rest = text;
        let mut terms = Vec::new();
        while !rest.is_empty() {
            let signed = rest.strip_prefix(['+', '-']);
            if signed.is_none() && !terms.is_empty() {
                return None;
            }
            let back = rest.starts_with('-');
            let body = signed.unwrap_or(rest);
            let end = body.find(['+', '-']).unwrap_or(body.len());
            let step = Step::parse(&body[..end])?;
            terms.push(Term { back, step });
            rest = &body[end..];
        }
        Some(Self { terms })
    }

    /// The day that the formula gives from `date`; none before 0001-01-01 or after 9999-12-31.
    pub(super) fn apply(&self, date: Date) -> Option<Date> {
        let day = self
            .terms
            .iter()
            .try_fold(date.naive(), |day, term| term.apply(day))?;
        Date::from_naive(day)
    }
}

impl Step {
    fn parse(text: &str) -> Option<Self> {
        if let Some(unit) = text.strip_prefix('C').and_then(Unit::parse) {
            return (unit != Unit::WeekDay).then_some(Self::Current(unit));
        }
        let digits = text.trim_start_matches(|c: char| c.is_ascii_digit());
        if digits.len() < text.len() {
            let number = number(&text[..text.len() - digits.len()])?;
            let unit = Unit::parse(digits)?;
            return (unit != Unit::WeekDay).then_some(Self::Shift(number, unit));
        }
        let letters = text.trim_end_matches(|c: char| c.is_ascii_digit()).len();
        let unit = Unit::parse(&text[..letters])?;
        let number = number(&text[letters..])?;
        let max = match unit {
            Unit::Day => 31,
            Unit::WeekDay => 7,
            Unit::Week => 53,
            Unit::Month => 12,
            Unit::Quarter => 4,
            Unit::Year => return None,
        };
        (1..=max)
            .contains(&number)
            .then_some(Self::Next(unit, number))
    }
}

fn number(digits: &str) -> Option<u32> {
    let number = digits.parse().ok()?;
    (number <= NUMBER_MAX).then_some(number)
}

impl Unit {
    fn parse(text: &str) -> Option<Self> {
        Some(match text {
            "D" => Self::Day,
            "WD" => Self::WeekDay,
            "W" => Self::Week,
            "M" => Self::Month,
            "Q" => Self::Quarter,
            "Y" => Self::Year,
            _ => return None,
        })
    }

    /// The first and the last day of the unit that `day` is in.
    fn around(self, day: NaiveDate) -> Option<(NaiveDate, NaiveDate)> {
        let months = |first_month: u32, count: u32| {
            let first = NaiveDate::from_ymd_opt(day.year(), first_month, 1)?;
            let last = first.checked_add_months(Months::new(count))?.pred_opt()?;
            Some((first, last))
        };
        match self {
            Self::Day | Self::WeekDay => Some((day, day)),
            Self::Week => {
                let week = day.week(Weekday::Mon);
                Some((week.checked_first_day()?, week.checked_last_day()?))
            }
            Self::Month => months(day.month(), 1),
            Self::Quarter => months((day.month() - 1) / 3 * 3 + 1, 3),
            Self::Year => months(1, 12),
        }
    }

    /// The number that the unit of `day` has, and whether `day` is where that unit begins.
    fn number_beginning(self, day: NaiveDate) -> Option<u32> {
        let begins = self.around(day)?.0 == day;
        begins.then(|| match self {
            Self::Day => day.day(),
            Self::WeekDay => day.weekday().number_from_monday(),
            Self::Week => day.iso_week().week(),
            Self::Month => day.month(),
            Self::Quarter => (day.month() - 1) / 3 + 1,
            Self::Year => day.year() as u32,
        })
    }
}

/// No unit with a number within its bounds is further away: week 53 comes at least every 7 years.
const DAYS_TO_NEXT_MAX: u32 = 366 * 8;

impl Term {
    fn apply(self, day: NaiveDate) -> Option<NaiveDate> {
        match self.step {
            Step::Shift(number, Unit::Day | Unit::WeekDay) => self.days(day, number),
            Step::Shift(number, Unit::Week) => self.days(day, number * 7),
            Step::Shift(number, Unit::Month) => self.months(day, number),
            Step::Shift(number, Unit::Quarter) => self.months(day, number * 3),
            Step::Shift(number, Unit::Year) => self.months(day, number * 12),
            Step::Current(unit) => {
                let (first, last) = unit.around(day)?;
                Some(if self.back { first } else { last })
            }
            Step::Next(unit, number) => (1..=DAYS_TO_NEXT_MAX)
                .map_while(|days| self.days(day, days))
                .find(|&day| unit.number_beginning(day) == Some(number)),
        }
    }

    fn days(self, day: NaiveDate, days: u32) -> Option<NaiveDate> {
        let days = Days::new(u64::from(days));
        if self.back {
            day.checked_sub_days(days)
        } else {
            day.checked_add_days(days)
        }
    }

    fn months(self, day: NaiveDate, months: u32) -> Option<NaiveDate> {
        let months = Months::new(months);
        if self.back {
            day.checked_sub_months(months)
        } else {
            day.checked_add_months(months)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formulas_count_from_a_day() {
        // 2026-11-23 is a Monday, in ISO week 48.
        for (formula, expected) in [
            ("15D", Some("2026-12-08")),
            ("+15D", Some("2026-12-08")),
            ("-1Y", Some("2025-11-23")),
            ("1W", Some("2026-11-30")),
            ("1Q", Some("2027-02-23")),
            ("CD", Some("2026-11-23")),
            ("CW", Some("2026-11-29")),
            ("-CW", Some("2026-11-23")),
            ("CM", Some("2026-11-30")),
            ("-CM", Some("2026-11-01")),
            ("CQ", Some("2026-12-31")),
            ("-CQ", Some("2026-10-01")),
            ("CY", Some("2026-12-31")),
            ("-CY", Some("2026-01-01")),
            ("CM+10D", Some("2026-12-10")),
            ("CQ-34D", Some("2026-11-27")),
            ("-CM-1D", Some("2026-10-31")),
            ("D10", Some("2026-12-10")),
            ("D23", Some("2026-12-23")),
            ("-D10", Some("2026-11-10")),
            ("D31", Some("2026-12-31")),
            ("WD4", Some("2026-11-26")),
            ("WD1", Some("2026-11-30")),
            ("-WD4", Some("2026-11-19")),
            ("W1", Some("2027-01-04")),
            ("M4", Some("2027-04-01")),
            ("Q1", Some("2027-01-01")),
            ("9999Y", None),
        ] {
            let date = Date::new(2026, 11, 23).expect("a day");
            let formula = DateFormula::parse(formula).expect(formula);
            let result = formula.apply(date).map(|date| date.to_string());
            assert_eq!(result.as_deref(), expected, "{formula:?}");
        }
        let formula = DateFormula::parse("1M").expect("a formula");
        let last = Date::new(2026, 1, 31).expect("a day");
        assert_eq!(formula.apply(last), Date::new(2026, 2, 28));
    }

    #[test]
    fn what_is_no_formula() {
        for text in [
            "",
            "5",
            "D",
            "+",
            "1D2D",
            "1D+",
            "--1D",
            "CX",
            "C",
            "2WD",
            "CWD",
            "WD8",
            "WD0",
            "D32",
            "M13",
            "Q5",
            "W54",
            "Y2030",
            "10000D",
            "1.5D",
            "1D+1D+1D+1D+1D+1D+10D",
        ] {
            assert_eq!(DateFormula::parse(text), None, "{text}");
        }
    }
}
