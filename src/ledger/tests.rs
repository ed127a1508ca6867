//! The ledger as its users meet it: written, read, locked, damaged, newer.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::Connection;
use tempfile::TempDir;

use super::tables::{KEPT, stored};
use super::{Changes, Ledger, RunRecord};
use crate::error::ErrorKind;
use crate::schema::{
    FieldNo, INTERACTION_LOG_ENTRY, Kind, LOGGED_SEGMENT, Table, interaction_log_entry,
    logged_segment,
};
use crate::segment::SegmentUse;
use crate::table::{Change, Edit, Fill, Rows};
use crate::value::{Date, Time, Value};

/// Rows that are written out by hand.
struct GivenRows {
    table: &'static Table,
    rows: Vec<BTreeMap<FieldNo, Value<'static>>>,
}

impl Rows for GivenRows {
    fn table(&self) -> &'static Table {
        self.table
    }

    fn len(&self) -> usize {
        self.rows.len()
    }

    fn value(&self, row: usize, field: FieldNo) -> Value<'_> {
        self.rows[row].get(&field).copied().unwrap_or(Value::Blank)
    }
}

/// Log entries with these numbers.
fn log_entries(numbers: &[i64]) -> GivenRows {
    let row = |&no: &i64| {
        BTreeMap::from([
            (interaction_log_entry::ENTRY_NO, Value::Integer(no)),
            (interaction_log_entry::CONTACT_NO, Value::Text("CT000001")),
        ])
    };
    GivenRows {
        table: &INTERACTION_LOG_ENTRY,
        rows: numbers.iter().map(row).collect(),
    }
}

/// Logged segments with these numbers.
fn logged_segments(numbers: &[i64]) -> GivenRows {
    let row = |&no: &i64| BTreeMap::from([(logged_segment::ENTRY_NO, Value::Integer(no))]);
    GivenRows {
        table: &LOGGED_SEGMENT,
        rows: numbers.iter().map(row).collect(),
    }
}

/// A run with these rows and nothing else.
fn changes<'a>(id: &str, rows: Vec<&'a dyn Rows>) -> Changes<'a> {
    Changes {
        rows,
        ..Changes::of(RunRecord {
            id: id.into(),
            command: "run".into(),
            date: day(),
            user: "ANN".into(),
            committed_at: "2026-11-23T06:00:00Z".into(),
            json: "{}".into(),
        })
    }
}

fn segment_use(no: &str, run_id: &str, entry_no: Option<i64>) -> SegmentUse {
    SegmentUse {
        segment_no: no.into(),
        definition: "inbox/segments.xlsx".into(),
        recurring: true,
        date: day(),
        rows_hash: "0123abcd".into(),
        definition_hash: format!("definition of {no}"),
        run_id: run_id.into(),
        logged_segment_entry_no: entry_no,
    }
}

fn day() -> Date {
    Date::new(2026, 11, 23).unwrap()
}

fn new_book() -> (TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("ledger.db");
    (folder, path)
}

fn commit(path: &Path, changes: &Changes<'_>) {
    let ledger = Ledger::open_for_writing(path).unwrap();
    ledger.commit(changes).unwrap();
}

fn read(path: &Path) -> Ledger {
    Ledger::open_for_reading(path).unwrap()
}

fn entry_count(path: &Path) -> usize {
    let records = read(path).records(&INTERACTION_LOG_ENTRY, &[]).unwrap();
    records.len()
}

