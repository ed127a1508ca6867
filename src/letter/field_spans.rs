//! What a field comes to: a value with its switches and its format, or a choice of two texts.

use crate::finding::code::writing;

use super::blocks::{Story, add_tokens, field_tokens};
use super::builder::Builder;
use super::field_code::{Item, plain_items};
use super::fields::{Filled, Line};
use super::inline::{Field, Flat, Inline, Token, is_text};
use super::instruction::{self, CHOICE_DEPTH_MAX};
use super::piece::{Part, Span};

/// Names this long were cut by Word in older versions; BC refuses them.
const LONG_NAME_CHARS: usize = 40;

impl Builder<'_> {
    /// A value; none when the field is to be kept. The error says what is wrong.
    pub(super) fn merge_span(
        &mut self,
        field: &Field<'_, '_>,
        flat: &Flat<'_, '_>,
        story: &mut Story,
        has_name: bool,
    ) -> Result<Option<Span>, String> {
        let formats = Formats::new(field, flat);
        let items = self.items(field, flat, story);
        let mut code = instruction::merge_code(items, has_name, &|run| formats.of_run(run, flat))?;
        if let Some(name) = &code.name {
            let Some(source) = self.source(name) else {
                return Ok(None);
            };
            code.merge.source = source;
            if name.chars().count() >= LONG_NAME_CHARS {
                self.find(
                    &writing::W112,
                    format!("the field name \"{name}\""),
                    "a name of fewer than 40 characters",
                    "Business Central refuses it: shorten the column's name",
                );
            }
        } else {
            self.has_merge = true;
        }
        for doubt in &code.doubts {
            let name = code.name.as_deref().unwrap_or_default();
            self.find(
                &writing::W111,
                format!("{doubt} in the field \"{name}\""),
                "\\*, \\@, \\#, \\b or \\f with a text behind it",
                "correct the switch; the value stands there without it",
            );
        }
        Ok(Some(Span {
            format: if code.takes_keyword_format {
                formats.instruction
            } else {
                formats.result
            },
            part: Part::Merge(Box::new(code.merge)),
        }))
    }

    /// A choice; none when it depends on what only Word knows. The error says what is wrong.
    pub(super) fn choice_span(
        &mut self,
        field: &Field<'_, '_>,
        flat: &Flat<'_, '_>,
        story: &mut Story,
    ) -> Result<Option<Span>, String> {
        let formats = Formats::new(field, flat);
        let items = self.items(field, flat, story);
        let choice = instruction::choice(items, &|run| formats.of_run(run, flat))?;
        let Some(choice) = choice else {
            return Ok(None);
        };
        if instruction::depth(&choice) > CHOICE_DEPTH_MAX {
            return Err(format!("more than {CHOICE_DEPTH_MAX} IFs in each other"));
        }
        self.has_merge = true;
        Ok(Some(Span {
            part: Part::Choice(Box::new(choice)),
            format: formats.result,
        }))
    }

    /// A field's instruction as characters and what else is in it.
    fn items(
        &mut self,
        field: &Field<'_, '_>,
        flat: &Flat<'_, '_>,
        story: &mut Story,
    ) -> Vec<Item<Span>> {
        if let Some(code) = &field.simple {
            return plain_items(code);
        }
        let mut items = Vec::new();
        for inline in &field.instruction {
            match inline {
                Inline::Token(Token::Piece(run, element)) if is_text(element) => {
                    items.extend(element.text().chars().map(|c| Item::Char(c, *run)));
                }
                Inline::Token(Token::Piece(run, element))
                    if !matches!(element.name, "w:lastRenderedPageBreak") =>
                {
                    let pieces = self.apart(|this| this.element(element, story));
                    items.push(Item::Other(Span {
                        part: Part::Object {
                            pieces,
                            has_runs: false,
                        },
                        format: format_of(*run, flat),
                    }));
                }
                Inline::Token(_) => {}
                Inline::Field(nested) => match self.span(nested, flat, story) {
                    Filled::Span(span) => items.push(Item::Other(span)),
                    Filled::Refused => {}
                    Filled::Kept => {
                        let pieces = self.apart(|this| {
                            let mut line = Line { flat, run: None };
                            this.keep(nested, &mut line, false, story);
                            this.close_run(&mut line);
                        });
                        items.push(Item::Other(Span {
                            part: Part::Object {
                                pieces,
                                has_runs: true,
                            },
                            format: String::new(),
                        }));
                    }
                },
            }
        }
        items
    }
}

/// The formats that a field's value may take.
struct Formats {
    /// That of the run with the first letter of the instruction.
    instruction: String,
    /// That of the first run of the old result, else the instruction's.
    result: String,
    is_simple: bool,
}

impl Formats {
    fn new(field: &Field<'_, '_>, flat: &Flat<'_, '_>) -> Self {
        let first_letter = field_tokens(field)
            .into_iter()
            .find_map(|token| match token {
                Token::Piece(run, element)
                    if is_text(element) && !element.text().trim().is_empty() =>
                {
                    Some(run)
                }
                _ => None,
            });
        let mut result = Vec::new();
        add_tokens(&field.result, &mut result);
        let first_result = result.into_iter().find_map(|token| match token {
            Token::Piece(run, _) => Some(run),
            _ => None,
        });
        let of = |run: Option<usize>| run.map_or(String::new(), |run| format_of(run, flat));
        Self {
            instruction: of(first_letter),
            result: of(first_result.or(first_letter)),
            is_simple: field.simple.is_some(),
        }
    }

    fn of_run(&self, run: usize, flat: &Flat<'_, '_>) -> String {
        if self.is_simple {
            self.result.clone()
        } else {
            format_of(run, flat)
        }
    }
}

/// The properties of a run, for a value in its place: spelling is to be checked again.
fn format_of(run: usize, flat: &Flat<'_, '_>) -> String {
    let Some(properties) = flat.runs.get(run).and_then(|run| run.properties) else {
        return String::new();
    };
    let mut text = String::new();
    for element in properties.elements().filter(|e| e.name != "w:noProof") {
        element.write(&mut text);
    }
    if text.is_empty() {
        text
    } else {
        format!("<w:rPr>{text}</w:rPr>")
    }
}
