//! The workbook that a new book begins with: a sheet for each table with the columns that people
//! fill in, a few examples, and a page that says what to do.

use std::path::Path;

use crate::error::Result;
use crate::progress::Silent;
use crate::schema::{
    CAMPAIGN_ENTRY, Class, FieldNo, INTERACTION_LOG_ENTRY, LOGGED_SEGMENT, Need,
    SAVED_SEGMENT_CRITERIA, SAVED_SEGMENT_CRITERIA_LINE, SEGMENT_CRITERIA_LINE, TABLES, Table,
    VALUE_ENTRY, segment_criteria_line as criteria,
};
use crate::table::Rows;
use crate::value::{Date, Value};

use super::grid::{Cells, Grid, GridColumn, names_of};
use super::workbook::{Cover, CoverBlock, CoverValue, Written};
use super::xlsx::{self, Book, SheetLimits, parts};

/// The name of the page that says what to do; reading ignores a sheet of this name.
const READ_ME: &str = "Read me";

/// Columns that people seldom fill in: whoever needs one adds it. All of BC's stored fields are
/// read; a template with all of them would hide the ones that matter.
const SELDOM: &[&str] = &[
    // What BC or segbook fills in.
    "No. Series",
    "Attachment No.",
    "Campaign Entry No.",
    "Selected On",
    "Definition",
    "Search Name",
    "Search Email",
    "Last Date Modified",
    "Last Time Modified",
    "Contact Company No.",
    "Lookup Contact No.",
    "Contact Business Relation",
    "Merged",
    "Custom Layout Code",
    "Report Layout Name",
    "Wizard Action",
    "User ID",
    // What an interaction gets when it is logged, or from a document.
    "Line No.",
    "Evaluation",
    "Time of Interaction",
    "Attempt Failed",
    "Task No.",
    "Document Type",
    "Document No.",
    "Contact Via",
    "Version No.",
    "Doc. No. Occurrence",
    "Opportunity No.",
    // What few address books keep.
    "Name 2",
    "Company Name 2",
    "Currency Code",
    "Registration No.",
    "Format Region",
    "Fax No.",
    "Telex No.",
    "Telex Answer Back",
    "VAT Registration No.",
    "Home Page",
    "Minor",
    "Parental Consent Received",
    "Middle Name",
    "Initials",
    "Extension No.",
    "Pager",
    "External ID",
    "Email 2",
    "Commission %",
    "Global Dimension 1 Code",
    "Global Dimension 2 Code",
];

/// The tables of a template: those that people edit, then saved criteria. History comes from BC or
/// from segbook itself.
pub fn template_tables() -> Vec<&'static Table> {
    let saved = [&SAVED_SEGMENT_CRITERIA, &SAVED_SEGMENT_CRITERIA_LINE];
    let history = [
        &VALUE_ENTRY,
        &INTERACTION_LOG_ENTRY,
        &LOGGED_SEGMENT,
        &CAMPAIGN_ENTRY,
    ];
    let is_one_of = |table: &Table, list: &[&Table]| list.iter().any(|one| one.no == table.no);
    let edited = TABLES.iter().copied();
    edited
        .filter(|table| !is_one_of(table, &history) && !is_one_of(table, &saved))
        .chain(saved)
        .collect()
}

/// The columns of a table in a template, in order: what must be there and what people often fill
/// in; criteria in the analyst's form.
pub fn template_fields(table: &'static Table) -> Vec<FieldNo> {
    // Saved criteria have the fields of criteria under the same numbers, the code in place of the
    // segment's.
    if table.no == SEGMENT_CRITERIA_LINE.no || table.no == SAVED_SEGMENT_CRITERIA_LINE.no {
        return criteria_fields().to_vec();
    }
    table
        .fields
        .iter()
        .filter(|field| {
            field.class != Class::Calculated
                && (field.need != Need::Optional || !SELDOM.contains(&field.caption))
        })
        .map(|field| field.no)
        .collect()
}

