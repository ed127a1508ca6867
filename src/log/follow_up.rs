//! The follow-up of a logged segment: the same contacts and campaign, everything else to be decided
//! (BC codeunit 5051, *`CreateFollowUpSegment`*).

use crate::schema::{self, FieldNo, Table, segment_header as header, segment_line as field};
use crate::segment::LINE_NO_STEP;
use crate::select::{BLANK_ON_PURPOSE, Lines, contact_value};
use crate::table::{Records, Rows};
use crate::value::Value;

/// BC cuts the description of a follow-up.
const DESCRIPTION_CHARACTERS_MAX: usize = 50;

/// A follow-up segment; itself the rows of Segment Line. One line for each log entry.
#[derive(Debug)]
pub struct FollowUp<'a> {
    no: &'a str,
    campaign_no: &'a str,
    lines: Lines<'a>,
}

impl<'a> FollowUp<'a> {
    /// The follow-up `no` of the lines of a logged segment with this campaign on its header.
    pub fn new(no: &'a str, campaign_no: &'a str, lines: Lines<'a>) -> Self {
        Self {
            no,
            campaign_no,
            lines,
        }
    }

    /// The lines of the logged segment that it follows.
    pub fn lines(&self) -> &Lines<'a> {
        &self.lines
    }

    /// Its header: no template and no date, on hold until it is completed.
    pub fn header_row(&self, salesperson_code: &str) -> Records {
        let description: String = format!("Follow-up on segment {}", self.lines.segment_no())
            .chars()
            .take(DESCRIPTION_CHARACTERS_MAX)
            .collect();
        Records::from_rows(
            &schema::SEGMENT_HEADER,
            &[vec![
                (header::NO, Value::text(self.no)),
                (header::DESCRIPTION, Value::text(&description)),
                (header::CAMPAIGN_NO, Value::text(self.campaign_no)),
                (header::SALESPERSON_CODE, Value::text(salesperson_code)),
                (header::HOLD, Value::Boolean(true)),
            ]],
        )
    }
}

impl Rows for FollowUp<'_> {
    fn table(&self) -> &'static Table {
        &schema::SEGMENT_LINE
    }

    fn len(&self) -> usize {
        self.lines.count()
    }

    fn value(&self, row: usize, no: FieldNo) -> Value<'_> {
        match no {
            field::SEGMENT_NO => Value::text(self.no),
            field::LINE_NO => Value::Integer((row as i64 + 1) * LINE_NO_STEP),
            field::CONTACT_NO => self
                .lines
                .with_line(row, |line| Value::text(line.contact_no)),
            field::CAMPAIGN_NO => match self.lines.with_line(row, |line| line.campaign_no) {
                "" if !self.campaign_no.is_empty() => Value::Text(BLANK_ON_PURPOSE),
                campaign_no => Value::text(campaign_no),
            },
            no => contact_value(self.lines.book(), self.lines.contact(row), no)
                .unwrap_or(Value::Blank),
        }
    }
}
