//! Results as CSV, for programs that read no workbooks.

use std::fs;

use crate::support::{files_below, has_extension, world};

#[test]
fn each_sheet_is_a_file_with_captions_and_iso_dates() {
    let book = world::book_with_spring();
    world::succeeds(book.segbook(&["run", "--follow-up", "--format", "csv"]));
    let run = book.only_run();
    let files = files_below(&run);
    for expected in [
        "follow-up/SM00001.Segment Criteria Line.csv",
        "follow-up/SM00001.Segment Header.csv",
        "follow-up/SM00001.Segment Line.csv",
        "interaction-log-entries.csv",
        "logged/SPRING.Interaction Log Entry.csv",
        "logged/SPRING.Logged Segment.csv",
        "logged/SPRING.Segment Criteria Line.csv",
        "run.json",
    ] {
        assert!(
            files.iter().any(|file| file == expected),
            "{expected} in {files:#?}"
        );
    }
    assert!(
        !files.iter().any(|file| has_extension(file, "xlsx")),
        "{files:#?}"
    );
    let bytes = fs::read(run.join("logged/SPRING.Interaction Log Entry.csv")).unwrap();
    assert!(!bytes.starts_with(&[0xEF, 0xBB, 0xBF]));
    let mut reader = csv::Reader::from_reader(bytes.as_slice());
    let captions = reader.headers().unwrap().clone();
    let at = |name: &str| captions.iter().position(|known| known == name).unwrap();
    let rows: Vec<String> = reader
        .records()
        .map(|row| {
            let row = row.unwrap();
            ["Entry No.", "Contact No.", "Date", "Cost (LCY)"]
                .map(|name| row[at(name)].to_owned())
                .join("|")
        })
        .collect();
    assert_eq!(
        rows,
        [
            "1|B|2026-11-23|1.5",
            "2|A|2026-11-23|1.5",
            "3|C|2026-11-23|1.5",
            "4|D|2026-11-23|1.5"
        ]
    );
}

#[test]
fn both_formats_can_be_had_at_once() {
    let book = world::book_with_spring();
    world::succeeds(book.segbook(&["run", "--format", "both"]));
    let run = book.only_run();
    assert!(run.join("logged/SPRING.xlsx").exists());
    assert!(run.join("logged/SPRING.Logged Segment.csv").exists());
}

#[test]
fn a_follow_up_in_csv_can_be_completed_and_logged() {
    let book = world::book_with_spring();
    world::succeeds(book.segbook(&["run", "--follow-up", "--format", "csv"]));
    let folder = book.only_run().join("follow-up");
    fs::create_dir(book.path("inbox/next")).unwrap();
    for sheet in ["Segment Line", "Segment Criteria Line"] {
        let from = folder.join(format!("SM00001.{sheet}.csv"));
        fs::copy(from, book.path(&format!("inbox/next/{sheet}.csv"))).unwrap();
    }
    book.csv(
        "next/Segment Header.csv",
        "No.,Description,Interaction Template Code,Salesperson Code\nSM00001,Second letter,LETTER,BEN\n",
    );
    world::succeeds(book.segbook(&["run", "--date", "2026-12-10"]));
    let logged = book.written("logged/SM00001.xlsx");
    assert_eq!(
        logged.sheet("Interaction Log Entry").column("Contact No."),
        ["B", "A", "C", "D"]
    );
}
