//! Makes the letters and drafts of a segment, in parallel, and writes each as soon as it is made.

use std::path::Path;

use rayon::prelude::*;

use crate::error::Result;
use crate::finding::Findings;
use crate::letter::{FieldId, Locale, MergeValue, Template, letter_file_stem};
use crate::mail::{Attachment, Body, DOCX, Draft, Mailbox, addresses, text_of_html};
use crate::schema::contact;
use crate::select::Lines;
use crate::write::{Written, safe_file_stem, write_bytes};

use super::line_values::LineValues;
use super::office::Office;
use super::{EMAIL, HARD_COPY};

/// Which letters are made, and where they go.
#[derive(Debug, Clone, Copy)]
pub(in crate::run) struct Order<'a> {
    /// The folder that paths begin in.
    pub(in crate::run) folder: &'a Path,
    /// The folder of letters in it, with `/` at its end; or nothing.
    pub(in crate::run) below: &'a str,
    /// The number of the first log entry; none before logging.
    pub(in crate::run) first_entry_no: Option<i64>,
    /// At most so many letters.
    pub(in crate::run) limit: usize,
    /// Whether there is one document for printing, too.
    pub(in crate::run) combined: bool,
}

/// What came of the lines of a segment.
#[derive(Debug, Default)]
pub(in crate::run) struct Mailing {
    /// One for each line that gets a letter or a draft.
    pub(in crate::run) lines: Vec<LineLetter>,
    /// The files, in the order of the lines.
    pub(in crate::run) files: Vec<Written>,
    /// What looks different in the document for printing.
    pub(in crate::run) combined_warnings: Findings,
}

/// What came of one line.
#[derive(Debug, Clone, Default)]
pub(in crate::run) struct LineLetter {
    /// Position among the lines of the segment.
    pub(in crate::run) row: usize,
    pub(in crate::run) line_no: i64,
    pub(in crate::run) contact_no: String,
    pub(in crate::run) name: String,
    pub(in crate::run) email: String,
    pub(in crate::run) correspondence_type: u8,
    /// The file; blank when there is none.
    pub(in crate::run) file: String,
    /// The fields that were blank.
    pub(in crate::run) blank_fields: Vec<String>,
    /// Why there is no file; blank when there is one.
    pub(in crate::run) reason: String,
    /// The fields with characters that no document can hold.
    pub(in crate::run) dropped_in: Vec<String>,
    /// The addresses that an e-mail goes to.
    pub(in crate::run) recipients: Vec<String>,
    /// Of these, the ones that not every mail server can deliver to.
    pub(in crate::run) unusual_addresses: Vec<String>,
    /// Whether an e-mail has a subject.
    pub(in crate::run) has_subject: bool,
}

