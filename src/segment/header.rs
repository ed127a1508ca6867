//! A segment's header: what its cells say, else the template's defaults (BC 5076 and its field
//! logic for *Interaction Template Code*), else the run's.

use crate::schema::{FieldNo, segment_header as field};
use crate::table::{Fill, Records};
use crate::value::{Date, Decimal, Value};

use super::template::{Language, Template};

/// The header of a segment with every default filled in.
#[derive(Debug, Clone, Default)]
pub struct Header {
    /// Description; `""` when missing.
    pub description: String,
    /// Campaign No.
    pub campaign_no: String,
    /// Salesperson Code.
    pub salesperson_code: String,
    /// Correspondence Type (Default), an ordinal.
    pub correspondence_type: u8,
    /// Interaction Template Code.
    pub interaction_template_code: String,
    /// Unit Cost (LCY).
    pub unit_cost: Decimal,
    /// Unit Duration (Min.).
    pub unit_duration: Decimal,
    /// Date; none only when it is blank on purpose.
    pub date: Option<Date>,
    /// Campaign Target.
    pub campaign_target: bool,
    /// Information Flow, an ordinal.
    pub information_flow: u8,
    /// Initiated By, an ordinal.
    pub initiated_by: u8,
    /// Campaign Response.
    pub campaign_response: bool,
    /// Language Code (Default).
    pub language_code: String,
    /// Interaction Group Code.
    pub interaction_group_code: String,
    /// Send Word Docs. as Attmt.
    pub send_word_docs: bool,
    /// Ignore Contact Corres. Type.
    pub ignore_contact_correspondence_type: bool,
    /// Subject (Default).
    pub subject: String,
    /// Word Template Code.
    pub word_template_code: String,
    /// The languages of the whole segment, in order of their codes.
    pub languages: Vec<Language>,
    /// Whether the sheet or the template gave any language.
    pub has_languages: bool,
}

/// What fills a blank header cell besides the template.
#[derive(Debug, Clone, Copy)]
pub struct RunDefaults<'a> {
    /// The work date.
    pub date: Date,
    /// The user's salesperson; `""` for none.
    pub salesperson: &'a str,
}

/// The template that a header row names; `""` for none.
pub(super) fn template_code(records: &Records, row: usize) -> &str {
    records.text(row, field::INTERACTION_TEMPLATE_CODE)
}

impl Header {
    /// The header in `row`, with the defaults of its template. `own` are the rows of Segment
    /// Interaction Language for the whole segment.
    pub fn new(
        records: &Records,
        row: usize,
        template: Option<&Template>,
        own: &[Language],
        run: RunDefaults<'_>,
    ) -> Self {
        let cells = Cells { records, row };
        let none = Template::default();
        let from = template.unwrap_or(&none);
        let mut header = Self {
            description: cells.text(field::DESCRIPTION, ""),
            campaign_no: cells.text(field::CAMPAIGN_NO, &from.campaign_no),
            salesperson_code: cells.text(field::SALESPERSON_CODE, run.salesperson),
            correspondence_type: cells
                .option(field::CORRESPONDENCE_TYPE_DEFAULT, from.correspondence_type),
            interaction_template_code: cells.text(field::INTERACTION_TEMPLATE_CODE, ""),
            unit_cost: cells.decimal(field::UNIT_COST_LCY, from.unit_cost),
            unit_duration: cells.decimal(field::UNIT_DURATION_MIN, from.unit_duration),
            date: cells.date(field::DATE, run.date),
            campaign_target: cells.boolean(field::CAMPAIGN_TARGET, from.campaign_target),
            information_flow: cells.option(field::INFORMATION_FLOW, from.information_flow),
            initiated_by: cells.option(field::INITIATED_BY, from.initiated_by),
            campaign_response: cells.boolean(field::CAMPAIGN_RESPONSE, from.campaign_response),
            language_code: cells.text(field::LANGUAGE_CODE_DEFAULT, &from.language_code),
            interaction_group_code: cells
                .text(field::INTERACTION_GROUP_CODE, &from.interaction_group_code),
            send_word_docs: cells.boolean(field::SEND_WORD_DOCS_AS_ATTMT, false),
            ignore_contact_correspondence_type: cells.boolean(
                field::IGNORE_CONTACT_CORRES_TYPE,
                from.ignore_contact_correspondence_type,
            ),
            subject: cells.text(field::SUBJECT_DEFAULT, ""),
            word_template_code: cells.text(field::WORD_TEMPLATE_CODE, &from.word_template_code),
            languages: Vec::new(),
            has_languages: false,
        };
        header.set_languages(from, own);
        header
    }

