//! The first sheet of a workbook: what this is, when, from which files, how many.

use rust_xlsxwriter::{Format, Url, Worksheet, XlsxError};

use super::cell::text_width;
use super::style;
use super::workbook::{Cover, CoverBlock, CoverValue};

/// The name of the cover; reading ignores a sheet of this name.
pub(super) const COVER: &str = "Cover";

/// Widths of the two columns, in characters.
const WIDTHS: [u32; 2] = [32, 72];

/// Characters of usual text that fit into a line of the second column: letters are narrower than
/// the digits that widths are counted in.
const LINE_CHARACTERS: usize = 84;

/// The height of a line of text, in points.
const LINE_HEIGHT: usize = 15;

/// Writes a cover. A label that is the name of one of `sheets` leads there.
pub(super) fn write(
    sheet: &mut Worksheet,
    name: &str,
    cover: &Cover,
    sheets: &[&str],
) -> Result<(), XlsxError> {
    sheet.set_name(name)?.set_screen_gridlines(false);
    for (column, width) in WIDTHS.into_iter().enumerate() {
        sheet.set_column_width(column as u16, f64::from(width))?;
    }
    // The title and the advice run over both columns.
    sheet.write_string_with_format(0, 0, &cover.title, &style::title())?;
    sheet.write_string_with_format(1, 0, &cover.advice, &style::advice())?;
    let mut row = 3;
    for block in &cover.blocks {
        row = write_block(sheet, row, block, sheets)? + 1;
    }
    sheet
        .set_paper_size(style::PAPER_A4)
        .set_print_fit_to_pages(1, 0)
        .set_footer("&L&F&R&P / &N");
    Ok(())
}

/// The block that lists the sheets with their rows.
pub(super) fn index<'a>(sheets: impl Iterator<Item = (&'a str, usize)>) -> CoverBlock {
    CoverBlock {
        heading: "Sheets and their rows".to_owned(),
        lines: sheets
            .map(|(name, rows)| (name.to_owned(), CoverValue::Count(rows as u64)))
            .collect(),
    }
}

/// Writes a block from `row` on; gives the first row below it.
fn write_block(
    sheet: &mut Worksheet,
    mut row: u32,
    block: &CoverBlock,
    sheets: &[&str],
) -> Result<u32, XlsxError> {
    sheet.write_string_with_format(row, 0, &block.heading, &style::heading())?;
    sheet.write_blank(row, 1, &style::heading())?;
    row += 1;
    for (label, value) in &block.lines {
        if sheets.contains(&label.as_str()) {
            // An apostrophe in a quoted sheet name is doubled.
            let target = format!("internal:'{}'!A1", label.replace('\'', "''"));
            let url = Url::new(target).set_text(label);
            sheet.write_url_with_format(row, 0, url, &style::link())?;
        } else {
            sheet.write_string_with_format(row, 0, label, &style::label())?;
        }
        write_value(sheet, row, value)?;
        row += 1;
    }
    Ok(row)
}

fn write_value(sheet: &mut Worksheet, row: u32, value: &CoverValue) -> Result<(), XlsxError> {
    let number = |sheet: &mut Worksheet, number: f64, format: &Format| {
        sheet
            .write_number_with_format(row, 1, number, format)
            .map(|_| ())
    };
    match value {
        CoverValue::Text(text) => {
            // Not every program fits the height of a row to its text by itself.
            let lines = text_width(text).div_ceil(LINE_CHARACTERS);
            if lines > 1 {
                sheet.set_row_height(row, (lines * LINE_HEIGHT) as u32)?;
            }
            sheet
                .write_string_with_format(row, 1, text, &style::text_value())
                .map(|_| ())
        }
        CoverValue::Count(count) => number(sheet, *count as f64, &style::count_value()),
        CoverValue::Date(date) => match date.serial() {
            Some(serial) => number(sheet, f64::from(serial), &style::date_value()),
            None => sheet
                .write_string_with_format(row, 1, date.to_string(), &style::text_value())
                .map(|_| ()),
        },
    }
}
