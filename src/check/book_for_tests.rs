//! Small books for unit tests, written as a person would write them: captions, then rows, cells
//! divided by `|`.

use std::collections::BTreeMap;

use crate::finding::Findings;
use crate::place::Place;
use crate::schema::{Kind, Table, TableNo};
use crate::table::{Records, RecordsBuilder};
use crate::value::{Date, Time, Value};

use super::{Book, CheckOptions, check};

/// A table and its rows; the first row has the captions.
pub(crate) type Sheet<'a> = (&'static Table, &'a [&'a str]);

/// Records as a sheet `<caption>.csv` gives them. A caption that the table does not know is an
/// extra column.
pub(crate) fn records((table, rows): Sheet<'_>) -> Records {
    records_in(&format!("{}.csv", table.caption), (table, rows))
}

/// The same, in a file of another name.
pub(crate) fn records_in(file: &str, (table, rows): Sheet<'_>) -> Records {
    let mut builder = RecordsBuilder::new(table, Place::file(file));
    let captions: Vec<&str> = rows[0].split('|').map(str::trim).collect();
    let slots: Vec<_> = captions
        .iter()
        .zip(0..)
        .map(|(caption, column)| match table.field_called(caption) {
            Some(field) => (builder.add_field(field.no, column, caption), field.kind),
            None => (builder.add_extra(column, caption), Kind::Text(u16::MAX)),
        })
        .collect();
    for (row, line) in (1..).zip(&rows[1..]) {
        builder.begin_row(row);
        let cells: Vec<&str> = line.split('|').map(str::trim).collect();
        assert_eq!(cells.len(), captions.len(), "{}: {line}", table.caption);
        for (&(slot, kind), cell) in slots.iter().zip(cells) {
            match cell {
                "" => {}
                "<blank>" => builder.set_blank_on_purpose(slot),
                cell => builder.set(slot, value(cell, kind)),
            }
        }
    }
    builder.finish()
}

fn value(cell: &str, kind: Kind) -> Value<'_> {
    match kind {
        Kind::Code(_) | Kind::Text(_) => Value::Text(cell),
        Kind::Integer => Value::Integer(cell.parse().unwrap()),
        Kind::Decimal => Value::Decimal(cell.parse().unwrap()),
        Kind::Boolean => Value::Boolean(cell == "Yes"),
        Kind::Date => Value::Date(date(cell)),
        Kind::Time => Value::Time(Time::parse(cell).unwrap()),
        Kind::Options(choices) => {
            let choice = choices.iter().find(|choice| choice.caption == cell);
            Value::Option(choice.unwrap_or_else(|| panic!("no choice {cell}")).ordinal)
        }
    }
}

/// An ISO date.
pub(crate) fn date(text: &str) -> Date {
    Date::parse_iso(text).unwrap_or_else(|| panic!("no date {text}"))
}

/// What the check finds, in order, each as `code place`; and the book.
pub(crate) fn checked(
    sheets: Vec<Records>,
    ledger: &[Sheet<'_>],
    reject: bool,
) -> (Book, Vec<String>) {
    let mut tables: BTreeMap<TableNo, Records> = BTreeMap::new();
    for sheet in sheets {
        match tables.get_mut(&sheet.table().no) {
            Some(known) => known.append(sheet),
            None => {
                tables.insert(sheet.table().no, sheet);
            }
        }
    }
    let read = |table: &'static Table, _: &[_], _: &[_]| {
        let kept = ledger.iter().find(|(kept, _)| kept.no == table.no);
        Ok(kept.map_or_else(|| Records::empty(table), |&sheet| records(sheet)))
    };
    let mut findings = Findings::default();
    let book = check(
        tables,
        &read,
        CheckOptions {
            reject,
            strict: false,
        },
        &mut findings,
    )
    .unwrap();
    (book, shown(findings))
}

/// Findings in order, each as `code place`.
pub(crate) fn shown(mut findings: Findings) -> Vec<String> {
    findings.sort();
    findings
        .iter()
        .map(|finding| format!("{} {}", finding.code.id, finding.place))
        .collect()
}

/// A book in which nothing is wrong; notices about tables that were not supplied do not matter.
pub(crate) fn book(sheets: &[Sheet<'_>]) -> Book {
    let (book, findings) = checked(
        sheets.iter().map(|&sheet| records(sheet)).collect(),
        &[],
        false,
    );
    let wrong: Vec<&String> = findings
        .iter()
        .filter(|finding| !finding.starts_with("V011"))
        .collect();
    assert!(wrong.is_empty(), "{wrong:?}");
    book
}
