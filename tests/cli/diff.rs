//! `segbook diff`: who was added, removed and changed between two segments.

use std::fs;

use crate::support::{Book, Outcome, Sheets, bare_command, world};

/// SPRING selected, and a copy in which C's line is deleted and D's changed.
fn reviewed() -> (Book, String, String) {
    let book = world::book_with_spring();
    world::succeeds(book.segbook(&["select"]));
    let mut workbook = book.written("segments/SPRING.xlsx");
    let lines = workbook.sheet_mut("Segment Line");
    lines.set(3, "Description", "By hand");
    lines.set(3, "Salesperson Code", "BEN");
    lines.set(3, "Cost (LCY)", "3.25");
    lines.delete(2);
    let right = book.path("reviewed.xlsx");
    workbook.save(&right);
    let left = book.written_path("segments/SPRING.xlsx");
    (book, text(&left), text(&right))
}

fn text(path: &std::path::Path) -> String {
    path.to_str().expect("a path in Unicode").to_owned()
}

#[test]
fn a_review_shows_who_was_removed_and_what_was_changed() {
    let (book, left, right) = reviewed();
    let outcome = world::succeeds(book.segbook(&["diff", &left, &right]));
    for line in [
        "removed",
        "C        Cem Can  Alpha GmbH  ANN          2026-11-23",
        "D        Dora Dahl  Salesperson Code  ANN            BEN",
        "                    Cost (LCY)        1.5            3.25",
        "                    Description       Spring letter  By hand",
    ] {
        let found = outcome.stdout.lines().any(|known| known == line);
        assert!(found, "{line:?} is missing in\n{}", outcome.stdout);
    }
    assert!(!outcome.stdout.contains("added"), "{}", outcome.stdout);
    assert_eq!(
        outcome.balance(),
        "left 4 = 1 removed + 1 changed + 2 the same; right 3 = 0 added + 1 changed + 2 the same"
    );
    // The other way round, what was removed is added.
    let json = world::succeeds(book.segbook(&["diff", &right, &left, "--json"])).json();
    assert_eq!(json["command"], "diff");
    assert_eq!(json["equal"], false);
    assert_eq!(json["left"]["kind"], "segment");
    assert_eq!(json["right"]["segments"], serde_json::json!(["SPRING"]));
    assert_eq!(
        json["counts"],
        serde_json::json!({"left": 3, "right": 4, "added": 1, "removed": 0, "changed": 1,
            "changed_fields": 3, "same": 2})
    );
    assert_eq!(json["added"][0]["contact_no"], "C");
    assert_eq!(json["added"][0]["contact_name"], "Cem Can");
    assert_eq!(json["added"][0]["date"], "2026-11-23");
    assert_eq!(json["changed"][0]["contact_no"], "D");
    assert_eq!(
        json["changed"][0]["fields"][1],
        serde_json::json!({"field": "Cost (LCY)", "left": "3.25", "right": "1.5"})
    );
}

#[test]
fn equal_sides_are_said_to_be_equal() {
    let book = world::book_with_spring();
    world::succeeds(book.segbook(&["select"]));
    world::succeeds(book.segbook(&["run", "--follow-up"]));
    let segment = text(&book.written_path("segments/SPRING.xlsx"));
    let logged = text(&book.written_path("logged/SPRING.xlsx"));
    for (left, right) in [
        (segment.as_str(), segment.as_str()),
        (&segment, &logged),
        (&logged, &segment),
        (&logged, "SPRING"),
        ("spring", &segment),
    ] {
        let outcome = world::succeeds(book.segbook(&["diff", left, right]));
        assert!(
            outcome.stdout.contains("equal"),
            "{left} {right}: {}",
            outcome.stdout
        );
        let json = world::succeeds(book.segbook(&["diff", left, right, "--json"])).json();
        assert_eq!(json["equal"], true, "{left} {right}");
        assert_eq!(json["counts"]["same"], 4, "{left} {right}");
    }
}

