//! The ledger against itself and against what `run.json` says: SQLite's own check, entry numbers
//! without gaps, and as many entries for each logged segment as its run logged. What was purged since
//! may be missing.

use std::collections::{BTreeMap, BTreeSet};

use crate::error::Result;
use crate::ledger::{Ledger, LoggedByRun, Numbers};
use crate::schema::{CAMPAIGN_ENTRY, INTERACTION_LOG_ENTRY, LOGGED_SEGMENT, Table};

use super::{Difference, RunSummary, Verified};

/// The command whose runs delete entries.
const PURGE: &str = "purge";

/// Looks at the ledger; with `only` at what one run logged.
pub(super) fn verify(
    ledger: &Ledger,
    runs: &[RunSummary],
    only: Option<&str>,
    verified: &mut Verified,
) -> Result<()> {
    let damage = ledger.quick_check()?;
    for problem in &damage {
        verified
            .faults
            .push(of_ledger("ledger.db", problem.clone()));
    }
    // What a damaged file says about its numbers is worth nothing.
    if !damage.is_empty() {
        return Ok(());
    }
    let audit = Audit {
        runs,
        entries: ledger.entries_by_logged_segment()?.into_iter().collect(),
        logged: ledger.logged_by_runs()?,
    };
    verified.entries = audit
        .entries
        .values()
        .map(|numbers| numbers.count.unsigned_abs())
        .sum();
    for (position, run) in runs.iter().enumerate() {
        if only.is_none_or(|id| id == run.run) {
            audit.verify_run(position, run, &mut verified.faults);
        }
    }
    if only.is_none() {
        for table in [&INTERACTION_LOG_ENTRY, &LOGGED_SEGMENT, &CAMPAIGN_ENTRY] {
            let numbers = ledger.numbers(table)?;
            verified.faults.extend(audit.gap(table, numbers));
        }
        audit.verify_links(ledger, &mut verified.faults)?;
    }
    Ok(())
}

fn of_ledger(what: &str, problem: String) -> Difference {
    Difference {
        run: None,
        what: what.to_owned(),
        problem,
    }
}

struct Audit<'a> {
    runs: &'a [RunSummary],
    /// Log entries by the number of their logged segment.
    entries: BTreeMap<i64, Numbers>,
    logged: Vec<LoggedByRun>,
}

impl Audit<'_> {
    /// Whether anything may have been deleted since the run at this position.
    fn is_purged_since(&self, position: usize) -> bool {
        self.runs[position..].iter().any(|run| run.command == PURGE)
    }

    /// The segments of one run: all there, and each with its entries.
    fn verify_run(&self, position: usize, run: &RunSummary, faults: &mut Vec<Difference>) {
        let is_purged = self.is_purged_since(position);
        let logged: Vec<&LoggedByRun> = self
            .logged
            .iter()
            .filter(|logged| logged.run_id == run.run)
            .collect();
        for (no, lines) in run.logged() {
            let found = logged
                .iter()
                .find(|logged| logged.segment_no.as_deref() == Some(no));
            let what = format!("logged segment {no}");
            let Some(found) = found else {
                if !is_purged {
                    faults.push(run.fault(what, "is missing in the ledger"));
                }
                continue;
            };
            let numbers = self.entries.get(&found.entry_no);
            let count = numbers.map_or(0, |numbers| numbers.count);
            if count > lines || (count < lines && !is_purged) {
                let problem = format!("has {count} log entries in the ledger, {lines} were logged");
                faults.push(run.fault(what, problem));
            } else if let Some(numbers) = numbers
                && !is_purged
                && !numbers.is_gap_free()
            {
                let problem = format!(
                    "has log entries {} to {} with gaps between",
                    numbers.first, numbers.last
                );
                faults.push(run.fault(what, problem));
            }
        }
    }

    /// Numbers that are missing in a table. After a purge nobody knows which; and where history
    /// sheets were read, numbers went on after theirs.
    fn gap(&self, table: &'static Table, numbers: Option<Numbers>) -> Option<Difference> {
        let numbers = numbers?;
        let had_history = self
            .runs
            .iter()
            .any(|run| run.history_rows(table.caption) > 0);
        if had_history || self.is_purged_since(0) {
            return None;
        }
        let is_whole = numbers.first == 1 && numbers.is_gap_free();
        (!is_whole).then(|| {
            let problem = format!(
                "has {} entries with the numbers {} to {}: some are missing",
                numbers.count, numbers.first, numbers.last
            );
            of_ledger(table.caption, problem)
        })
    }

    /// Entries must belong to logged segments that are there.
    fn verify_links(&self, ledger: &Ledger, faults: &mut Vec<Difference>) -> Result<()> {
        let known: BTreeSet<i64> = self
            .logged
            .iter()
            .filter(|logged| logged.segment_no.is_some())
            .map(|logged| logged.entry_no)
            .collect();
        let campaign_entries = ledger.campaign_entries_by_logged_segment()?;
        let entries = self.entries.iter().map(|(&no, &numbers)| (no, numbers));
        let parts = [
            (&INTERACTION_LOG_ENTRY, entries.collect()),
            (&CAMPAIGN_ENTRY, campaign_entries),
        ];
        for (table, groups) in parts {
            let groups: Vec<(i64, Numbers)> = groups;
            for (no, numbers) in groups {
                if no != 0 && !known.contains(&no) {
                    let problem = format!(
                        "has {} entries of logged segment {no}, which is missing",
                        numbers.count
                    );
                    faults.push(of_ledger(table.caption, problem));
                }
            }
        }
        Ok(())
    }
}
