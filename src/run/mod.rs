//! The batch: read, check, select, log, write and commit, in this order.

mod report;
mod run_id;

pub use report::{
    LineReport, Report, Request, RunState, SegmentReport, SegmentState, StepReport, TableCount,
    Verb,
};
pub use run_id::{KnownRun, known_run, run_id};
