//! Contacts as dense indexes: a contact's index is its row. Links, log entries and lines refer to
//! contacts by index; companies know their members.

use std::sync::OnceLock;

use fixedbitset::FixedBitSet;

use crate::schema::{FieldNo, contact};
use crate::table::{Column, Records};

use super::links::Link;

/// The index that stands for no contact.
pub const NO_CONTACT: u32 = u32::MAX;

/// The ordinal of `Company` in the field Type.
pub(super) const COMPANY: u8 = 0;

/// Who belongs to which company, and who is left out of segments.
#[derive(Debug, Default)]
pub struct Contacts {
    /// Row by dictionary number of the No. column.
    pub(super) rows_by_no: Vec<u32>,
    company: Vec<u32>,
    companies: FixedBitSet,
    excluded: FixedBitSet,
    members: OnceLock<Members>,
}

/// The contacts of each company, in order of their indexes.
#[derive(Debug)]
struct Members {
    starts: Vec<u32>,
    contacts: Vec<u32>,
}

impl Contacts {
    /// Indexes the Contact table, whose Company No. is filled for companies already. `numbers` are
    /// the numbers of the companies in the dictionary of No.
    pub(super) fn new(records: &Records, numbers: Vec<u32>) -> Self {
        let count = records.len();
        let rows_by_no = rows_by_no(records);
        let companies = Link {
            ids: ids(records, contact::COMPANY_NO),
            numbers: numbers.into(),
            contacts: &rows_by_no,
        };
        let company = (0..count).map(|row| companies.of(row)).collect();
        let mut companies = FixedBitSet::with_capacity(count);
        let mut excluded = FixedBitSet::with_capacity(count);
        for row in 0..count {
            companies.set(row, records.option(row, contact::TYPE) == COMPANY);
            excluded.set(row, records.boolean(row, contact::EXCLUDE_FROM_SEGMENT));
        }
        Self {
            rows_by_no,
            company,
            companies,
            excluded,
            members: OnceLock::new(),
        }
    }

    /// How many contacts there are.
    pub fn len(&self) -> usize {
        self.company.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.company.is_empty()
    }

    /// The index of a contact's company (a company's own index), or [`NO_CONTACT`].
    pub fn company_of(&self, contact: u32) -> u32 {
        self.company[contact as usize]
    }

    /// Whether a contact is a company.
    pub fn is_company(&self, contact: u32) -> bool {
        self.companies.contains(contact as usize)
    }

    /// The contacts with *Exclude from Segment*.
    pub fn excluded(&self) -> &FixedBitSet {
        &self.excluded
    }

    /// All contacts with the Company No. of `company`, the company itself included.
    pub fn members_of(&self, company: u32) -> &[u32] {
        let members = self.members.get_or_init(|| Members::new(&self.company));
        let at = company as usize;
        &members.contacts[members.starts[at] as usize..members.starts[at + 1] as usize]
    }

    /// The index of the contact with this No.
    pub fn find(&self, records: &Records, no: &str) -> Option<u32> {
        let Some(Column::Text { dictionary, .. }) = records.column(contact::NO) else {
            return None;
        };
        let id = dictionary.find(no)?;
        self.rows_by_no
            .get(id as usize)
            .copied()
            .filter(|&row| row != NO_CONTACT)
    }
}

impl Members {
    fn new(company: &[u32]) -> Self {
        let mut starts = vec![0u32; company.len() + 1];
        for &of in company.iter().filter(|&&of| of != NO_CONTACT) {
            starts[of as usize + 1] += 1;
        }
        for at in 1..starts.len() {
            starts[at] += starts[at - 1];
        }
        let mut next = starts.clone();
        let mut contacts = vec![0u32; *starts.last().expect("one more than contacts") as usize];
        for (contact, &of) in company
            .iter()
            .enumerate()
            .filter(|&(_, &of)| of != NO_CONTACT)
        {
            contacts[next[of as usize] as usize] = contact as u32;
            next[of as usize] += 1;
        }
        Self { starts, contacts }
    }
}

/// The row of each dictionary number of the No. column; the first row counts.
pub(super) fn rows_by_no(records: &Records) -> Vec<u32> {
    let Some(Column::Text { ids, dictionary }) = records.column(contact::NO) else {
        return Vec::new();
    };
    let mut rows = vec![NO_CONTACT; dictionary.len()];
    for (row, &id) in ids.iter().enumerate().rev() {
        if id != 0 {
            rows[id as usize] = row as u32;
        }
    }
    rows
}

/// The dictionary numbers of a text column, one a row; none where the column is missing.
pub(super) fn ids(records: &Records, field: FieldNo) -> &[u32] {
    match records.column(field) {
        Some(Column::Text { ids, .. }) => ids,
        _ => &[],
    }
}
