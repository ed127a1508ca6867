//! Blocked salespeople: they cannot be chosen on headers and typed lines. A contact may still have
//! one.

use std::collections::BTreeMap;

use crate::finding::{Finding, Findings, code::checking};
use crate::schema::{self, FieldNo, TableNo, salesperson_purchaser, segment_header, segment_line};
use crate::table::Records;

const CHOSEN_ON: [(TableNo, FieldNo); 2] = [
    (schema::SEGMENT_HEADER.no, segment_header::SALESPERSON_CODE),
    (schema::SEGMENT_LINE.no, segment_line::SALESPERSON_CODE),
];

pub(super) fn check(tables: &mut BTreeMap<TableNo, Records>, findings: &mut Findings) {
    let Some(salespeople) = tables.get(&schema::SALESPERSON_PURCHASER.no) else {
        return;
    };
    let blocked: Vec<String> = (0..salespeople.len())
        .filter(|&row| salespeople.boolean(row, salesperson_purchaser::BLOCKED))
        .map(|row| {
            salespeople
                .text(row, salesperson_purchaser::CODE)
                .to_owned()
        })
        .collect();
    if blocked.is_empty() {
        return;
    }
    for (table, field) in CHOSEN_ON {
        let Some(records) = tables.get_mut(&table) else {
            continue;
        };
        for row in 0..records.len() {
            let code = records.text(row, field);
            if code.is_empty() || !blocked.iter().any(|blocked| blocked == code) {
                continue;
            }
            findings.push(Finding::new(
                &checking::V013,
                records.place(row, Some(field)),
                format!("\"{code}\", who is blocked"),
                "a salesperson who is not blocked",
                "choose another salesperson, or clear Blocked in Salesperson/Purchaser",
            ));
            records.reject(row);
        }
    }
}
