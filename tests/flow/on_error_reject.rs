//! Errors in the data: nothing is written, or, on request, the good part.

use crate::support::{Book, files_below, world};

fn book_with_a_bad_contact() -> Book {
    let book = world::book_with_spring();
    let contacts = format!("{}\nG; Persn; Gero Gans; ; ; DE", world::CONTACTS);
    book.sheet("Contact", &contacts);
    book
}

#[test]
fn an_error_stops_the_run_and_nothing_is_written() {
    let book = book_with_a_bad_contact();
    let before = files_below(book.folder());
    book.segbook(&["run"])
        .exits(1)
        .says("Contact!B8")
        .says("Persn");
    book.segbook(&["check"]).exits(1).says("Contact!B8");
    let left: Vec<String> = files_below(book.folder());
    let results: Vec<&String> = left
        .iter()
        .filter(|file| file.starts_with("out/"))
        .collect();
    assert!(results.is_empty(), "{results:?}");
    assert!(left.len() <= before.len() + 1, "{left:?}");
}

#[test]
fn reject_sets_the_row_aside_and_goes_on() {
    let book = book_with_a_bad_contact();
    let outcome = book.segbook(&["run", "--on-error", "reject"]).exits(1);
    assert!(
        outcome
            .balance()
            .starts_with("7 contacts read = 6 usable + 1 rejected; SPRING: 4 logged;"),
        "{}",
        outcome.balance()
    );
    let run = book.only_run();
    let files = files_below(&run);
    assert!(
        files.iter().any(|file| file == "findings.xlsx"),
        "{files:#?}"
    );
    assert!(
        files.iter().any(|file| file.starts_with("rejects/")),
        "{files:#?}"
    );
    let logged = book.written("logged/SPRING.xlsx");
    assert_eq!(
        logged.sheet("Interaction Log Entry").column("Contact No."),
        ["B", "A", "C", "D"]
    );
}

#[test]
fn a_sound_contact_that_a_segment_fails_by_is_no_reject() {
    let book = world::book_with(
        "No.; Description; Interaction Template Code; Salesperson Code
         SPRING; Spring letter; LETTER; ANN
         ALONE; Nobody's; LETTER; ",
        "Segment No.; Step; Action; Table; Field; Filter
         SPRING; 1; Add Contacts; ; Country/Region Code; DE
         ALONE; 1; Add Contacts; ; No.; A",
    );
    let outcome = book.segbook(&["run", "--on-error", "reject"]).exits(1);
    let outcome = outcome.says("error[L005]").says("6 usable + 0 rejected");
    assert!(outcome.balance().contains("SPRING: 4 logged"));
    let rejects: Vec<String> = files_below(&book.only_run())
        .into_iter()
        .filter(|file| file.starts_with("rejects/"))
        .collect();
    assert!(rejects.is_empty(), "{rejects:?}");
}
