//! Earlier interactions: log entries and logged segments of history sheets and of the ledger
//! together, each as records of its own.

use crate::check::{Book, NO_CONTACT};
use crate::schema::{self, interaction_log_entry as entry, logged_segment};
use crate::table::{Column, Records};

/// Log entries and logged segments, wherever they come from.
#[derive(Debug, Clone)]
pub struct History<'a> {
    /// Log entries: the sheets', then the ledger's.
    entries: Vec<&'a Records>,
    /// Logged segments: the sheets', then the ledger's.
    logged_segments: Vec<&'a Records>,
}

/// A line to be made from a log entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reused {
    /// The contact's index, or [`NO_CONTACT`] when it is gone.
    pub contact: u32,
    /// The entry's Contact No.
    pub contact_no: String,
    /// The entry's Campaign No.
    pub campaign_no: String,
}

impl<'a> History<'a> {
    /// What the book's history sheets and the ledger hold.
    pub fn new(book: &'a Book, log_entries: &'a Records, logged_segments: &'a Records) -> Self {
        let sheets = |table| book.table(table).into_iter();
        Self {
            entries: sheets(&schema::INTERACTION_LOG_ENTRY)
                .chain([log_entries])
                .collect(),
            logged_segments: sheets(&schema::LOGGED_SEGMENT)
                .chain([logged_segments])
                .collect(),
        }
    }

    /// The parts of the log.
    pub fn entries(&self) -> &[&'a Records] {
        &self.entries
    }

    /// Whether these log entries are those of the ledger.
    pub fn is_ledger(&self, records: &Records) -> bool {
        self.entries
            .last()
            .is_some_and(|last| std::ptr::eq(*last, records))
    }

    /// The entry number of the logged segment that `text` means: digits are looked for as an entry
    /// number first, then as a segment number; of several with one number the last counts.
    pub fn logged_segment_entry_no(&self, text: &str) -> Option<i64> {
        let rows = || {
            self.logged_segments
                .iter()
                .flat_map(|records| (0..records.len()).map(move |row| (*records, row)))
        };
        let entry_no =
            |(records, row): (&Records, usize)| records.integer(row, logged_segment::ENTRY_NO);
        let wanted: Option<i64> = text.parse().ok();
        let by_entry = wanted.and_then(|no| rows().map(entry_no).find(|&found| found == no));
        by_entry.or_else(|| {
            rows()
                .filter(|(records, row)| records.text(*row, logged_segment::SEGMENT_NO) == text)
                .map(entry_no)
                .max()
        })
    }

    /// The entries of a logged segment in order of Entry No., canceled ones and duplicates included.
    pub fn entries_of(&self, book: &Book, logged_segment_entry_no: i64) -> Vec<Reused> {
        let mut found: Vec<(i64, Reused)> = Vec::new();
        for records in &self.entries {
            let Some(Column::Integer(segments)) = records.column(entry::LOGGED_SEGMENT_ENTRY_NO)
            else {
                continue;
            };
            for (row, _) in segments
                .iter()
                .enumerate()
                .filter(|&(_, &no)| no == logged_segment_entry_no)
            {
                let contact_no = records.text(row, entry::CONTACT_NO);
                if contact_no.is_empty() {
                    continue;
                }
                let reused = Reused {
                    contact: book.find_contact(contact_no).unwrap_or(NO_CONTACT),
                    contact_no: contact_no.to_owned(),
                    campaign_no: records.text(row, entry::CAMPAIGN_NO).to_owned(),
                };
                found.push((records.integer(row, entry::ENTRY_NO), reused));
            }
        }
        found.sort_by_key(|(no, _)| *no);
        found.into_iter().map(|(_, reused)| reused).collect()
    }
}
