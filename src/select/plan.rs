//! The plan: steps with their filters resolved to constants, reuses replaced by what they replay,
//! and what Go Back undoes left out. Nothing in it depends on the clock or on other segments.

use std::collections::BTreeMap;

use crate::check::Book;
use crate::filter::{Context, Filter};
use crate::finding::code::filtering;
use crate::finding::near_miss::{did_you_mean, nearest};
use crate::finding::{Finding, Findings};
use crate::schema::{self, FieldNo, TableNo};
use crate::segment::{Action, FilterField, Step, StepFilter, StepOptions};

use super::history::History;
use super::saved::SavedCriteria;

/// The steps of one segment, in order.
#[derive(Debug, Clone, Default)]
pub struct Plan {
    /// All steps, those that were applied before or are undone included.
    pub steps: Vec<PlannedStep>,
}

/// One step, ready to be matched and folded.
#[derive(Debug, Clone)]
pub struct PlannedStep {
    /// The step as it stands in the sheet.
    pub step: Step,
    /// What it does.
    pub work: Work,
}

/// What a planned step does.
#[derive(Debug, Clone)]
pub enum Work {
    /// Nothing: it was carried out before.
    Applied,
    /// Nothing: it is undone by a later Go Back, or is that Go Back.
    Undone,
    /// These actions, one after another: itself, or what saved criteria replay.
    Select(Vec<Selecting>),
    /// One line for each entry of this logged segment.
    ReuseLogged(i64),
}

/// One Add, Reduce or Refine with its criteria.
#[derive(Debug, Clone)]
pub struct Selecting {
    /// Add, Reduce or Refine.
    pub action: Action,
    /// Its options.
    pub options: StepOptions,
    /// Its criteria, in the order in which BC looks at the tables; none selects every contact.
    pub criteria: Vec<Criteria>,
    /// The filters as the sheet has them, for the record.
    pub filters: Vec<StepFilter>,
    /// What it is replayed from; `""` for the step itself.
    pub source: String,
}

/// The filters on one table; all must hold on the same record.
#[derive(Debug, Clone)]
pub struct Criteria {
    /// The table.
    pub table: TableNo,
    /// Fields with their filters; none of the filters is blank.
    pub filters: Vec<(FilterField, Filter)>,
}

impl Criteria {
    /// A text that two criteria share only if they mean the same.
    pub fn identity(&self) -> String {
        let mut parts: Vec<String> = self
            .filters
            .iter()
            .map(|(field, filter)| format!("{field:?}={filter}"))
            .collect();
        parts.sort_unstable();
        format!("{}:{}", self.table.0, parts.join("\u{1f}"))
    }
}

/// What plans are made from.
#[derive(Debug, Clone, Copy)]
pub struct PlanContext<'a> {
    /// The book.
    pub book: &'a Book,
    /// The constants of the run.
    pub context: &'a Context,
    /// Saved criteria of the book and the ledger.
    pub saved: &'a SavedCriteria,
    /// Logged segments of the book and the ledger.
    pub history: &'a History<'a>,
}

impl Plan {
    /// Resolves the steps of a segment; whatever cannot be resolved becomes a finding.
    pub fn new(steps: &[Step], from: PlanContext<'_>, findings: &mut Findings) -> Self {
        let undone = undone_steps(steps, findings);
        let steps = steps
            .iter()
            .zip(undone)
            .map(|(step, undone)| {
                let work = from.work(step, findings);
                let work = match work {
                    _ if step.applied => Work::Applied,
                    _ if undone => Work::Undone,
                    work => work,
                };
                PlannedStep {
                    step: step.clone(),
                    work,
                }
            })
            .collect();
        Self { steps }
    }

    /// All actions that will be carried out.
    pub fn selecting(&self) -> impl Iterator<Item = &Selecting> {
        self.steps.iter().flat_map(|planned| match &planned.work {
            Work::Select(list) => list.as_slice(),
            _ => &[],
        })
    }

    /// The fields of a table that the filters look at.
    pub fn fields_of(&self, table: TableNo) -> Vec<FieldNo> {
        self.selecting()
            .flat_map(|selecting| &selecting.criteria)
            .filter(|criteria| criteria.table == table)
            .flat_map(|criteria| &criteria.filters)
            .filter_map(|(field, _)| match field {
                FilterField::Stored(no) => Some(*no),
                _ => None,
            })
            .collect()
    }

    /// The statistics of Contact that the filters look at.
    pub fn statistics(&self) -> Vec<FieldNo> {
        self.selecting()
            .flat_map(|selecting| &selecting.criteria)
            .flat_map(|criteria| &criteria.filters)
            .filter_map(|(field, _)| match field {
                FilterField::Statistic(no) => Some(*no),
                _ => None,
            })
            .collect()
    }

    /// Whether any step makes lines from a logged segment.
    pub fn reuses_logged_segments(&self) -> bool {
        self.steps
            .iter()
            .any(|planned| matches!(planned.work, Work::ReuseLogged(_)))
    }

