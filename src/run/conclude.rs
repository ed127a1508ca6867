//! The end of a command: what became of each segment, and the run that is written.

use std::collections::BTreeSet;

use crate::config::OnError;
use crate::error::Result;
use crate::finding::{Finding, Findings};
use crate::ledger::Ledger;
use crate::schema;
use crate::segment::Segment;

use super::choice::{Choice, Fate, display_name};
use super::execute::Batch;
use super::identity::identity;
use super::letters::{Office, names_templates};
use super::numbers::{Numbered, Numbers};
use super::report::{Report, RunState, SegmentReport, SegmentState, Verb};
use super::run_id::free_id;
use super::segment_report::{bare, first_lines, steps};
use super::selected::Selected;
use super::write_run::{RunEnd, RunFiles, write_run};
use super::{KnownRun, known_run};

impl<'a> Batch<'a> {
    /// Writes and commits, unless something stands against it.
    pub(super) fn conclude(
        self,
        ledger: Ledger,
        numbers: &Numbers,
        selected: &mut [Selected<'a>],
        report: &mut Report,
    ) -> Result<()> {
        if self.request.verb == Verb::Preview {
            self.foretell_letters(selected, report)?;
        }
        let writes = !matches!(self.request.verb, Verb::Check | Verb::Preview);
        let any_faulty = selected.iter().any(Selected::is_faulty);
        self.mark_faulty(selected, report);
        if !writes || (any_faulty && self.settings.on_error == OnError::Stop) {
            return Ok(());
        }
        let wanted = match self.request.verb {
            Verb::Select | Verb::Letters => Fate::Select,
            _ => Fate::Log,
        };
        let sound = |fate: Fate| -> Vec<&Selected<'a>> {
            let all = selected.iter();
            all.filter(|one| one.working.fate == fate && !one.is_faulty())
                .collect()
        };
        let good = sound(wanted);
        if good.is_empty() && !self.only_rejects(selected, wanted) {
            let nothing_wrong = !any_faulty && report.refused.is_empty();
            if nothing_wrong {
                report.state = RunState::NothingNew;
            }
            return Ok(());
        }
        let is_letters = self.request.verb == Verb::Letters;
        let office = if is_letters || self.request.letters.send {
            let Some(office) = Office::open(self, &good, &mut report.findings)? else {
                fail(report);
                return Ok(());
            };
            if self.request.dry_run {
                self.count_letters(&office, &good, report);
            } else if is_letters {
                self.write_letters(&office, &good, report)?;
            }
            Some(office)
        } else {
            None
        };
        if is_letters {
            return Ok(());
        }
        if let Some(office) = &office {
            report.inputs.extend(office.inputs().cloned());
        }
        let id = identity(self.request, self.settings, &report.inputs);
        // What was logged is not there to be logged again, so sound segments are something new: the
        // ledger is another than when they failed.
        let known = if good.is_empty() || self.request.verb == Verb::Select {
            known_run(&id, &ledger)?
        } else {
            KnownRun::New(free_id(&id, &ledger)?)
        };
        report.state = match known {
            KnownRun::Done(id) => {
                for segment in &mut report.segments {
                    segment.follow_up = None;
                }
                RunState::AlreadyDone { id }
            }
            KnownRun::New(id) if self.request.dry_run => RunState::DryRun { id },
            KnownRun::New(id) => {
                let of_segments = selected.iter().flat_map(|one| one.working.findings.iter());
                let findings: Vec<&Finding> = report.findings.iter().chain(of_segments).collect();
                let files = RunFiles {
                    batch: self,
                    numbers,
                    office: office.as_ref(),
                };
                let held = sound(Fate::Held);
                let end = write_run(files, ledger, &id, &good, &held, &findings, report)?;
                tell(end, report)
            }
        };
        Ok(())
    }

    /// Whether a run without any sound segment is written for its rejects: something was to be done
    /// and could not be. What was logged before makes no run again, whatever other rows are faulty.
    fn only_rejects(self, selected: &[Selected<'_>], wanted: Fate) -> bool {
        if self.settings.on_error != OnError::Reject {
            return false;
        }
        let headers = self.inbox.book.table(&schema::SEGMENT_HEADER);
        let is_without_header = self.request.segments.is_empty()
            && headers.is_some_and(|rows| (0..rows.len()).any(|row| rows.is_rejected(row)));
        let failed = |one: &Selected<'_>| one.working.fate == wanted && one.is_faulty();
        is_without_header || selected.iter().any(failed)
    }

    /// How many letters there would be. What is wrong with templates is told when they are used.
    fn foretell_letters(self, selected: &[Selected<'a>], report: &mut Report) -> Result<()> {
        if !names_templates(&self.inbox.book) {
            return Ok(());
        }
        let all: Vec<&Selected<'a>> = selected.iter().collect();
        let Some(office) = Office::open(self, &all, &mut Findings::default())? else {
            return Ok(());
        };
        self.count_letters(&office, &all, report);
        Ok(())
    }

    fn count_letters(self, office: &Office<'_>, of: &[&Selected<'a>], report: &mut Report) {
        for one in of {
            let lines = self.lines(one);
            let mut segments = report.segments.iter_mut();
            if let Some(segment) = segments.find(|segment| segment.no == lines.segment_no()) {
                segment.letters = office.foretell(&lines);
            }
        }
    }

    /// Segments with errors are told as failed; with `--on-error stop`, so are all that would have
    /// been logged with them.
    pub(super) fn mark_faulty(self, selected: &[Selected<'_>], report: &mut Report) {
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
    pub(super) fn asked(self) -> Vec<usize> {
        let choice = Choice {
            book: &self.inbox.book,
            register: &self.inbox.register,
            request: self.request,
            date: self.settings.date,
        };
        choice.asked(&self.inbox.segments)
    }

    /// The report of segments that were not selected.
    pub(super) fn unselected(
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

    pub(super) fn reports(
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
                // What only looks says what a run would make of it.
                _ if one.working.segment.hold && self.request.verb != Verb::Select => {
                    SegmentState::Held
                }
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

/// Tells what became of a run and its letters.
fn tell(end: RunEnd, report: &mut Report) -> RunState {
    report.findings.append(end.letter_findings);
    for segment in &mut report.segments {
        segment.letters = end.letter_counts.get(&segment.no).cloned();
    }
    if end.state == RunState::Nothing {
        fail(report);
    }
    end.state
}

/// Nothing counts of what would have been done; what is on hold or was logged before stays so.
pub(super) fn fail(report: &mut Report) {
    let done = |state| matches!(state, SegmentState::Logged | SegmentState::Selected);
    for segment in &mut report.segments {
        if done(segment.state) {
            segment.state = SegmentState::Failed;
            segment.follow_up = None;
        }
    }
}

/// The number that a segment has or would get, else what it is called by.
pub(super) fn shown_no<'a>(segment: &'a Segment, numbered: Option<&'a Numbered>) -> &'a str {
    match numbered.map(|numbered| numbered.no.as_str()) {
        None | Some("") => display_name(segment),
        Some(no) => no,
    }
}
