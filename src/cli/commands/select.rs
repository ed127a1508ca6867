//! `segbook select`: write segment workbooks for review.

use crate::cli::args::Common;
use crate::cli::batch;
use crate::cli::console::Console;
use crate::error::Result;
use crate::run::Verb;

const EXAMPLES: &str = "\
Examples:
  segbook select                       workbooks for all segments in the inbox
  segbook select SM00012               for this one
  segbook select --format csv          CSV files instead

Look through the workbook in Excel, delete or change lines, save it and put it into inbox/. It then
counts instead of the rows it was selected from, and no step is run again. Log it with
`segbook log SM00012`, or with the next `segbook run`.";

/// Carry out all steps and write a workbook for each segment, to be looked through in Excel
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(in crate::cli) struct Select {
    /// The segments, by number; all if left out
    #[arg(value_name = "SEGMENT")]
    segments: Vec<String>,
}

pub(in crate::cli) fn run(args: &Select, common: &Common, console: &mut Console) -> Result<u8> {
    let request = batch::request(Verb::Select, &args.segments, common);
    batch::run(&request, common, console, |report, _, console| {
        batch::written(&report.state, console)
    })
}
