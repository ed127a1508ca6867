//! Lines become interaction log entries, campaign entries and a logged segment; and the follow-up
//! of a segment is made (BC codeunit 5051 *`SegManagement`*). What is logged can be canceled, evaluated
//! and purged. Pure: numbers come in as values.

mod campaigns;
pub mod cancel;
mod entries;
#[cfg(test)]
mod entry_tests;
mod evaluate;
mod follow_up;
mod log_rows;
mod logged;
#[cfg(test)]
mod logging_tests;
pub mod purge;
mod requirements;
#[cfg(test)]
mod requirements_tests;
mod targets;

pub use campaigns::{CampaignContext, CampaignEntries, KnownCampaignEntries};
pub use entries::{LogEntries, entry_fields, field_of_line};
pub use evaluate::{Assessment, evaluate};
pub use follow_up::FollowUp;
pub use log_rows::{Alteration, LogRows, entry_nos};
pub use logged::logged_segment_row;
pub use requirements::{Requirements, check_header, check_lines, may_follow_from_rejected_rows};
pub use targets::CampaignTargets;
