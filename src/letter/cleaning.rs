//! Takes out of a template what must not be in a letter: the data source of Word's own mail merge,
//! with the path of its author's disk, and the template it is attached to.
//!
//! Word would ask for the data source when the letter is opened, and the path says who wrote it where.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use super::package::{self, CONTENT_TYPES, Package, Refusal, damaged};
use super::xml::{self, Element, Node};

/// What the kinds of relationships to be taken out end with.
const RELATIONSHIPS: &[&str] = &[
    "/mailMergeSource",
    "/mailMergeHeaderSource",
    "/recipientData",
    "/mailMergeRecipientData",
    "/attachedTemplate",
];

/// What is written in place of parts of the template.
#[derive(Debug, Default)]
pub(super) struct Cleaned {
    /// Parts with other text.
    pub(super) replaced: BTreeMap<String, String>,
    /// Parts that are left out.
    pub(super) dropped: BTreeSet<String>,
    /// The subject of an e-mail that the author set for Word's own mail merge.
    pub(super) subject: Option<String>,
    /// Whether blank paragraphs stay.
    pub(super) keeps_blank_lines: bool,
}

/// Cleans the settings of a template.
pub(super) fn clean(package: &mut Package) -> Result<Cleaned, Refusal> {
    let mut cleaned = Cleaned::default();
    for part in package.settings.clone() {
        let text = package.text(&part)?;
        let tree = xml::parse(&text).map_err(|what| damaged(&package.file, &part, &what))?;
        let blank_lines = tree.root.child("w:doNotSuppressBlankLines").or_else(|| {
            let merge = tree.root.child("w:mailMerge")?;
            merge.child("w:doNotSuppressBlankLines")
        });
        let is_off = |element: &Element<'_>| {
            matches!(
                element.attribute("w:val").as_deref(),
                Some("0" | "false" | "off")
            )
        };
        cleaned.keeps_blank_lines |= blank_lines.is_some_and(|element| !is_off(element));
        if let Some(merge) = tree.root.child("w:mailMerge") {
            let subject = merge.child("w:mailSubject");
            let subject = subject.and_then(|subject| subject.attribute("w:val"));
            cleaned.subject = subject.map(Cow::into_owned);
        }
        let is_kept = |name: &str| !matches!(name, "w:mailMerge" | "w:attachedTemplate");
        let written = without(&tree, &|child| is_kept(child.name));
        if written != text {
            cleaned.replaced.insert(part.clone(), written);
        }
        clean_relationships(package, &part, &mut cleaned)?;
    }
    clean_content_types(package, &mut cleaned)?;
    Ok(cleaned)
}

fn clean_relationships(
    package: &mut Package,
    part: &str,
    cleaned: &mut Cleaned,
) -> Result<(), Refusal> {
    let name = package::relationships_of(part);
    let Some(text) = package.text_if_any(&name)? else {
        return Ok(());
    };
    let tree = xml::parse(&text).map_err(|what| damaged(&package.file, &name, &what))?;
    let is_out = |relationship: &Element<'_>| {
        let kind = relationship.attribute("Type").unwrap_or_default();
        RELATIONSHIPS.iter().any(|end| kind.ends_with(end))
    };
    for relationship in tree.root.elements().filter(|element| is_out(element)) {
        let is_external = relationship.attribute("TargetMode").as_deref() == Some("External");
        if !is_external {
            let target = relationship.attribute("Target").unwrap_or_default();
            cleaned.dropped.insert(package::target_of(part, &target));
        }
    }
    let written = without(&tree, &|child| !is_out(child));
    if written != text {
        cleaned.replaced.insert(name, written);
    }
    Ok(())
}

/// The list of content types without the parts that are left out; a document template becomes a
/// document.
fn clean_content_types(package: &Package, cleaned: &mut Cleaned) -> Result<(), Refusal> {
    let text = &package.content_types;
    let tree = xml::parse(text).map_err(|what| damaged(&package.file, CONTENT_TYPES, &what))?;
    let is_dropped = |part: &Element<'_>| {
        let name = part.attribute("PartName").unwrap_or_default();
        cleaned.dropped.contains(name.trim_start_matches('/'))
    };
    let mut written = without(&tree, &|part| !is_dropped(part));
    if package.is_dotx {
        written = written.replace(
            "wordprocessingml.template.main+xml",
            "wordprocessingml.document.main+xml",
        );
    }
    if written != *text {
        cleaned.replaced.insert(CONTENT_TYPES.to_owned(), written);
    }
    Ok(())
}

/// A part without those elements in its root that are not to stay.
fn without(tree: &xml::Tree<'_>, stays: &dyn Fn(&Element<'_>) -> bool) -> String {
    let mut root = tree.root.clone();
    root.children.retain(|node| match node {
        Node::Element(element) => stays(element),
        Node::Raw(_) => true,
    });
    let mut text = tree.before.to_owned();
    root.write(&mut text);
    text
}
