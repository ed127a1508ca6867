//! Rows of the ledger by the numbers that a person types: entry numbers, and for logged segments also
//! segment numbers.

use std::collections::BTreeSet;

use crate::config::Settings;
use crate::decode::decode_inputs;
use crate::error::{Error, Result};
use crate::finding::near_miss::{did_you_mean, nearest};
use crate::ledger::Ledger;
use crate::log::entry_nos;
use crate::progress::Silent;
use crate::schema::{FieldNo, logged_segment};
use crate::table::Records;
use crate::value::normalise_code;

use super::change::Logged;
use super::inbox::cache_beside_ledger;

/// So many numbers are told of those that are not known.
const NUMBERS_TOLD_MAX: usize = 10;

/// Looks rows up.
#[derive(Clone, Copy)]
pub(super) struct NamedEntries<'a> {
    pub(super) ledger: &'a Ledger,
    pub(super) settings: &'a Settings,
    pub(super) what: Logged,
}

/// A name that was looked up.
enum Named {
    Entry(i64),
    /// No entry has it.
    Unknown(String),
}

impl NamedEntries<'_> {
    /// The rows with these names, each once, in the order of their entry numbers.
    ///
    /// # Errors
    /// Usage when a name is not known; refused when it is known from a history sheet only.
    pub(super) fn records(self, names: &[String]) -> Result<Records> {
        let table = self.what.table();
        let segments = match self.what {
            Logged::Segments => Some(self.ledger.records(table, &[])?),
            _ => None,
        };
        let mut numbers = BTreeSet::new();
        let mut unknown = Vec::new();
        for name in names {
            let found = match &segments {
                Some(segments) => segment(segments, name),
                None => entry(name),
            };
            match found {
                Named::Entry(no) => {
                    numbers.insert(no);
                }
                Named::Unknown(name) => unknown.push(name),
            }
        }
        let numbers: Vec<i64> = numbers.into_iter().collect();
        let records = self.ledger.records_among(table, self.key(), &numbers)?;
        let known = entry_nos(&records);
        let missing = numbers.iter().filter(|no| known.binary_search(no).is_err());
        unknown.extend(missing.map(i64::to_string));
        if unknown.is_empty() {
            Ok(records)
        } else {
            Err(self.unknown(&unknown, segments.as_ref())?)
        }
    }

    fn key(self) -> FieldNo {
        let mut key = self.what.table().key();
        key.next().expect("the log's tables count their entries").no
    }

    fn no(self, records: &Records, row: usize) -> i64 {
        records.integer(row, self.key())
    }

    /// What is wrong with names that the ledger does not know.
    fn unknown(self, names: &[String], segments: Option<&Records>) -> Result<Error> {
        let in_sheets = self.in_history_sheets();
        let (from_sheets, unheard): (Vec<&String>, Vec<&String>) =
            names.iter().partition(|name| in_sheets.contains(*name));
        if unheard.is_empty() {
            let stand = if from_sheets.len() == 1 {
                "stands"
            } else {
                "stand"
            };
            return Ok(Error::refused(format!(
                "{} {stand} in a history sheet of the inbox only, not in the ledger",
                told(self.what, &from_sheets)
            ))
            .hint(
                "what was logged elsewhere is changed there; bring a new export into the inbox",
            ));
        }
        let are = if unheard.len() == 1 { "is" } else { "are" };
        let unheard_of = told(self.what, &unheard);
        let mut error = Error::usage(format!("there {are} no {unheard_of}"));
        for hint in self.hints(unheard[0], segments)? {
            error = error.hint(hint);
        }
        Ok(error)
    }

    fn hints(self, name: &str, segments: Option<&Records>) -> Result<Vec<String>> {
        let mut hints = Vec::new();
        if let Some(segments) = segments {
            hints.extend(self.hint_about_number(name)?);
            let known =
                (0..segments.len()).map(|row| segments.text(row, logged_segment::SEGMENT_NO));
            if let Some(near) = nearest(name, known) {
                hints.push(did_you_mean(Some(near)).trim_start_matches("; ").to_owned());
            }
        } else if name.parse::<i64>().is_err() {
            hints.push(format!(
                "{} are named by their entry numbers, e.g. 17",
                self.what.many()
            ));
        }
        let highest = self.ledger.highest_entry_no(self.what.table())?;
        hints.push(match highest {
            0 => format!("the ledger has no {}", self.what.many()),
            highest => format!(
                "the highest entry number of {} is {highest}",
                self.what.many()
            ),
        });
        Ok(hints)
    }

    /// A number that is reserved, and a definition that was logged under other numbers.
    fn hint_about_number(self, name: &str) -> Result<Option<String>> {
        let uses = self.ledger.segment_uses()?;
        if uses.iter().any(|used| used.segment_no == name) {
            return Ok(Some(format!("segment {name} is selected, but not logged")));
        }
        let numbers: Vec<&str> = uses
            .iter()
            .filter(|used| used.logged_segment_entry_no.is_some())
            .filter(|used| normalise_code(&used.definition) == name)
            .map(|used| used.segment_no.as_str())
            .collect();
        let logged_as = numbers.join(", ");
        Ok((!numbers.is_empty()).then(|| format!("{name} was logged as {logged_as}")))
    }

    /// Entry numbers, and numbers of segments, that history sheets of the inbox have. What cannot be
    /// read does not matter here.
    fn in_history_sheets(self) -> BTreeSet<String> {
        let table = self.what.table();
        let Settings { input, limits, .. } = self.settings;
        let cache = cache_beside_ledger(self.settings, false);
        let decoded = decode_inputs(input, limits, &|no| no == table.no, &cache, &Silent);
        let records = decoded
            .ok()
            .and_then(|mut read| read.tables.remove(&table.no));
        let mut names = BTreeSet::new();
        if let Some(records) = records {
            for row in 0..records.len() {
                names.insert(self.no(&records, row).to_string());
                if self.what == Logged::Segments {
                    names.insert(records.text(row, logged_segment::SEGMENT_NO).to_owned());
                }
            }
        }
        names
    }
}

/// A log entry or campaign entry by its number.
fn entry(name: &str) -> Named {
    match name.trim().parse() {
        Ok(no) => Named::Entry(no),
        Err(_) => Named::Unknown(name.trim().to_owned()),
    }
}

/// A logged segment by its entry number, else by the number of its segment; the last one counts.
fn segment(segments: &Records, name: &str) -> Named {
    let number = name.trim().parse::<i64>().ok();
    let name = normalise_code(name);
    let no = |row| segments.integer(row, logged_segment::ENTRY_NO);
    let by_entry_no = (0..segments.len()).find(|&row| Some(no(row)) == number);
    let by_segment_no = || {
        (0..segments.len())
            .rev()
            .find(|&row| segments.text(row, logged_segment::SEGMENT_NO) == name)
    };
    match by_entry_no.or_else(by_segment_no) {
        Some(row) => Named::Entry(no(row)),
        None => Named::Unknown(name.into_owned()),
    }
}

/// `logged segments 17, 18 and 3 more`.
fn told(what: Logged, names: &[&String]) -> String {
    let shown: Vec<&str> = names
        .iter()
        .take(NUMBERS_TOLD_MAX)
        .map(|name| name.as_str())
        .collect();
    let more = match names.len() - shown.len() {
        0 => String::new(),
        more => format!(" and {more} more"),
    };
    let called = if names.len() == 1 {
        what.one()
    } else {
        what.many()
    };
    format!("{called} {}{more}", shown.join(", "))
}
