//! Criteria are saved with a logged segment or kept in sheets, and reused by later segments.

use crate::support::{Book, world};

const GROUPS: &str = "Contact No.; Mailing Group Code\nA; NEWS\nB; NEWS\nC; NEWS\nF; NEWS\nD; VIP";

const HEADER: &str = "
    No.; Description; Interaction Template Code; Salesperson Code; Save Criteria As; Save Criteria Description
    SPRING; Spring letter; LETTER; ANN; PEOPLE; Persons with news, and their companies";

/// Persons with news and their companies, without those in Britain: B, A, C.
const CRITERIA: &str = "
    Segment No.; Step; Action; Table; Field; Filter; Allow Related Companies; Entire Companies
    SPRING; 1; Add Contacts; Contact Mailing Group; Mailing Group Code; NEWS; Yes;
    SPRING; 1; ; Contact; Type; Person; ;
    SPRING; 2; Remove Contacts (Reduce); Contact; Name; Finn*; ; Yes";

const LINES: [&str; 3] = ["10000 B", "20000 A", "30000 C"];

/// A book in which SPRING was logged and its criteria saved as PEOPLE.
fn logged() -> Book {
    let book = world::book_with(HEADER, CRITERIA);
    book.sheet("Contact Mailing Group", GROUPS);
    world::succeeds(book.segbook(&["run"]));
    book
}

/// Selects NEXT, whose only step reuses PEOPLE, on a later day; gives its lines.
fn next_lines(book: &Book) -> Vec<String> {
    book.workbook(
        "next.xlsx",
        &[
            (
                "Segment Header",
                "No.; Description; Interaction Template Code; Salesperson Code\nNEXT; Next; CALL; BEN",
            ),
            (
                "Segment Criteria Line",
                "Segment No.; Step; Action; Filter\nNEXT; 1; Reuse Saved Criteria; people",
            ),
        ],
    );
    world::succeeds(book.segbook(&["select", "NEXT", "--date", "2026-12-01"]));
    book.written("segments/NEXT.xlsx")
        .sheet("Segment Line")
        .rows(&["Line No.", "Contact No."])
        .iter()
        .map(|row| row.replace('|', " "))
        .collect()
}

#[test]
fn criteria_saved_with_a_logged_segment_are_reused_in_the_next_run() {
    let book = logged();
    assert_eq!(next_lines(&book), LINES);
    // A reuse is recorded as the actions that it replays, with their options and origin.
    let recorded = book.written("segments/NEXT.xlsx");
    assert_eq!(
        recorded.sheet("Segment Criteria Line").rows(&[
            "Step",
            "Action",
            "Field",
            "Filter",
            "Allow Related Companies",
            "Entire Companies",
            "Source"
        ]),
        [
            "1|Add Contacts|Mailing Group Code|NEWS|Yes||Saved Segment Criteria PEOPLE",
            "1||Type|Person|||",
            "2|Remove Contacts (Reduce)|Name|Finn*||Yes|Saved Segment Criteria PEOPLE",
        ]
    );
}

#[test]
fn exported_criteria_can_be_edited_and_read_again() {
    for format in ["xlsx", "csv"] {
        let book = logged();
        let to = book.path("inbox/criteria");
        let to = to.to_str().unwrap();
        world::succeeds(book.segbook(&["export", "criteria", "--to", to, "--format", format]));
        // As they were exported they give the same lines, also in a book without the ledger.
        let copy = Book::copy_of(book.folder());
        std::fs::remove_file(copy.path("ledger.db")).unwrap();
        std::fs::remove_dir_all(copy.path("out")).unwrap();
        copy.remove("segments.xlsx");
        assert_eq!(next_lines(&copy), LINES, "{format}");
        // Edited, they count before the ledger.
        if format == "xlsx" {
            let path = book.path("inbox/criteria.xlsx");
            let mut workbook = crate::support::Sheets::read(&path);
            let lines = workbook.sheet_mut("Saved Segment Criteria Line");
            lines.set(0, "Filter", "VIP");
            workbook.save(&path);
        } else {
            let path = book.path("inbox/criteria.Saved Segment Criteria Line.csv");
            let text = std::fs::read_to_string(&path).unwrap();
            std::fs::write(&path, text.replace("NEWS", "VIP")).unwrap();
        }
        assert_eq!(next_lines(&book), ["10000 A", "20000 D"], "{format}");
    }
}

