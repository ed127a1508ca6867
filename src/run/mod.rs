//! The batch: read, check, select, log, write and commit, in this order.

mod choice;
mod conclude;
mod contact_columns;
mod covers;
mod execute;
mod identity;
mod inbox;
mod logged_rows;
mod numbers;
mod recover;
mod rejects;
mod report;
mod reviewed;
mod run_id;
mod saving;
mod segment_report;
mod segment_rows;
mod selected;
mod stage;
#[cfg(test)]
mod stage_tests;
mod why;
mod workbooks;
mod write_run;

pub use execute::{execute, today};
pub use recover::{Recovered, recover};
pub use report::{
    LineReport, Report, Request, RunState, SegmentReport, SegmentState, StepReport, TableCount,
    Verb,
};
pub use run_id::{KnownRun, known_run, run_id};
pub use stage::Stage;
pub use why::{Answer, ContactAsked, SegmentAsked, Why, why};
