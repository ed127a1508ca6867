//! The rows of long sheets, streamed into the frame that the library has written: the frame is
//! unpacked, its one sample row replaced by all rows, and packed again. Memory stays at a few
//! chunks of rows however long the sheet is.

use std::io::{Cursor, Read, Write};
use std::ops::Range;
use std::path::Path;

use rayon::prelude::*;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipArchive, ZipWriter};

use crate::error::{Error, Result};
use crate::place::{cell_name, column_name};
use crate::progress::Progress;
use crate::value::Value;

use super::cell::{Stored, cell};
use super::data_sheet::Part;
use super::grid::{Grid, Window};
use super::hashed_file::HashedFile;
use super::xlsx::{CANNOT_WRITE, DEFLATE_LEVEL, too_long};
use super::xml::{is_too_long, push_text};

/// A sheet whose rows are still missing.
pub(super) struct LongSheet<'a> {
    /// The columns and rows.
    pub(super) grid: &'a Grid<'a>,
    /// Which rows.
    pub(super) part: &'a Part,
    /// Its number in the workbook, from 1.
    pub(super) sheet_no: usize,
    /// The number of its table, from 1.
    pub(super) table_no: usize,
}

/// Rows that one thread turns into text at a time.
const CHUNK_ROWS: usize = 512;

/// Chunks that are ready before they are packed: a few megabytes.
const CHUNKS_AHEAD: usize = 8;

/// Bytes of a part of a zip file from which on it needs 64-bit sizes, with room to spare.
const SMALL_PART_BYTES: u64 = 3 << 30;

/// Packs `frame` into `out` with the rows of `sheets` put in.
pub(super) fn fill(
    file: &Path,
    out: HashedFile,
    frame: Vec<u8>,
    sheets: &[LongSheet<'_>],
    progress: &dyn Progress,
) -> Result<HashedFile> {
    let packing = |error| zip_error(file, error);
    let mut frame = ZipArchive::new(Cursor::new(frame)).map_err(packing)?;
    let mut packed = ZipWriter::new_stream(out);
    for index in 0..frame.len() {
        let mut part = frame.by_index(index).map_err(packing)?;
        let name = part.name().map_err(packing)?.into_owned();
        let mut content = Vec::new();
        part.read_to_end(&mut content)
            .map_err(|error| Error::io(file, CANNOT_WRITE, error))?;
        let sheet = sheets
            .iter()
            .find(|sheet| name == format!("xl/worksheets/sheet{}.xml", sheet.sheet_no));
        let table = sheets
            .iter()
            .find(|sheet| name == format!("xl/tables/table{}.xml", sheet.table_no));
        packed.start_file(&name, options(sheet)).map_err(packing)?;
        let content = String::from_utf8(content).expect("the library writes UTF-8");
        let content = match sheet.or(table) {
            Some(sheet) => with_full_range(&content, sheet),
            None => content,
        };
        match sheet {
            Some(sheet) => fill_sheet(file, &mut packed, &content, sheet, progress)?,
            None => packed
                .write_all(content.as_bytes())
                .map_err(|error| Error::io(file, CANNOT_WRITE, error))?,
        }
    }
    let stream = packed.finish().map_err(packing)?;
    Ok(stream.into_inner())
}

/// How a part is packed: the same for every file and every machine.
fn options(sheet: Option<&LongSheet<'_>>) -> SimpleFileOptions {
    let cells = sheet.map_or(0, |sheet| sheet.part.rows * sheet.grid.columns.len());
    // A cell of a usual sheet takes 60 to 80 bytes.
    let is_large = cells as u64 * 150 > SMALL_PART_BYTES;
    SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .compression_level(Some(i64::from(DEFLATE_LEVEL)))
        .unix_permissions(0o600)
        .last_modified_time(DateTime::default())
        .large_file(is_large)
}

/// The frame knows of one row; the table and the sheet have all.
fn with_full_range(content: &str, sheet: &LongSheet<'_>) -> String {
    let last_column = sheet.grid.columns.len().saturating_sub(1) as u32;
    let range = |row| format!("ref=\"A1:{}\"", cell_name(row, last_column));
    content.replace(&range(1), &range(sheet.part.last_row()))
}

/// Writes a sheet: what stands before its rows, the rows, what stands behind them.
fn fill_sheet<W: Write + Send>(
    file: &Path,
    out: &mut W,
    content: &str,
    sheet: &LongSheet<'_>,
    progress: &dyn Progress,
) -> Result<()> {
    let (before, rest) = content
        .split_once("<row r=\"2\"")
        .expect("the frame has one row below its captions");
    let (sample, after) = rest
        .split_once("</sheetData>")
        .expect("the frame has its rows in sheetData");
    let writer = RowWriter::new(sheet, sample);
    let io = |error| Error::io(file, CANNOT_WRITE, error);
    out.write_all(before.as_bytes()).map_err(io)?;
    let mut ready: Vec<Vec<u8>> = Vec::new();
    let mut next = 0;
    loop {
        let ahead: Vec<Range<usize>> = (0..CHUNKS_AHEAD)
            .map(|chunk| next + chunk * CHUNK_ROWS)
            .filter(|&first| first < sheet.part.rows)
            .map(|first| first..(first + CHUNK_ROWS).min(sheet.part.rows))
            .collect();
        next += CHUNKS_AHEAD * CHUNK_ROWS;
        // One thread packs what is ready while the others make the next chunks.
        let (written, made) = rayon::join(
            || ready.iter().try_for_each(|chunk| out.write_all(chunk)),
            || -> Result<_> {
                let (Some(first), Some(last)) = (ahead.first(), ahead.last()) else {
                    return Ok(Ok(Vec::new()));
                };
                let part_first = sheet.part.first;
                let rows = part_first + first.start..part_first + last.end;
                let window = sheet.grid.window(rows)?;
                Ok(ahead
                    .par_iter()
                    .map(|rows| writer.rows(&window, rows.clone()))
                    .collect::<Result<Vec<Vec<u8>>, usize>>())
            },
        );
        written.map_err(io)?;
        ready = made?.map_err(|row| {
            let last = sheet.grid.columns.len().saturating_sub(1);
            let row = row as u32 + 1;
            let range = format!(
                "{}!A{}:{}",
                sheet.part.name,
                row + 1,
                cell_name(row, last as u32)
            );
            too_long(file, Some(range))
        })?;
        if ready.is_empty() {
            break;
        }
        progress.advance(ahead.iter().map(|rows| rows.len() as u64).sum());
    }
    out.write_all(b"</sheetData>").map_err(io)?;
    out.write_all(after.as_bytes()).map_err(io)
}

/// Turns rows into the XML of a sheet.
struct RowWriter<'a> {
    sheet: &'a LongSheet<'a>,
    /// For each column what stands before the row number of a cell, and what behind it.
    cells: Vec<(String, String)>,
}

