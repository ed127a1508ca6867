//! The workbook that a new book begins with: a sheet for each table with the columns that people
//! fill in, a few examples, and a page that says what to do.

use std::path::Path;

use crate::error::Result;
use crate::progress::Silent;
use crate::schema::{CONTACT, Field, FieldNo, Table};
use crate::table::Rows;
use crate::value::{Date, Value};

use super::drop_down::codes_of;
use super::grid::{Cells, Grid, GridColumn, names_of};
use super::read_me::{READ_ME, read_me};
use super::sheet_name::sheet_name;
use super::template_columns::template_fields;
use super::workbook::Written;
use super::xlsx::{self, Book, SheetLimits, parts};

/// Writes the template workbook to the new file `file`: a sheet for each of `tables` with the rows
/// of `examples` that belong to it, behind a page that explains them.
pub fn write_template(
    file: &Path,
    tables: &[&'static Table],
    examples: &[&dyn Rows],
    created_on: Date,
) -> Result<Written> {
    let grids: Vec<Grid<'_>> = tables
        .iter()
        .map(|table| grid(table, tables, examples))
        .collect();
    let limits = SheetLimits::default();
    let names: Vec<String> = parts(&grids, limits.rows_max)
        .into_iter()
        .map(|part| part.name)
        .collect();
    let book = Book {
        front: Some((READ_ME, read_me(tables, &names))),
        grids,
        created_on,
    };
    let name = file.file_name().unwrap_or_default().to_string_lossy();
    xlsx::write(file, name.into_owned(), &book, limits, &Silent)
}

fn grid<'a>(
    table: &'static Table,
    tables: &[&'static Table],
    examples: &[&'a dyn Rows],
) -> Grid<'a> {
    let fields = template_fields(table);
    let columns = fields
        .iter()
        .map(|&no| {
            let field = table.field(no);
            GridColumn {
                lookup_formula: codes_of_other(field, tables),
                ..GridColumn::field(table, field)
            }
        })
        .collect();
    let rows = examples.iter().copied();
    Grid {
        names: names_of(table),
        table: Some(table.no),
        columns,
        cells: Box::new(Examples {
            rows: rows.filter(|rows| rows.table().no == table.no).collect(),
            fields,
        }),
        editable: true,
    }
}

/// Where the codes of another sheet of the template stand that a field may name. Contacts are too
/// many to choose from.
fn codes_of_other(field: &Field, tables: &[&'static Table]) -> Option<String> {
    let other = field.refers_to?;
    let table = tables
        .iter()
        .find(|table| table.no == other && table.no != CONTACT.no)?;
    let mut keys = table.key();
    let key = keys.next().filter(|_| keys.next().is_none())?;
    let column = template_fields(table).iter().position(|&no| no == key.no)?;
    let name = sheet_name(&names_of(table), 0);
    Some(codes_of(&name, column as u32))
}

/// The examples of one table, from one source or several.
struct Examples<'a> {
    rows: Vec<&'a dyn Rows>,
    fields: Vec<FieldNo>,
}

impl Cells for Examples<'_> {
    fn len(&self) -> usize {
        self.rows.iter().map(|rows| rows.len()).sum()
    }

    fn value(&self, row: usize, column: usize) -> Value<'_> {
        let mut row = row;
        for rows in &self.rows {
            if row < rows.len() {
                return rows.value(row, self.fields[column]);
            }
            row -= rows.len();
        }
        Value::Blank
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::place::Place;
    use crate::schema::{SEGMENT_HEADER, contact, segment_header};
    use crate::table::RecordsBuilder;
    use crate::write::template_tables;
    use crate::write::tests::{sheet, text};

    #[test]
    fn codes_of_other_sheets_can_be_chosen() {
        let tables = template_tables();
        let formula = |table: &'static Table, no| codes_of_other(table.field(no), &tables);
        assert_eq!(
            formula(&SEGMENT_HEADER, segment_header::CAMPAIGN_NO).as_deref(),
            Some("=OFFSET('Campaign'!$A$2,0,0,MAX(1,COUNTA('Campaign'!$A$2:$A$1001)),1)")
        );
        assert_eq!(formula(&SEGMENT_HEADER, segment_header::NO), None);
        assert_eq!(formula(&CONTACT, contact::COMPANY_NO), None);
    }

    #[test]
    fn examples_and_explanations_are_written() {
        let mut builder = RecordsBuilder::new(&SEGMENT_HEADER, Place::file("example"));
        let no = builder.add_field(segment_header::NO, 0, "No.");
        let hold = builder.add_field(segment_header::HOLD, 1, "Hold");
        builder.begin_row(1);
        builder.set(no, Value::Text("SM00001"));
        builder.set(hold, Value::Boolean(true));
        let records = builder.finish();
        let folder = tempfile::tempdir().expect("a folder");
        let file = folder.path().join("book.xlsx");
        let date = Date::new(2026, 11, 23).expect("a day");
        let tables = [&SEGMENT_HEADER, &CONTACT];
        write_template(&file, &tables, &[&records], date).expect("a workbook");
        let header = sheet(&file, "Segment Header");
        assert_eq!(header.len(), 2);
        assert_eq!(header[1][0], text("SM00001"));
        let hold = header[0].iter().position(|c| *c == text("Hold"));
        assert_eq!(header[1][hold.expect("the column")], text("Yes"));
        let contact = sheet(&file, "Contact");
        assert_eq!(contact.len(), 1);
        assert_eq!(contact[0][0], text(CONTACT.field(contact::NO).caption));
        let page = sheet(&file, "Read me");
        let last = [
            text("Contact"),
            text("Who can be selected: companies and persons."),
        ];
        assert_eq!(page.last().expect("a row")[..], last);
    }
}
