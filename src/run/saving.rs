//! `Save Criteria As`: keeps the steps of a segment in the ledger under a code.

use crate::check::Book;
use crate::finding::code::checking;
use crate::finding::{Finding, Findings};
use crate::schema::{self, FieldNo, saved_segment_criteria, segment_header};
use crate::segment::Segment;
use crate::select::{RecordedAction, RecordedFilter, SavedCriteria, saved_criteria_rows};
use crate::table::Records;
use crate::value::Value;

/// The rows to be kept for one segment.
#[derive(Debug, Clone)]
pub(super) struct Saved {
    pub(super) code: String,
    actions: Vec<RecordedAction>,
    pub(super) header: Records,
    pub(super) lines: Records,
}

/// What is to be kept for a segment; nothing when it does not ask, or when the same is there.
pub(super) fn save(
    book: &Book,
    segment: &Segment,
    actions: &[RecordedAction],
    saved: &SavedCriteria,
    in_this_run: &[Saved],
    user: &str,
    findings: &mut Findings,
) -> Option<Saved> {
    let (code, description) = &segment.save_criteria_as;
    if code.is_empty() {
        return None;
    }
    let mut report = |code, found: String, expected: &str, fix: &str| {
        let place = book.table(&schema::SEGMENT_HEADER).map(|records| {
            let field: FieldNo = segment_header::SAVE_CRITERIA_AS;
            records.place(segment.header_row, Some(field))
        });
        findings.push(Finding::new(
            code,
            place.unwrap_or_default(),
            found,
            expected,
            fix,
        ));
    };
    if actions.is_empty() {
        let found = format!("\"{code}\" on a segment without steps");
        let fix = "clear the cell, or give the segment a step";
        report(&checking::V027, found, "at least one step that stands", fix);
        return None;
    }
    if let Some(earlier) = in_this_run.iter().find(|earlier| &earlier.code == code) {
        if !same(&earlier.actions, actions) {
            let found =
                format!("\"{code}\", which another segment of this run keeps with other steps");
            report(
                &checking::V028,
                found,
                "a code of its own",
                "choose another code",
            );
        }
        return None;
    }
    if let Some(known) = saved.get(code) {
        let known: Vec<RecordedAction> = known.iter().map(RecordedAction::of_step).collect();
        if !same(&known, actions) {
            let found = format!("\"{code}\", which keeps other steps already");
            report(
                &checking::V028,
                found,
                "a code that is not taken",
                "choose another code",
            );
        }
        return None;
    }
    let header = Records::from_rows(
        &schema::SAVED_SEGMENT_CRITERIA,
        &[vec![
            (saved_segment_criteria::CODE, Value::text(code)),
            (
                saved_segment_criteria::DESCRIPTION,
                Value::text(description),
            ),
            (saved_segment_criteria::USER_ID, Value::text(user)),
        ]],
    );
    Some(Saved {
        code: code.clone(),
        actions: actions.to_vec(),
        header,
        lines: saved_criteria_rows(code, actions),
    })
}

/// Whether two lists of actions do the same, filter by filter.
fn same(left: &[RecordedAction], right: &[RecordedAction]) -> bool {
    let with_filters = |action: &RecordedAction| RecordedAction {
        filters: action
            .filters
            .iter()
            .filter(|filter| !filter.text.trim().is_empty())
            .cloned()
            .collect::<Vec<RecordedFilter>>(),
        ..action.clone()
    };
    left.len() == right.len()
        && left
            .iter()
            .zip(right)
            .all(|(a, b)| with_filters(a).does_the_same(&with_filters(b)))
}
