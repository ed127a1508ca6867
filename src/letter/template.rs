//! A Word template, read once: what is the same in every letter is kept ready to be written, so that a
//! letter costs only its values.

use std::io::Cursor;
use std::sync::Arc;

use zip::ZipArchive;

use crate::error::Result;
use crate::finding::Findings;

use super::archive::{Entry, add_part, copy_fixed, finish, new_archive, pack_fixed};
use super::builder::{Builder, UnknownFields};
use super::cleaning;
use super::field_names::{FieldId, FieldNames};
use super::joined_parts::JoinedParts;
use super::locale::Locale;
use super::package::{Package, Refusal, damaged};
use super::piece::{ID_KINDS, MergeValue, Piece};
use super::read_parts::{read_main, read_part};
use super::render::Writer;
use super::section::Section;
use super::value_text::Filling;

/// A Word template.
#[derive(Debug)]
pub struct Template {
    /// The file, as messages call it.
    pub(super) file: String,
    /// The fields it uses.
    fields: Vec<FieldId>,
    /// The body of the document.
    pub(super) main: Main,
    /// Headers, footers and notes with fields, by part.
    pub(super) others: Vec<MergedPart>,
    /// The settings of sections.
    pub(super) sections: Vec<Section>,
    /// The numbers and names that must be unique, by kind.
    pub(super) ids: [Vec<String>; ID_KINDS],
    /// What only combined documents need.
    pub(super) joined: JoinedParts,
    /// The parts in their order.
    pub(super) entries: Vec<Entry>,
    /// The names of those that are the same in every letter.
    pub(super) fixed_names: Vec<String>,
    /// These, packed.
    pub(super) fixed: ZipArchive<Cursor<Arc<[u8]>>>,
    subject: Option<String>,
}

/// The main document.
#[derive(Debug)]
pub(super) struct Main {
    /// The part.
    pub(super) name: String,
    /// Up to the body's start tag.
    pub(super) head: Vec<Piece>,
    /// What stands in the body, without the settings of the last section.
    pub(super) body: Vec<Piece>,
    /// The settings of the last section.
    pub(super) last_section: Option<usize>,
    /// From the body's end tag.
    pub(super) tail: Vec<Piece>,
}

/// A part with fields.
#[derive(Debug)]
pub(super) struct MergedPart {
    /// The part.
    pub(super) name: String,
    /// All of it.
    pub(super) pieces: Vec<Piece>,
    /// Whether it has a field that letters fill.
    pub(super) has_merge: bool,
    /// For a list of notes: where each note stands among the pieces.
    pub(super) notes: Vec<Note>,
}

/// A footnote or endnote.
#[derive(Debug)]
pub(super) struct Note {
    /// Where it stands among the pieces of its part.
    pub(super) pieces: std::ops::Range<usize>,
    /// The number of a line that separates notes from the text; none for a note.
    pub(super) separator: Option<i64>,
}

impl Template {
    /// Reads a template. `file` is what messages call it. Beside the template come warnings; what must
    /// be corrected is all found at once.
    pub fn read(
        file: &str,
        bytes: impl Into<Arc<[u8]>>,
        names: &FieldNames,
        unknown: UnknownFields,
    ) -> Result<(Self, Findings), Findings> {
        let alone = |refusal: Refusal| {
            let mut findings = Findings::default();
            findings.push(*refusal);
            findings
        };
        let mut package = Package::open(file, bytes.into()).map_err(alone)?;
        let cleaned = cleaning::clean(&mut package).map_err(alone)?;
        let mut builder = Builder::new(file, names, unknown);
        builder.keeps_blank_lines = cleaned.keeps_blank_lines;
        let main = read_main(&mut package, &mut builder).map_err(alone)?;
        let mut others = Vec::new();
        for name in [package.headers.clone(), package.notes.clone()].concat() {
            let part = read_part(&mut package, &mut builder, name).map_err(alone)?;
            others.push(part);
        }
        let joined = JoinedParts::read(&mut package, &builder, &cleaned).map_err(alone)?;
        builder.find_unknown_names();
        builder.findings.sort();
        if builder.findings.has_errors() {
            return Err(builder.findings);
        }
        let packed = pack_fixed(&mut package, &cleaned, &main, &others)
            .map_err(|error| alone(damaged(file, "", &error.to_string())))?;
        let template = Self {
            file: file.to_owned(),
            fields: builder.fields,
            main,
            others,
            sections: builder.sections,
            ids: builder.ids,
            joined,
            entries: packed.entries,
            fixed_names: packed.names,
            fixed: packed.archive,
            subject: cleaned.subject,
        };
        Ok((template, builder.findings))
    }

    /// The file, as messages call it.
    pub fn file(&self) -> &str {
        &self.file
    }

    /// The fields that it uses: the order of the values of a letter.
    pub fn fields(&self) -> &[FieldId] {
        &self.fields
    }

    /// The subject that its author set for Word's own merge to e-mail.
    pub fn subject(&self) -> Option<&str> {
        self.subject.as_deref()
    }

    /// One letter as a document of its own: `values` in the order of [`Template::fields`], and the
    /// running number of the letter, from 1.
    pub fn letter(
        &self,
        values: &[MergeValue<'_>],
        number: usize,
        locale: &Locale,
    ) -> Result<Vec<u8>> {
        let filling = Filling {
            values,
            number,
            locale,
        };
        let mut zip = new_archive();
        let mut fixed = self.fixed.clone();
        for entry in &self.entries {
            match *entry {
                Entry::Fixed(index) => copy_fixed(&mut fixed, index, &mut zip)?,
                Entry::Main => {
                    let mut writer = Writer::new(filling, &self.sections, None);
                    writer.pieces(&self.main.head);
                    writer.pieces(&self.main.body);
                    if let Some(index) = self.main.last_section {
                        writer.out.push_str(&self.sections[index].original);
                    }
                    writer.pieces(&self.main.tail);
                    add_part(&mut zip, &self.main.name, writer.out.as_bytes())?;
                }
                Entry::Other(index) => {
                    let part = &self.others[index];
                    let mut writer = Writer::new(filling, &self.sections, None);
                    writer.pieces(&part.pieces);
                    add_part(&mut zip, &part.name, writer.out.as_bytes())?;
                }
            }
        }
        finish(zip)
    }
}
