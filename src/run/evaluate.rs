//! Setting Evaluation and Attempt Failed of log entries: of those that are named, or from a sheet.

use std::collections::BTreeMap;
use std::path::Path;

use crate::config::{InputSettings, Settings};
use crate::decode::{Cache, InputRecord, decode_inputs};
use crate::error::{Error, Result};
use crate::finding::code::checking::V001;
use crate::finding::near_miss::{did_you_mean, nearest};
use crate::finding::{Finding, Findings};
use crate::ledger::Ledger;
use crate::log::{Assessment, entry_nos, evaluate};
use crate::progress::Progress;
use crate::schema::kind::options::EVALUATION;
use crate::schema::{
    INTERACTION_LOG_ENTRY, fold_name, interaction_log_entry as field, table_in_any_language,
};
use crate::table::{Fill, Records};

use super::change::{Found, Logged};
use super::named_entries::NamedEntries;

/// What clears an evaluation.
const BLANK: [&str; 3] = ["-", "''", "<blank>"];

/// A sheet of log entries that was read.
#[derive(Debug, Default)]
pub(super) struct Sheet {
    pub(super) wanted: BTreeMap<i64, Assessment>,
    pub(super) inputs: Vec<InputRecord>,
    pub(super) findings: Findings,
}

/// The ordinal of an evaluation, given by its caption in any case or by its ordinal; `-` is none.
///
/// # Errors
/// Usage when there is no such evaluation.
pub fn evaluation_called(name: &str) -> Result<u8> {
    let name = name.trim();
    if name.is_empty() || BLANK.contains(&name) {
        return Ok(0);
    }
    let by_name = |choice: &&crate::schema::Choice| {
        let number = name.parse::<u8>();
        number == Ok(choice.ordinal)
            || (choice.ordinal > 0 && fold_name(choice.caption) == fold_name(name))
    };
    if let Some(found) = EVALUATION.iter().find(by_name) {
        return Ok(found.ordinal);
    }
    let captions: Vec<&str> = EVALUATION[1..]
        .iter()
        .map(|choice| choice.caption)
        .collect();
    let near = did_you_mean(nearest(name, captions.iter().copied()));
    Err(
        Error::usage(format!("there is no evaluation \"{name}\"{near}")).hint(format!(
            "one of {} (or its number, 1 to 5), or - to clear it",
            captions.join(", ")
        )),
    )
}

/// The caption of an evaluation; `-` for none.
pub(super) fn caption(ordinal: u8) -> &'static str {
    let found = EVALUATION.iter().find(|choice| choice.ordinal == ordinal);
    match found.map(|choice| choice.caption) {
        None | Some("") => "-",
        Some(caption) => caption,
    }
}

/// What setting the same for all named entries changes.
pub(super) fn find(
    ledger: &Ledger,
    settings: &Settings,
    names: &[String],
    assessment: Assessment,
) -> Result<Found> {
    let entries = entries(ledger, settings, names)?;
    let wanted = entry_nos(&entries)
        .into_iter()
        .map(|no| (no, assessment))
        .collect();
    Ok(found(entries, &wanted))
}

/// What a sheet changes.
pub(super) fn find_in_sheet(
    ledger: &Ledger,
    settings: &Settings,
    wanted: &BTreeMap<i64, Assessment>,
) -> Result<Found> {
    let names: Vec<String> = wanted.keys().map(i64::to_string).collect();
    let mut found = found(entries(ledger, settings, &names)?, wanted);
    // A sheet may have thousands of rows that nobody has touched.
    if found.remarks.len() > 1 {
        found.remarks = vec![format!(
            "{} log entries say so already",
            found.remarks.len()
        )];
    }
    Ok(found)
}

fn entries(ledger: &Ledger, settings: &Settings, names: &[String]) -> Result<Records> {
    let look_up = NamedEntries {
        ledger,
        settings,
        what: Logged::Entries,
    };
    look_up.records(names)
}

