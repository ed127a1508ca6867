//! `--dry-run` does everything but write.

use crate::support::{files_below, world};

#[test]
fn nothing_is_left_behind() {
    let book = world::book_with_spring();
    let before = files_below(book.folder());
    for arguments in [
        ["run", "--dry-run"].as_slice(),
        &["select", "--dry-run"],
        &["log", "SPRING", "--dry-run"],
    ] {
        world::succeeds(book.segbook(arguments)).says("SPRING");
        assert_eq!(files_below(book.folder()), before, "{arguments:?}");
    }
    // The number was not used up.
    world::succeeds(book.segbook(&["run"]));
    assert!(book.only_run().join("logged/SPRING.xlsx").exists());
}

#[test]
fn check_and_preview_write_nothing_either() {
    let book = world::book_with_spring();
    let before = files_below(book.folder());
    for arguments in [["check"], ["preview"]] {
        world::succeeds(book.segbook(&arguments)).says("6 contacts read");
        assert_eq!(files_below(book.folder()), before, "{arguments:?}");
    }
}
