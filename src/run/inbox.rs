//! Everything that a command knows before it selects: the book, what the ledger tells, the segments.

use std::collections::BTreeSet;

use crate::check::{self, Book, CheckOptions};
use crate::config::{OnError, Settings};
use crate::decode::{Cache, CacheUse, InputRecord, decode_inputs};
use crate::error::{Error, Result};
use crate::finding::Findings;
use crate::ledger::Ledger;
use crate::progress::Progress;
use crate::schema::{self, TableNo, logged_segment};
use crate::segment::{Addresses, Register, RunDefaults, Segment, Templates, segments};
use crate::select::{History, Plan, PlanContext, SavedCriteria};
use crate::table::Records;

use super::filter_context::filter_context;
use super::report::{Report, RunState, TableCount};

/// The book with its segments.
pub(super) struct Inbox {
    pub(super) book: Book,
    pub(super) register: Register,
    pub(super) templates: Templates,
    pub(super) addresses: Addresses,
    pub(super) segments: Vec<Segment>,
    pub(super) saved: SavedCriteria,
    /// The ledger's logged segments.
    pub(super) logged_segments: Records,
    pub(super) findings: Findings,
    pub(super) unreadable: Vec<Error>,
    pub(super) inputs: Vec<InputRecord>,
}

impl Inbox {
    /// Reads and checks the inputs, and puts the segments together. Tables for which `wanted` is
    /// false are as if nobody had supplied them.
    pub(super) fn read(
        ledger: &Ledger,
        settings: &Settings,
        wanted: &(dyn Fn(TableNo) -> bool + Sync),
        cache: &Cache,
        progress: &dyn Progress,
    ) -> Result<Self> {
        let decoded = decode_inputs(&settings.input, &settings.limits, wanted, cache, progress)?;
        let mut findings = decoded.findings;
        let options = CheckOptions {
            reject: settings.on_error == OnError::Reject,
            strict: settings.strict,
        };
        let history =
            |table, fields: &[_], numbers: &[_]| ledger.numbered_entries(table, fields, numbers);
        let book = check::check(decoded.tables, &history, options, &mut findings)?;
        let logged_segments = ledger.records(&schema::LOGGED_SEGMENT, &[])?;
        let register = register(&book, ledger, &logged_segments)?;
        let templates = Templates::new(&book);
        let mut segments = segments(
            &book,
            &register,
            &templates,
            run_defaults(settings),
            &mut findings,
        );
        if settings.strict {
            for segment in &mut segments {
                segment.is_faulty |= segment.has_warnings;
            }
        }
        let kept = ledger.records(&schema::SAVED_SEGMENT_CRITERIA_LINE, &[])?;
        let saved = SavedCriteria::new(&book, &kept, &mut findings);
        Ok(Self {
            addresses: Addresses::new(&book),
            book,
            register,
            templates,
            segments,
            saved,
            logged_segments,
            findings,
            unreadable: decoded.unreadable,
            inputs: decoded.inputs,
        })
    }

    /// The plans of segments, with what is wrong with their steps.
    pub(super) fn plans<'a>(
        &self,
        settings: &Settings,
        segments: impl Iterator<Item = &'a Segment>,
    ) -> Vec<(Plan, Findings)> {
        let context = filter_context(settings);
        let no_entries = Records::empty(&schema::INTERACTION_LOG_ENTRY);
        let history = History::new(&self.book, &no_entries, &self.logged_segments);
        let from = PlanContext {
            book: &self.book,
            context: &context,
            saved: &self.saved,
            history: &history,
        };
        segments
            .map(|segment| {
                let mut findings = Findings::default();
                let plan = Plan::new(&segment.steps, from, &mut findings);
                (plan, findings)
            })
            .collect()
    }

    /// A report that takes over what reading and checking found.
    pub(super) fn report(&mut self) -> Report {
        Report {
            findings: std::mem::take(&mut self.findings),
            unreadable: std::mem::take(&mut self.unreadable),
            tables: self.table_counts(),
            inputs: std::mem::take(&mut self.inputs),
            ..Report::empty(RunState::Nothing)
        }
    }

    /// Rows by table, as they are reported.
    fn table_counts(&self) -> Vec<TableCount> {
        self.book.counts().iter().map(TableCount::of).collect()
    }
}

/// What was decoded of the inputs before. Only a command that `writes`, and so has the ledger to
/// itself, adds to it or takes from it.
pub(super) fn cache_beside_ledger(settings: &Settings, writes: bool) -> Cache {
    let mut folder = settings.ledger.clone().into_os_string();
    folder.push(".cache");
    let usage = match (settings.cache, writes) {
        (true, false) => CacheUse::Find,
        (true, true) => CacheUse::Keep,
        (false, false) => CacheUse::None,
        (false, true) => CacheUse::Clear,
    };
    Cache::new(folder.into(), usage)
}

/// What fills a blank header cell besides the template.
pub(super) fn run_defaults(settings: &Settings) -> RunDefaults<'_> {
    RunDefaults {
        date: settings.date,
        salesperson: &settings.salesperson,
    }
}

/// Numbers that are used, from the ledger and from history sheets.
fn register(book: &Book, ledger: &Ledger, kept: &Records) -> Result<Register> {
    let mut logged = BTreeSet::new();
    let mut canceled = BTreeSet::new();
    for records in book
        .table(&schema::LOGGED_SEGMENT)
        .into_iter()
        .chain([kept])
    {
        for row in 0..records.len() {
            logged.insert(records.text(row, logged_segment::SEGMENT_NO).to_owned());
        }
    }
    for row in 0..kept.len() {
        if kept.boolean(row, logged_segment::CANCELED) {
            canceled.insert(kept.integer(row, logged_segment::ENTRY_NO));
        }
    }
    Ok(Register::new(
        ledger.segment_uses()?,
        logged,
        canceled,
        ledger.last_number()?,
    ))
}
