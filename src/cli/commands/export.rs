//! `segbook export`: what the ledger keeps, as a workbook or as CSV files.

use clap::Subcommand;

use crate::cli::args::Common;
use crate::cli::console::Console;
use crate::error::Result;

use super::export_criteria::{self, ExportCriteria};

const EXAMPLES: &str = "\
Examples:
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
    Criteria(ExportCriteria),
}

pub(in crate::cli) fn run(args: &Export, common: &Common, console: &mut Console) -> Result<u8> {
    match &args.what {
        What::Criteria(args) => export_criteria::run(args, common, console),
    }
}
