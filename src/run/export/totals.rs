//! What BC calculates for a logged segment and for a campaign entry: how many interactions it has,
//! what they cost and how long they took (calculated fields of tables 5075 and 5072).
//!
//! Counted is what has the same Canceled mark as the row itself, over the ledger and the sheets.

use std::collections::BTreeMap;

use crate::check::Book;
use crate::error::Result;
use crate::ledger::Ledger;
use crate::schema::{
    CAMPAIGN_ENTRY, FieldNo, INTERACTION_LOG_ENTRY, LOGGED_SEGMENT, Table, campaign_entry,
    interaction_log_entry as entry, logged_segment,
};
use crate::table::Records;
use crate::value::{Decimal, Value};

use super::reading::pieces;
use crate::run::where_filter::totals_of;

/// A number that rows link to, and whether they are canceled.
type Link = (i64, bool);

/// The totals of all rows of a table.
#[derive(Debug, Default)]
pub(super) struct Totals {
    /// By logged segment: log entries.
    interactions: BTreeMap<Link, i64>,
    /// By logged segment: campaign entries.
    campaign_entries: BTreeMap<Link, i64>,
    /// By campaign entry: for each campaign that entries name with it, mostly one.
    campaigns: BTreeMap<Link, Vec<OfCampaign>>,
}

#[derive(Debug)]
struct OfCampaign {
    campaign_no: String,
    interactions: i64,
    cost: Decimal,
    duration: Decimal,
}

impl Totals {
    /// The totals for an export of `table`; nothing is read for one that has none.
    pub(super) fn new(table: &Table, book: &Book, ledger: &Ledger) -> Result<Self> {
        let mut totals = Self::default();
        if table.no == LOGGED_SEGMENT.no {
            let fields = [
                entry::ENTRY_NO,
                entry::LOGGED_SEGMENT_ENTRY_NO,
                entry::CANCELED,
            ];
            each(book, ledger, &INTERACTION_LOG_ENTRY, &fields, |records| {
                let link = (entry::LOGGED_SEGMENT_ENTRY_NO, entry::CANCELED);
                count(records, link, &mut totals.interactions);
            })?;
            let fields = [
                campaign_entry::ENTRY_NO,
                campaign_entry::REGISTER_NO,
                campaign_entry::CANCELED,
            ];
            each(book, ledger, &CAMPAIGN_ENTRY, &fields, |records| {
                let link = (campaign_entry::REGISTER_NO, campaign_entry::CANCELED);
                count(records, link, &mut totals.campaign_entries);
            })?;
        } else if table.no == CAMPAIGN_ENTRY.no {
            let fields = [
                entry::ENTRY_NO,
                entry::CAMPAIGN_NO,
                entry::CAMPAIGN_ENTRY_NO,
                entry::CANCELED,
                entry::COST_LCY,
                entry::DURATION_MIN,
            ];
            each(book, ledger, &INTERACTION_LOG_ENTRY, &fields, |records| {
                totals.add_campaigns(records);
            })?;
        }
        Ok(totals)
    }

    fn add_campaigns(&mut self, records: &Records) {
        for row in 0..records.len() {
            let no = records.integer(row, entry::CAMPAIGN_ENTRY_NO);
            if no == 0 {
                continue;
            }
            let campaign_no = records.text(row, entry::CAMPAIGN_NO);
            let link = (no, records.boolean(row, entry::CANCELED));
            let of_entry = self.campaigns.entry(link).or_default();
            let known = of_entry
                .iter()
                .position(|one| one.campaign_no == campaign_no);
            let at = known.unwrap_or_else(|| {
                of_entry.push(OfCampaign {
                    campaign_no: campaign_no.to_owned(),
                    interactions: 0,
                    cost: Decimal::ZERO,
                    duration: Decimal::ZERO,
                });
                of_entry.len() - 1
            });
            let total = &mut of_entry[at];
            total.interactions += 1;
            total.cost = total
                .cost
                .saturating_add(records.decimal(row, entry::COST_LCY));
            let duration = records.decimal(row, entry::DURATION_MIN);
            total.duration = total.duration.saturating_add(duration);
        }
    }

    /// The total of a row; none for a field that is none.
    pub(super) fn value(&self, records: &Records, row: usize, no: FieldNo) -> Option<Value<'_>> {
        let table = records.table();
        if !totals_of(table).contains(&no) {
            return None;
        }
        if table.no == LOGGED_SEGMENT.no {
            let link = (
                records.integer(row, logged_segment::ENTRY_NO),
                records.boolean(row, logged_segment::CANCELED),
            );
            let counts = if no == logged_segment::NO_OF_INTERACTIONS {
                &self.interactions
            } else {
                &self.campaign_entries
            };
            return Some(Value::Integer(counts.get(&link).copied().unwrap_or(0)));
        }
        let link = (
            records.integer(row, campaign_entry::ENTRY_NO),
            records.boolean(row, campaign_entry::CANCELED),
        );
        let campaign_no = records.text(row, campaign_entry::CAMPAIGN_NO);
        let found = self
            .campaigns
            .get(&link)
            .and_then(|all| all.iter().find(|one| one.campaign_no == campaign_no));
        Some(match no {
            campaign_entry::COST_LCY => {
                Value::Decimal(found.map_or(Decimal::ZERO, |total| total.cost))
            }
            campaign_entry::DURATION_MIN => {
                Value::Decimal(found.map_or(Decimal::ZERO, |total| total.duration))
            }
            _ => Value::Integer(found.map_or(0, |total| total.interactions)),
        })
    }
}

/// The rows of sheets, then those of the ledger in pieces.
fn each(
    book: &Book,
    ledger: &Ledger,
    table: &'static Table,
    fields: &[FieldNo],
    mut add: impl FnMut(&Records),
) -> Result<()> {
    if let Some(records) = book.table(table) {
        add(records);
    }
    for piece in pieces(ledger, table, fields.to_vec()) {
        add(&piece?);
    }
    Ok(())
}

fn count(
    records: &Records,
    (link, canceled): (FieldNo, FieldNo),
    counts: &mut BTreeMap<Link, i64>,
) {
    for row in 0..records.len() {
        let link = (records.integer(row, link), records.boolean(row, canceled));
        *counts.entry(link).or_default() += 1;
    }
}
