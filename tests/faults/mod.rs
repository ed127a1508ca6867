//! What may go wrong around a run: it is killed between any two steps, another one holds the
//! ledger, a file is damaged or in the way. All of a run is there afterwards, or nothing.

#[cfg(debug_assertions)]
mod kill;
mod mutated;
#[cfg(debug_assertions)]
mod send;
mod stopped;

use std::fs;

use segbook::ledger::Ledger;
use segbook::schema::{
    CAMPAIGN_ENTRY, INTERACTION_LOG_ENTRY, LOGGED_SEGMENT, SAVED_SEGMENT_CRITERIA,
    SAVED_SEGMENT_CRITERIA_LINE,
};
use segbook::segment::SegmentUse;

use crate::support::Book;

/// The command that all of this is about.
const RUN: [&str; 2] = ["run", "--follow-up"];

/// Everything that runs leave behind: the files byte for byte, and the ledger without its clock.
#[derive(Debug, Clone, Default, PartialEq)]
struct Traces {
    names_of_runs: Vec<String>,
    files: Vec<(String, Vec<u8>)>,
    runs: Vec<(String, String)>,
    segment_uses: Vec<SegmentUse>,
    last_number: Option<String>,
    entries: Vec<String>,
}

impl Traces {
    fn of(book: &Book) -> Self {
        let ledger = Ledger::open_for_reading(&book.path("ledger.db")).expect("a ledger");
        let faults = ledger.quick_check().expect("a look through the ledger");
        assert_eq!(faults, [""; 0]);
        let runs = ledger.runs().expect("the runs");
        Self {
            names_of_runs: names_in(book, "out/runs"),
            files: book.results(),
            runs: runs.into_iter().map(|run| (run.id, run.json)).collect(),
            segment_uses: ledger.segment_uses().expect("the segments"),
            last_number: ledger.last_number().expect("the series"),
            entries: entries(&ledger),
        }
    }
}

/// Every row of BC's tables as text.
fn entries(ledger: &Ledger) -> Vec<String> {
    let mut entries = Vec::new();
    for table in [
        &INTERACTION_LOG_ENTRY,
        &CAMPAIGN_ENTRY,
        &LOGGED_SEGMENT,
        &SAVED_SEGMENT_CRITERIA,
        &SAVED_SEGMENT_CRITERIA_LINE,
    ] {
        let records = ledger.records(table, &[]).expect("a table of the ledger");
        for row in 0..records.len() {
            let values: Vec<_> = records
                .fields()
                .map(|field| records.value(row, field))
                .collect();
            entries.push(format!("{}: {values:?}", table.caption));
        }
    }
    entries
}

fn names_in(book: &Book, folder: &str) -> Vec<String> {
    let Ok(entries) = fs::read_dir(book.path(folder)) else {
        return Vec::new();
    };
    let mut names: Vec<String> = entries
        .map(|entry| entry.expect("an entry").file_name())
        .map(|name| name.to_string_lossy().into_owned())
        .collect();
    names.sort();
    names
}
