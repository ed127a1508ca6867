//! Where letters are made: everything that stays the same for all lines, and what is checked before the
//! first file is written.

use std::collections::BTreeSet;

use crate::check::NO_CONTACT;
use crate::config::{FILE_NAME, UnknownField};
use crate::decode::InputRecord;
use crate::error::Result;
use crate::finding::code::writing;
use crate::finding::near_miss::did_you_mean;
use crate::finding::{Finding, Findings, Severity};
use crate::letter::{FieldId, LetterFields, UnknownFields};
use crate::mail::Mailbox;
use crate::place::Place;
use crate::run::execute::Batch;
use crate::run::selected::Selected;
use crate::schema::{self, segment_header};
use crate::select::Lines;

use super::line_values::LineValues;
use super::lookups::Lookups;
use super::templates::Templates;
use super::{EMAIL, HARD_COPY};

/// What letters are made with.
pub(in crate::run) struct Office<'a> {
    pub(super) batch: Batch<'a>,
    pub(super) fields: LetterFields,
    pub(super) templates: Templates,
    pub(super) lookups: Lookups<'a>,
    /// What letters for printing are sorted by; none for the order of the lines.
    pub(super) printed_by: Option<FieldId>,
    pub(super) from: Option<Mailbox>,
    pub(super) reply_to: Option<Mailbox>,
}

impl<'a> Office<'a> {
    /// Reads the templates that the lines of segments name. What stands against their letters is found
    /// before anything is written.
    pub(in crate::run) fn open(
        batch: Batch<'a>,
        selected: &[&Selected<'a>],
        findings: &mut Findings,
    ) -> Result<Option<Self>> {
        let book = &batch.inbox.book;
        let extras = book.contact_records().map_or(&[] as &[_], |r| r.extras());
        let captions = extras.iter().map(|extra| extra.caption.as_ref());
        let fields = match LetterFields::new(captions) {
            Ok(fields) => fields,
            Err(same) => {
                let place = book
                    .contact_records()
                    .map(|r| Place::file(r.origin(0).sheet.file.clone()));
                findings.push(Finding::new(
                    &writing::W116,
                    place.unwrap_or_default(),
                    format!("a column \"{}\"", same.second),
                    format!(
                        "a caption that differs from the field \"{}\" in letters and digits",
                        same.first
                    ),
                    "give the column another caption",
                ));
                return Ok(None);
            }
        };
        let mail = &batch.settings.mail;
        let mailbox = |text: &Option<String>| text.as_deref().and_then(|text| text.parse().ok());
        let mut office = Self {
            batch,
            fields,
            templates: Templates::of_book(&batch.settings.book)?,
            lookups: Lookups::new(book),
            printed_by: None,
            from: mailbox(&mail.from),
            reply_to: mailbox(&mail.reply_to),
        };
        let before = findings.len();
        office.printed_by = office.sorting(findings);
        office.lookups.read_fallbacks(&office.fields, findings);
        for one in selected {
            office.check(one, findings)?;
        }
        let stops = |severity| match severity {
            Severity::Error => true,
            Severity::Warning => batch.settings.strict,
            Severity::Notice => false,
        };
        let has_errors = findings
            .iter()
            .skip(before)
            .any(|finding| stops(finding.severity));
        Ok((!has_errors).then_some(office))
    }

    /// The field that letters for printing are sorted by.
    fn sorting(&self, findings: &mut Findings) -> Option<FieldId> {
        let name = self.batch.settings.letters.combined_by.as_deref()?;
        let known = self.fields.names.find(name);
        if known.is_none() {
            let near = did_you_mean(self.fields.names.nearest(name));
            findings.push(Finding::new(
                &writing::W106,
                Place::file(FILE_NAME),
                format!("[letters] combined_by \"{name}\""),
                "the name of a field, e.g. Contact_Name or CONTA_First_Name",
                format!("correct the name{near}"),
            ));
        }
        known
    }

    /// The template files that letters are made of.
    pub(in crate::run) fn inputs(&self) -> impl Iterator<Item = &InputRecord> {
        self.templates.inputs()
    }

    /// Reads the templates of one segment, and looks whether its lines can have letters at all.
    fn check(&mut self, one: &Selected<'a>, findings: &mut Findings) -> Result<()> {
        let lines = self.batch.lines(one);
        let headers = self.batch.inbox.book.table(&schema::SEGMENT_HEADER);
        let at_template = headers.map_or_else(Place::default, |headers| {
            let row = one.working.segment.header_row;
            headers.place(row, Some(segment_header::WORD_TEMPLATE_CODE))
        });
        let mut known = BTreeSet::new();
        let mut lacks_template = 0;
        for row in 0..lines.count() {
            let line = lines.line(row);
            let wants_one = matches!(line.correspondence_type, HARD_COPY | EMAIL);
            if !wants_one || line.contact == NO_CONTACT {
                continue;
            }
            let code = line.word_template_code;
            if code.is_empty() {
                lacks_template += 1;
            } else if known.insert((code, line.language_code)) {
                let book = &self.batch.settings.book;
                let unknown = match self.batch.settings.letters.unknown_fields {
                    UnknownField::Error => UnknownFields::Error,
                    UnknownField::Blank => UnknownFields::Blank,
                    UnknownField::Keep => UnknownFields::Keep,
                };
                let key = (code, line.language_code);
                self.templates.read(
                    book,
                    key,
                    (&self.fields, unknown),
                    at_template.clone(),
                    findings,
                )?;
                self.notice_attachment(key, line.correspondence_type, line.send_word_doc, findings);
            }
        }
        if lacks_template > 0 && self.batch.request.letters.send {
            findings.push(Finding::new(
                &writing::W115,
                at_template,
                format!(
                    "no Word Template Code in {lacks_template} of the lines of segment {} that are to be sent",
                    lines.segment_no()
                ),
                "the code of a template on the interaction template, the header or the line",
                "fill Word Template Code, or leave Correspondence Type blank",
            ));
        }
        Ok(())
    }

    /// An e-mail that has only a document gets it as attachment, whatever the segment says.
    fn notice_attachment(
        &self,
        (code, language): (&str, &str),
        kind: u8,
        is_attachment: bool,
        findings: &mut Findings,
    ) {
        let letter = self.templates.letter(code, language);
        if let Some(letter) = letter
            && kind == EMAIL
            && !is_attachment
            && self.templates.body(code, language).is_none()
        {
            findings.push(Finding::new(
                &writing::W117,
                Place::file(letter.file()),
                format!("e-mails with the template {code}, of which there is only a document"),
                "a body .html, .md or .txt of the same name, or Send Word Docs. as Attmt. = Yes",
                "nothing: the document goes as attachment",
            ));
        }
    }

    pub(super) fn line_values<'b, 'l: 'b>(
        &'b self,
        lines: &Lines<'l>,
        row: usize,
        entry_no: i64,
    ) -> LineValues<'b> {
        let line = lines.line(row);
        LineValues {
            lookups: &self.lookups,
            addresses: &self.batch.inbox.addresses,
            fields: &self.fields,
            segment_no: lines.segment_no(),
            entry_no: if entry_no == 0 {
                line.line_no
            } else {
                entry_no
            },
            line,
        }
    }
}