#[test]
fn criteria_exported_in_bcs_form_are_the_same_criteria() {
    let book = logged();
    let to = book.path("inbox/criteria.xlsx");
    let words = [
        "export",
        "criteria",
        "--form",
        "bc",
        "--to",
        to.to_str().unwrap(),
    ];
    world::succeeds(book.segbook(&words));
    assert_eq!(
        crate::support::Sheets::read(&to)
            .sheet("Saved Segment Criteria Line")
            .rows(&[
                "Segment Criteria Code",
                "Line No.",
                "Type",
                "Action",
                "Table No.",
                "Table View",
                "No. of Filters",
                "Allow Related Companies",
                "Entire Companies",
            ]),
        [
            "PEOPLE|1|Action|Add Contacts|||2|Yes|No",
            "PEOPLE|2|Filter||5050|VERSION(1) SORTING(Field1) WHERE(Field5050=1(Person))|||",
            "PEOPLE|3|Filter||5056|VERSION(1) SORTING(Field1,Field2) WHERE(Field2=1(NEWS))|||",
            "PEOPLE|4|Action|Remove Contacts (Reduce)|||1|No|Yes",
            "PEOPLE|5|Filter||5050|VERSION(1) SORTING(Field1) WHERE(Field2=1(Finn*))|||",
        ]
    );
    // They count before those of the ledger now, and select the same lines.
    assert_eq!(next_lines(&book), LINES);
}

#[test]
fn saved_criteria_in_sheets_have_both_forms() {
    let analyst = "
        Segment Criteria Code; Step; Action; Table; Field; Filter; Allow Related Companies; Entire Companies
        PEOPLE; 1; Add Contacts; Contact Mailing Group; Mailing Group Code; NEWS; Yes;
        PEOPLE; 1; ; Contact; Type; Person; ;
        PEOPLE; 2; Remove Contacts (Reduce); Contact; Name; Finn*; ; Yes";
    let bc = "
        PACK; Saved Segment Criteria Line; 5099

        Segment Criteria Code; Line No.; Type; Action; Table No.; Table View; Allow Existing Contacts; Expand Contact; Allow Company with Persons; Ignore Exclusion; Entire Companies; No. of Filters
        PEOPLE; 1; Action; Add Contacts; ; ; false; false; true; false; false; 2
        PEOPLE; 2; Filter; ; 5050; VERSION(1) SORTING(Field1) WHERE(Field5050=1(Person)); false; false; false; false; false; 0
        PEOPLE; 3; Filter; ; 5056; VERSION(1) SORTING(Field1) WHERE(Field2=1(NEWS)); false; false; false; false; false; 0
        PEOPLE; 4; Action; Remove Contacts (Reduce); ; ; false; false; false; false; true; 1
        PEOPLE; 5; Filter; ; 5050; VERSION(1) SORTING(Field1) WHERE(Field2=1(Finn*)); false; false; false; false; false; 0";
    for lines in [analyst, bc] {
        let book = world::book();
        book.sheet("Contact Mailing Group", GROUPS).workbook(
            "saved.xlsx",
            &[
                (
                    "Saved Segment Criteria",
                    "Code; Description\nPEOPLE; Persons",
                ),
                ("Saved Segment Criteria Line", lines),
            ],
        );
        assert_eq!(next_lines(&book), LINES, "{lines}");
    }
}

#[test]
fn refine_replays_with_the_option_it_was_saved_with() {
    let book = world::book();
    book.workbook(
        "saved.xlsx",
        &[
            ("Saved Segment Criteria", "Code\nPEOPLE"),
            (
                "Saved Segment Criteria Line",
                "Segment Criteria Code; Step; Action; Table; Field; Filter; Entire Companies
                 PEOPLE; 1; Add; Contact; No.; *;
                 PEOPLE; 2; Refine; Contact; Name; Cem*; Yes",
            ),
        ],
    );
    assert_eq!(next_lines(&book), ["20000 A", "30000 C", "40000 D"]);
}
