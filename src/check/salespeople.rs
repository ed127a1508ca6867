//! Blocked salespeople: they cannot be chosen on headers and typed lines. A contact may still have
//! one, and so may a line that was selected with the contact's own.

use std::collections::{BTreeMap, BTreeSet};

use crate::finding::{Finding, Findings, code::checking};
use crate::schema::{
    self, FieldNo, TableNo, contact, salesperson_purchaser, segment_header, segment_line,
};
use crate::table::Records;

const CHOSEN_ON: [(TableNo, FieldNo); 2] = [
    (schema::SEGMENT_HEADER.no, segment_header::SALESPERSON_CODE),
    (schema::SEGMENT_LINE.no, segment_line::SALESPERSON_CODE),
];

pub(super) fn check(tables: &mut BTreeMap<TableNo, Records>, findings: &mut Findings) {
    let Some(salespeople) = tables.get(&schema::SALESPERSON_PURCHASER.no) else {
        return;
    };
    let blocked: Vec<String> = (0..salespeople.len())
        .filter(|&row| salespeople.boolean(row, salesperson_purchaser::BLOCKED))
        .map(|row| {
            salespeople
                .text(row, salesperson_purchaser::CODE)
                .to_owned()
        })
        .collect();
    if blocked.is_empty() {
        return;
    }
    let from_contacts = lines_with_the_contacts_own(tables, &blocked);
    for (table, field) in CHOSEN_ON {
        let Some(records) = tables.get_mut(&table) else {
            continue;
        };
        for row in 0..records.len() {
            let code = records.text(row, field);
            if code.is_empty() || !blocked.iter().any(|blocked| blocked == code) {
                continue;
            }
            if table == schema::SEGMENT_LINE.no && from_contacts.contains(&row) {
                continue;
            }
            findings.push(Finding::new(
                &checking::V013,
                records.place(row, Some(field)),
                format!("\"{code}\", who is blocked"),
                "a salesperson who is not blocked",
                "choose another salesperson, or clear Blocked in Salesperson/Purchaser",
            ));
            records.reject(row);
        }
    }
}

/// Rows of Segment Line that `select` wrote with the blocked salesperson that their contact has:
/// nobody chose that one.
fn lines_with_the_contacts_own(
    tables: &BTreeMap<TableNo, Records>,
    blocked: &[String],
) -> BTreeSet<usize> {
    let (Some(headers), Some(lines), Some(contacts)) = (
        tables.get(&schema::SEGMENT_HEADER.no),
        tables.get(&schema::SEGMENT_LINE.no),
        tables.get(&schema::CONTACT.no),
    ) else {
        return BTreeSet::new();
    };
    let reviewed: BTreeSet<&str> = (0..headers.len())
        .filter(|&row| headers.date(row, segment_header::SELECTED_ON).is_some())
        .map(|row| headers.text(row, segment_header::NO))
        .collect();
    if reviewed.is_empty() {
        return BTreeSet::new();
    }
    let own: BTreeSet<(&str, &str)> = (0..contacts.len())
        .map(|row| {
            (
                contacts.text(row, contact::NO),
                contacts.text(row, contact::SALESPERSON_CODE),
            )
        })
        .filter(|(_, code)| blocked.iter().any(|blocked| blocked == code))
        .collect();
    (0..lines.len())
        .filter(|&row| {
            let line = (
                lines.text(row, segment_line::CONTACT_NO),
                lines.text(row, segment_line::SALESPERSON_CODE),
            );
            own.contains(&line) && reviewed.contains(lines.text(row, segment_line::SEGMENT_NO))
        })
        .collect()
}
