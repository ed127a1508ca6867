//! The commit protocol under fire: a process of its own is killed after each step, then the next
//! command settles what it left.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use tempfile::TempDir;

use super::{KnownRun, Recovered, Stage, known_run, recover};
use crate::error::{ErrorKind, Result};
use crate::ledger::{Changes, CommitStep, Ledger, RunRecord};
use crate::schema::{FieldNo, LOGGED_SEGMENT, Table, logged_segment};
use crate::segment::SegmentUse;
use crate::table::Rows;
use crate::value::{Date, Value};

const ID: &str = "2026-11-23-7f3a9c21";

/// One logged segment.
struct OneLoggedSegment(i64);

impl Rows for OneLoggedSegment {
    fn table(&self) -> &'static Table {
        &LOGGED_SEGMENT
    }

    fn len(&self) -> usize {
        1
    }

    fn value(&self, _row: usize, field: FieldNo) -> Value<'_> {
        if field == logged_segment::ENTRY_NO {
            Value::Integer(self.0)
        } else {
            Value::Blank
        }
    }
}

struct Book {
    folder: TempDir,
}

impl Book {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        Self { folder }
    }

    fn ledger(&self) -> PathBuf {
        self.folder.path().join("ledger.db")
    }

    fn out_runs(&self) -> PathBuf {
        self.folder.path().join("out").join("runs")
    }

    fn logged(&self) -> usize {
        let ledger = Ledger::open_for_reading(&self.ledger()).unwrap();
        let logged = ledger.records(&LOGGED_SEGMENT, &[]).unwrap().len();
        assert_eq!(ledger.runs().unwrap().len(), logged);
        logged
    }

    /// What stands in `out/runs`, in order.
    fn names(&self) -> Vec<String> {
        let Ok(entries) = fs::read_dir(self.out_runs()) else {
            return Vec::new();
        };
        let mut names: Vec<String> = entries
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect();
        names.sort();
        names
    }

    fn recover_writing(&self) -> Result<Recovered> {
        recover(
            &self.out_runs(),
            &Ledger::open_for_writing(&self.ledger()).unwrap(),
        )
    }

    fn recover_reading(&self) -> Result<Recovered> {
        recover(
            &self.out_runs(),
            &Ledger::open_for_reading(&self.ledger()).unwrap(),
        )
    }
}

fn changes<'a>(id: &str, entry_no: i64, rows: &'a OneLoggedSegment) -> Changes<'a> {
    let date = Date::new(2026, 11, 23).unwrap();
    Changes {
        rows: vec![rows],
        segment_uses: vec![SegmentUse {
            segment_no: format!("SM{entry_no:05}"),
            definition: format!("SM{entry_no:05}"),
            recurring: false,
            date,
            rows_hash: "00".into(),
            definition_hash: String::new(),
            run_id: id.into(),
            logged_segment_entry_no: Some(entry_no),
        }],
        last_number: None,
        drafts: Vec::new(),
        ..Changes::of(RunRecord {
            id: id.into(),
            command: "run".into(),
            date,
            user: "ANN".into(),
            committed_at: "2026-11-23T06:00:00Z".into(),
            json: "{}".into(),
        })
    }
}

/// What a command that writes does: lock, settle, stage, write, commit.
fn run(ledger: &Path, out_runs: &Path, id: &str, entry_no: i64) -> Result<PathBuf> {
    let ledger = Ledger::open_for_writing(ledger)?;
    recover(out_runs, &ledger)?;
    let stage = Stage::begin(out_runs, id)?;
    fs::create_dir(stage.folder().join("logged")).unwrap();
    fs::write(stage.folder().join("logged/SM00001.xlsx"), "rows").unwrap();
    fs::write(stage.folder().join("run.json"), "{}").unwrap();
    let segment = OneLoggedSegment(entry_no);
    stage.commit(ledger, &changes(id, entry_no, &segment))
}

/// The process that is killed: the test below starts it with a book and the name of a step.
#[test]
#[ignore = "only as a process of its own"]
fn the_process_that_is_killed() {
    let Some(folder) = std::env::var_os("SEGBOOK_TEST_BOOK") else {
        return;
    };
    let folder = PathBuf::from(folder);
    run(&folder.join("ledger.db"), &folder.join("out/runs"), ID, 1).unwrap();
}

fn run_killed_at(book: &Book, step: CommitStep) {
    let test = "run::stage_tests::the_process_that_is_killed";
    let status = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", test, "--ignored", "--nocapture"])
        .env("SEGBOOK_TEST_BOOK", book.folder.path())
        .env("SEGBOOK_FAULT_AT", step.name())
        .output()
        .unwrap();
    assert_eq!(status.status.code(), None, "{step:?}: not killed");
}

