//! The rows that the template workbook of a new book begins with: a small world that `check` finds
//! sound and `preview` can count. Its segment is on hold, so that it is never logged by accident.

use crate::place::Place;
use crate::schema::{
    CONTACT, CONTACT_MAILING_GROUP, INTERACTION_GROUP, INTERACTION_TEMPLATE, Kind, MAILING_GROUP,
    SALESPERSON_PURCHASER, SEGMENT_CRITERIA_LINE, SEGMENT_HEADER, Table,
};
use crate::table::{Records, RecordsBuilder};
use crate::value::Value;

/// Some rows of a table: captions, then cells as a person would type them.
struct Example {
    table: &'static Table,
    captions: &'static [&'static str],
    rows: &'static [&'static [&'static str]],
}

static EXAMPLES: &[Example] = &[
    Example {
        table: &SEGMENT_HEADER,
        captions: &[
            "No.",
            "Description",
            "Salesperson Code",
            "Interaction Template Code",
            "Hold",
            "Follow-up",
        ],
        rows: &[&["SPRING", "Spring letter", "JO", "LETTER", "Yes", "Yes"]],
    },
    Example {
        table: &SEGMENT_CRITERIA_LINE,
        captions: &["Segment No.", "Step", "Action", "Table", "Field", "Filter"],
        rows: &[
            &[
                "SPRING",
                "1",
                "Add Contacts",
                "Contact Mailing Group",
                "Mailing Group Code",
                "NEWS",
            ],
            &[
                "SPRING",
                "2",
                "Remove Contacts (Reduce)",
                "Contact",
                "Country/Region Code",
                "NL",
            ],
        ],
    },
    Example {
        table: &CONTACT,
        captions: &[
            "No.",
            "Type",
            "Name",
            "Company No.",
            "City",
            "Country/Region Code",
            "Email",
        ],
        rows: &[
            &[
                "C100",
                "Company",
                "Hazel Gardens",
                "C100",
                "York",
                "GB",
                "office@hazel.example",
            ],
            &[
                "C101",
                "Person",
                "Ada Whitcombe",
                "C100",
                "York",
                "GB",
                "ada@hazel.example",
            ],
            &[
                "C200",
                "Company",
                "Bloemhof",
                "C200",
                "Delft",
                "NL",
                "info@bloemhof.example",
            ],
            &[
                "C201",
                "Person",
                "Joris Kuiper",
                "C200",
                "Delft",
                "NL",
                "joris@bloemhof.example",
            ],
        ],
    },
    Example {
        table: &CONTACT_MAILING_GROUP,
        captions: &["Contact No.", "Mailing Group Code"],
        rows: &[&["C100", "NEWS"], &["C101", "NEWS"], &["C201", "NEWS"]],
    },
    Example {
        table: &MAILING_GROUP,
        captions: &["Code", "Description"],
        rows: &[&["NEWS", "Newsletter"]],
    },
    Example {
        table: &SALESPERSON_PURCHASER,
        captions: &["Code", "Name"],
        rows: &[&["JO", "Jo Ashby"]],
    },
    Example {
        table: &INTERACTION_GROUP,
        captions: &["Code", "Description"],
        rows: &[&["LETTERS", "Letters"]],
    },
    Example {
        table: &INTERACTION_TEMPLATE,
        captions: &[
            "Code",
            "Interaction Group Code",
            "Description",
            "Correspondence Type (Default)",
        ],
        rows: &[&["LETTER", "LETTERS", "Letter", "Hard Copy"]],
    },
];

/// The example rows of every table that has some.
pub(super) fn rows() -> Vec<Records> {
    EXAMPLES.iter().map(records).collect()
}

fn records(example: &Example) -> Records {
    let mut builder = RecordsBuilder::new(example.table, Place::default());
    let mut slots = Vec::new();
    for (column, caption) in (0..).zip(example.captions) {
        let field = example
            .table
            .field_called(caption)
            .expect("a caption of the table");
        slots.push((builder.add_field(field.no, column, caption), field.kind));
    }
    for (row, cells) in (1..).zip(example.rows) {
        builder.begin_row(row);
        for (&(slot, kind), cell) in slots.iter().zip(*cells) {
            builder.set(slot, value(kind, cell));
        }
    }
    builder.finish()
}

fn value(kind: Kind, cell: &'static str) -> Value<'static> {
    match kind {
        Kind::Boolean => Value::Boolean(cell == "Yes"),
        Kind::Integer => Value::Integer(cell.parse().expect("a whole number")),
        Kind::Options(choices) => choices
            .iter()
            .find(|choice| choice.caption == cell)
            .map(|choice| Value::Option(choice.ordinal))
            .expect("a choice of the field"),
        _ => Value::text(cell),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::schema::{contact, segment_header};
    use crate::table::Rows;

    #[test]
    fn examples_fill_the_tables_that_they_name() {
        let rows = rows();
        assert_eq!(rows.len(), EXAMPLES.len());
        for (records, example) in rows.iter().zip(EXAMPLES) {
            assert_eq!(
                records.len(),
                example.rows.len(),
                "{}",
                example.table.caption
            );
        }
        let header: &dyn Rows = &rows[0];
        assert_eq!(header.value(0, segment_header::HOLD), Value::Boolean(true));
        let contacts: &dyn Rows = &rows[2];
        assert_eq!(contacts.value(1, contact::TYPE), Value::Option(1));
    }
}
