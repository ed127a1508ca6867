//! Records as lines of text, to be compared as a whole.

use super::Records;
use crate::schema::FieldNo;

/// All that can be seen of records: first what they are, then a line for each row with its cells.
pub(crate) fn shown(records: &Records) -> Vec<String> {
    let fields: Vec<FieldNo> = records.fields().collect();
    let rows = (0..records.len()).map(|row| {
        let cells = fields.iter().map(|&field| {
            let place = records.place(row, Some(field));
            let (value, fill) = (records.value(row, field), records.fill(row, field));
            format!("{place} {value:?} {fill:?}")
        });
        let extras = records.extras().iter();
        let extras = extras.map(|extra| format!("{} {:?}", extra.caption, extra.column.value(row)));
        let cells: Vec<String> = cells.chain(extras).collect();
        format!("{} {}", records.is_rejected(row), cells.join(", "))
    });
    let (table, is_partial) = (records.table().caption, records.is_partial());
    let extras = records.extras().iter();
    let extras: Vec<&str> = extras.map(|extra| &*extra.caption).collect();
    let origins = records.origins();
    let what = format!("{table} {fields:?} {extras:?} {is_partial} {origins:?}");
    std::iter::once(what).chain(rows).collect()
}
