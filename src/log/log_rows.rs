//! The rows of the log that a command changes, and the changes themselves.

use crate::schema::{CAMPAIGN_ENTRY, FieldNo, INTERACTION_LOG_ENTRY, LOGGED_SEGMENT};
use crate::table::{Column, Edit, Records};

/// Rows of the three tables of the log.
#[derive(Debug, Clone)]
pub struct LogRows {
    /// Logged segments.
    pub logged_segments: Records,
    /// Interaction log entries.
    pub log_entries: Records,
    /// Campaign entries.
    pub campaign_entries: Records,
}

/// What a command changes.
#[derive(Debug, Clone)]
pub struct Alteration {
    /// The rows that change, as they are shown: as they are then, or for a purge as they were.
    pub rows: LogRows,
    /// The changes, in their order.
    pub edits: Vec<Edit>,
}

impl LogRows {
    /// No rows.
    pub fn empty() -> Self {
        Self {
            logged_segments: Records::empty(&LOGGED_SEGMENT),
            log_entries: Records::empty(&INTERACTION_LOG_ENTRY),
            campaign_entries: Records::empty(&CAMPAIGN_ENTRY),
        }
    }

    /// The three tables, in the order in which they are written.
    pub fn tables(&self) -> [&Records; 3] {
        [
            &self.logged_segments,
            &self.log_entries,
            &self.campaign_entries,
        ]
    }

    pub(super) fn tables_mut(&mut self) -> [&mut Records; 3] {
        [
            &mut self.logged_segments,
            &mut self.log_entries,
            &mut self.campaign_entries,
        ]
    }
}

/// The entry numbers of rows, in their order.
pub fn entry_nos(records: &Records) -> Vec<i64> {
    match records.column(key(records)) {
        Some(Column::Integer(numbers)) => numbers.clone(),
        _ => Vec::new(),
    }
}

/// The field of the entry number.
pub(super) fn key(records: &Records) -> FieldNo {
    let mut key = records.table().key();
    key.next().expect("the log's tables count their entries").no
}
