//! Why a contact is in a segment of the inbox, or is not. Reads as the other commands do, selects
//! this one segment, and writes nothing.

use serde::Serialize;

use crate::check::{Book, NO_CONTACT};
use crate::config::Settings;
use crate::error::{Error, Result};
use crate::finding::Findings;
use crate::finding::near_miss::{did_you_mean, nearest};
use crate::ledger::Ledger;
use crate::progress::Progress;
use crate::schema::{contact, interaction_log_entry};
use crate::select::{History, Reasons, reasons};
use crate::table::Column;
use crate::value::normalise_code;

use super::choice::{Choice, Fate, not_there};
use super::conclude::shown_no;
use super::execute::Batch;
use super::inbox::{Inbox, cache_beside_ledger};
use super::needed::facts_not_needed;
use super::numbers::Numbered;
use super::recover;
use super::report::{LetterRequest, Report, Request, RunState, Verb};
use super::selected::Working;

/// What was asked, and the answer; none when errors in the data stand against it.
#[derive(Debug)]
pub struct Why {
    /// What was read, what is wrong with it, the inputs.
    pub report: Report,
    /// The answer.
    pub answer: Option<Answer>,
}

/// What the steps of a segment did to a contact.
#[derive(Debug, Serialize)]
pub struct Answer {
    /// The segment.
    pub segment: SegmentAsked,
    /// The contact.
    pub contact: ContactAsked,
    /// Whether the contact is in the segment.
    pub in_segment: bool,
    /// What made it so.
    #[serde(flatten)]
    pub reasons: Reasons,
}

/// The segment that was asked about.
#[derive(Debug, Serialize)]
pub struct SegmentAsked {
    /// Its number, or its file when it has none.
    pub no: String,
    /// Its description.
    pub description: String,
    /// The number that it was logged under before.
    pub logged_as: Option<String>,
    /// Whether it is on hold.
    pub hold: bool,
    /// Whether it was selected and reviewed.
    pub reviewed: bool,
}

/// The contact that was asked about.
#[derive(Debug, Serialize)]
pub struct ContactAsked {
    /// No.
    pub no: String,
    /// Name.
    pub name: String,
    /// Company No.
    pub company_no: String,
    /// Company Name.
    pub company_name: String,
}

/// Answers why a contact is in a segment, or is not. Both are named by their No.
pub fn why(
    segment: &str,
    contact: &str,
    settings: &Settings,
    progress: &dyn Progress,
) -> Result<Why> {
    let ledger = Ledger::open_for_reading(&settings.ledger)?;
    recover(&settings.output.folder.join("runs"), &ledger)?;
    let request = Request {
        verb: Verb::Preview,
        segments: vec![normalise_code(segment).into_owned()],
        follow_up: false,
        letters: LetterRequest::default(),
        dry_run: false,
        lines_shown_max: 0,
    };
    let cache = cache_beside_ledger(settings, false);
    let left_out = facts_not_needed(&ledger, &request, settings, &cache)?;
    let wanted = |no| !left_out.contains(&no);
    let mut inbox = Inbox::read(&ledger, settings, &wanted, &cache, progress)?;
    let mut report = inbox.report();
    let batch = Batch {
        request: &request,
        settings,
        progress,
        inbox: &inbox,
    };
    let answer = batch.why(&ledger, contact, &mut report)?;
    if settings.strict {
        report.findings.make_strict();
    }
    report.findings.sort();
    Ok(Why { report, answer })
}

