//! Alternative addresses: the active one of a contact on a date (BC tables 5051 and 5052).

use std::collections::BTreeMap;

use crate::check::{Book, NO_CONTACT};
use crate::schema::{self, contact_alt_addr_date_range as range, contact_alt_address as address};
use crate::value::Date;

/// The alternative addresses of a book.
#[derive(Debug, Clone, Default)]
pub struct Addresses {
    /// By contact: ranges in order of their Starting Date.
    ranges: BTreeMap<u32, Vec<Range>>,
    /// By contact and code: whether the address has an e-mail address.
    has_email: BTreeMap<(u32, String), bool>,
}

#[derive(Debug, Clone)]
struct Range {
    start: Option<Date>,
    end: Option<Date>,
    code: String,
}

impl Addresses {
    /// Reads the alternative addresses of a book.
    pub fn new(book: &Book) -> Self {
        let mut addresses = Self::default();
        if let Some(records) = book.table(&schema::CONTACT_ALT_ADDR_DATE_RANGE) {
            for row in 0..records.len() {
                let contact = book.find_contact(records.text(row, range::CONTACT_NO));
                let Some(contact) = contact.filter(|&contact| contact != NO_CONTACT) else {
                    continue;
                };
                addresses.ranges.entry(contact).or_default().push(Range {
                    start: records.date(row, range::STARTING_DATE),
                    end: records.date(row, range::ENDING_DATE),
                    code: records
                        .text(row, range::CONTACT_ALT_ADDRESS_CODE)
                        .to_owned(),
                });
            }
            for ranges in addresses.ranges.values_mut() {
                ranges.sort_by_key(|range| range.start);
            }
        }
        if let Some(records) = book.table(&schema::CONTACT_ALT_ADDRESS) {
            for row in 0..records.len() {
                let Some(contact) = book.find_contact(records.text(row, address::CONTACT_NO))
                else {
                    continue;
                };
                let code = records.text(row, address::CODE).to_owned();
                let has_email = !records.text(row, address::EMAIL).is_empty();
                addresses.has_email.insert((contact, code), has_email);
            }
        }
        addresses
    }

    /// The code of the address that is active on `date`: the last range that has begun and has not
    /// ended; `""` for none.
    pub fn active(&self, contact: u32, date: Option<Date>) -> &str {
        let Some(ranges) = self.ranges.get(&contact) else {
            return "";
        };
        // A blank date is before every other, so only ranges without a start have begun on it.
        let found = ranges
            .iter()
            .rev()
            .find(|range| range.start <= date && range.end.is_none_or(|end| Some(end) >= date));
        found.map_or("", |range| &range.code)
    }

    /// Whether the contact has an address of this code, and whether that has an e-mail address.
    pub fn email_of(&self, contact: u32, code: &str) -> Option<bool> {
        self.has_email.get(&(contact, code.to_owned())).copied()
    }
}
