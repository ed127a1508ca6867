//! One line of a segment with every value, and how the values come about: header and contact, then
//! another template, then the cells that a person filled (BC table 5077).

use crate::schema::{FieldNo, segment_line as field};
use crate::value::{Date, Decimal, Time, Value};

/// The values of a segment line. Texts are borrowed from the book, the header or the templates.
#[derive(Debug, Clone, Copy)]
pub struct SegmentLine<'a> {
    /// Line No.
    pub line_no: i64,
    /// The contact's index, or [`NO_CONTACT`](crate::check::NO_CONTACT).
    pub contact: u32,
    /// Contact No.
    pub contact_no: &'a str,
    /// Contact Company No.
    pub contact_company_no: &'a str,
    /// Campaign No.
    pub campaign_no: &'a str,
    /// Salesperson Code.
    pub salesperson_code: &'a str,
    /// Correspondence Type, an ordinal.
    pub correspondence_type: u8,
    /// Interaction Template Code.
    pub interaction_template_code: &'a str,
    /// Cost (LCY).
    pub cost: Decimal,
    /// Duration (Min.).
    pub duration: Decimal,
    /// Attachment No.
    pub attachment_no: i64,
    /// Campaign Response.
    pub campaign_response: bool,
    /// Information Flow, an ordinal.
    pub information_flow: u8,
    /// Initiated By, an ordinal.
    pub initiated_by: u8,
    /// Contact Alt. Address Code.
    pub alt_address_code: &'a str,
    /// Evaluation, an ordinal.
    pub evaluation: u8,
    /// Campaign Target.
    pub campaign_target: bool,
    /// Language Code.
    pub language_code: &'a str,
    /// Description.
    pub description: &'a str,
    /// Date.
    pub date: Option<Date>,
    /// Time of Interaction.
    pub time: Option<Time>,
    /// Attempt Failed.
    pub attempt_failed: bool,
    /// Task No.
    pub task_no: &'a str,
    /// Interaction Group Code.
    pub interaction_group_code: &'a str,
    /// Document Type, an ordinal.
    pub document_type: u8,
    /// Document No.
    pub document_no: &'a str,
    /// Version No.
    pub version_no: i64,
    /// Doc. No. Occurrence.
    pub doc_no_occurrence: i64,
    /// Send Word Doc. As Attmt.
    pub send_word_doc: bool,
    /// Contact Via.
    pub contact_via: &'a str,
    /// Subject.
    pub subject: &'a str,
    /// Opportunity No.
    pub opportunity_no: &'a str,
    /// Word Template Code.
    pub word_template_code: &'a str,
    /// Merged.
    pub merged: bool,
    /// segbook's column Comment: words for this contact alone.
    pub comment: &'a str,
}

impl<'a> SegmentLine<'a> {
    /// The value of a field of table Segment Line, without those that come from the contact's row.
    pub fn value(&self, no: FieldNo) -> Value<'a> {
        match no {
            field::LINE_NO => Value::Integer(self.line_no),
            field::CONTACT_NO => Value::text(self.contact_no),
            field::CONTACT_COMPANY_NO => Value::text(self.contact_company_no),
            field::CAMPAIGN_NO => Value::text(self.campaign_no),
            field::SALESPERSON_CODE => Value::text(self.salesperson_code),
            field::CORRESPONDENCE_TYPE => Value::Option(self.correspondence_type),
            field::INTERACTION_TEMPLATE_CODE => Value::text(self.interaction_template_code),
            field::COST_LCY => Value::Decimal(self.cost),
            field::DURATION_MIN => Value::Decimal(self.duration),
            field::ATTACHMENT_NO => Value::Integer(self.attachment_no),
            field::CAMPAIGN_RESPONSE => Value::Boolean(self.campaign_response),
            field::INFORMATION_FLOW => Value::Option(self.information_flow),
            field::INITIATED_BY => Value::Option(self.initiated_by),
            field::CONTACT_ALT_ADDRESS_CODE => Value::text(self.alt_address_code),
            field::EVALUATION => Value::Option(self.evaluation),
            field::CAMPAIGN_TARGET => Value::Boolean(self.campaign_target),
            field::LANGUAGE_CODE => Value::text(self.language_code),
            field::DESCRIPTION => Value::text(self.description),
            field::DATE => Value::date(self.date),
            field::TIME_OF_INTERACTION => Value::time(self.time),
            field::ATTEMPT_FAILED => Value::Boolean(self.attempt_failed),
            field::TODO_NO => Value::text(self.task_no),
            field::INTERACTION_GROUP_CODE => Value::text(self.interaction_group_code),
            field::DOCUMENT_TYPE => Value::Option(self.document_type),
            field::DOCUMENT_NO => Value::text(self.document_no),
            field::VERSION_NO => Value::Integer(self.version_no),
            field::DOC_NO_OCCURRENCE => Value::Integer(self.doc_no_occurrence),
            field::SEND_WORD_DOC_AS_ATTMT => Value::Boolean(self.send_word_doc),
            field::CONTACT_VIA => Value::text(self.contact_via),
            field::SUBJECT => Value::text(self.subject),
            field::OPPORTUNITY_NO => Value::text(self.opportunity_no),
            field::WORD_TEMPLATE_CODE => Value::text(self.word_template_code),
            field::MERGED => Value::Boolean(self.merged),
            field::COMMENT => Value::text(self.comment),
            _ => Value::Blank,
        }
    }
}
