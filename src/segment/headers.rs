//! Which header rows count: a reviewed workbook stands for its original, and nothing else may stand
//! twice.

use std::collections::BTreeMap;

use crate::check::Book;
use crate::finding::code::checking;
use crate::finding::{Finding, Findings};
use crate::schema::{self, segment_header as field, table_in_any_language};
use crate::table::Records;
use crate::value::Date;

use super::number_use::Register;

/// One row of Segment Header, and whether it counts.
#[derive(Debug, Clone)]
pub(super) struct HeaderRow {
    /// The row.
    pub(super) row: usize,
    /// No.; `""` for none.
    pub(super) no: String,
    /// The file it stands in.
    pub(super) file: String,
    /// The workbook (or group of CSV files) it stands in.
    pub(super) workbook: String,
    /// What it was selected from, if it is a reviewed one.
    pub(super) definition: String,
    /// When it was selected, if it is a reviewed one.
    pub(super) selected_on: Option<Date>,
    /// Recurring.
    pub(super) recurring: bool,
    /// Whether it was set aside for another.
    pub(super) set_aside: bool,
    /// The header row of the original that this one stands for.
    pub(super) original: Option<usize>,
}

impl HeaderRow {
    /// Whether it was written by `select` and came back.
    pub(super) fn is_reviewed(&self) -> bool {
        self.selected_on.is_some() && !self.no.is_empty()
    }
}

/// The header rows of the book, in order, with those set aside that do not count.
pub(super) fn header_rows(
    book: &Book,
    register: &Register,
    date: Date,
    findings: &mut Findings,
) -> Vec<HeaderRow> {
    let Some(records) = book.table(&schema::SEGMENT_HEADER) else {
        return Vec::new();
    };
    let mut headers: Vec<HeaderRow> = (0..records.len())
        .map(|row| HeaderRow {
            row,
            no: records.text(row, field::NO).to_owned(),
            file: records.origin(row).sheet.file.to_string(),
            workbook: workbook_of(&records.origin(row).sheet.file).to_owned(),
            definition: records.text(row, field::DEFINITION).to_owned(),
            selected_on: records.date(row, field::SELECTED_ON),
            recurring: records.boolean(row, field::RECURRING),
            set_aside: false,
            original: None,
        })
        .collect();
    set_aside_other_dates(&mut headers, records, register, date, findings);
    set_aside_originals(&mut headers, records, findings);
    report_doubles(&headers, records, findings);
    headers
}

/// A workbook selected from a recurring definition counts on its date alone.
fn set_aside_other_dates(
    headers: &mut [HeaderRow],
    records: &Records,
    register: &Register,
    date: Date,
    findings: &mut Findings,
) {
    let definitions: Vec<String> = headers
        .iter()
        .filter(|header| header.recurring)
        .map(|header| header.no.clone())
        .collect();
    for header in headers.iter_mut().filter(|header| header.is_reviewed()) {
        let from_recurring = header.definition != header.no
            && (definitions.contains(&header.definition)
                || register.find(&header.no).is_some_and(|used| used.recurring));
        let Some(selected_on) = header
            .selected_on
            .filter(|&on| on != date && from_recurring)
        else {
            continue;
        };
        header.set_aside = true;
        if register.is_logged(&header.no) {
            continue;
        }
        findings.push(Finding::new(
            &checking::V019,
            records.place(header.row, Some(field::SELECTED_ON)),
            format!("segment {} selected on {selected_on}", header.no),
            format!("a workbook selected on the work date, {date}"),
            format!(
                "run select again for {} and review the new workbook",
                header.definition
            ),
        ));
    }
}