fn found(entries: Records, wanted: &BTreeMap<i64, Assessment>) -> Found {
    let before = entry_nos(&entries);
    let alteration = evaluate(entries, wanted);
    let changed = entry_nos(&alteration.rows.log_entries);
    let remarks = before
        .iter()
        .filter(|no| changed.binary_search(no).is_err())
        .map(|no| format!("log entry {no} says so already"))
        .collect();
    Found {
        alteration,
        remarks,
        refused: Vec::new(),
        freed: Vec::new(),
    }
}

/// Reads the log entries of a workbook or CSV file: Entry No., Evaluation, Attempt Failed. A blank
/// cell leaves the entry as it is; other columns do not matter.
///
/// # Errors
/// A file that cannot be read, or that has no sheet of log entries.
pub(super) fn read(file: &Path, settings: &Settings, progress: &dyn Progress) -> Result<Sheet> {
    let mut input = InputSettings {
        paths: vec![file.to_owned()],
        ..settings.input.clone()
    };
    // The file is named on purpose, so a CSV file may be called what it likes.
    let stem = file.file_stem().unwrap_or_default().to_string_lossy();
    if table_in_any_language(&stem).is_none() {
        let known = input.sheets.entry(fold_name(&stem));
        known.or_insert(INTERACTION_LOG_ENTRY.no);
    }
    let entries_only = |no| no == INTERACTION_LOG_ENTRY.no;
    let mut decoded = decode_inputs(
        &input,
        &settings.limits,
        &entries_only,
        &Cache::none(),
        progress,
    )?;
    if !decoded.unreadable.is_empty() {
        return Err(decoded.unreadable.remove(0));
    }
    let mut sheet = Sheet {
        findings: decoded.findings,
        inputs: decoded.inputs,
        ..Sheet::default()
    };
    match decoded.tables.get(&INTERACTION_LOG_ENTRY.no) {
        Some(records) => sheet.take(records),
        None if sheet.findings.has_errors() => {}
        None => {
            return Err(Error::usage(format!(
                "{} has no sheet of log entries",
                file.display()
            ))
            .hint("a sheet Interaction Log Entry with the columns Entry No., Evaluation, Attempt Failed is needed"));
        }
    }
    sheet.findings.sort();
    Ok(sheet)
}

impl Sheet {
    fn take(&mut self, records: &Records) {
        for row in (0..records.len()).filter(|&row| !records.is_rejected(row)) {
            let is_filled = |no| records.fill(row, no) == Fill::Value;
            let assessment = Assessment {
                evaluation: is_filled(field::EVALUATION)
                    .then(|| records.option(row, field::EVALUATION)),
                attempt_failed: is_filled(field::ATTEMPT_FAILED)
                    .then(|| records.boolean(row, field::ATTEMPT_FAILED)),
            };
            let no = records.integer(row, field::ENTRY_NO);
            let known = self.wanted.insert(no, assessment);
            if known.is_some_and(|known| known != assessment) {
                self.findings.push(Finding::new(
                    &V001,
                    records.place(row, Some(field::ENTRY_NO)),
                    format!("Entry No. \"{no}\" a second time, with another evaluation"),
                    "each Entry No. once",
                    "remove one of the two rows, or correct its key",
                ));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_evaluation_is_known_by_caption_and_ordinal() {
        for (name, expected) in [
            ("Very Positive", 1),
            ("very-positive", 1),
            ("POSITIVE", 2),
            ("3", 3),
            (" negative ", 4),
            ("5", 5),
            ("0", 0),
            ("-", 0),
            ("", 0),
            ("<blank>", 0),
        ] {
            assert_eq!(evaluation_called(name).unwrap(), expected, "{name}");
        }
        for (name, expected) in [
            (
                "positiv",
                "there is no evaluation \"positiv\"; did you mean Positive?",
            ),
            ("6", "there is no evaluation \"6\""),
            ("good", "there is no evaluation \"good\""),
        ] {
            assert_eq!(evaluation_called(name).unwrap_err().to_string(), expected);
        }
    }
}