impl<'a> RowWriter<'a> {
    /// `sample` is the frame's sample row: it knows the number of each column's format.
    fn new(sheet: &'a LongSheet<'a>, sample: &str) -> Self {
        let cells = (0..sheet.grid.columns.len() as u32)
            .map(|column| {
                let start = format!("<c r=\"{}", column_name(column));
                let format = sample
                    .split_once(&format!("{start}2\""))
                    .and_then(|(_, rest)| rest.split_once("/>"))
                    .map_or("", |(attributes, _)| attributes);
                (start, format!("\"{format}"))
            })
            .collect();
        Self { sheet, cells }
    }

    /// The XML of some rows of the part; the number of a row with a text that is too long.
    fn rows(&self, window: &Window<'_>, rows: Range<usize>) -> Result<Vec<u8>, usize> {
        let mut xml = Vec::with_capacity(rows.len() * self.cells.len() * 48);
        // Many columns say the same in every row: what was written last is kept.
        let mut last: Vec<(Value<'_>, Vec<u8>)> =
            vec![(Value::Blank, Vec::new()); self.cells.len()];
        for row in rows {
            let number = (row + 2).to_string();
            xml.extend_from_slice(b"<row r=\"");
            xml.extend_from_slice(number.as_bytes());
            xml.extend_from_slice(b"\">");
            let mut columns = self.cells.iter().zip(&mut last);
            let mut is_sound = true;
            window.show_row(self.sheet.part.first + row, &mut |column, value| {
                let ((start, format), (last, written)) =
                    columns.next().expect("a value for each column");
                if !is_same(*last, value) {
                    *last = value;
                    written.clear();
                    is_sound &= push_cell(written, format, cell(value, column).stored());
                }
                if !written.is_empty() {
                    xml.extend_from_slice(start.as_bytes());
                    xml.extend_from_slice(number.as_bytes());
                    xml.extend_from_slice(written);
                }
            });
            if !is_sound {
                return Err(row);
            }
            xml.extend_from_slice(b"</row>");
        }
        Ok(xml)
    }
}

/// Adds what stands behind the row number of a cell, nothing for a blank one; whether its text fits.
fn push_cell(xml: &mut Vec<u8>, format: &str, stored: Stored<'_>) -> bool {
    if stored == Stored::Blank {
        return true;
    }
    xml.extend_from_slice(format.as_bytes());
    match stored {
        Stored::Blank => {}
        Stored::Text(text) => {
            if is_too_long(&text) {
                return false;
            }
            xml.extend_from_slice(b" t=\"inlineStr\"><is>");
            push_text(xml, &text);
            xml.extend_from_slice(b"</is></c>");
        }
        Stored::Number(value) => {
            write!(xml, "><v>{value}</v></c>").expect("a vector takes any bytes");
        }
    }
    true
}

/// Whether two values are written alike: equal numbers may have other decimals.
fn is_same(left: Value<'_>, right: Value<'_>) -> bool {
    match (left, right) {
        (Value::Decimal(left), Value::Decimal(right)) => {
            (left, left.scale()) == (right, right.scale())
        }
        _ => left == right,
    }
}

fn zip_error(file: &Path, error: zip::result::ZipError) -> Error {
    match error {
        zip::result::ZipError::Io(error) => Error::io(file, CANNOT_WRITE, error),
        error => Error::fault(format!("{} could not be made", file.display())).caused_by(error),
    }
}