#[test]
fn lines_and_entries_are_compared_by_what_logging_copies() {
    let book = world::book_with_spring();
    world::succeeds(book.segbook(&["run", "--follow-up"]));
    let mut workbook = book.written("logged/SPRING.xlsx");
    let entries = workbook.sheet_mut("Interaction Log Entry");
    entries.set(1, "Interaction Language Code", "DAN");
    entries.set(1, "User ID", "ANNA");
    let changed = book.path("changed.xlsx");
    workbook.save(&changed);
    let changed = text(&changed);
    let fields = |left: &str, right: &str| -> Vec<String> {
        let json = world::succeeds(book.segbook(&["diff", left, right, "--json"])).json();
        let found = json["changed"].as_array().unwrap().iter();
        found
            .flat_map(|one| one["fields"].as_array().unwrap().clone())
            .map(|field| field["field"].as_str().unwrap().to_owned())
            .collect()
    };
    assert_eq!(
        fields("SPRING", &changed),
        ["User ID", "Interaction Language Code"]
    );
    // A line has no User ID, and calls its language otherwise.
    let copy = Book::copy_of(book.folder());
    fs::remove_file(copy.path("ledger.db")).unwrap();
    fs::remove_dir_all(copy.path("out")).unwrap();
    world::succeeds(copy.segbook(&["select"]));
    let segment = text(&copy.written_path("segments/SPRING.xlsx"));
    assert_eq!(fields(&segment, &changed), ["Language Code"]);
}

#[test]
fn a_follow_up_that_is_not_completed_carries_contact_and_campaign() {
    let book = world::book_with_spring();
    world::succeeds(book.segbook(&["run", "--follow-up", "--format", "csv"]));
    let run = book.only_run();
    // Any file of a group stands for it.
    let follow_up = text(&run.join("follow-up/SM00001.Segment Header.csv"));
    let logged = text(&run.join("logged/SPRING.Interaction Log Entry.csv"));
    let json = world::succeeds(book.segbook(&["diff", &follow_up, &logged, "--json"])).json();
    assert_eq!(json["equal"], true);
    assert_eq!(json["compared"], serde_json::json!(["Campaign No."]));
    assert_eq!(json["left"]["segments"], serde_json::json!(["SM00001"]));
}

#[test]
fn a_contact_that_stands_twice_is_compared_in_its_order() {
    let book = Book::new();
    fs::create_dir_all(book.path("a")).unwrap();
    fs::create_dir_all(book.path("b")).unwrap();
    let lines = |rows: &str| format!("Segment No.,Line No.,Contact No.,Salesperson Code\n{rows}");
    let (left, right) = (
        book.path("a/Segment Line.csv"),
        book.path("b/Segment Line.csv"),
    );
    fs::write(&left, lines("S,1,C1,ANN\nS,2,C1,BEN\nS,3,C2,ANN\n")).unwrap();
    fs::write(
        &right,
        lines("S,10,C2,ANN\nS,20,C1,ANN\nS,30,C1,ANN\nS,40,C1,\n"),
    )
    .unwrap();
    let json =
        world::succeeds(book.segbook(&["diff", &text(&left), &text(&right), "--json"])).json();
    assert_eq!(
        json["changed"],
        serde_json::json!([{"contact_no": "C1", "contact_name": "", "contact_company_name": "",
            "fields": [{"field": "Salesperson Code", "left": "BEN", "right": "ANN"}]}])
    );
    assert_eq!(json["counts"]["same"], 2);
    assert_eq!(json["added"].as_array().unwrap().len(), 1);
    assert_eq!(json["added"][0]["salesperson_code"], "");
}

