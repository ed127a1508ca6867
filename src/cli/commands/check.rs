//! `segbook check`: read everything, report every finding, write nothing.

use crate::cli::args::Common;
use crate::cli::console::Console;
use crate::cli::{batch, verbose};
use crate::error::Result;
use crate::run::Verb;

const EXAMPLES: &str = "\
Examples:
  segbook check                        the book in the current folder
  segbook check -v                     with what was decided for each file, and all settings
  segbook check --strict               warnings count as errors
  segbook check --json | jq '.findings[] | select(.severity == \"error\")'

All files are looked through in one pass: captions, values, references, duplicates, criteria, and
what logging will ask for. Every finding names file, sheet and cell, what stands there, what should
stand there and what to do; `segbook explain CODE` says more. The exit code is 1 when there is an
error, 3 when a file could not be read, else 0.";

/// Read everything, report every finding, write nothing
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(in crate::cli) struct Check {}

pub(in crate::cli) fn run(_: &Check, common: &Common, console: &mut Console) -> Result<u8> {
    let request = batch::request(Verb::Check, &[], common);
    batch::run(&request, common, console, |report, settings, _| {
        if common.verbose {
            verbose::text(&report.inputs, settings)
        } else {
            String::new()
        }
    })
}
