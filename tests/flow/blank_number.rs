//! A segment without number takes the next one of the series.

use crate::support::{Book, files_below, world};

const HEADER: &str = "No.; Description; Interaction Template Code; Salesperson Code
    ; Guests; LETTER; ANN";
const CRITERIA: &str = "Segment No.; Step; Action; Table; Field; Filter
    ; 1; Add; Contact; No.; A|B";

fn add_fair(book: &Book, file: &str) {
    let sheets = [
        ("Segment Header", HEADER),
        ("Segment Criteria Line", CRITERIA),
    ];
    book.workbook(file, &sheets);
}

#[test]
fn it_takes_the_next_free_number_once() {
    let book = world::book_with(
        &world::SPRING.replace("SPRING", "SM00001"),
        &world::GERMANS.replace("SPRING", "SM00001"),
    );
    book.sheet(
        "Logged Segment",
        "Entry No.; Segment No.; Description\n4; SM00002; Old",
    );
    add_fair(&book, "trade fair.xlsx");
    world::succeeds(book.segbook(&["run"]));
    let logged = book.written("logged/SM00003.xlsx");
    assert_eq!(
        logged
            .sheet("Interaction Log Entry")
            .rows(&["Segment No.", "Contact No."]),
        ["SM00003|B", "SM00003|A"]
    );
    // The register goes on after the history: SM00001 is entry 5.
    assert_eq!(logged.sheet("Logged Segment").cell(0, "Entry No."), "6");
    let before = book.results();
    world::succeeds(book.segbook(&["run", "--date", "2026-11-24"]));
    assert_eq!(book.results(), before);
}

#[test]
fn select_reserves_the_number() {
    let book = world::book();
    add_fair(&book, "trade fair.xlsx");
    world::succeeds(book.segbook(&["select"]));
    let workbook = book.written("segments/SM00001.xlsx");
    assert_eq!(
        workbook
            .sheet("Segment Header")
            .rows(&["No.", "Definition"]),
        ["SM00001|trade fair.xlsx"]
    );
    workbook.save(&book.path("inbox/reviewed.xlsx"));
    world::succeeds(book.segbook(&["run"]));
    let logged = book.written("logged/SM00001.xlsx");
    assert_eq!(logged.sheet("Interaction Log Entry").len(), 2);
    let again = |run: &std::path::PathBuf| run.join("logged/SM00002.xlsx").exists();
    assert!(!book.runs().iter().any(again));
}

#[test]
fn one_blank_number_a_file_is_the_most() {
    let book = world::book();
    let two = format!("{HEADER}\n; More guests; LETTER; ANN");
    let sheets = [
        ("Segment Header", two.as_str()),
        ("Segment Criteria Line", CRITERIA),
    ];
    book.workbook("trade fair.xlsx", &sheets);
    book.segbook(&["run"]).exits(1);
    assert!(book.runs().is_empty());
}

#[test]
fn each_file_may_have_one() {
    let book = world::book();
    add_fair(&book, "fair 1.xlsx");
    add_fair(&book, "fair 2.xlsx");
    world::succeeds(book.segbook(&["run"]));
    for number in ["SM00001", "SM00002"] {
        let logged = book.written(&format!("logged/{number}.xlsx"));
        assert_eq!(logged.sheet("Interaction Log Entry").len(), 2);
    }
}

#[test]
fn without_a_series_it_is_an_error_and_a_used_up_series_refuses() {
    let book = world::book();
    add_fair(&book, "trade fair.xlsx");
    book.settings("[number_series]\nsegments = \"\"\n");
    book.segbook(&["run"]).exits(1);
    book.settings("[number_series]\nsegments = \"X1..X1\"\n")
        .sheet(
            "Logged Segment",
            "Entry No.; Segment No.; Description\n1; X1; Old",
        );
    book.segbook(&["run"]).exits(4);
    assert!(book.runs().is_empty());
}

#[test]
fn without_a_series_only_what_needs_no_number_is_logged() {
    let book = world::book_with(
        &format!(
            "{}; Follow-up\n{}; Yes\nAUTUMN; Autumn; LETTER; ANN;",
            caption_row(world::SPRING),
            first_row(world::SPRING)
        ),
        &format!("{}\nAUTUMN; 1; Add; Contact; No.; A", world::GERMANS.trim()),
    );
    book.settings("[number_series]\nsegments = \"\"\n");
    add_fair(&book, "trade fair.xlsx");
    book.segbook(&["check"]).exits(1).says("error[V029]");
    book.segbook(&["run", "--on-error", "reject"]).exits(1);
    let run = book.only_run();
    let logged = files_below(&run.join("logged"));
    assert_eq!(logged, ["AUTUMN.xlsx"]);
    assert!(!run.join("follow-up").exists());
}

fn caption_row(rows: &str) -> &str {
    rows.trim().lines().next().expect("a caption row").trim()
}

fn first_row(rows: &str) -> &str {
    rows.trim().lines().nth(1).expect("a row").trim()
}

#[test]
fn an_error_counts_more_than_a_used_up_series() {
    let book = world::book_with(&world::SPRING.replace("Spring letter", ""), world::GERMANS);
    book.settings("[number_series]\nsegments = \"X1..X1\"\n");
    book.segbook(&["run", "--follow-up"])
        .exits(1)
        .says("error[L001]");
    add_fair(&book, "trade fair.xlsx");
    add_fair(&book, "second fair.xlsx");
    book.segbook(&["run"]).exits(1).says("is used up");
    book.segbook(&["run", "trade fair.xlsx", "second fair.xlsx"])
        .exits(4);
    assert!(book.runs().is_empty());
}
