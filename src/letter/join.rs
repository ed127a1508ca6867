//! One letter's place in a combined document: its sections, and numbers and names that stand once.

use std::borrow::Cow;

use super::added_parts::Headers;
use super::piece::{EndShape, IdKind};
use super::render::Joining;
use super::section::{Section, Start};
use super::template::Template;

/// Characters of a bookmark's name. Source: Word.
const BOOKMARK_NAME_CHARS: usize = 40;

impl Template {
    /// The number of a list in a letter behind the first.
    pub(super) fn list_id(&self, letter: usize, ordinal: usize) -> usize {
        let used = self.ids[IdKind::List as usize].len();
        let id_max = self.joined.numbering.as_ref().map_or(0, |n| n.id_max);
        id_max + 1 + (letter - 1) * used + ordinal
    }

    /// The first number of a note in a combined document: behind those of the separating lines.
    fn first_note(&self, kind: IdKind) -> usize {
        let part_end = match kind {
            IdKind::Footnote => "footnotes.xml",
            _ => "endnotes.xml",
        };
        let parts = self
            .others
            .iter()
            .filter(|part| part.name.ends_with(part_end));
        let separators = parts.flat_map(|part| part.notes.iter().filter_map(|n| n.separator));
        separators.max().map_or(1, |id| (id.max(0) + 1) as usize)
    }
}

/// One letter's place in a combined document.
pub(super) struct Join<'a> {
    /// The template of all letters.
    pub(super) template: &'a Template,
    /// Its position.
    pub(super) letter: usize,
    /// Whether no other follows.
    pub(super) is_last: bool,
    /// Where it begins: `nextPage` or `oddPage`.
    pub(super) break_kind: &'static str,
    /// Its headers and footers.
    pub(super) headers: &'a Headers,
}

impl Join<'_> {
    fn write_section(&self, index: usize, section: &Section, out: &mut String) {
        let references = self
            .headers
            .sections
            .get(index)
            .map_or(&[] as &[_], Vec::as_slice);
        let start = if index == 0 {
            Start::Letter(self.break_kind)
        } else {
            Start::Further
        };
        section.write(references, start, out);
    }

    /// The settings of its last section.
    pub(super) fn last_section(&self, out: &mut String) {
        match self.template.main.last_section {
            Some(index) => self.write_section(index, &self.template.sections[index], out),
            None => self.write_section(self.template.sections.len(), &Section::blank(), out),
        }
    }
}

impl Joining for Join<'_> {
    fn id<'t>(&self, kind: IdKind, ordinal: usize, original: &'t str) -> Cow<'t, str> {
        let count = self.template.ids[kind as usize].len();
        let running = self.letter * count + ordinal;
        let number = match kind {
            IdKind::Drawing | IdKind::Bookmark | IdKind::Control => running + 1,
            IdKind::Footnote | IdKind::Endnote => self.template.first_note(kind) + running,
            // The first letter keeps names as they are.
            IdKind::BookmarkName | IdKind::Shape if self.letter == 0 => return original.into(),
            IdKind::BookmarkName => {
                let end = format!("_{}", self.letter + 1);
                let kept = BOOKMARK_NAME_CHARS - end.len();
                let start: String = original.chars().take(kept).collect();
                return (start + &end).into();
            }
            IdKind::Shape => return format!("{original}{:05}", self.letter).into(),
            IdKind::List => {
                let numbering = self.template.joined.numbering.as_ref();
                let restarts = numbering.is_some_and(|n| n.restarts.contains_key(original));
                if self.letter == 0 || !restarts {
                    return original.into();
                }
                self.template.list_id(self.letter, ordinal)
            }
        };
        number.to_string().into()
    }

    fn section(&self, index: usize, out: &mut String) {
        self.write_section(index, &self.template.sections[index], out);
    }

    fn end(&self, shape: EndShape, out: &mut String) {
        if self.is_last {
            return;
        }
        let (before, after) = match shape {
            EndShape::Inside => ("", ""),
            EndShape::Properties => ("<w:pPr>", "</w:pPr>"),
            EndShape::Paragraph => ("<w:p><w:pPr>", "</w:pPr></w:p>"),
        };
        out.push_str(before);
        self.last_section(out);
        out.push_str(after);
    }
}
