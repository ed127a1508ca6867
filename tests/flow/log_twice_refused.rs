//! A segment number is used up by logging.

use crate::support::world;

#[test]
fn bc_6_1_1_naming_a_logged_segment_to_log_is_refused() {
    let book = world::book_with_spring();
    world::succeeds(book.segbook(&["log", "SPRING"]));
    let before = book.results();
    book.segbook(&["log", "SPRING"]).exits(4).says("SPRING");
    book.segbook(&["log", "spring", "--date", "2026-11-24"])
        .exits(4);
    assert_eq!(book.results(), before);
}

#[test]
fn bc_6_1_1_run_refuses_a_logged_segment_whose_rows_have_changed() {
    let book = world::book_with_spring();
    world::succeeds(book.segbook(&["run"]));
    let before = book.results();
    let other = "Segment No.; Step; Action; Table; Field; Filter
        SPRING; 1; Add Contacts; Contact; Country/Region Code; GB";
    book.workbook(
        "segments.xlsx",
        &[
            ("Segment Header", world::SPRING),
            ("Segment Criteria Line", other),
        ],
    );
    book.segbook(&["run"]).exits(4).says("SPRING");
    assert_eq!(book.results(), before);
}

#[test]
fn bc_6_1_1_a_logged_segment_in_a_history_sheet_counts_too() {
    let book = world::book_with_spring();
    book.sheet(
        "Logged Segment",
        "Entry No.; Segment No.; Description; Canceled\n7; SPRING; Old; Yes",
    );
    book.segbook(&["run"]).exits(4).says("SPRING");
    book.segbook(&["log", "SPRING"]).exits(4);
    assert!(book.runs().is_empty());
}

#[test]
fn a_segment_that_is_not_there_is_named() {
    let book = world::book_with_spring();
    let outcome = book.segbook(&["log", "SPRNG"]);
    assert_ne!(outcome.code, 0);
    outcome.says("SPRNG").says("SPRING");
}
