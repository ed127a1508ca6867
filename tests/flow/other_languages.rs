//! A Dutch export goes in, Dutch workbooks come out, and go in again.

use std::fs;

use crate::support::{Book, Sheets, world};

/// The contacts of [`world::CONTACTS`] as a Dutch BC exports them, without the captions that nobody
/// has seen in Dutch.
const RELATIONS: &str = "\
Nr.;Soort;Naam;Company No.;E-mail;Land-/regiocode
A;Bedrijf;Alpha GmbH;A;info@alpha.example;DE
B;Persoon;Bea Berg;;bea@mail.example;DE
C;Persoon;Cem Can;A;cem@alpha.example;DE
D;Persoon;Dora Dahl;A;;DE
E;Bedrijf;Echo Ltd;E;info@echo.example;GB
F;Persoon;Finn Frey;E;finn@echo.example;GB
";

fn dutch_book() -> Book {
    let book = world::book_with_spring();
    book.remove("Contact.xlsx").csv("Contacten.csv", RELATIONS);
    book
}

#[test]
fn what_was_recognised_is_told_and_recorded_and_results_stay_english() {
    let book = dutch_book();
    let outcome = book.segbook(&["check", "-v"]).exits(0);
    let line = "Contacten: Contact, captions in row 1 in Dutch, 6 rows\n";
    assert!(outcome.stdout.contains(line), "{}", outcome.stdout);
    book.segbook(&["run"]).exits(0);
    let run = fs::read_to_string(book.only_run().join("run.json")).expect("run.json");
    assert!(run.contains("\"language\": \"nl\""), "{run}");
    let lines = book.written("logged/SPRING.xlsx");
    let entries = lines.sheet("Interaction Log Entry");
    assert_eq!(entries.column("Contact No."), ["B", "A", "C", "D"]);
}

#[test]
fn results_in_dutch_can_be_reviewed_and_logged() {
    let book = dutch_book();
    book.settings("[output]\nlanguage = \"nl\"\n");
    book.segbook(&["select"]).exits(0);
    let path = book.written_path("segments/SPRING.xlsx");
    let sheets = Sheets::read(&path);
    let header = sheets.sheet("Segment");
    assert_eq!(header.column("Nr."), ["SPRING"]);
    let lines = sheets.sheet("Segment Line");
    assert_eq!(lines.column("Contactnr."), ["B", "A", "C", "D"]);
    fs::copy(&path, book.path("inbox/reviewed.xlsx")).expect("a copy");
    let logged = book.segbook(&["run", "--follow-up"]).exits(0);
    assert!(
        logged.balance().contains("SPRING: 4 logged"),
        "{}",
        logged.balance()
    );
    let run = book.written_path("logged/SPRING.xlsx");
    let sheets = Sheets::read(&run);
    let entries = sheets.sheet("Interactielogpost");
    assert_eq!(entries.column("Contactnr."), ["B", "A", "C", "D"]);
    assert_eq!(entries.column("Volgnummer"), ["1", "2", "3", "4"]);
    // As history of another book with another ledger it is known all the same.
    let next = dutch_book();
    next.remove("segments.xlsx");
    fs::copy(&run, next.path("inbox/history.xlsx")).expect("a copy");
    let outcome = next.segbook(&["check", "--json"]).exits(0).json();
    let tables = outcome["tables"].as_array().expect("tables");
    let entries = tables
        .iter()
        .find(|table| table["table"] == "Interaction Log Entry");
    assert_eq!(entries.expect("history")["usable"], 4);
}