impl Office<'_> {
    /// Makes the letters of a segment.
    pub(in crate::run) fn make(&self, lines: &Lines<'_>, order: Order<'_>) -> Result<Mailing> {
        let rows: Vec<usize> = (0..lines.count())
            .filter(|&row| self.gets_letter(lines, row))
            .take(order.limit)
            .collect();
        let made: Vec<Result<(LineLetter, Option<Written>)>> = rows
            .par_iter()
            .enumerate()
            .map(|(at, &row)| self.line(lines, row, at + 1, order))
            .collect();
        let mut mailing = Mailing::default();
        for one in made {
            let (line, file) = one?;
            mailing.lines.push(line);
            mailing.files.extend(file);
        }
        if order.combined {
            let (files, warnings) = self.for_printing(lines, &mailing, order)?;
            mailing.files.extend(files);
            mailing.combined_warnings = warnings;
        }
        Ok(mailing)
    }

    pub(super) fn gets_letter(&self, lines: &Lines<'_>, row: usize) -> bool {
        let line = lines.line(row);
        let has_contact = line.contact != crate::check::NO_CONTACT;
        match line.correspondence_type {
            // Without any address BC makes the type of the entry blank.
            EMAIL if self.batch.request.letters.send => {
                has_contact && !self.line_values(lines, row, 0).email().is_empty()
            }
            HARD_COPY | EMAIL => has_contact,
            _ => false,
        }
    }

    /// Makes and writes one.
    fn line(
        &self,
        lines: &Lines<'_>,
        row: usize,
        number: usize,
        order: Order<'_>,
    ) -> Result<(LineLetter, Option<Written>)> {
        let entry_no = order.first_entry_no.map_or(0, |first| first + row as i64);
        let values = self.line_values(lines, row, entry_no);
        let line = &values.line;
        let name = values.contact_text(contact::NAME);
        let mut told = LineLetter {
            row,
            line_no: line.line_no,
            contact_no: line.contact_no.to_owned(),
            name: name.to_owned(),
            email: values.email().to_owned(),
            correspondence_type: line.correspondence_type,
            ..LineLetter::default()
        };
        if line.word_template_code.is_empty() {
            "there is no Word Template Code".clone_into(&mut told.reason);
            return Ok((told, None));
        }
        let (made, end) = if line.correspondence_type == EMAIL {
            (self.draft(&values, number, &mut told), "eml")
        } else {
            (self.letter(&values, number, &mut told), "docx")
        };
        match made? {
            Err(reason) => {
                told.reason = reason;
                Ok((told, None))
            }
            Ok(bytes) => {
                let stem = letter_file_stem(line.line_no, line.contact_no, name);
                let path = format!("{}{stem}.{end}", order.below);
                let written = write_bytes(order.folder, path, &bytes)?;
                told.file.clone_from(&written.path);
                Ok((told, Some(written)))
            }
        }
    }

    /// A letter on paper.
    fn letter(
        &self,
        values: &LineValues<'_>,
        number: usize,
        told: &mut LineLetter,
    ) -> Result<Result<Vec<u8>, String>> {
        let line = &values.line;
        let code = line.word_template_code;
        let Some(template) = self.templates.letter(code, line.language_code) else {
            return Ok(Err(format!(
                "{code} is no Word document, and the line is Hard Copy"
            )));
        };
        self.document(template, values, number, told)
    }

    fn document(
        &self,
        template: &Template,
        values: &LineValues<'_>,
        number: usize,
        told: &mut LineLetter,
    ) -> Result<Result<Vec<u8>, String>> {
        let merged = match values.values(template.fields()) {
            Ok(merged) => merged,
            Err(reason) => return Ok(Err(reason)),
        };
        self.note(template.fields(), &merged, told);
        let locale = Locale::of(values.line.language_code);
        template.letter(&merged, number, &locale).map(Ok)
    }

    /// Notes which fields are blank, and which lose characters.
    pub(super) fn note(
        &self,
        fields: &[FieldId],
        values: &[MergeValue<'_>],
        told: &mut LineLetter,
    ) {
        let add = |names: &mut Vec<String>, field: FieldId| {
            let name = self.fields.names.name(field);
            if !names.iter().any(|known| known == name) {
                names.push(name.to_owned());
            }
        };
        for (field, value) in fields.iter().zip(values) {
            if value.is_blank() {
                add(&mut told.blank_fields, *field);
            } else if value.loses_characters() {
                add(&mut told.dropped_in, *field);
            }
        }
    }

    /// A draft of an e-mail.
    fn draft(
        &self,
        values: &LineValues<'_>,
        number: usize,
        told: &mut LineLetter,
    ) -> Result<Result<Vec<u8>, String>> {
        let line = &values.line;
        let (code, language) = (line.word_template_code, line.language_code);
        let to = match addresses(values.email()) {
            Ok(to) => to,
            Err((text, bad)) => return Ok(Err(format!("the e-mail address \"{text}\": {bad}"))),
        };
        told.recipients = to.iter().map(ToString::to_string).collect();
        let unusual = to.iter().filter(|address| address.needs_smtputf8());
        told.unusual_addresses = unusual.map(ToString::to_string).collect();
        let mut to: Vec<Mailbox> = to.into_iter().map(Mailbox::from).collect();
        if let [only] = to.as_mut_slice() {
            values
                .contact_text(contact::NAME)
                .clone_into(&mut only.name);
        }
        let body = match self.templates.body(code, language) {
            None => None,
            Some(template) => match values.values(template.fields()) {
                Err(reason) => return Ok(Err(reason)),
                Ok(merged) => {
                    self.note(template.fields(), &merged, told);
                    Some(template.body(&merged, number, &Locale::of(language)))
                }
            },
        };
        let template = self.templates.letter(code, language);
        let attached = template.filter(|_| line.send_word_doc || body.is_none());
        let letter = match attached {
            None => None,
            Some(template) => match self.document(template, values, number, told)? {
                Err(reason) => return Ok(Err(reason)),
                Ok(bytes) => Some(bytes),
            },
        };
        let subject = match line.subject {
            "" => template.and_then(Template::subject).unwrap_or_default(),
            subject => subject,
        };
        told.has_subject = !subject.trim().is_empty();
        let name = attachment_name(subject);
        let attachments: Vec<Attachment<'_>> = letter
            .iter()
            .map(|bytes| Attachment {
                name: &name,
                content_type: DOCX,
                content: bytes,
            })
            .collect();
        let html = body.as_ref().and_then(|body| body.html.as_deref());
        let text = body.as_ref().and_then(|body| body.text.clone());
        let text = text.or_else(|| html.map(text_of_html)).unwrap_or_default();
        let draft = Draft {
            from: self.from.as_ref(),
            to: &to,
            reply_to: self.reply_to.as_ref(),
            subject,
            body: match (html, body.is_some()) {
                (Some(html), _) => Body::Html { html, text: &text },
                (None, true) => Body::Text(&text),
                (None, false) => Body::None,
            },
            attachments: &attachments,
        };
        Ok(draft.to_bytes().map_err(|error| error.to_string()))
    }
}

/// `<Subject>.docx`, as BC calls it.
fn attachment_name(subject: &str) -> String {
    let name = crate::letter::file_name_of(subject);
    if name.is_empty() {
        "Attachment.docx".to_owned()
    } else {
        format!("{name}.docx")
    }
}

/// The folder of a segment's letters.
pub(in crate::run) fn letters_folder(segment_no: &str) -> String {
    safe_file_stem(segment_no)
}
