//! Workbooks as people have them: each is a small package, written as the program in question does.
//! Files of openpyxl and LibreOffice are in `programs`.

use std::io::{Cursor, Write};

use rust_xlsxwriter::{Format, FormatAlign, Formula, Workbook, Worksheet};
use segbook::config::InputSettings;
use segbook::schema::{CONTACT, contact};

use crate::support::BinaryCell::{Date, ErrorFormula, Number, Text};
use crate::support::binary_workbook;

use super::{TWO, contacts, decode, found, rows};

const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";

/// A package with one sheet, its shared texts and its looks: 0 as it is, 1 a date.
fn package(name: &str, sheet: &str, texts: &str) -> Vec<u8> {
    let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let links = "http://schemas.openxmlformats.org/package/2006/relationships";
    let parts = [
        (
            "_rels/.rels",
            format!(
                "<Relationships xmlns=\"{links}\"><Relationship Id=\"rId1\" Type=\"{office}/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>"
            ),
        ),
        (
            "xl/workbook.xml",
            format!(
                "<workbook xmlns=\"{MAIN}\" xmlns:r=\"{office}\"><sheets><sheet name=\"{name}\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>"
            ),
        ),
        (
            "xl/_rels/workbook.xml.rels",
            format!(
                "<Relationships xmlns=\"{links}\"><Relationship Id=\"rId1\" Type=\"{office}/worksheet\" Target=\"worksheets/sheet1.xml\"/><Relationship Id=\"rId2\" Type=\"{office}/sharedStrings\" Target=\"sharedStrings.xml\"/><Relationship Id=\"rId3\" Type=\"{office}/styles\" Target=\"styles.xml\"/></Relationships>"
            ),
        ),
        (
            "xl/styles.xml",
            format!(
                "<styleSheet xmlns=\"{MAIN}\"><cellXfs count=\"2\"><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/></cellXfs></styleSheet>"
            ),
        ),
        (
            "xl/sharedStrings.xml",
            format!("<sst xmlns=\"{MAIN}\">{texts}</sst>"),
        ),
        ("xl/worksheets/sheet1.xml", sheet.to_owned()),
    ];
    let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts {
        let options = zip::write::SimpleFileOptions::default();
        archive.start_file(name, options).expect("a part");
        archive.write_all(content.as_bytes()).expect("content");
    }
    archive.finish().expect("an archive").into_inner()
}

fn sheet_of(rows: &str) -> String {
    format!("<worksheet xmlns=\"{MAIN}\"><sheetData>{rows}</sheetData></worksheet>")
}

/// A workbook of the library at hand.
fn made(name: &str, fill: impl FnOnce(&mut Worksheet)) -> Vec<u8> {
    let mut workbook = Workbook::new();
    fill(workbook.add_worksheet().set_name(name).expect("a name"));
    workbook.save_to_buffer().expect("a workbook")
}

/// The two contacts, captions in row `top`.
fn put_two(sheet: &mut Worksheet, top: u32) {
    let date = Format::new().set_num_format("dd/mm/yyyy");
    for (column, caption) in (0u16..).zip(["No.", "Name", "Last Date Modified"]) {
        sheet.write(top, column, caption).expect("a cell");
    }
    sheet.write(top + 1, 0, "007").expect("a cell");
    sheet.write(top + 1, 1, "Zo\u{eb}, Ltd.").expect("a cell");
    sheet
        .write_with_format(top + 1, 2, 46_349, &date)
        .expect("a cell");
    sheet.write(top + 2, 0, 8).expect("a cell");
    sheet.write(top + 2, 1, "Ann").expect("a cell");
}

fn read(bytes: &[u8]) -> segbook::decode::Decoded {
    decode("a.xlsx", bytes, InputSettings::default())
}

