//! The parts that a combined document has beyond those of its template: headers and footers of each
//! letter, and what names them.

use std::collections::{BTreeMap, BTreeSet};

use super::joined_parts::Target;
use super::package::CONTENT_TYPES;
use super::piece::IdKind;
use super::section::Reference;
use super::template::{MergedPart, Template};
use super::xml::push;

/// A header or footer with nothing in it.
pub(super) fn blank(root: &str) -> String {
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<w:{root} xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:p/></w:{root}>"
    )
}

/// The headers and footers of one letter.
#[derive(Debug, Default)]
pub(super) struct Headers {
    /// Those of each section.
    pub(super) sections: Vec<Vec<Reference>>,
    /// Copies made for this letter: from which part, to which.
    pub(super) copies: Vec<(String, String)>,
}

/// The parts that are added or changed.
pub(super) struct Parts<'t> {
    template: &'t Template,
    /// The kinds of headers and footers that any section has.
    kinds: BTreeSet<(String, String)>,
    /// What further relationships are called: no id of the template begins so.
    id_prefix: String,
    /// What further headers are called.
    name_prefix: String,
    relationships: String,
    content_types: String,
    count: usize,
    /// Whether a header and a footer without anything in them are needed.
    pub(super) has_blank: bool,
}

impl<'t> Parts<'t> {
    /// Nothing added yet to a document of so many letters.
    pub(super) fn new(template: &'t Template, letters: usize) -> Self {
        let mut id_prefix = "rIdL".to_owned();
        while template.joined.relationships.contains(&id_prefix) {
            id_prefix.push('L');
        }
        let folder = template.main.name.rsplit_once('/');
        let mut name_prefix = "letter".to_owned();
        while template
            .joined
            .content_types
            .contains(&format!("/{name_prefix}-"))
        {
            name_prefix.push('s');
        }
        let kinds = template.sections.iter().flat_map(|section| {
            let kind = |r: &Reference| (r.element.clone(), r.kind.clone());
            section.references.iter().map(kind)
        });
        let kinds: BTreeSet<_> = kinds.collect();
        // A letter that lacks a header which the one before it has at its end would show that one.
        let first = template.sections.first();
        let lacks = kinds.iter().any(|(element, kind)| {
            let is_it = |r: &Reference| r.element == *element && r.kind == *kind;
            !first.is_some_and(|section| section.references.iter().any(is_it))
        });
        Self {
            template,
            kinds,
            id_prefix,
            name_prefix: folder.map_or(name_prefix.clone(), |(f, _)| format!("{f}/{name_prefix}")),
            relationships: String::new(),
            content_types: String::new(),
            count: 0,
            has_blank: lacks && letters > 1,
        }
    }

    /// The header or footer without anything in it.
    pub(super) fn blank_name(&self, element: &str) -> String {
        format!("{}-{element}-blank.xml", self.name_prefix)
    }

    /// The headers and footers of the letter at position `letter`.
    pub(super) fn headers(&mut self, letter: usize) -> Headers {
        let mut headers = Headers::default();
        let template = self.template;
        let mut copied: BTreeMap<&str, String> = BTreeMap::new();
        for (index, section) in template.sections.iter().enumerate() {
            let mut references = Vec::new();
            for reference in &section.references {
                let target = template.joined.targets.get(&reference.id);
                let merged = target.and_then(|target| {
                    let is_it = |part: &&MergedPart| part.name == target.part && part.has_merge;
                    template.others.iter().find(is_it).map(|_| target)
                });
                let id = match merged {
                    Some(target) if letter > 0 => copied
                        .entry(&reference.id)
                        .or_insert_with(|| self.copy(target, &reference.element, &mut headers))
                        .clone(),
                    _ => reference.id.clone(),
                };
                references.push(Reference {
                    id,
                    ..reference.clone()
                });
            }
            if index == 0 && letter > 0 {
                for (element, kind) in &self.kinds {
                    let is_it = |r: &Reference| r.element == *element && r.kind == *kind;
                    if !references.iter().any(is_it) {
                        let end = if element == "w:headerReference" {
                            "H"
                        } else {
                            "F"
                        };
                        references.push(Reference {
                            element: element.clone(),
                            kind: kind.clone(),
                            id: format!("{}{end}", self.id_prefix),
                        });
                    }
                }
            }
            headers.sections.push(references);
        }
        headers
    }

    /// Makes a copy of a header for one letter and gives its relationship's id.
    fn copy(&mut self, target: &Target, element: &str, headers: &mut Headers) -> String {
        self.count += 1;
        let name = if element == "w:headerReference" {
            "header"
        } else {
            "footer"
        };
        let part = format!("{}-{name}{}.xml", self.name_prefix, self.count);
        let id = format!("{}{}", self.id_prefix, self.count);
        self.add(&id, &target.kind, &part, name);
        headers.copies.push((target.part.clone(), part));
        id
    }

    fn add(&mut self, id: &str, kind: &str, part: &str, name: &str) {
        push(
            &mut self.relationships,
            format_args!("<Relationship Id=\"{id}\" Type=\"{kind}\" Target=\"/{part}\"/>"),
        );
        push(
            &mut self.content_types,
            format_args!(
                "<Override PartName=\"/{part}\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.{name}+xml\"/>"
            ),
        );
    }

    /// The parts of the template with another text.
    pub(super) fn replaced(&mut self, letters: usize) -> BTreeMap<&'t str, String> {
        let joined = &self.template.joined;
        if self.has_blank {
            for (name, end) in [("header", "H"), ("footer", "F")] {
                let part = self.blank_name(name);
                let id = format!("{}{end}", self.id_prefix);
                let kind = format!(
                    "http://schemas.openxmlformats.org/officeDocument/2006/relationships/{name}"
                );
                self.add(&id, &kind, &part, name);
            }
        }
        let mut replaced = BTreeMap::new();
        if !self.relationships.is_empty() {
            let before_end = |text: &str, added: &str| match text.rfind("</") {
                Some(at) => format!("{}{added}{}", &text[..at], &text[at..]),
                None => text.to_owned(),
            };
            replaced.insert(
                joined.relationships_name.as_str(),
                before_end(&joined.relationships, &self.relationships),
            );
            replaced.insert(
                CONTENT_TYPES,
                before_end(&joined.content_types, &self.content_types),
            );
        }
        if let Some(numbering) = &joined.numbering {
            let mut text = numbering.before.clone();
            for letter in 1..letters {
                for (ordinal, id) in self.template.ids[IdKind::List as usize].iter().enumerate() {
                    if let Some(restart) = numbering.restarts.get(id) {
                        let id = self.template.list_id(letter, ordinal);
                        push(
                            &mut text,
                            format_args!("<w:num w:numId=\"{id}\">{restart}</w:num>"),
                        );
                    }
                }
            }
            text.push_str(&numbering.after);
            replaced.insert(numbering.name.as_str(), text);
        }
        replaced
    }
}
