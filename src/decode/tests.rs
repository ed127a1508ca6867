//! Whole files through reading and decoding: what becomes a record, and what becomes a finding.

use std::path::{Path, PathBuf};

use rust_xlsxwriter::{Format, Formula, Workbook};

use super::*;
use crate::progress::Silent;
use crate::schema::{
    CONTACT_MAILING_GROUP, SEGMENT_HEADER, SEGMENT_LINE, contact, contact_mailing_group, fold_name,
    interaction_log_entry, segment_header, segment_line, value_entry,
};
use crate::table::{Fill, Records};
use crate::value::{DateOrder, DecimalMark};

const CONTACTS: TableNo = TableNo(5050);

/// An inbox of its own for a test.
struct Inbox {
    folder: tempfile::TempDir,
    settings: InputSettings,
    limits: Limits,
}

impl Inbox {
    fn new() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let settings = InputSettings {
            paths: vec![folder.path().to_path_buf()],
            ..InputSettings::default()
        };
        Self {
            folder,
            settings,
            limits: Limits::default(),
        }
    }

    fn file(self, name: &str, content: impl AsRef<[u8]>) -> Self {
        let path = self.path(name);
        std::fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        std::fs::write(path, content).expect("a file");
        self
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn set(mut self, change: impl FnOnce(&mut InputSettings)) -> Self {
        change(&mut self.settings);
        self
    }

    fn decode(&self) -> Decoded {
        decode_inputs(&self.settings, &self.limits, &|_| true, &Silent).expect("an inbox")
    }
}

/// One CSV file, decoded.
fn csv(name: &str, content: impl AsRef<[u8]>) -> Decoded {
    Inbox::new().file(name, content).decode()
}

/// The findings as `code place`, in order.
fn findings(decoded: &Decoded) -> Vec<String> {
    let mut sorted = decoded.findings.clone();
    sorted.sort();
    sorted
        .iter()
        .map(|finding| format!("{} {}", finding.code.id, finding.place))
        .collect()
}

fn contacts(decoded: &Decoded) -> &Records {
    decoded.tables.get(&CONTACTS).expect("contacts")
}

/// Writes a workbook with one sheet.
fn sheet(path: &Path, name: &str, fill: impl FnOnce(&mut rust_xlsxwriter::Worksheet)) {
    let mut workbook = Workbook::new();
    let worksheet = workbook.add_worksheet().set_name(name).expect("a name");
    fill(worksheet);
    workbook.save(path).expect("a workbook");
}

fn put(worksheet: &mut rust_xlsxwriter::Worksheet, row: u32, texts: &[&str]) {
    for (column, text) in (0..).zip(texts) {
        worksheet.write(row, column, *text).expect("a cell");
    }
}

#[test]
fn columns_are_found_in_any_order_and_case_and_zeros_are_kept() {
    let decoded = csv(
        "Contact.csv",
        "name,POST CODE,no,E-Mail\nAnn,01234,c001,a@x.example\n,,,\nBo,  00099 ,C2,\n",
    );
    assert_eq!(findings(&decoded), [""; 0]);
    let records = contacts(&decoded);
    assert_eq!(records.len(), 2);
    assert_eq!(records.text(0, contact::NO), "C001");
    assert_eq!(records.text(0, contact::POST_CODE), "01234");
    assert_eq!(records.text(1, contact::POST_CODE), "00099");
    assert_eq!(records.text(0, contact::EMAIL), "a@x.example");
    assert_eq!(records.fill(1, contact::EMAIL), Fill::Default);
    let place = records.place(1, Some(contact::NO));
    assert_eq!(place.to_string(), "Contact.csv: line 4, column 3 \"no\"");
    let sheet = &decoded.inputs[0].sheets[0];
    assert_eq!(sheet.table, Some("Contact"));
    assert_eq!(
        (sheet.caption_row, sheet.rows, sheet.rejected),
        (Some(1), 2, 0)
    );
}

