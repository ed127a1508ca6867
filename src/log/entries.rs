//! One interaction log entry for each line (BC table 5065, written by codeunit 5051).

use crate::check::{Book, NO_CONTACT};
use crate::schema::{self, Class, FieldNo, Table, contact, interaction_log_entry as field};
use crate::segment::{Addresses, SegmentLine};
use crate::select::{Lines, contact_value};
use crate::table::Rows;
use crate::value::Value;

use super::campaigns::CampaignEntries;

/// Ordinal of `Email` in *Correspondence Type*.
pub(super) const EMAIL: u8 = 2;

/// The entries of one logged segment, in line order. Values are made when they are asked for; each
/// reader has one of its own (see [`Lines`]).
#[derive(Debug)]
pub struct LogEntries<'a> {
    lines: Lines<'a>,
    addresses: &'a Addresses,
    campaigns: &'a CampaignEntries,
    first_entry_no: i64,
    logged_segment_entry_no: i64,
    user: &'a str,
    /// Delivery Status by row; none when nothing was to be sent.
    delivery: Option<&'a [u8]>,
}

impl<'a> LogEntries<'a> {
    /// The entries of lines that have passed every check.
    pub fn new(
        lines: Lines<'a>,
        addresses: &'a Addresses,
        campaigns: &'a CampaignEntries,
        first_entry_no: i64,
        logged_segment_entry_no: i64,
        user: &'a str,
    ) -> Self {
        Self {
            lines,
            addresses,
            campaigns,
            first_entry_no,
            logged_segment_entry_no,
            user,
            delivery: None,
        }
    }

    /// The same with what became of their letters: ordinals of Delivery Status, one for each.
    #[must_use]
    pub fn delivered(self, delivery: &'a [u8]) -> Self {
        debug_assert_eq!(delivery.len(), self.lines.count());
        Self {
            delivery: Some(delivery),
            ..self
        }
    }

    /// The same entries for another reader.
    #[must_use]
    pub fn again(&self) -> Self {
        Self {
            lines: self.lines.again(),
            ..*self
        }
    }

    /// A value of the entry that is made from `line`.
    fn value_with(&self, line: &SegmentLine<'a>, row: usize, no: FieldNo) -> Value<'a> {
        let lines = &self.lines;
        let of_contact =
            |field| contact_value(lines.book(), line.contact, field).unwrap_or(Value::Blank);
        match no {
            field::ENTRY_NO => Value::Integer(self.first_entry_no + row as i64),
            field::LOGGED_SEGMENT_ENTRY_NO => Value::Integer(self.logged_segment_entry_no),
            field::CAMPAIGN_ENTRY_NO => {
                let campaigns = self.campaigns;
                Value::Integer(campaigns.entry_no(line.campaign_no, line.document_type))
            }
            field::USER_ID => Value::text(self.user),
            field::SEGMENT_NO => Value::text(lines.segment_no()),
            field::CORRESPONDENCE_TYPE => Value::Option(logged_correspondence_type(
                lines.book(),
                self.addresses,
                line,
            )),
            field::DELIVERY_STATUS => {
                let delivery = self.delivery.and_then(|delivery| delivery.get(row));
                Value::Option(delivery.copied().unwrap_or(0))
            }
            field::CANCELED | field::POSTPONED | field::EMAIL_LOGGED => Value::Boolean(false),
            field::MODIFIED_WORD_TEMPLATE => Value::Integer(0),
            field::CONTACT_NAME => of_contact(schema::segment_line::CONTACT_NAME),
            field::CONTACT_COMPANY_NAME => of_contact(schema::segment_line::CONTACT_COMPANY_NAME),
            no => field_of_line(no).map_or(Value::Blank, |of_line| line.value(of_line)),
        }
    }
}

impl Rows for LogEntries<'_> {
    fn table(&self) -> &'static Table {
        &schema::INTERACTION_LOG_ENTRY
    }

    fn len(&self) -> usize {
        self.lines.count()
    }

    fn value(&self, row: usize, no: FieldNo) -> Value<'_> {
        self.lines
            .with_line(row, |line| self.value_with(line, row, no))
    }

    fn show_row<'s>(&'s self, row: usize, fields: &[FieldNo], show: &mut dyn FnMut(Value<'s>)) {
        let line = self.lines.line_once(row);
        for &no in fields {
            show(self.value_with(&line, row, no));
        }
    }
}

