//! Results for other programs: `--json` gives one object on one line of stdout, whatever happens.
//!
//! Every object has `command` and `exit_code`. A command that has read a book adds `run`, `counts`,
//! `tables`, `segments`, `files`, `inputs`, `settings`, `findings` (all of them, never folded, in
//! the order of the screen), `unreadable` and `refused`. One that looks at results adds its own keys,
//! `files`, `findings` and `unreadable`. One that changes the log has `changed` (rows by table) and
//! `remarks` instead of what belongs to a book. `send` has `mails`, each with its state. A command that was stopped adds `error`,
//! and `findings` when it is the settings that are wrong. Keys may be added, never renamed.

use std::collections::BTreeMap;
use std::path::Path;

use serde::Serialize;

use crate::config::{InForce, Settings};
use crate::decode::InputRecord;
use crate::error::{Error, ErrorKind};
use crate::finding::{Finding, Findings, Severity};
use crate::place;
use crate::run::{ChangeReport, Report, RunState, SegmentReport, TableChange, TableCount, Verb};
use crate::write::Written;

/// What a command that has read a book gives.
#[derive(Serialize)]
pub(super) struct Result<'a> {
    command: &'static str,
    exit_code: u8,
    run: Run<'a>,
    counts: Counts,
    tables: &'a [TableCount],
    segments: &'a [SegmentReport],
    files: &'a [Written],
    inputs: &'a [InputRecord],
    settings: &'a BTreeMap<String, InForce>,
    findings: Vec<OneFinding<'a>>,
    unreadable: Vec<OneError>,
    refused: Vec<OneError>,
}

/// What a command that changes the log gives.
#[derive(Serialize)]
pub(super) struct LogChange<'a> {
    command: &'static str,
    exit_code: u8,
    run: Run<'a>,
    counts: Counts,
    changed: &'a [TableChange],
    remarks: &'a [String],
    files: &'a [Written],
    inputs: &'a [InputRecord],
    settings: &'a BTreeMap<String, InForce>,
    findings: Vec<OneFinding<'a>>,
    refused: Vec<OneError>,
}

/// What became of the run: `nothing`, `dry-run`, `nothing-new`, `already-done`, `letters`,
/// `annotated` or `done`.
#[derive(Serialize)]
struct Run<'a> {
    state: &'static str,
    id: Option<&'a str>,
    folder: Option<&'a Path>,
}

/// Findings by severity.
#[derive(Serialize)]
pub(super) struct Counts {
    errors: usize,
    warnings: usize,
    notices: usize,
}

/// One finding. Rows and columns count from 1; `cell` is there for sheets only.
#[derive(Serialize)]
pub(super) struct OneFinding<'a> {
    code: &'a str,
    severity: Severity,
    title: &'a str,
    file: &'a str,
    sheet: Option<&'a str>,
    cell: Option<String>,
    row: Option<u32>,
    column: Option<u32>,
    caption: Option<&'a str>,
    found: &'a str,
    expected: &'a str,
    fix: &'a str,
}

/// Something that stopped a command, a file or a segment.
#[derive(Serialize)]
pub(super) struct OneError {
    kind: &'static str,
    message: String,
    causes: Vec<String>,
    hints: Vec<String>,
}

/// What a command that was stopped gives.
#[derive(Serialize)]
pub(super) struct Stopped<'a> {
    command: &'static str,
    exit_code: u8,
    error: OneError,
    findings: Vec<OneFinding<'a>>,
}

impl<'a> Result<'a> {
    pub(super) fn new(
        verb: Verb,
        exit_code: u8,
        report: &'a Report,
        settings: &'a Settings,
    ) -> Self {
        let (run, files) = run(&report.state);
        Self {
            command: verb.name(),
            exit_code,
            run,
            counts: Counts::of(&report.findings),
            tables: &report.tables,
            segments: &report.segments,
            files,
            inputs: &report.inputs,
            settings: &settings.in_force,
            findings: all(&report.findings),
            unreadable: report.unreadable.iter().map(OneError::new).collect(),
            refused: report.refused.iter().map(OneError::new).collect(),
        }
    }
}

/// What a command that looks at results gives: its own keys between those of all.
#[derive(Serialize)]
pub(super) struct Answered<'a, T: Serialize> {
    command: &'static str,
    exit_code: u8,
    #[serde(flatten)]
    result: Option<&'a T>,
    files: &'a [Written],
    findings: Vec<OneFinding<'a>>,
    unreadable: Vec<OneError>,
}

impl<'a, T: Serialize> Answered<'a, T> {
    pub(super) fn new(
        command: &'static str,
        exit_code: u8,
        result: Option<&'a T>,
        files: &'a [Written],
        findings: &'a Findings,
        unreadable: &[Error],
    ) -> Self {
        Self {
            command,
            exit_code,
            result,
            files,
            findings: all(findings),
            unreadable: unreadable.iter().map(OneError::new).collect(),
        }
    }
}

