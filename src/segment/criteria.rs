//! Criteria rows become steps: the analyst's form, one row a filter.

use std::collections::BTreeMap;

use crate::check::Book;
use crate::finding::code::filtering;
use crate::finding::{Finding, Findings};
use crate::schema::{FieldNo, segment_criteria_line as field};
use crate::table::{Fill, Records};
use crate::value::Value;

use super::criteria_names::{criteria_table, filter_field};
use super::step::{Action, Step, StepFilter, StepOptions};

/// The options of a step with their fields, and whether they belong to Add (else to Reduce and
/// Refine).
const OPTIONS: [(FieldNo, bool); 5] = [
    (field::ALLOW_EXISTING_CONTACTS, true),
    (field::EXPAND_CONTACT, true),
    (field::ALLOW_COMPANY_WITH_PERSONS, true),
    (field::IGNORE_EXCLUSION, true),
    (field::ENTIRE_COMPANIES, false),
];

/// The steps in these rows of Segment Criteria Line or Saved Segment Criteria Line (whose fields
/// have the same numbers), in ascending order.
pub fn steps(book: &Book, records: &Records, rows: &[usize], findings: &mut Findings) -> Vec<Step> {
    if super::criteria_bc_form::is_bc_form(records, rows) {
        return super::criteria_bc_form::steps(book, records, rows, findings);
    }
    check_step_numbers(records, rows, findings);
    let mut by_step: BTreeMap<i64, Vec<usize>> = BTreeMap::new();
    for &row in rows {
        by_step
            .entry(records.integer(row, field::STEP))
            .or_default()
            .push(row);
    }
    by_step
        .into_iter()
        .filter_map(|(number, rows)| step(book, records, number, &rows, findings))
        .collect()
}

/// Without any number the rows are one step; with some, each row needs one.
fn check_step_numbers(records: &Records, rows: &[usize], findings: &mut Findings) {
    let is_numbered = |&&row: &&usize| records.fill(row, field::STEP) == Fill::Value;
    if !rows.iter().any(|row| is_numbered(&row)) {
        return;
    }
    for &row in rows.iter().filter(|row| !is_numbered(row)) {
        findings.push(Finding::new(
            &filtering::F017,
            records.place(row, Some(field::STEP)),
            "a blank Step",
            "the number of the step that the row belongs to, e.g. 10",
            "fill Step",
        ));
    }
}

fn step(
    book: &Book,
    records: &Records,
    number: i64,
    rows: &[usize],
    findings: &mut Findings,
) -> Option<Step> {
    let first = *rows.first()?;
    if rows.iter().any(|&row| records.is_rejected(row)) {
        // Its findings are there already; what follows from them is none.
        return None;
    }
    for &row in &rows[1..] {
        check_later_row(records, first, row, findings);
    }
    let options = options(records, first);
    let ordinal = records.option(first, field::ACTION);
    let text = |row: usize| records.text(row, field::FILTER).to_owned();
    let action = match ordinal {
        1 => Action::Add,
        2 => Action::Reduce,
        3 => Action::Refine,
        11 => Action::ReuseSavedCriteria(text(first).trim().to_uppercase()),
        12 => Action::ReuseLoggedSegment(text(first).trim().to_uppercase()),
        13 => Action::GoBack,
        _ => {
            findings.push(Finding::new(
                &filtering::F014,
                records.place(first, Some(field::ACTION)),
                format!("a blank Action in step {number}"),
                "an action on the step's first row, e.g. Add Contacts, Reduce or Refine",
                "fill Action on the first row of the step",
            ));
            return None;
        }
    };
    check_options(records, first, &action, findings);
    let filters = if matches!(ordinal, 1..=3) {
        rows.iter()
            .filter_map(|&row| filter(book, records, row, findings))
            .collect()
    } else {
        check_no_filters(records, rows, &action, findings);
        Vec::new()
    };
    Some(Step {
        number,
        action,
        options,
        filters,
        applied: records.boolean(first, field::APPLIED),
        source: records.text(first, field::SOURCE).to_owned(),
        counts: [field::LINES_BEFORE, field::MATCHED, field::LINES_AFTER]
            .map(|no| records.integer(first, no)),
        place: records.place(
            first,
            Some(if matches!(ordinal, 11..=12) {
                field::FILTER
            } else {
                field::ACTION
            }),
        ),
    })
}

/// The options on a row.
pub(super) fn options(records: &Records, row: usize) -> StepOptions {
    StepOptions {
        allow_existing: records.boolean(row, field::ALLOW_EXISTING_CONTACTS),
        expand_companies: records.boolean(row, field::EXPAND_CONTACT),
        allow_related_companies: records.boolean(row, field::ALLOW_COMPANY_WITH_PERSONS),
        ignore_exclusion: records.boolean(row, field::IGNORE_EXCLUSION),
        entire_companies: records.boolean(row, field::ENTIRE_COMPANIES),
    }
}

