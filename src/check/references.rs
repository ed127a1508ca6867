//! References: a code or number must exist in its table, when that table was supplied.

use std::collections::{BTreeMap, BTreeSet};

use crate::finding::near_miss::{did_you_mean, nearest};
use crate::finding::{Finding, Findings, Severity, code::checking};
use crate::place::Place;
use crate::schema::{self, Field, FieldNo, Table, TableNo};
use crate::table::{Column, Records};

use super::CheckOptions;
use super::links::{Links, numbers_in};

/// Tables whose rows tell of the past: what they name may be gone by now, so that is a warning.
const HISTORY: [TableNo; 4] = [
    schema::INTERACTION_LOG_ENTRY.no,
    schema::LOGGED_SEGMENT.no,
    schema::CAMPAIGN_ENTRY.no,
    schema::CAMPAIGN_TARGET_GROUP.no,
];

/// The references of one table, and of all others after it. Tables that are referred to come first,
/// so that a row which refers to a rejected row is rejected before others refer to it in turn.
#[derive(Debug, Default)]
pub(super) struct References {
    /// Tables for which the notice that they were not supplied has been given.
    missing: BTreeSet<TableNo>,
    done: BTreeSet<TableNo>,
    /// Whom the rows of the tables checked name.
    links: Links,
}

impl References {
    /// Checks the tables named, in this order.
    pub(super) fn check(
        &mut self,
        which: &[TableNo],
        tables: &mut BTreeMap<TableNo, Records>,
        options: CheckOptions,
        findings: &mut Findings,
    ) {
        for &no in which {
            self.done.insert(no);
            let Some(mut records) = tables.remove(&no) else {
                continue;
            };
            self.check_table(&mut records, tables, options, findings);
            tables.insert(no, records);
        }
    }

    /// Checks all tables that were not checked yet; gives whom the rows of all tables name.
    pub(super) fn check_rest(
        mut self,
        tables: &mut BTreeMap<TableNo, Records>,
        options: CheckOptions,
        findings: &mut Findings,
    ) -> Links {
        let rest: Vec<TableNo> = tables
            .keys()
            .copied()
            .filter(|no| !self.done.contains(no))
            .collect();
        self.check(&rest, tables, options, findings);
        self.links
    }

    fn check_table(
        &mut self,
        records: &mut Records,
        tables: &BTreeMap<TableNo, Records>,
        options: CheckOptions,
        findings: &mut Findings,
    ) {
        let no = records.table().no;
        for field in records.table().fields {
            let Some(target) = field.refers_to else {
                continue;
            };
            // Company No. of a contact has rules of its own.
            if target == no || records.column(field.no).is_none() {
                continue;
            }
            match tables.get(&target) {
                Some(target) => {
                    let numbers = check_field(records, field, target, options, findings);
                    if target.table().no == schema::CONTACT.no {
                        self.links.insert(no, field.no, numbers);
                    }
                }
                None => {
                    if is_used(records, field.no) && self.missing.insert(target) {
                        findings.push(not_supplied(records, field, target));
                    }
                }
            }
        }
    }
}

/// Checks a field, and gives the number that each of its texts has in the dictionary of the target's
/// key.
fn check_field(
    records: &mut Records,
    field: &'static Field,
    target: &Records,
    options: CheckOptions,
    findings: &mut Findings,
) -> Vec<u32> {
    let Some(Column::Text { ids, .. }) = records.column(field.no) else {
        return Vec::new();
    };
    let Some(key) = key_of(target.table()) else {
        return Vec::new();
    };
    let numbers = numbers_in(target.column(key), records.column(field.no));
    if target.is_partial() {
        // What is missing may stand in the part that was not read: that is the error.
        return numbers;
    }
    let states = states_of(target, key);
    let state_of = |id: u32| {
        let number = numbers[id as usize] as usize;
        states.get(number).copied().unwrap_or(Target::Missing)
    };
    let wrong: Vec<(usize, Target)> = ids
        .iter()
        .enumerate()
        .filter(|&(_, &id)| id != 0)
        .map(|(row, &id)| (row, state_of(id)))
        .filter(|&(_, state)| match state {
            Target::Sound => false,
            Target::Rejected(_) => options.reject,
            Target::Missing => true,
        })
        .collect();
    let mut near = NearMisses::new(target, key);
    let is_history = HISTORY.contains(&records.table().no);
    for (row, state) in wrong {
        let finding = finding_for(records, row, field, target, state, &mut near);
        if is_history {
            findings.push(finding.with_severity(Severity::Warning));
        } else {
            findings.push(finding);
        }
        if !is_history || options.strict {
            records.reject(row);
        }
    }
    numbers
}

