//! What is told of the letters of a segment: counts, and a row for each line.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::schema::{LETTER, letter as field};
use crate::table::Records;
use crate::value::Value;

use super::EMAIL;
use super::make::LineLetter;

/// How many letters and drafts a segment has.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct LetterCounts {
    /// Letters on paper.
    pub letters: u64,
    /// E-mail drafts.
    pub drafts: u64,
    /// Lines for which neither could be made.
    pub failed: u64,
    /// Fields that were blank, and how often.
    pub blank_fields: BTreeMap<String, u64>,
}

impl LetterCounts {
    /// Counts lines.
    pub(in crate::run) fn of(lines: &[LineLetter]) -> Self {
        let mut counts = Self::default();
        for line in lines {
            match (line.file.is_empty(), line.correspondence_type) {
                (true, _) => counts.failed += 1,
                (false, EMAIL) => counts.drafts += 1,
                (false, _) => counts.letters += 1,
            }
            for field in &line.blank_fields {
                *counts.blank_fields.entry(field.clone()).or_default() += 1;
            }
        }
        counts
    }
}

/// One row for each line that was to get a letter.
pub(in crate::run) fn letter_rows(letters: &[(&str, &[LineLetter])]) -> Records {
    rows(letters, |_| true)
}

/// Those that could not be made.
pub(in crate::run) fn failed_rows(letters: &[(&str, &[LineLetter])]) -> Records {
    rows(letters, |line| line.file.is_empty())
}

fn rows(letters: &[(&str, &[LineLetter])], wanted: impl Fn(&LineLetter) -> bool) -> Records {
    let lines = letters
        .iter()
        .flat_map(|(no, lines)| lines.iter().map(move |line| (*no, line)));
    let texts: Vec<(&str, &LineLetter, String)> = lines
        .filter(|(_, line)| wanted(line))
        .map(|(no, line)| (no, line, line.blank_fields.join(", ")))
        .collect();
    let rows: Vec<Vec<_>> = texts
        .iter()
        .map(|(no, line, blank)| {
            let status = if line.file.is_empty() { 2 } else { 0 };
            vec![
                (field::SEGMENT_NO, Value::text(no)),
                (field::LINE_NO, Value::Integer(line.line_no)),
                (field::CONTACT_NO, Value::text(&line.contact_no)),
                (field::CONTACT_NAME, Value::text(&line.name)),
                (field::CONTACT_EMAIL, Value::text(&line.email)),
                (
                    field::CORRESPONDENCE_TYPE,
                    Value::Option(line.correspondence_type),
                ),
                (field::FILE, Value::text(&line.file)),
                (field::DELIVERY_STATUS, Value::Option(status)),
                (field::BLANK_FIELDS, Value::text(blank)),
                (field::REASON, Value::text(&line.reason)),
            ]
        })
        .collect();
    Records::from_rows(&LETTER, &rows)
}
