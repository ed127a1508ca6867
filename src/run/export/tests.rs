//! Merged entries against the plain list of all numbers: whatever is asked for, in whatever order.

use std::collections::BTreeMap;
use std::path::Path;

use tempfile::TempDir;

use super::merged::MergedEntries;
use super::totals::Totals;
use crate::check::{Book, CheckOptions, check};
use crate::config::{Flags, Settings, resolve};
use crate::finding::Findings;
use crate::ledger::{Changes, Ledger, RunRecord};
use crate::run::where_filter::WhereFilter;
use crate::schema::{FieldNo, INTERACTION_LOG_ENTRY, Table, interaction_log_entry as entry};
use crate::table::{Records, Rows};
use crate::value::{Date, Value};
use crate::write::StreamedRows as _;

/// Entries with these numbers; the description is the number.
struct Numbered(Vec<i64>);

impl Rows for Numbered {
    fn table(&self) -> &'static Table {
        &INTERACTION_LOG_ENTRY
    }

    fn len(&self) -> usize {
        self.0.len()
    }

    fn value(&self, row: usize, field: FieldNo) -> Value<'_> {
        match field {
            entry::ENTRY_NO => Value::Integer(self.0[row]),
            entry::ATTACHMENT_NO => Value::Integer(self.0[row] * 10),
            entry::CANCELED => Value::Boolean(self.0[row] % 1_000 == 0),
            _ => Value::Blank,
        }
    }
}

fn ledger_with(folder: &Path, numbers: Vec<i64>) -> Ledger {
    let path = folder.join("ledger.db");
    let rows = Numbered(numbers);
    let changes = Changes {
        edits: Vec::new(),
        freed: Vec::new(),
        run: RunRecord {
            id: "2026-11-23-00000000".to_owned(),
            command: "run".to_owned(),
            date: Date::new(2026, 11, 23).expect("a day"),
            user: "MARTA".to_owned(),
            committed_at: String::new(),
            json: "{}".to_owned(),
        },
        rows: vec![&rows],
        segment_uses: Vec::new(),
        last_number: None,
        drafts: Vec::new(),
    };
    let ledger = Ledger::open_for_writing(&path).expect("a ledger");
    ledger.commit(&changes).expect("a commit");
    Ledger::open_for_reading(&path).expect("a ledger")
}

fn book_with(numbers: &[i64]) -> Book {
    let rows: Vec<_> = numbers
        .iter()
        .map(|&no| {
            vec![
                (entry::ENTRY_NO, Value::Integer(no)),
                (entry::ATTACHMENT_NO, Value::Integer(no * 10)),
            ]
        })
        .collect();
    let records = Records::from_rows(&INTERACTION_LOG_ENTRY, &rows);
    let tables = BTreeMap::from([(INTERACTION_LOG_ENTRY.no, records)]);
    let none = |table, _: &[FieldNo], _: &[i64]| Ok(Records::empty(table));
    let options = CheckOptions {
        reject: false,
        strict: false,
    };
    check(tables, &none, options, &mut Findings::default()).expect("a book")
}

fn settings(folder: &Path) -> Settings {
    let flags = Flags {
        book: Some(folder.to_owned()),
        user: Some("MARTA".to_owned()),
        ..Flags::default()
    };
    let day = || Date::new(2026, 11, 23).expect("a day");
    resolve(&flags, &|_| None, &day).expect("defaults")
}

#[test]
fn any_range_gives_the_rows_that_stand_there() {
    let folder = TempDir::new().expect("a folder");
    // Even numbers in the ledger, some odd ones and two ends in the sheets.
    let of_ledger: Vec<i64> = (1..=10_000).map(|no| no * 2).collect();
    let of_sheets: Vec<i64> = vec![90_001, -5, 1, 4_097, 8_191, 8_193, 19_999];
    let book = book_with(&of_sheets);
    let settings = settings(folder.path());
    let mut all: Vec<i64> = of_ledger.iter().chain(&of_sheets).copied().collect();
    all.sort_unstable();
    let ledger = ledger_with(folder.path(), of_ledger);
    let path = ledger.path().to_owned();
    drop(ledger);
    let totals = Totals::default();
    for (texts, passes) in [
        (vec![], (|_| true) as fn(i64) -> bool),
        (vec!["Entry No.=>4000"], |no| no > 4_000),
        (vec!["Canceled=Yes"], |no| no > 0 && no % 1_000 == 0),
        (vec!["Entry No.=4090..4100|19999|90001"], |no| {
            (4_090..=4_100).contains(&no) || no == 19_999 || no == 90_001
        }),
        (vec!["Entry No.=5"], |_| false),
    ] {
        let texts: Vec<String> = texts.into_iter().map(str::to_owned).collect();
        let filters = WhereFilter::all(&texts, &INTERACTION_LOG_ENTRY, &[], &settings);
        let filters = filters.expect("filters");
        let ledger = Ledger::open_for_reading(&path).expect("a ledger");
        let entries = MergedEntries::new(&INTERACTION_LOG_ENTRY, &book, ledger, &filters, &totals);
        let entries = entries.expect("entries");
        let expected: Vec<i64> = all.iter().copied().filter(|&no| passes(no)).collect();
        assert_eq!(entries.len(), expected.len(), "{texts:?}");
        for width in [4_096, 1_000, 20_000] {
            let starts: Vec<usize> = (0..expected.len()).step_by(width).collect();
            // Forwards as a writer reads, then backwards.
            for start in starts.iter().chain(starts.iter().rev()).copied() {
                let range = start..expected.len().min(start + width);
                let rows = entries.read(range.clone()).expect("rows");
                let found: Vec<(Value<'_>, Value<'_>)> = (0..rows.len())
                    .map(|row| {
                        let value = |field| rows.value(row, field);
                        (value(entry::ENTRY_NO), value(entry::ATTACHMENT_NO))
                    })
                    .collect();
                let wanted: Vec<_> = expected[range]
                    .iter()
                    .map(|&no| (Value::Integer(no), Value::Integer(no * 10)))
                    .collect();
                assert!(found == wanted, "{texts:?} from {start}, {width} wide");
            }
        }
    }
}
