//! What a template is once it is read: fixed text, and pieces that each letter fills.

use std::borrow::Cow;

use crate::value::{Date, Decimal, Time};

use super::value_text::is_forbidden;

/// The value of a field for one letter.
#[derive(Debug, Clone, PartialEq)]
pub enum MergeValue<'a> {
    /// A text; empty for a blank.
    Text(Cow<'a, str>),
    /// A date.
    Date(Date),
    /// A time of day.
    Time(Time),
    /// A number.
    Number(Decimal),
    /// Yes or No.
    Boolean(bool),
}

impl MergeValue<'_> {
    /// Nothing.
    pub const BLANK: MergeValue<'static> = MergeValue::Text(Cow::Borrowed(""));

    /// Whether there is nothing in it.
    pub fn is_blank(&self) -> bool {
        matches!(self, Self::Text(text) if text.is_empty())
    }

    /// Whether a document cannot hold all of it: XML 1.0 has no place for most control characters.
    pub fn loses_characters(&self) -> bool {
        matches!(self, Self::Text(text) if text.contains(is_forbidden))
    }
}

impl<'a> From<&'a str> for MergeValue<'a> {
    fn from(text: &'a str) -> Self {
        Self::Text(Cow::Borrowed(text))
    }
}

impl From<String> for MergeValue<'_> {
    fn from(text: String) -> Self {
        Self::Text(Cow::Owned(text))
    }
}

/// A part of a template.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Piece {
    /// The same in every letter.
    Fixed(String),
    /// The same in every letter that is a document of its own; not in a combined one.
    Alone(String),
    /// A field in the text: runs with its value.
    Runs(Vec<Span>),
    /// A field in the instruction of another that stays: its value as text of the instruction.
    Instruction(Span),
    /// A paragraph with nothing to see but fields: left out when all of them are blank.
    Paragraph(Vec<Piece>),
    /// A number or name that must not occur twice in a document.
    Id {
        /// What it numbers.
        kind: IdKind,
        /// Its position among those of its kind in the template.
        ordinal: usize,
        /// As it stands in the template.
        original: String,
    },
    /// The settings of a section, by position.
    Section(usize),
    /// Where the last section of a letter ends when another letter follows.
    LetterEnd(EndShape),
}

/// What an id numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum IdKind {
    /// A picture or shape.
    Drawing,
    /// A bookmark.
    Bookmark,
    /// The name of a bookmark.
    BookmarkName,
    /// A content control.
    Control,
    /// A shape of the older kind.
    Shape,
    /// A footnote.
    Footnote,
    /// An endnote.
    Endnote,
    /// A list.
    List,
}

/// How many kinds of ids there are.
pub(super) const ID_KINDS: usize = 8;

/// What must be written around the settings of a section at the end of a letter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum EndShape {
    /// Nothing: it stands among the properties of a paragraph.
    Inside,
    /// The properties of a paragraph that has none.
    Properties,
    /// A paragraph, because the letter ends with a table.
    Paragraph,
}

/// Something with a format: text, a field, or what else may stand in a run.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Span {
    /// What it is.
    pub(super) part: Part,
    /// The run's properties, `<w:rPr>…</w:rPr>` or nothing.
    pub(super) format: String,
}

/// What stands in a span.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Part {
    /// Text.
    Text(String),
    /// What a run may hold besides text, or whole runs with a field that stays.
    Object {
        /// As it is written.
        pieces: Vec<Piece>,
        /// Whether it brings its own runs.
        has_runs: bool,
    },
    /// A value.
    Merge(Box<Merge>),
    /// One of two.
    Choice(Box<Choice>),
}

/// A merge field.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Merge {
    /// Where its value comes from.
    pub(super) source: Source,
    /// `\*`: the case of its letters.
    pub(super) case: Option<Case>,
    /// `\@` or `\#`.
    pub(super) picture: Option<Picture>,
    /// `\b`: what stands before it unless it is blank.
    pub(super) before: Vec<Span>,
    /// `\f`: what stands behind it unless it is blank.
    pub(super) after: Vec<Span>,
}

/// Where a value comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Source {
    /// A field, by its position among those that the template uses.
    Field(usize),
    /// The running number of the letter.
    Number,
    /// A field that nobody knows, to be left blank.
    Nothing,
}

/// The case of letters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Case {
    /// ALL BIG.
    Upper,
    /// all small.
    Lower,
    /// First letter big.
    FirstCap,
    /// First Letter Of Each Word.
    Caps,
}

/// How a value is written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Picture {
    /// `\@`.
    Date(String),
    /// `\#`.
    Number(String),
}

/// An IF.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Choice {
    /// What is compared.
    pub(super) left: Vec<Span>,
    /// How.
    pub(super) operator: Operator,
    /// With what.
    pub(super) right: Vec<Span>,
    /// What stands there when it holds.
    pub(super) yes: Vec<Span>,
    /// What stands there when not.
    pub(super) no: Vec<Span>,
}

/// A comparison.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Operator {
    /// `=`
    Equal,
    /// `<>`
    NotEqual,
    /// `<`
    Less,
    /// `>`
    Greater,
    /// `<=`
    LessOrEqual,
    /// `>=`
    GreaterOrEqual,
}

impl Operator {
    /// From how it is written.
    pub(super) fn read(text: &str) -> Option<Self> {
        Some(match text {
            "=" => Self::Equal,
            "<>" => Self::NotEqual,
            "<" => Self::Less,
            ">" => Self::Greater,
            "<=" => Self::LessOrEqual,
            ">=" => Self::GreaterOrEqual,
            _ => return None,
        })
    }
}