/// A plain value, the least, and the greatest of a kind.
fn samples(kind: Kind) -> [Value<'static>; 3] {
    match kind {
        Kind::Code(_) => ["A1", "=1+1", "Ø'\"; --"].map(Value::Text),
        Kind::Text(_) => ["Ann", " two\nlines", "日本語 \u{1f600}"].map(Value::Text),
        Kind::Integer => [7, i64::MIN, i64::MAX].map(Value::Integer),
        Kind::Decimal => ["12.5", "-0.000000001", "7922816251426433759354395033.5"]
            .map(|text| Value::Decimal(text.parse().unwrap())),
        Kind::Boolean => [true, false, true].map(Value::Boolean),
        Kind::Date => [(2026, 11, 23), (1, 1, 1), (9999, 12, 31)]
            .map(|(year, month, day)| Value::date(Date::new(year, month, day))),
        Kind::Time => [3_600, 0, 86_399].map(|seconds| Value::time(Time::from_seconds(seconds))),
        Kind::Options(choices) => {
            [1, 0, choices.len() - 1].map(|at| Value::Option(choices[at].ordinal))
        }
    }
}

/// What a column shows where nothing was set.
fn blank(kind: Kind) -> Value<'static> {
    match kind {
        Kind::Integer => Value::Integer(0),
        Kind::Decimal => Value::Decimal(0.into()),
        Kind::Boolean => Value::Boolean(false),
        Kind::Options(_) => Value::Option(0),
        _ => Value::Blank,
    }
}

#[test]
fn every_table_keeps_every_kind_of_value() {
    for table in KEPT {
        let (_folder, path) = new_book();
        let mut rows: Vec<BTreeMap<_, _>> = (0..3)
            .map(|at| stored(table).map(move |field| (field.no, samples(field.kind)[at])))
            .map(Iterator::collect)
            .collect();
        // A row of which only the key is filled.
        let key = table.key().map(|field| match field.kind {
            Kind::Integer => (field.no, Value::Integer(1)),
            _ => (field.no, Value::Text("ZZ")),
        });
        rows.push(key.collect());
        let given = GivenRows { table, rows };
        commit(&path, &changes("r", vec![&given]));
        let records = read(&path).records(table, &[]).unwrap();
        assert_eq!(records.len(), 4, "{}", table.caption);
        // Each given row is found again, wherever the key has put it.
        for (at, row) in given.rows.iter().enumerate() {
            let found = (0..4).find(|&found| {
                stored(table).all(|field| {
                    let value = row.get(&field.no).copied();
                    records.value(found, field.no) == value.unwrap_or(blank(field.kind))
                        && (records.fill(found, field.no) == Fill::Value) == value.is_some()
                })
            });
            assert!(found.is_some(), "{} row {at}", table.caption);
        }
    }
}

#[test]
fn records_come_in_the_order_of_their_key_with_the_columns_that_are_asked_for() {
    let (_folder, path) = new_book();
    let entries = log_entries(&[12, 3, 7]);
    commit(&path, &changes("r", vec![&entries]));
    let wanted = [
        interaction_log_entry::CONTACT_NO,
        interaction_log_entry::ENTRY_NO,
        interaction_log_entry::CONTACT_NAME,
    ];
    let records = read(&path)
        .records(&INTERACTION_LOG_ENTRY, &wanted)
        .unwrap();
    assert_eq!(
        records.fields().collect::<Vec<_>>(),
        [
            interaction_log_entry::ENTRY_NO,
            interaction_log_entry::CONTACT_NO
        ]
    );
    let numbers: Vec<_> = (0..3)
        .map(|row| records.integer(row, interaction_log_entry::ENTRY_NO))
        .collect();
    assert_eq!(numbers, [3, 7, 12]);
    assert_eq!(
        records.text(2, interaction_log_entry::CONTACT_NO),
        "CT000001"
    );
    let place = records.place(2, Some(interaction_log_entry::ENTRY_NO));
    assert_eq!((&*place.file, place.row), ("ledger.db", Some(2)));
    let highest = read(&path).highest_entry_no(&INTERACTION_LOG_ENTRY);
    assert_eq!(highest.unwrap(), 12);
}

