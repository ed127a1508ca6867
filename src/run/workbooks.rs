//! The workbooks of a run: which sheets each has, and their rows.

use std::collections::BTreeMap;

use crate::check::Book;
use crate::log::{FollowUp, LogEntries, entry_fields};
use crate::schema::{self, FieldNo, Table, TableNo};
use crate::select::Lines;
use crate::table::{Column, Records, Rows};
use crate::value::Date;
use crate::write::{Sheet, Workbook};

use super::contact_columns::contact_columns;
use super::covers::{CoverFacts, count, title};
use super::segment_rows::{criteria_fields, header_fields, line_fields, stored};

/// What a person does with a segment workbook.
const REVIEW: &str = "Review the lines: change values, remove rows, add rows with a Contact No. \
    Then put this workbook into the inbox and log it.";
/// What a person does with a logged-segment workbook.
const LOGGED: &str = "A record of what was logged. It can be put into an inbox as history.";
/// What a person does with a follow-up workbook.
const COMPLETE: &str = "Fill Interaction Template Code on the header, clear Hold, and put this \
    workbook into the inbox: the next run logs it.";

/// The sheets of a segment for review.
pub(super) struct SegmentSheets<'a> {
    pub(super) no: &'a str,
    pub(super) description: &'a str,
    pub(super) header: &'a dyn Rows,
    pub(super) lines: &'a Lines<'a>,
    pub(super) criteria: &'a Records,
    pub(super) languages: &'a Records,
}

/// The sheets of a logged segment.
pub(super) struct LoggedSheets<'a> {
    pub(super) no: &'a str,
    pub(super) description: &'a str,
    pub(super) logged_segment: &'a Records,
    pub(super) entries: &'a LogEntries<'a>,
    pub(super) campaign_entries: &'a Records,
    pub(super) criteria: &'a Records,
}

/// The codes that may stand in the columns that refer to a table of codes.
pub(super) struct Lookups {
    by_table: BTreeMap<TableNo, Vec<String>>,
}

/// A longer list of codes is no help in a drop-down.
const CODES_MAX: usize = 2_000;

impl Lookups {
    /// The codes of the book, Contact and histories left out.
    pub(super) fn new(book: &Book) -> Self {
        let tables: [&'static Table; 4] = [
            &schema::SALESPERSON_PURCHASER,
            &schema::CAMPAIGN,
            &schema::INTERACTION_TEMPLATE,
            &schema::INTERACTION_GROUP,
        ];
        let codes = |table: &'static Table| {
            let records = book.table(table)?;
            let key = table.key().next()?;
            let Some(Column::Text { dictionary, .. }) = records.column(key.no) else {
                return None;
            };
            let mut codes: Vec<String> = dictionary
                .iter()
                .filter(|code| !code.is_empty())
                .map(str::to_owned)
                .collect();
            codes.sort_unstable();
            (codes.len() <= CODES_MAX).then_some((table.no, codes))
        };
        Self {
            by_table: tables.into_iter().filter_map(codes).collect(),
        }
    }

    /// A sheet of lines, with the extra columns of their contacts at its end.
    fn lines<'a>(&'a self, rows: &'a dyn Rows, lines: &'a Lines<'_>) -> Sheet<'a> {
        let mut sheet = self.editable(rows, line_fields());
        sheet.extras = contact_columns(lines);
        sheet
    }

    fn editable<'a>(&'a self, rows: &'a dyn Rows, fields: Vec<FieldNo>) -> Sheet<'a> {
        let table = rows.table();
        let mut sheet = Sheet::new(rows, fields).editable();
        for field in table.fields {
            let codes = field.refers_to.and_then(|table| self.by_table.get(&table));
            if let Some(codes) = codes.filter(|codes| !codes.is_empty()) {
                sheet = sheet.lookup(field.no, codes);
            }
        }
        sheet
    }
}

