//! What stands in a paragraph, as one list, and the fields in it as a tree.
//!
//! Word may split a field over any number of runs, put bookmarks and marks of the spelling check
//! between them, and let a field begin in a hyperlink and end behind it. So a paragraph is first
//! made flat: the beginnings and ends of what holds runs, each child of a run, and the rest. Then a
//! stack finds which `begin` belongs to which `end`.

use super::xml::{Element, Node, attribute_span};

/// One step through a paragraph.
#[derive(Debug, Clone, Copy)]
pub(super) enum Token<'a, 'x> {
    /// Something that holds runs begins: a hyperlink, an insertion, a content control.
    Open(&'a Element<'x>),
    /// It ends.
    Close(&'a Element<'x>),
    /// One child of a run, with the position of the run.
    Piece(usize, &'a Element<'x>),
    /// What is neither: a bookmark, a deletion.
    Atom(&'a Node<'x>),
}

/// A paragraph, or several that one field joins, made flat.
#[derive(Debug, Default)]
pub(super) struct Flat<'a, 'x> {
    /// The steps.
    pub(super) tokens: Vec<Token<'a, 'x>>,
    /// The runs: start tag, and the properties as they stand.
    pub(super) runs: Vec<Run<'a, 'x>>,
}

/// A run without its content.
#[derive(Debug, Clone, Copy)]
pub(super) struct Run<'a, 'x> {
    /// The run.
    pub(super) element: &'a Element<'x>,
    /// Its properties.
    pub(super) properties: Option<&'a Element<'x>>,
}

/// What the mark of a field does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Mark {
    Begin,
    Separate,
    End,
}

/// A step, or a field with all of its steps.
#[derive(Debug)]
pub(super) enum Inline<'a, 'x> {
    /// A step that belongs to no field here.
    Token(Token<'a, 'x>),
    /// A field.
    Field(Field<'a, 'x>),
}

/// A field.
#[derive(Debug)]
pub(super) struct Field<'a, 'x> {
    /// The step at which it begins: a `fldChar`, or a `fldSimple`.
    pub(super) begin: Token<'a, 'x>,
    /// The instruction of a `fldSimple`.
    pub(super) simple: Option<String>,
    /// The instruction's steps.
    pub(super) instruction: Vec<Inline<'a, 'x>>,
    /// Between instruction and result.
    pub(super) separate: Option<Token<'a, 'x>>,
    /// The result's steps.
    pub(super) result: Vec<Inline<'a, 'x>>,
    /// The step at which it ends; none when that is in another paragraph.
    pub(super) end: Option<Token<'a, 'x>>,
}

impl<'a, 'x> Flat<'a, 'x> {
    /// Adds what stands in a paragraph; its properties are left out.
    pub(super) fn add(&mut self, parent: &'a Element<'x>) {
        for node in &parent.children {
            match node {
                Node::Element(element) if element.name == "w:pPr" => {}
                Node::Element(element) if element.name == "w:r" => self.add_run(element),
                Node::Element(element) if holds_runs(element) => {
                    self.tokens.push(Token::Open(element));
                    self.add(element);
                    self.tokens.push(Token::Close(element));
                }
                node => self.tokens.push(Token::Atom(node)),
            }
        }
    }

    fn add_run(&mut self, run: &'a Element<'x>) {
        self.runs.push(Run {
            element: run,
            properties: run.child("w:rPr"),
        });
        let position = self.runs.len() - 1;
        for child in run.elements().filter(|child| child.name != "w:rPr") {
            self.tokens.push(Token::Piece(position, child));
        }
    }

    /// The fields as a tree.
    pub(super) fn fields(&self) -> Vec<Inline<'a, 'x>> {
        let mut at = 0;
        let mut inlines = Vec::new();
        // At the top, an end without beginning is for the caller to judge: it may end a table of
        // contents that began pages before.
        while at < self.tokens.len() {
            self.read_until(&mut at, &mut inlines, &[]);
            if let Some(token) = self.tokens.get(at) {
                inlines.push(Inline::Token(*token));
                at += 1;
            }
        }
        inlines
    }

