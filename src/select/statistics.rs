//! The totals that BC calculates for a contact (its FlowFields): from log entries, and from the
//! groups, relations and responsibilities it has.

use std::collections::BTreeMap;

use crate::check::{Book, NO_CONTACT};
use crate::error::Result;
use crate::schema::{
    self, FieldNo, Table, TableNo, contact, contact_business_relation, contact_industry_group,
    contact_job_responsibility, contact_mailing_group, interaction_log_entry as entry,
};
use crate::segment::STATISTICS;
use crate::table::{BLANK_DAYS, Column, Records};
use crate::value::Decimal;

use super::history::History;

/// Columns of totals, one value a contact.
#[derive(Debug, Default)]
pub struct Statistics {
    columns: BTreeMap<FieldNo, Column>,
}

/// Ordinal of `Us` in *Initiated By*.
const US: u8 = 1;

/// Fields of the log that the totals look at.
pub(super) static LOG_FIELDS: [FieldNo; 9] = [
    entry::CONTACT_NO,
    entry::CONTACT_COMPANY_NO,
    entry::DATE,
    entry::COST_LCY,
    entry::DURATION_MIN,
    entry::CANCELED,
    entry::POSTPONED,
    entry::ATTEMPT_FAILED,
    entry::INITIATED_BY,
];

/// Fields of log entries that [`Statistics::of_log`] looks at.
pub fn statistics_log_fields() -> &'static [FieldNo] {
    &LOG_FIELDS
}

/// Whether a total comes from log entries.
pub(super) fn is_from_log(field: FieldNo) -> bool {
    [
        contact::NO_OF_INTERACTIONS,
        contact::COST_LCY,
        contact::DURATION_MIN,
        contact::DATE_OF_LAST_INTERACTION,
        contact::LAST_DATE_ATTEMPTED,
    ]
    .contains(&field)
}

/// Totals counted in a link table: its contact field, and whether they are the company's.
static COUNTED: [(FieldNo, &Table, FieldNo, bool); 4] = [
    (
        contact::NO_OF_MAILING_GROUPS,
        &schema::CONTACT_MAILING_GROUP,
        contact_mailing_group::CONTACT_NO,
        false,
    ),
    (
        contact::NO_OF_JOB_RESPONSIBILITIES,
        &schema::CONTACT_JOB_RESPONSIBILITY,
        contact_job_responsibility::CONTACT_NO,
        false,
    ),
    (
        contact::NO_OF_INDUSTRY_GROUPS,
        &schema::CONTACT_INDUSTRY_GROUP,
        contact_industry_group::CONTACT_NO,
        true,
    ),
    (
        contact::NO_OF_BUSINESS_RELATIONS,
        &schema::CONTACT_BUSINESS_RELATION,
        contact_business_relation::CONTACT_NO,
        true,
    ),
];

/// The table that a total is computed from.
pub(super) fn source_of(field: FieldNo) -> Option<TableNo> {
    if is_from_log(field) {
        return Some(schema::INTERACTION_LOG_ENTRY.no);
    }
    let counted = COUNTED.iter().find(|(known, ..)| *known == field);
    counted.map(|(_, table, ..)| table.no)
}

impl Statistics {
    /// Computes the totals that are asked for.
    pub(super) fn new(book: &Book, history: &History<'_>, fields: &[FieldNo]) -> Self {
        let mut statistics = Self::default();
        if fields.iter().any(|&field| is_from_log(field)) {
            let mut totals = Totals::new(book.contacts().len());
            for records in history.entries() {
                totals.add(book, records);
            }
            statistics.add_log_totals(totals);
        }
        statistics.add_counts(book, fields);
        statistics
    }

    /// Computes all totals, over the book's own log entries and those that `log` gives piece by piece.
    ///
    /// # Errors
    /// The first error of `log`.
    pub fn of_log(book: &Book, log: impl Iterator<Item = Result<Records>>) -> Result<Self> {
        let mut statistics = Self::default();
        let mut totals = Totals::new(book.contacts().len());
        if let Some(records) = book.table(&schema::INTERACTION_LOG_ENTRY) {
            totals.add(book, records);
        }
        for records in log {
            totals.add(book, &records?);
        }
        statistics.add_log_totals(totals);
        statistics.add_counts(book, &STATISTICS);
        Ok(statistics)
    }

