//! Go Back puts the segment back as it was before the last step that still stands.

use crate::support::world;

const ALL: &str = "10000 B, 20000 A, 30000 C, 40000 D, 50000 E, 60000 F";

#[test]
fn the_segment_is_exactly_as_it_was_before() {
    let add = "1; Add; Contact; Country/Region Code; DE";
    let table = [
        // What was removed stands again at its old place.
        (
            vec!["2; Reduce; Contact; Name; Cem*", "3; Go Back"],
            "10000 B, 20000 A, 30000 C, 40000 D",
        ),
        (
            vec!["2; Refine; Contact; Name; Cem*", "3; Go Back"],
            "10000 B, 20000 A, 30000 C, 40000 D",
        ),
        // Also when the segment was emptied, whose numbers would begin anew.
        (
            vec![
                "2; Reduce",
                "3; Go Back",
                "4; Add; Contact; Country/Region Code; GB",
            ],
            ALL,
        ),
        // Two undo two; one that comes later undoes what stands then.
        (
            vec![
                "2; Add; Contact; Country/Region Code; GB",
                "3; Go Back",
                "4; Go Back",
            ],
            "",
        ),
        (
            vec![
                "2; Reduce; Contact; No.; B",
                "3; Go Back",
                "4; Reduce; Contact; No.; A",
                "5; Go Back",
                "6; Add; Contact; No.; F",
            ],
            "10000 B, 20000 A, 30000 C, 40000 D, 50000 F",
        ),
    ];
    for (steps, expected) in table {
        let steps = [vec![add], steps].concat();
        let book = world::book_with_criteria("Step; Action; Table; Field; Filter", &steps);
        assert_eq!(
            world::selected_lines(&book).join(", "),
            expected,
            "{steps:?}"
        );
    }
}

#[test]
fn what_is_undone_is_not_recorded() {
    let book = world::book_with_criteria(
        "Step; Action; Table; Field; Filter",
        &[
            "1; Add; Contact; Country/Region Code; DE",
            "2; Reduce; Contact; Name; Cem*",
            "3; Go Back",
            "4; Refine; Contact; Type; Person",
        ],
    );
    assert_eq!(
        world::selected_lines(&book),
        ["10000 B", "30000 C", "40000 D"]
    );
    let recorded = book.written("segments/SPRING.xlsx");
    let recorded = recorded.sheet("Segment Criteria Line");
    assert_eq!(
        recorded.rows(&["Step", "Action", "Lines Before", "Lines After"]),
        ["1|Add Contacts|0|4", "4|Remove Contacts (Refine)|4|3"]
    );
}

#[test]
fn a_reuse_is_one_step_and_hand_entered_lines_are_none() {
    let book = world::book_with_criteria(
        "Step; Action; Table; Field; Filter",
        &[
            "1; Add; Contact; No.; E",
            "2; Reuse Saved Criteria; ; ; GERMANS",
            "3; Go Back",
        ],
    );
    book.sheet("Segment Line", "Segment No.; Contact No.\nSPRING; F")
        .workbook(
            "saved.xlsx",
            &[
                ("Saved Segment Criteria", "Code\nGERMANS"),
                (
                    "Saved Segment Criteria Line",
                    "Segment Criteria Code; Step; Action; Field; Filter
                     GERMANS; 1; Add; Country/Region Code; DE
                     GERMANS; 2; Reduce; No.; F",
                ),
            ],
        );
    assert_eq!(world::selected_lines(&book), ["10000 F", "20000 E"]);
}

#[test]
fn there_must_be_a_step_to_undo() {
    let book = world::book_with_criteria(
        "Step; Action; Table; Field; Filter",
        &["1; Add; Contact; No.; E", "2; Go Back", "3; Go Back"],
    );
    book.segbook(&["check"]).exits(1).says("error[F020]");
    // Nor is a hand-entered line one.
    let book = world::book_with_criteria("Step; Action", &["1; Go Back"]);
    book.sheet("Segment Line", "Segment No.; Contact No.\nSPRING; F");
    book.segbook(&["check"]).exits(1).says("error[F020]");
}
