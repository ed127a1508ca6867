//! `segbook export`: ledger and history sheets as one, filtered, as workbook or CSV file.

use std::fs;

use crate::support::{Book, Sheets, world};

/// Entries from before segbook; the ledger's go on after them.
const HISTORY: &str = "
    Entry No.; Contact No.; Contact Company No.; Date; Segment No.; Canceled; Initiated By; Cost (LCY)
    7; F; E; 2026-01-15; OLD; No; Us; 2.5
    3; D; A; 2026-02-20; OLD; Yes; Us; 4";

/// A book in which SPRING is logged: entries 8 to 11, after those of a history sheet.
fn logged() -> Book {
    let book = world::book_with_spring();
    book.sheet("Interaction Log Entries", HISTORY);
    world::succeeds(book.segbook(&["run"]));
    book
}

fn exported(book: &Book, what: &str) -> Sheets {
    Sheets::read(&book.path(&format!("out/export/{what}.xlsx")))
}

#[test]
fn the_log_is_ledger_and_sheets_in_order_of_numbers() {
    let book = logged();
    let outcome = world::succeeds(book.segbook(&["export", "log"]));
    assert_eq!(
        outcome.balance(),
        "6 interaction log entries = 4 of the ledger + 2 of the inbox; 6 exported, 0 left out"
    );
    assert!(outcome.stdout.ends_with("log.xlsx\n"), "{}", outcome.stdout);
    let log = exported(&book, "log");
    assert_eq!(log.names(), ["Interaction Log Entry"]);
    let entries = log.sheet("Interaction Log Entry");
    assert_eq!(
        entries.rows(&[
            "Entry No.",
            "Contact No.",
            "Contact Name",
            "Contact Company Name",
            "Date",
            "Segment No.",
            "Canceled",
        ]),
        [
            "3|D|Dora Dahl|Alpha GmbH|2026-02-20|OLD|Yes",
            "7|F|Finn Frey|Echo Ltd|2026-01-15|OLD|No",
            "8|B|Bea Berg||2026-11-23|SPRING|No",
            "9|A||Alpha GmbH|2026-11-23|SPRING|No",
            "10|C|Cem Can|Alpha GmbH|2026-11-23|SPRING|No",
            "11|D|Dora Dahl|Alpha GmbH|2026-11-23|SPRING|No",
        ]
    );
    // The same columns and values as in the workbook of the run.
    let of_run = book.written("interaction-log-entries.xlsx");
    let of_run = of_run.sheet("Interaction Log Entry");
    assert_eq!(entries.captions(), of_run.captions());
    let captions = entries.captions();
    let captions: Vec<&str> = captions.iter().map(String::as_str).collect();
    assert_eq!(entries.rows(&captions)[2..], of_run.rows(&captions));
}

#[test]
fn all_filters_must_hold_and_dates_are_relative_to_the_work_date() {
    let book = logged();
    for (filters, expected) in [
        (&["Date=-CM..CM"][..], vec!["8", "9", "10", "11"]),
        (
            &[
                "Date=..2026-01-31|M",
                "Canceled=No",
                "Contact Company No.=E",
            ],
            vec!["7"],
        ),
        (&["26=Yes"], vec!["3"]),
        (&["Contact Name=@*dahl"], vec!["3", "11"]),
        (&["contact_company_name=''"], vec!["8"]),
        (&["Entry No.=>7&<10"], vec!["8", "9"]),
        (&["User ID=%me", "Contact No.=<>B"], vec!["9", "10", "11"]),
        (&["Subject=nothing like this"], vec![]),
    ] {
        let mut words = vec!["export", "log"];
        for filter in filters {
            words.extend(["--where", filter]);
        }
        world::succeeds(book.segbook(&words));
        let log = exported(&book, "log");
        let entries = log.sheet("Interaction Log Entry");
        // A table of Excel has a blank row when nothing passes.
        let mut found = entries.column("Entry No.");
        found.retain(|no| !no.is_empty());
        assert_eq!(found, expected, "{filters:?}");
    }
}

