//! The follow-up workbook, completed and put into the inbox, is the next segment.

use crate::support::{Book, world};

fn after_the_first_round() -> Book {
    let book = world::book_with_spring();
    world::succeeds(book.segbook(&["run", "--follow-up"]));
    book
}

#[test]
fn a_completed_follow_up_logs_the_same_contacts_on_its_own_date() {
    let book = after_the_first_round();
    let mut workbook = book.written("follow-up/SM00001.xlsx");
    let header = workbook.sheet_mut("Segment Header");
    header.set(0, "Interaction Template Code", "CALL");
    header.set(0, "Salesperson Code", "BEN");
    header.set(0, "Hold", "");
    workbook.save(&book.path("inbox/next.xlsx"));
    world::succeeds(book.segbook(&["run", "--date", "2026-12-10"]));
    let logged = book.written("logged/SM00001.xlsx");
    assert_eq!(
        logged.sheet("Interaction Log Entry").rows(&[
            "Entry No.",
            "Contact No.",
            "Date",
            "Description",
            "Interaction Template Code",
            "Salesperson Code",
            "Cost (LCY)",
        ]),
        [
            "5|B|2026-12-10|Follow-up on segment SPRING|CALL|BEN|4",
            "6|A|2026-12-10|Follow-up on segment SPRING|CALL|BEN|4",
            "7|C|2026-12-10|Follow-up on segment SPRING|CALL|BEN|4",
            "8|D|2026-12-10|Follow-up on segment SPRING|CALL|BEN|4",
        ]
    );
    assert_eq!(logged.sheet("Logged Segment").cell(0, "Entry No."), "2");
}

#[test]
fn an_unfinished_follow_up_in_the_inbox_stops_nobody() {
    let book = after_the_first_round();
    let written = book.written_path("follow-up/SM00001.xlsx");
    std::fs::copy(written, book.path("inbox/next.xlsx")).unwrap();
    world::succeeds(book.segbook(&["run", "--date", "2026-12-10"]));
    assert_eq!(book.runs().len(), 1);
    book.segbook(&["log", "SM00001", "--date", "2026-12-10"])
        .exits(4);
}

#[test]
fn a_follow_up_without_template_cannot_be_logged() {
    let book = after_the_first_round();
    let mut workbook = book.written("follow-up/SM00001.xlsx");
    workbook.sheet_mut("Segment Header").set(0, "Hold", "");
    workbook.save(&book.path("inbox/next.xlsx"));
    book.segbook(&["run", "--date", "2026-12-10"])
        .exits(1)
        .says("Interaction Template Code");
}
