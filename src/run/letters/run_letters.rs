//! The letters of a run: written among its files, before its log entries, which say what became of
//! them.

use crate::config::{OutputFormat, OutputSettings};
use crate::error::Result;
use crate::ledger::DraftRecord;
use crate::run::logged_rows::LoggedRows;
use crate::run::selected::Selected;
use crate::run::workbooks::letters_workbook;
use crate::run::write_run::RunWriter;
use crate::write::write_workbooks;

use super::make::{LineLetter, Mailing};
use super::{
    EMAIL, LetterCounts, Office, Order, failed_rows, letter_rows, letters_folder, warnings,
};

/// Ordinal of *Error* in *Delivery Status*.
const ERROR: u8 = 2;

/// The letters of one segment of a run.
pub(in crate::run) struct RunMailing {
    pub(in crate::run) segment_no: String,
    pub(in crate::run) mailing: Mailing,
    /// Delivery Status of each log entry.
    pub(in crate::run) delivery: Vec<u8>,
    first_entry_no: i64,
}

impl RunWriter<'_, '_> {
    /// Makes the letters of all segments.
    pub(in crate::run) fn mail(
        &mut self,
        office: &Office<'_>,
        selected: &[&Selected<'_>],
        rows: &[LoggedRows],
    ) -> Result<Vec<RunMailing>> {
        let batch = self.files.batch;
        let mut all = Vec::with_capacity(selected.len());
        for (one, rows) in selected.iter().zip(rows) {
            let lines = batch.lines(one);
            let below = format!("letters/{}/", letters_folder(lines.segment_no()));
            let order = Order {
                folder: self.stage.folder(),
                below: &below,
                first_entry_no: Some(rows.first_entry_no),
                limit: usize::MAX,
                combined: batch.request.letters.combined,
            };
            let mailing = office.make(&lines, order)?;
            let no = lines.segment_no();
            let place = batch.header_place(one);
            warnings(no, &place, &mailing, &mut self.letter_findings);
            self.letter_counts
                .insert(no.to_owned(), LetterCounts::of(&mailing.lines));
            let mut delivery = vec![0; lines.count()];
            for line in mailing.lines.iter().filter(|line| line.file.is_empty()) {
                delivery[line.row] = ERROR;
            }
            all.push(RunMailing {
                segment_no: lines.segment_no().to_owned(),
                mailing,
                delivery,
                first_entry_no: rows.first_entry_no,
            });
        }
        Ok(all)
    }

    /// Lists the letters in a sheet, and those that could not be made in a file of their own. Gives the
    /// drafts, in the order in which they are to be sent.
    pub(in crate::run) fn list_letters(
        &mut self,
        mailings: &[RunMailing],
    ) -> Result<Vec<DraftRecord>> {
        if mailings.is_empty() {
            return Ok(Vec::new());
        }
        let settings = self.files.batch.settings;
        let progress = self.files.batch.progress;
        let by_segment: Vec<(&str, &[LineLetter])> = mailings
            .iter()
            .map(|one| (one.segment_no.as_str(), one.mailing.lines.as_slice()))
            .collect();
        let rows = letter_rows(&by_segment);
        let workbook = letters_workbook(&rows, "letters", settings.date);
        let folder = self.stage.folder();
        let mut written = write_workbooks(folder, &[workbook], &settings.output, progress)?;
        let failed = failed_rows(&by_segment);
        if !failed.is_empty() {
            let workbook = letters_workbook(&failed, "letters-failed", settings.date);
            let as_csv = OutputSettings {
                format: OutputFormat::Csv,
                ..settings.output.clone()
            };
            written.extend(write_workbooks(folder, &[workbook], &as_csv, progress)?);
        }
        for one in mailings {
            written.extend(one.mailing.files.iter().cloned());
        }
        self.written.extend(written);
        let drafts = mailings.iter().flat_map(|one| {
            let is_draft =
                |line: &&LineLetter| line.correspondence_type == EMAIL && !line.file.is_empty();
            one.mailing
                .lines
                .iter()
                .filter(is_draft)
                .map(|line| DraftRecord {
                    path: line.file.clone(),
                    entry_no: one.first_entry_no + line.row as i64,
                })
        });
        Ok(drafts.collect())
    }
}