impl Batch<'_> {
    fn why(self, ledger: &Ledger, contact: &str, report: &mut Report) -> Result<Option<Answer>> {
        let inbox = self.inbox;
        let choice = Choice {
            book: &inbox.book,
            register: &inbox.register,
            request: self.request,
            date: self.settings.date,
        };
        let numbers = self.numbers_of_preview()?;
        let name = &self.request.segments[0];
        let found = choice.asked(&inbox.segments).first().copied().or_else(|| {
            inbox
                .segments
                .iter()
                .zip(&numbers)
                .position(|(segment, numbered)| {
                    let logged = choice.logged_as(segment);
                    numbered.no == *name || logged.is_some_and(|logged| logged.no == *name)
                })
        });
        let Some(at) = found else {
            let shown = |(segment, numbered)| shown_no(segment, Some(numbered));
            let known: Vec<&str> = inbox.segments.iter().zip(&numbers).map(shown).collect();
            return Err(not_there(&known, name));
        };
        let segment = &inbox.segments[at];
        let mut working = vec![Working {
            at,
            segment,
            fate: Fate::Select,
            numbered: &numbers[at],
            has_plan: true,
            findings: Findings::default(),
        }];
        let more = [interaction_log_entry::ENTRY_NO];
        let (plans, entries) = self.plans(ledger, &mut working, &more)?;
        let is_stopped = self.is_stopped(report, &working);
        for one in working {
            report.findings.append(one.findings);
        }
        if is_stopped {
            return Ok(None);
        }
        let index = find_contact(&inbox.book, contact)?;
        let history = History::new(&inbox.book, &entries, &inbox.logged_segments);
        let reasons = reasons(&inbox.book, &history, segment, &plans[0], index);
        let text = |no| inbox.book.contact_text(index, no).to_owned();
        Ok(Some(Answer {
            segment: SegmentAsked {
                no: shown_no(segment, Some(&numbers[at])).to_owned(),
                description: segment.header.description.clone(),
                logged_as: choice.logged_as(segment).map(|logged| logged.no),
                hold: segment.hold,
                reviewed: segment.reviewed,
            },
            contact: ContactAsked {
                no: text(contact::NO),
                name: text(contact::NAME),
                company_no: match inbox.book.contacts().company_of(index) {
                    NO_CONTACT => String::new(),
                    company => inbox.book.contact_text(company, contact::NO).to_owned(),
                },
                company_name: text(contact::COMPANY_NAME),
            },
            in_segment: !reasons.lines.is_empty(),
            reasons,
        }))
    }
}

impl Batch<'_> {
    /// The numbers that a preview of all segments shows: one without number is known by them too.
    fn numbers_of_preview(self) -> Result<Vec<Numbered>> {
        let inbox = self.inbox;
        let all = Request {
            segments: Vec::new(),
            ..self.request.clone()
        };
        let batch = Batch {
            request: &all,
            ..self
        };
        let choice = Choice {
            book: &inbox.book,
            register: &inbox.register,
            request: &all,
            date: self.settings.date,
        };
        // What stands against a preview of other segments does not matter here.
        let mut aside = Report::empty(RunState::Nothing);
        let mut refused = Vec::new();
        let fates = choice.fates(&inbox.segments, &mut aside.findings, &mut refused)?;
        let numbers = batch.numbers(&fates, &mut aside)?;
        let none = || vec![Numbered::default(); inbox.segments.len()];
        Ok(numbers.map_or_else(none, |numbers| numbers.of))
    }
}

/// The contact with this No.; a slip of the pen, or a name in its place, is recognised.
fn find_contact(book: &Book, no: &str) -> Result<u32> {
    let wanted = normalise_code(no);
    if let Some(found) = book.find_contact(&wanted) {
        return Ok(found);
    }
    let Some(records) = book.contact_records().filter(|records| !records.is_empty()) else {
        let error = Error::usage(format!("there is no contact {wanted}"));
        return Err(error.hint("the inbox has no contacts: add a sheet Contact"));
    };
    let folded = no.trim().to_lowercase();
    let named = (0..records.len())
        .find(|&row| records.text(row, contact::NAME).to_lowercase() == folded)
        .map(|row| records.text(row, contact::NO));
    let known = match records.column(contact::NO) {
        Some(Column::Text { dictionary, .. }) => dictionary.iter().collect(),
        _ => Vec::new(),
    };
    let known = known.into_iter().filter(|no| !no.is_empty());
    let near = did_you_mean(named.or_else(|| nearest(&wanted, known)));
    let error = Error::usage(format!("there is no contact {}{near}", no.trim()));
    Err(error.hint("name the contact by its No., as in the sheet Contact"))
}
