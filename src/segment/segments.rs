//! The segments of a book: headers with their lines, steps and languages.

use std::collections::BTreeMap;

use crate::check::Book;
use crate::finding::code::checking;
use crate::finding::{Finding, Findings, Severity};
use crate::schema::{
    self, FieldNo, Table, segment_criteria_line, segment_header as field,
    segment_interaction_language as language_field, segment_line as line_field,
};
use crate::table::{Fill, Records};

use super::criteria;
use super::header::{Header, RunDefaults, template_code};
use super::headers::{HeaderRow, header_rows};
use super::line_numbers::line_numbers;
use super::number_use::Register;
use super::owners::Owners;
use super::rows_hash::RowsHash;
use super::step::Step;
use super::template::{Language, Templates};

/// One segment as the book gives it, before anything is selected.
#[derive(Debug, Clone, Default)]
pub struct Segment {
    /// No.; `""` for one that gets a number of the series. For a recurring one the name of the
    /// definition.
    pub no: String,
    /// Its row in Segment Header.
    pub header_row: usize,
    /// What it is known by in the ledger: its No., or the path of its file.
    pub definition: String,
    /// Whether every run on another work date logs it under another number.
    pub recurring: bool,
    /// Whether it was selected and reviewed.
    pub reviewed: bool,
    /// Hold.
    pub hold: bool,
    /// Follow-up.
    pub follow_up: bool,
    /// Save Criteria As, and the description.
    pub save_criteria_as: (String, String),
    /// Its header with all defaults.
    pub header: Header,
    /// Its hand-entered lines, in order of Line No.
    pub lines: Vec<HandLine>,
    /// Its steps, in order.
    pub steps: Vec<Step>,
    /// Languages of single lines by Line No., each in order of their codes.
    pub line_languages: BTreeMap<i64, Vec<Language>>,
    /// Its rows in Segment Interaction Language.
    pub language_rows: Vec<usize>,
    /// A hash of all its rows.
    pub rows_hash: String,
    /// The same of the original's rows, when this one stands for it; else of its own.
    pub definition_hash: String,
    /// Whether any of its rows has an error.
    pub is_faulty: bool,
    /// Whether its rows have findings that are warnings.
    pub has_warnings: bool,
}

/// A line that stands in a sheet.
#[derive(Debug, Clone, Copy)]
pub struct HandLine {
    /// Line No., given or counted.
    pub line_no: i64,
    /// Its row in Segment Line.
    pub row: usize,
    /// Its contact's index, or [`NO_CONTACT`](crate::check::NO_CONTACT).
    pub contact: u32,
}

/// The rows of one header in the three tables below it.
#[derive(Debug, Clone, Default)]
struct Rows {
    lines: Vec<usize>,
    criteria: Vec<usize>,
    languages: Vec<usize>,
}

/// Puts the segments together, in order of their header rows; what does not fit becomes a finding.
pub fn segments(
    book: &Book,
    register: &Register,
    templates: &Templates,
    run: RunDefaults<'_>,
    findings: &mut Findings,
) -> Vec<Segment> {
    let headers = header_rows(book, register, run.date, findings);
    let owners = Owners::new(book, &headers, register, findings);
    let mut rows = vec![Rows::default(); headers.len()];
    for (table, no_field, pick) in BELOW {
        for (at, row) in owners.assign(book, table, no_field, findings) {
            pick(&mut rows[at]).push(row);
        }
    }
    let Some(records) = book.table(&schema::SEGMENT_HEADER) else {
        return Vec::new();
    };
    let contacts = line_contacts(book);
    let mut made = Vec::new();
    for (at, header) in headers
        .iter()
        .enumerate()
        .filter(|(_, header)| !header.set_aside)
    {
        let maker = Maker {
            book,
            templates,
            run,
            records,
            contacts: &contacts,
        };
        let original = header
            .original
            .and_then(|row| headers.iter().position(|h| h.row == row));
        let definition_hash = original.map(|at| hash(book, headers[at].row, &rows[at]));
        made.push(maker.segment(header, &rows[at], definition_hash, findings));
    }
    made
}

type PickRows = fn(&mut Rows) -> &mut Vec<usize>;

/// The tables below a header, each with its field Segment No.
static BELOW: [(&Table, FieldNo, PickRows); 3] = [
    (&schema::SEGMENT_LINE, line_field::SEGMENT_NO, |rows| {
        &mut rows.lines
    }),
    (
        &schema::SEGMENT_CRITERIA_LINE,
        segment_criteria_line::SEGMENT_NO,
        |rows| &mut rows.criteria,
    ),
    (
        &schema::SEGMENT_INTERACTION_LANGUAGE,
        language_field::SEGMENT_NO,
        |rows| &mut rows.languages,
    ),
];

/// The contact of each row of Segment Line.
fn line_contacts(book: &Book) -> Vec<u32> {
    let Some(records) = book.table(&schema::SEGMENT_LINE) else {
        return Vec::new();
    };
    let link = book.link(records, line_field::CONTACT_NO);
    (0..records.len()).map(|row| link.of(row)).collect()
}

/// Makes one segment from its header row and the rows below it.
struct Maker<'a> {
    book: &'a Book,
    templates: &'a Templates,
    run: RunDefaults<'a>,
    records: &'a Records,
    contacts: &'a [u32],
}

