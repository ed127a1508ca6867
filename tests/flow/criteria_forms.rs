//! Criteria in BC's own form, as a configuration package brings them, do what the analyst's form does.

use crate::support::{Book, world};

const GROUPS: &str = "Contact No.; Mailing Group Code\nA; NEWS\nB; NEWS\nC; NEWS\nF; NEWS";

/// Everybody in group NEWS in Germany or Britain, without the company of Cem.
const ANALYST: &str = "
    Segment No.; Step; Action; Table; Field; Filter; Entire Companies
    SPRING; 1; Add Contacts; Contact; Country/Region Code; DE|GB;
    SPRING; 1; ; Contact Mailing Group; Mailing Group Code; NEWS;
    SPRING; 2; Remove Contacts (Reduce); Contact; Name; Cem*; Yes";

/// The same as BC keeps it: package, table and number in row 1, captions in row 3.
const PACKAGE: &str = "
    SEGMENTS; Segment Criteria Line; 5097

    Segment No.; Line No.; Type; Action; Table No.; Table View; Allow Existing Contacts; Expand Contact; Allow Company with Persons; Ignore Exclusion; Entire Companies; No. of Filters
    SPRING; 1; Action; Add Contacts; ; ; false; false; false; false; false; 2
    SPRING; 2; Filter; ; 5050; VERSION(1) SORTING(Field1) WHERE(Field35=1(DE|GB)); false; false; false; false; false; 0
    SPRING; 3; Filter; ; 5056; VERSION(1) SORTING(Field1,Field2) WHERE(Field2=1(NEWS)); false; false; false; false; false; 0
    SPRING; 4; Action; Remove Contacts (Reduce); ; ; false; false; false; false; true; 1
    SPRING; 5; Filter; ; 5050; VERSION(1) SORTING(Field1) WHERE(Field2=1(Cem*)); false; false; false; false; false; 0";

const CRITERIA: [&str; 10] = [
    "Step",
    "Action",
    "Table",
    "Field",
    "Filter",
    "Entire Companies",
    "Applied",
    "Lines Before",
    "Matched",
    "Lines After",
];

/// Lines and recorded criteria of SPRING with these criteria.
fn selected(criteria: &str) -> (Vec<String>, Vec<String>) {
    let book = world::book();
    book.sheet("Contact Mailing Group", GROUPS)
        .sheet("Segment Header", world::SPRING)
        .sheet("Segment Criteria Line", criteria);
    let lines = world::selected_lines(&book);
    let recorded = book.written("segments/SPRING.xlsx");
    let recorded = recorded.sheet("Segment Criteria Line").rows(&CRITERIA);
    (lines, recorded)
}

#[test]
fn a_configuration_package_gives_the_same_as_the_analysts_form() {
    let analyst = selected(ANALYST);
    assert_eq!(analyst.0, ["10000 B", "40000 F"]);
    assert_eq!(
        analyst.1,
        [
            "1|Add Contacts|Contact|Country/Region Code|DE|GB||Yes|0|4|4",
            "1||Contact Mailing Group|Mailing Group Code|NEWS|||||",
            "2|Remove Contacts (Reduce)|Contact|Name|Cem*|Yes|Yes|4|2|2",
        ]
    );
    assert_eq!(selected(PACKAGE), analyst);
}

#[test]
fn constants_and_field_names_of_a_view_count_too() {
    for (view, expected) in [
        (
            "WHERE(Field5050=0(Person))",
            "10000 B, 20000 C, 30000 D, 40000 F",
        ),
        ("WHERE(Type=CONST(Company))", "10000 A, 20000 E"),
        (
            "SORTING(No.) WHERE(Country/Region Code=FILTER(GB),Type=CONST(Person))",
            "10000 F",
        ),
        (
            "VERSION(1) SORTING(Field1)",
            "10000 B, 20000 A, 30000 C, 40000 D, 50000 E, 60000 F",
        ),
    ] {
        let criteria = format!(
            "Segment No.; Line No.; Type; Action; Table No.; Table View; No. of Filters
             SPRING; 1; Action; Add Contacts; ; ; 1
             SPRING; 2; Filter; ; 5050; {view};"
        );
        assert_eq!(selected(&criteria).0.join(", "), expected, "{view}");
    }
}

#[test]
fn options_of_a_step_with_several_filters_survive_review() {
    // The options stand on the step's first row, and blank cells of the others are no second word.
    let book = world::book_with_criteria(
        "Step; Action; Table; Field; Filter; Allow Related Companies",
        &[
            "1; Add; Contact Mailing Group; Mailing Group Code; NEWS; Yes",
            "1; ; Contact; Type; Person;",
        ],
    );
    book.sheet("Contact Mailing Group", GROUPS);
    let lines = ["10000 B", "20000 A", "30000 C", "40000 E", "50000 F"];
    assert_eq!(world::selected_lines(&book), lines);
    let written = book.written_path("segments/SPRING.xlsx");
    std::fs::copy(written, book.path("inbox/reviewed.xlsx")).unwrap();
    world::succeeds(book.segbook(&["run"]));
    let logged = book.written("logged/SPRING.xlsx");
    assert_eq!(logged.sheet("Interaction Log Entry").len(), 5);
    assert_eq!(
        logged.sheet("Segment Criteria Line").rows(&[
            "Step",
            "Action",
            "Allow Related Companies",
            "Expand Companies"
        ]),
        ["1|Add Contacts|Yes|No", "1|||"]
    );
}

#[test]
fn both_forms_in_one_segment_are_an_error() {
    let book: Book = world::book_with_criteria(
        "Step; Line No.; Type; Action; Table No.; Table View",
        &[
            "; 1; Action; Add Contacts; ;",
            "1; 2; Filter; ; 5050; WHERE(Field1=1(B))",
        ],
    );
    book.segbook(&["check"]).exits(1).says("error[F027]");
}
