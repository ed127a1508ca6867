//! Other names that a book gives to columns and sheets, turned into numbers of the schema.

use std::collections::BTreeMap;

use super::document::{Document, Word, not_allowed};
use super::near_miss::nearest;
use crate::finding::code::configuring;
use crate::finding::{Finding, Findings};
use crate::schema::{self, Field, FieldNo, TABLES, Table, TableNo, fold_name};

/// `[columns.<table>]`: table → folded heading → field.
pub(super) fn columns(
    document: &Document,
    findings: &mut Findings,
) -> BTreeMap<TableNo, BTreeMap<String, FieldNo>> {
    let mut columns: BTreeMap<TableNo, BTreeMap<String, FieldNo>> = BTreeMap::new();
    for (table_name, pairs) in &document.columns {
        let Some(table) = schema::table_called(&table_name.text) else {
            findings.push(unknown_table(table_name));
            continue;
        };
        let headings = columns.entry(table.no).or_default();
        for (heading, caption) in pairs {
            match field_for(table, heading, caption, headings) {
                Ok(field) => {
                    headings.insert(fold_name(&heading.text), field.no);
                }
                Err(finding) => findings.push(*finding),
            }
        }
    }
    columns
}

/// `[sheets]`: folded sheet name → table.
pub(super) fn sheets(document: &Document, findings: &mut Findings) -> BTreeMap<String, TableNo> {
    let mut sheets = BTreeMap::new();
    for (sheet, table_name) in &document.sheets {
        match schema::table_called(&table_name.text) {
            Some(table) => {
                sheets.insert(fold_name(&sheet.text), table.no);
            }
            None => findings.push(unknown_table(table_name)),
        }
    }
    sheets
}

fn field_for(
    table: &'static Table,
    heading: &Word,
    caption: &Word,
    taken: &BTreeMap<String, FieldNo>,
) -> Result<&'static Field, Box<Finding>> {
    let Some(field) = table.field_called(&caption.text) else {
        return Err(Box::new(unknown_caption(table, caption)));
    };
    if fold_name(&heading.text).is_empty() {
        let found = format!("\"{}\"", heading.text);
        let place = heading.place.clone();
        let allowed = "a heading with letters or digits";
        return Err(Box::new(not_allowed(place, found, allowed)));
    }
    let other = table
        .field_called(&heading.text)
        .map(|other| other.no)
        .or_else(|| taken.get(&fold_name(&heading.text)).copied())
        .filter(|other| *other != field.no);
    match other {
        Some(other) => Err(Box::new(Finding::new(
            &configuring::C006,
            heading.place.clone(),
            format!("\"{}\" for \"{}\"", heading.text, field.caption),
            format!(
                "a heading that is not yet used: \"{}\" stands for {} \"{}\" already",
                heading.text,
                table.caption,
                table.field(other).caption
            ),
            "rename the column in your file, or delete one of the two",
        ))),
        None => Ok(field),
    }
}

fn unknown_table(name: &Word) -> Finding {
    let known = TABLES
        .iter()
        .flat_map(|table| std::iter::once(&table.caption).chain(table.names))
        .copied();
    let fix = match nearest(&name.text, known) {
        Some(near) => format!("did you mean {near}?"),
        None => "correct the name of the table, or delete the line".into(),
    };
    Finding::new(
        &configuring::C004,
        name.place.clone(),
        format!("\"{}\"", name.text),
        "the name of a table, e.g. Contact or Segment Header",
        fix,
    )
}

fn unknown_caption(table: &Table, caption: &Word) -> Finding {
    let known = table
        .fields
        .iter()
        .flat_map(|field| [field.caption, field.name])
        .filter(|known| !known.is_empty());
    let fix = match nearest(&caption.text, known) {
        Some(near) => format!("did you mean \"{near}\"?"),
        None => "correct the caption, or delete the line".into(),
    };
    let example = table.fields.first().map_or("No.", |field| field.caption);
    Finding::new(
        &configuring::C005,
        caption.place.clone(),
        format!("\"{}\"", caption.text),
        format!("a caption of {}, e.g. \"{example}\"", table.caption),
        fix,
    )
}
