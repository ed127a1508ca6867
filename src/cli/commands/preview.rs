//! `segbook preview`: counts before and after each step, and the first lines.

use crate::cli::args::Common;
use crate::cli::console::Console;
use crate::cli::{batch, preview};
use crate::error::Result;
use crate::run::Verb;

const EXAMPLES: &str = "\
Examples:
  segbook preview                      all segments in the inbox
  segbook preview SM00012 SM00013      these two
  segbook preview SM00012 --limit 50   with its first 50 lines
  segbook preview --limit 0            counts only

For each step you see how many lines there were before it, how many contacts match its filters, how
many lines it added or removed, how many contacts had a line already or are excluded from segments,
and how many lines there are after it.";

/// Show what each step selects, and the first lines; write nothing
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(in crate::cli) struct Preview {
    /// The segments, by number; all if left out
    #[arg(value_name = "SEGMENT")]
    segments: Vec<String>,
    /// Show so many lines of each segment
    #[arg(long, value_name = "N", default_value_t = 10)]
    limit: usize,
}

pub(in crate::cli) fn run(args: &Preview, common: &Common, console: &mut Console) -> Result<u8> {
    let mut request = batch::request(Verb::Preview, &args.segments, common);
    request.lines_shown_max = args.limit;
    batch::run(&request, common, console, |report, _, console| {
        let (width, paint) = (console.width(), console.paint_data());
        let segments = report.segments.iter();
        segments
            .map(|segment| preview::text(segment, width, paint))
            .collect()
    })
}
