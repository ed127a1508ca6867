//! One cell becomes one value of its field's kind, or a problem that says what was expected. The
//! kind decides, never the look of the cell.

use std::fmt::Write as _;

use crate::finding::Code;
use crate::finding::code::decoding;
use crate::read::{Content, is_error_value};
use crate::schema::{Choice, Kind, fold_foreign};
use crate::value::{Date, DateOrder, Decimal, DecimalMark, Time, Value, boolean, decimal};

use super::columns::Words;
use super::dates;

/// From 10^15 on, Excel has kept 15 digits of a number and made the others zeros.
const EXACT_BELOW: f64 = 1e15;

/// Digits of a number that Excel keeps.
const EXACT_DIGITS: usize = 15;

/// How values are written in the file that is read.
#[derive(Debug, Clone, Copy)]
pub(super) struct Writing {
    pub(super) date_order: Option<DateOrder>,
    pub(super) decimal_mark: DecimalMark,
    pub(super) is_1904: bool,
}

/// Why a cell is no value of its field; what was found is added by the caller, who knows the cell.
#[derive(Debug)]
pub(super) struct Problem {
    pub(super) code: &'static Code,
    pub(super) expected: String,
    pub(super) fix: String,
}

impl Problem {
    pub(super) fn new(
        code: &'static Code,
        expected: impl Into<String>,
        fix: impl Into<String>,
    ) -> Self {
        Self {
            code,
            expected: expected.into(),
            fix: fix.into(),
        }
    }
}

/// The value of a cell in a field that is neither Code nor Text.
pub(super) fn value(
    content: Content<'_>,
    kind: Kind,
    writing: Writing,
    words: &Words,
) -> Result<Value<'static>, Problem> {
    match content {
        Content::Error(error) => return Err(error_value(error)),
        Content::NoResult => return Err(no_result()),
        _ => {}
    }
    match kind {
        Kind::Integer => integer(content, writing).map(Value::Integer),
        Kind::Decimal => number(content, writing).map(Value::Decimal),
        Kind::Boolean => yes_or_no(content, words).map(Value::Boolean),
        Kind::Date => date(content, writing).map(Value::Date),
        Kind::Time => time(content).map(Value::Time),
        Kind::Options(choices) => option(content, choices, words).map(Value::Option),
        Kind::Code(_) | Kind::Text(_) => Ok(Value::Blank),
    }
}

/// The text of a cell in a Code or Text field, or in an extra column, where dates are shown as ISO
/// text. `number` is room for the text of a number.
pub(super) fn text<'a>(
    content: Content<'a>,
    is_extra: bool,
    is_1904: bool,
    number: &'a mut String,
) -> Result<&'a str, Problem> {
    match content {
        Content::Text { text, .. } if is_error_value(text) => Err(error_value(text)),
        Content::Text { text, .. } => Ok(text),
        Content::Number(value) => {
            number.clear();
            // Adding zero makes -0 a plain 0. Writing to a String cannot fail.
            let _ = write!(number, "{}", value + 0.0);
            let digits = number.bytes().filter(u8::is_ascii_digit);
            let significant = digits.skip_while(|digit| *digit == b'0').count();
            if value.abs() >= EXACT_BELOW || significant > EXACT_DIGITS {
                return Err(rounded());
            }
            Ok(number)
        }
        Content::Error(error) => Err(error_value(error)),
        Content::NoResult => Err(no_result()),
        Content::Boolean(value) if is_extra => Ok(boolean::show(value)),
        Content::Moment(_) | Content::Iso(_) if is_extra => {
            *number = content.to_text(is_1904);
            Ok(number)
        }
        Content::Moment(_) | Content::Iso(_) | Content::Boolean(_) => Err(Problem::new(
            &decoding::D017,
            "a text or a number",
            "format the column as Text in Excel and enter the value again",
        )),
    }
}

fn error_value(error: &str) -> Problem {
    Problem::new(
        &decoding::D015,
        "a value",
        format!("correct the formula that gives {error}, or write the value itself"),
    )
}

fn no_result() -> Problem {
    Problem::new(
        &decoding::D018,
        "a value",
        "open the file in Excel and save it, so that its formulas are calculated",
    )
}

fn rounded() -> Problem {
    Problem::new(
        &decoding::D014,
        "a text, because Excel keeps only 15 digits of a number",
        "format the column as Text in Excel and enter the whole number again",
    )
}

fn number(content: Content<'_>, writing: Writing) -> Result<Decimal, Problem> {
    let read = match content {
        Content::Number(number) => decimal::from_cell(number),
        Content::Text { text, .. } => decimal::parse(text, writing.decimal_mark),
        _ => return Err(no_number_cell()),
    };
    read.ok_or_else(|| {
        let example = match writing.decimal_mark {
            DecimalMark::Point => "1234.50 (decimal mark point)",
            DecimalMark::Comma => "1234,50 (decimal mark comma)",
        };
        Problem::new(
            &decoding::D003,
            format!("a number, e.g. {example}"),
            "correct the cell, or set [input] decimal_mark",
        )
    })
}

fn no_number_cell() -> Problem {
    Problem::new(
        &decoding::D017,
        "a number, e.g. 1234.50",
        "format the cell as a number in Excel and enter the value again",
    )
}

fn integer(content: Content<'_>, writing: Writing) -> Result<i64, Problem> {
    let whole = |number| decimal::to_integer(number);
    whole(number(content, writing)?).ok_or_else(|| {
        Problem::new(
            &decoding::D004,
            "a whole number, e.g. 10000",
            "remove the decimals",
        )
    })
}

