//! The rows that logging writes for each segment, besides its entries: numbers go on after the
//! highest that history sheets and the ledger have.

use crate::error::Result;
use crate::ledger::Ledger;
use crate::log::{CampaignContext, CampaignEntries, KnownCampaignEntries, logged_segment_row};
use crate::schema::{self, FieldNo, Table, campaign_entry};
use crate::select::{Effect, RecordedAction, criteria_rows};
use crate::table::{Column, Records};

use super::execute::Batch;
use super::selected::Selected;

/// The rows that logging one segment writes, besides its entries.
pub(super) struct LoggedRows {
    pub(super) entry_no: i64,
    pub(super) first_entry_no: i64,
    pub(super) logged_segment: Records,
    pub(super) campaigns: CampaignEntries,
    pub(super) criteria: Records,
    pub(super) follow_up_criteria: Records,
}

/// Numbers go on after the highest that sheets and ledger have, without gaps.
pub(super) fn logged_rows(
    batch: Batch<'_>,
    ledger: &Ledger,
    selected: &[&Selected<'_>],
) -> Result<Vec<LoggedRows>> {
    let highest = |table: &'static Table| -> Result<i64> {
        Ok(ledger
            .highest_entry_no(table)?
            .max(highest_in_sheets(batch, table)))
    };
    let mut entry_no = highest(&schema::LOGGED_SEGMENT)?;
    let mut last_entry_no = highest(&schema::INTERACTION_LOG_ENTRY)?;
    let mut last_campaign_entry_no = highest(&schema::CAMPAIGN_ENTRY)?;
    let known = known_campaign_entries(batch, ledger)?;
    let user = batch.settings.user.as_str();
    let mut all = Vec::with_capacity(selected.len());
    for one in selected {
        entry_no += 1;
        let no = &one.working.numbered.no;
        let description = &one.working.segment.header.description;
        let lines = batch.lines(one);
        let context = CampaignContext {
            last_entry_no: last_campaign_entry_no,
            logged_segment_entry_no: entry_no,
            description,
            user,
        };
        let campaigns = CampaignEntries::new(&lines, &known, context);
        last_campaign_entry_no += campaigns.count();
        let count = lines.count() as u64;
        let effect = Effect {
            matched: distinct_contacts(one),
            added: count,
            after: count,
            ..Effect::default()
        };
        let follow_up_no = one
            .working
            .numbered
            .follow_up
            .as_deref()
            .unwrap_or_default();
        let reuse = RecordedAction::reuse(1, entry_no, no, effect);
        all.push(LoggedRows {
            entry_no,
            first_entry_no: last_entry_no + 1,
            logged_segment: logged_segment_row(
                entry_no,
                no,
                description,
                batch.settings.date,
                user,
            ),
            campaigns,
            criteria: criteria_rows(no, &one.actions),
            follow_up_criteria: criteria_rows(follow_up_no, &[reuse]),
        });
        last_entry_no += lines.count() as i64;
    }
    Ok(all)
}

fn distinct_contacts(one: &Selected<'_>) -> u64 {
    let mut contacts: Vec<u32> = one
        .selection
        .lines
        .iter()
        .map(|line| line.contact)
        .collect();
    contacts.sort_unstable();
    contacts.dedup();
    contacts.len() as u64
}

/// The highest Entry No. of a table's history sheets.
fn highest_in_sheets(batch: Batch<'_>, table: &'static Table) -> i64 {
    let key = table.key().next().map(|key| key.no);
    let column = batch
        .inbox
        .book
        .table(table)
        .and_then(|records| records.column(key?));
    match column {
        Some(Column::Integer(numbers)) => numbers.iter().copied().max().unwrap_or(0),
        _ => 0,
    }
}

fn known_campaign_entries(batch: Batch<'_>, ledger: &Ledger) -> Result<KnownCampaignEntries> {
    const FIELDS: [FieldNo; 4] = [
        campaign_entry::ENTRY_NO,
        campaign_entry::CAMPAIGN_NO,
        campaign_entry::SEGMENT_NO,
        campaign_entry::DOCUMENT_TYPE,
    ];
    let mut known = KnownCampaignEntries::default();
    if let Some(records) = batch.inbox.book.table(&schema::CAMPAIGN_ENTRY) {
        known.add(records);
    }
    known.add(&ledger.records(&schema::CAMPAIGN_ENTRY, &FIELDS)?);
    Ok(known)
}
