//! `history`: what was run when, by whom, with what result; and whether all of it is still there.

mod audit;
mod files;

use std::path::PathBuf;

use crate::config::Settings;
use crate::error::{Error, Result};
use crate::finding::near_miss::nearest;
use crate::ledger::{Ledger, RunRecord};
use crate::value::Date;

use super::recover;

/// What `history` asks for.
#[derive(Debug, Clone)]
pub struct HistoryRequest {
    /// A run's id or the beginning of one; none for all.
    pub run: Option<String>,
    /// Look whether files and ledger are as they were written.
    pub verify: bool,
}

/// What `history` tells.
#[derive(Debug)]
pub struct History {
    /// The runs, in the order in which they were committed; one when it was named.
    pub runs: Vec<RunSummary>,
    /// What was verified, if that was asked for.
    pub verified: Option<Verified>,
}

/// One run.
#[derive(Debug, serde::Serialize)]
pub struct RunSummary {
    /// Its id.
    pub run: String,
    /// What was called: `select`, `log`, `run` …
    pub command: String,
    /// The work date.
    #[serde(serialize_with = "show")]
    pub date: Date,
    /// BC's User ID.
    pub user: String,
    /// When it was committed, as RFC 3339 in UTC.
    pub committed_at: String,
    /// How many segments it selected or logged.
    pub segments: u64,
    /// How many lines these have; for logged ones the entries.
    pub lines: u64,
    /// How many follow-up segments it made.
    pub follow_ups: u64,
    /// How many files it wrote, `run.json` left out.
    pub files: u64,
    /// Its folder.
    pub folder: PathBuf,
    /// Whether the folder is there.
    pub folder_is_there: bool,
    /// Its `run.json`, as the ledger keeps it.
    pub record: serde_json::Value,
}

/// What was looked at, and what differs.
#[derive(Debug, Default, serde::Serialize)]
pub struct Verified {
    /// Files whose bytes are those that were written.
    pub sound_files: u64,
    /// Their bytes.
    pub bytes: u64,
    /// Log entries that were counted.
    pub entries: u64,
    /// What is damaged or missing.
    pub faults: Vec<Difference>,
    /// What is worth knowing, e.g. a file that somebody added.
    pub remarks: Vec<Difference>,
}

/// Something that is not as it was written.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Difference {
    /// The run that it belongs to, if any.
    pub run: Option<String>,
    /// The file, or the part of the ledger.
    pub what: String,
    /// What is wrong with it.
    pub problem: String,
}

#[allow(
    clippy::trivially_copy_pass_by_ref,
    reason = "serde hands the field by reference"
)]
fn show<S: serde::Serializer>(date: &Date, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_str(date)
}

/// Looks up the runs and, if that is asked for, verifies them.
pub fn history(request: &HistoryRequest, settings: &Settings) -> Result<History> {
    let ledger = Ledger::open_for_reading(&settings.ledger)?;
    let out_runs = settings.output.folder.join("runs");
    recover(&out_runs, &ledger)?;
    let all = ledger.runs()?;
    let named = request.run.as_deref().map(|name| find(&all, name));
    let named = named.transpose()?.map(|run| run.id.clone());
    let summaries: Vec<RunSummary> = all
        .into_iter()
        .map(|run| RunSummary::new(run, &out_runs))
        .collect();
    let verified = if request.verify {
        let mut verified = Verified::default();
        let only = named.as_deref();
        files::verify(&out_runs, &summaries, only, &mut verified)?;
        audit::verify(&ledger, &summaries, only, &mut verified)?;
        Some(verified)
    } else {
        None
    };
    let runs = summaries
        .into_iter()
        .filter(|run| named.as_ref().is_none_or(|id| *id == run.run))
        .collect();
    Ok(History { runs, verified })
}

