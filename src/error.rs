//! What stops the program: bad usage, an unreadable file, a rule that refuses, a fault of segbook.
//!
//! Wrong data is not an error but a [`Finding`](crate::finding::Finding): all findings are
//! collected first. An [`Error`] ends the command at once with one of the exit codes.

use std::error::Error as StdError;
use std::fmt;
use std::path::{Path, PathBuf};

use crate::finding::Findings;

/// A result of this library.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// What stops the program, with what to do about it.
#[derive(Debug)]
pub struct Error {
    kind: ErrorKind,
    message: String,
    hints: Vec<String>,
    findings: Findings,
    source: Option<Box<dyn StdError + Send + Sync>>,
}

/// The kinds of error, each with its exit code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum ErrorKind {
    /// A wrong flag, setting or argument: exit 2.
    Usage,
    /// A file that is missing, unreadable, damaged, locked, or a full disk: exit 3.
    File,
    /// A rule of the domain that refuses, without any finding: exit 4.
    Refused,
    /// Something that should not have happened: exit 70.
    Fault,
}

impl Error {
    fn new(kind: ErrorKind, message: impl Into<String>) -> Self {
        Self {
            kind,
            message: message.into(),
            hints: Vec::new(),
            findings: Findings::default(),
            source: None,
        }
    }

    /// A wrong flag, setting or argument.
    pub fn usage(message: impl Into<String>) -> Self {
        Self::new(ErrorKind::Usage, message)
    }

    /// Settings that cannot be used, each with its place.
    pub fn configuration(findings: Findings) -> Self {
        let mut error = Self::usage("the settings cannot be used");
        error.findings = findings;
        error
    }

    /// Adds what is wrong in detail, e.g. with a filter on the command line.
    #[must_use]
    pub fn with_findings(mut self, findings: Findings) -> Self {
        self.findings = findings;
        self
    }

    /// A file that cannot be used; `what` says what went wrong, e.g. `cannot be opened`.
    pub fn file(path: &Path, what: &str) -> Self {
        Self::new(ErrorKind::File, format!("{} {what}", path.display()))
    }

    /// A file that the operating system would not give: `path` and `what` as in [`Error::file`].
    pub fn io(path: impl Into<PathBuf>, what: &str, source: std::io::Error) -> Self {
        let path = path.into();
        let hint = hint_for(&source);
        let mut error = Self::file(&path, what).caused_by(source);
        error.hints.extend(hint.map(str::to_owned));
        error
    }

    /// A rule that refuses: already logged, series used up, locked.
    pub fn refused(message: impl Into<String>) -> Self {
        Self::new(ErrorKind::Refused, message)
    }

    /// A fault of segbook itself.
    pub fn fault(message: impl Into<String>) -> Self {
        Self::new(ErrorKind::Fault, message)
    }

    /// Adds what the user can do about it.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hints.push(hint.into());
        self
    }

    /// Adds the cause.
    #[must_use]
    pub fn caused_by(mut self, source: impl Into<Box<dyn StdError + Send + Sync>>) -> Self {
        self.source = Some(source.into());
        self
    }

    /// What kind of error this is.
    pub fn kind(&self) -> ErrorKind {
        self.kind
    }

    /// What the user can do, in order.
    pub fn hints(&self) -> &[String] {
        &self.hints
    }

    /// What is wrong in detail, in order; mostly empty.
    pub fn findings(&self) -> &Findings {
        &self.findings
    }

    /// The process's exit code.
    pub fn exit_code(&self) -> u8 {
        match self.kind {
            ErrorKind::Usage => 2,
            ErrorKind::File => 3,
            ErrorKind::Refused => 4,
            ErrorKind::Fault => 70,
        }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl StdError for Error {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        self.source
            .as_deref()
            .map(|source| source as &(dyn StdError + 'static))
    }
}

fn hint_for(error: &std::io::Error) -> Option<&'static str> {
    match error.kind() {
        std::io::ErrorKind::PermissionDenied => {
            Some("close the file if it is open in Excel, and check who may read and write it")
        }
        std::io::ErrorKind::StorageFull => Some("free some space on the disk and run again"),
        _ => None,
    }
}
