//! One file for each command: its flags and help, its request, and how its result is shown.

pub(super) mod cancel;
pub(super) mod check;
pub(super) mod completions;
pub(super) mod diff;
pub(super) mod evaluate;
mod examples;
pub(super) mod explain;
pub(super) mod export;
mod export_criteria;
mod export_rows;
pub(super) mod history;
pub(super) mod init;
pub(super) mod letters;
pub(super) mod log;
pub(super) mod man;
pub(super) mod preview;
pub(super) mod purge;
pub(super) mod run;
mod samples;
pub(super) mod select;
pub(super) mod send;
pub(super) mod why;