#[test]
fn whoever_wrote_it_a_workbook_says_the_same() {
    // The Open XML SDK, which BC uses, writes a prefix before every name, and no references.
    let prefixed = format!(
        "<x:worksheet xmlns:x=\"{MAIN}\"><x:sheetData>\
         <x:row><x:c t=\"inlineStr\"><x:is><x:t>No.</x:t></x:is></x:c><x:c t=\"inlineStr\"><x:is><x:t>Name</x:t></x:is></x:c><x:c t=\"inlineStr\"><x:is><x:t>Last Date Modified</x:t></x:is></x:c></x:row>\
         <x:row><x:c t=\"inlineStr\"><x:is><x:t>007</x:t></x:is></x:c><x:c t=\"inlineStr\"><x:is><x:t>Zo\u{eb}, Ltd.</x:t></x:is></x:c><x:c s=\"1\"><x:v>46349</x:v></x:c></x:row>\
         <x:row><x:c><x:v>8</x:v></x:c><x:c t=\"str\"><x:v>Ann</x:v></x:c></x:row>\
         </x:sheetData></x:worksheet>"
    );
    // Google Sheets writes every number with a decimal point, and rows of empty cells below.
    let google = sheet_of(
        "<row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c><c r=\"B1\" t=\"s\"><v>1</v></c><c r=\"C1\" t=\"s\"><v>2</v></c></row>\
         <row r=\"2\"><c r=\"A2\" t=\"s\"><v>3</v></c><c r=\"B2\" t=\"s\"><v>4</v></c><c r=\"C2\" s=\"1\"><v>46349.0</v></c></row>\
         <row r=\"3\"><c r=\"A3\"><v>8.0</v></c><c r=\"B3\" t=\"s\"><v>5</v></c></row>\
         <row r=\"4\" customHeight=\"1\"/><row r=\"1000\"><c r=\"A1000\" s=\"1\"/></row>",
    );
    let plain = "<si><t>No.</t></si><si><t>Name</t></si><si><t>Last Date Modified</t></si>\
                 <si><t>007</t></si><si><t>Zo\u{eb}, Ltd.</t></si><si><t>Ann</t></si>";
    // Excel keeps parts of a text with their own looks, and how Japanese is read aloud.
    let rich = "<si><r><t>N</t></r><r><rPr><b/></rPr><t>o.</t></r></si><si><t>Name</t><rPh sb=\"0\" eb=\"1\"><t>x</t></rPh></si>\
                <si><t xml:space=\"preserve\"> Last Date Modified </t></si><si><t>007</t></si>\
                <si><r><t>Zo&#235;</t></r><r><t xml:space=\"preserve\">, Ltd.</t></r></si><si><t>Ann</t></si>";
    for (what, bytes) in [
        ("Open XML SDK", package("Contact", &prefixed, "")),
        ("Google Sheets", package("Contact", &google, plain)),
        ("Excel, rich text", package("Contact", &google, rich)),
        (
            "the library at hand",
            made("Contact", |sheet| put_two(sheet, 0)),
        ),
        (
            "titles above",
            made("Contacts", |sheet| {
                sheet
                    .merge_range(0, 0, 0, 5, "Our contacts", &Format::new())
                    .expect("a title");
                put_two(sheet, 4);
            }),
        ),
    ] {
        assert_eq!(contacts(&read(&bytes), what), TWO, "{what}");
    }
}

#[test]
fn what_is_only_formatted_does_not_count() {
    let bytes = made("Contact", |sheet| {
        put_two(sheet, 0);
        let tint = Format::new().set_background_color("FFFF00");
        for row in 3..5_000 {
            sheet.write_blank(row, 0, &tint).expect("a cell");
            sheet.write_blank(row, 900, &tint).expect("a cell");
        }
        sheet.write_blank(0, 16_383, &tint).expect("a cell");
    });
    let decoded = read(&bytes);
    assert_eq!(contacts(&decoded, "formatted"), TWO);
    assert_eq!(decoded.inputs[0].sheets[0].rows, 2);
}

#[test]
fn hidden_and_filtered_rows_merged_cells_and_excel_tables_are_read() {
    let bytes = made("Contact", |sheet| {
        let table = rust_xlsxwriter::Table::new().set_autofilter(true);
        sheet.add_table(0, 0, 2, 2, &table).expect("a table");
        put_two(sheet, 0);
        sheet.set_row_hidden(1).expect("a row");
        sheet.set_column_hidden(1).expect("a column");
    });
    assert_eq!(contacts(&read(&bytes), "hidden"), TWO);
    let bytes = made("Contact", |sheet| {
        put_two(sheet, 0);
        let centred = Format::new().set_align(FormatAlign::Center);
        // Only the first of merged cells has a value.
        sheet.merge_range(3, 0, 4, 0, "9", &centred).expect("cells");
    });
    let decoded = read(&bytes);
    assert_eq!(rows(&decoded.tables[&CONTACT.no])[2..], ["9||"]);
}

#[test]
fn a_date_is_the_same_day_whatever_the_cell_looks_like() {
    let bytes = made("Contact", |sheet| {
        sheet.write(0, 0, "No.").expect("a cell");
        sheet.write(0, 1, "Last Date Modified").expect("a cell");
        for (row, look) in (1u32..).zip([
            "yyyy-mm-dd",
            "m/d/yy",
            "d. mmmm yyyy",
            "General",
            "0",
            "[$-413]d mmm",
        ]) {
            let format = Format::new().set_num_format(look);
            sheet.write(row, 0, row).expect("a cell");
            sheet
                .write_with_format(row, 1, 46_349, &format)
                .expect("a cell");
        }
        sheet.write(7, 0, 7).expect("a cell");
        sheet.write(7, 1, "2026-11-23").expect("a cell");
    });
    let days = contacts(&read(&bytes), "dates");
    assert!(
        days.iter().all(|row| row.ends_with("|2026-11-23")),
        "{days:?}"
    );
    assert_eq!(days.len(), 7);
}

