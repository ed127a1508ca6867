//! Steps as they were carried out, for the sheet Segment Criteria Line and for saved criteria: a
//! reuse as the actions that it replayed, what was undone left out.

use crate::schema::{self, FieldNo, Table, interaction_log_entry, segment_criteria_line as field};
use crate::segment::{Action, FilterField, Step, StepFilter, StepOptions};
use crate::table::Records;
use crate::value::Value;

use super::Selection;
use super::fold::Effect;
use super::plan::{Plan, Selecting, Work};

/// One action as it was carried out.
#[derive(Debug, Clone)]
pub struct RecordedAction {
    /// Its step number; ascending.
    pub number: i64,
    /// Add, Reduce or Refine.
    pub action: Action,
    /// Its options.
    pub options: StepOptions,
    /// Its filters: table, field as it is called, text.
    pub filters: Vec<RecordedFilter>,
    /// What it was replayed from; `""` for a step of the sheet.
    pub source: String,
    /// Lines before it, contacts matched, lines after it.
    pub counts: [i64; 3],
}

/// One filter as it is written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RecordedFilter {
    /// The table.
    pub table: &'static Table,
    /// The field's caption, or the heading of an extra column.
    pub field: String,
    /// The filter.
    pub text: String,
}

impl RecordedFilter {
    /// A filter of a step.
    pub fn of(filter: &StepFilter) -> Self {
        let text = if filter.is_constant {
            crate::filter::quote(&filter.text)
        } else {
            filter.text.clone()
        };
        Self {
            table: filter.table,
            field: filter.field_caption().to_owned(),
            text,
        }
    }

    /// As a person reads it.
    pub fn show(&self) -> String {
        format!("{}: {} = {}", self.table.caption, self.field, self.text)
    }
}

impl RecordedAction {
    /// A step of saved criteria.
    pub fn of_step(step: &Step) -> Self {
        Self {
            number: step.number,
            action: step.action.clone(),
            options: step.options,
            filters: step.filters.iter().map(RecordedFilter::of).collect(),
            source: step.source.clone(),
            counts: step.counts,
        }
    }

    /// Whether two actions do the same, wherever they came from.
    pub fn does_the_same(&self, other: &Self) -> bool {
        self.action == other.action
            && self.options == other.options
            && self.filters == other.filters
    }

    /// The action of reusing a logged segment, as BC records it.
    pub fn reuse(number: i64, entry_no: i64, segment_no: &str, effect: Effect) -> Self {
        let called = if segment_no.is_empty() {
            String::new()
        } else {
            format!(" ({segment_no})")
        };
        Self {
            number,
            action: Action::Add,
            options: StepOptions {
                allow_existing: true,
                ..StepOptions::default()
            },
            filters: vec![RecordedFilter::of(&StepFilter {
                table: &schema::INTERACTION_LOG_ENTRY,
                field: FilterField::Stored(interaction_log_entry::LOGGED_SEGMENT_ENTRY_NO),
                text: entry_no.to_string(),
                is_constant: false,
                place: crate::place::Place::default(),
            })],
            source: format!("Logged Segment {entry_no}{called}"),
            counts: counts(effect),
        }
    }
}

fn counts(effect: Effect) -> [i64; 3] {
    [effect.before, effect.matched, effect.after].map(|count| count as i64)
}

/// The actions that stand, those that were applied before included.
pub fn recorded(plan: &Plan, selection: &Selection) -> Vec<RecordedAction> {
    let mut actions: Vec<RecordedAction> = Vec::new();
    for (planned, selected) in plan.steps.iter().zip(&selection.steps) {
        let step = &planned.step;
        let next = |actions: &[RecordedAction]| {
            actions
                .last()
                .map_or(step.number, |last| step.number.max(last.number + 1))
        };
        match &planned.work {
            Work::Undone => {}
            Work::Applied => {
                let number = next(&actions);
                actions.push(RecordedAction {
                    number,
                    ..RecordedAction::of_step(step)
                });
            }
            Work::ReuseLogged(entry_no) => {
                let effect = selected.effects.first().copied().unwrap_or_default();
                actions.push(RecordedAction::reuse(next(&actions), *entry_no, "", effect));
            }
            Work::Select(list) => {
                for (one, effect) in list.iter().zip(&selected.effects) {
                    actions.push(of_selecting(next(&actions), one, *effect));
                }
            }
        }
    }
    actions
}

