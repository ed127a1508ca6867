//! `export`: what the ledger and the book's history sheets hold together, as a workbook or CSV file;
//! and the contacts with their totals. Nothing is logged, and only the exported file is written.

mod contacts;
mod merged;
mod reading;
mod step;
mod target;
#[cfg(test)]
mod tests;
mod totals;

use std::path::PathBuf;

use crate::config::{OnError, Settings};
use crate::decode::InputRecord;
use crate::error::{Error, Result};
use crate::finding::Findings;
use crate::ledger::Ledger;
use crate::log::entry_fields;
use crate::progress::Progress;
use crate::schema::{self, FieldNo, Table};
use crate::write::{StreamedRows as _, StreamedSheet, write_streamed};

use super::recover;
use super::report::TableCount;
use super::segment_rows::stored;
use super::where_filter::{WhereFilter, totals_of};
use merged::MergedEntries;
use reading::Inputs;
use target::Target;
use totals::Totals;

pub use target::ExportedFile;

/// What can be exported.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Exported {
    /// Interaction log entries.
    Log,
    /// Logged segments.
    LoggedSegments,
    /// Campaign entries.
    CampaignEntries,
    /// Contacts with their totals.
    Contacts,
}

impl Exported {
    /// The word on the command line; also the name of the file.
    pub fn name(self) -> &'static str {
        match self {
            Self::Log => "log",
            Self::LoggedSegments => "logged-segments",
            Self::CampaignEntries => "campaign-entries",
            Self::Contacts => "contacts",
        }
    }

    /// The table whose rows are exported.
    pub fn table(self) -> &'static Table {
        match self {
            Self::Log => &schema::INTERACTION_LOG_ENTRY,
            Self::LoggedSegments => &schema::LOGGED_SEGMENT,
            Self::CampaignEntries => &schema::CAMPAIGN_ENTRY,
            Self::Contacts => &schema::CONTACT,
        }
    }

    /// The columns of a history sheet, and behind them what BC calculates.
    fn fields(self) -> Vec<FieldNo> {
        if self == Self::Log {
            return entry_fields();
        }
        let totals = totals_of(self.table()).iter().copied();
        stored(self.table()).chain(totals).collect()
    }
}

/// What an export asks for.
#[derive(Debug, Clone)]
pub struct ExportRequest {
    /// The rows.
    pub what: Exported,
    /// The file; none for `out/export/<name>.xlsx`.
    pub to: Option<PathBuf>,
    /// Filters as `FIELD=FILTER`, all of which must hold.
    pub filters: Vec<String>,
    /// Do everything but write.
    pub dry_run: bool,
}

/// What came of an export. Findings are part of it, not errors.
#[derive(Debug)]
pub struct ExportReport {
    /// What is wrong with the sheets that were read, in order.
    pub findings: Findings,
    /// Files that could not be read.
    pub unreadable: Vec<Error>,
    /// The input files.
    pub inputs: Vec<InputRecord>,
    /// Rows by table.
    pub tables: Vec<TableCount>,
    /// Rows that could be exported; none when findings stopped it.
    pub counts: Option<ExportCounts>,
    /// What was written.
    pub files: Vec<ExportedFile>,
}

/// `ledger + inbox = exported + left_out`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
pub struct ExportCounts {
    /// Rows of the ledger.
    pub ledger: u64,
    /// Rows of sheets in the inbox that the ledger does not have.
    pub inbox: u64,
    /// Rows that pass all filters.
    pub exported: u64,
    /// Rows that do not.
    pub left_out: u64,
}

/// Reads, filters and writes.
pub fn export(
    request: &ExportRequest,
    settings: &Settings,
    progress: &dyn Progress,
) -> Result<ExportReport> {
    let target = Target::new(request, settings)?;
    let ledger = Ledger::open_for_reading(&settings.ledger)?;
    recover(&settings.output.folder.join("runs"), &ledger)?;
    // A slip in a field or filter is said before minutes are spent on reading; only extra columns of
    // Contact are not known yet.
    if request.what != Exported::Contacts {
        WhereFilter::all(&request.filters, request.what.table(), &[], settings)?;
    }
    let mut inputs = Inputs::read(request.what, &ledger, settings, progress)?;
    let mut report = ExportReport {
        findings: std::mem::take(&mut inputs.findings),
        unreadable: std::mem::take(&mut inputs.unreadable),
        inputs: std::mem::take(&mut inputs.files),
        tables: inputs.counts(),
        counts: None,
        files: Vec::new(),
    };
    if settings.strict {
        report.findings.make_strict();
    }
    report.findings.sort();
    let stops = settings.on_error == OnError::Stop && report.findings.has_errors();
    if stops || !report.unreadable.is_empty() {
        return Ok(report);
    }
    let out = Out {
        request,
        settings,
        progress,
        target: &target,
    };
    match request.what {
        Exported::Contacts => contacts::export(out, &inputs.book, &ledger, &mut report)?,
        _ => out.entries(&inputs, ledger, &mut report)?,
    }
    Ok(report)
}

/// What every kind of export needs.
#[derive(Clone, Copy)]
struct Out<'a> {
    request: &'a ExportRequest,
    settings: &'a Settings,
    progress: &'a dyn Progress,
    target: &'a Target,
}

impl Out<'_> {
    /// Entries of the ledger and of history sheets, in the order of their numbers.
    fn entries(self, inputs: &Inputs, ledger: Ledger, report: &mut ExportReport) -> Result<()> {
        let what = self.request.what;
        let filters = WhereFilter::all(&self.request.filters, what.table(), &[], self.settings)?;
        let totals = Totals::new(what.table(), &inputs.book, &ledger)?;
        let rows = MergedEntries::new(what.table(), &inputs.book, ledger, &filters, &totals)?;
        report.counts = Some(rows.counts());
        if self.request.dry_run {
            return Ok(());
        }
        let sheet = StreamedSheet {
            stem: target::STEM,
            created_on: self.settings.date,
            fields: what.fields(),
            rows: &rows,
        };
        debug_assert_eq!(rows.len() as u64, rows.counts().exported);
        report.files = self
            .target
            .write(|folder, output| write_streamed(folder, &sheet, output, self.progress))?;
        Ok(())
    }
}