#[test]
fn several_files_are_one_table_in_order_of_path() {
    let inbox = Inbox::new()
        .file("b/Contacts.csv", "No.,Name\nC3,Cy\n")
        .file("Contact (2).csv", "No.,City\nC2,Oslo\n")
        .file("5050 Contact.tsv", "No.\tName\nC1\tAnn\n");
    let decoded = inbox.decode();
    assert_eq!(findings(&decoded), [""; 0]);
    let records = contacts(&decoded);
    let numbers: Vec<&str> = (0..3).map(|row| records.text(row, contact::NO)).collect();
    assert_eq!(numbers, ["C1", "C2", "C3"]);
    assert_eq!(records.text(1, contact::CITY), "Oslo");
    assert_eq!(records.text(1, contact::NAME), "");
    let names: Vec<&str> = decoded.inputs.iter().map(|input| &*input.name).collect();
    assert_eq!(
        names,
        ["5050 Contact.tsv", "Contact (2).csv", "b/Contacts.csv"]
    );
}

#[test]
fn extra_columns_of_contact_are_kept_and_those_of_others_named_once() {
    let inbox = Inbox::new()
        .file("Contact.csv", "No.,Shoe Size,Errors\nC1,0042,old\nC2,,\n")
        .file(
            "Contact Mailing Group.csv",
            "Contact No.,Mailing Group Code,Since,Contact Name,By\nC1,NEWS,2020,Ann,me\n",
        );
    let decoded = inbox.decode();
    assert_eq!(
        findings(&decoded),
        [
            "R005 Contact Mailing Group.csv: line 1",
            "R006 Contact Mailing Group.csv: line 1",
        ]
    );
    let extra = contacts(&decoded)
        .extra("shoe size")
        .expect("an extra column");
    assert_eq!(extra.column.value(0), crate::value::Value::Text("0042"));
    assert_eq!(contacts(&decoded).extras().len(), 1);
    let groups = &decoded.tables[&CONTACT_MAILING_GROUP.no];
    assert_eq!(
        groups.text(0, contact_mailing_group::MAILING_GROUP_CODE),
        "NEWS"
    );
}

#[test]
fn what_segbook_writes_for_the_reviewer_is_read_without_a_word() {
    let inbox = Inbox::new()
        .file(
            "SM00001.Segment Line.csv",
            "Segment No.,Contact No.,Contact Name,Contact Email,Errors\nSM00001,C1,Ann,a@x,\n",
        )
        .file(
            "Interaction Log Entry.csv",
            "Entry No.,Contact No.,Contact Name,Contact Company Name\n7,C1,Ann,Firm\n",
        )
        .file("SM00001.Cover.csv", "Segment SM00001\n");
    let decoded = inbox.decode();
    assert_eq!(findings(&decoded), [""; 0]);
    let lines = &decoded.tables[&SEGMENT_LINE.no];
    assert_eq!(lines.text(0, segment_line::CONTACT_NO), "C1");
    let entries = &decoded.tables[&crate::schema::INTERACTION_LOG_ENTRY.no];
    assert_eq!(entries.integer(0, interaction_log_entry::ENTRY_NO), 7);
}

#[test]
fn aliases_of_the_settings_count_as_captions_and_sheets() {
    let inbox = Inbox::new()
        .file("Kunden.csv", "Kundennr;Name\nC1;Ann\n")
        .set(|settings| {
            settings.sheets.insert(fold_name("Kunden"), CONTACTS);
            let aliases = settings.columns.entry(CONTACTS).or_default();
            aliases.insert(fold_name("Kundennr"), contact::NO);
        });
    let decoded = inbox.decode();
    assert_eq!(findings(&decoded), [""; 0]);
    assert_eq!(contacts(&decoded).text(0, contact::NO), "C1");
}

