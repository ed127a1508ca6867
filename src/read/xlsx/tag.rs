//! The tags of cells, formulas and values: what their attributes say.

use super::cursor::{Cursor, Inside, Scan, Stop, TagEnd};
use super::{number, prolog, text};

/// What a cell says about its value, its attribute `t`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Number,
    Shared,
    Inline,
    Result,
    Boolean,
    Error,
    Iso,
}

/// The tag of a cell. Its fields are plain numbers: cells come by the million, and options put
/// together and taken apart again would cost half of the scan.
#[derive(Clone, Copy)]
pub(super) struct CellTag {
    pub(super) row: u32,
    pub(super) column: u32,
    /// [`NO_STYLE`], or an index into the styles.
    pub(super) style: u32,
    pub(super) kind: Kind,
    pub(super) end: TagEnd,
}

/// Stands for a cell without style; no index is as high.
pub(super) const NO_STYLE: u32 = u32::MAX;

impl CellTag {
    /// Reads the tag behind `<c`; `row` and `column` are where it is if it does not say so.
    #[inline]
    pub(super) fn read(cursor: &mut Cursor<'_>, row: u32, column: u32) -> Scan<Self> {
        let mut tag = Self {
            row,
            column,
            style: NO_STYLE,
            kind: Kind::Number,
            end: TagEnd::Open,
        };
        // The usual order of attributes, at the least cost.
        let is_placed = cursor.take(b" r=\"")?;
        if is_placed {
            (tag.row, tag.column) = reference(cursor)?;
        }
        if cursor.take(b" t=\"s\">")? {
            tag.kind = Kind::Shared;
            return Ok(tag);
        }
        tag.others(cursor, is_placed)?;
        Ok(tag)
    }

    /// Reads the attributes that are left.
    fn others(&mut self, cursor: &mut Cursor<'_>, mut is_placed: bool) -> Scan<()> {
        let mut kind = None;
        loop {
            let (name, value) = match cursor.inside()? {
                Inside::Attribute(name, value) => (name, value),
                Inside::Open => break,
                Inside::Closed => {
                    self.end = TagEnd::Closed;
                    break;
                }
            };
            let unusual = Stop::Outside("an unusual attribute of a cell");
            match name {
                b"r" if !is_placed => {
                    (self.row, self.column) = prolog::reference(value).ok_or(unusual)?;
                    is_placed = true;
                }
                b"s" if self.style == NO_STYLE => {
                    self.style = number::whole(value).ok_or(unusual)?;
                }
                b"t" if kind.is_none() => kind = Some(Kind::named(value).ok_or(unusual)?),
                // Metadata and phonetic hints do not change the value.
                b"cm" | b"vm" | b"ph" => {}
                _ => return Err(unusual),
            }
        }
        self.kind = kind.unwrap_or(Kind::Number);
        Ok(())
    }
}

impl Kind {
    fn named(name: &[u8]) -> Option<Self> {
        Some(match name {
            b"n" => Self::Number,
            b"s" => Self::Shared,
            b"str" => Self::Result,
            b"inlineStr" => Self::Inline,
            b"b" => Self::Boolean,
            b"e" => Self::Error,
            b"d" => Self::Iso,
            _ => return None,
        })
    }
}

/// Takes `C7"`, as row and column from 0.
#[inline]
fn reference(cursor: &mut Cursor<'_>) -> Scan<(u32, u32)> {
    let rest = cursor.rest();
    let (mut row, mut column) = (0, 0);
    let mut letters = 0;
    for (at, byte) in rest.iter().enumerate() {
        match byte {
            b'0'..=b'9' if letters > 0 && at - letters < 7 => {
                row = row * 10 + u32::from(byte - b'0');
            }
            b'A'..=b'Z' if letters == at && at < 3 => {
                column = column * 26 + u32::from(byte - b'A') + 1;
                letters += 1;
            }
            b'"' if row > 0 => {
                cursor.at += at + 1;
                return Ok((row - 1, column - 1));
            }
            _ => return Err(Stop::Outside("an unusual cell reference")),
        }
    }
    Err(Stop::More)
}

/// Passes over `<f …>…</f>`, behind `<f`.
pub(super) fn formula(cursor: &mut Cursor<'_>, room: &mut String) -> Scan<()> {
    let unusual = Stop::Outside("an unusual formula");
    let (mut is_shared, mut has_index, mut is_plain) = (false, false, true);
    let end = loop {
        match cursor.inside()? {
            Inside::Attribute(b"t", value) => is_shared |= value == b"shared",
            Inside::Attribute(b"si", value) => has_index = number::whole(value).is_some(),
            Inside::Attribute(b"ref", value) => is_plain = prolog::is_plain_range(value),
            Inside::Attribute(..) => {}
            Inside::Open => break TagEnd::Open,
            Inside::Closed => break TagEnd::Closed,
        }
    };
    if is_shared && !(has_index && is_plain) {
        return Err(unusual);
    }
    if end == TagEnd::Open {
        let raw = text::raw(cursor)?;
        room.clear();
        text::resolve(text::utf_8(raw.bytes)?, room)?;
        cursor.expect(b"</f>", "markup inside a formula")?;
    }
    Ok(())
}

/// Passes over the rest of the tag `<v …>`, which may only say that blanks count.
pub(super) fn value_tag(cursor: &mut Cursor<'_>) -> Scan<TagEnd> {
    loop {
        match cursor.inside()? {
            Inside::Attribute(b"xml:space", _) => {}
            Inside::Attribute(..) => return Err(Stop::Outside("an unusual value")),
            Inside::Open => return Ok(TagEnd::Open),
            Inside::Closed => return Ok(TagEnd::Closed),
        }
    }
}
