//! Finds rows, cells, types and values in the unpacked bytes of a sheet.
//!
//! What is accepted is what Excel, LibreOffice and the usual libraries write. A cell is shown as
//! soon as all of it was seen, so whatever is found behind it cannot change it.

use std::io::Read;

use crate::config::Limits;
use crate::finding::Finding;
use crate::place::Place;

use super::super::{Cell, Content, Flow, Visitor, limit};
use super::cursor::{Cursor, Inside, Scan, Stop, TagEnd};
use super::shared_texts::{SharedTexts, item};
use super::tag::{CellTag, Kind, formula, value_tag};
use super::window::Window;
use super::{number, prolog, text};

/// How the scan of a sheet ended.
#[derive(Debug)]
pub(super) enum Scanned {
    /// The sheet was read, or the visitor had enough.
    Done,
    /// A limit was passed.
    Passed(Box<Finding>),
    /// Something was found that the general reader must look at; so many cells were shown before.
    Outside(&'static str, u64),
}

/// What cells refer to, and where they go.
pub(super) struct Sheet<'a> {
    pub(super) texts: &'a SharedTexts,
    /// By style, whether numbers are shown as dates or times.
    pub(super) moments: &'a [bool],
    pub(super) limits: &'a Limits,
    pub(super) place: &'a Place,
    pub(super) visitor: &'a mut dyn Visitor,
}

/// Scans a sheet.
pub(super) fn scan(mut window: Window<impl Read>, sheet: Sheet<'_>) -> Scanned {
    let mut scanner = Scanner {
        sheet,
        position: Position::Prolog,
        row: 0,
        column: 0,
        shown: 0,
        room: String::new(),
        text: String::new(),
    };
    loop {
        let mut cursor = Cursor::new(window.bytes());
        let stop = loop {
            let mark = cursor.at;
            match scanner.element(&mut cursor) {
                Ok(Next::Go) => {}
                Ok(Next::Done) => return Scanned::Done,
                Ok(Next::Passed(finding)) => return Scanned::Passed(finding),
                Err(stop) => {
                    cursor.at = mark;
                    break stop;
                }
            }
        };
        let passed = cursor.at;
        window.pass(passed);
        let stop = match stop {
            Stop::More => window.more().err(),
            Stop::Outside(_) => Some(stop),
        };
        match stop {
            None => {}
            Some(Stop::Outside(why)) => return Scanned::Outside(why, scanner.shown),
            Some(Stop::More) => return Scanned::Outside("an early end", scanner.shown),
        }
    }
}

struct Scanner<'a> {
    sheet: Sheet<'a>,
    position: Position,
    /// Where the next cell is, when it does not say so itself.
    row: u32,
    column: u32,
    shown: u64,
    room: String,
    text: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Position {
    Prolog,
    BetweenRows,
    InRow,
}

enum Next {
    Go,
    Done,
    Passed(Box<Finding>),
}

