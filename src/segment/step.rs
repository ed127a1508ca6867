//! The steps by which a segment is selected, as the analyst's form or BC's form gives them.

use crate::place::Place;
use crate::schema::{FieldNo, Kind, Table, kind::options};

/// One action with its filters.
#[derive(Debug, Clone)]
pub struct Step {
    /// Its number in the sheet.
    pub number: i64,
    /// What it does.
    pub action: Action,
    /// How it does it.
    pub options: StepOptions,
    /// Its filters; all must hold.
    pub filters: Vec<StepFilter>,
    /// Whether it was carried out before: kept as history, not run again.
    pub applied: bool,
    /// Where it came from, when it was replayed from saved criteria or a logged segment.
    pub source: String,
    /// Lines before, contacts matched and lines after, of a step that was carried out before.
    pub counts: [i64; 3],
    /// The cell on its first row that says what to do: Action, or for a reuse Filter.
    pub place: Place,
}

/// What a step does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Action {
    /// Add Contacts.
    Add,
    /// Remove Contacts (Reduce): removes the lines whose contact matches.
    Reduce,
    /// Remove Contacts (Refine): removes the lines whose contact does not match.
    Refine,
    /// Reuse Saved Criteria, with their code.
    ReuseSavedCriteria(String),
    /// Reuse Logged Segment, with an entry number or a segment number.
    ReuseLoggedSegment(String),
    /// Go Back: undo the last step that still stands.
    GoBack,
}

impl Action {
    /// The ordinal in the field Action.
    pub fn ordinal(&self) -> u8 {
        match self {
            Self::Add => 1,
            Self::Reduce => 2,
            Self::Refine => 3,
            Self::ReuseSavedCriteria(_) => 11,
            Self::ReuseLoggedSegment(_) => 12,
            Self::GoBack => 13,
        }
    }

    /// What people see.
    pub fn caption(&self) -> &'static str {
        Kind::Options(options::ACTION)
            .caption_of(self.ordinal())
            .unwrap_or_default()
    }
}

/// The options of a step, as BC stores them; all off by default.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct StepOptions {
    /// Add: a contact that has a line gets another.
    pub allow_existing: bool,
    /// Add: every selected contact stands for all contacts of its company.
    pub expand_companies: bool,
    /// Add: the companies of the selected contacts come too.
    pub allow_related_companies: bool,
    /// Add: contacts with *Exclude from Segment* are kept.
    pub ignore_exclusion: bool,
    /// Reduce and Refine: one match makes the whole company match.
    pub entire_companies: bool,
}

/// One filter on one field.
#[derive(Debug, Clone)]
pub struct StepFilter {
    /// The table it looks at.
    pub table: &'static Table,
    /// The field.
    pub field: FilterField,
    /// The filter's text; blank does not filter.
    pub text: String,
    /// Whether the text is one value as it stands, not an expression (BC's views have both).
    pub is_constant: bool,
    /// The cell it stands in.
    pub place: Place,
}

/// The field that a filter looks at.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum FilterField {
    /// A field that the table stores.
    Stored(FieldNo),
    /// A total of Contact, computed from the tables supplied.
    Statistic(FieldNo),
    /// An extra column of Contact, by its heading.
    Extra(String),
}

impl StepFilter {
    /// The field's caption.
    pub fn field_caption(&self) -> &str {
        match &self.field {
            FilterField::Stored(no) | FilterField::Statistic(no) => self.table.field(*no).caption,
            FilterField::Extra(heading) => heading,
        }
    }

    /// What the field holds.
    pub fn kind(&self) -> Kind {
        match &self.field {
            FilterField::Stored(no) | FilterField::Statistic(no) => self.table.field(*no).kind,
            FilterField::Extra(_) => Kind::Text(u16::MAX),
        }
    }
}
