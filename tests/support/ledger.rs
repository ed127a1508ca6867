//! What the ledger holds, as rows that can be compared.

use segbook::ledger::Ledger;
use segbook::schema::table_called;

use super::Book;

/// Fields of all rows of a table that the ledger keeps, by caption, joined by `|`.
#[track_caller]
pub(crate) fn ledger_rows(book: &Book, table: &str, captions: &[&str]) -> Vec<String> {
    let table = table_called(table).expect("a table");
    let ledger = Ledger::open_for_reading(&book.path("ledger.db")).expect("a ledger");
    assert_eq!(ledger.quick_check().expect("a look through it"), [""; 0]);
    let records = ledger.records(table, &[]).expect("its rows");
    let fields: Vec<_> = captions
        .iter()
        .map(|caption| table.field_called(caption).expect("a field"))
        .collect();
    let row = |row| {
        let shown = fields
            .iter()
            .map(|field| records.value(row, field.no).show(field.kind));
        shown.collect::<Vec<String>>().join("|")
    };
    (0..records.len()).map(row).collect()
}
