//! What is kept in the ledger beside BC's tables: runs, and what one run adds.

use crate::segment::SegmentUse;
use crate::table::Rows;
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

/// What one run adds to the ledger, in one transaction.
pub struct Changes<'a> {
    /// The run itself.
    pub run: RunRecord,
    /// Rows to insert, each into the table it belongs to: log entries, campaign entries, logged
    /// segments, saved criteria and their lines.
    pub rows: Vec<&'a dyn Rows>,
    /// Numbers used or reserved; one that is there already is replaced.
    pub segment_uses: Vec<SegmentUse>,
    /// The last number that the series has given; none leaves it as it is.
    pub last_number: Option<String>,
}