/// A segment workbook for review.
pub(super) fn segment_workbook<'a>(
    sheets: &'a SegmentSheets<'a>,
    lookups: &'a Lookups,
    facts: CoverFacts<'_>,
) -> Workbook<'a> {
    let counts = vec![
        count("Lines", sheets.lines.len()),
        count("Criteria rows", sheets.criteria.len()),
    ];
    let mut workbook = Workbook {
        folder: "segments",
        stem: sheets.no,
        created_on: facts.settings.date,
        cover: Some(facts.cover(
            title("Segment", sheets.no, sheets.description),
            REVIEW,
            counts,
        )),
        sheets: vec![
            lookups.editable(sheets.header, header_fields()),
            lookups.lines(sheets.lines, sheets.lines),
            lookups.editable(sheets.criteria, criteria_fields()),
        ],
    };
    if !sheets.languages.is_empty() {
        let fields = stored(&schema::SEGMENT_INTERACTION_LANGUAGE).collect();
        workbook
            .sheets
            .push(lookups.editable(sheets.languages, fields));
    }
    workbook
}

/// The workbook of a follow-up segment.
pub(super) fn follow_up_workbook<'a>(
    no: &'a str,
    header: &'a Records,
    lines: &'a FollowUp<'a>,
    criteria: &'a Records,
    lookups: &'a Lookups,
    facts: CoverFacts<'_>,
) -> Workbook<'a> {
    let description = header.text(0, schema::segment_header::DESCRIPTION);
    let counts = vec![count("Lines", lines.len())];
    Workbook {
        folder: "follow-up",
        stem: no,
        created_on: facts.settings.date,
        cover: Some(facts.cover(title("Segment", no, description), COMPLETE, counts)),
        sheets: vec![
            lookups.editable(header, header_fields()),
            lookups.lines(lines, lines.lines()),
            lookups.editable(criteria, criteria_fields()),
        ],
    }
}

/// The workbook of a logged segment.
pub(super) fn logged_workbook<'a>(
    sheets: &'a LoggedSheets<'a>,
    facts: CoverFacts<'_>,
) -> Workbook<'a> {
    let counts = vec![
        count("Interaction log entries", sheets.entries.len()),
        count("Campaign entries", sheets.campaign_entries.len()),
    ];
    let title = title("Logged segment", sheets.no, sheets.description);
    Workbook {
        folder: "logged",
        stem: sheets.no,
        created_on: facts.settings.date,
        cover: Some(facts.cover(title, LOGGED, counts)),
        sheets: vec![
            Sheet::new(
                sheets.logged_segment,
                stored(&schema::LOGGED_SEGMENT).collect(),
            ),
            Sheet::new(sheets.entries, entry_fields()),
            Sheet::new(
                sheets.campaign_entries,
                stored(&schema::CAMPAIGN_ENTRY).collect(),
            ),
            Sheet::new(sheets.criteria, criteria_fields()),
        ],
    }
}

/// The targets of activated campaigns.
pub(super) fn targets_workbook<'a>(targets: &'a Records, facts: CoverFacts<'_>) -> Workbook<'a> {
    Workbook {
        folder: "",
        stem: "campaign-target-group",
        created_on: facts.settings.date,
        cover: None,
        sheets: vec![Sheet::new(
            targets,
            stored(&schema::CAMPAIGN_TARGET_GROUP).collect(),
        )],
    }
}

/// What came of letters.
pub(super) fn letters_workbook<'a>(
    rows: &'a Records,
    stem: &'a str,
    created_on: Date,
) -> Workbook<'a> {
    Workbook {
        folder: "",
        stem,
        created_on,
        cover: None,
        sheets: vec![Sheet::new(rows, stored(&schema::LETTER).collect())],
    }
}

/// All entries of a run in one sheet.
pub(super) fn entries_workbook<'a>(entries: &'a dyn Rows, facts: CoverFacts<'_>) -> Workbook<'a> {
    Workbook {
        folder: "",
        stem: "interaction-log-entries",
        created_on: facts.settings.date,
        cover: None,
        sheets: vec![Sheet::new(entries, entry_fields())],
    }
}
