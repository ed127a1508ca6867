//! Lines, quotes, encodings and delimiters.

use super::*;

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
            ("format".into(), "delimited".to_owned()),
            ("encoding".into(), "UTF-8 with byte order mark".to_owned()),
            ("delimiter".into(), ";".to_owned()),
            ("date order".into(), "ISO only".to_owned()),
            ("decimal mark".into(), "point".to_owned()),
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
