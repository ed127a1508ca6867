//! The findings of a run as its `run.json` keeps them: counted, in their order, and folded, because a
//! column may have a million alike.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::finding::{Finding, Severity};

/// More than so many alike in one column are counted only, as on the screen.
const ALIKE_KEPT_MAX: usize = 20;

/// All findings of a run.
#[derive(Debug, Default, Serialize)]
pub struct RecordedFindings {
    /// How many errors there were: with `--on-error reject` a run may have some.
    pub errors: usize,
    /// How many warnings.
    pub warnings: usize,
    /// How many notices.
    pub notices: usize,
    /// The findings by file, sheet, row and column.
    pub list: Vec<RecordedFinding>,
}

/// One finding.
#[derive(Debug, PartialEq, Eq, Serialize)]
pub struct RecordedFinding {
    /// How bad it was.
    pub severity: Severity,
    /// Its code.
    pub code: &'static str,
    /// Where: `contacts.xlsx: Contact!F17 "Last Date Modified"`.
    pub place: String,
    /// What stood there.
    pub found: String,
    /// What should have stood there.
    pub expected: String,
    /// What was to be done.
    pub fix: String,
    /// How many more of its code in its column are not listed; said at the last one that is.
    #[serde(skip_serializing_if = "is_none")]
    pub more_alike: usize,
}

#[allow(
    clippy::trivially_copy_pass_by_ref,
    reason = "serde hands the field by reference"
)]
fn is_none(count: &usize) -> bool {
    *count == 0
}

impl RecordedFindings {
    /// Sorts, counts and folds.
    pub fn new<'a>(findings: impl IntoIterator<Item = &'a Finding>) -> Self {
        let mut all: Vec<&Finding> = findings.into_iter().collect();
        all.sort_by(|a, b| a.place.cmp(&b.place).then_with(|| a.code.id.cmp(b.code.id)));
        let mut recorded = Self::default();
        // Of each kind in each column: how many, and where the last one stands in the list.
        let mut alike: BTreeMap<_, (usize, usize)> = BTreeMap::new();
        for finding in all {
            match finding.severity {
                Severity::Error => recorded.errors += 1,
                Severity::Warning => recorded.warnings += 1,
                Severity::Notice => recorded.notices += 1,
            }
            let place = &finding.place;
            let kind = (finding.code.id, &place.file, place.sheet_no, place.column);
            let (count, last) = alike.entry(kind).or_default();
            *count += 1;
            if *count > ALIKE_KEPT_MAX {
                recorded.list[*last].more_alike += 1;
                continue;
            }
            *last = recorded.list.len();
            recorded.list.push(RecordedFinding {
                severity: finding.severity,
                code: finding.code.id,
                place: place.to_string(),
                found: finding.found.clone(),
                expected: finding.expected.clone(),
                fix: finding.fix.clone(),
                more_alike: 0,
            });
        }
        recorded
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::code::{checking::V013, decoding::D012};
    use crate::place::Place;

    #[test]
    fn findings_are_counted_in_their_order_and_folded_by_column() {
        let place = |row| Place::file("contacts.csv").at(row, 1);
        let mut all: Vec<Finding> = (0..23)
            .rev()
            .map(|row| {
                let severity = Severity::Warning;
                Finding::new(&D012, place(row), "x", "y", "z").with_severity(severity)
            })
            .collect();
        all.push(Finding::new(&V013, place(22), "x", "y", "z").with_severity(Severity::Notice));
        let recorded = RecordedFindings::new(&all);
        let counts = (recorded.errors, recorded.warnings, recorded.notices);
        assert_eq!(counts, (0, 23, 1));
        let shown: Vec<(&str, &str, usize)> = recorded
            .list
            .iter()
            .map(|one| (one.code, one.place.as_str(), one.more_alike))
            .collect();
        assert_eq!(shown.len(), 21);
        assert_eq!(shown[0], ("D012", "contacts.csv: line 1, column 2", 0));
        assert_eq!(shown[19], ("D012", "contacts.csv: line 20, column 2", 3));
        assert_eq!(shown[20], ("V013", "contacts.csv: line 23, column 2", 0));
    }
}
