//! Saved criteria of the ledger and of the book's sheets, all in one form (BC tables 5098 and 5099).
//! Put into an inbox, the sheets count instead of what the ledger keeps under their codes.

use std::collections::{BTreeMap, BTreeSet};

use crate::check::{self, Book, CheckOptions};
use crate::config::Settings;
use crate::decode::{Cache, decode_inputs};
use crate::error::{Error, Result};
use crate::finding::near_miss::{did_you_mean, nearest};
use crate::finding::{Findings, Severity};
use crate::ledger::Ledger;
use crate::progress::Progress;
use crate::run::recover;
use crate::schema::{
    FieldNo, SAVED_SEGMENT_CRITERIA, SAVED_SEGMENT_CRITERIA_LINE, Table,
    saved_segment_criteria as header, saved_segment_criteria_line as line,
};
use crate::segment::{criteria_steps, is_bc_form};
use crate::select::{BC_FORM_FIELDS, RecordedAction, bc_form_rows, saved_criteria_rows};
use crate::table::{Fill, Records};
use crate::value::{Value, normalise_code};
use crate::write::{Destination, Sheet, Workbook, Written, criteria_fields};

/// Which criteria are exported, and where to.
#[derive(Debug, Clone)]
pub struct CriteriaRequest {
    /// Their codes; all when none is named.
    pub codes: Vec<String>,
    /// How they are written.
    pub form: CriteriaForm,
    /// The workbook.
    pub to: Destination,
    /// Do everything but write.
    pub dry_run: bool,
}

/// How criteria are written; both forms are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CriteriaForm {
    /// One row a filter, with Step, Table, Field and Filter.
    Analyst,
    /// BC's rows of Type Action and Filter, with Table View: to be imported there.
    Bc,
}

/// What came of it.
#[derive(Debug)]
pub struct CriteriaReport {
    /// The criteria that are exported, in order of their codes.
    pub criteria: Vec<Criteria>,
    /// How many there are, asked for or not.
    pub known: usize,
    /// What is wrong in the sheets, in order; notices are left out.
    pub findings: Findings,
    /// Files that could not be read.
    pub unreadable: Vec<Error>,
    /// What was written: nothing when there are no criteria, or when something is wrong.
    pub files: Vec<Written>,
}

/// Criteria that are kept under a code.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Criteria {
    /// The code.
    pub code: String,
    /// What they are for.
    pub description: String,
    /// Where they come from.
    pub origin: CriteriaOrigin,
    /// How many steps they have.
    pub steps: u64,
}

/// Where criteria come from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum CriteriaOrigin {
    /// The ledger.
    Ledger,
    /// A sheet of the inbox, which counts before the ledger.
    Inbox,
}

/// The rows of one code, before they are put together.
struct Kept<'a> {
    origin: CriteriaOrigin,
    header: Option<(&'a Records, usize)>,
    lines: &'a Records,
    rows: Vec<usize>,
}

