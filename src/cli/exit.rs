//! The exit code of a command that has read a book.

use crate::error::Error;
use crate::finding::Findings;
use crate::run::Report;

/// Done, or nothing new to do.
pub(super) const DONE: u8 = 0;
/// Findings of severity error.
pub(super) const FINDINGS: u8 = 1;
/// A file that cannot be used.
pub(super) const FILES: u8 = 3;
/// Refused by a rule.
pub(super) const REFUSED: u8 = 4;

/// An unreadable file wins over findings, findings over refusals.
pub(super) fn code(report: &Report) -> u8 {
    if !report.unreadable.is_empty() {
        FILES
    } else if report.findings.has_errors() {
        FINDINGS
    } else if !report.refused.is_empty() {
        REFUSED
    } else {
        DONE
    }
}

/// The exit code of a command that refuses nothing.
pub(super) fn code_of(unreadable: &[Error], findings: &Findings) -> u8 {
    if !unreadable.is_empty() {
        FILES
    } else if findings.has_errors() {
        FINDINGS
    } else {
        DONE
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::code::decoding::D012;
    use crate::finding::{Finding, Severity};
    use crate::place::Place;
    use crate::run::RunState;

    #[test]
    fn files_win_over_findings_and_findings_over_refusals() {
        for (unreadable, severity, refused, expected) in [
            (false, None, false, 0),
            (false, Some(Severity::Warning), false, 0),
            (false, None, true, 4),
            (false, Some(Severity::Notice), true, 4),
            (false, Some(Severity::Error), true, 1),
            (true, Some(Severity::Error), true, 3),
        ] {
            let mut report = Report::empty(RunState::Nothing);
            if unreadable {
                report.unreadable.push(Error::fault("gone"));
            }
            if let Some(severity) = severity {
                let finding = Finding::new(&D012, Place::default(), "", "", "");
                report.findings.push(finding.with_severity(severity));
            }
            if refused {
                report.refused.push(Error::refused("no"));
            }
            assert_eq!(code(&report), expected);
        }
    }
}
