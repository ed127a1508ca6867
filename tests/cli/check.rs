//! `segbook check`.

use crate::support::{Book, Outcome, bare_command, world};

#[test]
fn a_sound_book_has_no_errors() {
    let book = world::book_with_spring();
    let outcome = world::succeeds(book.segbook(&["check"]));
    assert!(!outcome.stderr.contains("error["), "{}", outcome.stderr);
    assert!(
        outcome
            .balance()
            .starts_with("6 contacts read = 6 usable + 0 rejected"),
        "{}",
        outcome.balance()
    );
}

#[test]
fn a_finding_names_cell_caption_value_expectation_and_remedy() {
    let book = world::book();
    book.sheet(
        "Contact",
        "No.; Type; Last Date Modified\nA; Company; 2026-02-30",
    );
    let outcome = book.segbook(&["check"]).exits(1);
    let place = "Contact.xlsx: Contact!C2 \"Last Date Modified\"";
    for part in [place, "found", "\"2026-02-30\"", "expected", "fix"] {
        assert!(
            outcome.stderr.contains(part),
            "{part} is missing in\n{}",
            outcome.stderr
        );
    }
    assert_eq!(outcome.stdout, "");
}

#[test]
fn findings_are_ordered_by_file_sheet_row_and_column() {
    let book = Book::sample("broken");
    let findings = book.segbook(&["check", "--json"]).exits(1).json();
    let places: Vec<(String, u64, u64)> = findings["findings"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|finding| finding["sheet"] == "Contact")
        .map(|finding| {
            (
                finding["file"].as_str().unwrap().to_owned(),
                finding["row"].as_u64().unwrap_or(0),
                finding["column"].as_u64().unwrap_or(0),
            )
        })
        .collect();
    assert!(places.len() > 8, "{places:?}");
    assert!(places.is_sorted(), "{places:?}");
}

#[test]
fn many_findings_alike_are_folded_on_screen_and_complete_in_json() {
    let book = world::book();
    let rows: Vec<String> = (1..=50)
        .map(|no| format!("P{no}; Persn; Name {no}"))
        .collect();
    book.sheet("Contact", &format!("No.; Type; Name\n{}", rows.join("\n")));
    let screen = book.segbook(&["check"]).exits(1);
    let shown = screen.stderr.matches("\"Persn\"").count();
    assert!(shown <= 21, "{shown} of 50 are shown");
    let json = book.segbook(&["check", "--json"]).exits(1).json();
    assert_eq!(json["findings"].as_array().unwrap().len(), 50);
}

#[test]
fn verbose_shows_what_was_decided_for_each_file() {
    let book = Book::sample("european-csv");
    let outcome = world::succeeds(book.segbook(&["check", "--verbose"]));
    let said = format!("{}{}", outcome.stdout, outcome.stderr);
    let rows = "\nRows\n  Segment Header: 6 read = 6 usable + 0 rejected + 0 skipped\n";
    for part in ["Contact.csv", "UTF-8", "dmy", "decimal mark comma", rows] {
        assert!(said.contains(part), "{part} is missing in\n{said}");
    }
}

#[test]
fn near_misses_of_sheets_are_named() {
    let book = world::book_with_spring();
    book.sheet("Contcats", "No.; Name\nX; Lost");
    world::succeeds(book.segbook(&["check"]))
        .says("Contcats")
        .says("did you mean Contact?");
}

#[test]
fn nothing_follows_from_rows_that_were_not_read() {
    let book = Book::new();
    book.csv(
        "Contact.csv",
        "No.,Type,Company No.\nA,Company,A\nB,Person,C\nC,Company,C\n",
    )
    .csv(
        "Contact Mailing Group.csv",
        "Contact No.,Mailing Group Code\nC,NEWS\n",
    )
    .csv("Mailing Group.csv", "Code\nNEWS\n")
    .settings("[limits]\nrows_max = 3\n");
    let outcome = book.segbook(&["check"]).exits(1);
    assert!(
        outcome.stderr.starts_with("error[R013]"),
        "{}",
        outcome.stderr
    );
    assert!(outcome.stderr.contains("\n1 error "), "{}", outcome.stderr);
    // A second sheet that cannot be used may hold what is missing in the first one.
    let book = Book::new();
    book.csv("Contact.csv", "No.,Name\nA,Ann\n")
        .csv("Contacts.csv", "Name,City\nCem,Bonn\n")
        .csv(
            "Contact Mailing Group.csv",
            "Contact No.,Mailing Group Code\nC,NEWS\n",
        )
        .csv("Mailing Group.csv", "Code\nNEWS\n");
    let outcome = book
        .segbook(&["check"])
        .exits(1)
        .says("error[R002] Contacts.csv");
    assert!(outcome.stderr.contains("\n1 error "), "{}", outcome.stderr);
}

