//! A hash of the rows of a segment: whether what stands in the inbox is what was logged.

use sha2::{Digest, Sha256};

use crate::table::{Fill, Records};
use crate::value::hexadecimal;

/// Collects rows; the order of rows counts, the order of columns and files does not.
#[derive(Default)]
pub(super) struct RowsHash {
    digest: Sha256,
}

impl RowsHash {
    /// Adds rows of one table.
    pub(super) fn add(&mut self, records: &Records, rows: &[usize]) {
        let table = records.table();
        let fields: Vec<_> = table
            .fields
            .iter()
            .filter(|field| records.column(field.no).is_some())
            .collect();
        for &row in rows {
            self.part(&table.no.0.to_string());
            for field in &fields {
                let value = match records.fill(row, field.no) {
                    Fill::Default => continue,
                    Fill::Blank => "<blank>".to_owned(),
                    Fill::Value => records.value(row, field.no).show(field.kind),
                };
                self.part(&field.no.0.to_string());
                self.part(&value);
            }
        }
    }

    /// The hash in hexadecimal.
    pub(super) fn finish(self) -> String {
        hexadecimal(self.digest.finalize())
    }

    /// A text with its length before it, so that no two lists of texts are the same bytes.
    fn part(&mut self, text: &str) {
        self.digest.update((text.len() as u64).to_le_bytes());
        self.digest.update(text.as_bytes());
    }
}
