//! Which header the rows below it belong to: by Segment No., and by workbook where a reviewed one
//! stands beside its original or a header has no number.

use std::collections::{BTreeMap, BTreeSet};

use crate::check::Book;
use crate::finding::code::checking;
use crate::finding::near_miss::{did_you_mean, nearest};
use crate::finding::{Finding, Findings, Severity};
use crate::place::Place;
use crate::schema::{self, FieldNo, Table, segment_header};
use crate::table::Records;

use super::headers::{HeaderRow, workbook_of};
use super::number_use::Register;

/// Which header the rows of a Segment No. and a workbook belong to.
pub(super) struct Owners<'a> {
    headers: &'a [HeaderRow],
    register: &'a Register,
    by_no: BTreeMap<&'a str, Vec<usize>>,
    book: &'a Book,
    /// Workbooks with a Logged Segment sheet: what stands in them is history once it is logged.
    histories: BTreeSet<&'a str>,
    /// Whether the No. of some header could not be read: then nobody knows whose rows these are.
    lacks_numbers: bool,
}

/// Where a row belongs.
enum Owner {
    Header(usize),
    SetAside,
    Logged,
    Faulty,
    /// No header; with the words that suggest one.
    Nobody(String),
}

impl<'a> Owners<'a> {
    pub(super) fn new(
        book: &'a Book,
        headers: &'a [HeaderRow],
        register: &'a Register,
        findings: &Findings,
    ) -> Self {
        let mut by_no: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
        for (at, header) in headers.iter().enumerate() {
            by_no.entry(&header.no).or_default().push(at);
        }
        let logged = book.table(&schema::LOGGED_SEGMENT);
        let origins = logged.map_or(&[][..], Records::origins);
        let histories = origins
            .iter()
            .map(|origin| workbook_of(&origin.sheet.file))
            .collect();
        Self {
            headers,
            register,
            by_no,
            book,
            histories,
            lacks_numbers: lacks_numbers(book, headers, findings),
        }
    }

    /// The header that a row with this Segment No. in this workbook belongs to. With a reviewed
    /// workbook beside its original, each has the rows of its own workbook.
    fn owner(&self, no: &str, workbook: &str, file: &str) -> Owner {
        let known = self.by_no.get(no).map_or(&[][..], Vec::as_slice);
        let here = known
            .iter()
            .copied()
            .find(|&at| self.headers[at].workbook == workbook);
        if no.is_empty() {
            let faulty = self.book.is_faulty(no, file);
            return match here {
                Some(at) => Owner::Header(at),
                None if faulty => Owner::Faulty,
                None => Owner::Nobody(String::new()),
            };
        }
        let is_history = here.is_none() && self.histories.contains(workbook);
        if is_history && self.register.is_logged(no) {
            return Owner::Logged;
        }
        let counting = known
            .iter()
            .copied()
            .find(|&at| !self.headers[at].set_aside);
        match (here, counting) {
            (Some(here), _) if known.len() > 1 => Owner::Header(here),
            (_, Some(at)) if self.headers[at].is_reviewed() => {
                if self.headers[at].workbook == workbook {
                    Owner::Header(at)
                } else {
                    // Rows of the original, wherever they stand, are set aside with it.
                    let original = known.iter().copied().find(|&at| self.headers[at].set_aside);
                    original.map_or(Owner::SetAside, Owner::Header)
                }
            }
            (_, Some(at)) => Owner::Header(at),
            (Some(here), None) => Owner::Header(here),
            (None, None) if !known.is_empty() => Owner::Header(known[0]),
            _ if self.register.is_logged(no) => Owner::Logged,
            _ if self.lacks_numbers || self.book.is_faulty(no, file) => Owner::Faulty,
            _ => Owner::Nobody(did_you_mean(nearest(
                no,
                self.by_no.keys().copied().filter(|no| !no.is_empty()),
            ))),
        }
    }

    /// Header and row, for every row of a table that belongs to one; findings for the others.
    pub(super) fn assign(
        &self,
        book: &Book,
        table: &'static Table,
        no_field: FieldNo,
        findings: &mut Findings,
    ) -> Vec<(usize, usize)> {
        let Some(records) = book.table(table) else {
            return Vec::new();
        };
        let mut assigned = Vec::with_capacity(records.len());
        let mut told: BTreeSet<(usize, &str)> = BTreeSet::new();
        for (origin_at, origin) in records.origins().iter().enumerate() {
            let end = records
                .origins()
                .get(origin_at + 1)
                .map_or(records.len(), |next| next.first);
            let file = &*origin.sheet.file;
            let mut known: BTreeMap<&str, Owner> = BTreeMap::new();
            for row in origin.first..end {
                let no = records.text(row, no_field);
                let owner = known
                    .entry(no)
                    .or_insert_with(|| self.owner(no, workbook_of(file), file));
                match owner {
                    Owner::Header(at) => assigned.push((*at, row)),
                    // What is wrong with its header is a finding already.
                    Owner::Faulty => {}
                    Owner::SetAside | Owner::Logged if !told.insert((origin_at, no)) => {}
                    Owner::SetAside => findings.push(rows_set_aside(records, row, no_field, no)),
                    Owner::Logged => findings.push(logged_rows(records, row, no_field, no)),
                    Owner::Nobody(near) => {
                        findings.push(nobodys_row(records, row, no_field, near));
                    }
                }
            }
        }
        assigned
    }
}

/// Whether any header has an error in its No., or stands in a sheet that could not be read.
fn lacks_numbers(book: &Book, headers: &[HeaderRow], findings: &Findings) -> bool {
    let Some(records) = book.table(&schema::SEGMENT_HEADER) else {
        return false;
    };
    if records.is_partial() {
        return true;
    }
    let unread = headers
        .iter()
        .filter(|header| header.no.is_empty() && records.is_rejected(header.row));
    let places: BTreeSet<Place> = unread
        .map(|header| records.place(header.row, Some(segment_header::NO)))
        .collect();
    let is_error = |finding: &Finding| finding.severity == Severity::Error;
    !places.is_empty()
        && findings
            .iter()
            .any(|finding| is_error(finding) && places.contains(&finding.place))
}

fn rows_set_aside(records: &Records, row: usize, no_field: FieldNo, no: &str) -> Finding {
    Finding::new(
        &checking::V018,
        records.place(row, Some(no_field)),
        format!("rows of segment {no} outside its reviewed workbook"),
        "all rows of a reviewed segment in its workbook; those count",
        "move the rows into the reviewed workbook if they are meant to count",
    )
}

fn logged_rows(records: &Records, row: usize, no_field: FieldNo, no: &str) -> Finding {
    Finding::new(
        &checking::V023,
        records.place(row, Some(no_field)),
        format!("rows of segment {no}, which is logged"),
        "rows of segments that are not logged",
        "nothing: they are history",
    )
}

fn nobodys_row(records: &Records, row: usize, no_field: FieldNo, near: &str) -> Finding {
    let no = records.text(row, no_field);
    let place = records.place(row, Some(no_field));
    if no.is_empty() {
        return Finding::new(
            &checking::V020,
            place,
            "a blank Segment No.",
            "a segment number, or a header without number in the same file",
            "fill Segment No.",
        );
    }
    Finding::new(
        &checking::V016,
        place,
        format!("\"{no}\""),
        format!("the No. of a Segment Header row or of a logged segment{near}"),
        "correct Segment No., or add the header",
    )
}
