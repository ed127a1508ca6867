//! The batch: read, check, select, log, write and commit, in this order.

mod report;

pub use report::{
    LineReport, Report, Request, RunState, SegmentReport, SegmentState, StepReport, TableCount,
    Verb,
};
