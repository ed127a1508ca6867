//! The commands as a person or a scheduler meets them: flags, exit codes, streams, JSON, help.

mod annotate;
mod cancel;
mod check;
mod common_flags;
mod diff;
mod evaluate;
mod exit_codes;
mod explain;
mod export;
mod export_rows;
mod help;
mod history;
mod init;
mod json;
mod log;
mod preview;
mod purge;
mod run;
mod select;
mod send;
mod why;
