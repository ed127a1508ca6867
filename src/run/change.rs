//! Commands that change what was logged: cancel, evaluate, purge. Each is a run of its own, with its
//! id, its workbook of what changed, and its place in the ledger.

use std::collections::BTreeMap;

use crate::config::Settings;
use crate::decode::InputRecord;
use crate::error::{Error, Result};
use crate::finding::Findings;
use crate::ledger::Ledger;
use crate::log::{Alteration, Assessment};
use crate::progress::Progress;
use crate::schema::{self, Table};
use crate::table::Change;

use super::evaluate;
use super::report::RunState;
use super::run_id::free_id;
use super::write_change::{ChangeFiles, change_id, write_change};
use super::{cancel, purge, recover};

/// What is changed of what was logged.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Logged {
    /// Logged segments.
    Segments,
    /// Interaction log entries.
    Entries,
    /// Campaign entries.
    CampaignEntries,
}

impl Logged {
    /// The word on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Self::Segments => "segments",
            Self::Entries => "entries",
            Self::CampaignEntries => "campaign-entries",
        }
    }

    /// The word by which they are exported.
    pub(super) fn exported_as(self) -> &'static str {
        match self {
            Self::Segments => "logged-segments",
            Self::Entries => "log",
            Self::CampaignEntries => "campaign-entries",
        }
    }

    /// What one of them is called.
    pub fn one(self) -> &'static str {
        match self {
            Self::Segments => "logged segment",
            Self::Entries => "log entry",
            Self::CampaignEntries => "campaign entry",
        }
    }

    /// What several of them are called.
    pub fn many(self) -> &'static str {
        match self {
            Self::Segments => "logged segments",
            Self::Entries => "log entries",
            Self::CampaignEntries => "campaign entries",
        }
    }

    /// The table that it stands in.
    pub fn table(self) -> &'static Table {
        match self {
            Self::Segments => &schema::LOGGED_SEGMENT,
            Self::Entries => &schema::INTERACTION_LOG_ENTRY,
            Self::CampaignEntries => &schema::CAMPAIGN_ENTRY,
        }
    }
}

/// What a command asks for.
#[derive(Debug, Clone)]
pub struct ChangeRequest {
    /// What is to be changed.
    pub action: Action,
    /// Do everything but write.
    pub dry_run: bool,
}

/// What is to be changed.
#[derive(Debug, Clone)]
pub enum Action {
    /// Set the Canceled mark, or take it away.
    Cancel {
        /// Of what.
        what: Logged,
        /// Which: entry numbers, for segments also segment numbers.
        names: Vec<String>,
        /// Take it away.
        undo: bool,
    },
    /// Set Evaluation and Attempt Failed of log entries.
    Evaluate {
        /// Which: entry numbers.
        names: Vec<String>,
        /// What is set.
        assessment: Assessment,
    },
    /// The same, from a sheet of log entries.
    EvaluateFrom {
        /// The workbook or CSV file.
        file: std::path::PathBuf,
    },
    /// Delete what is canceled.
    Purge {
        /// Of what.
        what: Logged,
        /// `FIELD=FILTER`: all must hold.
        conditions: Vec<String>,
    },
}

impl Action {
    /// The verb on the command line.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Cancel { .. } => "cancel",
            Self::Evaluate { .. } | Self::EvaluateFrom { .. } => "evaluate",
            Self::Purge { .. } => "purge",
        }
    }

    /// What `run.json` shows of the command line.
    pub(super) fn options(&self) -> BTreeMap<String, String> {
        let mut options = BTreeMap::new();
        let mut option = |name: &str, value: String| options.insert(name.to_owned(), value);
        match self {
            Self::Cancel { what, names, undo } => {
                option("what", what.name().to_owned());
                option("numbers", names.join(" "));
                if *undo {
                    option("undo", "yes".to_owned());
                }
            }
            Self::Evaluate { names, assessment } => {
                option("numbers", names.join(" "));
                if let Some(ordinal) = assessment.evaluation {
                    option("evaluation", evaluate::caption(ordinal).to_owned());
                }
                if let Some(failed) = assessment.attempt_failed {
                    let failed = if failed { "yes" } else { "no" };
                    option("attempt-failed", failed.to_owned());
                }
            }
            Self::EvaluateFrom { file } => {
                let name = file.file_name().unwrap_or_default();
                option("from", name.to_string_lossy().into_owned());
            }
            Self::Purge { what, conditions } => {
                option("what", what.name().to_owned());
                if !conditions.is_empty() {
                    option("where", conditions.join("\n"));
                }
            }
        }
        options
    }
}

