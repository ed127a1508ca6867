//! Hundreds of segments in one run: sound and faulty ones, recurring ones, some on hold, some without
//! number; and the same batch on the next day.

use std::fmt::Write as _;

use crate::support::{Book, files_below, ledger_rows, world};

/// Segments that are sound, and what every one of them logs.
const SOUND: usize = 280;

/// 280 sound segments, 10 recurring, 5 on hold, 5 without description, and two files with a header
/// without number each.
fn book() -> Book {
    let mut headers = String::from(
        "No.; Description; Interaction Template Code; Salesperson Code; Hold; Recurring; Follow-up\n",
    );
    let mut criteria = String::from("Segment No.; Step; Action; Field; Filter\n");
    let mut segment = |no: &str, rest: &str| {
        let _ = writeln!(headers, "{no}; {rest}");
        let _ = writeln!(criteria, "{no}; 1; Add Contacts; Country/Region Code; DE");
    };
    for at in 0..SOUND {
        // Every tenth is followed up.
        let follow_up = if at % 10 == 0 { "Yes" } else { "" };
        segment(
            &format!("BATCH{at:03}"),
            &format!("Letter {at}; LETTER; ANN; ; ; {follow_up}"),
        );
    }
    for at in 0..10 {
        segment(&format!("WEEKLY{at}"), "Weekly; LETTER; ANN; ; Yes;");
    }
    for at in 0..5 {
        segment(&format!("HELD{at}"), "Held; LETTER; ANN; Yes; ;");
        segment(&format!("FAULTY{at}"), "; LETTER; ANN; ; ;");
    }
    let book = world::book_with(&headers, &criteria);
    for file in ["one.xlsx", "two.xlsx"] {
        let header =
            "No.; Description; Interaction Template Code; Salesperson Code\n; Later; LETTER; ANN";
        let step = "Segment No.; Step; Action; Field; Filter\n; 1; Add Contacts; No.; F";
        book.workbook(
            file,
            &[("Segment Header", header), ("Segment Criteria Line", step)],
        );
    }
    book
}

/// Segments of the balance by what became of them, with their lines.
fn outcomes(balance: &str) -> Vec<(String, usize, u64)> {
    let mut counts: Vec<(String, usize, u64)> = Vec::new();
    for part in balance.split("; ").filter(|part| part.contains(": ")) {
        let (_, outcome) = part.split_once(": ").expect("a segment");
        let outcome = outcome.split(", follow-up").next().expect("an outcome");
        let (lines, words) = outcome
            .split_once(' ')
            .filter(|(count, _)| count.parse::<u64>().is_ok())
            .unwrap_or(("0", outcome));
        let lines: u64 = lines.parse().expect("a count");
        match counts.iter_mut().find(|known| known.0 == words) {
            Some(known) => {
                known.1 += 1;
                known.2 += lines;
            }
            None => counts.push((words.to_owned(), 1, lines)),
        }
    }
    counts
}

#[test]
fn three_hundred_segments_are_logged_in_one_run_and_the_balance_adds_up() {
    let book = book();
    // One faulty segment stops all, and all five are told.
    let stopped = book.segbook(&["run"]).exits(1);
    assert_eq!(stopped.stderr.matches("error[L001]").count(), 5);
    assert!(book.runs().is_empty());

    let outcome = book.segbook(&["run", "--on-error", "reject"]).exits(1);
    let logged = SOUND + 10 + 2;
    let entries = (SOUND as u64 + 10) * 4 + 2;
    assert_eq!(
        outcomes(outcome.balance()),
        [
            ("logged".to_owned(), logged, entries),
            ("selected, held".to_owned(), 5, 20),
            ("stopped by errors".to_owned(), 5, 0),
        ]
    );
    let numbers: Vec<String> = (1..=logged).map(|no| no.to_string()).collect();
    assert_eq!(
        ledger_rows(&book, "Logged Segment", &["Entry No."]),
        numbers
    );
    let numbers: Vec<String> = (1..=entries).map(|no| no.to_string()).collect();
    assert_eq!(
        ledger_rows(&book, "Interaction Log Entry", &["Entry No."]),
        numbers
    );
    let files = files_below(&book.only_run());
    let count = |folder: &str| files.iter().filter(|file| file.starts_with(folder)).count();
    assert_eq!(
        [count("logged/"), count("follow-up/"), count("rejects/")],
        [logged, 28, 1]
    );
    // First the segments, in the order of their headers (one.xlsx is the first file), then their
    // follow-ups.
    let used = ledger_rows(&book, "Logged Segment", &["Segment No."]);
    assert_eq!(used[..2], ["SM00001", "BATCH000"]);
    assert_eq!(used[SOUND..SOUND + 2], ["BATCH279", "SM00002"]);
    assert_eq!(used[SOUND + 10..], ["SM00011", "SM00012"]);
    assert_eq!(files[0], "findings.xlsx");
    assert!(files.contains(&"follow-up/SM00013.xlsx".to_owned()));
    assert!(files.contains(&"follow-up/SM00040.xlsx".to_owned()));

    // The next day only the recurring ones are left.
    let next = ["run", "--on-error", "reject", "--date", "2026-11-24"];
    let outcome = book.segbook(&next).exits(1);
    assert_eq!(
        outcomes(outcome.balance()),
        [
            ("logged before, skipped".to_owned(), SOUND + 2, 0),
            ("logged".to_owned(), 10, 40),
            ("selected, held".to_owned(), 5, 20),
            ("stopped by errors".to_owned(), 5, 0),
        ]
    );
    let used = ledger_rows(&book, "Logged Segment", &["Segment No."]);
    assert_eq!(used[logged], "SM00041");
    assert_eq!(used.len(), logged + 10);
    world::succeeds(book.segbook(&["history", "--verify"]));
}
