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
