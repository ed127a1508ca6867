//! What a side's name means: a file, the CSV files that belong to one, or a logged segment.

use std::fs;
use std::path::{Path, PathBuf};

use crate::config::Settings;
use crate::decode::{Cache, Decoded, decode_inputs};
use crate::error::{Error, Result};
use crate::finding::Findings;
use crate::finding::near_miss::{did_you_mean, nearest};
use crate::ledger::Ledger;
use crate::progress::Silent;
use crate::schema::{
    self, INTERACTION_LOG_ENTRY, LOGGED_SEGMENT, SEGMENT_LINE, interaction_log_entry,
    logged_segment,
};
use crate::table::Records;
use crate::value::normalise_code;

use super::side::Side;

/// The extensions of delimited files.
const DELIMITED: [&str; 3] = ["csv", "tsv", "txt"];

/// A side that was read, with what is wrong with it.
pub(super) struct Opened {
    pub(super) findings: Findings,
    pub(super) unreadable: Vec<Error>,
    name: String,
    side: Option<Side>,
}

impl Opened {
    /// The side, when there is one.
    ///
    /// # Errors
    /// The file holds neither lines nor entries.
    pub(super) fn side(self) -> Result<Side> {
        self.side.ok_or_else(|| {
            Error::file(
                Path::new(&self.name),
                "has no sheet Segment Line or Interaction Log Entry",
            )
            .hint("name a workbook of a segment, a follow-up or a logged segment")
        })
    }
}

/// Opens what a name means: a file if there is one, else the logged segment of this number.
pub(super) fn open(name: &str, ledger: &Ledger, settings: &Settings) -> Result<Opened> {
    let path = Path::new(name);
    if path.is_file() {
        return open_file(name, path, settings);
    }
    if let Some(records) = logged(name, ledger)? {
        return Ok(Opened {
            findings: Findings::default(),
            unreadable: Vec::new(),
            name: name.to_owned(),
            side: Some(Side::new(name, true, records, Vec::new())),
        });
    }
    Err(unknown(name, path, ledger)?)
}

fn open_file(name: &str, path: &Path, settings: &Settings) -> Result<Opened> {
    let mut input = settings.input.clone();
    input.paths = group(path)?;
    let wanted = |no| no == SEGMENT_LINE.no || no == INTERACTION_LOG_ENTRY.no;
    let Decoded {
        mut tables,
        findings,
        inputs,
        unreadable,
    } = decode_inputs(&input, &settings.limits, &wanted, &Cache::none(), &Silent)?;
    // A segment may bring history in the same file; its lines are what it is about.
    let lines = tables.remove(&SEGMENT_LINE.no);
    let entries = tables.remove(&INTERACTION_LOG_ENTRY.no);
    let has_rows = |records: &Option<Records>| records.as_ref().is_some_and(|r| !r.is_empty());
    let records = match (lines, entries) {
        (None, entries) => entries,
        (lines, entries) if !has_rows(&lines) && has_rows(&entries) => entries,
        (lines, _) => lines,
    };
    Ok(Opened {
        findings,
        unreadable,
        name: name.to_owned(),
        side: records.map(|records| Side::new(name, false, records, inputs)),
    })
}

/// The file, or all CSV files of the group it belongs to: `SM00001.Segment Line.csv` stands for
/// every `SM00001.<sheet>.csv` beside it.
fn group(path: &Path) -> Result<Vec<PathBuf>> {
    let extension = path.extension().unwrap_or_default().to_string_lossy();
    let is_delimited = DELIMITED.contains(&extension.to_lowercase().as_str());
    let Some(stem) = path.file_stem().filter(|_| is_delimited) else {
        return Ok(vec![path.to_owned()]);
    };
    let stem = stem.to_string_lossy();
    let Some(first) = group_name(&stem) else {
        return Ok(vec![path.to_owned()]);
    };
    let folder = match path.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent,
        _ => Path::new("."),
    };
    let unreadable = |error| Error::io(folder, "cannot be read", error);
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).map_err(unreadable)? {
        let other = entry.map_err(unreadable)?.path();
        let same_extension = other.extension() == path.extension();
        let other_stem = other.file_stem().unwrap_or_default().to_string_lossy();
        if same_extension && group_name(&other_stem) == Some(first) {
            files.push(other);
        }
    }
    files.sort();
    Ok(files)
}

/// `SM00001` of `SM00001.Segment Line`.
fn group_name(stem: &str) -> Option<&str> {
    let mut ends = stem.match_indices('.').map(|(at, _)| at);
    let is_sheet = |end: &str| {
        schema::table_in_any_language(end).is_some() || schema::fold_name(end) == "cover"
    };
    ends.find(|&at| is_sheet(&stem[at + 1..]))
        .map(|at| &stem[..at])
}

/// The entries of the logged segment with this number, the last one of several.
fn logged(name: &str, ledger: &Ledger) -> Result<Option<Records>> {
    let no = normalise_code(name);
    let segments = ledger.records(
        &LOGGED_SEGMENT,
        &[logged_segment::ENTRY_NO, logged_segment::SEGMENT_NO],
    )?;
    let entry_no = (0..segments.len())
        .filter(|&row| segments.text(row, logged_segment::SEGMENT_NO) == no)
        .map(|row| segments.integer(row, logged_segment::ENTRY_NO))
        .max();
    entry_no
        .map(|entry_no| {
            let field = interaction_log_entry::LOGGED_SEGMENT_ENTRY_NO;
            ledger.records_among(&INTERACTION_LOG_ENTRY, field, &[entry_no])
        })
        .transpose()
}

/// What is neither a file nor a logged segment: a path is a matter of files, a word one of usage.
fn unknown(name: &str, path: &Path, ledger: &Ledger) -> Result<Error> {
    if path.is_dir() {
        let error = Error::usage(format!("{name} is a folder"));
        return Ok(error.hint("name the workbook, e.g. segments/SM00001.xlsx below a run's folder"));
    }
    let is_path = path.extension().is_some() || path.components().count() > 1;
    if is_path {
        let file = path.file_name().unwrap_or_default().to_string_lossy();
        let folder = path
            .parent()
            .filter(|parent| !parent.as_os_str().is_empty());
        let beside = files_in(folder.unwrap_or(Path::new(".")));
        let near = nearest(&file, beside.iter().map(String::as_str));
        let hint = match near {
            Some(near) => format!("did you mean {near}?"),
            None => "correct the path; it counts from the current folder".to_owned(),
        };
        return Ok(Error::file(path, "is not there").hint(hint));
    }
    let segments = ledger.records(&LOGGED_SEGMENT, &[logged_segment::SEGMENT_NO])?;
    let known = (0..segments.len()).map(|row| segments.text(row, logged_segment::SEGMENT_NO));
    let near = did_you_mean(nearest(name, known));
    let error = format!("{name} is neither a file nor the number of a logged segment{near}");
    Ok(Error::usage(error).hint(
        "a segment that is not logged is compared by its workbook: write it with segbook select",
    ))
}

fn files_in(folder: &Path) -> Vec<String> {
    let Ok(entries) = fs::read_dir(folder) else {
        return Vec::new();
    };
    let mut names: Vec<String> = entries
        .filter_map(|entry| Some(entry.ok()?.file_name().to_string_lossy().into_owned()))
        .collect();
    names.sort();
    names
}
