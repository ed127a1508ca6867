//! `--json`: one object on stdout, whatever happens.

use crate::support::{Book, Outcome, bare_command, world};

#[test]
fn every_command_that_reads_a_book_has_the_same_keys() {
    for arguments in [
        ["check"].as_slice(),
        &["preview"],
        &["select"],
        &["log", "SPRING"],
        &["run"],
    ] {
        let book = world::book_with_spring();
        let words = [arguments, &["--json"]].concat();
        let outcome = world::succeeds(book.segbook(&words));
        let json = outcome.json();
        assert_eq!(json["command"], arguments[0]);
        assert_eq!(json["exit_code"], 0);
        for key in [
            "run", "counts", "tables", "segments", "files", "inputs", "findings",
        ] {
            assert!(
                json.get(key).is_some(),
                "{key} is missing for {arguments:?}"
            );
        }
        let contacts = json["tables"]
            .as_array()
            .unwrap()
            .iter()
            .find(|count| count["table"] == "Contact");
        assert_eq!(contacts.unwrap()["read"], 6);
    }
}

#[test]
fn a_run_reports_steps_lines_and_files() {
    let book = world::book_with_spring();
    let json = world::succeeds(book.segbook(&["run", "--follow-up", "--json"])).json();
    let segment = &json["segments"][0];
    assert_eq!(segment["no"], "SPRING");
    assert_eq!(segment["state"], "logged");
    assert_eq!(segment["lines"], 4);
    assert_eq!(segment["follow_up"], "SM00001");
    let step = &segment["steps"][0];
    for (key, expected) in [
        ("step", 1),
        ("before", 0),
        ("matched", 4),
        ("added", 4),
        ("after", 4),
    ] {
        assert_eq!(step[key], expected, "{key}");
    }
    let files: Vec<&str> = json["files"]
        .as_array()
        .unwrap()
        .iter()
        .map(|file| file["path"].as_str().unwrap())
        .collect();
    for file in [
        "logged/SPRING.xlsx",
        "follow-up/SM00001.xlsx",
        "interaction-log-entries.xlsx",
    ] {
        assert!(files.contains(&file), "{file} in {files:?}");
    }
}

#[test]
fn a_finding_has_its_place_in_parts() {
    let book = Book::sample("broken");
    let json = book.segbook(&["check", "--json"]).exits(1).json();
    assert_eq!(json["exit_code"], 1);
    let finding = json["findings"]
        .as_array()
        .unwrap()
        .iter()
        .find(|finding| finding["cell"] == "L3")
        .expect("the impossible date");
    for (key, expected) in [
        ("code", "D012"),
        ("severity", "error"),
        ("file", "contacts.xlsx"),
        ("sheet", "Contact"),
        ("caption", "Last Date Modified"),
    ] {
        assert_eq!(finding[key], expected, "{key}");
    }
    assert_eq!(
        (&finding["row"], &finding["column"]),
        (&3.into(), &12.into())
    );
    for key in ["found", "expected", "fix"] {
        assert!(!finding[key].as_str().unwrap().is_empty(), "{key}");
    }
}

#[test]
fn what_stops_a_command_is_json_too() {
    let book = Book::sample("first");
    book.settings("[input]\ndate_ordr = 1\n");
    let json = book.segbook(&["check", "--json"]).exits(2).json();
    assert_eq!(json["exit_code"], 2);
    assert!(json.get("error").is_some());
    let outcome = Outcome::of(bare_command().args(["explain", "D012", "--json"])).exits(0);
    assert_eq!(outcome.json()["codes"][0]["code"], "D012");
}
