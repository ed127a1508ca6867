//! Writing: everything of one run in one transaction.

use std::fmt::Write as _;
use std::time::Duration;

use rusqlite::types::Null;
use rusqlite::{Connection, Statement, params};

use crate::error::{Error, Result};
use crate::schema::{Field, FieldNo};
use crate::table::Rows;
use crate::value::Value;

use super::edits::{carry_out, free_numbers};
use super::fault::{CommitStep, reach};
use super::mail::insert_drafts;
use super::open::Access;
use super::tables::{index, quoted, stored};
use super::{Changes, Ledger, RunRecord};
use crate::segment::SegmentUse;

/// How long a commit waits for commands that are reading: all the work is done by then, and they
/// are soon ready.
const WAIT_FOR_READERS: Duration = Duration::from_mins(1);

impl Ledger {
    /// Carries all changes out and commits them: the only place where anything becomes true. When it
    /// fails nothing was changed, unless the disk failed in that very moment: then the file knows.
    pub fn commit(mut self, changes: &Changes<'_>) -> Result<()> {
        if !self.is_for_writing() {
            return Err(Error::fault("a ledger that is only read cannot be written"));
        }
        self.with(|connection| {
            connection.busy_timeout(WAIT_FOR_READERS)?;
            index(connection)?;
            insert_run(connection, &changes.run)?;
            for edit in &changes.edits {
                carry_out(connection, edit)?;
            }
            free_numbers(connection, &changes.freed)?;
            for rows in &changes.rows {
                insert_rows(connection, *rows)?;
            }
            insert_drafts(connection, &changes.run.id, &changes.drafts)?;
            for segment_use in &changes.segment_uses {
                put_segment_use(connection, segment_use, &changes.run.id)?;
            }
            if let Some(last_number) = &changes.last_number {
                connection.execute(
                    "INSERT OR REPLACE INTO number_series (name, last_number) \
                     VALUES ('segments', ?1)",
                    [last_number],
                )?;
            }
            connection.execute(
                "INSERT OR REPLACE INTO meta (key, value) VALUES ('written_by', ?1)",
                [env!("CARGO_PKG_VERSION")],
            )?;
            Ok(())
        })?;
        reach(CommitStep::EntriesInserted);
        // From here on the file stays, whatever the disk says about the commit.
        self.access = Access::Committed;
        self.with(|connection| connection.execute_batch("COMMIT"))?;
        reach(CommitStep::Committed);
        Ok(())
    }
}

fn insert_run(connection: &Connection, run: &RunRecord) -> rusqlite::Result<()> {
    connection.execute(
        "INSERT INTO runs (id, command, date, user_id, committed_at, json) \
         VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
        params![
            run.id,
            run.command,
            run.date.to_string(),
            run.user,
            run.committed_at,
            run.json
        ],
    )?;
    Ok(())
}

fn put_segment_use(
    connection: &Connection,
    segment_use: &SegmentUse,
    run_id: &str,
) -> rusqlite::Result<()> {
    connection
        .prepare_cached(
            "INSERT OR REPLACE INTO segment_uses (segment_no, definition, recurring, date, \
             rows_hash, definition_hash, run_id, logged_segment_entry_no) \
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
        )?
        .execute(params![
            segment_use.segment_no,
            segment_use.definition,
            segment_use.recurring,
            segment_use.date.to_string(),
            segment_use.rows_hash,
            segment_use.definition_hash,
            segment_use.run_id,
            segment_use.logged_segment_entry_no
        ])?;
    if let Some(entry_no) = segment_use.logged_segment_entry_no
        && segment_use.run_id == run_id
    {
        connection
            .prepare_cached(
                "INSERT INTO run_logged_segments (run_id, logged_segment_entry_no) \
                 VALUES (?1, ?2)",
            )?
            .execute(params![run_id, entry_no])?;
    }
    Ok(())
}

/// Inserts rows with one prepared statement; texts are handed over as they are kept, and one
/// buffer serves all dates and decimals. What a column says as in the row before stays bound.
fn insert_rows(connection: &Connection, rows: &dyn Rows) -> rusqlite::Result<()> {
    let table = rows.table();
    let fields: Vec<&Field> = stored(table).collect();
    let names: Vec<String> = fields.iter().map(|field| quoted(field.caption)).collect();
    let marks = vec!["?"; fields.len()].join(", ");
    let sql = format!(
        "INSERT INTO {} ({}) VALUES ({marks})",
        quoted(table.caption),
        names.join(", ")
    );
    let numbers: Vec<FieldNo> = fields.iter().map(|field| field.no).collect();
    let mut statement = connection.prepare(&sql)?;
    let mut buffer = String::new();
    let mut last = vec![Value::Blank; numbers.len()];
    for row in 0..rows.len() {
        let mut columns = (1..).zip(&mut last);
        let mut bound = Ok(());
        rows.show_row(row, &numbers, &mut |value| {
            if let Some((index, last)) = columns.next()
                && *last != value
                && bound.is_ok()
            {
                *last = value;
                bound = bind(&mut statement, index, value, &mut buffer);
            }
        });
        bound?;
        statement.raw_execute()?;
    }
    Ok(())
}

pub(super) fn bind(
    statement: &mut Statement<'_>,
    index: usize,
    value: Value<'_>,
    buffer: &mut String,
) -> rusqlite::Result<()> {
    buffer.clear();
    // Writing to a String cannot fail.
    match value {
        Value::Blank => return statement.raw_bind_parameter(index, Null),
        Value::Text(text) => return statement.raw_bind_parameter(index, text),
        Value::Integer(number) => return statement.raw_bind_parameter(index, number),
        Value::Boolean(yes) => return statement.raw_bind_parameter(index, yes),
        Value::Option(ordinal) => return statement.raw_bind_parameter(index, ordinal),
        Value::Decimal(number) => {
            let _ = write!(buffer, "{}", number.normalize());
        }
        Value::Date(date) => {
            let _ = write!(buffer, "{date}");
        }
        Value::Time(time) => {
            let _ = write!(buffer, "{time}");
        }
    }
    statement.raw_bind_parameter(index, buffer.as_str())
}
