//! Who bought or sold: value entries of the customers and vendors that companies are linked to.

use std::collections::HashMap;

use fixedbitset::FixedBitSet;

use crate::check::{Contacts, Link, NO_CONTACT};
use crate::schema::{contact_business_relation as relation, value_entry as entry};
use crate::table::Records;

/// Ordinals of Customer and Vendor, the same in *Link to Table* and in *Source Type*.
pub(super) const CUSTOMER_AND_VENDOR: [u8; 2] = [1, 2];

/// Relations and value entries that pass their filters.
pub(super) struct Bought<'a> {
    pub(super) contacts: &'a Contacts,
    pub(super) relations: &'a Records,
    pub(super) relation_rows: &'a FixedBitSet,
    /// The company of each relation.
    pub(super) holders: &'a Link<'a>,
    pub(super) entries: &'a Records,
    pub(super) entry_rows: &'a FixedBitSet,
    /// The person named on the posted document of each entry.
    pub(super) persons: &'a Link<'a>,
}

impl Bought<'_> {
    /// Reduce and Refine: the companies with an entry; it counts for their persons too.
    pub(super) fn by_company(&self) -> FixedBitSet {
        let mut companies = FixedBitSet::with_capacity(self.contacts.len());
        self.each(|company, _| companies.insert(company as usize));
        companies
    }

    /// Add: companies with an entry, and persons whom the posted document names.
    pub(super) fn by_person(&self) -> FixedBitSet {
        let mut bits = FixedBitSet::with_capacity(self.contacts.len());
        self.each(|company, person| {
            bits.insert(company as usize);
            if person != NO_CONTACT && self.contacts.company_of(person) == company {
                bits.insert(person as usize);
            }
        });
        bits
    }

    /// Calls `found` with the company and the document's contact of every entry that belongs to a
    /// relation.
    fn each(&self, mut found: impl FnMut(u32, u32)) {
        let linked = |&row: &usize| {
            let kind = self.relations.option(row, relation::LINK_TO_TABLE);
            CUSTOMER_AND_VENDOR.contains(&kind) && self.holders.of(row) != NO_CONTACT
        };
        // Only looked into by key; its order reaches no output.
        let mut companies: HashMap<(u8, &str), Vec<u32>> = HashMap::new();
        for row in self.relation_rows.ones().filter(linked) {
            let kind = self.relations.option(row, relation::LINK_TO_TABLE);
            let key = (kind, self.relations.text(row, relation::NO));
            companies.entry(key).or_default().push(self.holders.of(row));
        }
        for row in self.entry_rows.ones() {
            let source = self.entries.option(row, entry::SOURCE_TYPE);
            let key = (source, self.entries.text(row, entry::SOURCE_NO));
            for &company in companies.get(&key).map_or(&[][..], Vec::as_slice) {
                found(company, self.persons.of(row));
            }
        }
    }
}
