//! `segbook init`.

use std::fs;

use crate::support::{
    Book, Outcome, Sheets, bare_command, files_below, has_extension, sample, world,
};

#[test]
fn a_new_book_has_a_workbook_to_fill_in_and_passes_the_check() {
    let parent = Book::new();
    let folder = parent.path("spring");
    Outcome::of(bare_command().arg("init").arg(&folder)).exits(0);
    let files = files_below(&folder);
    assert!(files.iter().any(|file| file == "segbook.toml"), "{files:?}");
    let workbook = files
        .iter()
        .find(|file| file.starts_with("inbox/") && has_extension(file, "xlsx"));
    let workbook = workbook.unwrap_or_else(|| panic!("a workbook in {files:?}"));
    let sheets = Sheets::read(&folder.join(workbook));
    for (sheet, caption) in [
        ("Segment Header", "Interaction Template Code"),
        ("Segment Line", "Contact No."),
        ("Segment Criteria Line", "Filter"),
        ("Contact", "No."),
    ] {
        let captions = sheets.sheet(sheet).captions();
        assert!(
            captions.iter().any(|known| known == caption),
            "{sheet}: {captions:?}"
        );
    }
    let book = Book::copy_of(&folder);
    world::succeeds(book.segbook(&["check"]));
}

#[test]
fn a_sample_is_copied_whole_and_runs() {
    for name in ["first", "spring-campaign", "european-csv"] {
        let parent = Book::new();
        let folder = parent.path("try");
        Outcome::of(
            bare_command()
                .arg("init")
                .arg(&folder)
                .args(["--sample", name]),
        )
        .exits(0);
        for file in files_below(&sample(name)) {
            if file.starts_with("inbox/") || file == "segbook.toml" {
                let (left, right) = (sample(name).join(&file), folder.join(&file));
                assert!(
                    fs::read(left).unwrap() == fs::read(right).unwrap(),
                    "{name}: {file}"
                );
            }
        }
        world::succeeds(Book::copy_of(&folder).segbook(&["run"]));
    }
}

#[test]
fn an_unknown_sample_names_those_that_there_are() {
    let parent = Book::new();
    let mut command = bare_command();
    command
        .arg("init")
        .arg(parent.path("try"))
        .args(["--sample", "frist"]);
    Outcome::of(&mut command).exits(2).says("first");
}

#[test]
fn a_book_that_is_there_is_left_alone() {
    let book = Book::sample("first");
    let before = files_below(book.folder());
    let outcome = Outcome::of(bare_command().arg("init").arg(book.folder()));
    assert_ne!(outcome.code, 0);
    assert_eq!(files_below(book.folder()), before);
}