#[test]
fn a_column_may_repeat_itself_and_fall_silent_from_row_to_row() {
    let (_folder, path) = new_book();
    let campaigns = ["CP1", "CP1", "", "", "CP2", "CP1"];
    let mut entries = log_entries(&[1, 2, 3, 4, 5, 6]);
    for (row, campaign) in entries.rows.iter_mut().zip(campaigns) {
        row.insert(interaction_log_entry::CAMPAIGN_NO, Value::text(campaign));
    }
    commit(&path, &changes("r1", vec![&entries]));
    let fields = [interaction_log_entry::CAMPAIGN_NO];
    let kept = read(&path)
        .records(&INTERACTION_LOG_ENTRY, &fields)
        .unwrap();
    let found: Vec<&str> = (0..kept.len())
        .map(|row| kept.text(row, interaction_log_entry::CAMPAIGN_NO))
        .collect();
    assert_eq!(found, campaigns);
}

#[test]
fn entries_come_in_pieces_by_their_numbers() {
    let (_folder, path) = new_book();
    let entries = log_entries(&[1, 2, 3, 5, 8]);
    commit(&path, &changes("r1", vec![&entries]));
    let ledger = read(&path);
    for (numbers, rows_max, expected) in [
        (1..=i64::MAX, 2, vec![1, 2]),
        (3..=i64::MAX, 2, vec![3, 5]),
        (3..=4, 9, vec![3]),
        (6..=7, 9, vec![]),
        (i64::MIN..=i64::MAX, 9, vec![1, 2, 3, 5, 8]),
    ] {
        let fields = [interaction_log_entry::ENTRY_NO];
        let piece = ledger
            .entries(&INTERACTION_LOG_ENTRY, &fields, numbers, rows_max)
            .expect("a piece");
        let found: Vec<i64> = (0..piece.len())
            .map(|row| piece.integer(row, interaction_log_entry::ENTRY_NO))
            .collect();
        assert_eq!(found, expected);
    }
}

#[test]
fn entries_are_found_by_numbers_inside_and_outside_of_those_that_are_kept() {
    let (_folder, path) = new_book();
    let fields = [interaction_log_entry::ENTRY_NO];
    let found = |numbers: &[i64]| {
        let ledger = read(&path);
        let records = ledger
            .numbered_entries(&INTERACTION_LOG_ENTRY, &fields, numbers)
            .unwrap();
        let numbers = 0..records.len();
        let numbers: Vec<i64> = numbers
            .map(|row| records.integer(row, interaction_log_entry::ENTRY_NO))
            .collect();
        (records.fields().collect::<Vec<_>>(), numbers)
    };
    assert_eq!(found(&[1, 5]), (fields.to_vec(), vec![]));
    let entries = log_entries(&[5, 6, 9]);
    commit(&path, &changes("a", vec![&entries]));
    for (numbers, expected) in [
        (&[1, 4, 10, 11][..], &[][..]),
        (&[4, 5, 7, 9, 10], &[5, 9]),
        (&[6], &[6]),
        (&[], &[]),
    ] {
        assert_eq!(found(numbers), (fields.to_vec(), expected.to_vec()));
    }
}

#[test]
fn a_missing_ledger_is_empty_and_stays_missing() {
    let (_folder, path) = new_book();
    let ledger = read(&path);
    for table in KEPT {
        assert_eq!(ledger.records(table, &[]).unwrap().len(), 0);
    }
    assert_eq!(ledger.highest_entry_no(&LOGGED_SEGMENT).unwrap(), 0);
    assert_eq!(ledger.segment_uses().unwrap(), []);
    assert_eq!(ledger.runs().unwrap(), []);
    assert_eq!(ledger.last_number().unwrap(), None);
    assert!(!ledger.is_undone("r").unwrap());
    assert!(ledger.quick_check().unwrap().is_empty());
    assert!(!path.exists());
    // So is an empty file, as a crash may leave it.
    std::fs::write(&path, "").unwrap();
    assert_eq!(read(&path).runs().unwrap(), []);
    assert_eq!(entry_count(&path), 0);
}

