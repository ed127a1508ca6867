//! The keys of `segbook.toml`: the one list behind reading it, its error messages, the environment
//! variables, and the settings in force.

/// One setting.
#[derive(Debug, PartialEq, Eq)]
pub struct Key {
    /// The section that it stands in; `""` for one that only flags and environment set.
    pub section: &'static str,
    /// Its name within the section.
    pub name: &'static str,
    /// What TOML type its value has.
    pub shape: Shape,
    /// The environment variable that sets it, or `""`.
    pub variable: &'static str,
    /// The flag that sets it, or `""`.
    pub flag: &'static str,
    /// What is allowed, with an example, as a message says it.
    pub allowed: &'static str,
}

/// The TOML type of a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    /// `"text"`
    Text,
    /// `12`
    Integer,
    /// `true`
    Boolean,
    /// `["text", "text"]`
    Texts,
}

impl Key {
    const fn new(
        section: &'static str,
        name: &'static str,
        shape: Shape,
        allowed: &'static str,
    ) -> Self {
        Self {
            section,
            name,
            shape,
            variable: "",
            flag: "",
            allowed,
        }
    }

    const fn variable(mut self, variable: &'static str) -> Self {
        self.variable = variable;
        self
    }

    const fn flag(mut self, flag: &'static str) -> Self {
        self.flag = flag;
        self
    }

    /// `input.date_order`.
    pub fn path(&self) -> String {
        if self.section.is_empty() {
            self.name.to_owned()
        } else {
            format!("{}.{}", self.section, self.name)
        }
    }
}

use Shape::{Boolean, Integer, Text, Texts};

const YES_NO: &str = "true or false";
const MARK: &str = "\".\" or \",\"";
const DELIMITERS: &str = "\",\", \";\", \"|\" or \"tab\"";
const MAILBOX: &str = "an address, with or without a name, e.g. \"Spring team <news@example.com>\"";
const COUNT: &str = "a whole number from 1 on, e.g. 1000";

