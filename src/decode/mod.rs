//! Rows of cells become records, driven by the schema: captions are found, cells become values of
//! their field's kind, and whatever does not fit becomes a finding with its cell.
//!
//! Files are decoded in parallel, and so are the sheets of a workbook where that costs no memory;
//! what comes out is put together in order of path and sheet, so it never depends on threads.

mod beginning;
mod cache;
mod captions;
mod columns;
mod convert;
mod dates;
mod decoded;
mod dictionary;
mod file;
mod raw_text;
mod recent;
mod recent_texts;
mod rows;
mod sheet;
mod sheet_table;

pub use cache::{Cache, CacheUse};
pub use decoded::{Decoded, InputRecord, SheetRecord};
pub use file::{open_again, raw_rows};

use std::cmp::Reverse;
use std::collections::btree_map::Entry;
use std::sync::OnceLock;

use crate::config::{InputSettings, Limits};
use crate::error::Result;
use crate::finding::Finding;
use crate::progress::Progress;
use crate::read::{self, Input};
use crate::schema::{CONTACT, TableNo, table_called};
use crate::table::Records;

use file::{DecodedFile, decode_file};
use sheet::Job;

/// Reads and decodes all inputs, or takes from `cache` what was decoded before. Tables for which
/// `wanted` is false are recognised and left alone.
///
/// # Errors
/// An input path that is missing, or a setting that cannot be used. A file that cannot be read is
/// not an error here but listed in the result, so that the findings of the others are not lost.
pub fn decode_inputs(
    settings: &InputSettings,
    limits: &Limits,
    wanted: &(dyn Fn(TableNo) -> bool + Sync),
    cache: &Cache,
    progress: &dyn Progress,
) -> Result<Decoded> {
    let inputs = read::discover(&settings.paths)?;
    progress.begin("reading", inputs.len() as u64);
    let job = Job { settings, wanted };
    let slots: Vec<OnceLock<DecodedFile>> = inputs.iter().map(|_| OnceLock::new()).collect();
    let mut jobs: Vec<(&Input, &OnceLock<DecodedFile>)> = inputs.iter().zip(&slots).collect();
    // The longest first: begun last, it would be read when the other threads have no work left.
    jobs.sort_by_cached_key(|(input, _)| Reverse(input.bytes()));
    rayon::scope_fifo(|scope| {
        for (input, slot) in jobs {
            scope.spawn_fifo(move |_| {
                let file = decode_file(input, job, limits, cache);
                progress.advance(1);
                slot.set(file).expect("each file is decoded once");
            });
        }
    });
    let mut decoded = Decoded::default();
    for slot in slots {
        let file = slot.into_inner().expect("every file was decoded");
        let DecodedFile {
            record,
            tables,
            findings,
            unreadable,
            usage,
        } = file;
        if let Some(error) = usage {
            return Err(error);
        }
        decoded.inputs.extend(record);
        decoded.findings.append(findings);
        decoded.unreadable.extend(unreadable);
        for records in tables {
            match decoded.tables.entry(records.table().no) {
                Entry::Vacant(entry) => {
                    entry.insert(records);
                }
                Entry::Occupied(mut entry) => entry.get_mut().append(records),
            }
        }
    }
    // A sheet that could not be used: its table is there, but some or all of its rows are not known.
    let sheets = decoded.inputs.iter().flat_map(|input| &input.sheets);
    for sheet in sheets.filter(|sheet| sheet.is_left_out) {
        if let Some(table) = sheet.table.and_then(table_called) {
            let records = decoded.tables.entry(table.no);
            records
                .or_insert_with(|| Records::empty(table))
                .set_partial();
        }
    }
    let unknown = unknown_line_columns(&decoded);
    decoded.findings.extend(unknown);
    Ok(decoded)
}

/// Notices about columns of Segment Line that are neither its own nor extra columns of Contact:
/// those are written beside the lines for the reviewer.
fn unknown_line_columns(decoded: &Decoded) -> Vec<Finding> {
    let contacts = decoded.tables.get(&CONTACT.no);
    let is_extra = |caption: &str| contacts.is_some_and(|records| records.extra(caption).is_some());
    let sheets = decoded.inputs.iter().flat_map(|input| &input.sheets);
    sheets
        .filter_map(|sheet| {
            let (row, captions) = &sheet.unknown;
            let captions = captions.iter().map(String::as_str);
            let unknown: Vec<&str> = captions.filter(|caption| !is_extra(caption)).collect();
            captions::no_such_columns(row, &unknown)
        })
        .collect()
}

#[cfg(test)]
mod tests;
