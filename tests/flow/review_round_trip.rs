//! Select, review in a spreadsheet program, log: the edited lines count, no step runs twice.

use crate::support::{Book, world};

/// SPRING selected, and its workbook edited: C's line deleted, D's changed, F's added.
fn reviewed() -> Book {
    let book = world::book_with_spring();
    world::succeeds(book.segbook(&["select"]));
    let mut workbook = book.written("segments/SPRING.xlsx");
    let lines = workbook.sheet_mut("Segment Line");
    assert_eq!(lines.column("Contact No."), ["B", "A", "C", "D"]);
    lines.set(3, "Description", "Spring letter, by hand");
    lines.set(3, "Salesperson Code", "BEN");
    lines.set(3, "Cost (LCY)", "3.25");
    lines.delete(2);
    workbook.save(&book.path("inbox/reviewed.xlsx"));
    book
}

#[test]
fn the_written_workbook_shows_every_value_and_marks_its_steps() {
    let book = world::book_with_spring();
    world::succeeds(book.segbook(&["select"]));
    let workbook = book.written("segments/SPRING.xlsx");
    assert_eq!(
        workbook.names(),
        [
            "Cover",
            "Segment Header",
            "Segment Line",
            "Segment Criteria Line"
        ]
    );
    assert_eq!(
        workbook
            .sheet("Segment Header")
            .rows(&["No.", "Selected On", "Definition"]),
        ["SPRING|2026-11-23|SPRING"]
    );
    let lines = workbook.sheet("Segment Line");
    assert_eq!(
        lines.rows(&[
            "Contact No.",
            "Contact Name",
            "Contact Company Name",
            "Contact Email",
            "Date",
            "Correspondence Type"
        ]),
        [
            "B|Bea Berg||bea@mail.example|2026-11-23|Hard Copy",
            "A||Alpha GmbH|info@alpha.example|2026-11-23|Hard Copy",
            "C|Cem Can|Alpha GmbH|cem@alpha.example|2026-11-23|Hard Copy",
            "D|Dora Dahl|Alpha GmbH||2026-11-23|Hard Copy",
        ]
    );
    assert_eq!(
        workbook.sheet("Segment Criteria Line").rows(&[
            "Segment No.",
            "Step",
            "Action",
            "Table",
            "Field",
            "Filter",
            "Applied"
        ]),
        ["SPRING|1|Add Contacts|Contact|Country/Region Code|DE|Yes"]
    );
}

#[test]
fn exactly_the_edited_lines_are_logged() {
    let book = reviewed();
    world::succeeds(book.segbook(&["log", "SPRING"])).says("notice[");
    assert_eq!(
        book.written("logged/SPRING.xlsx")
            .sheet("Interaction Log Entry")
            .rows(&[
                "Entry No.",
                "Contact No.",
                "Description",
                "Salesperson Code",
                "Cost (LCY)",
                "Date"
            ]),
        [
            "1|B|Spring letter|ANN|1.5|2026-11-23",
            "2|A|Spring letter|ANN|1.5|2026-11-23",
            "3|D|Spring letter, by hand|BEN|3.25|2026-11-23",
        ]
    );
}

#[test]
fn a_review_keeps_its_date_when_it_is_logged_later() {
    let book = reviewed();
    world::succeeds(book.segbook(&["run", "--date", "2026-11-30"]));
    let logged = book.written("logged/SPRING.xlsx");
    assert_eq!(
        logged.sheet("Interaction Log Entry").column("Date"),
        ["2026-11-23"; 3]
    );
    assert_eq!(
        logged.sheet("Logged Segment").cell(0, "Creation Date"),
        "2026-11-30"
    );
}

#[test]
fn an_unchanged_review_logs_what_a_direct_run_logs() {
    let direct = world::book_with_spring();
    world::succeeds(direct.segbook(&["run"]));
    let book = world::book_with_spring();
    world::succeeds(book.segbook(&["select"]));
    let written = book.written_path("segments/SPRING.xlsx");
    std::fs::copy(written, book.path("inbox/reviewed.xlsx")).unwrap();
    world::succeeds(book.segbook(&["log", "SPRING"]));
    for sheet in ["Interaction Log Entry", "Logged Segment"] {
        let (left, right) = (
            direct.written("logged/SPRING.xlsx"),
            book.written("logged/SPRING.xlsx"),
        );
        let captions = left.sheet(sheet).captions();
        let captions: Vec<&str> = captions.iter().map(String::as_str).collect();
        assert_eq!(
            left.sheet(sheet).rows(&captions),
            right.sheet(sheet).rows(&captions)
        );
    }
}

