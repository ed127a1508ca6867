//! What a run costs: reading, selecting, writing and the whole, over books of a given size.
//!
//! ```text
//! cargo bench                                        books of 10,000 and 100,000 contacts
//! SEGBOOK_BENCH_CONTACTS=1000000 cargo bench         one book of this size
//! SEGBOOK_BENCH_BOOK=/tmp/book SEGBOOK_BENCH_CONTACTS=1000000 cargo bench
//!                                                    writes the book, and stops
//! ```
//!
//! `SEGBOOK_BENCH_FORMAT` is `xlsx` (default) or `csv`, `SEGBOOK_BENCH_SEGMENTS` the number of
//! segments (default 1) of six steps each. Books are kept in the target folder for the next time.

mod generator;

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::{env, fs};

use divan::Bencher;
use generator::{Format, Plan, WORK_DATE, write_book};
use segbook::filter::{Context, Filter};
use segbook::schema::Kind;
use segbook::table::Column;
use segbook::value::{Date, DecimalMark, Value};

fn main() {
    match env::var_os("SEGBOOK_BENCH_BOOK") {
        Some(folder) => {
            let contacts = number("SEGBOOK_BENCH_CONTACTS", 10_000);
            write_book(Path::new(&folder), plan(contacts));
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
    Plan {
        contacts,
        segments: number("SEGBOOK_BENCH_SEGMENTS", 1),
        format,
    }
}

/// The sizes of this call.
fn sizes() -> Vec<u32> {
    match number("SEGBOOK_BENCH_CONTACTS", 0) {
        0 => vec![10_000, 100_000],
        contacts => vec![contacts],
    }
}

/// A book of this size, made when it is not there yet.
fn book(contacts: u32) -> PathBuf {
    let plan = plan(contacts);
    let name = format!("{contacts}-{}-{:?}", plan.segments, plan.format).to_lowercase();
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

/// Removes what an earlier command left, so that each begins alike.
fn fresh(book: &Path) {
    for left in ["out", "ledger.db", "ledger.db-wal", "ledger.db-shm"] {
        let left = book.join(left);
        let _ = fs::remove_dir_all(&left);
        let _ = fs::remove_file(&left);
    }
}

/// Runs a command over a book, as a user does.
fn command(bencher: Bencher, contacts: u32, verb: &str) {
    let book = book(contacts);
    bencher
        .counter(divan::counter::ItemsCount::new(contacts))
        .with_inputs(|| fresh(&book))
        .bench_values(|()| {
            let status = Command::new(env!("CARGO_BIN_EXE_segbook"))
                .args([
                    verb, "--quiet", "--date", WORK_DATE, "--user", "BENCH", "--book",
                ])
                .arg(&book)
                .stdout(Stdio::null())
                .status()
                .expect("the command starts");
            assert!(status.success(), "segbook {verb} ended with {status}");
        });
    fresh(&book);
}

/// Read, decode and check.
#[divan::bench(args = sizes(), sample_count = 3, sample_size = 1)]
fn read(bencher: Bencher, contacts: u32) {
    command(bencher, contacts, "check");
}

/// The same, and select.
#[divan::bench(args = sizes(), sample_count = 3, sample_size = 1)]
fn read_and_select(bencher: Bencher, contacts: u32) {
    command(bencher, contacts, "preview");
}

/// The same, and write the segments for review.
#[divan::bench(args = sizes(), sample_count = 3, sample_size = 1)]
fn read_select_and_write(bencher: Bencher, contacts: u32) {
    command(bencher, contacts, "select");
}

/// Read, select, log, write and commit.
#[divan::bench(args = sizes(), sample_count = 3, sample_size = 1)]
fn whole_run(bencher: Bencher, contacts: u32) {
    command(bencher, contacts, "run");
}

/// Making the book, to know what the others do not pay for.
#[divan::bench(args = sizes(), sample_count = 1, sample_size = 1)]
fn generate(bencher: Bencher, contacts: u32) {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("generated");
    bencher.bench(|| write_book(&folder, plan(contacts)));
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
