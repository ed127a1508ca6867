//! What the ledger can be checked by: SQLite's own look through the file, who logged which numbers, and
//! how many entries each logging has.

use rusqlite::Row;

use crate::error::Result;
use crate::schema::{
    CAMPAIGN_ENTRY, INTERACTION_LOG_ENTRY, LOGGED_SEGMENT, Table, campaign_entry,
    interaction_log_entry, logged_segment,
};

use super::Ledger;
use super::tables::{columns, order, quoted};

/// A logged segment of a run.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LoggedByRun {
    /// The run.
    pub run_id: String,
    /// The number of the logged segment.
    pub entry_no: i64,
    /// Its Segment No.; none when the logged segment was purged.
    pub segment_no: Option<String>,
}

/// Entry numbers that belong together: how many, from where to where.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Numbers {
    /// How many.
    pub count: i64,
    /// The lowest.
    pub first: i64,
    /// The highest.
    pub last: i64,
}

impl Numbers {
    /// Whether every number between the lowest and the highest is there.
    pub fn is_gap_free(self) -> bool {
        self.last - self.first + 1 == self.count
    }
}

impl Ledger {
    /// What SQLite finds wrong with the file; nothing when all is well.
    pub fn quick_check(&self) -> Result<Vec<String>> {
        let faults = self.with(|connection| {
            let mut statement = connection.prepare("PRAGMA quick_check")?;
            let mut rows = statement.raw_query();
            let mut faults = Vec::new();
            // Damage may also end the look-through itself, after the first lines.
            loop {
                match rows.next() {
                    Ok(Some(row)) => faults.push(row.get::<_, String>(0)?),
                    Ok(None) => break,
                    Err(error) => {
                        faults.push(error.to_string());
                        break;
                    }
                }
            }
            faults.retain(|fault| fault != "ok");
            Ok(faults)
        })?;
        match faults {
            Some(faults) if !faults.is_empty() => Ok(faults),
            _ => self.orphans(),
        }
    }

    /// Rows that name a row of another table that is missing.
    fn orphans(&self) -> Result<Vec<String>> {
        self.list("PRAGMA foreign_key_check", |row| {
            let table: String = row.get(0)?;
            let parent: String = row.get(2)?;
            Ok(format!(
                "a row of {table} names a row of {parent} that is missing"
            ))
        })
    }

    /// What each run logged, in the order in which runs were committed.
    pub fn logged_by_runs(&self) -> Result<Vec<LoggedByRun>> {
        let segments = quoted(LOGGED_SEGMENT.caption);
        let entry_no = quoted(LOGGED_SEGMENT.field(logged_segment::ENTRY_NO).caption);
        let segment_no = quoted(LOGGED_SEGMENT.field(logged_segment::SEGMENT_NO).caption);
        let sql = format!(
            "SELECT run_id, logged_segment_entry_no, \
             CASE WHEN logged.{entry_no} IS NULL THEN NULL ELSE coalesce(logged.{segment_no}, '') END \
             FROM run_logged_segments \
             LEFT JOIN {segments} AS logged ON logged.{entry_no} = logged_segment_entry_no \
             ORDER BY position"
        );
        self.list(&sql, |row| {
            Ok(LoggedByRun {
                run_id: row.get(0)?,
                entry_no: row.get(1)?,
                segment_no: row.get(2)?,
            })
        })
    }

    /// The numbers of a table that counts its entries; none for an empty one.
    pub fn numbers(&self, table: &'static Table) -> Result<Option<Numbers>> {
        let found = self.with(|connection| {
            if columns(connection, table)?.is_empty() {
                return Ok(None);
            }
            let no = order(table);
            let sql = format!(
                "SELECT count(*), min({no}), max({no}) FROM {}",
                quoted(table.caption)
            );
            connection.query_row(&sql, [], |row| {
                let count: i64 = row.get(0)?;
                (count > 0).then(|| numbers(row, 0)).transpose()
            })
        })?;
        Ok(found.flatten())
    }

    /// The log entries of each logged segment, by its number; those of none have 0.
    pub fn entries_by_logged_segment(&self) -> Result<Vec<(i64, Numbers)>> {
        self.grouped(
            &INTERACTION_LOG_ENTRY,
            INTERACTION_LOG_ENTRY
                .field(interaction_log_entry::LOGGED_SEGMENT_ENTRY_NO)
                .caption,
        )
    }

    /// The campaign entries of each logged segment, by its number; those of none have 0.
    pub fn campaign_entries_by_logged_segment(&self) -> Result<Vec<(i64, Numbers)>> {
        self.grouped(
            &CAMPAIGN_ENTRY,
            CAMPAIGN_ENTRY.field(campaign_entry::REGISTER_NO).caption,
        )
    }

    fn grouped(&self, table: &'static Table, by: &str) -> Result<Vec<(i64, Numbers)>> {
        let no = order(table);
        let by = quoted(by);
        // First by the field as it stands, because that is what the index has.
        let sql = format!(
            "SELECT coalesce(link, 0), sum(entries), min(first), max(last) FROM (\
             SELECT {by} AS link, count(*) AS entries, min({no}) AS first, max({no}) AS last \
             FROM {} GROUP BY {by}) GROUP BY 1 ORDER BY 1",
            quoted(table.caption)
        );
        self.list(&sql, |row| Ok((row.get(0)?, numbers(row, 1)?)))
    }
}

fn numbers(row: &Row<'_>, at: usize) -> rusqlite::Result<Numbers> {
    Ok(Numbers {
        count: row.get(at)?,
        first: row.get(at + 1)?,
        last: row.get(at + 2)?,
    })
}