#[test]
fn runs_numbers_and_uses_are_kept() {
    let (_folder, path) = new_book();
    let mut first = changes("2026-11-23-00000002", vec![]);
    first.segment_uses = vec![
        segment_use("SM00002", &first.run.id, None),
        segment_use("SM00001", &first.run.id, Some(1)),
    ];
    first.last_number = Some("SM00002".into());
    commit(&path, &first);
    let mut second = changes("2026-11-23-00000001", vec![]);
    second.segment_uses = vec![segment_use("SM00002", &second.run.id, Some(2))];
    commit(&path, &second);

    let ledger = read(&path);
    assert_eq!(
        ledger.runs().unwrap(),
        [first.run.clone(), second.run.clone()]
    );
    assert_eq!(ledger.run(&second.run.id).unwrap(), Some(second.run));
    assert_eq!(ledger.run("2026-11-23-00000003").unwrap(), None);
    let reserved_then_logged = second.segment_uses[0].clone();
    let logged = first.segment_uses[1].clone();
    assert_eq!(
        ledger.segment_uses().unwrap(),
        [logged, reserved_then_logged]
    );
    assert_eq!(ledger.last_number().unwrap().as_deref(), Some("SM00002"));
    assert!(ledger.quick_check().unwrap().is_empty());
}

#[test]
fn a_run_is_undone_when_what_it_logged_is_canceled_purged_or_numbered_anew() {
    let (_folder, path) = new_book();
    for (id, entry_no) in [("kept", 1), ("canceled", 2), ("purged", 3)] {
        let segments = logged_segments(&[entry_no]);
        let mut changes = changes(id, vec![&segments]);
        changes.segment_uses = vec![segment_use(id, id, Some(entry_no))];
        commit(&path, &changes);
    }
    commit(&path, &changes("nothing logged", vec![]));
    let undone = |expected: [bool; 4]| {
        let ledger = read(&path);
        let found = ["kept", "canceled", "purged", "nothing logged"]
            .map(|id| ledger.is_undone(id).unwrap());
        assert_eq!(found, expected);
    };
    undone([false; 4]);
    Connection::open(&path)
        .unwrap()
        .execute_batch(
            "UPDATE \"Logged Segment\" SET \"Canceled\" = 1 WHERE \"Entry No.\" = 2;
             DELETE FROM \"Logged Segment\" WHERE \"Entry No.\" = 3;",
        )
        .unwrap();
    undone([false, true, true, false]);
    let segments = logged_segments(&[3]);
    let mut again = changes("again", vec![&segments]);
    again.segment_uses = vec![segment_use("purged", "again", Some(3))];
    commit(&path, &again);
    undone([false, true, true, false]);
    assert!(!read(&path).is_undone("again").unwrap());
}

#[test]
fn there_is_one_writer_at_a_time() {
    let (_folder, path) = new_book();
    let first = Ledger::open_for_writing(&path).unwrap();
    let error = Ledger::writing(&path, Duration::from_millis(20)).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Refused);
    assert!(
        error
            .to_string()
            .starts_with("another run holds the ledger")
    );
    assert!(!error.hints().is_empty());
    assert!(read(&path).lock_without_waiting().is_none());
    drop(first);
    assert!(Ledger::writing(&path, Duration::ZERO).is_ok());
}

#[test]
fn a_reader_sees_one_state_while_another_writes() {
    let (_folder, path) = new_book();
    let (one, two) = (log_entries(&[1]), log_entries(&[2]));
    commit(&path, &changes("a", vec![&one]));
    let writer = Ledger::open_for_writing(&path).unwrap();
    let reader = read(&path);
    let before = reader.runs().unwrap().len();
    std::thread::scope(|scope| {
        let committing = scope.spawn(|| writer.commit(&changes("b", vec![&two])));
        // The commit waits for this reader.
        std::thread::sleep(Duration::from_millis(100));
        assert!(!committing.is_finished());
        let records = reader.records(&INTERACTION_LOG_ENTRY, &[]).unwrap();
        assert_eq!((before, records.len()), (1, 1));
        drop(reader);
        committing.join().unwrap().unwrap();
    });
    assert_eq!(entry_count(&path), 2);
}

