//! Writing a run that changes what was logged: the workbook of what changed, `run.json`, and the
//! changes themselves, committed together.

use crate::config::Settings;
use crate::decode::InputRecord;
use crate::error::Result;
use crate::finding::Findings;
use crate::ledger::{Changes, Ledger, RunRecord};
use crate::log::{Alteration, entry_fields};
use crate::progress::Progress;
use crate::schema::{CAMPAIGN_ENTRY, LOGGED_SEGMENT};
use crate::table::{Change, Edit};
use crate::write::{RecordedFindings, RunJson, Sheet, Workbook, write_run_json, write_workbooks};

use super::Stage;
use super::change::{Action, TableChange};
use super::commit_run::now;
use super::covers::{CoverFacts, count};
use super::report::{RunState, SegmentReport};
use super::run_id::run_id;
use super::segment_rows::stored;

/// What the files are made from.
#[derive(Clone, Copy)]
pub(super) struct ChangeFiles<'a> {
    pub(super) action: &'a Action,
    pub(super) settings: &'a Settings,
    pub(super) inputs: &'a [InputRecord],
    pub(super) findings: &'a Findings,
    pub(super) alteration: &'a Alteration,
    pub(super) changed: &'a [TableChange],
    pub(super) progress: &'a dyn Progress,
}

/// The id of the run: from the command, its arguments, user, settings and inputs, and from what it
/// changes, so that undoing and doing again are different runs.
pub(super) fn change_id(
    action: &Action,
    settings: &Settings,
    inputs: &[InputRecord],
    edits: &[Edit],
) -> String {
    let mut parts = vec![
        ("command".to_owned(), action.name().to_owned()),
        ("user".to_owned(), settings.user.clone()),
    ];
    let options = action.options().into_iter();
    parts.extend(options.map(|(key, value)| (format!("option {key}"), value)));
    let in_force = settings.in_force.iter();
    parts.extend(in_force.map(|(key, one)| (format!("setting {key}"), one.value.clone())));
    let inputs = inputs.iter();
    parts.extend(inputs.map(|input| (format!("input {}", input.name), input.sha256.clone())));
    parts.extend(edits.iter().map(|edit| {
        let numbers: Vec<String> = edit.entry_nos.iter().map(i64::to_string).collect();
        (describe(edit), numbers.join(" "))
    }));
    let parts: Vec<(&str, &str)> = parts
        .iter()
        .map(|(label, text)| (label.as_str(), text.as_str()))
        .collect();
    run_id(settings.date, &parts)
}

/// `Interaction Log Entry: Canceled = Yes`.
fn describe(edit: &Edit) -> String {
    let table = edit.table.caption;
    match edit.change {
        Change::Delete => format!("{table}: deleted"),
        Change::Set(field, value) => {
            let field = edit.table.field(field);
            format!("{table}: {} = {}", field.caption, value.show(field.kind))
        }
    }
}

/// Writes the files of the run and commits them with the changes.
pub(super) fn write_change(
    files: ChangeFiles<'_>,
    ledger: Ledger,
    id: String,
    freed: Vec<i64>,
) -> Result<RunState> {
    let ChangeFiles {
        settings, action, ..
    } = files;
    // Declared after the ledger, so that on an error its folder goes while the lock is held.
    let stage = Stage::begin(&settings.output.folder.join("runs"), &id)?;
    let workbook = changed_workbook(files, &id);
    let mut written = write_workbooks(
        stage.folder(),
        &[workbook],
        &settings.output,
        files.progress,
    )?;
    written.sort_by(|a, b| a.path.cmp(&b.path));
    let json = write_run_json(
        stage.folder(),
        &RunJson {
            run: &id,
            command: action.name(),
            options: &action.options(),
            segbook: env!("CARGO_PKG_VERSION"),
            date: settings.date,
            user: &settings.user,
            settings: &settings.in_force,
            inputs: files.inputs,
            tables: files.changed,
            segments: &[] as &[SegmentReport],
            findings: &RecordedFindings::new(files.findings),
            outputs: &written,
        },
    )?;
    let changes = Changes {
        edits: files.alteration.edits.clone(),
        freed,
        ..Changes::of(RunRecord {
            id: id.clone(),
            command: action.name().to_owned(),
            date: settings.date,
            user: settings.user.clone(),
            committed_at: now(),
            json,
        })
    };
    let folder = stage.commit(ledger, &changes)?;
    Ok(RunState::Done {
        id,
        folder,
        files: written,
    })
}

/// The rows that change, in all three sheets of the log.
fn changed_workbook<'a>(files: ChangeFiles<'a>, id: &str) -> Workbook<'a> {
    let rows = &files.alteration.rows;
    let (title, advice) = words(files.action);
    let facts = CoverFacts {
        run_id: id,
        settings: files.settings,
        inputs: files.inputs,
    };
    let counts = rows
        .tables()
        .map(|records| count(records.table().caption, records.len()));
    Workbook {
        folder: "",
        stem: "changed",
        created_on: files.settings.date,
        cover: Some(facts.cover(title.to_owned(), advice, counts.into())),
        sheets: vec![
            Sheet::new(&rows.logged_segments, stored(&LOGGED_SEGMENT).collect()),
            Sheet::new(&rows.log_entries, entry_fields()),
            Sheet::new(&rows.campaign_entries, stored(&CAMPAIGN_ENTRY).collect()),
        ],
    }
}

/// The title of the workbook, and what it is.
fn words(action: &Action) -> (&'static str, &'static str) {
    const NOW: &str = "The rows that were changed, as they stand in the ledger now.";
    match action {
        Action::Cancel { undo: false, .. } => ("Canceled", NOW),
        Action::Cancel { undo: true, .. } => ("No longer canceled", NOW),
        Action::Evaluate { .. } | Action::EvaluateFrom { .. } => ("Evaluated", NOW),
        Action::Purge { .. } => (
            "Purged",
            "The rows that were deleted, and those that were linked to them, as they stood before.",
        ),
    }
}
