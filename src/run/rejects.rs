//! Rejected rows as they stood in their files, with what is wrong with each, ready to be corrected.

use std::collections::BTreeMap;

use crate::config::Settings;
use crate::decode::{InputRecord, raw_rows};
use crate::error::Result;
use crate::finding::{Finding, Findings, Severity};
use crate::schema::{self, TABLES, Table, fold_name};
use crate::write::{ERRORS, RejectSheet};

/// What is wrong with the rows of one sheet, by row.
type RowErrors<'a> = BTreeMap<u32, Vec<&'a Finding>>;

/// The tables whose rows are rejected with their segment.
static SEGMENTS: [&Table; 4] = [
    &schema::SEGMENT_HEADER,
    &schema::SEGMENT_LINE,
    &schema::SEGMENT_CRITERIA_LINE,
    &schema::SEGMENT_INTERACTION_LANGUAGE,
];

/// The rejected rows by table, in the order of the schema: every row that has a finding of severity
/// error, except sound rows of other tables that a segment fails by.
pub(super) fn rejects(
    findings: &Findings,
    inputs: &[InputRecord],
    settings: &Settings,
) -> Result<Vec<RejectSheet>> {
    let mut sheets: BTreeMap<(String, u32), RowErrors<'_>> = BTreeMap::new();
    for finding in findings
        .iter()
        .filter(|finding| finding.severity == Severity::Error)
    {
        if let Some(row) = finding.place.row {
            let key = (finding.place.file.to_string(), finding.place.sheet_no);
            let rows = sheets.entry(key).or_default();
            rows.entry(row).or_default().push(finding);
        }
    }
    let mut by_table: BTreeMap<usize, RejectSheet> = BTreeMap::new();
    for input in inputs {
        for sheet in &input.sheets {
            let Some(rows) = sheets.get_mut(&(input.name.clone(), sheet.position)) else {
                continue;
            };
            let at = TABLES
                .iter()
                .position(|table| Some(table.caption) == sheet.table);
            let Some(at) = at else { continue };
            if !SEGMENTS.iter().any(|table| table == &TABLES[at]) {
                rows.retain(|_, findings| findings.iter().any(|finding| !is_of_logging(finding)));
            }
            if rows.is_empty() {
                continue;
            }
            let wanted: Vec<u32> = rows.keys().copied().collect();
            let raw = raw_rows(input, sheet, &wanted, &settings.input, &settings.limits)?;
            let into = by_table.entry(at).or_insert_with(|| RejectSheet {
                table: TABLES[at],
                captions: Vec::new(),
                rows: Vec::new(),
            });
            add(into, &raw.captions, raw.rows, rows);
        }
    }
    Ok(by_table.into_values().collect())
}

/// Adds rows under their own captions, which may be others than those of the sheets before.
fn add(
    into: &mut RejectSheet,
    captions: &[String],
    rows: Vec<(u32, Vec<String>)>,
    errors: &RowErrors<'_>,
) {
    let places: Vec<Option<usize>> = captions
        .iter()
        .map(|caption| {
            if caption.trim().is_empty() || fold_name(caption) == fold_name(ERRORS) {
                return None;
            }
            let known = into
                .captions
                .iter()
                .position(|c| fold_name(c) == fold_name(caption));
            Some(known.unwrap_or_else(|| {
                into.captions.push(caption.clone());
                into.captions.len() - 1
            }))
        })
        .collect();
    for (row, cells) in rows {
        let mut texts = vec![String::new(); into.captions.len()];
        for (cell, place) in cells.into_iter().zip(&places) {
            if let Some(at) = place {
                texts[*at] = cell;
            }
        }
        let errors: Vec<String> = errors
            .get(&row)
            .into_iter()
            .flatten()
            .map(|one| told(one))
            .collect();
        into.rows.push((texts, errors.join("\n")));
    }
}

fn told(finding: &Finding) -> String {
    format!(
        "{}: {}; expected {}",
        finding.code.id, finding.found, finding.expected
    )
}

/// What a segment lacks to be logged may stand at a contact, whose row is sound all the same.
fn is_of_logging(finding: &Finding) -> bool {
    finding.code.id.starts_with('L')
}
