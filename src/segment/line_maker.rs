//! How the values of a line come about: header and contact, then another template, then the cells
//! that a person filled (BC table 5077, field logic of *Contact No.* and *Interaction Template Code*).

use std::collections::BTreeMap;
use std::sync::LazyLock;

use crate::check::{Book, NO_CONTACT};
use crate::schema::{FieldNo, contact, segment_line as field};
use crate::table::Records;
use crate::value::Date;

use super::address::Addresses;
use super::header::Header;
use super::line::SegmentLine;
use super::line_cells::Cells;
use super::template::{Language, Template, Templates};
use super::{correspondence, language};

/// What a line without a template takes from it.
static NO_TEMPLATE: LazyLock<Template> = LazyLock::new(Template::default);

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
        let mut line = self.header_and_contact_line(source);
        if let (Some(row), Some(records)) = (source.row, self.rows) {
            let cells = Cells { records, row };
            self.apply_template_cell(&mut line, cells);
            self.apply_date_and_language(&mut line, cells);
            cells.apply(&mut line);
        }
        line
    }

    /// For each field, what it would be if its own cell were empty: the cells that bring others with
    /// them (template, date, language) do so here too.
    pub fn default_line(&self, source: LineSource<'a>) -> SegmentLine<'a> {
        let mut line = self.header_and_contact_line(source);
        if let (Some(row), Some(records)) = (source.row, self.rows) {
            let cells = Cells { records, row };
            let template = line.interaction_template_code;
            self.apply_template_cell(&mut line, cells);
            let (date, language) = (line.date, line.language_code);
            self.apply_date_and_language(&mut line, cells);
            line.interaction_template_code = template;
            line.date = date;
            line.language_code = language;
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
        let contact_language = || self.contact_text(source.contact, contact::LANGUAGE_CODE);
        let own = self.own_languages(source.line_no);
        let chosen = if !own.is_empty() {
            let of_template = template.map_or("", |template| &template.language_code);
            language::for_line(own, contact_language(), of_template)
        } else if header.languages.is_empty() {
            // There is nothing to choose from: the contact need not be asked.
            &header.language_code
        } else {
            language::for_segment(header, contact_language())
        };
        self.set_language(&mut line, chosen);
        line
    }

    /// A template in the line's own cell counts only when it is not the header's.
    fn apply_template_cell(&self, line: &mut SegmentLine<'a>, cells: Cells<'a>) {
        if cells.is_given(field::INTERACTION_TEMPLATE_CODE) {
            let code = cells
                .records
                .text(cells.row, field::INTERACTION_TEMPLATE_CODE);
            if code != self.header.interaction_template_code {
                self.apply_template(line, code);
            }
        }
    }

    /// What another template on this line changes (field logic of *Interaction Template Code*). A
    /// blank one only clears.
    fn apply_template(&self, line: &mut SegmentLine<'a>, code: &'a str) {
        let header = self.header;
        line.interaction_template_code = code;
        let template = self.templates.get(code).unwrap_or(&NO_TEMPLATE);
        if !template.code.is_empty() {
            let had_other_template = !header.interaction_template_code.is_empty();
            if line.description.is_empty() || had_other_template {
                line.description = &template.description;
            }
            if header.campaign_no.is_empty() {
                line.campaign_no = &template.campaign_no;
            }
        }
        line.interaction_group_code = &template.interaction_group_code;
        line.cost = template.unit_cost;
        line.duration = template.unit_duration;
        line.information_flow = template.information_flow;
        line.initiated_by = template.initiated_by;
        line.campaign_target = template.campaign_target;
        line.campaign_response = template.campaign_response;
        // Without a template nothing fills what was cleared.
        line.correspondence_type = if template.code.is_empty() {
            0
        } else {
            let of_contact = self.contact_correspondence_type(line.contact);
            let previous = line.correspondence_type;
            correspondence::for_template(header, template, of_contact, previous)
        };
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

    /// The cells that bring other values with them.
    fn apply_date_and_language(&self, line: &mut SegmentLine<'a>, cells: Cells<'a>) {
        if cells.is_given(field::DATE) {
            line.date = cells.records.date(cells.row, field::DATE);
            line.alt_address_code = self.active_address(line.contact, line.date);
        }
        if cells.is_given(field::LANGUAGE_CODE) {
            self.set_language(line, cells.records.text(cells.row, field::LANGUAGE_CODE));
        }
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
