//! Earlier interactions come from sheets and from the ledger, and both count alike.

use crate::support::{Book, world};

const HISTORY: &str = "
    Entry No.; Contact No.; Contact Company No.; Date; Segment No.; Interaction Template Code; Canceled
    7; F; E; 2026-01-15; OLD; CALL; No
    9; D; A; 2026-02-20; OLD; LETTER; Yes";

fn with_next(book: &Book, filter: &str) {
    let criteria = format!(
        "Segment No.; Step; Action; Table; Field; Filter\nNEXT; 1; Add; Interaction Log Entry; {filter}"
    );
    book.workbook(
        "next.xlsx",
        &[
            ("Segment Header", &world::SPRING.replace("SPRING", "NEXT")),
            ("Segment Criteria Line", &criteria),
        ],
    );
}

#[test]
fn entries_of_sheets_and_ledger_match_together_canceled_ones_too() {
    let table = [
        ("Segment No.; OLD", vec!["D", "F"]),
        ("Segment No.; SPRING", vec!["B", "A", "C", "D"]),
        ("Segment No.; SPRING|OLD", vec!["B", "A", "C", "D", "F"]),
        ("Date; ..2026-01-31", vec!["F"]),
        ("Canceled; Yes", vec!["D"]),
        ("Interaction Template Code; CALL", vec!["F"]),
    ];
    let book = world::book_with_spring();
    book.sheet("Interaction Log Entries", HISTORY);
    world::succeeds(book.segbook(&["run"]));
    for (filter, expected) in table {
        with_next(&book, filter);
        let copy = Book::copy_of(book.folder());
        world::succeeds(copy.segbook(&["run"]));
        let logged = copy.written("logged/NEXT.xlsx");
        let entries = logged.sheet("Interaction Log Entry");
        assert_eq!(entries.column("Contact No."), expected, "{filter}");
    }
}

#[test]
fn entry_numbers_go_on_after_the_highest_known() {
    let book = world::book_with_spring();
    book.sheet("Interaction Log Entries", HISTORY).sheet(
        "Logged Segment",
        "Entry No.; Segment No.; Description\n3; OLD; Old",
    );
    world::succeeds(book.segbook(&["run"]));
    let logged = book.written("logged/SPRING.xlsx");
    assert_eq!(
        logged.sheet("Interaction Log Entry").column("Entry No."),
        ["10", "11", "12", "13"]
    );
    assert_eq!(logged.sheet("Logged Segment").cell(0, "Entry No."), "4");
}

#[test]
fn what_was_written_may_lie_in_the_inbox_as_history() {
    let book = world::book_with_spring();
    world::succeeds(book.segbook(&["run"]));
    let written = book.written_path("logged/SPRING.xlsx");
    std::fs::copy(&written, book.path("inbox/spring logged.xlsx")).unwrap();
    with_next(&book, "Segment No.; SPRING");
    let copy = Book::copy_of(book.folder());
    world::succeeds(copy.segbook(&["run"])).says("notice[V015]");
    let next = copy.written("logged/NEXT.xlsx");
    assert_eq!(
        next.sheet("Interaction Log Entry").column("Entry No."),
        ["5", "6", "7", "8"]
    );
    // The same entry with other values is an error.
    let mut workbook = book.written("logged/SPRING.xlsx");
    workbook
        .sheet_mut("Interaction Log Entry")
        .set(0, "Description", "Autumn letter");
    workbook.save(&book.path("inbox/spring logged.xlsx"));
    book.segbook(&["run"])
        .exits(1)
        .says("error[V014]")
        .says("Interaction Log Entry!");
}

#[test]
fn a_contact_is_not_touched_twice_by_segments_of_one_run() {
    // All segments of a run are selected from the state at its start.
    let header = "No.; Description; Interaction Template Code; Salesperson Code
        ONE; One; LETTER; ANN
        TWO; Two; LETTER; ANN";
    let criteria = "Segment No.; Step; Action; Table; Field; Filter
        ONE; 1; Add; Contact; No.; A
        TWO; 1; Add; Contact; No.; A|B
        TWO; 2; Reduce; Interaction Log Entry; Segment No.; ONE";
    let book = world::book_with(header, criteria);
    world::succeeds(book.segbook(&["run"]));
    let two = book.written("logged/TWO.xlsx");
    assert_eq!(
        two.sheet("Interaction Log Entry").column("Contact No."),
        ["B", "A"]
    );
}
