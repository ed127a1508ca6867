//! Matching answers, per contact and criteria, one bit: do the filters hold? BC's engine is report
//! 5186 *Remove Contacts*; the order of tables and how each is joined is its.

use std::collections::BTreeMap;

use fixedbitset::FixedBitSet;
use rayon::prelude::*;

use crate::check::{Book, Link, NO_CONTACT};
use crate::schema::{
    self, FieldNo, Table, contact_business_relation as relation, contact_industry_group,
    contact_job_responsibility, contact_mailing_group, contact_profile_answer,
    interaction_log_entry as entry,
};
use crate::segment::FilterField;
use crate::table::Records;

use super::history::History;
use super::plan::{Criteria, Plan, Selecting};
use super::statistics::Statistics;
use super::unit::{PURCHASE, Unit, alone, units};
use super::value_entries;

/// Everything that criteria look at.
pub(super) struct Matcher<'a> {
    pub(super) book: &'a Book,
    pub(super) history: &'a History<'a>,
    pub(super) statistics: Statistics,
}

/// The contacts that pass each unit, by the unit's identity.
#[derive(Debug, Default)]
pub(super) struct Matches {
    by_unit: BTreeMap<String, FixedBitSet>,
}

impl Matches {
    /// The contacts that pass all criteria of an action.
    pub(super) fn of(&self, selecting: &Selecting, contacts: usize) -> FixedBitSet {
        let mut bits = FixedBitSet::with_capacity(contacts);
        bits.insert_range(..);
        for unit in units(selecting) {
            bits.intersect_with(&self.by_unit[&unit.identity]);
        }
        bits
    }

    /// The contacts that pass one unit alone.
    pub(super) fn alone(&self, unit: &Unit) -> &FixedBitSet {
        &self.by_unit[&unit.identity]
    }
}

/// The link tables with the field that names the contact.
static LINKS: [(&Table, FieldNo); 6] = [
    (
        &schema::CONTACT_PROFILE_ANSWER,
        contact_profile_answer::CONTACT_NO,
    ),
    (
        &schema::CONTACT_MAILING_GROUP,
        contact_mailing_group::CONTACT_NO,
    ),
    (
        &schema::CONTACT_JOB_RESPONSIBILITY,
        contact_job_responsibility::CONTACT_NO,
    ),
    (
        &schema::CONTACT_INDUSTRY_GROUP,
        contact_industry_group::CONTACT_NO,
    ),
    (&schema::CONTACT_BUSINESS_RELATION, relation::CONTACT_NO),
    (
        &schema::VALUE_ENTRY,
        schema::value_entry::DOCUMENT_CONTACT_NO,
    ),
];

impl<'a> Matcher<'a> {
    /// What the criteria of all plans look at.
    pub(super) fn new(book: &'a Book, history: &'a History<'a>, plans: &[Plan]) -> Self {
        let statistics: Vec<FieldNo> = plans.iter().flat_map(Plan::statistics).collect();
        Self {
            book,
            history,
            statistics: Statistics::new(book, history, &statistics),
        }
    }

    /// Matches the criteria of all plans, each once, in parallel.
    pub(super) fn match_all(&self, plans: &[Plan]) -> Matches {
        let mut wanted: BTreeMap<String, Unit> = BTreeMap::new();
        for selecting in plans.iter().flat_map(Plan::selecting) {
            for unit in units(selecting).into_iter().chain(alone(selecting)) {
                wanted.entry(unit.identity.clone()).or_insert(unit);
            }
        }
        let units: Vec<Unit> = wanted.into_values().collect();
        let bits: Vec<FixedBitSet> = units.par_iter().map(|unit| self.matches(unit)).collect();
        Matches {
            by_unit: units
                .into_iter()
                .map(|unit| unit.identity)
                .zip(bits)
                .collect(),
        }
    }

    fn matches(&self, unit: &Unit) -> FixedBitSet {
        let [criteria] = unit.criteria.as_slice() else {
            return self.purchases(unit);
        };
        match criteria.table {
            no if no == schema::CONTACT.no => self.contacts(criteria),
            no if no == schema::INTERACTION_LOG_ENTRY.no => self.log_entries(criteria),
            no if no == schema::CONTACT_INDUSTRY_GROUP.no => {
                self.by_company(&self.marked(&schema::CONTACT_INDUSTRY_GROUP, criteria))
            }
            no if PURCHASE.contains(&no) => self.purchases(unit),
            no => schema::table(no).map_or_else(
                || FixedBitSet::with_capacity(self.contact_count()),
                |table| self.marked(table, criteria),
            ),
        }
    }

    fn contact_count(&self) -> usize {
        self.book.contacts().len()
    }

    /// The contacts whose own row passes.
    fn contacts(&self, criteria: &Criteria) -> FixedBitSet {
        match self.book.contact_records() {
            Some(records) => rows(records, criteria, &self.statistics),
            None => FixedBitSet::new(),
        }
    }