#[test]
fn a_caption_row_is_searched_for_and_can_be_named() {
    let titled = "Contacts of 2026,,\n,,\nNo.,Name,City\nC1,Ann,Oslo\n";
    let decoded = csv("Contact.csv", titled);
    assert_eq!(findings(&decoded), [""; 0]);
    assert_eq!(decoded.inputs[0].sheets[0].caption_row, Some(3));
    let few = "No.,a,b,c\nC1,x,y,z\n";
    let decoded = csv("Contact.csv", few);
    assert_eq!(findings(&decoded), ["R001 Contact.csv: line 1"]);
    let inbox = Inbox::new().file("Contact.csv", few);
    let decoded = inbox.set(|settings| settings.header_row = Some(0)).decode();
    assert_eq!(findings(&decoded), [""; 0]);
    assert_eq!(contacts(&decoded).extras().len(), 3);
}

#[test]
fn captions_that_make_a_sheet_unusable_are_errors() {
    for (name, content, expected) in [
        ("Contact.csv", "C1,Ann\nC2,Bo\n", "R001 Contact.csv"),
        (
            "Contact.csv",
            "Name,City\nAnn,Oslo\n",
            "R002 Contact.csv: line 1",
        ),
        (
            "Contact.csv",
            "No.,Email,E-Mail\nC1,a,b\n",
            "R003 Contact.csv: line 1, column 3",
        ),
        ("Contcats.csv", "No.,Name\nC1,Ann\n", "R004 Contcats.csv"),
    ] {
        let decoded = csv(name, content);
        assert_eq!(findings(&decoded), [expected], "{content}");
        assert!(decoded.tables.is_empty());
    }
    let decoded = csv("Contcats.csv", "No.,Name\nC1,Ann\n");
    let finding = decoded.findings.iter().next().expect("a finding");
    assert_eq!(finding.fix, "did you mean Contact? then rename it");
}

#[test]
fn a_table_without_rows_is_there_and_empty() {
    let decoded = csv("Contact.csv", "No.,Name\n");
    assert_eq!(findings(&decoded), [""; 0]);
    assert!(contacts(&decoded).is_empty());
}

#[test]
fn a_semicolon_file_with_a_mark_and_line_breaks_in_quotes_keeps_its_lines() {
    let content = "\u{feff}No.;Name;Cost;City\r\nC1;\"Ann\r\nMarie\";;Oslo\r\n\r\nC2;Bo;;\"a \"\"b\"\"\"\r\nC3;;;too long a name for a city of thirty\r\n";
    let decoded = csv("Contact.csv", content);
    let records = contacts(&decoded);
    assert_eq!(records.text(0, contact::NAME), "Ann\r\nMarie");
    assert_eq!(records.text(1, contact::CITY), "a \"b\"");
    let lines: Vec<u32> = (0..3).map(|row| records.sheet_row(row) + 1).collect();
    assert_eq!(lines, [2, 5, 6]);
    assert_eq!(
        findings(&decoded),
        ["D002 Contact.csv: line 6, column 4 \"City\""]
    );
    assert_eq!(
        decoded.inputs[0].decisions,
        [
            ("format", "delimited".to_owned()),
            ("encoding", "UTF-8 with byte order mark".to_owned()),
            ("delimiter", ";".to_owned()),
            ("date order", "ISO only".to_owned()),
        ]
    );
}

#[test]
fn lines_are_physical_with_and_without_a_last_line_end() {
    for (content, expected) in [
        ("No.,Name\nC1,\"a\nb\"\nC2,x", vec![2, 4]),
        ("No.,Name\r\nC1,\"a\r\nb\"\r\nC2,x\r\n", vec![2, 4]),
        ("No.,Name\n\n\nC1,a\n\nC2,\"b\n\nc\"", vec![4, 6]),
        ("sep=,\nNo.,Name\nC1,a\n", vec![3]),
    ] {
        let decoded = csv("Contact.csv", content);
        assert_eq!(findings(&decoded), [""; 0], "{content:?}");
        let records = contacts(&decoded);
        let lines: Vec<u32> = (0..records.len())
            .map(|row| records.sheet_row(row) + 1)
            .collect();
        assert_eq!(lines, expected, "{content:?}");
    }
}

