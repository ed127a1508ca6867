//! Four rounds of one campaign: selected, reviewed, logged and followed up; the follow-up logged and
//! evaluated; the first letter canceled and purged; and logged again. The whole ledger is compared
//! after each: what matters by hand, and every value that is kept against `expected/four-rounds.txt`.

use std::fmt::Write as _;

use segbook::ledger::Ledger;
use segbook::schema::{Class, table_called};

use crate::support::{Book, assert_golden, ledger_rows, top, world};

/// Everything that the ledger holds, a line a row: logged segments, campaign entries, log entries,
/// numbers that are used with the logged segment, the last number given, the commands.
fn ledger(book: &Book) -> Vec<String> {
    let titled = |title: &str, rows: Vec<String>| -> Vec<String> {
        rows.into_iter()
            .map(|row| format!("{title} {row}"))
            .collect()
    };
    let logged_segments = [
        "Entry No.",
        "Segment No.",
        "Description",
        "Creation Date",
        "User ID",
        "Canceled",
    ];
    let campaign_entries = [
        "Entry No.",
        "Campaign No.",
        "Description",
        "Date",
        "Segment No.",
        "Register No.",
        "Canceled",
    ];
    let log_entries = [
        "Entry No.",
        "Contact No.",
        "Date",
        "Interaction Template Code",
        "Salesperson Code",
        "Segment No.",
        "Logged Segment Entry No.",
        "Campaign No.",
        "Campaign Entry No.",
        "Evaluation",
        "Attempt Failed",
        "Canceled",
    ];
    let mut all = titled(
        "segment",
        ledger_rows(book, "Logged Segment", &logged_segments),
    );
    all.extend(titled(
        "campaign",
        ledger_rows(book, "Campaign Entry", &campaign_entries),
    ));
    all.extend(titled(
        "entry",
        ledger_rows(book, "Interaction Log Entry", &log_entries),
    ));
    let kept = Ledger::open_for_reading(&book.path("ledger.db")).expect("a ledger");
    all.extend(
        kept.segment_uses()
            .expect("the numbers")
            .into_iter()
            .map(|used| {
                let entry_no = used.logged_segment_entry_no;
                let logged = entry_no.map_or("reserved".to_owned(), |no| no.to_string());
                format!("number {} {logged}", used.segment_no)
            }),
    );
    all.extend(
        kept.last_number()
            .expect("the series")
            .map(|last| format!("last {last}")),
    );
    let commands = kept
        .runs()
        .expect("the runs")
        .into_iter()
        .map(|run| run.command);
    all.push(format!("runs {}", commands.collect::<Vec<_>>().join(" ")));
    all
}

/// Every value of every row that the ledger keeps, blank ones left out; runs without their hashes.
fn everything(book: &Book) -> String {
    let mut text = String::new();
    for name in [
        "Logged Segment",
        "Campaign Entry",
        "Interaction Log Entry",
        "Saved Segment Criteria",
        "Saved Segment Criteria Line",
    ] {
        let table = table_called(name).expect("a table");
        let captions: Vec<&str> = table
            .fields
            .iter()
            .filter(|field| field.class != Class::Calculated)
            .map(|field| field.caption)
            .collect();
        for row in ledger_rows(book, name, &captions) {
            let values = captions.iter().zip(row.split('|'));
            let filled: Vec<String> = values
                .filter(|(_, value)| !value.is_empty())
                .map(|(caption, value)| format!("{caption} {value}"))
                .collect();
            let _ = writeln!(text, "{name}: {}", filled.join(" | "));
        }
    }
    text
}

/// A book and what its ledger held after each round.
struct Story {
    book: Book,
    told: String,
}

impl std::ops::Deref for Story {
    type Target = Book;

    fn deref(&self) -> &Book {
        &self.book
    }
}

impl Story {
    #[track_caller]
    fn holds(&mut self, after: &str, expected: &[&str]) {
        let found = ledger(&self.book);
        assert_eq!(found, expected, "found\n{}", found.join("\n"));
        let _ = writeln!(self.told, "after {after}\n\n{}", everything(&self.book));
    }
}