/// Writes saved criteria.
///
/// # Errors
/// A code that is not known, and what the files refuse.
pub fn export_criteria(
    request: &CriteriaRequest,
    settings: &Settings,
    progress: &dyn Progress,
) -> Result<CriteriaReport> {
    let ledger = Ledger::open_for_reading(&settings.ledger)?;
    recover(&settings.output.folder.join("runs"), &ledger)?;
    let wanted = |no| no == SAVED_SEGMENT_CRITERIA.no || no == SAVED_SEGMENT_CRITERIA_LINE.no;
    let decoded = decode_inputs(
        &settings.input,
        &settings.limits,
        &wanted,
        &Cache::none(),
        progress,
    )?;
    let mut found = decoded.findings;
    let history = |table, fields: &[FieldNo], numbers: &[i64]| {
        ledger.numbered_entries(table, fields, numbers)
    };
    let options = CheckOptions {
        reject: false,
        strict: false,
    };
    let book = check::check(decoded.tables, &history, options, &mut found)?;
    let converted = in_analysts_form(&book, &mut found);
    let kept_headers = ledger.records(&SAVED_SEGMENT_CRITERIA, &[])?;
    let kept_lines = ledger.records(&SAVED_SEGMENT_CRITERIA_LINE, &[])?;
    let mut known = BTreeMap::new();
    add(
        &mut known,
        CriteriaOrigin::Ledger,
        Some(&kept_headers),
        &kept_lines,
    );
    if let Some(lines) = book.table(&SAVED_SEGMENT_CRITERIA_LINE) {
        let headers = book.table(&SAVED_SEGMENT_CRITERIA);
        add(&mut known, CriteriaOrigin::Inbox, headers, lines);
        for (code, lines) in &converted {
            if let Some(kept) = known.get_mut(code) {
                kept.rows = (0..lines.len()).collect();
                kept.lines = lines;
            }
        }
    }
    let count = known.len();
    let mut report = CriteriaReport {
        criteria: Vec::new(),
        known: count,
        findings: Findings::default(),
        unreadable: decoded.unreadable,
        files: Vec::new(),
    };
    let matters = found.iter().filter(|one| one.severity != Severity::Notice);
    report.findings.extend(matters.cloned());
    if settings.strict {
        report.findings.make_strict();
    }
    report.findings.sort();
    if report.findings.has_errors() || !report.unreadable.is_empty() {
        return Ok(report);
    }
    choose(&mut known, &request.codes)?;
    report.criteria = known.iter().map(|(code, kept)| kept.tell(code)).collect();
    if !known.is_empty() && !request.dry_run {
        request.to.spare(&settings.input.paths)?;
        let lines = match request.form {
            CriteriaForm::Analyst => analyst_lines(&known),
            CriteriaForm::Bc => bc_lines(&known, &book, &mut report.findings)?,
        };
        if !report.findings.has_errors() {
            report.files = write(&known, &lines, request, settings)?;
        }
    }
    Ok(report)
}

/// The sheets' criteria that are in BC's form, by code, in the analyst's form.
fn in_analysts_form(book: &Book, findings: &mut Findings) -> BTreeMap<String, Records> {
    let mut converted = BTreeMap::new();
    let Some(records) = book.table(&SAVED_SEGMENT_CRITERIA_LINE) else {
        return converted;
    };
    for (code, rows) in by_code(records) {
        if is_bc_form(records, &rows) {
            let steps = criteria_steps(book, records, &rows, findings);
            let actions: Vec<RecordedAction> = steps.iter().map(RecordedAction::of_step).collect();
            converted.insert(code.to_owned(), saved_criteria_rows(code, &actions));
        }
    }
    converted
}

fn by_code(lines: &Records) -> BTreeMap<&str, Vec<usize>> {
    let mut rows: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for row in 0..lines.len() {
        let code = lines.text(row, line::SEGMENT_CRITERIA_CODE);
        rows.entry(code).or_default().push(row);
    }
    rows
}

/// Adds the criteria of one source; they replace those of an earlier one under the same code. A
/// description is kept when the later source has none.
fn add<'a>(
    known: &mut BTreeMap<String, Kept<'a>>,
    origin: CriteriaOrigin,
    headers: Option<&'a Records>,
    lines: &'a Records,
) {
    let header_of = |code: &str| {
        let headers = headers?;
        let mut rows = 0..headers.len();
        let row = rows.find(|&row| headers.text(row, header::CODE) == code)?;
        Some((headers, row))
    };
    for (code, rows) in by_code(lines) {
        let earlier = known.remove(code).and_then(|kept| kept.header);
        let kept = Kept {
            origin,
            header: header_of(code).or(earlier),
            lines,
            rows,
        };
        known.insert(code.to_owned(), kept);
    }
}

