//! `segbook export log` and its like: the ledger, merged with history sheets, as a workbook or CSV file.

use std::path::PathBuf;

use serde::Serialize;

use crate::cli::args::Common;
use crate::cli::console::Console;
use crate::cli::json::{Counts, OneError, OneFinding, all};
use crate::cli::plain::{counted, thousands};
use crate::cli::{batch, errors, exit};
use crate::config::Settings;
use crate::error::Result;
use crate::run::TableCount;
use crate::run::export::{self, ExportCounts, ExportReport, ExportRequest, Exported, ExportedFile};

const EXAMPLES: &str = "\
Examples:
  segbook export log                                   all log entries: out/export/log.xlsx
  segbook export log --where \"Date=CM\" --where \"Canceled=No\"
  segbook export log --to spring.csv --where \"Segment No.=SM00012\"
  segbook export contacts --where \"No. of Interactions=0\"
  segbook export logged-segments --format csv

What the ledger holds and what history sheets of the inbox hold stands together, by entry number.
Contacts come with the totals that Business Central calculates. --where takes a field by caption or
number and a filter as in Business Central; dates like CM are relative to --date. Everything that is
written can be put into an inbox again.";

/// What every export of rows takes
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct ExportRows {
    /// The file, .xlsx or .csv; out/export/<WHAT>.xlsx if left out
    #[arg(long, value_name = "FILE")]
    to: Option<PathBuf>,
    /// Only rows that pass this filter; may be repeated, all must hold
    #[arg(long = "where", value_name = "FIELD=FILTER")]
    filters: Vec<String>,
}

/// The result for other programs.
#[derive(Serialize)]
struct Json<'a> {
    command: &'static str,
    exit_code: u8,
    what: &'static str,
    dry_run: bool,
    counts: Counts,
    rows: Option<ExportCounts>,
    files: &'a [ExportedFile],
    tables: &'a [TableCount],
    findings: Vec<OneFinding<'a>>,
    unreadable: Vec<OneError>,
}

/// Exports the rows of a table.
pub(super) fn run(
    what: Exported,
    args: &ExportRows,
    common: &Common,
    console: &mut Console,
) -> Result<u8> {
    let settings = batch::settings(common)?;
    let request = ExportRequest {
        what,
        to: args.to.clone(),
        filters: args.filters.clone(),
        dry_run: common.dry_run,
    };
    let progress = console.progress();
    let report = batch::with_jobs(settings.jobs, || {
        export::export(&request, &settings, &progress)
    })?;
    let code = if !report.unreadable.is_empty() {
        exit::FILES
    } else if report.counts.is_none() {
        exit::FINDINGS
    } else {
        exit::DONE
    };
    if console.is_json() {
        console.json(&json(&request, code, &report));
    } else {
        for file in &report.files {
            if !console.is_quiet() {
                console.data(&format!("{}\n", batch::from_here(&file.path).display()));
            }
        }
        batch::show_findings(&report.findings, common.max_findings, console);
    }
    show_end(&request, &report, &settings, console);
    Ok(code)
}

fn json<'a>(request: &ExportRequest, code: u8, report: &'a ExportReport) -> Json<'a> {
    Json {
        command: "export",
        exit_code: code,
        what: request.what.name(),
        dry_run: request.dry_run,
        counts: Counts::of(&report.findings),
        rows: report.counts,
        files: &report.files,
        tables: &report.tables,
        findings: all(&report.findings),
        unreadable: report.unreadable.iter().map(OneError::new).collect(),
    }
}

/// Files that could not be read, a word about a dry run, and the balance.
fn show_end(
    request: &ExportRequest,
    report: &ExportReport,
    settings: &Settings,
    console: &mut Console,
) {
    let paint = console.paint();
    let text: String = report
        .unreadable
        .iter()
        .map(|error| errors::text(error, paint))
        .collect();
    console.insist(&text);
    match report.counts {
        None => console.tell("nothing was written\n"),
        Some(_) if request.dry_run => console.tell("dry run: nothing was written\n"),
        Some(_) => {}
    }
    let date = settings.date;
    let line = match report.counts {
        None => format!("nothing exported; {date}"),
        Some(counts) => balance(request.what, counts),
    };
    console.tell(&format!("{line}\n"));
}

/// `12 interaction log entries = 8 of the ledger + 4 of the inbox; 10 exported, 2 left out`.
fn balance(what: Exported, counts: ExportCounts) -> String {
    let (one, many) = match what {
        Exported::Log => ("interaction log entry", "interaction log entries"),
        Exported::LoggedSegments => ("logged segment", "logged segments"),
        Exported::CampaignEntries => ("campaign entry", "campaign entries"),
        Exported::Contacts => ("contact", "contacts"),
    };
    let total = counted(counts.ledger + counts.inbox, one, many);
    let from = match what {
        Exported::Contacts => String::new(),
        _ => format!(
            " = {} of the ledger + {} of the inbox",
            thousands(counts.ledger),
            thousands(counts.inbox)
        ),
    };
    format!(
        "{total}{from}; {} exported, {} left out",
        thousands(counts.exported),
        thousands(counts.left_out)
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_balance_adds_up() {
        let counts = ExportCounts {
            ledger: 1_204,
            inbox: 4,
            exported: 1_000,
            left_out: 208,
        };
        for (what, expected) in [
            (
                Exported::Log,
                "1,208 interaction log entries = 1,204 of the ledger + 4 of the inbox; 1,000 exported, 208 left out",
            ),
            (
                Exported::Contacts,
                "1,208 contacts; 1,000 exported, 208 left out",
            ),
        ] {
            assert_eq!(balance(what, counts), expected);
        }
    }
}
