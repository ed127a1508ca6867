//! What a preview or a dry run tells of letters: how many there would be, and which fields would be
//! blank. Nothing is made.

use crate::check::Book;
use crate::schema::{
    FieldNo, INTERACTION_TEMPLATE, INTERACTION_TMPL_LANGUAGE, SEGMENT_HEADER,
    SEGMENT_INTERACTION_LANGUAGE, SEGMENT_LINE, Table, contact, interaction_template,
    interaction_tmpl_language, segment_header, segment_interaction_language, segment_line,
};
use crate::select::Lines;
use crate::table::Column;

use super::make::LineLetter;
use super::office::Office;
use super::{EMAIL, LetterCounts};

/// Where the template of a line may come from.
const TEMPLATE_CODES: [(&Table, FieldNo); 5] = [
    (
        &INTERACTION_TEMPLATE,
        interaction_template::WORD_TEMPLATE_CODE,
    ),
    (
        &INTERACTION_TMPL_LANGUAGE,
        interaction_tmpl_language::WORD_TEMPLATE_CODE,
    ),
    (&SEGMENT_HEADER, segment_header::WORD_TEMPLATE_CODE),
    (
        &SEGMENT_INTERACTION_LANGUAGE,
        segment_interaction_language::WORD_TEMPLATE_CODE,
    ),
    (&SEGMENT_LINE, segment_line::WORD_TEMPLATE_CODE),
];

/// Whether any line of the book can have a template: if not, nobody has to look at the lines.
pub(in crate::run) fn names_templates(book: &Book) -> bool {
    TEMPLATE_CODES.iter().any(|(table, field)| {
        let column = book.table(table).and_then(|rows| rows.column(*field));
        matches!(column, Some(Column::Text { ids, .. }) if ids.iter().any(|&id| id != 0))
    })
}

impl Office<'_> {
    /// Counts the letters and drafts of a segment; none when no line names a template.
    pub(in crate::run) fn foretell(&self, lines: &Lines<'_>) -> Option<LetterCounts> {
        let told: Vec<LineLetter> = (0..lines.count())
            .filter(|&row| self.gets_letter(lines, row))
            .take(self.batch.request.letters.limit.unwrap_or(usize::MAX))
            .filter_map(|row| self.foretell_line(lines, row))
            .collect();
        (!told.is_empty()).then(|| LetterCounts::of(&told))
    }

    fn foretell_line(&self, lines: &Lines<'_>, row: usize) -> Option<LineLetter> {
        let values = self.line_values(lines, row, 0);
        let line = &values.line;
        let (code, language) = (line.word_template_code, line.language_code);
        if code.is_empty() {
            return None;
        }
        let is_mail = line.correspondence_type == EMAIL;
        let body = self.templates.body(code, language).filter(|_| is_mail);
        let letter = self.templates.letter(code, language);
        let letter = letter.filter(|_| !is_mail || line.send_word_doc || body.is_none());
        let mut told = LineLetter {
            row,
            line_no: line.line_no,
            contact_no: line.contact_no.to_owned(),
            name: values.contact_text(contact::NAME).to_owned(),
            email: values.email().to_owned(),
            correspondence_type: line.correspondence_type,
            ..LineLetter::default()
        };
        let has_recipient = !is_mail || crate::mail::addresses(values.email()).is_ok();
        let mut is_made = has_recipient && (letter.is_some() || body.is_some());
        let letter_fields = letter.map_or(&[] as &[_], |letter| letter.fields());
        let body_fields = body.map_or(&[] as &[_], |body| body.fields());
        for fields in [letter_fields, body_fields] {
            match values.values(fields) {
                Ok(merged) => self.note(fields, &merged, &mut told),
                Err(_) => is_made = false,
            }
        }
        if is_made {
            // Only that there would be one counts.
            "letter".clone_into(&mut told.file);
        }
        Some(told)
    }
}
