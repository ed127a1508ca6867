//! What the verbs that change the log have in common: cancel, evaluate and purge.

use std::fmt::Write as _;

use super::args::Common;
use super::console::Console;
use super::plain::{counted, one_line};
use super::{batch, errors, exit, json, verbose};
use crate::error::Result;
use crate::run::{self, Action, ChangeReport, ChangeRequest, RunState, TableChange};
use crate::schema::{INTERACTION_LOG_ENTRY, LOGGED_SEGMENT};

/// So many remarks are shown.
const REMARKS_SHOWN_MAX: usize = 20;

/// Carries a change out and shows what came of it; gives the exit code.
pub(super) fn run(action: Action, common: &Common, console: &mut Console) -> Result<u8> {
    let settings = batch::settings(common)?;
    let request = ChangeRequest {
        action,
        dry_run: common.dry_run,
    };
    let progress = console.progress();
    let report = batch::with_jobs(settings.jobs, || {
        run::change(&request, &settings, &progress)
    })?;
    let code = if report.findings.has_errors() {
        exit::FINDINGS
    } else if report.refused.is_empty() {
        exit::DONE
    } else {
        exit::REFUSED
    };
    if console.is_json() {
        console.json(&json::LogChange::new(
            request.action.name(),
            code,
            &report,
            &settings,
        ));
    } else {
        if common.verbose {
            console.tell(&verbose::text(&report.inputs, &[], &settings));
        }
        let files = batch::written(&report.state, console);
        console.data(&files);
        batch::show_findings(&report.findings, common.max_findings, console);
    }
    show_outcome(&report, code, console);
    console.tell(&format!("{}\n", balance(&request.action, &report)));
    Ok(code)
}

fn show_outcome(report: &ChangeReport, code: u8, console: &mut Console) {
    let paint = console.paint();
    let refused = report.refused.iter();
    console.insist(
        &refused
            .map(|error| errors::text(error, paint))
            .collect::<String>(),
    );
    let mut text = String::new();
    for remark in report.remarks.iter().take(REMARKS_SHOWN_MAX) {
        let _ = writeln!(text, "{remark}");
    }
    if let Some(more) = report.remarks.len().checked_sub(REMARKS_SHOWN_MAX + 1) {
        let _ = writeln!(text, "… and {} more", more + 1);
    }
    match report.state {
        RunState::Nothing if code != exit::DONE => text.push_str("nothing was changed\n"),
        RunState::NothingNew => text.push_str("nothing to do: nothing was changed\n"),
        RunState::DryRun { .. } => text.push_str("dry run: nothing was changed\n"),
        _ => {}
    }
    console.tell(&text);
}

/// `canceled: 1 logged segment, 4 interaction log entries, 1 campaign entry; run
/// 2026-11-23-7f3a9c21`.
fn balance(action: &Action, report: &ChangeReport) -> String {
    let mut parts = vec![format!(
        "{}: {}",
        done(action),
        deleted_or_changed(action, report)
    )];
    if let Action::Purge { .. } = action {
        let unlinked = counts(&report.changed, |count| count.changed);
        if !unlinked.is_empty() {
            parts.push(format!("kept without it: {unlinked}"));
        }
    }
    parts.extend(match &report.state {
        RunState::DryRun { id } => Some(format!("dry run {id}")),
        RunState::Done { id, .. } => Some(format!("run {id}")),
        _ => None,
    });
    one_line(&parts.join("; "))
}

fn done(action: &Action) -> &'static str {
    match action {
        Action::Cancel { undo: false, .. } => "canceled",
        Action::Cancel { undo: true, .. } => "no longer canceled",
        Action::Evaluate { .. } | Action::EvaluateFrom { .. } => "evaluated",
        Action::Purge { .. } => "deleted",
    }
}

fn deleted_or_changed(action: &Action, report: &ChangeReport) -> String {
    let text = match action {
        Action::Purge { .. } => counts(&report.changed, |count| count.deleted),
        _ => counts(&report.changed, |count| count.changed),
    };
    if text.is_empty() {
        "nothing".to_owned()
    } else {
        text
    }
}

fn counts(changed: &[TableChange], of: fn(&TableChange) -> u64) -> String {
    let counts = changed.iter().filter(|count| of(count) > 0).map(|count| {
        let (one, many) = if count.table == LOGGED_SEGMENT.caption {
            ("logged segment", "logged segments")
        } else if count.table == INTERACTION_LOG_ENTRY.caption {
            ("interaction log entry", "interaction log entries")
        } else {
            ("campaign entry", "campaign entries")
        };
        counted(of(count), one, many)
    });
    counts.collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::Findings;
    use crate::run::Logged;

    fn report(changed: &[(&'static str, u64, u64)], state: RunState) -> ChangeReport {
        let change = |&(table, changed, deleted): &_| TableChange {
            table,
            changed,
            deleted,
        };
        ChangeReport {
            state,
            changed: changed.iter().map(change).collect(),
            remarks: Vec::new(),
            inputs: Vec::new(),
            findings: Findings::default(),
            refused: Vec::new(),
        }
    }

    #[test]
    fn the_last_line_counts_what_changed() {
        let done = || RunState::Done {
            id: "2026-11-23-7f3a9c21".into(),
            folder: "out".into(),
            files: Vec::new(),
        };
        let cancel = |undo| Action::Cancel {
            what: Logged::Segments,
            names: vec!["SPRING".into()],
            undo,
        };
        let marked = [
            ("Logged Segment", 1, 0),
            ("Interaction Log Entry", 1_204, 0),
            ("Campaign Entry", 2, 0),
        ];
        assert_eq!(
            balance(&cancel(false), &report(&marked, done())),
            "canceled: 1 logged segment, 1,204 interaction log entries, 2 campaign entries; run 2026-11-23-7f3a9c21"
        );
        assert_eq!(
            balance(&cancel(true), &report(&[], RunState::NothingNew)),
            "no longer canceled: nothing"
        );
        let purge = Action::Purge {
            what: Logged::Segments,
            conditions: Vec::new(),
        };
        let purged = [("Logged Segment", 0, 1), ("Interaction Log Entry", 4, 0)];
        let dry = RunState::DryRun {
            id: "2026-11-23-7f3a9c21".into(),
        };
        assert_eq!(
            balance(&purge, &report(&purged, dry)),
            "deleted: 1 logged segment; kept without it: 4 interaction log entries; dry run 2026-11-23-7f3a9c21"
        );
    }
}
