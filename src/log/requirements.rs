//! What logging needs, in BC's order (report 5185 *Log Segment*, codeunit 5051): all of it is
//! checked for all lines of all segments before anything is written.

use crate::check::{Book, NO_CONTACT};
use crate::finding::code::logging;
use crate::finding::{Code, Finding, Findings, Severity};
use crate::place::Place;
use crate::schema::{
    self, FieldNo, Table, contact, segment_header as header, segment_line as field,
};
use crate::segment::{Addresses, Segment, SegmentLine};
use crate::select::{Lines, Origin};
use crate::table::Column;

use super::entries::EMAIL;

/// What the checks look things up in, and how bad a missing thing is: an error when it is to be
/// logged now, a warning when it is only checked.
#[derive(Debug, Clone, Copy)]
pub struct Requirements<'a> {
    /// The book.
    pub book: &'a Book,
    /// All alternative addresses.
    pub addresses: &'a Addresses,
    /// How bad it is.
    pub severity: Severity,
    /// Whether what is logged is also sent (BC's *Send Attachments*): then an e-mail must have an
    /// address, while otherwise its entry only loses its type.
    pub sending: bool,
}

impl Requirements<'_> {
    fn report(&self, findings: &mut Findings, finding: Finding) {
        findings.push(finding.with_severity(self.severity));
    }

    fn header_place(&self, segment: &Segment, no: FieldNo) -> Place {
        let records = self.book.table(&schema::SEGMENT_HEADER);
        records.map_or_else(Place::default, |records| {
            records.place(segment.header_row, Some(no))
        })
    }
}

/// What the header alone shows: its description and its template.
pub fn check_header(
    with: Requirements<'_>,
    segment: &Segment,
    segment_no: &str,
    findings: &mut Findings,
) {
    if segment.header.description.is_empty() {
        let finding = Finding::new(
            &logging::L001,
            with.header_place(segment, header::DESCRIPTION),
            format!("{} without a description", called(segment, segment_no)),
            "a description: it is kept with the logged segment",
            "fill Description",
        );
        with.report(findings, finding);
    }
    let needs_template = segment.lines.is_empty() || !segment.steps.is_empty();
    if segment.header.interaction_template_code.is_empty() && needs_template {
        let finding = Finding::new(
            &logging::L007,
            with.header_place(segment, header::INTERACTION_TEMPLATE_CODE),
            format!(
                "{} without an interaction template",
                called(segment, segment_no)
            ),
            "the code of an interaction template",
            "fill Interaction Template Code",
        );
        with.report(findings, finding);
    }
}

/// A segment in a message; one without number by its file.
fn called(segment: &Segment, segment_no: &str) -> String {
    if segment.no.is_empty() {
        format!("the segment without number in {segment_no}")
    } else {
        format!("segment {segment_no}")
    }
}

/// What the lines need; the segment must have at least one.
pub fn check_lines(
    with: Requirements<'_>,
    segment: &Segment,
    lines: &Lines<'_>,
    findings: &mut Findings,
) {
    if lines.count() == 0 {
        let finding = Finding::new(
            &logging::L002,
            with.header_place(segment, header::NO),
            format!("segment {} is empty", lines.segment_no()),
            "at least one line with a contact",
            "add lines, or correct the criteria",
        );
        with.report(findings, finding);
        return;
    }
    let known = Known::new(with.book);
    // The header's own findings are not repeated on each of its lines.
    let header_lacks_template = segment.header.interaction_template_code.is_empty();
    // Lines that steps added have what is asked for from the header, but for a salesperson that it
    // leaves to the contact, and an address: one that lacks nothing speaks for all.
    let are_alike = !segment.header.salesperson_code.is_empty() && !with.sending;
    let mut added_are_sound = false;
    for row in 0..lines.count() {
        let origin = lines.origin(row);
        let is_added = origin == Origin::Added && lines.contact(row) != NO_CONTACT;
        if is_added && added_are_sound {
            continue;
        }
        let line = lines.line(row);
        let mut problems = known.problems(&line);
        problems.extend(without_address(with, &line));
        added_are_sound |= is_added && are_alike && problems.is_empty();
        for problem in problems {
            let is_headers = problem.code.id == logging::L007.id && header_lacks_template;
            if is_headers && !matches!(origin, Origin::Sheet(_)) {
                continue;
            }
            let place = place(with, segment, &line, origin, &problem);
            let finding = Finding::new(
                problem.code,
                place,
                format!(
                    "{} for contact {} in line {} of segment {}",
                    problem.found,
                    line.contact_no,
                    line.line_no,
                    lines.segment_no()
                ),
                problem.expected,
                problem.fix,
            );
            with.report(findings, finding);
        }
    }
}

/// Whether a finding may only follow from a row that was rejected elsewhere: an empty segment, or a
/// reference that leads nowhere. It is told once that row is right.
pub fn may_follow_from_rejected_rows(finding: &Finding) -> bool {
    let codes = [
        &logging::L002,
        &logging::L004,
        &logging::L006,
        &logging::L009,
    ];
    codes.iter().any(|code| code.id == finding.code.id)
}

/// One thing that a line lacks.
struct Problem {
    code: &'static Code,
    field: FieldNo,
    found: String,
    expected: &'static str,
    fix: &'static str,
}