impl Maker<'_> {
    fn segment(
        &self,
        header: &HeaderRow,
        rows: &Rows,
        definition_hash: Option<String>,
        findings: &mut Findings,
    ) -> Segment {
        let row = header.row;
        let mut own = Findings::default();
        let mut languages = self.languages(&rows.languages, &mut own);
        let segment_languages = languages.remove(&0).unwrap_or_default();
        let template = self.templates.get(template_code(self.records, row));
        let lines = self.lines(&rows.lines, &mut own);
        let steps = match self.book.table(&schema::SEGMENT_CRITERIA_LINE) {
            Some(criteria) => criteria::steps(self.book, criteria, &rows.criteria, &mut own),
            None => Vec::new(),
        };
        let file = &*self.records.origin(row).sheet.file;
        let is_faulty = own.has_errors() || self.book.is_faulty(&header.no, file);
        let has_warnings = own.count(Severity::Warning) > 0;
        findings.append(own);
        let rows_hash = hash(self.book, row, rows);
        let text = |no| self.records.text(row, no).to_owned();
        let definition = match (header.is_reviewed(), header.no.as_str()) {
            (true, _) if !header.definition.is_empty() => header.definition.clone(),
            (_, "") => header.file.clone(),
            (_, no) => no.to_owned(),
        };
        Segment {
            no: header.no.clone(),
            header_row: row,
            definition,
            recurring: header.recurring && !header.is_reviewed(),
            reviewed: header.is_reviewed(),
            hold: self.records.boolean(row, field::HOLD),
            follow_up: self.records.boolean(row, field::FOLLOW_UP),
            save_criteria_as: (
                text(field::SAVE_CRITERIA_AS),
                text(field::SAVE_CRITERIA_DESCRIPTION),
            ),
            header: Header::new(self.records, row, template, &segment_languages, self.run),
            lines,
            steps,
            line_languages: languages,
            language_rows: rows.languages.clone(),
            definition_hash: definition_hash.unwrap_or_else(|| rows_hash.clone()),
            rows_hash,
            is_faulty,
            has_warnings,
        }
    }

    /// Hand-entered lines in order of Line No.
    fn lines(&self, rows: &[usize], findings: &mut Findings) -> Vec<HandLine> {
        let Some(records) = self.book.table(&schema::SEGMENT_LINE) else {
            return Vec::new();
        };
        let mut lines: Vec<HandLine> = Vec::with_capacity(rows.len());
        let given: Vec<Option<i64>> = rows
            .iter()
            .map(|&row| match records.fill(row, line_field::LINE_NO) {
                Fill::Value => Some(records.integer(row, line_field::LINE_NO)),
                _ => None,
            })
            .collect();
        for (&row, line_no) in rows.iter().zip(line_numbers(&given)) {
            lines.push(HandLine {
                line_no,
                row,
                contact: self.contacts[row],
            });
        }
        lines.sort_by_key(|line| line.line_no);
        for pair in lines
            .windows(2)
            .filter(|pair| pair[0].line_no == pair[1].line_no)
        {
            findings.push(Finding::new(
                &checking::V022,
                records.place(pair[1].row, Some(line_field::LINE_NO)),
                format!("\"{}\" a second time", pair[1].line_no),
                format!(
                    "each Line No. once; first at {}",
                    records.place(pair[0].row, None)
                ),
                "clear one of the two: lines without a number get the next ones",
            ));
        }
        lines
    }

    /// Languages by Line No.; 0 is the whole segment.
    fn languages(&self, rows: &[usize], findings: &mut Findings) -> BTreeMap<i64, Vec<Language>> {
        let mut by_line: BTreeMap<i64, Vec<Language>> = BTreeMap::new();
        let Some(records) = self.book.table(&schema::SEGMENT_INTERACTION_LANGUAGE) else {
            return by_line;
        };
        for &row in rows {
            let language = Language {
                code: records.text(row, language_field::LANGUAGE_CODE).to_owned(),
                description: records.text(row, language_field::DESCRIPTION).to_owned(),
                attachment_no: records.integer(row, language_field::ATTACHMENT_NO),
                subject: records.text(row, language_field::SUBJECT).to_owned(),
                word_template_code: records
                    .text(row, language_field::WORD_TEMPLATE_CODE)
                    .to_owned(),
            };
            let line_no = records.integer(row, language_field::SEGMENT_LINE_NO);
            let known = by_line.entry(line_no).or_default();
            if known.iter().any(|other| other.code == language.code) {
                findings.push(Finding::new(
                    &checking::V024,
                    records.place(row, Some(language_field::LANGUAGE_CODE)),
                    format!("\"{}\" a second time for line {line_no}", language.code),
                    "each language once for the segment and once for a line",
                    "remove one of the two rows",
                ));
                continue;
            }
            known.push(language);
        }
        // The first one is the first by BC's key.
        for languages in by_line.values_mut() {
            languages.sort_by(|a, b| a.code.cmp(&b.code));
        }
        by_line
    }
}

fn hash(book: &Book, header_row: usize, rows: &Rows) -> String {
    let mut hash = RowsHash::default();
    for (table, rows) in [
        (&schema::SEGMENT_HEADER, &[header_row][..]),
        (&schema::SEGMENT_LINE, &rows.lines),
        (&schema::SEGMENT_CRITERIA_LINE, &rows.criteria),
        (&schema::SEGMENT_INTERACTION_LANGUAGE, &rows.languages),
    ] {
        if let Some(records) = book.table(table) {
            hash.add(records, rows);
        }
    }
    hash.finish()
}
