//! `segbook history`: runs, one run in detail, and whether all of it is still there.

use std::fs;

use crate::support::{Book, world};

/// A book in which SPRING was selected by nobody, logged, and followed up.
fn logged() -> Book {
    let book = world::book_with_spring();
    world::succeeds(book.segbook(&["run", "--follow-up"]));
    book
}

fn id(book: &Book) -> String {
    let run = book.only_run();
    let name = run.file_name().expect("a run has a name");
    name.to_string_lossy().into_owned()
}

/// Changes the ledger as a person with an SQLite browser might.
fn change_ledger(book: &Book, sql: &str) {
    let connection = rusqlite::Connection::open(book.path("ledger.db")).expect("a ledger");
    connection.execute_batch(sql).expect("SQL");
}

#[test]
fn runs_are_listed_with_their_counts() {
    let book = Book::new();
    let outcome = world::succeeds(book.segbook(&["history"]));
    assert_eq!((outcome.stdout.as_str(), outcome.balance()), ("", "0 runs"));
    assert!(!book.path("ledger.db").exists());

    let book = logged();
    let outcome = world::succeeds(book.segbook(&["history"]));
    let lines: Vec<&str> = outcome.stdout.lines().collect();
    let words =
        |line: &str| -> Vec<String> { line.split_whitespace().map(str::to_owned).collect() };
    assert_eq!(
        words(lines[0]),
        [
            "run",
            "date",
            "command",
            "user",
            "segments",
            "lines",
            "follow-ups",
            "files",
            "committed"
        ]
    );
    let run = words(lines[1]);
    assert_eq!(
        run[..8],
        [
            id(&book).as_str(),
            "2026-11-23",
            "run",
            "MARTA",
            "1",
            "4",
            "1",
            "3"
        ]
    );
    assert_eq!(outcome.balance(), "1 run");
}

#[test]
fn a_run_is_shown_by_its_id_or_a_beginning() {
    let book = logged();
    let id = id(&book);
    for name in [id.as_str(), &id[..10], &id[11..15]] {
        let shown = world::succeeds(book.segbook(&["history", name])).stdout;
        for part in [
            id.as_str(),
            "Contact.xlsx",
            "step 1 Add Contacts: 0 before, 4 matched, 4 after",
            "logged/SPRING.xlsx",
            "follow-up/SM00001.xlsx",
            "input.paths",
        ] {
            assert!(shown.contains(part), "{part} is missing in\n{shown}");
        }
    }
    book.segbook(&["history", "2025"])
        .exits(2)
        .says("there is no run 2025");
}

#[test]
fn a_run_shows_what_was_found_in_its_inputs() {
    let book = world::book_with_spring();
    // Two warnings and a notice, which stop nobody.
    let contacts = world::CONTACTS.replace("cem@alpha.example", "cem at alpha");
    book.sheet("Contact", &contacts.replace("finn@echo.example", "finn"));
    book.sheet("Notes", "Remember\nthe milk");
    world::succeeds(book.segbook(&["run"]));
    let shown = world::succeeds(book.segbook(&["history", &id(&book)])).stdout;
    let findings = shown
        .split("\nFindings\n")
        .nth(1)
        .and_then(|rest| rest.split("\n\n").next())
        .expect("a part of its own");
    let lines: Vec<&str> = findings
        .lines()
        .filter(|line| !line.contains("V011"))
        .map(str::trim)
        .collect();
    assert!(
        lines.contains(&"warning   V012  Contact.xlsx: Contact!E4 \"Email\""),
        "{findings}"
    );
    assert!(findings.contains("\"cem at alpha\""), "{findings}");
    let record = fs::read_to_string(book.only_run().join("run.json")).unwrap();
    let record: serde_json::Value = serde_json::from_str(&record).unwrap();
    assert_eq!(record["findings"]["errors"], 0);
    assert_eq!(record["findings"]["warnings"], 2);
}

