//! Files that were made to do harm: refused before they cost anything.

use std::io::{Cursor, Write};

use super::archives::edit_part;
use super::*;

fn format(name: &str) -> Vec<u8> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/formats");
    std::fs::read(folder.join(name)).expect("a file")
}

/// An archive of these parts, packed as small as can be.
fn archive(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts {
        let options = zip::write::SimpleFileOptions::default().compression_level(Some(9));
        archive.start_file(*name, options).expect("a part");
        archive.write_all(content).expect("content");
    }
    archive.finish().expect("an archive").into_inner()
}

#[test]
fn a_part_that_shrinks_as_only_traps_do_is_a_finding() {
    let mut zeros = b"<sst>".to_vec();
    zeros.resize(80 << 20, b'0');
    let inbox = Inbox::new().file("a.xlsx", archive(&[("xl/sharedStrings.xml", &zeros)]));
    assert_eq!(findings(&inbox.decode()), ["R012 a.xlsx"]);
}

#[test]
fn cells_that_are_repeated_without_end_are_a_finding() {
    let cell = |columns: u32, rows: u32, text: &str| {
        format!(
            "<office:document-content><office:body><office:spreadsheet><table:table table:name=\"Contact\">\
             <table:table-row table:number-rows-repeated=\"{rows}\"><table:table-cell \
             table:number-columns-repeated=\"{columns}\" office:value-type=\"string\"><text:p>{text}</text:p>\
             </table:table-cell></table:table-row></table:table></office:spreadsheet></office:body>\
             </office:document-content>"
        )
    };
    let long = "x".repeat(30_000);
    for content in [cell(16_384, 1_048_576, "x"), cell(1_000, 100, &long)] {
        let mimetype: &[u8] = b"application/vnd.oasis.opendocument.spreadsheet";
        let parts = [("mimetype", mimetype), ("content.xml", content.as_bytes())];
        let inbox = Inbox::new().file("a.ods", archive(&parts));
        assert_eq!(findings(&inbox.decode()), ["R016 a.ods"]);
    }
}

/// Where a record of an xls begins: its kind and its length.
fn record(file: &[u8], kind: u16, length: u16) -> usize {
    let head = [kind.to_le_bytes(), length.to_le_bytes()].concat();
    let mut heads = file.windows(4);
    heads.position(|four| four == head).expect("the record")
}

#[test]
fn an_xls_that_lies_about_its_size_is_refused() {
    let whole = format("contact.xls");
    let dimensions = record(&whole, 0x0200, 14) + 4;
    let mut lying = whole.clone();
    lying[dimensions + 4..dimensions + 8].copy_from_slice(&u32::MAX.to_le_bytes());
    let inbox = Inbox::new().file("a.xls", &lying);
    assert_eq!(findings(&inbox.decode()), ["R016 a.xls"]);
    // The last row before the first one.
    lying[dimensions..dimensions + 8].copy_from_slice(&[9, 0, 0, 0, 2, 0, 0, 0]);
    let inbox = Inbox::new().file("a.xls", &lying);
    assert_eq!(inbox.decode().unreadable.len(), 1);
    // A folder of streams whose sectors lead in a circle.
    let mut circle = whole;
    let folder = u32::from_le_bytes(circle[48..52].try_into().expect("four bytes"));
    let table = u32::from_le_bytes(circle[76..80].try_into().expect("four bytes"));
    let entry = (table as usize + 1) * 512 + folder as usize * 4;
    circle[entry..entry + 4].copy_from_slice(&folder.to_le_bytes());
    let inbox = Inbox::new().file("a.xls", &circle);
    assert_eq!(inbox.decode().unreadable.len(), 1);
}

#[test]
fn a_claim_of_shared_texts_is_seen_however_it_is_written() {
    for claim in [
        "uniqueCount='9999999999'",
        "uniqueCount = \"99999999999999999999999\"",
        "uniqueCount=\"1\" x=\"\" uniqueCount=\"9999999\"",
    ] {
        let inbox = Inbox::new();
        let path = inbox.path("a.xlsx");
        sheet(&path, "Contact", |sheet| put(sheet, 0, &["No.", "Name"]));
        edit_part(&path, "xl/sharedStrings.xml", "uniqueCount=\"2\"", claim);
        assert_eq!(inbox.decode().unreadable.len(), 1, "{claim}");
    }
}

#[test]
fn cells_out_of_order_are_refused_and_far_ones_are_no_burden() {
    let inbox = Inbox::new();
    let path = inbox.path("a.xlsx");
    sheet(&path, "Contact", |sheet| {
        put(sheet, 0, &["No.", "Name"]);
        put(sheet, 1, &["C1", "Ann"]);
        sheet.write(1_048_575, 16_383, "far away").expect("a cell");
    });
    assert_eq!(
        findings(&inbox.decode()),
        ["R007 a.xlsx: Contact!XFD1048576"]
    );
    edit_part(&path, "xl/worksheets/sheet1.xml", "r=\"B2\"", "r=\"A1\"");
    assert_eq!(inbox.decode().unreadable.len(), 1);
}

#[test]
fn entities_and_deep_xml_do_nothing() {
    let bomb = "<!DOCTYPE a [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;\">]>";
    let deep = format!("{}{}", "<x>".repeat(100_000), "</x>".repeat(100_000));
    for (part, from, to) in [
        ("xl/sharedStrings.xml", "<sst ", format!("{bomb}<sst ")),
        (
            "xl/sharedStrings.xml",
            "<t>No.</t>",
            "<t>&b;&b;</t>".to_owned(),
        ),
        (
            "xl/worksheets/sheet1.xml",
            "<sheetData>",
            format!("{deep}<sheetData>"),
        ),
        (
            "xl/_rels/workbook.xml.rels",
            "worksheets/sheet1.xml",
            "../../../etc/passwd".to_owned(),
        ),
    ] {
        let inbox = Inbox::new();
        let path = inbox.path("a.xlsx");
        sheet(&path, "Contact", |sheet| {
            put(sheet, 0, &["No.", "Name"]);
            put(sheet, 1, &["C1", "Ann"]);
        });
        edit_part(&path, part, from, &to);
        let decoded = inbox.decode();
        let read = decoded.tables.get(&CONTACTS).map_or(0, Records::len);
        assert!(read <= 1, "{to:.60}");
        assert!(
            read == 1 || !decoded.unreadable.is_empty() || !decoded.findings.is_empty(),
            "{to:.60}"
        );
    }
}
