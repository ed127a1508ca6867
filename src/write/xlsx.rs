//! One workbook as an xlsx file. The library that writes workbooks keeps every cell of a sheet's
//! table in memory; so it writes the frame of a long sheet only, and the rows are streamed into it.

use std::ops::Range;
use std::path::Path;

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook, XlsxError};

use crate::error::{Error, Result};
use crate::progress::Progress;
use crate::value::Date;

use super::data_sheet::{self, Part};
use super::drop_down::Lists;
use super::grid::Grid;
use super::hashed_file::HashedFile;
use super::long_sheet::{self, LongSheet};
use super::sheet_name::sheet_name;
use super::width::widths;
use super::workbook::{Cover, Written};
use super::{cover, style};

/// Deflate level 2: a third of the time of level 6 for files a fifth larger; level 1 is hardly faster
/// and makes files two fifths larger still (measured with 300,000 rows of 20 columns).
pub(super) const DEFLATE_LEVEL: u8 = 2;

/// Where sheets are split, and from where on rows are streamed.
#[derive(Debug, Clone, Copy)]
pub(super) struct SheetLimits {
    /// Rows of one sheet below its captions.
    pub(super) rows_max: usize,
    /// Longer sheets are streamed.
    pub(super) short_rows_max: usize,
}

impl Default for SheetLimits {
    fn default() -> Self {
        Self {
            // Excel's 1,048,576 rows without the captions.
            rows_max: 1_048_575,
            // Some megabytes for each sheet that is being written.
            short_rows_max: 5_000,
        }
    }
}

/// A workbook as it is written.
pub(super) struct Book<'a> {
    /// The name and the content of the first sheet, if it has one.
    pub(super) front: Option<(&'static str, Cover)>,
    /// The data sheets before they are split.
    pub(super) grids: Vec<Grid<'a>>,
    /// The date in its properties.
    pub(super) created_on: Date,
}

/// Writes a workbook to the new file `file`, known in results as `path`.
pub(super) fn write(
    file: &Path,
    path: String,
    book: &Book<'_>,
    limits: SheetLimits,
    progress: &dyn Progress,
) -> Result<Written> {
    let parts = parts(&book.grids, limits.rows_max);
    let fault = |error: XlsxError| write_error(file, error);
    let mut frame = Workbook::new();
    frame.set_zip_compression_level(DEFLATE_LEVEL);
    let title = book.front.as_ref().map(|(_, cover)| cover.title.as_str());
    frame.set_properties(&properties(book.created_on, title).map_err(fault)?);
    if let Some((name, content)) = &book.front {
        let names: Vec<&str> = parts.iter().map(|part| part.name.as_str()).collect();
        cover::write(frame.add_worksheet(), name, content, &names).map_err(fault)?;
    }
    let widths: Vec<Vec<usize>> = book.grids.iter().map(widths).collect::<Result<_>>()?;
    let long = add_sheets(&mut frame, book, &parts, &widths, (limits, progress)).map_err(fault)?;
    let mut out = HashedFile::create(file)?;
    if long.is_empty() {
        frame.save_to_writer(&mut out).map_err(fault)?;
    } else {
        let frame = frame.save_to_buffer().map_err(fault)?;
        out = long_sheet::fill(file, out, frame, &long, progress)?;
    }
    out.finish(path)
        .map_err(|error| Error::io(file, CANNOT_WRITE, error))
}

/// What went wrong with a file.
pub(super) const CANNOT_WRITE: &str = "cannot be written";

/// Adds all data sheets and the lists of their drop-downs; gives the sheets that are to be filled.
fn add_sheets<'a>(
    frame: &mut Workbook,
    book: &'a Book<'_>,
    parts: &'a [Part],
    widths: &[Vec<usize>],
    (limits, progress): (SheetLimits, &dyn Progress),
) -> Result<Vec<LongSheet<'a>>, XlsxError> {
    let mut lists = Lists::default();
    let mut long = Vec::new();
    for (index, part) in parts.iter().enumerate() {
        let grid = &book.grids[part.grid];
        let sheet = frame.add_worksheet();
        let is_long = part.rows > limits.short_rows_max || grid.cells.is_streamed();
        let table_rows = if is_long { 1 } else { part.last_row() };
        let widths = &widths[part.grid];
        data_sheet::write_frame(sheet, grid, part, widths, &mut lists, table_rows)?;
        if is_long {
            for (column, kind) in grid.columns.iter().map(|column| column.kind).enumerate() {
                let format = style::column(kind).unwrap_or_default();
                sheet.write_blank(1, column as u16, &format)?;
            }
            let sheets_before = usize::from(book.front.is_some()) + index;
            long.push(LongSheet {
                grid,
                part,
                sheet_no: sheets_before + 1,
                table_no: index + 1,
            });
        } else {
            data_sheet::write_rows(sheet, grid, part)?;
            progress.advance(part.rows as u64);
        }
    }
    if !lists.is_empty() {
        lists.write(frame.add_worksheet())?;
    }
    Ok(long)
}

/// Splits grids into sheets of at most `rows_max` rows.
pub(super) fn parts(grids: &[Grid<'_>], rows_max: usize) -> Vec<Part> {
    let mut parts = Vec::new();
    for (index, grid) in grids.iter().enumerate() {
        for (number, Range { start, end }) in ranges(grid.cells.len(), rows_max).enumerate() {
            parts.push(Part {
                grid: index,
                name: sheet_name(&grid.names, number),
                first: start,
                rows: end - start,
            });
        }
    }
    parts
}

/// `0..len` in pieces of at most `max`; one empty piece for nothing.
fn ranges(len: usize, max: usize) -> impl Iterator<Item = Range<usize>> {
    let pieces = len.div_ceil(max).max(1);
    (0..pieces).map(move |piece| piece * max..((piece + 1) * max).min(len))
}

/// The properties of a document: the work date, so that the bytes depend on no clock.
pub(super) fn properties(
    created_on: Date,
    title: Option<&str>,
) -> Result<DocProperties, XlsxError> {
    use chrono::Datelike;
    let date = created_on.naive();
    // Excel's first day stands for what is before it.
    let year = u16::try_from(date.year()).unwrap_or(1900).max(1900);
    let created = ExcelDateTime::from_ymd(year, date.month() as u8, date.day() as u8)?;
    let properties = DocProperties::new()
        .set_author("segbook")
        .set_creation_datetime(&created);
    Ok(match title {
        Some(title) => properties.set_title(title),
        None => properties,
    })
}

/// The library's error with the file it belongs to.
pub(super) fn write_error(file: &Path, error: XlsxError) -> Error {
    match error {
        XlsxError::IoError(error) => Error::io(file, CANNOT_WRITE, error),
        // A full disk arrives as a zip error.
        XlsxError::ZipError(zip::result::ZipError::Io(error)) => {
            Error::io(file, CANNOT_WRITE, error)
        }
        XlsxError::MaxStringLengthExceeded => too_long(file, None),
        error => Error::fault(format!("{} could not be made", file.display())).caused_by(error),
    }
}

/// A text that does not fit into a cell. Reading refuses longer ones, so no input leads here.
pub(super) fn too_long(file: &Path, cell: Option<String>) -> Error {
    let place = cell.map_or_else(String::new, |cell| format!(" ({cell})"));
    Error::file(
        file,
        &format!("cannot hold a text of more than 32,767 characters in one cell{place}"),
    )
    .hint("shorten the text, or write CSV files with --format csv")
}