#[test]
fn all_is_well_until_somebody_changes_a_file() {
    let book = logged();
    world::succeeds(book.segbook(&["history", "--verify"]))
        .says("1 run, 4 files and 4 log entries verified: all is as it was written");
    let run = book.only_run();
    // A file beside them is no damage.
    fs::write(run.join("note.txt"), "mine").unwrap();
    world::succeeds(book.segbook(&["history", "--verify"]))
        .says("notice: run ")
        .says("note.txt was not written by this run");

    let file = run.join("logged/SPRING.xlsx");
    let sound = fs::read(&file).unwrap();
    let mut changed = sound.clone();
    changed[100] ^= 1;
    fs::write(&file, &changed).unwrap();
    book.segbook(&["history", "--verify"])
        .exits(3)
        .says("logged/SPRING.xlsx was changed: its SHA-256 is another");
    fs::write(&file, &sound[..100]).unwrap();
    book.segbook(&["history", "--verify"])
        .exits(3)
        .says("logged/SPRING.xlsx was changed: it has 100 bytes");
    fs::remove_file(&file).unwrap();
    book.segbook(&["history", "--verify"])
        .exits(3)
        .says("logged/SPRING.xlsx is missing");
    fs::write(&file, &sound).unwrap();
    let record = run.join("run.json");
    let json = fs::read_to_string(&record).unwrap();
    fs::write(&record, json.replace("MARTA", "SOMEONE")).unwrap();
    let outcome = book.segbook(&["history", &id(&book), "--verify"]).exits(3);
    assert!(
        outcome
            .stderr
            .contains("run.json differs from what the ledger keeps")
    );

    fs::remove_dir_all(&run).unwrap();
    let outcome = book.segbook(&["history", "--verify"]).exits(3);
    assert!(
        outcome.stderr.contains("the folder of the run is missing"),
        "{}",
        outcome.stderr
    );
    assert!(outcome.stdout.contains("its folder is missing"));
}

#[test]
fn entries_that_are_missing_in_the_ledger_are_noticed() {
    for (sql, said) in [
        (
            r#"DELETE FROM "Interaction Log Entry" WHERE "Entry No." = 2"#,
            "logged segment SPRING has 3 log entries in the ledger, 4 were logged",
        ),
        (
            r#"UPDATE "Interaction Log Entry" SET "Entry No." = 9 WHERE "Entry No." = 4"#,
            "logged segment SPRING has log entries 1 to 9 with gaps between",
        ),
        (
            r#"DELETE FROM "Logged Segment""#,
            "Interaction Log Entry has 4 entries of logged segment 1, which is missing",
        ),
    ] {
        let book = logged();
        change_ledger(&book, sql);
        book.segbook(&["history", "--verify"]).exits(3).says(said);
    }
}

#[test]
fn numbers_after_those_of_a_history_sheet_are_no_gap() {
    let book = world::book_with_spring();
    book.sheet("Interaction Log Entries", "Entry No.; Contact No.\n100; F");
    world::succeeds(book.segbook(&["run"]));
    world::succeeds(book.segbook(&["history", "--verify"]));
}

#[test]
fn a_folder_that_the_ledger_does_not_know_is_named() {
    let book = logged();
    fs::create_dir(book.path("out/runs/2026-01-01-00c0ffee")).unwrap();
    book.segbook(&["history", "--verify"])
        .exits(3)
        .says("run 2026-01-01-00c0ffee: ")
        .says("that the ledger does not know");
}

#[test]
fn json_has_the_runs_and_what_was_verified() {
    let book = logged();
    let json = world::succeeds(book.segbook(&["history", "--verify", "--json"])).json();
    assert_eq!(json["command"], "history");
    assert_eq!(json["exit_code"], 0);
    let run = &json["runs"][0];
    for (key, expected) in [
        ("segments", 1),
        ("lines", 4),
        ("follow_ups", 1),
        ("files", 3),
    ] {
        assert_eq!(run[key], expected, "{key}");
    }
    assert_eq!(run["run"], id(&book).as_str());
    assert_eq!(json["verified"]["sound_files"], 4);
    assert_eq!(json["verified"]["faults"].as_array().unwrap().len(), 0);
    let json = world::succeeds(book.segbook(&["history", &id(&book), "--json"])).json();
    assert_eq!(json["runs"][0]["record"]["command"], "run");
    assert!(json["verified"].is_null());
}
