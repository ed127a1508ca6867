//! The annotated copy of a workbook: every value again at its place, faulty cells tinted with a note
//! that says what is wrong, a column `Errors`, and the list of findings in front. The user's own file
//! is never touched, so its formatting is not carried over; values keep their kinds.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use rust_xlsxwriter::{Formula, Note, Workbook, Worksheet, XlsxError};

use crate::error::{Error, Result};
use crate::finding::{Finding, Severity};
use crate::schema::Kind;
use crate::value::Date;

use super::annotated_formats::Formats;
use super::findings_sheet::{self, FINDINGS};
use super::hashed_file::HashedFile;
use super::sheet_name::{numbered, without_forbidden};
use super::workbook::Written;
use super::xlsx::{CANNOT_WRITE, DEFLATE_LEVEL, properties, write_error};
use super::{ERRORS, style};

/// Notes of one sheet. Excel grows slow with more; beyond, the tint and the column `Errors` stay.
const NOTES_MAX: usize = 5_000;

/// Characters of one note: more do not fit on a screen, and the column `Errors` has all.
const NOTE_CHARACTERS_MAX: usize = 1_000;

/// Characters of one cell. Source: Excel specifications and limits.
const CELL_CHARACTERS_MAX: usize = 32_767;

/// Widths of columns, in characters.
const WIDTHS: (usize, usize) = (8, 60);

/// What a cell is that is copied.
#[derive(Debug, Clone, PartialEq)]
pub enum CopiedValue {
    /// A text, also one that looks like a number.
    Text(String),
    /// A number.
    Number(f64),
    /// A date, a date with a time, or a time, as a serial number of the 1900 system.
    Moment(f64),
    /// Yes or No.
    Boolean(bool),
    /// An error value, which stays one.
    Error(String),
}

/// What is to be said about one sheet. Rows and columns count from 0.
#[derive(Debug, Default)]
pub struct SheetRemarks {
    /// What is wrong with single cells: how bad, and the note.
    pub cells: BTreeMap<(u32, u32), (Severity, String)>,
    /// What stands in the column `Errors`, by row.
    pub rows: BTreeMap<u32, String>,
    /// The row of the captions and the column that becomes `Errors`; none when there is no room or
    /// no caption row.
    pub errors: Option<(u32, u32)>,
    /// What the columns of a table hold: what is typed into them later keeps its zeros.
    pub kinds: Vec<(u32, Kind)>,
}

/// A workbook that is being copied: sheet after sheet, in each the cells row after row.
pub struct AnnotatedWorkbook {
    file: PathBuf,
    workbook: Workbook,
    /// The names of the sheets to come, made such as Excel allows.
    names: Vec<String>,
    formats: Formats,
}

impl AnnotatedWorkbook {
    /// Begins the copy of a workbook with these sheets, to be saved as the new file `file`. The
    /// findings come first, each with a link to its cell: `sheet_of` tells the index of its sheet.
    pub fn new(
        file: &Path,
        created_on: Date,
        sheets: &[&str],
        findings: &[&Finding],
        sheet_of: &dyn Fn(&Finding) -> Option<usize>,
    ) -> Result<Self> {
        let mut taken: Vec<String> = Vec::new();
        let mut unique = |name: &str| {
            let name = numbered(&taken, name);
            taken.push(name.to_lowercase());
            name
        };
        let names: Vec<String> = sheets
            .iter()
            .map(|name| match without_forbidden(name) {
                name if name.is_empty() => unique("Sheet"),
                name => unique(&name),
            })
            .collect();
        let front = unique(FINDINGS);
        let mut workbook = Workbook::new();
        workbook.set_zip_compression_level(DEFLATE_LEVEL);
        let fault = |error| write_error(file, error);
        workbook.set_properties(&properties(created_on, None).map_err(fault)?);
        if !findings.is_empty() {
            let link = |finding: &Finding| {
                let sheet = names.get(sheet_of(finding)?)?;
                findings_sheet::anchor(sheet, &finding.place).map(|at| format!("internal:{at}"))
            };
            findings_sheet::write(workbook.add_worksheet(), &front, findings, &link)
                .map_err(fault)?;
        }
        Ok(Self {
            file: file.to_owned(),
            workbook,
            names,
            formats: Formats::new(),
        })
    }

