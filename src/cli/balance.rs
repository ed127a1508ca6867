//! The last line on stderr: what was read and what became of it, in numbers that add up.

use super::plain::{one_line, thousands};
use crate::run::{Report, RunState, SegmentReport, SegmentState};
use crate::schema::CONTACT;

/// `12,408 contacts read = 12,391 usable + 17 rejected; SM00012: 1,204 logged, follow-up SM00013;
/// run 2026-11-23-7f3a9c21`.
pub(super) fn line(report: &Report) -> String {
    let mut parts = vec![contacts(report)];
    let by = if report.findings.has_errors() || !report.unreadable.is_empty() {
        "errors"
    } else {
        "a refusal"
    };
    parts.extend(report.segments.iter().map(|one| segment(one, by)));
    parts.extend(match &report.state {
        RunState::Nothing | RunState::Letters { .. } | RunState::Annotated(_) => None,
        RunState::DryRun { id } => Some(format!("dry run {id}")),
        RunState::NothingNew => Some("nothing new".into()),
        RunState::AlreadyDone { id } => Some(format!("nothing new, done before as run {id}")),
        RunState::Done { id, .. } => Some(format!("run {id}")),
    });
    one_line(&parts.join("; "))
}

fn contacts(report: &Report) -> String {
    let count = report
        .tables
        .iter()
        .find(|count| count.table == CONTACT.caption);
    let [read, usable, rejected, skipped] = count.map_or([0; 4], |count| {
        [count.read, count.usable, count.rejected, count.skipped]
    });
    let mut text = format!(
        "{} contacts read = {} usable + {} rejected",
        thousands(read),
        thousands(usable),
        thousands(rejected)
    );
    if skipped > 0 {
        text.push_str(" + ");
        text.push_str(&thousands(skipped));
        text.push_str(" skipped");
    }
    text
}

/// `stopped_by` says what ended a segment that failed: its own fault or another's.
fn segment(segment: &SegmentReport, stopped_by: &str) -> String {
    let lines = thousands(segment.lines);
    let outcome = match segment.state {
        SegmentState::Selected => format!("{lines} selected"),
        SegmentState::Held => format!("{lines} selected, held"),
        SegmentState::Logged => format!("{lines} logged"),
        SegmentState::Skipped => "logged before, skipped".into(),
        SegmentState::Failed => format!("stopped by {stopped_by}"),
    };
    let follow_up = segment
        .follow_up
        .as_ref()
        .map(|no| format!(", follow-up {no}"))
        .unwrap_or_default();
    format!("{}: {outcome}{follow_up}", segment.no)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::error::Error;
    use crate::finding::{Finding, code::decoding::D012};
    use crate::place::Place;
    use crate::run::TableCount;

    fn report(counts: [u64; 4], segments: Vec<SegmentReport>, state: RunState) -> Report {
        let [read, usable, rejected, skipped] = counts;
        Report {
            tables: vec![TableCount {
                table: "Contact",
                read,
                usable,
                rejected,
                skipped,
            }],
            segments,
            ..Report::empty(state)
        }
    }

    fn one(no: &str, lines: u64, state: SegmentState, follow_up: Option<&str>) -> SegmentReport {
        SegmentReport {
            no: no.into(),
            description: "Spring letter".into(),
            state,
            steps: Vec::new(),
            lines,
            follow_up: follow_up.map(str::to_owned),
            letters: None,
            first_lines: Vec::new(),
        }
    }

    #[test]
    fn a_run_says_what_was_read_logged_and_followed_up() {
        let done = RunState::Done {
            id: "2026-11-23-7f3a9c21".into(),
            folder: "out".into(),
            files: Vec::new(),
        };
        let segments = vec![one("SM00012", 1_204, SegmentState::Logged, Some("SM00013"))];
        assert_eq!(
            line(&report([12_408, 12_391, 17, 0], segments, done)),
            "12,408 contacts read = 12,391 usable + 17 rejected; SM00012: 1,204 logged, follow-up SM00013; run 2026-11-23-7f3a9c21"
        );
    }

    #[test]
    fn every_outcome_has_its_words() {
        let segments = vec![
            one("A1", 1, SegmentState::Selected, None),
            one("A2", 2_000, SegmentState::Held, None),
            one("A3", 0, SegmentState::Skipped, None),
            one("A4", 0, SegmentState::Failed, None),
        ];
        let mut report = report([5, 3, 0, 2], segments, RunState::Nothing);
        report.refused.push(Error::refused("no"));
        assert!(line(&report).ends_with("A4: stopped by a refusal"));
        report
            .findings
            .push(Finding::new(&D012, Place::default(), "", "", ""));
        assert_eq!(
            line(&report),
            "5 contacts read = 3 usable + 0 rejected + 2 skipped; A1: 1 selected; A2: 2,000 selected, held; A3: logged before, skipped; A4: stopped by errors"
        );
        let id = || "2026-11-23-7f3a9c21".to_owned();
        for (state, end) in [
            (RunState::NothingNew, "; nothing new"),
            (
                RunState::DryRun { id: id() },
                "; dry run 2026-11-23-7f3a9c21",
            ),
            (
                RunState::AlreadyDone { id: id() },
                "; nothing new, done before as run 2026-11-23-7f3a9c21",
            ),
        ] {
            let expected = format!("0 contacts read = 0 usable + 0 rejected{end}");
            assert_eq!(line(&Report::empty(state)), expected);
        }
    }
}
