//! One command from beginning to end: read and check, choose, number, plan, select, see what logging
//! needs, write and commit. Every stage knows only what the one before gave it.

use std::collections::BTreeSet;

use crate::config::{OnError, Settings};
use crate::error::{ErrorKind, Result};
use crate::filter::Context;
use crate::finding::{Findings, Severity};
use crate::ledger::Ledger;
use crate::log::{Requirements, check_header, check_lines};
use crate::progress::Progress;
use crate::schema;
use crate::segment::{LineMaker, Segment};
use crate::select::{
    History, Lines, Plan, PlanContext, RecordedAction, Selection, log_fields, recorded, select,
};
use crate::table::Records;
use crate::value::Date;

use super::choice::{Choice, Fate, display_name};
use super::identity::identity;
use super::inbox::Inbox;
use super::numbers::{Numbered, Numbers, numbers};
use super::report::{Report, Request, RunState, SegmentReport, SegmentState, Verb};
use super::saving::{Saved, save};
use super::segment_report::{bare, first_lines, steps};
use super::write_run::{RunFiles, write_run};
use super::{KnownRun, known_run, recover};

/// Today, where the computer stands: the default work date. The only look at the calendar clock.
pub fn today() -> Date {
    Date::from_naive(chrono::Local::now().date_naive()).expect("the year has four digits")
}

/// A segment that is worked on.
pub(super) struct Working<'a> {
    /// Position among the segments.
    pub(super) at: usize,
    pub(super) segment: &'a Segment,
    pub(super) fate: Fate,
    pub(super) numbered: &'a Numbered,
    /// Findings of its own, so that one faulty segment need not stop the others.
    pub(super) findings: Findings,
}

/// A segment that was selected.
pub(super) struct Selected<'a> {
    pub(super) working: Working<'a>,
    pub(super) plan: Plan,
    pub(super) selection: Selection,
    pub(super) actions: Vec<RecordedAction>,
    pub(super) saved: Option<Saved>,
}

impl Selected<'_> {
    /// Whether anything is wrong with the segment.
    pub(super) fn is_faulty(&self) -> bool {
        self.working.segment.is_faulty || self.working.findings.has_errors()
    }
}

/// Does what a command asks for. Findings and refusals are part of the report, not errors.
pub fn execute(request: &Request, settings: &Settings, progress: &dyn Progress) -> Result<Report> {
    let writes = matches!(request.verb, Verb::Select | Verb::Log | Verb::Run) && !request.dry_run;
    let ledger = if writes {
        Ledger::open_for_writing(&settings.ledger)?
    } else {
        Ledger::open_for_reading(&settings.ledger)?
    };
    recover(&settings.output.folder.join("runs"), &ledger)?;
    let mut inbox = Inbox::read(&ledger, settings, progress)?;
    let mut report = Report {
        findings: std::mem::take(&mut inbox.findings),
        unreadable: std::mem::take(&mut inbox.unreadable),
        tables: inbox.table_counts(),
        inputs: std::mem::take(&mut inbox.inputs),
        ..Report::empty(RunState::Nothing)
    };
    let batch = Batch {
        request,
        settings,
        progress,
        inbox: &inbox,
    };
    batch.carry_out(ledger, &mut report)?;
    if settings.strict {
        report.findings.make_strict();
    }
    report.findings.sort();
    Ok(report)
}

/// What all stages of a command look at.
#[derive(Clone, Copy)]
pub(super) struct Batch<'a> {
    pub(super) request: &'a Request,
    pub(super) settings: &'a Settings,
    pub(super) progress: &'a dyn Progress,
    pub(super) inbox: &'a Inbox,
}

