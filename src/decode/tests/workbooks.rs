//! Workbooks: cells by their field, damaged files, limits.

use super::*;

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

/// Replaces text in one part of a zipped workbook.
fn edit_part(path: &Path, name: &str, from: &str, to: &str) {
    use std::io::{Read, Write};
    let file = std::fs::File::open(path).expect("a file");
    let mut archive = zip::ZipArchive::new(file).expect("an archive");
    let mut edited = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for index in 0..archive.len() {
        let mut part = archive.by_index(index).expect("a part");
        let mut content = Vec::new();
        part.read_to_end(&mut content).expect("content");
        let part_name = String::from_utf8_lossy(part.name_raw()).into_owned();
        if part_name == name {
            let text = String::from_utf8(content).expect("text");
            assert!(text.contains(from), "{text}");
            content = text.replace(from, to).into_bytes();
        }
        let options = zip::write::SimpleFileOptions::default();
        edited.start_file(part_name, options).expect("a part");
        edited.write_all(&content).expect("content");
    }
    let edited = edited.finish().expect("an archive").into_inner();
    std::fs::write(path, edited).expect("a file");
}

#[test]
fn serial_numbers_count_from_1904_where_the_workbook_says_so() {
    let inbox = Inbox::new();
    let path = inbox.path("a.xlsx");
    sheet(&path, "Contact", |sheet| {
        let date = Format::new().set_num_format("yyyy-mm-dd");
        put(sheet, 0, &["No.", "Last Date Modified", "Born"]);
        put(sheet, 1, &["C1"]);
        sheet
            .write_with_format(1, 1, 44_887, &date)
            .expect("a cell");
        sheet.write_with_format(1, 2, 0, &date).expect("a cell");
        put(sheet, 2, &["C2"]);
        sheet.write(2, 1, 44_887).expect("a cell");
    });
    edit_part(
        &path,
        "xl/workbook.xml",
        "<workbookPr ",
        "<workbookPr date1904=\"1\" ",
    );
    let decoded = inbox.decode();
    assert_eq!(findings(&decoded), [""; 0]);
    for row in 0..2 {
        let date = contacts(&decoded).date(row, contact::LAST_DATE_MODIFIED);
        assert_eq!(date.expect("a date").to_string(), "2026-11-23");
    }
    let system = ("date system", "1904".to_owned());
    assert!(decoded.inputs[0].decisions.contains(&system));
}

#[test]
fn a_workbook_that_claims_more_texts_than_it_has_room_for_is_damaged() {
    let inbox = Inbox::new();
    let path = inbox.path("a.xlsx");
    sheet(&path, "Contact", |sheet| put(sheet, 0, &["No.", "Name"]));
    let part = "xl/sharedStrings.xml";
    edit_part(
        &path,
        part,
        "uniqueCount=\"2\"",
        "uniqueCount=\"9999999999\"",
    );
    assert_eq!(inbox.decode().unreadable.len(), 1);
}

#[test]
fn a_part_that_unpacks_to_more_than_its_directory_says_is_not_read_on() {
    let inbox = Inbox::new();
    let path = inbox.path("a.xlsx");
    sheet(&path, "Contact", |sheet| put(sheet, 0, &["No.", "Name"]));
    let mut bytes = std::fs::read(&path).expect("a file");
    let name = b"xl/worksheets/sheet1.xml";
    // The size stands so far before the name in the local header and in the directory.
    let sizes = [(b"PK\x03\x04", 30, 22), (b"PK\x01\x02", 46, 24)];
    let starts: Vec<usize> = (0..bytes.len())
        .filter(|&at| bytes[at..].starts_with(name))
        .collect();
    for (signature, before_name, size_at) in sizes {
        let header = starts
            .iter()
            .filter_map(|start| start.checked_sub(before_name))
            .find(|&at| bytes[at..].starts_with(signature))
            .expect("a header");
        bytes[header + size_at..header + size_at + 4].copy_from_slice(&100_u32.to_le_bytes());
    }
    std::fs::write(&path, bytes).expect("a file");
    let decoded = inbox.decode();
    assert_eq!(decoded.unreadable.len(), 1);
    assert!(decoded.tables.is_empty());
}

