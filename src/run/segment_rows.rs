//! The rows of a segment's own sheets: its header with every value, its languages, its lines' and
//! criteria's columns.

use crate::check::Book;
use crate::schema::{
    self, Class, FieldNo, Kind, Table, segment_criteria_line as criteria, segment_header as field,
    segment_interaction_language as language, segment_line as line,
};
use crate::segment::{Header, RunDefaults, Segment, Templates};
use crate::select::BLANK_ON_PURPOSE;
use crate::table::{Fill, Records, Rows};
use crate::value::{Date, Value};
use crate::write;

/// The header of a segment as it goes to review: every value, the number, and when and from what it
/// was selected.
pub(super) struct HeaderRow<'a> {
    segment: &'a Segment,
    no: &'a str,
    /// What the header would be if nothing but its template were filled in.
    defaults: Header,
    /// The sheet that it stands in.
    records: Option<&'a Records>,
    selected_on: Date,
}

impl<'a> HeaderRow<'a> {
    /// The header of `segment` under the number `no`.
    pub(super) fn new(
        book: &'a Book,
        segment: &'a Segment,
        no: &'a str,
        templates: &Templates,
        run: RunDefaults<'_>,
    ) -> Self {
        let empty = Records::from_rows(&schema::SEGMENT_HEADER, &[Vec::new()]);
        let template = templates.get(&segment.header.interaction_template_code);
        let defaults = Header::new(&empty, 0, template, &[], run);
        Self {
            segment,
            no,
            defaults,
            records: book.table(&schema::SEGMENT_HEADER),
            selected_on: run.date,
        }
    }

    /// Whether a template that is chosen in the review would give this field, and nobody has filled
    /// it yet: a number or No, which a cell would hold on to.
    fn waits_for_template(&self, no: FieldNo) -> bool {
        const OF_TEMPLATE: [FieldNo; 5] = [
            field::UNIT_COST_LCY,
            field::UNIT_DURATION_MIN,
            field::CAMPAIGN_TARGET,
            field::CAMPAIGN_RESPONSE,
            field::IGNORE_CONTACT_CORRES_TYPE,
        ];
        let row = self.segment.header_row;
        let is_unfilled = |records: &Records| records.fill(row, no) == Fill::Default;
        self.segment.header.interaction_template_code.is_empty()
            && OF_TEMPLATE.contains(&no)
            && self.records.is_some_and(is_unfilled)
    }
}

impl Rows for HeaderRow<'_> {
    fn table(&self) -> &'static Table {
        &schema::SEGMENT_HEADER
    }

    fn len(&self) -> usize {
        1
    }

    fn value(&self, _row: usize, no: FieldNo) -> Value<'_> {
        let segment = self.segment;
        match no {
            field::NO => Value::text(self.no),
            field::HOLD => Value::Boolean(segment.hold),
            field::FOLLOW_UP => Value::Boolean(segment.follow_up),
            // A workbook that was selected stands for one date.
            field::RECURRING => Value::Boolean(false),
            field::SAVE_CRITERIA_AS => Value::text(&segment.save_criteria_as.0),
            field::SAVE_CRITERIA_DESCRIPTION => Value::text(&segment.save_criteria_as.1),
            field::SELECTED_ON => Value::Date(self.selected_on),
            field::DEFINITION => Value::text(&segment.definition),
            no if self.waits_for_template(no) => Value::Blank,
            no => {
                let (value, default) = (segment.header.value(no), self.defaults.value(no));
                let is_option = matches!(self.table().field(no).kind, Kind::Options(_));
                let is_blank = |value: Value<'_>| {
                    value == Value::Blank || (is_option && value == Value::Option(0))
                };
                if is_blank(value) && !is_blank(default) {
                    Value::Text(BLANK_ON_PURPOSE)
                } else {
                    value
                }
            }
        }
    }
}

/// The columns of a Segment Header sheet: what BC stores, and segbook's own.
pub(super) fn header_fields() -> Vec<FieldNo> {
    stored(&schema::SEGMENT_HEADER)
        .filter(|&no| no != field::NO_SERIES)
        .collect()
}

/// The columns of a Segment Line sheet: what BC stores, with the contact's name, company and
/// addresses after Contact No. for the reviewer.
pub(super) fn line_fields() -> Vec<FieldNo> {
    let mut fields = Vec::new();
    for no in stored(&schema::SEGMENT_LINE).filter(|&no| no != line::CAMPAIGN_ENTRY_NO) {
        fields.push(no);
        if no == line::CONTACT_NO {
            fields.extend([
                line::CONTACT_NAME,
                line::CONTACT_COMPANY_NAME,
                line::CONTACT_PHONE_NO,
                line::CONTACT_MOBILE_PHONE_NO,
                line::CONTACT_EMAIL,
            ]);
        }
    }
    fields
}

/// The columns of a Segment Criteria Line sheet of steps that were carried out.
pub(super) fn criteria_fields() -> Vec<FieldNo> {
    let mut fields = write::criteria_fields().to_vec();
    fields.extend([
        criteria::APPLIED,
        criteria::SOURCE,
        criteria::LINES_BEFORE,
        criteria::MATCHED,
        criteria::LINES_AFTER,
    ]);
    fields
}

/// All stored fields of a table.
pub(super) fn stored(table: &'static Table) -> impl Iterator<Item = FieldNo> {
    table
        .fields
        .iter()
        .filter(|field| field.class != Class::Calculated)
        .map(|field| field.no)
}

/// The rows of Segment Interaction Language of a segment, under its number.
pub(super) fn language_rows(book: &Book, segment: &Segment, no: &str) -> Records {
    let table = &schema::SEGMENT_INTERACTION_LANGUAGE;
    let Some(records) = book.table(table) else {
        return Records::empty(table);
    };
    let rows: Vec<_> = segment
        .language_rows
        .iter()
        .map(|&row| {
            let value = |field: FieldNo| match field {
                language::SEGMENT_NO => (field, Value::text(no)),
                field => (field, records.value(row, field)),
            };
            stored(table).map(value).collect()
        })
        .collect();
    Records::from_rows(table, &rows)
}
