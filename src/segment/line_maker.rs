//! How the values of a line come about: header and contact, then another template, then the cells
//! that a person filled (BC table 5077, field logic of *Contact No.* and *Interaction Template Code*).

use std::collections::BTreeMap;

use crate::check::{Book, NO_CONTACT};
use crate::schema::{FieldNo, contact, segment_line as field};
use crate::table::{Fill, Records};
use crate::value::{Date, Decimal};

use super::address::Addresses;
use super::header::Header;
use super::line::SegmentLine;
use super::template::{Language, Templates};
use super::{correspondence, language};

/// Which line to make: what selection knows of it.
#[derive(Debug, Clone, Copy)]
pub struct LineSource<'a> {
    /// Line No.
    pub line_no: i64,
    /// The contact's index, or [`NO_CONTACT`].
    pub contact: u32,
    /// The row of Segment Line that a person filled.
    pub row: Option<usize>,
    /// The campaign of the log entry that it was made from, when a logged segment was reused.
    pub campaign_no: Option<&'a str>,
}

/// Makes the lines of one segment.
#[derive(Debug, Clone, Copy)]
pub struct LineMaker<'a> {
    /// The book.
    pub book: &'a Book,
    /// The segment's header.
    pub header: &'a Header,
    /// All templates.
    pub templates: &'a Templates,
    /// All alternative addresses.
    pub addresses: &'a Addresses,
    /// The lines' own languages by Line No.
    pub line_languages: &'a BTreeMap<i64, Vec<Language>>,
    /// Table Segment Line, if it was supplied.
    pub rows: Option<&'a Records>,
}