#[cfg(unix)]
#[test]
fn after_a_kill_the_next_command_finds_all_or_nothing() {
    for is_reading in [true, false] {
        for step in CommitStep::ALL {
            let book = Book::new();
            run_killed_at(&book, step);
            let settled = if is_reading {
                book.recover_reading().unwrap()
            } else {
                book.recover_writing().unwrap()
            };
            let committed = step.is_committed();
            let left = match step {
                CommitStep::LedgerLocked | CommitStep::Renamed | CommitStep::RenameSynced => 0,
                _ => 1,
            };
            assert_eq!(settled.finished.len(), if committed { left } else { 0 });
            assert_eq!(settled.undone.len(), if committed { 0 } else { left });
            assert_eq!(book.logged(), usize::from(committed), "{step:?}");
            let names: &[&str] = if committed { &[ID] } else { &[] };
            assert_eq!(book.names(), names, "{step:?}");
            if committed {
                let folder = book.out_runs().join(ID);
                assert_eq!(fs::read(folder.join("run.json")).unwrap(), b"{}");
                assert!(folder.join("logged/SM00001.xlsx").exists());
            } else {
                run(&book.ledger(), &book.out_runs(), ID, 1).unwrap();
                assert_eq!(book.logged(), 1);
                assert_eq!(book.names(), [ID]);
            }
        }
    }
}

#[test]
fn a_run_that_is_dropped_leaves_nothing() {
    let book = Book::new();
    let stage = Stage::begin(&book.out_runs(), ID).unwrap();
    fs::write(stage.folder().join("run.json"), "{}").unwrap();
    assert_eq!(book.names(), [format!(".{ID}.tmp")]);
    drop(stage);
    assert_eq!(fs::read_dir(book.folder.path()).unwrap().count(), 0);
}

#[test]
fn a_commit_that_fails_leaves_nothing() {
    let book = Book::new();
    run(&book.ledger(), &book.out_runs(), ID, 1).unwrap();
    // The entry number is taken.
    let error = run(&book.ledger(), &book.out_runs(), "2026-11-23-00000002", 1).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Fault);
    assert_eq!(book.names(), [ID]);
    assert_eq!(book.logged(), 1);
}

#[test]
fn a_command_that_reads_leaves_a_run_in_progress_alone() {
    let book = Book::new();
    let ledger = Ledger::open_for_writing(&book.ledger()).unwrap();
    let stage = Stage::begin(&book.out_runs(), ID).unwrap();
    assert_eq!(book.recover_reading().unwrap(), Recovered::default());
    assert!(stage.folder().is_dir());
    let segment = OneLoggedSegment(1);
    stage.commit(ledger, &changes(ID, 1, &segment)).unwrap();
    assert_eq!(book.names(), [ID]);
}

#[test]
fn only_folders_of_runs_are_touched() {
    let book = Book::new();
    run(&book.ledger(), &book.out_runs(), ID, 1).unwrap();
    let names = [
        ".2026-11-23-00000003-2.tmp",
        ".2026-11-23-0000000.tmp",
        ".2026-11-23-00000003-x.tmp",
        ".DS_Store",
        ".notes.tmp",
        "2026-11-23-00000004",
    ];
    for name in names {
        fs::create_dir(book.out_runs().join(name)).unwrap();
    }
    let settled = book.recover_writing().unwrap();
    assert_eq!(settled.undone, ["2026-11-23-00000003-2"]);
    assert_eq!(settled.finished, [""; 0]);
    assert_eq!(book.names(), [&names[1..], &[ID]].concat());
}

#[test]
fn what_is_in_the_way_is_named_with_a_hint() {
    let book = Book::new();
    fs::write(book.folder.path().join("out"), "").unwrap();
    assert_eq!(book.recover_writing().unwrap(), Recovered::default());
    let error = Stage::begin(&book.out_runs(), ID).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::File);
    assert!(
        error
            .to_string()
            .ends_with("is a file where a folder is needed")
    );
    assert!(!error.hints().is_empty());

    let book = Book::new();
    fs::create_dir_all(book.out_runs().join(ID)).unwrap();
    let error = Stage::begin(&book.out_runs(), ID).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::File);
    assert!(error.to_string().contains("is there already"));
    assert!(!error.hints().is_empty());
}

/// `/dev/full` stands for a file that the disk does not take.
#[cfg(target_os = "linux")]
#[test]
fn a_file_that_does_not_reach_the_disk_is_noticed_before_the_ledger_is_touched() {
    let book = Book::new();
    let ledger = Ledger::open_for_writing(&book.ledger()).unwrap();
    let stage = Stage::begin(&book.out_runs(), ID).unwrap();
    std::os::unix::fs::symlink("/dev/full", stage.folder().join("run.json")).unwrap();
    let segment = OneLoggedSegment(1);
    let error = stage.commit(ledger, &changes(ID, 1, &segment)).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::File);
    assert_eq!(fs::read_dir(book.folder.path()).unwrap().count(), 0);
}

#[test]
fn a_run_is_known_until_what_it_logged_is_purged() {
    let book = Book::new();
    let known = || {
        let ledger = Ledger::open_for_reading(&book.ledger()).unwrap();
        known_run(ID, &ledger).unwrap()
    };
    let purge = || {
        rusqlite::Connection::open(book.ledger())
            .unwrap()
            .execute_batch("DELETE FROM \"Logged Segment\"")
            .unwrap();
    };
    assert_eq!(known(), KnownRun::New(ID.into()));
    run(&book.ledger(), &book.out_runs(), ID, 1).unwrap();
    assert_eq!(known(), KnownRun::Done(ID.into()));
    purge();
    let second = format!("{ID}-2");
    assert_eq!(known(), KnownRun::New(second.clone()));
    // The purged entry's number is free again.
    run(&book.ledger(), &book.out_runs(), &second, 1).unwrap();
    assert_eq!(known(), KnownRun::Done(second));
    purge();
    assert_eq!(known(), KnownRun::New(format!("{ID}-3")));
}