/// What came of a command.
#[derive(Debug)]
pub struct ChangeReport {
    /// What became of the run.
    pub state: RunState,
    /// How many rows change, by table; tables without any are left out.
    pub changed: Vec<TableChange>,
    /// What was found as it should be already.
    pub remarks: Vec<String>,
    /// The file that was read, if one was.
    pub inputs: Vec<InputRecord>,
    /// What is wrong with it.
    pub findings: Findings,
    /// Rules that refused; then nothing is changed.
    pub refused: Vec<Error>,
}

/// How many rows of a table change.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct TableChange {
    /// The table's caption.
    pub table: &'static str,
    /// Rows that change and stay.
    pub changed: u64,
    /// Rows that go.
    pub deleted: u64,
}

/// What is found out before anything is written.
#[derive(Debug)]
pub(super) struct Found {
    pub(super) alteration: Alteration,
    pub(super) remarks: Vec<String>,
    pub(super) refused: Vec<Error>,
    /// Logged segments whose segment numbers are free again.
    pub(super) freed: Vec<i64>,
}

/// Does what a command asks for. Findings and refusals are part of the report, not errors.
pub fn change(
    request: &ChangeRequest,
    settings: &Settings,
    progress: &dyn Progress,
) -> Result<ChangeReport> {
    let ledger = if request.dry_run {
        Ledger::open_for_reading(&settings.ledger)?
    } else {
        Ledger::open_for_writing(&settings.ledger)?
    };
    recover(&settings.output.folder.join("runs"), &ledger)?;
    let mut report = ChangeReport {
        state: RunState::Nothing,
        changed: Vec::new(),
        remarks: Vec::new(),
        inputs: Vec::new(),
        findings: Findings::default(),
        refused: Vec::new(),
    };
    let found = match &request.action {
        Action::Cancel { what, names, undo } => {
            cancel::find(&ledger, settings, *what, names, !undo)?
        }
        Action::Evaluate { names, assessment } => {
            evaluate::find(&ledger, settings, names, *assessment)?
        }
        Action::EvaluateFrom { file } => {
            let mut sheet = evaluate::read(file, settings, progress)?;
            report.findings = std::mem::take(&mut sheet.findings);
            report.inputs = std::mem::take(&mut sheet.inputs);
            if settings.strict {
                report.findings.make_strict();
            }
            if report.findings.has_errors() {
                return Ok(report);
            }
            evaluate::find_in_sheet(&ledger, settings, &sheet.wanted)?
        }
        Action::Purge { what, conditions } => purge::find(&ledger, settings, *what, conditions)?,
    };
    report.remarks = found.remarks;
    report.refused = found.refused;
    if !report.refused.is_empty() {
        return Ok(report);
    }
    report.changed = counts(&found.alteration);
    if found.alteration.edits.is_empty() {
        report.state = RunState::NothingNew;
        return Ok(report);
    }
    let edits = &found.alteration.edits;
    let id = change_id(&request.action, settings, &report.inputs, edits);
    let id = free_id(&id, &ledger)?;
    report.state = if request.dry_run {
        RunState::DryRun { id }
    } else {
        let files = ChangeFiles {
            action: &request.action,
            settings,
            inputs: &report.inputs,
            findings: &report.findings,
            alteration: &found.alteration,
            changed: &report.changed,
            progress,
        };
        write_change(files, ledger, id, found.freed)?
    };
    Ok(report)
}

/// Rows are counted once, however many of their fields change.
fn counts(alteration: &Alteration) -> Vec<TableChange> {
    let tables = alteration.rows.tables();
    let counted = tables.into_iter().map(|records| {
        let rows = records.len() as u64;
        let is_deleted = alteration
            .edits
            .iter()
            .any(|edit| edit.table.no == records.table().no && edit.change == Change::Delete);
        let (changed, deleted) = if is_deleted { (0, rows) } else { (rows, 0) };
        TableChange {
            table: records.table().caption,
            changed,
            deleted,
        }
    });
    counted
        .filter(|count| count.changed + count.deleted > 0)
        .collect()
}
