//! A night after which most files are as they were: large ones are not parsed again, and nobody can
//! tell from what is written.

use crate::support::{Book, files_below, world};

/// [`world::book_with_spring`] and 200 more contacts with long notes, in a CSV file of 6 MB. One of
/// them is in Germany.
fn large_book() -> Book {
    let book = world::book_with_spring();
    let notes = "word ".repeat(6_000);
    let mut rows = vec!["No.,Type,Name,Country/Region Code,Notes".to_owned()];
    rows.extend((1..=200).map(|no| {
        let country = if no == 7 { "DE" } else { "FR" };
        format!("X{no},Person,Contact {no},{country},{no} {notes}")
    }));
    book.csv("Contact (2).csv", &rows.join("\n"));
    book
}

/// Adds another segment of everybody in Germany and runs it.
fn log_another(book: &Book, name: &str, date: &str) -> Vec<String> {
    let sheets = [world::SPRING, world::GERMANS].map(|sheet| sheet.replace("SPRING", name));
    let [header, criteria] = &sheets;
    book.workbook(
        &format!("{name}.xlsx"),
        &[
            ("Segment Header", header),
            ("Segment Criteria Line", criteria),
        ],
    );
    world::succeeds(book.segbook(&["run", "--date", date]));
    logged(book, name)
}

/// The contacts that a segment was logged for.
fn logged(book: &Book, name: &str) -> Vec<String> {
    let workbook = book.written(&format!("logged/{name}.xlsx"));
    workbook
        .sheet("Interaction Log Entry")
        .column("Contact No.")
}

/// The entries of the cache.
fn entries(book: &Book) -> Vec<String> {
    files_below(&book.path("ledger.db.cache"))
}

#[test]
fn the_next_night_takes_what_has_not_changed_from_the_cache_and_writes_the_same() {
    let (book, without) = (large_book(), large_book());
    without.settings("[ledger]\ncache = false");
    for book in [&book, &without] {
        world::succeeds(book.segbook(&["run"]));
        assert_eq!(logged(book, "SPRING"), ["B", "X7", "A", "C", "D"]);
    }
    assert_eq!(entries(&book).len(), 1);
    assert!(!without.path("ledger.db.cache").exists());
    assert_eq!(book.results(), without.results());
    let is_from_cache = |book: &Book| {
        let told = world::succeeds(book.segbook(&["check", "-v"]));
        told.stdout.contains("from the cache")
    };
    assert!(is_from_cache(&book) && !is_from_cache(&without));

    for book in [&book, &without] {
        let contacts = log_another(book, "SUMMER", "2026-11-24");
        assert_eq!(contacts, ["B", "X7", "A", "C", "D"]);
    }
    assert_eq!(book.results(), without.results());
    assert_eq!(entries(&book).len(), 1);

    // One of the contacts has moved; the file is as long as before.
    let path = book.path("inbox/Contact (2).csv");
    let text = std::fs::read_to_string(&path).expect("contacts");
    let text = text.replace("Contact 7,DE", "Contact 7,FR");
    std::fs::write(&path, text).expect("contacts");
    assert!(!is_from_cache(&book));
    let contacts = log_another(&book, "AUTUMN", "2026-11-25");
    assert_eq!(contacts, ["B", "A", "C", "D"]);
    assert!(is_from_cache(&book));

    // Switched off, and gone with the next run.
    book.settings("[ledger]\ncache = false");
    world::succeeds(book.segbook(&["run", "--date", "2026-11-26"]));
    assert!(!book.path("ledger.db.cache").exists());
}

#[test]
fn a_command_that_writes_nothing_keeps_nothing() {
    let book = large_book();
    let before = files_below(book.folder());
    for arguments in [
        &["check"][..],
        &["preview"],
        &["why", "SPRING", "X7"],
        &["run", "--dry-run"],
    ] {
        world::succeeds(book.segbook(arguments));
        assert_eq!(files_below(book.folder()), before, "{arguments:?}");
    }
    // A run that findings stop: only its ledger is there.
    book.sheet("Contact (3)", "No.; Type; Name\nA; Company; Twice");
    book.segbook(&["run"]).exits(1);
    assert_eq!(entries(&book), [""; 0]);
    book.remove("Contact (3).xlsx");
    world::succeeds(book.segbook(&["select"]));
    assert_eq!(entries(&book).len(), 1);
}

#[test]
fn entries_are_the_same_bytes_for_any_number_of_threads() {
    let entries = ["1", "8"].map(|jobs| {
        let book = large_book();
        world::succeeds(book.segbook(&["run", "--jobs", jobs]));
        let entry = entries(&book).remove(0);
        std::fs::read(book.path("ledger.db.cache").join(entry)).expect("an entry")
    });
    assert!(entries[0].len() > 4 << 20);
    assert!(entries[0] == entries[1]);
}
