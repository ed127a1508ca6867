//! Some entries of the ledger and of sheets on the way to an export: first only what the filters look
//! at, then all columns of those that pass.

use crate::error::Result;
use crate::ledger::Ledger;
use crate::place;
use crate::run::segment_rows::stored;
use crate::schema::{FieldNo, Table};
use crate::table::{Records, RecordsBuilder, Slot};
use crate::value::Value;

/// When fewer than one row in so many passes, those that do are read one by one: neither time nor
/// memory is spent on the others.
const SPARSE: usize = 16;

/// Where a row of a piece stands.
#[derive(Debug, Clone, Copy)]
pub(super) enum Place {
    Ledger { part: usize, row: usize },
    Sheet { row: usize },
}

/// Some entries from a number on.
pub(super) struct Step {
    pub(super) records: Records,
    /// Numbers and rows that pass, in order; those of sheets are marked.
    pub(super) order: Vec<(i64, Place)>,
    /// The number from which to go on; none at the end.
    pub(super) next: Option<i64>,
}

impl Step {
    /// The rows with all their columns; the places in the order lead to them.
    pub(super) fn all_columns(
        &mut self,
        ledger: &Ledger,
        table: &'static Table,
    ) -> Result<Records> {
        let count = self.records.len();
        let mut of_ledger: Vec<(i64, &mut usize)> = self
            .order
            .iter_mut()
            .filter_map(|(no, place)| match place {
                Place::Ledger { row, .. } => Some((*no, row)),
                Place::Sheet { .. } => None,
            })
            .collect();
        let (Some(first), Some(last)) = (of_ledger.first(), of_ledger.last()) else {
            return Ok(Records::empty(table));
        };
        if of_ledger.len() * SPARSE >= count {
            let start = *first.1;
            let numbers = first.0..=last.0;
            for (_, row) in &mut of_ledger {
                **row -= start;
            }
            return ledger.entries(table, &[], numbers, count);
        }
        let mut builder = RecordsBuilder::new(table, place::Place::default());
        let slots: Vec<(FieldNo, Slot)> = stored(table)
            .zip(0..)
            .map(|(no, column)| {
                let caption = table.field(no).caption;
                (no, builder.add_field(no, column, caption))
            })
            .collect();
        for (at, (no, row)) in of_ledger.into_iter().enumerate() {
            let one = ledger.entries(table, &[], no..=no, 1)?;
            builder.begin_row(at as u32);
            for &(field, slot) in &slots {
                let value = one.value(0, field);
                // What is not set is blank.
                if value != Value::Blank {
                    builder.set(slot, value);
                }
            }
            *row = at;
        }
        Ok(builder.finish())
    }
}
