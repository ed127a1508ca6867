//! One data sheet as a CSV file: UTF-8, comma, quoted as RFC 4180 says, lines ended by CR LF as it
//! says too, captions first, ISO dates, decimal point; the settings can ask for other dialects.

use std::borrow::Cow;
use std::io::Write;
use std::ops::Range;
use std::path::Path;

use crate::config::OutputSettings;
use crate::error::{Error, Result};
use crate::progress::Progress;
use crate::value::decimal;

use super::Written;
use super::cell::Cell;
use super::grid::{Grid, Window};
use super::hashed_file::HashedFile;
use super::xlsx::CANNOT_WRITE;

/// Rows that are read and written at a time; then progress is reported.
const PIECE_ROWS: usize = 4_096;

/// Writes a grid to the new file `file`, known in results as `path`.
pub(super) fn write(
    file: &Path,
    path: String,
    grid: &Grid<'_>,
    output: &OutputSettings,
    progress: &dyn Progress,
) -> Result<Written> {
    let io = |error| Error::io(file, CANNOT_WRITE, error);
    let mut out = HashedFile::create(file)?;
    if output.csv_bom {
        out.write_all("\u{feff}".as_bytes()).map_err(io)?;
    }
    let mut csv = csv::WriterBuilder::new()
        .delimiter(output.csv_delimiter)
        .terminator(csv::Terminator::CRLF)
        .from_writer(out);
    let captions = grid.columns.iter().map(|column| &column.caption);
    csv.write_record(captions)
        .map_err(|error| csv_error(file, error))?;
    let rows = grid.cells.len();
    for first in (0..rows).step_by(PIECE_ROWS) {
        let piece = first..rows.min(first + PIECE_ROWS);
        write_rows(
            &mut csv,
            &grid.window(piece.clone())?,
            piece.clone(),
            output,
        )
        .map_err(|error| csv_error(file, error))?;
        progress.advance(piece.len() as u64);
    }
    csv.into_inner()
        .map_err(|error| io(error.into_error()))?
        .finish(path)
        .map_err(io)
}

fn write_rows<W: Write>(
    csv: &mut csv::Writer<W>,
    window: &Window<'_>,
    rows: Range<usize>,
    output: &OutputSettings,
) -> Result<(), csv::Error> {
    for row in rows {
        for column in 0..window.columns() {
            let cell = window.cell(row, column);
            csv.write_field(text(cell, output).as_bytes())?;
        }
        csv.write_record(None::<&[u8]>)?;
    }
    Ok(())
}

/// A cell as text.
fn text<'a>(cell: Cell<'a>, output: &OutputSettings) -> Cow<'a, str> {
    match cell {
        Cell::Blank => Cow::Borrowed(""),
        Cell::Text(text) if output.csv_safe && runs_as_formula(&text) => {
            Cow::Owned(format!("\t{text}"))
        }
        Cell::Text(text) => text,
        Cell::Integer(number) => Cow::Owned(number.to_string()),
        Cell::Decimal(number) => Cow::Owned(decimal::show(number, output.csv_decimal_mark)),
        Cell::Date(date) => Cow::Owned(date.to_string()),
        Cell::Time(time) => Cow::Owned(time.to_string()),
    }
}

/// Whether a spreadsheet would run a text as a formula, or might after it has dropped a blank.
/// Source: OWASP, "CSV Injection". Reading drops the tab that `csv_safe` puts before such a text.
fn runs_as_formula(text: &str) -> bool {
    text.starts_with(['=', '+', '-', '@', '\t', '\r'])
}

fn csv_error(file: &Path, error: csv::Error) -> Error {
    let shown = error.to_string();
    match error.into_kind() {
        csv::ErrorKind::Io(error) => Error::io(file, CANNOT_WRITE, error),
        _ => Error::fault(format!("{} could not be made: {shown}", file.display())),
    }
}
