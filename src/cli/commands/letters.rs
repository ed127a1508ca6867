//! `segbook letters`: the letters and drafts of a segment that is not logged yet.

use crate::cli::args::Common;
use crate::cli::batch;
use crate::cli::console::Console;
use crate::error::Result;
use crate::run::{LetterRequest, Verb};

const EXAMPLES: &str = "\
Examples:
  segbook letters SM00012                  a letter or a draft for each line
  segbook letters SM00012 --limit 3        the first three, to look at
  segbook letters SM00012 --combined       and one document with all letters, for printing

Templates are files in the folder templates/ of the book: <Word Template Code>.docx, in one language
<Code>.<Language Code>.docx; for the bodies of e-mails .html, .md or .txt. What is written goes into
out/letters/<segment>; nothing is logged and nothing is sent. log --send and run --send write the
letters into the run.";

/// Write the letters and e-mail drafts of segments that are not logged yet
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(in crate::cli) struct Letters {
    /// The segments, by number
    #[arg(value_name = "SEGMENT", required = true)]
    segments: Vec<String>,
    /// Write at most so many of each segment
    #[arg(long, value_name = "N")]
    limit: Option<usize>,
    /// Write one document with all letters too, for printing
    #[arg(long)]
    combined: bool,
}

pub(in crate::cli) fn run(args: &Letters, common: &Common, console: &mut Console) -> Result<u8> {
    let mut request = batch::request(Verb::Letters, &args.segments, common);
    request.letters = LetterRequest {
        send: false,
        combined: args.combined,
        limit: args.limit,
    };
    batch::run(&request, common, console, |report, _, console| {
        batch::written(&report.state, console)
    })
}