/// The cell to correct: the line's own, else the contact's, else the header's.
fn place(
    with: Requirements<'_>,
    segment: &Segment,
    line: &SegmentLine<'_>,
    origin: Origin,
    problem: &Problem,
) -> Place {
    if let (field::CONTACT_EMAIL, Some(contacts)) = (problem.field, with.book.contact_records()) {
        return contacts.place(line.contact as usize, Some(contact::EMAIL));
    }
    if let (Origin::Sheet(row), Some(records)) = (origin, with.book.table(&schema::SEGMENT_LINE)) {
        return records.place(row as usize, Some(problem.field));
    }
    match (problem.field, with.book.contact_records()) {
        (field::SALESPERSON_CODE, _) if !segment.header.salesperson_code.is_empty() => {
            with.header_place(segment, header::SALESPERSON_CODE)
        }
        (field::SALESPERSON_CODE, Some(contacts)) if line.contact != NO_CONTACT => {
            contacts.place(line.contact as usize, Some(contact::SALESPERSON_CODE))
        }
        (field::DATE, _) => with.header_place(segment, header::DATE),
        (field::CAMPAIGN_NO, _) => with.header_place(segment, header::CAMPAIGN_NO),
        _ => with.header_place(segment, header::NO),
    }
}

/// The last of BC's checks: an e-mail that is to be sent needs an address of the contact; one with an
/// alternative address goes without a type when that has none.
fn without_address(with: Requirements<'_>, line: &SegmentLine<'_>) -> Option<Problem> {
    if !with.sending || line.correspondence_type != EMAIL || line.contact == NO_CONTACT {
        return None;
    }
    let of_contact = with.book.contact_text(line.contact, contact::EMAIL);
    let of_address = with.addresses.email_of(line.contact, line.alt_address_code);
    (of_contact.is_empty() && of_address.is_none()).then(|| Problem {
        code: &logging::L010,
        field: field::CONTACT_EMAIL,
        found: "an e-mail to be sent and no address".into(),
        expected: "an e-mail address of the contact or of its alternative address",
        fix: "fill Email on the contact, or choose another Correspondence Type",
    })
}

/// The codes that exist, where their table was supplied.
struct Known<'a> {
    salespeople: Option<&'a Column>,
    campaigns: Option<&'a Column>,
}

impl<'a> Known<'a> {
    fn new(book: &'a Book) -> Self {
        let codes = |table: &'static Table| {
            let key = table.key().next().map(|key| key.no);
            book.table(table).and_then(|records| records.column(key?))
        };
        Self {
            salespeople: codes(&schema::SALESPERSON_PURCHASER),
            campaigns: codes(&schema::CAMPAIGN),
        }
    }

    /// What is wrong with a line, in the order in which BC looks.
    fn problems(&self, line: &SegmentLine<'_>) -> Vec<Problem> {
        let mut problems = Vec::new();
        let mut add = |code, field, found: String, expected, fix| {
            problems.push(Problem {
                code,
                field,
                found,
                expected,
                fix,
            });
        };
        if line.date.is_none() {
            let expected = "a date on the line or on the header";
            add(
                &logging::L003,
                field::DATE,
                "a blank Date".into(),
                expected,
                "fill Date",
            );
        }
        if line.contact == NO_CONTACT {
            let expected = "a contact that is in the Contact sheets";
            let fix = "put the contact back, or remove the line";
            add(
                &logging::L004,
                field::CONTACT_NO,
                "no row in Contact".into(),
                expected,
                fix,
            );
        }
        let code = line.salesperson_code;
        if line.document_type != 0 {
            // BC asks for a salesperson only when the line stands for no document.
        } else if line.contact == NO_CONTACT && code.is_empty() {
            // The contact's own would count; it is asked for when the contact is back.
        } else if code.is_empty() {
            let expected = "a salesperson on the contact, on the line or on the header";
            let fix = "fill Salesperson Code";
            add(
                &logging::L005,
                field::SALESPERSON_CODE,
                "no salesperson".into(),
                expected,
                fix,
            );
        } else if !exists(self.salespeople, code) {
            let found = format!("salesperson \"{code}\"");
            let expected = "a row of Salesperson/Purchaser with that Code";
            let fix = "correct Salesperson Code, or add the row";
            add(
                &logging::L006,
                field::SALESPERSON_CODE,
                found,
                expected,
                fix,
            );
        }
        let code = line.interaction_template_code;
        if code.is_empty() {
            let expected = "an interaction template on the line or on the header";
            let fix = "fill Interaction Template Code";
            let found = "no interaction template".into();
            add(
                &logging::L007,
                field::INTERACTION_TEMPLATE_CODE,
                found,
                expected,
                fix,
            );
        }
        if !exists(self.campaigns, line.campaign_no) {
            let found = format!("campaign \"{}\"", line.campaign_no);
            let expected = "a row of Campaign with that No.";
            let fix = "correct Campaign No., or add the row";
            add(&logging::L009, field::CAMPAIGN_NO, found, expected, fix);
        }
        problems
    }
}

/// Whether a code stands in the key column of its table; blank codes and tables that were not
/// supplied pass.
fn exists(codes: Option<&Column>, code: &str) -> bool {
    match codes {
        Some(Column::Text { dictionary, .. }) if !code.is_empty() => {
            dictionary.find(code).is_some()
        }
        _ => true,
    }
}