/// The run with this id, or the only one whose id begins so.
pub(super) fn find<'a>(runs: &'a [RunRecord], name: &str) -> Result<&'a RunRecord> {
    let name = name.trim().to_lowercase();
    if let Some(run) = runs.iter().find(|run| run.id == name) {
        return Ok(run);
    }
    // The hash alone will do as well: it is what people remember.
    let hash_begins = |id: &str| id.get(11..).is_some_and(|hash| hash.starts_with(&name));
    let begins = |run: &&RunRecord| run.id.starts_with(&name) || hash_begins(&run.id);
    let found: Vec<&RunRecord> = runs.iter().filter(begins).collect();
    match found.as_slice() {
        [run] => Ok(run),
        [] => {
            let error = Error::usage(format!("there is no run {name}"));
            let error = match nearest(&name, runs.iter().map(|run| run.id.as_str())) {
                Some(near) => error.hint(format!("did you mean {near}?")),
                None => error,
            };
            Err(error.hint("`segbook history` lists all runs"))
        }
        several => {
            let ids: Vec<&str> = several.iter().map(|run| run.id.as_str()).collect();
            Err(
                Error::usage(format!("{} runs begin with {name}", ids.len()))
                    .hint(format!("name one of them: {}", ids.join(", "))),
            )
        }
    }
}

impl RunSummary {
    fn new(run: RunRecord, out_runs: &std::path::Path) -> Self {
        let record: serde_json::Value = serde_json::from_str(&run.json).unwrap_or_default();
        let folder = out_runs.join(&run.id);
        let segments = || {
            let all = record["segments"].as_array().into_iter().flatten();
            // Segments that were skipped, on hold or faulty stand in the record too.
            all.filter(|segment| {
                let state = if run.command == "select" {
                    "selected"
                } else {
                    "logged"
                };
                segment["state"] == state
            })
        };
        Self {
            segments: segments().count() as u64,
            lines: segments().filter_map(|one| one["lines"].as_u64()).sum(),
            follow_ups: segments()
                .filter(|one| one["follow_up"].is_string())
                .count() as u64,
            files: record["outputs"].as_array().map_or(0, Vec::len) as u64,
            folder_is_there: folder.is_dir(),
            folder,
            run: run.id,
            command: run.command,
            date: run.date,
            user: run.user,
            committed_at: run.committed_at,
            record,
        }
    }

    /// Segments with the lines that this run logged.
    fn logged(&self) -> impl Iterator<Item = (&str, i64)> {
        let all = self.record["segments"].as_array().into_iter().flatten();
        all.filter(|segment| segment["state"] == "logged")
            .filter_map(|segment| Some((segment["no"].as_str()?, segment["lines"].as_i64()?)))
    }

    /// How many rows of history sheets of a table the run had read.
    fn history_rows(&self, caption: &str) -> u64 {
        let all = self.record["tables"].as_array().into_iter().flatten();
        all.filter(|table| table["table"] == caption)
            .filter_map(|table| table["read"].as_u64())
            .sum()
    }

    fn fault(&self, what: impl Into<String>, problem: impl Into<String>) -> Difference {
        Difference {
            run: Some(self.run.clone()),
            what: what.into(),
            problem: problem.into(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::error::ErrorKind;

    fn run(id: &str) -> RunRecord {
        RunRecord {
            id: id.to_owned(),
            command: "run".to_owned(),
            date: Date::new(2026, 11, 23).expect("a day"),
            user: "MARTA".to_owned(),
            committed_at: String::new(),
            json: "{}".to_owned(),
        }
    }

    #[test]
    fn a_run_is_found_by_its_id_or_a_beginning_that_only_it_has() {
        let runs = [
            run("2026-11-23-7f3a9c21"),
            run("2026-11-23-7f3a9c21-2"),
            run("2026-11-24-00c0ffee"),
        ];
        for (name, expected) in [
            ("2026-11-23-7f3a9c21", Some(0)),
            ("2026-11-23-7f3a9c21-2", Some(1)),
            ("2026-11-24", Some(2)),
            ("00C0", Some(2)),
            ("2026-11-23", None),
            ("2025", None),
        ] {
            let found = find(&runs, name);
            let found = found.map(|run| &run.id).map_err(|error| error.kind());
            let expected = expected.map(|at: usize| &runs[at].id);
            assert_eq!(found, expected.ok_or(ErrorKind::Usage), "{name}");
        }
    }
}
