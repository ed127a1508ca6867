//! Rows that could not be used, as they stood in their files, each with what is wrong with it:
//! corrected, they go back into the inbox under the same name.

use std::path::Path;

use rayon::prelude::*;

use crate::config::OutputSettings;
use crate::error::Result;
use crate::progress::Silent;
use crate::schema::Table;
use crate::value::{Date, Value};

use super::files::{Target, write_grids};
use super::grid::{Cells, Grid, GridColumn, folded, names_of, unused};
use super::sheet_name::without_forbidden;
use super::workbook::Written;
use super::xlsx::SheetLimits;

/// The folder of rejected rows in a run's folder.
const FOLDER: &str = "rejects";

/// The caption of the column that says what is wrong.
pub const ERRORS: &str = "Errors";

/// The rejected rows of one table.
#[derive(Debug, Clone)]
pub struct RejectSheet {
    /// The table.
    pub table: &'static Table,
    /// The captions of the columns, as BC has them where they are known.
    pub captions: Vec<String>,
    /// The cells of each row as text, as they stood in the file, and what is wrong with the row.
    pub rows: Vec<(Vec<String>, String)>,
}

/// Writes `rejects/<Table>.xlsx` or `.csv` for each table: all values as text, and a last column
/// `Errors`. The files are in the order of the sheets.
pub fn write_rejects(
    run_folder: &Path,
    sheets: &[RejectSheet],
    created_on: Date,
    output: &OutputSettings,
) -> Result<Vec<Written>> {
    let files: Vec<Result<Vec<Written>>> = sheets
        .par_iter()
        .map(|sheet| {
            let target = Target {
                run_folder,
                folder: FOLDER,
                stem: without_forbidden(sheet.table.caption),
                created_on,
            };
            let limits = SheetLimits::default();
            write_grids(&target, None, vec![grid(sheet)], output, limits, &Silent)
        })
        .collect();
    let mut written = Vec::new();
    for file in files {
        written.extend(file?);
    }
    Ok(written)
}

fn grid(sheet: &RejectSheet) -> Grid<'_> {
    let mut taken: Vec<String> = Vec::new();
    let captions = sheet.captions.iter().map(String::as_str);
    let columns = captions
        .chain([ERRORS])
        .map(|caption| {
            let caption = unused(&taken, caption);
            taken.push(folded(&caption));
            GridColumn::text(caption)
        })
        .collect();
    Grid {
        names: names_of(sheet.table),
        table: None,
        columns,
        cells: Box::new(sheet),
        editable: false,
    }
}

impl Cells for &RejectSheet {
    fn len(&self) -> usize {
        self.rows.len()
    }

    fn value(&self, row: usize, column: usize) -> Value<'_> {
        let (cells, errors) = &self.rows[row];
        if column == self.captions.len() {
            return Value::text(errors);
        }
        cells
            .get(column)
            .map_or(Value::Blank, |text| Value::text(text))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::OutputFormat;
    use crate::schema::SALESPERSON_PURCHASER;
    use crate::write::tests::{output, sheet, text};

    #[test]
    fn rejected_rows_keep_what_they_said() {
        let folder = tempfile::tempdir().expect("a folder");
        let rejected = RejectSheet {
            table: &SALESPERSON_PURCHASER,
            captions: vec!["Code".to_owned(), "Name".to_owned(), "Errors".to_owned()],
            rows: vec![
                (
                    vec!["LT".to_owned(), "=1+1".to_owned(), "old".to_owned()],
                    "V002: stands twice".to_owned(),
                ),
                (vec!["007".to_owned()], "D001".to_owned()),
            ],
        };
        let date = Date::new(2026, 11, 23).expect("a day");
        let both = output(OutputFormat::Both);
        let written = write_rejects(folder.path(), &[rejected], date, &both).expect("files");
        let paths: Vec<&str> = written.iter().map(|file| file.path.as_str()).collect();
        assert_eq!(
            paths,
            [
                "rejects/SalespersonPurchaser.xlsx",
                "rejects/SalespersonPurchaser.csv"
            ]
        );
        let rows = sheet(&folder.path().join(paths[0]), "SalespersonPurchaser");
        let first = ["LT", "=1+1", "old", "V002: stands twice"].map(text);
        assert_eq!(rows[0], ["Code", "Name", "Errors", "Errors (2)"].map(text));
        assert_eq!(rows[1], first);
        let csv = std::fs::read_to_string(folder.path().join(paths[1])).expect("the file");
        let expected =
            "Code,Name,Errors,Errors (2)\r\nLT,=1+1,old,V002: stands twice\r\n007,,,D001\r\n";
        assert_eq!(csv, expected);
    }
}