/// The value of a cell.
enum Value<'a> {
    Empty,
    Shared(u32),
    /// A text that stands in the bytes as it is.
    Plain(&'a str),
    /// A text that was put together.
    Built,
    Other(Content<'a>),
}

impl Scanner<'_> {
    /// Reads one cell, or the tag of a row.
    #[inline]
    fn element(&mut self, cursor: &mut Cursor<'_>) -> Scan<Next> {
        cursor.blanks();
        match self.position {
            Position::InRow => {
                if cursor.take(b"<c")? {
                    return self.cell(cursor);
                }
                cursor.expect(b"</row>", "unusual markup in a row")?;
                self.end_row();
            }
            Position::BetweenRows => {
                if cursor.take(b"<row")? {
                    return self.begin_row(cursor);
                }
                cursor.expect(b"</sheetData>", "unusual markup between rows")?;
                return Ok(Next::Done);
            }
            Position::Prolog => {
                if prolog::prolog(cursor)? == TagEnd::Closed {
                    return Ok(Next::Done);
                }
                self.position = Position::BetweenRows;
            }
        }
        Ok(Next::Go)
    }

    fn begin_row(&mut self, cursor: &mut Cursor<'_>) -> Scan<Next> {
        let mut row = None;
        let end = loop {
            match cursor.inside()? {
                Inside::Attribute(b"r", value) if row.is_none() => {
                    let from_1 = number::whole(value).filter(|number| *number > 0);
                    row = Some(from_1.ok_or(Stop::Outside("an unusual row number"))? - 1);
                }
                Inside::Attribute(b"r", _) => return Err(Stop::Outside("two row numbers")),
                Inside::Attribute(..) => {}
                Inside::Open => break TagEnd::Open,
                Inside::Closed => break TagEnd::Closed,
            }
        };
        let row = row.unwrap_or(self.row);
        if row < self.row {
            return Err(Stop::Outside("rows out of order"));
        }
        self.row = row;
        self.position = Position::InRow;
        if end == TagEnd::Closed {
            self.end_row();
        }
        Ok(Next::Go)
    }

    fn end_row(&mut self) {
        self.row += 1;
        self.column = 0;
        self.position = Position::BetweenRows;
    }

    /// Reads a cell behind `<c`.
    #[inline]
    fn cell(&mut self, cursor: &mut Cursor<'_>) -> Scan<Next> {
        let tag = CellTag::read(cursor, self.row, self.column)?;
        let (row, column) = (tag.row, tag.column);
        if row != self.row || column < self.column {
            return Err(Stop::Outside("cells out of order"));
        }
        let (value, is_formula) = match tag.end {
            TagEnd::Closed => (Value::Empty, false),
            TagEnd::Open => self.content(cursor, tag)?,
        };
        self.column = column + 1;
        Ok(self.show(row, column, &value, is_formula))
    }

    /// Reads what is in a cell, up to its end.
    #[inline]
    fn content<'a>(&mut self, cursor: &mut Cursor<'a>, tag: CellTag) -> Scan<(Value<'a>, bool)> {
        // The usual cell first.
        if cursor.take(b"<v>")? {
            let value = self.value(cursor, tag)?;
            if cursor.take(b"</v></c>")? {
                return Ok((value, false));
            }
            cursor.expect(b"</v>", "markup inside a value")?;
            cursor.blanks();
            cursor.expect(b"</c>", "unusual markup in a cell")?;
            return Ok((value, false));
        }
        cursor.blanks();
        let is_formula = cursor.take(b"<f")?;
        if is_formula {
            formula(cursor, &mut self.room)?;
            cursor.blanks();
        }
        let value = if cursor.take(b"<v")? {
            match value_tag(cursor)? {
                TagEnd::Closed => Value::Empty,
                TagEnd::Open => {
                    let value = self.value(cursor, tag)?;
                    cursor.expect(b"</v>", "markup inside a value")?;
                    value
                }
            }
        } else if tag.kind == Kind::Inline && cursor.take(b"<is>")? {
            self.text.clear();
            item(cursor, b"</is>", &mut self.room, &mut self.text)?;
            Value::Built
        } else {
            Value::Empty
        };
        cursor.blanks();
        cursor.expect(b"</c>", "unusual markup in a cell")?;
        match value {
            Value::Empty if is_formula => Ok((Value::Other(Content::NoResult), true)),
            value => Ok((value, is_formula)),
        }
    }

    /// Reads the content of `<v>`.
    #[inline]
    fn value<'a>(&mut self, cursor: &mut Cursor<'a>, tag: CellTag) -> Scan<Value<'a>> {
        match tag.kind {
            Kind::Shared => {
                let Some(index) = number::index(cursor)? else {
                    return Ok(Value::Empty);
                };
                if index as usize >= self.sheet.texts.len() {
                    return Err(Stop::Outside("a shared text that is not there"));
                }
                Ok(Value::Shared(index))
            }
            Kind::Number => {
                let Some(number) = number::number(cursor)? else {
                    return Ok(Value::Empty);
                };
                // A cell without style is beyond all of them.
                let is_moment = self.sheet.moments.get(tag.style as usize);
                Ok(Value::Other(match is_moment {
                    Some(true) => Content::Moment(number),
                    _ => Content::Number(number),
                }))
            }
            Kind::Result => {
                let raw = text::raw(cursor)?;
                if raw.is_plain {
                    return Ok(Value::Plain(text::utf_8(raw.bytes)?));
                }
                self.text.clear();
                text::push(&raw, true, &mut self.room, &mut self.text)?;
                Ok(Value::Built)
            }
            Kind::Boolean => match cursor.until(b'<')? {
                b"0" => Ok(Value::Other(Content::Boolean(false))),
                b"1" => Ok(Value::Other(Content::Boolean(true))),
                _ => Err(Stop::Outside("an unusual Yes or No")),
            },
            Kind::Error => {
                let text = text::utf_8(cursor.until(b'<')?)?;
                // Excel adds values from time to time, such as #SPILL!.
                let is_usual = |byte: u8| byte.is_ascii_alphanumeric() || b"#/!?_".contains(&byte);
                if !text.starts_with('#') || !text.bytes().all(is_usual) {
                    return Err(Stop::Outside("an unusual error value"));
                }
                Ok(Value::Other(Content::Error(text)))
            }
            Kind::Iso => {
                let text = text::utf_8(cursor.until(b'<')?)?;
                let is_usual = |byte: u8| byte.is_ascii_alphanumeric() || b"-:.+".contains(&byte);
                if text.is_empty() || !text.bytes().all(is_usual) {
                    return Err(Stop::Outside("an unusual date"));
                }
                Ok(Value::Other(Content::Iso(text)))
            }
            Kind::Inline => Err(Stop::Outside("a value beside an inline text")),
        }
    }

    #[inline]
    fn show(&mut self, row: u32, column: u32, value: &Value<'_>, is_formula: bool) -> Next {
        let limits = self.sheet.limits;
        let texts = self.sheet.texts;
        let content = match value {
            Value::Empty => return Next::Go,
            Value::Other(content) => *content,
            Value::Plain(text) => Content::Text { text, shared: None },
            Value::Built => Content::Text {
                text: &self.text,
                shared: None,
            },
            Value::Shared(index)
                if texts.longest <= limits.cell_characters_max
                    && row < limits.rows_max
                    && column < limits.columns_max =>
            {
                if texts.is_empty_text(*index) {
                    return Next::Go;
                }
                self.shown += 1;
                let visitor = &mut self.sheet.visitor;
                return next(visitor.shared_text(row, column, *index, texts, is_formula));
            }
            Value::Shared(index) => Content::Text {
                text: texts.get(*index).expect("its index was looked at"),
                shared: Some(*index),
            },
        };
        let length = match content {
            Content::Text { text: "", .. } => return Next::Go,
            // Bytes are no fewer than characters: only long texts are counted.
            Content::Text { text, .. } if text.len() > limits.cell_characters_max => {
                text.chars().count()
            }
            _ => 0,
        };
        if let Some(finding) = limit::passed(self.sheet.place, row, column, length, limits) {
            return Next::Passed(Box::new(finding));
        }
        self.shown += 1;
        let cell = Cell {
            content,
            is_formula,
        };
        next(self.sheet.visitor.cell(row, column, cell))
    }
}

fn next(flow: Flow) -> Next {
    match flow {
        Flow::Continue(()) => Next::Go,
        Flow::Break(()) => Next::Done,
    }
}
