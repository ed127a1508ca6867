//! Segments while they are worked on: what they lack, their lines, what is kept of their criteria.

use crate::config::OnError;
use crate::finding::{Findings, Severity};
use crate::log::{Requirements, check_header, check_lines, may_follow_from_rejected_rows};
use crate::schema;
use crate::segment::{LineMaker, Segment};
use crate::select::{Lines, Plan, RecordedAction, Selection, recorded};

use super::choice::{Fate, display_name};
use super::execute::Batch;
use super::numbers::Numbered;
use super::report::Verb;
use super::reviewed;
use super::saving::{Saved, save};

/// A segment that is worked on.
pub(super) struct Working<'a> {
    /// Position among the segments.
    pub(super) at: usize,
    pub(super) segment: &'a Segment,
    pub(super) fate: Fate,
    pub(super) numbered: &'a Numbered,
    /// Whether its steps could be resolved; if not, its lines are not those that it will have.
    pub(super) has_plan: bool,
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

impl<'a> Batch<'a> {
    /// How bad it is when something is missing that logging needs; none when nobody asks.
    pub(super) fn logging_severity(self, one: &Working<'_>) -> Option<Severity> {
        if one.segment.is_faulty {
            // What else its lines lack may follow from what is wrong already.
            return None;
        }
        self.header_severity(one)
    }

    /// The same for the header, which does not depend on lines and steps.
    fn header_severity(self, one: &Working<'_>) -> Option<Severity> {
        let headers = self.inbox.book.table(&schema::SEGMENT_HEADER);
        if headers.is_some_and(|rows| rows.is_rejected(one.segment.header_row)) {
            return None;
        }
        match (self.request.verb, one.fate) {
            (Verb::Check, Fate::Select) if !one.segment.hold => Some(Severity::Warning),
            (_, Fate::Log) => Some(Severity::Error),
            _ => None,
        }
    }

    pub(super) fn requirements(self, severity: Severity) -> Requirements<'a> {
        Requirements {
            book: &self.inbox.book,
            addresses: &self.inbox.addresses,
            severity,
            // Drafts are made by a command of their own; logging alone sends nothing.
            sending: self.request.letters.send,
        }
    }

    pub(super) fn check_headers(self, working: &mut [Working<'_>]) {
        for one in working {
            if let Some(severity) = self.header_severity(one) {
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

    pub(super) fn finish_selection(
        self,
        working: Vec<Working<'a>>,
        plans: Vec<Plan>,
        selections: Vec<Selection>,
    ) -> Vec<Selected<'a>> {
        let mut selected: Vec<Selected<'a>> = Vec::with_capacity(working.len());
        let mut kept: Vec<Saved> = Vec::new();
        for ((mut working, plan), selection) in working.into_iter().zip(plans).zip(selections) {
            let actions = recorded(&plan, &selection);
            let saved = if working.has_plan && self.logging_severity(&working).is_some() {
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

    pub(super) fn check_selected(self, selected: &mut [Selected<'a>]) {
        // With `--on-error reject` rows that refer to rejected ones are rejected themselves.
        let stops = self.settings.on_error == OnError::Stop;
        let lacks_rows = stops && self.inbox.book.lacks_rows();
        for one in selected {
            let mut findings = std::mem::take(&mut one.working.findings);
            let lines = self.lines(one);
            let severity = self.logging_severity(&one.working);
            if let (Some(severity), true) = (severity, one.working.has_plan) {
                let with = self.requirements(severity);
                let mut of_lines = Findings::default();
                check_lines(with, one.working.segment, &lines, &mut of_lines);
                of_lines.retain(|finding| !(lacks_rows && may_follow_from_rejected_rows(finding)));
                findings.append(of_lines);
            }
            reviewed::check(&self.inbox.book, one.working.segment, &lines, &mut findings);
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

    pub(super) fn line_maker(self, segment: &'a Segment) -> LineMaker<'a> {
        LineMaker {
            book: &self.inbox.book,
            header: &segment.header,
            templates: &self.inbox.templates,
            addresses: &self.inbox.addresses,
            line_languages: &segment.line_languages,
            rows: self.inbox.book.table(&schema::SEGMENT_LINE),
        }
    }
}
