//! Units of matching: the criteria on one table, or on business relations and value entries, which
//! belong together. Each is matched once, however many steps use it.

use crate::schema;
use crate::schema::TableNo;
use crate::segment::Action;

use super::plan::{Criteria, Selecting};

/// A set of criteria that is matched once.
#[derive(Debug, Clone)]
pub(super) struct Unit {
    pub(super) identity: String,
    pub(super) criteria: Vec<Criteria>,
    pub(super) is_add: bool,
}

/// Business relations and value entries are one criterion.
pub(super) const PURCHASE: [TableNo; 2] =
    [schema::CONTACT_BUSINESS_RELATION.no, schema::VALUE_ENTRY.no];

impl Unit {
    /// The criteria on one of its tables.
    pub(super) fn on(&self, table: TableNo) -> Option<&Criteria> {
        self.criteria
            .iter()
            .find(|criteria| criteria.table == table)
    }
}

/// The units of an action, in the order in which BC looks at the tables.
pub(super) fn units(selecting: &Selecting) -> Vec<Unit> {
    units_of(&selecting.criteria, selecting.action == Action::Add)
}

/// Each table of an action as a unit of its own: what it matches alone.
pub(super) fn alone(selecting: &Selecting) -> Vec<Unit> {
    let is_add = selecting.action == Action::Add;
    selecting
        .criteria
        .iter()
        .flat_map(|criteria| units_of(std::slice::from_ref(criteria), is_add))
        .collect()
}

fn units_of(criteria: &[Criteria], is_add: bool) -> Vec<Unit> {
    let mut units: Vec<Unit> = Vec::new();
    let mut purchase: Vec<Criteria> = Vec::new();
    for criteria in criteria {
        if PURCHASE.contains(&criteria.table) {
            purchase.push(criteria.clone());
        } else {
            let identity = criteria.identity();
            units.push(Unit {
                identity,
                criteria: vec![criteria.clone()],
                is_add,
            });
        }
    }
    if !purchase.is_empty() {
        let parts: Vec<String> = purchase.iter().map(Criteria::identity).collect();
        // Only value entries tell Add from Reduce and Refine.
        let looks_at_entries = purchase
            .iter()
            .any(|criteria| criteria.table == schema::VALUE_ENTRY.no);
        let mode = if is_add && looks_at_entries {
            "add"
        } else {
            ""
        };
        let identity = format!("{mode}{}", parts.join("\u{1e}"));
        units.push(Unit {
            identity,
            criteria: purchase,
            is_add,
        });
    }
    units
}
