//! What is learnt about an interaction after it was logged: *Evaluation* and *Attempt Failed* of log
//! entries (BC table 5065, *`EvaluateInteraction`*).

use std::collections::BTreeMap;

use crate::schema::{FieldNo, interaction_log_entry as field};
use crate::table::{Change, Column, Edit, Records};
use crate::value::Value;

use super::log_rows::{Alteration, LogRows};

/// What is to be set on an entry; none leaves a field as it is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Assessment {
    /// The ordinal of the evaluation; 0 clears it.
    pub evaluation: Option<u8>,
    /// Whether the attempt failed.
    pub attempt_failed: Option<bool>,
}

/// Sets what is wanted, by entry number; entries that say so already are left out.
pub fn evaluate(mut entries: Records, wanted: &BTreeMap<i64, Assessment>) -> Alteration {
    let now = |entries: &Records, row: usize| {
        let no = entries.integer(row, field::ENTRY_NO);
        let wanted = wanted.get(&no).copied().unwrap_or_default();
        let before = (
            entries.option(row, field::EVALUATION),
            entries.boolean(row, field::ATTEMPT_FAILED),
        );
        let after = (
            wanted.evaluation.unwrap_or(before.0),
            wanted.attempt_failed.unwrap_or(before.1),
        );
        (before, after)
    };
    let changes: Vec<bool> = (0..entries.len())
        .map(|row| {
            let (before, after) = now(&entries, row);
            before != after
        })
        .collect();
    entries.retain(|row| changes[row]);
    let mut evaluations = Vec::with_capacity(entries.len());
    let mut failures = Vec::with_capacity(entries.len());
    let (mut by_evaluation, mut by_failure) = (BTreeMap::new(), BTreeMap::new());
    for row in 0..entries.len() {
        let no = entries.integer(row, field::ENTRY_NO);
        let (before, after) = now(&entries, row);
        if before.0 != after.0 {
            by_evaluation
                .entry(after.0)
                .or_insert_with(Vec::new)
                .push(no);
        }
        if before.1 != after.1 {
            by_failure.entry(after.1).or_insert_with(Vec::new).push(no);
        }
        evaluations.push(after.0);
        failures.push(after.1);
    }
    let edit = |no: FieldNo, value, entry_nos| Edit {
        table: entries.table(),
        entry_nos,
        change: Change::Set(no, value),
    };
    let mut edits: Vec<Edit> = by_evaluation
        .into_iter()
        .map(|(ordinal, nos)| edit(field::EVALUATION, Value::Option(ordinal), nos))
        .collect();
    edits.extend(
        by_failure
            .into_iter()
            .map(|(failed, nos)| edit(field::ATTEMPT_FAILED, Value::Boolean(failed), nos)),
    );
    entries.set_values(field::EVALUATION, Column::Option(evaluations));
    entries.set_values(field::ATTEMPT_FAILED, Column::Boolean(failures));
    Alteration {
        rows: LogRows {
            log_entries: entries,
            ..LogRows::empty()
        },
        edits,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::log::log_rows::entry_nos;
    use crate::schema::INTERACTION_LOG_ENTRY;

    #[test]
    fn bc_8_table_5065_is_set_where_it_differs() {
        let row = |no, evaluation, failed| {
            vec![
                (field::ENTRY_NO, Value::Integer(no)),
                (field::EVALUATION, Value::Option(evaluation)),
                (field::ATTEMPT_FAILED, Value::Boolean(failed)),
            ]
        };
        let entries = Records::from_rows(
            &INTERACTION_LOG_ENTRY,
            &[
                row(1, 0, false),
                row(2, 3, false),
                row(3, 2, true),
                row(4, 2, false),
            ],
        );
        let positive = Assessment {
            evaluation: Some(2),
            attempt_failed: None,
        };
        let cleared = Assessment {
            evaluation: Some(0),
            attempt_failed: Some(true),
        };
        let wanted = BTreeMap::from([(1, positive), (2, cleared), (3, positive), (4, cleared)]);
        let altered = evaluate(entries, &wanted);
        let shown: Vec<_> = altered
            .edits
            .iter()
            .map(|edit| (edit.entry_nos.as_slice(), edit.change))
            .collect();
        assert_eq!(
            shown,
            [
                (
                    &[2, 4][..],
                    Change::Set(field::EVALUATION, Value::Option(0))
                ),
                (&[1], Change::Set(field::EVALUATION, Value::Option(2))),
                (
                    &[2, 4],
                    Change::Set(field::ATTEMPT_FAILED, Value::Boolean(true))
                ),
            ]
        );
        let rows = &altered.rows.log_entries;
        assert_eq!(entry_nos(rows), [1, 2, 4]);
        let now: Vec<_> = (0..3)
            .map(|row| {
                let failed = rows.boolean(row, field::ATTEMPT_FAILED);
                (rows.option(row, field::EVALUATION), failed)
            })
            .collect();
        assert_eq!(now, [(2, false), (0, true), (0, true)]);
    }
}
