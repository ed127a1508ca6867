//! What people complain of elsewhere, and what segbook says instead.

use std::fmt::Write as _;
use std::fs;

use rust_xlsxwriter::{Format, Workbook};
use segbook::config::InputSettings;
use segbook::schema::{CONTACT, VALUE_ENTRY, contact, value_entry};
use segbook::value::DecimalMark;

use crate::support::{Book, Sheets, world};

use super::{contacts, decode, found};

fn read(content: &str) -> segbook::decode::Decoded {
    decode("Contact.csv", content.as_bytes(), InputSettings::default())
}

#[test]
fn an_ambiguous_date_shows_its_readings() {
    let decoded = read("No.,Last Date Modified\nC1,03.04.2026\n");
    let finding = decoded.findings.iter().next().expect("a finding");
    assert_eq!(finding.code.id, "D011");
    let told = format!("{} {}", finding.expected, finding.fix);
    for part in ["2026-04-03", "2026-03-04", "date_order"] {
        assert!(told.contains(part), "{part} in {told}");
    }
}

#[test]
fn zeros_are_kept_and_no_decimals_are_added() {
    let book = world::book();
    let path = book.path("inbox/Contact.xlsx");
    let mut workbook = Workbook::new();
    let sheet = workbook
        .add_worksheet()
        .set_name("Contact")
        .expect("a name");
    for (column, caption) in (0u16..).zip(["No.", "Name", "Post Code", "Phone No.", "Type"]) {
        sheet.write(0, column, caption).expect("a cell");
    }
    sheet.write(1, 0, "007").expect("a cell");
    sheet.write(1, 1, "Ann").expect("a cell");
    sheet.write(1, 2, "01234").expect("a cell");
    sheet.write(1, 3, 49_301_234).expect("a cell");
    sheet.write(1, 4, "Person").expect("a cell");
    workbook.save(&path).expect("a workbook");
    let book = {
        let header =
            "No.; Description; Interaction Template Code; Salesperson Code\nS; x; LETTER; ANN";
        let lines = "Segment No.; Contact No.\nS; 007";
        book.workbook(
            "segments.xlsx",
            &[("Segment Header", header), ("Segment Line", lines)],
        );
        book
    };
    book.segbook(&["select"]).exits(0);
    let written = book.written("segments/S.xlsx");
    let lines = written.sheet("Segment Line");
    assert_eq!(lines.column("Contact No."), ["007"]);
    assert_eq!(lines.column("Contact Phone No."), ["49301234"]);
    // Text cells that look like numbers carry no green triangles.
    let file = fs::File::open(book.written_path("segments/S.xlsx")).expect("a file");
    let mut archive = zip::ZipArchive::new(file).expect("an archive");
    let parts: Vec<String> = archive
        .file_names()
        .map(|name| name.expect("a name").into_owned())
        .collect();
    let mut ignored = 0;
    for part in parts
        .iter()
        .filter(|part| part.contains("worksheets/sheet"))
    {
        let mut text = String::new();
        let mut content = archive.by_name(part).expect("a part");
        std::io::Read::read_to_string(&mut content, &mut text).expect("text");
        ignored += text.matches("numberStoredAsText=\"1\"").count();
    }
    assert!(ignored > 0, "{parts:?}");
}

#[test]
fn a_number_that_excel_has_rounded_is_an_error() {
    let book = Book::new();
    let mut workbook = Workbook::new();
    let sheet = workbook
        .add_worksheet()
        .set_name("Contact")
        .expect("a name");
    sheet.write(0, 0, "No.").expect("a cell");
    sheet.write(0, 1, "External ID").expect("a cell");
    sheet.write(1, 0, "C1").expect("a cell");
    sheet
        .write(1, 1, 1_234_567_890_123_456_789_i64 as f64)
        .expect("a cell");
    sheet.write(2, 0, "C2").expect("a cell");
    sheet.write(2, 1, "1234567890123456789").expect("a cell");
    workbook
        .save(book.path("inbox/c.xlsx"))
        .expect("a workbook");
    let outcome = book.segbook(&["check"]).exits(1);
    assert_eq!(
        outcome.stderr.matches("error[D014]").count(),
        1,
        "{}",
        outcome.stderr
    );
}

