//! `segbook run`: check, select, log and follow up in one batch.

use crate::cli::args::Common;
use crate::cli::batch;
use crate::cli::console::Console;
use crate::error::Result;
use crate::run::{LetterRequest, Verb};

const EXAMPLES: &str = "\
Examples:
  segbook run                          everything in the inbox, today
  segbook run --date 2026-11-23        with another work date
  segbook run --dry-run                do everything but write
  segbook run --follow-up              make follow-ups for all segments
  segbook run --book D:\\books\\spring --quiet    as a scheduled task

This is the form for a scheduler. Segments on hold are selected but not logged; segments that were
logged before are skipped. The same run again changes nothing and ends with exit code 0. With an
error in the data nothing is written, unless --on-error reject sets the faulty rows aside.";

/// Check, select, log and follow up in one batch: the scheduled form
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(in crate::cli) struct Run {
    /// The segments, by number; all if left out
    #[arg(value_name = "SEGMENT")]
    segments: Vec<String>,
    /// Make a follow-up segment for each, also where the sheet does not ask for one
    #[arg(long)]
    follow_up: bool,
    /// Write a letter or an e-mail draft for each line with a correspondence type
    #[arg(long)]
    send: bool,
    /// Write one document with all letters too, for printing
    #[arg(long, requires = "send")]
    combined: bool,
}

pub(in crate::cli) fn run(args: &Run, common: &Common, console: &mut Console) -> Result<u8> {
    let mut request = batch::request(Verb::Run, &args.segments, common);
    request.follow_up = args.follow_up;
    request.letters = LetterRequest {
        send: args.send,
        combined: args.combined,
        limit: None,
    };
    batch::run(&request, common, console, |report, _, console| {
        batch::written(&report.state, console)
    })
}
