//! A reviewed segment whose header says something else than all of its lines: the lines count, and
//! the reviewer may have meant them to change.

use crate::check::Book;
use crate::finding::code::checking;
use crate::finding::{Finding, Findings};
use crate::schema::{self, FieldNo, segment_header as header, segment_line as line};
use crate::segment::Segment;
use crate::select::Lines;
use crate::table::Fill;

/// The header's fields that BC hands to the lines, with the lines' fields.
const HANDED_DOWN: [(FieldNo, FieldNo); 13] = [
    (header::DESCRIPTION, line::DESCRIPTION),
    (header::CAMPAIGN_NO, line::CAMPAIGN_NO),
    (header::SALESPERSON_CODE, line::SALESPERSON_CODE),
    (
        header::INTERACTION_TEMPLATE_CODE,
        line::INTERACTION_TEMPLATE_CODE,
    ),
    (header::UNIT_COST_LCY, line::COST_LCY),
    (header::UNIT_DURATION_MIN, line::DURATION_MIN),
    (header::DATE, line::DATE),
    (header::CAMPAIGN_TARGET, line::CAMPAIGN_TARGET),
    (header::INFORMATION_FLOW, line::INFORMATION_FLOW),
    (header::INITIATED_BY, line::INITIATED_BY),
    (header::CAMPAIGN_RESPONSE, line::CAMPAIGN_RESPONSE),
    (
        header::SEND_WORD_DOCS_AS_ATTMT,
        line::SEND_WORD_DOC_AS_ATTMT,
    ),
    (header::INTERACTION_GROUP_CODE, line::INTERACTION_GROUP_CODE),
];

/// What every line has from the header when there is no language, which would decide it.
const WITHOUT_LANGUAGES: [(FieldNo, FieldNo); 2] = [
    (header::SUBJECT_DEFAULT, line::SUBJECT),
    (header::WORD_TEMPLATE_CODE, line::WORD_TEMPLATE_CODE),
];

/// What every line has from the header only when that wins over the contact's.
const CORRESPONDENCE: (FieldNo, FieldNo) = (
    header::CORRESPONDENCE_TYPE_DEFAULT,
    line::CORRESPONDENCE_TYPE,
);

fn handed_down(segment: &Segment) -> Vec<(FieldNo, FieldNo)> {
    let mut fields = HANDED_DOWN.to_vec();
    if !segment.header.has_languages {
        fields.extend(WITHOUT_LANGUAGES);
    }
    if segment.header.ignore_contact_correspondence_type {
        fields.push(CORRESPONDENCE);
    }
    fields
}

/// Warns of every header value that differs from that field on all lines.
pub(super) fn check(book: &Book, segment: &Segment, lines: &Lines<'_>, findings: &mut Findings) {
    let Some(records) = book.table(&schema::SEGMENT_HEADER) else {
        return;
    };
    if !segment.reviewed || lines.count() == 0 {
        return;
    }
    let mut open = handed_down(segment);
    for row in 0..lines.count() {
        let of_line = lines.line(row);
        open.retain(|&(header, line)| segment.header.value(header) != of_line.value(line));
        if open.is_empty() {
            return;
        }
    }
    for (header, line) in open {
        let declared = schema::SEGMENT_HEADER.field(header);
        let value = segment.header.value(header).show(declared.kind);
        let is_meant = records.fill(segment.header_row, header) != Fill::Default;
        // A blank salesperson on the header leaves it to the contacts.
        if value.is_empty() && (!is_meant || header == header::SALESPERSON_CODE) {
            continue;
        }
        let on_lines = lines
            .line(0)
            .value(line)
            .show(schema::SEGMENT_LINE.field(line).kind);
        findings.push(Finding::new(
            &checking::V026,
            records.place(segment.header_row, Some(header)),
            format!("\"{value}\", which no line has; the first has \"{on_lines}\""),
            "the same value on at least one line",
            format!(
                "change {} on the lines, or clear that column there to take the header's",
                schema::SEGMENT_LINE.field(line).caption
            ),
        ));
    }
}