#[test]
fn two_reviews_of_one_segment_are_an_error() {
    let book = reviewed();
    let written = book.written_path("segments/SPRING.xlsx");
    std::fs::copy(written, book.path("inbox/reviewed again.xlsx")).unwrap();
    book.segbook(&["log", "SPRING"]).exits(1).says("SPRING");
}

#[test]
fn a_value_blanked_on_purpose_survives_the_round_trip() {
    let book = world::book_with_spring();
    book.sheet(
        "Segment Line",
        "Segment No.; Contact No.; Correspondence Type\nSPRING; F; <blank>",
    );
    world::succeeds(book.segbook(&["select"]));
    let workbook = book.written("segments/SPRING.xlsx");
    assert_eq!(
        workbook
            .sheet("Segment Line")
            .cell(0, "Correspondence Type"),
        "<blank>"
    );
    workbook.save(&book.path("inbox/reviewed.xlsx"));
    book.remove("Segment Line.xlsx");
    world::succeeds(book.segbook(&["log", "SPRING"]));
    let logged = book.written("logged/SPRING.xlsx");
    assert_eq!(
        logged
            .sheet("Interaction Log Entry")
            .rows(&["Contact No.", "Correspondence Type"])[0],
        "F|"
    );
}

#[test]
fn rows_outside_the_reviewed_workbook_do_not_vanish_in_silence() {
    let book = reviewed();
    book.remove("segments.xlsx").workbook(
        "more.xlsx",
        &[("Segment Line", "Segment No.; Contact No.\nSPRING; F")],
    );
    world::succeeds(book.segbook(&["log", "SPRING"]))
        .says("notice[V018] more.xlsx: Segment Line!A2 \"Segment No.\"")
        .says("rows of segment SPRING outside its reviewed workbook");
    assert_eq!(
        book.written("logged/SPRING.xlsx")
            .sheet("Interaction Log Entry")
            .column("Contact No."),
        ["B", "A", "D"]
    );
}

#[test]
fn a_contacts_blocked_salesperson_survives_the_review_but_cannot_be_typed_in() {
    let header = "No.; Description; Interaction Template Code\nSPRING; Spring letter; LETTER";
    let book = world::book_with(
        header,
        "Segment No.; Step; Action; Field; Filter\nSPRING; 1; Add; No.; C|D",
    );
    book.sheet(
        "Contact",
        "No.; Type; Name; Company No.; Salesperson Code
         A; Company; Alpha GmbH; A; ANN
         C; Person; Cem Can; A; BEN
         D; Person; Dora Dahl; A; ANN",
    );
    book.sheet(
        "Salesperson",
        "Code; Name; Blocked\nANN; Ann Keller; No\nBEN; Ben Hart; Yes",
    );
    let setup = [(
        "Interaction Template",
        "Code; Interaction Group Code\nLETTER; POST",
    )];
    book.workbook("setup.xlsx", &setup);
    world::succeeds(book.segbook(&["select"]));
    let mut reviewed = book.written("segments/SPRING.xlsx");
    reviewed.save(&book.path("inbox/reviewed.xlsx"));
    world::succeeds(book.segbook(&["check"]));
    reviewed
        .sheet_mut("Segment Line")
        .set(1, "Salesperson Code", "BEN");
    reviewed.save(&book.path("inbox/reviewed.xlsx"));
    book.segbook(&["check"]).exits(1).says("error[V013]");
}

