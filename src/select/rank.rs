//! The order in which an Add step brings contacts: Company Name, Company No., Type (Company first),
//! Name, then No. Computed once for all contacts that any step brings, as one number each.

use fixedbitset::FixedBitSet;
use rayon::prelude::*;

use crate::check::Book;
use crate::schema::{FieldNo, contact};
use crate::table::{Column, Records};
use crate::value::TextOrder;

/// The place of each contact in the order; only meaningful for the contacts it was made for.
#[derive(Debug, Default)]
pub(super) struct Rank {
    by_contact: Vec<u32>,
}

impl Rank {
    /// Ranks the contacts in `wanted`.
    pub(super) fn new(book: &Book, wanted: &FixedBitSet) -> Self {
        let Some(records) = book.contact_records() else {
            return Self::default();
        };
        let company_name = text_ranks(records, contact::COMPANY_NAME, wanted);
        let company_no = text_ranks(records, contact::COMPANY_NO, wanted);
        let name = text_ranks(records, contact::NAME, wanted);
        let no = text_ranks(records, contact::NO, wanted);
        let index = book.contacts();
        let mut order: Vec<u32> = wanted.ones().map(|contact| contact as u32).collect();
        order.par_sort_unstable_by_key(|&contact| {
            (
                rank_of(records, contact::COMPANY_NAME, &company_name, contact),
                rank_of(records, contact::COMPANY_NO, &company_no, contact),
                !index.is_company(contact),
                rank_of(records, contact::NAME, &name, contact),
                rank_of(records, contact::NO, &no, contact),
            )
        });
        let mut by_contact = vec![0; index.len()];
        for (rank, contact) in order.into_iter().enumerate() {
            by_contact[contact as usize] = rank as u32;
        }
        Self { by_contact }
    }

    /// The contacts of a set in the order of their ranks.
    pub(super) fn sorted(&self, contacts: &FixedBitSet) -> Vec<u32> {
        let mut sorted: Vec<u32> = contacts.ones().map(|contact| contact as u32).collect();
        sorted.sort_unstable_by_key(|&contact| self.by_contact[contact as usize]);
        sorted
    }
}

/// The rank of every dictionary number of a text column that a wanted contact has; 0 is blank.
fn text_ranks(records: &Records, field: FieldNo, wanted: &FixedBitSet) -> Vec<u32> {
    let Some(Column::Text { ids, dictionary }) = records.column(field) else {
        return Vec::new();
    };
    let mut used = FixedBitSet::with_capacity(dictionary.len());
    wanted.ones().for_each(|row| used.insert(ids[row] as usize));
    let order = TextOrder::new();
    let used: Vec<u32> = used
        .ones()
        .filter(|&id| id != 0)
        .map(|id| id as u32)
        .collect();
    let mut keys: Vec<(Vec<u8>, u32)> = used
        .par_iter()
        .map(|&id| (order.sort_key(dictionary.get(id)), id))
        .collect();
    // Texts that the collation holds equal are told apart by their bytes.
    keys.par_sort_unstable_by(|(a, a_id), (b, b_id)| {
        a.cmp(b)
            .then_with(|| dictionary.get(*a_id).cmp(dictionary.get(*b_id)))
    });
    let mut ranks = vec![0; dictionary.len()];
    for (rank, (_, id)) in keys.into_iter().enumerate() {
        ranks[id as usize] = rank as u32 + 1;
    }
    ranks
}

fn rank_of(records: &Records, field: FieldNo, ranks: &[u32], contact: u32) -> u32 {
    match records.column(field) {
        Some(Column::Text { ids, .. }) => ranks[ids[contact as usize] as usize],
        _ => 0,
    }
}
