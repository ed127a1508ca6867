//! Rows of one table that stand in several places, one after another.

use crate::schema::{FieldNo, Table};
use crate::value::Value;

use super::Rows;

/// Several rows of one table as one.
pub struct Concatenated<'a> {
    table: &'static Table,
    parts: Vec<&'a dyn Rows>,
    /// The first row of each part.
    starts: Vec<usize>,
    len: usize,
}

impl<'a> Concatenated<'a> {
    /// The parts one after another; all belong to `table`.
    pub fn new(table: &'static Table, parts: Vec<&'a dyn Rows>) -> Self {
        let mut len = 0;
        let starts = parts
            .iter()
            .map(|part| {
                debug_assert_eq!(part.table().no, table.no);
                len += part.len();
                len - part.len()
            })
            .collect();
        Self {
            table,
            parts,
            starts,
            len,
        }
    }

    /// The part that a row stands in, and which of its rows it is.
    fn at(&self, row: usize) -> (&'a dyn Rows, usize) {
        let part = self.starts.partition_point(|&start| start <= row) - 1;
        (self.parts[part], row - self.starts[part])
    }
}

impl Rows for Concatenated<'_> {
    fn table(&self) -> &'static Table {
        self.table
    }

    fn len(&self) -> usize {
        self.len
    }

    fn value(&self, row: usize, field: FieldNo) -> Value<'_> {
        let (part, row) = self.at(row);
        part.value(row, field)
    }

    fn show_row<'s>(&'s self, row: usize, fields: &[FieldNo], show: &mut dyn FnMut(Value<'s>)) {
        let (part, row) = self.at(row);
        part.show_row(row, fields, show);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::schema::{MAILING_GROUP, mailing_group};
    use crate::table::Records;

    #[test]
    fn empty_parts_take_no_room() {
        let part = |codes: &[&'static str]| {
            let rows: Vec<_> = codes
                .iter()
                .map(|code| vec![(mailing_group::CODE, Value::Text(code))])
                .collect();
            Records::from_rows(&MAILING_GROUP, &rows)
        };
        let parts = [part(&["A"]), part(&[]), part(&["B", "C"])];
        let all = Concatenated::new(
            &MAILING_GROUP,
            parts.iter().map(|p| p as &dyn Rows).collect(),
        );
        let shown: Vec<_> = (0..all.len())
            .map(|row| all.value(row, mailing_group::CODE))
            .collect();
        assert_eq!(shown, ["A", "B", "C"].map(Value::Text));
        let mut shown = Vec::new();
        for row in 0..all.len() {
            all.show_row(row, &[mailing_group::CODE], &mut |value| shown.push(value));
        }
        assert_eq!(shown, ["A", "B", "C"].map(Value::Text));
    }
}