#[test]
fn the_field_decides_not_the_first_rows() {
    // A thousand phone numbers that look like numbers, then one that does not; and the reverse.
    let mut content = "No.,Phone No.,Post Code\n".to_owned();
    for no in 0..1_000 {
        writeln!(content, "C{no},{no},0{no}").expect("text");
    }
    content.push_str("LAST,+49 30 1234,SW1A 1AA\n");
    let decoded = read(&content);
    assert_eq!(contacts(&decoded, "phones").len(), 1_001);
    let records = &decoded.tables[&CONTACT.no];
    assert_eq!(records.text(1_000, contact::PHONE_NO), "+49 30 1234");
    assert_eq!(records.text(7, contact::POST_CODE), "07");
}

#[test]
fn every_error_has_its_cell_and_all_come_at_once() {
    let content = "Notes,,\nNo.,Type,Last Date Modified\nC1,Persn,2026-02-30\nC2,\"Person\n\",\nC3,Perso,soon\n";
    let decoded = read(content);
    let places = [
        "D006 Contact.csv: line 3, column 2 \"Type\"",
        "D010 Contact.csv: line 3, column 3 \"Last Date Modified\"",
        "D006 Contact.csv: line 6, column 2 \"Type\"",
        "D010 Contact.csv: line 6, column 3 \"Last Date Modified\"",
    ];
    let mut told = found(&decoded);
    for one in &mut told {
        // Which of the codes of dates it is, is the business of other tests.
        *one = one.replace("D012", "D010");
    }
    assert_eq!(told, places);
}

#[test]
fn no_row_is_lost_without_a_word() {
    let book = world::book();
    let mut rows = vec!["No.; Type; Name".to_owned()];
    for no in 1..=74 {
        let kind = if no % 25 == 0 { "Persn" } else { "Person" };
        rows.push(format!("P{no}; {kind}; Name {no}"));
    }
    book.sheet("Contact", &rows.join("\n"));
    let outcome = book.segbook(&["check"]).exits(1);
    let balance = "74 contacts read = 72 usable + 2 rejected";
    assert!(
        outcome.balance().starts_with(balance),
        "{}",
        outcome.balance()
    );
    for row in [26, 51] {
        assert!(
            outcome.stderr.contains(&format!("Contact!B{row}")),
            "{}",
            outcome.stderr
        );
    }
}

#[test]
fn texts_that_look_like_formulas_come_through_unharmed() {
    let texts = ["=1+1", "+49 30 1234", "-5", "@home"];
    for toml in ["", "[output]\nformat = \"both\"\ncsv_safe = true\n"] {
        let book = world::book();
        let mut contacts = "No.,Type,Name\n".to_owned();
        let mut lines = "Segment No.; Contact No.".to_owned();
        for (no, text) in texts.iter().enumerate() {
            writeln!(contacts, "C{no},Person,{text}").expect("text");
            write!(lines, "\nS; C{no}").expect("text");
        }
        book.remove("Contact.xlsx")
            .csv("Contact.csv", &contacts)
            .settings(toml);
        let header =
            "No.; Description; Interaction Template Code; Salesperson Code\nS; x; LETTER; ANN";
        book.workbook(
            "segments.xlsx",
            &[("Segment Header", header), ("Segment Line", &lines)],
        );
        book.segbook(&["select"]).exits(0);
        let path = book.written_path("segments/S.xlsx");
        assert_eq!(
            Sheets::read(&path)
                .sheet("Segment Line")
                .column("Contact Name"),
            texts
        );
        if !toml.is_empty() {
            let csv = book.written_path("segments/S.Segment Line.csv");
            let text = fs::read_to_string(&csv).expect("a file");
            assert!(text.contains("\t=1+1") && !text.contains(",=1+1"), "{text}");
        }
    }
    // A guarded cell is read back without its guard.
    let decoded = read("No.,Name,Phone No.\nC1,\t=1+1,\t+49 30\n");
    let records = &decoded.tables[&CONTACT.no];
    assert_eq!(records.text(0, contact::NAME), "=1+1");
    assert_eq!(records.text(0, contact::PHONE_NO), "+49 30");
}

