//! What is told of a segment: its steps with their counts, its first lines.

use crate::schema::{self, contact};
use crate::select::{Lines, Plan, PlannedStep, RecordedFilter, SelectedStep, Selection, Work};

use super::report::{LineReport, SegmentReport, SegmentState, StepReport};

/// A segment of which nothing but its fate is known.
pub(super) fn bare(no: &str, description: &str, state: SegmentState) -> SegmentReport {
    SegmentReport {
        no: no.to_owned(),
        description: description.to_owned(),
        state,
        steps: Vec::new(),
        lines: 0,
        follow_up: None,
        letters: None,
        first_lines: Vec::new(),
    }
}

/// The steps of a plan with what they did.
pub(super) fn steps(plan: &Plan, selection: &Selection) -> Vec<StepReport> {
    let undone_by = plan.undone_by();
    plan.steps
        .iter()
        .zip(&selection.steps)
        .enumerate()
        .map(|(at, (planned, done))| StepReport {
            undone_by: undone_by.get(&at).map(|&by| plan.steps[by].step.number),
            ..step(planned, done)
        })
        .collect()
}

fn step(planned: &PlannedStep, done: &SelectedStep) -> StepReport {
    let step = &planned.step;
    let sum = |of: fn(&crate::select::Effect) -> u64| done.effects.iter().map(of).sum::<u64>();
    let [before, matched, after] = if matches!(planned.work, Work::Applied) {
        step.counts.map(|count| count.max(0) as u64)
    } else {
        [
            done.effects.first().map_or(0, |effect| effect.before),
            sum(|effect| effect.matched),
            done.effects.last().map_or(0, |effect| effect.after),
        ]
    };
    StepReport {
        step: step.number,
        action: step.action.caption().to_owned(),
        filters: filters(planned),
        applied: matches!(planned.work, Work::Applied),
        undone_by: None,
        before,
        matched,
        by_table: done.by_table.clone(),
        added: sum(|effect| effect.added),
        removed: sum(|effect| effect.removed),
        existing: sum(|effect| effect.existing),
        excluded: sum(|effect| effect.excluded),
        after,
    }
}

fn filters(planned: &PlannedStep) -> Vec<String> {
    match &planned.work {
        Work::ReuseLogged(entry_no) => vec![format!("Logged Segment {entry_no}")],
        _ if planned.step.filters.is_empty() => match &planned.work {
            Work::Select(list) => list
                .iter()
                .flat_map(|one| &one.filters)
                .map(|filter| RecordedFilter::of(filter).show())
                .collect(),
            _ => Vec::new(),
        },
        _ => planned
            .step
            .filters
            .iter()
            .map(|filter| RecordedFilter::of(filter).show())
            .collect(),
    }
}

/// The first lines, as a preview shows them.
pub(super) fn first_lines(lines: &Lines<'_>, lines_max: usize) -> Vec<LineReport> {
    let kind = schema::SEGMENT_LINE
        .field(schema::segment_line::CORRESPONDENCE_TYPE)
        .kind;
    let book = lines.book();
    (0..lines.count().min(lines_max))
        .map(|row| {
            let line = lines.line(row);
            let of_contact = |field| {
                if line.contact == crate::check::NO_CONTACT {
                    String::new()
                } else {
                    book.contact_text(line.contact, field).to_owned()
                }
            };
            LineReport {
                line_no: line.line_no,
                contact_no: line.contact_no.to_owned(),
                name: of_contact(contact::NAME),
                company_name: of_contact(contact::COMPANY_NAME),
                salesperson_code: line.salesperson_code.to_owned(),
                correspondence_type: kind
                    .caption_of(line.correspondence_type)
                    .unwrap_or_default()
                    .to_owned(),
                date: line.date,
            }
        })
        .collect()
}
