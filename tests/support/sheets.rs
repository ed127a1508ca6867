//! Workbooks as tables: read with calamine, compared by caption, edited, and written anew.

use std::fmt::Write as _;
use std::path::Path;

use calamine::{Data, Reader, open_workbook_auto};
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, Workbook};

/// A workbook: its sheets in order.
pub(crate) struct Sheets {
    sheets: Vec<(String, Grid)>,
}

/// One sheet: rows of cells, captions first.
pub(crate) struct Grid {
    rows: Vec<Vec<Data>>,
}

impl Sheets {
    /// A workbook from cells.
    pub(crate) fn new(sheets: Vec<(String, Vec<Vec<Data>>)>) -> Self {
        let sheets = sheets
            .into_iter()
            .map(|(name, rows)| (name, Grid { rows }))
            .collect();
        Self { sheets }
    }

    /// Reads a workbook.
    pub(crate) fn read(path: &Path) -> Self {
        let mut workbook = open_workbook_auto(path).expect("a workbook that can be read");
        let names = workbook.sheet_names();
        let sheets = names.into_iter().map(|name| {
            let range = workbook.worksheet_range(&name).expect("a sheet");
            let (height, width) = range
                .end()
                .map_or((0, 0), |(row, column)| (row + 1, column + 1));
            let cell = |row, column| range.get_value((row, column)).cloned().unwrap_or_default();
            let rows = (0..height)
                .map(|row| (0..width).map(|column| cell(row, column)).collect())
                .collect();
            (name, Grid { rows })
        });
        Self {
            sheets: sheets.collect(),
        }
    }

    /// The names of the sheets, in order.
    pub(crate) fn names(&self) -> Vec<&str> {
        self.sheets.iter().map(|(name, _)| name.as_str()).collect()
    }

    /// A sheet by its name.
    #[track_caller]
    pub(crate) fn sheet(&self, name: &str) -> &Grid {
        let found = self.sheets.iter().find(|(known, _)| known == name);
        let (_, grid) = found.unwrap_or_else(|| panic!("no sheet {name} in {:?}", self.names()));
        grid
    }

    /// A sheet to edit.
    #[track_caller]
    pub(crate) fn sheet_mut(&mut self, name: &str) -> &mut Grid {
        let found = self.sheets.iter_mut().find(|(known, _)| known == name);
        let (_, grid) = found.unwrap_or_else(|| panic!("no sheet {name}"));
        grid
    }

    /// Writes a new workbook with the same cells, as a person's spreadsheet program would.
    pub(crate) fn save(&self, path: &Path) {
        let mut workbook = Workbook::new();
        // Not now: the same cells are the same bytes, in whichever second they are saved.
        let created = ExcelDateTime::from_ymd(2026, 1, 1).expect("a date");
        workbook.set_properties(&DocProperties::new().set_creation_datetime(&created));
        let date = Format::new().set_num_format("yyyy-mm-dd");
        for (name, grid) in &self.sheets {
            let sheet = workbook.add_worksheet();
            sheet.set_name(name).expect("a sheet name");
            for (row, cells) in (0u32..).zip(&grid.rows) {
                for (column, cell) in (0u16..).zip(cells) {
                    let written = match cell {
                        Data::Int(number) => sheet.write_number(row, column, *number as f64),
                        Data::Float(number) => sheet.write_number(row, column, *number),
                        Data::Bool(yes) => sheet.write_boolean(row, column, *yes),
                        Data::DateTime(at) => {
                            sheet.write_number_with_format(row, column, at.as_f64(), &date)
                        }
                        Data::Empty => continue,
                        other => sheet.write_string(row, column, text_of(other)),
                    };
                    written.expect("a cell");
                }
            }
        }
        workbook.save(path).expect("a saved workbook");
    }
}

impl Grid {
    /// The captions of the first row.
    pub(crate) fn captions(&self) -> Vec<String> {
        self.rows
            .first()
            .map_or_else(Vec::new, |row| row.iter().map(text_of).collect())
    }

    /// How many rows stand below the captions.
    pub(crate) fn len(&self) -> usize {
        self.rows.len().saturating_sub(1)
    }

    /// The cells under a caption as text, from top to bottom; blank ones where there is no such
    /// column.
    pub(crate) fn column(&self, caption: &str) -> Vec<String> {
        let position = self.position(caption);
        self.rows
            .iter()
            .skip(1)
            .map(|row| position.map_or_else(String::new, |at| text_of(&row[at])))
            .collect()
    }

    /// The text of one cell, rows from 0 below the captions.
    #[track_caller]
    pub(crate) fn cell(&self, row: usize, caption: &str) -> String {
        let position = self.position(caption);
        let position = position.unwrap_or_else(|| panic!("no column {caption}"));
        text_of(&self.rows[row + 1][position])
    }

    /// Several columns of all rows, the cells joined by `|`.
    pub(crate) fn rows(&self, captions: &[&str]) -> Vec<String> {
        let columns: Vec<Vec<String>> = captions.iter().map(|name| self.column(name)).collect();
        (0..self.len())
            .map(|row| {
                let cells: Vec<&str> = columns.iter().map(|column| column[row].as_str()).collect();
                cells.join("|")
            })
            .collect()
    }

    /// Changes a cell, adding the column at the end when it is not there yet.
    pub(crate) fn set(&mut self, row: usize, caption: &str, text: &str) {
        let position = self.position(caption).unwrap_or_else(|| {
            for cells in &mut self.rows {
                cells.push(Data::Empty);
            }
            self.rows[0].pop();
            self.rows[0].push(Data::String(caption.to_owned()));
            self.rows[0].len() - 1
        });
        self.rows[row + 1][position] = if text.is_empty() {
            Data::Empty
        } else {
            Data::String(text.to_owned())
        };
    }

    /// Deletes a row, counted from 0 below the captions.
    pub(crate) fn delete(&mut self, row: usize) {
        self.rows.remove(row + 1);
    }

    fn position(&self, caption: &str) -> Option<usize> {
        self.captions().iter().position(|known| known == caption)
    }
}

/// A workbook as text that a person can read and compare: each sheet with its rows, cells of kinds
/// other than text marked.
pub(crate) fn dump(path: &Path) -> String {
    let mut text = String::new();
    for (name, grid) in &Sheets::read(path).sheets {
        writeln!(text, "== {name}").expect("text");
        for row in &grid.rows {
            let cells: Vec<String> = row.iter().map(marked).collect();
            writeln!(text, "{}", cells.join(" | ").trim_end()).expect("text");
        }
    }
    text
}

fn marked(cell: &Data) -> String {
    match cell {
        Data::Int(_) | Data::Float(_) => format!("{} (number)", text_of(cell)),
        Data::Bool(_) => format!("{} (boolean)", text_of(cell)),
        Data::DateTime(_) | Data::DateTimeIso(_) => format!("{} (date)", text_of(cell)),
        Data::Error(_) => format!("{} (error)", text_of(cell)),
        _ => text_of(cell),
    }
}

fn text_of(cell: &Data) -> String {
    match cell {
        Data::DateTime(at) => {
            let (year, month, day, ..) = at.to_ymd_hms_milli();
            format!("{year:04}-{month:02}-{day:02}")
        }
        other => other.to_string(),
    }
}