impl<'a> LogChange<'a> {
    pub(super) fn new(
        command: &'static str,
        exit_code: u8,
        report: &'a ChangeReport,
        settings: &'a Settings,
    ) -> Self {
        let (run, files) = run(&report.state);
        Self {
            command,
            exit_code,
            run,
            counts: Counts::of(&report.findings),
            changed: &report.changed,
            remarks: &report.remarks,
            files,
            inputs: &report.inputs,
            settings: &settings.in_force,
            findings: all(&report.findings),
            refused: report.refused.iter().map(OneError::new).collect(),
        }
    }
}

impl Result<'_> {
    /// The same under the name of a command that is no verb of the batch.
    pub(super) fn called(self, command: &'static str) -> Self {
        Self { command, ..self }
    }
}

fn run(state: &RunState) -> (Run<'_>, &[Written]) {
    let (state, id, folder, files) = match state {
        RunState::Nothing => ("nothing", None, None, &[][..]),
        RunState::DryRun { id } => ("dry-run", Some(id), None, &[][..]),
        RunState::NothingNew => ("nothing-new", None, None, &[][..]),
        RunState::AlreadyDone { id } => ("already-done", Some(id), None, &[][..]),
        RunState::Annotated(annotated) => (
            "annotated",
            None,
            Some(annotated.folder.as_path()),
            annotated.files.as_slice(),
        ),
        RunState::Done { id, folder, files } => {
            ("done", Some(id), Some(folder.as_path()), files.as_slice())
        }
        RunState::Letters { folder, files } => {
            ("letters", None, Some(folder.as_path()), files.as_slice())
        }
    };
    let id = id.map(String::as_str);
    (Run { state, id, folder }, files)
}

impl<'a> Stopped<'a> {
    pub(super) fn new(command: &'static str, error: &'a Error) -> Self {
        Self {
            command,
            exit_code: error.exit_code(),
            error: OneError::new(error),
            findings: all(error.findings()),
        }
    }
}

impl Counts {
    pub(super) fn of(findings: &Findings) -> Self {
        Self {
            errors: findings.count(Severity::Error),
            warnings: findings.count(Severity::Warning),
            notices: findings.count(Severity::Notice),
        }
    }
}

impl OneError {
    pub(super) fn new(error: &Error) -> Self {
        let mut causes = Vec::new();
        let mut cause = std::error::Error::source(error);
        while let Some(source) = cause {
            causes.push(source.to_string());
            cause = source.source();
        }
        Self {
            kind: match error.kind() {
                ErrorKind::Usage => "usage",
                ErrorKind::File => "file",
                ErrorKind::Refused => "refused",
                ErrorKind::Fault => "fault",
            },
            message: error.to_string(),
            causes,
            hints: error.hints().to_vec(),
        }
    }
}

/// All findings, in order.
pub(super) fn all(findings: &Findings) -> Vec<OneFinding<'_>> {
    findings.iter().map(OneFinding::new).collect()
}

impl<'a> OneFinding<'a> {
    fn new(finding: &'a Finding) -> Self {
        let place = &finding.place;
        let cell = match (&place.sheet, place.row, place.column) {
            (Some(_), Some(row), Some(column)) => Some(place::cell_name(row, column)),
            _ => None,
        };
        Self {
            code: finding.code.id,
            severity: finding.severity,
            title: finding.code.title,
            file: &place.file,
            sheet: place.sheet.as_deref(),
            cell,
            row: place.row.map(|row| row + 1),
            column: place.column.map(|column| column + 1),
            caption: place.caption.as_deref(),
            found: &finding.found,
            expected: &finding.expected,
            fix: &finding.fix,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::code::decoding::D012;
    use crate::place::Place;

    #[test]
    fn a_finding_is_one_object_with_its_place() {
        let place = Place {
            sheet: Some("Contact".into()),
            caption: Some("Date".into()),
            ..Place::file("a.xlsx").at(16, 5)
        };
        let finding = Finding::new(&D012, place, "\"x\"", "a date", "correct it");
        let json = serde_json::to_string(&OneFinding::new(&finding)).expect("JSON");
        let expected = concat!(
            r#"{"code":"D012","severity":"error","title":"an impossible date","file":"a.xlsx","#,
            r#""sheet":"Contact","cell":"F17","row":17,"column":6,"caption":"Date","#,
            r#""found":"\"x\"","expected":"a date","fix":"correct it"}"#
        );
        assert_eq!(json, expected);
    }

    #[test]
    fn a_command_that_was_stopped_says_why() {
        let error = Error::usage("no such segment").hint("look at the inbox");
        let json = serde_json::to_string(&Stopped::new("log", &error)).expect("JSON");
        let expected = concat!(
            r#"{"command":"log","exit_code":2,"error":{"kind":"usage","message":"no such segment","#,
            r#""causes":[],"hints":["look at the inbox"]},"findings":[]}"#
        );
        assert_eq!(json, expected);
    }
}
