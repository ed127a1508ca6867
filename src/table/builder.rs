//! Fills records row by row, as a sheet is read.

use std::sync::Arc;

use fixedbitset::FixedBitSet;
use rayon::prelude::*;

use crate::place::Place;
use crate::schema::{FieldNo, Kind, Table};
use crate::value::Value;

use super::filled::Filled;
use super::records::Extra;
use super::{Column, Origin, Records, SheetColumn};

/// The column of a [`RecordsBuilder`] that a cell goes into.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Slot(usize);

/// Records of one sheet under construction. Columns are declared first, then rows are begun one
/// after another and their cells set in any order; what is not set is blank.
#[derive(Debug)]
pub struct RecordsBuilder {
    table: &'static Table,
    sheet: Place,
    headings: Vec<SheetColumn>,
    columns: Vec<(Option<FieldNo>, Column, Filled)>,
    rows: Vec<u32>,
    rejected: FixedBitSet,
}

impl RecordsBuilder {
    /// No columns and no rows yet; `sheet` is the place of the sheet as a whole.
    pub fn new(table: &'static Table, sheet: Place) -> Self {
        Self {
            table,
            sheet,
            headings: Vec::new(),
            columns: Vec::new(),
            rows: Vec::new(),
            rejected: FixedBitSet::new(),
        }
    }

    /// Declares the column of a field, found in column `column` (from 0) under `heading`.
    pub fn add_field(&mut self, field: FieldNo, column: u32, heading: &str) -> Slot {
        self.add(Some(field), self.table.field(field).kind, column, heading)
    }

    /// Declares an extra text column, known by its heading only.
    pub fn add_extra(&mut self, column: u32, heading: &str) -> Slot {
        self.add(None, Kind::Text(u16::MAX), column, heading)
    }

    fn add(&mut self, field: Option<FieldNo>, kind: Kind, column: u32, heading: &str) -> Slot {
        self.headings.push(SheetColumn {
            field,
            column,
            heading: heading.into(),
        });
        self.columns
            .push((field, Column::new(kind), Filled::default()));
        Slot(self.columns.len() - 1)
    }

    /// Begins the next row; `row` is its position in the sheet (or its line), from 0.
    pub fn begin_row(&mut self, row: u32) {
        self.rows.push(row);
    }

    /// How many rows were begun.
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether no row was begun.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// Sets a value of the current row.
    pub fn set(&mut self, slot: Slot, value: Value<'_>) {
        let row = self.current();
        let (_, column, filled) = &mut self.columns[slot.0];
        column.pad(row);
        column.push(value);
        if value != Value::Blank {
            filled.set(row);
        }
    }

    /// The dictionary number of a text in a text column, for callers that see the same text often.
    ///
    /// # Panics
    /// When the slot is not a text column.
    pub fn intern(&mut self, slot: Slot, text: &str) -> u32 {
        match &mut self.columns[slot.0].1 {
            Column::Text { dictionary, .. } => dictionary.intern(text),
            _ => panic!("only text columns have a dictionary"),
        }
    }

    /// As [`RecordsBuilder::intern`] for a text that was most probably never there before: it gets a
    /// number without being looked for, which counts until the rows are finished.
    ///
    /// # Panics
    /// When the slot is not a text column.
    pub fn append(&mut self, slot: Slot, text: &str) -> u32 {
        match &mut self.columns[slot.0].1 {
            Column::Text { dictionary, .. } => dictionary.append(text),
            _ => panic!("only text columns have a dictionary"),
        }
    }

    /// Sets a text of the current row by its number from [`RecordsBuilder::intern`].
    ///
    /// # Panics
    /// When the slot is not a text column.
    pub fn set_interned(&mut self, slot: Slot, id: u32) {
        let row = self.current();
        let (_, column, filled) = &mut self.columns[slot.0];
        match column {
            Column::Text { ids, .. } => {
                ids.resize(row, 0);
                ids.push(id);
            }
            _ => panic!("only text columns have a dictionary"),
        }
        if id != 0 {
            filled.set(row);
        }
    }

    /// Marks a cell of the current row as blank on purpose (`<blank>`).
    pub fn set_blank_on_purpose(&mut self, slot: Slot) {
        let row = self.current();
        self.columns[slot.0].2.set_on_purpose(row);
    }

    /// Marks the current row as one that cannot be used.
    pub fn reject_row(&mut self) {
        let row = self.current();
        self.rejected.grow(row + 1);
        self.rejected.insert(row);
    }

    /// The records, with all columns as long as there are rows.
    pub fn finish(mut self) -> Records {
        let len = self.rows.len();
        self.columns
            .par_iter_mut()
            .for_each(|(_, column, _)| column.settle());
        let mut fields = Vec::new();
        let mut extras = Vec::new();
        for ((field, mut column, filled), heading) in self.columns.into_iter().zip(&self.headings) {
            column.pad(len);
            match field {
                Some(field) => fields.push((field, column, filled)),
                None => extras.push(Extra {
                    caption: heading.heading.clone(),
                    column,
                }),
            }
        }
        let origin = Origin {
            sheet: self.sheet,
            columns: Arc::from(self.headings),
            first: 0,
        };
        Records::from_parts(
            self.table,
            fields,
            extras,
            vec![origin],
            self.rows,
            self.rejected,
        )
    }

    fn current(&self) -> usize {
        self.rows.len().checked_sub(1).expect("a row was begun")
    }
}
