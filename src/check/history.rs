//! History sheets against the ledger: a row whose Entry No. the ledger has already is skipped when
//! it is equal, and wrong when it differs.

use std::collections::{BTreeMap, HashMap};

use fixedbitset::FixedBitSet;

use crate::error::Result;
use crate::finding::{Code, Finding, Findings, code::checking};
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
            None => skipped.insert(row),
            Some(field) => {
                findings.push(difference(records, row, kept, other, no, field));
                records.reject(row);
            }
        }
    }
    report(records, &skipped, &checking::V015, findings);
    skipped
}

/// Whether a row says the same as an earlier row of another sheet with its Entry No.: a run writes its
/// entries in one workbook a segment and again in one for all, and both may come back.
pub(super) fn is_repeated(records: &Records, earlier: usize, row: usize) -> bool {
    let is_history = HISTORY.iter().any(|table| table.no == records.table().no);
    is_history
        && records.origin(earlier).first != records.origin(row).first
        && records
            .fields()
            .filter(|&no| records.stores(no))
            .all(|no| records.value(earlier, no) == records.value(row, no))
}

/// One notice for each sheet with rows that are not counted again.
pub(super) fn report(
    records: &Records,
    skipped: &FixedBitSet,
    code: &'static Code,
    findings: &mut Findings,
) {
    let mut counts: BTreeMap<usize, usize> = BTreeMap::new();
    for row in skipped.ones() {
        *counts.entry(records.origin(row).first).or_default() += 1;
    }
    let (whose, others) = if code.id == checking::V015.id {
        ("the ledger has already", "the ledger does not have")
    } else {
        ("stand in another sheet too", "no other sheet has")
    };
    for (first, count) in counts {
        let rows = if count == 1 { "row" } else { "rows" };
        let whose = if count == 1 {
            whose.replace("stand ", "stands ")
        } else {
            whose.to_owned()
        };
        findings.push(Finding::new(
            code,
            records.origin(first).sheet.clone(),
            format!("{count} {rows} that {whose}"),
            format!("rows that {others}"),
            "nothing: they are not counted twice",
        ));
    }
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
