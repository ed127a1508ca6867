//! Duplicate keys: two rows of a table with the same primary key (BC's), both places named.

use std::hash::BuildHasher;

use fixedbitset::FixedBitSet;
use hashbrown::{DefaultHashBuilder, HashTable};

use crate::finding::{Finding, Findings, code};
use crate::schema::{self, FieldNo, TableNo};
use crate::table::{Column, Records};

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
    let mut doubles = Vec::new();
    first_rows(records, &key, |first, row| doubles.push((first, row)));
    for (first, row) in doubles {
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

/// Calls `double` with the first and the later row wherever a key stands twice.
fn first_rows(records: &Records, key: &[FieldNo], mut double: impl FnMut(usize, usize)) {
    if let [no] = key
        && let Some(Column::Text { ids, dictionary }) = records.column(*no)
    {
        let mut first = vec![usize::MAX; dictionary.len()];
        for (row, &id) in ids
            .iter()
            .enumerate()
            .filter(|&(row, _)| !records.is_rejected(row))
        {
            match first[id as usize] {
                usize::MAX => first[id as usize] = row,
                earlier if id != 0 => double(earlier, row),
                _ => {}
            }
        }
        return;
    }
    let hasher = DefaultHashBuilder::default();
    let columns: Vec<Option<&Column>> = key.iter().map(|&no| records.column(no)).collect();
    let part = |column: &Column, row: usize| -> u64 {
        match column {
            Column::Text { ids, .. } => u64::from(ids[row]),
            Column::Integer(values) => values[row] as u64,
            Column::Option(values) => u64::from(values[row]),
            Column::Date(values) => values[row] as u64,
            _ => 0,
        }
    };
    let parts = |row: usize| {
        columns
            .iter()
            .map(move |column| column.map_or(0, |c| part(c, row)))
    };
    let hash = |row: usize| hasher.hash_one(parts(row).collect::<smallkey::Key>());
    let mut seen: HashTable<u32> = HashTable::with_capacity(records.len());
    for row in (0..records.len()).filter(|&row| !records.is_rejected(row)) {
        let found = seen.find(hash(row), |&earlier| parts(earlier as usize).eq(parts(row)));
        match found {
            Some(&earlier) => double(earlier as usize, row),
            None => {
                seen.insert_unique(hash(row), row as u32, |&row| hash(row as usize));
            }
        }
    }
}

/// A key of up to four parts without an allocation a row.
mod smallkey {
    /// The parts, the unused ones 0.
    #[derive(Hash)]
    pub(super) struct Key([u64; 4]);

    impl FromIterator<u64> for Key {
        fn from_iter<I: IntoIterator<Item = u64>>(parts: I) -> Self {
            let mut key = [0; 4];
            for (slot, part) in key.iter_mut().zip(parts) {
                *slot = part;
            }
            Self(key)
        }
    }
}

fn shown_captions(records: &Records, key: &[FieldNo]) -> String {
    let captions: Vec<&str> = key
        .iter()
        .map(|&no| records.table().field(no).caption)
        .collect();
    captions.join(" and ")
}
