//! Criteria rows in BC's own form (tables 5097 and 5099): a row of Type Action, followed by its rows
//! of Type Filter with the table's view. Both forms give the same steps.

use crate::check::Book;
use crate::filter::TableView;
use crate::filter::table_view::FieldRef;
use crate::finding::code::filtering;
use crate::finding::{Finding, Findings};
use crate::schema::{Table, segment_criteria_line as field};
use crate::table::{Fill, Records};

use super::criteria::options;
use super::criteria_names::{criteria_table, filter_field};
use super::step::{Action, Step, StepFilter};

/// The ordinal of `Filter` in the field Type.
const TYPE_FILTER: u8 = 1;

/// Whether rows are in BC's form; the other form has none of these columns filled.
pub fn is_bc_form(records: &Records, rows: &[usize]) -> bool {
    let marks = [
        field::TYPE,
        field::TABLE_NO,
        field::TABLE_VIEW,
        field::NO_OF_FILTERS,
    ];
    rows.iter()
        .any(|&row| marks.iter().any(|&no| records.fill(row, no) == Fill::Value))
}

/// The steps in these rows, in order of Line No.
pub(super) fn steps(
    book: &Book,
    records: &Records,
    rows: &[usize],
    findings: &mut Findings,
) -> Vec<Step> {
    let mut rows = rows.to_vec();
    if rows.iter().any(|&row| records.is_rejected(row)) {
        // Its findings are there already; what follows from them is none.
        return Vec::new();
    }
    rows.sort_by_key(|&row| records.integer(row, field::LINE_NO));
    check_forms(records, &rows, findings);
    let mut steps: Vec<Step> = Vec::new();
    let mut filters_left = None;
    for &row in &rows {
        if records.option(row, field::TYPE) != TYPE_FILTER {
            check_filter_count(&steps, filters_left, findings);
            let is_counted = records.fill(row, field::NO_OF_FILTERS) == Fill::Value;
            filters_left = is_counted.then(|| records.integer(row, field::NO_OF_FILTERS));
            steps.extend(action(records, row, steps.len() as i64 + 1, findings));
        } else if let Some(step) = steps.last_mut() {
            filters_left = filters_left.map(|left| left - 1);
            step.filters.extend(view(book, records, row, findings));
        } else {
            findings.push(Finding::new(
                &filtering::F025,
                records.place(row, Some(field::TYPE)),
                "a row of Type Filter before any row of Type Action",
                "the action's row first, its filters after it, in order of Line No.",
                "correct Line No., or add the action's row",
            ));
        }
    }
    check_filter_count(&steps, filters_left, findings);
    steps
}

fn action(records: &Records, row: usize, number: i64, findings: &mut Findings) -> Option<Step> {
    let action = match records.option(row, field::ACTION) {
        1 => Action::Add,
        2 => Action::Reduce,
        3 => Action::Refine,
        _ => {
            findings.push(Finding::new(
                &filtering::F014,
                records.place(row, Some(field::ACTION)),
                "a row of Type Action without an action",
                "Add Contacts, Remove Contacts (Reduce) or Remove Contacts (Refine)",
                "fill Action",
            ));
            return None;
        }
    };
    Some(Step {
        number,
        action,
        options: options(records, row),
        filters: Vec::new(),
        applied: records.boolean(row, field::APPLIED),
        source: records.text(row, field::SOURCE).to_owned(),
        counts: [0; 3],
        place: records.place(row, Some(field::ACTION)),
    })
}

/// The filters of one table's view.
fn view(book: &Book, records: &Records, row: usize, findings: &mut Findings) -> Vec<StepFilter> {
    let place = records.place(row, Some(field::TABLE_VIEW));
    let table_no = records.integer(row, field::TABLE_NO).to_string();
    let table_place = records.place(row, Some(field::TABLE_NO));
    let Some(table) = criteria_table(&table_no, table_place, findings) else {
        return Vec::new();
    };
    let view = match TableView::parse(records.text(row, field::TABLE_VIEW)) {
        Ok(view) => view,
        Err(error) => {
            findings.push(error.finding(place));
            return Vec::new();
        }
    };
    let mut filters = Vec::new();
    for part in view.filters {
        let name = match part.field {
            FieldRef::No(no) => no.to_string(),
            FieldRef::Name(name) => name,
        };
        let found: &'static Table = table;
        if let Some(field) = filter_field(book, found, &name, place.clone(), findings) {
            filters.push(StepFilter {
                table: found,
                field,
                text: part.text,
                is_constant: part.is_constant,
                place: place.clone(),
            });
        }
    }
    filters
}

/// A row may not have cells of both forms.
fn check_forms(records: &Records, rows: &[usize], findings: &mut Findings) {
    let analyst = [
        field::STEP,
        field::TABLE_NAME,
        field::FIELD_NAME,
        field::FILTER,
    ];
    for &row in rows {
        let filled = analyst
            .into_iter()
            .find(|&no| records.fill(row, no) == Fill::Value);
        let Some(no) = filled else { continue };
        findings.push(Finding::new(
            &filtering::F027,
            records.place(row, Some(no)),
            format!(
                "\"{}\" beside rows with Type, Table No. or Table View",
                records.value(row, no).show(records.table().field(no).kind)
            ),
            "one form for all rows of a segment",
            "use Step, Table, Field and Filter alone, or Type, Table No. and Table View alone",
        ));
    }
}

fn check_filter_count(steps: &[Step], left: Option<i64>, findings: &mut Findings) {
    let (Some(step), Some(left)) = (steps.last(), left.filter(|&left| left != 0)) else {
        return;
    };
    let (more, fewer) = (left.unsigned_abs(), left > 0);
    findings.push(Finding::new(
        &filtering::F026,
        step.place.clone(),
        format!(
            "{more} filter {} too {}",
            if more == 1 { "row" } else { "rows" },
            if fewer { "few" } else { "many" }
        ),
        "as many rows of Type Filter as No. of Filters says",
        "restore the missing rows, or correct No. of Filters",
    ));
}
