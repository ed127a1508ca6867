//! Files are written, read back with another library, and compared cell by cell.

use std::path::Path;

use calamine::{Data, Reader, Xlsx, open_workbook};

use crate::config::{OutputFormat, OutputSettings};
use crate::error::ErrorKind;
use crate::progress::Silent;
use crate::schema::{FieldNo, SEGMENT_LINE, Table, segment_line};
use crate::table::Rows;
use crate::value::{Date, Decimal, DecimalMark, Time, Value};

use super::workbook::ExtraColumn;
use super::{Cover, CoverBlock, CoverValue, Sheet, Workbook, write_workbook};
use super::{safe_file_stem, write_workbooks};

mod long_sheets;

/// Lines of a segment, each value a function of the row.
pub(super) struct Lines(pub(super) usize);

const TEXTS: [&str; 5] = ["=1+1", "0049 30", "a \"b\", c", " @x", "Zürich <&>"];

impl Rows for Lines {
    fn table(&self) -> &'static Table {
        &SEGMENT_LINE
    }

    fn len(&self) -> usize {
        self.0
    }

    fn value(&self, row: usize, field: FieldNo) -> Value<'_> {
        match field {
            segment_line::SEGMENT_NO => Value::Text("SM00001"),
            segment_line::LINE_NO => Value::Integer((row as i64 + 1) * 10_000),
            segment_line::DESCRIPTION => Value::Text(TEXTS[row % TEXTS.len()]),
            segment_line::CORRESPONDENCE_TYPE => Value::Option((row % 3) as u8),
            segment_line::COST_LCY => Value::Decimal(Decimal::new(row as i64 * 125 - 250, 2)),
            segment_line::CAMPAIGN_RESPONSE => Value::Boolean(row.is_multiple_of(2)),
            segment_line::DATE if row == 1 => Value::Text("<blank>"),
            segment_line::DATE if row == 2 => Value::date(Date::new(1900, 2, 28)),
            segment_line::DATE => Value::date(Date::new(2026, 11, 23)),
            segment_line::TIME_OF_INTERACTION if row == 1 => Value::Blank,
            segment_line::TIME_OF_INTERACTION => Value::time(Time::from_hms(6, 0, 0)),
            _ => Value::Blank,
        }
    }
}

pub(super) fn fields() -> Vec<FieldNo> {
    vec![
        segment_line::SEGMENT_NO,
        segment_line::LINE_NO,
        segment_line::DESCRIPTION,
        segment_line::CORRESPONDENCE_TYPE,
        segment_line::COST_LCY,
        segment_line::CAMPAIGN_RESPONSE,
        segment_line::DATE,
        segment_line::TIME_OF_INTERACTION,
    ]
}

pub(super) fn output(format: OutputFormat) -> OutputSettings {
    OutputSettings {
        folder: "out".into(),
        format,
        csv_bom: false,
        csv_delimiter: b',',
        csv_decimal_mark: DecimalMark::Point,
        csv_safe: false,
        language: None,
    }
}

fn date() -> Date {
    Date::new(2026, 11, 23).expect("a day")
}

fn workbook(lines: &Lines, cover: Option<Cover>) -> Workbook<'_> {
    Workbook {
        folder: "segments",
        stem: "SM00001",
        created_on: date(),
        cover,
        sheets: vec![Sheet::new(lines, fields()).editable()],
    }
}

fn cover() -> Cover {
    Cover {
        title: "Segment SM00001: Spring letter".to_owned(),
        advice: "Delete or edit lines, then put this file into the inbox".to_owned(),
        blocks: vec![CoverBlock {
            heading: "Counts".to_owned(),
            lines: vec![
                ("Lines".to_owned(), CoverValue::Count(1_204)),
                ("Date".to_owned(), CoverValue::Date(date())),
                ("User".to_owned(), CoverValue::Text("ANN".to_owned())),
            ],
        }],
    }
}

pub(super) fn sheet(file: &Path, name: &str) -> Vec<Vec<Data>> {
    let mut book: Xlsx<_> = open_workbook(file).expect("a workbook");
    let range = book.worksheet_range(name).expect("the sheet");
    range.rows().map(<[Data]>::to_vec).collect()
}

pub(super) fn text(text: &str) -> Data {
    Data::String(text.to_owned())
}

/// A date or time cell shows its number; whether it is one is asked of the cell itself.
fn serial(cell: &Data) -> Option<f64> {
    match cell {
        Data::DateTime(date) => Some(date.as_f64()),
        _ => None,
    }
}

