//! `segbook preview`.

use crate::support::{files_below, world};

#[test]
fn it_shows_the_counts_of_each_step_and_the_first_lines() {
    let book = world::book_with_criteria(
        "Step; Action; Table; Field; Filter",
        &[
            "1; Add; Contact; No.; *",
            "2; Reduce; Contact; Country/Region Code; GB",
        ],
    );
    let before = files_below(book.folder());
    let outcome = world::succeeds(book.segbook(&["preview"]));
    for part in [
        "SPRING",
        "Add Contacts",
        "Remove Contacts (Reduce)",
        "Country/Region Code",
        "Bea Berg",
        "10000",
    ] {
        assert!(
            outcome.stdout.contains(part),
            "{part} is missing in\n{}",
            outcome.stdout
        );
    }
    assert_eq!(files_below(book.folder()), before);
    let json = world::succeeds(book.segbook(&["preview", "--json"])).json();
    let steps = &json["segments"][0]["steps"];
    assert_eq!(
        (&steps[0]["after"], &steps[1]["before"]),
        (&6.into(), &6.into())
    );
    assert_eq!(
        (
            &steps[1]["matched"],
            &steps[1]["removed"],
            &steps[1]["after"]
        ),
        (&2.into(), &2.into(), &4.into())
    );
}

#[test]
fn the_limit_is_the_number_of_first_lines() {
    let book = world::book_with_spring();
    for (limit, expected) in [("0", 0), ("2", 2), ("100", 4)] {
        let words = ["preview", "SPRING", "--limit", limit, "--json"];
        let json = world::succeeds(book.segbook(&words)).json();
        let lines = json["segments"][0]["first_lines"].as_array().unwrap().len();
        assert_eq!(lines, expected, "--limit {limit}");
    }
}

#[test]
fn it_does_not_ask_for_what_only_logging_needs() {
    let header = "No.\nSPRING";
    let book = world::book_with(header, world::GERMANS);
    let outcome = world::succeeds(book.segbook(&["preview"]));
    assert!(outcome.stdout.contains("Bea Berg"), "{}", outcome.stdout);
}

#[test]
fn each_table_of_a_step_is_counted_alone_and_undone_steps_say_so() {
    let book = world::book_with_criteria(
        "Step; Action; Table; Field; Filter; Entire Companies",
        &[
            "1; Add; Contact; Country/Region Code; DE",
            "1; ; Contact Mailing Group; Mailing Group Code; NEWS",
            "2; Add; Contact; No.; E",
            "3; Go Back",
            "4; Add; Contact; No.; *",
            "5; Reduce; Contact; Type; Person; Yes",
            "5; ; Contact Mailing Group; Mailing Group Code; NEWS",
        ],
    );
    book.sheet(
        "Contact Mailing Group",
        "Contact No.; Mailing Group Code\nC; NEWS\nE; NEWS",
    );
    // Step 1: four Germans, C and E in NEWS, C both. Step 5, of six contacts with lines: persons are
    // B, C, D, F, so with their companies all six; C and E in NEWS, so companies A and E, five; C
    // alone is both, so company A, three.
    let outcome = world::succeeds(book.segbook(&["preview", "--limit", "0"]));
    assert_eq!(
        outcome.stdout,
        "\
SPRING  Spring letter
5 steps, 3 lines, selected

step  action                    before  matched  added  removed  existing  excluded  after
   1  Add Contacts                   0        1      1        0         0         0      1
      Contact: Country/Region Code = DE
      Contact Mailing Group: Mailing Group Code = NEWS
      Contact alone matches 4
      Contact Mailing Group alone matches 2
   2  Add Contacts                   0        0      0        0         0         0      0
      undone by Go Back in step 3
      Contact: No. = E
   3  Go Back                        0        0      0        0         0         0      0
      undoes step 2
   4  Add Contacts                   1        6      5        0         1         0      6
      Contact: No. = *
   5  Remove Contacts (Reduce)       6        3      0        3         0         0      3
      Contact: Type = Person
      Contact Mailing Group: Mailing Group Code = NEWS
      Contact alone matches 6
      Contact Mailing Group alone matches 5

"
    );
    let json = world::succeeds(book.segbook(&["preview", "--json"])).json();
    let steps = &json["segments"][0]["steps"];
    assert_eq!(
        steps[0]["by_table"],
        serde_json::json!([
            {"table": "Contact", "matched": 4},
            {"table": "Contact Mailing Group", "matched": 2}
        ])
    );
    assert_eq!(steps[1]["undone_by"], 3);
    assert!(steps[2]["undone_by"].is_null());
}

