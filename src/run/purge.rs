//! Deleting what is canceled: the rows that pass the filters, and those that are linked to them.

use crate::config::Settings;
use crate::error::{Error, Result};
use crate::ledger::Ledger;
use crate::log::{cancel, entry_nos, purge as rules};

use super::cancel::with_followers;
use super::change::{Found, Logged};
use super::where_filter::{WhereField, WhereFilter, is_looked_up, passing};

/// What deleting the canceled rows that pass all conditions changes.
pub(super) fn find(
    ledger: &Ledger,
    settings: &Settings,
    what: Logged,
    conditions: &[String],
) -> Result<Found> {
    let table = what.table();
    let filters = WhereFilter::all(conditions, table, &[], settings)?;
    let is_looked_up = filters
        .iter()
        .any(|one| matches!(one.field, WhereField::Field(no) if is_looked_up(table, no)));
    if is_looked_up && what == Logged::Entries {
        return Err(
            Error::usage("the ledger keeps no names of contacts to filter on")
                .hint("filter by Contact No. or Contact Company No."),
        );
    } else if is_looked_up {
        return Err(
            Error::usage("the ledger keeps no totals to filter on").hint(format!(
                "filter by another field, or find the numbers by `segbook export {}`",
                what.exported_as()
            )),
        );
    }
    let mark = cancel::canceled_field(table);
    let mut canceled = ledger.marked_records(table, mark)?;
    let passes = passing(&canceled, &filters, &|_, _, _| false);
    canceled.retain(|row| passes.contains(row));
    let freed = match what {
        Logged::Segments => entry_nos(&canceled),
        _ => Vec::new(),
    };
    let rows = with_followers(ledger, what, canceled)?;
    let alteration = match what {
        Logged::Segments => rules::logged_segments(rows),
        Logged::Entries | Logged::CampaignEntries => rules::entries(rows),
    };
    Ok(Found {
        alteration,
        remarks: Vec::new(),
        refused: Vec::new(),
        freed,
    })
}
