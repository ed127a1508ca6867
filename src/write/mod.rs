//! Results become workbooks and CSV files: columns from the schema, one look for all, text never
//! run as a formula, the same bytes for the same input.

mod annotated;
mod annotated_csv;
mod annotated_formats;
mod cell;
mod cover;
mod data_sheet;
mod delimited;
mod destination;
mod drop_down;
mod file_name;
mod files;
mod findings;
mod findings_sheet;
mod grid;
mod hashed_file;
mod long_sheet;
mod plain_file;
mod read_me;
mod recorded_findings;
mod rejects;
mod run_json;
mod sheet_name;
mod streamed;
mod style;
mod template;
mod template_columns;
#[cfg(test)]
mod tests;
mod width;
mod workbook;
mod xlsx;
mod xml;

pub use annotated::{AnnotatedWorkbook, CopiedValue, SheetCopy, SheetRemarks};
pub use annotated_csv::AnnotatedCsv;
pub use destination::Destination;
pub use file_name::safe_file_stem;
pub use files::{write_workbook, write_workbooks};
pub use findings::write_findings;
pub use findings_sheet::{anchor, write_linked_findings};
pub use plain_file::write_bytes;
pub use recorded_findings::{RecordedFinding, RecordedFindings};
pub use rejects::{ERRORS, RejectSheet, write_rejects};
pub use run_json::{RUN_JSON, RunJson, write_run_json};
pub use streamed::{StreamedRows, StreamedSheet, write_streamed};
pub use template::write_template;
pub use template_columns::{criteria_fields, template_fields, template_tables};
pub use workbook::{Cover, CoverBlock, CoverValue, ExtraColumn, Sheet, Workbook, Written};
