//! One command from beginning to end: read and check, choose, number, plan, select, see what logging
//! needs, write and commit. Every stage knows only what the one before gave it.

use std::collections::BTreeSet;

use crate::config::{OnError, Settings};
use crate::error::{ErrorKind, Result};
use crate::finding::{Findings, Severity};
use crate::ledger::Ledger;
use crate::progress::Progress;
use crate::schema::{self, FieldNo, interaction_log_entry};
use crate::segment::Segment;
use crate::select::{History, Plan, log_fields, reused_alone, select};
use crate::table::Records;
use crate::value::Date;

use super::choice::{Choice, Fate};
use super::inbox::{Inbox, cache_beside_ledger};
use super::needed::facts_not_needed;
use super::numbers::{Numbers, no_series, numbers};
use super::recover;
use super::report::{Report, Request, RunState, SegmentState, Verb};
use super::selected::Working;

/// Today, where the computer stands: the default work date. The only look at the calendar clock.
pub fn today() -> Date {
    Date::from_naive(chrono::Local::now().date_naive()).expect("the year has four digits")
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
    let cache = cache_beside_ledger(settings, writes);
    let left_out = match request.verb {
        Verb::Preview => facts_not_needed(&ledger, request, settings, &cache)?,
        _ => BTreeSet::new(),
    };
    let wanted = |no| !left_out.contains(&no);
    let mut inbox = Inbox::read(&ledger, settings, &wanted, &cache, progress)?;
    let mut report = inbox.report();
    // What is written of findings must say the same as what is told at the end.
    if settings.strict {
        report.findings.make_strict();
    }
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
    if report.state != RunState::Nothing {
        cache.settle();
    }
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
            // Errors count more than the refusal, so what can be told without numbers is told.
            let numbers = Numbers::none(fates.len());
            let mut working = self.working(&fates, &numbers);
            self.plans(&ledger, &mut working, &[])?;
            self.check_headers(&mut working);
            for one in working {
                report.findings.append(one.findings);
            }
            report.segments = self.unselected(&fates, &[], SegmentState::Failed);
            return Ok(());
        };
        let mut working = self.working(&fates, &numbers);
        let (plans, history_entries) = self.plans(&ledger, &mut working, &[])?;
        // What stops the command stops it only after the lines were looked at: all findings are
        // collected in one pass, unless a file is missing among what they are judged by. What a
        // header lacks stops only the logging.
        let is_stopped = self.is_stopped(report, &working);
        self.check_headers(&mut working);
        if !report.unreadable.is_empty() {
            report.segments = self.unselected(&fates, &numbers.of, SegmentState::Failed);
            for one in working {
                report.findings.append(one.findings);
            }
            return Ok(());
        }
        self.progress.begin("selecting", working.len() as u64);
        let history = History::new(&inbox.book, &history_entries, &inbox.logged_segments);
        let segments: Vec<&Segment> = working.iter().map(|one| one.segment).collect();
        let selections = select(&inbox.book, &history, &segments, &plans);
        let mut selected = self.finish_selection(working, plans, selections);
        self.check_selected(&mut selected);
        if is_stopped {
            report.segments = self.unselected(&fates, &numbers.of, SegmentState::Failed);
        } else {
            report.segments = self.reports(&fates, &numbers.of, &selected);
            self.conclude(ledger, &numbers, &mut selected, report)?;
        }
        for one in selected {
            report.findings.append(one.working.findings);
        }
        Ok(())
    }

    /// The numbers, or nothing when the series is used up.
    pub(super) fn numbers(self, fates: &[Fate], report: &mut Report) -> Result<Option<Numbers>> {
        let looks_ahead = matches!(self.request.verb, Verb::Run | Verb::Log | Verb::Check);
        let segments: Vec<(&Segment, Fate, bool)> = self
            .inbox
            .segments
            .iter()
            .zip(fates)
            .map(|(segment, &fate)| {
                (
                    segment,
                    fate,
                    looks_ahead && (segment.follow_up || self.request.follow_up),
                )
            })
            .collect();
        let numbered = numbers(
            &self.inbox.book,
            &self.inbox.register,
            self.settings.number_series.as_ref(),
            self.settings.date,
            &segments,
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
            .map(|(at, segment)| {
                let mut findings = Findings::default();
                if numbers.of[at].lacks_series {
                    findings.push(no_series(&self.inbox.book, segment));
                }
                Working {
                    at,
                    segment,
                    fate: fates[at],
                    numbered: &numbers.of[at],
                    has_plan: true,
                    findings,
                }
            })
            .collect()
    }

    /// The plans, and the part of the ledger's log that they look at, with `more` fields of it.
    pub(super) fn plans(
        self,
        ledger: &Ledger,
        working: &mut [Working<'_>],
        more: &[FieldNo],
    ) -> Result<(Vec<Plan>, Records)> {
        let segments = working.iter().map(|one| one.segment);
        let planned = self.inbox.plans(self.settings, segments);
        let mut plans = Vec::with_capacity(planned.len());
        for (one, (plan, findings)) in working.iter_mut().zip(planned) {
            one.has_plan = !findings.has_errors();
            one.findings.append(findings);
            plans.push(plan);
        }
        let mut fields = log_fields(&plans);
        let log = &schema::INTERACTION_LOG_ENTRY;
        let entries = if fields.is_empty() {
            Records::empty(log)
        } else if let Some(reused) = reused_alone(&plans) {
            let segment = interaction_log_entry::LOGGED_SEGMENT_ENTRY_NO;
            ledger.records_among(log, segment, &reused)?
        } else {
            fields.extend(more);
            ledger.records(log, &fields)?
        };
        Ok((plans, entries))
    }

    /// Whether errors, unreadable files or refusals end the command before anything is written.
    pub(super) fn is_stopped(self, report: &Report, working: &[Working<'_>]) -> bool {
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
}
