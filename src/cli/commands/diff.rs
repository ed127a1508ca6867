//! `segbook diff`: contacts added, removed and changed between two segments.

use std::path::PathBuf;

use crate::cli::args::Common;
use crate::cli::batch;
use crate::cli::console::Console;
use crate::cli::{answer, difference, exit};
use crate::config;
use crate::diff::{Report, Request, diff};
use crate::error::Result;
use crate::run;
use crate::write::Destination;

const EXAMPLES: &str = "\
Examples:
  segbook diff out/runs/2026-11-23-7f3a9c21/segments/SM00012.xlsx inbox/SM00012.xlsx
                                       what a reviewer changed
  segbook diff SM00012 SM00013         two logged segments of the ledger
  segbook diff inbox/SM00012.xlsx SM00012 --to difference.xlsx
                                       as a workbook with the sheets Added, Removed and Changed

A side is the path of a workbook of a segment, a follow-up or a logged segment (or any of its CSV
files), or the number of a logged segment; where both exist, the file counts. Contacts are compared
by their number, and by the fields that both sides carry; numbers of lines and entries are not
compared. Exit code 0, whether they differ or not.";

/// Compare the contacts of two segments or logged segments
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(in crate::cli) struct Diff {
    /// A workbook, or the number of a logged segment
    #[arg(value_name = "LEFT")]
    left: String,
    /// The other one
    #[arg(value_name = "RIGHT")]
    right: String,
    /// Show so many rows of each kind
    #[arg(long, value_name = "N", default_value_t = 50)]
    limit: usize,
    /// Write the difference to this workbook (.xlsx) or these CSV files (.csv)
    #[arg(long, value_name = "FILE")]
    to: Option<PathBuf>,
    /// Replace FILE if it is there
    #[arg(long, requires = "to")]
    force: bool,
}

pub(in crate::cli) fn run(args: &Diff, common: &Common, console: &mut Console) -> Result<u8> {
    let environment = |name: &str| std::env::var(name).ok();
    let settings = config::resolve(&common.flags(), &environment, &run::today)?;
    let usual = settings.output.format;
    let to = args
        .to
        .as_ref()
        .map(|path| Destination::named(path, common.format, usual, args.force));
    let request = Request {
        left: args.left.clone(),
        right: args.right.clone(),
        to: to.transpose()?,
        dry_run: common.dry_run,
    };
    let report = batch::with_jobs(settings.jobs, || diff(&request, &settings))?;
    let Report {
        difference,
        findings,
        unreadable,
        files,
    } = &report;
    let code = exit::code_of(unreadable, findings);
    let answer = answer::Answer {
        command: "diff",
        code,
        files,
        findings,
        unreadable,
    };
    let (width, paint) = (console.width(), console.paint_data());
    let text = difference
        .as_ref()
        .map(|found| difference::text(found, args.limit, width, paint));
    answer.show(
        difference.as_ref(),
        &text.unwrap_or_default(),
        common,
        console,
    );
    if let Some(found) = difference {
        console.tell(&difference::balance(found));
    }
    Ok(code)
}
