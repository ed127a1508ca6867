//! The Canceled mark with its cascades (BC tables 5075 Logged Segment, 5065 Interaction Log Entry and
//! 5072 Campaign Entry, *`ToggleCanceledCheckmark`* of each).
//!
//! Which rows follow a marked one is said by the links below; whoever calls brings those rows. A mark
//! is set, not switched: what has it already stays as it is.

use crate::error::Error;
use crate::schema::{
    CAMPAIGN_ENTRY, FieldNo, INTERACTION_LOG_ENTRY, LOGGED_SEGMENT, Table, campaign_entry,
    interaction_log_entry, logged_segment,
};
use crate::table::{Change, Column, Edit, Records};
use crate::value::Value;

use super::log_rows::{Alteration, LogRows, entry_nos, key};

/// The log entries of a logged segment follow it.
pub const ENTRY_OF_LOGGED_SEGMENT: FieldNo = interaction_log_entry::LOGGED_SEGMENT_ENTRY_NO;

/// The campaign entries of a logged segment follow it.
pub const CAMPAIGN_ENTRY_OF_LOGGED_SEGMENT: FieldNo = campaign_entry::REGISTER_NO;

/// The log entries of a campaign entry follow it, when they are of its campaign too: see
/// [`keep_entries_of_campaigns`].
pub const ENTRY_OF_CAMPAIGN_ENTRY: FieldNo = interaction_log_entry::CAMPAIGN_ENTRY_NO;

/// The field with the mark.
pub fn canceled_field(table: &Table) -> FieldNo {
    if table.no == LOGGED_SEGMENT.no {
        logged_segment::CANCELED
    } else if table.no == CAMPAIGN_ENTRY.no {
        campaign_entry::CANCELED
    } else {
        debug_assert_eq!(table.no, INTERACTION_LOG_ENTRY.no);
        interaction_log_entry::CANCELED
    }
}

/// Keeps the rows whose mark will change; gives the entry numbers of those that have it already.
pub fn take_unchanged(records: &mut Records, canceled: bool) -> Vec<i64> {
    let (mark, key) = (canceled_field(records.table()), key(records));
    let is_marked: Vec<bool> = (0..records.len())
        .map(|row| records.boolean(row, mark) == canceled)
        .collect();
    let unchanged = (0..records.len())
        .filter(|&row| is_marked[row])
        .map(|row| records.integer(row, key))
        .collect();
    records.retain(|row| !is_marked[row]);
    unchanged
}

/// Marks all rows, or takes the mark from them; rows that have it already are left out.
pub fn mark(mut rows: LogRows, canceled: bool) -> Alteration {
    let mut edits = Vec::new();
    for records in rows.tables_mut() {
        take_unchanged(records, canceled);
        if records.is_empty() {
            continue;
        }
        let mark = canceled_field(records.table());
        edits.push(Edit {
            table: records.table(),
            entry_nos: entry_nos(records),
            change: Change::Set(mark, Value::Boolean(canceled)),
        });
        records.set_values(mark, Column::Boolean(vec![canceled; records.len()]));
    }
    Alteration { rows, edits }
}

/// Keeps the log entries whose campaign entry is one of these: BC looks for Campaign No. and Campaign
/// Entry No. together.
pub fn keep_entries_of_campaigns(rows: &mut LogRows) {
    let campaigns = &rows.campaign_entries;
    let numbers = entry_nos(campaigns);
    let entries = &rows.log_entries;
    let belongs: Vec<bool> = (0..entries.len())
        .map(|row| {
            let no = entries.integer(row, interaction_log_entry::CAMPAIGN_ENTRY_NO);
            let campaign_no = entries.text(row, interaction_log_entry::CAMPAIGN_NO);
            // In order of the key, as they are read from the ledger.
            numbers.binary_search(&no).is_ok_and(|found| {
                campaigns.text(found, campaign_entry::CAMPAIGN_NO) == campaign_no
            })
        })
        .collect();
    rows.log_entries.retain(|row| belongs[row]);
}

