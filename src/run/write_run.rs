//! Writing a run: all rows are made, and the workbooks and letters written beside their final place.

use std::collections::BTreeMap;

use crate::error::Result;
use crate::finding::{Finding, Findings};
use crate::ledger::Ledger;
use crate::log::{FollowUp, LogEntries};
use crate::schema::{self};
use crate::select::criteria_rows;
use crate::table::{Concatenated, Records, Rows};
use crate::write::{Workbook, Written, write_workbooks};

use super::Stage;
use super::covers::CoverFacts;
use super::execute::Batch;
use super::inbox::run_defaults;
use super::letters::{LetterCounts, Office, RunMailing};
use super::logged_rows::{LoggedRows, logged_rows};
use super::numbers::Numbers;
use super::report::{Report, RunState, Verb};
use super::segment_rows::{HeaderRow, language_rows};
use super::selected::Selected;
use super::targets::campaign_targets;
use super::workbooks::{
    LoggedSheets, Lookups, SegmentSheets, entries_workbook, follow_up_workbook, logged_workbook,
    segment_workbook, targets_workbook,
};

/// What a run's files are made from, besides its segments.
#[derive(Clone, Copy)]
pub(super) struct RunFiles<'a> {
    pub(super) batch: Batch<'a>,
    pub(super) numbers: &'a Numbers,
    /// Where letters are made, when any are asked for.
    pub(super) office: Option<&'a Office<'a>>,
}

/// What came of writing a run.
pub(super) struct RunEnd {
    /// That it is done; or nothing, when its letters stood against it.
    pub(super) state: RunState,
    /// How many letters each segment has.
    pub(super) letter_counts: BTreeMap<String, LetterCounts>,
    /// What is to be said of letters.
    pub(super) letter_findings: Findings,
}

impl RunEnd {
    fn without_letters(state: RunState) -> Self {
        Self {
            state,
            letter_counts: BTreeMap::new(),
            letter_findings: Findings::default(),
        }
    }
}

