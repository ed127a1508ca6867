//! Files that other programs have written, each with the exact values that are read. What they are
//! and how they were made is in `files/README.md`.

use std::fs;

use segbook::config::InputSettings;
use segbook::decode::Decoded;
use segbook::schema::{CONTACT, FieldNo, Kind, Table, VALUE_ENTRY, contact, value_entry};

use crate::support::top;

use super::{TWO, contacts, decode, found};

const CONTACT_FIELDS: [FieldNo; 8] = [
    contact::NO,
    contact::NAME,
    contact::TYPE,
    contact::POST_CODE,
    contact::PHONE_NO,
    contact::EXCLUDE_FROM_SEGMENT,
    contact::LAST_DATE_MODIFIED,
    contact::LAST_TIME_MODIFIED,
];

const ENTRY_FIELDS: [FieldNo; 4] = [
    value_entry::ENTRY_NO,
    value_entry::POSTING_DATE,
    value_entry::COST_AMOUNT_ACTUAL,
    value_entry::DESCRIPTION,
];

fn read(name: &str) -> Decoded {
    let file = top().join("tests/formats/files").join(name);
    let bytes = fs::read(file).expect("a file");
    let decoded = decode(name, &bytes, InputSettings::default());
    assert!(decoded.unreadable.is_empty(), "{:?}", decoded.unreadable);
    decoded
}

/// The rows of a table: its fields, then its extra columns.
fn values(decoded: &Decoded, table: &Table, fields: &[FieldNo], extras: &[&str]) -> Vec<String> {
    let records = &decoded.tables[&table.no];
    let row = |row| {
        let field = |no: &FieldNo| records.value(row, *no).show(table.field(*no).kind);
        let extra = |name: &&str| {
            let extra = records.extra(name).expect("an extra column");
            extra.column.value(row).show(Kind::Text(u16::MAX))
        };
        let cells = fields.iter().map(field).chain(extras.iter().map(extra));
        cells.collect::<Vec<_>>().join("|")
    };
    (0..records.len()).map(row).collect()
}

#[test]
fn every_program_and_format_gives_the_same_values() {
    // The second date is the first day of which Excel and the calendar have the same number, or
    // the second day of the 1904 system; 46349 is a bare number in a column of dates.
    for (begin, second_date, bare_number) in [
        ("", "1900-03-01", "2026-11-23"),
        ("_1904", "1904-01-02", "2030-11-24"),
    ] {
        let people = [
            "007|Zo\u{eb}, Ltd.|Company|01234|4930123456|Yes|2026-11-23|18:00:00|0.05|2026-02-28 13:30:00".to_owned(),
            format!("8|Ann Keller|Person|1234|+49 30 1|No|{second_date}|00:00:01|1234.5|2026-11-23"),
            "9|Bea & <Co>|Person|||No|2028-02-29|23:59:59|0.3|x".to_owned(),
        ];
        let entries = [
            "1|2026-01-31|1234.5|ten".to_owned(),
            "2|2026-12-31|-0.1|=1+1".to_owned(),
            format!("3|{bare_number}|0.001|a\nb"),
        ];
        for (program, extension) in [
            ("openpyxl", "xlsx"),
            ("libreoffice", "xlsx"),
            ("libreoffice", "ods"),
            ("libreoffice", "xls"),
        ] {
            let name = format!("{program}{begin}.{extension}");
            let decoded = read(&name);
            let read = values(&decoded, &CONTACT, &CONTACT_FIELDS, &["Budget", "Seen"]);
            assert_eq!(read, people, "{name}");
            let read = values(&decoded, &VALUE_ENTRY, &ENTRY_FIELDS, &[]);
            assert_eq!(read, entries, "{name}");
            // LibreOffice keeps a truth value as the formula TRUE().
            let told: Vec<String> = match program {
                "openpyxl" => Vec::new(),
                _ => vec![format!("D016 {name}: Contact!F2 \"Exclude from Segment\"")],
            };
            assert_eq!(found(&decoded), told, "{name}");
            // Rows that are only tinted do not count.
            assert_eq!(decoded.inputs[0].sheets[0].rows, 3, "{name}");
            let system = if begin.is_empty() { "1900" } else { "1904" };
            let decisions = &decoded.inputs[0].decisions;
            let system_told = decisions.iter().find(|(what, _)| *what == "date system");
            assert_eq!(system_told.map(|(_, system)| system.as_str()), Some(system));
        }
    }
}

#[test]
fn a_workbook_written_row_by_row_is_read() {
    let decoded = read("openpyxl_write_only.xlsx");
    assert_eq!(contacts(&decoded, "write-only"), TWO);
}

#[test]
fn what_a_spreadsheet_made_of_a_csv_file_is_read_as_it_is_now() {
    // LibreOffice has taken 007 and 01234 for numbers: the zeros are gone before segbook comes.
    let expected = [
        "7|Zo\u{eb}, Ltd.||1234|||2026-11-23|18:00:00|0.5",
        "8|Ann||SW1A 1AA|||2026-11-23|23:59:59|0.05",
    ];
    for extension in ["xlsx", "ods", "xls"] {
        let name = format!("libreoffice_csv.{extension}");
        let decoded = read(&name);
        let read = values(&decoded, &CONTACT, &CONTACT_FIELDS, &["Budget"]);
        assert_eq!(read, expected, "{name}");
        assert_eq!(found(&decoded), [""; 0], "{name}");
    }
}

#[test]
fn results_of_formulas_count_and_errors_are_errors_in_every_format() {
    for extension in ["xlsx", "ods", "xls"] {
        let name = format!("libreoffice_formulas.{extension}");
        let decoded = read(&name);
        let places = [
            format!("D016 {name}: Contact!B2 \"Name\""),
            format!("D015 {name}: Contact!B4 \"Name\""),
        ];
        assert_eq!(found(&decoded), places);
        let records = &decoded.tables[&CONTACT.no];
        assert_eq!(super::rows(records)[..2], ["C1|Ann|", "C2|Bea|"]);
        assert_eq!((records.len(), records.rejected_count()), (3, 1), "{name}");
    }
}
