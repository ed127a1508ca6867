//! Why a contact is in a segment or not, step by step, worked out by hand from the sheets.

use crate::support::{Book, world};

const OPTIONS: &str = "Step; Action; Table; Field; Filter; Expand Companies; Entire Companies";

#[track_caller]
fn why(book: &Book, contact: &str, expected: &str) {
    let outcome = world::succeeds(book.segbook(&["why", "SPRING", contact]));
    assert_eq!(outcome.stdout, expected, "{contact}");
}

/// C is in NEWS: step 1 brings company A and its persons, step 4 takes D away, step 5 leaves the
/// company of C, step 6 brings B and F.
fn a_book_with_six_steps() -> Book {
    let book = world::book_with_criteria(
        OPTIONS,
        &[
            "1; Add; Contact Mailing Group; Mailing Group Code; NEWS; Yes",
            "2; Add; Contact; Country/Region Code; GB",
            "3; Go Back",
            "4; Reduce; Contact; Name; Dora*",
            "5; Refine; Contact; Name; @cem*; ; Yes",
            "6; Add; Contact; No.; A|F|B",
        ],
    );
    book.workbook(
        "groups.xlsx",
        &[(
            "Contact Mailing Group",
            "Contact No.; Mailing Group Code\nC; NEWS\nF; VIP\nF; XMAS",
        )],
    );
    book
}

#[test]
fn a_company_comes_and_stays_for_the_sake_of_its_person() {
    why(
        &a_book_with_six_steps(),
        "a",
        r#"A  Alpha GmbH
SPRING  Spring letter

step 1  Add Contacts: adds line 10000
    no match in Contact Mailing Group: A has no record there
    but Expand Companies: comes with company A, of which C matches
      matches Contact Mailing Group: Mailing Group Code is "NEWS", filter NEWS (groups.xlsx: Contact Mailing Group!B2)
step 2  Add Contacts: undone by Go Back in step 3
step 3  Go Back: undoes step 2
step 4  Remove Contacts (Reduce): keeps line 10000
    no match in Contact: Name is "Alpha GmbH", filter Dora* (Contact.xlsx: Contact!C2)
step 5  Remove Contacts (Refine): keeps line 10000
    no match in Contact: Name is "Alpha GmbH", filter @cem* (Contact.xlsx: Contact!C2)
    but Entire Companies: counts with company A, of which C matches
      matches Contact: Name is "Cem Can", filter @cem* (Contact.xlsx: Contact!C4)
step 6  Add Contacts: adds nothing, A has line 10000
    matches Contact: No. is "A", filter A|F|B (Contact.xlsx: Contact!A2)

A is in segment SPRING: line 10000
"#,
    );
}

#[test]
fn one_who_was_removed_is_told_by_which_step_and_why_no_later_one_adds_it() {
    why(
        &a_book_with_six_steps(),
        "D",
        r#"D  Dora Dahl, Alpha GmbH (A)
SPRING  Spring letter

step 1  Add Contacts: adds line 30000
    no match in Contact Mailing Group: D has no record there
    but Expand Companies: comes with company A, of which C matches
      matches Contact Mailing Group: Mailing Group Code is "NEWS", filter NEWS (groups.xlsx: Contact Mailing Group!B2)
step 2  Add Contacts: undone by Go Back in step 3
step 3  Go Back: undoes step 2
step 4  Remove Contacts (Reduce): removes line 30000
    matches Contact: Name is "Dora Dahl", filter Dora* (Contact.xlsx: Contact!C5)
step 5  Remove Contacts (Refine): changes nothing, D has no line
step 6  Add Contacts: does not select D
    no match in Contact: No. is "D", filter A|F|B (Contact.xlsx: Contact!A5)

D is not in segment SPRING
  step 4 removed line 30000: it matches Contact: Name = Dora*
  step 6 did not add it: Contact has no record that matches No. = A|F|B
"#,
    );
}

#[test]
fn one_who_was_never_added_is_told_every_record_that_was_tried() {
    why(
        &a_book_with_six_steps(),
        "F",
        r#"F  Finn Frey, Echo Ltd (E)
SPRING  Spring letter

step 1  Add Contacts: does not select F
    no match in Contact Mailing Group: Mailing Group Code is "VIP", filter NEWS (groups.xlsx: Contact Mailing Group!B3)
    no match in Contact Mailing Group: Mailing Group Code is "XMAS", filter NEWS (groups.xlsx: Contact Mailing Group!B4)
step 2  Add Contacts: undone by Go Back in step 3
step 3  Go Back: undoes step 2
step 4  Remove Contacts (Reduce): changes nothing, F has no line
step 5  Remove Contacts (Refine): changes nothing, F has no line
step 6  Add Contacts: adds line 40000
    matches Contact: No. is "F", filter A|F|B (Contact.xlsx: Contact!A7)

F is in segment SPRING: line 40000
"#,
    );
    let stdout = world::succeeds(a_book_with_six_steps().segbook(&["why", "SPRING", "E"])).stdout;
    let verdict = "
E is not in segment SPRING
  step 1 did not add it: Contact Mailing Group has no record that matches Mailing Group Code = NEWS
  step 6 did not add it: Contact has no record that matches No. = A|F|B
";
    assert!(stdout.ends_with(verdict), "{stdout}");
}

