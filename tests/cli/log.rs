//! `segbook log`.

use crate::support::world;

#[test]
fn only_the_segments_that_are_named_are_logged() {
    let header = "No.; Description; Interaction Template Code; Salesperson Code
        ONE; One; LETTER; ANN
        TWO; Two; LETTER; ANN
        THREE; Three; LETTER; ANN";
    let criteria = "Segment No.; Step; Action; Table; Field; Filter
        ONE; 1; Add; ; No.; A
        TWO; 1; Add; ; No.; B
        THREE; 1; Add; ; No.; C";
    let book = world::book_with(header, criteria);
    world::succeeds(book.segbook(&["log", "three", "ONE"]));
    let run = book.only_run();
    for (segment, expected) in [("ONE", true), ("TWO", false), ("THREE", true)] {
        let there = run.join(format!("logged/{segment}.xlsx")).exists();
        assert_eq!(there, expected, "{segment}");
    }
    // In the order of the header rows, not of the command line.
    let numbers = |segment: &str| {
        let workbook = book.written(&format!("logged/{segment}.xlsx"));
        workbook.sheet("Logged Segment").cell(0, "Entry No.")
    };
    assert_eq!(
        (numbers("ONE").as_str(), numbers("THREE").as_str()),
        ("1", "2")
    );
}

#[test]
fn a_segment_without_lines_is_an_error() {
    let criteria = "Segment No.; Step; Action; Table; Field; Filter\nSPRING; 1; Add; ; No.; NOBODY";
    let book = world::book_with(world::SPRING, criteria);
    book.segbook(&["log", "SPRING"])
        .exits(1)
        .says("error[L")
        .says("SPRING");
    assert!(book.runs().is_empty());
}

#[test]
fn an_error_in_one_segment_leaves_nothing_of_the_others() {
    let header = format!("{}\nOTHER; Other letter; ; ANN", world::SPRING);
    let criteria = format!("{}\nOTHER; 1; Add; ; No.; F", world::GERMANS);
    let book = world::book_with(&header, &criteria);
    book.segbook(&["run"]).exits(1);
    assert!(book.runs().is_empty());
    world::succeeds(book.segbook(&["log", "SPRING"]));
}