#[test]
fn damaged_lines_are_findings_and_their_rows_rejected() {
    for (content, expected) in [
        (
            &b"\xef\xbb\xbfNo.,Name\nC1,caf\xe9\nC2,Bo\n"[..],
            "R008 Contact.csv: line 2, column 2 \"Name\"",
        ),
        (
            b"No.,Name,City\nC1,Smith, Ltd.,Oslo\n",
            "R010 Contact.csv: line 2",
        ),
        (b"No.,Name,City\nC1,Ann\n", "R010 Contact.csv: line 2"),
        (
            b"No.,Name\nC0,x\nC1,\"Ann\nC2,Bo\n",
            "R011 Contact.csv: line 3, column 2 \"Name\"",
        ),
    ] {
        let decoded = csv("Contact.csv", content);
        assert_eq!(findings(&decoded), [expected]);
        assert_eq!(contacts(&decoded).rejected_count(), 1, "{expected}");
        assert_eq!(decoded.inputs[0].sheets[0].rejected, 1);
    }
    let decoded = csv("Contact.csv", "No.,Name\nC1,Ann,,\n");
    assert_eq!(
        findings(&decoded),
        [""; 0],
        "blank cells behind the last column"
    );
}

#[test]
fn other_encodings_are_read_and_said() {
    let decoded = csv("Contact.csv", b"No.;Name\nC1;Ren\xe9e\n");
    assert_eq!(findings(&decoded), ["R009 Contact.csv"]);
    assert_eq!(contacts(&decoded).text(0, contact::NAME), "Ren\u{e9}e");
    let utf_16: Vec<u8> = "\u{feff}No.\tName\nC1\tRen\u{e9}e\n"
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    let decoded = csv("Contact.txt", utf_16);
    assert_eq!(findings(&decoded), [""; 0]);
    assert_eq!(contacts(&decoded).text(0, contact::NAME), "Ren\u{e9}e");
}

#[test]
fn each_kind_of_value_has_its_error() {
    let captions = "No.,Exclude from Segment,Type,Last Date Modified,Last Time Modified";
    for (cells, expected) in [
        ("C1,Yes,Person,2026-11-23,09:30", None),
        ("C1,nein,1,,", None),
        (
            ",,Person,,",
            Some("D001 Contact.csv: line 2, column 1 \"No.\""),
        ),
        (
            "C1,x,,,",
            Some("D005 Contact.csv: line 2, column 2 \"Exclude from Segment\""),
        ),
        (
            "C1,,Firm,,",
            Some("D006 Contact.csv: line 2, column 3 \"Type\""),
        ),
        (
            "C1,,,soon,",
            Some("D010 Contact.csv: line 2, column 4 \"Last Date Modified\""),
        ),
        (
            "C1,,,03/04/2026,",
            Some("D011 Contact.csv: line 2, column 4 \"Last Date Modified\""),
        ),
        (
            "C1,,,2026-02-30,",
            Some("D012 Contact.csv: line 2, column 4 \"Last Date Modified\""),
        ),
        (
            "C1,,,,25:00",
            Some("D007 Contact.csv: line 2, column 5 \"Last Time Modified\""),
        ),
        (
            "C1,,#N/A,,",
            Some("D015 Contact.csv: line 2, column 3 \"Type\""),
        ),
    ] {
        let decoded = csv("Contact.csv", format!("{captions}\n{cells}\n"));
        let expected: Vec<&str> = expected.into_iter().collect();
        assert_eq!(findings(&decoded), expected, "{cells}");
        let records = contacts(&decoded);
        assert_eq!(records.rejected_count(), expected.len(), "{cells}");
    }
    for (cells, code) in [
        ("1,\"1,234.50\"", None),
        ("1,\"12,50\"", Some("D003")),
        ("1.5,1", Some("D004")),
        ("one,1", Some("D003")),
    ] {
        let content = format!("Entry No.,Sales Amount (Actual)\n{cells}\n");
        let decoded = csv("Value Entry.csv", content);
        let codes: Vec<&str> = decoded.findings.iter().map(|f| f.code.id).collect();
        assert_eq!(codes, code.into_iter().collect::<Vec<_>>(), "{cells}");
    }
}

