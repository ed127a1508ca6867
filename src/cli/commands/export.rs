//! `segbook export`: what the ledger keeps, as a workbook or as CSV files.

use clap::Subcommand;

use crate::cli::args::Common;
use crate::cli::console::Console;
use crate::error::Result;
use crate::run::export::Exported;

use super::export_criteria::{self, ExportCriteria};
use super::export_rows::{self, ExportRows};

const EXAMPLES: &str = "\
Examples:
  segbook export log --where \"Date=CM\" --where \"Canceled=No\"
  segbook export contacts --where \"No. of Interactions=0\" --to quiet.csv
  segbook export criteria                      all saved criteria, to out/export/criteria.xlsx
  segbook export criteria SPRING --to inbox/criteria.xlsx
                                               one of them, to be edited and used again
  segbook export criteria --format csv         CSV files instead";

/// Write what the ledger keeps as a workbook or as CSV files
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(in crate::cli) struct Export {
    #[command(subcommand)]
    what: What,
}

/// What can be exported.
#[derive(Debug, Subcommand)]
enum What {
    /// Interaction log entries of the ledger and of history sheets
    Log(ExportRows),
    /// Logged segments of the ledger and of history sheets
    LoggedSegments(ExportRows),
    /// Campaign entries of the ledger and of history sheets
    CampaignEntries(ExportRows),
    /// Contacts with the totals that Business Central calculates
    Contacts(ExportRows),
    Criteria(ExportCriteria),
}

pub(in crate::cli) fn run(args: &Export, common: &Common, console: &mut Console) -> Result<u8> {
    let mut rows = |what, args| export_rows::run(what, args, common, console);
    match &args.what {
        What::Log(args) => rows(Exported::Log, args),
        What::LoggedSegments(args) => rows(Exported::LoggedSegments, args),
        What::CampaignEntries(args) => rows(Exported::CampaignEntries, args),
        What::Contacts(args) => rows(Exported::Contacts, args),
        What::Criteria(args) => export_criteria::run(args, common, console),
    }
}
