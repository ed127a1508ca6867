//! Where the pieces of a template are put together: fixed text is joined, numbers that must be
//! unique are counted, names of fields are found or noted.

use std::collections::{BTreeMap, BTreeSet};

use crate::finding::code::writing;
use crate::finding::near_miss::did_you_mean;
use crate::finding::{Code, Finding, Findings};
use crate::place::Place;

use super::field_names::{FieldId, FieldNames};
use super::piece::{ID_KINDS, IdKind, Piece, Source};
use super::section::Section;

/// What to do with a field that nobody knows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum UnknownFields {
    /// An error before anything is written.
    #[default]
    Error,
    /// Nothing stands in its place, with a warning.
    Blank,
    /// It stays a field, with a warning.
    Keep,
}

/// What is known while the parts of a template are read.
#[derive(Debug)]
pub(super) struct Builder<'n> {
    /// The names that templates may use.
    pub(super) names: &'n FieldNames,
    /// What to do with others.
    pub(super) unknown: UnknownFields,
    /// Whether blank paragraphs stay: `w:doNotSuppressBlankLines`.
    pub(super) keeps_blank_lines: bool,
    /// The fields that the template uses.
    pub(super) fields: Vec<FieldId>,
    /// The numbers and names that must be unique, by kind.
    pub(super) ids: [Vec<String>; ID_KINDS],
    /// The names of bookmarks.
    pub(super) bookmarks: BTreeSet<String>,
    /// Settings of sections.
    pub(super) sections: Vec<Section>,
    /// What is wrong or worth knowing.
    pub(super) findings: Findings,
    /// Whether what is read stands in a text box a second time, for older programs.
    pub(super) in_fallback: bool,
    /// Whether the content control that is being read holds a field.
    pub(super) control_has_field: bool,
    /// Whether the whole number of pages is shown.
    pub(super) shows_page_count: bool,
    /// The styles of paragraphs that are used.
    pub(super) styles: BTreeSet<String>,
    /// Whether the part has a field that is filled.
    pub(super) has_merge: bool,
    file: String,
    part: String,
    unknown_names: BTreeMap<(String, String), usize>,
    pieces: Vec<Piece>,
    fixed: String,
}

impl<'n> Builder<'n> {
    /// Nothing read yet.
    pub(super) fn new(file: &str, names: &'n FieldNames, unknown: UnknownFields) -> Self {
        Self {
            names,
            unknown,
            keeps_blank_lines: false,
            fields: Vec::new(),
            ids: Default::default(),
            bookmarks: BTreeSet::new(),
            sections: Vec::new(),
            findings: Findings::default(),
            in_fallback: false,
            control_has_field: false,
            shows_page_count: false,
            styles: BTreeSet::new(),
            has_merge: false,
            file: file.to_owned(),
            part: String::new(),
            unknown_names: BTreeMap::new(),
            pieces: Vec::new(),
            fixed: String::new(),
        }
    }

    /// Begins with a part of the package.
    pub(super) fn enter(&mut self, part: &str) {
        part.clone_into(&mut self.part);
        self.has_merge = false;
    }

    /// Adds fixed text.
    pub(super) fn text(&mut self, text: &str) {
        self.fixed.push_str(text);
    }

    /// Where fixed text is added.
    pub(super) fn fixed(&mut self) -> &mut String {
        &mut self.fixed
    }

    /// Adds a piece.
    pub(super) fn push(&mut self, piece: Piece) {
        self.flush();
        self.pieces.push(piece);
    }

    /// Adds a number or name that must be unique.
    pub(super) fn push_id(&mut self, kind: IdKind, original: &str) {
        let known = &mut self.ids[kind as usize];
        let ordinal = known.iter().position(|id| id == original);
        let ordinal = ordinal.unwrap_or_else(|| {
            known.push(original.to_owned());
            known.len() - 1
        });
        self.push(Piece::Id {
            kind,
            ordinal,
            original: original.to_owned(),
        });
    }

    /// What `build` adds, apart from what is there already.
    pub(super) fn apart(&mut self, build: impl FnOnce(&mut Self)) -> Vec<Piece> {
        self.flush();
        let outer = std::mem::take(&mut self.pieces);
        build(self);
        self.flush();
        std::mem::replace(&mut self.pieces, outer)
    }

    /// How many pieces there are by now.
    pub(super) fn pieces_so_far(&mut self) -> usize {
        self.flush();
        self.pieces.len()
    }

    fn flush(&mut self) {
        if !self.fixed.is_empty() {
            self.pieces
                .push(Piece::Fixed(std::mem::take(&mut self.fixed)));
        }
    }

    /// The source of a field by its name; none when nobody knows it and it is to be kept.
    pub(super) fn source(&mut self, name: &str) -> Option<Source> {
        if let Some(id) = self.names.find(name) {
            self.has_merge = true;
            let slot = self.fields.iter().position(|known| *known == id);
            return Some(Source::Field(slot.unwrap_or_else(|| {
                self.fields.push(id);
                self.fields.len() - 1
            })));
        }
        let count = self
            .unknown_names
            .entry((self.part.clone(), name.to_owned()))
            .or_default();
        *count += usize::from(!self.in_fallback);
        match self.unknown {
            UnknownFields::Keep => None,
            UnknownFields::Error | UnknownFields::Blank => Some(Source::Nothing),
        }
    }

    /// Notes what is wrong in the part that is being read.
    pub(super) fn find(&mut self, code: &'static Code, found: String, expected: &str, fix: &str) {
        if self.in_fallback {
            return;
        }
        let finding = Finding::new(code, self.place(), found, expected, fix);
        self.findings.push(finding);
    }

    fn place(&self) -> Place {
        place(&self.file, &self.part)
    }

    /// Turns the unknown names into findings, one for each name and part.
    pub(super) fn find_unknown_names(&mut self) {
        for ((part, name), count) in std::mem::take(&mut self.unknown_names) {
            let times = if count > 1 {
                format!(", {count} times")
            } else {
                String::new()
            };
            let near = did_you_mean(self.names.nearest(&name));
            let (code, fix) = match self.unknown {
                UnknownFields::Error => (
                    &writing::W106,
                    format!("correct the name in the template, or add the column to Contact{near}"),
                ),
                UnknownFields::Blank => (
                    &writing::W107,
                    format!("nothing stands in its place: correct the name{near}"),
                ),
                UnknownFields::Keep => (
                    &writing::W107,
                    format!("it stays as it is: correct the name{near}"),
                ),
            };
            self.findings.push(Finding::new(
                code,
                place(&self.file, &part),
                format!("the field \"{name}\"{times}"),
                "the name of a field, e.g. Contact_Name or CONTA_First_Name",
                fix,
            ));
        }
    }
}

/// A part of a template as a place.
pub(super) fn place(file: &str, part: &str) -> Place {
    Place {
        sheet: (!part.is_empty()).then(|| part.into()),
        ..Place::file(file)
    }
}
