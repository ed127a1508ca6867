//! Everything that a run writes can be put back into an inbox.

use crate::support::{Book, files_below, world};

/// Two filters in one step with an option that is on, which the step's second row must not deny.
const TWO_FILTERS: [&str; 2] = [
    "1; Add Contacts; Contact; Country/Region Code; DE; Yes",
    "1; ; Contact; Type; Person; ",
];
const CAPTIONS: &str = "Step; Action; Table; Field; Filter; Expand Companies";

/// Copies the files of the only run with this extension into the inbox, in their folders.
fn put_back(book: &Book, from: &Book, extension: &str) {
    let run = from.only_run();
    let files = files_below(&run);
    for file in files.iter().filter(|file| file.ends_with(extension)) {
        let target = book.path("inbox/earlier").join(file);
        std::fs::create_dir_all(target.parent().expect("a folder")).expect("made");
        std::fs::copy(run.join(file), target).expect("a copy");
    }
}

#[test]
fn a_step_with_two_filters_has_its_options_on_its_first_row_alone() {
    let book = world::book_with_criteria(CAPTIONS, &TWO_FILTERS);
    world::succeeds(book.segbook(&["select"]));
    assert_eq!(
        book.written("segments/SPRING.xlsx")
            .sheet("Segment Criteria Line")
            .rows(&[
                "Step",
                "Action",
                "Field",
                "Expand Companies",
                "Applied",
                "Lines After"
            ]),
        ["1|Add Contacts|Country/Region Code|Yes|Yes|4", "1||Type|||",]
    );
}

#[test]
fn a_reviewed_segment_with_two_filters_in_a_step_logs() {
    let book = world::book_with_criteria(CAPTIONS, &TWO_FILTERS);
    world::succeeds(book.segbook(&["select"]));
    put_back(&book, &book, ".xlsx");
    world::succeeds(book.segbook(&["log", "SPRING"])).says("SPRING: 4 logged");
}

#[test]
fn all_files_of_a_run_are_history_in_the_same_book_and_in_another() {
    for (format, extension) in [("xlsx", ".xlsx"), ("csv", ".csv")] {
        let book = world::book_with_criteria(CAPTIONS, &TWO_FILTERS);
        let run = ["run", "--follow-up", "--format", format];
        world::succeeds(book.segbook(&run)).says("SPRING: 4 logged");
        let other = world::book();
        put_back(&other, &book, extension);
        put_back(&book, &book, extension);
        for (book, code) in [(book, "V015"), (other, "V035")] {
            let outcome = world::succeeds(book.segbook(&["check", "--strict"]));
            let outcome = outcome.says(&format!("notice[{code}]"));
            assert!(!outcome.stderr.contains("error["), "{}", outcome.stderr);
            assert!(!outcome.stderr.contains("warning["), "{}", outcome.stderr);
        }
    }
}

#[test]
fn equal_entries_of_one_sheet_and_unequal_ones_of_two_are_errors() {
    const ENTRY: &str = "Entry No.; Contact No.; Description\n7; A; Letter";
    let book = world::book();
    book.sheet("Interaction Log Entry", &format!("{ENTRY}\n7; A; Letter"));
    book.segbook(&["check"]).exits(1).says("error[V001]");
    let book = world::book();
    book.sheet("Interaction Log Entry", ENTRY)
        .sheet("Interaction Log Entries", &ENTRY.replace("Letter", "Call"));
    book.segbook(&["check"]).exits(1).says("error[V001]");
}