#[test]
fn what_is_not_committed_leaves_nothing() {
    let (folder, path) = new_book();
    drop(Ledger::open_for_writing(&path).unwrap());
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0);
    let one = log_entries(&[1]);
    commit(&path, &changes("a", vec![&one]));
    let before = std::fs::read(&path).unwrap();
    drop(Ledger::open_for_writing(&path).unwrap());
    assert_eq!(std::fs::read(&path).unwrap(), before);
}

#[test]
fn a_writer_that_waited_for_one_that_left_nothing_writes_where_it_is_found() {
    let (_folder, path) = new_book();
    let first = Ledger::open_for_writing(&path).unwrap();
    std::thread::scope(|scope| {
        let second = scope.spawn(|| commit(&path, &changes("b", vec![])));
        std::thread::sleep(Duration::from_millis(100));
        drop(first);
        second.join().unwrap();
    });
    assert_eq!(read(&path).runs().unwrap().len(), 1);
}

#[test]
fn a_commit_that_fails_changes_nothing() {
    let (_folder, path) = new_book();
    let one = log_entries(&[1]);
    commit(&path, &changes("a", vec![&one]));

    let ledger = Ledger::open_for_writing(&path).unwrap();
    let twice = log_entries(&[2, 1]);
    let error = ledger.commit(&changes("b", vec![&twice])).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Fault);

    let ledger = Ledger::open_for_writing(&path).unwrap();
    let full = |connection: &Connection| connection.pragma_update(None, "max_page_count", 1);
    ledger.with(full).unwrap();
    let many = log_entries(&(2..5_000).collect::<Vec<_>>());
    let error = ledger.commit(&changes("c", vec![&many])).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::File);
    assert!(error.to_string().ends_with("the disk is full"), "{error}");
    assert!(!error.hints().is_empty());

    assert_eq!(read(&path).runs().unwrap().len(), 1);
    assert_eq!(entry_count(&path), 1);
}

#[test]
fn columns_that_an_older_ledger_lacks_are_blank_then_added() {
    let (_folder, path) = new_book();
    let one = log_entries(&[1]);
    commit(&path, &changes("a", vec![&one]));
    Connection::open(&path)
        .unwrap()
        .execute_batch(
            "ALTER TABLE \"Interaction Log Entry\" DROP COLUMN \"Contact No.\";
             DROP TABLE \"Campaign Entry\"",
        )
        .unwrap();
    let contact = |row| {
        let records = read(&path).records(&INTERACTION_LOG_ENTRY, &[]).unwrap();
        records
            .text(row, interaction_log_entry::CONTACT_NO)
            .to_owned()
    };
    assert_eq!(contact(0), "");
    let two = log_entries(&[2]);
    commit(&path, &changes("b", vec![&two]));
    assert_eq!((contact(0), contact(1)), (String::new(), "CT000001".into()));
}

#[test]
fn what_is_not_a_ledger_is_refused_with_a_hint() {
    let (folder, path) = new_book();
    let sql = |sql: &str| Connection::open(&path).unwrap().execute_batch(sql).unwrap();
    let check = |expected: &str| {
        for error in [
            Ledger::open_for_reading(&path).unwrap_err(),
            Ledger::open_for_writing(&path).unwrap_err(),
        ] {
            assert_eq!(error.kind(), ErrorKind::File, "{error}");
            assert!(error.to_string().contains(expected), "{error}");
            assert!(!error.hints().is_empty(), "{error}");
        }
        assert!(path.exists());
    };

    std::fs::write(&path, "Contact No.;Name\nCT000001;Ann\n".repeat(100)).unwrap();
    check("is not a ledger of segbook");

    std::fs::remove_file(&path).unwrap();
    sql("CREATE TABLE songs (title TEXT)");
    check("is not a ledger of segbook");

    std::fs::remove_file(&path).unwrap();
    commit(&path, &changes("a", vec![]));
    sql("PRAGMA user_version = 99; UPDATE meta SET value = '9.1.0'");
    check("was written by segbook 9.1.0, which is newer than this one");

    std::fs::remove_file(&path).unwrap();
    std::fs::create_dir(&path).unwrap();
    check("cannot be opened as a ledger");

    let missing = folder.path().join("no such folder/ledger.db");
    let error = Ledger::open_for_writing(&missing).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::File);
}