#[test]
fn what_is_not_there_is_named_with_what_is_like_it() {
    let (book, left, _) = reviewed();
    world::succeeds(book.segbook(&["run"]));
    let missing = left.replace("SPRING.xlsx", "SPRIGN.xlsx");
    book.segbook(&["diff", &left, &missing])
        .exits(3)
        .says("SPRIGN.xlsx is not there")
        .says("did you mean SPRING.xlsx?");
    book.segbook(&["diff", &left, "SPRIG"])
        .exits(2)
        .says("SPRIG is neither a file nor the number of a logged segment; did you mean SPRING?");
    book.segbook(&["diff", &left, &text(&book.path("inbox"))])
        .exits(2)
        .says("is a folder");
    book.segbook(&["diff", &left, &text(&book.path("inbox/setup.xlsx"))])
        .exits(3)
        .says("has no sheet Segment Line or Interaction Log Entry");
}

#[test]
fn a_file_wins_over_a_number() {
    let (book, _, right) = reviewed();
    world::succeeds(book.segbook(&["run"]));
    fs::copy(&right, book.path("SPRING")).unwrap();
    let mut command = bare_command();
    command
        .args(["diff", "SPRING", &right, "--json"])
        .current_dir(book.folder());
    let json = Outcome::of(&mut command).exits(0).json();
    assert_eq!(json["left"]["from_ledger"], false);
    assert_eq!(json["equal"], true);
}

#[test]
fn faulty_files_are_not_compared() {
    let book = Book::new();
    let (left, right) = (
        book.path("inbox/Segment Line.csv"),
        book.path("Segment Line.csv"),
    );
    fs::write(&left, "Segment No.,Contact No.,Date\nS,C1,23.13.2026\n").unwrap();
    fs::write(&right, "Segment No.,Contact No.,Date\nS,C1,2026-11-23\n").unwrap();
    let outcome = book
        .segbook(&["diff", &text(&left), &text(&right)])
        .exits(1);
    assert_eq!(outcome.stdout, "");
    outcome.says("Segment Line.csv: line 2, column 3");
}

#[test]
fn the_workbook_has_a_sheet_for_each_kind_and_is_never_overwritten_unasked() {
    let (book, left, right) = reviewed();
    let to = book.path("difference.xlsx");
    let words = ["diff", &left, &right, "--to", &text(&to)];
    let outcome = world::succeeds(book.segbook(&words));
    assert!(
        outcome.stdout.contains("difference.xlsx"),
        "{}",
        outcome.stdout
    );
    let workbook = Sheets::read(&to);
    assert_eq!(workbook.names(), ["Cover", "Added", "Removed", "Changed"]);
    assert_eq!(workbook.sheet("Added").len(), 0);
    assert_eq!(
        workbook
            .sheet("Removed")
            .rows(&["Contact No.", "Contact Name", "Date"]),
        ["C|Cem Can|2026-11-23"]
    );
    assert_eq!(
        workbook
            .sheet("Changed")
            .rows(&["Contact No.", "Field", "Left", "Right"]),
        [
            "D|Salesperson Code|ANN|BEN",
            "D|Cost (LCY)|1.5|3.25",
            "D|Description|Spring letter|By hand",
        ]
    );
    let bytes = fs::read(&to).unwrap();
    book.segbook(&words)
        .exits(3)
        .says("difference.xlsx is there already")
        .says("--force");
    world::succeeds(book.segbook(&[words.as_slice(), &["--force"]].concat()));
    assert_eq!(fs::read(&to).unwrap(), bytes);
    let csv = text(&book.path("difference.csv"));
    world::succeeds(book.segbook(&["diff", &left, &right, "--to", &csv]));
    let rows = fs::read_to_string(book.path("difference.Removed.csv")).unwrap();
    assert!(
        rows.contains("\nC,Cem Can,Alpha GmbH,2026-11-23,"),
        "{rows}"
    );
    let names: Vec<String> = fs::read_dir(book.folder())
        .unwrap()
        .map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned())
        .collect();
    assert!(!names.iter().any(|name| name.contains(".tmp")), "{names:?}");
}
