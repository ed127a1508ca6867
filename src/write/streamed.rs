//! Sheets whose rows do not stand in memory: they are read piece by piece while they are written, so
//! that ten million entries need no more room than a few thousand.

use std::ops::Range;
use std::path::Path;

use crate::config::OutputSettings;
use crate::error::Result;
use crate::progress::Progress;
use crate::schema::{FieldNo, Table};
use crate::table::Rows;
use crate::value::{Date, Value};

use super::file_name::safe_file_stem;
use super::files::{Target, write_grids};
use super::grid::{Cells, Grid, GridColumn, names_of};
use super::workbook::Written;
use super::xlsx::SheetLimits;

/// Rows that are read when they are written.
pub trait StreamedRows: Sync {
    /// The table that the rows belong to.
    fn table(&self) -> &'static Table;

    /// How many rows there are.
    fn len(&self) -> usize;

    /// Reads some of the rows; mostly those behind the ones that were read last.
    ///
    /// # Errors
    /// What went wrong where the rows come from.
    fn read(&self, rows: Range<usize>) -> Result<Box<dyn Rows + '_>>;

    /// Whether there is no row.
    fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

/// One sheet that is streamed.
pub struct StreamedSheet<'a> {
    /// File name without extension, any characters; made safe when written.
    pub stem: &'a str,
    /// The date in the document's properties.
    pub created_on: Date,
    /// The rows.
    pub rows: &'a dyn StreamedRows,
    /// The columns, in order.
    pub fields: Vec<FieldNo>,
}

/// Writes one sheet into `folder` as xlsx, as CSV, or both. The files must not be there yet.
pub fn write_streamed(
    folder: &Path,
    sheet: &StreamedSheet<'_>,
    output: &OutputSettings,
    progress: &dyn Progress,
) -> Result<Vec<Written>> {
    let formats = u64::from(output.format.has_xlsx()) + u64::from(output.format.has_csv());
    progress.begin("writing", sheet.rows.len() as u64 * formats);
    let table = sheet.rows.table();
    let grid = Grid {
        names: names_of(table),
        table: Some(table.no),
        columns: sheet
            .fields
            .iter()
            .map(|&no| GridColumn::field(table, table.field(no)))
            .collect(),
        cells: Box::new(StreamedCells(sheet)),
        editable: false,
    };
    let target = Target {
        run_folder: folder,
        folder: "",
        stem: safe_file_stem(sheet.stem),
        created_on: sheet.created_on,
    };
    let limits = SheetLimits::default();
    write_grids(&target, None, vec![grid], output, limits, progress)
}

struct StreamedCells<'a>(&'a StreamedSheet<'a>);

impl Cells for StreamedCells<'_> {
    fn len(&self) -> usize {
        self.0.rows.len()
    }

    /// Rows that were not read have no values.
    fn value(&self, _row: usize, _column: usize) -> Value<'_> {
        Value::Blank
    }

    fn read(&self, rows: Range<usize>) -> Result<Option<Box<dyn Cells + '_>>> {
        let rows = self.0.rows.read(rows)?;
        Ok(Some(Box::new(ReadCells {
            rows,
            fields: &self.0.fields,
        })))
    }

    fn is_streamed(&self) -> bool {
        true
    }
}

struct ReadCells<'a> {
    rows: Box<dyn Rows + 'a>,
    fields: &'a [FieldNo],
}

impl Cells for ReadCells<'_> {
    fn len(&self) -> usize {
        self.rows.len()
    }

    fn value(&self, row: usize, column: usize) -> Value<'_> {
        self.rows.value(row, self.fields[column])
    }
}