#[test]
fn exclusion_and_related_companies_are_named() {
    let book = world::book_with_criteria(
        "Step; Action; Table; Field; Filter; Allow Related Companies",
        &["1; Add; Contact; Type; Person; Yes"],
    );
    book.sheet(
        "Contact",
        "No.; Type; Name; Company No.; Exclude from Segment
        K; Company; Kilo AG; K
        L; Person; Lea Lind; K; Yes",
    );
    why(
        &book,
        "K",
        r#"K  Kilo AG
SPRING  Spring letter

step 1  Add Contacts: adds line 10000
    no match in Contact: Type is "Company", filter Person (Contact.xlsx: Contact!B2)
    but Allow Related Companies: is the company of L, which matches
      matches Contact: Type is "Person", filter Person (Contact.xlsx: Contact!B3)

K is in segment SPRING: line 10000
"#,
    );
    why(
        &book,
        "L",
        r#"L  Lea Lind, Kilo AG (K)
SPRING  Spring letter

step 1  Add Contacts: leaves out L, which is excluded from segments
    matches Contact: Type is "Person", filter Person (Contact.xlsx: Contact!B3)
    Exclude from Segment is Yes (Contact.xlsx: Contact!E3)

L is not in segment SPRING
  step 1 left it out: it is excluded from segments
"#,
    );
}

#[test]
fn records_of_the_company_and_of_the_ledger_are_found() {
    let book = world::book_with(
        "No.; Description; Interaction Template Code; Salesperson Code\nOLD; Old letter; LETTER; ANN",
        "Segment No.; Step; Action; Table; Field; Filter\nOLD; 1; Add; ; No.; E|F",
    );
    world::succeeds(book.segbook(&["run"]));
    let criteria = "Segment No.; Step; Action; Table; Field; Filter; Applied
        SPRING; 1; Add; ; No.; A; Yes
        SPRING; 2; Add; Interaction Log Entry; Date; T
        SPRING; 3; Refine; Contact Industry Group; Industry Group Code; HOTEL";
    book.workbook(
        "segments.xlsx",
        &[
            ("Segment Header", world::SPRING),
            ("Segment Criteria Line", criteria),
        ],
    );
    book.sheet(
        "Contact Industry Group",
        "Contact No.; Industry Group Code\nE; HOTEL",
    );
    why(
        &book,
        "F",
        r#"F  Finn Frey, Echo Ltd (E)
SPRING  Spring letter

step 1  Add Contacts: applied before; its result stands in the lines
step 2  Add Contacts: adds line 20000
    matches Interaction Log Entry: Date is "2026-11-23", filter 2026-11-23 (ledger: Interaction Log Entry 2)
step 3  Remove Contacts (Refine): keeps line 20000
    matches Contact Industry Group of company E: Industry Group Code is "HOTEL", filter HOTEL (Contact Industry Group.xlsx: Contact Industry Group!B2)

F is in segment SPRING: line 20000
"#,
    );
    why(
        &book,
        "B",
        "B  Bea Berg
SPRING  Spring letter

step 1  Add Contacts: applied before; its result stands in the lines
step 2  Add Contacts: does not select B
    no match in Interaction Log Entry: B has no record there
step 3  Remove Contacts (Refine): changes nothing, B has no line

B is not in segment SPRING
  step 2 did not add it: Interaction Log Entry has no record that matches Date = T
",
    );
}

#[test]
fn typed_lines_and_both_kinds_of_reuse_are_told_by_their_origin() {
    let book = world::book_with(
        "No.; Description; Interaction Template Code; Salesperson Code\nOLD; Old letter; LETTER; ANN",
        "Segment No.; Step; Action; Table; Field; Filter\nOLD; 1; Add; ; No.; E|F",
    );
    world::succeeds(book.segbook(&["run"]));
    book.workbook(
        "segments.xlsx",
        &[
            ("Segment Header", world::SPRING),
            ("Segment Line", "Segment No.; Contact No.\nSPRING; F"),
            (
                "Segment Criteria Line",
                "Segment No.; Step; Action; Filter
                SPRING; 1; Reuse Logged Segment; OLD
                SPRING; 2; Reuse Saved Criteria; BRITONS",
            ),
            ("Saved Segment Criteria", "Code; Description\nBRITONS; All"),
            (
                "Saved Segment Criteria Line",
                "Segment Criteria Code; Step; Action; Field; Filter
                BRITONS; 1; Add; Country/Region Code; GB
                BRITONS; 2; Reduce; Type; Person",
            ),
        ],
    );
    why(
        &book,
        "F",
        r#"F  Finn Frey, Echo Ltd (E)
SPRING  Spring letter

line 10000 stands at segments.xlsx: Segment Line!B2
step 1  Reuse Logged Segment: adds line 30000
    for ledger: Interaction Log Entry 2 in Logged Segment 1
step 2  Reuse Saved Criteria
  Add Contacts from Saved Segment Criteria BRITONS: adds nothing, F has lines 10000 and 30000
    matches Contact: Country/Region Code is "GB", filter GB (Contact.xlsx: Contact!F7)
  Remove Contacts (Reduce) from Saved Segment Criteria BRITONS: removes lines 10000 and 30000
    matches Contact: Type is "Person", filter Person (Contact.xlsx: Contact!B7)

F is not in segment SPRING
  step 2 removed lines 10000 and 30000: it matches Contact: Type = Person
"#,
    );
    why(
        &book,
        "B",
        r#"B  Bea Berg
SPRING  Spring letter

step 1  Reuse Logged Segment: does not select B
    Logged Segment 1 has no entry of B
step 2  Reuse Saved Criteria
  Add Contacts from Saved Segment Criteria BRITONS: does not select B
    no match in Contact: Country/Region Code is "DE", filter GB (Contact.xlsx: Contact!F3)
  Remove Contacts (Reduce) from Saved Segment Criteria BRITONS: changes nothing, B has no line

B is not in segment SPRING
  step 1 did not add it: no entry in Logged Segment 1
  step 2 did not add it: Contact has no record that matches Country/Region Code = GB
"#,
    );
}

