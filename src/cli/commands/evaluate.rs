//! `segbook evaluate`: set Evaluation and Attempt Failed of log entries.

use std::path::PathBuf;

use crate::cli::args::Common;
use crate::cli::change;
use crate::cli::console::Console;
use crate::error::Result;
use crate::run::{Action, Assessment, evaluation_called};
use crate::value::boolean;

const EXAMPLES: &str = "\
Examples:
  segbook evaluate positive 17 18                 these two log entries
  segbook evaluate \"very negative\" 17 --attempt-failed yes
  segbook evaluate - 17                           clear the evaluation
  segbook evaluate --from answers.xlsx            as a sheet of log entries says

EVALUATION is Very Positive, Positive, Neutral, Negative or Very Negative, or its number from 1 to 5.

The sheet is named Interaction Log Entry, as segbook writes it; of its columns Entry No., Evaluation
and Attempt Failed count. A blank cell leaves the entry as it is.";

/// Say how interactions went that were logged before
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(in crate::cli) struct Evaluate {
    /// How they went, by caption or number; - clears it
    #[arg(value_name = "EVALUATION", required_unless_present = "from")]
    evaluation: Option<String>,
    /// The log entries, by entry number
    #[arg(value_name = "ENTRY-NO", required_unless_present = "from")]
    numbers: Vec<String>,
    /// Whether the attempt to reach the contact failed
    #[arg(long, value_name = "yes|no", value_parser = yes_or_no)]
    attempt_failed: Option<bool>,
    /// A workbook or CSV file with log entries
    #[arg(long, value_name = "FILE", conflicts_with_all = ["evaluation", "numbers", "attempt_failed"])]
    from: Option<PathBuf>,
}

pub(in crate::cli) fn run(args: &Evaluate, common: &Common, console: &mut Console) -> Result<u8> {
    let action = match (&args.from, &args.evaluation) {
        (Some(file), _) => Action::EvaluateFrom { file: file.clone() },
        (None, evaluation) => Action::Evaluate {
            names: args.numbers.clone(),
            assessment: Assessment {
                evaluation: evaluation.as_deref().map(evaluation_called).transpose()?,
                attempt_failed: args.attempt_failed,
            },
        },
    };
    change::run(action, common, console)
}

fn yes_or_no(text: &str) -> Result<bool, String> {
    boolean::parse(text).ok_or_else(|| "yes or no is needed".to_owned())
}
