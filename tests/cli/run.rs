//! `segbook run`.

use crate::support::{Sheets, dump, files_below, has_extension, world};

#[test]
fn run_json_names_inputs_and_outputs_with_their_hashes_and_no_time_of_day() {
    let book = world::book_with_spring();
    world::succeeds(book.segbook(&["run"]));
    let run = book.only_run();
    let text = std::fs::read_to_string(run.join("run.json")).unwrap();
    for part in [
        "Contact.xlsx",
        "segments.xlsx",
        "logged/SPRING.xlsx",
        "sha256",
        "2026-11-23",
        "MARTA",
    ] {
        assert!(text.contains(part), "{part} is missing in\n{text}");
    }
    let here = book.folder().to_string_lossy().into_owned();
    assert!(!text.contains(&here), "a path of this machine in\n{text}");
    let _: serde_json::Value = serde_json::from_str(&text).unwrap();
}

#[test]
fn named_segments_alone_are_run() {
    let header = format!("{}\nOTHER; Other letter; LETTER; ANN", world::SPRING);
    let criteria = format!("{}\nOTHER; 1; Add; ; No.; F", world::GERMANS);
    let book = world::book_with(&header, &criteria);
    world::succeeds(book.segbook(&["run", "OTHER"]));
    let run = book.only_run();
    assert!(run.join("logged/OTHER.xlsx").exists());
    assert!(!run.join("logged/SPRING.xlsx").exists());
}

#[test]
fn the_inbox_is_never_touched() {
    let book = world::book_with_spring();
    let inbox = book.path("inbox");
    let contents = || -> Vec<(String, Vec<u8>)> {
        files_below(&inbox)
            .into_iter()
            .map(|file| (file.clone(), std::fs::read(inbox.join(file)).unwrap()))
            .collect()
    };
    let before = contents();
    world::succeeds(book.segbook(&["run", "--follow-up"]));
    assert!(contents() == before);
    assert!(book.only_run().join("logged/SPRING.xlsx").exists());
}

#[test]
fn a_workbook_has_a_cover_and_every_written_sheet_reads_back() {
    let book = world::book_with_spring();
    world::succeeds(book.segbook(&["run", "--follow-up"]));
    let run = book.only_run();
    for file in files_below(&run)
        .iter()
        .filter(|file| has_extension(file, "xlsx"))
    {
        let path = run.join(file);
        let text = dump(&path);
        assert!(!text.contains("(error)"), "{file}\n{text}");
        if file.contains('/') {
            assert_eq!(Sheets::read(&path).names()[0], "Cover", "{file}");
            assert!(text.contains("2026-11-23 (date)"), "{file}\n{text}");
        }
    }
}

#[test]
fn text_that_looks_like_a_formula_stays_text() {
    let book = world::book_with_spring();
    let header = world::SPRING.replace("Spring letter", "=1+1");
    let sheets = [
        ("Segment Header", header.as_str()),
        ("Segment Criteria Line", world::GERMANS),
    ];
    book.workbook("segments.xlsx", &sheets);
    world::succeeds(book.segbook(&["run"]));
    let logged = book.written("logged/SPRING.xlsx");
    assert_eq!(
        logged.sheet("Logged Segment").cell(0, "Description"),
        "=1+1"
    );
}
