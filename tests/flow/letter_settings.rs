//! `[letters]` in `segbook.toml`. Numbers in brackets are the acceptance cases of Word merge.

use crate::support::{Book, template, world};

const HEADER: &str = "
    No.; Description; Interaction Template Code; Salesperson Code; Word Template Code
    SPRING; Spring letter; LETTER; ANN; HELLO";

/// SPRING with letters for B, A and C, who live in this order of post codes: A, B, C.
fn book(settings: &str, paragraphs: &[&str]) -> Book {
    let book = world::book();
    book.sheet(
        "Contact",
        "No.; Type; Name; Company No.; Post Code; First Name
         A; Company; Alpha GmbH; A; 01234;
         B; Person; Bea Berg; ; 10115; Bea
         C; Person; Cem Can; A; 99999;",
    )
    .workbook(
        "segments.xlsx",
        &[
            ("Segment Header", HEADER),
            (
                "Segment Line",
                "Segment No.; Contact No.\nSPRING; C\nSPRING; B\nSPRING; A",
            ),
        ],
    );
    book.settings(settings);
    book.template("HELLO.docx", template(paragraphs));
    book
}

const COMBINED: &str = "out/letters/SPRING/combined.docx";

#[test]
fn a_field_that_nobody_knows_may_be_left_blank_or_as_it_is() {
    // [9] [10]
    let text = &["Dear {Contact_Nmae}{Contact_Nmae}, {Contact_Name}"][..];
    let letter = "out/letters/SPRING/20000_B_Bea Berg.docx";
    let blank = book("[letters]\nunknown_fields = \"blank\"", text);
    world::succeeds(blank.segbook(&["letters", "SPRING"]))
        .says("warning[W107] templates/HELLO.docx: word/document.xml")
        .says("the field \"Contact_Nmae\", 2 times")
        .says("did you mean Contact Name?");
    assert_eq!(blank.letter(letter), "Dear , Bea Berg");
    let keep = book("[letters]\nunknown_fields = \"keep\"", text);
    world::succeeds(keep.segbook(&["letters", "SPRING"])).says("it stays as it is");
    assert!(keep.letter(letter).ends_with(", Bea Berg"));
    let error = book("", text);
    drop(
        error
            .segbook(&["letters", "SPRING"])
            .exits(1)
            .says("error[W106]"),
    );
    assert!(!error.path("out").exists());
}

#[test]
fn letters_for_printing_stand_in_the_order_that_is_asked_for() {
    let text = &["{Contact_Post_Code} {Contact_Name}"][..];
    for (settings, expected) in [
        ("", ["99999 Cem Can|10115 Bea Berg|01234 Alpha GmbH", ""]),
        (
            "[letters]\ncombined_by = \"Contact Post Code\"",
            ["01234 Alpha GmbH|10115 Bea Berg|99999 Cem Can", ""],
        ),
        (
            "[letters]\ncombined_by = \"CONTA_First_Name\"\ncombined_max = 2",
            ["99999 Cem Can|01234 Alpha GmbH", "10115 Bea Berg"],
        ),
    ] {
        let book = book(settings, text);
        world::succeeds(book.segbook(&["letters", "SPRING", "--combined"]));
        assert_eq!(book.letter(COMBINED), expected[0], "{settings}");
        let second = "out/letters/SPRING/combined-2.docx";
        assert_eq!(book.path(second).exists(), !expected[1].is_empty());
        if !expected[1].is_empty() {
            assert_eq!(book.letter(second), expected[1], "{settings}");
        }
    }
    let book = book("[letters]\ncombined_by = \"Contact Pots Code\"", text);
    book.segbook(&["letters", "SPRING", "--combined"])
        .exits(1)
        .says("error[W106] segbook.toml")
        .says("[letters] combined_by \"Contact Pots Code\"")
        .says("did you mean Contact Post Code?");
}

#[test]
fn a_blank_value_may_have_something_in_its_place() {
    // [11] Without a fallback the blank is counted.
    let text = &["Hi {First_Name},"][..];
    let letter = "out/letters/SPRING/10000_C_Cem Can.docx";
    let bare = book("", text);
    world::succeeds(bare.segbook(&["letters", "SPRING"]));
    assert_eq!(bare.letter(letter), "Hi ,");
    let preview = bare.segbook(&["preview"]).stdout;
    assert!(preview.contains("blank: First Name 2"), "{preview}");
    let filled = book("", text);
    filled.sheet(
        "Letter Fallback",
        "Field; Language Code; Text\nCONTA_First_Name; ; there\nFirst Name; DEU; zusammen",
    );
    filled.workbook(
        "segments.xlsx",
        &[
            ("Segment Header", HEADER),
            (
                "Segment Line",
                "Segment No.; Contact No.; Language Code\nSPRING; C;\nSPRING; B;\nSPRING; A; DEU",
            ),
        ],
    );
    world::succeeds(filled.segbook(&["letters", "SPRING"]));
    assert_eq!(filled.letter(letter), "Hi there,");
    assert_eq!(
        filled.letter("out/letters/SPRING/20000_B_Bea Berg.docx"),
        "Hi Bea,"
    );
    assert_eq!(
        filled.letter("out/letters/SPRING/30000_A_Alpha GmbH.docx"),
        "Hi zusammen,"
    );
    filled.sheet("Letter Fallback", "Field; Text\nFrist Name; there");
    filled
        .segbook(&["letters", "SPRING"])
        .exits(1)
        .says("error[W106] Letter Fallback.xlsx: Letter Fallback!A2 \"Field\"")
        .says("did you mean First Name?");
}