fn yes_or_no(content: Content<'_>, words: &Words) -> Result<bool, Problem> {
    let foreign = |text: &str| {
        let text = fold_foreign(text);
        let found = words.yes_or_no.iter().find(|(known, _)| *known == text);
        found.map(|(_, value)| *value)
    };
    let read = match content {
        Content::Boolean(value) => Some(value),
        Content::Number(1.0) => Some(true),
        Content::Number(0.0) => Some(false),
        Content::Text { text, .. } => boolean::parse(text).or_else(|| foreign(text)),
        _ => None,
    };
    read.ok_or_else(|| Problem::new(&decoding::D005, "Yes or No", "write Yes or No"))
}

fn option(content: Content<'_>, choices: &[Choice], words: &Words) -> Result<u8, Problem> {
    if let Content::Text { text, .. } = content
        && !words.choices.is_empty()
    {
        let folded = fold_foreign(text);
        let found = words.choices.iter().find(|(known, _)| *known == folded);
        if let Some((_, ordinal)) = found {
            return Ok(*ordinal);
        }
    }
    let by_ordinal = |ordinal: Option<u8>| {
        choices
            .iter()
            .find(|choice| Some(choice.ordinal) == ordinal)
    };
    let found = match content {
        Content::Text { text, .. } => {
            let text = text.trim();
            let is_called = |name: &str| !name.is_empty() && name.eq_ignore_ascii_case(text);
            choices
                .iter()
                .find(|choice| is_called(choice.caption) || is_called(choice.alias))
                .or_else(|| by_ordinal(text.parse().ok()))
        }
        Content::Number(number) if number.fract() == 0.0 && (0.0..256.0).contains(&number) => {
            by_ordinal(Some(number as u8))
        }
        _ => None,
    };
    found
        .map(|choice| choice.ordinal)
        .ok_or_else(|| unknown_option(content, choices, words))
}

fn unknown_option(content: Content<'_>, choices: &[Choice], words: &Words) -> Problem {
    let captions: Vec<&str> = if words.shown.is_empty() {
        choices.iter().map(|choice| choice.caption).collect()
    } else {
        words.shown.clone()
    };
    let listed: Vec<&str> = captions.iter().copied().filter(|c| !c.is_empty()).collect();
    let blank = if listed.len() < captions.len() {
        ", or blank"
    } else {
        ""
    };
    let near = match content {
        Content::Text { text, .. } => near_miss(text, &listed),
        _ => None,
    };
    Problem::new(
        &decoding::D006,
        format!("one of {}{blank}", listed.join(", ")),
        match near {
            Some(near) => format!("did you mean {near}?"),
            None => "write one of these, or its number".to_owned(),
        },
    )
}

/// The caption that a text most probably meant.
fn near_miss<'a>(text: &str, captions: &[&'a str]) -> Option<&'a str> {
    let text = text.trim().to_lowercase();
    captions
        .iter()
        .map(|caption| {
            let distance = strsim::damerau_levenshtein(&text, &caption.to_lowercase());
            (distance, *caption)
        })
        .filter(|(distance, caption)| *distance <= 1 + caption.len() / 5)
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, caption)| caption)
}

fn date(content: Content<'_>, writing: Writing) -> Result<Date, Problem> {
    match content {
        Content::Number(serial) | Content::Moment(serial) => {
            Date::from_serial(serial, writing.is_1904).ok_or_else(|| {
                Problem::new(
                    &decoding::D013,
                    "a date, e.g. 2026-11-23",
                    "use a date cell, or write the date as text: 2026-11-23",
                )
            })
        }
        // A date cell may carry a time of day, which a date has not.
        Content::Iso(text) => dates::from_text(text.split('T').next().unwrap_or(""), None),
        Content::Text { text, .. } => dates::from_text(text, writing.date_order),
        Content::Boolean(_) | Content::Error(_) | Content::NoResult => Err(Problem::new(
            &decoding::D010,
            "a date, e.g. 2026-11-23",
            "write the date as 2026-11-23",
        )),
    }
}

fn time(content: Content<'_>) -> Result<Time, Problem> {
    let read = match content {
        Content::Number(fraction) | Content::Moment(fraction) => Time::from_fraction(fraction),
        Content::Text { text, .. } => Time::parse(text),
        Content::Iso(text) => iso_time(text),
        Content::Boolean(_) | Content::Error(_) | Content::NoResult => None,
    };
    read.ok_or_else(|| {
        Problem::new(
            &decoding::D007,
            "a time, e.g. 09:30 or 09:30:00",
            "write hours and minutes, or use a time cell without a date",
        )
    })
}

/// `PT09H30M00S`, as `OpenDocument` writes a time cell, or `09:30:00`.
fn iso_time(text: &str) -> Option<Time> {
    let Some(rest) = text.strip_prefix("PT") else {
        return Time::parse(text);
    };
    let (hours, rest) = rest.split_once('H')?;
    let (minutes, rest) = rest.split_once('M')?;
    let seconds = rest.strip_suffix('S')?;
    let whole_seconds = seconds.split(['.', ',']).next()?;
    Time::from_hms(
        hours.parse().ok()?,
        minutes.parse().ok()?,
        whole_seconds.parse().ok()?,
    )
}

/// What stands in a cell, for a message.
pub(super) fn describe(content: Content<'_>, is_1904: bool) -> String {
    const SHOWN_MAX: usize = 60;
    let kind = match content {
        Content::NoResult => return "a formula that was never calculated".to_owned(),
        Content::Text { .. } => "text",
        Content::Number(_) => "number",
        Content::Moment(_) | Content::Iso(_) => "date or time",
        Content::Boolean(_) => "TRUE or FALSE",
        Content::Error(_) => "error value",
    };
    let text = content.to_text(is_1904);
    match text.char_indices().nth(SHOWN_MAX) {
        Some((end, _)) => format!("\"{}…\" ({kind})", &text[..end]),
        None => format!("\"{text}\" ({kind})"),
    }
}
