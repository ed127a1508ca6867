//! Reading what the ledger holds: BC's tables as records, runs, numbers in use.

use std::sync::Arc;

use rusqlite::types::{Value as Sql, ValueRef};
use rusqlite::{OptionalExtension, Row};

use crate::error::{Error, Result};
use crate::place::Place;
use crate::schema::{Field, FieldNo, INTERACTION_LOG_ENTRY, Kind, Table, interaction_log_entry};
use crate::table::{Records, RecordsBuilder, Slot};
use crate::value::{Date, Decimal, Time, Value};

use super::edits::list;
use super::failure::{damaged, explain};
use super::tables::{columns, order, quoted, stored};
use super::{Ledger, RunRecord};
use crate::segment::SegmentUse;

/// How the ledger is called where a place names its file.
const FILE_NAME: &str = "ledger.db";

impl Ledger {
    /// The rows of a table in the order of its primary key, with the named columns only; all that
    /// are kept when none is named. What the file does not have (yet) is blank.
    pub fn records(&self, table: &'static Table, fields: &[FieldNo]) -> Result<Records> {
        let order = format!("ORDER BY {}", order(table));
        self.rows_of(table, fields, &order, &[])
    }

    /// The rows of a table, with all that is kept of them, in which a whole number is one of
    /// `numbers`; in the order of the primary key.
    pub fn records_among(
        &self,
        table: &'static Table,
        field: FieldNo,
        numbers: &[i64],
    ) -> Result<Records> {
        self.rows_among(table, &[], &quoted(table.field(field).caption), numbers)
    }

    pub(super) fn rows_among(
        &self,
        table: &'static Table,
        fields: &[FieldNo],
        column: &str,
        numbers: &[i64],
    ) -> Result<Records> {
        if numbers.is_empty() {
            return self.rows_of(table, fields, "LIMIT 0", &[]);
        }
        // One parameter, however many numbers there are.
        let condition = format!(
            "WHERE {column} IN (SELECT value FROM json_each(?1)) ORDER BY {}",
            order(table)
        );
        self.rows_of(table, fields, &condition, &[Sql::Text(list(numbers))])
    }

    /// The rows of a table that are marked with a Boolean, with all that is kept of them; in the
    /// order of the primary key.
    pub fn marked_records(&self, table: &'static Table, mark: FieldNo) -> Result<Records> {
        let mark = quoted(table.field(mark).caption);
        let condition = format!("WHERE {mark} = 1 ORDER BY {}", order(table));
        self.rows_of(table, &[], &condition, &[])
    }

    /// The log entries with Campaign Target of one campaign, in the order of their numbers.
    pub fn target_entries(&self, campaign_no: &str, fields: &[FieldNo]) -> Result<Records> {
        let table = &INTERACTION_LOG_ENTRY;
        let condition = format!(
            "WHERE {} = ?1 AND {} = 1 ORDER BY {}",
            quoted(table.field(interaction_log_entry::CAMPAIGN_NO).caption),
            quoted(table.field(interaction_log_entry::CAMPAIGN_TARGET).caption),
            order(table)
        );
        let bounds = [Sql::Text(campaign_no.to_owned())];
        self.rows_of(table, fields, &condition, &bounds)
    }

