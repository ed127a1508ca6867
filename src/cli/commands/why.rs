//! `segbook why`: what each step of a segment did to a contact, and which record decided.

use serde::Serialize;

use crate::cli::args::Common;
use crate::cli::console::Console;
use crate::cli::{balance, batch, exit, json, why};
use crate::error::Result;
use crate::run::{self, Answer, Verb};

const EXAMPLES: &str = "\
Examples:
  segbook why SM00012 CT000214           why this contact is in the segment, or is not
  segbook why SM00012 CT000214 --json    for other programs

Step by step you see whether the contact passes the filters, the cell or log entry that decides, and
what came of it: a line added, kept or removed, a contact that comes with its company, is excluded
from segments, or has a line already. Any segment in the inbox will do, also one that is on hold or
logged: its steps are looked at as the book and the ledger are now.";

/// Show what each step did to a contact, and which record decided
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(in crate::cli) struct Why {
    /// The segment, by number
    #[arg(value_name = "SEGMENT")]
    segment: String,
    /// The contact, by number
    #[arg(value_name = "CONTACT")]
    contact: String,
}

/// The keys of every command that reads a book, and `why`: null when errors stand against it.
#[derive(Serialize)]
struct Json<'a> {
    #[serde(flatten)]
    result: json::Result<'a>,
    why: Option<&'a Answer>,
}

pub(in crate::cli) fn run(args: &Why, common: &Common, console: &mut Console) -> Result<u8> {
    let settings = batch::settings(common)?;
    let progress = console.progress();
    let asked = batch::with_jobs(settings.jobs, || {
        run::why(&args.segment, &args.contact, &settings, &progress)
    })?;
    let report = &asked.report;
    let code = exit::code(report);
    if console.is_json() {
        let result = json::Result::new(Verb::Preview, code, report, &settings).called("why");
        console.json(&Json {
            result,
            why: asked.answer.as_ref(),
        });
    } else {
        if let Some(answer) = &asked.answer {
            console.data(&why::text(answer, console.paint_data()));
        }
        batch::show_findings(&report.findings, common.max_findings, console);
    }
    batch::show_errors(report, console);
    console.tell(&format!("{}\n", balance::line(report)));
    Ok(code)
}
