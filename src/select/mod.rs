//! Steps become lines: a plan of constants, one bit a contact and criteria, and a pure fold of the
//! bits into lines. All segments of a run are selected from the state at its start.

mod evidence;
mod evidence_records;
mod fold;
#[cfg(test)]
mod fold_tests;
mod go_back;
mod history;
mod lines;
mod matching;
mod plan;
#[cfg(test)]
mod plan_tests;
mod rank;
mod reasons;
#[cfg(test)]
mod reasons_tests;
mod reasons_trace;
mod record;
mod record_bc_form;
mod saved;
#[cfg(test)]
mod selecting_tests;
mod standing;
mod statistics;
mod unit;
mod value_entries;

pub use evidence::{RecordReason, Spot, TableReason, ValueReason};
pub use fold::{Effect, Line, Origin};
pub use history::{History, Reused};
pub use lines::{BLANK_ON_PURPOSE, Lines, contact_value, person_name};
pub use plan::{Criteria, Plan, PlanContext, PlannedStep, Selecting, Work};
pub use reasons::{
    ActionReason, LineReason, Outcome, Reasons, StepReason, StepState, Through, ThroughKind,
};
pub use reasons_trace::reasons;
pub use record::{RecordedAction, RecordedFilter, criteria_rows, recorded, saved_criteria_rows};
pub use record_bc_form::{BC_FORM_FIELDS, bc_form_rows};
pub use saved::SavedCriteria;
pub use statistics::{Statistics, statistics_log_fields};

use std::collections::BTreeSet;

use fixedbitset::FixedBitSet;
use rayon::prelude::*;

use crate::check::{Book, NO_CONTACT};
use crate::schema::{self, FieldNo, TableNo, interaction_log_entry, segment_line};
use crate::segment::{Action, CRITERIA_TABLES, Segment};

use fold::Fold;
use matching::{Matcher, Matches};
use rank::Rank;
use standing::{LineCompanies, Standing};
use unit::alone;

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
    /// What each table with filters matches alone, action by action.
    pub by_table: Vec<TableMatches>,
}

/// How many contacts pass the filters of one table alone: of all contacts for Add, of the lines'
/// contacts else, Entire Companies included.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct TableMatches {
    /// The table's caption.
    pub table: &'static str,
    /// Distinct contacts that pass.
    pub matched: u64,
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

/// The logged segments whose entries the plans reuse, when nothing else looks at the log: then these
/// entries are all that is needed of it.
pub fn reused_alone(plans: &[Plan]) -> Option<Vec<i64>> {
    let looks_at_all = |plan: &Plan| {
        !plan.fields_of(schema::INTERACTION_LOG_ENTRY.no).is_empty()
            || plan.statistics().into_iter().any(statistics::is_from_log)
    };
    if plans.iter().any(looks_at_all) {
        return None;
    }
    let works = plans.iter().flat_map(|plan| &plan.steps);
    let reused: BTreeSet<i64> = works
        .filter_map(|planned| match planned.work {
            Work::ReuseLogged(entry_no) => Some(entry_no),
            _ => None,
        })
        .collect();
    Some(reused.into_iter().collect())
}

/// The tables that the plans look at, the ledger's log included.
pub fn tables_looked_at(plans: &[Plan]) -> BTreeSet<TableNo> {
    let mut tables = BTreeSet::new();
    for plan in plans {
        let criteria = plan.selecting().flat_map(|selecting| &selecting.criteria);
        tables.extend(criteria.map(|criteria| criteria.table));
        for statistic in plan.statistics() {
            tables.extend(statistics::source_of(statistic));
        }
        if plan.reuses_logged_segments() {
            tables.insert(schema::INTERACTION_LOG_ENTRY.no);
        }
    }
    // Value entries belong to contacts by way of their business relations.
    if tables.contains(&schema::VALUE_ENTRY.no) {
        tables.insert(schema::CONTACT_BUSINESS_RELATION.no);
    }
    tables
}

/// Selects all segments; `plans` are theirs, in the same order.
pub fn select(
    book: &Book,
    history: &History<'_>,
    segments: &[&Segment],
    plans: &[Plan],
) -> Vec<Selection> {
    let matches = Matcher::new(book, history, plans).match_all(plans);
    let rank = rank(book, &matches, plans);
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

/// The order of all contacts that any step brings.
fn rank(book: &Book, bits: &Matches, plans: &[Plan]) -> Rank {
    let count = book.contacts().len();
    let reach: Vec<FixedBitSet> = plans
        .par_iter()
        .map(|plan| {
            let mut all = FixedBitSet::with_capacity(count);
            for selecting in plan.selecting().filter(|one| one.action == Action::Add) {
                let matched = bits.of(selecting, count);
                all.union_with(&fold::reach(book, &matched, selecting.options));
            }
            all
        })
        .collect();
    let mut wanted = FixedBitSet::with_capacity(count);
    for bits in &reach {
        wanted.union_with(bits);
    }
    Rank::new(book, &wanted)
}

/// What folding one segment needs.
struct Folding<'a> {
    book: &'a Book,
    history: &'a History<'a>,
    matches: &'a Matches,
    rank: &'a Rank,
}

impl Folding<'_> {
    fn selection(&self, segment: &Segment, plan: &Plan) -> Selection {
        let mut fold = Fold::new(&segment.lines);
        let companies = self.companies_of_lines(segment);
        let mut steps = Vec::with_capacity(plan.steps.len());
        for planned in &plan.steps {
            let mut done = SelectedStep::default();
            match &planned.work {
                Work::Applied | Work::Undone => {}
                Work::ReuseLogged(entry_no) => {
                    let entries = self.history.entries_of(self.book, *entry_no);
                    done.effects.push(fold.reuse(entries));
                }
                Work::Select(actions) => {
                    for one in actions {
                        let (by_table, effect) = self.carry_out(&mut fold, &companies, one);
                        done.by_table.extend(by_table);
                        done.effects.push(effect);
                    }
                }
            }
            steps.push(done);
        }
        Selection {
            lines: fold.lines,
            reused: fold.reused,
            steps,
        }
    }

    /// Carries out an action, and says what its tables match, each alone, before it.
    fn carry_out(
        &self,
        fold: &mut Fold,
        companies: &LineCompanies,
        one: &Selecting,
    ) -> (Vec<TableMatches>, Effect) {
        let contacts = self.book.contacts();
        let matched = self.matches.of(one, contacts.len());
        if one.action == Action::Add {
            let by_table = self.by_table(one, |matched| matched.count_ones(..) as u64);
            let effect = fold.add(self.book, self.rank, &matched, one.options);
            return (by_table, effect);
        }
        let standing = Standing::new(fold, contacts, companies, one.options);
        let by_table = self.by_table(one, |matched| standing.passing(matched));
        (by_table, fold.remove(&standing, &matched, &one.action))
    }

    /// What the tables of an action match, each alone.
    fn by_table(
        &self,
        one: &Selecting,
        passing: impl Fn(&FixedBitSet) -> u64,
    ) -> Vec<TableMatches> {
        one.criteria
            .iter()
            .zip(alone(one))
            .filter_map(|(criteria, unit)| {
                Some(TableMatches {
                    table: schema::table(criteria.table)?.caption,
                    matched: passing(self.matches.alone(&unit)),
                })
            })
            .collect()
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
