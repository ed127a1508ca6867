//! `segbook cancel`.

use crate::support::{Book, ledger_rows, world};

fn logged() -> Book {
    let book = world::book_with_spring();
    world::succeeds(book.segbook(&["run"]));
    book
}

fn marks(book: &Book) -> Vec<String> {
    ledger_rows(book, "Interaction Log Entry", &["Entry No.", "Canceled"])
}

#[test]
fn what_is_canceled_already_is_said_and_nothing_is_written() {
    let book = logged();
    world::succeeds(book.segbook(&["cancel", "entries", "2"]));
    let before = book.results();
    let outcome = world::succeeds(book.segbook(&["cancel", "entries", "2"]))
        .says("log entry 2 is canceled already")
        .says("nothing to do");
    assert_eq!(outcome.balance(), "canceled: nothing");
    world::succeeds(book.segbook(&["cancel", "entries", "3", "--undo"]))
        .says("log entry 3 is not canceled");
    assert_eq!(book.results(), before);
    // What is left to do is done.
    let outcome = world::succeeds(book.segbook(&["cancel", "entries", "2", "3", "3"]));
    let expected = "canceled: 1 interaction log entry; run 2026-11-23-";
    assert!(
        outcome.balance().starts_with(expected),
        "{}",
        outcome.balance()
    );
    assert_eq!(marks(&book), ["1|No", "2|Yes", "3|Yes", "4|No"]);
}

#[test]
fn a_number_that_nothing_has_is_wrong_usage_and_stops_all() {
    let book = logged();
    for (words, said) in [
        (&["entries", "1", "99"][..], "there is no log entry 99"),
        (
            &["entries", "1", "98", "99"],
            "there are no log entries 98, 99",
        ),
        (&["entries", "SPRING"], "named by their entry numbers"),
        (&["segments", "SPRNG"], "did you mean SPRING?"),
        (
            &["segments", "2"],
            "the highest entry number of logged segments is 1",
        ),
        (
            &["campaign-entries", "1"],
            "the ledger has no campaign entries",
        ),
    ] {
        let words = [&["cancel"], words].concat();
        book.segbook(&words).exits(2).says(said).says("hint");
    }
    assert_eq!(marks(&book), ["1|No", "2|No", "3|No", "4|No"]);
    assert_eq!(book.runs().len(), 1);
}

#[test]
fn digits_are_an_entry_number_first() {
    let header = "No.; Description; Interaction Template Code; Salesperson Code
        2; Two; LETTER; ANN
        1; One; LETTER; ANN
        30; Thirty; LETTER; ANN";
    let criteria = "Segment No.; Step; Action; Table; Field; Filter
        2; 1; Add; ; No.; A
        1; 1; Add; ; No.; B
        30; 1; Add; ; No.; C";
    let book = world::book_with(header, criteria);
    world::succeeds(book.segbook(&["run"]));
    world::succeeds(book.segbook(&["cancel", "segments", "1", "30"]));
    assert_eq!(
        ledger_rows(
            &book,
            "Logged Segment",
            &["Entry No.", "Segment No.", "Canceled"]
        ),
        ["1|2|Yes", "2|1|No", "3|30|Yes"]
    );
}

#[test]
fn a_reserved_number_is_not_logged() {
    let header = "No.; Description\n; Spring letter";
    let criteria = "Segment No.; Step; Action; Table; Field; Filter\n; 1; Add; ; No.; A";
    let book = world::book_with(header, criteria);
    world::succeeds(book.segbook(&["select"]));
    book.segbook(&["cancel", "segments", "SM00001"])
        .exits(2)
        .says("segment SM00001 is selected, but not logged");
}

#[test]
fn all_refusals_are_told_and_nothing_changes() {
    let book = logged();
    world::succeeds(book.segbook(&["cancel", "segments", "SPRING"]));
    let before = book.results();
    book.segbook(&["cancel", "entries", "1", "2", "--undo"])
        .exits(4)
        .says("refused: log entry 1 (and 1 more) stays canceled as long as its logged segment 1 is")
        .says("segbook cancel segments 1 --undo")
        .says("nothing was changed");
    assert_eq!(book.results(), before);
}

#[test]
fn what_stands_in_a_history_sheet_only_cannot_be_canceled() {
    let book = logged();
    book.sheet(
        "Logged Segment",
        "Entry No.; Segment No.; Description\n77; WINTER; Winter letter",
    );
    for name in ["77", "winter"] {
        book.segbook(&["cancel", "segments", name])
            .exits(4)
            .says("in a history sheet of the inbox only");
    }
}

#[test]
fn a_dry_run_says_what_would_change() {
    let book = logged();
    let before = book.results();
    let outcome = world::succeeds(book.segbook(&["cancel", "segments", "SPRING", "--dry-run"]));
    let told = outcome.balance().to_owned();
    let expected = "canceled: 1 logged segment, 4 interaction log entries; dry run 2026-11-23-";
    assert!(told.starts_with(expected), "{told}");
    assert_eq!(book.results(), before);
    assert_eq!(marks(&book), ["1|No", "2|No", "3|No", "4|No"]);
    let done = world::succeeds(book.segbook(&["cancel", "segments", "SPRING"]));
    assert_eq!(done.balance(), told.replace("dry run", "run"));
}

#[test]
fn json_tells_rows_by_table_and_files() {
    let book = logged();
    let words = ["cancel", "segments", "SPRING", "--json"];
    let json = world::succeeds(book.segbook(&words)).json();
    assert_eq!(json["command"], "cancel");
    assert_eq!(json["exit_code"], 0);
    assert_eq!(json["run"]["state"], "done");
    assert_eq!(
        json["changed"],
        serde_json::json!([
            {"table": "Logged Segment", "changed": 1, "deleted": 0},
            {"table": "Interaction Log Entry", "changed": 4, "deleted": 0},
        ])
    );
    assert_eq!(json["files"][0]["path"], "changed.xlsx");
    let json = world::succeeds(book.segbook(&words)).json();
    assert_eq!(json["run"]["state"], "nothing-new");
    assert_eq!(json["remarks"][0], "logged segment 1 is canceled already");
}

#[test]
fn the_run_is_recorded_and_its_files_are_the_same_bytes() {
    let results = [(); 2].map(|()| {
        let book = logged();
        world::succeeds(book.segbook(&["cancel", "segments", "SPRING", "--format", "both"]));
        book.results()
    });
    assert_eq!(results[0], results[1]);
    let names: Vec<&str> = results[0].iter().map(|(name, _)| name.as_str()).collect();
    for name in [
        "/changed.xlsx",
        "/changed.Logged Segment.csv",
        "/changed.Interaction Log Entry.csv",
        "/changed.Campaign Entry.csv",
    ] {
        assert!(names.iter().any(|known| known.ends_with(name)), "{name}");
    }
    let json = results[0].iter().find(|(name, bytes)| {
        name.ends_with("/run.json") && String::from_utf8_lossy(bytes).contains("\"cancel\"")
    });
    let (_, json) = json.expect("run.json of the cancel");
    let json: serde_json::Value = serde_json::from_slice(json).unwrap();
    assert_eq!(
        json["options"],
        serde_json::json!({"what": "segments", "numbers": "SPRING"})
    );
    assert_eq!(json["tables"][1]["changed"], 4);
    assert_eq!(json["outputs"].as_array().unwrap().len(), 4);
}
