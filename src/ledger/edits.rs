//! Changing rows that are there: marks, links and deletions, always within a commit.

use rusqlite::{Connection, Statement};

use crate::schema::Table;
use crate::table::{Change, Edit};

use super::commit::bind;
use super::tables::{order, quoted};

/// Carries one change out.
pub(super) fn carry_out(connection: &Connection, edit: &Edit) -> rusqlite::Result<()> {
    let name = quoted(edit.table.caption);
    let key = key(edit.table);
    match edit.change {
        Change::Set(field, value) => {
            let column = quoted(edit.table.field(field).caption);
            let sql = format!("UPDATE {name} SET {column} = ?1 WHERE {key} = ?2");
            let mut statement = connection.prepare(&sql)?;
            let mut buffer = String::new();
            bind(&mut statement, 1, value, &mut buffer)?;
            for_each(&mut statement, 2, &edit.entry_nos)
        }
        Change::Delete => {
            let sql = format!("DELETE FROM {name} WHERE {key} = ?1");
            let mut statement = connection.prepare(&sql)?;
            for_each(&mut statement, 1, &edit.entry_nos)
        }
    }
}

/// Forgets which segment numbers these logged segments have used.
pub(super) fn free_numbers(connection: &Connection, entry_nos: &[i64]) -> rusqlite::Result<()> {
    // At once, because they are not found by an index.
    connection.execute(
        "DELETE FROM segment_uses \
         WHERE logged_segment_entry_no IN (SELECT value FROM json_each(?1))",
        [list(entry_nos)],
    )?;
    Ok(())
}

/// Numbers as one parameter, for `json_each`.
pub(super) fn list(numbers: &[i64]) -> String {
    let numbers: Vec<String> = numbers.iter().map(i64::to_string).collect();
    format!("[{}]", numbers.join(","))
}

/// The key of a table that counts its entries is one column.
fn key(table: &Table) -> String {
    debug_assert_eq!(table.key().count(), 1);
    order(table)
}

fn for_each(
    statement: &mut Statement<'_>,
    parameter: usize,
    numbers: &[i64],
) -> rusqlite::Result<()> {
    for number in numbers {
        statement.raw_bind_parameter(parameter, number)?;
        statement.raw_execute()?;
    }
    Ok(())
}
