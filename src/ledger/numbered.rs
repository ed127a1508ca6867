//! Entries by their numbers, in tables that count them.

use std::ops::RangeInclusive;

use rusqlite::types::Value as Sql;

use crate::error::Result;
use crate::schema::{FieldNo, Table};
use crate::table::Records;

use super::Ledger;
use super::tables::{columns, order, quoted};

impl Ledger {
    /// The entries with these numbers, of a table that counts them, with the named columns only; in
    /// the order of the numbers.
    pub fn numbered_entries(
        &self,
        table: &'static Table,
        fields: &[FieldNo],
        numbers: &[i64],
    ) -> Result<Records> {
        // The numbers of history sheets lie outside those of the ledger, as a rule.
        let kept = self.entry_numbers(table)?;
        let numbers: Vec<i64> = numbers
            .iter()
            .copied()
            .filter(|number| kept.contains(number))
            .collect();
        self.rows_among(table, fields, &order(table), &numbers)
    }

    /// As [`Ledger::records`], for a table that counts its entries: those with numbers in a range,
    /// in the order of the numbers, and of these at most `rows_max`. Whoever asks for one piece after
    /// another needs no more memory for ten million entries than for a few.
    pub fn entries(
        &self,
        table: &'static Table,
        fields: &[FieldNo],
        numbers: RangeInclusive<i64>,
        rows_max: usize,
    ) -> Result<Records> {
        let no = order(table);
        let condition = format!("WHERE {no} BETWEEN ?1 AND ?2 ORDER BY {no} LIMIT ?3");
        let rows_max = i64::try_from(rows_max).unwrap_or(i64::MAX);
        let bounds = [*numbers.start(), *numbers.end(), rows_max].map(Sql::Integer);
        self.rows_of(table, fields, &condition, &bounds)
    }

    /// The highest entry number of a table that counts its entries; 0 when there is none.
    pub fn highest_entry_no(&self, table: &'static Table) -> Result<i64> {
        Ok((*self.entry_numbers(table)?.end()).max(0))
    }

    /// From the lowest to the highest entry number of a table that counts its entries; an empty range
    /// when there is none.
    fn entry_numbers(&self, table: &'static Table) -> Result<RangeInclusive<i64>> {
        let found = self.with(|connection| {
            if columns(connection, table)?.is_empty() {
                return Ok(None);
            }
            // Each by itself is at an end of the key; asked for together, all rows are gone through.
            let (no, table) = (order(table), quoted(table.caption));
            let sql =
                format!("SELECT (SELECT min({no}) FROM {table}), (SELECT max({no}) FROM {table})");
            connection.query_row(&sql, [], |row| {
                let ends: (Option<i64>, Option<i64>) = (row.get(0)?, row.get(1)?);
                Ok(ends.0.zip(ends.1))
            })
        })?;
        let (lowest, highest) = found.flatten().unwrap_or((1, 0));
        Ok(lowest..=highest)
    }
}
