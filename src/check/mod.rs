//! The rules across rows and tables: keys, references, companies and their persons, history against
//! the ledger. What passes is a [`Book`], which only this stage can make.

mod amounts;
mod book;
#[cfg(test)]
pub(crate) mod book_for_tests;
mod companies;
mod contacts;
mod emails;
mod history;
mod keys;
mod link_rules;
mod links;
mod references;
#[cfg(test)]
mod rules_tests;
mod salespeople;

pub use book::{Book, TableRows};
pub use contacts::{Contacts, NO_CONTACT};
pub use links::Link;

use std::collections::BTreeMap;

use fixedbitset::FixedBitSet;

use crate::finding::Findings;
use crate::schema::{self, TableNo};
use crate::table::Records;

/// What the check needs to know besides the records that were read.
#[derive(Debug, Clone, Copy)]
pub struct CheckOptions {
    /// Whether faulty rows are set aside, so that rows that refer to them are faulty too.
    pub reject: bool,
    /// Whether warnings are errors, so that rows with one are set aside too.
    pub strict: bool,
}

/// Reads history from the ledger: the entries of a table with these numbers, in the order of the
/// numbers, with the stored fields that are asked for.
pub type HistoryReader<'a> =
    &'a dyn Fn(&'static schema::Table, &[schema::FieldNo], &[i64]) -> crate::error::Result<Records>;

/// Applies every rule, adds what is wrong to `findings`, and keeps the rows that are sound.
pub fn check(
    mut tables: BTreeMap<TableNo, Records>,
    ledger: HistoryReader<'_>,
    options: CheckOptions,
    findings: &mut Findings,
) -> crate::error::Result<Book> {
    let mut skipped: BTreeMap<TableNo, FixedBitSet> = BTreeMap::new();
    for (&table, records) in &mut tables {
        skipped.insert(table, keys::check(records, options, findings));
    }
    amounts::check(&mut tables, findings);
    let mut references = references::References::default();
    let first = [
        schema::CAMPAIGN.no,
        schema::INTERACTION_TEMPLATE.no,
        schema::CONTACT.no,
    ];
    references.check(&first, &mut tables, options, findings);
    let mut companies = Vec::new();
    if let Some(contacts) = tables.get_mut(&schema::CONTACT.no) {
        // Before the companies, which may be missed by their persons.
        emails::check(contacts, options, findings);
        companies = companies::check(contacts, options, findings);
    }
    let links = references.check_rest(&mut tables, options, findings);
    link_rules::check(&mut tables, &links, findings);
    salespeople::check(&mut tables, findings);
    for (table, rows) in history::check(&mut tables, ledger, findings)? {
        skipped.entry(table).or_default().union_with(&rows);
    }
    Ok(Book::new(tables, companies, links, &skipped))
}