#[test]
fn nothing_follows_from_sheets_that_could_not_be_used() {
    let codes = |book: &Book| {
        let json = book.segbook(&["check", "--json"]).exits(1).json();
        let findings = json["findings"].as_array().expect("findings").iter();
        let told = |finding: &serde_json::Value| {
            let part = |key: &str| finding[key].as_str().unwrap_or("").to_owned();
            format!("{} {}", part("code"), part("file"))
        };
        findings.map(told).collect::<Vec<String>>()
    };
    // The same caption twice: there is a sheet Contact, though nobody knows what is in it.
    let book = world::book_with(world::SPRING, "Segment No.; Step; Action\nSPRING; 1; Add");
    book.remove("Contact.xlsx")
        .csv("Contact.csv", "No.,Name,name\nA,Ann,x\n")
        .csv("Segment Line.csv", "Segment No.,Contact No.\nSPRING,A\n");
    assert_eq!(codes(&book), ["R003 Contact.csv"]);
    // A header without numbers: the rows of its segments are not to blame.
    let book = world::book();
    book.csv("Segment Header.csv", "Number of it,Description\nSPRING,x\n")
        .csv("Segment Line.csv", "Segment No.,Contact No.\nSPRING,A\n");
    assert_eq!(codes(&book), ["R002 Segment Header.csv"]);
}

#[test]
fn verbose_tells_where_each_setting_came_from() {
    let book = world::book();
    book.settings("[input]\ndate_order = \"dmy\"\ndecimal_mark = \",\"\nencoding = \"utf-8\"\n");
    let mut command = bare_command();
    command
        .args(["check", "-v", "--date", "2026-11-23", "--strict", "--book"])
        .arg(book.folder())
        .env("SEGBOOK_DECIMAL_MARK", ".")
        .env("SEGBOOK_USER", "MARTA")
        .env("SEGBOOK_DATE", "2026-01-01");
    let outcome = Outcome::of(&mut command).exits(0);
    let settings: Vec<Vec<&str>> = outcome
        .stdout
        .lines()
        .map(|line| line.split_whitespace().collect())
        .collect();
    for expected in [
        "date 2026-11-23 flag",
        "strict true flag",
        "input.decimal_mark . environment",
        "run.user MARTA environment",
        "input.date_order dmy segbook.toml",
        "input.encoding utf-8 segbook.toml",
        "output.format xlsx default",
        "input.header_row default",
    ] {
        let expected: Vec<&str> = expected.split(' ').collect();
        assert!(
            settings.contains(&expected),
            "{expected:?}\n{}",
            outcome.stdout
        );
    }
}

#[test]
fn twenty_findings_alike_are_shown_and_more_are_folded() {
    for (count, is_folded) in [(20, false), (21, true)] {
        let book = Book::new();
        let rows: Vec<String> = (1..=count).map(|no| format!("P{no},Persn")).collect();
        book.csv("Contact.csv", &format!("No.,Type\n{}\n", rows.join("\n")));
        let outcome = book.segbook(&["check"]).exits(1);
        let found = outcome.stderr.matches("error[D006]").count();
        assert_eq!(found, 20, "{}", outcome.stderr);
        let fold = "and 1 more D006 in Contact.csv: line 22, column 2 (--json lists them all)";
        assert_eq!(
            outcome.stderr.contains(fold),
            is_folded,
            "{}",
            outcome.stderr
        );
        let counted = format!("\n{count} errors ");
        assert!(outcome.stderr.contains(&counted), "{}", outcome.stderr);
    }
}

#[test]
fn strict_makes_errors_of_warnings_and_max_findings_shows_the_first() {
    let book = Book::new();
    book.csv("Contact.csv", "No.,Email\nA,no address\nB,nor this\nC,x\n");
    let outcome = book.segbook(&["check"]).exits(0);
    assert_eq!(
        outcome.stderr.matches("warning[V012]").count(),
        3,
        "{}",
        outcome.stderr
    );
    let outcome = book.segbook(&["check", "--strict"]).exits(1);
    assert_eq!(
        outcome.stderr.matches("error[V012]").count(),
        3,
        "{}",
        outcome.stderr
    );
    let outcome = book.segbook(&["check", "--max-findings", "1"]).exits(0);
    assert_eq!(
        outcome.stderr.matches("warning[V012]").count(),
        1,
        "{}",
        outcome.stderr
    );
    let json = book
        .segbook(&["check", "--json", "--max-findings", "1"])
        .exits(0);
    assert_eq!(json.json()["findings"].as_array().unwrap().len(), 3);
    assert_eq!(json.stdout.lines().count(), 1);
}
