//! What the cells of an xls file will take in memory, counted before the library reads them: it holds
//! every sheet as a full rectangle, with a copy of its text in every cell.
//!
//! Layout: Microsoft, [MS-XLS].

use super::compound::Compound;

/// Bytes of a cell in memory without its text: value and formula.
pub(super) const CELL_BYTES: u64 = 56;

/// What an xls file will take.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Census {
    /// So many bytes.
    Bytes(u64),
    /// Nothing that can be read.
    Damaged,
    /// No workbook inside: the library finds out what it is.
    NoWorkbook,
}

/// The kinds of records that matter.
mod kind {
    pub(super) const FORMULA: u16 = 0x0006;
    pub(super) const END: u16 = 0x000a;
    pub(super) const CONTINUE: u16 = 0x003c;
    pub(super) const SHEET: u16 = 0x0085;
    pub(super) const NUMBERS: u16 = 0x00bd;
    pub(super) const RICH_TEXT: u16 = 0x00d6;
    pub(super) const TEXTS: u16 = 0x00fc;
    pub(super) const SHARED_TEXT: u16 = 0x00fd;
    pub(super) const DIMENSIONS: u16 = 0x0200;
    pub(super) const NUMBER: u16 = 0x0203;
    pub(super) const TEXT: u16 = 0x0204;
    pub(super) const BOOLEAN: u16 = 0x0205;
    pub(super) const SHORT_NUMBER: u16 = 0x027e;
    pub(super) const BEGIN: u16 = 0x0809;
}

/// Counts the cells of a file.
pub(super) fn count(file: &[u8]) -> Census {
    let Some(compound) = Compound::open(file) else {
        return Census::Damaged;
    };
    let Some(stream) = compound
        .stream("Workbook")
        .or_else(|| compound.stream("Book"))
    else {
        return Census::NoWorkbook;
    };
    count_stream(&stream).map_or(Census::Damaged, Census::Bytes)
}

fn count_stream(stream: &[u8]) -> Option<u64> {
    let mut starts = Vec::new();
    let mut texts = Vec::new();
    let mut records = Records(stream);
    while let Some((kind, data)) = records.next() {
        match kind {
            kind::SHEET => {
                starts.push(u32::from_le_bytes(data.get(..4)?.try_into().ok()?) as usize);
            }
            kind::TEXTS => {
                let mut pieces = vec![data];
                pieces.extend(records.continued());
                texts = lengths(&pieces);
            }
            kind::END => break,
            _ => {}
        }
    }
    let mut bytes: u64 = 0;
    // Sheets that overlap would be read again and again.
    let mut left = stream.len() * 2;
    for start in starts {
        let sheet = stream.get(start..)?;
        let (taken, read) = count_sheet(sheet, &texts)?;
        left = left.checked_sub(read)?;
        bytes = bytes.saturating_add(taken);
    }
    Some(bytes)
}

/// The bytes that a sheet takes in memory, and those of its records.
fn count_sheet(sheet: &[u8], texts: &[u32]) -> Option<(u64, usize)> {
    let mut records = Records(sheet);
    let mut area = Area::default();
    let mut claimed: u64 = 0;
    let mut held: u64 = 0;
    let mut inside = 0_usize;
    while let Some((kind, data)) = records.next() {
        match kind {
            kind::BEGIN => inside += 1,
            kind::END if inside > 1 => inside -= 1,
            kind::END => break,
            // A chart within the sheet.
            _ if inside > 1 => {}
            kind::DIMENSIONS => claimed = claimed.max(claim(data)?),
            kind::FORMULA
            | kind::NUMBER
            | kind::TEXT
            | kind::RICH_TEXT
            | kind::BOOLEAN
            | kind::SHORT_NUMBER
            | kind::SHARED_TEXT
            | kind::NUMBERS => {
                let row = two(data, 0)?;
                area.add(row, two(data, 2)?);
                match kind {
                    kind::NUMBERS => area.add(row, two(data, data.len().checked_sub(2)?)?),
                    kind::SHARED_TEXT => {
                        let index = u32::from_le_bytes(data.get(6..10)?.try_into().ok()?);
                        held += u64::from(texts.get(index as usize).copied().unwrap_or(0));
                    }
                    _ => held += data.len() as u64 * 2,
                }
            }
            _ => {}
        }
    }
    let cells = area.cells().max(claimed);
    let taken = cells.saturating_mul(CELL_BYTES).saturating_add(held);
    Some((taken, sheet.len() - records.0.len()))
}

