//! The files of a run: each workbook as xlsx, as CSV files, or both, many at a time.

use std::cmp::Reverse;
use std::path::Path;
use std::sync::OnceLock;

use crate::config::OutputSettings;
use crate::error::Result;
use crate::progress::{Progress, Silent};
use crate::value::Date;

use super::cover::{COVER, index};
use super::delimited;
use super::file_name::safe_file_stem;
use super::grid::Grid;
use super::sheet_name::without_forbidden;
use super::workbook::{Cover, CoverValue, Workbook, Written};
use super::xlsx::{self, Book, SheetLimits, parts};

/// Writes one workbook below the run's folder, as xlsx, as CSV files, or both: `<stem>.xlsx`,
/// `<stem>.<sheet>.csv`, or `<stem>.csv` when it has one data sheet and no cover. The files must not
/// be there yet.
pub fn write_workbook(
    run_folder: &Path,
    workbook: &Workbook<'_>,
    output: &OutputSettings,
) -> Result<Vec<Written>> {
    write_one(run_folder, workbook, output, &Silent)
}

/// Writes many workbooks, in parallel; the files are in the order of the workbooks.
pub fn write_workbooks(
    run_folder: &Path,
    workbooks: &[Workbook<'_>],
    output: &OutputSettings,
    progress: &dyn Progress,
) -> Result<Vec<Written>> {
    let rows: u64 = workbooks.iter().map(rows_of).sum();
    let formats = u64::from(output.format.has_xlsx()) + u64::from(output.format.has_csv());
    progress.begin("writing", rows * formats);
    let slots: Vec<Slot> = workbooks.iter().map(|_| Slot::default()).collect();
    let mut jobs: Vec<(&Workbook<'_>, &Slot)> = workbooks.iter().zip(&slots).collect();
    // The longest first: begun last, it would be written when the other threads have no work left.
    jobs.sort_by_key(|(workbook, _)| Reverse(rows_of(workbook)));
    rayon::scope_fifo(|scope| {
        for (workbook, slot) in jobs {
            scope.spawn_fifo(move |_| {
                let written = write_one(run_folder, workbook, output, progress);
                slot.set(written).expect("each workbook is written once");
            });
        }
    });
    // The first error in the order of the workbooks, whichever thread met one first.
    let mut written = Vec::new();
    for slot in slots {
        written.extend(slot.into_inner().expect("every workbook was written")?);
    }
    Ok(written)
}

/// Where the files of a workbook are put when it is written.
type Slot = OnceLock<Result<Vec<Written>>>;

fn rows_of(workbook: &Workbook<'_>) -> u64 {
    let rows = workbook.sheets.iter().map(|sheet| sheet.rows.len() as u64);
    rows.sum()
}

fn write_one(
    run_folder: &Path,
    workbook: &Workbook<'_>,
    output: &OutputSettings,
    progress: &dyn Progress,
) -> Result<Vec<Written>> {
    let target = Target {
        run_folder,
        folder: workbook.folder,
        stem: safe_file_stem(workbook.stem),
        created_on: workbook.created_on,
    };
    let grids = workbook.sheets.iter().map(Grid::of_sheet).collect();
    let limits = SheetLimits::default();
    write_grids(
        &target,
        workbook.cover.clone(),
        grids,
        output,
        limits,
        progress,
    )
}

/// Where a workbook goes.
pub(super) struct Target<'a> {
    /// The run's folder.
    pub(super) run_folder: &'a Path,
    /// The folder below it, with `/`; `""` for none.
    pub(super) folder: &'a str,
    /// The file name without extension, made safe.
    pub(super) stem: String,
    /// The date in the document's properties.
    pub(super) created_on: Date,
}

/// Writes grids in the formats that the settings ask for.
pub(super) fn write_grids<'a>(
    target: &Target<'_>,
    cover: Option<Cover>,
    grids: Vec<Grid<'a>>,
    output: &OutputSettings,
    limits: SheetLimits,
    progress: &dyn Progress,
) -> Result<Vec<Written>> {
    let grids: Vec<Grid<'a>> = match output.language {
        Some(language) => {
            let translated = |grid: Grid<'a>| grid.translated(language);
            grids.into_iter().map(translated).collect()
        }
        None => grids,
    };
    let is_alone = cover.is_none() && grids.len() == 1;
    let book = Book {
        front: cover.map(|cover| (COVER, with_index(cover, &grids, limits))),
        grids,
        created_on: target.created_on,
    };
    let mut written = Vec::new();
    let place = |name: String| {
        let path = if target.folder.is_empty() {
            name
        } else {
            format!("{}/{name}", target.folder)
        };
        (target.run_folder.join(&path), path)
    };
    if output.format.has_xlsx() {
        let (file, path) = place(format!("{}.xlsx", target.stem));
        written.push(xlsx::write(&file, path, &book, limits, progress)?);
    }
    if output.format.has_csv() {
        for grid in &book.grids {
            let name = if is_alone {
                format!("{}.csv", target.stem)
            } else {
                format!("{}.{}.csv", target.stem, without_forbidden(grid.name()))
            };
            let (file, path) = place(name);
            written.push(delimited::write(&file, path, grid, output, progress)?);
        }
    }
    Ok(written)
}

/// The cover with the index of the sheets behind its own blocks, and a word of warning when a sheet
/// is about to go on in another one.
fn with_index(mut cover: Cover, grids: &[Grid<'_>], limits: SheetLimits) -> Cover {
    let parts = parts(grids, limits.rows_max);
    let sheets = parts.iter().map(|part| (part.name.as_str(), part.rows));
    let mut block = index(sheets);
    // Nine tenths leave time to act before a sheet is split.
    let is_nearly_full = |grid: &Grid<'_>| grid.cells.len() > limits.rows_max / 10 * 9;
    if grids.iter().any(is_nearly_full) {
        let advice = "Excel holds 1,048,575 rows below the captions of a sheet: further rows go on \
                      in a sheet of the same name with a number. All of them are read again.";
        let line = (
            "Nearly full".to_owned(),
            CoverValue::Text(advice.to_owned()),
        );
        block.lines.push(line);
    }
    cover.blocks.push(block);
    cover
}
