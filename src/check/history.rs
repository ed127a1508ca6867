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

/// So many rows are compared at a time, so that neither the entries that no sheet repeats are looked
/// at, nor all that sheets repeat are held at once.
const COMPARED_ROWS: usize = 16_384;

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
        let mut known = FixedBitSet::with_capacity(records.len());
        for (numbers, rows) in pieces(records) {
            let kept = ledger(table, &fields, &numbers)?;
            compare(records, &rows, &kept, &fields, &mut known, findings);
        }
        report(records, &known, &checking::V015, findings);
        skipped.insert(table.no, known);
    }
    Ok(skipped)
}

/// The rows in the order of their numbers, some at a time, with the numbers that these have.
fn pieces(records: &Records) -> Vec<(Vec<i64>, Vec<usize>)> {
    let entry_no = entry_no(records);
    let mut rows: Vec<(i64, usize)> = (0..records.len())
        .map(|row| (records.integer(row, entry_no), row))
        .collect();
    rows.sort_unstable();
    let piece = |rows: &[(i64, usize)]| {
        let mut numbers: Vec<i64> = rows.iter().map(|&(no, _)| no).collect();
        numbers.dedup();
        (numbers, rows.iter().map(|&(_, row)| row).collect())
    };
    rows.chunks(COMPARED_ROWS).map(piece).collect()
}

fn entry_no(records: &Records) -> FieldNo {
    let mut key = records.table().key();
    key.next().expect("history tables have a key").no
}

fn compare(
    records: &mut Records,
    rows: &[usize],
    kept: &Records,
    fields: &[FieldNo],
    known: &mut FixedBitSet,
    findings: &mut Findings,
) {
    let entry_no = entry_no(records);
    // Only looked into by number; its order reaches no output.
    let by_no: HashMap<i64, usize> = (0..kept.len())
        .map(|row| (kept.integer(row, entry_no), row))
        .collect();
    for &row in rows {
        let no = records.integer(row, entry_no);
        let Some(&other) = by_no.get(&no) else {
            continue;
        };
        let differs = fields
            .iter()
            .copied()
            .find(|&field| records.value(row, field) != kept.value(other, field));
        match differs {
            None => known.insert(row),
            Some(field) => {
                findings.push(difference(records, row, kept, other, no, field));
                records.reject(row);
            }
        }
    }
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::book_for_tests::records;

    #[test]
    fn the_ledger_is_asked_for_the_entries_of_the_sheet_alone() {
        let rows = ["Entry No.|Segment No.", "900|S9", "2|S2", "900|S9", "7|S7"];
        let sheet = records((&schema::LOGGED_SEGMENT, &rows));
        let mut tables = BTreeMap::from([(schema::LOGGED_SEGMENT.no, sheet)]);
        let asked = std::cell::RefCell::new(Vec::new());
        let ledger = |table: &'static Table, _: &[FieldNo], numbers: &[i64]| {
            asked.borrow_mut().extend(numbers.to_vec());
            Ok(Records::empty(table))
        };
        let mut findings = Findings::default();
        let known = check(&mut tables, &ledger, &mut findings).expect("an empty ledger");
        assert_eq!(*asked.borrow(), [2, 7, 900]);
        assert_eq!(known[&schema::LOGGED_SEGMENT.no].count_ones(..), 0);
    }
}