#[test]
fn a_slip_in_a_field_or_filter_is_wrong_usage() {
    let book = logged();
    for (filter, said) in [
        ("Contct No.=A", "did you mean Contact No.?"),
        ("99999=A", "has no field \"99999\""),
        ("Date", "has no \"=\" in it"),
        ("Date=", "write '' for blank"),
        ("Comment=Yes", "is calculated by Business Central"),
        ("Date=2026-13-01", "--where \"Date\""),
        ("Contact No.=A||B", "A||B\n"),
    ] {
        book.segbook(&["export", "log", "--where", filter])
            .exits(2)
            .says(said);
    }
    assert!(!book.path("out/export").exists());
    book.segbook(&["export", "contacts", "--where", "Nmae=A"])
        .exits(2)
        .says("did you mean Name?");
    book.segbook(&["export", "entries"]).exits(2);
}

#[test]
fn a_file_name_or_a_flag_says_which_kind_of_file() {
    let book = logged();
    let to = book.path("mine.csv");
    let to = to.to_str().unwrap();
    world::succeeds(book.segbook(&["export", "log", "--to", to, "--where", "Entry No.=3|8"]));
    let text = fs::read_to_string(to).unwrap();
    let mut lines = text.lines();
    assert!(
        lines
            .next()
            .unwrap()
            .starts_with("Entry No.,Contact No.,Contact Company No.,Contact Name,"),
        "{text}"
    );
    assert!(
        lines
            .next()
            .unwrap()
            .starts_with("3,D,A,Dora Dahl,Alpha GmbH,2026-02-20,")
    );
    assert!(
        lines
            .next()
            .unwrap()
            .starts_with("8,B,,Bea Berg,,2026-11-23,Spring letter,")
    );
    assert_eq!(lines.next(), None);

    world::succeeds(book.segbook(&["export", "logged-segments", "--format", "both"]));
    let csv = fs::read_to_string(book.path("out/export/logged-segments.csv")).unwrap();
    assert_eq!(
        csv,
        "Entry No.,Segment No.,Description,Creation Date,User ID,Canceled,No. of Interactions,\
         No. of Campaign Entries\r\n\
         1,SPRING,Spring letter,2026-11-23,MARTA,No,4,0\r\n"
    );
    let sheet = exported(&book, "logged-segments");
    assert_eq!(
        sheet.sheet("Logged Segment").column("Segment No."),
        ["SPRING"]
    );
    // Nothing else is left beside them.
    let mut names: Vec<_> = fs::read_dir(book.path("out/export"))
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    assert_eq!(names, ["logged-segments.csv", "logged-segments.xlsx"]);
    book.segbook(&["export", "log", "--to", "log.pdf"]).exits(2);
    book.segbook(&["export", "log", "--to", "log.xlsx", "--format", "csv"])
        .exits(2);
}

#[test]
fn the_same_export_has_the_same_bytes_and_replaces_the_one_before() {
    let book = logged();
    let export = |jobs: &str| {
        world::succeeds(book.segbook(&["export", "log", "--jobs", jobs]));
        fs::read(book.path("out/export/log.xlsx")).unwrap()
    };
    assert_eq!(export("1"), export("3"));
    let before = export("1");
    world::succeeds(book.segbook(&["export", "log", "--dry-run", "--where", "Entry No.=1"]))
        .says("dry run: nothing was written");
    assert_eq!(fs::read(book.path("out/export/log.xlsx")).unwrap(), before);
}

#[test]
fn what_was_exported_is_history_in_another_book() {
    let book = logged();
    for what in ["log", "logged-segments", "campaign-entries", "contacts"] {
        world::succeeds(book.segbook(&["export", what]));
    }
    let other = Book::new();
    for what in ["log", "logged-segments", "campaign-entries", "contacts"] {
        let from = book.path(&format!("out/export/{what}.xlsx"));
        fs::copy(from, other.path(&format!("inbox/{what}.xlsx"))).unwrap();
    }
    world::succeeds(other.segbook(&["check"]));
    world::succeeds(other.segbook(&["export", "log"]));
    world::succeeds(other.segbook(&["export", "contacts"])).says("R006");
    for what in ["log", "contacts"] {
        let bytes = |book: &Book| fs::read(book.path(&format!("out/export/{what}.xlsx"))).unwrap();
        assert!(bytes(&book) == bytes(&other), "{what} differs");
    }
}

