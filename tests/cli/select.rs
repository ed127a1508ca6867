//! `segbook select`.

use crate::support::world;

#[test]
fn named_segments_alone_are_selected_and_nothing_is_logged() {
    let header = format!("{}\nOTHER; Other letter; LETTER; ANN", world::SPRING);
    let criteria = format!("{}\nOTHER; 1; Add; ; No.; F", world::GERMANS);
    let book = world::book_with(&header, &criteria);
    let outcome = world::succeeds(book.segbook(&["select", "OTHER"]));
    assert!(
        outcome.balance().contains("OTHER: 1 selected"),
        "{}",
        outcome.balance()
    );
    let run = book.only_run();
    assert!(run.join("segments/OTHER.xlsx").exists());
    assert!(!run.join("segments/SPRING.xlsx").exists());
    assert!(!run.join("logged").exists());
    world::succeeds(book.segbook(&["run", "OTHER"]));
    assert_eq!(
        book.written("logged/OTHER.xlsx")
            .sheet("Interaction Log Entry")
            .column("Entry No."),
        ["1"]
    );
}

#[test]
fn languages_of_the_segment_are_written_for_the_reviewer() {
    let book = world::book_with_spring();
    book.sheet(
        "Segment Interaction Language",
        "Segment No.; Segment Line No.; Language Code; Subject\nSPRING; 0; DEU; Hallo",
    );
    world::succeeds(book.segbook(&["select"]));
    let workbook = book.written("segments/SPRING.xlsx");
    assert_eq!(
        workbook.sheet("Segment Interaction Language").rows(&[
            "Segment No.",
            "Language Code",
            "Subject"
        ]),
        ["SPRING|DEU|Hallo"]
    );
}
