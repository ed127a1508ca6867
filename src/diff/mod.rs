//! What differs between two lists of contacts: segments for review, follow-ups, logged segments,
//! as workbooks or as the ledger keeps them.
//!
//! Contacts are compared by their number; a contact that stands several times is compared first
//! with first, second with second. A line and a log entry are compared by the fields that logging
//! copies from the one to the other (BC codeunit 5051).

mod compare;
mod difference;
mod fields;
mod names;
mod open;
mod side;
mod workbook;

pub use difference::{Change, Counts, Difference, FieldChange, ListedContact};
pub use side::{SideFacts, SideKind};

use crate::config::Settings;
use crate::error::{Error, Result};
use crate::finding::{Findings, Severity};
use crate::ledger::Ledger;
use crate::run::recover;
use crate::write::{Destination, Written};

/// What is to be compared, and where the difference goes.
#[derive(Debug, Clone)]
pub struct Request {
    /// A file or the number of a logged segment.
    pub left: String,
    /// The other.
    pub right: String,
    /// The workbook that shows the difference, if one is wanted.
    pub to: Option<Destination>,
    /// Do everything but write.
    pub dry_run: bool,
}

/// What came of a comparison.
#[derive(Debug)]
pub struct Report {
    /// The difference; none when findings or a file stand against it.
    pub difference: Option<Difference>,
    /// What is wrong in the files, in order; notices are left out.
    pub findings: Findings,
    /// Files that could not be read.
    pub unreadable: Vec<Error>,
    /// What was written.
    pub files: Vec<Written>,
}

/// Compares two sides.
///
/// # Errors
/// A side that is neither a file nor a logged segment, and what the files refuse.
pub fn diff(request: &Request, settings: &Settings) -> Result<Report> {
    let ledger = Ledger::open_for_reading(&settings.ledger)?;
    recover(&settings.output.folder.join("runs"), &ledger)?;
    let mut left = open::open(&request.left, &ledger, settings)?;
    let mut right = open::open(&request.right, &ledger, settings)?;
    let mut report = Report {
        difference: None,
        findings: Findings::default(),
        unreadable: Vec::new(),
        files: Vec::new(),
    };
    for side in [&mut left, &mut right] {
        report.unreadable.append(&mut side.unreadable);
        let found = std::mem::take(&mut side.findings);
        let matters = |severity| severity != Severity::Notice;
        report
            .findings
            .extend(found.iter().filter(|one| matters(one.severity)).cloned());
    }
    if settings.strict {
        report.findings.make_strict();
    }
    report.findings.sort();
    if report.findings.has_errors() || !report.unreadable.is_empty() {
        return Ok(report);
    }
    let (left, right) = (left.side()?, right.side()?);
    let compared = compare::compare(&left, &right);
    let difference = Difference::new(&left, &right, &compared, settings)?;
    if let Some(to) = request.to.as_ref().filter(|_| !request.dry_run) {
        to.spare(&settings.input.paths)?;
        report.files = workbook::write(&difference, to, settings)?;
    }
    report.difference = Some(difference);
    Ok(report)
}