    /// Begins the copy of the sheet with this index; they must come in order.
    pub fn sheet<'a>(
        &'a mut self,
        index: usize,
        remarks: &'a SheetRemarks,
    ) -> Result<SheetCopy<'a>> {
        let fault = |error| write_error(&self.file, error);
        let sheet = self
            .workbook
            .add_worksheet_with_constant_memory()
            .map_err(fault)?;
        sheet.set_name(&self.names[index]).map_err(fault)?;
        Ok(SheetCopy {
            file: &self.file,
            sheet,
            formats: &self.formats,
            remarks,
            row: 0,
            cells: BTreeMap::new(),
            widths: Vec::new(),
            notes: 0,
        })
    }

    /// Saves the workbook; `path` is the path that results are known by.
    pub fn save(mut self, path: String) -> Result<Written> {
        let mut out = HashedFile::create(&self.file)?;
        let saved = self.workbook.save_to_writer(&mut out);
        saved.map_err(|error| write_error(&self.file, error))?;
        out.finish(path)
            .map_err(|error| Error::io(&self.file, CANNOT_WRITE, error))
    }
}

/// One sheet that is being copied; a row is written when the next one begins.
pub struct SheetCopy<'a> {
    file: &'a Path,
    sheet: &'a mut Worksheet,
    formats: &'a Formats,
    remarks: &'a SheetRemarks,
    row: u32,
    cells: BTreeMap<u32, CopiedValue>,
    widths: Vec<usize>,
    notes: usize,
}