#[test]
fn criteria_may_be_written_in_another_language_and_are_recorded_in_english() {
    let criteria = "
        Segment No.; Step; Action; Table; Field; Filter
        SPRING; 1; Add Contacts; Kontakt; L\u{e4}nder-/Regionscode; DE
        SPRING; 1; ; Contacten; Soort; <>Bedrijf
        SPRING; 1; ; ; Exclude from Segment; Nej
        SPRING; 2; Reduce; ; Nom; Cem*";
    let book = world::book_with(world::SPRING, criteria);
    assert_eq!(world::selected_lines(&book), ["10000 B", "30000 D"]);
    let written = book.written("segments/SPRING.xlsx");
    let recorded = written.sheet("Segment Criteria Line");
    assert_eq!(
        recorded.rows(&["Step", "Action", "Table", "Field", "Filter"]),
        [
            "1|Add Contacts|Contact|Country/Region Code|DE",
            "1||Contact|Type|<>Company",
            "1||Contact|Exclude from Segment|No",
            "2|Remove Contacts (Reduce)|Contact|Name|Cem*",
        ]
    );
}

#[test]
fn a_view_of_bc_with_words_of_another_language_is_recorded_in_english() {
    let criteria = "
        Segment No.; Line No.; Type; Action; Table No.; Table View
        SPRING; 1; Action; Add Contacts; ;
        SPRING; 2; Filter; ; 5050; VERSION(1) WHERE(Field5050=0(Persoon),\"Land-/regiocode\"=1(DE))";
    let book = world::book_with(world::SPRING, criteria);
    assert_eq!(
        world::selected_lines(&book),
        ["10000 B", "20000 C", "30000 D"]
    );
    let written = book.written("segments/SPRING.xlsx");
    let recorded = written.sheet("Segment Criteria Line");
    assert_eq!(
        recorded.rows(&["Table", "Field", "Filter"]),
        ["Contact|Type|Person", "Contact|Country/Region Code|DE"]
    );
}

#[test]
fn a_column_of_ones_own_goes_before_a_caption_of_another_language() {
    // In Dutch, Regio is BC's Territory Code.
    let book = world::book();
    let contacts = "No.; Type; Name; Company No.; Regio; Territory Code
        A; Company; Alpha; A; north; X
        B; Company; Beta; B; south; NORTH";
    let criteria = "
        Segment No.; Step; Action; Table; Field; Filter
        SPRING; 1; Add Contacts; Contact; Regio; north";
    book.sheet("Contact", contacts)
        .sheet("Segment Header", world::SPRING)
        .sheet("Segment Criteria Line", criteria);
    assert_eq!(world::selected_lines(&book), ["10000 A"]);
}

#[test]
fn names_that_no_language_knows_are_told_as_ever() {
    let criteria = "
        Segment No.; Step; Action; Table; Field; Filter
        SPRING; 1; Add Contacts; Kontakten; Soort; Bedrijf
        SPRING; 1; ; Contact; Sort; Bedrijf
        SPRING; 1; ; Contact; Soort; Vereniging";
    let book = world::book_with(world::SPRING, criteria);
    let outcome = book.segbook(&["check"]).exits(1);
    for part in [
        "\"Kontakten\"\n  expected  a table by caption or number",
        "\"Sort\"\n  expected  a field of Contact by caption or number",
        "expected  one of Company, Person, or its number",
    ] {
        assert!(
            outcome.stderr.contains(part),
            "{part} in\n{}",
            outcome.stderr
        );
    }
}

#[test]
fn where_takes_captions_of_another_language() {
    let book = world::book_with_spring();
    book.segbook(&["run"]).exits(0);
    let filters = ["--where", "Contactnr.=B|C", "--where", "Geannuleerd=Nej"];
    book.segbook(&[&["export", "log"], &filters[..]].concat())
        .exits(0);
    let log = Sheets::read(&book.path("out/export/log.xlsx"));
    let log = log.sheet("Interaction Log Entry");
    assert_eq!(log.column("Contact No."), ["B", "C"]);
}

#[test]
fn an_unknown_language_is_answered_with_those_that_are_known() {
    let book = world::book();
    book.settings("[output]\nlanguage = \"xx\"\n");
    book.segbook(&["check"]).exits(2).says("\"nl-BE\"");
}
