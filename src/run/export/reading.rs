//! The sheets that an export reads: its own history sheets, and what tells names and totals.

use crate::check::{self, Book, CheckOptions};
use crate::config::{OnError, Settings};
use crate::decode::{InputRecord, decode_inputs};
use crate::error::{Error, Result};
use crate::finding::Findings;
use crate::finding::code::checking::V011;
use crate::ledger::Ledger;
use crate::progress::Progress;
use crate::run::inbox::cache_beside_ledger;
use crate::run::report::TableCount;
use crate::schema::{self, FieldNo, Table};
use crate::table::Records;

use super::Exported;

/// The checked sheets.
pub(super) struct Inputs {
    pub(super) book: Book,
    pub(super) findings: Findings,
    pub(super) unreadable: Vec<Error>,
    pub(super) files: Vec<InputRecord>,
}

/// Entries of the ledger that are read at a time.
const PIECE_ROWS: usize = 1 << 16;

/// The tables that are read for an export.
fn wanted(what: Exported) -> Vec<&'static Table> {
    match what {
        // The contacts tell their names.
        Exported::Log => vec![&schema::INTERACTION_LOG_ENTRY, &schema::CONTACT],
        // Their totals are over what belongs to them.
        Exported::LoggedSegments => vec![
            &schema::LOGGED_SEGMENT,
            &schema::INTERACTION_LOG_ENTRY,
            &schema::CAMPAIGN_ENTRY,
        ],
        Exported::CampaignEntries => vec![&schema::CAMPAIGN_ENTRY, &schema::INTERACTION_LOG_ENTRY],
        Exported::Contacts => vec![
            &schema::CONTACT,
            &schema::CONTACT_MAILING_GROUP,
            &schema::CONTACT_INDUSTRY_GROUP,
            &schema::CONTACT_JOB_RESPONSIBILITY,
            &schema::CONTACT_BUSINESS_RELATION,
            &schema::INTERACTION_LOG_ENTRY,
        ],
    }
}

impl Inputs {
    pub(super) fn read(
        what: Exported,
        ledger: &Ledger,
        settings: &Settings,
        progress: &dyn Progress,
    ) -> Result<Self> {
        let tables = wanted(what);
        let is_wanted = |no| tables.iter().any(|table| table.no == no);
        let cache = cache_beside_ledger(settings, false);
        let decoded = decode_inputs(
            &settings.input,
            &settings.limits,
            &is_wanted,
            &cache,
            progress,
        )?;
        let mut found = decoded.findings;
        let history = |table: &'static Table, fields: &[FieldNo], numbers: &[i64]| {
            ledger.numbered_entries(table, fields, numbers)
        };
        let options = CheckOptions {
            reject: settings.on_error == OnError::Reject,
            strict: settings.strict,
        };
        let book = check::check(decoded.tables, &history, options, &mut found)?;
        // That a table was not supplied says nothing here: most were not read.
        let mut findings = Findings::default();
        for finding in found.iter().filter(|finding| finding.code.id != V011.id) {
            findings.push(finding.clone());
        }
        Ok(Self {
            book,
            findings,
            unreadable: decoded.unreadable,
            files: decoded.inputs,
        })
    }

    /// Rows by table.
    pub(super) fn counts(&self) -> Vec<TableCount> {
        self.book.counts().iter().map(TableCount::of).collect()
    }
}

/// A table of the ledger that counts its entries, by pieces, with these columns; the key is one.
pub(super) fn pieces(
    ledger: &Ledger,
    table: &'static Table,
    fields: Vec<FieldNo>,
) -> impl Iterator<Item = Result<Records>> {
    let key = table.key().next().map(|key| key.no);
    let mut from = Some(i64::MIN);
    std::iter::from_fn(move || {
        let numbers = from?..=i64::MAX;
        let piece = ledger.entries(table, &fields, numbers, PIECE_ROWS);
        from = match (&piece, key) {
            (Ok(records), Some(key)) if records.len() == PIECE_ROWS => {
                Some(records.integer(PIECE_ROWS - 1, key).saturating_add(1))
            }
            _ => None,
        };
        Some(piece)
    })
}
