//! Start tags with numbers or names that a document may have only once.

use super::builder::Builder;
use super::piece::{IdKind, Piece};
use super::read_parts::is_separator;
use super::xml::{Element, attribute_span};

impl Builder<'_> {
    /// Writes a start tag; numbers and names in it that must be unique become pieces.
    pub(super) fn open_tag(&mut self, element: &Element<'_>) {
        let tag = element.tag;
        self.text("<");
        let mut from = 0;
        for (start, end, kind) in marked_attributes(element) {
            self.text(&tag[from..start]);
            match kind {
                Some(kind) => self.push_id(kind, &tag[start..end]),
                None => self.push(Piece::Alone(tag[start..end].to_owned())),
            }
            from = end;
        }
        self.text(&tag[from..]);
        self.text(if element.children.is_empty() {
            "/>"
        } else {
            ">"
        });
    }
}

/// Attributes with a number or name that must be unique, by the position of their value; those that
/// only a document of its own may have, with their name.
fn marked_attributes(element: &Element<'_>) -> Vec<(usize, usize, Option<IdKind>)> {
    let tag = element.tag;
    let mut found = Vec::new();
    let mut mark = |name: &str, kind: IdKind| {
        if let Some((start, end)) = attribute_span(tag, name) {
            found.push((start, end, Some(kind)));
        }
    };
    match element.name {
        "wp:docPr" => mark("id", IdKind::Drawing),
        "w:bookmarkStart" => {
            mark("w:id", IdKind::Bookmark);
            mark("w:name", IdKind::BookmarkName);
        }
        "w:bookmarkEnd" => mark("w:id", IdKind::Bookmark),
        "w:hyperlink" => mark("w:anchor", IdKind::BookmarkName),
        "w:footnoteReference" => mark("w:id", IdKind::Footnote),
        "w:endnoteReference" => mark("w:id", IdKind::Endnote),
        // The lines between text and notes are there once.
        "w:footnote" if !is_separator(element) => mark("w:id", IdKind::Footnote),
        "w:endnote" if !is_separator(element) => mark("w:id", IdKind::Endnote),
        "w:numId" => mark("w:val", IdKind::List),
        "w:id" => mark("w:val", IdKind::Control),
        "v:shapetype" => {}
        name if name.starts_with("v:") => {
            mark("id", IdKind::Shape);
            mark("o:spid", IdKind::Shape);
        }
        _ => {}
    }
    for name in ["w14:paraId", "w14:textId"] {
        if let Some((start, end)) = attribute_span(tag, name) {
            let name_start = tag[..start].rfind(name).unwrap_or(start);
            let space = tag[..name_start].trim_end().len();
            found.push((space, end + 1, None));
        }
    }
    found.sort_unstable_by_key(|(start, ..)| *start);
    found
}
