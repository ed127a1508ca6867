//! A reviewed segment whose header says something else than all of its lines: the lines count, and
//! the reviewer may have meant them to change.

use crate::check::Book;
use crate::finding::code::checking;
use crate::finding::{Finding, Findings};
use crate::schema::{self, FieldNo, segment_header as header, segment_line as line};
use crate::segment::Segment;
use crate::select::Lines;

/// The header's fields that BC hands to the lines, with the lines' fields.
const HANDED_DOWN: [(FieldNo, FieldNo); 12] = [
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
];

/// Warns of every header value that differs from that field on all lines.
pub(super) fn check(book: &Book, segment: &Segment, lines: &Lines<'_>, findings: &mut Findings) {
    let Some(records) = book.table(&schema::SEGMENT_HEADER) else {
        return;
    };
    if !segment.reviewed || lines.count() == 0 {
        return;
    }
    let mut open: Vec<(FieldNo, FieldNo)> = HANDED_DOWN.to_vec();
    for row in 0..lines.count() {
        let of_line = lines.line(row);
        open.retain(|&(header, line)| segment.header.value(header) != of_line.value(line));
        if open.is_empty() {
            return;
        }
    }
    for (header, line) in open {
        let declared = schema::SEGMENT_HEADER.field(header);
        // A blank salesperson on the header leaves it to the contacts.
        let value = segment.header.value(header).show(declared.kind);
        if value.is_empty() {
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