#[test]
fn bc_5_2_a_header_value_that_no_line_has_is_a_warning() {
    let header = "No.; Description; Interaction Template Code; Salesperson Code; Subject (Default); Campaign No.
        SPRING; Spring letter; LETTER; ANN; Hello; CP1";
    let book = world::book_with(header, world::GERMANS);
    world::succeeds(book.segbook(&["select"]));
    let mut reviewed = book.written("segments/SPRING.xlsx");
    reviewed.save(&book.path("inbox/reviewed.xlsx"));
    let unchanged = world::succeeds(book.segbook(&["check"]));
    assert!(!unchanged.stderr.contains("V026"), "{}", unchanged.stderr);
    let header = reviewed.sheet_mut("Segment Header");
    for (caption, value) in [
        ("Description", "Autumn letter"),
        ("Subject (Default)", "Good day"),
        ("Interaction Group Code", "PHONE"),
        ("Campaign No.", "<blank>"),
    ] {
        header.set(0, caption, value);
    }
    reviewed.save(&book.path("inbox/reviewed.xlsx"));
    let changed = world::succeeds(book.segbook(&["check"]));
    assert_eq!(changed.stderr.matches("warning[V026]").count(), 4);
    // The column cleared on the lines takes the header's value.
    let lines = reviewed.sheet_mut("Segment Line");
    for row in 0..lines.len() {
        for caption in [
            "Description",
            "Subject",
            "Interaction Group Code",
            "Campaign No.",
        ] {
            lines.set(row, caption, "");
        }
    }
    reviewed.save(&book.path("inbox/reviewed.xlsx"));
    let logged = world::succeeds(book.segbook(&["run"]));
    assert!(!logged.stderr.contains("V026"), "{}", logged.stderr);
    let entries = [
        "Description",
        "Subject",
        "Interaction Group Code",
        "Campaign No.",
    ];
    assert_eq!(
        book.written("logged/SPRING.xlsx")
            .sheet("Interaction Log Entry")
            .rows(&entries),
        ["Autumn letter|Good day|PHONE|"; 4]
    );
}

#[test]
fn extra_columns_of_contacts_stand_behind_the_lines() {
    let book = world::book_with(
        world::SPRING,
        "Segment No.; Step; Action; Field; Filter\nSPRING; 1; Add; Shoe size; 42",
    );
    book.sheet(
        "Contact",
        "No.; Type; Name; Shoe size; To-do No.
         A; Company; Alpha GmbH; 42; first
         B; Person; Bea Berg; 40; second
         C; Person; Cem Can; 42;",
    );
    world::succeeds(book.segbook(&["select"]));
    let columns = ["Contact No.", "Shoe size", "To-do No. (2)", "Task No."];
    let expected = ["C|42||", "A|42|first|"];
    let written = book.written("segments/SPRING.xlsx");
    assert_eq!(written.sheet("Segment Line").rows(&columns), expected);
    written.save(&book.path("inbox/reviewed.xlsx"));
    world::succeeds(book.segbook(&["run", "--follow-up"]));
    let follow_up = book.written("follow-up/SM00001.xlsx");
    assert_eq!(follow_up.sheet("Segment Line").rows(&columns), expected);
}

#[test]
fn a_row_put_between_two_lines_needs_no_number() {
    let book = world::book_with_spring();
    world::succeeds(book.segbook(&["select"]));
    let mut reviewed = book.written("segments/SPRING.xlsx");
    let lines = reviewed.sheet_mut("Segment Line");
    // E between B and C, whose numbers follow each other.
    for (row, line_no, contact) in [(1, "", "E"), (3, "40000", "D")] {
        lines.set(row, "Line No.", line_no);
        lines.set(row, "Contact No.", contact);
    }
    lines.set(2, "Line No.", "20000");
    reviewed.save(&book.path("inbox/reviewed.xlsx"));
    world::succeeds(book.segbook(&["run"]));
    assert_eq!(
        book.written("logged/SPRING.xlsx")
            .sheet("Interaction Log Entry")
            .column("Contact No."),
        ["B", "E", "C", "D"]
    );
}

#[test]
fn bc_5_1_a_template_chosen_in_the_review_gives_the_header_what_lines_do_not_get() {
    let header = "No.; Description; Salesperson Code\nSPRING; Spring letter; ANN";
    let book = world::book_with(header, world::GERMANS);
    world::succeeds(book.segbook(&["select"]));
    let mut workbook = book.written("segments/SPRING.xlsx");
    let header = workbook.sheet_mut("Segment Header");
    // A number here would stand against the template's.
    assert_eq!(header.cell(0, "Unit Cost (LCY)"), "");
    header.set(0, "Interaction Template Code", "LETTER");
    let lines = workbook.sheet("Segment Line");
    assert_eq!(lines.column("Cost (LCY)"), ["0"; 4]);
    workbook.save(&book.path("inbox/reviewed.xlsx"));
    world::succeeds(book.segbook(&["log", "SPRING"]))
        .says("warning[V026] reviewed.xlsx: Segment Header!G2 \"Unit Cost (LCY)\"")
        .says("\"1.5\", which no line has; the first has \"0\"");
    let logged = book.written("logged/SPRING.xlsx");
    let captions = [
        "Interaction Template Code",
        "Cost (LCY)",
        "Correspondence Type",
    ];
    assert_eq!(
        logged.sheet("Interaction Log Entry").rows(&captions),
        ["LETTER|0|Hard Copy"; 4]
    );
}
