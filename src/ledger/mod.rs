//! The ledger: one SQLite file with everything that was ever logged. The only place with SQL.

mod entry;

pub use entry::{Changes, RunRecord, SegmentUse};
