//! Segments in BC's words: headers, lines, steps, templates, languages, addresses, and the rules by
//! which a header and its lines get their values (BC tables 5076, 5077, 5064, 5104).

mod address;
mod correspondence;
mod criteria;
mod criteria_bc_form;
mod criteria_names;
mod header;
#[cfg(test)]
mod header_tests;
mod headers;
mod language;
#[cfg(test)]
mod language_tests;
mod line;
mod line_cells;
mod line_maker;
#[cfg(test)]
mod line_maker_tests;
mod line_numbers;
mod number_use;
mod owners;
mod rows_hash;
#[cfg(test)]
mod segment_tests;
mod segments;
mod step;
mod template;

pub use address::Addresses;
pub use criteria::steps as criteria_steps;
pub use criteria_bc_form::is_bc_form;
pub use criteria_names::{CRITERIA_TABLES, STATISTICS};
pub use header::{Header, RunDefaults};
pub use line::SegmentLine;
pub use line_maker::{LineMaker, LineSource};
pub use line_numbers::LINE_NO_STEP;
pub use number_use::{Register, SegmentUse};
pub use segments::{HandLine, Segment, segments};
pub use step::{Action, FilterField, Step, StepFilter, StepOptions};
pub use template::{Language, Template, Templates};