#[test]
fn a_file_of_the_inbox_is_never_written_over() {
    let book = logged();
    let theirs = book.path("inbox/Contact.xlsx");
    let before = fs::read(&theirs).unwrap();
    book.segbook(&["export", "contacts", "--to", theirs.to_str().unwrap()])
        .exits(2)
        .says("never written over");
    assert_eq!(fs::read(&theirs).unwrap(), before);
}

#[test]
fn contacts_have_their_company_totals_and_extra_columns() {
    let book = logged();
    book.sheet(
        "Contact",
        &world::CONTACTS
            .replace("Exclude from Segment", "Shoe Size")
            .replace("finn@echo.example; GB", "finn@echo.example; GB; 43"),
    )
    .sheet(
        "Contact Mailing Group",
        "Contact No.; Mailing Group Code\nC; NEWS\nC; CARDS\nF; NEWS",
    );
    world::succeeds(book.segbook(&["export", "contacts"]));
    let contacts = exported(&book, "contacts");
    let contacts = contacts.sheet("Contact");
    // D: the canceled entry 3 counts for no number, cost or duration, but it was an attempt. A: the
    // entries of the company itself and of its persons.
    assert_eq!(
        contacts.rows(&[
            "No.",
            "Company No.",
            "Company Name",
            "No. of Interactions",
            "Cost (LCY)",
            "Duration (Min.)",
            "Date of Last Interaction",
            "Last Date Attempted",
            "No. of Mailing Groups",
            "Shoe Size",
        ]),
        [
            "A|A|Alpha GmbH|3|4.5|6|2026-11-23|2026-11-23|0|",
            "B|||1|1.5|2|2026-11-23|2026-11-23|0|",
            "C|A|Alpha GmbH|1|1.5|2|2026-11-23|2026-11-23|2|",
            "D|A|Alpha GmbH|1|1.5|2|2026-11-23|2026-11-23|0|",
            "E|E|Echo Ltd|1|2.5|0|2026-01-15|2026-01-15|0|",
            "F|E|Echo Ltd|1|2.5|0|2026-01-15|2026-01-15|1|43",
        ]
    );
    let outcome = world::succeeds(book.segbook(&[
        "export",
        "contacts",
        "--where",
        "Cost (LCY)=>2",
        "--where",
        "Shoe Size=4?",
    ]));
    assert_eq!(outcome.balance(), "6 contacts; 1 exported, 5 left out");
    assert_eq!(
        exported(&book, "contacts").sheet("Contact").column("No."),
        ["F"]
    );
}

#[test]
fn errors_in_the_sheets_that_are_read_stop_it_or_are_set_aside() {
    let book = logged();
    book.sheet(
        "Interaction Log Entries",
        &HISTORY.replace("2026-02-20", "20.13.2026"),
    );
    book.segbook(&["export", "log"])
        .exits(1)
        .says("nothing was written");
    assert!(!book.path("out/export/log.xlsx").exists());
    let outcome = world::succeeds(book.segbook(&["export", "log", "--on-error", "reject"]));
    assert_eq!(
        outcome.balance(),
        "5 interaction log entries = 4 of the ledger + 1 of the inbox; 5 exported, 0 left out"
    );
    // Totals over it would be wrong too.
    book.segbook(&["export", "campaign-entries"]).exits(1);
    // Sheets that are not read may be wrong.
    book.sheet("Interaction Log Entries", HISTORY);
    book.sheet("Campaign", "No.; Starting Date\nCP1; 20.13.2026");
    for what in ["log", "logged-segments", "campaign-entries"] {
        world::succeeds(book.segbook(&["export", what]));
    }
}