fn of_selecting(number: i64, one: &Selecting, effect: Effect) -> RecordedAction {
    RecordedAction {
        number,
        action: one.action.clone(),
        options: one.options,
        filters: one.filters.iter().map(RecordedFilter::of).collect(),
        source: one.source.clone(),
        counts: counts(effect),
    }
}

/// The actions as rows of Segment Criteria Line in the analyst's form, all of them Applied.
pub fn criteria_rows(segment_no: &str, actions: &[RecordedAction]) -> Records {
    let key = (field::SEGMENT_NO, Value::text(segment_no));
    rows(&schema::SEGMENT_CRITERIA_LINE, key, actions, true)
}

/// The actions as rows of Saved Segment Criteria Line: to be replayed, so not Applied.
pub fn saved_criteria_rows(code: &str, actions: &[RecordedAction]) -> Records {
    let key = (
        schema::saved_segment_criteria_line::SEGMENT_CRITERIA_CODE,
        Value::text(code),
    );
    rows(&schema::SAVED_SEGMENT_CRITERIA_LINE, key, actions, false)
}

fn rows(
    table: &'static Table,
    key: (FieldNo, Value<'_>),
    actions: &[RecordedAction],
    applied: bool,
) -> Records {
    let mut rows = Vec::new();
    for action in actions {
        // An action without filters is one row.
        for index in 0..action.filters.len().max(1) {
            let filter = action.filters.get(index);
            let mut row = vec![key, (field::STEP, Value::Integer(action.number))];
            if index == 0 {
                row.extend(first_row(action, applied));
            }
            if let Some(filter) = filter {
                row.extend([
                    (field::TABLE_NAME, Value::Text(filter.table.caption)),
                    (field::FIELD_NAME, Value::Text(&filter.field)),
                    (field::FILTER, Value::text(&filter.text)),
                ]);
            }
            if applied && index == 0 {
                let [before, matched, after] = action.counts;
                row.extend([
                    (field::SOURCE, Value::text(&action.source)),
                    (field::LINES_BEFORE, Value::Integer(before)),
                    (field::MATCHED, Value::Integer(matched)),
                    (field::LINES_AFTER, Value::Integer(after)),
                ]);
            }
            rows.push(row);
        }
    }
    Records::from_rows(table, &rows)
}

/// Action and options, which stand on a step's first row. Options of the other actions stay blank.
fn first_row(action: &RecordedAction, applied: bool) -> Vec<(FieldNo, Value<'static>)> {
    let mut row = vec![(field::ACTION, Value::Option(action.action.ordinal()))];
    let [of_add @ .., of_remove] = option_cells(action.options);
    if action.action == Action::Add {
        row.extend(of_add);
    } else {
        row.push(of_remove);
    }
    if applied {
        row.push((field::APPLIED, Value::Boolean(true)));
    }
    row
}

/// The options as cells: four of Add, the last of Reduce and Refine.
pub(super) fn option_cells(options: StepOptions) -> [(FieldNo, Value<'static>); 5] {
    [
        (field::ALLOW_EXISTING_CONTACTS, options.allow_existing),
        (field::EXPAND_CONTACT, options.expand_companies),
        (
            field::ALLOW_COMPANY_WITH_PERSONS,
            options.allow_related_companies,
        ),
        (field::IGNORE_EXCLUSION, options.ignore_exclusion),
        (field::ENTIRE_COMPANIES, options.entire_companies),
    ]
    .map(|(no, value)| (no, Value::Boolean(value)))
}