/// The cells that a sheet claims to have; the library makes room for all of them.
fn claim(data: &[u8]) -> Option<u64> {
    let four = |at: usize| Some(u64::from(two(data, at)?) | u64::from(two(data, at + 2)?) << 16);
    let (first_row, last_row, first_column, last_column) = match data.len() {
        10 => (
            u64::from(two(data, 0)?),
            u64::from(two(data, 2)?),
            two(data, 4)?,
            two(data, 6)?,
        ),
        14 | 16 => (four(0)?, four(4)?, two(data, 8)?, two(data, 10)?),
        _ => return Some(0),
    };
    if last_row == 0 || last_column == 0 {
        return Some(1);
    }
    let first_column = if first_column > 0xff || last_column < first_column {
        0
    } else {
        first_column
    };
    let rows = last_row.checked_sub(first_row)?;
    let columns = u64::from(last_column.checked_sub(first_column)?);
    rows.checked_mul(columns)
}

fn two(data: &[u8], at: usize) -> Option<u16> {
    let two = data.get(at..at.checked_add(2)?)?;
    Some(u16::from_le_bytes([two[0], two[1]]))
}

/// The rectangle around all cells.
#[derive(Default)]
struct Area(Option<[u16; 4]>);

impl Area {
    fn add(&mut self, row: u16, column: u16) {
        let [top, left, bottom, right] = self.0.unwrap_or([row, column, row, column]);
        self.0 = Some([
            top.min(row),
            left.min(column),
            bottom.max(row),
            right.max(column),
        ]);
    }

    fn cells(&self) -> u64 {
        self.0.map_or(0, |[top, left, bottom, right]| {
            (u64::from(bottom - top) + 1) * (u64::from(right - left) + 1)
        })
    }
}

/// Records one after another, until one is cut.
struct Records<'a>(&'a [u8]);

impl<'a> Records<'a> {
    fn next(&mut self) -> Option<(u16, &'a [u8])> {
        let kind = two(self.0, 0)?;
        let end = usize::from(two(self.0, 2)?) + 4;
        let data = self.0.get(4..end)?;
        self.0 = &self.0[end..];
        Some((kind, data))
    }

    /// The records that continue the last one.
    fn continued(&mut self) -> Vec<&'a [u8]> {
        let mut pieces = Vec::new();
        while two(self.0, 0) == Some(kind::CONTINUE) {
            let Some((_, data)) = self.next() else {
                break;
            };
            pieces.push(data);
        }
        pieces
    }
}

/// How many bytes each shared text takes, as far as they can be followed. A text may go on in the
/// next piece, where its first byte says again how wide the characters are.
fn lengths(pieces: &[&[u8]]) -> Vec<u32> {
    let mut cursor = Pieces {
        all: pieces,
        piece: 0,
        at: 8,
    };
    let mut lengths = Vec::new();
    while let Some(length) = cursor.text() {
        lengths.push(length);
    }
    lengths
}

struct Pieces<'a> {
    all: &'a [&'a [u8]],
    piece: usize,
    at: usize,
}

impl Pieces<'_> {
    /// Passes over one text.
    fn text(&mut self) -> Option<u32> {
        if self.at >= self.all.get(self.piece)?.len() {
            self.piece += 1;
            self.at = 0;
        }
        let characters = usize::from(two(self.all.get(self.piece)?, self.at)?);
        let flags = *self.all[self.piece].get(self.at + 2)?;
        self.at += 3;
        let mut behind = 0;
        if flags & 8 != 0 {
            behind += usize::from(two(self.all[self.piece], self.at)?) * 4;
            self.at += 2;
        }
        if flags & 4 != 0 {
            let low = usize::from(two(self.all[self.piece], self.at)?);
            let high = usize::from(two(self.all[self.piece], self.at + 2)?);
            behind += low | high << 16;
            self.at += 4;
        }
        self.pass(characters, 1 + usize::from(flags & 1), true)?;
        self.pass(behind, 1, false)?;
        // UTF-8 has up to three bytes for a character.
        Some(characters as u32 * 3)
    }

    fn pass(&mut self, mut units: usize, mut width: usize, has_flags: bool) -> Option<()> {
        loop {
            let room = self.all.get(self.piece)?.len().checked_sub(self.at)? / width;
            if units <= room {
                self.at += units * width;
                return Some(());
            }
            units -= room;
            self.piece += 1;
            self.at = usize::from(has_flags);
            if has_flags {
                width = 1 + usize::from(*self.all.get(self.piece)?.first()? & 1);
            }
        }
    }
}
