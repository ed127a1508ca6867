//! What is worth a warning in the letters of a segment. All of it is known before a run is committed, so
//! that `--strict` can still stop it.

use std::collections::BTreeMap;

use crate::finding::code::writing;
use crate::finding::{Finding, Findings};
use crate::place::Place;

use super::EMAIL;
use super::make::{LineLetter, Mailing};

/// The warnings of a segment, at its header.
pub(in crate::run) fn warnings(
    segment_no: &str,
    place: &Place,
    mailing: &Mailing,
    findings: &mut Findings,
) {
    let segment = Warned { segment_no, place };
    let lines = mailing.lines.as_slice();
    for line in lines.iter().filter(|line| line.file.is_empty()) {
        findings.push(segment.not_made(line));
    }
    findings.extend(segment.dropped(lines));
    for line in drafts(lines) {
        let unusual = line.unusual_addresses.iter();
        findings.extend(unusual.map(|address| segment.unusual(line, address)));
    }
    findings.extend(segment.same_address(lines));
    findings.extend(segment.no_subject(lines));
    findings.extend(mailing.combined_warnings.iter().cloned());
}

fn drafts(lines: &[LineLetter]) -> impl Iterator<Item = &LineLetter> {
    let is_draft = |line: &&LineLetter| line.correspondence_type == EMAIL && !line.file.is_empty();
    lines.iter().filter(is_draft)
}

/// A segment, where its warnings stand.
struct Warned<'a> {
    segment_no: &'a str,
    place: &'a Place,
}

impl Warned<'_> {
    fn not_made(&self, line: &LineLetter) -> Finding {
        Finding::new(
            &writing::W118,
            self.place.clone(),
            format!(
                "no letter for contact {} in line {} of segment {}: {}",
                line.contact_no, line.line_no, self.segment_no, line.reason
            ),
            "a letter or a draft for each line with a correspondence type",
            "correct what the reason says; the line has Delivery Status Error",
        )
    }

    /// Characters that a document cannot hold, by field.
    fn dropped(&self, lines: &[LineLetter]) -> Vec<Finding> {
        let mut fields: BTreeMap<&str, Vec<&LineLetter>> = BTreeMap::new();
        for line in lines.iter().filter(|line| !line.file.is_empty()) {
            for field in &line.dropped_in {
                fields.entry(field).or_default().push(line);
            }
        }
        let warning = |(field, lines): (&str, Vec<&LineLetter>)| {
            Finding::new(
                &writing::W119,
                self.place.clone(),
                format!(
                    "control characters in the field {field} of {} of segment {}, left out of its letters",
                    numbered(&lines),
                    self.segment_no
                ),
                "text, tabs and line breaks",
                "delete them where the value comes from",
            )
        };
        fields.into_iter().map(warning).collect()
    }

    fn unusual(&self, line: &LineLetter, address: &str) -> Finding {
        Finding::new(
            &writing::W120,
            self.place.clone(),
            format!(
                "the e-mail address {address} of contact {} in line {} of segment {}",
                line.contact_no, line.line_no, self.segment_no
            ),
            "letters without accents before the @: other ones need a mail server with SMTPUTF8, and so does the recipient",
            "ask for another address, or try it",
        )
    }

    /// Addresses that get more than one e-mail, in the order of the first of them.
    fn same_address(&self, lines: &[LineLetter]) -> Vec<Finding> {
        let mut known: BTreeMap<String, usize> = BTreeMap::new();
        let mut all: Vec<(&str, Vec<&LineLetter>)> = Vec::new();
        for line in drafts(lines) {
            for address in &line.recipients {
                let at = *known.entry(address.to_lowercase()).or_insert(all.len());
                match all.get_mut(at) {
                    None => all.push((address, vec![line])),
                    // The same cell may name it twice.
                    Some((_, lines)) if lines.last().is_some_and(|l| l.row == line.row) => {}
                    Some((_, lines)) => lines.push(line),
                }
            }
        }
        let several = all.into_iter().filter(|(_, lines)| lines.len() > 1);
        let warning = |(address, lines): (&str, Vec<&LineLetter>)| {
            Finding::new(
                &writing::W121,
                self.place.clone(),
                format!(
                    "{} e-mails of segment {} to {address}, in {}",
                    lines.len(),
                    self.segment_no,
                    numbered(&lines)
                ),
                "one e-mail for each address",
                "delete the lines that are too many; nothing, if each is meant",
            )
        };
        several.map(warning).collect()
    }

    fn no_subject(&self, lines: &[LineLetter]) -> Option<Finding> {
        let bare: Vec<&LineLetter> = drafts(lines).filter(|line| !line.has_subject).collect();
        (!bare.is_empty()).then(|| {
            Finding::new(
                &writing::W122,
                self.place.clone(),
                format!(
                    "no subject in the e-mails of {} of segment {}",
                    numbered(&bare),
                    self.segment_no
                ),
                "a subject on the header, on the segment's language or on the line",
                "fill Subject (Default)",
            )
        })
    }
}

/// `line 10000`, `lines 10000 and 20000`, `5 lines (10000, 20000, 30000 …)`.
fn numbered(lines: &[&LineLetter]) -> String {
    match lines {
        [one] => format!("line {}", one.line_no),
        [one, other] => format!("lines {} and {}", one.line_no, other.line_no),
        [one, other, third, more @ ..] => format!(
            "{} lines ({}, {}, {}{})",
            lines.len(),
            one.line_no,
            other.line_no,
            third.line_no,
            if more.is_empty() { "" } else { " …" }
        ),
        [] => "no line".to_owned(),
    }
}