    fn add_counts(&mut self, book: &Book, fields: &[FieldNo]) {
        for (field, table, contact_no, of_company) in COUNTED {
            if fields.contains(&field) {
                let counts = counts(book, table, contact_no, of_company);
                self.columns.insert(field, Column::Integer(counts));
            }
        }
    }

    /// The totals of a field, one a contact.
    pub fn column(&self, field: FieldNo) -> Option<&Column> {
        self.columns.get(&field)
    }

    fn add_log_totals(&mut self, totals: Totals) {
        self.columns.extend([
            (
                contact::NO_OF_INTERACTIONS,
                Column::Integer(totals.interactions),
            ),
            (contact::COST_LCY, Column::Decimal(totals.cost)),
            (contact::DURATION_MIN, Column::Decimal(totals.duration)),
            (
                contact::DATE_OF_LAST_INTERACTION,
                Column::Date(totals.last_interaction),
            ),
            (
                contact::LAST_DATE_ATTEMPTED,
                Column::Date(totals.last_attempt),
            ),
        ]);
    }
}

/// Totals of the log, one value a contact.
struct Totals {
    interactions: Vec<i64>,
    cost: Vec<Decimal>,
    duration: Vec<Decimal>,
    last_interaction: Vec<i32>,
    last_attempt: Vec<i32>,
}

impl Totals {
    fn new(contacts: usize) -> Self {
        Self {
            interactions: vec![0; contacts],
            cost: vec![Decimal::ZERO; contacts],
            duration: vec![Decimal::ZERO; contacts],
            last_interaction: vec![BLANK_DAYS; contacts],
            last_attempt: vec![BLANK_DAYS; contacts],
        }
    }

    /// Counts entries for the contact they name and, by their Contact Company No., for the company:
    /// a company's totals cover its own entries and those of its persons.
    fn add(&mut self, book: &Book, records: &Records) {
        let index = book.contacts();
        let links = book.link(records, entry::CONTACT_NO);
        let companies = records
            .column(entry::CONTACT_COMPANY_NO)
            .map(|_| book.link(records, entry::CONTACT_COMPANY_NO));
        for row in 0..records.len() {
            let contact = links.of(row);
            let of_contact = if contact == NO_CONTACT {
                NO_CONTACT
            } else {
                index.company_of(contact)
            };
            let company = companies
                .as_ref()
                .map_or(of_contact, |companies| companies.of(row));
            if company != NO_CONTACT {
                self.count(company, records, row);
            }
            let is_person = contact != NO_CONTACT && !index.is_company(contact);
            if is_person && of_contact == company {
                self.count(contact, records, row);
            }
        }
    }

    fn count(&mut self, contact: u32, records: &Records, row: usize) {
        let at = contact as usize;
        if records.boolean(row, entry::POSTPONED) {
            return;
        }
        let date = records
            .date(row, entry::DATE)
            .map_or(BLANK_DAYS, crate::value::Date::days);
        if !records.boolean(row, entry::ATTEMPT_FAILED) {
            self.last_interaction[at] = self.last_interaction[at].max(date);
        }
        if records.option(row, entry::INITIATED_BY) == US {
            self.last_attempt[at] = self.last_attempt[at].max(date);
        }
        if !records.boolean(row, entry::CANCELED) {
            self.interactions[at] += 1;
            self.cost[at] += records.decimal(row, entry::COST_LCY);
            self.duration[at] += records.decimal(row, entry::DURATION_MIN);
        }
    }
}

fn counts(book: &Book, table: &'static Table, contact_no: FieldNo, of_company: bool) -> Vec<i64> {
    let index = book.contacts();
    let mut own = vec![0; index.len()];
    if let Some(records) = book.table(table) {
        let links = book.link(records, contact_no);
        for contact in (0..records.len()).map(|row| links.of(row)) {
            if contact != NO_CONTACT {
                own[contact as usize] += 1;
            }
        }
    }
    if !of_company {
        return own;
    }
    (0..index.len() as u32)
        .map(|contact| match index.company_of(contact) {
            NO_CONTACT => 0,
            company => own[company as usize],
        })
        .collect()
}
