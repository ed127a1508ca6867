//! What stands in a cell: the way from a value and its field's kind to a text, a number, a date or
//! a time, the same for workbooks and CSV files.

use std::borrow::Cow;

use crate::value::{Date, Decimal, Time, Value, decimal};

use super::grid::GridColumn;

/// The content of one cell.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Cell<'a> {
    /// Nothing.
    Blank,
    /// A text, never a formula, never a link.
    Text(Cow<'a, str>),
    /// A whole number.
    Integer(i64),
    /// A number with decimals.
    Decimal(Decimal),
    /// A day.
    Date(Date),
    /// A time of day.
    Time(Time),
}

/// What stands in the cell of `value` in a column. A text in a column of another kind is
/// a mark such as `<blank>` and stays a text.
pub(super) fn cell<'a>(value: Value<'a>, column: &GridColumn<'_>) -> Cell<'a> {
    match value {
        Value::Blank | Value::Text("") => Cell::Blank,
        Value::Text(text) => Cell::Text(text.into()),
        Value::Integer(number) => Cell::Integer(number),
        Value::Decimal(number) => Cell::Decimal(number),
        Value::Boolean(value) => Cell::Text(column.yes_or_no(value).into()),
        Value::Option(ordinal) => match column.choice(ordinal) {
            Some("") => Cell::Blank,
            Some(caption) => Cell::Text(caption.into()),
            // Reading takes the ordinal as well as the caption.
            None => Cell::Text(ordinal.to_string().into()),
        },
        Value::Date(date) => Cell::Date(date),
        Value::Time(time) => Cell::Time(time),
    }
}

/// Excel keeps 15 significant digits of a whole number. Source: Excel specifications and limits.
const INTEGER_MAX: u64 = 999_999_999_999_999;

/// The content of a workbook's cell, where everything that is no text is a number.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Stored<'a> {
    /// Nothing.
    Blank,
    /// A string.
    Text(Cow<'a, str>),
    /// A number; dates and times are numbers with a format.
    Number(f64),
}

impl<'a> Cell<'a> {
    /// As a workbook stores it. What a number cell would falsify becomes text: dates before
    /// 1900-03-01, which Excel counts wrongly, and numbers with more digits than it keeps.
    pub(super) fn stored(self) -> Stored<'a> {
        match self {
            Self::Blank => Stored::Blank,
            Self::Text(text) => Stored::Text(text),
            Self::Integer(number) if number.unsigned_abs() <= INTEGER_MAX => {
                Stored::Number(number as f64)
            }
            Self::Integer(number) => Stored::Text(number.to_string().into()),
            Self::Decimal(number) => {
                exact(number).map_or_else(|| Stored::Text(shown(number).into()), Stored::Number)
            }
            Self::Date(date) => date.serial().map_or_else(
                || Stored::Text(date.to_string().into()),
                |serial| Stored::Number(f64::from(serial)),
            ),
            Self::Time(time) => Stored::Number(time.fraction()),
        }
    }

    /// How many characters it takes on the screen.
    pub(super) fn width(&self) -> usize {
        match self {
            Self::Blank => 0,
            Self::Text(text) => text_width(text),
            Self::Integer(number) => number.to_string().len(),
            Self::Decimal(number) => shown(*number).len(),
            Self::Date(_) => "2026-11-23".len(),
            Self::Time(_) => "00:00:00".len(),
        }
    }
}

fn shown(number: Decimal) -> String {
    decimal::show(number, crate::value::DecimalMark::Point)
}

/// The binary number that shows exactly these digits, if there is one that Excel keeps.
fn exact(number: Decimal) -> Option<f64> {
    let digits = number.normalize().mantissa().unsigned_abs();
    let binary: f64 = shown(number).parse().ok()?;
    (digits <= u128::from(INTEGER_MAX) && decimal::from_cell(binary) == Some(number.normalize()))
        .then_some(binary)
}

/// Characters of the longest line, with the wide ones of East Asia counted twice.
pub(super) fn text_width(text: &str) -> usize {
    let wide = |c: char| {
        matches!(c, '\u{1100}'..='\u{115f}' | '\u{2e80}'..='\u{a4cf}' | '\u{ac00}'..='\u{d7a3}'
            | '\u{f900}'..='\u{faff}' | '\u{fe30}'..='\u{fe6f}' | '\u{ff00}'..='\u{ff60}'
            | '\u{1f300}'..='\u{1faff}' | '\u{20000}'..='\u{3fffd}')
    };
    text.lines()
        .map(|line| line.chars().map(|c| 1 + usize::from(wide(c))).sum())
        .max()
        .unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::schema::Kind;
    use crate::schema::kind::options;

    fn column(kind: Kind) -> GridColumn<'static> {
        GridColumn {
            kind,
            ..GridColumn::text("")
        }
    }

    fn decimal(text: &str) -> Decimal {
        Decimal::from_str_exact(text).expect("a decimal")
    }

    #[test]
    fn a_value_becomes_what_its_kind_says() {
        let day = Date::new(2026, 11, 23).expect("a day");
        let early = Date::new(1900, 2, 28).expect("a day");
        let noon = Time::from_hms(12, 0, 0).expect("a time");
        let flow = Kind::Options(options::INFORMATION_FLOW);
        for (value, kind, expected) in [
            (
                Value::Text("007"),
                Kind::Code(20),
                Stored::Text("007".into()),
            ),
            (
                Value::Text("=1+1"),
                Kind::Text(20),
                Stored::Text("=1+1".into()),
            ),
            (
                Value::Text("<blank>"),
                Kind::Date,
                Stored::Text("<blank>".into()),
            ),
            (Value::Blank, Kind::Integer, Stored::Blank),
            (Value::Integer(-12), Kind::Integer, Stored::Number(-12.0)),
            (
                Value::Integer(1_000_000_000_000_000),
                Kind::Integer,
                Stored::Text("1000000000000000".into()),
            ),
            (
                Value::Decimal(decimal("12.50")),
                Kind::Decimal,
                Stored::Number(12.5),
            ),
            (
                Value::Decimal(decimal("0.1234567890123456")),
                Kind::Decimal,
                Stored::Text("0.1234567890123456".into()),
            ),
            (
                Value::Decimal(decimal("100000000000000000000")),
                Kind::Decimal,
                Stored::Text("100000000000000000000".into()),
            ),
            (
                Value::Boolean(true),
                Kind::Boolean,
                Stored::Text("Yes".into()),
            ),
            (
                Value::Boolean(false),
                Kind::Boolean,
                Stored::Text("No".into()),
            ),
            (Value::Option(2), flow, Stored::Text("Inbound".into())),
            (Value::Option(0), flow, Stored::Blank),
            (Value::Option(9), flow, Stored::Text("9".into())),
            (Value::Date(day), Kind::Date, Stored::Number(46_349.0)),
            (
                Value::Date(early),
                Kind::Date,
                Stored::Text("1900-02-28".into()),
            ),
            (Value::Time(noon), Kind::Time, Stored::Number(0.5)),
        ] {
            assert_eq!(cell(value, &column(kind)).stored(), expected, "{value:?}");
        }
    }

    #[test]
    fn wide_characters_take_two_places() {
        for (text, expected) in [("Zürich", 6), ("東京", 4), ("one\nlonger", 6), ("", 0)] {
            assert_eq!(text_width(text), expected, "{text}");
        }
    }
}
