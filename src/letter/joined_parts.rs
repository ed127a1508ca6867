//! What a combined document needs to know of its template beyond a single letter: relationships, lists
//! and the styles that number paragraphs.

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::builder::Builder;
use super::cleaning::Cleaned;
use super::package::{self, CONTENT_TYPES, Package, Refusal, damaged};
use super::piece::IdKind;
use super::xml::{self, Element, push};

/// Levels of a list.
const LEVELS: usize = 9;

/// What is kept of the parts that combined documents change.
#[derive(Debug, Default)]
pub(super) struct JoinedParts {
    /// The list of content types.
    pub(super) content_types: String,
    /// The part of the main document's relationships.
    pub(super) relationships_name: String,
    /// Its text.
    pub(super) relationships: String,
    /// Kind and target of each relationship by id.
    pub(super) targets: BTreeMap<String, Target>,
    /// The relationships of headers and footers, by the header's part.
    pub(super) header_relationships: BTreeMap<String, String>,
    /// The lists.
    pub(super) numbering: Option<Numbering>,
    /// Whether the number of pages of the whole document is shown.
    pub(super) shows_page_count: bool,
    /// A style that numbers the paragraphs it is used for.
    pub(super) numbering_style: Option<String>,
}

/// Where a relationship leads to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Target {
    /// Its kind.
    pub(super) kind: String,
    /// The part.
    pub(super) part: String,
}

/// The lists of a document.
#[derive(Debug)]
pub(super) struct Numbering {
    /// The part.
    pub(super) name: String,
    /// Its text up to where further lists are added.
    pub(super) before: String,
    /// The rest.
    pub(super) after: String,
    /// The highest number of a list.
    pub(super) id_max: usize,
    /// What a list needs to begin anew, by its number; bullets need nothing.
    pub(super) restarts: BTreeMap<String, String>,
}

impl JoinedParts {
    pub(super) fn read(
        package: &mut Package,
        builder: &Builder<'_>,
        cleaned: &Cleaned,
    ) -> Result<Self, Refusal> {
        let mut parts = Self {
            content_types: match cleaned.replaced.get(CONTENT_TYPES) {
                Some(text) => text.clone(),
                None => package.content_types.clone(),
            },
            relationships_name: package::relationships_of(&package.main),
            shows_page_count: builder.shows_page_count,
            ..Self::default()
        };
        let name = parts.relationships_name.clone();
        parts.relationships = package.text_if_any(&name)?.unwrap_or_default();
        if !parts.relationships.is_empty() {
            let tree = xml::parse(&parts.relationships)
                .map_err(|what| damaged(&package.file, &name, &what))?;
            for relationship in tree.root.elements() {
                let attribute = |name| relationship.attribute(name).unwrap_or_default();
                let target = Target {
                    kind: attribute("Type").into_owned(),
                    part: package::target_of(&package.main, &attribute("Target")),
                };
                parts.targets.insert(attribute("Id").into_owned(), target);
            }
        }
        for header in package.headers.clone() {
            let name = package::relationships_of(&header);
            if let Some(text) = package.text_if_any(&name)? {
                parts.header_relationships.insert(header, text);
            }
        }
        if let Some(name) = package.numbering.clone()
            && let Some(text) = package.text_if_any(&name)?
        {
            let used = &builder.ids[IdKind::List as usize];
            let numbering = Numbering::read(&name, &text, used)
                .map_err(|what| damaged(&package.file, &name, &what))?;
            parts.numbering = Some(numbering);
        }
        if let Some(name) = package.styles.clone()
            && let Some(text) = package.text_if_any(&name)?
        {
            let tree = xml::parse(&text).map_err(|what| damaged(&package.file, &name, &what))?;
            let numbers = |style: &&Element<'_>| {
                let properties = style.child("w:pPr");
                let is_used = style
                    .attribute("w:styleId")
                    .is_some_and(|id| builder.styles.contains(id.as_ref()));
                is_used && properties.is_some_and(|p| p.child("w:numPr").is_some())
            };
            let style = tree.root.elements().find(numbers);
            let shown = style.and_then(|style| style.child("w:name")?.attribute("w:val"));
            parts.numbering_style = shown.map(Cow::into_owned);
        }
        Ok(parts)
    }
}

