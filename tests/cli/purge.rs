//! `segbook purge`.

use crate::support::{Book, ledger_rows, world};

/// Two logged segments of campaign CP1 under entries 1 (B, A, C, D) and 2 (F); entry 2 of the log is
/// canceled by itself.
fn logged() -> Book {
    let header = "No.; Description; Interaction Template Code; Salesperson Code; Campaign No.
        SPRING; Spring letter; LETTER; ANN; CP1
        OTHER; Other letter; LETTER; BEN; CP1";
    let criteria = format!("{}\nOTHER; 1; Add Contacts; ; No.; F", world::GERMANS);
    let book = world::book_with(header, &criteria);
    book.sheet("Campaign", "No.; Description\nCP1; Spring");
    world::succeeds(book.segbook(&["run"]));
    world::succeeds(book.segbook(&["cancel", "entries", "2"]));
    book
}

#[test]
fn nothing_canceled_is_nothing_to_do() {
    let book = logged();
    let before = book.results();
    for what in ["segments", "campaign-entries"] {
        let outcome = world::succeeds(book.segbook(&["purge", what])).says("nothing to do");
        assert_eq!(outcome.balance(), "deleted: nothing");
    }
    assert_eq!(book.results(), before);
}

#[test]
fn bc_8_canceled_log_entries_go_alone() {
    let book = logged();
    let outcome = world::succeeds(book.segbook(&["purge", "entries"]));
    let expected = "deleted: 1 interaction log entry; run 2026-11-23-";
    assert!(
        outcome.balance().starts_with(expected),
        "{}",
        outcome.balance()
    );
    assert_eq!(
        ledger_rows(
            &book,
            "Interaction Log Entry",
            &["Entry No.", "Contact No."]
        ),
        ["1|B", "3|C", "4|D", "5|F"]
    );
}

#[test]
fn filters_choose_among_what_is_canceled() {
    let book = logged();
    world::succeeds(book.segbook(&["cancel", "segments", "1", "2"]));
    // All must hold; only the first logged segment does.
    let words = [
        "purge",
        "segments",
        "--where",
        "Segment No.=S*|O*",
        "--where",
        "1=<2",
    ];
    world::succeeds(book.segbook(&words));
    assert_eq!(
        ledger_rows(&book, "Logged Segment", &["Entry No.", "Segment No."]),
        ["2|OTHER"]
    );
    let words = [
        "purge",
        "entries",
        "--where",
        "Contact No.=B..C",
        "--where",
        "Date=T",
    ];
    world::succeeds(book.segbook(&words));
    assert_eq!(
        ledger_rows(
            &book,
            "Interaction Log Entry",
            &["Entry No.", "Logged Segment Entry No."]
        ),
        ["2|0", "4|0", "5|2"]
    );
}

#[test]
fn bc_8_with_a_campaign_entry_go_all_its_log_entries() {
    let book = logged();
    world::succeeds(book.segbook(&["cancel", "campaign-entries", "1"]));
    // The segment's mark was never set, and its entries are gone nevertheless.
    let outcome = world::succeeds(book.segbook(&["purge", "campaign-entries"]));
    let expected = "deleted: 4 interaction log entries, 1 campaign entry; run 2026-11-23-";
    assert!(
        outcome.balance().starts_with(expected),
        "{}",
        outcome.balance()
    );
    assert_eq!(
        ledger_rows(
            &book,
            "Interaction Log Entry",
            &["Entry No.", "Contact No."]
        ),
        ["5|F"]
    );
    assert_eq!(ledger_rows(&book, "Campaign Entry", &["Entry No."]), ["2"]);
    assert_eq!(
        ledger_rows(&book, "Logged Segment", &["Entry No."]),
        ["1", "2"]
    );
}

#[test]
fn the_workbook_keeps_the_rows_as_they_were() {
    let book = logged();
    world::succeeds(book.segbook(&["cancel", "segments", "OTHER"]));
    world::succeeds(book.segbook(&["purge", "segments"]));
    let purge = book.runs().into_iter().find(|run| {
        let json = std::fs::read_to_string(run.join("run.json")).unwrap();
        json.contains("\"command\": \"purge\"")
    });
    let changed = crate::support::Sheets::read(&purge.unwrap().join("changed.xlsx"));
    assert_eq!(
        changed
            .sheet("Logged Segment")
            .rows(&["Entry No.", "Segment No.", "Canceled"]),
        ["2|OTHER|Yes"]
    );
    let links = ["Entry No.", "Logged Segment Entry No."];
    assert_eq!(changed.sheet("Interaction Log Entry").rows(&links), ["5|2"]);
    let links = ["Entry No.", "Register No."];
    assert_eq!(changed.sheet("Campaign Entry").rows(&links), ["2|2"]);
}

#[test]
fn a_condition_that_cannot_be_read_is_wrong_usage() {
    let book = logged();
    for (condition, said) in [
        ("Contact No", "has no \"=\" in it"),
        ("Contcat No.=A", "did you mean Contact No.?"),
        (
            "Date=31.31.",
            "the filter of --where \"Date=31.31.\" cannot be read",
        ),
        ("Contact Name=A", "the ledger keeps no names of contacts"),
        ("Date=", "has no filter behind the \"=\""),
    ] {
        book.segbook(&["purge", "entries", "--where", condition])
            .exits(2)
            .says(said);
    }
    assert_eq!(
        ledger_rows(&book, "Interaction Log Entry", &["Entry No."]).len(),
        5
    );
}