#[test]
fn formulas_count_by_their_results_and_error_cells_are_errors() {
    let bytes = made("Contact", |sheet| {
        put_two(sheet, 0);
        let formula = Formula::new("=CONCAT(A1,A2)").set_result("from a formula");
        sheet.write_formula(1, 1, formula).expect("a cell");
        let error = Formula::new("=1/0").set_result("#DIV/0!");
        sheet.write_formula(2, 1, error).expect("a cell");
    });
    let decoded = read(&bytes);
    let places = [
        "D016 a.xlsx: Contact!B2 \"Name\"",
        "D015 a.xlsx: Contact!B3 \"Name\"",
    ];
    assert_eq!(found(&decoded), places);
    // Shared formulas: the first cell has the text, the others only refer to it.
    let shared = sheet_of(
        "<row r=\"1\"><c r=\"A1\" t=\"str\"><v>No.</v></c></row>\
         <row r=\"2\"><c r=\"A2\"><f t=\"shared\" ref=\"A2:A3\" si=\"0\">ROW()</f><v>2</v></c></row>\
         <row r=\"3\"><c r=\"A3\"><f t=\"shared\" si=\"0\"/><v>3</v></c></row>",
    );
    let decoded = read(&package("Contact", &shared, ""));
    assert_eq!(found(&decoded), ["D016 a.xlsx: Contact!A2 \"No.\""]);
    assert_eq!(rows(&decoded.tables[&CONTACT.no]), ["2||", "3||"]);
}

#[test]
fn times_are_times_and_zeros_that_a_format_hides_are_numbers() {
    let bytes = made("Contact", |sheet| {
        put_two(sheet, 0);
        sheet.write(0, 3, "Last Time Modified").expect("a cell");
        let clock = Format::new().set_num_format("h:mm AM/PM");
        sheet.write_with_format(1, 3, 0.75, &clock).expect("a cell");
        sheet.write(2, 3, "9:05").expect("a cell");
        // Shown as 00100: the format is not in the value.
        let padded = Format::new().set_num_format("00000");
        sheet.write(3, 1, "Bo").expect("a cell");
        sheet.write_with_format(3, 0, 100, &padded).expect("a cell");
    });
    let decoded = read(&bytes);
    let records = &decoded.tables[&CONTACT.no];
    let time = |row| {
        records
            .time(row, contact::LAST_TIME_MODIFIED)
            .expect("a time")
            .to_string()
    };
    assert_eq!([time(0), time(1)], ["18:00:00", "09:05:00"]);
    assert_eq!(records.text(2, contact::NO), "100");
}

#[test]
fn a_configuration_package_has_its_captions_in_row_3() {
    let bytes = made("Anything", |sheet| {
        sheet.write(0, 0, "CRM").expect("a cell");
        sheet.write(0, 1, "Contact").expect("a cell");
        sheet.write(0, 2, 5050).expect("a cell");
        put_two(sheet, 2);
    });
    let decoded = read(&bytes);
    assert_eq!(contacts(&decoded, "package"), TWO);
    assert_eq!(decoded.inputs[0].sheets[0].caption_row, Some(3));
}

#[test]
fn a_sheet_goes_on_in_another_one() {
    let mut workbook = Workbook::new();
    for (name, no) in [
        ("Contact", "1"),
        ("Contact (2)", "2"),
        ("Contact (10)", "3"),
    ] {
        let sheet = workbook.add_worksheet().set_name(name).expect("a name");
        sheet.write(0, 0, "No.").expect("a cell");
        sheet.write(1, 0, no).expect("a cell");
    }
    let bytes = workbook.save_to_buffer().expect("a workbook");
    assert_eq!(contacts(&read(&bytes), "parts"), ["1||", "2||", "3||"]);
}

#[test]
fn a_binary_workbook_says_the_same_and_hides_no_error() {
    let captions = ["No.", "Name", "Last Date Modified"].map(Text);
    let sound = [
        captions.into(),
        vec![Text("007"), Text("Zo\u{eb}, Ltd."), Date(46_349.0)],
        vec![Number(8.0), Text("Ann")],
    ];
    let bytes = binary_workbook("Contact", &sound);
    let decoded = decode("a.xlsb", &bytes, InputSettings::default());
    assert_eq!(contacts(&decoded, "xlsb"), TWO);
    let faulty = [
        vec![Text("No."), Text("Name")],
        vec![Text("A"), ErrorFormula],
        vec![Text("B"), Text("Bea")],
        vec![Text("C"), ErrorFormula],
    ];
    let bytes = binary_workbook("Contact", &faulty);
    let decoded = decode("a.xlsb", &bytes, InputSettings::default());
    let errors: Vec<String> = found(&decoded)
        .into_iter()
        .filter(|one| one.starts_with("D015"))
        .collect();
    let places = [
        "D015 a.xlsb: Contact!B2 \"Name\"",
        "D015 a.xlsb: Contact!B4 \"Name\"",
    ];
    assert_eq!(errors, places);
    assert_eq!(decoded.tables[&CONTACT.no].rejected_count(), 2);
}

#[test]
fn an_error_value_that_was_pasted_as_text_is_an_error_too() {
    // As rejected rows have it, and what comes from a CSV file.
    let bytes = made("Contact", |sheet| {
        put_two(sheet, 0);
        sheet.write(1, 1, "#N/A").expect("a cell");
        sheet.write(2, 1, "#1 of all").expect("a cell");
    });
    let decoded = read(&bytes);
    assert_eq!(found(&decoded), ["D015 a.xlsx: Contact!B2 \"Name\""]);
    assert_eq!(rows(&decoded.tables[&CONTACT.no])[1], "8|#1 of all|");
}
