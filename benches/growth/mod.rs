//! A small book beside a ledger of any size: what logging, cancelling and a history sheet cost must
//! not grow with what was ever logged.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use segbook::config::Settings;
use segbook::ledger::{Changes, Ledger, RunRecord};
use segbook::progress::Silent;
use segbook::run::{Action, ChangeRequest, Logged, RunState, change};
use segbook::schema::{
    CAMPAIGN_ENTRY, FieldNo, INTERACTION_LOG_ENTRY, LOGGED_SEGMENT, Table, campaign_entry,
    interaction_log_entry as entry, logged_segment,
};
use segbook::table::Rows;
use segbook::value::{Date, Decimal, Value};

use crate::generator::WORK_DATE;
use crate::stages;

/// Entries of each logged segment.
const SEGMENT_ENTRIES: usize = 1_000;
/// Rows of the history sheet, all of which the ledger has.
const SHEET_ROWS: usize = 1_000;
/// Contacts of the book, all of whom are logged.
const CONTACTS: usize = 1_000;

/// Writes the book and a ledger with so many entries.
pub(crate) fn write_book(folder: &Path, entries: usize) {
    write_inbox(&folder.join("inbox"));
    let made = |table, count| Made { table, count };
    let segments = entries / SEGMENT_ENTRIES;
    let (log, logged, campaigns) = (
        made(&INTERACTION_LOG_ENTRY, entries),
        made(&LOGGED_SEGMENT, segments),
        made(&CAMPAIGN_ENTRY, segments),
    );
    let changes = Changes {
        rows: vec![&log, &logged, &campaigns],
        ..Changes::of(RunRecord {
            id: format!("{WORK_DATE}-00000000"),
            command: "run".to_owned(),
            date: date(),
            user: "BENCH".to_owned(),
            committed_at: String::new(),
            json: "{}".to_owned(),
        })
    };
    let ledger = Ledger::open_for_writing(&folder.join("ledger.db")).expect("a new ledger");
    ledger.commit(&changes).expect("the disk has room");
    fs::rename(folder.join("ledger.db"), kept(folder)).expect("the ledger can be moved");
}

/// Puts the ledger back as it was made, and removes what a run wrote.
pub(crate) fn restore(folder: &Path) {
    stages::fresh(folder);
    fs::copy(kept(folder), folder.join("ledger.db")).expect("the disk has room");
}

/// Cancels the first logged segment with its entries.
pub(crate) fn cancel(settings: &Settings) {
    let request = ChangeRequest {
        action: Action::Cancel {
            what: Logged::Segments,
            names: vec!["1".to_owned()],
            undo: false,
        },
        dry_run: false,
    };
    let report = change(&request, settings, &Silent).expect("the command ends");
    assert!(matches!(report.state, RunState::Done { .. }));
}

fn kept(folder: &Path) -> PathBuf {
    folder.join("ledger.kept")
}

fn date() -> Date {
    Date::parse_iso(WORK_DATE).expect("a date")
}

fn write_inbox(inbox: &Path) {
    fs::create_dir_all(inbox).expect("the disk has room");
    let sheet = |name: &str, captions: &str, rows: &mut dyn Iterator<Item = String>| {
        let rows: Vec<String> = rows.collect();
        let text = format!("{captions}\n{}\n", rows.join("\n"));
        fs::write(inbox.join(format!("{name}.csv")), text).expect("the disk has room");
    };
    sheet(
        "Contact",
        "No.,Type,Name",
        &mut (0..CONTACTS).map(|no| format!("{},Company,Name {no}", contact_no(no))),
    );
    let mut template = std::iter::once("LETTER,POST,A letter".to_owned());
    sheet(
        "Interaction Template",
        "Code,Interaction Group Code,Description",
        &mut template,
    );
    let mut header = std::iter::once("SPRING,Spring,LETTER,ANN,CP1".to_owned());
    sheet(
        "Segment Header",
        "No.,Description,Interaction Template Code,Salesperson Code,Campaign No.",
        &mut header,
    );
    let mut step = std::iter::once("SPRING,1,Add Contacts".to_owned());
    sheet(
        "Segment Criteria Line",
        "Segment No.,Step,Action",
        &mut step,
    );
    sheet(
        "Interaction Log Entry",
        "Entry No.,Contact No.,Logged Segment Entry No.",
        &mut (0..SHEET_ROWS).map(|row| {
            let segment = row / SEGMENT_ENTRIES + 1;
            format!("{},{},{segment}", row + 1, contact_no(row))
        }),
    );
}