    /// The contacts with a row in a link table that passes.
    fn marked(&self, table: &'static Table, criteria: &Criteria) -> FixedBitSet {
        let mut marked = FixedBitSet::with_capacity(self.contact_count());
        if let Some(records) = self.book.table(table) {
            let links = self.link(table, records);
            for row in rows(records, criteria, &self.statistics).ones() {
                let contact = links.of(row);
                if contact != NO_CONTACT {
                    marked.insert(contact as usize);
                }
            }
        }
        marked
    }

    /// The contacts that the rows of a link table name.
    pub(super) fn link<'r>(&'r self, table: &'static Table, records: &'r Records) -> Link<'r> {
        let field = LINKS
            .iter()
            .find(|(known, _)| known.no == table.no)
            .map(|(_, field)| *field);
        self.book
            .link(records, field.expect("a link table names its contact"))
    }

    /// From marked companies to the contacts of those companies.
    fn by_company(&self, companies: &FixedBitSet) -> FixedBitSet {
        let contacts = self.book.contacts();
        let mut bits = FixedBitSet::with_capacity(contacts.len());
        for contact in 0..contacts.len() as u32 {
            let company = contacts.company_of(contact);
            if company != NO_CONTACT && companies.contains(company as usize) {
                bits.insert(contact as usize);
            }
        }
        bits
    }

    /// Log entries belong to a contact by its No. and its Company No. together.
    fn log_entries(&self, criteria: &Criteria) -> FixedBitSet {
        let contacts = self.book.contacts();
        let mut marked = FixedBitSet::with_capacity(contacts.len());
        for records in self.history.entries() {
            let links = self.book.link(records, entry::CONTACT_NO);
            let companies = records
                .column(entry::CONTACT_COMPANY_NO)
                .map(|_| self.book.link(records, entry::CONTACT_COMPANY_NO));
            for row in rows(records, criteria, &self.statistics).ones() {
                let contact = links.of(row);
                if contact == NO_CONTACT {
                    continue;
                }
                let company = companies.as_ref().map(|companies| companies.of(row));
                if is_of_company(records, row, company, contacts.company_of(contact)) {
                    marked.insert(contact as usize);
                }
            }
        }
        marked
    }

    /// Business relations, and value entries of the customers and vendors among them.
    fn purchases(&self, unit: &Unit) -> FixedBitSet {
        let of = |table: &Table| unit.on(table.no);
        let Some(relations) = self.book.table(&schema::CONTACT_BUSINESS_RELATION) else {
            return FixedBitSet::with_capacity(self.contact_count());
        };
        let passing = match of(&schema::CONTACT_BUSINESS_RELATION) {
            Some(criteria) => rows(relations, criteria, &self.statistics),
            None => all_rows(relations),
        };
        let holders = self.link(&schema::CONTACT_BUSINESS_RELATION, relations);
        let Some(criteria) = of(&schema::VALUE_ENTRY) else {
            let mut companies = FixedBitSet::with_capacity(self.contact_count());
            for company in passing.ones().map(|row| holders.of(row)) {
                if company != NO_CONTACT {
                    companies.insert(company as usize);
                }
            }
            return self.by_company(&companies);
        };
        let Some(entries) = self.book.table(&schema::VALUE_ENTRY) else {
            return FixedBitSet::with_capacity(self.contact_count());
        };
        let bought = value_entries::Bought {
            contacts: self.book.contacts(),
            relations,
            relation_rows: &passing,
            holders: &holders,
            entries,
            entry_rows: &rows(entries, criteria, &self.statistics),
            persons: &self.link(&schema::VALUE_ENTRY, entries),
        };
        if unit.is_add {
            bought.by_person()
        } else {
            self.by_company(&bought.by_company())
        }
    }
}

/// Whether a log entry that names `company` (none without such a column) is one of a contact of the
/// company `of_contact`.
pub(super) fn is_of_company(
    records: &Records,
    row: usize,
    company: Option<u32>,
    of_contact: u32,
) -> bool {
    company.is_none_or(|company| {
        let is_blank = records.text(row, entry::CONTACT_COMPANY_NO).is_empty();
        company == of_contact && (company != NO_CONTACT || is_blank)
    })
}

fn all_rows(records: &Records) -> FixedBitSet {
    let mut rows = FixedBitSet::with_capacity(records.len());
    rows.insert_range(..);
    rows
}

/// The rows on which all filters hold.
fn rows(records: &Records, criteria: &Criteria, statistics: &Statistics) -> FixedBitSet {
    let mut passing = all_rows(records);
    for (field, filter) in &criteria.filters {
        let column = match field {
            FilterField::Stored(no) => records.column(*no),
            FilterField::Extra(heading) => records.extra(heading).map(|extra| &extra.column),
            FilterField::Statistic(no) => statistics.column(*no),
        };
        match column {
            Some(column) => passing.intersect_with(&filter.rows(column)),
            None if filter.matches_blank() => {}
            None => passing.clear(),
        }
    }
    passing
}
