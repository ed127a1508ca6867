//! The order in which an Add step brings contacts: Company Name, Company No., Type (Company first),
//! Name, then No. Computed once for all contacts that any step brings, as one number each.

use fixedbitset::FixedBitSet;
use rayon::prelude::*;

use crate::check::Book;
use crate::schema::{FieldNo, contact};
use crate::table::{Column, Dictionary, Records};
use crate::value::TextOrder;

/// The place in the order of a contact that was not ranked. To sort one is a mistake that must not
/// pass for a contact of the first place.
const UNRANKED: u32 = u32::MAX;

/// The place of each contact in the order; only the contacts it was made for can be sorted.
#[derive(Debug, Default)]
pub(super) struct Rank {
    by_contact: Vec<u32>,
    /// The contacts that are ranked, in their order.
    order: Vec<u32>,
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
        let mut keys: Vec<[u32; 6]> = wanted
            .ones()
            .map(|at| {
                let contact = at as u32;
                [
                    rank_of(records, contact::COMPANY_NAME, &company_name, contact),
                    rank_of(records, contact::COMPANY_NO, &company_no, contact),
                    u32::from(!index.is_company(contact)),
                    rank_of(records, contact::NAME, &name, contact),
                    rank_of(records, contact::NO, &no, contact),
                    contact,
                ]
            })
            .collect();
        keys.par_sort_unstable();
        let order: Vec<u32> = keys.into_iter().map(|[.., contact]| contact).collect();
        let mut by_contact = vec![UNRANKED; index.len()];
        for (rank, &contact) in order.iter().enumerate() {
            by_contact[contact as usize] = rank as u32;
        }
        Self { by_contact, order }
    }

    /// The contacts of a set in the order of their ranks.
    pub(super) fn sorted(&self, contacts: &FixedBitSet) -> impl Iterator<Item = u32> {
        let mut ranks = FixedBitSet::with_capacity(self.order.len());
        for contact in contacts.ones() {
            ranks.insert(self.by_contact[contact] as usize);
        }
        ranks.into_ones().map(|rank| self.order[rank])
    }
}

/// The rank of every dictionary number of a text column that a wanted contact has; 0 is blank.
fn text_ranks(records: &Records, field: FieldNo, wanted: &FixedBitSet) -> Vec<u32> {
    let Some(Column::Text { ids, dictionary }) = records.column(field) else {
        return Vec::new();
    };
    let mut used = FixedBitSet::with_capacity(dictionary.len());
    wanted.ones().for_each(|row| used.insert(ids[row] as usize));
    let mut used: Vec<u32> = used
        .ones()
        .filter(|&id| id != 0)
        .map(|id| id as u32)
        .collect();
    sort_by_text(&mut used, dictionary);
    let mut ranks = vec![0; dictionary.len()];
    for (rank, id) in (1..).zip(used) {
        ranks[id as usize] = rank;
    }
    ranks
}

/// Sorts dictionary numbers by their texts.
fn sort_by_text(ids: &mut Vec<u32>, dictionary: &Dictionary) {
    let text = |id| dictionary.get(id);
    if ids
        .par_iter()
        .all(|&id| TextOrder::is_that_of_bytes(text(id)))
    {
        ids.par_sort_unstable_by_key(|&id| text(id));
        return;
    }
    let order = TextOrder::new();
    let mut keys: Vec<(Vec<u8>, u32)> = ids
        .par_iter()
        .map(|&id| (order.sort_key(text(id)), id))
        .collect();
    // Texts that the collation holds equal are told apart by their bytes.
    keys.par_sort_unstable_by(|(a, a_id), (b, b_id)| {
        a.cmp(b).then_with(|| text(*a_id).cmp(text(*b_id)))
    });
    *ids = keys.into_iter().map(|(_, id)| id).collect();
}

fn rank_of(records: &Records, field: FieldNo, ranks: &[u32], contact: u32) -> u32 {
    match records.column(field) {
        Some(Column::Text { ids, .. }) => ranks[ids[contact as usize] as usize],
        _ => 0,
    }
}
