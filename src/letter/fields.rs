//! Reads the fields of a paragraph into pieces.

use crate::finding::code::writing;

use super::blocks::{Story, add_tokens};
use super::builder::Builder;
use super::inline::{Field, Flat, Inline, Mark, Token, is_text, mark};
use super::instruction::{Kind, kind};
use super::piece::{IdKind, Piece, Span};
use super::xml::{Element, Node, attribute_span};

/// What stands in a paragraph, and where it is written to.
pub(super) struct Line<'l, 'a, 'x> {
    /// All that stands in it.
    pub(super) flat: &'l Flat<'a, 'x>,
    /// The run that is open.
    pub(super) run: Option<usize>,
}

impl Builder<'_> {
    /// Writes what stands in a paragraph, or in the instruction of a field that stays.
    pub(super) fn inlines(
        &mut self,
        inlines: &[Inline<'_, '_>],
        flat: &Flat<'_, '_>,
        in_instruction: bool,
        story: &mut Story,
    ) {
        let mut line = Line { flat, run: None };
        self.write_inlines(inlines, &mut line, in_instruction, story);
        self.close_run(&mut line);
    }

    fn write_inlines(
        &mut self,
        inlines: &[Inline<'_, '_>],
        line: &mut Line<'_, '_, '_>,
        in_instruction: bool,
        story: &mut Story,
    ) {
        for inline in inlines {
            match inline {
                Inline::Token(token) => {
                    let is_end = matches!(token, Token::Piece(_, e) if mark(e) == Some(Mark::End));
                    if is_end && story.open.pop().is_none() && !story.is_broken {
                        self.find(
                            &writing::W108,
                            "the end of a field that never begins".to_owned(),
                            "a whole field: { MERGEFIELD Name }",
                            "delete what is left of the field in Word (Alt+F9 shows it) and insert it again",
                        );
                    }
                    self.token(*token, line, in_instruction, story);
                }
                Inline::Field(field) => self.field(field, line, in_instruction, story),
            }
        }
    }

    fn token(
        &mut self,
        token: Token<'_, '_>,
        line: &mut Line<'_, '_, '_>,
        in_instruction: bool,
        story: &mut Story,
    ) {
        match token {
            Token::Piece(run, element) => {
                self.open_run(run, line);
                if in_instruction && is_text(element) {
                    self.instruction_text(element);
                } else {
                    self.element(element, story);
                }
            }
            Token::Open(element) => {
                self.close_run(line);
                if element.name == "w:sdt" {
                    self.control_has_field =
                        element.contains("w:instrText") || element.contains("w:fldSimple");
                }
                self.open_tag(element);
            }
            Token::Close(element) => {
                self.close_run(line);
                super::xml::write_close(element, self.fixed());
            }
            Token::Atom(node) => {
                self.close_run(line);
                match node {
                    Node::Element(element) => self.element(element, story),
                    Node::Raw(raw) => self.text(raw),
                }
            }
        }
    }

    fn open_run(&mut self, run: usize, line: &mut Line<'_, '_, '_>) {
        if line.run == Some(run) {
            return;
        }
        self.close_run(line);
        let run_parts = line.flat.runs[run];
        self.text("<");
        self.text(run_parts.element.tag);
        self.text(">");
        if let Some(properties) = run_parts.properties {
            properties.write(self.fixed());
        }
        line.run = Some(run);
    }

    pub(super) fn close_run(&mut self, line: &mut Line<'_, '_, '_>) {
        if line.run.take().is_some() {
            self.text("</w:r>");
        }
    }

    /// The text of an instruction that stays; names of bookmarks in it follow the bookmarks.
    fn instruction_text(&mut self, element: &Element<'_>) {
        self.open_tag(element);
        for node in &element.children {
            let Node::Raw(raw) = node else { continue };
            let is_part = |c: char| c.is_alphanumeric() || c == '_';
            let mut rest = *raw;
            while !rest.is_empty() {
                let begins = rest.starts_with(is_part);
                let end = rest
                    .find(|c: char| is_part(c) != begins)
                    .unwrap_or(rest.len());
                let word = &rest[..end];
                if self.bookmarks.contains(word) {
                    self.push_id(IdKind::BookmarkName, word);
                } else {
                    self.text(word);
                }
                rest = &rest[end..];
            }
        }
        super::xml::write_close(element, self.fixed());
    }

    fn field(
        &mut self,
        field: &Field<'_, '_>,
        line: &mut Line<'_, '_, '_>,
        in_instruction: bool,
        story: &mut Story,
    ) {
        match self.span(field, line.flat, story) {
            Filled::Span(span) => self.replace(field, span, line, in_instruction, story),
            Filled::Kept => self.keep(field, line, in_instruction, story),
            Filled::Refused => {}
        }
    }

    /// Writes a field that stays.
    pub(super) fn keep(
        &mut self,
        field: &Field<'_, '_>,
        line: &mut Line<'_, '_, '_>,
        in_instruction: bool,
        story: &mut Story,
    ) {
        self.shows_page_count |= field.keyword() == "NUMPAGES";
        let is_filled = field.instruction.iter().any(|inline| {
            matches!(inline, Inline::Field(nested) if kind(&nested.keyword()) != Kind::Kept)
        });
        match field.begin {
            // What it shows is of another instruction: Word shall work it out anew.
            Token::Piece(run, element)
                if is_filled && attribute_span(element.tag, "w:dirty").is_none() =>
            {
                self.open_run(run, line);
                self.text("<");
                self.text(element.tag);
                self.text(" w:dirty=\"true\"/>");
            }
            begin => self.token(begin, line, in_instruction, story),
        }
        self.write_inlines(&field.instruction, line, true, story);
        if let Some(separate) = field.separate {
            self.token(separate, line, in_instruction, story);
        }
        self.write_inlines(&field.result, line, in_instruction, story);
        match field.end {
            Some(end) => self.token(end, line, in_instruction, story),
            None => story
                .open
                .push(field.code().trim().chars().take(60).collect()),
        }
    }

    /// Puts a value where a field stood. Bookmarks in the field stay, and so does what it lies in.
    fn replace(
        &mut self,
        field: &Field<'_, '_>,
        span: Span,
        line: &mut Line<'_, '_, '_>,
        in_instruction: bool,
        story: &mut Story,
    ) {
        let mut tokens = Vec::new();
        add_tokens(&field.instruction, &mut tokens);
        let in_result = tokens.len();
        add_tokens(&field.result, &mut tokens);
        let is_piece = |token: &Token<'_, '_>| matches!(token, Token::Piece(..));
        let place = tokens[in_result..].iter().position(is_piece);
        let place = place.map(|at| at + in_result);
        let place = place.or_else(|| tokens.iter().position(is_piece));
        self.close_run(line);
        let mut piece = Some(if in_instruction {
            Piece::Instruction(span)
        } else {
            Piece::Runs(vec![span])
        });
        if place.is_none() {
            piece.take().into_iter().for_each(|piece| self.push(piece));
        }
        for (at, token) in tokens.into_iter().enumerate() {
            if Some(at) == place {
                piece.take().into_iter().for_each(|piece| self.push(piece));
            }
            match token {
                Token::Piece(..) => {}
                Token::Atom(Node::Element(element)) if element.name == "w:proofErr" => {}
                // The beginning and end of a fldSimple in it are no tags of the document any more.
                Token::Open(element) | Token::Close(element) if element.name == "w:fldSimple" => {}
                token => self.token(token, line, in_instruction, story),
            }
        }
    }

    /// What a field comes to.
    pub(super) fn span(
        &mut self,
        field: &Field<'_, '_>,
        flat: &Flat<'_, '_>,
        story: &mut Story,
    ) -> Filled {
        let keyword = field.keyword();
        let filled = match kind(&keyword) {
            Kind::Kept => return Filled::Kept,
            Kind::Refused(fix) => {
                self.find(
                    &writing::W110,
                    format!("the field {keyword}"),
                    "MERGEFIELD, IF, MERGEREC, or a field that Word fills itself, e.g. PAGE",
                    fix,
                );
                return Filled::Refused;
            }
            Kind::Merge => self.merge_span(field, flat, story, true),
            Kind::Number => self.merge_span(field, flat, story, false),
            Kind::Choice => self.choice_span(field, flat, story),
        };
        match filled {
            Ok(Some(span)) => Filled::Span(span),
            Ok(None) => Filled::Kept,
            Err(found) => {
                let near: String = field.code().trim().chars().take(60).collect();
                self.find(
                    &writing::W108,
                    format!("{found}: \"{near}\""),
                    "{ MERGEFIELD Name } or { IF a = b \"yes\" \"no\" }",
                    "correct the field in Word (Alt+F9 shows it)",
                );
                Filled::Refused
            }
        }
    }
}

/// What becomes of a field.
pub(super) enum Filled {
    /// Something stands in its place.
    Span(Span),
    /// It stays.
    Kept,
    /// It was refused.
    Refused,
}