impl SheetCopy<'_> {
    /// Takes the next cell: rows come in order, within a row the columns.
    pub fn cell(&mut self, row: u32, column: u32, value: CopiedValue) -> Result<()> {
        if row != self.row {
            self.write_rows_before(row)?;
        }
        self.cells.insert(column, value);
        Ok(())
    }

    /// Writes what is left.
    pub fn finish(mut self) -> Result<()> {
        self.write_rows_before(u32::MAX)?;
        self.end().map_err(|error| write_error(self.file, error))
    }

    /// Writes the row that was collected, and remarks about rows without cells up to the next one.
    fn write_rows_before(&mut self, next: u32) -> Result<()> {
        let fault = |error| write_error(self.file, error);
        let mut rows: Vec<u32> = vec![self.row];
        let remarked = self.remarks.cells.range((self.row + 1, 0)..(next, 0));
        rows.extend(remarked.map(|((row, _), _)| *row));
        rows.dedup();
        for row in rows {
            self.row = row;
            self.write_row().map_err(fault)?;
        }
        self.row = next;
        Ok(())
    }

    fn write_row(&mut self) -> Result<(), XlsxError> {
        let row = self.row;
        let cells = std::mem::take(&mut self.cells);
        let mut columns: Vec<u32> = cells.keys().copied().collect();
        let remarked = self.remarks.cells.range((row, 0)..=(row, u32::MAX));
        columns.extend(remarked.map(|((_, column), _)| *column));
        columns.sort_unstable();
        columns.dedup();
        for column in columns {
            let remark = self.remarks.cells.get(&(row, column));
            let severity = remark.map(|(severity, _)| *severity);
            self.write_cell(row, column as u16, cells.get(&column), severity)?;
            if let Some((_, text)) = remark {
                self.note(row, column as u16, text)?;
            }
        }
        self.write_errors(row)
    }

    fn write_cell(
        &mut self,
        row: u32,
        column: u16,
        value: Option<&CopiedValue>,
        severity: Option<Severity>,
    ) -> Result<(), XlsxError> {
        let is_text = || {
            let kind = self
                .remarks
                .kinds
                .iter()
                .find(|(at, _)| *at == u32::from(column));
            kind.is_some_and(|(_, kind)| matches!(kind, Kind::Code(_) | Kind::Text(_)))
        };
        let format = match value {
            None if is_text() => self
                .formats
                .of(Some(&CopiedValue::Text(String::new())), severity),
            value => self.formats.of(value, severity),
        };
        let mut width = 10;
        match value {
            None => self.sheet.write_blank(row, column, format)?,
            Some(CopiedValue::Text(text)) => {
                width = text.chars().count();
                self.sheet
                    .write_string_with_format(row, column, text, format)?
            }
            // No cell of a workbook can hold such a number.
            Some(CopiedValue::Number(number) | CopiedValue::Moment(number))
                if !number.is_finite() =>
            {
                let text = number.to_string();
                self.sheet
                    .write_string_with_format(row, column, text, format)?
            }
            Some(CopiedValue::Number(number) | CopiedValue::Moment(number)) => self
                .sheet
                .write_number_with_format(row, column, *number, format)?,
            Some(CopiedValue::Boolean(value)) => self
                .sheet
                .write_boolean_with_format(row, column, *value, format)?,
            Some(CopiedValue::Error(error)) => {
                let formula =
                    Formula::new(format!("={}", known_error(error))).set_result(known_error(error));
                self.sheet
                    .write_formula_with_format(row, column, formula, format)?
            }
        };
        if self.widths.len() <= usize::from(column) {
            self.widths.resize(usize::from(column) + 1, 0);
        }
        let known = &mut self.widths[usize::from(column)];
        *known = width.max(*known);
        Ok(())
    }

    fn note(&mut self, row: u32, column: u16, text: &str) -> Result<(), XlsxError> {
        self.notes += 1;
        if self.notes > NOTES_MAX {
            return Ok(());
        }
        let note = Note::new(shortened(text, NOTE_CHARACTERS_MAX))
            .set_author("segbook")
            .add_author_prefix(false)
            .set_width(320)
            .set_height(120);
        self.sheet.insert_note(row, column, &note)?;
        Ok(())
    }

    /// The cell of the column `Errors`.
    fn write_errors(&mut self, row: u32) -> Result<(), XlsxError> {
        let Some((caption_row, column)) = self.remarks.errors else {
            return Ok(());
        };
        let column = column as u16;
        if row == caption_row {
            let format = style::caption(true);
            self.sheet
                .write_string_with_format(row, column, ERRORS, &format)?;
        } else if let Some(text) = self.remarks.rows.get(&row) {
            let text = shortened(text, CELL_CHARACTERS_MAX);
            self.sheet
                .write_string_with_format(row, column, text, &self.formats.errors)?;
        }
        Ok(())
    }

    /// Widths, and captions that stay on the screen.
    fn end(&mut self) -> Result<(), XlsxError> {
        for (column, width) in (0u16..).zip(&self.widths) {
            let width = (*width).clamp(WIDTHS.0, WIDTHS.1) + 2;
            self.sheet.set_column_width(column, width as f64)?;
        }
        for (column, kind) in &self.remarks.kinds {
            if let Some(format) = style::column(*kind) {
                self.sheet.set_column_format(*column as u16, &format)?;
            }
        }
        if let Some((caption_row, column)) = self.remarks.errors {
            self.sheet
                .set_column_width(column as u16, WIDTHS.1 as f64)?;
            self.sheet.set_freeze_panes(caption_row + 1, 0)?;
        }
        Ok(())
    }
}

/// An error value that every spreadsheet program knows; newer ones become `#VALUE!`.
fn known_error(error: &str) -> &str {
    match error {
        "#DIV/0!" | "#N/A" | "#NAME?" | "#NULL!" | "#NUM!" | "#REF!" => error,
        _ => "#VALUE!",
    }
}

/// The beginning of a text that is too long; how many places it takes is counted as Excel does.
fn shortened(text: &str, characters_max: usize) -> String {
    let mut left = characters_max;
    let mut fits = String::new();
    for c in text.chars() {
        if left <= c.len_utf16() {
            fits.push('…');
            return fits;
        }
        left -= c.len_utf16();
        fits.push(c);
    }
    fits
}
