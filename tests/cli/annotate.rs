//! `segbook check --annotate`: fix in the copy, put it back, run again.

use std::fs;
use std::io::Read;
use std::path::Path;

use rust_xlsxwriter::{Format, Formula, Workbook};

use crate::support::{Book, dump, edit_part, files_below, world};

/// What is found, without the file it is found in: code, place, value.
fn findings(book: &Book) -> Vec<String> {
    let json = book.segbook(&["check", "--json"]).json();
    let findings = json["findings"].as_array().expect("findings").iter();
    // Formulas become their results, error values become formulas: a notice more or less.
    let mut told: Vec<String> = findings
        .filter(|finding| finding["code"] != "D016")
        .map(|finding| {
            let part = |key: &str| finding[key].as_str().unwrap_or("").to_owned();
            ["code", "sheet", "cell", "caption", "found"]
                .map(part)
                .join(" ")
        })
        .collect();
    told.sort();
    told
}

/// One part of a zipped workbook as text.
fn part(path: &Path, name: &str) -> String {
    let file = fs::File::open(path).expect("a workbook");
    let mut archive = zip::ZipArchive::new(file).expect("an archive");
    let mut text = String::new();
    let mut part = archive.by_name(name).expect("the part");
    part.read_to_string(&mut text).expect("text");
    text
}

/// Writes a workbook as a person may have it: a title, numbers, dates, times, an error cell, a
/// formula, a code that looks like a number, a column without caption, notes in another sheet.
fn write_contacts(path: &Path) {
    let mut workbook = Workbook::new();
    let date = Format::new().set_num_format("dd/mm/yyyy");
    let clock = Format::new().set_num_format("hh:mm");
    let sheet = workbook
        .add_worksheet()
        .set_name("Contact")
        .expect("a name");
    sheet.write(0, 0, "Our contacts").expect("a cell");
    let captions = [
        "No.",
        "Name",
        "Phone No.",
        "Last Date Modified",
        "Shoe size",
        "Wakes up",
    ];
    for (column, caption) in (0u16..).zip(captions) {
        sheet.write(2, column, caption).expect("a cell");
    }
    for (row, no) in (3u32..).zip(["007", "008", "009"]) {
        sheet.write(row, 0, no).expect("a cell");
        sheet.write(row, 1, "Ann").expect("a cell");
        sheet.write(row, 2, "0049 30").expect("a cell");
        sheet
            .write_with_format(row, 3, 46_349, &date)
            .expect("a cell");
        sheet.write(row, 4, 42.5).expect("a cell");
        sheet
            .write_with_format(row, 5, 0.25, &clock)
            .expect("a cell");
    }
    let error = Formula::new("=VLOOKUP(1,A1:B2,2)").set_result("#N/A");
    sheet.write_formula(4, 1, error).expect("a cell");
    sheet.write(5, 3, "23.13.2026").expect("a cell");
    sheet
        .write(5, 8, "a note beside the table")
        .expect("a cell");
    let notes = workbook.add_worksheet().set_name("Notes").expect("a name");
    notes.write(1, 1, "00123").expect("a cell");
    notes.write(2, 1, true).expect("a cell");
    workbook.save(path).expect("a workbook");
}

