//! Files become cells: workbooks and delimited text, found below the input paths and streamed.
//!
//! This stage knows files, not BC. Everything it shows is one small interface: a
//! [`Visitor`] gets row, column and a borrowed [`Cell`], in the order in which they stand; a sheet
//! is never held in memory. [`Source`] opens a file of any known format behind it.

mod cell;
mod compound;
mod delimited;
mod dialect;
mod discover;
mod encoding;
mod fingerprint;
mod guard;
mod limit;
mod ods_census;
mod raw_rows;
mod source;
mod tap;
mod workbook;
mod workbook_cells;
mod xls_census;
mod xlsx;

pub use cell::{Cell, Content, Flow, Visitor, is_error_value};
pub use dialect::Dialect;
pub use discover::{Input, discover};
pub use fingerprint::{Fingerprint, fingerprint};
pub use raw_rows::{RawRows, raw_rows};
pub use source::{DelimitedSettings, SheetInfo, Source, Trouble};
pub use xlsx::SharedTexts;