#[test]
fn the_settings_say_how_dates_and_numbers_are_written() {
    let decoded = Inbox::new()
        .file(
            "Value Entry.csv",
            "Entry No.;Posting Date;Sales Amount (Actual)\n1;23.11.2026;-1.234,5\n",
        )
        .set(|settings| {
            settings.date_order = Some(DateOrder::Dmy);
            settings.decimal_mark = DecimalMark::Comma;
        })
        .decode();
    assert_eq!(findings(&decoded), [""; 0]);
    let entries = &decoded.tables[&TableNo(5802)];
    let date = entries.date(0, value_entry::POSTING_DATE).expect("a date");
    assert_eq!(date.to_string(), "2026-11-23");
    let amount = entries.decimal(0, value_entry::SALES_AMOUNT_ACTUAL);
    assert_eq!(amount.to_string(), "-1234.5");
}

#[test]
fn a_finding_shows_what_was_found() {
    let decoded = Inbox::new()
        .file("Contact.csv", "No.,Last Date Modified\nC1,23.13.2026\n")
        .set(|settings| settings.date_order = Some(DateOrder::Dmy))
        .decode();
    let finding = decoded.findings.iter().next().expect("a finding");
    assert_eq!(finding.code.id, "D012");
    assert_eq!(finding.found, "\"23.13.2026\" (text)");
    assert_eq!(
        finding.expected,
        "a date, e.g. 2026-11-23 or 23.11.2026 (date order dmy)"
    );
    assert_eq!(
        finding.fix,
        "there is no month 13: correct the cell, or set [input] date_order"
    );
    let decoded = csv("Contact.csv", "No.,Type\nC1,Persn\n");
    let finding = decoded.findings.iter().next().expect("a finding");
    assert_eq!(finding.expected, "one of Company, Person");
    assert_eq!(finding.fix, "did you mean Person?");
}

#[test]
fn blank_on_purpose_is_for_headers_and_lines() {
    let inbox = Inbox::new()
        .file(
            "Segment Header.csv",
            "No.,Description,Date,Hold\nSM1,<BLANK>,<blank>,\n,x,,Yes\n",
        )
        .file(
            "Segment Line.csv",
            "Segment No.,Contact No.,Subject\nSM1,C1,<blank>\nSM1,<blank>,x\n",
        )
        .file("Contact.csv", "No.,Name\nC1,<blank>\n");
    let decoded = inbox.decode();
    assert_eq!(
        findings(&decoded),
        ["D001 Segment Line.csv: line 3, column 2 \"Contact No.\""]
    );
    let headers = &decoded.tables[&SEGMENT_HEADER.no];
    assert_eq!(headers.fill(0, segment_header::DESCRIPTION), Fill::Blank);
    assert_eq!(headers.fill(0, segment_header::DATE), Fill::Blank);
    assert_eq!(headers.fill(0, segment_header::HOLD), Fill::Default);
    assert!(headers.boolean(1, segment_header::HOLD));
    assert_eq!(contacts(&decoded).text(0, contact::NAME), "<blank>");
}

