//! Segments in BC's words: headers, lines, steps, templates, languages, addresses, and the rules by
//! which a header and its lines get their values (BC tables 5076, 5077, 5064, 5104).

mod address;
mod correspondence;
mod criteria;
mod criteria_bc_form;
mod header;
mod headers;
mod language;
mod line;
mod number_use;
mod rows_hash;
mod segments;
mod step;
mod template;

pub use address::Addresses;
pub use criteria::{CRITERIA_TABLES, STATISTICS, steps as criteria_steps};
pub use header::{Header, RunDefaults};
pub use line::{LineMaker, LineSource, SegmentLine};
pub use number_use::{Register, SegmentUse};
pub use segments::{HandLine, LINE_NO_STEP, Segment, segments};
pub use step::{Action, FilterField, Step, StepFilter, StepOptions};
pub use template::{Language, Template, Templates};
