//! The same run again says so and changes nothing.

use crate::support::world;

#[test]
fn the_same_run_again_changes_nothing() {
    let book = world::book_with_spring();
    world::succeeds(book.segbook(&["run"]));
    let before = book.results();
    for date in ["2026-11-23", "2026-11-24"] {
        let outcome = world::succeeds(book.segbook(&["run", "--date", date]));
        let said = outcome.stderr.to_lowercase();
        assert!(said.contains("nothing new"), "{said}");
        assert_eq!(book.results(), before);
    }
}

#[test]
fn a_run_is_named_by_its_date_and_a_hash_of_its_inputs() {
    let book = world::book_with_spring();
    world::succeeds(book.segbook(&["run"]));
    let first = book.only_run();
    let other = world::book_with_spring();
    world::succeeds(other.segbook(&["run"]));
    assert_eq!(first.file_name(), other.only_run().file_name());
    let id = first.file_name().unwrap().to_str().unwrap().to_owned();
    let (date, hash) = id.split_at(11);
    assert_eq!(date, "2026-11-23-");
    assert!(
        hash.len() == 8 && hash.chars().all(|c| c.is_ascii_hexdigit()),
        "{id}"
    );
    let another = world::book_with_spring();
    world::succeeds(another.segbook(&["run", "--user", "OTHER"]));
    assert_ne!(first.file_name(), another.only_run().file_name());
}

#[test]
fn a_new_segment_is_logged_beside_one_that_is_done() {
    let book = world::book_with_spring();
    world::succeeds(book.segbook(&["run"]));
    book.workbook(
        "more.xlsx",
        &[
            ("Segment Header", &world::SPRING.replace("SPRING", "SUMMER")),
            (
                "Segment Criteria Line",
                &world::GERMANS.replace("SPRING", "SUMMER"),
            ),
        ],
    );
    world::succeeds(book.segbook(&["run"]));
    let entries = book.written("logged/SUMMER.xlsx");
    assert_eq!(
        entries.sheet("Interaction Log Entry").column("Entry No."),
        ["5", "6", "7", "8"]
    );
    assert_eq!(book.runs().len(), 2);
}