impl Numbering {
    fn read(name: &str, text: &str, used: &[String]) -> Result<Self, String> {
        let tree = xml::parse(text)?;
        let mut starts = BTreeMap::new();
        for list in tree.root.elements().filter(|e| e.name == "w:abstractNum") {
            let id = list.attribute("w:abstractNumId").unwrap_or_default();
            starts.insert(id.into_owned(), level_starts(list));
        }
        let mut restarts = BTreeMap::new();
        let mut id_max = 0;
        for list in tree.root.elements().filter(|e| e.name == "w:num") {
            let id = list.attribute("w:numId").unwrap_or_default();
            id_max = id_max.max(id.parse().unwrap_or(0));
            let definition = list.child("w:abstractNumId");
            let definition = definition
                .and_then(|d| d.attribute("w:val"))
                .unwrap_or_default();
            let Some(Some(starts)) = starts.get(definition.as_ref()) else {
                continue;
            };
            if used.iter().any(|used| *used == id) {
                restarts.insert(id.into_owned(), restart(list, &definition, *starts));
            }
        }
        // Lists stand before what Word keeps for cleaning up, which is last.
        let at = text.rfind("<w:numIdMacAtCleanup");
        let at = at.or_else(|| text.rfind("</")).unwrap_or(text.len());
        Ok(Self {
            name: name.to_owned(),
            before: text[..at].to_owned(),
            after: text[at..].to_owned(),
            id_max,
            restarts,
        })
    }
}

/// The first number of each level; none when all levels have bullets.
fn level_starts(list: &Element<'_>) -> Option<[i64; LEVELS]> {
    let mut starts = [1; LEVELS];
    let mut has_numbers = false;
    for level in list.elements().filter(|e| e.name == "w:lvl") {
        let number = |element: &Element<'_>, name: &str| -> Option<i64> {
            element.attribute(name)?.parse().ok()
        };
        let index = number(level, "w:ilvl").unwrap_or(0);
        if let Some(start) = level.child("w:start").and_then(|s| number(s, "w:val"))
            && let Some(slot) = starts.get_mut(index as usize)
        {
            *slot = start;
        }
        let format = level.child("w:numFmt").and_then(|f| f.attribute("w:val"));
        has_numbers |= format.as_deref() != Some("bullet");
    }
    // One that only names a style has its levels there.
    (has_numbers || list.child("w:lvl").is_none()).then_some(starts)
}

/// What stands in a list that begins anew, behind its start tag.
fn restart(list: &Element<'_>, definition: &str, starts: [i64; LEVELS]) -> String {
    let mut text = format!("<w:abstractNumId w:val=\"{definition}\"/>");
    for (level, start) in starts.iter().enumerate() {
        let own = list.elements().find(|e| {
            e.name == "w:lvlOverride"
                && e.attribute("w:ilvl").as_deref() == Some(level.to_string().as_str())
        });
        if let Some(own) = own {
            // It has its own start, or its own format with one.
            let has_start = own.child("w:startOverride").is_some();
            push(
                &mut text,
                format_args!("<w:lvlOverride w:ilvl=\"{level}\">"),
            );
            if !has_start {
                push(
                    &mut text,
                    format_args!("<w:startOverride w:val=\"{start}\"/>"),
                );
            }
            for child in own.elements() {
                child.write(&mut text);
            }
            text.push_str("</w:lvlOverride>");
        } else {
            push(
                &mut text,
                format_args!(
                    "<w:lvlOverride w:ilvl=\"{level}\"><w:startOverride w:val=\"{start}\"/></w:lvlOverride>"
                ),
            );
        }
    }
    text
}
