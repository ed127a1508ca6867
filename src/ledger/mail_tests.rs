//! The journal of e-mail: what is noted is there, also after an earlier version's ledger was opened.

use std::collections::BTreeMap;
use std::path::Path;

use rusqlite::Connection;
use tempfile::TempDir;

use super::{
    Changes, DeliveryStatus, DraftRecord, DraftState, Ledger, MailNote, MailState, RunRecord,
};
use crate::schema::{FieldNo, INTERACTION_LOG_ENTRY, Table, interaction_log_entry as entry};
use crate::segment::SegmentUse;
use crate::table::{Change, Edit, Rows};
use crate::value::{Date, Value};

/// One log entry.
struct Entry(BTreeMap<FieldNo, Value<'static>>);

impl Rows for Entry {
    fn table(&self) -> &'static Table {
        &INTERACTION_LOG_ENTRY
    }

    fn len(&self) -> usize {
        1
    }

    fn value(&self, _row: usize, field: FieldNo) -> Value<'_> {
        self.0.get(&field).copied().unwrap_or(Value::Blank)
    }
}

fn entry_no(no: i64) -> Entry {
    Entry(BTreeMap::from([
        (entry::ENTRY_NO, Value::Integer(no)),
        (entry::LOGGED_SEGMENT_ENTRY_NO, Value::Integer(1)),
    ]))
}

fn day() -> Date {
    Date::new(2026, 11, 23).expect("a day")
}

fn run(id: &str) -> RunRecord {
    RunRecord {
        id: id.into(),
        command: "run".into(),
        date: day(),
        user: "ANN".into(),
        committed_at: "2026-11-23T06:00:00Z".into(),
        json: "{}".into(),
    }
}

fn draft(path: &str, entry_no: i64) -> DraftRecord {
    DraftRecord {
        path: path.into(),
        entry_no,
    }
}

/// Commits a run that logs segment 1 with these entries, and has their drafts.
fn commit_with_drafts(path: &Path, run_id: &str, entries: &[i64]) {
    let rows: Vec<Entry> = entries.iter().map(|&no| entry_no(no)).collect();
    let drafts = entries.iter().map(|&no| draft(&format!("{no}.eml"), no));
    let changes = Changes {
        rows: rows.iter().map(|row| row as &dyn Rows).collect(),
        drafts: drafts.collect(),
        segment_uses: vec![SegmentUse {
            segment_no: "SPRING".into(),
            definition: String::new(),
            recurring: false,
            date: day(),
            rows_hash: String::new(),
            definition_hash: String::new(),
            run_id: run_id.into(),
            logged_segment_entry_no: Some(1),
        }],
        ..Changes::of(run(run_id))
    };
    let ledger = Ledger::open_for_writing(path).expect("the lock");
    ledger.commit(&changes).expect("a commit");
}

fn note(state: MailState, reply: &str) -> MailNote {
    MailNote {
        state,
        message_id: "<1@example.com>".into(),
        reply: reply.into(),
        noted_at: "2026-11-23T06:00:00Z".into(),
    }
}

fn drafts(path: &Path, run_id: &str) -> Vec<DraftState> {
    let ledger = Ledger::open_for_reading(path).expect("a ledger");
    ledger.drafts(run_id).expect("its drafts")
}

fn statuses(path: &Path) -> Vec<Value<'static>> {
    let ledger = Ledger::open_for_reading(path).expect("a ledger");
    let records = ledger
        .records(&INTERACTION_LOG_ENTRY, &[])
        .expect("its entries");
    (0..records.len())
        .map(|row| match records.value(row, entry::DELIVERY_STATUS) {
            Value::Option(ordinal) => Value::Option(ordinal),
            other => panic!("{other:?} is no option"),
        })
        .collect()
}

fn new_book() -> (TempDir, std::path::PathBuf) {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("ledger.db");
    (folder, path)
}

