//! Values: what a cell holds once its field's kind has been applied, and the way from text to value
//! and back. The kind decides, never the look of the cell.

pub mod boolean;
pub mod collation;
pub mod date;
pub mod decimal;
pub mod hexadecimal;
pub mod locale;
pub mod number_series;
pub mod time;

pub use collation::TextOrder;
pub use date::Date;
pub use hexadecimal::hexadecimal;
pub use locale::{DateOrder, DecimalMark};
pub use number_series::NumberSeries;
pub use rust_decimal::Decimal;
pub use time::Time;

use crate::schema::Kind;

/// One value of a row, borrowed from where it is kept.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Value<'a> {
    /// Nothing: a blank text, date or time, or a field that was not filled.
    Blank,
    /// Code and Text.
    Text(&'a str),
    /// Integer.
    Integer(i64),
    /// Decimal.
    Decimal(Decimal),
    /// Boolean.
    Boolean(bool),
    /// The ordinal of an option.
    Option(u8),
    /// Date.
    Date(Date),
    /// Time.
    Time(Time),
}

impl<'a> Value<'a> {
    /// A text, blank when it is empty.
    pub fn text(text: &'a str) -> Self {
        if text.is_empty() {
            Self::Blank
        } else {
            Self::Text(text)
        }
    }

    /// A date that may be blank.
    pub fn date(date: Option<Date>) -> Self {
        date.map_or(Self::Blank, Self::Date)
    }

    /// A time that may be blank.
    pub fn time(time: Option<Time>) -> Self {
        time.map_or(Self::Blank, Self::Time)
    }
}

impl Value<'_> {
    /// The value as a person reads it in a message: options by caption, Booleans as Yes and No.
    pub fn show(self, kind: Kind) -> String {
        match self {
            Self::Blank => String::new(),
            Self::Text(text) => text.to_owned(),
            Self::Integer(number) => number.to_string(),
            Self::Decimal(number) => decimal::show(number, DecimalMark::Point),
            Self::Boolean(yes) => boolean::show(yes).to_owned(),
            Self::Option(ordinal) => kind.caption_of(ordinal).unwrap_or_default().to_owned(),
            Self::Date(date) => date.to_string(),
            Self::Time(time) => time.to_string(),
        }
    }
}

/// Code as BC stores it: trimmed, in upper case.
pub fn normalise_code(text: &str) -> std::borrow::Cow<'_, str> {
    let trimmed = text.trim();
    let already = if trimmed.is_ascii() {
        !trimmed.bytes().any(|byte| byte.is_ascii_lowercase())
    } else {
        !trimmed.chars().any(|c| c.to_uppercase().next() != Some(c))
    };
    if already {
        trimmed.into()
    } else {
        trimmed.to_uppercase().into()
    }
}
