//! The smallest world in which a segment can be logged: two companies with their persons, a person
//! without company, a mailing group, two templates, two salespeople.

use super::{Book, Outcome};

/// Company A with persons C and D, company E with person F, person B without company. In the order
/// of a segment they are B, A, C, D, E, F.
pub(crate) const CONTACTS: &str = "
    No.; Type; Name; Company No.; Email; Country/Region Code; Exclude from Segment
    A; Company; Alpha GmbH; A; info@alpha.example; DE
    B; Person; Bea Berg; ; bea@mail.example; DE
    C; Person; Cem Can; A; cem@alpha.example; DE
    D; Person; Dora Dahl; A; ; DE
    E; Company; Echo Ltd; E; info@echo.example; GB
    F; Person; Finn Frey; E; finn@echo.example; GB";

/// The header of SPRING.
pub(crate) const SPRING: &str = "
    No.; Description; Interaction Template Code; Salesperson Code
    SPRING; Spring letter; LETTER; ANN";

/// The criteria of SPRING: everybody in Germany, that is B, A, C, D in this order.
pub(crate) const GERMANS: &str = "
    Segment No.; Step; Action; Table; Field; Filter
    SPRING; 1; Add Contacts; Contact; Country/Region Code; DE";

/// A book with everything but a segment.
pub(crate) fn book() -> Book {
    let book = Book::new();
    book.sheet("Contact", CONTACTS).workbook(
        "setup.xlsx",
        &[
            ("Salespeople", "Code; Name\nANN; Ann Keller\nBEN; Ben Hart"),
            ("Interaction Group", "Code\nPOST\nPHONE"),
            (
                "Interaction Template",
                "Code; Interaction Group Code; Description; Unit Cost (LCY); Unit Duration (Min.); \
                 Information Flow; Initiated By; Correspondence Type (Default)
                 LETTER; POST; Letter; 1.5; 2; Outbound; Us; Hard Copy
                 CALL; PHONE; Call; 4; 10; Outbound; Us;",
            ),
        ],
    );
    book
}

/// [`book`] with a segment: header and criteria in `inbox/segments.xlsx`.
pub(crate) fn book_with(header: &str, criteria: &str) -> Book {
    let book = book();
    book.workbook(
        "segments.xlsx",
        &[
            ("Segment Header", header),
            ("Segment Criteria Line", criteria),
        ],
    );
    book
}

/// [`book`] with segment SPRING, which has the lines B, A, C, D.
pub(crate) fn book_with_spring() -> Book {
    book_with(SPRING, GERMANS)
}

/// A book with segment SPRING and other criteria, of which the columns after Segment No. are given.
pub(crate) fn book_with_criteria(captions: &str, steps: &[&str]) -> Book {
    let steps: Vec<String> = steps.iter().map(|step| format!("SPRING; {step}")).collect();
    let criteria = format!("Segment No.; {captions}\n{}", steps.join("\n"));
    book_with(SPRING, &criteria)
}

/// Selects SPRING and gives its lines as `10000 B`.
#[track_caller]
pub(crate) fn selected_lines(book: &Book) -> Vec<String> {
    succeeds(book.segbook(&["select"]));
    book.written("segments/SPRING.xlsx")
        .sheet("Segment Line")
        .rows(&["Line No.", "Contact No."])
        .iter()
        .map(|row| row.replace('|', " "))
        .collect()
}

/// Insists on success.
#[track_caller]
pub(crate) fn succeeds(outcome: Outcome) -> Outcome {
    outcome.exits(0)
}
