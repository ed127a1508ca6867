//! Errors in the data: nothing is written, or, on request, the good part.

use crate::support::{Book, files_below, ledger_rows, world};

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

#[test]
fn a_run_without_any_sound_segment_is_written_for_its_rejects() {
    let book = world::book_with(
        "No.; Description; Interaction Template Code; Salesperson Code; Date
         SPRING; Spring letter; LETTER; ANN; 2026-13-01",
        world::GERMANS,
    );
    let reject = ["run", "--on-error", "reject"];
    let outcome = book.segbook(&reject).exits(1).says("error[D");
    let id = book.only_run();
    let id = id
        .file_name()
        .expect("a run")
        .to_string_lossy()
        .into_owned();
    assert!(
        outcome
            .balance()
            .ends_with(&format!("SPRING: stopped by errors; run {id}")),
        "{}",
        outcome.balance()
    );
    assert_eq!(
        files_below(&book.only_run()),
        ["findings.xlsx", "rejects/Segment Header.xlsx", "run.json"]
    );
    // Nothing is logged, no number is used; the same again is nothing new.
    assert_eq!(
        ledger_rows(&book, "Logged Segment", &["Entry No."]),
        [""; 0]
    );
    let before = book.results();
    book.segbook(&reject).exits(1).says("did just this before");
    assert_eq!(book.results(), before);
    // Corrected, it is another run.
    book.workbook(
        "segments.xlsx",
        &[
            ("Segment Header", world::SPRING),
            ("Segment Criteria Line", world::GERMANS),
        ],
    );
    world::succeeds(book.segbook(&reject));
    assert_eq!(book.runs().len(), 2);
    world::succeeds(book.segbook(&["history", "--verify"]));
}

#[test]
fn rows_that_are_faulty_every_day_make_no_run_when_all_is_logged() {
    let book = book_with_a_bad_contact();
    book.segbook(&["run", "--on-error", "reject"]).exits(1);
    let before = book.results();
    let tomorrow = ["run", "--on-error", "reject", "--date", "2026-11-24"];
    book.segbook(&tomorrow).exits(1).says("Persn");
    assert_eq!(book.results(), before);
}

#[test]
fn the_rows_of_a_header_whose_number_cannot_be_read_are_not_told_to_have_none() {
    let book = world::book_with(
        "No.; Description; Interaction Template Code; Salesperson Code
         A-NUMBER-OF-MORE-THAN-20-CHARACTERS; Spring letter; LETTER; ANN",
        world::GERMANS,
    );
    for on_error in ["stop", "reject"] {
        let outcome = book.segbook(&["run", "--on-error", on_error]).exits(1);
        assert!(outcome.stderr.contains("error[D"), "{}", outcome.stderr);
        assert!(!outcome.stderr.contains("V016"), "{}", outcome.stderr);
    }
    assert_eq!(
        files_below(&book.only_run()),
        ["findings.xlsx", "rejects/Segment Header.xlsx", "run.json"]
    );
}

#[test]
fn what_failed_by_the_ledger_is_logged_by_the_same_run_when_the_ledger_has_it() {
    // At the start of the run SPRING is not logged yet.
    let book = world::book_with(
        "No.; Description; Interaction Template Code; Salesperson Code
         SPRING; Spring letter; LETTER; ANN
         AGAIN; The same again; LETTER; ANN",
        "Segment No.; Step; Action; Table; Field; Filter
         SPRING; 1; Add Contacts; ; Country/Region Code; DE
         AGAIN; 1; Reuse Logged Segment; ; ; SPRING",
    );
    let reject = ["run", "--on-error", "reject"];
    let outcome = book.segbook(&reject).exits(1);
    assert!(
        outcome
            .balance()
            .contains("SPRING: 4 logged; AGAIN: stopped by errors")
    );
    let outcome = world::succeeds(book.segbook(&reject));
    let balance = outcome.balance();
    assert!(balance.contains("AGAIN: 4 logged"), "{balance}");
    assert!(balance.ends_with("-2"), "{balance}");
    let before = book.results();
    world::succeeds(book.segbook(&reject)).says("nothing new");
    assert_eq!(book.results(), before);
}

#[test]
fn with_strict_a_row_with_a_warning_is_rejected_like_any_faulty_one() {
    let contacts = world::CONTACTS.replace("cem@alpha.example", "cem-at-alpha");
    let book = || {
        let book = world::book_with_spring();
        book.sheet("Contact", &contacts);
        book
    };
    // Without it the warning is told, and the contact counts.
    let plain = book();
    let outcome = plain.segbook(&["run", "--on-error", "reject"]).exits(0);
    let outcome = outcome.says("warning[V012]");
    assert!(
        outcome
            .balance()
            .contains("= 6 usable + 0 rejected; SPRING: 4 logged")
    );
    // With it alone nothing is written.
    let strict = book();
    let outcome = strict.segbook(&["run", "--strict"]).exits(1);
    outcome.says("error[V012]");
    assert!(strict.runs().is_empty());
    // With both the sound part is done, and what is told, counted and set aside is the same.
    let outcome = strict
        .segbook(&["run", "--strict", "--on-error", "reject"])
        .exits(1);
    let outcome = outcome.says("error[V012] Contact.xlsx: Contact!E4");
    let balance = outcome.balance();
    assert!(
        balance.contains("6 contacts read = 5 usable + 1 rejected; SPRING: 3 logged"),
        "{balance}"
    );
    let logged = strict.written("logged/SPRING.xlsx");
    let entries = logged.sheet("Interaction Log Entry");
    assert_eq!(entries.column("Contact No."), ["B", "A", "D"]);
    let rejects = strict.written("rejects/Contact.xlsx");
    assert_eq!(rejects.sheet("Contact").column("No."), ["C"]);
    let findings = strict.written("findings.xlsx");
    let severities = findings.sheet("Findings").rows(&["Severity", "Code"]);
    assert!(
        severities.contains(&"error|V012".to_owned()),
        "{severities:?}"
    );
    let json = strict
        .segbook(&["check", "--strict", "--on-error", "reject", "--json"])
        .exits(1)
        .json();
    let tables = json["tables"].as_array().expect("tables");
    let contacts = tables.iter().find(|table| table["table"] == "Contact");
    assert_eq!(contacts.expect("contacts")["rejected"], 1);
}

#[test]
fn with_strict_a_segment_with_a_warning_fails_alone() {
    let book = world::book_with(
        "No.; Description; Interaction Template Code; Salesperson Code
         SPRING; Spring letter; LETTER; ANN
         LOOSE; A filter is missing; LETTER; ANN",
        "Segment No.; Step; Action; Table; Field; Filter
         SPRING; 1; Add Contacts; ; Country/Region Code; DE
         LOOSE; 1; Add Contacts; ; Country/Region Code; DE
         LOOSE; 1; ; ; Name; ",
    );
    let outcome = book
        .segbook(&["run", "--strict", "--on-error", "reject"])
        .exits(1);
    let outcome = outcome.says("error[F012]");
    let balance = outcome.balance();
    assert!(
        balance.contains("SPRING: 4 logged; LOOSE: stopped by errors"),
        "{balance}"
    );
    let outcome = book.segbook(&["run", "--on-error", "reject"]).exits(0);
    let outcome = outcome.says("warning[F012]");
    assert!(
        outcome.balance().contains("LOOSE: 4 logged"),
        "{}",
        outcome.balance()
    );
}
