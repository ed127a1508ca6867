//! The file of an entry: blocks of records, then the head that says what they are, then where the head
//! begins. All of it is hashed, so that what is read is what was written.

use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::path::Path;

use rayon::prelude::*;

use crate::decode::file::FileContent;
use crate::schema::TableNo;
use crate::table::{Outline, ReadBlock, Records};

use super::digested::Digested;
use super::head::{BlockPlace, Head, SheetHead};

/// The last bytes of an entry.
const MAGIC: &[u8; 8] = b"segbook1";

/// Before [`MAGIC`]: the bytes of the head, and its SHA-256 in hexadecimal.
const TAIL_BYTES: usize = 8 + 64 + MAGIC.len();

/// Writes a new entry. Two threads that write to one file wait for each other, so one does.
pub(super) fn write(path: &Path, mut head: Head, content: &FileContent) -> io::Result<()> {
    let mut file = File::create(path)?;
    let mut offset = 0;
    for (sheet, decoded) in head.sheets.iter_mut().zip(&content.sheets) {
        let Some(records) = &decoded.records else {
            continue;
        };
        let (outline, blocks) = records.blocks();
        let mut places = Vec::with_capacity(blocks.len());
        for block in blocks {
            let mut digested = Digested::new(&file);
            block.write(&mut digested)?;
            let (bytes, sha256) = digested.finish();
            places.push(BlockPlace {
                offset,
                bytes,
                sha256,
            });
            offset += bytes;
        }
        sheet.records = Some((outline, places));
    }
    let mut digested = Digested::new(&file);
    digested.write_all(&serde_json::to_vec(&head)?)?;
    let (bytes, sha256) = digested.finish();
    file.write_all(&bytes.to_le_bytes())?;
    file.write_all(sha256.as_bytes())?;
    file.write_all(MAGIC)
}

/// Reads the head of an entry.
pub(super) fn read_head(path: &Path) -> io::Result<Head> {
    let mut file = File::open(path)?;
    let mut tail = [0; TAIL_BYTES];
    let end = file.seek(SeekFrom::End(-(TAIL_BYTES as i64)))?;
    file.read_exact(&mut tail)?;
    let Some((length, rest)) = tail.split_first_chunk::<8>() else {
        return Err(damaged());
    };
    let length = u64::from_le_bytes(*length);
    let begin = end.checked_sub(length).ok_or_else(damaged)?;
    file.seek(SeekFrom::Start(begin))?;
    let mut text = Vec::new();
    let mut digested = Digested::new(file.take(length));
    digested.read_to_end(&mut text)?;
    if rest != [digested.finish().1.as_bytes(), MAGIC].concat() {
        return Err(damaged());
    }
    Ok(serde_json::from_slice(&text)?)
}

/// Reads the sheets of an entry, all blocks side by side.
pub(super) fn read_content(
    path: &Path,
    head: Head,
    wanted: &(dyn Fn(TableNo) -> bool + Sync),
) -> io::Result<FileContent> {
    let read_sheet = |mut sheet: SheetHead| {
        if sheet.table.is_some_and(|table| !wanted(table)) {
            return Ok(sheet.left_alone());
        }
        let records = sheet.records.take();
        let records = records.map(|(outline, places)| read_records(path, outline, &places));
        Ok(sheet.sheet(records.transpose()?))
    };
    let sheets = head.sheets.into_par_iter().map(read_sheet);
    Ok(FileContent {
        decisions: head.decisions,
        notices: head.notices,
        sheets: sheets.collect::<io::Result<_>>()?,
    })
}

fn read_records(path: &Path, outline: Outline, places: &[BlockPlace]) -> io::Result<Records> {
    let blocks = places.par_iter().enumerate();
    let blocks = blocks.map(|(at, place)| read_block(path, &outline, at, place));
    let blocks = blocks.collect::<io::Result<Vec<_>>>()?;
    outline.records(blocks).ok_or_else(damaged)
}

fn read_block(
    path: &Path,
    outline: &Outline,
    at: usize,
    place: &BlockPlace,
) -> io::Result<ReadBlock> {
    let mut file = File::open(path)?;
    file.seek(SeekFrom::Start(place.offset))?;
    let mut digested = Digested::new(file).take(place.bytes);
    let block = outline.read_block(at, &mut digested)?;
    let is_whole = digested.limit() == 0;
    if is_whole && digested.into_inner().finish().1 == place.sha256 {
        Ok(block)
    } else {
        Err(damaged())
    }
}

fn damaged() -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, "not an entry of the cache")
}
