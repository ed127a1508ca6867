//! Whatever language is written can be read: every table, every field, every choice.

use std::path::Path;

use segbook::config::{InputSettings, OutputFormat, OutputSettings};
use segbook::schema::{Choice, Class, Field, FieldNo, Kind, Language, TABLES, Table};
use segbook::table::Rows;
use segbook::value::{Date, Decimal, DecimalMark, Time, Value};
use segbook::write::{Sheet, Workbook, write_workbook};

use crate::support::decoded;

/// Rows in which every choice of every field occurs.
struct Everything(&'static Table);

const ROWS: usize = 24;

const TEXTS: [&str; 4] = ["A1", "B2", "C3", "D4"];

impl Rows for Everything {
    fn table(&self) -> &'static Table {
        self.0
    }

    fn len(&self) -> usize {
        ROWS
    }

    fn value(&self, row: usize, field: FieldNo) -> Value<'_> {
        match self.0.field(field).kind {
            Kind::Code(_) | Kind::Text(_) => Value::Text(TEXTS[row % TEXTS.len()]),
            Kind::Integer => Value::Integer(row as i64 + 1),
            Kind::Decimal => Value::Decimal(Decimal::new(row as i64 * 25 + 25, 2)),
            Kind::Boolean => Value::Boolean(row.is_multiple_of(2)),
            Kind::Date => Value::date(Date::new(2026, 11, 1 + row as u32)),
            Kind::Time => Value::time(Time::from_hms(row as u32, 30, 0)),
            Kind::Options(choices) => {
                // A blank cell is the first choice; a blank one further on is never written.
                let named = |choice: &&Choice| choice.ordinal == 0 || !choice.caption.is_empty();
                let choices: Vec<&Choice> = choices.iter().filter(named).collect();
                Value::Option(choices[row % choices.len()].ordinal)
            }
        }
    }
}

/// The fields that are read: what is calculated is not.
fn fields(table: &'static Table) -> Vec<&'static Field> {
    let fields = table.fields.iter();
    fields
        .filter(|field| field.class != Class::Calculated)
        .collect()
}

fn write(folder: &Path, table: &'static Table, output: &OutputSettings) {
    let rows = Everything(table);
    let fields = fields(table).iter().map(|field| field.no).collect();
    let workbook = Workbook {
        folder: "",
        stem: "ALL",
        created_on: Date::new(2026, 11, 23).expect("a day"),
        cover: None,
        sheets: vec![Sheet::new(&rows, fields).editable()],
    };
    write_workbook(folder, &workbook, output).expect("files");
}

#[test]
fn every_table_can_be_read_again_in_every_language() {
    for language in [None].into_iter().chain(Language::all().map(Some)) {
        let code = language.map_or("en", Language::code);
        let folder = tempfile::tempdir().expect("a folder");
        let output = OutputSettings {
            folder: folder.path().into(),
            format: OutputFormat::Xlsx,
            csv_bom: false,
            csv_delimiter: b',',
            csv_decimal_mark: DecimalMark::Point,
            csv_safe: false,
            language,
        };
        for table in TABLES {
            write(&folder.path().join(table.no.0.to_string()), table, &output);
        }
        let read = decoded(folder.path(), InputSettings::default());
        assert_eq!(read.inputs.len(), TABLES.len(), "{code}");
        let told: Vec<_> = read.findings.iter().map(|f| (&f.place, &f.found)).collect();
        assert!(told.is_empty(), "{code}: {told:#?}");
        for table in TABLES {
            let records = &read.tables[&table.no];
            assert_eq!(records.len(), ROWS, "{code} {}", table.caption);
            let written = Everything(table);
            for field in fields(table) {
                for row in 0..ROWS {
                    let wanted = written.value(row, field.no).show(field.kind);
                    let found = records.value(row, field.no).show(field.kind);
                    assert_eq!(found, wanted, "{code} {} {}", table.caption, field.caption);
                }
            }
        }
    }
}
