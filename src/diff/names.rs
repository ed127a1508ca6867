//! The contacts' names as the workbooks show them. Reading leaves these columns out, because BC
//! calculates them; for those contacts that differ they are looked up in the sheets again.

use std::collections::BTreeMap;

use crate::config::Settings;
use crate::decode::raw_rows;
use crate::error::Result;
use crate::schema::fold_name;

use super::side::Side;

/// Name and company name by row.
pub(super) type Names = BTreeMap<usize, (String, String)>;

/// Of more contacts nobody reads the names, and whole rows are read for them.
const LOOKED_UP_MAX: usize = 100_000;

/// The names of the first of these rows, ascending; none for the ledger, which keeps no names.
pub(super) fn names(side: &Side, rows: &[usize], settings: &Settings) -> Result<Names> {
    let mut names = Names::new();
    let looked_up = if side.inputs.is_empty() {
        0
    } else {
        LOOKED_UP_MAX
    };
    let mut by_sheet: BTreeMap<(String, u32), Vec<(u32, usize)>> = BTreeMap::new();
    for &row in rows.iter().take(looked_up) {
        let sheet = &side.records.origin(row).sheet;
        by_sheet
            .entry((sheet.file.to_string(), sheet.sheet_no))
            .or_default()
            .push((side.records.sheet_row(row), row));
    }
    for ((file, sheet_no), rows) in by_sheet {
        let input = side.inputs.iter().find(|input| input.name == file);
        let found = input.and_then(|input| Some((input, input.sheets.get(sheet_no as usize)?)));
        let Some((input, sheet)) = found else {
            continue;
        };
        let wanted: Vec<u32> = rows.iter().map(|(sheet_row, _)| *sheet_row).collect();
        let raw = raw_rows(input, sheet, &wanted, &settings.input, &settings.limits)?;
        let column = |caption: &str| {
            let mut captions = raw.captions.iter();
            captions.position(|known| fold_name(known) == fold_name(caption))
        };
        let places = [column("Contact Name"), column("Contact Company Name")];
        let row_of: BTreeMap<u32, usize> = rows.into_iter().collect();
        for (sheet_row, cells) in &raw.rows {
            let Some(&row) = row_of.get(sheet_row) else {
                continue;
            };
            let [name, company] = places.map(|place| {
                let cell = place.and_then(|at| cells.get(at));
                cell.cloned().unwrap_or_default()
            });
            names.insert(row, (name, company));
        }
    }
    Ok(names)
}
