//! What is canceled stays in the log and keeps its number; what is purged is gone, and its number can
//! be logged again.

use crate::support::{Book, ledger_rows, world};

/// A book whose SPRING was logged: B, A, C, D under campaign CP1, entries 1 to 4.
fn logged() -> Book {
    let header = "No.; Description; Interaction Template Code; Salesperson Code; Campaign No.
        SPRING; Spring letter; LETTER; ANN; CP1";
    let book = world::book_with(header, world::GERMANS);
    book.sheet("Campaign", "No.; Description\nCP1; Spring");
    world::succeeds(book.segbook(&["run"]));
    book
}

const MARKS: [&str; 4] = [
    "Entry No.",
    "Contact No.",
    "Logged Segment Entry No.",
    "Canceled",
];

fn entries(book: &Book) -> Vec<String> {
    ledger_rows(book, "Interaction Log Entry", &MARKS)
}

#[test]
fn bc_8_a_canceled_segment_takes_all_its_entries_along_and_keeps_its_number() {
    let book = logged();
    let outcome = world::succeeds(book.segbook(&["cancel", "segments", "spring"]));
    assert!(
        outcome.balance().starts_with(
            "canceled: 1 logged segment, 4 interaction log entries, 1 campaign entry; run 2026-11-23-"
        ),
        "{}",
        outcome.balance()
    );
    assert_eq!(
        entries(&book),
        ["1|B|1|Yes", "2|A|1|Yes", "3|C|1|Yes", "4|D|1|Yes"]
    );
    let changed = book.written("changed.xlsx");
    assert_eq!(
        changed
            .sheet("Logged Segment")
            .rows(&["Entry No.", "Segment No.", "Canceled"]),
        ["1|SPRING|Yes"]
    );
    assert_eq!(
        changed
            .sheet("Interaction Log Entry")
            .rows(&["Entry No.", "Canceled"]),
        ["1|Yes", "2|Yes", "3|Yes", "4|Yes"]
    );
    assert_eq!(
        changed
            .sheet("Campaign Entry")
            .rows(&["Entry No.", "Campaign No.", "Canceled"]),
        ["1|CP1|Yes"]
    );
    // The number is used up: skipped by a run, refused by its name.
    let before = book.results();
    for date in ["2026-11-23", "2026-11-24"] {
        world::succeeds(book.segbook(&["run", "--date", date])).says("notice[L011]");
        book.segbook(&["log", "SPRING", "--date", date]).exits(4);
    }
    assert_eq!(book.results(), before);
}

#[test]
fn bc_8_taking_the_mark_away_reaches_entries_that_were_canceled_one_by_one() {
    let book = logged();
    world::succeeds(book.segbook(&["cancel", "entries", "2"]));
    world::succeeds(book.segbook(&["cancel", "segments", "1"]));
    for entry in ["2", "3"] {
        book.segbook(&["cancel", "entries", entry, "--undo"])
            .exits(4)
            .says("refused: log entry")
            .says("logged segment 1");
    }
    world::succeeds(book.segbook(&["cancel", "segments", "1", "--undo"]));
    assert_eq!(
        entries(&book),
        ["1|B|1|No", "2|A|1|No", "3|C|1|No", "4|D|1|No"]
    );
    // The segment stands again: the same run is the one that was done.
    let runs = book.runs().len();
    world::succeeds(book.segbook(&["run"]));
    assert_eq!(book.runs().len(), runs);
}

#[test]
fn bc_8_a_campaign_entry_takes_its_log_entries_along_and_holds_them() {
    let book = logged();
    let outcome = world::succeeds(book.segbook(&["cancel", "campaign-entries", "1"]));
    assert!(
        outcome
            .balance()
            .starts_with("canceled: 4 interaction log entries, 1 campaign entry; run ")
    );
    book.segbook(&["cancel", "entries", "1", "--undo"])
        .exits(4)
        .says("campaign entry 1");
    assert_eq!(
        ledger_rows(&book, "Logged Segment", &["Entry No.", "Canceled"]),
        ["1|No"]
    );
    world::succeeds(book.segbook(&["cancel", "campaign-entries", "1", "--undo"]));
    assert_eq!(
        entries(&book),
        ["1|B|1|No", "2|A|1|No", "3|C|1|No", "4|D|1|No"]
    );
}

