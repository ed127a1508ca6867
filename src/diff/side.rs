//! One side of a comparison: the lines of a segment, or the entries of a logged one.

use crate::decode::InputRecord;
use crate::schema::{self, FieldNo, interaction_log_entry as entry, segment_line as line};
use crate::table::Records;

/// What is compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum SideKind {
    /// Lines of a segment, also of a follow-up.
    Segment,
    /// Interaction log entries.
    LoggedSegment,
}

/// What is told of a side.
#[derive(Debug, Clone, serde::Serialize)]
pub struct SideFacts {
    /// As it was asked for: a file or a number.
    pub name: String,
    /// Whether it is a file, or the ledger.
    pub from_ledger: bool,
    /// What it is.
    pub kind: SideKind,
    /// The numbers of its segments, in order of their first contact.
    pub segments: Vec<String>,
    /// How many lines or entries it has.
    pub lines: u64,
}

/// A side that can be compared.
#[derive(Debug)]
pub(super) struct Side {
    pub(super) facts: SideFacts,
    /// Its rows: Segment Line, or Interaction Log Entry.
    pub(super) records: Records,
    /// The files it was read from; none for the ledger.
    pub(super) inputs: Vec<InputRecord>,
}

impl Side {
    /// The side of these records.
    pub(super) fn new(
        name: &str,
        from_ledger: bool,
        records: Records,
        inputs: Vec<InputRecord>,
    ) -> Self {
        let kind = if records.table().no == schema::SEGMENT_LINE.no {
            SideKind::Segment
        } else {
            SideKind::LoggedSegment
        };
        let mut side = Self {
            facts: SideFacts {
                name: name.to_owned(),
                from_ledger,
                kind,
                segments: Vec::new(),
                lines: records.len() as u64,
            },
            records,
            inputs,
        };
        let mut seen = std::collections::BTreeSet::new();
        for row in 0..side.records.len() {
            let no = side.records.text(row, side.segment_no_field());
            if !no.is_empty() && seen.insert(no) {
                side.facts.segments.push(no.to_owned());
            }
        }
        side
    }

    /// The contact of a row.
    pub(super) fn contact_no(&self, row: usize) -> &str {
        self.records.text(
            row,
            match self.facts.kind {
                SideKind::Segment => line::CONTACT_NO,
                SideKind::LoggedSegment => entry::CONTACT_NO,
            },
        )
    }

    /// The field that holds what this field of a segment line holds.
    pub(super) fn field(&self, of_line: FieldNo) -> Option<FieldNo> {
        match self.facts.kind {
            SideKind::Segment => Some(of_line),
            SideKind::LoggedSegment => super::fields::entry_field(of_line),
        }
    }

    fn segment_no_field(&self) -> FieldNo {
        match self.facts.kind {
            SideKind::Segment => line::SEGMENT_NO,
            SideKind::LoggedSegment => entry::SEGMENT_NO,
        }
    }
}
