//! What a run costs: reading, selecting, writing and the whole, over books of a given size.
//!
//! Each stage is measured on its own and by the same count of contacts, so that one call shows what
//! share of the whole run each of them takes.
//!
//! ```text
//! cargo bench                                        a book of 10,000 contacts
//! SEGBOOK_BENCH_CONTACTS=1000000 cargo bench         one book of this size
//! SEGBOOK_BENCH_BOOK=bench-book SEGBOOK_BENCH_CONTACTS=1000000 cargo bench
//!                                                    writes the book, and stops
//! SEGBOOK_BENCH_LEDGER=5000000 cargo bench ledger    the same runs beside a small and a large ledger
//! SEGBOOK_BENCH_BOOK=bench-book SEGBOOK_BENCH_LEDGER=5000000 cargo bench
//!                                                    writes the book with that ledger, and stops
//! SEGBOOK_BENCH_RATIOS=1 SEGBOOK_BENCH_CONTACTS=1000000 cargo bench
//!                                                    prints reading and writing as ratios, and stops
//! python benches/scripts/compare.py target/release/segbook bench-book
//!                                                    the whole job beside scripts for polars and DuckDB
//! ```
//!
//! `SEGBOOK_BENCH_FORMAT` is `xlsx` (default) or `csv`, `SEGBOOK_BENCH_SEGMENTS` the number of
//! segments (default 1) of six steps each. With `SEGBOOK_BENCH_TABLES=contacts` a book has neither
//! groups nor history, and segments of one step. Books are kept in the target folder for the next
//! time.

mod generator;
mod growth;
mod ratios;
mod stages;

use std::path::{Path, PathBuf};
use std::{env, fs};

use divan::Bencher;
use generator::{Format, Plan, WORK_DATE, write_book};
use segbook::filter::{Context, Filter};
use segbook::schema::Kind;
use segbook::table::Column;
use segbook::value::{Date, DecimalMark, Value};
use stages::Checked;

fn main() {
    match env::var_os("SEGBOOK_BENCH_BOOK") {
        Some(folder) => {
            let folder = Path::new(&folder);
            match env::var_os("SEGBOOK_BENCH_LEDGER") {
                Some(_) => {
                    growth::write_book(folder, number("SEGBOOK_BENCH_LEDGER", 0) as usize);
                    growth::restore(folder);
                }
                None => write_book(folder, plan(number("SEGBOOK_BENCH_CONTACTS", 10_000))),
            }
        }
        None if env::var_os("SEGBOOK_BENCH_RATIOS").is_some() => {
            ratios::print(&book(number("SEGBOOK_BENCH_CONTACTS", 10_000)));
        }
        None => divan::main(),
    }
}

fn number(variable: &str, usual: u32) -> u32 {
    env::var(variable).map_or(usual, |text| {
        text.parse()
            .unwrap_or_else(|_| panic!("{variable} is a number, not {text}"))
    })
}

fn plan(contacts: u32) -> Plan {
    let format = match env::var("SEGBOOK_BENCH_FORMAT").as_deref() {
        Ok("csv") => Format::Csv,
        Ok("xlsx") | Err(_) => Format::Xlsx,
        Ok(other) => panic!("SEGBOOK_BENCH_FORMAT is xlsx or csv, not {other}"),
    };
    let contacts_alone = match env::var("SEGBOOK_BENCH_TABLES").as_deref() {
        Ok("contacts") => true,
        Ok("all") | Err(_) => false,
        Ok(other) => panic!("SEGBOOK_BENCH_TABLES is all or contacts, not {other}"),
    };
    Plan {
        contacts,
        contacts_alone,
        segments: number("SEGBOOK_BENCH_SEGMENTS", 1),
        format,
    }
}

/// The size of this call, as a list: figures are labelled with it.
fn sizes() -> Vec<u32> {
    vec![number("SEGBOOK_BENCH_CONTACTS", 10_000)]
}

/// A book of this size, made when it is not there yet.
fn book(contacts: u32) -> PathBuf {
    let plan = plan(contacts);
    let tables = if plan.contacts_alone { "-contacts" } else { "" };
    let name = format!("{contacts}-{}-{:?}{tables}", plan.segments, plan.format).to_lowercase();
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR"))
        .join("books")
        .join(name);
    if !folder.exists() {
        let half_made = folder.with_extension("tmp");
        let _ = fs::remove_dir_all(&half_made);
        write_book(&half_made, plan);
        fs::rename(&half_made, &folder).expect("the book can be moved to its place");
    }
    folder
}

/// Two sizes of a ledger: what is done beside them should cost the same.
fn ledger_sizes() -> [u32; 2] {
    [10_000, number("SEGBOOK_BENCH_LEDGER", 500_000)]
}

/// A small book beside a ledger of this size, made when it is not there yet.
fn book_with_ledger(entries: u32) -> PathBuf {
    let books = Path::new(env!("CARGO_TARGET_TMPDIR")).join("books");
    let folder = books.join(format!("ledger-{entries}"));
    if !folder.exists() {
        let half_made = folder.with_extension("tmp");
        let _ = fs::remove_dir_all(&half_made);
        growth::write_book(&half_made, entries as usize);
        fs::rename(&half_made, &folder).expect("the book can be moved to its place");
    }
    folder
}

