//! From what was written to what is in force: flag, then environment, then `segbook.toml`, then
//! default. Everything that is wrong with the configuration is reported at once.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use super::document::{self, Document, FILE_NAME};
use super::keys::{self, Key};
use super::names;
use super::parse;
use super::settings::{
    InForce, InputSettings, Limits, OnError, OutputFormat, OutputSettings, Settings,
};
use crate::error::{Error, Result};
use crate::finding::Findings;
use crate::place::Place;
use crate::value::{Date, NumberSeries};

/// What the command line says; none where it is silent.
#[derive(Debug, Clone, Default)]
pub struct Flags {
    /// `--book`
    pub book: Option<PathBuf>,
    /// `--date`
    pub date: Option<Date>,
    /// `--user`
    pub user: Option<String>,
    /// `--jobs`
    pub jobs: Option<usize>,
    /// `--on-error`
    pub on_error: Option<OnError>,
    /// `--format`
    pub format: Option<OutputFormat>,
    /// `--strict`; it cannot be switched off by a flag.
    pub strict: bool,
}

/// The user when nobody can be found out.
const USER_UNKNOWN: &str = "SEGBOOK";

/// The environment variable that names the book.
pub const BOOK_VARIABLE: &str = "SEGBOOK_BOOK";

/// The folder of the book: flag, environment, or the current folder.
pub fn book_of(flags: &Flags, environment: &dyn Fn(&str) -> Option<String>) -> PathBuf {
    flags
        .book
        .clone()
        .or_else(|| {
            environment(BOOK_VARIABLE)
                .filter(|text| !text.is_empty())
                .map(PathBuf::from)
        })
        .unwrap_or_else(|| PathBuf::from("."))
}

/// Resolves all settings. `today` is asked only when no date is given.
///
/// The error is of kind usage and carries one finding for each thing that is wrong; a book or a
/// `segbook.toml` that cannot be read is an error of kind file.
pub fn resolve(
    flags: &Flags,
    environment: &dyn Fn(&str) -> Option<String>,
    today: &dyn Fn() -> Date,
) -> Result<Settings> {
    let named = book_of(flags, environment);
    let book = std::path::absolute(&named)
        .map_err(|error| Error::io(&named, "is not a path that can be used", error))?;
    if !book.is_dir() {
        return Err(Error::file(&named, "is not a folder")
            .hint("name the folder of a book with --book, or make a new one with `segbook init`"));
    }
    let mut findings = Findings::default();
    let document = match read_file(&book.join(FILE_NAME))? {
        Some(bytes) => document::parse(&bytes, &mut findings),
        None => Document::default(),
    };
    let mut resolver = Resolver {
        document: &document,
        environment,
        findings,
        in_force: BTreeMap::new(),
    };
    let mut settings = resolver.settings(book, flags, today);
    let mut findings = resolver.findings;
    settings.in_force = resolver.in_force;
    settings.input.columns = names::columns(&document, &mut findings);
    settings.input.sheets = names::sheets(&document, &mut findings);
    if findings.is_empty() {
        Ok(settings)
    } else {
        findings.sort();
        Err(Error::configuration(findings))
    }
}

/// The file's bytes; none when there is no such file.
fn read_file(path: &Path) -> Result<Option<Vec<u8>>> {
    match std::fs::read(path) {
        Ok(bytes) => Ok(Some(bytes)),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(Error::io(path, "cannot be read", error)),
    }
}

pub(super) struct Resolver<'a> {
    document: &'a Document,
    environment: &'a dyn Fn(&str) -> Option<String>,
    findings: Findings,
    in_force: BTreeMap<String, InForce>,
}

