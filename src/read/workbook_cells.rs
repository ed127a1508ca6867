//! The cells of a workbook, one after another, as calamine gives them.

use std::error::Error as StdError;
use std::path::Path;

use calamine::{CellErrorType, Data, DataRef, Reader, Xlsb, Xlsx, XlsxError};

use crate::config::Limits;
use crate::finding::Finding;
use crate::finding::code::decoding;
use crate::place::Place;

use super::guard::guarded;
use super::workbook::FileReader;
use super::{Cell, Content, Flow, Trouble, Visitor, limit};

/// Where cells go, with the limits that they must keep.
pub(super) struct Show<'a> {
    pub(super) place: Place,
    pub(super) path: &'a Path,
    pub(super) limits: &'a Limits,
    pub(super) visitor: &'a mut dyn Visitor,
    /// The last cell that came.
    pub(super) last: Option<(u32, u32)>,
}

impl Show<'_> {
    /// Passes one cell on, unless it is empty or beyond a limit.
    fn cell(&mut self, (row, column): (u32, u32), cell: Cell<'_>) -> Result<Flow, Trouble> {
        // No program writes such a sheet, and which of two cells at one place counts is not to be
        // guessed.
        if self.last.is_some_and(|last| last >= (row, column)) {
            return Err(self.damaged(Some("its cells are not in order".into())));
        }
        self.last = Some((row, column));
        let length = match cell.content {
            Content::Text { text: "", .. } => return Ok(Flow::Continue(())),
            // Bytes are no fewer than characters: only long texts are counted.
            Content::Text { text, .. } if text.len() > self.limits.cell_characters_max => {
                text.chars().count()
            }
            _ => 0,
        };
        match limit::passed(&self.place, row, column, length, self.limits) {
            Some(finding) => Err(finding.into()),
            None => Ok(self.visitor.cell(row, column, cell)),
        }
    }

    fn damaged(&self, error: Option<Box<dyn StdError + Send + Sync>>) -> Trouble {
        let mut cause = format!("sheet {}", self.place.spot());
        if let Some(error) = error {
            cause = format!("{cause}: {error}");
        }
        Trouble::damaged(self.path, Some(cause.into()))
    }
}

pub(super) fn read_xlsx(
    book: &mut Xlsx<FileReader>,
    name: &str,
    show: &mut Show<'_>,
) -> Result<(), Trouble> {
    let mut reader = match guarded(|| book.worksheet_cells_reader(name)) {
        Some(Ok(reader)) => reader,
        // A chart or macro sheet has no cells.
        Some(Err(XlsxError::NotAWorksheet(_))) => return Ok(()),
        Some(Err(error)) => return Err(show.damaged(Some(error.into()))),
        None => return Err(show.damaged(None)),
    };
    let mut last_row = 0;
    loop {
        // The record with metadata costs no more than the plain cell where there is no formula.
        let cell = match guarded(|| reader.next_cell_with_formula_metadata()) {
            Some(Ok(Some(cell))) => cell,
            Some(Ok(None)) => return Ok(()),
            // One of Excel's newer error values, such as #SPILL!; the library does not say where.
            Some(Err(XlsxError::CellError(value))) => {
                return Err(new_error_value(&show.place, last_row, &value).into());
            }
            Some(Err(error)) => return Err(show.damaged(Some(error.into()))),
            None => return Err(show.damaged(None)),
        };
        last_row = cell.pos.0;
        let is_formula = cell.formula.is_some();
        let content = match streamed(&cell.value) {
            Some(content) => content,
            None if is_formula => Content::NoResult,
            None => continue,
        };
        let flow = show.cell(
            cell.pos,
            Cell {
                content,
                is_formula,
            },
        )?;
        if flow.is_break() {
            return Ok(());
        }
    }
}

fn new_error_value(sheet: &Place, last_row: u32, value: &str) -> Finding {
    let place = Place {
        row: Some(last_row),
        ..sheet.clone()
    };
    Finding::new(
        &decoding::D015,
        place,
        format!("the error value \"{value}\" in this row or the next with values"),
        "a value",
        "correct the formula, or paste its values",
    )
}

pub(super) fn read_xlsb(
    book: &mut Xlsb<FileReader>,
    name: &str,
    show: &mut Show<'_>,
) -> Result<(), Trouble> {
    let formulas = formulas(book, name);
    let mut formulas = formulas.iter().copied().peekable();
    let mut reader = match guarded(|| book.worksheet_cells_reader(name)) {
        Some(Ok(reader)) => reader,
        Some(Err(error)) => return Err(show.damaged(Some(error.into()))),
        None => return Err(show.damaged(None)),
    };
    loop {
        let cell = match guarded(|| reader.next_cell()) {
            Some(Ok(cell)) => cell,
            Some(Err(error)) => return Err(show.damaged(Some(error.into()))),
            None => return Err(show.damaged(None)),
        };
        let at = cell.as_ref().map(calamine::Cell::get_position);
        // The library passes over formulas whose result is an error.
        while let Some(position) = formulas.next_if(|formula| at.is_none_or(|at| *formula < at)) {
            let cell = Cell {
                content: Content::Error(SOME_ERROR),
                is_formula: true,
            };
            if show.cell(position, cell)?.is_break() {
                return Ok(());
            }
        }
        let Some(cell) = cell else {
            return Ok(());
        };
        let position = cell.get_position();
        let is_formula = formulas.next_if_eq(&position).is_some();
        let Some(content) = streamed(cell.get_value()) else {
            continue;
        };
        let flow = show.cell(
            position,
            Cell {
                content,
                is_formula,
            },
        )?;
        if flow.is_break() {
            return Ok(());
        }
    }
}

