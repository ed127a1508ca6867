//! The rows of one table, kept by column: texts as numbers of a dictionary, dates as days, options
//! as bytes, decimals exact. A million contacts are a few hundred megabytes, and a filter looks at
//! each distinct value once.

mod block;
mod builder;
mod column;
mod concatenated;
mod dictionary;
mod edit;
mod filled;
mod origin;
mod packed;
mod records;
#[cfg(test)]
pub(crate) mod records_for_tests;

pub use block::{Block, Outline, ReadBlock};
pub use builder::{RecordsBuilder, Slot};
pub use column::{BLANK_DAYS, BLANK_SECONDS, Column};
pub use concatenated::Concatenated;
pub use dictionary::Dictionary;
pub use edit::{Change, Edit};
pub use filled::Fill;
pub use origin::{Origin, SheetColumn};
pub use records::{Extra, Records};

use crate::schema::{FieldNo, Table};
use crate::value::Value;

/// Anything that can be written as the rows of a table: records that were read, entries that will
/// be logged, lines of a segment.
pub trait Rows: Sync {
    /// The table that the rows belong to.
    fn table(&self) -> &'static Table;

    /// How many rows there are.
    fn len(&self) -> usize;

    /// One value; blank for fields that the rows do not carry.
    fn value(&self, row: usize, field: FieldNo) -> Value<'_>;

    /// Shows the values of some fields of one row, in their order: what [`Rows::value`] gives, for
    /// less where the values of a row come about together.
    fn show_row<'a>(&'a self, row: usize, fields: &[FieldNo], show: &mut dyn FnMut(Value<'a>)) {
        for &field in fields {
            show(self.value(row, field));
        }
    }

    /// Whether there is no row.
    fn is_empty(&self) -> bool {
        self.len() == 0
    }
}