#[test]
fn a_newer_error_value_is_a_finding() {
    let inbox = Inbox::new();
    let path = inbox.path("a.xlsx");
    sheet(&path, "Contact", |sheet| {
        put(sheet, 0, &["No.", "Name"]);
        put(sheet, 1, &["C1"]);
        let lost = Formula::new("NA()").set_result("#N/A");
        sheet.write_formula(1, 1, lost).expect("a cell");
    });
    edit_part(
        &path,
        "xl/worksheets/sheet1.xml",
        "<v>#N/A</v>",
        "<v>#SPILL!</v>",
    );
    let decoded = inbox.decode();
    assert_eq!(findings(&decoded), ["D015 a.xlsx: Contact!2"]);
}

#[test]
fn older_and_open_formats_give_the_same_values() {
    for name in ["contact.xls", "contact.ods"] {
        let path = Path::new(env!("CARGO_MANIFEST_DIR"))
            .join("tests/formats")
            .join(name);
        let mut inbox = Inbox::new();
        inbox.settings.paths = vec![path];
        let decoded = inbox.decode();
        // LibreOffice writes TRUE into an xls as a formula.
        let notices = decoded
            .findings
            .iter()
            .filter(|finding| finding.code.id == "D016");
        assert_eq!(notices.count(), decoded.findings.len(), "{name}");
        let formula = format!("D016 {name}: Contact!B5 \"Name\"");
        assert_eq!(findings(&decoded).last(), Some(&formula));
        let records = contacts(&decoded);
        assert_eq!(records.len(), 2, "{name}");
        assert_eq!(records.text(0, contact::NAME), "Ren\u{e9}", "{name}");
        assert_eq!(records.text(0, contact::POST_CODE), "01234", "{name}");
        assert_eq!(records.text(1, contact::NO), "1200", "{name}");
        assert_eq!(records.text(1, contact::NAME), "Ann", "{name}");
        assert_eq!(records.sheet_row(1), 4, "{name}");
        let shown = |row: usize| {
            let date = records
                .date(row, contact::LAST_DATE_MODIFIED)
                .expect("a date");
            let time = records
                .time(row, contact::LAST_TIME_MODIFIED)
                .expect("a time");
            format!("{date} {time}")
        };
        assert_eq!(shown(0), "2026-11-23 09:30:00", "{name}");
        assert_eq!(shown(1), "2024-02-29 23:59:59", "{name}");
        assert!(records.boolean(0, contact::PRIVACY_BLOCKED), "{name}");
        assert_eq!(records.option(0, contact::TYPE), 1, "{name}");
        assert_eq!(records.option(1, contact::TYPE), 0, "{name}");
        assert_eq!(decoded.tables[&TableNo(5055)].len(), 1, "{name}");
    }
}

/// A compound file with one stream, as small as it can be: a header, a sector of allocation, a
/// sector of directory.
fn compound_file(stream: &str) -> Vec<u8> {
    let mut bytes = vec![0xff; 3 * 512];
    let mut put = |at: usize, value: &[u8]| bytes[at..at + value.len()].copy_from_slice(value);
    put(0, &[0; 0x4c]);
    put(0, &[0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]);
    put(0x18, &[0x3e, 0, 3, 0, 0xfe, 0xff, 9, 0, 6, 0]);
    put(0x2c, &1_u32.to_le_bytes());
    put(0x30, &1_u32.to_le_bytes());
    put(0x38, &4096_u32.to_le_bytes());
    put(0x3c, &0xffff_fffe_u32.to_le_bytes());
    put(0x44, &0xffff_fffe_u32.to_le_bytes());
    put(0x4c, &0_u32.to_le_bytes());
    put(512, &0xffff_fffd_u32.to_le_bytes());
    put(516, &0xffff_fffe_u32.to_le_bytes());
    put(1024, &[0; 512]);
    for (index, (name, kind)) in [("Root Entry", 5), (stream, 2)].into_iter().enumerate() {
        let entry = 1024 + index * 128;
        let units: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
        put(entry, &units);
        put(entry + 0x40, &(units.len() as u16 + 2).to_le_bytes());
        put(entry + 0x42, &[kind, 1]);
        put(entry + 0x74, &0xffff_fffe_u32.to_le_bytes());
    }
    bytes
}

#[test]
fn a_protected_workbook_says_so() {
    for (stream, expected) in [
        ("EncryptedPackage", "is protected with a password"),
        ("Something", "is damaged"),
    ] {
        let decoded = Inbox::new().file("a.xlsx", compound_file(stream)).decode();
        let message = decoded.unreadable[0].to_string();
        assert!(message.contains(expected), "{message}");
    }
}
