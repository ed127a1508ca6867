//! Deleting what is canceled, as BC's three batch jobs do: reports 5191 Delete Logged Segments,
//! 5190 Delete Interaction Log Entries and 5189 Delete Campaign Entries.
//!
//! Whoever calls brings the canceled rows and those that are linked to them, by the links of
//! [`cancel`](super::cancel).

use crate::schema::{campaign_entry, interaction_log_entry};
use crate::table::{Change, Edit, Records};
use crate::value::Value;

use super::log_rows::{Alteration, LogRows, entry_nos};

/// Report 5191: the entries of the logged segments stay and forget them.
pub fn logged_segments(rows: LogRows) -> Alteration {
    let forgotten = Value::Integer(0);
    let edits = vec![
        edit(
            &rows.log_entries,
            Change::Set(interaction_log_entry::LOGGED_SEGMENT_ENTRY_NO, forgotten),
        ),
        edit(
            &rows.campaign_entries,
            Change::Set(campaign_entry::REGISTER_NO, forgotten),
        ),
        edit(&rows.logged_segments, Change::Delete),
    ];
    alteration(rows, edits)
}

/// Reports 5190 and 5189: the rows go. With a campaign entry go all its log entries, whether they are
/// canceled or not.
pub fn entries(rows: LogRows) -> Alteration {
    let edits = vec![
        edit(&rows.log_entries, Change::Delete),
        edit(&rows.campaign_entries, Change::Delete),
    ];
    alteration(rows, edits)
}

fn edit(records: &Records, change: Change) -> Edit {
    Edit {
        table: records.table(),
        entry_nos: entry_nos(records),
        change,
    }
}

fn alteration(rows: LogRows, mut edits: Vec<Edit>) -> Alteration {
    edits.retain(|edit| !edit.entry_nos.is_empty());
    Alteration { rows, edits }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::schema::{
        CAMPAIGN_ENTRY, FieldNo, INTERACTION_LOG_ENTRY, LOGGED_SEGMENT, Table, logged_segment,
    };

    fn numbered(table: &'static Table, key: FieldNo, numbers: &[i64]) -> Records {
        let rows: Vec<_> = numbers
            .iter()
            .map(|&no| vec![(key, Value::Integer(no))])
            .collect();
        Records::from_rows(table, &rows)
    }

    fn rows(segments: &[i64], log_entries: &[i64], campaigns: &[i64]) -> LogRows {
        LogRows {
            logged_segments: numbered(&LOGGED_SEGMENT, logged_segment::ENTRY_NO, segments),
            log_entries: numbered(
                &INTERACTION_LOG_ENTRY,
                interaction_log_entry::ENTRY_NO,
                log_entries,
            ),
            campaign_entries: numbered(&CAMPAIGN_ENTRY, campaign_entry::ENTRY_NO, campaigns),
        }
    }

    fn shown(alteration: &Alteration) -> Vec<(&'static str, Vec<i64>, Change)> {
        let shown = |edit: &Edit| (edit.table.caption, edit.entry_nos.clone(), edit.change);
        alteration.edits.iter().map(shown).collect()
    }

    #[test]
    fn bc_8_report_5191_clears_the_links_and_deletes_the_logged_segment() {
        let zero = Value::Integer(0);
        assert_eq!(
            shown(&logged_segments(rows(&[2], &[5, 6], &[3]))),
            [
                (
                    "Interaction Log Entry",
                    vec![5, 6],
                    Change::Set(FieldNo(29), zero)
                ),
                ("Campaign Entry", vec![3], Change::Set(FieldNo(13), zero)),
                ("Logged Segment", vec![2], Change::Delete),
            ]
        );
    }

    #[test]
    fn bc_8_reports_5190_and_5189_delete() {
        assert_eq!(
            shown(&entries(rows(&[], &[5, 6], &[]))),
            [("Interaction Log Entry", vec![5, 6], Change::Delete)]
        );
        assert_eq!(
            shown(&entries(rows(&[], &[5, 6], &[3]))),
            [
                ("Interaction Log Entry", vec![5, 6], Change::Delete),
                ("Campaign Entry", vec![3], Change::Delete),
            ]
        );
    }

    #[test]
    fn without_anything_canceled_nothing_changes() {
        assert_eq!(shown(&logged_segments(LogRows::empty())), []);
    }
}