/// The result of a formula of which it is only known that it is an error.
const SOME_ERROR: &str = "#N/A or another error";

/// Where the formulas stand: an xlsb shows values and formulas in separate passes. Formulas that the
/// library does not know end the search.
fn formulas(book: &mut Xlsb<FileReader>, name: &str) -> Vec<(u32, u32)> {
    let mut found = Vec::new();
    let Some(Ok(mut reader)) = guarded(|| book.worksheet_cells_reader(name)) else {
        return found;
    };
    while let Some(Ok(Some(cell))) = guarded(|| reader.next_formula()) {
        let position = cell.get_position();
        // Out of order they cannot be met while values stream by.
        if found.last().is_some_and(|last| *last >= position) {
            break;
        }
        found.push(position);
    }
    found
}

/// Reads a sheet of a format that the library holds as a whole.
pub(super) fn read_range<R>(book: &mut R, name: &str, show: &mut Show<'_>) -> Result<(), Trouble>
where
    R: Reader<FileReader>,
    R::Error: StdError + Send + Sync + 'static,
{
    let range = match guarded(|| book.worksheet_range(name)) {
        Some(Ok(range)) => range,
        Some(Err(error)) => return Err(show.damaged(Some(error.into()))),
        None => return Err(show.damaged(None)),
    };
    // Without formulas the values are still right, so trouble with them is left alone.
    let formulas = match guarded(|| book.worksheet_formula(name)) {
        Some(Ok(formulas)) => formulas,
        _ => calamine::Range::empty(),
    };
    let (first_row, first_column) = range.start().unwrap_or((0, 0));
    for (row, column, value) in range.used_cells() {
        let position = (first_row + row as u32, first_column + column as u32);
        let Some(content) = held(value) else {
            continue;
        };
        let is_formula = formulas
            .get_value(position)
            .is_some_and(|formula| !formula.is_empty());
        // The library gives an error in an ods as the text that stands for it.
        let content = match content {
            Content::Text { text, .. } if is_formula && shows_error(text) => Content::Error(text),
            content => content,
        };
        if show
            .cell(
                position,
                Cell {
                    content,
                    is_formula,
                },
            )?
            .is_break()
        {
            break;
        }
    }
    Ok(())
}

/// Whether a formula's result is an error as spreadsheets show it, in any language: `#DIV/0!`,
/// `#NAME?`, `#N/A`, German `#NV`, or `LibreOffice`'s `Err:502`.
fn shows_error(text: &str) -> bool {
    let is_word = |text: &str| !text.is_empty() && !text.contains(char::is_whitespace);
    match (text.strip_prefix('#'), text.split_once(':')) {
        (Some(name), _) => {
            is_word(name) && (name.ends_with(['!', '?']) || matches!(name, "N/A" | "NV"))
        }
        (None, Some((word, number))) => {
            let is_number = number.len() == 3 && number.starts_with('5');
            let is_number = is_number && number.bytes().all(|byte| byte.is_ascii_digit());
            is_number && word.chars().all(char::is_alphabetic) && is_word(word)
        }
        _ => false,
    }
}

/// A value of the library as a cell of ours; none when it is empty.
macro_rules! content {
    ($value:expr, $kind:ident $(, $shared:pat => $text:expr)?) => {
        match $value {
            $kind::Empty => None,
            $kind::Int(number) => Some(Content::Number(*number as f64)),
            $kind::Float(number) => Some(Content::Number(*number)),
            $kind::String(text) => Some(Content::Text { text, shared: None }),
            $($shared => Some(Content::Text { text: $text, shared: None }),)?
            $kind::Bool(value) => Some(Content::Boolean(*value)),
            $kind::DateTime(moment) => Some(Content::Moment(moment.as_f64())),
            $kind::DateTimeIso(text) | $kind::DurationIso(text) => Some(Content::Iso(text)),
            $kind::Error(error) => Some(Content::Error(error_name(error))),
        }
    };
}

fn streamed<'a>(value: &'a DataRef<'_>) -> Option<Content<'a>> {
    content!(value, DataRef, DataRef::SharedString(text) => text)
}

fn held(value: &Data) -> Option<Content<'_>> {
    content!(value, Data)
}

/// An error value as Excel shows it.
fn error_name(error: &CellErrorType) -> &'static str {
    match error {
        CellErrorType::Div0 => "#DIV/0!",
        CellErrorType::NA => "#N/A",
        CellErrorType::Name => "#NAME?",
        CellErrorType::Null => "#NULL!",
        CellErrorType::Num => "#NUM!",
        CellErrorType::Ref => "#REF!",
        CellErrorType::Value => "#VALUE!",
        CellErrorType::GettingData => "#GETTING_DATA",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn errors_are_told_from_texts() {
        for (text, expected) in [
            ("#DIV/0!", true),
            ("#NAME?", true),
            ("#N/A", true),
            ("#WERT!", true),
            ("Err:502", true),
            ("Fehler:522", true),
            ("#1", false),
            ("# wow!", false),
            ("Room:512b", false),
            ("Err:", false),
            (":502", false),
            ("", false),
        ] {
            assert_eq!(shows_error(text), expected, "{text}");
        }
    }
}
