//! What a line holds: defaults from header, template and contact; what is typed in wins.

use std::path::Path;

use crate::support::{Sheets, world};

const VALUES: &[&str] = &[
    "Contact No.",
    "Description",
    "Salesperson Code",
    "Correspondence Type",
    "Interaction Template Code",
    "Interaction Group Code",
    "Cost (LCY)",
    "Duration (Min.)",
    "Date",
];

#[test]
fn a_line_takes_header_template_and_contact_and_lets_typed_cells_win() {
    let book = world::book_with(world::SPRING, world::GERMANS);
    book.sheet(
        "Segment Line",
        "Segment No.; Contact No.; Description; Salesperson Code; Cost (LCY); Date; Correspondence Type; Interaction Template Code
         SPRING; C; Spring letter, second copy; BEN; 0.75; 2026-12-01; Email;
         SPRING; D; <blank>; ; ; ; <blank>;
         SPRING; F; ; ; ; ; ; CALL",
    );
    world::succeeds(book.segbook(&["select"]));
    assert_eq!(
        book.written("segments/SPRING.xlsx")
            .sheet("Segment Line")
            .rows(VALUES),
        [
            "C|Spring letter, second copy|BEN|Email|LETTER|POST|0.75|2|2026-12-01",
            "D|<blank>|ANN|<blank>|LETTER|POST|1.5|2|2026-11-23",
            // Another template brings its own description, group, cost and duration; the contact has
            // no correspondence type and the template none, so the line keeps the one it had.
            "F|Call|ANN|Hard Copy|CALL|PHONE|4|10|2026-11-23",
            "B|Spring letter|ANN|Hard Copy|LETTER|POST|1.5|2|2026-11-23",
            "A|Spring letter|ANN|Hard Copy|LETTER|POST|1.5|2|2026-11-23",
        ]
    );
}

#[test]
fn the_contacts_salesperson_counts_when_the_header_has_none() {
    let header = "No.; Description; Interaction Template Code\nSPRING; Spring letter; LETTER";
    let book = world::book_with(header, world::GERMANS);
    book.sheet(
        "Contact",
        "No.; Type; Name; Company No.; Country/Region Code; Salesperson Code; Correspondence Type
         A; Company; Alpha GmbH; A; DE; ANN; Email
         C; Person; Cem Can; A; DE; BEN; Hard Copy",
    );
    world::succeeds(book.segbook(&["run"]));
    assert_eq!(
        book.written("logged/SPRING.xlsx")
            .sheet("Interaction Log Entry")
            .rows(&["Contact No.", "Salesperson Code", "Correspondence Type"]),
        // A has no e-mail address, so its type becomes blank when it is logged.
        ["A|ANN|", "C|BEN|Hard Copy"]
    );
}

#[test]
fn what_is_missing_to_log_is_a_warning_until_it_is_logged() {
    let header = "No.; Description\nSPRING;";
    let book = world::book_with(header, world::GERMANS);
    world::succeeds(book.segbook(&["check"])).says("warning[");
    world::succeeds(book.segbook(&["preview"]));
    world::succeeds(book.segbook(&["select"]));
    let before = book.results();
    book.segbook(&["run"]).exits(1).says("error[L");
    book.segbook(&["log", "SPRING"])
        .exits(1)
        .says("Description");
    assert_eq!(book.results(), before);
}

#[test]
fn a_blank_template_clears_what_a_template_gives() {
    let book = world::book_with(world::SPRING, world::GERMANS);
    book.sheet(
        "Segment Line",
        "Segment No.; Contact No.; Interaction Template Code; Description
         SPRING; C; <blank>;
         SPRING; D; <blank>; Second copy",
    );
    world::succeeds(book.segbook(&["select"]));
    let lines = book
        .written("segments/SPRING.xlsx")
        .sheet("Segment Line")
        .rows(VALUES);
    assert_eq!(
        lines[..2],
        [
            "C|Spring letter|ANN||<blank>||0|0|2026-11-23",
            "D|Second copy|ANN||<blank>||0|0|2026-11-23",
        ]
    );
}

