//! The settings of a section (`w:sectPr`): page, headers and footers.

use super::xml::{Element, push};

/// One section's settings.
#[derive(Debug, Clone)]
pub(super) struct Section {
    /// As they stand in the template.
    pub(super) original: String,
    /// The start tag's inside, without the marks of revisions.
    tag: String,
    /// The headers and footers it names.
    pub(super) references: Vec<Reference>,
    /// The other settings, in order: name, and as they stand.
    others: Vec<(String, String)>,
}

/// A header or footer of a section.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Reference {
    /// `w:headerReference` or `w:footerReference`.
    pub(super) element: String,
    /// `default`, `first` or `even`.
    pub(super) kind: String,
    /// The relationship's id.
    pub(super) id: String,
}

// What stands before and behind the kind of break, in the order of the schema.
const NOTES: &[&str] = &["w:footnotePr", "w:endnotePr"];
const PAGE: &[&str] = &[
    "w:pgSz",
    "w:pgMar",
    "w:paperSrc",
    "w:pgBorders",
    "w:lnNumType",
];
const REPLACED: &[&str] = &["w:type", "w:pgNumType"];

/// How a section of a letter is written in a combined document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Start<'a> {
    /// The first of its letter: on a new page, or a new sheet of paper, with page number 1.
    Letter(&'a str),
    /// A further one: as the template has it.
    Further,
}

impl Section {
    /// Those of a document that has none.
    pub(super) fn blank() -> Self {
        Self {
            original: String::new(),
            tag: "w:sectPr".to_owned(),
            references: Vec::new(),
            others: Vec::new(),
        }
    }

    /// Reads the settings.
    pub(super) fn read(element: &Element<'_>) -> Self {
        let mut section = Self::blank();
        element.write(&mut section.original);
        for child in element.elements() {
            if matches!(child.name, "w:headerReference" | "w:footerReference") {
                let attribute = |name| child.attribute(name).unwrap_or_default().into_owned();
                section.references.push(Reference {
                    element: child.name.to_owned(),
                    kind: attribute("w:type"),
                    id: attribute("r:id"),
                });
            } else {
                let mut text = String::new();
                child.write(&mut text);
                section.others.push((child.name.to_owned(), text));
            }
        }
        section
    }

    /// Writes the settings with other headers and footers, as a section of a combined document.
    pub(super) fn write(&self, references: &[Reference], start: Start<'_>, out: &mut String) {
        out.push('<');
        out.push_str(&self.tag);
        out.push('>');
        for reference in references {
            let Reference { element, kind, id } = reference;
            push(
                out,
                format_args!("<{element} w:type=\"{kind}\" r:id=\"{id}\"/>"),
            );
        }
        let Start::Letter(break_kind) = start else {
            self.push_others(out, |_| true);
            out.push_str("</w:sectPr>");
            return;
        };
        self.push_others(out, |name| NOTES.contains(&name));
        push(out, format_args!("<w:type w:val=\"{break_kind}\"/>"));
        self.push_others(out, |name| PAGE.contains(&name));
        out.push_str(&self.page_numbers());
        self.push_others(out, |name| {
            ![NOTES, PAGE, REPLACED].concat().contains(&name)
        });
        out.push_str("</w:sectPr>");
    }

    fn push_others(&self, out: &mut String, wanted: impl Fn(&str) -> bool) {
        for (_, text) in self.others.iter().filter(|(name, _)| wanted(name)) {
            out.push_str(text);
        }
    }

    /// The settings of page numbers, starting at 1.
    fn page_numbers(&self) -> String {
        let own = self.others.iter().find(|(name, _)| name == "w:pgNumType");
        let Some((_, own)) = own else {
            return "<w:pgNumType w:start=\"1\"/>".to_owned();
        };
        let tag = own
            .trim_start_matches('<')
            .split('>')
            .next()
            .unwrap_or("")
            .trim_end_matches('/')
            .trim_end();
        match super::xml::attribute_span(tag, "w:start") {
            Some((start, end)) => format!("<{}1{}/>", &tag[..start], &tag[end..]),
            None => format!("<{tag} w:start=\"1\"/>"),
        }
    }
}
