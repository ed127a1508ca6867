//! Which segments a command works on, and what becomes of each: selected, logged, held, skipped
//! because it was logged before, refused.

use crate::check::Book;
use crate::error::Error;
use crate::finding::code::logging;
use crate::finding::near_miss::{did_you_mean, nearest};
use crate::finding::{Finding, Findings};
use crate::schema::{self, segment_header};
use crate::segment::{Register, Segment};
use crate::value::{Date, normalise_code};

use super::report::{Request, Verb};

/// What becomes of a segment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fate {
    /// It is not asked for.
    NotAsked,
    /// It is selected, and written for review or shown.
    Select,
    /// It is selected and logged.
    Log,
    /// It is on hold: selected, never logged.
    Held,
    /// It was logged before.
    Skipped,
    /// A rule refuses it.
    Refused,
}

/// What a choice is made from.
#[derive(Debug, Clone, Copy)]
pub(super) struct Choice<'a> {
    pub(super) book: &'a Book,
    pub(super) register: &'a Register,
    pub(super) request: &'a Request,
    pub(super) date: Date,
}

impl Choice<'_> {
    /// The fate of each segment; refusals and notices are added to their lists. A name that no
    /// segment has is an error, unless it is that of a logged one.
    pub(super) fn fates(
        &self,
        segments: &[Segment],
        findings: &mut Findings,
        refused: &mut Vec<Error>,
    ) -> crate::error::Result<Vec<Fate>> {
        for name in &self.request.segments {
            if !segments.iter().any(|segment| self.is_called(segment, name)) {
                refused.push(self.unknown(segments, name)?);
            }
        }
        Ok(segments
            .iter()
            .map(|segment| self.fate(segment, findings, refused))
            .collect())
    }

    /// The positions of the segments that are asked for.
    pub(super) fn asked(&self, segments: &[Segment]) -> Vec<usize> {
        (0..segments.len())
            .filter(|&at| self.is_asked(&segments[at]))
            .collect()
    }

    fn is_asked(&self, segment: &Segment) -> bool {
        let names = &self.request.segments;
        names.is_empty() || names.iter().any(|name| self.is_called(segment, name))
    }

    fn is_called(&self, segment: &Segment, name: &str) -> bool {
        let reserved = self.register.reserved_for_file(&segment.definition);
        let reserved = reserved.filter(|_| segment.no.is_empty());
        segment.no == name
            || normalise_code(&segment.definition) == name
            || reserved.is_some_and(|used| used.segment_no == name)
    }

    fn unknown(&self, segments: &[Segment], name: &str) -> crate::error::Result<Error> {
        if self.register.is_logged(name) {
            return Ok(already_logged(name));
        }
        let known: Vec<&str> = segments.iter().map(display_name).collect();
        Err(not_there(&known, name))
    }

    fn fate(&self, segment: &Segment, findings: &mut Findings, refused: &mut Vec<Error>) -> Fate {
        if !self.is_asked(segment) {
            return Fate::NotAsked;
        }
        if let Some(logged) = self.logged_as(segment) {
            return self.logged_before(segment, &logged, findings, refused);
        }
        match self.request.verb {
            Verb::Check | Verb::Preview | Verb::Select | Verb::Letters => Fate::Select,
            Verb::Run if segment.hold => Fate::Held,
            Verb::Log if segment.hold => {
                let name = display_name(segment);
                refused.push(
                    Error::refused(format!("segment {name} is on hold"))
                        .hint("complete it and clear Hold on its header"),
                );
                Fate::Refused
            }
            Verb::Run | Verb::Log => Fate::Log,
        }
    }

    /// The number that a segment was logged under, and whether its rows are the same.
    pub(super) fn logged_as(&self, segment: &Segment) -> Option<Logged> {
        if segment.recurring {
            let used = self.register.recurred(&segment.definition, self.date)?;
            used.logged_segment_entry_no?;
            return Some(Logged {
                no: used.segment_no.clone(),
                is_same: true,
            });
        }
        if segment.no.is_empty() {
            let used = self
                .register
                .logged_from_file(&segment.definition, &segment.rows_hash)?;
            return Some(Logged {
                no: used.segment_no.clone(),
                is_same: true,
            });
        }
        self.register.is_logged(&segment.no).then(|| {
            let used = self.register.logged_use(&segment.no);
            let is_same = used.is_some_and(|used| {
                [&used.rows_hash, &used.definition_hash].contains(&&segment.rows_hash)
            });
            Logged {
                no: segment.no.clone(),
                is_same,
            }
        })
    }

    fn logged_before(
        &self,
        segment: &Segment,
        logged: &Logged,
        findings: &mut Findings,
        refused: &mut Vec<Error>,
    ) -> Fate {
        if matches!(self.request.verb, Verb::Log | Verb::Letters) {
            refused.push(already_logged(&logged.no));
            return Fate::Refused;
        }
        if !logged.is_same {
            refused.push(
                Error::refused(format!(
                    "segment {} is logged already, and its rows in the inbox are not those that were logged",
                    logged.no
                ))
                .hint("give it another No. to log it again, or take it out of the inbox"),
            );
            return Fate::Refused;
        }
        let place = self
            .book
            .table(&schema::SEGMENT_HEADER)
            .map(|records| records.place(segment.header_row, Some(segment_header::NO)));
        let (code, found, expected) = if segment.recurring {
            (
                &logging::L012,
                format!(
                    "{}, logged on {} as {}",
                    display_name(segment),
                    self.date,
                    logged.no
                ),
                "another work date: it is logged once a date",
            )
        } else {
            (
                &logging::L011,
                format!("segment {}, which is logged", logged.no),
                "a segment that is not logged",
            )
        };
        let fix = "nothing: it is skipped";
        findings.push(Finding::new(
            code,
            place.unwrap_or_default(),
            found,
            expected,
            fix,
        ));
        Fate::Skipped
    }
}

/// How a segment was logged.
pub(super) struct Logged {
    pub(super) no: String,
    is_same: bool,
}

fn already_logged(no: &str) -> Error {
    Error::refused(format!("segment {no} is logged already"))
        .hint("give it another No. to log it again")
}

/// A name that no segment of the inbox has; `known` are theirs.
pub(super) fn not_there(known: &[&str], name: &str) -> Error {
    let near = did_you_mean(nearest(name, known.iter().copied()));
    let hint = if known.is_empty() {
        "the inbox has no segments: add a sheet Segment Header".to_owned()
    } else {
        format!("the inbox has {}", known.join(", "))
    };
    Error::usage(format!("there is no segment {name}{near}")).hint(hint)
}

/// What a person calls a segment: its number, or its file when it has none.
pub(super) fn display_name(segment: &Segment) -> &str {
    if segment.no.is_empty() {
        &segment.definition
    } else {
        &segment.no
    }
}
