//! From the caption row of a sheet to its columns: which field each one is, which are extra, which
//! are ignored and why, and what makes the sheet unusable.

use crate::finding::Finding;
use crate::finding::code::reading;
use crate::place::Place;
use crate::schema::{
    CONTACT, Class, Field, INTERACTION_LOG_ENTRY, Kind, Need, SEGMENT_LINE, Table, fold_name,
};

use super::beginning::{CAPTION_ROWS_MAX, CaptionRow};
use super::dictionary::Dictionary;

/// The column that a rejects file carries; it is never data.
pub(super) const ERRORS_CAPTION: &str = "errors";

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
    /// The captions of columns that the table does not have.
    pub(super) unknown: Vec<String>,
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

/// Chooses the caption row among the first rows, or says why there is none.
pub(super) fn find_row(
    dictionary: Dictionary<'_>,
    rows: Vec<CaptionRow>,
    fixed: Option<u32>,
    sheet: &Place,
) -> Result<CaptionRow, Box<Finding>> {
    let table = dictionary.table;
    if let Some(fixed) = fixed {
        let found = rows.into_iter().find(|row| row.row == fixed);
        return found.ok_or_else(|| no_caption_row(table, sheet, None));
    }
    let rows: Vec<(usize, CaptionRow)> = rows
        .into_iter()
        .filter(|row| row.row < CAPTION_ROWS_MAX)
        .map(|row| (dictionary.known(&row), row))
        .collect();
    let is_it = |(known, row): &&(usize, CaptionRow)| {
        known * 2 >= row.captions.len() && dictionary.missing(row).is_empty()
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
    dictionary: Dictionary<'_>,
    captions: CaptionRow,
    sheet: &Place,
    findings: &mut Vec<Finding>,
) -> Option<Layout> {
    let table = dictionary.table;
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
        let field = dictionary.field(caption);
        let role = role(table, field, caption);
        let name = field.map_or_else(|| fold_name(caption), |field| field.caption.to_owned());
        match (role, field) {
            (Role::Ignored, Some(field)) if is_reviewer(table, field) => {}
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
    let missing = dictionary.missing(&captions);
    for field in &missing {
        findings.push(lacks(dictionary, field, &captions, &row_place));
        is_usable = false;
    }
    if is_usable {
        findings.extend(ignored(
            &reading::R006,
            &row_place,
            &calculated,
            "nothing to do",
        ));
    }
    let extras = captions.captions.iter().zip(&roles);
    let extras = extras.filter(|(_, role)| matches!(role, Role::Extra));
    for ((column, caption), _) in extras.filter(|_| is_usable) {
        findings.extend(near_extra(
            dictionary, caption, &captions, &row_place, *column,
        ));
    }
    let unknown = unknown.into_iter().map(str::to_owned).collect();
    is_usable.then_some(Layout {
        captions,
        roles,
        unknown,
    })
}

/// A column that must be there and is not.
fn lacks(
    dictionary: Dictionary<'_>,
    field: &'static Field,
    captions: &CaptionRow,
    place: &Place,
) -> Finding {
    let caption = dictionary.caption(field);
    let is_near = |other: &str| {
        let near = dictionary.near(other, captions);
        dictionary.field(other).is_none() && (near == Some(caption) || near == Some(field.caption))
    };
    let near = captions.captions.iter().find(|(_, other)| is_near(other));
    let fix = match near {
        Some((_, near)) => format!("did you mean this by \"{near}\"? then correct that caption"),
        None => "add the column, correct its caption, or name yours in [columns] of segbook.toml"
            .to_owned(),
    };
    Finding::new(
        &reading::R002,
        place.clone(),
        format!("no column \"{caption}\""),
        format!(
            "a column \"{caption}\" in every sheet of {}",
            dictionary.table.caption
        ),
        fix,
    )
}

/// A column of one's own in Contact that is called nearly as a field: likely a slip.
fn near_extra(
    dictionary: Dictionary<'_>,
    caption: &str,
    captions: &CaptionRow,
    row: &Place,
    column: u32,
) -> Option<Finding> {
    let near = dictionary.near(caption, captions)?;
    Some(Finding::new(
        &reading::R005,
        row.clone().at(captions.row, column),
        format!("\"{caption}\", kept as a column of its own"),
        "captions of the table's fields, or names of other columns that are not close to one",
        format!("did you mean \"{near}\"? then correct the caption"),
    ))
}

/// The notice about columns that the table does not have.
pub(super) fn unknown_columns(
    dictionary: Dictionary<'_>,
    captions: &CaptionRow,
    sheet: &Place,
    unknown: &[String],
) -> Option<Finding> {
    let near: Vec<String> = unknown
        .iter()
        .filter_map(|caption| {
            let near = dictionary.near(caption, captions)?;
            Some(format!("did you mean \"{near}\" by \"{caption}\"?"))
        })
        .collect();
    let place = Place {
        row: Some(captions.row),
        ..sheet.clone()
    };
    let unknown: Vec<&str> = unknown.iter().map(String::as_str).collect();
    if near.is_empty() {
        return no_such_columns(&place, &unknown);
    }
    let fix = format!("{} then correct the caption", near.join(" "));
    ignored(&reading::R005, &place, &unknown, &fix)
}

/// The same where no caption is close to one of the table.
pub(super) fn no_such_columns(row: &Place, unknown: &[&str]) -> Option<Finding> {
    let fix = "correct the captions or map them in [columns] of segbook.toml, if they matter";
    ignored(&reading::R005, row, unknown, fix)
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

fn is_reviewer(table: &Table, field: &Field) -> bool {
    let is_written = table.no == SEGMENT_LINE.no || table.no == INTERACTION_LOG_ENTRY.no;
    is_written && REVIEWER_CAPTIONS.contains(&field.caption)
}

fn twice(place: Place, caption: &str, first: u32) -> Finding {
    // A delimited file has no letters.
    let first = match place.sheet {
        Some(_) => crate::place::column_name(first),
        None => (first + 1).to_string(),
    };
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
