//! The workbook that shows a difference: who was added, who removed, and what changed.

use crate::config::Settings;
use crate::error::Result;
use crate::schema::{Field, FieldNo, Kind, Table, TableNo};
use crate::table::Records;
use crate::value::Value;
use crate::write::{Cover, CoverBlock, CoverValue, Destination, Sheet, Workbook, Written};

use super::difference::{Difference, ListedContact};
use super::side::SideFacts;

/// The columns of Added and Removed.
const CONTACT: &[Field] = &[
    Field::new(1, "Contact No.", Kind::Code(20)),
    Field::new(2, "Contact Name", Kind::Text(100)),
    Field::new(3, "Contact Company Name", Kind::Text(100)),
    Field::new(4, "Date", Kind::Date),
    Field::new(5, "Description", Kind::Text(100)),
    Field::new(6, "Salesperson Code", Kind::Code(20)),
    Field::new(7, "Campaign No.", Kind::Code(20)),
    Field::new(8, "Interaction Template Code", Kind::Code(10)),
    Field::new(9, "Correspondence Type", Kind::Text(30)),
];

static ADDED: Table = sheet("Added", CONTACT);
static REMOVED: Table = sheet("Removed", CONTACT);
static CHANGED: Table = sheet(
    "Changed",
    &[
        Field::new(1, "Contact No.", Kind::Code(20)),
        Field::new(2, "Contact Name", Kind::Text(100)),
        Field::new(3, "Contact Company Name", Kind::Text(100)),
        Field::new(4, "Field", Kind::Text(250)),
        Field::new(5, "Left", Kind::Text(2048)),
        Field::new(6, "Right", Kind::Text(2048)),
    ],
);

/// A sheet that is no table of BC, so it has no number.
const fn sheet(caption: &'static str, fields: &'static [Field]) -> Table {
    Table {
        no: TableNo(0),
        caption,
        names: &[],
        fields,
    }
}

/// Writes the difference; gives the files.
pub(super) fn write(
    difference: &Difference,
    to: &Destination,
    settings: &Settings,
) -> Result<Vec<Written>> {
    let sheets = [
        listed(&ADDED, &difference.added),
        listed(&REMOVED, &difference.removed),
        changed(difference),
    ];
    let all = |records: &Records| {
        records
            .table()
            .fields
            .iter()
            .map(|field| field.no)
            .collect()
    };
    let workbook = Workbook {
        folder: "",
        stem: "difference",
        created_on: settings.date,
        cover: Some(cover(difference)),
        sheets: sheets
            .iter()
            .map(|records| Sheet::new(records, all(records)))
            .collect(),
    };
    to.write(&workbook, &settings.output)
}

fn listed(table: &'static Table, contacts: &[ListedContact]) -> Records {
    let rows: Vec<Vec<(FieldNo, Value<'_>)>> = contacts
        .iter()
        .map(|one| {
            let values = [
                Value::text(&one.contact_no),
                Value::text(&one.contact_name),
                Value::text(&one.contact_company_name),
                Value::date(one.date),
                Value::text(&one.description),
                Value::text(&one.salesperson_code),
                Value::text(&one.campaign_no),
                Value::text(&one.interaction_template_code),
                Value::text(&one.correspondence_type),
            ];
            numbered(values)
        })
        .collect();
    Records::from_rows(table, &rows)
}

fn changed(difference: &Difference) -> Records {
    let mut rows = Vec::new();
    for one in &difference.changed {
        for change in &one.fields {
            rows.push(numbered([
                Value::text(&one.contact_no),
                Value::text(&one.contact_name),
                Value::text(&one.contact_company_name),
                Value::text(change.field),
                Value::text(&change.left),
                Value::text(&change.right),
            ]));
        }
    }
    Records::from_rows(&CHANGED, &rows)
}

/// The values of a row under the numbers of its fields, which count from 1.
fn numbered<const N: usize>(values: [Value<'_>; N]) -> Vec<(FieldNo, Value<'_>)> {
    (1..).map(FieldNo).zip(values).collect()
}

fn cover(difference: &Difference) -> Cover {
    let side =
        |label: &str, side: &SideFacts| (label.to_owned(), CoverValue::Text(side.name.clone()));
    let counts = &difference.counts;
    let count = |label: &str, count| (label.to_owned(), CoverValue::Count(count));
    Cover {
        title: "Difference".to_owned(),
        advice: "Added: contacts that only the right side has. Removed: contacts that only the \
                 left side has."
            .to_owned(),
        blocks: vec![
            CoverBlock {
                heading: "Sides".to_owned(),
                lines: vec![
                    side("Left", &difference.left),
                    side("Right", &difference.right),
                ],
            },
            CoverBlock {
                heading: "Counts".to_owned(),
                lines: vec![
                    count("Left", counts.left),
                    count("Right", counts.right),
                    count("Added", counts.added),
                    count("Removed", counts.removed),
                    count("Changed", counts.changed),
                    count("The same", counts.same),
                ],
            },
        ],
    }
}