#[test]
fn a_damaged_ledger_is_noticed() {
    let (_folder, path) = new_book();
    let many = log_entries(&(1..2_000).collect::<Vec<_>>());
    commit(&path, &changes("a", vec![&many]));
    let mut bytes = std::fs::read(&path).unwrap();
    let length = bytes.len();
    bytes[length * 3 / 4..].fill(0x5a);
    std::fs::write(&path, &bytes).unwrap();
    let ledger = read(&path);
    assert!(!ledger.quick_check().unwrap().is_empty());
    let error = ledger.records(&INTERACTION_LOG_ENTRY, &[]).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::File);
    assert!(error.to_string().ends_with("is damaged"), "{error}");
}

#[test]
fn a_value_of_another_kind_is_damage() {
    let (_folder, path) = new_book();
    let one = logged_segments(&[1]);
    commit(&path, &changes("a", vec![&one]));
    for change in ["\"Creation Date\" = 'soon'", "\"Canceled\" = 2"] {
        Connection::open(&path)
            .unwrap()
            .execute_batch(&format!("UPDATE \"Logged Segment\" SET {change}"))
            .unwrap();
        let error = read(&path).records(&LOGGED_SEGMENT, &[]).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::File);
        let caption = &change[..change.find(" =").unwrap()];
        assert!(error.hints().iter().any(|hint| hint.contains(caption)));
        Connection::open(&path)
            .unwrap()
            .execute_batch(
                "UPDATE \"Logged Segment\" SET \"Creation Date\" = NULL, \"Canceled\" = 0",
            )
            .unwrap();
    }
}

#[test]
fn only_a_ledger_with_the_lock_can_be_written() {
    let (_folder, path) = new_book();
    let error = read(&path).commit(&changes("a", vec![])).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Fault);
    assert!(!path.exists());
}

#[test]
fn rows_are_changed_deleted_and_found_by_a_number() {
    let (_folder, path) = new_book();
    let (entries, segments) = (log_entries(&[1, 2, 3]), logged_segments(&[1, 2]));
    let mut logged = changes("logged", vec![&entries, &segments]);
    logged.segment_uses = vec![
        segment_use("SM00001", "logged", Some(1)),
        segment_use("SM00002", "logged", Some(2)),
        segment_use("SM00003", "logged", None),
    ];
    commit(&path, &logged);
    let edit = |table, entry_nos: &[i64], change| Edit {
        table,
        entry_nos: entry_nos.to_vec(),
        change,
    };
    let canceled = Change::Set(interaction_log_entry::CANCELED, Value::Boolean(true));
    let evaluated = Change::Set(interaction_log_entry::EVALUATION, Value::Option(2));
    let mut changed = changes("changed", vec![]);
    changed.edits = vec![
        edit(&INTERACTION_LOG_ENTRY, &[1, 3], canceled),
        edit(&INTERACTION_LOG_ENTRY, &[3], evaluated),
        edit(&LOGGED_SEGMENT, &[1], Change::Delete),
    ];
    changed.freed = vec![1];
    commit(&path, &changed);
    let ledger = read(&path);
    let found = ledger
        .marked_records(&INTERACTION_LOG_ENTRY, interaction_log_entry::CANCELED)
        .unwrap();
    let row = |row| {
        let evaluation = found.option(row, interaction_log_entry::EVALUATION);
        (
            found.integer(row, interaction_log_entry::ENTRY_NO),
            evaluation,
        )
    };
    assert_eq!((found.len(), row(0), row(1)), (2, (1, 0), (3, 2)));
    let none = ledger.records_among(&INTERACTION_LOG_ENTRY, interaction_log_entry::ENTRY_NO, &[]);
    assert_eq!(none.unwrap().len(), 0);
    let left = ledger.records(&LOGGED_SEGMENT, &[]).unwrap();
    assert_eq!(
        (left.len(), left.integer(0, logged_segment::ENTRY_NO)),
        (1, 2)
    );
    let uses = ledger.segment_uses().unwrap();
    let numbers: Vec<&str> = uses.iter().map(|used| used.segment_no.as_str()).collect();
    assert_eq!(numbers, ["SM00002", "SM00003"]);
    assert!(ledger.is_undone("logged").unwrap());
    assert!(ledger.quick_check().unwrap().is_empty());
}

