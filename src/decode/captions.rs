//! From the caption row of a sheet to its columns: which field each one is, which are extra, which
//! are ignored and why, and what makes the sheet unusable.

use crate::config::InputSettings;
use crate::finding::Finding;
use crate::finding::code::reading;
use crate::place::Place;
use crate::schema::{
    CONTACT, Class, Field, INTERACTION_LOG_ENTRY, Kind, Need, SEGMENT_LINE, Table, fold_name,
};

use super::beginning::{CAPTION_ROWS_MAX, CaptionRow};

/// The column that a rejects file carries; it is never data.
const ERRORS_CAPTION: &str = "errors";

/// What segbook writes beside the numbers for a reviewer; reading says nothing about these.
const REVIEWER_CAPTIONS: [&str; 5] = [
    "Contact Name",
    "Contact Company Name",
    "Contact Phone No.",
    "Contact Mobile Phone No.",
    "Contact Email",
];

/// What a column of a sheet is.
#[derive(Debug, Clone, Copy)]
pub(super) enum Role {
    /// A field that is read.
    Field(&'static Field),
    /// An extra text of a contact.
    Extra,
    /// Not read.
    Ignored,
}

/// The columns of a sheet, by position and caption.
#[derive(Debug)]
pub(super) struct Layout {
    pub(super) captions: CaptionRow,
    pub(super) roles: Vec<Role>,
}

impl Layout {
    /// What the columns that are read hold; extra columns are texts.
    pub(super) fn kinds(&self) -> Vec<(u32, Kind)> {
        let columns = self.captions.captions.iter().zip(&self.roles);
        columns
            .filter_map(|((column, _), role)| match role {
                Role::Field(field) => Some((*column, field.kind)),
                Role::Extra => Some((*column, Kind::Text(u16::MAX))),
                Role::Ignored => None,
            })
            .collect()
    }
}

/// The field that a caption names: the settings first, then the schema.
pub(super) fn field_called(
    table: &'static Table,
    caption: &str,
    settings: &InputSettings,
) -> Option<&'static Field> {
    let aliases = settings.columns.get(&table.no);
    let alias = aliases.and_then(|aliases| aliases.get(&fold_name(caption)));
    match alias {
        Some(no) => Some(table.field(*no)),
        None => table.field_called(caption),
    }
}

/// Whether text is a caption of any table; it tells the delimiter of a file.
pub(super) fn is_caption(text: &str, settings: &InputSettings) -> bool {
    let folded = fold_name(text);
    !folded.is_empty()
        && (settings
            .columns
            .values()
            .any(|aliases| aliases.contains_key(&folded))
            || crate::schema::TABLES
                .iter()
                .any(|table| table.field_called(text).is_some()))
}

/// Chooses the caption row among the first rows, or says why there is none.
pub(super) fn find_row(
    table: &'static Table,
    rows: Vec<CaptionRow>,
    fixed: Option<u32>,
    sheet: &Place,
    settings: &InputSettings,
) -> Result<CaptionRow, Box<Finding>> {
    if let Some(fixed) = fixed {
        let found = rows.into_iter().find(|row| row.row == fixed);
        return found.ok_or_else(|| no_caption_row(table, sheet, None));
    }
    let known = |row: &CaptionRow| {
        let is_known = |caption: &str| {
            fold_name(caption) == ERRORS_CAPTION || field_called(table, caption, settings).is_some()
        };
        let texts = row.captions.iter().map(|(_, text)| text);
        texts.filter(|text| is_known(text)).count()
    };
    let rows: Vec<(usize, CaptionRow)> = rows
        .into_iter()
        .filter(|row| row.row < CAPTION_ROWS_MAX)
        .map(|row| (known(&row), row))
        .collect();
    let is_it = |(known, row): &&(usize, CaptionRow)| {
        known * 2 >= row.captions.len() && missing(table, row, settings).is_empty()
    };
    if let Some((_, row)) = rows.iter().find(is_it) {
        return Ok(row.clone());
    }
    // Not found: a row that is mostly captions is it all the same, and what it lacks is said.
    let best = rows.into_iter().rev().max_by_key(|(known, _)| *known);
    match best {
        Some((known, row)) if known > 0 && known * 2 >= row.captions.len() => Ok(row),
        Some((known, row)) if known > 0 => Err(no_caption_row(table, sheet, Some((known, row)))),
        _ => Err(no_caption_row(table, sheet, None)),
    }
}