impl<'a> Batch<'a> {
    fn carry_out(self, ledger: Ledger, report: &mut Report) -> Result<()> {
        let inbox = self.inbox;
        let choice = Choice {
            book: &inbox.book,
            register: &inbox.register,
            request: self.request,
            date: self.settings.date,
        };
        let fates = choice.fates(&inbox.segments, &mut report.findings, &mut report.refused)?;
        let Some(numbers) = self.numbers(&fates, report)? else {
            report.segments = self.unselected(&fates, &[], SegmentState::Failed);
            return Ok(());
        };
        let mut working = self.working(&fates, &numbers);
        self.check_headers(&mut working);
        let (plans, history_entries) = self.plans(&ledger, &mut working)?;
        if self.is_stopped(report, &working) {
            report.segments = self.unselected(&fates, &numbers.of, SegmentState::Failed);
            working
                .into_iter()
                .for_each(|one| report.findings.append(one.findings));
            return Ok(());
        }
        self.progress.begin("selecting", working.len() as u64);
        let history = History::new(&inbox.book, &history_entries, &inbox.logged_segments);
        let segments: Vec<&Segment> = working.iter().map(|one| one.segment).collect();
        let selections = select(&inbox.book, &history, &segments, &plans);
        let mut selected = self.finish_selection(working, plans, selections);
        self.check_selected(&mut selected);
        report.segments = self.reports(&fates, &numbers.of, &selected);
        let files = RunFiles {
            batch: self,
            numbers: &numbers,
        };
        self.conclude(ledger, files, &mut selected, report)?;
        for one in selected {
            report.findings.append(one.working.findings);
        }
        Ok(())
    }

    /// The numbers, or nothing when the series is used up.
    fn numbers(self, fates: &[Fate], report: &mut Report) -> Result<Option<Numbers>> {
        let logs = matches!(self.request.verb, Verb::Run | Verb::Log);
        let segments: Vec<(&Segment, Fate, bool)> = self
            .inbox
            .segments
            .iter()
            .zip(fates)
            .map(|(segment, &fate)| {
                (
                    segment,
                    fate,
                    logs && (segment.follow_up || self.request.follow_up),
                )
            })
            .collect();
        let numbered = numbers(
            &self.inbox.book,
            &self.inbox.register,
            self.settings.number_series.as_ref(),
            self.settings.date,
            &segments,
            &mut report.findings,
        );
        match numbered {
            Ok(numbers) => Ok(Some(numbers)),
            Err(error) if error.kind() == ErrorKind::Refused => {
                report.refused.push(error);
                Ok(None)
            }
            Err(error) => Err(error),
        }
    }

    fn working(self, fates: &[Fate], numbers: &'a Numbers) -> Vec<Working<'a>> {
        let is_worked_on = |fate| matches!(fate, Fate::Select | Fate::Log | Fate::Held);
        self.inbox
            .segments
            .iter()
            .enumerate()
            .filter(|&(at, _)| is_worked_on(fates[at]))
            .map(|(at, segment)| Working {
                at,
                segment,
                fate: fates[at],
                numbered: &numbers.of[at],
                findings: Findings::default(),
            })
            .collect()
    }

    /// How bad it is when something is missing that logging needs; none when nobody asks.
    fn logging_severity(self, one: &Working<'_>) -> Option<Severity> {
        if one.segment.is_faulty {
            // What else it lacks may follow from what is wrong already.
            return None;
        }
        match (self.request.verb, one.fate) {
            (Verb::Check, Fate::Select) if !one.segment.hold => Some(Severity::Warning),
            (_, Fate::Log) => Some(Severity::Error),
            _ => None,
        }
    }

    fn requirements(self, severity: Severity) -> Requirements<'a> {
        Requirements {
            book: &self.inbox.book,
            severity,
        }
    }