#[test]
fn columns_may_be_moved_and_renamed() {
    let content = "Remarks,NAME,My number,last_date_modified\nvip,Ann,C1,2026-11-23\n";
    let mut settings = InputSettings::default();
    let aliases = settings.columns.entry(CONTACT.no).or_default();
    aliases.insert("mynumber".to_owned(), contact::NO);
    let decoded = decode("Contact.csv", content.as_bytes(), settings);
    assert_eq!(contacts(&decoded, "renamed"), ["C1|Ann|2026-11-23"]);
    let remarks = decoded.tables[&CONTACT.no].extra("Remarks");
    assert!(remarks.is_some());
}

#[test]
fn rejected_rows_say_the_same_when_they_come_back() {
    // Numbers and dates in cells of a workbook, and a decimal comma in the settings: as text,
    // 1.234 would be more than a thousand.
    let book = world::book_with_spring();
    let template = "Code; Description\nLETTER; Letter";
    let salespeople = "Code; Name\nANN; Ann Keller";
    book.settings("[input]\ndecimal_mark = \",\"\n").workbook(
        "setup.xlsx",
        &[
            ("Salespeople", salespeople),
            ("Interaction Template", template),
        ],
    );
    let mut workbook = Workbook::new();
    let sheet = workbook
        .add_worksheet()
        .set_name("Value Entry")
        .expect("a name");
    let captions = [
        "Entry No.",
        "Document Contact No.",
        "Cost Amount (Actual)",
        "Posting Date",
        "Source Type",
    ];
    for (column, caption) in (0u16..).zip(captions) {
        sheet.write(0, column, caption).expect("a cell");
    }
    let date = Format::new().set_num_format("dd/mm/yyyy hh:mm");
    sheet.write(1, 0, 1).expect("a cell");
    sheet.write(1, 1, "C").expect("a cell");
    sheet.write(1, 2, 1.234).expect("a cell");
    sheet
        .write_with_format(1, 3, 46_349.5, &date)
        .expect("a cell");
    sheet.write(1, 4, "Custmer").expect("a cell");
    workbook
        .save(book.path("inbox/entries.xlsx"))
        .expect("a workbook");
    book.segbook(&["run", "--on-error", "reject"])
        .exits(1)
        .says("Custmer");
    let rejects = book.written("rejects/Value Entry.xlsx");
    let rejects = rejects.sheet("Value Entry");
    let rows = rejects.rows(&["Entry No.", "Cost Amount (Actual)", "Posting Date"]);
    assert_eq!(rows, ["1|1,234|2026-11-23"]);
    // Corrected, it is what it was.
    let mut corrected = book.written("rejects/Value Entry.xlsx");
    corrected
        .sheet_mut("Value Entry")
        .set(0, "Source Type", "Customer");
    let path = book.path("inbox/entries.xlsx");
    corrected.save(&path);
    let settings = InputSettings {
        decimal_mark: DecimalMark::Comma,
        ..InputSettings::default()
    };
    let decoded = decode("e.xlsx", &fs::read(path).expect("a file"), settings);
    assert_eq!(found(&decoded), [""; 0]);
    let entries = &decoded.tables[&VALUE_ENTRY.no];
    let shown = |no| entries.value(0, no).show(VALUE_ENTRY.field(no).kind);
    assert_eq!(shown(value_entry::COST_AMOUNT_ACTUAL), "1.234");
    assert_eq!(shown(value_entry::POSTING_DATE), "2026-11-23");
}
