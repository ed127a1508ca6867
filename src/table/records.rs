//! The rows of one table.

use std::sync::Arc;

use fixedbitset::FixedBitSet;

use crate::place::Place;
use crate::schema::{Class, FieldNo, Kind, Table, fold_name};
use crate::value::{Date, Decimal, Time, Value};

use super::filled::{Fill, Filled};
use super::{Column, Origin, RecordsBuilder, Rows};

/// The rows of one table by column, with the place where each was read.
#[derive(Debug, Clone)]
pub struct Records {
    table: &'static Table,
    /// The fields, apart from their columns: they are searched for every value.
    fields: Vec<FieldNo>,
    columns: Vec<(Column, Filled)>,
    extras: Vec<Extra>,
    origins: Vec<Origin>,
    rows: Vec<u32>,
    rejected: FixedBitSet,
    /// Whether reading stopped before the last row of a sheet, or left a sheet out.
    is_partial: bool,
}

/// A column of Contact that BC does not have; always text.
#[derive(Debug, Clone)]
pub struct Extra {
    /// The heading as it stands in the file.
    pub caption: Arc<str>,
    /// Its texts.
    pub column: Column,
}

impl Records {
    /// No rows and no columns.
    pub fn empty(table: &'static Table) -> Self {
        Self::from_parts(
            table,
            Vec::new(),
            Vec::new(),
            Vec::new(),
            Vec::new(),
            FixedBitSet::new(),
        )
    }