    /// The rows that a condition gives, with what stands in `bounds` for its question marks.
    pub(super) fn rows_of(
        &self,
        table: &'static Table,
        fields: &[FieldNo],
        condition: &str,
        bounds: &[Sql],
    ) -> Result<Records> {
        let wanted: Vec<&'static Field> = stored(table)
            .filter(|field| fields.is_empty() || fields.contains(&field.no))
            .collect();
        let place = Place {
            sheet: Some(Arc::from(table.caption)),
            ..Place::file(FILE_NAME)
        };
        let mut builder = RecordsBuilder::new(table, place);
        let slots: Vec<Slot> = (0..)
            .zip(&wanted)
            .map(|(column, field)| builder.add_field(field.no, column, field.caption))
            .collect();
        let known = self.with(|connection| columns(connection, table))?;
        let known = known.unwrap_or_default();
        let present: Vec<(&'static Field, Slot)> = wanted
            .into_iter()
            .zip(slots)
            .filter(|(field, _)| known.iter().any(|column| column == field.caption))
            .collect();
        if !known.is_empty() {
            self.fill(&mut builder, table, &present, (condition, bounds))?;
        }
        Ok(builder.finish())
    }

    fn fill(
        &self,
        builder: &mut RecordsBuilder,
        table: &Table,
        present: &[(&'static Field, Slot)],
        (condition, bounds): (&str, &[Sql]),
    ) -> Result<()> {
        let Some(connection) = &self.connection else {
            return Ok(());
        };
        let explain = |error| explain(&self.path, error);
        let names: Vec<String> = present
            .iter()
            .map(|(field, _)| quoted(field.caption))
            .collect();
        // Without any column the rows still count.
        let names = if names.is_empty() {
            "NULL".into()
        } else {
            names.join(", ")
        };
        let sql = format!("SELECT {names} FROM {} {condition}", quoted(table.caption));
        let mut statement = connection.prepare_cached(&sql).map_err(explain)?;
        for (index, bound) in bounds.iter().enumerate() {
            statement
                .raw_bind_parameter(index + 1, bound)
                .map_err(explain)?;
        }
        let mut rows = statement.raw_query();
        let mut index = 0;
        while let Some(row) = rows.next().map_err(explain)? {
            builder.begin_row(index);
            index += 1;
            for (column, (field, slot)) in present.iter().enumerate() {
                let cell = row.get_ref(column).map_err(explain)?;
                let value = decode(field.kind, cell).ok_or_else(|| self.misfit(table, field))?;
                // What is not set is blank.
                if value != Value::Blank {
                    builder.set(*slot, value);
                }
            }
        }
        Ok(())
    }

    /// The numbers that are logged or reserved, in the order of the numbers.
    pub fn segment_uses(&self) -> Result<Vec<SegmentUse>> {
        self.list(
            "SELECT segment_no, definition, recurring, date, rows_hash, \
             definition_hash, run_id, logged_segment_entry_no FROM segment_uses ORDER BY segment_no",
            |row| {
                Ok(SegmentUse {
                    segment_no: row.get(0)?,
                    definition: row.get(1)?,
                    recurring: row.get(2)?,
                    date: date(row, 3)?,
                    rows_hash: row.get(4)?,
                    definition_hash: row.get(5)?,
                    run_id: row.get(6)?,
                    logged_segment_entry_no: row.get(7)?,
                })
            },
        )
    }

    /// All runs, in the order in which they were committed.
    pub fn runs(&self) -> Result<Vec<RunRecord>> {
        self.list(
            "SELECT id, command, date, user_id, committed_at, json FROM runs ORDER BY position",
            run,
        )
    }

    /// The run with this id.
    pub fn run(&self, id: &str) -> Result<Option<RunRecord>> {
        let sql = "SELECT id, command, date, user_id, committed_at, json FROM runs WHERE id = ?1";
        let found = self.own_tables(|connection| {
            connection
                .prepare_cached(sql)?
                .query_row([id], run)
                .optional()
        })?;
        Ok(found.flatten())
    }

    /// Whether what a run logged was canceled or purged since, all of it or some.
    pub fn is_undone(&self, run_id: &str) -> Result<bool> {
        // A purged entry's number may have been given again, to a later run.
        let sql = "SELECT EXISTS (
            SELECT 1 FROM run_logged_segments AS mine
            LEFT JOIN \"Logged Segment\" AS logged
                ON logged.\"Entry No.\" = mine.logged_segment_entry_no
            WHERE mine.run_id = ?1 AND (
                logged.\"Entry No.\" IS NULL OR logged.\"Canceled\" = 1 OR EXISTS (
                    SELECT 1 FROM run_logged_segments AS later
                    WHERE later.logged_segment_entry_no = mine.logged_segment_entry_no
                        AND later.position > mine.position)))";
        let undone =
            self.own_tables(|connection| connection.query_row(sql, [run_id], |row| row.get(0)))?;
        Ok(undone.unwrap_or(false))
    }

    /// The last number that the series of segments has given.
    pub fn last_number(&self) -> Result<Option<String>> {
        let sql = "SELECT last_number FROM number_series WHERE name = 'segments'";
        let last = self
            .own_tables(|connection| connection.query_row(sql, [], |row| row.get(0)).optional())?;
        Ok(last.flatten())
    }

    pub(super) fn list<T>(
        &self,
        sql: &str,
        map: fn(&Row<'_>) -> rusqlite::Result<T>,
    ) -> Result<Vec<T>> {
        let list =
            self.own_tables(|connection| connection.prepare(sql)?.query_map([], map)?.collect())?;
        Ok(list.unwrap_or_default())
    }

    /// Reads segbook's own tables; none when the file is empty.
    fn own_tables<T>(
        &self,
        work: impl FnOnce(&rusqlite::Connection) -> rusqlite::Result<T>,
    ) -> Result<Option<T>> {
        self.with(|connection| {
            if connection.table_exists(None, "runs")? {
                work(connection).map(Some)
            } else {
                Ok(None)
            }
        })
        .map(Option::flatten)
    }

    fn misfit(&self, table: &Table, field: &Field) -> Error {
        damaged(&self.path).hint(format!(
            "{:?} of a {} holds something that is not of type {}",
            field.caption,
            table.caption,
            field.kind.describe()
        ))
    }
}

/// A kept value as one of the field's kind; none when it cannot be one.
fn decode(kind: Kind, cell: ValueRef<'_>) -> Option<Value<'_>> {
    Some(match (kind, cell) {
        (_, ValueRef::Null) => Value::Blank,
        (Kind::Code(_) | Kind::Text(_), ValueRef::Text(_)) => Value::text(cell.as_str().ok()?),
        (Kind::Integer, ValueRef::Integer(number)) => Value::Integer(number),
        (Kind::Boolean, ValueRef::Integer(number @ 0..=1)) => Value::Boolean(number == 1),
        (Kind::Options(_), ValueRef::Integer(ordinal)) => {
            Value::Option(u8::try_from(ordinal).ok()?)
        }
        (Kind::Decimal, ValueRef::Text(_)) => {
            Value::Decimal(Decimal::from_str_exact(cell.as_str().ok()?).ok()?)
        }
        (Kind::Date, ValueRef::Text(_)) => Value::Date(Date::parse_iso(cell.as_str().ok()?)?),
        (Kind::Time, ValueRef::Text(_)) => Value::Time(Time::parse(cell.as_str().ok()?)?),
        _ => return None,
    })
}

fn run(row: &Row<'_>) -> rusqlite::Result<RunRecord> {
    Ok(RunRecord {
        id: row.get(0)?,
        command: row.get(1)?,
        date: date(row, 2)?,
        user: row.get(3)?,
        committed_at: row.get(4)?,
        json: row.get(5)?,
    })
}

fn date(row: &Row<'_>, column: usize) -> rusqlite::Result<Date> {
    let text: String = row.get(column)?;
    Date::parse_iso(&text).ok_or_else(|| {
        let message = format!("{text:?} is not a date");
        rusqlite::Error::FromSqlConversionFailure(
            column,
            rusqlite::types::Type::Text,
            message.into(),
        )
    })
}
