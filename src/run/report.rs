//! What a command asks for, and what came of it.

use crate::check::TableRows;
use crate::decode::InputRecord;
use crate::error::Error;
use crate::finding::Findings;
use crate::select::TableMatches;
use crate::value::Date;

use super::letters::LetterCounts;

/// The verbs that read a whole book.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verb {
    /// Read everything, report, write nothing.
    Check,
    /// Counts and first lines, write nothing.
    Preview,
    /// Write segment workbooks for review.
    Select,
    /// Log the segments that are named.
    Log,
    /// Check, select, log and follow up.
    Run,
    /// Write the letters of segments that are not logged yet.
    Letters,
}

impl Verb {
    /// The word on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Self::Check => "check",
            Self::Preview => "preview",
            Self::Select => "select",
            Self::Log => "log",
            Self::Run => "run",
            Self::Letters => "letters",
        }
    }
}

/// What a command asks for.
#[derive(Debug, Clone)]
pub struct Request {
    /// The verb.
    pub verb: Verb,
    /// The segments that are named; none means all.
    pub segments: Vec<String>,
    /// Make follow-ups for all segments, not only for those that ask.
    pub follow_up: bool,
    /// Do everything but write.
    pub dry_run: bool,
    /// Which letters are written.
    pub letters: LetterRequest,
    /// How many first lines a preview shows of each segment.
    pub lines_shown_max: usize,
}

/// Which letters a command writes.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct LetterRequest {
    /// Write those of the segments that are logged.
    pub send: bool,
    /// Write one document for printing, too.
    pub combined: bool,
    /// At most so many of each segment.
    pub limit: Option<usize>,
}

/// What came of a command. Findings and refusals are part of it, not errors.
#[derive(Debug)]
pub struct Report {
    /// What is wrong or worth knowing, in order.
    pub findings: Findings,
    /// Files that could not be read.
    pub unreadable: Vec<Error>,
    /// Rules that refused.
    pub refused: Vec<Error>,
    /// What became of the run.
    pub state: RunState,
    /// Rows by table, in the order of the schema; each must balance.
    pub tables: Vec<TableCount>,
    /// The segments, in the order of their header rows.
    pub segments: Vec<SegmentReport>,
    /// The input files.
    pub inputs: Vec<InputRecord>,
}

impl Report {
    /// A report in which nothing was read yet.
    pub fn empty(state: RunState) -> Self {
        Self {
            findings: Findings::default(),
            unreadable: Vec::new(),
            refused: Vec::new(),
            state,
            tables: Vec::new(),
            segments: Vec::new(),
            inputs: Vec::new(),
        }
    }
}

/// What became of the run.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RunState {
    /// The verb writes nothing, or findings or refusals stopped it.
    Nothing,
    /// `--dry-run`: it would have been this run.
    DryRun {
        /// The run's id.
        id: String,
    },
    /// Everything was logged before.
    NothingNew,
    /// The same run was done before.
    AlreadyDone {
        /// The run's id.
        id: String,
    },
    /// Letters were written; nothing was logged.
    Letters {
        /// The folder.
        folder: std::path::PathBuf,
        /// Its files, relative to the folder, in order.
        files: Vec<crate::write::Written>,
    },
    /// `check --annotate`: findings and annotated copies were written.
    Annotated(super::annotate::Annotated),
    /// Written and committed.
    Done {
        /// The run's id.
        id: String,
        /// Its folder.
        folder: std::path::PathBuf,
        /// Its files, relative to the folder, in order.
        files: Vec<crate::write::Written>,
    },
}

/// Rows of one table: `read = usable + rejected + skipped`.
#[derive(Debug, Clone, serde::Serialize)]
pub struct TableCount {
    /// The table's caption.
    pub table: &'static str,
    /// Rows with values.
    pub read: u64,
    /// Rows that count.
    pub usable: u64,
    /// Rows with an error.
    pub rejected: u64,
    /// Rows set aside with a notice, e.g. history that the ledger has already.
    pub skipped: u64,
}

impl TableCount {
    /// The count of a checked table.
    pub(super) fn of(rows: &TableRows) -> Self {
        debug_assert_eq!(rows.read, rows.usable + rows.rejected + rows.skipped);
        Self {
            table: rows.table.caption,
            read: rows.read,
            usable: rows.usable,
            rejected: rows.rejected,
            skipped: rows.skipped,
        }
    }
}

/// One segment.
#[derive(Debug, Clone, serde::Serialize)]
pub struct SegmentReport {
    /// Its number; for a dry run or preview the one that it would get.
    pub no: String,
    /// Its description.
    pub description: String,
    /// What became of it.
    pub state: SegmentState,
    /// Its steps, in order, those applied before included.
    pub steps: Vec<StepReport>,
    /// How many lines it has now.
    pub lines: u64,
    /// The number of the follow-up segment, if one was made.
    pub follow_up: Option<String>,
    /// What came of its letters, if any were asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub letters: Option<LetterCounts>,
    /// The first lines, as many as were asked for.
    pub first_lines: Vec<LineReport>,
}

/// What became of a segment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum SegmentState {
    /// Selected; nothing was logged.
    Selected,
    /// On hold: selected, not logged.
    Held,
    /// Logged now.
    Logged,
    /// Logged before: skipped.
    Skipped,
    /// Errors stopped it.
    Failed,
}

impl SegmentState {
    /// As it is shown.
    pub fn name(self) -> &'static str {
        match self {
            Self::Selected => "selected",
            Self::Held => "held",
            Self::Logged => "logged",
            Self::Skipped => "skipped",
            Self::Failed => "failed",
        }
    }
}

/// One step of a segment.
#[derive(Debug, Clone, serde::Serialize)]
pub struct StepReport {
    /// Its number in the sheet.
    pub step: i64,
    /// The action's caption.
    pub action: String,
    /// Its filters as a person reads them, e.g. `Contact Mailing Group: Mailing Group Code = NEWS`.
    pub filters: Vec<String>,
    /// Whether it had been carried out before.
    pub applied: bool,
    /// The step, a Go Back, that undid it; then it was not carried out.
    pub undone_by: Option<i64>,
    /// Lines before it.
    pub before: u64,
    /// Contacts that pass all its filters.
    pub matched: u64,
    /// Contacts that pass the filters of each table alone.
    pub by_table: Vec<TableMatches>,
    /// Lines added.
    pub added: u64,
    /// Lines removed.
    pub removed: u64,
    /// Contacts that matched but had a line already.
    pub existing: u64,
    /// Contacts that matched but are excluded from segments.
    pub excluded: u64,
    /// Lines after it.
    pub after: u64,
}

/// One line as a preview shows it.
#[derive(Debug, Clone, serde::Serialize)]
pub struct LineReport {
    /// Its number.
    pub line_no: i64,
    /// The contact.
    pub contact_no: String,
    /// The person's or company's name.
    pub name: String,
    /// The company's name.
    pub company_name: String,
    /// Who is responsible.
    pub salesperson_code: String,
    /// Caption of the correspondence type.
    pub correspondence_type: String,
    /// The line's date.
    #[serde(serialize_with = "crate::value::date::serialize_option")]
    pub date: Option<Date>,
}