/// Columns that the table must have and this row does not.
fn missing(table: &'static Table, row: &CaptionRow, settings: &InputSettings) -> Vec<&'static str> {
    let is_there = |field: &Field| {
        row.captions.iter().any(|(_, caption)| {
            field_called(table, caption, settings).is_some_and(|found| found.no == field.no)
        })
    };
    let needed = table.fields.iter().filter(|f| f.need != Need::Optional);
    needed
        .filter(|field| !is_there(field))
        .map(|field| field.caption)
        .collect()
}

fn no_caption_row(
    table: &'static Table,
    sheet: &Place,
    best: Option<(usize, CaptionRow)>,
) -> Box<Finding> {
    let needed = table.fields.iter().filter(|f| f.need != Need::Optional);
    let needed: Vec<String> = needed
        .map(|field| format!("\"{}\"", field.caption))
        .collect();
    let mut place = sheet.clone();
    let found = match best {
        Some((known, row)) => {
            place.row = Some(row.row);
            let cells = row.captions.len();
            format!("{known} known captions in the {cells} cells of this row")
        }
        None => format!("no row with captions of {}", table.caption),
    };
    Box::new(Finding::new(
        &reading::R001,
        place,
        found,
        format!(
            "a row with {} among the first {CAPTION_ROWS_MAX}, at least half of it known captions",
            needed.join(" and ")
        ),
        "add or correct the captions, or set [input] header_row to their row",
    ))
}

/// Gives every column its role. Errors mean that the sheet cannot be used.
pub(super) fn lay_out(
    table: &'static Table,
    captions: CaptionRow,
    sheet: &Place,
    settings: &InputSettings,
    findings: &mut Vec<Finding>,
) -> Option<Layout> {
    let row_place = Place {
        row: Some(captions.row),
        ..sheet.clone()
    };
    let mut is_usable = true;
    let mut roles: Vec<Role> = Vec::new();
    let mut seen: Vec<(String, u32)> = Vec::new();
    let mut unknown = Vec::new();
    let mut calculated = Vec::new();
    for (column, caption) in &captions.captions {
        let field = field_called(table, caption, settings);
        let role = role(table, field, caption);
        let name = field.map_or_else(|| fold_name(caption), |field| field.caption.to_owned());
        match (role, field) {
            (Role::Ignored, Some(_)) if is_reviewer(table, caption) => {}
            (Role::Ignored, Some(_)) => calculated.push(caption.as_str()),
            (Role::Ignored, None) if fold_name(caption) == ERRORS_CAPTION => {}
            (Role::Ignored, None) => unknown.push(caption.as_str()),
            _ => {}
        }
        let is_read = !matches!(role, Role::Ignored);
        let twin = seen.iter().find(|(known, _)| is_read && *known == name);
        if let Some((_, first)) = twin {
            let place = row_place.clone().at(captions.row, *column);
            findings.push(twice(place, caption, *first));
            is_usable = false;
        } else if is_read {
            seen.push((name, *column));
        }
        roles.push(role);
    }
    for caption in missing(table, &captions, settings) {
        findings.push(Finding::new(
            &reading::R002,
            row_place.clone(),
            format!("no column \"{caption}\""),
            format!("a column \"{caption}\" in every sheet of {}", table.caption),
            "add the column, correct its caption, or name yours in [columns] of segbook.toml",
        ));
        is_usable = false;
    }
    if is_usable {
        findings.extend(ignored(
            &reading::R006,
            &row_place,
            &calculated,
            "nothing to do",
        ));
        let fix = "correct the captions or map them in [columns] of segbook.toml, if they matter";
        findings.extend(ignored(&reading::R005, &row_place, &unknown, fix));
    }
    is_usable.then_some(Layout { captions, roles })
}

fn role(table: &'static Table, field: Option<&'static Field>, caption: &str) -> Role {
    match field {
        Some(field) if field.class == Class::Calculated => Role::Ignored,
        Some(field) => Role::Field(field),
        None if fold_name(caption) == ERRORS_CAPTION => Role::Ignored,
        None if table.no == CONTACT.no => Role::Extra,
        None => Role::Ignored,
    }
}

fn is_reviewer(table: &Table, caption: &str) -> bool {
    let is_written = table.no == SEGMENT_LINE.no || table.no == INTERACTION_LOG_ENTRY.no;
    let folded = fold_name(caption);
    is_written
        && REVIEWER_CAPTIONS
            .iter()
            .any(|known| fold_name(known) == folded)
}

fn twice(place: Place, caption: &str, first: u32) -> Finding {
    let first = crate::place::column_name(first);
    Finding::new(
        &reading::R003,
        place,
        format!("\"{caption}\" a second time; column {first} is that field already"),
        "every field once",
        "remove or rename one of the two columns",
    )
}

fn ignored(
    code: &'static crate::finding::Code,
    place: &Place,
    captions: &[&str],
    fix: &str,
) -> Option<Finding> {
    if captions.is_empty() {
        return None;
    }
    let quoted: Vec<String> = captions
        .iter()
        .map(|caption| format!("\"{caption}\""))
        .collect();
    let expected = if code.id == reading::R006.id {
        "no values for these: they are calculated from other tables, so the columns are ignored"
    } else {
        "captions of the table's fields, so the columns are ignored"
    };
    Some(Finding::new(
        code,
        place.clone(),
        quoted.join(", "),
        expected,
        fix,
    ))
}
