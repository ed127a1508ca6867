//! The cells that a person filled in a row of Segment Line: each overrides one value of its line.

use crate::schema::{FieldNo, segment_line as field};
use crate::table::{Fill, Records};
use crate::value::Decimal;

use super::line::SegmentLine;

/// The cells of one row of Segment Line; an empty cell changes nothing, `<blank>` clears.
#[derive(Clone, Copy)]
pub(super) struct Cells<'a> {
    pub(super) records: &'a Records,
    pub(super) row: usize,
}

impl<'a> Cells<'a> {
    /// Takes all cells that bring nothing else with them.
    pub(super) fn apply(self, line: &mut SegmentLine<'a>) {
        self.text(field::CONTACT_COMPANY_NO, &mut line.contact_company_no);
        self.text(field::CAMPAIGN_NO, &mut line.campaign_no);
        self.text(field::SALESPERSON_CODE, &mut line.salesperson_code);
        self.option(field::CORRESPONDENCE_TYPE, &mut line.correspondence_type);
        self.decimal(field::COST_LCY, &mut line.cost);
        self.decimal(field::DURATION_MIN, &mut line.duration);
        self.integer(field::ATTACHMENT_NO, &mut line.attachment_no);
        self.boolean(field::CAMPAIGN_RESPONSE, &mut line.campaign_response);
        self.option(field::INFORMATION_FLOW, &mut line.information_flow);
        self.option(field::INITIATED_BY, &mut line.initiated_by);
        self.text(field::CONTACT_ALT_ADDRESS_CODE, &mut line.alt_address_code);
        self.option(field::EVALUATION, &mut line.evaluation);
        self.boolean(field::CAMPAIGN_TARGET, &mut line.campaign_target);
        self.text(field::DESCRIPTION, &mut line.description);
        if self.is_given(field::TIME_OF_INTERACTION) {
            line.time = self.records.time(self.row, field::TIME_OF_INTERACTION);
        }
        self.boolean(field::ATTEMPT_FAILED, &mut line.attempt_failed);
        self.text(field::TODO_NO, &mut line.task_no);
        self.text(
            field::INTERACTION_GROUP_CODE,
            &mut line.interaction_group_code,
        );
        self.option(field::DOCUMENT_TYPE, &mut line.document_type);
        self.text(field::DOCUMENT_NO, &mut line.document_no);
        self.integer(field::VERSION_NO, &mut line.version_no);
        self.integer(field::DOC_NO_OCCURRENCE, &mut line.doc_no_occurrence);
        self.boolean(field::SEND_WORD_DOC_AS_ATTMT, &mut line.send_word_doc);
        self.text(field::CONTACT_VIA, &mut line.contact_via);
        self.text(field::SUBJECT, &mut line.subject);
        self.text(field::OPPORTUNITY_NO, &mut line.opportunity_no);
        self.text(field::WORD_TEMPLATE_CODE, &mut line.word_template_code);
        self.boolean(field::MERGED, &mut line.merged);
        self.text(field::COMMENT, &mut line.comment);
    }

    pub(super) fn is_given(self, no: FieldNo) -> bool {
        self.records.fill(self.row, no) != Fill::Default
    }

    fn text(self, no: FieldNo, value: &mut &'a str) {
        if self.is_given(no) {
            *value = self.records.text(self.row, no);
        }
    }

    fn option(self, no: FieldNo, value: &mut u8) {
        if self.is_given(no) {
            *value = self.records.option(self.row, no);
        }
    }

    fn integer(self, no: FieldNo, value: &mut i64) {
        if self.is_given(no) {
            *value = self.records.integer(self.row, no);
        }
    }

    fn decimal(self, no: FieldNo, value: &mut Decimal) {
        if self.is_given(no) {
            *value = self.records.decimal(self.row, no);
        }
    }

    fn boolean(self, no: FieldNo, value: &mut bool) {
        if self.is_given(no) {
            *value = self.records.boolean(self.row, no);
        }
    }
}
