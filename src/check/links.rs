//! Whom the rows of other tables name: their contact numbers are looked up once, for the check and
//! for everything after it.

use std::borrow::Cow;
use std::collections::BTreeMap;

use rayon::prelude::*;

use crate::schema::{FieldNo, TableNo};
use crate::table::{Column, Dictionary};

use super::contacts::NO_CONTACT;

/// What stands for a text that another dictionary does not have.
pub(super) const NOT_THERE: u32 = u32::MAX;

/// So many texts are looked up by one thread before it takes others.
const TEXTS_AT_A_TIME: usize = 65_536;

/// The number that each text of a column has in the dictionary of another one, or [`NOT_THERE`];
/// none for a column that is missing.
pub(super) fn numbers_in(other: Option<&Column>, column: Option<&Column>) -> Vec<u32> {
    let Some(Column::Text { dictionary, .. }) = column else {
        return Vec::new();
    };
    match other {
        Some(Column::Text {
            dictionary: other, ..
        }) => look_up(other, dictionary),
        _ => vec![NOT_THERE; dictionary.len()],
    }
}

fn look_up(other: &Dictionary, texts: &Dictionary) -> Vec<u32> {
    let pieces = texts.len().div_ceil(TEXTS_AT_A_TIME);
    (0..pieces)
        .into_par_iter()
        .flat_map_iter(|piece| {
            let first = piece * TEXTS_AT_A_TIME;
            let end = texts.len().min(first + TEXTS_AT_A_TIME);
            // Sheets are often sorted alike: then texts that follow each other in one dictionary
            // follow each other in the other, and need not be searched.
            let mut next = 0;
            (first..end).map(move |id| {
                let text = texts.get(id as u32);
                let is_next = (next as usize) < other.len() && other.get(next) == text;
                let number = if is_next {
                    Some(next)
                } else {
                    other.find(text)
                };
                next = number.map_or(next, |number| number + 1);
                number.unwrap_or(NOT_THERE)
            })
        })
        .collect()
}

/// The contact numbers of fields, as numbers in the dictionary of the Contact table's No. They stay
/// true while rows are set aside, since dictionaries stay as they are.
#[derive(Debug, Default)]
pub(super) struct Links {
    by_field: BTreeMap<(TableNo, FieldNo), Vec<u32>>,
}

impl Links {
    pub(super) fn insert(&mut self, table: TableNo, field: FieldNo, numbers: Vec<u32>) {
        self.by_field.insert((table, field), numbers);
    }

    pub(super) fn get(&self, table: TableNo, field: FieldNo) -> Option<&[u32]> {
        self.by_field.get(&(table, field)).map(Vec::as_slice)
    }
}

/// The contacts that the rows of a table name in one field.
#[derive(Debug)]
pub struct Link<'a> {
    /// Dictionary numbers, one a row; none where the column is missing.
    pub(super) ids: &'a [u32],
    /// For each of them its number in the dictionary of the contacts' No.
    pub(super) numbers: Cow<'a, [u32]>,
    /// For each of these the contact.
    pub(super) contacts: &'a [u32],
}

impl Link<'_> {
    /// The index of the contact that a row names, or [`NO_CONTACT`].
    pub fn of(&self, row: usize) -> u32 {
        let number = self.ids.get(row).map(|&id| self.numbers[id as usize]);
        let contact = number.and_then(|number| self.contacts.get(number as usize));
        contact.copied().unwrap_or(NO_CONTACT)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::book_for_tests::{checked, records};
    use crate::schema::{CONTACT, INTERACTION_LOG_ENTRY, contact, interaction_log_entry as entry};

    #[test]
    fn rows_name_the_same_contacts_when_others_were_set_aside() {
        let contacts = records((
            &CONTACT,
            &[
                "No.|Name|Type|Company No.",
                "A|Alpha|Company|",
                "B|Berta|Person|NOBODY",
                "C|Carla|Person|A",
            ],
        ));
        let log = records((
            &INTERACTION_LOG_ENTRY,
            &[
                "Entry No.|Contact No.|Contact Company No.|Date",
                "1|C|A|2026-01-05",
                "2|B||2026-01-05",
                "3|GONE||2026-01-05",
                "4|||2026-01-05",
                "5|A|A|2026-01-05",
            ],
        ));
        // The ledger's entries, whose numbers nobody looked up before.
        let others = log.clone();
        let (book, findings) = checked(vec![contacts, log], &[], true);
        // B has no company; the log names B, which is rejected, and GONE, which never was.
        assert_eq!(
            findings.iter().map(|f| &f[..4]).collect::<Vec<_>>(),
            ["V003", "V025", "V002"]
        );
        let own = book.table(&INTERACTION_LOG_ENTRY).unwrap();
        for records in [own, &others] {
            let link = book.link(records, entry::CONTACT_NO);
            let named: Vec<&str> = (0..records.len())
                .map(|row| match link.of(row) {
                    NO_CONTACT => "-",
                    contact => book.contact_text(contact, contact::NO),
                })
                .collect();
            assert_eq!(named, ["C", "-", "-", "-", "A"]);
        }
    }

    #[test]
    fn numbers_are_found_in_any_order() {
        let dictionary = |texts: &[&str]| {
            let mut dictionary = Dictionary::default();
            for text in texts {
                dictionary.intern(text);
            }
            dictionary
        };
        let other = dictionary(&["A", "B", "C", "D"]);
        let texts = dictionary(&["B", "C", "X", "D", "A", "B2", "a"]);
        assert_eq!(
            look_up(&other, &texts),
            [0, 2, 3, NOT_THERE, 4, 1, NOT_THERE, NOT_THERE]
        );
    }
}
