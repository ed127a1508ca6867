//! Workbooks: cells by their field, sheets by their name.

use super::*;

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
