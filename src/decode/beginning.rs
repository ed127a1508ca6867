//! The first rows of a sheet, kept until it is known which of them holds the captions.

use crate::finding::Finding;
use crate::read::{Cell, Content};
use crate::schema::TableNo;

/// The captions stand in one of so many first rows.
pub(super) const CAPTION_ROWS_MAX: u32 = 10;

/// In a configuration package the captions stand in the third row.
const PACKAGE_CAPTION_ROW: u32 = 2;

/// What has come from a sheet so far, in order.
#[derive(Debug, Default)]
pub(super) struct Beginning {
    pub(super) events: Vec<Event>,
}

/// What came from the reader, kept.
#[derive(Debug)]
pub(super) enum Event {
    /// A line of a delimited file began.
    Line { row: u32, cells: u32 },
    /// A row is damaged.
    Fault { row: u32, finding: Finding },
    /// A cell.
    Cell {
        row: u32,
        column: u32,
        kept: KeptCell,
    },
}

/// A cell that owns its text.
#[derive(Debug)]
pub(super) struct KeptCell {
    content: KeptContent,
    is_formula: bool,
}

#[derive(Debug)]
enum KeptContent {
    Text(String, Option<u32>),
    Number(f64),
    Moment(f64),
    Iso(String),
    Boolean(bool),
    Error(String),
    NoResult,
}

impl KeptCell {
    pub(super) fn new(cell: Cell<'_>) -> Self {
        Self {
            content: match cell.content {
                Content::Text { text, shared } => KeptContent::Text(text.to_owned(), shared),
                Content::Number(number) => KeptContent::Number(number),
                Content::Moment(moment) => KeptContent::Moment(moment),
                Content::Iso(text) => KeptContent::Iso(text.to_owned()),
                Content::Boolean(value) => KeptContent::Boolean(value),
                Content::Error(error) => KeptContent::Error(error.to_owned()),
                Content::NoResult => KeptContent::NoResult,
            },
            is_formula: cell.is_formula,
        }
    }

    pub(super) fn cell(&self) -> Cell<'_> {
        Cell {
            content: match &self.content {
                KeptContent::Text(text, shared) => Content::Text {
                    text,
                    shared: *shared,
                },
                KeptContent::Number(number) => Content::Number(*number),
                KeptContent::Moment(moment) => Content::Moment(*moment),
                KeptContent::Iso(text) => Content::Iso(text),
                KeptContent::Boolean(value) => Content::Boolean(*value),
                KeptContent::Error(error) => Content::Error(error),
                KeptContent::NoResult => Content::NoResult,
            },
            is_formula: self.is_formula,
        }
    }
}

/// The texts of one row that may be captions, with their columns.
#[derive(Debug, Clone, Default)]
pub(super) struct CaptionRow {
    pub(super) row: u32,
    /// Column and text of every cell that is not blank.
    pub(super) captions: Vec<(u32, String)>,
    /// How many cells the line has in a delimited file.
    pub(super) cells: Option<u32>,
}

impl Beginning {
    /// The rows with values, in order.
    pub(super) fn rows(&self) -> Vec<CaptionRow> {
        let mut rows: Vec<CaptionRow> = Vec::new();
        let mut line = None;
        for event in &self.events {
            match event {
                Event::Line { row, cells } => line = Some((*row, *cells)),
                Event::Fault { .. } => {}
                Event::Cell { row, column, kept } => {
                    if rows.last().is_none_or(|last| last.row != *row) {
                        rows.push(CaptionRow {
                            row: *row,
                            captions: Vec::new(),
                            cells: line.filter(|(of, _)| of == row).map(|(_, cells)| cells),
                        });
                    }
                    let text = kept.cell().content.to_text(false);
                    let last = rows.last_mut().expect("just pushed");
                    last.captions.push((*column, text.trim().to_owned()));
                }
            }
        }
        rows
    }
}

/// The table number of a configuration package: package code in A1, number in C1, nothing else but
/// B1 in that row, nothing in row 2, captions in row 3.
pub(super) fn package_table(rows: &[CaptionRow]) -> Option<TableNo> {
    let [first, second, ..] = rows else {
        return None;
    };
    if first.row != 0 || second.row != PACKAGE_CAPTION_ROW || first.captions.len() > 3 {
        return None;
    }
    let text_in = |column: u32| {
        let found = first.captions.iter().find(|(at, _)| *at == column);
        found.map(|(_, text)| text.as_str())
    };
    text_in(0)?;
    text_in(2)?.parse().ok().map(TableNo)
}
