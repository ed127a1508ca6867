//! The batch: read, check, select, log, write and commit, in this order.

mod recover;
mod report;
mod run_id;
mod stage;
#[cfg(test)]
mod stage_tests;

pub use recover::{Recovered, recover};
pub use report::{
    LineReport, Report, Request, RunState, SegmentReport, SegmentState, StepReport, TableCount,
    Verb,
};
pub use run_id::{KnownRun, known_run, run_id};
pub use stage::Stage;
