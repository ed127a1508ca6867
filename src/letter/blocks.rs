//! Reads the elements and paragraphs of a part into pieces.

use super::builder::Builder;
use super::inline::{Field, Flat, Inline, Token};
use super::instruction::{Kind, kind};
use super::piece::{EndShape, Piece};
use super::section::Section;
use super::visibility::shows_only_fields;
use super::xml::{Element, Node, write_close};
use crate::finding::code::writing;

/// How many paragraphs a value may span that was merged before. Only a field that is never closed
/// takes more.
const JOINED_PARAGRAPHS_MAX: usize = 200;

/// A text of its own: a body, a header, a note, a text box. Fields never reach beyond it.
#[derive(Debug, Default)]
pub(super) struct Story {
    /// Fields that began in an earlier paragraph, such as a table of contents; each with the text
    /// where it began.
    pub(super) open: Vec<String>,
    /// Whether a damaged field was found: what is left of it is not found again.
    pub(super) is_broken: bool,
}

/// Where a paragraph stands.
#[derive(Debug, Clone, Copy, Default)]
struct Position {
    /// Whether it may be left out when it is blank.
    may_go: bool,
    /// Whether a letter ends with it.
    is_end: bool,
}

impl Builder<'_> {
    /// Reads what stands in an element as a text of its own.
    pub(super) fn story(&mut self, parent: &Element<'_>) {
        let mut story = Story::default();
        self.blocks(parent, &mut story, parent.name == "w:body");
        if let Some(near) = story.open.first().filter(|_| !story.is_broken) {
            self.find_unclosed(near);
        }
    }

    /// Notes a field that begins and never ends.
    pub(super) fn find_unclosed(&mut self, near: &str) {
        self.find(
            &writing::W108,
            format!("a field that begins but never ends: \"{near}\""),
            "a whole field: { MERGEFIELD Name }",
            "delete what is left of the field in Word (Alt+F9 shows it) and insert it again",
        );
    }

    fn blocks(&mut self, parent: &Element<'_>, story: &mut Story, is_body: bool) {
        let children = &parent.children;
        let blocks: Vec<usize> = (0..children.len())
            .filter(|&at| element_at(children, at).is_some_and(|e| is_block(e.name)))
            .collect();
        let last = blocks.last().copied();
        let mut at = 0;
        while at < children.len() {
            let Some(element) = element_at(children, at) else {
                children[at].write(self.fixed());
                at += 1;
                continue;
            };
            if element.name == "w:p" {
                let end = self.paragraph_at(children, at, &blocks, story, is_body);
                at = end + 1;
            } else if element.name == "w:sectPr" {
                let section = self.section(element);
                self.push(section);
                at += 1;
            } else {
                self.element(element, story);
                if is_body && last == Some(at) {
                    self.push(Piece::LetterEnd(EndShape::Paragraph));
                }
                at += 1;
            }
        }
        if is_body && blocks.is_empty() {
            self.push(Piece::LetterEnd(EndShape::Paragraph));
        }
    }

    /// Settings of a section as a piece.
    pub(super) fn section(&mut self, element: &Element<'_>) -> Piece {
        self.sections.push(Section::read(element));
        Piece::Section(self.sections.len() - 1)
    }

    /// Writes an element and what is in it.
    pub(super) fn element(&mut self, element: &Element<'_>, story: &mut Story) {
        let is_comment = matches!(
            element.name,
            "w:commentRangeStart" | "w:commentRangeEnd" | "w:commentReference"
        );
        if is_comment {
            let mut text = String::new();
            element.write(&mut text);
            self.push(Piece::Alone(text));
            return;
        }
        if element.name == "w:sdt" {
            self.control_has_field =
                element.contains("w:instrText") || element.contains("w:fldSimple");
        }
        let is_placeholder = matches!(element.name, "w:showingPlcHdr" | "w:dataBinding");
        if is_placeholder && self.control_has_field {
            // A control that shows its value, not the words that ask for one; and one that is bound
            // to other data would lose its value when the letter is opened.
            return;
        }
        if element.name == "w:pStyle" {
            let style = element.attribute("w:val").unwrap_or_default();
            self.styles.insert(style.into_owned());
        }
        self.open_tag(element);
        let outer_fallback = self.in_fallback;
        self.in_fallback |= element.name == "mc:Fallback";
        if element.name == "w:txbxContent" {
            self.story(element);
        } else {
            self.blocks(element, story, false);
        }
        self.in_fallback = outer_fallback;
        write_close(element, self.fixed());
    }

    /// Reads the paragraph at `at`, joined with those behind it that a field reaches into. Gives the
    /// position of the last.
    fn paragraph_at(
        &mut self,
        children: &[Node<'_>],
        at: usize,
        blocks: &[usize],
        story: &mut Story,
        is_body: bool,
    ) -> usize {
        let first = element_at(children, at).expect("a paragraph");
        let index = blocks.iter().position(|&block| block == at).unwrap_or(0);
        let mut flat = Flat::default();
        flat.add(first);
        let mut last_index = index;
        let mut inlines = flat.fields();
        while let Some(field) = unclosed(&inlines) {
            let next = blocks.get(last_index + 1).copied();
            let next = next.and_then(|at| element_at(children, at));
            let next = next.filter(|next| next.name == "w:p");
            let may_join = kind(&field.keyword()) != Kind::Choice
                && last_index - index < JOINED_PARAGRAPHS_MAX;
            let Some(next) = next.filter(|_| may_join) else {
                let near = near(field, &flat);
                story.is_broken = true;
                if kind(&field.keyword()) == Kind::Choice && next.is_some() {
                    self.find(
                        &writing::W109,
                        format!("an IF that reaches over several paragraphs: \"{near}\""),
                        "both texts in one paragraph",
                        "put one IF into each paragraph, or a line break (Shift+Enter) between its lines",
                    );
                } else {
                    self.find_unclosed(&near);
                }
                return blocks[last_index];
            };
            flat.add(next);
            last_index += 1;
            inlines = flat.fields();
        }
        let last = element_at(children, blocks[last_index]).expect("a paragraph");
        let name_of = |index: Option<usize>| {
            let at = blocks.get(index?).copied()?;
            Some(element_at(children, at)?.name)
        };
        let before = name_of(index.checked_sub(1));
        let after = name_of(Some(last_index + 1));
        // Two tables without a paragraph between them would become one.
        let between_tables = before == Some("w:tbl") && after == Some("w:tbl");
        let is_last = after.is_none();
        let position = Position {
            may_go: !between_tables && (!is_last || (is_body && before == Some("w:p"))),
            is_end: is_body && is_last,
        };
        self.paragraph(first, last.child("w:pPr"), &flat, &inlines, position, story);
        blocks[last_index]
    }

    fn paragraph(
        &mut self,
        paragraph: &Element<'_>,
        properties: Option<&Element<'_>>,
        flat: &Flat<'_, '_>,
        inlines: &[Inline<'_, '_>],
        position: Position,
        story: &mut Story,
    ) {
        let has_section = properties.is_some_and(|p| p.child("w:sectPr").is_some());
        let may_go = position.may_go
            && !self.keeps_blank_lines
            && !has_section
            && shows_only_fields(inlines);
        // One that is closed at once has no room for the settings of a section.
        let is_end = position.is_end && !has_section && !paragraph.children.is_empty();
        let pieces = self.apart(|this| {
            this.open_tag(paragraph);
            this.paragraph_properties(properties, is_end, story);
            this.inlines(inlines, flat, false, story);
            write_close(paragraph, this.fixed());
        });
        if may_go {
            self.push(Piece::Paragraph(pieces));
        } else {
            for piece in pieces {
                match piece {
                    Piece::Fixed(text) => self.text(&text),
                    piece => self.push(piece),
                }
            }
        }
        if position.is_end && !is_end {
            self.push(Piece::LetterEnd(EndShape::Paragraph));
        }
    }

    fn paragraph_properties(
        &mut self,
        properties: Option<&Element<'_>>,
        is_end: bool,
        story: &mut Story,
    ) {
        let Some(properties) = properties.filter(|p| !p.children.is_empty()) else {
            if is_end {
                self.push(Piece::LetterEnd(EndShape::Properties));
            }
            return;
        };
        self.open_tag(properties);
        for node in &properties.children {
            match node {
                Node::Element(element) if element.name == "w:sectPr" => {
                    let section = self.section(element);
                    self.push(section);
                }
                Node::Element(element) if element.name == "w:pPrChange" => {}
                Node::Element(element) => self.element(element, story),
                Node::Raw(raw) => self.text(raw),
            }
        }
        if is_end {
            self.push(Piece::LetterEnd(EndShape::Inside));
        }
        if let Some(change) = properties.child("w:pPrChange") {
            self.element(change, story);
        }
        write_close(properties, self.fixed());
    }
}