#[test]
fn limits_are_findings() {
    let long = "x".repeat(101);
    for (content, code) in [
        ("No.,Name\nC1,a\nC2,b\nC3,c\n".to_owned(), "R013"),
        ("No.,Name,City,a\nC1,a,b,c\n".to_owned(), "R014"),
        (format!("No.,Name\nC1,{long}\n"), "R015"),
    ] {
        let mut inbox = Inbox::new().file("Contact.csv", content);
        inbox.limits.rows_max = 3;
        inbox.limits.columns_max = 3;
        inbox.limits.cell_characters_max = 100;
        let decoded = inbox.decode();
        let codes: Vec<&str> = decoded.findings.iter().map(|f| f.code.id).collect();
        assert_eq!(codes, [code]);
    }
    let mut inbox = Inbox::new();
    sheet(&inbox.path("a.xlsx"), "Contact", |sheet| {
        put(sheet, 0, &["No."]);
    });
    inbox.limits.part_bytes_max = 100;
    let decoded = inbox.decode();
    assert_eq!(findings(&decoded), ["R012 a.xlsx"]);
    assert_eq!(decoded.inputs[0].sha256.len(), 64);
}

#[test]
fn unwanted_tables_are_recognised_and_left_alone() {
    let inbox = Inbox::new()
        .file("Contact.csv", "No.\nC1\n")
        .file("Mailing Group.csv", "Code\nNEWS\n");
    let wanted = |no| no == CONTACTS;
    let decoded =
        decode_inputs(&inbox.settings, &inbox.limits, &wanted, &Silent).expect("an inbox");
    assert_eq!(decoded.tables.len(), 1);
    assert_eq!(decoded.inputs[1].sheets[0].table, Some("Mailing Group"));
    assert_eq!(decoded.inputs[1].sheets[0].rows, 0);
}

#[test]
fn cells_of_a_workbook_are_read_by_their_field() {
    let inbox = Inbox::new();
    sheet(&inbox.path("a.xlsx"), "Contacts", |sheet| {
        let date = Format::new().set_num_format("yyyy-mm-dd");
        let time = Format::new().set_num_format("hh:mm:ss");
        put(
            sheet,
            0,
            &[
                "No.",
                "Post Code",
                "Last Date Modified",
                "Last Time Modified",
                "Privacy Blocked",
                "Type",
                "Born",
                "Name",
            ],
        );
        sheet.write(1, 0, 1200).expect("a cell");
        sheet.write(1, 1, "01234").expect("a cell");
        sheet
            .write_with_format(1, 2, 46_349, &date)
            .expect("a cell");
        sheet.write_with_format(1, 3, 0.5, &time).expect("a cell");
        sheet.write(1, 4, true).expect("a cell");
        sheet.write(1, 5, 1).expect("a cell");
        sheet
            .write_with_format(1, 6, 36_526, &date)
            .expect("a cell");
        let formula = Formula::new("\"An\"&\"n\"").set_result("Ann");
        sheet.write_formula(1, 7, formula.clone()).expect("a cell");
        sheet.write_formula(2, 7, formula).expect("a cell");
        sheet.write(2, 0, "c2").expect("a cell");
        sheet.write(2, 2, 46_349).expect("a cell");
    });
    let decoded = inbox.decode();
    assert_eq!(findings(&decoded), ["D016 a.xlsx: Contacts!H2 \"Name\""]);
    let records = contacts(&decoded);
    assert_eq!(records.text(0, contact::NO), "1200");
    assert_eq!(records.text(0, contact::POST_CODE), "01234");
    for row in 0..2 {
        let date = records
            .date(row, contact::LAST_DATE_MODIFIED)
            .expect("a date");
        assert_eq!(date.to_string(), "2026-11-23");
    }
    let time = records
        .time(0, contact::LAST_TIME_MODIFIED)
        .expect("a time");
    assert_eq!(time.to_string(), "12:00:00");
    assert!(records.boolean(0, contact::PRIVACY_BLOCKED));
    assert_eq!(records.option(0, contact::TYPE), 1);
    assert_eq!(records.text(1, contact::NAME), "Ann");
    let born = records.extra("Born").expect("an extra column");
    assert_eq!(
        born.column.value(0),
        crate::value::Value::Text("2000-01-01")
    );
}