fn contact_no(row: usize) -> String {
    format!("CT{:06}", row % CONTACTS)
}

/// Rows that are made when they are asked for.
struct Made {
    table: &'static Table,
    count: usize,
}

impl Made {
    fn entry(row: usize, field: FieldNo) -> Value<'static> {
        let link = (row / SEGMENT_ENTRIES + 1) as i64;
        match field {
            entry::ENTRY_NO => Value::Integer(row as i64 + 1),
            entry::CONTACT_NO | entry::CONTACT_COMPANY_NO => {
                Value::Text(&CONTACT_NOS[row % CONTACTS])
            }
            entry::DATE => Value::Date(date()),
            entry::DESCRIPTION => Value::Text("A letter as it was sent before"),
            entry::COST_LCY => Value::Decimal(Decimal::new(125, 2)),
            entry::DURATION_MIN => Value::Decimal(Decimal::ZERO),
            entry::INTERACTION_GROUP_CODE => Value::Text("POST"),
            entry::INTERACTION_TEMPLATE_CODE => Value::Text("LETTER"),
            entry::CAMPAIGN_NO => Value::Text("CP1"),
            entry::SALESPERSON_CODE => Value::Text("ANN"),
            entry::USER_ID => Value::Text("BENCH"),
            entry::SEGMENT_NO => Value::Text("OLD"),
            entry::LOGGED_SEGMENT_ENTRY_NO | entry::CAMPAIGN_ENTRY_NO => Value::Integer(link),
            entry::CANCELED | entry::POSTPONED => Value::Boolean(false),
            // Every hundredth one, so that the index of targets has something to hold.
            entry::CAMPAIGN_TARGET => Value::Boolean(row.is_multiple_of(100)),
            _ => Value::Blank,
        }
    }

    fn logged_segment(row: usize, field: FieldNo) -> Value<'static> {
        match field {
            logged_segment::ENTRY_NO => Value::Integer(row as i64 + 1),
            logged_segment::SEGMENT_NO => Value::Text("OLD"),
            logged_segment::CREATION_DATE => Value::Date(date()),
            logged_segment::CANCELED => Value::Boolean(false),
            _ => Value::Blank,
        }
    }

    fn campaign_entry(row: usize, field: FieldNo) -> Value<'static> {
        match field {
            campaign_entry::ENTRY_NO | campaign_entry::REGISTER_NO => {
                Value::Integer(row as i64 + 1)
            }
            campaign_entry::CAMPAIGN_NO => Value::Text("CP1"),
            campaign_entry::SEGMENT_NO => Value::Text("OLD"),
            campaign_entry::DATE => Value::Date(date()),
            campaign_entry::CANCELED => Value::Boolean(false),
            _ => Value::Blank,
        }
    }
}

impl Rows for Made {
    fn table(&self) -> &'static Table {
        self.table
    }

    fn len(&self) -> usize {
        self.count
    }

    fn value(&self, row: usize, field: FieldNo) -> Value<'_> {
        if self.table.no == LOGGED_SEGMENT.no {
            Self::logged_segment(row, field)
        } else if self.table.no == CAMPAIGN_ENTRY.no {
            Self::campaign_entry(row, field)
        } else {
            Self::entry(row, field)
        }
    }
}

/// The numbers of all contacts.
static CONTACT_NOS: LazyLock<Vec<String>> =
    LazyLock::new(|| (0..CONTACTS).map(contact_no).collect());
