//! Interaction templates with their languages (BC tables 5064 and 5103).

use std::collections::BTreeMap;

use crate::check::Book;
use crate::schema::{self, interaction_template as field, interaction_tmpl_language as language};
use crate::value::Decimal;

/// Text, attachment and Word template in one language, of a template, a segment or a line.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Language {
    /// Language Code.
    pub code: String,
    /// Description.
    pub description: String,
    /// Attachment No.; 0 for none.
    pub attachment_no: i64,
    /// Subject; templates have none.
    pub subject: String,
    /// Word Template Code.
    pub word_template_code: String,
}

/// One kind of interaction with its defaults.
#[derive(Debug, Clone, Default)]
pub struct Template {
    /// Code.
    pub code: String,
    /// Interaction Group Code.
    pub interaction_group_code: String,
    /// Description.
    pub description: String,
    /// Unit Cost (LCY).
    pub unit_cost: Decimal,
    /// Unit Duration (Min.).
    pub unit_duration: Decimal,
    /// Information Flow, an ordinal.
    pub information_flow: u8,
    /// Initiated By, an ordinal.
    pub initiated_by: u8,
    /// Campaign No.
    pub campaign_no: String,
    /// Campaign Target.
    pub campaign_target: bool,
    /// Campaign Response.
    pub campaign_response: bool,
    /// Correspondence Type (Default), an ordinal.
    pub correspondence_type: u8,
    /// Language Code (Default).
    pub language_code: String,
    /// Ignore Contact Corres. Type.
    pub ignore_contact_correspondence_type: bool,
    /// Word Template Code.
    pub word_template_code: String,
    /// Its languages, in order of their codes.
    pub languages: Vec<Language>,
}

/// The templates of a book by code.
#[derive(Debug, Clone, Default)]
pub struct Templates {
    by_code: BTreeMap<String, Template>,
}

impl Templates {
    /// Reads the templates of a book.
    pub fn new(book: &Book) -> Self {
        let mut by_code = BTreeMap::new();
        let records = book.table(&schema::INTERACTION_TEMPLATE);
        if let Some(records) = records {
            for row in 0..records.len() {
                let template = Template {
                    code: records.text(row, field::CODE).to_owned(),
                    interaction_group_code: records
                        .text(row, field::INTERACTION_GROUP_CODE)
                        .to_owned(),
                    description: records.text(row, field::DESCRIPTION).to_owned(),
                    unit_cost: records.decimal(row, field::UNIT_COST_LCY),
                    unit_duration: records.decimal(row, field::UNIT_DURATION_MIN),
                    information_flow: records.option(row, field::INFORMATION_FLOW),
                    initiated_by: records.option(row, field::INITIATED_BY),
                    campaign_no: records.text(row, field::CAMPAIGN_NO).to_owned(),
                    campaign_target: records.boolean(row, field::CAMPAIGN_TARGET),
                    campaign_response: records.boolean(row, field::CAMPAIGN_RESPONSE),
                    correspondence_type: records.option(row, field::CORRESPONDENCE_TYPE_DEFAULT),
                    language_code: records.text(row, field::LANGUAGE_CODE_DEFAULT).to_owned(),
                    ignore_contact_correspondence_type: records
                        .boolean(row, field::IGNORE_CONTACT_CORRES_TYPE),
                    word_template_code: records.text(row, field::WORD_TEMPLATE_CODE).to_owned(),
                    languages: Vec::new(),
                };
                by_code.insert(template.code.clone(), template);
            }
        }
        let mut templates = Self { by_code };
        templates.add_languages(book);
        templates
    }

    fn add_languages(&mut self, book: &Book) {
        let Some(records) = book.table(&schema::INTERACTION_TMPL_LANGUAGE) else {
            return;
        };
        for row in 0..records.len() {
            let code = records.text(row, language::INTERACTION_TEMPLATE_CODE);
            let Some(template) = self.by_code.get_mut(code) else {
                continue;
            };
            template.languages.push(Language {
                code: records.text(row, language::LANGUAGE_CODE).to_owned(),
                description: records.text(row, language::DESCRIPTION).to_owned(),
                attachment_no: records.integer(row, language::ATTACHMENT_NO),
                subject: String::new(),
                word_template_code: records.text(row, language::WORD_TEMPLATE_CODE).to_owned(),
            });
        }
        for template in self.by_code.values_mut() {
            template.languages.sort_by(|a, b| a.code.cmp(&b.code));
        }
    }

    /// The template with this code.
    pub fn get(&self, code: &str) -> Option<&Template> {
        self.by_code.get(code)
    }
}
