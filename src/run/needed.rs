//! What a command that only shows something reads: the facts about contacts that its steps look at,
//! and no others. A first look at headers and criteria tells which these are.

use std::collections::BTreeSet;

use crate::config::Settings;
use crate::decode::Cache;
use crate::error::Result;
use crate::ledger::Ledger;
use crate::progress::Silent;
use crate::schema::{self, TableNo};
use crate::segment::CRITERIA_TABLES;
use crate::select::{Plan, tables_looked_at};

use super::choice::Choice;
use super::inbox::Inbox;
use super::report::Request;

/// The tables that tell which facts are needed.
const DEFINITIONS: [TableNo; 5] = [
    schema::SEGMENT_HEADER.no,
    schema::SEGMENT_CRITERIA_LINE.no,
    schema::SAVED_SEGMENT_CRITERIA.no,
    schema::SAVED_SEGMENT_CRITERIA_LINE.no,
    schema::LOGGED_SEGMENT.no,
];

/// Facts about contacts that nobody has to read for this request: each is a table of criteria that
/// no step of the segments asked for looks at. What is wrong is not told here: the tables that say
/// so are read again with the rest.
pub(super) fn facts_not_needed(
    ledger: &Ledger,
    request: &Request,
    settings: &Settings,
    cache: &Cache,
) -> Result<BTreeSet<TableNo>> {
    let first_look = |no| DEFINITIONS.contains(&no);
    let inbox = Inbox::read(ledger, settings, &first_look, cache, &Silent)?;
    let choice = Choice {
        book: &inbox.book,
        register: &inbox.register,
        request,
        date: settings.date,
    };
    let mut asked = choice.asked(&inbox.segments);
    if asked.is_empty() {
        // A name may be one that is found out later: a number of the series.
        asked = (0..inbox.segments.len()).collect();
    }
    let segments = asked.into_iter().map(|at| &inbox.segments[at]);
    let plans = inbox.plans(settings, segments).into_iter();
    let plans: Vec<Plan> = plans.map(|(plan, _)| plan).collect();
    let needed = tables_looked_at(&plans);
    let facts = CRITERIA_TABLES.iter().map(|table| table.no);
    Ok(facts
        .filter(|no| *no != schema::CONTACT.no && !needed.contains(no))
        .collect())
}
