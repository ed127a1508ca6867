//! What a reader shows of a file: cells, one after another, borrowed for the length of a call.

use std::ops::ControlFlow;

use crate::finding::Finding;

use super::xlsx::SharedTexts;

/// The error values that Excel writes into a CSV file in place of a result, and that stay as texts
/// where values were pasted from one.
const ERROR_VALUES: [&str; 8] = [
    "#N/A", "#REF!", "#VALUE!", "#DIV/0!", "#NAME?", "#NULL!", "#NUM!", "#SPILL!",
];

/// Whether a text is one of Excel's error values.
pub fn is_error_value(text: &str) -> bool {
    text.starts_with('#') && ERROR_VALUES.contains(&text)
}

/// Whether a visitor wants more of the sheet.
pub type Flow = ControlFlow<()>;

/// One cell that is not empty.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Cell<'a> {
    /// What stands in it.
    pub content: Content<'a>,
    /// Whether it is the stored result of a formula.
    pub is_formula: bool,
}

/// What stands in a cell, as the file stores it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Content<'a> {
    /// A text.
    Text {
        /// The text itself, never empty.
        text: &'a str,
        /// Its index among the shared texts of the workbook, where the source tells it: the same
        /// index is the same text everywhere in one sheet.
        shared: Option<u32>,
    },
    /// A number.
    Number(f64),
    /// A number that the cell shows as a date or a time: a serial number of the workbook's date
    /// system, or a fraction of a day.
    Moment(f64),
    /// A date, a date with a time, or a time, written as ISO 8601 text by the file itself.
    Iso(&'a str),
    /// Yes or No.
    Boolean(bool),
    /// An error value such as `#N/A`.
    Error(&'a str),
    /// A formula whose result the file does not hold, because no program has calculated it yet.
    NoResult,
}

impl<'a> Cell<'a> {
    /// A cell with a text of its own.
    pub fn text(text: &'a str) -> Self {
        Content::Text { text, shared: None }.into()
    }

    /// A cell with the shared text of this index; one without text when there is none.
    pub fn shared_text(texts: &'a SharedTexts, index: u32, is_formula: bool) -> Self {
        Self {
            content: Content::Text {
                text: texts.get(index).unwrap_or(""),
                shared: Some(index),
            },
            is_formula,
        }
    }
}

impl<'a> From<Content<'a>> for Cell<'a> {
    /// A cell that was typed in.
    fn from(content: Content<'a>) -> Self {
        Self {
            content,
            is_formula: false,
        }
    }
}

impl Content<'_> {
    /// Whether nothing can be seen in the cell.
    #[inline]
    pub fn is_blank(&self) -> bool {
        let Self::Text { text, .. } = self else {
            return false;
        };
        // Most texts begin with a letter or a digit.
        !text.as_bytes().first().is_some_and(u8::is_ascii_graphic) && text.trim().is_empty()
    }

    /// The cell as text, as it stands: numbers in their shortest form, moments as ISO text.
    pub fn to_text(self, is_1904: bool) -> String {
        use crate::value::{Date, Time};
        match self {
            Self::Text { text, .. } | Self::Error(text) => text.to_owned(),
            Self::Iso(text) => plain_moment(text),
            Self::Number(number) => number.to_string(),
            Self::NoResult => String::new(),
            Self::Boolean(value) => if value { "TRUE" } else { "FALSE" }.to_owned(),
            Self::Moment(serial) => {
                let date = Date::from_serial(serial, is_1904);
                let time = Time::from_fraction(serial.fract());
                match (date, time) {
                    (_, Some(time)) if (0.0..1.0).contains(&serial) => time.to_string(),
                    (Some(date), Some(time)) if time.seconds() > 0 => format!("{date} {time}"),
                    (Some(date), _) => date.to_string(),
                    (None, _) => serial.to_string(),
                }
            }
        }
    }
}

/// `2026-11-23T13:30:00` and `PT13H30M00S`, as an ods has them, as a moment of other workbooks.
fn plain_moment(iso: &str) -> String {
    match iso
        .strip_prefix("PT")
        .and_then(|time| time.strip_suffix('S'))
    {
        Some(time) => time.replace(['H', 'M'], ":"),
        None => iso.replace('T', " "),
    }
}

/// Receives the cells of one sheet or delimited file. Rows and columns count from 0.
pub trait Visitor {
    /// The next cell; the rows come in order, within a row the columns.
    fn cell(&mut self, row: u32, column: u32, cell: Cell<'_>) -> Flow;

    /// The next cell has a shared text, by its index. For a visitor that knows texts by their index
    /// this is cheaper than [`Visitor::cell`], which is what it means otherwise.
    fn shared_text(
        &mut self,
        row: u32,
        column: u32,
        index: u32,
        texts: &SharedTexts,
        is_formula: bool,
    ) -> Flow {
        self.cell(row, column, Cell::shared_text(texts, index, is_formula))
    }

    /// A line of a delimited file begins, which has so many cells, empty ones included. Workbooks
    /// have no such thing.
    fn line(&mut self, row: u32, cells: u32) {
        let _ = (row, cells);
    }

    /// Something is wrong with a row, so that it cannot be used; comes before its cells.
    fn fault(&mut self, row: u32, finding: Finding) -> Flow;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_as_text_is_what_it_shows() {
        for (content, expected) in [
            (Content::Number(1200.0), "1200"),
            (Content::Number(0.1), "0.1"),
            (Content::Moment(46_349.0), "2026-11-23"),
            (Content::Moment(46_349.5), "2026-11-23 12:00:00"),
            (Content::Moment(0.75), "18:00:00"),
            (Content::Iso("2026-11-23"), "2026-11-23"),
            (Content::Iso("2026-11-23T12:00:00"), "2026-11-23 12:00:00"),
            (Content::Iso("PT18H00M00S"), "18:00:00"),
            (Content::Boolean(true), "TRUE"),
            (Content::Error("#N/A"), "#N/A"),
        ] {
            assert_eq!(content.to_text(false), expected);
        }
        assert_eq!(Content::Moment(44_887.0).to_text(true), "2026-11-23");
        assert!(Cell::text(" \t").content.is_blank());
        assert!(!Content::Number(0.0).is_blank());
    }
}
