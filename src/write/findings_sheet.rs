//! The sheet of findings whose cells lead to the faulty ones: in front of an annotated copy, and the
//! findings workbook of `check --annotate`.

use std::path::Path;

use rust_xlsxwriter::{Table, TableColumn, Url, Workbook, Worksheet, XlsxError};

use crate::error::{Error, Result};
use crate::finding::{Finding, Severity};
use crate::place::{Place, cell_name};
use crate::value::Date;

use super::findings::{CAPTIONS, columns};
use super::hashed_file::HashedFile;
use super::style;
use super::workbook::Written;
use super::xlsx::{CANNOT_WRITE, DEFLATE_LEVEL, properties, write_error};

/// The name of the sheet. It names no table; reading passes over it without a word.
pub(super) const FINDINGS: &str = "Findings";

/// Links of one sheet. Source: Excel specifications and limits (66,530), with some room.
const LINKS_MAX: usize = 60_000;

/// The column with the links.
const CELL: usize = 4;

/// Widths of the columns, in characters.
const WIDTHS: [f64; 9] = [10.0, 8.0, 24.0, 20.0, 12.0, 22.0, 36.0, 48.0, 60.0];

/// Writes the findings workbook to the new file `file`; `link` gives where a finding leads to, as
/// the library writes links (`file:///contacts.xlsx#'Contact'!F17`).
pub fn write_linked_findings(
    file: &Path,
    path: String,
    created_on: Date,
    findings: &[&Finding],
    link: &dyn Fn(&Finding) -> Option<String>,
) -> Result<Written> {
    let fault = |error| write_error(file, error);
    let mut workbook = Workbook::new();
    workbook.set_zip_compression_level(DEFLATE_LEVEL);
    workbook.set_properties(&properties(created_on, None).map_err(fault)?);
    write(workbook.add_worksheet(), FINDINGS, findings, link).map_err(fault)?;
    let mut out = HashedFile::create(file)?;
    workbook.save_to_writer(&mut out).map_err(fault)?;
    out.finish(path)
        .map_err(|error| Error::io(file, CANNOT_WRITE, error))
}

/// Writes the sheet.
pub(super) fn write(
    sheet: &mut Worksheet,
    name: &str,
    findings: &[&Finding],
    link: &dyn Fn(&Finding) -> Option<String>,
) -> Result<(), XlsxError> {
    sheet.set_name(name)?;
    let captions: Vec<TableColumn> = CAPTIONS
        .iter()
        .map(|caption| {
            let format = style::caption(false);
            TableColumn::new()
                .set_header(*caption)
                .set_header_format(format)
        })
        .collect();
    let table = Table::new()
        .set_name(FINDINGS)
        .set_style(style::TABLE)
        .set_columns(&captions);
    let last = CAPTIONS.len() as u16 - 1;
    sheet.add_table(0, 0, findings.len().max(1) as u32, last, &table)?;
    sheet.set_freeze_panes(1, 0)?;
    for (column, width) in (0u16..).zip(WIDTHS) {
        sheet.set_column_width(column, width)?;
    }
    let plain = style::label();
    let tints =
        [Severity::Error, Severity::Warning].map(|severity| (severity, style::tinted(severity)));
    let blue = style::link();
    let mut links = 0;
    for (row, finding) in (1u32..).zip(findings) {
        for (column, text) in columns(finding).into_iter().enumerate() {
            let at = column as u16;
            if column == CELL
                && links < LINKS_MAX
                && !text.is_empty()
                && let Some(target) = link(finding)
            {
                links += 1;
                let url = Url::new(target).set_text(&text);
                if sheet.write_url_with_format(row, at, url, &blue).is_ok() {
                    continue;
                }
            }
            let tint = tints
                .iter()
                .find(|(of, _)| column == 0 && *of == finding.severity);
            let format = tint.map_or(&plain, |(_, format)| format);
            sheet.write_string_with_format(row, at, text, format)?;
        }
    }
    Ok(())
}

/// Where a link into a sheet leads: `'Contact'!F17`; to the first cell when none is named.
pub fn anchor(sheet: &str, place: &Place) -> Option<String> {
    place.sheet.as_ref().or(Some(&place.file)).map(|_| {
        let cell = cell_name(place.row.unwrap_or(0), place.column.unwrap_or(0));
        format!("'{}'!{cell}", sheet.replace('\'', "''"))
    })
}
