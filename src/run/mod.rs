//! The batch: read, check, select, log, write and commit, in this order; and the commands that
//! change what was logged.

mod annotate;
mod cancel;
mod change;
mod choice;
mod commit_run;
mod conclude;
mod contact_columns;
mod covers;
mod evaluate;
mod execute;
pub mod export;
mod filter_context;
pub mod history;
mod identity;
mod inbox;
mod letters;
mod logged_rows;
mod named_entries;
mod needed;
mod numbers;
mod purge;
mod recover;
mod rejects;
mod report;
mod reviewed;
mod run_id;
mod saving;
mod segment_report;
mod segment_rows;
mod selected;
pub mod send;
mod stage;
#[cfg(test)]
mod stage_tests;
mod targets;
mod where_filter;
mod why;
mod workbooks;
mod write_change;
mod write_run;

pub use crate::log::Assessment;
pub use annotate::{Annotated, annotate};
pub use change::{Action, ChangeReport, ChangeRequest, Logged, TableChange, change};
pub use evaluate::evaluation_called;
pub use execute::{execute, today};
pub use letters::LetterCounts;
pub use recover::{Recovered, recover};
pub use report::{
    LetterRequest, LineReport, Report, Request, RunState, SegmentReport, SegmentState, StepReport,
    TableCount, Verb,
};
pub use run_id::{KnownRun, known_run, run_id};
pub use stage::Stage;
pub use why::{Answer, ContactAsked, SegmentAsked, Why, why};
