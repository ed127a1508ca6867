//! Findings: what is wrong with the data, where, what was expected, and what to do.
//!
//! A finding never stops the work: all are collected in one pass, beside the data, then ordered by
//! file, sheet, row and column. What stops the program is an [`Error`](crate::error::Error).

mod catalogue;
pub mod code;
pub mod near_miss;

pub use catalogue::{CATALOGUE, code_called};
pub use code::Code;

use crate::place::Place;
use serde::{Deserialize, Serialize};

/// How bad a finding is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Must be corrected: nothing is written.
    Error,
    /// Probably not meant: the work goes on, unless `--strict`.
    Warning,
    /// Worth knowing.
    Notice,
}

impl Severity {
    /// `error`, `warning` or `notice`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Notice => "notice",
        }
    }
}

/// One thing that is wrong, or worth knowing, about the data.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Finding {
    /// Which kind of finding, with its explanation.
    pub code: &'static Code,
    /// How bad it is here; usually the code's own severity.
    pub severity: Severity,
    /// The cell, row, sheet or file.
    pub place: Place,
    /// What stands there, quoted.
    pub found: String,
    /// What should stand there, with an example.
    pub expected: String,
    /// What to do.
    pub fix: String,
}

impl Finding {
    /// A finding with its code's severity. `found`, `expected` and `fix` are sentences without a
    /// full stop; `found` quotes the cell.
    pub fn new(
        code: &'static Code,
        place: Place,
        found: impl Into<String>,
        expected: impl Into<String>,
        fix: impl Into<String>,
    ) -> Self {
        Self {
            code,
            severity: code.severity,
            place,
            found: found.into(),
            expected: expected.into(),
            fix: fix.into(),
        }
    }

    /// The same finding with another severity.
    #[must_use]
    pub fn with_severity(mut self, severity: Severity) -> Self {
        self.severity = severity;
        self
    }
}

/// All findings of a command.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct Findings {
    list: Vec<Finding>,
}

impl Findings {
    /// Adds one.
    pub fn push(&mut self, finding: Finding) {
        self.list.push(finding);
    }

    /// Adds those of another stage or file.
    pub fn append(&mut self, mut other: Self) {
        self.list.append(&mut other.list);
    }

    /// Puts them into the order in which they are shown: file, sheet, row, column, code.
    pub fn sort(&mut self) {
        self.list
            .sort_by(|a, b| a.place.cmp(&b.place).then_with(|| a.code.id.cmp(b.code.id)));
    }

    /// How many there are of one severity.
    pub fn count(&self, severity: Severity) -> usize {
        self.list
            .iter()
            .filter(|finding| finding.severity == severity)
            .count()
    }

    /// Whether any of them is an error.
    pub fn has_errors(&self) -> bool {
        self.list
            .iter()
            .any(|finding| finding.severity == Severity::Error)
    }

    /// `--strict`: every warning becomes an error.
    pub fn make_strict(&mut self) {
        for finding in &mut self.list {
            if finding.severity == Severity::Warning {
                finding.severity = Severity::Error;
            }
        }
    }

    /// Keeps those for which `keep` holds.
    pub fn retain(&mut self, keep: impl FnMut(&Finding) -> bool) {
        self.list.retain(keep);
    }

    /// The findings, in their present order.
    pub fn iter(&self) -> std::slice::Iter<'_, Finding> {
        self.list.iter()
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.list.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }
}

impl<'a> IntoIterator for &'a Findings {
    type Item = &'a Finding;
    type IntoIter = std::slice::Iter<'a, Finding>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl Extend<Finding> for Findings {
    fn extend<I: IntoIterator<Item = Finding>>(&mut self, findings: I) {
        self.list.extend(findings);
    }
}