fn first_round(book: &mut Story) {
    world::succeeds(book.segbook(&["select"]));
    book.holds("select", &["runs select"]);
    // Dora is taken out in the review.
    let mut workbook = book.written("segments/SPRING.xlsx");
    let lines = workbook.sheet_mut("Segment Line");
    assert_eq!(lines.column("Contact No."), ["B", "A", "C", "D"]);
    lines.delete(3);
    workbook.save(&book.path("inbox/reviewed.xlsx"));
    world::succeeds(book.segbook(&["log", "SPRING"]));
    book.holds(
        "log",
        &[
            "segment 1|SPRING|Spring letter|2026-11-23|MARTA|No",
            "campaign 1|CP1|Spring letter|2026-11-23|SPRING|1|No",
            "entry 1|B|2026-11-23|LETTER|ANN|SPRING|1|CP1|1||No|No",
            "entry 2|A|2026-11-23|LETTER|ANN|SPRING|1|CP1|1||No|No",
            "entry 3|C|2026-11-23|LETTER|ANN|SPRING|1|CP1|1||No|No",
            "number SPRING 1",
            "last SM00001",
            "runs select log",
        ],
    );
}

/// The second round's rows that stay as they are to the end.
const CALLS: [&str; 3] = [
    "entry 4|B|2026-11-30|CALL|BEN|SM00001|2|CP1|2|Positive|No|No",
    "entry 5|A|2026-11-30|CALL|BEN|SM00001|2|CP1|2||Yes|No",
    "entry 6|C|2026-11-30|CALL|BEN|SM00001|2|CP1|2||No|No",
];

fn second_round(book: &mut Story) {
    let mut workbook = book.written("follow-up/SM00001.xlsx");
    let header = workbook.sheet_mut("Segment Header");
    header.set(0, "Interaction Template Code", "CALL");
    header.set(0, "Salesperson Code", "BEN");
    header.set(0, "Hold", "");
    workbook.save(&book.path("inbox/follow-up.xlsx"));
    world::succeeds(book.segbook(&["run", "--date", "2026-11-30"]));
    world::succeeds(book.segbook(&["evaluate", "positive", "4", "--date", "2026-12-01"]));
    let answers = book.path("answers.csv");
    std::fs::write(&answers, "Entry No.,Attempt Failed\n5,Yes\n6,No\n").expect("a file");
    let answers = answers.to_str().expect("a path of the tests");
    world::succeeds(book.segbook(&["evaluate", "--from", answers, "--date", "2026-12-01"]));
    let mut expected = vec![
        "segment 1|SPRING|Spring letter|2026-11-23|MARTA|No",
        "segment 2|SM00001|Follow-up on segment SPRING|2026-11-30|MARTA|No",
        "campaign 1|CP1|Spring letter|2026-11-23|SPRING|1|No",
        "campaign 2|CP1|Follow-up on segment SPRING|2026-11-30|SM00001|2|No",
        "entry 1|B|2026-11-23|LETTER|ANN|SPRING|1|CP1|1||No|No",
        "entry 2|A|2026-11-23|LETTER|ANN|SPRING|1|CP1|1||No|No",
        "entry 3|C|2026-11-23|LETTER|ANN|SPRING|1|CP1|1||No|No",
    ];
    expected.extend(CALLS);
    expected.extend([
        "number SM00001 2",
        "number SPRING 1",
        "last SM00001",
        "runs select log run evaluate evaluate",
    ]);
    book.holds("the follow-up and evaluate", &expected);
}