/// A ledger with two logged segments of campaign CP1, the second canceled, and a history sheet with
/// one more entry of the first campaign entry.
fn logged_twice() -> Book {
    let header = "No.; Description; Interaction Template Code; Salesperson Code; Campaign No.
        SPRING; Spring letter; LETTER; ANN; CP1
        SUMMER; Summer letter; LETTER; ANN; CP1";
    let criteria = format!("{}\nSUMMER; 1; Add; Contact; No.; F", world::GERMANS);
    let book = world::book_with(header, &criteria);
    book.sheet("Campaign", "No.\nCP1");
    world::succeeds(book.segbook(&["run"]));
    for number in [["entries", "2"], ["segments", "SUMMER"]] {
        world::succeeds(book.segbook(&[&["cancel"], &number[..]].concat()));
    }
    book.sheet(
        "Interaction Log Entries",
        "Entry No.; Contact No.; Date; Campaign No.; Campaign Entry No.; Logged Segment Entry No.; Cost (LCY); Duration (Min.)
         90; F; 2026-01-15; CP1; 1; 1; 2.5; 1
         91; F; 2026-01-15; CP9; 1; 0; 100; 100",
    );
    book
}

#[test]
fn bc_2_8_and_2_9_totals_count_what_is_canceled_as_the_row_itself() {
    let book = logged_twice();
    world::succeeds(book.segbook(&["export", "logged-segments"]));
    let totals = [
        "Entry No.",
        "No. of Interactions",
        "No. of Campaign Entries",
    ];
    assert_eq!(
        exported(&book, "logged-segments")
            .sheet("Logged Segment")
            .rows(&totals),
        // Of four entries one is canceled, and one stands in the sheet; SUMMER's is canceled with it.
        ["1|4|1", "2|1|1"]
    );
    world::succeeds(book.segbook(&["export", "campaign-entries"]));
    let totals = [
        "Entry No.",
        "No. of Interactions",
        "Cost (LCY)",
        "Duration (Min.)",
    ];
    assert_eq!(
        exported(&book, "campaign-entries")
            .sheet("Campaign Entry")
            .rows(&totals),
        // Three letters at 1.5 for 2 minutes, and the one of the sheet.
        ["1|4|7|7", "2|1|1.5|2"]
    );
}

#[test]
fn totals_are_filtered_on_and_read_again_with_one_notice() {
    let book = logged_twice();
    for (what, filter, exported) in [
        ("logged-segments", "No. of Interactions=>1", 1),
        ("logged-segments", "No. of Campaign Entries=1", 2),
        ("campaign-entries", "Cost (LCY)=1.5", 1),
        ("campaign-entries", "Duration (Min.)=0", 0),
    ] {
        let outcome = world::succeeds(book.segbook(&["export", what, "--where", filter]));
        let end = format!("; {exported} exported, {} left out", 2 - exported);
        assert!(outcome.balance().ends_with(&end), "{}", outcome.balance());
    }
    book.segbook(&["purge", "segments", "--where", "No. of Interactions=1"])
        .exits(2)
        .says("the ledger keeps no totals to filter on")
        .says("segbook export logged-segments");
    world::succeeds(book.segbook(&["export", "logged-segments"]));
    let file = book.path("out/export/logged-segments.xlsx");
    fs::copy(file, book.path("inbox/logged.xlsx")).unwrap();
    let outcome = world::succeeds(book.segbook(&["check"]));
    assert_eq!(
        outcome.stderr.matches("logged.xlsx").count(),
        2,
        "{}",
        outcome.stderr
    );
    outcome
        .says("notice[R006] logged.xlsx")
        .says("notice[V015] logged.xlsx");
}

#[test]
fn json_tells_rows_files_and_findings() {
    let book = logged();
    let words = ["export", "log", "--json", "--where", "Canceled=No"];
    let json = world::succeeds(book.segbook(&words)).json();
    assert_eq!(json["command"], "export");
    assert_eq!(json["exit_code"], 0);
    assert_eq!(json["what"], "log");
    for (key, expected) in [
        ("ledger", 4),
        ("inbox", 2),
        ("exported", 5),
        ("left_out", 1),
    ] {
        assert_eq!(json["rows"][key], expected, "{key}");
    }
    let file = &json["files"][0];
    assert!(file["path"].as_str().unwrap().ends_with("log.xlsx"));
    let bytes = fs::metadata(book.path("out/export/log.xlsx"))
        .unwrap()
        .len();
    assert_eq!(file["bytes"], bytes);
}