    /// The segment's languages: the sheet's rows beside the template's, the sheet's whole row where
    /// both have one; and one for the default language, as BC creates it.
    fn set_languages(&mut self, template: &Template, own: &[Language]) {
        let mut languages = own.to_vec();
        for language in &template.languages {
            if !languages.iter().any(|known| known.code == language.code) {
                languages.push(language.clone());
            }
        }
        self.has_languages = !languages.is_empty();
        let default = self.language_code.clone();
        if !default.is_empty() && !languages.iter().any(|known| known.code == default) {
            languages.push(Language {
                description: format!("{} {default}", self.interaction_template_code),
                code: default.clone(),
                ..Language::default()
            });
        }
        if let Some(language) = languages.iter_mut().find(|known| known.code == default) {
            if language.subject.is_empty() {
                language.subject.clone_from(&self.subject);
            } else if self.subject.is_empty() {
                self.subject.clone_from(&language.subject);
            }
        }
        languages.sort_by(|a, b| a.code.cmp(&b.code));
        self.languages = languages;
    }

    /// The segment's language with this code.
    pub fn language(&self, code: &str) -> Option<&Language> {
        self.languages.iter().find(|language| language.code == code)
    }

    /// Attachment No., which BC calculates: the attachment of the default language, unless that has
    /// a Word template.
    pub fn attachment_no(&self) -> i64 {
        match self.language(&self.language_code) {
            Some(language) if language.word_template_code.is_empty() => language.attachment_no,
            _ => 0,
        }
    }

    /// The value of a field as BC stores it in the header.
    pub fn value(&self, no: FieldNo) -> Value<'_> {
        match no {
            field::DESCRIPTION => Value::text(&self.description),
            field::CAMPAIGN_NO => Value::text(&self.campaign_no),
            field::SALESPERSON_CODE => Value::text(&self.salesperson_code),
            field::CORRESPONDENCE_TYPE_DEFAULT => Value::Option(self.correspondence_type),
            field::INTERACTION_TEMPLATE_CODE => Value::text(&self.interaction_template_code),
            field::UNIT_COST_LCY => Value::Decimal(self.unit_cost),
            field::UNIT_DURATION_MIN => Value::Decimal(self.unit_duration),
            field::DATE => Value::date(self.date),
            field::CAMPAIGN_TARGET => Value::Boolean(self.campaign_target),
            field::INFORMATION_FLOW => Value::Option(self.information_flow),
            field::INITIATED_BY => Value::Option(self.initiated_by),
            field::CAMPAIGN_RESPONSE => Value::Boolean(self.campaign_response),
            field::LANGUAGE_CODE_DEFAULT => Value::text(&self.language_code),
            field::INTERACTION_GROUP_CODE => Value::text(&self.interaction_group_code),
            field::SEND_WORD_DOCS_AS_ATTMT => Value::Boolean(self.send_word_docs),
            field::IGNORE_CONTACT_CORRES_TYPE => {
                Value::Boolean(self.ignore_contact_correspondence_type)
            }
            field::SUBJECT_DEFAULT => Value::text(&self.subject),
            field::WORD_TEMPLATE_CODE => Value::text(&self.word_template_code),
            _ => Value::Blank,
        }
    }
}

/// The cells of one row, each with its default: empty takes the default, `<blank>` is blank.
struct Cells<'a> {
    records: &'a Records,
    row: usize,
}

impl Cells<'_> {
    fn pick<T>(&self, no: FieldNo, value: impl FnOnce() -> T, blank: T, default: T) -> T {
        match self.records.fill(self.row, no) {
            Fill::Value => value(),
            Fill::Blank => blank,
            Fill::Default => default,
        }
    }

    fn text(&self, no: FieldNo, default: &str) -> String {
        let value = || self.records.text(self.row, no).to_owned();
        self.pick(no, value, String::new(), default.to_owned())
    }

    fn option(&self, no: FieldNo, default: u8) -> u8 {
        self.pick(no, || self.records.option(self.row, no), 0, default)
    }

    fn decimal(&self, no: FieldNo, default: Decimal) -> Decimal {
        self.pick(
            no,
            || self.records.decimal(self.row, no),
            Decimal::ZERO,
            default,
        )
    }

    fn boolean(&self, no: FieldNo, default: bool) -> bool {
        self.pick(no, || self.records.boolean(self.row, no), false, default)
    }

    fn date(&self, no: FieldNo, default: Date) -> Option<Date> {
        self.pick(no, || self.records.date(self.row, no), None, Some(default))
    }
}