/// The field of a segment line that an entry's field is copied from.
pub fn field_of_line(no: FieldNo) -> Option<FieldNo> {
    use schema::segment_line as line;
    Some(match no {
        field::CONTACT_NO => line::CONTACT_NO,
        field::CONTACT_COMPANY_NO => line::CONTACT_COMPANY_NO,
        field::DATE => line::DATE,
        field::DESCRIPTION => line::DESCRIPTION,
        field::INFORMATION_FLOW => line::INFORMATION_FLOW,
        field::INITIATED_BY => line::INITIATED_BY,
        field::ATTACHMENT_NO => line::ATTACHMENT_NO,
        field::COST_LCY => line::COST_LCY,
        field::DURATION_MIN => line::DURATION_MIN,
        field::INTERACTION_GROUP_CODE => line::INTERACTION_GROUP_CODE,
        field::INTERACTION_TEMPLATE_CODE => line::INTERACTION_TEMPLATE_CODE,
        field::CAMPAIGN_NO => line::CAMPAIGN_NO,
        field::CAMPAIGN_RESPONSE => line::CAMPAIGN_RESPONSE,
        field::CAMPAIGN_TARGET => line::CAMPAIGN_TARGET,
        field::EVALUATION => line::EVALUATION,
        field::TIME_OF_INTERACTION => line::TIME_OF_INTERACTION,
        field::ATTEMPT_FAILED => line::ATTEMPT_FAILED,
        field::TODO_NO => line::TODO_NO,
        field::SALESPERSON_CODE => line::SALESPERSON_CODE,
        field::CONTACT_ALT_ADDRESS_CODE => line::CONTACT_ALT_ADDRESS_CODE,
        field::DOCUMENT_TYPE => line::DOCUMENT_TYPE,
        field::DOCUMENT_NO => line::DOCUMENT_NO,
        field::VERSION_NO => line::VERSION_NO,
        field::DOC_NO_OCCURRENCE => line::DOC_NO_OCCURRENCE,
        field::CONTACT_VIA => line::CONTACT_VIA,
        field::SEND_WORD_DOCS_AS_ATTMT => line::SEND_WORD_DOC_AS_ATTMT,
        field::INTERACTION_LANGUAGE_CODE => line::LANGUAGE_CODE,
        field::SUBJECT => line::SUBJECT,
        field::OPPORTUNITY_NO => line::OPPORTUNITY_NO,
        field::WORD_TEMPLATE_CODE => line::WORD_TEMPLATE_CODE,
        field::MERGED => line::MERGED,
        _ => return None,
    })
}

/// The type that is logged: Email becomes blank when neither the contact nor the line's alternative
/// address has an e-mail address, and nothing is to be sent.
fn logged_correspondence_type(book: &Book, addresses: &Addresses, line: &SegmentLine<'_>) -> u8 {
    if line.correspondence_type != EMAIL || line.contact == NO_CONTACT {
        return line.correspondence_type;
    }
    let of_contact = !book.is_contact_text_blank(line.contact, contact::EMAIL);
    let of_address = || addresses.email_of(line.contact, line.alt_address_code) == Some(true);
    if of_contact || of_address() { EMAIL } else { 0 }
}

/// The columns of an Interaction Log Entry sheet: BC's stored fields, with Contact Name and Contact
/// Company Name after the numbers.
pub fn entry_fields() -> Vec<FieldNo> {
    let mut fields = Vec::new();
    for declared in schema::INTERACTION_LOG_ENTRY.fields {
        if declared.class != Class::Calculated {
            fields.push(declared.no);
        }
        if declared.no == field::CONTACT_COMPANY_NO {
            fields.extend([field::CONTACT_NAME, field::CONTACT_COMPANY_NAME]);
        }
    }
    fields
}