#[test]
fn numbers_that_excel_has_rounded_and_cells_of_other_kinds_are_errors() {
    let inbox = Inbox::new();
    sheet(&inbox.path("a.xlsx"), "Contact", |sheet| {
        let date = Format::new().set_num_format("d/m/yyyy");
        put(sheet, 0, &["No.", "Name", "Last Date Modified", "Type"]);
        sheet.write(1, 0, 999_999_999_999_999_f64).expect("a cell");
        sheet
            .write(2, 0, 4_111_111_111_111_110_f64)
            .expect("a cell");
        sheet.write(3, 0, "C3").expect("a cell");
        sheet
            .write_with_format(3, 1, 46_349, &date)
            .expect("a cell");
        sheet.write(3, 2, 20_261_123).expect("a cell");
        sheet.write(4, 0, "C4").expect("a cell");
        let lost = Formula::new("NA()").set_result("#N/A");
        sheet.write_formula(4, 1, lost).expect("a cell");
        sheet.write(4, 3, false).expect("a cell");
    });
    let decoded = inbox.decode();
    assert_eq!(
        findings(&decoded),
        [
            "D014 a.xlsx: Contact!A3 \"No.\"",
            "D017 a.xlsx: Contact!B4 \"Name\"",
            "D013 a.xlsx: Contact!C4 \"Last Date Modified\"",
            "D015 a.xlsx: Contact!B5 \"Name\"",
            "D016 a.xlsx: Contact!B5 \"Name\"",
            "D006 a.xlsx: Contact!D5 \"Type\"",
        ]
    );
    let records = contacts(&decoded);
    assert_eq!(records.text(0, contact::NO), "999999999999999");
    assert_eq!(records.rejected_count(), 3);
    let found: Vec<&str> = decoded.findings.iter().map(|f| &*f.found).collect();
    assert_eq!(found[0], "\"4111111111111110\" (number)");
}

#[test]
fn a_configuration_package_is_known_by_its_number() {
    let inbox = Inbox::new();
    sheet(&inbox.path("a.xlsx"), "Sheet1", |sheet| {
        put(sheet, 0, &["CRM", "Contact"]);
        sheet.write(0, 2, 5050).expect("a cell");
        put(sheet, 2, &["No.", "Name"]);
        put(sheet, 3, &["C1", "Ann"]);
    });
    let decoded = inbox.decode();
    assert_eq!(findings(&decoded), [""; 0]);
    assert_eq!(contacts(&decoded).text(0, contact::NAME), "Ann");
    assert_eq!(contacts(&decoded).sheet_row(0), 3);
}

#[test]
fn sparse_sheets_cost_nothing() {
    let inbox = Inbox::new();
    sheet(&inbox.path("a.xlsx"), "Contact", |sheet| {
        let tinted = Format::new().set_bold();
        put(sheet, 0, &["No.", "Name"]);
        put(sheet, 1, &["C1", "Ann"]);
        for row in 2..5_000 {
            sheet.write_blank(row, 0, &tinted).expect("a cell");
            sheet
                .write_with_format(row, 1, " ", &tinted)
                .expect("a cell");
        }
        sheet.write(900_000, 0, "C2").expect("a cell");
        sheet.write(900_001, 16_000, "a note").expect("a cell");
    });
    let decoded = inbox.decode();
    assert_eq!(findings(&decoded), ["R007 a.xlsx: Contact!WQK900002"]);
    let records = contacts(&decoded);
    assert_eq!(records.len(), 2);
    assert_eq!(records.place(1, None).to_string(), "a.xlsx: Contact!900001");
}

#[test]
fn a_cover_and_empty_sheets_are_silent_and_other_sheets_named() {
    let inbox = Inbox::new();
    let mut workbook = Workbook::new();
    for name in ["Cover", "Sheet2", "Budget", "Segment Header"] {
        let worksheet = workbook.add_worksheet().set_name(name).expect("a name");
        if name != "Sheet2" {
            put(worksheet, 0, &["No.", "Description"]);
        }
    }
    workbook.save(inbox.path("a.xlsx")).expect("a workbook");
    let decoded = inbox.decode();
    assert_eq!(findings(&decoded), ["R004 a.xlsx: Budget"]);
    let tables: Vec<_> = decoded.inputs[0].sheets.iter().map(|s| s.table).collect();
    assert_eq!(tables, [None, None, None, Some("Segment Header")]);
}

