//! One data sheet of a workbook: captions, an Excel table, widths, drop-downs, printing; and, when
//! it is short, its rows. The rows of a long one are put in later, see `long_sheet`.

use rust_xlsxwriter::{IgnoreError, Table, TableColumn, Worksheet, XlsxError};

use crate::schema::Need;

use super::cell::Stored;
use super::drop_down::{Lists, SPARE_ROWS, note};
use super::grid::{Grid, GridColumn};
use super::sheet_name::table_name;
use super::style;

/// Characters across that can still be read when a sheet is printed one page wide: about 145 fit on
/// A4 in full size. A wider sheet goes on beside the first page, in full size.
const PRINTED_WIDTH_MAX: usize = 240;

/// A part of a grid that is one sheet.
pub(super) struct Part {
    /// Which grid.
    pub(super) grid: usize,
    /// The sheet's name.
    pub(super) name: String,
    /// The first row of the grid.
    pub(super) first: usize,
    /// How many rows.
    pub(super) rows: usize,
}

impl Part {
    /// The last row of the sheet, from 0: an Excel table has at least one row below its captions.
    pub(super) fn last_row(&self) -> u32 {
        self.rows.max(1) as u32
    }
}

/// Writes everything but the rows. `table_rows` says how many rows the Excel table covers for now.
pub(super) fn write_frame(
    sheet: &mut Worksheet,
    grid: &Grid<'_>,
    part: &Part,
    widths: &[usize],
    lists: &mut Lists,
    table_rows: u32,
) -> Result<(), XlsxError> {
    sheet.set_name(&part.name)?;
    for (index, (column, &width)) in grid.columns.iter().zip(widths).enumerate() {
        let index = index as u16;
        sheet.set_column_width(index, width as f64)?;
        if let Some(format) = style::column(column.kind) {
            sheet.set_column_format(index, &format)?;
        }
        if column.is_text() {
            sheet.ignore_error_range(
                1,
                index,
                part.last_row(),
                index,
                IgnoreError::NumberStoredAsText,
            )?;
        }
        if grid.editable {
            write_help(sheet, index, column, part, lists)?;
        }
    }
    let columns: Vec<TableColumn> = grid.columns.iter().map(|c| caption(c, grid)).collect();
    let table = Table::new()
        .set_name(table_name(&part.name))
        .set_style(style::TABLE)
        .set_columns(&columns);
    let last_column = grid.columns.len().saturating_sub(1) as u16;
    sheet.add_table(0, 0, table_rows, last_column, &table)?;
    sheet.set_freeze_panes(1, 0)?;
    sheet.set_repeat_rows(0, 0)?;
    sheet
        .set_landscape()
        .set_paper_size(style::PAPER_A4)
        .set_footer("&L&F: &A&R&P / &N");
    if widths.iter().sum::<usize>() <= PRINTED_WIDTH_MAX {
        sheet.set_print_fit_to_pages(1, 0);
    }
    Ok(())
}

/// The drop-down of a column and the note at its caption.
fn write_help(
    sheet: &mut Worksheet,
    index: u16,
    column: &GridColumn<'_>,
    part: &Part,
    lists: &mut Lists,
) -> Result<(), XlsxError> {
    // The last row that Excel has.
    const ROW_MAX: u32 = 1_048_575;
    if let Some(drop_down) = lists.drop_down(column)? {
        let last = part.last_row().saturating_add(SPARE_ROWS).min(ROW_MAX);
        sheet.add_data_validation(1, index, last, index, &drop_down)?;
    }
    if let Some(note) = note(column) {
        sheet.insert_note(0, index, &note)?;
    }
    Ok(())
}

fn caption(column: &GridColumn<'_>, grid: &Grid<'_>) -> TableColumn {
    let is_mandatory = grid.editable && column.need != Need::Optional;
    TableColumn::new()
        .set_header(&column.caption)
        .set_header_format(style::caption(is_mandatory))
}

/// Writes the rows of a short sheet. Cells take the format of their column.
pub(super) fn write_rows(
    sheet: &mut Worksheet,
    grid: &Grid<'_>,
    part: &Part,
) -> Result<(), XlsxError> {
    for row in 0..part.rows {
        for column in 0..grid.columns.len() {
            let (at_row, at_column) = (row as u32 + 1, column as u16);
            match grid.cell(part.first + row, column).stored() {
                Stored::Blank => {}
                Stored::Text(text) => {
                    sheet.write_string(at_row, at_column, text)?;
                }
                Stored::Number(number) => {
                    sheet.write_number(at_row, at_column, number)?;
                }
            }
        }
    }
    Ok(())
}