macro_rules! keys {
    ($($(#[$doc:meta])* $key:ident = $value:expr;)*) => {
        $($(#[$doc])* pub static $key: Key = $value;)*
        /// Every key, section by section.
        pub static KEYS: &[&Key] = &[$(&$key),*];
    };
}

keys! {
    /// The work date; not in the file, so that a book does not stand still.
    DATE = Key::new("", "date", Text, "a date as YYYY-MM-DD, e.g. 2026-11-23")
        .variable("SEGBOOK_DATE").flag("--date");
    /// Whether warnings are errors.
    STRICT = Key::new("", "strict", Boolean, YES_NO).variable("SEGBOOK_STRICT").flag("--strict");
    /// Where inputs are.
    PATHS = Key::new("input", "paths", Texts, "a list of files and folders, e.g. [\"inbox\"]");
    /// The row of captions.
    HEADER_ROW = Key::new("input", "header_row", Integer, "the number of the row that holds the captions, e.g. 3")
        .variable("SEGBOOK_HEADER_ROW");
    /// The encoding of delimited files.
    ENCODING = Key::new("input", "encoding", Text, "\"utf-8\", \"utf-16le\", \"utf-16be\" or \"windows-1252\"")
        .variable("SEGBOOK_ENCODING");
    /// The delimiter of delimited files.
    DELIMITER = Key::new("input", "delimiter", Text, DELIMITERS).variable("SEGBOOK_DELIMITER");
    /// The decimal mark of numbers written as text.
    DECIMAL_MARK = Key::new("input", "decimal_mark", Text, MARK).variable("SEGBOOK_DECIMAL_MARK");
    /// The order of dates written as text.
    DATE_ORDER = Key::new("input", "date_order", Text, "\"ymd\" (2026/11/23), \"dmy\" (23.11.2026) or \"mdy\" (11/23/2026)")
        .variable("SEGBOOK_DATE_ORDER");
    /// The series of segment numbers.
    SEGMENTS = Key::new("number_series", "segments", Text, "a first and a last number that differ in their last digits only, e.g. \"SM00001..SM99999\", or \"\" for no series")
        .variable("SEGBOOK_NUMBER_SERIES");
    /// The first month of a fiscal year.
    FISCAL_YEAR_START = Key::new("setup", "fiscal_year_start", Integer, "a month from 1 to 12, e.g. 4 for April")
        .variable("SEGBOOK_FISCAL_YEAR_START");
    /// The user.
    USER = Key::new("run", "user", Text, "a name of 1 to 50 characters, e.g. \"KATHERINE\"")
        .variable("SEGBOOK_USER").flag("--user");
    /// The user's salesperson.
    SALESPERSON = Key::new("run", "salesperson", Text, "a salesperson code of at most 20 characters, e.g. \"JO\"")
        .variable("SEGBOOK_SALESPERSON");
    /// How many threads.
    JOBS = Key::new("run", "jobs", Integer, "a whole number from 1 to 1024, e.g. 4")
        .variable("SEGBOOK_JOBS").flag("--jobs");
    /// What errors in the data do.
    ON_ERROR = Key::new("run", "on_error", Text, "\"stop\" or \"reject\"")
        .variable("SEGBOOK_ON_ERROR").flag("--on-error");
    /// Workbooks, CSV files or both.
    FORMAT = Key::new("output", "format", Text, "\"xlsx\", \"csv\" or \"both\"")
        .variable("SEGBOOK_FORMAT").flag("--format");
    /// Where results go.
    FOLDER = Key::new("output", "folder", Text, "a folder, e.g. \"out\"").variable("SEGBOOK_OUTPUT_FOLDER");
    /// A byte order mark in CSV files.
    CSV_BOM = Key::new("output", "csv_bom", Boolean, YES_NO).variable("SEGBOOK_CSV_BOM");
    /// The delimiter of CSV files.
    CSV_DELIMITER = Key::new("output", "csv_delimiter", Text, DELIMITERS).variable("SEGBOOK_CSV_DELIMITER");
    /// The decimal mark of CSV files.
    CSV_DECIMAL_MARK = Key::new("output", "csv_decimal_mark", Text, MARK).variable("SEGBOOK_CSV_DECIMAL_MARK");
    /// Guarding cells of CSV files against formulas.
    CSV_SAFE = Key::new("output", "csv_safe", Boolean, YES_NO).variable("SEGBOOK_CSV_SAFE");
    /// The language of written sheets.
    LANGUAGE = Key::new("output", "language", Text, "\"en\", \"nl\", \"nl-BE\", \"de\", \"fr\", \"da\", \"es\", \"it\", \"sv\" or \"nb\"")
        .variable("SEGBOOK_LANGUAGE");
    /// What a field that nobody knows does to letters.
    LETTERS_UNKNOWN_FIELDS = Key::new("letters", "unknown_fields", Text, "\"error\", \"blank\" or \"keep\"");
    /// How many letters one document for printing holds.
    LETTERS_COMBINED_MAX = Key::new("letters", "combined_max", Integer, "a whole number from 1 to 10000, e.g. 500");
    /// What letters for printing are sorted by.
    LETTERS_COMBINED_BY = Key::new("letters", "combined_by", Text, "the name of a field, e.g. \"Contact Post Code\"");
    /// Whether each letter for printing begins on a new sheet of paper.
    LETTERS_DUPLEX = Key::new("letters", "duplex", Boolean, YES_NO);
    /// The sender of e-mails.
    MAIL_FROM = Key::new("mail", "from", Text, MAILBOX).variable("SEGBOOK_MAIL_FROM");
    /// Where answers to e-mails go.
    MAIL_REPLY_TO = Key::new("mail", "reply_to", Text, MAILBOX).variable("SEGBOOK_MAIL_REPLY_TO");
    /// The mail server.
    SMTP_HOST = Key::new("smtp", "host", Text, "the name of a mail server, e.g. \"smtp.example.com\"")
        .variable("SEGBOOK_SMTP_HOST");
    /// The mail server's port.
    SMTP_PORT = Key::new("smtp", "port", Integer, "a port from 1 to 65535, e.g. 587")
        .variable("SEGBOOK_SMTP_PORT");
    /// How the connection to the mail server is secured.
    SMTP_TLS = Key::new("smtp", "tls", Text, "\"starttls\", \"tls\" or \"none\"")
        .variable("SEGBOOK_SMTP_TLS");
    /// Who logs in at the mail server.
    SMTP_USER = Key::new("smtp", "user", Text, "the user that the mail server knows, e.g. \"news@example.com\"")
        .variable("SEGBOOK_SMTP_USER");
    /// How many e-mails a minute.
    SMTP_RATE = Key::new("smtp", "rate_per_minute", Integer, "a whole number from 1 to 6000, e.g. 20");
    /// How often an e-mail is tried.
    SMTP_TRIES = Key::new("smtp", "tries", Integer, "a whole number from 1 to 20, e.g. 3");
    /// The wait before the second try.
    SMTP_RETRY_SECONDS = Key::new("smtp", "retry_seconds", Integer, "seconds from 0 to 3600, e.g. 60");
    /// The ledger's file.
    LEDGER = Key::new("ledger", "path", Text, "a file, e.g. \"ledger.db\"").variable("SEGBOOK_LEDGER");
    /// Whether what was decoded of large inputs is kept beside the ledger.
    CACHE = Key::new("ledger", "cache", Boolean, YES_NO).variable("SEGBOOK_CACHE");
    /// Unpacked size of a part of a workbook.
    PART_BYTES_MAX = Key::new("limits", "part_bytes_max", Integer, COUNT);
    /// Rows of a sheet.
    ROWS_MAX = Key::new("limits", "rows_max", Integer, COUNT);
    /// Columns of a sheet.
    COLUMNS_MAX = Key::new("limits", "columns_max", Integer, COUNT);
    /// Characters of a cell.
    CELL_CHARACTERS_MAX = Key::new("limits", "cell_characters_max", Integer, COUNT);
    /// Characters of a filter.
    FILTER_CHARACTERS_MAX = Key::new("limits", "filter_characters_max", Integer, COUNT);
}

/// The section of the mail server: it decides how results are delivered, never what they are.
pub const SMTP: &str = "smtp";
/// The environment variable with the password of the mail server; it stands in no file.
pub const SMTP_PASSWORD: &str = "SEGBOOK_SMTP_PASSWORD";
/// The section of other headings: `[columns.<table>]`.
pub const COLUMNS: &str = "columns";
/// The section of other sheet names.
pub const SHEETS: &str = "sheets";

/// The sections of the file, in the order of the list, then the two free ones.
pub fn sections() -> Vec<&'static str> {
    let mut sections: Vec<&str> = Vec::new();
    for key in KEYS.iter().filter(|key| !key.section.is_empty()) {
        if !sections.contains(&key.section) {
            sections.push(key.section);
        }
    }
    sections.extend([COLUMNS, SHEETS]);
    sections
}

/// The keys of one section.
pub fn keys_of(section: &str) -> impl Iterator<Item = &'static Key> {
    KEYS.iter()
        .copied()
        .filter(move |key| key.section == section)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_two_keys_share_a_path_or_a_variable() {
        for (index, key) in KEYS.iter().enumerate() {
            for other in &KEYS[index + 1..] {
                assert_ne!(key.path(), other.path());
                assert!(
                    key.variable.is_empty() || key.variable != other.variable,
                    "{}",
                    key.variable
                );
            }
        }
    }

    #[test]
    fn sections_come_in_the_order_of_the_file() {
        let expected = [
            "input",
            "number_series",
            "setup",
            "run",
            "output",
            "letters",
            "mail",
            "smtp",
            "ledger",
            "limits",
            "columns",
            "sheets",
        ];
        assert_eq!(sections(), expected);
    }
}
