//! Cancelling and un-cancelling: the rows that are named, and those that follow them.

use crate::config::Settings;
use crate::error::Result;
use crate::ledger::Ledger;
use crate::log::{LogRows, cancel as rules, entry_nos};
use crate::schema::{
    CAMPAIGN_ENTRY, INTERACTION_LOG_ENTRY, LOGGED_SEGMENT, campaign_entry, interaction_log_entry,
    logged_segment,
};
use crate::table::Records;

use super::change::{Found, Logged};
use super::named_entries::NamedEntries;

/// What marking the named rows as canceled (or not) changes.
pub(super) fn find(
    ledger: &Ledger,
    settings: &Settings,
    what: Logged,
    names: &[String],
    canceled: bool,
) -> Result<Found> {
    let look_up = NamedEntries {
        ledger,
        settings,
        what,
    };
    let mut asked = look_up.records(names)?;
    let marked = rules::take_unchanged(&mut asked, canceled);
    let remarks = marked
        .iter()
        .map(|no| remark(what, *no, canceled))
        .collect();
    let mut refused = Vec::new();
    if what == Logged::Entries && !canceled {
        let segments = linked(&asked, interaction_log_entry::LOGGED_SEGMENT_ENTRY_NO);
        let campaigns = linked(&asked, interaction_log_entry::CAMPAIGN_ENTRY_NO);
        refused = rules::refusals(
            &asked,
            &ledger.records_among(&LOGGED_SEGMENT, logged_segment::ENTRY_NO, &segments)?,
            &ledger.records_among(&CAMPAIGN_ENTRY, campaign_entry::ENTRY_NO, &campaigns)?,
        );
    }
    let rows = with_followers(ledger, what, asked)?;
    Ok(Found {
        alteration: rules::mark(rows, canceled),
        remarks,
        refused,
        freed: Vec::new(),
    })
}

/// The rows of a table, and those of the others that follow them.
pub(super) fn with_followers(ledger: &Ledger, what: Logged, named: Records) -> Result<LogRows> {
    let numbers = entry_nos(&named);
    let entries_of = |link| ledger.records_among(&INTERACTION_LOG_ENTRY, link, &numbers);
    Ok(match what {
        Logged::Segments => LogRows {
            logged_segments: named,
            log_entries: entries_of(rules::ENTRY_OF_LOGGED_SEGMENT)?,
            campaign_entries: ledger.records_among(
                &CAMPAIGN_ENTRY,
                rules::CAMPAIGN_ENTRY_OF_LOGGED_SEGMENT,
                &numbers,
            )?,
        },
        Logged::Entries => LogRows {
            log_entries: named,
            ..LogRows::empty()
        },
        Logged::CampaignEntries => {
            let mut rows = LogRows {
                log_entries: entries_of(rules::ENTRY_OF_CAMPAIGN_ENTRY)?,
                campaign_entries: named,
                ..LogRows::empty()
            };
            rules::keep_entries_of_campaigns(&mut rows);
            rows
        }
    })
}

/// The rows of another table that these name, each once.
fn linked(records: &Records, link: crate::schema::FieldNo) -> Vec<i64> {
    let mut numbers: Vec<i64> = (0..records.len())
        .map(|row| records.integer(row, link))
        .filter(|&no| no != 0)
        .collect();
    numbers.sort_unstable();
    numbers.dedup();
    numbers
}

fn remark(what: Logged, no: i64, canceled: bool) -> String {
    let name = what.one();
    if canceled {
        format!("{name} {no} is canceled already")
    } else {
        format!("{name} {no} is not canceled")
    }
}