#[test]
fn a_copy_says_the_same_as_its_original_and_can_be_corrected_and_put_back() {
    let book = Book::new();
    let path = book.path("inbox/contacts.xlsx");
    write_contacts(&path);
    let before = findings(&book);
    assert_eq!(before.len(), 4, "{before:#?}");
    let outcome = book.segbook(&["check", "--annotate"]).exits(1);
    assert!(
        outcome.stdout.contains("findings.xlsx\n  contacts.xlsx"),
        "{}",
        outcome.stdout
    );
    let copy = book.path("out/check/contacts.xlsx");
    let expected = "\
== Findings
Severity | Code | File | Sheet | Cell | Caption | Found | Expected | Fix
error | D015 | contacts.xlsx | Contact | B5 | Name | \"#N/A\" (error value) | a value | correct the formula that gives #N/A, or write the value itself
notice | D016 | contacts.xlsx | Contact | B5 | Name | a formula, the first of this column | values; formulas count by the result that was stored with them | nothing to do if the file was saved after its last change
error | D012 | contacts.xlsx | Contact | D6 | Last Date Modified | \"23.13.2026\" (text) | a date, e.g. 2026-11-23 | there is no month 13: correct the cell
notice | R007 | contacts.xlsx | Contact | I6 |  | values in column I, which has no caption | a caption above every column that should be read | nothing to do if these are notes; otherwise give the column a caption
notice | R004 | contacts.xlsx | Notes |  |  | \"Notes\", left alone | the name of a table, e.g. \"Contact\", if it should be read | nothing to do if it holds notes; otherwise rename it, or map it in [sheets]
== Contact
Our contacts
 |  |  |  |  |  |  |  |
No. | Name | Phone No. | Last Date Modified | Shoe size | Wakes up |  |  |  | Errors
007 | Ann | 0049 30 | 2026-11-23 (date) | 42.5 (number) | 1899-12-31 (date)
008 | #N/A (error) | 0049 30 | 2026-11-23 (date) | 42.5 (number) | 1899-12-31 (date) |  |  |  | error D015 \"Name\": \"#N/A\" (error value); expected a value; correct the formula that gives #N/A, or write the value itself
009 | Ann | 0049 30 | 23.13.2026 | 42.5 (number) | 1899-12-31 (date) |  |  | a note beside the table | error D012 \"Last Date Modified\": \"23.13.2026\" (text); expected a date, e.g. 2026-11-23; there is no month 13: correct the cell
== Notes

 | 00123
 | true (boolean)
";
    let told = dump(&copy);
    let squeezed = |text: &str| -> Vec<String> {
        let line = |line: &str| line.trim_end_matches([' ', '|']).to_owned();
        text.lines().map(line).collect()
    };
    assert_eq!(squeezed(&told), squeezed(expected), "{told}");
    let notes = part(&copy, "xl/comments1.xml");
    assert!(
        notes.contains("ref=\"B5\"") && notes.contains("#N/A"),
        "{notes}"
    );
    assert!(
        notes.contains("ref=\"D6\"") && notes.contains("23.13.2026"),
        "{notes}"
    );
    let styles = part(&copy, "xl/styles.xml");
    assert!(styles.contains("FFFFC7CE"), "a tint for errors: {styles}");
    let links = part(&copy, "xl/worksheets/sheet1.xml");
    assert!(links.contains("location=\"'Contact'!D6\""), "{links}");
    let all = book.path("out/check/findings.xlsx");
    let links = part(&all, "xl/worksheets/_rels/sheet1.xml.rels");
    assert!(links.contains("contacts.xlsx"), "{links}");
    let links = part(&all, "xl/worksheets/sheet1.xml");
    assert!(links.contains("location=\"'Contact'!D6\""), "{links}");

    // Put back as it is, it has the same findings: nothing was lost or made better on the way.
    fs::copy(&copy, &path).expect("a copy");
    assert_eq!(findings(&book), before);
    // A copy of the copy has one list of findings and one column Errors.
    book.segbook(&["check", "--annotate"]).exits(1);
    assert_eq!(dump(&copy), told);

    edit_part(
        &path,
        "xl/worksheets/sheet2.xml",
        "23.13.2026",
        "2026-11-23",
    );
    edit_part(
        &path,
        "xl/worksheets/sheet2.xml",
        "t=\"e\"><f>#N/A</f><v>#N/A</v>",
        "t=\"str\"><v>Bea</v>",
    );
    let outcome = book.segbook(&["check"]).exits(0);
    let balance = "3 contacts read = 3 usable + 0 rejected";
    assert!(
        outcome.balance().starts_with(balance),
        "{}",
        outcome.balance()
    );
}

#[test]
fn samples_say_the_same_when_their_copies_take_their_place() {
    for name in ["first", "spring-campaign", "european-csv", "broken"] {
        let book = Book::sample(name);
        let before = findings(&book);
        book.segbook(&["check", "--annotate"]);
        for file in files_below(&book.path("inbox")) {
            let copy = book.path("out/check").join(&file);
            fs::copy(copy, book.path("inbox").join(&file)).expect("a copy");
        }
        assert_eq!(findings(&book), before, "{name}");
    }
}