/// Action and options stand on the step's first row; later rows leave them blank or repeat them.
fn check_later_row(records: &Records, first: usize, row: usize, findings: &mut Findings) {
    let fields = OPTIONS
        .iter()
        .map(|&(no, _)| no)
        .chain([field::ACTION, field::APPLIED]);
    for no in fields {
        if records.fill(row, no) != Fill::Value
            || records.value(row, no) == records.value(first, no)
        {
            continue;
        }
        let declared = records.table().field(no);
        let show = |row| match records.value(row, no) {
            Value::Blank => "blank".to_owned(),
            value => format!("\"{}\"", value.show(declared.kind)),
        };
        findings.push(Finding::new(
            &filtering::F013,
            records.place(row, Some(no)),
            show(row),
            format!("blank, or {} as on the step's first row", show(first)),
            "clear the cell, or give the row another Step",
        ));
    }
}

/// Add has its four options, Reduce and Refine have theirs, the others have none.
fn check_options(records: &Records, row: usize, action: &Action, findings: &mut Findings) {
    for (no, of_add) in OPTIONS {
        let allowed = match action {
            Action::Add => of_add,
            Action::Reduce | Action::Refine => !of_add,
            _ => false,
        };
        if allowed || !records.boolean(row, no) {
            continue;
        }
        let caption = records.table().field(no).caption;
        findings.push(Finding::new(
            &filtering::F015,
            records.place(row, Some(no)),
            format!("Yes in {caption} for {}", action.caption()),
            if of_add {
                "only with Add Contacts"
            } else {
                "only with Reduce and Refine"
            },
            "clear the cell, or change the Action",
        ));
    }
}

/// Reuse takes its code or number from Filter; Go Back takes nothing.
fn check_no_filters(records: &Records, rows: &[usize], action: &Action, findings: &mut Findings) {
    let first = rows[0];
    let is_blank = records.text(first, field::FILTER).trim().is_empty();
    let reuse = match action {
        Action::ReuseSavedCriteria(_) => Some("the code of saved criteria, e.g. SPRING"),
        Action::ReuseLoggedSegment(_) => Some("the entry number or segment number of a logged one"),
        _ => None,
    };
    if let (Some(expected), true) = (reuse, is_blank) {
        findings.push(Finding::new(
            &filtering::F022,
            records.place(first, Some(field::FILTER)),
            format!("a blank Filter for {}", action.caption()),
            expected,
            "fill Filter",
        ));
    }
    let names = [field::TABLE_NAME, field::FIELD_NAME];
    let mut superfluous: Vec<(usize, FieldNo)> = Vec::new();
    for (index, &row) in rows.iter().enumerate() {
        let filled = |&no: &FieldNo| !records.text(row, no).trim().is_empty();
        superfluous.extend(names.iter().filter(|no| filled(no)).map(|&no| (row, no)));
        let takes_filter = index == 0 && reuse.is_some();
        if !takes_filter && filled(&field::FILTER) {
            superfluous.push((row, field::FILTER));
        }
    }
    for (row, no) in superfluous {
        findings.push(Finding::new(
            &filtering::F023,
            records.place(row, Some(no)),
            format!("\"{}\" for {}", records.text(row, no), action.caption()),
            "blank: this action has no filters",
            "clear the cell, or change the Action",
        ));
    }
}

fn filter(
    book: &Book,
    records: &Records,
    row: usize,
    findings: &mut Findings,
) -> Option<StepFilter> {
    let text = records.text(row, field::FILTER);
    let table_name = records.text(row, field::TABLE_NAME);
    let field_name = records.text(row, field::FIELD_NAME);
    if field_name.is_empty() && table_name.is_empty() && text.is_empty() {
        return None;
    }
    let table_place = records.place(row, Some(field::TABLE_NAME));
    let table = criteria_table(table_name, table_place, findings)?;
    if field_name.is_empty() {
        if !text.is_empty() {
            findings.push(Finding::new(
                &filtering::F011,
                records.place(row, Some(field::FIELD_NAME)),
                format!("a blank Field beside the filter \"{text}\""),
                format!("a field of {}", table.caption),
                "fill Field",
            ));
        }
        return None;
    }
    let field_place = records.place(row, Some(field::FIELD_NAME));
    let filter_field = filter_field(book, table, field_name, field_place, findings)?;
    if text.trim().is_empty() {
        findings.push(Finding::new(
            &filtering::F012,
            records.place(row, Some(field::FILTER)),
            format!("a blank Filter for {field_name}"),
            "a filter, e.g. NEWS|SPRING; for blank values write ''",
            "fill Filter, or remove the row: a blank filter does not filter",
        ));
    }
    Some(StepFilter {
        table,
        field: filter_field,
        text: text.to_owned(),
        is_constant: false,
        place: records.place(row, Some(field::FILTER)),
    })
}
