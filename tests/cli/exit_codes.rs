//! Exit codes, and which wins over which.

use std::fs;

use crate::support::{Book, Outcome, bare_command, world};

#[test]
fn wrong_usage_is_two() {
    for words in [
        &[][..],
        &["frobnicate"],
        &["log"],
        &["check", "--date", "23.11.2026"],
        &["check", "--format", "pdf"],
        &["run", "--on-error", "ignore"],
    ] {
        let outcome = Outcome::of(bare_command().args(words));
        assert_eq!(outcome.code, 2, "{words:?}\n{}", outcome.stderr);
        assert!(!outcome.stderr.is_empty(), "{words:?}");
    }
}

#[test]
fn a_book_that_is_not_there_is_a_matter_of_files() {
    let book = Book::new();
    let missing = book.path("nowhere");
    let mut command = bare_command();
    command.arg("check").arg("--book").arg(&missing);
    let outcome = Outcome::of(&mut command);
    assert!([2, 3].contains(&outcome.code), "{}", outcome.stderr);
    assert!(outcome.stderr.contains("nowhere"), "{}", outcome.stderr);
}

#[test]
fn a_file_that_cannot_be_read_wins_over_findings() {
    let book = Book::sample("broken");
    fs::write(
        book.path("inbox/damaged.xlsx"),
        b"PK\x03\x04 this is no workbook",
    )
    .unwrap();
    book.segbook(&["check"]).exits(3).says("damaged.xlsx");
    book.segbook(&["run"]).exits(3);
    assert!(book.runs().is_empty());
}

#[test]
fn findings_win_over_refusals() {
    let book = world::book_with_spring();
    world::succeeds(book.segbook(&["run"]));
    book.segbook(&["log", "SPRING"]).exits(4);
    let contacts = format!("{}\nG; Persn; Gero Gans", world::CONTACTS);
    book.sheet("Contact", &contacts);
    book.segbook(&["log", "SPRING"]).exits(1);
}

#[test]
fn a_book_without_segments_has_nothing_to_do() {
    let book = world::book();
    let outcome = world::succeeds(book.segbook(&["run"]));
    assert!(
        outcome.stderr.to_lowercase().contains("nothing"),
        "{}",
        outcome.stderr
    );
    assert!(book.runs().is_empty());
}
