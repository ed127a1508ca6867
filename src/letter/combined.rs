//! One document with many letters, for printing.
//!
//! Each letter is a section of its own, with its own headers and page numbers from 1; numbers and names
//! that a document may have only once are given anew; lists and notes begin at 1 in each letter.

use std::io::Cursor;

use zip::ZipWriter;

use crate::error::Result;
use crate::finding::code::writing;
use crate::finding::{Finding, Findings};

use super::added_parts::{Headers, Parts, blank};
use super::archive::{Entry, add_part, copy_fixed, finish, new_archive};
use super::builder::place;
use super::join::Join;
use super::locale::Locale;
use super::package::relationships_of;
use super::piece::{MergeValue, Piece};
use super::render::Writer;
use super::template::{MergedPart, Template};
use super::value_text::Filling;

/// Letters of one combined document, unless set otherwise: Word becomes slow with more.
pub const COMBINED_LETTERS_MAX: usize = 500;

/// One letter of a combined document.
#[derive(Debug, Clone)]
pub struct CombinedLetter<'a> {
    /// The values in the order of [`Template::fields`].
    pub values: Vec<MergeValue<'a>>,
    /// The running number of the letter, from 1.
    pub number: usize,
    /// The language's ways.
    pub locale: &'a Locale,
}

impl Template {
    /// What will look different in a combined document than in a letter of its own.
    pub fn combined_warnings(&self) -> Findings {
        let mut findings = Findings::default();
        let mut warn = |found: String, fix: &str| {
            findings.push(Finding::new(
                &writing::W113,
                place(&self.file, ""),
                found,
                "a template whose letters can stand in one document",
                fix,
            ));
        };
        if self.joined.shows_page_count {
            warn(
                "the field NUMPAGES".to_owned(),
                "it shows the pages of all letters together: use SECTIONPAGES",
            );
        }
        if let Some(style) = &self.joined.numbering_style {
            warn(
                format!("paragraphs numbered through the style \"{style}\""),
                "their numbers go on from letter to letter: number them as a list",
            );
        }
        findings
    }

    /// All letters in one document, in this order. With `is_duplex` each begins on a new sheet of paper.
    pub fn combined(&self, letters: &[CombinedLetter<'_>], is_duplex: bool) -> Result<Vec<u8>> {
        let mut parts = Parts::new(self, letters.len());
        let headers: Vec<Headers> = (0..letters.len()).map(|k| parts.headers(k)).collect();
        let joins: Vec<Join<'_>> = headers
            .iter()
            .enumerate()
            .map(|(letter, headers)| Join {
                template: self,
                letter,
                is_last: letter + 1 == letters.len(),
                break_kind: if is_duplex { "oddPage" } else { "nextPage" },
                headers,
            })
            .collect();
        let mut zip = new_archive();
        let mut fixed = self.fixed.clone();
        let replaced = parts.replaced(letters.len());
        for entry in &self.entries {
            match *entry {
                Entry::Fixed(index) => {
                    let name = &self.fixed_names[index];
                    let note = self
                        .others
                        .iter()
                        .find(|o| o.name == *name && !o.notes.is_empty());
                    if let Some(text) = replaced.get(name.as_str()) {
                        add_part(&mut zip, name, text.as_bytes())?;
                    } else if let Some(note) = note {
                        let text = self.notes(note, letters, &joins);
                        add_part(&mut zip, name, text.as_bytes())?;
                    } else {
                        copy_fixed(&mut fixed, index, &mut zip)?;
                    }
                }
                Entry::Main => {
                    let text = self.body(letters, &joins);
                    add_part(&mut zip, &self.main.name, text.as_bytes())?;
                }
                Entry::Other(index) => {
                    let part = &self.others[index];
                    let text = if part.notes.is_empty() {
                        self.part(&part.pieces, letters, &joins, 0)
                    } else {
                        self.notes(part, letters, &joins)
                    };
                    add_part(&mut zip, &part.name, text.as_bytes())?;
                }
            }
        }
        self.add_headers(&mut zip, &headers, letters, &joins)?;
        if parts.has_blank {
            add_part(
                &mut zip,
                &parts.blank_name("header"),
                blank("hdr").as_bytes(),
            )?;
            add_part(
                &mut zip,
                &parts.blank_name("footer"),
                blank("ftr").as_bytes(),
            )?;
        }
        finish(zip)
    }

    /// The headers of the letters behind the first, with what they refer to.
    fn add_headers(
        &self,
        zip: &mut ZipWriter<Cursor<Vec<u8>>>,
        headers: &[Headers],
        letters: &[CombinedLetter<'_>],
        joins: &[Join<'_>],
    ) -> Result<()> {
        for (letter, headers) in headers.iter().enumerate() {
            for (original, copy) in &headers.copies {
                let part = self.others.iter().find(|part| part.name == *original);
                let pieces = part.map_or(&[] as &[Piece], |part| &part.pieces);
                let text = self.part(pieces, letters, joins, letter);
                add_part(zip, copy, text.as_bytes())?;
                if let Some(text) = self.joined.header_relationships.get(original) {
                    add_part(zip, &relationships_of(copy), text.as_bytes())?;
                }
            }
        }
        Ok(())
    }

    fn part(
        &self,
        pieces: &[Piece],
        letters: &[CombinedLetter<'_>],
        joins: &[Join<'_>],
        letter: usize,
    ) -> String {
        let Some(values) = letters.get(letter) else {
            return String::new();
        };
        let mut writer = Writer::new(filling(values), &self.sections, Some(&joins[letter]));
        writer.pieces(pieces);
        writer.out
    }

    fn body(&self, letters: &[CombinedLetter<'_>], joins: &[Join<'_>]) -> String {
        let mut text = self.part(&self.main.head, letters, joins, 0);
        for letter in 0..letters.len() {
            text.push_str(&self.part(&self.main.body, letters, joins, letter));
        }
        if let Some(join) = joins.last() {
            join.last_section(&mut text);
        }
        text.push_str(&self.part(&self.main.tail, letters, joins, 0));
        text
    }

    /// A list of notes: what separates them from the text once, then the notes of each letter.
    fn notes(
        &self,
        part: &MergedPart,
        letters: &[CombinedLetter<'_>],
        joins: &[Join<'_>],
    ) -> String {
        let first = part.notes.first().map_or(0, |note| note.pieces.start);
        let last = part.notes.last().map_or(0, |note| note.pieces.end);
        let mut text = self.part(&part.pieces[..first], letters, joins, 0);
        for note in part.notes.iter().filter(|note| note.separator.is_some()) {
            text.push_str(&self.part(&part.pieces[note.pieces.clone()], letters, joins, 0));
        }
        for letter in 0..letters.len() {
            for note in part.notes.iter().filter(|note| note.separator.is_none()) {
                let pieces = &part.pieces[note.pieces.clone()];
                text.push_str(&self.part(pieces, letters, joins, letter));
            }
        }
        text.push_str(&self.part(&part.pieces[last..], letters, joins, 0));
        text
    }
}

fn filling<'a>(letter: &'a CombinedLetter<'a>) -> Filling<'a> {
    Filling {
        values: &letter.values,
        number: letter.number,
        locale: letter.locale,
    }
}
