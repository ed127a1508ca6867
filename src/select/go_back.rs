//! Which Go Back undid which step.

use std::collections::BTreeMap;

use crate::segment::Action;

use super::plan::{Plan, Work};

impl Plan {
    /// For each step that is undone its Go Back, both as positions among the steps.
    pub fn undone_by(&self) -> BTreeMap<usize, usize> {
        let mut undone_by = BTreeMap::new();
        let mut undone: Vec<usize> = Vec::new();
        for (at, planned) in self.steps.iter().enumerate() {
            if !matches!(planned.work, Work::Undone) {
                continue;
            }
            if planned.step.action != Action::GoBack {
                undone.push(at);
            } else if let Some(last) = undone.pop() {
                undone_by.insert(last, at);
            }
        }
        undone_by
    }
}
