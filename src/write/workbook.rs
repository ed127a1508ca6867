//! What a workbook is made of, before it becomes a file.

use std::collections::BTreeMap;

use crate::schema::FieldNo;
use crate::table::Rows;
use crate::value::Date;

/// One workbook (or, as CSV, a group of files): a cover and data sheets.
pub struct Workbook<'a> {
    /// Folder below the run's folder, with `/`; `""` for the run's folder itself.
    pub folder: &'a str,
    /// File name without extension, any characters; made safe when written.
    pub stem: &'a str,
    /// The date in the document's properties: the work date, so that the bytes depend on no clock.
    pub created_on: Date,
    /// The first sheet; none for a workbook of data only.
    pub cover: Option<Cover>,
    /// The data sheets, in order.
    pub sheets: Vec<Sheet<'a>>,
}

/// One data sheet: rows of a table under BC's captions, named as the table.
pub struct Sheet<'a> {
    /// The rows.
    pub rows: &'a dyn Rows,
    /// The columns, in order.
    pub fields: Vec<FieldNo>,
    /// Columns behind them that the table does not have, e.g. the extra columns of Contact.
    pub extras: Vec<ExtraColumn<'a>>,
    /// Whether a person may edit it: drop-downs for options, Booleans and known codes.
    pub editable: bool,
    /// The codes that may stand in a column of an editable sheet.
    pub lookups: BTreeMap<FieldNo, &'a [String]>,
}

/// A column of texts under a heading of its own.
pub struct ExtraColumn<'a> {
    /// The heading.
    pub caption: String,
    /// The text of a row; `""` for a blank cell.
    pub text: Box<dyn Fn(usize) -> &'a str + Sync + 'a>,
}

impl<'a> Sheet<'a> {
    /// A sheet to look at.
    pub fn new(rows: &'a dyn Rows, fields: Vec<FieldNo>) -> Self {
        Self {
            rows,
            fields,
            extras: Vec::new(),
            editable: false,
            lookups: BTreeMap::new(),
        }
    }

    /// The same sheet, to be edited.
    #[must_use]
    pub fn editable(mut self) -> Self {
        self.editable = true;
        self
    }

    /// The same sheet with the codes that may stand in the column of `field`.
    #[must_use]
    pub fn lookup(mut self, field: FieldNo, codes: &'a [String]) -> Self {
        self.lookups.insert(field, codes);
        self
    }
}

/// The cover sheet: what this is, when, from which files, how many.
#[derive(Debug, Clone, Default)]
pub struct Cover {
    /// The heading, e.g. `Segment SM00001: Spring letter`.
    pub title: String,
    /// One line below it that says what to do with the workbook.
    pub advice: String,
    /// Blocks of label and value, each with a heading, e.g. `Counts`, `Inputs`. The index of the
    /// sheets with their rows is added when the workbook is written.
    pub blocks: Vec<CoverBlock>,
}

/// A block of the cover.
#[derive(Debug, Clone, Default)]
pub struct CoverBlock {
    /// Its heading.
    pub heading: String,
    /// Labels and values in order.
    pub lines: Vec<(String, CoverValue)>,
}

/// A value of the cover.
#[derive(Debug, Clone)]
pub enum CoverValue {
    /// A text.
    Text(String),
    /// A count.
    Count(u64),
    /// A date.
    Date(Date),
}

/// One file that was written.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Written {
    /// Path relative to the run's folder, with `/`.
    pub path: String,
    /// Its SHA-256 in hexadecimal.
    pub sha256: String,
    /// Its size.
    pub bytes: u64,
}