#[test]
fn files_that_cannot_be_read_stop_nothing_else() {
    let inbox = Inbox::new()
        .file("a.xlsx", "no workbook")
        .file("b.xlsx", b"PK\x03\x04 damaged")
        .file("c.xls", b"\xd0\xcf\x11\xe0 damaged")
        .file("Contact.csv", "No.\nC1\n");
    let decoded = inbox.decode();
    assert_eq!(decoded.unreadable.len(), 3);
    for error in &decoded.unreadable {
        assert_eq!(error.exit_code(), 3);
        assert!(!error.hints().is_empty());
    }
    assert_eq!(contacts(&decoded).len(), 1);
    assert_eq!(decoded.inputs.len(), 4);
}

#[test]
fn a_cut_workbook_is_unreadable_wherever_it_is_cut() {
    let inbox = Inbox::new();
    let path = inbox.path("a.xlsx");
    sheet(&path, "Contact", |sheet| {
        put(sheet, 0, &["No.", "Name"]);
        put(sheet, 1, &["C1", "Ann"]);
    });
    let whole = std::fs::read(&path).expect("a file");
    for end in (8..whole.len()).step_by(251) {
        std::fs::write(&path, &whole[..end]).expect("a file");
        assert_eq!(inbox.decode().unreadable.len(), 1, "{end}");
    }
    for at in (30..whole.len()).step_by(37) {
        let mut damaged = whole.clone();
        damaged[at] ^= 0x55;
        std::fs::write(&path, &damaged).expect("a file");
        // Whatever is damaged: no panic.
        let _ = inbox.decode();
    }
}

#[test]
fn threads_do_not_matter() {
    let mut inbox = Inbox::new();
    for number in 0..12 {
        let content = format!("No.,Name\nC{number},same\nD{number},x{number}\n,blank\n");
        inbox = inbox.file(&format!("{number:02}/Contact.csv"), content);
    }
    let run = |threads: usize| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build();
        let decoded = pool.expect("threads").install(|| inbox.decode());
        let records = contacts(&decoded);
        let numbers: Vec<String> = (0..records.len())
            .map(|row| records.text(row, contact::NO).to_owned())
            .collect();
        (numbers, findings(&decoded))
    };
    let one = run(1);
    assert_eq!(one.0.len(), 36);
    assert_eq!(one, run(2));
    assert_eq!(one, run(8));
}

#[test]
fn rows_are_shown_again_as_they_stand() {
    let inbox = Inbox::new();
    sheet(&inbox.path("a.xlsx"), "Contact", |sheet| {
        put(sheet, 1, &["No.", "Name", "Type"]);
        put(sheet, 2, &["C1", "Ann"]);
        put(sheet, 3, &["", "Bo", "Firm"]);
        put(sheet, 4, &["C3"]);
        sheet
            .write(4, 1, 4_111_111_111_111_110_f64)
            .expect("a cell");
    });
    let decoded = inbox.decode();
    let input = &decoded.inputs[0];
    let raw = raw_rows(
        input,
        &input.sheets[0],
        &[3, 4],
        &inbox.settings,
        &inbox.limits,
    );
    let raw = raw.expect("rows");
    assert_eq!(raw.captions, ["No.", "Name", "Type"]);
    let texts = |texts: &[&str]| {
        texts
            .iter()
            .map(|&text| text.to_owned())
            .collect::<Vec<_>>()
    };
    assert_eq!(
        raw.rows,
        [
            (3, texts(&["", "Bo", "Firm"])),
            (4, texts(&["C3", "4111111111111110"])),
        ]
    );
}