fn third_round(book: &mut Story) {
    let on = ["--date", "2026-12-07"];
    world::succeeds(book.segbook(&[&["cancel", "segments", "SPRING"], &on[..]].concat()));
    book.segbook(&[&["cancel", "entries", "2", "--undo"], &on[..]].concat())
        .exits(4);
    let mut expected = vec![
        "segment 1|SPRING|Spring letter|2026-11-23|MARTA|Yes",
        "segment 2|SM00001|Follow-up on segment SPRING|2026-11-30|MARTA|No",
        "campaign 1|CP1|Spring letter|2026-11-23|SPRING|1|Yes",
        "campaign 2|CP1|Follow-up on segment SPRING|2026-11-30|SM00001|2|No",
        "entry 1|B|2026-11-23|LETTER|ANN|SPRING|1|CP1|1||No|Yes",
        "entry 2|A|2026-11-23|LETTER|ANN|SPRING|1|CP1|1||No|Yes",
        "entry 3|C|2026-11-23|LETTER|ANN|SPRING|1|CP1|1||No|Yes",
    ];
    expected.extend(CALLS);
    expected.extend([
        "number SM00001 2",
        "number SPRING 1",
        "last SM00001",
        "runs select log run evaluate evaluate cancel",
    ]);
    book.holds("cancel", &expected);
    // Still used up: nothing to log.
    world::succeeds(book.segbook(&[&["run"], &on[..]].concat())).says("nothing new");
    book.holds("a run with nothing to do", &expected);
    world::succeeds(book.segbook(&[&["purge", "segments"], &on[..]].concat()));
    let mut expected = vec![
        "segment 2|SM00001|Follow-up on segment SPRING|2026-11-30|MARTA|No",
        "campaign 1|CP1|Spring letter|2026-11-23|SPRING|0|Yes",
        "campaign 2|CP1|Follow-up on segment SPRING|2026-11-30|SM00001|2|No",
        "entry 1|B|2026-11-23|LETTER|ANN|SPRING|0|CP1|1||No|Yes",
        "entry 2|A|2026-11-23|LETTER|ANN|SPRING|0|CP1|1||No|Yes",
        "entry 3|C|2026-11-23|LETTER|ANN|SPRING|0|CP1|1||No|Yes",
    ];
    expected.extend(CALLS);
    expected.extend([
        "number SM00001 2",
        "last SM00001",
        "runs select log run evaluate evaluate cancel purge",
    ]);
    book.holds("purge segments", &expected);
}

fn fourth_round(book: &mut Story) {
    let on = ["--date", "2026-12-14"];
    world::succeeds(book.segbook(&[&["run"], &on[..]].concat()));
    world::succeeds(book.segbook(&[&["purge", "entries"], &on[..]].concat()));
    // The campaign entry of this segment is found again, with its mark and without its register.
    let mut expected = vec![
        "segment 2|SM00001|Follow-up on segment SPRING|2026-11-30|MARTA|No",
        "segment 3|SPRING|Spring letter|2026-12-14|MARTA|No",
        "campaign 1|CP1|Spring letter|2026-11-23|SPRING|0|Yes",
        "campaign 2|CP1|Follow-up on segment SPRING|2026-11-30|SM00001|2|No",
    ];
    expected.extend(CALLS);
    expected.extend([
        "entry 7|B|2026-11-23|LETTER|ANN|SPRING|3|CP1|1||No|No",
        "entry 8|A|2026-11-23|LETTER|ANN|SPRING|3|CP1|1||No|No",
        "entry 9|C|2026-11-23|LETTER|ANN|SPRING|3|CP1|1||No|No",
        "number SM00001 2",
        "number SPRING 3",
        "last SM00002",
        "runs select log run evaluate evaluate cancel purge run purge",
    ]);
    book.holds("logging again and purge entries", &expected);
    // And nothing is left to do.
    world::succeeds(book.segbook(&[&["run"], &on[..]].concat())).says("nothing new");
    world::succeeds(book.segbook(&[&["purge", "entries"], &on[..]].concat()));
    book.holds("another run and purge", &expected);
}

#[test]
fn select_review_log_follow_up_cancel_purge_and_log_again() {
    let header =
        "No.; Description; Interaction Template Code; Salesperson Code; Campaign No.; Follow-up
        SPRING; Spring letter; LETTER; ANN; CP1; Yes";
    let book = world::book_with(header, world::GERMANS);
    book.sheet("Campaign", "No.; Description\nCP1; Spring");
    let mut story = Story {
        book,
        told: String::new(),
    };
    first_round(&mut story);
    second_round(&mut story);
    third_round(&mut story);
    fourth_round(&mut story);
    let expected = top().join("tests/flow/expected/four-rounds.txt");
    assert_golden(&expected, &story.told);
}
