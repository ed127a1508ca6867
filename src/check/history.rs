//! History sheets against the ledger: a row whose Entry No. the ledger has already is skipped when
//! it is equal, and wrong when it differs.

use std::collections::{BTreeMap, HashMap};

use fixedbitset::FixedBitSet;

use crate::error::Result;
use crate::finding::{Finding, Findings, code::checking};
use crate::schema::{self, FieldNo, Table, TableNo};
use crate::table::Records;

use super::HistoryReader;

static HISTORY: [&Table; 3] = [
    &schema::INTERACTION_LOG_ENTRY,
    &schema::LOGGED_SEGMENT,
    &schema::CAMPAIGN_ENTRY,
];

/// Finds the rows that the ledger has already; rejects those that differ.
pub(super) fn check(
    tables: &mut BTreeMap<TableNo, Records>,
    ledger: HistoryReader<'_>,
    findings: &mut Findings,
) -> Result<BTreeMap<TableNo, FixedBitSet>> {
    let mut skipped = BTreeMap::new();
    for table in HISTORY {
        let Some(records) = tables.get_mut(&table.no) else {
            continue;
        };
        let fields: Vec<FieldNo> = records.fields().filter(|&no| records.stores(no)).collect();
        let kept = ledger(table, &fields)?;
        if kept.is_empty() {
            continue;
        }
        skipped.insert(table.no, compare(records, &kept, &fields, findings));
    }
    Ok(skipped)
}

fn compare(
    records: &mut Records,
    kept: &Records,
    fields: &[FieldNo],
    findings: &mut Findings,
) -> FixedBitSet {
    let entry_no = records
        .table()
        .key()
        .next()
        .expect("history tables have a key")
        .no;
    // Only looked into by number; its order reaches no output.
    let by_no: HashMap<i64, usize> = (0..kept.len())
        .map(|row| (kept.integer(row, entry_no), row))
        .collect();
    let mut skipped = FixedBitSet::with_capacity(records.len());
    let mut counts: BTreeMap<usize, u64> = BTreeMap::new();
    for row in 0..records.len() {
        let no = records.integer(row, entry_no);
        let Some(&other) = by_no.get(&no) else {
            continue;
        };
        let differs = fields
            .iter()
            .copied()
            .find(|&field| records.value(row, field) != kept.value(other, field));
        match differs {
            None => {
                skipped.insert(row);
                let origin = records
                    .origins()
                    .partition_point(|origin| origin.first <= row)
                    - 1;
                *counts.entry(origin).or_default() += 1;
            }
            Some(field) => {
                findings.push(difference(records, row, kept, other, no, field));
                records.reject(row);
            }
        }
    }
    for (origin, count) in counts {
        findings.push(Finding::new(
            &checking::V015,
            records.origins()[origin].sheet.clone(),
            format!("{count} rows that the ledger has already"),
            "rows that the ledger does not have",
            "nothing: they are not counted twice",
        ));
    }
    skipped
}

fn difference(
    records: &Records,
    row: usize,
    kept: &Records,
    other: usize,
    no: i64,
    field: FieldNo,
) -> Finding {
    let declared = records.table().field(field);
    let show = |rows: &Records, at| rows.value(at, field).show(declared.kind);
    Finding::new(
        &checking::V014,
        records.place(row, Some(field)),
        format!("\"{}\" in entry {no}", show(records, row)),
        format!(
            "\"{}\", as entry {no} stands in the ledger",
            show(kept, other)
        ),
        "correct the row, give it another Entry No., or take it out of the inbox",
    )
}
