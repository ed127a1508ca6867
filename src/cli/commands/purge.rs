//! `segbook purge`: delete what is canceled, as BC's three batch jobs do.

use super::cancel::What;
use crate::cli::args::Common;
use crate::cli::change;
use crate::cli::console::Console;
use crate::error::Result;
use crate::run::Action;

const EXAMPLES: &str = "\
Examples:
  segbook purge segments                                  all canceled logged segments
  segbook purge entries --where \"Date=..T-2Y\"             canceled log entries older than two years
  segbook purge campaign-entries --where \"Campaign No.=CP1\"
  segbook purge segments --dry-run                        say what would go

Only what is canceled goes. After a logged segment its entries stay, without it, and its number is
free again: it can be logged once more. With a campaign entry go all its log entries. A log entry
goes alone.

--where may be given several times: all must hold. FIELD is a caption or number of the table, FILTER
as in criteria. The workbook of the run keeps the rows as they were.";

/// Delete what is canceled
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(in crate::cli) struct Purge {
    /// What is deleted
    #[arg(value_name = "WHAT", value_enum)]
    what: What,
    /// Only rows in which this holds; may be repeated
    #[arg(long = "where", value_name = "FIELD=FILTER")]
    conditions: Vec<String>,
}

pub(in crate::cli) fn run(args: &Purge, common: &Common, console: &mut Console) -> Result<u8> {
    let action = Action::Purge {
        what: args.what.logged(),
        conditions: args.conditions.clone(),
    };
    change::run(action, common, console)
}