#[test]
fn what_is_blank_on_purpose_is_still_blank_when_the_workbook_comes_back() {
    let columns = [
        "Contact No.",
        "Interaction Template Code",
        "Date",
        "Contact Alt. Address Code",
        "Language Code",
        "Subject",
    ];
    let book = world::book_with(world::SPRING, world::GERMANS);
    book.sheet(
        "Segment Line",
        "Segment No.; Contact No.; Interaction Template Code; Date; Contact Alt. Address Code; Language Code; Subject
         SPRING; A; <blank>
         SPRING; C; ; 2026-12-24; <blank>
         SPRING; D; ; ; ; DEU; <blank>
         SPRING; E; ; 2026-12-24; ; DEU;",
    );
    book.workbook(
        "more.xlsx",
        &[
            (
                "Segment Interaction Language",
                "Segment No.; Segment Line No.; Language Code; Subject\nSPRING; 0; DEU; Guten Tag",
            ),
            (
                "Contact Alt. Address",
                "Contact No.; Code\nC; XMAS\nE; XMAS",
            ),
            (
                "Contact Alt. Addr. Date Range",
                "Contact No.; Contact Alt. Address Code; Starting Date
                 C; XMAS; 2026-12-20
                 E; XMAS; 2026-12-20",
            ),
        ],
    );
    world::succeeds(book.segbook(&["select"]));
    let first = book.written_path("segments/SPRING.xlsx");
    let expected = [
        "A|<blank>|2026-11-23|||",
        "C|LETTER|2026-12-24|<blank>||",
        "D|LETTER|2026-11-23||DEU|<blank>",
        "E|LETTER|2026-12-24|XMAS|DEU|Guten Tag",
        "B|LETTER|2026-11-23|||",
    ];
    let lines = |path: &Path| Sheets::read(path).sheet("Segment Line").rows(&columns);
    assert_eq!(lines(&first), expected);

    std::fs::copy(&first, book.path("inbox/reviewed.xlsx")).expect("a copy");
    world::succeeds(book.segbook(&["select"]));
    let runs = book.runs();
    let again = runs.iter().map(|run| run.join("segments/SPRING.xlsx"));
    for path in again {
        assert_eq!(lines(&path), expected);
    }
}

#[test]
fn a_reused_line_without_campaign_stays_without_one() {
    let header = "No.; Description; Interaction Template Code; Salesperson Code; Campaign No.
        SPRING; Spring letter; LETTER; ANN; CP1";
    let criteria = "Segment No.; Step; Action; Filter\nSPRING; 1; Reuse Logged Segment; 7";
    let book = world::book_with(header, criteria);
    book.workbook(
        "history.xlsx",
        &[
            (
                "Logged Segment",
                "Entry No.; Segment No.; Description\n7; OLD; Old",
            ),
            (
                "Interaction Log Entry",
                "Entry No.; Contact No.; Logged Segment Entry No.; Segment No.; Campaign No.
                 1; C; 7; OLD; CP2
                 2; D; 7; OLD;",
            ),
        ],
    );
    world::succeeds(book.segbook(&["select"]));
    assert_eq!(
        book.written("segments/SPRING.xlsx")
            .sheet("Segment Line")
            .rows(&["Contact No.", "Campaign No."]),
        ["C|CP2", "D|<blank>"]
    );
}

#[test]
fn all_that_is_missing_is_told_at_once() {
    let header =
        "No.; Description; Interaction Template Code\nSPRING;; LETTER\nAUTUMN; Autumn; LETTER";
    let book = world::book_with(header, world::GERMANS);
    let missing = ["[L001]", "[L002]", "[L005]"];
    let checked = world::succeeds(book.segbook(&["check"]));
    let run = book.segbook(&["run"]).exits(1);
    for code in missing {
        let told = |text: &str, severity: &str| text.matches(&format!("{severity}{code}")).count();
        let warnings = told(&checked.stderr, "warning");
        assert!(warnings > 0, "{code} in\n{}", checked.stderr);
        assert_eq!(
            told(&run.stderr, "error"),
            warnings,
            "{code} in\n{}",
            run.stderr
        );
    }
}
