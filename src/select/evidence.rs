//! What is told of the records that decide about one contact: the table, the record, the value, and
//! where it stands.

use serde::Serialize;

use crate::place;
use crate::schema::{self, FieldNo, Table, fold_name, interaction_log_entry as entry};
use crate::table::Records;

/// What one table says about a contact.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct TableReason {
    /// The table's caption.
    pub table: &'static str,
    /// Whether a record passes.
    pub holds: bool,
    /// The contact whose records were looked at: the contact itself, or its company where BC looks at
    /// that; none for a person without company.
    pub records_of: Option<String>,
    /// How many records it has.
    pub records_count: u64,
    /// The first record that passes; else all of them, each with what fails.
    pub records: Vec<RecordReason>,
}

/// What one record says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RecordReason {
    /// Whether all filters hold.
    pub holds: bool,
    /// Each filter with the value that it met.
    pub values: Vec<ValueReason>,
}

/// A value and a filter.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ValueReason {
    /// The field's caption, or the heading of an extra column.
    pub field: String,
    /// The filter, its dates and users resolved.
    pub filter: String,
    /// The value as a person reads it; `""` for blank.
    pub value: String,
    /// Whether the filter holds.
    pub holds: bool,
    /// Where the value stands.
    #[serde(flatten)]
    pub spot: Spot,
}

/// Where a record stands: in a file of the inbox, or as an entry of the ledger.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Spot {
    /// As people read it: `contacts.xlsx: Contact Mailing Group!B214`, or
    /// `ledger: Interaction Log Entry 12`.
    pub place: String,
    /// The file.
    pub file: String,
    /// The sheet; none for a delimited file.
    pub sheet: Option<String>,
    /// The cell; none where the sheet does not have the column.
    pub cell: Option<String>,
    /// The row of the sheet or the line of the file, from 1; none in the ledger.
    pub row: Option<u32>,
    /// The Entry No. of a log entry.
    pub entry_no: Option<i64>,
}

impl Spot {
    /// The cell of a field.
    pub(super) fn of(records: &Records, row: usize, field: Option<FieldNo>) -> Self {
        Self::at(&records.place(row, field), records, row)
    }

    /// A log entry of the ledger.
    pub(super) fn in_ledger(records: &Records, row: usize) -> Self {
        let entry_no = records.integer(row, entry::ENTRY_NO);
        let table = records.table().caption;
        Self {
            place: format!("ledger: {table} {entry_no}"),
            file: records.place(row, None).file.to_string(),
            sheet: Some(table.to_owned()),
            cell: None,
            row: None,
            entry_no: Some(entry_no),
        }
    }

    fn at(at: &place::Place, records: &Records, row: usize) -> Self {
        let cell = match (&at.sheet, at.row, at.column) {
            (Some(_), Some(row), Some(column)) => Some(place::cell_name(row, column)),
            _ => None,
        };
        let is_log = records.table().no == schema::INTERACTION_LOG_ENTRY.no;
        Self {
            place: format!("{}: {}", at.file, at.spot()),
            file: at.file.to_string(),
            sheet: at.sheet.as_deref().map(str::to_owned),
            cell,
            row: at.row.map(|row| row + 1),
            entry_no: is_log.then(|| records.integer(row, entry::ENTRY_NO)),
        }
    }

    /// The cell of an extra column of Contact.
    pub(super) fn of_extra(records: &Records, row: usize, heading: &str) -> Self {
        let mut at = records.place(row, None);
        let folded = fold_name(heading);
        let column = records
            .origin(row)
            .columns
            .iter()
            .find(|column| column.field.is_none() && fold_name(&column.heading) == folded);
        at.column = column.map(|column| column.column);
        Self::at(&at, records, row)
    }
}

impl TableReason {
    pub(super) fn new(
        table: &'static Table,
        records_of: Option<String>,
        all: Vec<RecordReason>,
    ) -> Self {
        let records_count = all.len() as u64;
        let first = all.iter().position(|record| record.holds);
        let records = match first {
            Some(at) => all.into_iter().skip(at).take(1).collect(),
            None => all,
        };
        Self {
            table: table.caption,
            holds: first.is_some(),
            records_of,
            records_count,
            records,
        }
    }
}

impl RecordReason {
    /// Adds a condition that no filter states.
    pub(super) fn must_be(&mut self, value: ValueReason) {
        self.holds &= value.holds;
        self.values.push(value);
    }
}