fn assert_lines(rows: &[Vec<Data>], first: usize, len: usize) {
    let captions: Vec<String> = rows[0].iter().map(ToString::to_string).collect();
    assert_eq!(
        captions.join("|"),
        "Segment No.|Line No.|Description|Correspondence Type|Cost (LCY)|Campaign Response|Date|\
         Time of Interaction"
    );
    assert_eq!(rows.len(), len + 1);
    for (index, cells) in rows[1..].iter().enumerate() {
        let row = first + index;
        assert_eq!(cells[0], text("SM00001"));
        assert_eq!(cells[1], Data::Float((row as f64 + 1.0) * 10_000.0));
        assert_eq!(cells[2], text(TEXTS[row % 5]));
        let correspondence = [Data::Empty, text("Hard Copy"), text("Email")];
        assert_eq!(cells[3], correspondence[row % 3]);
        assert_eq!(cells[4], Data::Float(row as f64 * 1.25 - 2.5));
        assert_eq!(
            cells[5],
            text(if row.is_multiple_of(2) { "Yes" } else { "No" })
        );
        match row {
            1 => assert_eq!(cells[6], text("<blank>")),
            2 => assert_eq!(cells[6], text("1900-02-28")),
            _ => assert_eq!(serial(&cells[6]), Some(46_349.0), "row {row}"),
        }
        match row {
            1 => assert_eq!(cells[7], Data::Empty),
            _ => assert_eq!(serial(&cells[7]), Some(0.25), "row {row}"),
        }
    }
}

#[test]
fn cells_have_the_types_of_their_fields() {
    let folder = tempfile::tempdir().expect("a folder");
    let lines = Lines(7);
    let book = workbook(&lines, Some(cover()));
    let written =
        write_workbook(folder.path(), &book, &output(OutputFormat::Xlsx)).expect("a workbook");
    assert_eq!(written[0].path, "segments/SM00001.xlsx");
    let file = folder.path().join(&written[0].path);
    assert_lines(&sheet(&file, "Segment Line"), 0, 7);
    let cover = sheet(&file, "Cover");
    assert_eq!(cover[0][0], text("Segment SM00001: Spring letter"));
    assert_eq!(cover[4], [text("Lines"), Data::Float(1_204.0)]);
    assert_eq!(serial(&cover[5][1]), Some(46_349.0));
    assert_eq!(cover[6], [text("User"), text("ANN")]);
    assert_eq!(cover[9], [text("Segment Line"), Data::Float(7.0)]);
}

#[test]
fn a_sheet_without_rows_is_a_table_too() {
    let folder = tempfile::tempdir().expect("a folder");
    let lines = Lines(0);
    let book = workbook(&lines, None);
    write_workbook(folder.path(), &book, &output(OutputFormat::Both)).expect("files");
    let file = folder.path().join("segments/SM00001.xlsx");
    assert_lines(&sheet(&file, "Segment Line"), 0, 0);
    let csv = std::fs::read_to_string(folder.path().join("segments/SM00001.csv"));
    assert_eq!(csv.expect("the file").lines().count(), 1);
}

#[test]
fn the_bytes_depend_on_nothing_else() {
    let folder = tempfile::tempdir().expect("a folder");
    let lines = [Lines(3), Lines(6_000), Lines(40), Lines(5_001)];
    let write = |threads: usize, name: &str| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads);
        let stems: Vec<String> = (0..lines.len()).map(|n| format!("SM{n}")).collect();
        let books: Vec<Workbook<'_>> = (lines.iter().zip(&stems))
            .map(|(lines, stem)| Workbook {
                stem,
                ..workbook(lines, Some(cover()))
            })
            .collect();
        pool.build().expect("threads").install(|| {
            let folder = folder.path().join(name);
            write_workbooks(&folder, &books, &output(OutputFormat::Both), &Silent).expect("files")
        })
    };
    let once = write(1, "once");
    assert_eq!(once, write(1, "again"));
    assert_eq!(once, write(4, "four"));
    assert_eq!(once.len(), 8);
    assert_eq!(once[3].path, "segments/SM1.Segment Line.csv");
    let bytes = std::fs::read(folder.path().join("four/segments/SM1.xlsx")).expect("the file");
    assert_eq!(bytes.len() as u64, once[2].bytes);
}