impl Resolver<'_> {
    fn settings(&mut self, book: PathBuf, flags: &Flags, today: &dyn Fn() -> Date) -> Settings {
        let date = flags.date.map(|date| date.to_string());
        let date = self
            .given(&keys::DATE, date, Date::parse_iso)
            .unwrap_or_else(|| {
                let date = today();
                self.by_default(&keys::DATE, date.to_string());
                date
            });
        let strict = flags.strict.then(|| "true".to_owned());
        let jobs = flags.jobs.map(|jobs| jobs.to_string());
        let on_error = flags.on_error.map(|on_error| on_error.name().to_owned());
        let series = self.value(&keys::SEGMENTS, None, parse::series, "SM00001..SM99999");
        let folder = self.value(&keys::FOLDER, None, parse::filled, "out");
        let ledger = self.value(&keys::LEDGER, None, parse::filled, "ledger.db");
        Settings {
            date,
            user: self.user(flags.user.clone()),
            salesperson: self.value(&keys::SALESPERSON, None, |text| parse::code(text, 20), ""),
            input: self.input(&book),
            number_series: NumberSeries::parse(&series),
            fiscal_year_start: self.value(&keys::FISCAL_YEAR_START, None, parse::month, "1"),
            output: self.output(book.join(folder), flags.format),
            letters: self.letters(),
            mail: self.mail(),
            ledger: book.join(ledger),
            cache: self
                .given(&keys::CACHE, None, parse::boolean)
                .unwrap_or(true),
            limits: self.limits(),
            jobs: self.given(&keys::JOBS, jobs, parse::jobs),
            on_error: self.value(&keys::ON_ERROR, on_error, OnError::called, "stop"),
            strict: self.value(&keys::STRICT, strict, parse::boolean, "false"),
            in_force: BTreeMap::new(),
            book,
        }
    }

    fn input(&mut self, book: &Path) -> InputSettings {
        let key = &keys::PATHS;
        let paths = match self.document.values.get(&key.path()) {
            Some(written) if written.texts.iter().any(|path| !path.is_empty()) => {
                self.record(key, written.texts.join(", "), "segbook.toml");
                written.texts.clone()
            }
            Some(written) => {
                let finding =
                    document::not_allowed(written.place.clone(), "[]".into(), key.allowed);
                self.findings.push(finding);
                Vec::new()
            }
            None => {
                self.by_default(key, "inbox".into());
                vec!["inbox".to_owned()]
            }
        };
        InputSettings {
            paths: paths.iter().map(|path| book.join(path)).collect(),
            header_row: self.optional(&keys::HEADER_ROW, parse::row),
            encoding: self.optional(&keys::ENCODING, parse::encoding),
            delimiter: self.optional(&keys::DELIMITER, parse::delimiter),
            decimal_mark: self.value(&keys::DECIMAL_MARK, None, parse::decimal_mark, "."),
            date_order: self.optional(&keys::DATE_ORDER, parse::date_order),
            ..InputSettings::default()
        }
    }

    fn output(&mut self, folder: PathBuf, format: Option<OutputFormat>) -> OutputSettings {
        let format = format.map(|format| format.name().to_owned());
        OutputSettings {
            folder,
            format: self.value(&keys::FORMAT, format, OutputFormat::called, "xlsx"),
            csv_bom: self.value(&keys::CSV_BOM, None, parse::boolean, "false"),
            csv_delimiter: self.value(&keys::CSV_DELIMITER, None, parse::delimiter, ","),
            csv_decimal_mark: self.value(&keys::CSV_DECIMAL_MARK, None, parse::decimal_mark, "."),
            csv_safe: self.value(&keys::CSV_SAFE, None, parse::boolean, "false"),
            language: self.value(&keys::LANGUAGE, None, parse::language, "en"),
        }
    }

    fn limits(&mut self) -> Limits {
        let usual = Limits::default();
        Limits {
            part_bytes_max: self.count(&keys::PART_BYTES_MAX, usual.part_bytes_max),
            rows_max: self.count(&keys::ROWS_MAX, usual.rows_max),
            columns_max: self.count(&keys::COLUMNS_MAX, usual.columns_max),
            cell_characters_max: self.count(&keys::CELL_CHARACTERS_MAX, usual.cell_characters_max),
            filter_characters_max: self
                .count(&keys::FILTER_CHARACTERS_MAX, usual.filter_characters_max),
        }
    }

    /// The user: as set, else who is logged in to the operating system, else a fixed name.
    fn user(&mut self, flag: Option<String>) -> String {
        if let Some(user) = self.given(&keys::USER, flag, parse::user) {
            return user;
        }
        let user = ["USER", "USERNAME"]
            .into_iter()
            .filter_map(|name| (self.environment)(name))
            .find_map(|name| parse::user(&name))
            .unwrap_or_else(|| USER_UNKNOWN.to_owned());
        self.by_default(&keys::USER, user.clone());
        user
    }

    /// A count from 1 on that fits its type.
    fn count<T>(&mut self, key: &'static Key, usual: T) -> T
    where
        T: std::str::FromStr + ToString + PartialOrd + From<u8>,
    {
        let read = |text: &str| text.parse().ok().filter(|count| *count >= T::from(1));
        self.given(key, None, read).unwrap_or_else(|| {
            self.by_default(key, usual.to_string());
            usual
        })
    }

    /// A setting without a default; it is shown as blank when nobody sets it.
    fn optional<T>(&mut self, key: &'static Key, read: impl Fn(&str) -> Option<T>) -> Option<T> {
        let value = self.given(key, None, read);
        if value.is_none() {
            self.by_default(key, String::new());
        }
        value
    }

    /// A setting with a default, written as it would be in the file.
    pub(super) fn value<T>(
        &mut self,
        key: &'static Key,
        flag: Option<String>,
        read: impl Fn(&str) -> Option<T>,
        usual: &str,
    ) -> T {
        self.given(key, flag, &read).unwrap_or_else(|| {
            self.by_default(key, usual.to_owned());
            read(usual).expect("a default that is allowed")
        })
    }

    /// What the nearest source says; none when all are silent, or after reporting what is wrong.
    pub(super) fn given<T>(
        &mut self,
        key: &'static Key,
        flag: Option<String>,
        read: impl Fn(&str) -> Option<T>,
    ) -> Option<T> {
        let (text, origin, place) = self.nearest_source(key, flag)?;
        let value = read(&text);
        if value.is_some() {
            self.record(key, text, origin);
        } else {
            let finding = document::not_allowed(place, format!("\"{text}\""), key.allowed);
            self.findings.push(finding);
        }
        value
    }

    fn nearest_source(
        &self,
        key: &'static Key,
        flag: Option<String>,
    ) -> Option<(String, &'static str, Place)> {
        let named = |source: &str, name: &str| Place {
            caption: Some(name.into()),
            ..Place::file(source)
        };
        if let Some(text) = flag {
            return Some((text, "flag", named("command line", key.flag)));
        }
        if !key.variable.is_empty()
            && let Some(text) = (self.environment)(key.variable).filter(|text| !text.is_empty())
        {
            return Some((text, "environment", named("environment", key.variable)));
        }
        let written = self.document.values.get(&key.path())?;
        let text = written.texts.first()?.clone();
        Some((text, "segbook.toml", written.place.clone()))
    }

    fn by_default(&mut self, key: &Key, value: String) {
        self.record(key, value, "default");
    }

    /// Notes what is in force. The number of threads, the cache and the mail server never change a
    /// result, so they are left out of what results record.
    fn record(&mut self, key: &Key, value: String, origin: &'static str) {
        let is_recorded = ![&keys::JOBS, &keys::CACHE].contains(&key);
        if is_recorded && key.section != keys::SMTP {
            self.in_force.insert(key.path(), InForce { value, origin });
        }
    }
}
