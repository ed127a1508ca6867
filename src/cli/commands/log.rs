//! `segbook log`: log the segments that are named.

use crate::cli::args::Common;
use crate::cli::batch;
use crate::cli::console::Console;
use crate::error::Result;
use crate::run::{LetterRequest, Verb};

const EXAMPLES: &str = "\
Examples:
  segbook log SM00012                  log this segment
  segbook log SM00012 --follow-up      and make a follow-up segment with the same contacts
  segbook log SM00012 --send             and write its letters and e-mail drafts
  segbook log SM00012 --dry-run        say what would be logged

Logging writes one interaction log entry for each line and uses the number of the segment up. It is
refused (exit 4) for a segment that is logged already or on hold. What is missing in a segment
(description, interaction template, salesperson) is a finding (exit 1).";

/// Log the segments that are named
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(in crate::cli) struct Log {
    /// The segments, by number
    #[arg(value_name = "SEGMENT", required = true)]
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

pub(in crate::cli) fn run(args: &Log, common: &Common, console: &mut Console) -> Result<u8> {
    let mut request = batch::request(Verb::Log, &args.segments, common);
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