/// The original of a reviewed workbook is set aside: the same No., the file that it came from, or
/// the recurring definition.
fn set_aside_originals(headers: &mut [HeaderRow], records: &Records, findings: &mut Findings) {
    let reviewed: Vec<usize> = (0..headers.len())
        .filter(|&at| headers[at].is_reviewed() && !headers[at].set_aside)
        .collect();
    for at in reviewed {
        let (no, definition) = (headers[at].no.clone(), headers[at].definition.clone());
        let reviewed_place = records.place(headers[at].row, None);
        for other in 0..headers.len() {
            let header = &headers[other];
            let is_original = if header.no.is_empty() {
                header.file == definition
            } else {
                header.no == no || (header.recurring && header.no == definition)
            };
            if header.is_reviewed() || header.set_aside || !is_original {
                continue;
            }
            let name = if header.no.is_empty() {
                "without number".into()
            } else {
                header.no.clone()
            };
            findings.push(Finding::new(
                &checking::V018,
                records.place(header.row, None),
                format!("segment {name}, of which a reviewed workbook is there too"),
                format!("one of the two; the reviewed one at {reviewed_place} counts"),
                "nothing; take the original out of the inbox when it is no longer needed",
            ));
            headers[at].original = Some(headers[other].row);
            headers[other].set_aside = true;
        }
    }
}

/// Two headers of one number, or two without number in one workbook.
fn report_doubles(headers: &[HeaderRow], records: &Records, findings: &mut Findings) {
    let mut first: BTreeMap<(String, String), usize> = BTreeMap::new();
    for header in headers.iter().filter(|header| !header.set_aside) {
        let workbook = if header.no.is_empty() {
            header.workbook.clone()
        } else {
            String::new()
        };
        let Some(earlier) = first.insert((header.no.clone(), workbook), header.row) else {
            continue;
        };
        let place = records.place(header.row, Some(field::NO));
        let first_place = records.place(earlier, None);
        findings.push(if header.no.is_empty() {
            Finding::new(
                &checking::V021,
                place,
                format!("a second header without number; the first is at {first_place}"),
                "at most one header without number in a file",
                "give one of them a number, or move it to a file of its own",
            )
        } else {
            let kind = if header.is_reviewed() {
                "reviewed header"
            } else {
                "header"
            };
            Finding::new(
                &checking::V017,
                place,
                format!(
                    "\"{}\", a second {kind}; the first is at {first_place}",
                    header.no
                ),
                "one header for each segment number",
                "remove one of the two",
            )
        });
    }
}

/// The workbook that a file is. Delimited files hold one table each, so those that belong together
/// are told by their names: `out/SM00001.Segment Line.csv` belongs to `out/SM00001`, and files that
/// are named as their tables belong to their folder.
pub(super) fn workbook_of(file: &str) -> &str {
    let Some((stem, extension)) = file.rsplit_once('.') else {
        return file;
    };
    let is_delimited = ["csv", "tsv", "txt"]
        .iter()
        .any(|kind| extension.eq_ignore_ascii_case(kind));
    if !is_delimited {
        return file;
    }
    let name_at = stem.rfind('/').map_or(0, |slash| slash + 1);
    if table_in_any_language(&stem[name_at..]).is_some() {
        return &stem[..name_at];
    }
    let dots = stem[name_at..]
        .match_indices('.')
        .map(|(at, _)| name_at + at);
    let group = dots
        .into_iter()
        .find(|&at| table_in_any_language(&stem[at + 1..]).is_some());
    group.map_or(file, |at| &stem[..at])
}

#[cfg(test)]
mod tests {
    use super::workbook_of;

    #[test]
    fn csv_files_of_one_workbook_belong_together() {
        for (file, expected) in [
            ("spring/SM00001.xlsx", "spring/SM00001.xlsx"),
            ("SM00001.Segment Line.csv", "SM00001"),
            ("SM00001.Segment Header.csv", "SM00001"),
            ("Segment Line.csv", ""),
            ("spring/Segment Line.csv", "spring/"),
            ("SM00001.M\u{e5}lgruppelinje.csv", "SM00001"),
            ("A.1.Contact Alt. Address.csv", "A.1"),
            ("v1.2.csv", "v1.2.csv"),
        ] {
            assert_eq!(workbook_of(file), expected);
        }
    }
}
