//! Contacts as dense indexes: a contact's index is its row. Links, log entries and lines refer to
//! contacts by index; companies know their members.

use std::sync::OnceLock;

use fixedbitset::FixedBitSet;

use crate::schema::contact;
use crate::table::{Column, Records};

/// The index that stands for no contact.
pub const NO_CONTACT: u32 = u32::MAX;

/// The ordinal of `Company` in the field Type.
pub(super) const COMPANY: u8 = 0;

/// Who belongs to which company, and who is left out of segments.
#[derive(Debug, Default)]
pub struct Contacts {
    /// Row by dictionary number of the No. column.
    rows_by_no: Vec<u32>,
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
    /// Indexes the Contact table, whose Company No. is filled for companies already.
    pub(super) fn new(records: &Records) -> Self {
        let count = records.len();
        let rows_by_no = rows_by_no(records, |_| true);
        let mut company = vec![NO_CONTACT; count];
        if let Some(Column::Text { ids, dictionary }) = records.column(contact::COMPANY_NO) {
            let rows = map_dictionary(dictionary, records, &rows_by_no);
            for (row, &id) in ids.iter().enumerate() {
                company[row] = rows[id as usize];
            }
        }
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

    /// The contact that each row of a column of contact numbers names, or [`NO_CONTACT`].
    pub fn link(&self, records: &Records, column: &Column) -> Vec<u32> {
        let Column::Text { ids, dictionary } = column else {
            return vec![NO_CONTACT; column.len()];
        };
        let rows = map_dictionary(dictionary, records, &self.rows_by_no);
        ids.iter().map(|&id| rows[id as usize]).collect()
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

/// The row of each dictionary number of the No. column; the first row counts, and only rows that
/// `counts` lets pass.
pub(super) fn rows_by_no(records: &Records, counts: impl Fn(usize) -> bool) -> Vec<u32> {
    let Some(Column::Text { ids, dictionary }) = records.column(contact::NO) else {
        return Vec::new();
    };
    let mut rows = vec![NO_CONTACT; dictionary.len()];
    for (row, &id) in ids.iter().enumerate().rev() {
        if id != 0 && counts(row) {
            rows[id as usize] = row as u32;
        }
    }
    rows
}

/// The contact row of each text of another dictionary of contact numbers.
pub(super) fn map_dictionary(
    dictionary: &crate::table::Dictionary,
    contacts: &Records,
    rows_by_no: &[u32],
) -> Vec<u32> {
    let Some(Column::Text {
        dictionary: nos, ..
    }) = contacts.column(contact::NO)
    else {
        return vec![NO_CONTACT; dictionary.len()];
    };
    dictionary
        .iter()
        .map(|text| match nos.find(text) {
            Some(id) if !text.is_empty() => rows_by_no[id as usize],
            _ => NO_CONTACT,
        })
        .collect()
}
