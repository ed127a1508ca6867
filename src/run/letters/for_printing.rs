//! Documents with all letters of a segment, for printing.

use crate::error::Result;
use crate::finding::Findings;
use crate::letter::{COMBINED_LETTERS_MAX, CombinedLetter, Locale, MergeValue, Template};
use crate::select::Lines;
use crate::value::Decimal;
use crate::write::{Written, write_bytes};

use super::HARD_COPY;
use super::line_values::LineValues;
use super::make::{Mailing, Order};
use super::office::Office;

/// A value as it is sorted: numbers and dates before texts.
fn key(value: &MergeValue<'_>) -> (u8, Decimal, String) {
    match value {
        MergeValue::Number(number) => (0, *number, String::new()),
        MergeValue::Boolean(yes) => (0, Decimal::from(u8::from(*yes)), String::new()),
        MergeValue::Date(date) => (1, Decimal::ZERO, date.to_string()),
        MergeValue::Time(time) => (1, Decimal::ZERO, time.to_string()),
        MergeValue::Text(text) => (2, Decimal::ZERO, text.to_lowercase()),
    }
}

impl Office<'_> {
    /// Documents for printing: one for each template, cut where Word would become slow. Beside them, what
    /// looks different there than in single letters.
    pub(super) fn for_printing(
        &self,
        lines: &Lines<'_>,
        mailing: &Mailing,
        order: Order<'_>,
    ) -> Result<(Vec<Written>, Findings)> {
        let mut groups: Vec<(&Template, Vec<(usize, usize)>)> = Vec::new();
        for (at, told) in mailing.lines.iter().enumerate() {
            if told.file.is_empty() || told.correspondence_type != HARD_COPY {
                continue;
            }
            let line = lines.line(told.row);
            let found = self
                .templates
                .letter(line.word_template_code, line.language_code);
            let Some(template) = found else { continue };
            let known = groups
                .iter_mut()
                .find(|(known, _)| std::ptr::eq(*known, template));
            match known {
                Some((_, rows)) => rows.push((told.row, at + 1)),
                None => groups.push((template, vec![(told.row, at + 1)])),
            }
        }
        let mut warnings = Findings::default();
        for (template, _) in groups.iter().filter(|(_, rows)| rows.len() > 1) {
            warnings.append(template.combined_warnings());
        }
        let settings = &self.batch.settings.letters;
        let letters_max = settings.combined_max.unwrap_or(COMBINED_LETTERS_MAX);
        for (_, rows) in &mut groups {
            self.sort(lines, rows, order);
        }
        let mut files = Vec::new();
        let parts = groups.iter().flat_map(|(template, rows)| {
            rows.chunks(letters_max).map(move |rows| (*template, rows))
        });
        for (template, rows) in parts {
            let bytes = self.joined(lines, template, rows, order)?;
            let count = files.len() + 1;
            let name = if count == 1 {
                "combined.docx".to_owned()
            } else {
                format!("combined-{count}.docx")
            };
            files.push(write_bytes(
                order.folder,
                format!("{}{name}", order.below),
                &bytes,
            )?);
        }
        Ok((files, warnings))
    }

    /// Brings letters into the order in which they are wanted; those alike stay as the lines are.
    fn sort(&self, lines: &Lines<'_>, rows: &mut [(usize, usize)], order: Order<'_>) {
        let Some(field) = self.printed_by else {
            return;
        };
        rows.sort_by_cached_key(|&(row, _)| {
            let entry_no = order.first_entry_no.map_or(0, |first| first + row as i64);
            let values = self.line_values(lines, row, entry_no).values(&[field]);
            values.map_or_else(
                |_| (2, Decimal::ZERO, String::new()),
                |values| key(&values[0]),
            )
        });
    }

    fn joined(
        &self,
        lines: &Lines<'_>,
        template: &Template,
        rows: &[(usize, usize)],
        order: Order<'_>,
    ) -> Result<Vec<u8>> {
        let of_rows: Vec<(LineValues<'_>, Locale, usize)> = rows
            .iter()
            .map(|&(row, number)| {
                let entry_no = order.first_entry_no.map_or(0, |first| first + row as i64);
                let values = self.line_values(lines, row, entry_no);
                let locale = Locale::of(values.line.language_code);
                (values, locale, number)
            })
            .collect();
        let letters: Vec<CombinedLetter<'_>> = of_rows
            .iter()
            .filter_map(|(values, locale, number)| {
                Some(CombinedLetter {
                    // The single letter was made of the same values.
                    values: values.values(template.fields()).ok()?,
                    number: *number,
                    locale,
                })
            })
            .collect();
        template.combined(&letters, self.batch.settings.letters.is_duplex)
    }
}
