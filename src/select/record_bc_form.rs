//! Saved criteria in BC's own form, to be imported there: a row of Type Action for each step, and
//! after it a row of Type Filter with the view for each table that is filtered.

use crate::error::{Error, Result};
use crate::filter::quote;
use crate::filter::table_view::{FieldRef, TableView, ViewFilter};
use crate::schema::{
    FieldNo, SAVED_SEGMENT_CRITERIA_LINE, Table, saved_segment_criteria_line as line,
};
use crate::segment::{Action, CRITERIA_TABLES, FilterField, Step, StepFilter};
use crate::table::Records;
use crate::value::Value;

use super::record::option_cells;

/// The columns of BC's form of Saved Segment Criteria Line.
pub const BC_FORM_FIELDS: [FieldNo; 12] = [
    line::SEGMENT_CRITERIA_CODE,
    line::LINE_NO,
    line::TYPE,
    line::ACTION,
    line::TABLE_NO,
    line::TABLE_VIEW,
    line::NO_OF_FILTERS,
    line::ALLOW_EXISTING_CONTACTS,
    line::EXPAND_CONTACT,
    line::ALLOW_COMPANY_WITH_PERSONS,
    line::IGNORE_EXCLUSION,
    line::ENTIRE_COMPANIES,
];

/// Ordinals of the field Type.
const TYPE_ACTION: u8 = 0;
const TYPE_FILTER: u8 = 1;

/// BC keeps a view in a text of this length.
const VIEW_CHARS_MAX: usize = 2048;

/// One step with the views of the tables that it filters.
struct Recorded<'a> {
    code: &'a str,
    step: &'a Step,
    views: Vec<(&'static Table, String)>,
}

/// The rows of saved criteria in BC's form, given as codes with their steps.
///
/// # Errors
/// What BC has no words for: a step that reuses something, a filter on an extra column, a view that
/// is too long.
pub fn bc_form_rows(criteria: &[(&str, Vec<Step>)]) -> Result<Records> {
    let mut recorded = Vec::new();
    for (code, steps) in criteria {
        for step in steps {
            let views = views(code, step)?;
            recorded.push(Recorded { code, step, views });
        }
    }
    let mut rows = Vec::new();
    let mut line_no = 0;
    let mut last_code = "";
    for one in &recorded {
        if one.code != last_code {
            (last_code, line_no) = (one.code, 0);
        }
        let mut key = || {
            line_no += 1;
            [
                (line::SEGMENT_CRITERIA_CODE, Value::text(one.code)),
                (line::LINE_NO, Value::Integer(line_no)),
            ]
        };
        let mut row = key().to_vec();
        row.extend(action_cells(one));
        rows.push(row);
        for (table, view) in &one.views {
            let mut row = key().to_vec();
            row.extend([
                (line::TYPE, Value::Option(TYPE_FILTER)),
                (line::TABLE_NO, Value::Integer(i64::from(table.no.0))),
                (line::TABLE_VIEW, Value::text(view)),
            ]);
            rows.push(row);
        }
    }
    Ok(Records::from_rows(&SAVED_SEGMENT_CRITERIA_LINE, &rows))
}

fn action_cells(one: &Recorded<'_>) -> Vec<(FieldNo, Value<'static>)> {
    let mut cells = vec![
        (line::TYPE, Value::Option(TYPE_ACTION)),
        (line::ACTION, Value::Option(one.step.action.ordinal())),
        (line::NO_OF_FILTERS, Value::Integer(one.views.len() as i64)),
    ];
    // The fields of criteria have the same numbers in both tables.
    cells.extend(option_cells(one.step.options));
    cells
}

/// The views of a step, in the order in which BC looks at the tables.
fn views(code: &str, step: &Step) -> Result<Vec<(&'static Table, String)>> {
    if !matches!(step.action, Action::Add | Action::Reduce | Action::Refine) {
        return Err(no_words(
            code,
            &format!("have a step {}", step.action.caption()),
        ));
    }
    let mut views = Vec::new();
    for table in CRITERIA_TABLES {
        let filters: Vec<&StepFilter> = step
            .filters
            .iter()
            .filter(|filter| filter.table.no == table.no && !filter.text.trim().is_empty())
            .collect();
        if filters.is_empty() {
            continue;
        }
        let view = TableView {
            sorting: table.key().map(|field| FieldRef::No(field.no.0)).collect(),
            is_descending: false,
            filters: view_filters(code, &filters)?,
        };
        let text = view.to_string();
        if text.chars().count() > VIEW_CHARS_MAX {
            let found = format!(
                "have a view of {} longer than {VIEW_CHARS_MAX} characters",
                table.caption
            );
            return Err(no_words(code, &found));
        }
        views.push((table, text));
    }
    Ok(views)
}