    /// Reads steps and fields up to one of the marks in `stop`, or to a mark that has no beginning.
    fn read_until(&self, at: &mut usize, inlines: &mut Vec<Inline<'a, 'x>>, stop: &[Mark]) {
        while let Some(token) = self.tokens.get(*at).copied() {
            match token {
                Token::Open(element) if element.name == "w:fldSimple" => {
                    *at += 1;
                    let mut result = Vec::new();
                    self.read_simple(at, element, &mut result);
                    let instruction = element.attribute("w:instr").unwrap_or_default();
                    inlines.push(Inline::Field(Field {
                        begin: token,
                        simple: Some(instruction.into_owned()),
                        instruction: Vec::new(),
                        separate: None,
                        result,
                        end: Some(Token::Close(element)),
                    }));
                }
                Token::Piece(_, element) if element.name == "w:fldChar" => match mark(element) {
                    Some(Mark::Begin) => {
                        *at += 1;
                        let field = self.read_complex(at, token);
                        inlines.push(Inline::Field(field));
                    }
                    Some(found) if stop.is_empty() || stop.contains(&found) => return,
                    _ => {
                        inlines.push(Inline::Token(token));
                        *at += 1;
                    }
                },
                token => {
                    inlines.push(Inline::Token(token));
                    *at += 1;
                }
            }
        }
    }

    /// The result of a `fldSimple`, up to its own end.
    fn read_simple(
        &self,
        at: &mut usize,
        simple: &'a Element<'x>,
        result: &mut Vec<Inline<'a, 'x>>,
    ) {
        while let Some(token) = self.tokens.get(*at).copied() {
            *at += 1;
            match token {
                Token::Close(element) if std::ptr::eq(element, simple) => return,
                Token::Piece(_, element) if mark(element) == Some(Mark::Begin) => {
                    let field = self.read_complex(at, token);
                    result.push(Inline::Field(field));
                }
                token => result.push(Inline::Token(token)),
            }
        }
    }

    /// A field from behind its `begin`.
    fn read_complex(&self, at: &mut usize, begin: Token<'a, 'x>) -> Field<'a, 'x> {
        let mut field = Field {
            begin,
            simple: None,
            instruction: Vec::new(),
            separate: None,
            result: Vec::new(),
            end: None,
        };
        self.read_until(at, &mut field.instruction, &[Mark::Separate, Mark::End]);
        let mut stopped = self.tokens.get(*at).copied();
        if let Some(token @ Token::Piece(_, element)) = stopped
            && mark(element) == Some(Mark::Separate)
        {
            field.separate = Some(token);
            *at += 1;
            self.read_until(at, &mut field.result, &[Mark::End]);
            stopped = self.tokens.get(*at).copied();
        }
        if stopped.is_some() {
            field.end = stopped;
            *at += 1;
        }
        field
    }
}

impl Field<'_, '_> {
    /// The instruction's text, without what other fields in it come to.
    pub(super) fn code(&self) -> String {
        if let Some(code) = &self.simple {
            return code.clone();
        }
        let mut text = String::new();
        for inline in &self.instruction {
            if let Inline::Token(Token::Piece(_, element)) = inline
                && is_text(element)
            {
                text.push_str(&element.text());
            }
        }
        text
    }

    /// The first word of the instruction in big letters: `MERGEFIELD`.
    pub(super) fn keyword(&self) -> String {
        let code = self.code();
        let word = code.trim_start();
        let end = word.find(|c: char| !c.is_alphanumeric() && c != '=');
        word[..end.unwrap_or(word.len())].to_uppercase()
    }
}

/// Whether a run's child holds text, of the document or of an instruction.
pub(super) fn is_text(element: &Element<'_>) -> bool {
    matches!(element.name, "w:instrText" | "w:t")
}

/// What a mark of a field does.
pub(super) fn mark(element: &Element<'_>) -> Option<Mark> {
    if element.name != "w:fldChar" {
        return None;
    }
    let (start, end) = attribute_span(element.tag, "w:fldCharType")?;
    match &element.tag[start..end] {
        "begin" => Some(Mark::Begin),
        "separate" => Some(Mark::Separate),
        "end" => Some(Mark::End),
        _ => None,
    }
}

/// Whether an element may hold runs that belong to the text. What was deleted in tracked changes does
/// not, so fields in it are none.
fn holds_runs(element: &Element<'_>) -> bool {
    !matches!(element.name, "w:del" | "w:moveFrom")
        && (element.name == "w:fldSimple" || element.contains("w:r"))
}
