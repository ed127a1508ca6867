//! Workbooks as archives: edited inside, cut, damaged, protected, too large.

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

/// Replaces text in one part of a zipped workbook.
pub(super) fn edit_part(path: &Path, name: &str, from: &str, to: &str) {
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
    let system = ("date system".into(), "1904".to_owned());
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
    let expected = [
        "D015 a.xlsx: Contact!B2 \"Name\"",
        "D016 a.xlsx: Contact!B2 \"Name\"",
    ];
    assert_eq!(findings(&inbox.decode()), expected);
    // The general reader does not tell the cell.
    let part = "xl/worksheets/sheet1.xml";
    edit_part(&path, part, "<sheetData>", "<sheetData><!-- -->");
    assert_eq!(findings(&inbox.decode()), ["D015 a.xlsx: Contact!2"]);
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

#[test]
fn a_sheet_of_an_unusual_shape_is_read_all_the_same_and_says_so() {
    let inbox = Inbox::new();
    let path = inbox.path("a.xlsx");
    sheet(&path, "Contact", |sheet| {
        put(sheet, 0, &["No.", "Name"]);
        put(sheet, 1, &["C1", "Ann"]);
    });
    let plain = inbox.decode();
    assert_eq!(plain.inputs[0].sheets[0].unusual, None);
    edit_part(
        &path,
        "xl/worksheets/sheet1.xml",
        "<row r=\"2\"",
        "<!-- by hand --><row r=\"2\"",
    );
    let unusual = inbox.decode();
    assert_eq!(
        unusual.inputs[0].sheets[0].unusual.as_deref(),
        Some("unusual markup between rows")
    );
    for decoded in [&plain, &unusual] {
        assert_eq!(findings(decoded), [""; 0]);
        assert_eq!(contacts(decoded).text(0, contact::NAME), "Ann");
    }
}
