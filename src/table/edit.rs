//! A change to rows that are kept: what cancelling, evaluating and purging come down to.

use crate::schema::{FieldNo, Table};
use crate::value::Value;

/// One change to rows of a table that counts its entries.
#[derive(Debug, Clone, PartialEq)]
pub struct Edit {
    /// The table; its key is one Integer.
    pub table: &'static Table,
    /// The rows, by entry number.
    pub entry_nos: Vec<i64>,
    /// What becomes of them.
    pub change: Change,
}

/// What becomes of a row.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Change {
    /// One field gets a value.
    Set(FieldNo, Value<'static>),
    /// It goes.
    Delete,
}
