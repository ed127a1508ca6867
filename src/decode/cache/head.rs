//! What stands in an entry beside the values: when it counts, and what is known of the file and its
//! sheets.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use crate::decode::SheetRecord;
use crate::decode::file::FileContent;
use crate::decode::sheet::DecodedSheet;
use crate::finding::Finding;
use crate::place::Place;
use crate::read::Fingerprint;
use crate::schema::{Kind, Language, TableNo, table};
use crate::table::{Outline, Records};

/// All of an entry but its blocks.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Head {
    /// A hash of everything that decides what the file's bytes are read as.
    pub(super) key: String,
    /// The file's SHA-256.
    pub(super) sha256: String,
    /// The file's size.
    pub(super) bytes: u64,
    pub(super) decisions: Vec<(Cow<'static, str>, String)>,
    pub(super) notices: Vec<Finding>,
    pub(super) sheets: Vec<SheetHead>,
}

/// A sheet, as [`SheetRecord`] has it, with its findings.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct SheetHead {
    name: String,
    pub(super) table: Option<TableNo>,
    caption_row: Option<u32>,
    language: Option<Language>,
    rows: u64,
    rejected: u64,
    position: u32,
    is_left_out: bool,
    unknown: (Place, Vec<String>),
    unusual: Option<Cow<'static, str>>,
    findings: Vec<Finding>,
    /// What its records are, and where their blocks stand; none for a sheet without records.
    pub(super) records: Option<(Outline, Vec<BlockPlace>)>,
}

/// Where a block stands in the entry, and what it is known by.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct BlockPlace {
    pub(super) offset: u64,
    pub(super) bytes: u64,
    pub(super) sha256: String,
}

impl Head {
    /// The head of a new entry; its blocks have no places yet.
    pub(super) fn new(key: &str, fingerprint: &Fingerprint, content: &FileContent) -> Self {
        Self {
            key: key.to_owned(),
            sha256: fingerprint.sha256.clone(),
            bytes: fingerprint.bytes,
            decisions: content.decisions.clone(),
            notices: content.notices.clone(),
            sheets: content.sheets.iter().map(SheetHead::new).collect(),
        }
    }
}

impl SheetHead {
    fn new(sheet: &DecodedSheet) -> Self {
        let record = sheet.record.clone();
        let records = sheet.records.as_ref();
        Self {
            name: record.name,
            table: sheet.table_no(),
            caption_row: record.caption_row,
            language: record.language,
            rows: record.rows,
            rejected: record.rejected,
            position: record.position,
            is_left_out: record.is_left_out,
            unknown: record.unknown,
            unusual: record.unusual,
            findings: sheet.findings.iter().cloned().collect(),
            records: records.map(|records| (records.blocks().0, Vec::new())),
        }
    }

    /// The sheet with its records, if it has any.
    pub(super) fn sheet(self, records: Option<Records>) -> DecodedSheet {
        let mut decoded = self.left_alone();
        decoded.record = SheetRecord {
            caption_row: self.caption_row,
            language: self.language,
            rows: self.rows,
            rejected: self.rejected,
            is_left_out: self.is_left_out,
            kinds: records.as_ref().map(kinds).unwrap_or_default(),
            unknown: self.unknown,
            unusual: self.unusual,
            ..decoded.record
        };
        decoded.findings.extend(self.findings);
        decoded.records = records;
        decoded
    }

    /// The sheet as it is when nobody wants its table.
    pub(super) fn left_alone(&self) -> DecodedSheet {
        DecodedSheet {
            record: SheetRecord {
                name: self.name.clone(),
                table: self.table.and_then(table).map(|table| table.caption),
                position: self.position,
                ..SheetRecord::default()
            },
            ..DecodedSheet::default()
        }
    }
}

/// What the columns of a sheet hold, as its origin names them.
fn kinds(records: &Records) -> Vec<(u32, Kind)> {
    let columns = records.origins().iter().flat_map(|one| &*one.columns);
    let table = records.table();
    columns
        .map(|column| {
            let field = column.field.map(|no| table.field(no).kind);
            (column.column, field.unwrap_or(Kind::Text(u16::MAX)))
        })
        .collect()
}
