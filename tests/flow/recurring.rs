//! A recurring definition is logged under a new number on every work date.

use crate::support::{Book, world};

fn book() -> Book {
    let header = "No.; Description; Interaction Template Code; Salesperson Code; Recurring
        WEEKLY; Weekly letter; LETTER; ANN; Yes";
    let criteria = "Segment No.; Step; Action; Table; Field; Filter
        WEEKLY; 1; Add; Contact; No.; A";
    world::book_with(header, criteria)
}

#[test]
fn each_date_has_its_number_once() {
    let book = book();
    for (date, number) in [("2026-11-23", "SM00001"), ("2026-11-30", "SM00002")] {
        world::succeeds(book.segbook(&["run", "--date", date]));
        let logged = book.written(&format!("logged/{number}.xlsx"));
        assert_eq!(logged.sheet("Interaction Log Entry").column("Date"), [date]);
        assert_eq!(
            logged.sheet("Interaction Log Entry").column("Segment No."),
            [number]
        );
        let before = book.results();
        world::succeeds(book.segbook(&["run", "--date", date]));
        assert_eq!(book.results(), before);
        book.segbook(&["log", "WEEKLY", "--date", date]).exits(4);
    }
}

#[test]
fn its_review_counts_on_its_date_alone() {
    let book = book();
    world::succeeds(book.segbook(&["select"]));
    let workbook = book.written("segments/SM00001.xlsx");
    assert_eq!(
        workbook
            .sheet("Segment Header")
            .rows(&["No.", "Definition", "Selected On", "Recurring"]),
        ["SM00001|WEEKLY|2026-11-23|No"]
    );
    workbook.save(&book.path("inbox/reviewed.xlsx"));
    // A week later it is set aside, with a warning.
    world::succeeds(book.segbook(&["check", "--date", "2026-11-30"])).says("warning[");
    world::succeeds(book.segbook(&["run"]));
    assert_eq!(
        book.written("logged/SM00001.xlsx")
            .sheet("Interaction Log Entry")
            .column("Contact No."),
        ["A"]
    );
}
