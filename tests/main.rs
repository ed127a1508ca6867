//! Everything that is tested from outside: one binary, so that it is linked once.

mod cli;
mod faults;
mod flow;
mod formats;
mod golden;
mod laws;
mod messages;
mod support;
mod tidy;