/// The element at a position, if it is one.
fn element_at<'a, 'x>(children: &'a [Node<'x>], at: usize) -> Option<&'a Element<'x>> {
    match children.get(at) {
        Some(Node::Element(element)) => Some(element),
        _ => None,
    }
}

fn is_block(name: &str) -> bool {
    matches!(
        name,
        "w:p" | "w:tbl" | "w:sdt" | "w:customXml" | "w:altChunk"
    )
}

/// The outermost field that letters fill and that does not end here.
fn unclosed<'i, 'a, 'x>(inlines: &'i [Inline<'a, 'x>]) -> Option<&'i Field<'a, 'x>> {
    inlines.iter().rev().find_map(|inline| match inline {
        Inline::Field(field) if field.end.is_none() => match kind(&field.keyword()) {
            Kind::Kept => unclosed(&field.instruction).or_else(|| unclosed(&field.result)),
            _ => Some(field),
        },
        _ => None,
    })
}

/// The text at a field, to find it by.
fn near(field: &Field<'_, '_>, flat: &Flat<'_, '_>) -> String {
    let mut text = field.code().trim().to_owned();
    if text.is_empty() {
        for token in &flat.tokens {
            if let Token::Piece(_, element) = token {
                text.push_str(&element.text());
            }
        }
    }
    text.chars().take(60).collect()
}

/// All steps of a field, of the fields in it too.
pub(super) fn field_tokens<'a, 'x>(field: &Field<'a, 'x>) -> Vec<Token<'a, 'x>> {
    let mut tokens = Vec::new();
    add_tokens(&field.instruction, &mut tokens);
    add_tokens(&field.result, &mut tokens);
    tokens
}

/// All steps of a list.
pub(super) fn add_tokens<'a, 'x>(inlines: &[Inline<'a, 'x>], tokens: &mut Vec<Token<'a, 'x>>) {
    for inline in inlines {
        match inline {
            Inline::Token(token) => tokens.push(*token),
            Inline::Field(field) => tokens.extend(field_tokens(field)),
        }
    }
}