#[test]
fn bc_8_after_a_purge_the_number_is_free_and_the_run_gets_a_suffix() {
    let book = logged();
    let first = book.only_run();
    world::succeeds(book.segbook(&["cancel", "segments", "SPRING"]));
    let outcome = world::succeeds(book.segbook(&["purge", "segments"]));
    assert!(
        outcome.balance().starts_with(
            "deleted: 1 logged segment; kept without it: 4 interaction log entries, 1 campaign entry; run "
        ),
        "{}",
        outcome.balance()
    );
    assert_eq!(
        entries(&book),
        ["1|B|0|Yes", "2|A|0|Yes", "3|C|0|Yes", "4|D|0|Yes"]
    );
    assert_eq!(
        ledger_rows(
            &book,
            "Campaign Entry",
            &["Entry No.", "Register No.", "Canceled"]
        ),
        ["1|0|Yes"]
    );
    assert!(ledger_rows(&book, "Logged Segment", &["Entry No."]).is_empty());
    world::succeeds(book.segbook(&["run"]));
    let again = format!("{}-2", first.file_name().unwrap().to_string_lossy());
    let again = book.path("out/runs").join(again);
    assert!(again.join("logged/SPRING.xlsx").exists(), "{again:?}");
    assert_eq!(
        entries(&book)[4..],
        ["5|B|1|No", "6|A|1|No", "7|C|1|No", "8|D|1|No"]
    );
    // And now it is used up again.
    let before = book.results();
    world::succeeds(book.segbook(&["run"]));
    assert_eq!(book.results(), before);
}

#[test]
fn a_recurring_one_that_was_canceled_is_logged_again_on_its_date() {
    let header = "No.; Description; Interaction Template Code; Salesperson Code; Recurring
        WEEKLY; Weekly letter; LETTER; ANN; Yes";
    let criteria = "Segment No.; Step; Action; Table; Field; Filter
        WEEKLY; 1; Add; Contact; No.; A";
    let book = world::book_with(header, criteria);
    world::succeeds(book.segbook(&["run"]));
    book.segbook(&["cancel", "segments", "WEEKLY"])
        .exits(2)
        .says("WEEKLY was logged as SM00001");
    world::succeeds(book.segbook(&["cancel", "segments", "SM00001"]));
    world::succeeds(book.segbook(&["run"]));
    assert_eq!(
        ledger_rows(
            &book,
            "Logged Segment",
            &["Entry No.", "Segment No.", "Canceled"]
        ),
        ["1|SM00001|Yes", "2|SM00002|No"]
    );
    // Once only, as long as that one stands.
    let before = book.results();
    world::succeeds(book.segbook(&["run"]));
    assert_eq!(book.results(), before);
}

#[test]
fn a_segment_without_number_that_was_purged_takes_the_next_one() {
    let header = "No.; Description; Interaction Template Code; Salesperson Code
        ; Spring letter; LETTER; ANN";
    let criteria = "Segment No.; Step; Action; Table; Field; Filter
        ; 1; Add; Contact; No.; A";
    let book = world::book_with(header, criteria);
    world::succeeds(book.segbook(&["run"]));
    world::succeeds(book.segbook(&["cancel", "segments", "SM00001"]));
    world::succeeds(book.segbook(&["run"])).says("skipped");
    world::succeeds(book.segbook(&["purge", "segments"]));
    world::succeeds(book.segbook(&["run"]));
    assert_eq!(
        ledger_rows(
            &book,
            "Logged Segment",
            &["Entry No.", "Segment No.", "Canceled"]
        ),
        ["1|SM00002|No"]
    );
}

#[test]
fn canceling_undoing_and_canceling_again_are_three_runs() {
    let book = logged();
    for (words, runs) in [
        (&["cancel", "segments", "1"][..], 2),
        (&["cancel", "segments", "1"], 2),
        (&["cancel", "segments", "1", "--undo"], 3),
        (&["cancel", "segments", "1", "--undo"], 3),
        (&["cancel", "segments", "1"], 4),
    ] {
        world::succeeds(book.segbook(words));
        assert_eq!(book.runs().len(), runs, "{words:?}");
    }
    let names: Vec<String> = book
        .runs()
        .iter()
        .map(|run| run.file_name().unwrap().to_string_lossy().into_owned())
        .collect();
    let doubled = names.iter().filter(|name| name.ends_with("-2")).count();
    assert_eq!(doubled, 1, "{names:?}");
}
