//! The targets of activated campaigns, over everything that was ever logged, what a run logs now, and
//! the segments that it holds.

use crate::error::Result;
use crate::ledger::Ledger;
use crate::log::{CampaignTargets, LogEntries};
use crate::schema::INTERACTION_LOG_ENTRY;
use crate::select::Lines;
use crate::table::Records;

use super::inbox::Inbox;

/// The rows of Campaign Target Group; none when no campaign is activated or none has a target.
pub(super) fn campaign_targets(
    inbox: &Inbox,
    ledger: &Ledger,
    logged_now: &[LogEntries<'_>],
    held: &[Lines<'_>],
) -> Result<Option<Records>> {
    let Some(mut targets) = CampaignTargets::new(&inbox.book) else {
        return Ok(None);
    };
    if let Some(history) = inbox.book.table(&INTERACTION_LOG_ENTRY) {
        targets.add(history);
    }
    let campaigns: Vec<&str> = targets.campaigns().collect();
    for campaign_no in campaigns {
        let kept = ledger.target_entries(campaign_no, &CampaignTargets::ENTRY_FIELDS)?;
        targets.add(&kept);
    }
    for entries in logged_now {
        // Each reader of entries has its own: see LogEntries.
        targets.add(&entries.again());
    }
    for lines in held {
        targets.add_lines(lines);
    }
    let rows = targets.rows();
    Ok((!rows.is_empty()).then_some(rows))
}
