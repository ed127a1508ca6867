//! What the inputs hold, before any rule across rows or tables was looked at.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::path::PathBuf;

use serde::{Deserialize, Serialize};

use crate::error::Error;
use crate::finding::Findings;
use crate::place::Place;
use crate::schema::{Kind, Language, TableNo, table_called};
use crate::table::Records;

/// All records of the inputs with the findings of reading them.
#[derive(Debug, Default)]
pub struct Decoded {
    /// The tables that were supplied, rejected rows included and marked. A table whose sheet has
    /// captions but no rows is there and empty.
    pub tables: BTreeMap<TableNo, Records>,
    /// What is wrong, unordered.
    pub findings: Findings,
    /// The files, in order of path.
    pub inputs: Vec<InputRecord>,
    /// Files that could not be read at all.
    pub unreadable: Vec<Error>,
}

/// One input file and what was decided about it.
#[derive(Debug, Clone, Serialize)]
pub struct InputRecord {
    /// Path relative to its input folder, with `/`.
    pub name: String,
    /// Where it is on this machine; never written to results.
    #[serde(skip)]
    pub path: PathBuf,
    /// Its SHA-256 in hexadecimal.
    pub sha256: String,
    /// Its size.
    pub bytes: u64,
    /// Whether it was decoded before and taken from the cache; never written to results.
    #[serde(skip)]
    pub is_from_cache: bool,
    /// What was decided for the whole file, e.g. `("encoding", "UTF-8")`, in a fixed order.
    pub decisions: Vec<(Cow<'static, str>, String)>,
    /// Its sheets, in order; one for a delimited file.
    pub sheets: Vec<SheetRecord>,
}

/// One sheet, or a delimited file, and what became of it.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct SheetRecord {
    /// Its name; the file's stem for a delimited file.
    pub name: String,
    /// The caption of the table it was taken for, or none when it was left alone.
    #[serde(skip_deserializing)]
    pub table: Option<&'static str>,
    /// The row (or line) of its captions, from 1.
    pub caption_row: Option<u32>,
    /// The language of its captions and options, if it is another than English.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub language: Option<Language>,
    /// Rows with values below the captions.
    pub rows: u64,
    /// Of these, rows with an error.
    pub rejected: u64,
    /// Its position in the workbook, as [places](crate::place::Place) have it.
    #[serde(skip)]
    pub position: u32,
    /// Whether its captions made it unusable.
    #[serde(skip)]
    pub is_left_out: bool,
    /// What its columns hold, by position from 0, where it is a table that was read.
    #[serde(skip)]
    pub kinds: Vec<(u32, Kind)>,
    /// Captions of Segment Line that the table does not have, and the place of their row, until it
    /// is known whether they are extra columns of Contact.
    #[serde(skip)]
    pub unknown: (Place, Vec<String>),
    /// What made the scanner leave it to the general reader, which is slower and reads the same.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unusual: Option<Cow<'static, str>>,
}

impl SheetRecord {
    /// The table that it was taken for.
    pub(super) fn table_no(&self) -> Option<TableNo> {
        self.table.and_then(table_called).map(|table| table.no)
    }
}
