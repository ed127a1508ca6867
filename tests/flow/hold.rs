//! A segment on hold is looked at, but never logged.

use crate::support::world;

const HELD: &str = "No.; Description; Interaction Template Code; Salesperson Code; Hold
    SPRING; Spring letter; LETTER; ANN; Yes";

#[test]
fn a_held_segment_is_selected_but_not_logged() {
    let book = world::book_with(HELD, world::GERMANS);
    world::succeeds(book.segbook(&["check"]));
    world::succeeds(book.segbook(&["preview"]));
    world::succeeds(book.segbook(&["run"]));
    assert!(book.runs().is_empty());
    book.segbook(&["log", "SPRING"]).exits(4).says("SPRING");
    assert!(book.runs().is_empty());
    assert_eq!(world::selected_lines(&book).len(), 4);
    assert_eq!(
        book.written("segments/SPRING.xlsx")
            .sheet("Segment Header")
            .cell(0, "Hold"),
        "Yes"
    );
}

#[test]
fn the_others_are_logged() {
    let header = format!("{HELD}\nSUMMER; Summer letter; LETTER; ANN;");
    let criteria = format!("{}\nSUMMER; 1; Add; Contact; No.; F", world::GERMANS);
    let book = world::book_with(&header, &criteria);
    world::succeeds(book.segbook(&["run"])).says("SUMMER: 1 logged");
    let run = book.only_run();
    assert!(run.join("logged/SUMMER.xlsx").exists());
    assert!(!run.join("logged/SPRING.xlsx").exists());
}

#[test]
fn what_only_looks_says_that_a_segment_is_held() {
    let book = world::book_with(HELD, world::GERMANS);
    for command in ["check", "preview"] {
        let outcome = world::succeeds(book.segbook(&[command]));
        assert!(
            outcome.balance().ends_with("; SPRING: 4 selected, held"),
            "{}",
            outcome.balance()
        );
    }
    let outcome = world::succeeds(book.segbook(&["preview", "--json"]));
    assert_eq!(outcome.json()["segments"][0]["state"], "held");
}
