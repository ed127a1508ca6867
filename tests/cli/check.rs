//! `segbook check`.

use crate::support::{Book, world};

#[test]
fn a_sound_book_has_no_errors() {
    let book = world::book_with_spring();
    let outcome = world::succeeds(book.segbook(&["check"]));
    assert!(!outcome.stderr.contains("error["), "{}", outcome.stderr);
    assert!(
        outcome
            .balance()
            .starts_with("6 contacts read = 6 usable + 0 rejected"),
        "{}",
        outcome.balance()
    );
}

#[test]
fn a_finding_names_cell_caption_value_expectation_and_remedy() {
    let book = world::book();
    book.sheet(
        "Contact",
        "No.; Type; Last Date Modified\nA; Company; 2026-02-30",
    );
    let outcome = book.segbook(&["check"]).exits(1);
    let place = "Contact.xlsx: Contact!C2 \"Last Date Modified\"";
    for part in [place, "found", "\"2026-02-30\"", "expected", "fix"] {
        assert!(
            outcome.stderr.contains(part),
            "{part} is missing in\n{}",
            outcome.stderr
        );
    }
    assert_eq!(outcome.stdout, "");
}

#[test]
fn findings_are_ordered_by_file_sheet_row_and_column() {
    let book = Book::sample("broken");
    let findings = book.segbook(&["check", "--json"]).exits(1).json();
    let places: Vec<(String, u64, u64)> = findings["findings"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|finding| finding["sheet"] == "Contact")
        .map(|finding| {
            (
                finding["file"].as_str().unwrap().to_owned(),
                finding["row"].as_u64().unwrap_or(0),
                finding["column"].as_u64().unwrap_or(0),
            )
        })
        .collect();
    assert!(places.len() > 8, "{places:?}");
    assert!(places.is_sorted(), "{places:?}");
}

#[test]
fn many_findings_alike_are_folded_on_screen_and_complete_in_json() {
    let book = world::book();
    let rows: Vec<String> = (1..=50)
        .map(|no| format!("P{no}; Persn; Name {no}"))
        .collect();
    book.sheet("Contact", &format!("No.; Type; Name\n{}", rows.join("\n")));
    let screen = book.segbook(&["check"]).exits(1);
    let shown = screen.stderr.matches("\"Persn\"").count();
    assert!(shown <= 21, "{shown} of 50 are shown");
    let json = book.segbook(&["check", "--json"]).exits(1).json();
    assert_eq!(json["findings"].as_array().unwrap().len(), 50);
}

#[test]
fn verbose_shows_what_was_decided_for_each_file() {
    let book = Book::sample("european-csv");
    let outcome = world::succeeds(book.segbook(&["check", "--verbose"]));
    let said = format!("{}{}", outcome.stdout, outcome.stderr);
    for part in ["Contact.csv", "UTF-8", "dmy"] {
        assert!(said.contains(part), "{part} is missing in\n{said}");
    }
}

#[test]
fn near_misses_of_sheets_are_named() {
    let book = world::book_with_spring();
    book.sheet("Contcats", "No.; Name\nX; Lost");
    world::succeeds(book.segbook(&["check"]))
        .says("Contcats")
        .says("did you mean Contact?");
}
