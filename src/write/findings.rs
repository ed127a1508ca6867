//! `findings.xlsx`: every finding as a row that can be sorted and filtered.

use std::path::Path;

use crate::config::OutputSettings;
use crate::error::Result;
use crate::finding::{Finding, Findings};
use crate::place::{Place, cell_name, column_name};
use crate::progress::Silent;
use crate::value::{Date, Value};

use super::files::{Target, write_grids};
use super::grid::{Cells, Grid, GridColumn};
use super::workbook::Written;
use super::xlsx::SheetLimits;

/// The columns, in order.
pub(super) const CAPTIONS: [&str; 9] = [
    "Severity", "Code", "File", "Sheet", "Cell", "Caption", "Found", "Expected", "Fix",
];

/// The name of the sheet; the file is called so too. It names no table, so reading leaves it alone.
const FINDINGS: &str = "Findings";

/// Writes `findings.xlsx` or `findings.csv` into `folder`, in the present order of the findings.
pub fn write_findings(
    folder: &Path,
    findings: &Findings,
    created_on: Date,
    output: &OutputSettings,
) -> Result<Vec<Written>> {
    let rows = findings.iter().map(columns).collect();
    let grid = Grid {
        names: vec![FINDINGS],
        table: None,
        columns: CAPTIONS.into_iter().map(GridColumn::text).collect(),
        cells: Box::new(FindingCells(rows)),
        editable: false,
    };
    let target = Target {
        run_folder: folder,
        folder: "",
        stem: FINDINGS.to_lowercase(),
        created_on,
    };
    let limits = SheetLimits::default();
    write_grids(&target, None, vec![grid], output, limits, &Silent)
}

/// The cell of a sheet as people type it into Excel's name box, or the line of a delimited file.
fn cell(place: &Place) -> String {
    if place.sheet.is_none() {
        return place.spot();
    }
    match (place.row, place.column) {
        (Some(row), Some(column)) => cell_name(row, column),
        (Some(row), None) => format!("row {}", row + 1),
        (None, Some(column)) => format!("column {}", column_name(column)),
        (None, None) => String::new(),
    }
}

/// The texts of a finding's row.
pub(super) fn columns(finding: &Finding) -> [String; 9] {
    let place = &finding.place;
    [
        finding.severity.name().to_owned(),
        finding.code.id.to_owned(),
        place.file.to_string(),
        place.sheet.as_deref().unwrap_or("").to_owned(),
        cell(place),
        place.caption.as_deref().unwrap_or("").to_owned(),
        finding.found.clone(),
        finding.expected.clone(),
        finding.fix.clone(),
    ]
}

struct FindingCells(Vec<[String; 9]>);

impl Cells for FindingCells {
    fn len(&self) -> usize {
        self.0.len()
    }

    fn value(&self, row: usize, column: usize) -> Value<'_> {
        Value::text(&self.0[row][column])
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::OutputFormat;
    use crate::finding::{Code, Severity};
    use crate::write::tests::{output, sheet, text};

    static SAMPLE: Code = Code {
        id: "D012",
        severity: Severity::Error,
        title: "No date",
        explanation: "",
        example: "",
        remedy: "",
    };

    #[test]
    fn a_finding_is_a_row() {
        let mut findings = Findings::default();
        let mut place = Place {
            sheet: Some("Contact".into()),
            ..Place::file("contacts.xlsx")
        };
        place = place.at(16, 5);
        place.caption = Some("Last Date Modified".into());
        for place in [place, Place::file("c.csv").at(16, 5)] {
            let finding = Finding::new(&SAMPLE, place, "\"23.13.2026\"", "a date", "correct it");
            findings.push(finding);
        }
        let folder = tempfile::tempdir().expect("a folder");
        let date = Date::new(2026, 11, 23).expect("a day");
        let xlsx = output(OutputFormat::Xlsx);
        let written = write_findings(folder.path(), &findings, date, &xlsx).expect("a file");
        assert_eq!(written[0].path, "findings.xlsx");
        let rows = sheet(&folder.path().join("findings.xlsx"), "Findings");
        assert_eq!(rows[0], CAPTIONS.map(text));
        let first = [
            "error",
            "D012",
            "contacts.xlsx",
            "Contact",
            "F17",
            "Last Date Modified",
            "\"23.13.2026\"",
            "a date",
            "correct it",
        ];
        assert_eq!(rows[1], first.map(text));
        assert_eq!(rows[2][4], text("line 17, column 6"));
    }

    #[test]
    fn a_cell_is_named_as_excel_does() {
        let sheet = Place {
            sheet: Some("Contact".into()),
            ..Place::file("contacts.xlsx")
        };
        let row = Place {
            row: Some(16),
            ..sheet.clone()
        };
        let column = Place {
            column: Some(5),
            ..sheet.clone()
        };
        for (place, expected) in [
            (sheet, ""),
            (row, "row 17"),
            (column, "column F"),
            (Place::file("c.csv"), ""),
        ] {
            assert_eq!(cell(&place), expected);
        }
    }
}
