//! What stands in an entry beside the values: when it counts, and what is known of the file and its
//! sheets.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use crate::decode::SheetRecord;
use crate::decode::file::FileContent;
use crate::decode::sheet::DecodedSheet;
use crate::finding::{Finding, Findings};
use crate::place::Place;
use crate::read::Fingerprint;
use crate::schema::{Kind, TableNo, table};
use crate::table::{Outline, Records};

/// All of an entry but its blocks.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Head {
    /// A hash of everything that decides what the file's bytes are read as.
    pub(super) key: String,
    pub(super) fingerprint: Fingerprint,
    pub(super) decisions: Vec<(Cow<'static, str>, String)>,
    pub(super) notices: Vec<Finding>,
    pub(super) sheets: Vec<SheetHead>,
}

/// A sheet with its findings.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct SheetHead {
    /// As `run.json` has it; what that leaves out, and its table, stand beside it.
    record: SheetRecord,
    pub(super) table: Option<TableNo>,
    position: u32,
    is_left_out: bool,
    unknown: (Place, Vec<String>),
    findings: Findings,
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
    /// The head of a new entry, but for the records of its sheets.
    pub(super) fn new(key: &str, fingerprint: &Fingerprint, content: &FileContent) -> Self {
        Self {
            key: key.to_owned(),
            fingerprint: fingerprint.clone(),
            decisions: content.decisions.clone(),
            notices: content.notices.clone(),
            sheets: content.sheets.iter().map(SheetHead::new).collect(),
        }
    }
}

impl SheetHead {
    fn new(sheet: &DecodedSheet) -> Self {
        let record = sheet.record.clone();
        Self {
            table: record.table_no(),
            position: record.position,
            is_left_out: record.is_left_out,
            unknown: record.unknown.clone(),
            record,
            findings: sheet.findings.clone(),
            records: None,
        }
    }

    fn caption(&self) -> Option<&'static str> {
        self.table.and_then(table).map(|table| table.caption)
    }

    /// The sheet with its records, if it has any.
    pub(super) fn sheet(self, records: Option<Records>) -> DecodedSheet {
        DecodedSheet {
            record: SheetRecord {
                table: self.caption(),
                position: self.position,
                is_left_out: self.is_left_out,
                kinds: records.as_ref().map(kinds).unwrap_or_default(),
                unknown: self.unknown,
                ..self.record
            },
            records,
            findings: self.findings,
        }
    }

    /// The sheet as it is when nobody wants its table.
    pub(super) fn left_alone(self) -> DecodedSheet {
        DecodedSheet {
            record: SheetRecord {
                table: self.caption(),
                name: self.record.name,
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
            let mut fields = table.fields.iter();
            let field = fields.find(|field| Some(field.no) == column.field);
            let kind = field.map_or(Kind::Text(u16::MAX), |field| field.kind);
            (column.column, kind)
        })
        .collect()
}
