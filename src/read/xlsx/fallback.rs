//! The general reader begins a sheet anew where the scanner gave up: what was shown is not shown
//! again.

use crate::finding::Finding;

use super::super::{Cell, Flow, Visitor};

/// Passes on the cells behind the first so many.
pub(super) struct Behind<'a> {
    visitor: &'a mut dyn Visitor,
    left_out: u64,
}

impl<'a> Behind<'a> {
    pub(super) fn new(visitor: &'a mut dyn Visitor, left_out: u64) -> Self {
        Self { visitor, left_out }
    }
}

impl Visitor for Behind<'_> {
    fn cell(&mut self, row: u32, column: u32, cell: Cell<'_>) -> Flow {
        if self.left_out > 0 {
            self.left_out -= 1;
            return Flow::Continue(());
        }
        self.visitor.cell(row, column, cell)
    }

    fn line(&mut self, row: u32, cells: u32) {
        self.visitor.line(row, cells);
    }

    fn fault(&mut self, row: u32, finding: Finding) -> Flow {
        self.visitor.fault(row, finding)
    }
}