impl<'a> LineMaker<'a> {
    /// The line with every value.
    pub fn line(&self, source: LineSource<'a>) -> SegmentLine<'a> {
        let mut line = self.default_line(source);
        if let (Some(row), Some(records)) = (source.row, self.rows) {
            self.apply_cells(&mut line, Cells { records, row });
        }
        line
    }

    /// The line as it would be without the cells that a person filled, their template excepted.
    pub fn default_line(&self, source: LineSource<'a>) -> SegmentLine<'a> {
        let mut line = self.header_and_contact_line(source);
        if let (Some(row), Some(records)) = (source.row, self.rows)
            && records.fill(row, field::INTERACTION_TEMPLATE_CODE) != Fill::Default
        {
            let code = records.text(row, field::INTERACTION_TEMPLATE_CODE);
            if code != self.header.interaction_template_code {
                self.apply_template(&mut line, code);
            }
        }
        line
    }

    /// What the header and the contact give (field logic of *Contact No.*).
    fn header_and_contact_line(&self, source: LineSource<'a>) -> SegmentLine<'a> {
        let header = self.header;
        let template = self.templates.get(&header.interaction_template_code);
        let salesperson_code = match header.salesperson_code.as_str() {
            "" => self.contact_text(source.contact, contact::SALESPERSON_CODE),
            header => header,
        };
        let mut line = SegmentLine {
            line_no: source.line_no,
            contact: source.contact,
            contact_no: self.contact_text(source.contact, contact::NO),
            contact_company_no: self.contact_text(source.contact, contact::COMPANY_NO),
            campaign_no: source.campaign_no.unwrap_or(&header.campaign_no),
            salesperson_code,
            correspondence_type: correspondence::for_contact(
                header,
                template,
                self.contact_correspondence_type(source.contact),
            ),
            interaction_template_code: &header.interaction_template_code,
            cost: header.unit_cost,
            duration: header.unit_duration,
            attachment_no: 0,
            campaign_response: header.campaign_response,
            information_flow: header.information_flow,
            initiated_by: header.initiated_by,
            alt_address_code: self.active_address(source.contact, header.date),
            evaluation: 0,
            campaign_target: header.campaign_target,
            language_code: "",
            description: &header.description,
            date: header.date,
            time: None,
            attempt_failed: false,
            task_no: "",
            interaction_group_code: &header.interaction_group_code,
            document_type: 0,
            document_no: "",
            version_no: 0,
            doc_no_occurrence: 0,
            send_word_doc: header.send_word_docs,
            contact_via: "",
            subject: "",
            opportunity_no: "",
            word_template_code: &header.word_template_code,
            merged: false,
            comment: "",
        };
        let contact_language = self.contact_text(source.contact, contact::LANGUAGE_CODE);
        let own = self.own_languages(source.line_no);
        let chosen = if own.is_empty() {
            language::for_segment(header, contact_language)
        } else {
            language::for_line(
                own,
                contact_language,
                template.map_or("", |t| &t.language_code),
            )
        };
        self.set_language(&mut line, chosen);
        line
    }

    /// What another template on this line changes (field logic of *Interaction Template Code*).
    fn apply_template(&self, line: &mut SegmentLine<'a>, code: &'a str) {
        let header = self.header;
        line.interaction_template_code = code;
        let Some(template) = self.templates.get(code) else {
            return;
        };
        let had_other_template = !header.interaction_template_code.is_empty();
        if line.description.is_empty() || had_other_template {
            line.description = &template.description;
        }
        if header.campaign_no.is_empty() {
            line.campaign_no = &template.campaign_no;
        }
        line.interaction_group_code = &template.interaction_group_code;
        line.cost = template.unit_cost;
        line.duration = template.unit_duration;
        line.information_flow = template.information_flow;
        line.initiated_by = template.initiated_by;
        line.campaign_target = template.campaign_target;
        line.campaign_response = template.campaign_response;
        line.correspondence_type = correspondence::for_template(
            header,
            template,
            self.contact_correspondence_type(line.contact),
            line.correspondence_type,
        );
        line.attachment_no = 0;
        line.subject = "";
        line.word_template_code = &template.word_template_code;
        let contact_language = self.contact_text(line.contact, contact::LANGUAGE_CODE);
        let own = self.own_languages(line.line_no);
        let languages = if own.is_empty() {
            &template.languages
        } else {
            own
        };
        line.language_code =
            language::for_line(languages, contact_language, &template.language_code);
        let chosen = languages
            .iter()
            .find(|language| language.code == line.language_code);
        take_language(line, chosen, &template.word_template_code);
    }

    /// Sets the language and what comes with it (field logic of *Language Code*).
    fn set_language(&self, line: &mut SegmentLine<'a>, code: &'a str) {
        line.language_code = code;
        let header = self.header;
        if line.interaction_template_code == header.interaction_template_code {
            let own = self.own_languages(line.line_no);
            let languages = if own.is_empty() {
                &header.languages
            } else {
                own
            };
            let chosen = languages.iter().find(|language| language.code == code);
            if own.is_empty() && !header.has_languages {
                line.subject = &header.subject;
            } else {
                take_language(line, chosen, &header.word_template_code);
            }
        } else if let Some(template) = self.templates.get(line.interaction_template_code) {
            let own = self.own_languages(line.line_no);
            let languages = if own.is_empty() {
                &template.languages
            } else {
                own
            };
            let chosen = languages.iter().find(|language| language.code == code);
            take_language(line, chosen, &template.word_template_code);
        }
    }

    /// The cells that a person filled, in the order that BC's field logic needs.
    fn apply_cells(&self, line: &mut SegmentLine<'a>, cells: Cells<'a>) {
        if cells.is_given(field::DATE) {
            line.date = cells.records.date(cells.row, field::DATE);
            line.alt_address_code = self.active_address(line.contact, line.date);
        }
        if cells.is_given(field::LANGUAGE_CODE) {
            self.set_language(line, cells.records.text(cells.row, field::LANGUAGE_CODE));
        }
        cells.text(field::CONTACT_COMPANY_NO, &mut line.contact_company_no);
        cells.text(field::CAMPAIGN_NO, &mut line.campaign_no);
        cells.text(field::SALESPERSON_CODE, &mut line.salesperson_code);
        cells.option(field::CORRESPONDENCE_TYPE, &mut line.correspondence_type);
        cells.text(
            field::INTERACTION_TEMPLATE_CODE,
            &mut line.interaction_template_code,
        );
        cells.decimal(field::COST_LCY, &mut line.cost);
        cells.decimal(field::DURATION_MIN, &mut line.duration);
        cells.integer(field::ATTACHMENT_NO, &mut line.attachment_no);
        cells.boolean(field::CAMPAIGN_RESPONSE, &mut line.campaign_response);
        cells.option(field::INFORMATION_FLOW, &mut line.information_flow);
        cells.option(field::INITIATED_BY, &mut line.initiated_by);
        cells.text(field::CONTACT_ALT_ADDRESS_CODE, &mut line.alt_address_code);
        cells.option(field::EVALUATION, &mut line.evaluation);
        cells.boolean(field::CAMPAIGN_TARGET, &mut line.campaign_target);
        cells.text(field::DESCRIPTION, &mut line.description);
        if cells.is_given(field::TIME_OF_INTERACTION) {
            line.time = cells.records.time(cells.row, field::TIME_OF_INTERACTION);
        }
        cells.boolean(field::ATTEMPT_FAILED, &mut line.attempt_failed);
        cells.text(field::TODO_NO, &mut line.task_no);
        cells.text(
            field::INTERACTION_GROUP_CODE,
            &mut line.interaction_group_code,
        );
        cells.option(field::DOCUMENT_TYPE, &mut line.document_type);
        cells.text(field::DOCUMENT_NO, &mut line.document_no);
        cells.integer(field::VERSION_NO, &mut line.version_no);
        cells.integer(field::DOC_NO_OCCURRENCE, &mut line.doc_no_occurrence);
        cells.boolean(field::SEND_WORD_DOC_AS_ATTMT, &mut line.send_word_doc);
        cells.text(field::CONTACT_VIA, &mut line.contact_via);
        cells.text(field::SUBJECT, &mut line.subject);
        cells.text(field::OPPORTUNITY_NO, &mut line.opportunity_no);
        cells.text(field::WORD_TEMPLATE_CODE, &mut line.word_template_code);
        cells.boolean(field::MERGED, &mut line.merged);
        cells.text(field::COMMENT, &mut line.comment);
    }

    fn own_languages(&self, line_no: i64) -> &'a [Language] {
        self.line_languages.get(&line_no).map_or(&[], Vec::as_slice)
    }

    fn contact_text(&self, contact: u32, no: FieldNo) -> &'a str {
        if contact == NO_CONTACT {
            ""
        } else {
            self.book.contact_text(contact, no)
        }
    }

    fn contact_correspondence_type(&self, contact: u32) -> u8 {
        match self.book.contact_records() {
            Some(records) if contact != NO_CONTACT => {
                records.option(contact as usize, contact::CORRESPONDENCE_TYPE)
            }
            _ => 0,
        }
    }

    fn active_address(&self, contact: u32, date: Option<Date>) -> &'a str {
        if contact == NO_CONTACT {
            ""
        } else {
            self.addresses.active(contact, date)
        }
    }
}

/// Attachment, subject and Word template of the chosen language; without one, none of them. A
/// language that names neither attachment nor Word template leaves the Word template as it was.
fn take_language<'a>(line: &mut SegmentLine<'a>, chosen: Option<&'a Language>, word: &'a str) {
    let Some(language) = chosen else {
        line.attachment_no = 0;
        line.subject = "";
        return;
    };
    line.attachment_no = language.attachment_no;
    line.subject = &language.subject;
    line.word_template_code = match language.word_template_code.as_str() {
        "" if language.attachment_no != 0 => "",
        "" => word,
        own => own,
    };
}

/// The cells of one row of Segment Line; an empty cell changes nothing, `<blank>` clears.
#[derive(Clone, Copy)]
struct Cells<'a> {
    records: &'a Records,
    row: usize,
}

impl<'a> Cells<'a> {
    fn is_given(self, no: FieldNo) -> bool {
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