    fn check_headers(self, working: &mut [Working<'_>]) {
        for one in working {
            if let Some(severity) = self.logging_severity(one) {
                let no = display_name(one.segment);
                check_header(
                    self.requirements(severity),
                    one.segment,
                    no,
                    &mut one.findings,
                );
            }
        }
    }

    /// The plans, and the part of the ledger's log that they look at.
    fn plans(self, ledger: &Ledger, working: &mut [Working<'_>]) -> Result<(Vec<Plan>, Records)> {
        let settings = self.settings;
        let context = Context {
            date: settings.date,
            user: settings.user.clone(),
            date_order: settings.input.date_order,
            decimal_mark: settings.input.decimal_mark,
            fiscal_year_start: settings.fiscal_year_start,
            filter_characters_max: settings.limits.filter_characters_max,
        };
        let no_entries = Records::empty(&schema::INTERACTION_LOG_ENTRY);
        let history = History::new(&self.inbox.book, &no_entries, &self.inbox.logged_segments);
        let from = PlanContext {
            book: &self.inbox.book,
            context: &context,
            saved: &self.inbox.saved,
            history: &history,
        };
        let plans: Vec<Plan> = working
            .iter_mut()
            .map(|one| Plan::new(&one.segment.steps, from, &mut one.findings))
            .collect();
        let fields = log_fields(&plans);
        let entries = if fields.is_empty() {
            no_entries
        } else {
            ledger.records(&schema::INTERACTION_LOG_ENTRY, &fields)?
        };
        Ok((plans, entries))
    }

    /// Whether errors, unreadable files or refusals end the command before anything is selected.
    fn is_stopped(self, report: &Report, working: &[Working<'_>]) -> bool {
        let is_error = |severity: Severity| {
            severity == Severity::Error || (self.settings.strict && severity == Severity::Warning)
        };
        let errors = report
            .findings
            .iter()
            .any(|finding| is_error(finding.severity))
            || working
                .iter()
                .flat_map(|one| one.findings.iter())
                .any(|finding| is_error(finding.severity));
        let stops = self.settings.on_error == OnError::Stop;
        !report.unreadable.is_empty() || (stops && (errors || !report.refused.is_empty()))
    }

    fn finish_selection(
        self,
        working: Vec<Working<'a>>,
        plans: Vec<Plan>,
        selections: Vec<Selection>,
    ) -> Vec<Selected<'a>> {
        let mut selected: Vec<Selected<'a>> = Vec::with_capacity(working.len());
        let mut kept: Vec<Saved> = Vec::new();
        for ((mut working, plan), selection) in working.into_iter().zip(plans).zip(selections) {
            let actions = recorded(&plan, &selection);
            let saved = if self.logging_severity(&working).is_some() {
                save(
                    &self.inbox.book,
                    working.segment,
                    &actions,
                    &self.inbox.saved,
                    &kept,
                    &self.settings.user,
                    &mut working.findings,
                )
            } else {
                None
            };
            kept.extend(saved.clone());
            selected.push(Selected {
                working,
                plan,
                selection,
                actions,
                saved,
            });
        }
        selected
    }

    fn check_selected(self, selected: &mut [Selected<'a>]) {
        for one in selected {
            let mut findings = std::mem::take(&mut one.working.findings);
            let lines = self.lines(one);
            if let Some(severity) = self.logging_severity(&one.working) {
                let with = self.requirements(severity);
                check_lines(with, one.working.segment, &lines, &mut findings);
            }
            super::reviewed::check(&self.inbox.book, one.working.segment, &lines, &mut findings);
            if self.settings.strict {
                findings.make_strict();
            }
            one.working.findings = findings;
            self.progress.advance(1);
        }
    }

    /// The lines of a selected segment under its number.
    pub(super) fn lines<'b>(self, one: &'b Selected<'a>) -> Lines<'b>
    where
        'a: 'b,
    {
        let segment = one.working.segment;
        let no = match one.working.numbered.no.as_str() {
            "" => display_name(segment),
            no => no,
        };
        Lines::new(
            no,
            self.line_maker(segment),
            &one.selection.lines,
            &one.selection.reused,
        )
    }

    fn line_maker(self, segment: &'a Segment) -> LineMaker<'a> {
        LineMaker {
            book: &self.inbox.book,
            header: &segment.header,
            templates: &self.inbox.templates,
            addresses: &self.inbox.addresses,
            line_languages: &segment.line_languages,
            rows: self.inbox.book.table(&schema::SEGMENT_LINE),
        }
    }

    /// Writes and commits, unless something stands against it.
    fn conclude(
        self,
        ledger: Ledger,
        files: RunFiles<'_>,
        selected: &mut [Selected<'a>],
        report: &mut Report,
    ) -> Result<()> {
        let writes = matches!(self.request.verb, Verb::Select | Verb::Log | Verb::Run);
        let any_faulty = selected.iter().any(Selected::is_faulty);
        self.mark_faulty(selected, report);
        if !writes || (any_faulty && self.settings.on_error == OnError::Stop) {
            return Ok(());
        }
        let wanted = if self.request.verb == Verb::Select {
            Fate::Select
        } else {
            Fate::Log
        };
        let good: Vec<&Selected<'a>> = selected
            .iter()
            .filter(|one| one.working.fate == wanted && !one.is_faulty())
            .collect();
        if good.is_empty() {
            let nothing_wrong = !any_faulty && report.refused.is_empty();
            if nothing_wrong {
                report.state = RunState::NothingNew;
            }
            return Ok(());
        }
        let id = identity(self.request, self.settings, &report.inputs);
        report.state = match known_run(&id, &ledger)? {
            KnownRun::Done(id) => {
                for segment in &mut report.segments {
                    segment.follow_up = None;
                }
                RunState::AlreadyDone { id }
            }
            KnownRun::New(id) if self.request.dry_run => RunState::DryRun { id },
            KnownRun::New(id) => {
                let mut findings = report.findings.clone();
                selected
                    .iter()
                    .for_each(|one| findings.append(one.working.findings.clone()));
                write_run(files, ledger, &id, &good, &findings, report)?
            }
        };
        Ok(())
    }

    /// Segments with errors are told as failed; with `--on-error stop`, so are all that would have
    /// been logged with them.
    fn mark_faulty(self, selected: &[Selected<'_>], report: &mut Report) {
        let faulty: BTreeSet<usize> = selected
            .iter()
            .filter(|one| one.is_faulty())
            .map(|one| one.working.at)
            .collect();
        let stops = !faulty.is_empty() && self.settings.on_error == OnError::Stop;
        for (segment, at) in report.segments.iter_mut().zip(self.asked()) {
            let would_be_logged = segment.state == SegmentState::Logged;
            if faulty.contains(&at) || (stops && would_be_logged) {
                segment.state = SegmentState::Failed;
                segment.follow_up = None;
            }
        }
    }

    /// The positions of the segments that are reported.
    fn asked(self) -> Vec<usize> {
        let choice = Choice {
            book: &self.inbox.book,
            register: &self.inbox.register,
            request: self.request,
            date: self.settings.date,
        };
        choice.asked(&self.inbox.segments)
    }

    /// The report of segments that were not selected.
    fn unselected(
        self,
        fates: &[Fate],
        numbers: &[Numbered],
        state: SegmentState,
    ) -> Vec<SegmentReport> {
        self.asked()
            .into_iter()
            .map(|at| {
                let segment = &self.inbox.segments[at];
                let no = shown_no(segment, numbers.get(at));
                let state = if fates[at] == Fate::Skipped {
                    SegmentState::Skipped
                } else {
                    state
                };
                bare(no, &segment.header.description, state)
            })
            .collect()
    }

    fn reports(
        self,
        fates: &[Fate],
        numbers: &[Numbered],
        selected: &[Selected<'a>],
    ) -> Vec<SegmentReport> {
        let mut reports = self.unselected(fates, numbers, SegmentState::Failed);
        for (report, at) in reports.iter_mut().zip(self.asked()) {
            let Some(one) = selected.iter().find(|one| one.working.at == at) else {
                continue;
            };
            report.state = match one.working.fate {
                Fate::Log => SegmentState::Logged,
                Fate::Held => SegmentState::Held,
                _ => SegmentState::Selected,
            };
            report.steps = steps(&one.plan, &one.selection);
            report.lines = one.selection.lines.len() as u64;
            report.follow_up.clone_from(&one.working.numbered.follow_up);
            report.first_lines = first_lines(&self.lines(one), self.request.lines_shown_max);
        }
        reports
    }
}

/// The number that a segment has or would get, else what it is called by.
fn shown_no<'a>(segment: &'a Segment, numbered: Option<&'a Numbered>) -> &'a str {
    match numbered.map(|numbered| numbered.no.as_str()) {
        None | Some("") => display_name(segment),
        Some(no) => no,
    }
}
