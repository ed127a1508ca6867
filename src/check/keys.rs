//! Duplicate keys: two rows of a table with the same primary key (BC's), both places named.

use fixedbitset::FixedBitSet;
use rayon::prelude::*;

use crate::finding::{Finding, Findings, code};
use crate::schema::{self, FieldNo, TableNo};
use crate::table::{Column, Dictionary, Records};

use super::{CheckOptions, history};

/// Tables whose double rows are judged when segments are put together: a reviewed workbook may stand
/// beside its original, and rows of an unnumbered segment have no Segment No. And targets, which
/// nothing here looks at: every run lists all of a campaign.
const JUDGED_ELSEWHERE: [TableNo; 4] = [
    schema::SEGMENT_HEADER.no,
    schema::SEGMENT_LINE.no,
    schema::SEGMENT_INTERACTION_LANGUAGE.no,
    schema::CAMPAIGN_TARGET_GROUP.no,
];

/// Rejects rows whose key stands twice; gives the rows that only repeat history of another sheet.
pub(super) fn check(
    records: &mut Records,
    options: CheckOptions,
    findings: &mut Findings,
) -> FixedBitSet {
    let table = records.table();
    let mut skipped = FixedBitSet::with_capacity(records.len());
    let key: Vec<FieldNo> = table.key().map(|field| field.no).collect();
    if key.is_empty() || JUDGED_ELSEWHERE.contains(&table.no) || records.is_empty() {
        return skipped;
    }
    for (first, row) in doubles(records, &key) {
        if history::is_repeated(records, first, row) {
            skipped.insert(row);
            continue;
        }
        let shown: Vec<String> = key
            .iter()
            .map(|&no| table.field(no))
            .map(|field| {
                let value = records.value(row, field.no).show(field.kind);
                format!("{} \"{value}\"", field.caption)
            })
            .collect();
        findings.push(finding(
            records,
            &key,
            &shown,
            row,
            "a second time; it stands first at",
            first,
        ));
        // Every row that is set aside says why.
        if options.reject {
            findings.push(finding(
                records,
                &key,
                &shown,
                first,
                "twice; again at",
                row,
            ));
        }
        records.reject(row);
        records.reject(first);
    }
    history::report(records, &skipped, &code::checking::V035, findings);
    skipped
}

fn finding(
    records: &Records,
    key: &[FieldNo],
    shown: &[String],
    row: usize,
    how: &str,
    other: usize,
) -> Finding {
    Finding::new(
        &code::checking::V001,
        records.place(row, key.first().copied()),
        format!("{} {how} {}", shown.join(", "), records.place(other, None)),
        format!("each {} once", shown_captions(records, key)),
        "remove one of the two rows, or correct its key",
    )
}

/// The first and the later row wherever a key stands twice, in the order of the later rows.
fn doubles(records: &Records, key: &[FieldNo]) -> Vec<(usize, usize)> {
    match key {
        [no] if let Some(Column::Text { ids, dictionary }) = records.column(*no) => {
            text_doubles(records, ids, dictionary)
        }
        [_] => part_doubles::<1>(records, key),
        [_, _] => part_doubles::<2>(records, key),
        _ => part_doubles::<KEY_PARTS_MAX>(records, key),
    }
}

fn text_doubles(records: &Records, ids: &[u32], dictionary: &Dictionary) -> Vec<(usize, usize)> {
    let mut doubles = Vec::new();
    let mut first = vec![usize::MAX; dictionary.len()];
    for (row, &id) in ids
        .iter()
        .enumerate()
        .filter(|&(row, _)| !records.is_rejected(row))
    {
        match first[id as usize] {
            usize::MAX => first[id as usize] = row,
            earlier if id != 0 => doubles.push((earlier, row)),
            _ => {}
        }
    }
    doubles
}

/// The longest key of the schema.
const KEY_PARTS_MAX: usize = 4;

/// Keys of `N` parts at most. Sorted rather than hashed: rows come sorted by their keys, as a rule.
fn part_doubles<const N: usize>(records: &Records, key: &[FieldNo]) -> Vec<(usize, usize)> {
    debug_assert!(key.len() <= N);
    let columns: Vec<Option<&Column>> = key.iter().map(|&no| records.column(no)).collect();
    let parts = |row: usize| {
        let mut parts = [0; N];
        for (part, column) in parts.iter_mut().zip(&columns) {
            *part = match column {
                Some(Column::Text { ids, .. }) => u64::from(ids[row]),
                Some(Column::Integer(values)) => values[row] as u64,
                Some(Column::Option(values)) => u64::from(values[row]),
                Some(Column::Date(values)) => values[row] as u64,
                _ => 0,
            };
        }
        parts
    };
    let mut rows: Vec<([u64; N], u32)> = (0..records.len())
        .filter(|&row| !records.is_rejected(row))
        .map(|row| (parts(row), row as u32))
        .collect();
    rows.par_sort_unstable();
    let mut doubles = Vec::new();
    for same in rows.chunk_by(|(left, _), (right, _)| left == right) {
        let (_, first) = same[0];
        let later = same[1..].iter();
        doubles.extend(later.map(|&(_, row)| (first as usize, row as usize)));
    }
    doubles.sort_unstable_by_key(|&(_, row)| row);
    doubles
}

fn shown_captions(records: &Records, key: &[FieldNo]) -> String {
    let captions: Vec<&str> = key
        .iter()
        .map(|&no| records.table().field(no).caption)
        .collect();
    captions.join(" and ")
}