#[test]
fn csv_has_the_dialect_that_is_asked_for() {
    let captions = "Segment No.,Line No.,Description,Correspondence Type,Cost (LCY),Campaign \
                    Response,Date,Time of Interaction";
    let plain = format!(
        "{captions}\r\n\
         SM00001,10000,=1+1,,-2.5,Yes,2026-11-23,06:00:00\r\n\
         SM00001,20000,0049 30,Hard Copy,-1.25,No,<blank>,\r\n\
         SM00001,30000,\"a \"\"b\"\", c\",Email,0,Yes,1900-02-28,06:00:00\r\n"
    );
    let other = format!(
        "\u{feff}{}\r\n\
         SM00001;10000;\t=1+1;;-2,5;Yes;2026-11-23;06:00:00\r\n\
         SM00001;20000;0049 30;Hard Copy;-1,25;No;<blank>;\r\n\
         SM00001;30000;\"a \"\"b\"\", c\";Email;0;Yes;1900-02-28;06:00:00\r\n",
        captions.replace(',', ";")
    );
    let csv = output(OutputFormat::Csv);
    let excel = OutputSettings {
        csv_bom: true,
        csv_delimiter: b';',
        csv_decimal_mark: DecimalMark::Comma,
        csv_safe: true,
        ..csv.clone()
    };
    for (output, expected) in [(csv, plain), (excel, other)] {
        let folder = tempfile::tempdir().expect("a folder");
        let lines = Lines(3);
        let book = workbook(&lines, None);
        let written = write_workbook(folder.path(), &book, &output).expect("a file");
        assert_eq!(written.len(), 1);
        let file = folder.path().join("segments/SM00001.csv");
        assert_eq!(std::fs::read_to_string(file).expect("the file"), expected);
    }
}

#[test]
fn columns_of_their_own_stand_behind() {
    let folder = tempfile::tempdir().expect("a folder");
    let lines = Lines(2);
    let mut book = workbook(&lines, None);
    for caption in ["Budget", "date"] {
        book.sheets[0].extras.push(ExtraColumn {
            caption: caption.to_owned(),
            text: Box::new(|row| if row == 0 { "007" } else { "" }),
        });
    }
    write_workbook(folder.path(), &book, &output(OutputFormat::Xlsx)).expect("a workbook");
    let rows = sheet(&folder.path().join("segments/SM00001.xlsx"), "Segment Line");
    assert_eq!(rows[0][8..], [text("Budget"), text("date (2)")]);
    assert_eq!(rows[1][8..], [text("007"), text("007")]);
    assert_eq!(rows[2][8..], [Data::Empty, Data::Empty]);
}

#[test]
fn known_codes_can_be_chosen() {
    let folder = tempfile::tempdir().expect("a folder");
    let lines = Lines(2);
    let codes: Vec<String> = (0..100).map(|number| format!("CP{number:04}")).collect();
    let mut book = workbook(&lines, None);
    book.sheets = vec![
        Sheet::new(&lines, fields())
            .editable()
            .lookup(segment_line::SEGMENT_NO, &codes),
    ];
    write_workbook(folder.path(), &book, &output(OutputFormat::Xlsx)).expect("a workbook");
    let file = folder.path().join("segments/SM00001.xlsx");
    let lists = sheet(&file, "Lists");
    assert_eq!(lists.len(), 101);
    assert_eq!(lists[0], [text("Segment No.")]);
    assert_eq!(lists[100], [text("CP0099")]);
    let xml = part(&file, "xl/worksheets/sheet1.xml");
    for expected in [
        "sqref=\"A2:A1003\"><formula1>Lists!$A$2:$A$101</formula1>",
        "sqref=\"F2:F1003\"><formula1>\"Yes,No\"</formula1>",
        "<ignoredError sqref=\"A2:A3 C2:C3\" numberStoredAsText=\"1\"/>",
        "state=\"frozen\"",
        "orientation=\"landscape\"",
    ] {
        assert!(xml.contains(expected), "{expected} in {xml}");
    }
    assert!(!xml.contains("<f>"));
    assert!(!xml.contains("<hyperlink"));
}

#[test]
fn a_file_that_is_there_is_not_overwritten() {
    let folder = tempfile::tempdir().expect("a folder");
    let lines = Lines(1);
    let book = workbook(&lines, None);
    let write = || write_workbook(folder.path(), &book, &output(OutputFormat::Xlsx));
    write().expect("a workbook");
    let error = write().expect_err("the file is there");
    assert_eq!(error.kind(), ErrorKind::File);
    assert_eq!(safe_file_stem("SM00001"), "SM00001");
}

/// One part of a workbook as text.
pub(super) fn part(file: &Path, name: &str) -> String {
    let file = std::fs::File::open(file).expect("the file");
    let mut archive = zip::ZipArchive::new(file).expect("a zip file");
    let part = archive.by_name(name).expect("the part");
    std::io::read_to_string(part).expect("text")
}
