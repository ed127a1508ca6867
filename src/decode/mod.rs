//! Rows of cells become records, driven by the schema: captions are found, cells become values of
//! their field's kind, and whatever does not fit becomes a finding with its cell.

mod decoded;

pub use decoded::{Decoded, InputRecord, SheetRecord};
