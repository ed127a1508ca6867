//! Writes the pieces of a part for one letter.

use std::borrow::Cow;

use super::piece::{EndShape, IdKind, Part, Piece, Span};
use super::value_text::Filling;
use super::xml::push_escaped;

/// What is different for a letter in a combined document.
pub(super) trait Joining {
    /// A number or name that occurs once in the whole document.
    fn id<'t>(&self, kind: IdKind, ordinal: usize, original: &'t str) -> Cow<'t, str>;
    /// The settings of a section within a letter.
    fn section(&self, index: usize, out: &mut String);
    /// The settings of the last section, where another letter follows.
    fn end(&self, shape: EndShape, out: &mut String);
}

/// Writes one letter.
pub(super) struct Writer<'a> {
    /// The values.
    pub(super) filling: Filling<'a>,
    /// The settings of the template's sections as they stand.
    pub(super) sections: &'a [super::section::Section],
    /// For a letter in a combined document.
    pub(super) joining: Option<&'a dyn Joining>,
    /// What is written.
    pub(super) out: String,
    /// Whether a field had something to show since this was last reset.
    is_filled: bool,
}

impl<'a> Writer<'a> {
    /// Nothing written yet.
    pub(super) fn new(
        filling: Filling<'a>,
        sections: &'a [super::section::Section],
        joining: Option<&'a dyn Joining>,
    ) -> Self {
        Self {
            filling,
            sections,
            joining,
            out: String::new(),
            is_filled: false,
        }
    }

    /// Writes pieces.
    pub(super) fn pieces(&mut self, pieces: &[Piece]) {
        for piece in pieces {
            self.piece(piece);
        }
    }

    fn piece(&mut self, piece: &Piece) {
        match piece {
            Piece::Fixed(text) => self.out.push_str(text),
            Piece::Alone(text) => {
                if self.joining.is_none() {
                    self.out.push_str(text);
                }
            }
            Piece::Runs(spans) => self.spans(spans),
            Piece::Instruction(span) => self.instruction(span),
            Piece::Paragraph(pieces) => self.paragraph(pieces),
            Piece::Id {
                kind,
                ordinal,
                original,
            } => match self.joining {
                Some(joining) => self.out.push_str(&joining.id(*kind, *ordinal, original)),
                None => self.out.push_str(original),
            },
            Piece::Section(index) => match self.joining {
                Some(joining) => joining.section(*index, &mut self.out),
                None => self.out.push_str(&self.sections[*index].original),
            },
            Piece::LetterEnd(shape) => {
                if let Some(joining) = self.joining {
                    joining.end(*shape, &mut self.out);
                }
            }
        }
    }

    /// A paragraph that is left out when its fields have nothing to show; not the one that holds the
    /// end of a letter.
    fn paragraph(&mut self, pieces: &[Piece]) {
        let start = self.out.len();
        self.is_filled = false;
        self.pieces(pieces);
        let is_end = |piece: &Piece| matches!(piece, Piece::LetterEnd(_));
        let must_stay = self.joining.is_some() && pieces.iter().any(is_end);
        if !self.is_filled && !must_stay {
            self.out.truncate(start);
        }
    }

    fn spans(&mut self, spans: &[Span]) {
        for span in spans {
            match &span.part {
                Part::Text(text) => self.run(&span.format, text),
                Part::Merge(_) => {
                    let text = self.filling.text(std::slice::from_ref(span));
                    self.run(&span.format, &text);
                }
                Part::Choice(choice) => self.spans(self.filling.branch(choice)),
                Part::Object { pieces, has_runs } => {
                    self.is_filled = true;
                    if *has_runs {
                        self.pieces(pieces);
                    } else {
                        self.out.push_str("<w:r>");
                        self.out.push_str(&span.format);
                        self.pieces(pieces);
                        self.out.push_str("</w:r>");
                    }
                }
            }
        }
    }

    /// One run with a text; line breaks and tabs become elements.
    fn run(&mut self, format: &str, text: &str) {
        if text.is_empty() {
            return;
        }
        self.is_filled = true;
        self.out.push_str("<w:r>");
        self.out.push_str(format);
        let mut rest = text;
        while let Some(c) = rest.chars().next() {
            match c {
                '\n' | '\r' => self.out.push_str("<w:br/>"),
                '\t' => self.out.push_str("<w:tab/>"),
                _ => {
                    let end = rest.find(['\n', '\r', '\t']).unwrap_or(rest.len());
                    let part = &rest[..end];
                    let keeps = part.starts_with(' ') || part.ends_with(' ') || part.contains("  ");
                    self.out.push_str(if keeps {
                        "<w:t xml:space=\"preserve\">"
                    } else {
                        "<w:t>"
                    });
                    push_escaped(&mut self.out, part);
                    self.out.push_str("</w:t>");
                    rest = &rest[end..];
                    continue;
                }
            }
            rest = &rest[c.len_utf8()..];
        }
        self.out.push_str("</w:r>");
    }

    /// A value within the instruction of a field that stays: in one line, quotes escaped.
    fn instruction(&mut self, span: &Span) {
        let text = self.filling.text(std::slice::from_ref(span));
        if text.is_empty() {
            return;
        }
        self.is_filled = true;
        let line: String = text
            .chars()
            .flat_map(|c| match c {
                '"' | '\\' => vec!['\\', c],
                '\n' | '\r' | '\t' => vec![' '],
                c => vec![c],
            })
            .collect();
        self.out.push_str("<w:r>");
        self.out.push_str(&span.format);
        self.out.push_str("<w:instrText xml:space=\"preserve\">");
        push_escaped(&mut self.out, &line);
        self.out.push_str("</w:instrText></w:r>");
    }
}