    /// How many steps stand, those that were applied before included.
    pub fn standing(&self) -> usize {
        self.steps
            .iter()
            .filter(|planned| !matches!(planned.work, Work::Undone))
            .count()
    }
}

/// Which steps have no effect: each Go Back, and the last step before it that still stands.
fn undone_steps(steps: &[Step], findings: &mut Findings) -> Vec<bool> {
    let mut undone = vec![false; steps.len()];
    let mut standing: Vec<usize> = Vec::new();
    for (at, step) in steps.iter().enumerate() {
        if step.action != Action::GoBack {
            standing.push(at);
            continue;
        }
        undone[at] = true;
        if step.applied {
            continue;
        }
        match standing.last() {
            Some(&last) if !steps[last].applied => {
                undone[last] = true;
                standing.pop();
            }
            last => {
                let (code, found, expected) = if last.is_some() {
                    (
                        &filtering::F021,
                        "Go Back over a step that was applied",
                        "a step not Applied",
                    )
                } else {
                    (
                        &filtering::F020,
                        "Go Back without a step before it",
                        "a step that stands",
                    )
                };
                findings.push(Finding::new(
                    code,
                    step.place.clone(),
                    found,
                    format!("{expected} before the Go Back"),
                    "remove the Go Back",
                ));
            }
        }
    }
    undone
}

impl PlanContext<'_> {
    fn work(&self, step: &Step, findings: &mut Findings) -> Work {
        match &step.action {
            Action::Add | Action::Reduce | Action::Refine => {
                Work::Select(vec![self.selecting(step, String::new(), findings)])
            }
            Action::ReuseSavedCriteria(code) => self.replay(step, code, findings),
            Action::ReuseLoggedSegment(text) => self.reuse(step, text, findings),
            Action::GoBack => Work::Undone,
        }
    }

    fn selecting(&self, step: &Step, source: String, findings: &mut Findings) -> Selecting {
        let mut by_table: BTreeMap<usize, Criteria> = BTreeMap::new();
        let mut filters = step.filters.clone();
        for wanted in &mut filters {
            let parsed = if wanted.is_constant {
                Filter::constant(&wanted.text, wanted.kind(), self.context)
            } else {
                Filter::parse(&wanted.text, wanted.kind(), self.context)
            };
            match parsed {
                Ok(filter) if filter.is_empty() => {}
                Ok(filter) => {
                    if let Some(text) = filter.in_english(&wanted.text, wanted.is_constant) {
                        wanted.text = text;
                        wanted.is_constant = false;
                    }
                    let order = super::table_order(wanted.table.no);
                    let criteria = by_table.entry(order).or_insert_with(|| Criteria {
                        table: wanted.table.no,
                        filters: Vec::new(),
                    });
                    criteria.filters.push((wanted.field.clone(), filter));
                }
                Err(error) => findings.push(error.finding(wanted.place.clone())),
            }
        }
        Selecting {
            action: step.action.clone(),
            options: step.options,
            criteria: by_table.into_values().collect(),
            filters,
            source,
        }
    }

    fn replay(&self, step: &Step, code: &str, findings: &mut Findings) -> Work {
        let Some(saved) = self.saved.get(code) else {
            let near = did_you_mean(nearest(code, self.saved.codes()));
            if !code.is_empty() {
                findings.push(Finding::new(
                    &filtering::F018,
                    step.place.clone(),
                    format!("\"{code}\""),
                    format!("the code of saved criteria{near}"),
                    "correct the code, or add the sheets Saved Segment Criteria and its lines",
                ));
            }
            return Work::Select(Vec::new());
        };
        let source = format!("Saved Segment Criteria {code}");
        let mut list = Vec::new();
        for saved_step in saved {
            match &saved_step.action {
                Action::Add | Action::Reduce | Action::Refine => {
                    list.push(self.selecting(saved_step, source.clone(), findings));
                }
                // Saved criteria hold steps as they were carried out, so reuses are spelt out.
                other => findings.push(Finding::new(
                    &filtering::F014,
                    saved_step.place.clone(),
                    format!("{} in saved criteria", other.caption()),
                    "Add Contacts, Reduce or Refine",
                    "replace the row by the steps that it stands for",
                )),
            }
        }
        Work::Select(list)
    }

    fn reuse(&self, step: &Step, text: &str, findings: &mut Findings) -> Work {
        if let Some(entry_no) = self.history.logged_segment_entry_no(text) {
            Work::ReuseLogged(entry_no)
        } else {
            if !text.is_empty() {
                findings.push(Finding::new(
                    &filtering::F019,
                    step.place.clone(),
                    format!("\"{text}\""),
                    "the entry number or the segment number of a logged segment",
                    format!(
                        "correct Filter; {} has them",
                        schema::LOGGED_SEGMENT.caption
                    ),
                ));
            }
            Work::Select(Vec::new())
        }
    }
}