/// The columns of criteria in the analyst's form, as far as a person fills them in.
pub fn criteria_fields() -> &'static [FieldNo] {
    &[
        criteria::SEGMENT_NO,
        criteria::STEP,
        criteria::ACTION,
        criteria::TABLE_NAME,
        criteria::FIELD_NAME,
        criteria::FILTER,
        criteria::ALLOW_EXISTING_CONTACTS,
        criteria::EXPAND_CONTACT,
        criteria::ALLOW_COMPANY_WITH_PERSONS,
        criteria::IGNORE_EXCLUSION,
        criteria::ENTIRE_COMPANIES,
    ]
}

/// Writes the template workbook to the new file `file`: a sheet for each of `tables` with the rows
/// of `examples` that belong to it, behind a page that explains them.
pub fn write_template(
    file: &Path,
    tables: &[&'static Table],
    examples: &[&dyn Rows],
    created_on: Date,
) -> Result<Written> {
    let grids: Vec<Grid<'_>> = tables.iter().map(|table| grid(table, examples)).collect();
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

fn grid<'a>(table: &'static Table, examples: &[&'a dyn Rows]) -> Grid<'a> {
    let fields = template_fields(table);
    let columns = fields
        .iter()
        .map(|&no| GridColumn::field(table.field(no)))
        .collect();
    let rows = examples.iter().copied();
    Grid {
        names: names_of(table),
        columns,
        cells: Box::new(Examples {
            rows: rows.filter(|rows| rows.table().no == table.no).collect(),
            fields,
        }),
        editable: true,
    }
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

/// The page that says what to do: the steps, what the colours mean, and a line for each sheet.
fn read_me(tables: &[&'static Table], names: &[String]) -> Cover {
    let text = |label: &str, text: &str| (label.to_owned(), CoverValue::Text(text.to_owned()));
    let steps = CoverBlock {
        heading: "Steps".to_owned(),
        lines: vec![
            text(
                "1  Contacts",
                "Put the contacts and their groups into the sheets behind this page, or lay exports from Business Central beside this file as they are.",
            ),
            text(
                "2  Segments",
                "Describe a segment in one row of Segment Header, and say in Segment Criteria Line who belongs to it. Contacts can also be listed by hand in Segment Line.",
            ),
            text(
                "3  segbook check",
                "Reads everything and names each cell that needs a correction. Save the workbook first.",
            ),
            text(
                "4  segbook preview",
                "Shows how many contacts each step adds and removes, and the first lines.",
            ),
            text(
                "5  segbook select",
                "Writes a workbook for each segment: delete or edit lines there, then put it into the inbox.",
            ),
            text(
                "6  segbook run",
                "Logs the segments and writes the log entries and follow-up segments.",
            ),
        ],
    };
    let rules = CoverBlock {
        heading: "How to fill the sheets in".to_owned(),
        lines: vec![
            text(
                "Red captions",
                "These columns must stay; point at the caption to see what they take.",
            ),
            text(
                "Other columns",
                "May be left out, moved, or joined by more columns of Business Central.",
            ),
            text(
                "Blank cells",
                "Take their default. Write <blank> where a cell is blank on purpose.",
            ),
            text("Dates", "Date cells, or text like 2026-11-23."),
            text(
                "Sheets",
                "Delete those that you do not need. The examples are there to be replaced.",
            ),
        ],
    };
    let sheets = CoverBlock {
        heading: "Sheets".to_owned(),
        lines: tables
            .iter()
            .zip(names)
            .map(|(table, name)| text(name, purpose(table)))
            .collect(),
    };
    Cover {
        title: "segbook: segments from spreadsheets".to_owned(),
        advice: "Fill in the sheets behind this page; segbook reads them and never changes them."
            .to_owned(),
        blocks: vec![steps, rules, sheets],
    }
}

/// What a sheet holds, for people.
fn purpose(table: &Table) -> &'static str {
    match table.no.0 {
        5076 => "One row for each segment: what, when, for which campaign, with which template.",
        5077 => "Contacts that belong to a segment by hand, and what is different for them.",
        5097 => "How a segment is selected: one row for each filter, rows of one step together.",
        5104 => "Subject and description of a segment, or of one line, in other languages.",
        5098 => "Criteria that several segments use again, under a code.",
        5099 => "The steps of those criteria.",
        5050 => "Who can be selected: companies and persons.",
        5056 => "Which contact is in which mailing group.",
        5058 => "Which company is in which industry group.",
        5067 => "Which person has which job responsibility.",
        5054 => "Which company is a customer, a vendor, a bank or an employee.",
        5089 => "Answers to profile questionnaires.",
        5051 => "Other addresses of a contact.",
        5052 => "When another address is the one to use.",
        5064 => "Kinds of interaction, with the defaults that they give a segment.",
        5103 => "Interaction templates in other languages.",
        5063 => "Groups of interaction templates.",
        5071 => "Campaigns that segments belong to.",
        13 => "Who is responsible for contacts and segments.",
        5055 => "Mailing groups with their descriptions.",
        5057 => "Industry groups with their descriptions.",
        5066 => "Job responsibilities with their descriptions.",
        5053 => "Kinds of business relation with their descriptions.",
        5070 => "Organizational levels with their descriptions.",
        5802 => "Sales and purchases per customer and vendor, as exported from Business Central.",
        5065 => "Interactions that were logged earlier.",
        5075 => "Segments that were logged earlier.",
        5072 => "Campaign entries of earlier segments.",
        _ => "",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::place::Place;
    use crate::schema::{CONTACT, SEGMENT_HEADER, SEGMENT_LINE, contact, segment_header};
    use crate::table::RecordsBuilder;
    use crate::write::tests::{sheet, text};

    #[test]
    fn every_sheet_has_a_purpose_and_its_mandatory_columns() {
        for table in TABLES {
            assert!(!purpose(table).is_empty(), "{}", table.caption);
            let fields = template_fields(table);
            for field in table.fields.iter().filter(|f| f.need != Need::Optional) {
                assert!(fields.contains(&field.no), "{}", field.caption);
            }
        }
        assert_eq!(template_tables().len(), TABLES.len() - 4);
    }

    #[test]
    fn every_seldom_column_exists() {
        for caption in SELDOM {
            let mut fields = TABLES.iter().flat_map(|table| table.fields);
            assert!(fields.any(|field| field.caption == *caption), "{caption}");
        }
    }

    #[test]
    fn a_template_has_the_columns_that_people_fill_in() {
        let captions = |table: &'static Table| {
            let fields = template_fields(table).into_iter();
            fields
                .map(|no| table.field(no).caption)
                .collect::<Vec<_>>()
                .join("|")
        };
        assert_eq!(
            captions(&SEGMENT_CRITERIA_LINE),
            "Segment No.|Step|Action|Table|Field|Filter|Allow Existing Contacts|Expand Companies|\
             Allow Related Companies|Ignore Exclusion|Entire Companies"
        );
        assert_eq!(
            captions(&SEGMENT_HEADER),
            "No.|Description|Campaign No.|Salesperson Code|Correspondence Type (Default)|\
             Interaction Template Code|Unit Cost (LCY)|Unit Duration (Min.)|Date|Campaign Target|\
             Information Flow|Initiated By|Campaign Response|Language Code (Default)|\
             Interaction Group Code|Send Word Docs. as Attmt.|Ignore Contact Corres. Type|\
             Subject (Default)|Word Template Code|Hold|Follow-up|Recurring|Save Criteria As|\
             Save Criteria Description"
        );
        assert!(template_fields(&CONTACT).len() <= 25);
        assert!(template_fields(&SEGMENT_LINE).len() <= 22);
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
        let last = [text("Contact"), text(purpose(&CONTACT))];
        assert_eq!(page.last().expect("a row")[..], last);
    }
}