#[test]
fn notes_follow_each_other_and_move_the_delivery_status() {
    let (_folder, path) = new_book();
    commit_with_drafts(&path, "r1", &[7, 8]);
    let found = drafts(&path, "r1");
    let paths: Vec<&str> = found.iter().map(|draft| draft.path.as_str()).collect();
    assert_eq!(paths, ["7.eml", "8.eml"]);
    assert!(
        found
            .iter()
            .all(|one| one.last.is_none() && !one.is_canceled)
    );
    let states = [
        (MailState::Sending, DeliveryStatus::InProgress, 1),
        (MailState::Deferred, DeliveryStatus::InProgress, 1),
        (MailState::Sending, DeliveryStatus::InProgress, 1),
        (MailState::Refused, DeliveryStatus::Error, 2),
        (MailState::Unclear, DeliveryStatus::InProgress, 1),
        (MailState::Sent, DeliveryStatus::Done, 0),
    ];
    for (state, status, ordinal) in states {
        let ledger = Ledger::open_for_note(&path).expect("the lock");
        let note = note(state, "250 ok");
        ledger
            .note_mail("r1", &draft("8.eml", 8), &note, status)
            .expect("a note");
        assert_eq!(drafts(&path, "r1")[1].last, Some(note));
        assert_eq!(statuses(&path), [Value::Option(0), Value::Option(ordinal)]);
    }
    assert_eq!(drafts(&path, "r1")[0].last, None);
    let ledger = Ledger::open_for_reading(&path).expect("a ledger");
    let notes = ledger.mail_notes("r1", "8.eml").expect("its notes");
    let found: Vec<MailState> = notes.iter().map(|note| note.state).collect();
    assert_eq!(found, states.map(|(state, _, _)| state));
}

#[test]
fn a_note_about_a_draft_that_is_not_there_is_a_fault() {
    let (_folder, path) = new_book();
    commit_with_drafts(&path, "r1", &[7]);
    let ledger = Ledger::open_for_note(&path).expect("the lock");
    let note = note(MailState::Sending, "");
    let noted = ledger.note_mail("r1", &draft("9.eml", 9), &note, DeliveryStatus::Done);
    assert!(noted.is_err());
}

#[test]
fn what_was_canceled_or_deleted_since_is_known() {
    let (_folder, path) = new_book();
    commit_with_drafts(&path, "r1", &[7, 8, 9]);
    let edit = |no, change| Edit {
        table: &INTERACTION_LOG_ENTRY,
        change,
        entry_nos: vec![no],
    };
    let cancel = Change::Set(entry::CANCELED, Value::Boolean(true));
    let changes = Changes {
        edits: vec![edit(7, cancel), edit(8, Change::Delete)],
        ..Changes::of(run("r2"))
    };
    let ledger = Ledger::open_for_writing(&path).expect("the lock");
    ledger.commit(&changes).expect("a commit");
    let canceled = |path: &Path, run_id: &str| -> Vec<bool> {
        let drafts = drafts(path, run_id);
        drafts.iter().map(|draft| draft.is_canceled).collect()
    };
    assert_eq!(canceled(&path, "r1"), [true, true, false]);
    // The numbers are given again, to another run: none is the first run's any more.
    let changes = Changes {
        edits: vec![edit(7, Change::Delete), edit(9, Change::Delete)],
        ..Changes::of(run("r3"))
    };
    let ledger = Ledger::open_for_writing(&path).expect("the lock");
    ledger.commit(&changes).expect("a commit");
    commit_with_drafts(&path, "r4", &[7, 8, 9]);
    assert_eq!(canceled(&path, "r1"), [true; 3]);
    assert_eq!(canceled(&path, "r4"), [false; 3]);
}

/// A ledger as the first version wrote it.
fn ledger_of_the_first_version(path: &Path) {
    let connection = Connection::open(path).expect("a file");
    connection
        .execute_batch(include_str!("schema.sql"))
        .expect("the tables");
    super::tables::complete(&connection).expect("BC's tables");
    connection
        .execute_batch(
            "PRAGMA application_id = 0x53454742; PRAGMA user_version = 1;
             INSERT INTO runs (id, command, date, user_id, committed_at, json)
             VALUES ('r0', 'run', '2026-11-01', 'ANN', '2026-11-01T06:00:00Z', '{}');",
        )
        .expect("a run");
}

#[test]
fn a_ledger_without_a_journal_is_read_and_gets_one_when_written() {
    let (_folder, path) = new_book();
    ledger_of_the_first_version(&path);
    assert_eq!(drafts(&path, "r0"), []);
    let version = || {
        let connection = Connection::open(&path).expect("the file");
        let version = connection.pragma_query_value(None, "user_version", |row| row.get(0));
        version.unwrap_or(0_i64)
    };
    assert_eq!(version(), 1);
    commit_with_drafts(&path, "r1", &[1]);
    assert_eq!(version(), 2);
    assert_eq!(drafts(&path, "r1").len(), 1);
    let ledger = Ledger::open_for_reading(&path).expect("a ledger");
    let runs: Vec<String> = ledger
        .runs()
        .expect("the runs")
        .into_iter()
        .map(|run| run.id)
        .collect();
    assert_eq!(runs, ["r0", "r1"]);
    assert_eq!(ledger.quick_check().expect("a look"), [""; 0]);
}
