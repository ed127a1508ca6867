//! Results become workbooks and CSV files: columns from the schema, one look for all.

mod workbook;

pub use workbook::{Cover, CoverBlock, CoverValue, Sheet, Workbook, Written};
