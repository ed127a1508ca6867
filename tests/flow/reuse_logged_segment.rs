//! A logged segment brings its contacts again: one line for each of its entries.

use crate::support::{Book, world};

/// Entry 5 logged segment 7; entry 7 logged OLD, with C twice and B canceled; entry 8 logged 9.
fn with_history(steps: &[&str]) -> Book {
    let book = world::book_with_criteria("Step; Action; Table; Field; Filter", steps);
    book.workbook(
        "history.xlsx",
        &[
            (
                "Logged Segments",
                "Entry No.; Segment No.; Description; Canceled
                 5; 7; Seven; No
                 7; OLD; Old; No
                 8; 9; Nine; Yes",
            ),
            (
                "Interaction Log Entries",
                "Entry No.; Contact No.; Contact Company No.; Date; Segment No.; Logged Segment Entry No.; Canceled
                 1; E; E; 2026-01-02; 7; 5; No
                 2; C; A; 2026-01-03; OLD; 7; No
                 3; B; ; 2026-01-03; OLD; 7; Yes
                 4; C; A; 2026-01-03; OLD; 7; No
                 5; F; E; 2026-01-04; 9; 8; Yes",
            ),
        ],
    );
    book
}

#[test]
fn bc_7_2_entries_come_in_their_order_with_duplicates_and_canceled_ones() {
    for (filter, expected) in [
        ("OLD", "10000 C, 20000 B, 30000 C"),
        // Digits are an entry number first, then a segment number.
        ("7", "10000 C, 20000 B, 30000 C"),
        ("5", "10000 E"),
        ("9", "10000 F"),
        ("8", "10000 F"),
    ] {
        let step = format!("1; Reuse Logged Segment; ; ; {filter}");
        let book = with_history(&[&step]);
        assert_eq!(
            world::selected_lines(&book).join(", "),
            expected,
            "{filter}"
        );
    }
}

#[test]
fn lines_are_appended_also_for_contacts_that_have_one() {
    let book = with_history(&[
        "1; Add; Contact; No.; C|F",
        "2; Reuse Logged Segment; ; ; OLD",
        "3; Reduce; Contact; No.; B",
    ]);
    assert_eq!(
        world::selected_lines(&book),
        ["10000 C", "20000 F", "30000 C", "50000 C"]
    );
    let recorded = book.written("segments/SPRING.xlsx");
    assert_eq!(
        recorded.sheet("Segment Criteria Line").rows(&[
            "Step",
            "Action",
            "Table",
            "Field",
            "Filter",
            "Allow Existing Contacts",
            "Source",
            "Lines After"
        ])[1],
        "2|Add Contacts|Interaction Log Entry|Logged Segment Entry No.|7|Yes|Logged Segment 7|5"
    );
}

#[test]
fn the_ledger_brings_a_segment_by_number_and_by_entry() {
    for filter in ["SPRING", "spring", "1"] {
        let book = world::book_with_spring();
        world::succeeds(book.segbook(&["run"]));
        let criteria =
            format!("Segment No.; Step; Action; Filter\nNEXT; 1; Reuse Logged Segment; {filter}");
        book.workbook(
            "next.xlsx",
            &[
                ("Segment Header", "No.\nNEXT"),
                ("Segment Criteria Line", &criteria),
            ],
        );
        world::succeeds(book.segbook(&["select", "NEXT"]));
        let lines = book.written("segments/NEXT.xlsx");
        let lines = lines.sheet("Segment Line");
        assert_eq!(
            lines.column("Contact No."),
            ["B", "A", "C", "D"],
            "{filter}"
        );
    }
}

/// BC §4.4: saved criteria know of the reuse only as an Add with a filter on the log.
#[test]
fn saved_with_criteria_it_is_replayed_as_an_ordinary_add() {
    let book = with_history(&["1; Reuse Logged Segment; ; ; OLD"]);
    let excluded = world::CONTACTS.replace("bea@mail.example; DE", "bea@mail.example; DE; Yes");
    book.sheet("Contact", &excluded);
    book.workbook(
        "segments.xlsx",
        &[
            (
                "Segment Header",
                "No.; Description; Interaction Template Code; Salesperson Code; Save Criteria As
                 SPRING; Spring letter; LETTER; ANN; OLDIES
                 NEXT; Next letter; LETTER; ANN;",
            ),
            (
                "Segment Criteria Line",
                "Segment No.; Step; Action; Table; Field; Filter
                 SPRING; 1; Reuse Logged Segment; ; ; OLD
                 NEXT; 1; Add; Contact; No.; C
                 NEXT; 2; Reuse Saved Criteria; ; ; OLDIES",
            ),
        ],
    );
    // NEXT does not see what SPRING saves in the same run.
    world::succeeds(book.segbook(&["log", "SPRING"]));
    let lines = |workbook: &str, sheet| {
        let written = book.written(workbook);
        written.sheet(sheet).column("Contact No.").join(" ")
    };
    assert_eq!(
        lines("logged/SPRING.xlsx", "Interaction Log Entry"),
        "C B C"
    );
    // One line a contact; B is excluded from segments; C has another line, as the reuse allowed.
    world::succeeds(book.segbook(&["select", "NEXT"]));
    assert_eq!(lines("segments/NEXT.xlsx", "Segment Line"), "C C");
    let recorded = book.written("segments/NEXT.xlsx");
    assert_eq!(
        recorded.sheet("Segment Criteria Line").rows(&[
            "Step",
            "Action",
            "Field",
            "Filter",
            "Allow Existing Contacts",
            "Source"
        ])[1],
        "2|Add Contacts|Logged Segment Entry No.|7|Yes|Saved Segment Criteria OLDIES"
    );
}

#[test]
fn a_reuse_and_filters_on_the_log_look_at_the_same_ledger() {
    let book = world::book_with_spring();
    world::succeeds(book.segbook(&["run"]));
    let criteria = "Segment No.; Step; Action; Table; Field; Filter
        NEXT; 1; Reuse Logged Segment; ; ; SPRING
        NEXT; 2; Reduce; Interaction Log Entry; Entry No.; 2..3
        NEXT; 3; Refine; Contact; No. of Interactions; 1";
    book.workbook(
        "next.xlsx",
        &[
            ("Segment Header", "No.\nNEXT"),
            ("Segment Criteria Line", criteria),
        ],
    );
    world::succeeds(book.segbook(&["select", "NEXT"]));
    let lines = book.written("segments/NEXT.xlsx");
    // Of B, A, C, D with entries 1 to 4; D's company A has three, D alone one.
    let lines = lines.sheet("Segment Line");
    assert_eq!(lines.column("Contact No."), ["B", "D"]);
}
