//! The stages of a run, each on its own, through the library: what one stage made is prepared, and
//! only the next one is measured.

use std::fs;
use std::path::{Path, PathBuf};

use segbook::check::{Book, CheckOptions, check};
use segbook::config::{Flags, Settings, resolve};
use segbook::decode::{Cache, CacheUse, Decoded, decode_inputs};
use segbook::filter::Context;
use segbook::finding::Findings;
use segbook::log::{
    CampaignContext, CampaignEntries, KnownCampaignEntries, LogEntries, entry_fields,
};
use segbook::progress::Silent;
use segbook::run::{Report, Request, RunState, Verb, execute};
use segbook::schema::{self, Table};
use segbook::segment::{Addresses, LineMaker, Register, RunDefaults, Segment, Templates, segments};
use segbook::select::{History, Lines, Plan, PlanContext, SavedCriteria, Selection, select};
use segbook::table::Records;
use segbook::value::Date;
use segbook::write::{Sheet, Workbook, Written, write_workbooks};

use crate::generator::WORK_DATE;

/// The settings of a book, as the command line would resolve them.
pub(crate) fn settings(book: &Path) -> Settings {
    let flags = Flags {
        book: Some(book.to_owned()),
        date: Date::parse_iso(WORK_DATE),
        user: Some("BENCH".to_owned()),
        ..Flags::default()
    };
    let today = || Date::parse_iso(WORK_DATE).expect("a date");
    resolve(&flags, &|_| None, &today).expect("a book without settings of its own")
}

/// Reads and decodes all files.
pub(crate) fn read(settings: &Settings) -> Decoded {
    read_by_way_of(&Cache::none(), settings)
}

/// Keeps what is decoded in a folder.
pub(crate) fn keep(settings: &Settings, folder: &Path) {
    let cache = Cache::new(folder.to_owned(), CacheUse::Keep);
    read_by_way_of(&cache, settings);
    cache.settle();
}

/// Takes from a folder what [`keep`] kept there.
pub(crate) fn read_again(settings: &Settings, folder: &Path) -> Decoded {
    read_by_way_of(&Cache::new(folder.to_owned(), CacheUse::Find), settings)
}

fn read_by_way_of(cache: &Cache, settings: &Settings) -> Decoded {
    let (input, limits) = (&settings.input, &settings.limits);
    let decoded =
        decode_inputs(input, limits, &|_| true, cache, &Silent).expect("the inbox is there");
    assert!(decoded.unreadable.is_empty(), "every file can be read");
    decoded
}

/// Checks what was read, against an empty ledger.
pub(crate) fn checked(decoded: Decoded) -> Book {
    let mut findings = decoded.findings;
    let no_history = |table: &'static Table, _: &[_], _: &[_]| Ok(Records::empty(table));
    let options = CheckOptions {
        reject: false,
        strict: false,
    };
    let book = check(decoded.tables, &no_history, options, &mut findings).expect("no ledger");
    assert!(!findings.has_errors(), "the book is sound");
    book
}

/// The whole run, as the command does it.
pub(crate) fn run(settings: &Settings) -> Report {
    let request = Request {
        verb: Verb::Run,
        segments: Vec::new(),
        follow_up: false,
        dry_run: false,
        letters: segbook::run::LetterRequest::default(),
        lines_shown_max: 0,
    };
    let report = execute(&request, settings, &Silent).expect("the run ends");
    assert!(matches!(report.state, RunState::Done { .. }));
    report
}

/// Removes what an earlier run left, so that each begins alike.
pub(crate) fn fresh(book: &Path) {
    for left in ["out", "ledger.db", "ledger.db-wal", "ledger.db-shm"] {
        let left: PathBuf = book.join(left);
        let _ = fs::remove_dir_all(&left);
        let _ = fs::remove_file(&left);
    }
}

/// A checked book with its segments, ready to be selected.
pub(crate) struct Checked {
    settings: Settings,
    book: Book,
    templates: Templates,
    addresses: Addresses,
    saved: SavedCriteria,
    segments: Vec<Segment>,
}

