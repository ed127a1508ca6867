//! Costs and durations below zero, which BC refuses (*`MinValue`* of tables 5064, 5076 and 5077).

use std::collections::BTreeMap;

use crate::finding::{Finding, Findings, code::checking};
use crate::schema::{
    self, FieldNo, Table, TableNo, interaction_template, segment_header, segment_line,
};
use crate::table::Records;
use crate::value::Decimal;

/// The fields that cannot be less than zero. Log entries are not among them: there BC checks nothing.
static AMOUNTS: [(&Table, [FieldNo; 2]); 3] = [
    (
        &schema::INTERACTION_TEMPLATE,
        [
            interaction_template::UNIT_COST_LCY,
            interaction_template::UNIT_DURATION_MIN,
        ],
    ),
    (
        &schema::SEGMENT_HEADER,
        [
            segment_header::UNIT_COST_LCY,
            segment_header::UNIT_DURATION_MIN,
        ],
    ),
    (
        &schema::SEGMENT_LINE,
        [segment_line::COST_LCY, segment_line::DURATION_MIN],
    ),
];

pub(super) fn check(tables: &mut BTreeMap<TableNo, Records>, findings: &mut Findings) {
    for (table, fields) in &AMOUNTS {
        let Some(records) = tables.get_mut(&table.no) else {
            continue;
        };
        for &field in fields {
            if records.column(field).is_some() {
                check_field(records, field, findings);
            }
        }
    }
}

fn check_field(records: &mut Records, field: FieldNo, findings: &mut Findings) {
    for row in 0..records.len() {
        let amount = records.decimal(row, field);
        if amount >= Decimal::ZERO {
            continue;
        }
        let caption = records.table().field(field).caption;
        findings.push(Finding::new(
            &checking::V036,
            records.place(row, Some(field)),
            format!("{amount}"),
            format!("0 or more: {caption} has no sign"),
            "correct the cell, or clear it",
        ));
        records.reject(row);
    }
}

#[cfg(test)]
mod tests {
    use crate::check::book_for_tests::{checked, records};
    use crate::schema::{INTERACTION_TEMPLATE, SEGMENT_HEADER, SEGMENT_LINE};

    #[test]
    fn bc_2_3_2_4_and_2_6_costs_and_durations_are_not_below_zero() {
        let sheets = vec![
            records((
                &INTERACTION_TEMPLATE,
                &[
                    "Code|Interaction Group Code|Unit Cost (LCY)|Unit Duration (Min.)",
                    "A|G|-0.01|0",
                    "B|G|0|-1",
                    "C|G||",
                ],
            )),
            records((
                &SEGMENT_HEADER,
                &[
                    "No.|Unit Cost (LCY)|Unit Duration (Min.)",
                    "S|-1|-2",
                    "T|1|2",
                ],
            )),
            records((
                &SEGMENT_LINE,
                &[
                    "Segment No.|Contact No.|Cost (LCY)|Duration (Min.)",
                    "S|C|-1|",
                    "S|C||-0.5",
                    "S|C|0|0",
                ],
            )),
        ];
        let (book, findings) = checked(sheets, &[], false);
        let found: Vec<&String> = findings
            .iter()
            .filter(|finding| finding.starts_with("V036"))
            .collect();
        assert_eq!(
            found,
            [
                "V036 Interaction Template.csv: line 2, column 3 \"Unit Cost (LCY)\"",
                "V036 Interaction Template.csv: line 3, column 4 \"Unit Duration (Min.)\"",
                "V036 Segment Header.csv: line 2, column 2 \"Unit Cost (LCY)\"",
                "V036 Segment Header.csv: line 2, column 3 \"Unit Duration (Min.)\"",
                "V036 Segment Line.csv: line 2, column 3 \"Cost (LCY)\"",
                "V036 Segment Line.csv: line 3, column 4 \"Duration (Min.)\"",
            ]
        );
        let templates = book
            .counts()
            .iter()
            .find(|rows| rows.table.no == INTERACTION_TEMPLATE.no);
        assert_eq!(templates.map(|rows| rows.rejected), Some(2));
    }
}