/// Writes the files of a run and commits them with the ledger.
pub(super) fn write_run(
    files: RunFiles<'_>,
    ledger: Ledger,
    id: &str,
    selected: &[&Selected<'_>],
    held: &[&Selected<'_>],
    findings: &[&Finding],
    report: &Report,
) -> Result<RunEnd> {
    let out_runs = files.batch.settings.output.folder.join("runs");
    // Declared after the ledger, so that on an error its folder goes while the lock is held.
    let stage = Stage::begin(&out_runs, id)?;
    let writer = RunWriter {
        files,
        id,
        stage,
        ledger,
        held,
        findings,
        report,
        written: Vec::new(),
        letter_counts: BTreeMap::new(),
        letter_findings: Findings::default(),
    };
    if selected.is_empty() {
        let done = writer.commit(Vec::new(), Vec::new(), Vec::new())?;
        Ok(RunEnd::without_letters(done))
    } else if files.batch.request.verb == Verb::Select {
        Ok(RunEnd::without_letters(writer.select(selected)?))
    } else {
        writer.log(selected)
    }
}

pub(super) struct RunWriter<'a, 'b> {
    pub(super) files: RunFiles<'a>,
    pub(super) id: &'a str,
    /// Before the ledger, so that on an error its folder goes while the lock is held.
    pub(super) stage: Stage,
    pub(super) ledger: Ledger,
    /// Sound segments on hold: their lines are targets of campaigns, too.
    held: &'a [&'a Selected<'b>],
    /// All findings.
    pub(super) findings: &'a [&'a Finding],
    pub(super) report: &'a Report,
    pub(super) written: Vec<Written>,
    /// How many letters each segment has.
    pub(super) letter_counts: BTreeMap<String, LetterCounts>,
    /// What is to be said of letters.
    pub(super) letter_findings: Findings,
}

impl RunWriter<'_, '_> {
    fn facts(&self) -> CoverFacts<'_> {
        CoverFacts {
            run_id: self.id,
            settings: self.files.batch.settings,
            inputs: &self.report.inputs,
        }
    }

    /// One workbook for review for each segment; numbers that were given are reserved.
    fn select(mut self, selected: &[&Selected<'_>]) -> Result<RunState> {
        let batch = self.files.batch;
        let inbox = batch.inbox;
        let lines: Vec<_> = selected.iter().map(|one| batch.lines(one)).collect();
        let headers: Vec<HeaderRow<'_>> = selected
            .iter()
            .map(|one| {
                let no = one.working.numbered.no.as_str();
                let run = run_defaults(batch.settings);
                HeaderRow::new(&inbox.book, one.working.segment, no, &inbox.templates, run)
            })
            .collect();
        let rows: Vec<(Records, Records)> = selected
            .iter()
            .map(|one| {
                let no = &one.working.numbered.no;
                let languages = language_rows(&inbox.book, one.working.segment, no);
                (criteria_rows(no, &one.actions), languages)
            })
            .collect();
        let sheets: Vec<SegmentSheets<'_>> = selected
            .iter()
            .enumerate()
            .map(|(at, one)| SegmentSheets {
                no: &one.working.numbered.no,
                description: &one.working.segment.header.description,
                header: &headers[at],
                lines: &lines[at],
                criteria: &rows[at].0,
                languages: &rows[at].1,
            })
            .collect();
        let lookups = Lookups::new(&inbox.book);
        let facts = self.facts();
        let workbooks: Vec<Workbook<'_>> = sheets
            .iter()
            .map(|sheets| segment_workbook(sheets, &lookups, facts))
            .collect();
        let written = self.write(&workbooks)?;
        self.written = written;
        let numbers_used = selected
            .iter()
            .filter(|one| one.working.segment.no.is_empty() || one.working.segment.recurring)
            .map(|one| self.segment_use(one, None))
            .collect();
        self.commit(Vec::new(), numbers_used, Vec::new())
    }

    /// Letters, then log entries that say what became of them.
    fn log(mut self, selected: &[&Selected<'_>]) -> Result<RunEnd> {
        let batch = self.files.batch;
        let rows = logged_rows(batch, &self.ledger, selected)?;
        let mailings = match self.files.office {
            Some(office) => self.mail(office, selected, &rows)?,
            None => Vec::new(),
        };
        let letter_findings = self.letter_findings.clone();
        if batch.settings.strict && !letter_findings.is_empty() {
            // Warnings are errors, and an error is one before anything is there.
            return Ok(RunEnd {
                letter_findings,
                ..RunEnd::without_letters(RunState::Nothing)
            });
        }
        Ok(RunEnd {
            letter_counts: self.letter_counts.clone(),
            state: self.log_with(selected, &rows, &mailings)?,
            letter_findings,
        })
    }

    /// Log entries, campaign entries and a logged segment for each segment, and the follow-ups.
    fn log_with(
        mut self,
        selected: &[&Selected<'_>],
        rows: &[LoggedRows],
        mailings: &[RunMailing],
    ) -> Result<RunState> {
        let batch = self.files.batch;
        let inbox = batch.inbox;
        let user = batch.settings.user.as_str();
        let delivery: Vec<Vec<u8>> = mailings.iter().map(|one| one.delivery.clone()).collect();
        let entries: Vec<LogEntries<'_>> = selected
            .iter()
            .zip(rows)
            .enumerate()
            .map(|(at, (one, rows))| {
                let entries = LogEntries::new(
                    batch.lines(one),
                    &inbox.addresses,
                    &rows.campaigns,
                    rows.first_entry_no,
                    rows.entry_no,
                    user,
                );
                match delivery.get(at) {
                    Some(delivery) => entries.delivered(delivery),
                    None => entries,
                }
            })
            .collect();
        let follow_ups: Vec<(&str, FollowUp<'_>, &LoggedRows)> = selected
            .iter()
            .zip(rows)
            .filter_map(|(one, rows)| {
                let no = one.working.numbered.follow_up.as_deref()?;
                let campaign_no = one.working.segment.header.campaign_no.as_str();
                Some((no, FollowUp::new(no, campaign_no, batch.lines(one)), rows))
            })
            .collect();
        let follow_up_headers: Vec<Records> = follow_ups
            .iter()
            .map(|(_, follow_up, _)| follow_up.header_row(&batch.settings.salesperson))
            .collect();
        let sheets: Vec<LoggedSheets<'_>> = selected
            .iter()
            .enumerate()
            .map(|(at, one)| LoggedSheets {
                no: &one.working.numbered.no,
                description: &one.working.segment.header.description,
                logged_segment: &rows[at].logged_segment,
                entries: &entries[at],
                campaign_entries: rows[at].campaigns.rows(),
                criteria: &rows[at].criteria,
            })
            .collect();
        // Each reader of entries has its own: see LogEntries.
        let again: Vec<LogEntries<'_>> = entries.iter().map(LogEntries::again).collect();
        let parts = again.iter().map(|entries| entries as &dyn Rows).collect();
        let all = Concatenated::new(&schema::INTERACTION_LOG_ENTRY, parts);
        let held: Vec<_> = self.held.iter().map(|one| batch.lines(one)).collect();
        let targets = campaign_targets(inbox, &self.ledger, &entries, &held)?;
        let lookups = Lookups::new(&inbox.book);
        let facts = self.facts();
        let mut workbooks: Vec<Workbook<'_>> = sheets
            .iter()
            .map(|sheets| logged_workbook(sheets, facts))
            .collect();
        for ((no, follow_up, rows), header) in follow_ups.iter().zip(&follow_up_headers) {
            let criteria = &rows.follow_up_criteria;
            workbooks.push(follow_up_workbook(
                no, header, follow_up, criteria, &lookups, facts,
            ));
        }
        workbooks.push(entries_workbook(&all, facts));
        workbooks.extend(targets.as_ref().map(|rows| targets_workbook(rows, facts)));
        let written = self.write(&workbooks)?;
        self.written = written;
        let drafts = self.list_letters(mailings)?;
        let mut changed: Vec<&dyn Rows> = Vec::new();
        for (rows, entries) in rows.iter().zip(&entries) {
            changed.extend([
                &rows.logged_segment as &dyn Rows,
                rows.campaigns.rows(),
                entries,
            ]);
        }
        for saved in selected.iter().filter_map(|one| one.saved.as_ref()) {
            changed.extend([&saved.header as &dyn Rows, &saved.lines]);
        }
        let numbers_used = selected
            .iter()
            .zip(rows)
            .map(|(one, rows)| self.segment_use(one, Some(rows.entry_no)))
            .collect();
        self.commit(changed, numbers_used, drafts)
    }

    fn write(&self, workbooks: &[Workbook<'_>]) -> Result<Vec<Written>> {
        let batch = self.files.batch;
        write_workbooks(
            self.stage.folder(),
            workbooks,
            &batch.settings.output,
            batch.progress,
        )
    }
}
