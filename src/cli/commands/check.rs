//! `segbook check`: read everything, report every finding, write nothing.

use crate::cli::args::Common;
use crate::cli::console::Console;
use crate::cli::{batch, verbose};
use crate::config::Settings;
use crate::error::Result;
use crate::run::{self, Report, RunState, Verb};

const EXAMPLES: &str = "\
Examples:
  segbook check                        the book in the current folder
  segbook check -v                     with what was decided for each file, and all settings
  segbook check --strict               warnings count as errors
  segbook check --annotate             every input again in out/check, faulty cells marked
  segbook check --json | jq '.findings[] | select(.severity == \"error\")'

All files are looked through in one pass: captions, values, references, duplicates, criteria, and
what logging will ask for. Every finding names file, sheet and cell, what stands there, what should
stand there and what to do; `segbook explain CODE` says more. The exit code is 1 when there is an
error, 3 when a file could not be read, else 0.

--annotate writes out/check/findings.xlsx, where each finding leads to its cell, and beside it every
input again: in a workbook faulty cells are tinted and have a note, in a CSV file the first column
says what is wrong with a line. Correct the cells there, put the file into the inbox in place of the
original (.xls, .xlsb, .xlsm and .ods become .xlsx), and run again: the column Errors is ignored.
Values are copied, not formats and formulas.";

/// Read everything, report every finding, write nothing but what --annotate asks for
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(in crate::cli) struct Check {
    /// Write out/check: the findings with links, and every input again with its faults marked
    #[arg(long)]
    annotate: bool,
}

pub(in crate::cli) fn run(args: &Check, common: &Common, console: &mut Console) -> Result<u8> {
    let request = batch::request(Verb::Check, &[], common);
    let annotates = args.annotate && !common.dry_run;
    let annotate = |report: &mut Report, settings: &Settings| {
        if annotates {
            report.state = RunState::Annotated(run::annotate(report, settings)?);
        }
        Ok(())
    };
    batch::run_then(
        &request,
        common,
        console,
        annotate,
        |report, settings, console| {
            let mut text = String::new();
            if common.verbose {
                text.push_str(&verbose::text(&report.inputs, &report.tables, settings));
            }
            text.push_str(&batch::written(&report.state, console));
            text
        },
    )
}
