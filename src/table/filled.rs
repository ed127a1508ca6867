//! Which cells were filled: a blank cell and a blank on purpose are different things.

use fixedbitset::FixedBitSet;

/// What a cell said, where a blank cell and a blank on purpose are different things.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fill {
    /// The cell was empty or the column missing: the default counts.
    Default,
    /// `<blank>`: blank on purpose.
    Blank,
    /// A value.
    Value,
}

/// Which cells of a column were filled.
#[derive(Debug, Clone, Default)]
pub(super) struct Filled {
    values: FixedBitSet,
    on_purpose: FixedBitSet,
}

impl Filled {
    /// Of the rows with a value, and of those that are blank on purpose.
    pub(super) fn from_sets(values: FixedBitSet, on_purpose: FixedBitSet) -> Self {
        Self { values, on_purpose }
    }

    /// The rows with a value, and those that are blank on purpose.
    pub(super) fn sets(&self) -> (&FixedBitSet, &FixedBitSet) {
        (&self.values, &self.on_purpose)
    }

    pub(super) fn set(&mut self, row: usize) {
        insert(&mut self.values, row);
    }

    pub(super) fn set_on_purpose(&mut self, row: usize) {
        insert(&mut self.on_purpose, row);
    }

    pub(super) fn get(&self, row: usize) -> Fill {
        if self.values.contains(row) {
            Fill::Value
        } else if self.on_purpose.contains(row) {
            Fill::Blank
        } else {
            Fill::Default
        }
    }

    pub(super) fn append(&mut self, other: &Self, offset: usize) {
        other.values.ones().for_each(|row| self.set(row + offset));
        other
            .on_purpose
            .ones()
            .for_each(|row| self.set_on_purpose(row + offset));
    }

    pub(super) fn retain(&self, kept: &[usize]) -> Self {
        let mut filled = Self::default();
        for (new, &old) in kept.iter().enumerate() {
            match self.get(old) {
                Fill::Value => filled.set(new),
                Fill::Blank => filled.set_on_purpose(new),
                Fill::Default => {}
            }
        }
        filled
    }
}

/// Sets a bit of a set that grows as rows come, by much at a time.
fn insert(set: &mut FixedBitSet, row: usize) {
    const ROWS_MIN: usize = 1 << 10;
    if row >= set.len() {
        set.grow((row + 1).next_power_of_two().max(ROWS_MIN));
    }
    set.insert(row);
}
