//! The comparison itself, by rows: which are on one side only, which differ, and in what.

use std::collections::{BTreeMap, VecDeque};

use super::fields::{Pair, pairs};
use super::side::Side;

/// What a comparison found, as rows of the two sides.
#[derive(Debug, Default)]
pub(super) struct Compared {
    /// The fields that were compared.
    pub(super) pairs: Vec<Pair>,
    /// Rows of the right side, in its order.
    pub(super) added: Vec<usize>,
    /// Rows of the left side, in its order.
    pub(super) removed: Vec<usize>,
    /// Rows of both sides that differ, in the order of the left one, with positions in `pairs`.
    pub(super) changed: Vec<(usize, usize, Vec<usize>)>,
    /// How many are the same.
    pub(super) same: u64,
}

/// Compares two sides, contact by contact; one that stands several times in its order.
pub(super) fn compare(left: &Side, right: &Side) -> Compared {
    let mut compared = Compared {
        pairs: pairs(left, right),
        ..Compared::default()
    };
    let mut waiting: BTreeMap<&str, VecDeque<usize>> = BTreeMap::new();
    for row in 0..right.records.len() {
        let rows = waiting.entry(right.contact_no(row)).or_default();
        rows.push_back(row);
    }
    for row in 0..left.records.len() {
        let other = waiting
            .get_mut(left.contact_no(row))
            .and_then(VecDeque::pop_front);
        let Some(other) = other else {
            compared.removed.push(row);
            continue;
        };
        let differs = |pair: &Pair| {
            left.records.value(row, pair.left.0) != right.records.value(other, pair.right.0)
        };
        let fields: Vec<usize> = (0..compared.pairs.len())
            .filter(|&at| differs(&compared.pairs[at]))
            .collect();
        if fields.is_empty() {
            compared.same += 1;
        } else {
            compared.changed.push((row, other, fields));
        }
    }
    compared.added = waiting.into_values().flatten().collect();
    compared.added.sort_unstable();
    compared
}