#[test]
fn serial_numbers_of_1904_are_the_same_days_in_the_copy() {
    let book = Book::new();
    let path = book.path("inbox/contacts.xlsx");
    let mut workbook = Workbook::new();
    let date = Format::new().set_num_format("yyyy-mm-dd");
    let sheet = workbook
        .add_worksheet()
        .set_name("Contact")
        .expect("a name");
    for (column, caption) in (0u16..).zip(["No.", "Last Date Modified", "Born"]) {
        sheet.write(0, column, caption).expect("a cell");
    }
    sheet.write(1, 0, "C1").expect("a cell");
    // A date cell, a plain number in a date column, and a date in a column of one's own.
    sheet
        .write_with_format(1, 1, 44_887, &date)
        .expect("a cell");
    sheet.write(2, 0, "C2").expect("a cell");
    sheet.write(2, 1, 44_887).expect("a cell");
    sheet
        .write_with_format(2, 2, 44_887, &date)
        .expect("a cell");
    workbook.save(&path).expect("a workbook");
    edit_part(
        &path,
        "xl/workbook.xml",
        "<workbookPr ",
        "<workbookPr date1904=\"1\" ",
    );
    book.segbook(&["check", "--annotate"]).exits(0);
    let told = dump(&book.path("out/check/contacts.xlsx"));
    let dates = "C1 | 2026-11-23 (date) |\nC2 | 2026-11-23 (date) | 2026-11-23 (date)\n";
    assert!(told.ends_with(dates), "{told}");
}

#[test]
fn older_workbooks_become_xlsx_files_and_say_so() {
    let formats = crate::support::top().join("tests/formats");
    for file in ["contact.xls", "contact.ods"] {
        let book = Book::new();
        fs::copy(formats.join(file), book.path("inbox").join(file)).expect("a copy");
        let before = findings(&book);
        book.segbook(&["check", "--annotate"]);
        let copy = format!("{file}.xlsx");
        fs::copy(
            book.path("out/check").join(&copy),
            book.path("inbox").join(&copy),
        )
        .expect("one");
        book.remove(file);
        assert_eq!(findings(&book), before, "{file}");
    }
}

#[test]
fn the_copy_of_a_csv_file_has_its_errors_in_front() {
    let book = Book::new();
    let original =
        "sep=;\r\nNo.;Name;Type\r\n007;\"two\nlines\";Person\r\n\r\n008;Bea;Persn\r\n009;short\r\n";
    book.csv("Contact.csv", original);
    let before = findings(&book);
    assert_eq!(before.len(), 2, "{before:#?}");
    book.segbook(&["check", "--annotate"]).exits(1);
    let copy = book.path("out/check/Contact.csv");
    let text = fs::read_to_string(&copy).expect("a copy");
    let lines: Vec<&str> = text.split("\r\n").collect();
    assert_eq!(lines[0], "\u{feff}sep=;");
    assert_eq!(lines[1], "Errors;No.;Name;Type");
    assert_eq!(lines[2..4], [";007;\"two\nlines\";Person", ""]);
    assert!(
        lines[4].starts_with("\"error D006 \"\"Type\"\": \"\"Persn\"\" (text); "),
        "{}",
        lines[4]
    );
    assert!(lines[4].ends_with("\";008;Bea;Persn"), "{}", lines[4]);
    assert!(lines[5].ends_with(";009;short"), "{}", lines[5]);
    // The lines are those of the original, so a finding says the same of both.
    let put_back = book.path("inbox/Contact.csv");
    fs::copy(&copy, &put_back).expect("a copy");
    let codes =
        |told: &[String]| -> Vec<String> { told.iter().map(|one| one[..4].to_owned()).collect() };
    assert_eq!(codes(&findings(&book)), codes(&before));
    let fixed = text
        .replace("Bea;Persn", "Bea;Person")
        .replace("009;short", "009;short;");
    fs::write(&put_back, fixed).expect("a file");
    let outcome = book.segbook(&["check"]).exits(0);
    assert!(
        outcome.balance().starts_with("3 contacts read = 3 usable"),
        "{}",
        outcome.balance()
    );
}

#[test]
fn what_cannot_be_read_whole_is_not_copied_in_part() {
    let book = Book::new();
    book.csv("Contact.csv", "No.,Name\nC1,Ann\nC2,\"open\n")
        .csv("Notes.csv", "no,table\n1,2\n");
    let outcome = book.segbook(&["check", "--annotate"]).exits(1);
    let outcome = outcome.says("no copy of Contact.csv: some of its bytes or quotes");
    assert!(
        outcome.stdout.ends_with("findings.xlsx\n"),
        "{}",
        outcome.stdout
    );
    assert_eq!(
        files_below(&book.path("out")),
        ["check/.written", "check/findings.xlsx"]
    );
}

