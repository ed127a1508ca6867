//! What is to be said about the cells and rows of a sheet: notes, tints, and the column `Errors`.

use std::collections::BTreeMap;

use crate::decode::SheetRecord;
use crate::finding::{Finding, Severity};
use crate::write::SheetRemarks;

use super::cells::Extent;

/// Errors and warnings: what a person has to look at. Notices stand in the list of findings alone.
fn matters(finding: &Finding) -> bool {
    finding.severity != Severity::Notice
}

/// The remarks about the sheet at a position of its workbook.
pub(super) fn sheet_remarks(
    findings: &[&Finding],
    position: u32,
    record: Option<&SheetRecord>,
    extent: &Extent,
) -> SheetRemarks {
    let mut remarks = SheetRemarks {
        kinds: record
            .map(|record| record.kinds.clone())
            .unwrap_or_default(),
        ..SheetRemarks::default()
    };
    let caption_row = extent.caption_row;
    for finding in findings.iter().filter(|finding| matters(finding)) {
        let place = &finding.place;
        let (Some(row), true) = (
            place.row,
            place.sheet.is_some() && place.sheet_no == position,
        ) else {
            continue;
        };
        let column = place.column.unwrap_or(extent.first_column);
        let told = format!(
            "{} {}: {}\nexpected {}\n{}",
            finding.severity.name(),
            finding.code.id,
            finding.found,
            finding.expected,
            finding.fix
        );
        let cell = remarks.cells.entry((row, column));
        let (severity, note) = cell.or_insert((finding.severity, String::new()));
        *severity = (*severity).min(finding.severity);
        append(note, &told, "\n\n");
        if caption_row.is_some_and(|captions| row > captions) {
            append(
                remarks.rows.entry(row).or_default(),
                &in_one_line(finding),
                "\n",
            );
        }
    }
    if let (Some(row), Some(column), false) =
        (caption_row, extent.errors_column(), remarks.rows.is_empty())
    {
        remarks.errors = Some((row, column));
    }
    remarks
}

/// The remarks about the lines of a delimited file, each in one line.
pub(super) fn line_remarks(findings: &[&Finding]) -> BTreeMap<u32, String> {
    let mut lines: BTreeMap<u32, String> = BTreeMap::new();
    for finding in findings.iter().filter(|finding| matters(finding)) {
        if let Some(row) = finding.place.row {
            let told = in_one_line(finding).replace(['\r', '\n'], " ");
            append(lines.entry(row).or_default(), &told, " | ");
        }
    }
    lines
}

fn in_one_line(finding: &Finding) -> String {
    let caption = finding.place.caption.as_deref();
    let caption = caption.map_or_else(String::new, |caption| format!(" \"{caption}\""));
    format!(
        "{} {}{caption}: {}; expected {}; {}",
        finding.severity.name(),
        finding.code.id,
        finding.found,
        finding.expected,
        finding.fix
    )
}

fn append(text: &mut String, more: &str, between: &str) {
    if !text.is_empty() {
        text.push_str(between);
    }
    text.push_str(more);
}