/// What a reference leads to.
#[derive(Debug, Clone, Copy)]
enum Target {
    Sound,
    Rejected(usize),
    Missing,
}

/// What the rows of the target are like, by the dictionary numbers of their keys.
fn states_of(target: &Records, key: FieldNo) -> Vec<Target> {
    let Some(Column::Text { ids, dictionary }) = target.column(key) else {
        return Vec::new();
    };
    let mut states = vec![Target::Missing; dictionary.len()];
    for (row, &id) in ids.iter().enumerate() {
        let sound = matches!(states[id as usize], Target::Sound);
        if !target.is_rejected(row) {
            states[id as usize] = Target::Sound;
        } else if !sound {
            states[id as usize] = Target::Rejected(row);
        }
    }
    states
}

fn finding_for(
    records: &Records,
    row: usize,
    field: &Field,
    target: &Records,
    state: Target,
    near: &mut NearMisses<'_>,
) -> Finding {
    let found = records.text(row, field.no);
    let place = records.place(row, Some(field.no));
    let caption = target.table().caption;
    if let Target::Rejected(at) = state {
        return Finding::new(
            &checking::V025,
            place,
            format!("\"{found}\""),
            format!(
                "a row of {caption} that is right; see {}",
                target.place(at, None)
            ),
            "correct that row first",
        );
    }
    let near = near.of(found);
    Finding::new(
        &checking::V002,
        place,
        format!("\"{found}\""),
        format!(
            "a row of {caption} with that {}{near}",
            key_caption(target.table())
        ),
        format!("correct the cell, or add the row to {caption}"),
    )
}

/// The words that suggest a code, looked for once for each text: a million rows may have the same.
struct NearMisses<'a> {
    codes: Vec<&'a str>,
    known: BTreeMap<String, String>,
}

impl<'a> NearMisses<'a> {
    fn new(target: &'a Records, key: FieldNo) -> Self {
        Self {
            codes: target_codes(target, key),
            known: BTreeMap::new(),
        }
    }

    fn of(&mut self, found: &str) -> &str {
        if !self.known.contains_key(found) {
            let near = did_you_mean(nearest(found, self.codes.iter().copied()));
            self.known.insert(found.to_owned(), near);
        }
        &self.known[found]
    }
}

/// The codes of a table for near misses; none for a table too long to be a list of codes.
fn target_codes(target: &Records, key: FieldNo) -> Vec<&str> {
    const CODES_MAX: usize = 5_000;
    match target.column(key) {
        Some(Column::Text { dictionary, .. }) if dictionary.len() <= CODES_MAX => {
            dictionary.iter().filter(|code| !code.is_empty()).collect()
        }
        _ => Vec::new(),
    }
}

fn not_supplied(records: &Records, field: &Field, target: TableNo) -> Finding {
    let caption = schema::table(target).map_or("", |table| table.caption);
    let place = records
        .origins()
        .first()
        .map_or_else(Place::default, |origin| origin.sheet.clone());
    Finding::new(
        &checking::V011,
        place,
        format!(
            "{} is filled, and there is no sheet {caption}",
            field.caption
        ),
        format!("a sheet {caption} to check against"),
        format!("add the sheet {caption} if references to it are to be checked"),
    )
}

fn is_used(records: &Records, field: FieldNo) -> bool {
    matches!(records.column(field), Some(Column::Text { ids, .. }) if ids.iter().any(|&id| id != 0))
}

/// The one field by which other tables refer to this one.
fn key_of(table: &'static Table) -> Option<FieldNo> {
    // Alternative addresses are referred to by their code, beside the contact's number.
    table.key().last().map(|field| field.no)
}

fn key_caption(table: &'static Table) -> &'static str {
    table.key().last().map_or("", |field| field.caption)
}