#[test]
fn relations_and_value_entries_are_counted_each_alone() {
    let book = world::book_with_criteria(
        "Step; Action; Table; Field; Filter",
        &[
            "1; Add; Contact Business Relation; Business Relation Code; CUST",
            "1; ; Value Entry; Item No.; CHAIR",
        ],
    );
    book.workbook(
        "sales.xlsx",
        &[
            (
                "Contact Business Relation",
                "Contact No.; Business Relation Code; Link to Table; No.\n\
                 A; CUST; Customer; 1\nE; VEND; Vendor; 2",
            ),
            (
                "Value Entry",
                "Entry No.; Item No.; Source Type; Source No.; Document Contact No.\n\
                 1; CHAIR; Customer; 1; C\n2; CHAIR; Vendor; 2;",
            ),
        ],
    );
    // Customers are A, C, D; bought or sold have A, C and E; together A and C.
    let json = world::succeeds(book.segbook(&["preview", "--json"])).json();
    let step = &json["segments"][0]["steps"][0];
    assert_eq!(step["matched"], 2);
    assert_eq!(
        step["by_table"],
        serde_json::json!([
            {"table": "Contact Business Relation", "matched": 3},
            {"table": "Value Entry", "matched": 3}
        ])
    );
}

/// A fact about a contact that is not there: an error for whoever reads the sheet.
const FAULTY_FACTS: [(&str, &str); 3] = [
    (
        "Contact Mailing Group",
        "Contact No.; Mailing Group Code\nNOBODY; NEWS",
    ),
    (
        "Contact Business Relation",
        "Contact No.; Business Relation Code; Link to Table; No.\nNOBODY; CUST; Customer; 1",
    ),
    (
        "Interaction Log Entry",
        "Entry No.; Contact No.; Date\n1; C; 31/31/2026",
    ),
];

#[test]
fn it_reads_only_the_facts_that_the_segments_asked_for_look_at() {
    let by_step = |step: &str| {
        let header = format!("{}\nOTHER; Other letter; LETTER; ANN", world::SPRING);
        let criteria = format!(
            "Segment No.; Step; Action; Table; Field; Filter\n\
             SPRING; 1; Add Contacts; Contact; Country/Region Code; DE\n\
             OTHER; 1; Add Contacts; Contact; No.; A\n\
             OTHER; 2; {step}"
        );
        let book = world::book_with(&header, &criteria);
        book.workbook("facts.xlsx", &FAULTY_FACTS);
        book.workbook(
            "more.xlsx",
            &[
                ("Value Entry", "Entry No.; Item No.\n1; CHAIR"),
                ("Logged Segment", "Entry No.; Segment No.\n7; SM00001"),
                (
                    "Saved Segment Criteria Line",
                    "Segment Criteria Code; Step; Action; Table; Field; Filter\n\
                     NEWS; 1; Reduce; Contact Mailing Group; Mailing Group Code; NEWS",
                ),
            ],
        );
        book
    };
    for (step, places) in [
        ("Reduce; Contact; No.; C", vec![]),
        (
            "Reduce; Contact Mailing Group; Mailing Group Code; NEWS",
            vec!["Contact Mailing Group!A2"],
        ),
        (
            "Reuse Saved Criteria; ; ; NEWS",
            vec!["Contact Mailing Group!A2"],
        ),
        (
            "Reduce; Contact; No. of Mailing Groups; >0",
            vec!["Contact Mailing Group!A2"],
        ),
        (
            "Reduce; Value Entry; Item No.; CHAIR",
            vec!["Contact Business Relation!A2"],
        ),
        (
            "Reduce; Contact; No. of Interactions; >0",
            vec!["Interaction Log Entry!C2"],
        ),
        (
            "Reuse Logged Segment; ; ; SM00001",
            vec!["Interaction Log Entry!C2"],
        ),
    ] {
        let book = by_step(step);
        let errors = |words: &[&str]| {
            let outcome = book.segbook(words);
            let report = outcome.json();
            let findings = report["findings"].as_array().expect("findings");
            findings
                .iter()
                .filter(|one| one["severity"] == "error")
                .map(|one| format!("{}!{}", one["sheet"], one["cell"]).replace('"', ""))
                .collect::<Vec<String>>()
        };
        assert!(
            errors(&["preview", "SPRING", "--json"]).is_empty(),
            "{step}"
        );
        assert!(
            errors(&["why", "SPRING", "C", "--json"]).is_empty(),
            "{step}"
        );
        assert_eq!(errors(&["preview", "OTHER", "--json"]), places, "{step}");
        assert_eq!(errors(&["why", "OTHER", "C", "--json"]), places, "{step}");
        assert_eq!(errors(&["check", "--json"]).len(), 3, "{step}");
    }
}
