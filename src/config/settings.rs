//! The settings in force: flags, environment, `segbook.toml` and defaults, resolved.

use std::collections::BTreeMap;
use std::path::PathBuf;

use super::letters::LetterSettings;
use super::mail::MailSettings;
use crate::schema::{FieldNo, Language, TableNo};
use crate::value::{Date, DateOrder, DecimalMark, NumberSeries};

/// Everything that decides what a command does with a book.
#[derive(Debug, Clone)]
pub struct Settings {
    /// The folder of the book, absolute.
    pub book: PathBuf,
    /// The work date; also BC's today.
    pub date: Date,
    /// The user, as BC's User ID: trimmed, in upper case, at most 50 characters.
    pub user: String,
    /// The user's salesperson, who fills a blank header cell; `""` for none.
    pub salesperson: String,
    /// How inputs are found and read.
    pub input: InputSettings,
    /// The series that numbers segments; none when switched off.
    pub number_series: Option<NumberSeries>,
    /// The first month of a fiscal year, 1 to 12.
    pub fiscal_year_start: u8,
    /// How results are written.
    pub output: OutputSettings,
    /// How letters are made and printed.
    pub letters: LetterSettings,
    /// Who e-mails are from, and how they are delivered.
    pub mail: MailSettings,
    /// The ledger's file, absolute.
    pub ledger: PathBuf,
    /// Whether what was decoded of large inputs is kept beside the ledger. It never changes a result.
    pub cache: bool,
    /// What is refused as too large.
    pub limits: Limits,
    /// How many threads work; none for one a core. It never changes a result.
    pub jobs: Option<usize>,
    /// What errors in the data do to a run.
    pub on_error: OnError,
    /// Whether warnings count as errors.
    pub strict: bool,
    /// Where each setting came from, for `check -v` and `run.json`: key as in `segbook.toml`
    /// (`input.date_order`), value as text, and its origin. In order of keys.
    pub in_force: BTreeMap<String, InForce>,
}

/// One setting as it is shown.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct InForce {
    /// The value as text.
    pub value: String,
    /// `flag`, `environment`, `segbook.toml` or `default`.
    pub origin: &'static str,
}

/// How inputs are found and read.
#[derive(Debug, Clone, Default)]
pub struct InputSettings {
    /// Files and folders, absolute.
    pub paths: Vec<PathBuf>,
    /// The row of the captions, from 0, when it is not to be searched for.
    pub header_row: Option<u32>,
    /// The encoding of delimited files, when it is not to be found out; an encoding label.
    pub encoding: Option<String>,
    /// The delimiter of delimited files, when it is not to be found out.
    pub delimiter: Option<u8>,
    /// The decimal mark of numbers that stand as text.
    pub decimal_mark: DecimalMark,
    /// The order of dates that stand as text and are not ISO.
    pub date_order: Option<DateOrder>,
    /// Other headings: table → heading as [`fold_name`](crate::schema::fold_name) gives it → field.
    pub columns: BTreeMap<TableNo, BTreeMap<String, FieldNo>>,
    /// Other sheet names: as [`fold_name`](crate::schema::fold_name) gives them → table.
    pub sheets: BTreeMap<String, TableNo>,
}

/// How results are written.
#[derive(Debug, Clone)]
pub struct OutputSettings {
    /// The folder for results, absolute.
    pub folder: PathBuf,
    /// Workbooks, CSV files, or both.
    pub format: OutputFormat,
    /// Start CSV files with a byte order mark.
    pub csv_bom: bool,
    /// The delimiter of CSV files.
    pub csv_delimiter: u8,
    /// The decimal mark of CSV files.
    pub csv_decimal_mark: DecimalMark,
    /// Guard CSV cells that a spreadsheet would run as a formula.
    pub csv_safe: bool,
    /// The language of captions, options, Yes and No, and names of sheets; none for English.
    pub language: Option<Language>,
}

/// Which files are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OutputFormat {
    /// Workbooks.
    Xlsx,
    /// One CSV file a sheet.
    Csv,
    /// Both.
    Both,
}

impl OutputFormat {
    /// As it is written in `segbook.toml` and after `--format`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Xlsx => "xlsx",
            Self::Csv => "csv",
            Self::Both => "both",
        }
    }

    /// The format with this name.
    pub fn called(name: &str) -> Option<Self> {
        [Self::Xlsx, Self::Csv, Self::Both]
            .into_iter()
            .find(|format| format.name().eq_ignore_ascii_case(name))
    }

    /// Whether workbooks are written.
    pub fn has_xlsx(self) -> bool {
        self != Self::Csv
    }

    /// Whether CSV files are written.
    pub fn has_csv(self) -> bool {
        self != Self::Xlsx
    }
}

/// What errors in the data do to a run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OnError {
    /// Nothing is written.
    Stop,
    /// Faulty rows are set aside and the segments that are sound go on.
    Reject,
}

impl OnError {
    /// As it is written in `segbook.toml` and after `--on-error`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Stop => "stop",
            Self::Reject => "reject",
        }
    }

    /// The choice with this name.
    pub fn called(name: &str) -> Option<Self> {
        [Self::Stop, Self::Reject]
            .into_iter()
            .find(|choice| choice.name().eq_ignore_ascii_case(name))
    }
}

/// What is refused as too large; a limit that is passed is a finding.
#[derive(Debug, Clone)]
pub struct Limits {
    /// Unpacked bytes of one part of a workbook (a sheet, the shared strings).
    pub part_bytes_max: u64,
    /// Rows of one sheet or file.
    pub rows_max: u32,
    /// Columns of one sheet or file.
    pub columns_max: u32,
    /// Characters of one cell; Excel itself allows 32,767.
    pub cell_characters_max: usize,
    /// Characters of one filter; BC allows 2,048.
    pub filter_characters_max: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            // A Contact sheet of a million rows and 25 columns unpacks to about 1.1 GB.
            part_bytes_max: 8 << 30,
            // Excel's own limit is 1,048,576 rows; delimited files may be longer.
            rows_max: 20_000_000,
            // Excel's own limit.
            columns_max: 16_384,
            // Excel's own limit.
            cell_characters_max: 32_767,
            // BC's field Table View is Text[2048].
            filter_characters_max: 2_048,
        }
    }
}
