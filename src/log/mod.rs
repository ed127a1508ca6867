//! Lines become interaction log entries, campaign entries and a logged segment; and the follow-up
//! of a segment is made (BC codeunit 5051 *`SegManagement`*). Pure: numbers come in as values.

mod campaigns;
mod entries;
mod follow_up;
mod logged;
#[cfg(test)]
mod logging_tests;
mod requirements;

pub use campaigns::{CampaignContext, CampaignEntries, KnownCampaignEntries};
pub use entries::{LogEntries, entry_fields, field_of_line};
pub use follow_up::FollowUp;
pub use logged::logged_segment_row;
pub use requirements::{Requirements, check_header, check_lines, may_follow_from_rejected_rows};