/// Leaves the codes that are asked for.
fn choose(known: &mut BTreeMap<String, Kept<'_>>, codes: &[String]) -> Result<()> {
    if codes.is_empty() {
        return Ok(());
    }
    let wanted: BTreeSet<String> = codes
        .iter()
        .map(|code| normalise_code(code).into_owned())
        .collect();
    if let Some(code) = wanted.iter().find(|code| !known.contains_key(*code)) {
        let near = did_you_mean(nearest(code, known.keys().map(String::as_str)));
        let error = Error::usage(format!("no criteria are saved under {code}{near}"));
        let hint = if known.is_empty() {
            "criteria are saved when a segment with Save Criteria As is logged".to_owned()
        } else {
            let codes: Vec<&str> = known.keys().map(String::as_str).collect();
            format!("there are {}", codes.join(", "))
        };
        return Err(error.hint(hint));
    }
    known.retain(|code, _| wanted.contains(code));
    Ok(())
}

impl Kept<'_> {
    fn tell(&self, code: &str) -> Criteria {
        let steps: BTreeSet<i64> = self
            .rows
            .iter()
            .map(|&row| self.lines.integer(row, line::STEP))
            .collect();
        Criteria {
            code: code.to_owned(),
            description: self.header.map_or(String::new(), |(records, row)| {
                records.text(row, header::DESCRIPTION).to_owned()
            }),
            origin: self.origin,
            steps: steps.len() as u64,
        }
    }
}

fn analyst_lines(known: &BTreeMap<String, Kept<'_>>) -> Records {
    let rows: Vec<_> = known
        .values()
        .flat_map(|kept| {
            let row = |&row: &usize| filled(kept.lines, row, criteria_fields());
            kept.rows.iter().map(row)
        })
        .collect();
    Records::from_rows(&SAVED_SEGMENT_CRITERIA_LINE, &rows)
}

fn bc_lines(
    known: &BTreeMap<String, Kept<'_>>,
    book: &Book,
    findings: &mut Findings,
) -> Result<Records> {
    let criteria: Vec<_> = known
        .iter()
        .map(|(code, kept)| {
            let steps = criteria_steps(book, kept.lines, &kept.rows, findings);
            (code.as_str(), steps)
        })
        .collect();
    bc_form_rows(&criteria)
}

fn write(
    known: &BTreeMap<String, Kept<'_>>,
    lines: &Records,
    request: &CriteriaRequest,
    settings: &Settings,
) -> Result<Vec<Written>> {
    let header_fields = [header::CODE, header::DESCRIPTION, header::USER_ID];
    let headers: Vec<_> = known
        .iter()
        .map(|(code, kept)| {
            let mut row = vec![(header::CODE, Value::text(code))];
            if let Some((records, at)) = kept.header {
                row.extend(filled(records, at, &header_fields[1..]));
            }
            row
        })
        .collect();
    let headers = Records::from_rows(&SAVED_SEGMENT_CRITERIA, &headers);
    let line_fields = match request.form {
        CriteriaForm::Analyst => fields_of(&SAVED_SEGMENT_CRITERIA_LINE),
        CriteriaForm::Bc => BC_FORM_FIELDS.to_vec(),
    };
    let workbook = Workbook {
        folder: "",
        stem: "criteria",
        created_on: settings.date,
        cover: None,
        sheets: vec![
            Sheet::new(&headers, header_fields.to_vec()).editable(),
            Sheet::new(lines, line_fields).editable(),
        ],
    };
    request.to.write(&workbook, &settings.output)
}

/// The analyst's form: the fields of criteria have the same numbers in both tables.
fn fields_of(table: &Table) -> Vec<FieldNo> {
    debug_assert!(criteria_fields().iter().all(|&no| table.field(no).no == no));
    criteria_fields().to_vec()
}

/// The cells of a row that are filled, so that a blank one stays blank.
fn filled<'a>(records: &'a Records, row: usize, fields: &[FieldNo]) -> Vec<(FieldNo, Value<'a>)> {
    fields
        .iter()
        .filter(|&&no| records.fill(row, no) == Fill::Value)
        .map(|&no| (no, records.value(row, no)))
        .collect()
}
