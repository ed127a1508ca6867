//! The first page of a template: the steps, what the colours mean, and a line for each sheet.

use crate::schema::Table;

use super::workbook::{Cover, CoverBlock, CoverValue};

/// The name of the page; reading ignores a sheet of this name.
pub(super) const READ_ME: &str = "Read me";

/// The page for these tables; `names` are the names of their sheets.
pub(super) fn read_me(tables: &[&'static Table], names: &[String]) -> Cover {
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
        79 => "Who writes: the sender of letters. One row.",
        9 => "Countries, and how addresses are written there: for letters.",
        5069 => "How people are greeted in letters, by salutation, language and type.",
        90_002 => "What stands in letters where a value is blank, in one language or in all.",
        5802 => "Sales and purchases per customer and vendor, as exported from Business Central.",
        5065 => "Interactions that were logged earlier.",
        5075 => "Segments that were logged earlier.",
        5072 => "Campaign entries of earlier segments.",
        7030 => "Customers and contacts that activated campaigns are meant for.",
        _ => "",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::schema::TABLES;

    #[test]
    fn every_sheet_has_a_purpose() {
        for table in TABLES {
            assert!(!purpose(table).is_empty(), "{}", table.caption);
        }
    }
}
