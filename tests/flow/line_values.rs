//! What a line holds: defaults from header, template and contact; what is typed in wins.

use crate::support::world;

const VALUES: &[&str] = &[
    "Contact No.",
    "Description",
    "Salesperson Code",
    "Correspondence Type",
    "Interaction Template Code",
    "Interaction Group Code",
    "Cost (LCY)",
    "Duration (Min.)",
    "Date",
];

#[test]
fn a_line_takes_header_template_and_contact_and_lets_typed_cells_win() {
    let book = world::book_with(world::SPRING, world::GERMANS);
    book.sheet(
        "Segment Line",
        "Segment No.; Contact No.; Description; Salesperson Code; Cost (LCY); Date; Correspondence Type; Interaction Template Code
         SPRING; C; Spring letter, second copy; BEN; 0.75; 2026-12-01; Email;
         SPRING; D; <blank>; ; ; ; <blank>;
         SPRING; F; ; ; ; ; ; CALL",
    );
    world::succeeds(book.segbook(&["select"]));
    assert_eq!(
        book.written("segments/SPRING.xlsx")
            .sheet("Segment Line")
            .rows(VALUES),
        [
            "C|Spring letter, second copy|BEN|Email|LETTER|POST|0.75|2|2026-12-01",
            "D|<blank>|ANN|<blank>|LETTER|POST|1.5|2|2026-11-23",
            // Another template brings its own description, group, cost and duration; the contact has
            // no correspondence type and the template none, so the line keeps the one it had.
            "F|Call|ANN|Hard Copy|CALL|PHONE|4|10|2026-11-23",
            "B|Spring letter|ANN|Hard Copy|LETTER|POST|1.5|2|2026-11-23",
            "A|Spring letter|ANN|Hard Copy|LETTER|POST|1.5|2|2026-11-23",
        ]
    );
}

#[test]
fn the_contacts_salesperson_counts_when_the_header_has_none() {
    let header = "No.; Description; Interaction Template Code\nSPRING; Spring letter; LETTER";
    let book = world::book_with(header, world::GERMANS);
    book.sheet(
        "Contact",
        "No.; Type; Name; Company No.; Country/Region Code; Salesperson Code; Correspondence Type
         A; Company; Alpha GmbH; A; DE; ANN; Email
         C; Person; Cem Can; A; DE; BEN; Hard Copy",
    );
    world::succeeds(book.segbook(&["run"]));
    assert_eq!(
        book.written("logged/SPRING.xlsx")
            .sheet("Interaction Log Entry")
            .rows(&["Contact No.", "Salesperson Code", "Correspondence Type"]),
        // A has no e-mail address, so its type becomes blank when it is logged.
        ["A|ANN|", "C|BEN|Hard Copy"]
    );
}

#[test]
fn what_is_missing_to_log_is_a_warning_until_it_is_logged() {
    let header = "No.; Description\nSPRING;";
    let book = world::book_with(header, world::GERMANS);
    world::succeeds(book.segbook(&["check"])).says("warning[");
    world::succeeds(book.segbook(&["preview"]));
    world::succeeds(book.segbook(&["select"]));
    let before = book.results();
    book.segbook(&["run"]).exits(1).says("error[L");
    book.segbook(&["log", "SPRING"])
        .exits(1)
        .says("Description");
    assert_eq!(book.results(), before);
}