#[test]
fn what_is_not_of_check_stays_and_a_dry_run_writes_nothing() {
    let book = world::book();
    book.segbook(&["check", "--annotate", "--dry-run"]).exits(0);
    assert!(!book.path("out").exists());
    fs::create_dir_all(book.path("out/check")).expect("a folder");
    fs::write(book.path("out/check/mine.txt"), "mine").expect("a file");
    fs::write(book.path("out/check/findings.xlsx"), "old").expect("a file");
    book.workbook("findings.xlsx", &[("Mailing Group", "Code\nA")]);
    let outcome = book
        .segbook(&["check", "--annotate", "--json"])
        .exits(0)
        .json();
    assert_eq!(outcome["run"]["state"], "annotated");
    let written: Vec<&str> = outcome["files"]
        .as_array()
        .expect("files")
        .iter()
        .map(|file| file["path"].as_str().expect("a path"))
        .collect();
    let expected = [
        "findings.xlsx",
        "Contact.xlsx",
        "findings (2).xlsx",
        "setup.xlsx",
    ];
    assert_eq!(written, expected);
    let mut there = files_below(&book.path("out/check"));
    there.retain(|file| file != "mine.txt" && file != ".written");
    assert_eq!(there.len(), 4, "{there:?}");
    let mine = fs::read_to_string(book.path("out/check/mine.txt")).expect("a file");
    assert_eq!(mine, "mine");
    let first = book.results();
    book.segbook(&["check", "--annotate"]).exits(0);
    assert!(first == book.results(), "the same input, the same bytes");
}

#[test]
fn copies_of_inputs_that_are_gone_go_too_unless_somebody_changed_them() {
    let book = world::book();
    fs::create_dir(book.path("inbox/spring")).expect("a folder");
    for file in ["spring/a.xlsx", "b.xlsx", "c.xlsx"] {
        book.workbook(file, &[("Mailing Group", "Code\nA")]);
    }
    book.segbook(&["check", "--annotate"]);
    let copies = |book: &Book| {
        let mut there = files_below(&book.path("out/check"));
        there.retain(|file| file != ".written" && file != "findings.xlsx");
        there
    };
    let all = [
        "Contact.xlsx",
        "b.xlsx",
        "c.xlsx",
        "setup.xlsx",
        "spring/a.xlsx",
    ];
    assert_eq!(copies(&book), all);
    for file in ["spring/a.xlsx", "b.xlsx", "c.xlsx"] {
        book.remove(file);
    }
    fs::write(book.path("out/check/c.xlsx"), "changed").expect("a file");
    fs::write(book.path("out/check/mine.txt"), "mine").expect("a file");
    // A run that writes nothing removes nothing.
    book.segbook(&["check", "--annotate", "--dry-run"]).exits(0);
    assert_eq!(copies(&book).len(), 6);
    book.segbook(&["check", "--annotate"]).exits(0);
    assert_eq!(
        copies(&book),
        ["Contact.xlsx", "c.xlsx", "mine.txt", "setup.xlsx"]
    );
    assert!(!book.path("out/check/spring").exists());
}

#[test]
fn a_copy_that_somebody_is_correcting_is_not_written_over() {
    let book = Book::new();
    book.csv("Contact.csv", "No.,Type\nA,Persn\n");
    let annotate = ["check", "--annotate"];
    book.segbook(&annotate).exits(1);
    let copy = book.path("out/check/Contact.csv");
    let first = fs::read_to_string(&copy).expect("the copy");
    let corrected = first.replace("Persn", "Person");
    assert_ne!(first, corrected);
    fs::write(&copy, &corrected).expect("a file");
    // Not in the inbox yet: it stays, and that is told, as often as it is.
    for _ in 0..2 {
        let outcome = book.segbook(&annotate).exits(1);
        outcome.says("no copy of Contact.csv: you have changed the last one");
        let now = fs::read_to_string(&copy).expect("the copy");
        assert_eq!(now, corrected);
    }
    // Put into the inbox it is safe, and the copy is one of the corrected file again.
    fs::copy(&copy, book.path("inbox/Contact.csv")).expect("a copy");
    let outcome = book.segbook(&annotate).exits(0);
    assert!(!outcome.stderr.contains("no copy"), "{}", outcome.stderr);
    let now = fs::read_to_string(&copy).expect("the copy");
    assert!(now.contains("Person") && now != corrected, "{now}");
}
