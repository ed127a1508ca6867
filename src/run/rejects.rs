//! Rejected rows as they stood in their files, with what is wrong with each, ready to be corrected.

use std::collections::BTreeMap;

use crate::config::Settings;
use crate::decode::{InputRecord, raw_rows};
use crate::error::Result;
use crate::finding::{Findings, Severity};
use crate::schema::{TABLES, fold_name};
use crate::write::{ERRORS, RejectSheet};

/// What is wrong with the rows of one sheet, by row.
type RowErrors = BTreeMap<u32, Vec<String>>;

/// The rejected rows by table, in the order of the schema: every row that has a finding of severity
/// error.
pub(super) fn rejects(
    findings: &Findings,
    inputs: &[InputRecord],
    settings: &Settings,
) -> Result<Vec<RejectSheet>> {
    let mut sheets: BTreeMap<(String, u32), RowErrors> = BTreeMap::new();
    for finding in findings
        .iter()
        .filter(|finding| finding.severity == Severity::Error)
    {
        if let Some(row) = finding.place.row {
            let key = (finding.place.file.to_string(), finding.place.sheet_no);
            let error = format!(
                "{}: {}; expected {}",
                finding.code.id, finding.found, finding.expected
            );
            sheets
                .entry(key)
                .or_default()
                .entry(row)
                .or_default()
                .push(error);
        }
    }
    let mut by_table: BTreeMap<usize, RejectSheet> = BTreeMap::new();
    for input in inputs {
        for (sheet_no, sheet) in input.sheets.iter().enumerate() {
            let Some(rows) = sheets.get(&(input.name.clone(), sheet_no as u32)) else {
                continue;
            };
            let at = TABLES
                .iter()
                .position(|table| Some(table.caption) == sheet.table);
            let Some(at) = at else { continue };
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
    errors: &RowErrors,
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
        let errors = errors
            .get(&row)
            .map_or_else(String::new, |errors| errors.join("\n"));
        into.rows.push((texts, errors));
    }
}
