//! What is kept in the ledger beside BC's tables: runs, and the numbers that segments used.

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

/// The number that a segment uses or has reserved.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SegmentUse {
    /// The number.
    pub segment_no: String,
    /// What it was selected from: its own No.; for a header without number the path of its file;
    /// for a recurring one the No. of the definition.
    pub definition: String,
    /// Whether the definition is a recurring one.
    pub recurring: bool,
    /// The work date on which it was reserved or logged.
    pub date: Date,
    /// A hash of its rows (header, lines, criteria, languages) as they were then, in hexadecimal.
    pub rows_hash: String,
    /// The run that reserved or logged it.
    pub run_id: String,
    /// The entry number of its logged segment; none while it is only reserved.
    pub logged_segment_entry_no: Option<i64>,
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
