//! What is told of a contact: what each step of a segment did to it, and what decided.

use serde::Serialize;

use crate::segment::Action;

use super::evidence::{Spot, TableReason};
use super::plan::Selecting;

/// What the steps of a segment did to one contact.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Reasons {
    /// Its hand-entered lines.
    pub typed: Vec<LineReason>,
    /// The steps, those that were applied before or undone included.
    pub steps: Vec<StepReason>,
    /// The numbers of its lines in the end.
    pub lines: Vec<i64>,
}

/// A line that stands in a sheet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct LineReason {
    /// Line No.
    pub line_no: i64,
    /// Its Contact No.
    #[serde(flatten)]
    pub spot: Spot,
}

/// What one step did to the contact.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct StepReason {
    /// Its number in the sheet.
    pub step: i64,
    /// The action's caption.
    pub action: &'static str,
    /// Whether it was carried out.
    pub state: StepState,
    /// The step of the Go Back that undid it.
    pub undone_by: Option<i64>,
    /// The step that this Go Back undid.
    pub undoes: Option<i64>,
    /// What a step that was applied before was replayed from; `""` for the step itself.
    pub source: String,
    /// What it did: one action, or those that saved criteria replay; none when it was not carried
    /// out.
    pub actions: Vec<ActionReason>,
}

/// Whether a step was carried out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum StepState {
    /// It was carried out.
    CarriedOut,
    /// It was carried out before: what it did stands in the lines.
    Applied,
    /// A later Go Back undid it.
    Undone,
    /// It is a Go Back.
    GoBack,
}

/// What one action did to the contact.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ActionReason {
    /// The action's caption.
    pub action: &'static str,
    /// What it is replayed from; `""` for the step itself.
    pub source: String,
    /// What came of it.
    pub outcome: Outcome,
    /// Whether the contact itself passes all filters.
    pub passes: bool,
    /// Whether it counts for the action: it passes, or another contact lets it; and for Add it is not
    /// excluded.
    pub counts: bool,
    /// The filters as the sheet has them.
    pub filters: Vec<String>,
    /// What each table with filters says about it, in the order in which BC looks at them.
    pub tables: Vec<TableReason>,
    /// Another contact for whose sake it counts.
    pub through: Option<Through>,
    /// Its Exclude from Segment, when that keeps it out.
    pub excluded_at: Option<Spot>,
    /// The log entries of a reused logged segment.
    pub entries: Vec<Spot>,
    /// Its lines before.
    pub lines_before: Vec<i64>,
    /// The lines that were added.
    pub added: Vec<i64>,
    /// The lines that were removed.
    pub removed: Vec<i64>,
    /// The option Entire Companies.
    pub entire_companies: bool,
}

/// What came of an action.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Outcome {
    /// It added a line.
    Added,
    /// It would add the contact, but that has a line already.
    AlreadyThere,
    /// It would add the contact, but that is excluded from segments.
    Excluded,
    /// It does not select the contact.
    NotSelected,
    /// It removed the contact's lines.
    Removed,
    /// It left the contact's lines alone.
    Kept,
    /// The contact had no line that could be removed.
    NoLine,
}

impl Outcome {
    /// What an action does to a contact with the lines `before`: `is_in` says whether it counts for
    /// the action, `excluded` whether only its Exclude from Segment keeps it from that.
    pub(super) fn of(one: &Selecting, is_in: bool, excluded: bool, before: &[i64]) -> Self {
        if one.action != Action::Add {
            return match (before, is_in == (one.action == Action::Reduce)) {
                ([], _) => Self::NoLine,
                (_, true) => Self::Removed,
                (_, false) => Self::Kept,
            };
        }
        match (excluded, is_in, before) {
            (true, ..) => Self::Excluded,
            (_, false, _) => Self::NotSelected,
            (_, true, []) => Self::Added,
            (_, true, _) if one.options.allow_existing => Self::Added,
            _ => Self::AlreadyThere,
        }
    }
}

/// A contact for whose sake another one counts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Through {
    /// By which option.
    pub kind: ThroughKind,
    /// The company that both belong to.
    pub company_no: String,
    /// The contact that passes.
    pub contact_no: String,
    /// What the tables say about that one.
    pub tables: Vec<TableReason>,
}

/// The option by which one contact counts for another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum ThroughKind {
    /// Expand Companies.
    ExpandCompanies,
    /// Allow Related Companies.
    AllowRelatedCompanies,
    /// Entire Companies.
    EntireCompanies,
}
