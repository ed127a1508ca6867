//! Reads the parts of a template into pieces.

use super::blocks::Story;
use super::builder::Builder;
use super::package::{Package, Refusal, damaged};
use super::section::Section;
use super::template::{Main, MergedPart, Note};
use super::xml::{self, Element, Node};

/// Reads the main document.
pub(super) fn read_main(package: &mut Package, builder: &mut Builder<'_>) -> Result<Main, Refusal> {
    let name = package.main.clone();
    let text = package.text(&name)?;
    let tree = xml::parse(&text).map_err(|what| damaged(&package.file, &name, &what))?;
    let Some(body) = tree.root.child("w:body") else {
        return Err(damaged(&package.file, &name, "it has no body"));
    };
    builder.enter(&name);
    tree.root.walk(&mut |element| {
        if element.name == "w:bookmarkStart"
            && let Some(name) = element.attribute("w:name")
        {
            builder.bookmarks.insert(name.into_owned());
        }
    });
    let mut body = body.clone();
    let is_section =
        |node: &Node<'_>| matches!(node, Node::Element(element) if element.name == "w:sectPr");
    let is_element = |node: &Node<'_>| matches!(node, Node::Element(_));
    let last = body.children.iter().rposition(is_element);
    let last_section = last.filter(|&at| is_section(&body.children[at]));
    let last_section = last_section.map(|at| body.children.remove(at));
    let mut before_body = Vec::new();
    for node in &tree.root.children {
        match node {
            Node::Element(element) if element.name == "w:body" => break,
            node => before_body.push(node),
        }
    }
    let head = builder.apart(|this| {
        this.text(tree.before);
        this.text("<");
        this.text(tree.root.tag);
        this.text(">");
        for node in before_body {
            match node {
                Node::Element(element) => this.element(element, &mut Story::default()),
                Node::Raw(raw) => this.text(raw),
            }
        }
        this.text("<w:body>");
    });
    let main = Main {
        head,
        body: builder.apart(|this| this.story(&body)),
        last_section: last_section.map(|node| {
            if let Node::Element(element) = &node {
                builder.sections.push(Section::read(element));
            }
            builder.sections.len() - 1
        }),
        tail: builder.apart(|this| {
            this.text("</w:body></");
            this.text(tree.root.name);
            this.text(">");
        }),
        name,
    };
    Ok(main)
}

/// Reads a header, a footer, or a list of notes.
pub(super) fn read_part(
    package: &mut Package,
    builder: &mut Builder<'_>,
    name: String,
) -> Result<MergedPart, Refusal> {
    let text = package.text(&name)?;
    let tree = xml::parse(&text).map_err(|what| damaged(&package.file, &name, &what))?;
    builder.enter(&name);
    let mut notes = Vec::new();
    let pieces = builder.apart(|this| {
        this.text(tree.before);
        this.whole(&tree.root, &mut notes);
    });
    Ok(MergedPart {
        name,
        pieces,
        has_merge: builder.has_merge,
        notes,
    })
}

impl Builder<'_> {
    /// A header, a footer, or a list of notes, each a text of its own.
    fn whole(&mut self, root: &Element<'_>, notes: &mut Vec<Note>) {
        self.open_tag(root);
        if matches!(root.name, "w:footnotes" | "w:endnotes") {
            for note in root.elements() {
                let start = self.pieces_so_far();
                self.open_tag(note);
                self.story(note);
                xml::write_close(note, self.fixed());
                let id = note.attribute("w:id").and_then(|id| id.parse().ok());
                notes.push(Note {
                    pieces: start..self.pieces_so_far(),
                    separator: id.filter(|_| is_separator(note)),
                });
            }
        } else {
            self.story(root);
        }
        xml::write_close(root, self.fixed());
    }
}

/// Whether a note is a line between text and notes.
pub(super) fn is_separator(note: &Element<'_>) -> bool {
    note.attribute("w:type")
        .is_some_and(|kind| kind != "normal")
}
