//! What written workbooks look like, as text: every sheet, row and kind of cell of the sample
//! `first`. New texts are looked at, then accepted with `SEGBOOK_BLESS=1`.

use std::fmt::Write as _;

use crate::support::{Book, assert_golden, dump, files_below, has_extension, top, world};

/// All workbooks of the only run, one after the other; the run's id is left out, since it changes
/// with every byte of the input.
fn workbooks_after(arguments: &[&str]) -> String {
    let book = Book::sample("first");
    world::succeeds(book.segbook(arguments));
    let run = book.only_run();
    let id = run.file_name().unwrap_or_default().to_string_lossy();
    let mut text = String::new();
    for file in files_below(&run) {
        if has_extension(&file, "xlsx") {
            let sheets = dump(&run.join(&file));
            writeln!(text, "==== {file}\n{sheets}").expect("text");
        }
    }
    text.replace(id.as_ref(), "RUN-ID")
}

#[test]
fn a_run_writes_what_was_accepted() {
    let expected = top().join("tests/golden/first-run.txt");
    assert_golden(&expected, &workbooks_after(&["run"]));
}

#[test]
fn select_writes_what_was_accepted() {
    let expected = top().join("tests/golden/first-select.txt");
    assert_golden(&expected, &workbooks_after(&["select"]));
}
