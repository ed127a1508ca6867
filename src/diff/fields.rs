//! Which fields of two sides hold the same thing.

use crate::log::field_of_line;
use crate::schema::{
    self, Class, FieldNo, INTERACTION_LOG_ENTRY, Kind, interaction_log_entry as entry,
    segment_line as line,
};
use crate::table::Fill;

use super::side::{Side, SideKind};

/// A field of the left side with the one of the right side that holds the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Pair {
    /// What it is called on the left side.
    pub(super) caption: &'static str,
    pub(super) left: (FieldNo, Kind),
    pub(super) right: (FieldNo, Kind),
}

/// Numbers that tell where a contact stands, not what is known about it; and the contact itself.
const OF_LINES: &[FieldNo] = &[
    line::SEGMENT_NO,
    line::LINE_NO,
    line::CONTACT_NO,
    line::CAMPAIGN_ENTRY_NO,
];

/// The same of log entries.
const OF_ENTRIES: &[FieldNo] = &[
    entry::ENTRY_NO,
    entry::CONTACT_NO,
    entry::SEGMENT_NO,
    entry::CAMPAIGN_ENTRY_NO,
    entry::LOGGED_SEGMENT_ENTRY_NO,
];

/// The fields that both sides carry, in the order of the left side.
pub(super) fn pairs(left: &Side, right: &Side) -> Vec<Pair> {
    let of = |side: &Side, no: FieldNo| (no, side.records.table().field(no).kind);
    carried(left)
        .into_iter()
        .filter_map(|no| {
            let other = match (left.facts.kind, right.facts.kind) {
                (SideKind::Segment, SideKind::LoggedSegment) => entry_field(no)?,
                (SideKind::LoggedSegment, SideKind::Segment) => field_of_line(no)?,
                _ => no,
            };
            carried(right).contains(&other).then(|| Pair {
                caption: left.records.table().field(no).caption,
                left: of(left, no),
                right: of(right, other),
            })
        })
        .collect()
}

/// The field of a log entry that is copied from this field of a line.
pub(super) fn entry_field(of_line: FieldNo) -> Option<FieldNo> {
    let mut fields = INTERACTION_LOG_ENTRY.fields.iter();
    fields
        .find(|field| field_of_line(field.no) == Some(of_line))
        .map(|field| field.no)
}

/// The fields that a side has columns for. The lines of a follow-up that is not completed hold
/// contact and campaign alone; everything else is still to be decided, so it is not carried.
fn carried(side: &Side) -> Vec<FieldNo> {
    let records = &side.records;
    let numbers = if records.table().no == schema::SEGMENT_LINE.no {
        OF_LINES
    } else {
        OF_ENTRIES
    };
    let fields: Vec<FieldNo> = records
        .table()
        .fields
        .iter()
        .filter(|field| field.class != Class::Calculated && !numbers.contains(&field.no))
        .map(|field| field.no)
        .filter(|&no| records.column(no).is_some())
        .collect();
    let is_filled =
        |&no: &FieldNo| (0..records.len()).any(|row| records.fill(row, no) != Fill::Default);
    let is_undecided = side.facts.kind == SideKind::Segment
        && !fields
            .iter()
            .filter(|&&no| no != line::CAMPAIGN_NO)
            .any(is_filled);
    if is_undecided {
        fields
            .into_iter()
            .filter(|&no| no == line::CAMPAIGN_NO)
            .collect()
    } else {
        fields
    }
}
