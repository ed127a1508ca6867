//! Whom the rows of other tables name: their contact numbers are looked up once, for the check and
//! for everything after it.

use std::borrow::Cow;
use std::collections::BTreeMap;

use crate::schema::{FieldNo, TableNo};
use crate::table::Dictionary;

use super::contacts::NO_CONTACT;

/// What stands for a text that another dictionary does not have.
pub(super) const NOT_THERE: u32 = u32::MAX;

/// The number that each text of a dictionary has in another one, or [`NOT_THERE`].
pub(super) fn numbers_in(other: &Dictionary, texts: &Dictionary) -> Vec<u32> {
    texts
        .iter()
        .map(|text| other.find(text).unwrap_or(NOT_THERE))
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