/// How SQLite would find the rows of a statement.
fn plan(path: &Path, sql: &str) -> String {
    let connection = Connection::open(path).unwrap();
    let mut statement = connection
        .prepare(&format!("EXPLAIN QUERY PLAN {sql}"))
        .unwrap();
    let steps = statement
        .query_map([], |row| row.get::<_, String>(3))
        .unwrap();
    steps.map(Result::unwrap).collect::<Vec<_>>().join("; ")
}

#[test]
fn a_ledger_without_indexes_is_read_and_has_them_after_the_next_commit() {
    let (_folder, path) = new_book();
    let (one, two) = (log_entries(&[1]), log_entries(&[2]));
    commit(&path, &changes("a", vec![&one]));
    // As the versions before left it.
    let connection = Connection::open(&path).unwrap();
    let indexes = |connection: &Connection| -> Vec<String> {
        let sql = "SELECT name FROM sqlite_schema WHERE type = 'index' AND name LIKE '% by %'";
        let mut statement = connection.prepare(sql).unwrap();
        let names = statement.query_map([], |row| row.get(0)).unwrap();
        names.map(Result::unwrap).collect()
    };
    for name in indexes(&connection) {
        connection
            .execute_batch(&format!("DROP INDEX \"{name}\""))
            .unwrap();
    }
    let before = std::fs::read(&path).unwrap();
    assert_eq!(entry_count(&path), 1);
    drop(Ledger::open_for_writing(&path).unwrap());
    assert_eq!(std::fs::read(&path).unwrap(), before);

    commit(&path, &changes("b", vec![&two]));
    assert_eq!(entry_count(&path), 2);
    assert_eq!(indexes(&connection).len(), 5);
    for (sql, expected) in [
        (
            "SELECT * FROM \"Interaction Log Entry\" WHERE \"Logged Segment Entry No.\" IN \
             (SELECT value FROM json_each('[1]')) ORDER BY \"Entry No.\"",
            "Interaction Log Entry by Logged Segment Entry No. (",
        ),
        (
            "SELECT * FROM \"Interaction Log Entry\" WHERE \"Campaign Entry No.\" IN \
             (SELECT value FROM json_each('[1]')) ORDER BY \"Entry No.\"",
            "Interaction Log Entry by Campaign Entry No. (",
        ),
        (
            "SELECT * FROM \"Campaign Entry\" WHERE \"Register No.\" IN \
             (SELECT value FROM json_each('[1]')) ORDER BY \"Entry No.\"",
            "Campaign Entry by Register No. (",
        ),
        (
            "SELECT * FROM \"Interaction Log Entry\" WHERE \"Canceled\" = 1 ORDER BY \"Entry No.\"",
            "Interaction Log Entry by Entry No. where Canceled",
        ),
        (
            "SELECT * FROM \"Interaction Log Entry\" WHERE \"Campaign No.\" = 'CP1' \
             AND \"Campaign Target\" = 1 ORDER BY \"Entry No.\"",
            "Interaction Log Entry by Campaign No. where Campaign Target",
        ),
    ] {
        let plan = plan(&path, sql);
        assert!(plan.contains(expected), "{sql}\n{plan}");
    }
}