impl Checked {
    pub(crate) fn new(folder: &Path) -> Self {
        let settings = settings(folder);
        let book = checked(read(&settings));
        let mut findings = Findings::default();
        let templates = Templates::new(&book);
        let register = Register::default();
        let defaults = RunDefaults {
            date: settings.date,
            salesperson: &settings.salesperson,
        };
        let segments = segments(&book, &register, &templates, defaults, &mut findings);
        let none_kept = Records::empty(&schema::SAVED_SEGMENT_CRITERIA_LINE);
        let saved = SavedCriteria::new(&book, &none_kept, &mut findings);
        assert!(!findings.has_errors(), "the segments are sound");
        Self {
            addresses: Addresses::new(&book),
            settings,
            templates,
            saved,
            segments,
            book,
        }
    }

    /// Plans and selects all segments.
    pub(crate) fn select(&self) -> Vec<Selection> {
        let settings = &self.settings;
        let context = Context {
            date: settings.date,
            user: settings.user.clone(),
            date_order: settings.input.date_order,
            decimal_mark: settings.input.decimal_mark,
            fiscal_year_start: settings.fiscal_year_start,
            filter_characters_max: settings.limits.filter_characters_max,
        };
        let no_entries = Records::empty(&schema::INTERACTION_LOG_ENTRY);
        let no_segments = Records::empty(&schema::LOGGED_SEGMENT);
        let history = History::new(&self.book, &no_entries, &no_segments);
        let from = PlanContext {
            book: &self.book,
            context: &context,
            saved: &self.saved,
            history: &history,
        };
        let mut findings = Findings::default();
        let plans: Vec<Plan> = self
            .segments
            .iter()
            .map(|segment| Plan::new(&segment.steps, from, &mut findings))
            .collect();
        assert!(!findings.has_errors(), "the steps are sound");
        let segments: Vec<&Segment> = self.segments.iter().collect();
        select(&self.book, &history, &segments, &plans)
    }

    /// Writes the log entries of each selection into a workbook of its own.
    pub(crate) fn write(&self, selections: &[Selection], folder: &Path) -> Vec<Written> {
        let lines: Vec<Lines<'_>> = self
            .segments
            .iter()
            .zip(selections)
            .map(|(segment, selection)| self.lines(segment, selection))
            .collect();
        let campaigns: Vec<CampaignEntries> = lines.iter().map(campaign_entries).collect();
        let entries: Vec<LogEntries<'_>> = lines
            .iter()
            .zip(&campaigns)
            .map(|(lines, campaigns)| {
                LogEntries::new(lines.again(), &self.addresses, campaigns, 1, 1, "BENCH")
            })
            .collect();
        let workbooks: Vec<Workbook<'_>> = self
            .segments
            .iter()
            .zip(&entries)
            .map(|(segment, entries)| Workbook {
                folder: "logged",
                stem: &segment.no,
                created_on: self.settings.date,
                cover: None,
                sheets: vec![Sheet::new(entries, entry_fields())],
            })
            .collect();
        write_workbooks(folder, &workbooks, &self.settings.output, &Silent)
            .expect("the disk has room")
    }

    fn lines<'a>(&'a self, segment: &'a Segment, selection: &'a Selection) -> Lines<'a> {
        let maker = LineMaker {
            book: &self.book,
            header: &segment.header,
            templates: &self.templates,
            addresses: &self.addresses,
            line_languages: &segment.line_languages,
            rows: self.book.table(&schema::SEGMENT_LINE),
        };
        Lines::new(&segment.no, maker, &selection.lines, &selection.reused)
    }
}

fn campaign_entries(lines: &Lines<'_>) -> CampaignEntries {
    let context = CampaignContext {
        last_entry_no: 0,
        logged_segment_entry_no: 1,
        description: "A bench",
        user: "BENCH",
    };
    CampaignEntries::new(lines, &KnownCampaignEntries::default(), context)
}