/// Refuses to take the mark from a log entry whose logged segment or campaign entry has it; these are
/// the ones that the entries name. One refusal for each of them.
pub fn refusals(
    log_entries: &Records,
    logged_segments: &Records,
    campaign_entries: &Records,
) -> Vec<Error> {
    let of_segment = Followers {
        log_entries,
        link: ENTRY_OF_LOGGED_SEGMENT,
        what: "logged segment",
        command: "segments",
    };
    let of_campaign = Followers {
        link: ENTRY_OF_CAMPAIGN_ENTRY,
        what: "campaign entry",
        command: "campaign-entries",
        ..of_segment
    };
    let mut refused = of_segment.refusals(logged_segments);
    refused.extend(of_campaign.refusals(campaign_entries));
    refused
}

/// Log entries that follow rows of another table.
#[derive(Clone, Copy)]
struct Followers<'a> {
    log_entries: &'a Records,
    link: FieldNo,
    what: &'static str,
    command: &'static str,
}

impl Followers<'_> {
    fn refusals(&self, leaders: &Records) -> Vec<Error> {
        let mark = canceled_field(leaders.table());
        let canceled = (0..leaders.len()).filter(|&row| leaders.boolean(row, mark));
        let numbers = canceled.map(|row| leaders.integer(row, key(leaders)));
        numbers.filter_map(|no| self.refusal(no)).collect()
    }

    /// The refusal that a canceled leader causes, naming the first of its entries.
    fn refusal(&self, leader: i64) -> Option<Error> {
        let entries = self.log_entries;
        let mut held = (0..entries.len())
            .filter(|&row| entries.integer(row, self.link) == leader)
            .map(|row| entries.integer(row, interaction_log_entry::ENTRY_NO));
        let first = held.next()?;
        let others = match held.count() {
            0 => String::new(),
            others => format!(" (and {others} more)"),
        };
        let Self { what, command, .. } = self;
        Some(
            Error::refused(format!(
                "log entry {first}{others} stays canceled as long as its {what} {leader} is"
            ))
            .hint(format!(
                "`segbook cancel {command} {leader} --undo` takes the mark from it and all its entries"
            )),
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::log::log_rows::entry_nos;

    fn segment(no: i64, canceled: bool) -> Vec<(FieldNo, Value<'static>)> {
        vec![
            (logged_segment::ENTRY_NO, Value::Integer(no)),
            (logged_segment::CANCELED, Value::Boolean(canceled)),
        ]
    }

    /// A log entry: number, logged segment, campaign and campaign entry, mark.
    fn entry(
        no: i64,
        segment: i64,
        campaign: (&'static str, i64),
        canceled: bool,
    ) -> Vec<(FieldNo, Value<'static>)> {
        use interaction_log_entry as field;
        vec![
            (field::ENTRY_NO, Value::Integer(no)),
            (field::LOGGED_SEGMENT_ENTRY_NO, Value::Integer(segment)),
            (field::CAMPAIGN_NO, Value::text(campaign.0)),
            (field::CAMPAIGN_ENTRY_NO, Value::Integer(campaign.1)),
            (field::CANCELED, Value::Boolean(canceled)),
        ]
    }

    fn campaign(
        no: i64,
        campaign_no: &'static str,
        canceled: bool,
    ) -> Vec<(FieldNo, Value<'static>)> {
        vec![
            (campaign_entry::ENTRY_NO, Value::Integer(no)),
            (campaign_entry::CAMPAIGN_NO, Value::text(campaign_no)),
            (campaign_entry::CANCELED, Value::Boolean(canceled)),
        ]
    }

    /// A logged segment with three entries, the second of them canceled by itself before.
    fn logged(segment_canceled: bool, marks: [bool; 3]) -> LogRows {
        let entries: Vec<_> = (1..)
            .zip(marks)
            .map(|(no, canceled)| entry(no, 7, ("CP1", 4), canceled))
            .collect();
        LogRows {
            logged_segments: Records::from_rows(&LOGGED_SEGMENT, &[segment(7, segment_canceled)]),
            log_entries: Records::from_rows(&INTERACTION_LOG_ENTRY, &entries),
            campaign_entries: Records::from_rows(
                &CAMPAIGN_ENTRY,
                &[campaign(4, "CP1", segment_canceled)],
            ),
        }
    }

    fn shown(alteration: &Alteration) -> Vec<(&'static str, Vec<i64>, Change)> {
        let shown = |edit: &Edit| (edit.table.caption, edit.entry_nos.clone(), edit.change);
        alteration.edits.iter().map(shown).collect()
    }

    #[test]
    fn bc_8_table_5075_marks_campaign_entries_and_log_entries_too() {
        let marked = mark(logged(false, [false, true, false]), true);
        let yes = Value::Boolean(true);
        assert_eq!(
            shown(&marked),
            [
                ("Logged Segment", vec![7], Change::Set(FieldNo(8), yes)),
                (
                    "Interaction Log Entry",
                    vec![1, 3],
                    Change::Set(FieldNo(26), yes)
                ),
                ("Campaign Entry", vec![4], Change::Set(FieldNo(7), yes)),
            ]
        );
        // The rows are shown as they are then.
        for records in marked.rows.tables() {
            let mark = canceled_field(records.table());
            assert!((0..records.len()).all(|row| records.boolean(row, mark)));
        }
        assert_eq!(entry_nos(&marked.rows.log_entries), [1, 3]);
    }

    #[test]
    fn bc_8_table_5075_takes_the_mark_also_from_entries_canceled_individually() {
        let unmarked = mark(logged(true, [true, true, false]), false);
        let no = Value::Boolean(false);
        assert_eq!(
            shown(&unmarked),
            [
                ("Logged Segment", vec![7], Change::Set(FieldNo(8), no)),
                (
                    "Interaction Log Entry",
                    vec![1, 2],
                    Change::Set(FieldNo(26), no)
                ),
                ("Campaign Entry", vec![4], Change::Set(FieldNo(7), no)),
            ]
        );
    }

    #[test]
    fn what_has_the_mark_is_left_out_and_named() {
        let mut records = logged(false, [false, true, true]).log_entries;
        assert_eq!(take_unchanged(&mut records, true), [2, 3]);
        assert_eq!(entry_nos(&records), [1]);
    }

    #[test]
    fn bc_8_table_5072_takes_log_entries_of_its_campaign_and_number() {
        let mut rows = LogRows {
            campaign_entries: Records::from_rows(
                &CAMPAIGN_ENTRY,
                &[campaign(4, "CP1", false), campaign(9, "CP2", false)],
            ),
            log_entries: Records::from_rows(
                &INTERACTION_LOG_ENTRY,
                &[
                    entry(1, 7, ("CP1", 4), false),
                    entry(2, 7, ("CP2", 4), false),
                    entry(3, 7, ("CP2", 9), false),
                    entry(4, 7, ("", 0), false),
                ],
            ),
            ..LogRows::empty()
        };
        keep_entries_of_campaigns(&mut rows);
        assert_eq!(entry_nos(&rows.log_entries), [1, 3]);
    }

    #[test]
    fn bc_8_table_5065_keeps_the_mark_while_its_segment_or_campaign_entry_has_it() {
        let entries = Records::from_rows(
            &INTERACTION_LOG_ENTRY,
            &[
                entry(1, 7, ("CP1", 4), true),
                entry(2, 7, ("", 0), true),
                entry(3, 0, ("CP1", 4), true),
            ],
        );
        for (segment_canceled, campaign_canceled, expected) in [
            (false, false, vec![]),
            (
                true,
                false,
                vec!["log entry 1 (and 1 more) stays canceled as long as its logged segment 7 is"],
            ),
            (
                false,
                true,
                vec!["log entry 1 (and 1 more) stays canceled as long as its campaign entry 4 is"],
            ),
        ] {
            let segments = Records::from_rows(&LOGGED_SEGMENT, &[segment(7, segment_canceled)]);
            let campaigns =
                Records::from_rows(&CAMPAIGN_ENTRY, &[campaign(4, "CP1", campaign_canceled)]);
            let refused = refusals(&entries, &segments, &campaigns);
            let refused: Vec<String> = refused.iter().map(ToString::to_string).collect();
            assert_eq!(refused, expected);
        }
    }
}
