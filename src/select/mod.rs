//! Steps become lines: a plan of constants, one bit a contact and criteria, and a pure fold of the
//! bits into lines. All segments of a run are selected from the state at its start.

mod fold;
#[cfg(test)]
mod fold_tests;
mod history;
mod lines;
mod matching;
mod plan;
#[cfg(test)]
mod plan_tests;
mod rank;
mod record;
mod saved;
#[cfg(test)]
mod selecting_tests;
mod statistics;
mod value_entries;

pub use fold::{Effect, Line, Origin};
pub use history::{History, Reused};
pub use lines::{BLANK_ON_PURPOSE, Lines, contact_value, person_name};
pub use plan::{Criteria, Plan, PlanContext, PlannedStep, Selecting, Work};
pub use record::{RecordedAction, RecordedFilter, criteria_rows, recorded, saved_criteria_rows};
pub use saved::SavedCriteria;

use std::collections::BTreeSet;

use fixedbitset::FixedBitSet;
use rayon::prelude::*;

use crate::check::{Book, NO_CONTACT};
use crate::schema::{self, FieldNo, TableNo, interaction_log_entry, segment_line};
use crate::segment::{Action, CRITERIA_TABLES, Segment};

use fold::{Fold, LineCompanies};
use rank::Rank;

/// The lines of a segment, and what its steps did.
#[derive(Debug, Clone, Default)]
pub struct Selection {
    /// The lines, in order of Line No.
    pub lines: Vec<Line>,
    /// The log entries that reused lines were made from.
    pub reused: Vec<Reused>,
    /// The steps, in the order of the plan.
    pub steps: Vec<SelectedStep>,
}

/// What a planned step did, action by action; a step that was applied or undone did nothing.
#[derive(Debug, Clone, Default)]
pub struct SelectedStep {
    /// One effect for each action of the step.
    pub effects: Vec<Effect>,
}

/// The fields of the log that the plans look at, so that history is read by these alone.
pub fn log_fields(plans: &[Plan]) -> Vec<FieldNo> {
    let mut fields: BTreeSet<FieldNo> = BTreeSet::new();
    for plan in plans {
        let filtered = plan.fields_of(schema::INTERACTION_LOG_ENTRY.no);
        if !filtered.is_empty() {
            fields.extend([
                interaction_log_entry::CONTACT_NO,
                interaction_log_entry::CONTACT_COMPANY_NO,
            ]);
        }
        fields.extend(filtered);
        if plan.statistics().into_iter().any(statistics::is_from_log) {
            fields.extend(statistics::LOG_FIELDS);
        }
        if plan.reuses_logged_segments() {
            fields.extend([
                interaction_log_entry::ENTRY_NO,
                interaction_log_entry::CONTACT_NO,
                interaction_log_entry::CAMPAIGN_NO,
                interaction_log_entry::LOGGED_SEGMENT_ENTRY_NO,
            ]);
        }
    }
    fields.into_iter().collect()
}

/// Selects all segments; `plans` are theirs, in the same order.
pub fn select(
    book: &Book,
    history: &History<'_>,
    segments: &[&Segment],
    plans: &[Plan],
) -> Vec<Selection> {
    let matches = matching::match_all(book, history, plans);
    let count = book.contacts().len();
    let reach: Vec<FixedBitSet> = plans
        .par_iter()
        .map(|plan| {
            let mut all = FixedBitSet::with_capacity(count);
            for selecting in plan.selecting().filter(|one| one.action == Action::Add) {
                all.union_with(&fold::reach(
                    book,
                    &matches.of(selecting, count),
                    selecting.options,
                ));
            }
            all
        })
        .collect();
    let mut wanted = FixedBitSet::with_capacity(count);
    for bits in &reach {
        wanted.union_with(bits);
    }
    let rank = Rank::new(book, &wanted);
    segments
        .par_iter()
        .zip(plans)
        .map(|(segment, plan)| {
            let folding = Folding {
                book,
                history,
                matches: &matches,
                rank: &rank,
            };
            folding.selection(segment, plan)
        })
        .collect()
}

/// What folding one segment needs.
struct Folding<'a> {
    book: &'a Book,
    history: &'a History<'a>,
    matches: &'a matching::Matches,
    rank: &'a Rank,
}

impl Folding<'_> {
    fn selection(&self, segment: &Segment, plan: &Plan) -> Selection {
        let mut fold = Fold::new(&segment.lines);
        let companies = self.companies_of_lines(segment);
        let mut steps = Vec::with_capacity(plan.steps.len());
        for planned in &plan.steps {
            let effects = match &planned.work {
                Work::Applied | Work::Undone => Vec::new(),
                Work::ReuseLogged(entry_no) => {
                    vec![fold.reuse(self.history.entries_of(self.book, *entry_no))]
                }
                Work::Select(actions) => actions
                    .iter()
                    .map(|one| self.carry_out(&mut fold, &companies, one))
                    .collect(),
            };
            steps.push(SelectedStep { effects });
        }
        Selection {
            lines: fold.lines,
            reused: fold.reused,
            steps,
        }
    }

    fn carry_out(&self, fold: &mut Fold, companies: &LineCompanies, one: &Selecting) -> Effect {
        let matched = self.matches.of(one, self.book.contacts().len());
        if one.action == Action::Add {
            fold.add(self.book, self.rank, &matched, one.options)
        } else {
            fold.remove(self.book, companies, &matched, &one.action, one.options)
        }
    }

    /// Hand-entered lines may name another company in Contact Company No.
    fn companies_of_lines(&self, segment: &Segment) -> LineCompanies {
        let mut companies = LineCompanies::default();
        let Some(records) = self.book.table(&schema::SEGMENT_LINE) else {
            return companies;
        };
        for line in &segment.lines {
            let no = records.text(line.row, segment_line::CONTACT_COMPANY_NO);
            if !no.is_empty() {
                let company = self.book.find_contact(no).unwrap_or(NO_CONTACT);
                companies.insert(line.row as u32, company);
            }
        }
        companies
    }
}

/// Position of a criteria table in the order in which BC looks at them.
fn table_order(no: TableNo) -> usize {
    CRITERIA_TABLES
        .iter()
        .position(|table| table.no == no)
        .unwrap_or(CRITERIA_TABLES.len())
}
