//! `segbook cancel`: BC's Canceled mark with its cascades.

use crate::cli::args::Common;
use crate::cli::change;
use crate::cli::console::Console;
use crate::error::Result;
use crate::run::{Action, Logged};

const EXAMPLES: &str = "\
Examples:
  segbook cancel segments SM00012           a logged segment, by its number or its entry number
  segbook cancel entries 17 18              two log entries
  segbook cancel campaign-entries 3         a campaign entry and all its log entries
  segbook cancel segments SM00012 --undo    take the mark away again
  segbook cancel segments 4 --dry-run       say what would change

With a logged segment go its campaign entries and its log entries, with a campaign entry its log
entries. --undo takes the mark from all of them, also from entries that were canceled one by one. A
log entry stays canceled as long as its logged segment or its campaign entry is (exit 4).

Nothing is deleted: canceled entries stay in the log, and the number of the segment stays used up.
`segbook purge` deletes them. What stands only in a history sheet cannot be canceled here (exit 4).";

/// Mark what was logged as canceled, or take the mark away
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(in crate::cli) struct Cancel {
    /// What is canceled
    #[arg(value_name = "WHAT", value_enum)]
    what: What,
    /// Entry numbers; of segments also the number of the segment
    #[arg(value_name = "NO", required = true)]
    numbers: Vec<String>,
    /// Take the mark away
    #[arg(long)]
    undo: bool,
}

/// The words for what was logged.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub(in crate::cli) enum What {
    /// Logged segments
    Segments,
    /// Interaction log entries
    Entries,
    /// Campaign entries
    CampaignEntries,
}

impl What {
    pub(super) fn logged(self) -> Logged {
        match self {
            Self::Segments => Logged::Segments,
            Self::Entries => Logged::Entries,
            Self::CampaignEntries => Logged::CampaignEntries,
        }
    }
}

pub(in crate::cli) fn run(args: &Cancel, common: &Common, console: &mut Console) -> Result<u8> {
    let action = Action::Cancel {
        what: args.what.logged(),
        names: args.numbers.clone(),
        undo: args.undo,
    };
    change::run(action, common, console)
}