    /// A few rows made by the program, each a list of fields with their values.
    pub fn from_rows(table: &'static Table, rows: &[Vec<(FieldNo, Value<'_>)>]) -> Self {
        let mut builder = RecordsBuilder::new(table, Place::default());
        let mut slots = Vec::new();
        for (at, row) in rows.iter().enumerate() {
            builder.begin_row(at as u32);
            for &(field, value) in row {
                let known = slots
                    .iter()
                    .find(|(no, _)| *no == field)
                    .map(|(_, slot)| *slot);
                let slot = known.unwrap_or_else(|| {
                    let caption = table.field(field).caption;
                    let slot = builder.add_field(field, slots.len() as u32, caption);
                    slots.push((field, slot));
                    slot
                });
                builder.set(slot, value);
            }
        }
        builder.finish()
    }

    pub(super) fn from_parts(
        table: &'static Table,
        fields: Vec<(FieldNo, Column, Filled)>,
        extras: Vec<Extra>,
        origins: Vec<Origin>,
        rows: Vec<u32>,
        rejected: FixedBitSet,
    ) -> Self {
        let (fields, columns) = fields
            .into_iter()
            .map(|(no, column, filled)| (no, (column, filled)))
            .unzip();
        Self {
            table,
            fields,
            columns,
            extras,
            origins,
            rows,
            rejected,
            is_partial: false,
        }
    }

    /// The positions of the rows in their sheets, and which of them were rejected.
    pub(super) fn positions(&self) -> (&[u32], &FixedBitSet) {
        (&self.rows, &self.rejected)
    }

    /// The columns, in the order of [`Records::fields`], with which of their cells were filled.
    pub(super) fn filled_columns(&self) -> impl Iterator<Item = (&Column, &Filled)> {
        self.columns.iter().map(|(column, filled)| (column, filled))
    }

    /// Says that rows are missing: reading stopped at a limit, or a sheet could not be used.
    pub fn set_partial(&mut self) {
        self.is_partial = true;
    }

    /// Whether rows are missing, so that nothing follows from a row that is not there.
    pub fn is_partial(&self) -> bool {
        self.is_partial
    }

    /// The table that the rows belong to.
    pub fn table(&self) -> &'static Table {
        self.table
    }

    /// How many rows there are, rejected ones included.
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether there is no row.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// The column of a field, if any sheet had it.
    pub fn column(&self, field: FieldNo) -> Option<&Column> {
        self.position(field).map(|at| &self.columns[at].0)
    }

    /// The fields that are present, in the order in which they were first seen.
    pub fn fields(&self) -> impl Iterator<Item = FieldNo> {
        self.fields.iter().copied()
    }

    /// The extra columns, in the order in which they were first seen.
    pub fn extras(&self) -> &[Extra] {
        &self.extras
    }

    /// The extra column with this heading, compared as headings are.
    pub fn extra(&self, heading: &str) -> Option<&Extra> {
        let folded = fold_name(heading);
        self.extras
            .iter()
            .find(|extra| fold_name(&extra.caption) == folded)
    }

    /// A value; blank when the column is missing.
    pub fn value(&self, row: usize, field: FieldNo) -> Value<'_> {
        self.column(field)
            .map_or(Value::Blank, |column| column.value(row))
    }

    /// A Code or Text; `""` when blank or missing.
    pub fn text(&self, row: usize, field: FieldNo) -> &str {
        match self.column(field) {
            Some(Column::Text { ids, dictionary }) => dictionary.get(ids[row]),
            _ => "",
        }
    }

    /// Whether a Code or Text is blank or missing, without a look at the text itself.
    pub fn is_blank_text(&self, row: usize, field: FieldNo) -> bool {
        match self.column(field) {
            Some(Column::Text { ids, .. }) => ids[row] == 0,
            _ => true,
        }
    }

    /// An Integer; 0 when blank or missing.
    pub fn integer(&self, row: usize, field: FieldNo) -> i64 {
        match self.column(field) {
            Some(Column::Integer(values)) => values[row],
            _ => 0,
        }
    }

    /// A Decimal; 0 when blank or missing.
    pub fn decimal(&self, row: usize, field: FieldNo) -> Decimal {
        match self.column(field) {
            Some(Column::Decimal(values)) => values[row],
            _ => Decimal::ZERO,
        }
    }

    /// A Boolean; No when blank or missing.
    pub fn boolean(&self, row: usize, field: FieldNo) -> bool {
        match self.column(field) {
            Some(Column::Boolean(values)) => values[row],
            _ => false,
        }
    }

    /// The ordinal of an option; 0 when blank or missing.
    pub fn option(&self, row: usize, field: FieldNo) -> u8 {
        match self.column(field) {
            Some(Column::Option(values)) => values[row],
            _ => 0,
        }
    }

    /// A Date, if it is filled.
    pub fn date(&self, row: usize, field: FieldNo) -> Option<Date> {
        match self.column(field) {
            Some(Column::Date(values)) => Date::from_days(values[row]),
            _ => None,
        }
    }

    /// A Time, if it is filled.
    pub fn time(&self, row: usize, field: FieldNo) -> Option<Time> {
        match self.column(field) {
            Some(Column::Time(values)) => Time::from_seconds(values[row]),
            _ => None,
        }
    }

    /// Whether the cell had a value, was blank on purpose, or was empty.
    pub fn fill(&self, row: usize, field: FieldNo) -> Fill {
        self.position(field)
            .map_or(Fill::Default, |at| self.columns[at].1.get(row))
    }

    /// Where a row stands, narrowed to the cell of `field` when its sheet has that column.
    pub fn place(&self, row: usize, field: Option<FieldNo>) -> Place {
        self.origin(row).place(self.rows[row], field)
    }

    /// The sheet or file that a row stands in.
    pub fn origin(&self, row: usize) -> &Origin {
        let after = self.origins.partition_point(|origin| origin.first <= row);
        &self.origins[after.checked_sub(1).expect("every row has an origin")]
    }

    /// The sheets and files that the rows came from, in order.
    pub fn origins(&self) -> &[Origin] {
        &self.origins
    }

    /// Position of a row in its sheet, or its line, from 0.
    pub fn sheet_row(&self, row: usize) -> u32 {
        self.rows[row]
    }

    /// Marks a row as one that cannot be used.
    pub fn reject(&mut self, row: usize) {
        self.rejected.grow(row + 1);
        self.rejected.insert(row);
    }

    /// Whether a row was rejected.
    pub fn is_rejected(&self, row: usize) -> bool {
        self.rejected.contains(row)
    }

    /// How many rows were rejected.
    pub fn rejected_count(&self) -> usize {
        self.rejected.count_ones(..)
    }

    /// Removes the rows for which `keep` is false; the others keep their order and places.
    pub fn retain(&mut self, keep: impl Fn(usize) -> bool) {
        let kept: Vec<usize> = (0..self.len()).filter(|&row| keep(row)).collect();
        if kept.len() == self.len() {
            return;
        }
        for (column, filled) in &mut self.columns {
            column.retain(&keep);
            *filled = filled.retain(&kept);
        }
        for extra in &mut self.extras {
            extra.column.retain(&keep);
        }
        for origin in &mut self.origins {
            origin.first = kept.partition_point(|&row| row < origin.first);
        }
        let mut rejected = FixedBitSet::with_capacity(kept.len());
        for (new, &old) in kept.iter().enumerate() {
            rejected.set(new, self.rejected.contains(old));
        }
        self.rejected = rejected;
        self.rows = kept.iter().map(|&row| self.rows[row]).collect();
    }

    /// Adds the rows of another sheet of the same table behind these.
    pub fn append(&mut self, other: Self) {
        debug_assert_eq!(self.table.no, other.table.no);
        self.is_partial |= other.is_partial;
        let offset = self.len();
        let len = offset + other.len();
        for (no, (column, filled)) in other.fields.into_iter().zip(other.columns) {
            let index = self.position(no).unwrap_or_else(|| {
                self.add(no, Column::new(self.table.field(no).kind));
                self.fields.len() - 1
            });
            let (mine, mine_filled) = &mut self.columns[index];
            mine.pad(offset);
            mine.append(column);
            mine_filled.append(&filled, offset);
        }
        for extra in other.extras {
            let folded = fold_name(&extra.caption);
            let index = self
                .extras
                .iter()
                .position(|known| fold_name(&known.caption) == folded);
            let index = index.unwrap_or_else(|| {
                let column = Column::new(Kind::Text(u16::MAX));
                self.extras.push(Extra {
                    caption: extra.caption.clone(),
                    column,
                });
                self.extras.len() - 1
            });
            let mine = &mut self.extras[index].column;
            mine.pad(offset);
            mine.append(extra.column);
        }
        for (column, _) in &mut self.columns {
            column.pad(len);
        }
        self.extras
            .iter_mut()
            .for_each(|extra| extra.column.pad(len));
        self.origins
            .extend(other.origins.into_iter().map(|origin| Origin {
                first: origin.first + offset,
                ..origin
            }));
        self.rows.extend(other.rows);
        other
            .rejected
            .ones()
            .for_each(|row| self.reject(row + offset));
    }

    /// Takes a column out, to be changed and put back with [`Records::set_column`].
    pub fn take_column(&mut self, field: FieldNo) -> Option<Column> {
        let at = self.position(field)?;
        let mut blank = Column::new(self.table.field(field).kind);
        blank.pad(self.rows.len());
        Some(std::mem::replace(&mut self.columns[at].0, blank))
    }

    /// Puts a derived column in place of what was read, e.g. Company Name of persons.
    pub fn set_column(&mut self, field: FieldNo, column: Column) {
        debug_assert_eq!(column.len(), self.len());
        match self.position(field) {
            Some(at) => self.columns[at].0 = column,
            None => self.add(field, column),
        }
    }

    fn add(&mut self, field: FieldNo, column: Column) {
        self.fields.push(field);
        self.columns.push((column, Filled::default()));
    }

    fn position(&self, field: FieldNo) -> Option<usize> {
        self.fields.iter().position(|no| *no == field)
    }

    /// Puts values in place of what a column held; every row counts as filled.
    pub fn set_values(&mut self, field: FieldNo, column: Column) {
        self.set_column(field, column);
        let len = self.len();
        if let Some(at) = self.position(field) {
            (0..len).for_each(|row| self.columns[at].1.set(row));
        }
    }

    /// Whether the table stores this field, rather than calculating it.
    pub fn stores(&self, field: FieldNo) -> bool {
        self.table.field(field).class != Class::Calculated
    }
}

