//! `segbook history`: what was run, and whether all of it is still there.

use serde::Serialize;

use crate::cli::args::Common;
use crate::cli::console::Console;
use crate::cli::plain::{counted, thousands};
use crate::cli::run_details::details;
use crate::cli::table::{Column, TextTable};
use crate::cli::{batch, exit};
use crate::config;
use crate::error::Result;
use crate::run::history::{
    self, Difference, History as Found, HistoryRequest, RunSummary, Verified,
};
use crate::run::today;

const EXAMPLES: &str = "\
Examples:
  segbook history                      all runs, the latest last
  segbook history 7f3a                 one run: inputs, settings, segments, findings, files
  segbook history --verify             are all files and entries as they were written?

A run is named by its id, by the beginning of it, or by the beginning of its hash. --verify reads every
file of every run again and checks the ledger; it says what differs, with exit code 3 when anything is
damaged or missing.";

/// Show what was run, with counts and files; verify that all of it is still there
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(in crate::cli) struct History {
    /// A run, by its id or the beginning of it; all if left out
    #[arg(value_name = "RUN")]
    run: Option<String>,
    /// Compare all files with their hashes, and check the ledger
    #[arg(long)]
    verify: bool,
}

/// The result for other programs. `record`, a run's run.json, is there when the run was named.
#[derive(Serialize)]
struct Json<'a> {
    command: &'static str,
    exit_code: u8,
    runs: Vec<serde_json::Value>,
    verified: Option<&'a Verified>,
}

pub(in crate::cli) fn run(args: &History, common: &Common, console: &mut Console) -> Result<u8> {
    let environment = |name: &str| std::env::var(name).ok();
    let settings = config::resolve(&common.flags(), &environment, &today)?;
    let request = HistoryRequest {
        run: args.run.clone(),
        verify: args.verify,
    };
    let found = history::history(&request, &settings)?;
    let is_sound = found
        .verified
        .as_ref()
        .is_none_or(|verified| verified.faults.is_empty());
    let code = if is_sound { exit::DONE } else { exit::FILES };
    if console.is_json() {
        console.json(&Json {
            command: "history",
            exit_code: code,
            runs: found.runs.iter().map(|run| json(run, args)).collect(),
            verified: found.verified.as_ref(),
        });
    } else {
        let text = match (&args.run, found.runs.as_slice()) {
            (Some(_), [run]) => details(run, console.width()),
            _ => list(&found.runs, console.width()),
        };
        console.data(&text);
    }
    show_end(&found, console);
    Ok(code)
}

fn json(run: &RunSummary, args: &History) -> serde_json::Value {
    let mut value = serde_json::to_value(run).unwrap_or_default();
    if args.run.is_none()
        && let Some(keys) = value.as_object_mut()
    {
        keys.remove("record");
    }
    value
}

fn list(runs: &[RunSummary], width: Option<usize>) -> String {
    let columns = [
        Column::word("run"),
        Column::word("date"),
        Column::word("command"),
        Column::text("user"),
        Column::number("segments"),
        Column::number("lines"),
        Column::number("follow-ups"),
        Column::number("files"),
        Column::word("committed"),
    ];
    let mut table = TextTable::new(&columns);
    for run in runs {
        table.row(vec![
            run.run.clone(),
            run.date.to_string(),
            run.command.clone(),
            run.user.clone(),
            thousands(run.segments),
            thousands(run.lines),
            thousands(run.follow_ups),
            thousands(run.files),
            run.committed_at.clone(),
        ]);
        if !run.folder_is_there {
            table.remark("its folder is missing".to_owned());
        }
    }
    if runs.is_empty() {
        return String::new();
    }
    let mut text = table.lines(width).join("\n");
    text.push('\n');
    text
}

/// What was verified, and how many runs there are.
fn show_end(found: &Found, console: &mut Console) {
    let runs = counted(found.runs.len() as u64, "run", "runs");
    let Some(verified) = &found.verified else {
        console.tell(&format!("{runs}\n"));
        return;
    };
    for fault in &verified.faults {
        console.insist(&format!("error: {}\n", difference(fault)));
    }
    for remark in &verified.remarks {
        console.tell(&format!("notice: {}\n", difference(remark)));
    }
    let end = if verified.faults.is_empty() {
        "all is as it was written".to_owned()
    } else {
        format!(
            "{} damaged or missing",
            counted(verified.faults.len() as u64, "thing is", "things are")
        )
    };
    console.tell(&format!(
        "{runs}, {} and {} verified: {end}\n",
        counted(verified.sound_files, "file", "files"),
        counted(verified.entries, "log entry", "log entries"),
    ));
}

fn difference(difference: &Difference) -> String {
    let Difference { run, what, problem } = difference;
    let what = batch::from_here(std::path::Path::new(what))
        .display()
        .to_string();
    match run {
        Some(run) => format!("run {run}: {what} {problem}"),
        None => format!("ledger: {what} {problem}"),
    }
}
