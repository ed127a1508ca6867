//! Writes tables row by row, as workbooks or as CSV files, without holding them in memory.

use std::fmt::Write as _;
use std::fs::{self, File};
use std::path::{Path, PathBuf};

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format as Look, Workbook, Worksheet};

/// What a book is written as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Format {
    /// A workbook with shared strings, as Excel saves it.
    Xlsx,
    /// One CSV file a table.
    Csv,
}

/// One row under construction.
pub(crate) type Row = Vec<Cell>;

/// One cell.
#[derive(Debug, Clone)]
pub(crate) enum Cell {
    /// Nothing.
    Blank,
    /// A text.
    Text(String),
    /// A number.
    Number(f64),
    /// A date, as a serial number of the 1900 system.
    Date(u32),
}

impl Cell {
    pub(crate) fn text(text: impl Into<String>) -> Self {
        Self::Text(text.into())
    }
}

/// A folder of workbooks or CSV files.
pub(crate) struct Book {
    folder: PathBuf,
    format: Format,
    name: String,
    workbook: Workbook,
}

/// Excel allows 1,048,576 rows on a sheet; one of them holds the captions.
const ROWS_MAX: u32 = 1_048_575;

impl Book {
    pub(crate) fn create(folder: &Path, format: Format) -> Self {
        fs::create_dir_all(folder).expect("the folder for the book can be made");
        Self {
            folder: folder.to_owned(),
            format,
            name: String::new(),
            workbook: Workbook::new(),
        }
    }

    /// Begins a workbook; it says that it was made on a day that does not depend on the clock.
    pub(crate) fn open(&mut self, name: &str) {
        name.clone_into(&mut self.name);
        self.workbook = Workbook::new();
        let day = ExcelDateTime::from_ymd(2026, 11, 23).expect("a day");
        let properties = DocProperties::new().set_creation_datetime(&day);
        self.workbook.set_properties(&properties);
    }

    /// Writes the workbook that was begun.
    pub(crate) fn close(&mut self) {
        if self.format == Format::Xlsx {
            let path = self.folder.join(format!("{}.xlsx", self.name));
            self.workbook
                .save(path)
                .expect("the workbook can be written");
        }
    }

    /// Writes one table; `fill` makes row after row, from 0.
    pub(crate) fn table(
        &mut self,
        table: &str,
        captions: &[&str],
        rows: u32,
        fill: impl Fn(u32, &mut Row),
    ) {
        match self.format {
            Format::Csv => self.csv(table, captions, rows, &fill),
            Format::Xlsx => self.sheets(table, captions, rows, &fill),
        }
    }

    fn csv(&self, table: &str, captions: &[&str], rows: u32, fill: &impl Fn(u32, &mut Row)) {
        let target = File::create(self.folder.join(format!("{}.csv", table.replace('/', "_"))))
            .expect("the file can be made");
        let mut writer = csv::Writer::from_writer(target);
        writer.write_record(captions).expect("the disk has room");
        let (mut row, mut text) = (Row::new(), String::new());
        for number in 0..rows {
            row.clear();
            fill(number, &mut row);
            for cell in &row {
                text.clear();
                show(cell, &mut text);
                writer.write_field(&text).expect("the disk has room");
            }
            writer
                .write_record(None::<&[u8]>)
                .expect("the disk has room");
        }
        writer.flush().expect("the disk has room");
    }

    /// A table that is too long for one sheet continues on `Table (2)`.
    fn sheets(&mut self, table: &str, captions: &[&str], rows: u32, fill: &impl Fn(u32, &mut Row)) {
        let date = Look::new().set_num_format("yyyy-mm-dd");
        let mut row = Row::new();
        for (index, first) in (0..rows.max(1)).step_by(ROWS_MAX as usize).enumerate() {
            let name = match index {
                0 => table.replace('/', "_"),
                _ => format!("{table} ({})", index + 1),
            };
            let sheet = self
                .workbook
                .add_worksheet_with_low_memory()
                .expect("there is a folder for temporary files");
            sheet.set_name(name).expect("a name that Excel allows");
            for (column, caption) in (0..).zip(captions) {
                sheet
                    .write_string(0, column, *caption)
                    .expect("a cell in order");
            }
            for number in first..rows.min(first + ROWS_MAX) {
                row.clear();
                fill(number, &mut row);
                write_row(sheet, number - first + 1, &row, &date);
            }
        }
    }
}

fn write_row(sheet: &mut Worksheet, number: u32, row: &[Cell], date: &Look) {
    for (column, cell) in (0..).zip(row) {
        let written = match cell {
            Cell::Blank => continue,
            Cell::Text(text) => sheet.write_string(number, column, text),
            Cell::Number(value) => sheet.write_number(number, column, *value),
            Cell::Date(serial) => {
                sheet.write_number_with_format(number, column, f64::from(*serial), date)
            }
        };
        written.expect("a cell in order");
    }
}

fn show(cell: &Cell, text: &mut String) {
    let written = match cell {
        Cell::Blank => Ok(()),
        Cell::Text(value) => write!(text, "{value}"),
        Cell::Number(value) => write!(text, "{value}"),
        Cell::Date(serial) => {
            let start = chrono::NaiveDate::from_ymd_opt(1899, 12, 30).expect("a day");
            write!(text, "{}", start + chrono::Days::new(u64::from(*serial)))
        }
    };
    written.expect("memory for a cell");
}