/// What every stage is measured by, so that their figures stand side by side.
fn contacts_counter(contacts: u32) -> divan::counter::ItemsCount {
    divan::counter::ItemsCount::new(contacts)
}

/// Files into columns.
#[divan::bench(args = sizes(), sample_count = 3, sample_size = 1)]
fn stage_1_read(bencher: Bencher, contacts: u32) {
    let settings = stages::settings(&book(contacts));
    bencher
        .counter(contacts_counter(contacts))
        .bench(|| stages::read(&settings));
}

/// The same files, which have not changed since; those of less than 4 MiB are read as before.
#[divan::bench(args = sizes(), sample_count = 3, sample_size = 1)]
fn stage_1_read_again(bencher: Bencher, contacts: u32) {
    let settings = stages::settings(&book(contacts));
    let folder = tempfile::tempdir().expect("a folder");
    stages::keep(&settings, folder.path());
    bencher
        .counter(contacts_counter(contacts))
        .bench(|| stages::read_again(&settings, folder.path()));
}

/// The rules across rows and tables.
#[divan::bench(args = sizes(), sample_count = 3, sample_size = 1)]
fn stage_2_check(bencher: Bencher, contacts: u32) {
    let settings = stages::settings(&book(contacts));
    bencher
        .counter(contacts_counter(contacts))
        .with_inputs(|| stages::read(&settings))
        .bench_values(stages::checked);
}

/// Steps into lines, for all segments.
#[divan::bench(args = sizes(), sample_count = 3, sample_size = 1)]
fn stage_3_select(bencher: Bencher, contacts: u32) {
    let checked = Checked::new(&book(contacts));
    bencher
        .counter(contacts_counter(contacts))
        .bench(|| checked.select());
}

/// The log entries of all segments into workbooks.
#[divan::bench(args = sizes(), sample_count = 3, sample_size = 1)]
fn stage_4_write(bencher: Bencher, contacts: u32) {
    let checked = Checked::new(&book(contacts));
    let selections = checked.select();
    bencher
        .counter(contacts_counter(contacts))
        .with_inputs(|| tempfile::tempdir().expect("a folder"))
        .bench_refs(|folder| checked.write(&selections, folder.path()));
}

/// Read, check, select, log, write and commit.
#[divan::bench(args = sizes(), sample_count = 3, sample_size = 1)]
fn whole_run(bencher: Bencher, contacts: u32) {
    let folder = book(contacts);
    let settings = stages::settings(&folder);
    bencher
        .counter(contacts_counter(contacts))
        .with_inputs(|| stages::fresh(&folder))
        .bench_values(|()| stages::run(&settings));
    stages::fresh(&folder);
}

/// A thousand entries logged beside so many, a thousand of which stand in a history sheet.
#[divan::bench(args = ledger_sizes(), sample_count = 5, sample_size = 1)]
fn ledger_run(bencher: Bencher, entries: u32) {
    let folder = book_with_ledger(entries);
    let settings = stages::settings(&folder);
    bencher
        .with_inputs(|| growth::restore(&folder))
        .bench_values(|()| stages::run(&settings));
}

/// A logged segment of a thousand entries canceled.
#[divan::bench(args = ledger_sizes(), sample_count = 5, sample_size = 1)]
fn ledger_cancel(bencher: Bencher, entries: u32) {
    let folder = book_with_ledger(entries);
    let settings = stages::settings(&folder);
    bencher
        .with_inputs(|| growth::restore(&folder))
        .bench_values(|()| growth::cancel(&settings));
}

/// Making the book, to know what the others do not pay for.
#[divan::bench(args = sizes(), sample_count = 1, sample_size = 1)]
fn generate(bencher: Bencher, contacts: u32) {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("generated");
    bencher
        .counter(contacts_counter(contacts))
        .bench(|| write_book(&folder, plan(contacts)));
    let _ = fs::remove_dir_all(&folder);
}

/// Filters over a million names, all of them different.
#[divan::bench(args = ["Name 77", "Name 77|Name 99", "Name 7*", "*77*", "@*NAME*7", "Name 5..Name 6", "<>''"])]
fn filter_distinct_texts(bencher: Bencher, text: &str) {
    let mut column = Column::new(Kind::Text(100));
    for row in 0..1_000_000 {
        column.push(Value::Text(&format!("Name {row}")));
    }
    filter_column(bencher, text, Kind::Text(100), &column);
}

/// Filters over a million dates.
#[divan::bench(args = ["T", "T-90D..T", "<>MONTH&>=Y-1"])]
fn filter_dates(bencher: Bencher, text: &str) {
    let mut column = Column::new(Kind::Date);
    for row in 0..1_000_000 {
        column.push(Value::date(Date::from_days(738_000 + row % 2_000)));
    }
    filter_column(bencher, text, Kind::Date, &column);
}

fn filter_column(bencher: Bencher, text: &str, kind: Kind, column: &Column) {
    let context = Context {
        date: Date::parse_iso(WORK_DATE).expect("a date"),
        user: "BENCH".to_owned(),
        date_order: None,
        decimal_mark: DecimalMark::Point,
        fiscal_year_start: 1,
        filter_characters_max: 2048,
    };
    let filter = Filter::parse(text, kind, &context).expect("a readable filter");
    bencher
        .counter(divan::counter::ItemsCount::new(column.len()))
        .bench_local(|| filter.rows(column));
}
