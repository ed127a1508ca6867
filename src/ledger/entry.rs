//! What is kept in the ledger beside BC's tables: runs, and what one run adds and changes.

use super::DraftRecord;
use crate::segment::SegmentUse;
use crate::table::{Edit, Rows};
use crate::value::Date;

/// One run, as it is kept for ever.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RunRecord {
    /// `2026-11-23-7f3a9c21`.
    pub id: String,
    /// The verb: `select`, `log`, `run`.
    pub command: String,
    /// The work date.
    pub date: Date,
    /// BC's User ID.
    pub user: String,
    /// When it was committed, as RFC 3339 in UTC; kept here alone, never in results.
    pub committed_at: String,
    /// The text of its `run.json`.
    pub json: String,
}

/// What one run adds to the ledger and changes in it, in one transaction.
pub struct Changes<'a> {
    /// The run itself.
    pub run: RunRecord,
    /// Changes to rows that are there, in this order, before anything is inserted.
    pub edits: Vec<Edit>,
    /// Logged segments, by entry number, whose segment numbers are free again.
    pub freed: Vec<i64>,
    /// Rows to insert, each into the table it belongs to: log entries, campaign entries, logged
    /// segments, saved criteria and their lines.
    pub rows: Vec<&'a dyn Rows>,
    /// Numbers used or reserved; one that is there already is replaced.
    pub segment_uses: Vec<SegmentUse>,
    /// The last number that the series has given; none leaves it as it is.
    pub last_number: Option<String>,
    /// The e-mail drafts among the files of the run, in the order in which they are to be sent.
    pub drafts: Vec<DraftRecord>,
}

impl Changes<'_> {
    /// A run that changes nothing yet.
    pub fn of(run: RunRecord) -> Self {
        Self {
            run,
            edits: Vec::new(),
            freed: Vec::new(),
            rows: Vec::new(),
            segment_uses: Vec::new(),
            last_number: None,
            drafts: Vec::new(),
        }
    }
}