#[test]
fn a_person_is_told_what_its_company_bought_and_who_stood_on_the_document() {
    let book = world::book_with_criteria(
        OPTIONS,
        &[
            "1; Add; Value Entry; Item No.; CHAIR",
            "1; ; Contact Business Relation; Business Relation Code; CUST",
        ],
    );
    book.workbook(
        "sales.xlsx",
        &[
            (
                "Contact Business Relation",
                "Contact No.; Business Relation Code; Link to Table; No.\nA; CUST; Customer; 10000",
            ),
            (
                "Value Entry",
                "Entry No.; Item No.; Source Type; Source No.; Document Contact No.\n\
                 1; TABLE; Customer; 10000; D\n2; CHAIR; Customer; 10000; C",
            ),
        ],
    );
    why(
        &book,
        "D",
        r#"D  Dora Dahl, Alpha GmbH (A)
SPRING  Spring letter

step 1  Add Contacts: does not select D
    matches Contact Business Relation of company A: Business Relation Code is "CUST", filter CUST (sales.xlsx: Contact Business Relation!B2)
    no match in Value Entry of company A: Item No. is "TABLE", filter CHAIR (sales.xlsx: Value Entry!B2)
    no match in Value Entry of company A: Document Contact No. is "C", filter D (sales.xlsx: Value Entry!E3)

D is not in segment SPRING
  step 1 did not add it: Value Entry has no record that matches Item No. = CHAIR
"#,
    );
    why(
        &book,
        "B",
        "B  Bea Berg
SPRING  Spring letter

step 1  Add Contacts: does not select B
    no match in Contact Business Relation: B belongs to no company
    no match in Value Entry: B belongs to no company

B is not in segment SPRING
  step 1 did not add it: Contact Business Relation has no record that matches Business Relation Code = CUST
",
    );
}

#[test]
fn entire_companies_look_at_the_company_that_a_line_names() {
    let book = world::book_with_criteria(
        OPTIONS,
        &["1; Add; ; No.; B|F", "2; Reduce; ; Name; Dora*; ; Yes"],
    );
    // The line of D stands for company E, where nobody is called Dora.
    book.sheet(
        "Segment Line",
        "Segment No.; Contact No.; Contact Company No.\nSPRING; D; E",
    );
    let table = [
        (
            "D",
            r#"D  Dora Dahl, Alpha GmbH (A)
SPRING  Spring letter

line 10000 stands at Segment Line.xlsx: Segment Line!B2
step 1  Add Contacts: does not select D
    no match in Contact: No. is "D", filter B|F (Contact.xlsx: Contact!A5)
step 2  Remove Contacts (Reduce): keeps line 10000
    matches Contact: Name is "Dora Dahl", filter Dora* (Contact.xlsx: Contact!C5)
    but Entire Companies: no line stands for its company

D is in segment SPRING: line 10000
"#,
        ),
        (
            "B",
            r#"B  Bea Berg
SPRING  Spring letter

step 1  Add Contacts: adds line 20000
    matches Contact: No. is "B", filter B|F (Contact.xlsx: Contact!A3)
step 2  Remove Contacts (Reduce): keeps line 20000
    no match in Contact: Name is "Bea Berg", filter Dora* (Contact.xlsx: Contact!C3)

B is in segment SPRING: line 20000
"#,
        ),
        (
            "F",
            r#"F  Finn Frey, Echo Ltd (E)
SPRING  Spring letter

step 1  Add Contacts: adds line 30000
    matches Contact: No. is "F", filter B|F (Contact.xlsx: Contact!A7)
step 2  Remove Contacts (Reduce): keeps line 30000
    no match in Contact: Name is "Finn Frey", filter Dora* (Contact.xlsx: Contact!C7)
    Entire Companies: no contact of its company matches either

F is in segment SPRING: line 30000
"#,
        ),
    ];
    for (contact, expected) in table {
        why(&book, contact, expected);
    }
}
