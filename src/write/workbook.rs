//! What a workbook is made of, before it becomes a file.

use crate::schema::FieldNo;
use crate::table::Rows;

/// One workbook (or, as CSV, a group of files): a cover and data sheets.
pub struct Workbook<'a> {
    /// Folder below the run's folder, with `/`; `""` for the run's folder itself.
    pub folder: &'a str,
    /// File name without extension, any characters; made safe when written.
    pub stem: &'a str,
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
    /// Whether a person may edit it: drop-downs for options, Booleans and known codes.
    pub editable: bool,
}

/// The cover sheet: what this is, when, from which files, how many.
#[derive(Debug, Clone, Default)]
pub struct Cover {
    /// The heading, e.g. `Segment SM00001: Spring letter`.
    pub title: String,
    /// One line below it that says what to do with the workbook.
    pub advice: String,
    /// Blocks of label and value, each with a heading, e.g. `Counts`, `Inputs`.
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
    Date(crate::value::Date),
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
