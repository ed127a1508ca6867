//! Saved criteria by code, from the book's sheets and from the ledger (BC tables 5098 and 5099).

use std::collections::BTreeMap;

use crate::check::Book;
use crate::finding::Findings;
use crate::schema::{self, saved_segment_criteria_line as line};
use crate::segment::{self, Step};
use crate::table::Records;

/// Steps by code.
#[derive(Debug, Clone, Default)]
pub struct SavedCriteria {
    by_code: BTreeMap<String, Vec<Step>>,
}

impl SavedCriteria {
    /// Reads the sheets and what the ledger keeps (its lines); the sheets count where both have a
    /// code.
    pub fn new(book: &Book, ledger: &Records, findings: &mut Findings) -> Self {
        let mut saved = Self {
            by_code: group(book, ledger, findings),
        };
        if let Some(records) = book.table(&schema::SAVED_SEGMENT_CRITERIA_LINE) {
            saved.by_code.extend(group(book, records, findings));
        }
        saved
    }

    /// The steps saved under a code.
    pub fn get(&self, code: &str) -> Option<&[Step]> {
        self.by_code.get(code).map(Vec::as_slice)
    }

    /// All codes, in order.
    pub fn codes(&self) -> impl Iterator<Item = &str> {
        self.by_code.keys().map(String::as_str)
    }
}

fn group(book: &Book, records: &Records, findings: &mut Findings) -> BTreeMap<String, Vec<Step>> {
    let mut rows: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for row in 0..records.len() {
        rows.entry(records.text(row, line::SEGMENT_CRITERIA_CODE))
            .or_default()
            .push(row);
    }
    rows.into_iter()
        .map(|(code, rows)| {
            (
                code.to_owned(),
                segment::criteria_steps(book, records, &rows, findings),
            )
        })
        .collect()
}
