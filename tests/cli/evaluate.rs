//! `segbook evaluate`.

use crate::support::{Book, ledger_rows, world};

fn logged() -> Book {
    let book = world::book_with_spring();
    world::succeeds(book.segbook(&["run"]));
    book
}

fn evaluations(book: &Book) -> Vec<String> {
    let fields = ["Entry No.", "Evaluation", "Attempt Failed"];
    ledger_rows(book, "Interaction Log Entry", &fields)
}

#[test]
fn by_caption_in_any_case_or_by_ordinal() {
    let book = logged();
    let outcome = world::succeeds(book.segbook(&["evaluate", "very positive", "1", "3"]));
    let expected = "evaluated: 2 interaction log entries; run 2026-11-23-";
    assert!(
        outcome.balance().starts_with(expected),
        "{}",
        outcome.balance()
    );
    assert_eq!(
        book.written("changed.xlsx")
            .sheet("Interaction Log Entry")
            .rows(&["Entry No.", "Contact No.", "Evaluation"]),
        ["1|B|Very Positive", "3|C|Very Positive"]
    );
    world::succeeds(book.segbook(&["evaluate", "4", "3", "--attempt-failed", "yes"]));
    world::succeeds(book.segbook(&["evaluate", "-", "1"]));
    assert_eq!(
        evaluations(&book),
        ["1||No", "2||No", "3|Negative|Yes", "4||No"]
    );
    let before = book.results();
    world::succeeds(book.segbook(&["evaluate", "Negative", "3"]))
        .says("log entry 3 says so already")
        .says("nothing to do");
    assert_eq!(book.results(), before);
}

#[test]
fn an_unknown_evaluation_or_entry_is_wrong_usage() {
    let book = logged();
    book.segbook(&["evaluate", "positve", "1"])
        .exits(2)
        .says("did you mean Positive?");
    book.segbook(&["evaluate", "positive", "1", "5"])
        .exits(2)
        .says("there is no log entry 5");
    book.segbook(&["evaluate", "positive"]).exits(2);
    assert_eq!(evaluations(&book), ["1||No", "2||No", "3||No", "4||No"]);
}

#[test]
fn a_sheet_of_entries_says_it_for_each() {
    let book = logged();
    let mut sheets = book.written("interaction-log-entries.xlsx");
    let entries = sheets.sheet_mut("Interaction Log Entry");
    entries.set(0, "Evaluation", "Positive");
    entries.set(2, "Evaluation", "neutral");
    entries.set(3, "Attempt Failed", "Yes");
    let file = book.path("answers.xlsx");
    sheets.save(&file);
    let file = file.to_str().unwrap();
    let outcome = world::succeeds(book.segbook(&["evaluate", "--from", file]))
        .says("log entry 2 says so already");
    let expected = "evaluated: 3 interaction log entries; run 2026-11-23-";
    assert!(
        outcome.balance().starts_with(expected),
        "{}",
        outcome.balance()
    );
    assert_eq!(
        evaluations(&book),
        ["1|Positive|No", "2||No", "3|Neutral|No", "4||Yes"]
    );
    world::succeeds(book.segbook(&["evaluate", "--from", file])).says("nothing to do");
}

#[test]
fn a_csv_file_may_have_any_name_and_blank_cells_change_nothing() {
    let book = logged();
    world::succeeds(book.segbook(&["evaluate", "positive", "2"]));
    let file = book.path("answers.csv");
    let file = file.to_str().unwrap();
    std::fs::write(file, "Entry No.,Evaluation,Attempt Failed\n1,5,\n2,,yes\n").unwrap();
    world::succeeds(book.segbook(&["evaluate", "--from", file]));
    assert_eq!(
        evaluations(&book),
        ["1|Very Negative|No", "2|Positive|Yes", "3||No", "4||No"]
    );
}

#[test]
fn a_faulty_sheet_changes_nothing() {
    let book = logged();
    let file = book.path("answers.csv");
    let file = file.to_str().unwrap();
    for (content, code, said) in [
        ("Entry No.,Evaluation\n1,Positive\n2,Great\n", 1, "error[D"),
        (
            "Entry No.,Evaluation\n1,Positive\n1,Neutral\n",
            1,
            "error[V001]",
        ),
        (
            "Entry No.,Evaluation\n1,Positive\n9,Neutral\n",
            2,
            "there is no log entry 9",
        ),
    ] {
        std::fs::write(file, content).unwrap();
        book.segbook(&["evaluate", "--from", file])
            .exits(code)
            .says(said);
    }
    book.segbook(&["evaluate", "--from", "nowhere.csv"])
        .exits(3);
    let contacts = book.path("inbox/Contact.xlsx");
    book.segbook(&["evaluate", "--from", contacts.to_str().unwrap()])
        .exits(2)
        .says("no sheet of log entries");
    assert_eq!(evaluations(&book), ["1||No", "2||No", "3||No", "4||No"]);
    assert_eq!(book.runs().len(), 1);
}
