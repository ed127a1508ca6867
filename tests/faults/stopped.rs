//! What stops a run before it begins: it says so with a hint and leaves everything as it was.

use std::fs;

use segbook::ledger::Ledger;

use super::{RUN, Traces};
use crate::support::Book;

#[test]
fn a_second_run_stops_while_another_holds_the_ledger() {
    let book = Book::sample("first");
    let held = Ledger::open_for_writing(&book.path("ledger.db")).expect("the lock");
    book.segbook(&RUN)
        .exits(4)
        .says("another run holds the ledger");
    // Who only reads does not mind.
    book.segbook(&["check"]).exits(0);
    drop(held);
    assert!(Traces::of(&book) == Traces::default());
    book.segbook(&RUN).exits(0);
}

#[test]
fn a_ledger_that_is_none_is_refused_and_left_alone() {
    let book = Book::sample("first");
    let content = "this is not a ledger ".repeat(200);
    fs::write(book.path("ledger.db"), &content).expect("a file");
    for verb in ["run", "check"] {
        book.segbook(&[verb])
            .exits(3)
            .says("is not a ledger of segbook");
    }
    let kept = fs::read_to_string(book.path("ledger.db")).expect("the file");
    assert_eq!(kept, content);
    assert_eq!(book.results(), []);
}

#[test]
fn a_file_where_the_results_go_is_named() {
    let book = Book::sample("first");
    fs::write(book.path("out"), "").expect("a file");
    book.segbook(&RUN)
        .exits(3)
        .says("is a file where a folder is needed");
    assert!(!book.path("ledger.db").exists());
}

#[test]
fn a_folder_that_the_ledger_does_not_know_is_not_written_into() {
    let book = Book::sample("first");
    book.segbook(&RUN).exits(0);
    let files = book.results();
    // The ledger is gone, e.g. left behind when the book was copied.
    fs::remove_file(book.path("ledger.db")).expect("the ledger");
    book.segbook(&RUN).exits(3).says("is there already");
    assert_eq!(book.results(), files);
    assert!(!book.path("ledger.db").exists());
}