/// A view names each field once, so several filters on one field become one.
fn view_filters(code: &str, filters: &[&StepFilter]) -> Result<Vec<ViewFilter>> {
    let mut found: Vec<ViewFilter> = Vec::new();
    for filter in filters {
        let (FilterField::Stored(no) | FilterField::Statistic(no)) = &filter.field else {
            let found = format!("filter on the column \"{}\"", filter.field_caption());
            return Err(no_words(code, &found));
        };
        let field = FieldRef::No(no.0);
        match found.iter_mut().find(|known| known.field == field) {
            None => found.push(ViewFilter {
                field,
                is_constant: filter.is_constant,
                text: filter.text.trim().to_owned(),
            }),
            Some(known) => {
                let earlier = expression(&known.text, known.is_constant);
                let this = expression(filter.text.trim(), filter.is_constant);
                known.text = format!("({earlier})&({this})");
                known.is_constant = false;
            }
        }
    }
    Ok(found)
}

fn expression(text: &str, is_constant: bool) -> String {
    if is_constant {
        quote(text)
    } else {
        text.to_owned()
    }
}

fn no_words(code: &str, found: &str) -> Error {
    Error::refused(format!(
        "the criteria {code} {found}, and BC's form has no place for that"
    ))
    .hint("name the codes to be exported without it, or leave out --form bc")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::place::Place;
    use crate::schema::{CONTACT, CONTACT_MAILING_GROUP, contact, contact_mailing_group};
    use crate::segment::StepOptions;

    fn filter(
        table: &'static Table,
        field: FilterField,
        text: &str,
        is_constant: bool,
    ) -> StepFilter {
        StepFilter {
            table,
            field,
            text: text.into(),
            is_constant,
            place: Place::default(),
        }
    }

    fn step(filters: Vec<StepFilter>) -> Step {
        Step {
            number: 10,
            action: Action::Add,
            options: StepOptions::default(),
            filters,
            applied: false,
            source: String::new(),
            counts: [0; 3],
            place: Place::default(),
        }
    }

    fn name(text: &str, is_constant: bool) -> StepFilter {
        filter(
            &CONTACT,
            FilterField::Stored(contact::NAME),
            text,
            is_constant,
        )
    }

    #[test]
    fn each_filtered_table_has_one_view_in_bcs_order() {
        let group = FilterField::Stored(contact_mailing_group::MAILING_GROUP_CODE);
        let tables = step(vec![
            filter(&CONTACT_MAILING_GROUP, group, "NEWS|VIP", false),
            name("A*", false),
            filter(
                &CONTACT,
                FilterField::Stored(contact::COMPANY_NO),
                "",
                false,
            ),
        ]);
        let mailing = "VERSION(1) SORTING(Field1,Field2) WHERE(Field2=1(NEWS|VIP))";
        for (filters, expected) in [
            (
                tables.filters,
                vec!["VERSION(1) SORTING(Field1) WHERE(Field2=1(A*))", mailing],
            ),
            (vec![], vec![]),
            (
                vec![name("A*|B*", false), name("<>*x", false)],
                vec!["VERSION(1) SORTING(Field1) WHERE(Field2=1((A*|B*)&(<>*x)))"],
            ),
            (
                vec![name("J & V", true), name("@j*", false)],
                vec!["VERSION(1) SORTING(Field1) WHERE(Field2=1(('J & V')&(@j*)))"],
            ),
            (
                vec![name("J & V", true)],
                vec!["VERSION(1) SORTING(Field1) WHERE(Field2=0(J & V))"],
            ),
        ] {
            let found = views("X", &step(filters)).expect("views");
            let texts: Vec<&str> = found.iter().map(|(_, view)| view.as_str()).collect();
            assert_eq!(texts, expected);
        }
    }

    #[test]
    fn what_bc_has_no_words_for_is_refused() {
        let mut reuse = step(Vec::new());
        reuse.action = Action::ReuseSavedCriteria("Y".into());
        let extra = filter(
            &CONTACT,
            FilterField::Extra("Newsletter".into()),
            "Yes",
            false,
        );
        let long = "A|".repeat(1024) + "A";
        for (step, expected) in [
            (reuse, "have a step Reuse Saved Criteria"),
            (step(vec![extra]), "filter on the column \"Newsletter\""),
            (
                step(vec![name(&long, false)]),
                "have a view of Contact longer than 2048 characters",
            ),
        ] {
            let error = views("X", &step).expect_err("refused");
            assert_eq!(error.exit_code(), 4);
            let expected =
                format!("the criteria X {expected}, and BC's form has no place for that");
            assert_eq!(error.to_string(), expected);
        }
    }
}
