//! BC's tables in the ledger: made from the schema, and given the columns and indexes that a newer
//! segbook has.

use rusqlite::Connection;

use crate::schema::{
    CAMPAIGN_ENTRY, Class, Field, FieldNo, INTERACTION_LOG_ENTRY, Kind, LOGGED_SEGMENT,
    SAVED_SEGMENT_CRITERIA, SAVED_SEGMENT_CRITERIA_LINE, Table, campaign_entry,
    interaction_log_entry,
};

/// The tables that the ledger keeps.
pub(super) static KEPT: &[&Table] = &[
    &INTERACTION_LOG_ENTRY,
    &CAMPAIGN_ENTRY,
    &LOGGED_SEGMENT,
    &SAVED_SEGMENT_CRITERIA,
    &SAVED_SEGMENT_CRITERIA_LINE,
];

/// An index, so that what a command looks up costs as much in a ledger of millions as in a small one.
struct Index {
    table: &'static Table,
    /// The field that rows are found by.
    field: FieldNo,
    /// A Boolean that must be Yes for a row to be in the index: the rest of the log is not asked for.
    only: Option<FieldNo>,
}

/// What rows are found by, besides their keys.
static INDEXES: [Index; 5] = [
    // Cancel, purge and verify: what belongs to a logged segment.
    Index {
        table: &INTERACTION_LOG_ENTRY,
        field: interaction_log_entry::LOGGED_SEGMENT_ENTRY_NO,
        only: None,
    },
    Index {
        table: &CAMPAIGN_ENTRY,
        field: campaign_entry::REGISTER_NO,
        only: None,
    },
    // Cancel and purge: what belongs to a campaign entry.
    Index {
        table: &INTERACTION_LOG_ENTRY,
        field: interaction_log_entry::CAMPAIGN_ENTRY_NO,
        only: None,
    },
    // Purge: what is canceled.
    Index {
        table: &INTERACTION_LOG_ENTRY,
        field: interaction_log_entry::ENTRY_NO,
        only: Some(interaction_log_entry::CANCELED),
    },
    // The targets of an activated campaign.
    Index {
        table: &INTERACTION_LOG_ENTRY,
        field: interaction_log_entry::CAMPAIGN_NO,
        only: Some(interaction_log_entry::CAMPAIGN_TARGET),
    },
];

/// The fields of a table that are kept: all but those that BC calculates.
pub(super) fn stored(table: &Table) -> impl Iterator<Item = &Field> {
    table
        .fields
        .iter()
        .filter(|field| field.class != Class::Calculated)
}

/// A name as SQL quotes it; BC's captions have blanks, periods and parentheses.
pub(super) fn quoted(name: &str) -> String {
    format!("\"{}\"", name.replace('"', "\"\""))
}

/// The captions of a table's columns as the file has them; none when the table is missing.
pub(super) fn columns(connection: &Connection, table: &Table) -> rusqlite::Result<Vec<String>> {
    connection
        .prepare_cached("SELECT name FROM pragma_table_info(?1)")?
        .query_map([table.caption], |row| row.get(0))?
        .collect()
}

/// Makes the tables that are missing, and adds the columns that are missing.
pub(super) fn complete(connection: &Connection) -> rusqlite::Result<()> {
    for table in KEPT {
        let known = columns(connection, table)?;
        if known.is_empty() {
            connection.execute_batch(&create(table))?;
            continue;
        }
        for field in stored(table) {
            if !known.iter().any(|column| column == field.caption) {
                connection.execute_batch(&format!(
                    "ALTER TABLE {} ADD COLUMN {} {}",
                    quoted(table.caption),
                    quoted(field.caption),
                    sql_type(field.kind)
                ))?;
            }
        }
    }
    Ok(())
}

/// Makes the indexes that are missing. No other version of segbook is kept from a ledger by them, so
/// they count as no migration; and as they cost a look at every entry, they are made by the first
/// commit that finds none, not whenever the file is opened.
pub(super) fn index(connection: &Connection) -> rusqlite::Result<()> {
    for index in &INDEXES {
        connection.execute_batch(&create_index(index))?;
    }
    Ok(())
}

fn create_index(index: &Index) -> String {
    let Index { table, field, only } = index;
    let field = table.field(*field).caption;
    let (of_what, condition) = match only {
        None => (field.to_owned(), String::new()),
        Some(only) => {
            let only = table.field(*only).caption;
            (
                format!("{field} where {only}"),
                format!(" WHERE {} = 1", quoted(only)),
            )
        }
    };
    format!(
        "CREATE INDEX IF NOT EXISTS {} ON {} ({}){condition}",
        quoted(&format!("{} by {of_what}", table.caption)),
        quoted(table.caption),
        quoted(field)
    )
}

/// By what the rows of a table are ordered: its primary key, or the order of insertion.
pub(super) fn order(table: &Table) -> String {
    let key: Vec<String> = table.key().map(|field| quoted(field.caption)).collect();
    if key.is_empty() {
        "rowid".into()
    } else {
        key.join(", ")
    }
}

fn create(table: &Table) -> String {
    let mut parts: Vec<String> = stored(table)
        .map(|field| {
            let filled = if field.key { " NOT NULL" } else { "" };
            format!("{} {}{filled}", quoted(field.caption), sql_type(field.kind))
        })
        .collect();
    // One Integer as the key is SQLite's own row number: entries are stored in its order.
    let key: Vec<String> = table.key().map(|field| quoted(field.caption)).collect();
    if !key.is_empty() {
        parts.push(format!("PRIMARY KEY ({})", key.join(", ")));
    }
    format!(
        "CREATE TABLE {} (\n    {}\n) STRICT",
        quoted(table.caption),
        parts.join(",\n    ")
    )
}

/// How a kind is kept. Decimals are text, because SQLite has binary fractions only; dates and
/// times are ISO text, so that people can read and sort them.
fn sql_type(kind: Kind) -> &'static str {
    match kind {
        Kind::Code(_) | Kind::Text(_) | Kind::Decimal | Kind::Date | Kind::Time => "TEXT",
        Kind::Integer | Kind::Boolean | Kind::Options(_) => "INTEGER",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_table_is_made_from_the_schema() {
        assert_eq!(
            create(&LOGGED_SEGMENT),
            "CREATE TABLE \"Logged Segment\" (\n    \
             \"Entry No.\" INTEGER NOT NULL,\n    \
             \"Segment No.\" TEXT,\n    \
             \"Description\" TEXT,\n    \
             \"Creation Date\" TEXT,\n    \
             \"User ID\" TEXT,\n    \
             \"Canceled\" INTEGER,\n    \
             PRIMARY KEY (\"Entry No.\")\n) STRICT"
        );
        assert_eq!(
            create_index(&INDEXES[4]),
            "CREATE INDEX IF NOT EXISTS \"Interaction Log Entry by Campaign No. where Campaign Target\" \
             ON \"Interaction Log Entry\" (\"Campaign No.\") WHERE \"Campaign Target\" = 1"
        );
        assert_eq!(order(&LOGGED_SEGMENT), "\"Entry No.\"");
        assert_eq!(order(&SAVED_SEGMENT_CRITERIA_LINE), "rowid");
    }
}