impl Rows for Records {
    fn table(&self) -> &'static Table {
        self.table
    }

    fn len(&self) -> usize {
        self.rows.len()
    }

    /// A cell that was not filled stays blank: its No or 0 would be a word of its own when the rows
    /// are read again.
    fn value(&self, row: usize, field: FieldNo) -> Value<'_> {
        let Some(at) = self.position(field) else {
            return Value::Blank;
        };
        let (column, filled) = &self.columns[at];
        match column {
            Column::Text { .. } | Column::Date(_) | Column::Time(_) => column.value(row),
            _ if filled.get(row) == Fill::Value => column.value(row),
            _ => Value::Blank,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::schema::{CONTACT, contact};

    fn sheet(name: &str, rows: &[(&str, &str)]) -> Records {
        let mut builder = RecordsBuilder::new(&CONTACT, Place::file(name));
        let no = builder.add_field(contact::NO, 0, "No.");
        let name = builder.add_field(contact::NAME, 2, "Name");
        for (index, (code, text)) in rows.iter().enumerate() {
            builder.begin_row(index as u32 + 1);
            builder.set(no, Value::text(code));
            builder.set(name, Value::text(text));
        }
        builder.finish()
    }

    #[test]
    fn two_files_are_one_table_and_keep_their_places() {
        let mut records = sheet("a.csv", &[("C1", "Ann"), ("C2", "")]);
        records.append(sheet("b.csv", &[("C3", "Ann")]));
        assert_eq!(records.len(), 3);
        assert_eq!(records.text(2, contact::NAME), "Ann");
        assert_eq!(records.fill(1, contact::NAME), Fill::Default);
        assert_eq!(records.fill(2, contact::NAME), Fill::Value);
        let place = records.place(2, Some(contact::NAME));
        assert_eq!(place.to_string(), "b.csv: line 2, column 3 \"Name\"");
    }

    #[test]
    fn rows_that_go_leave_the_places_of_the_others_alone() {
        let mut records = sheet("a.csv", &[("C1", "Ann"), ("C2", "Bo")]);
        records.append(sheet("b.csv", &[("C3", "Cy"), ("C4", "Di")]));
        records.reject(3);
        records.retain(|row| row != 0 && row != 2);
        assert_eq!(records.len(), 2);
        assert_eq!(records.text(0, contact::NO), "C2");
        assert_eq!(records.text(1, contact::NO), "C4");
        assert_eq!(records.place(0, None).to_string(), "a.csv: line 3");
        assert_eq!(records.place(1, None).to_string(), "b.csv: line 3");
        assert!(!records.is_rejected(0));
        assert!(records.is_rejected(1));
        assert_eq!(records.fill(1, contact::NAME), Fill::Value);
    }
}
