//! The archive of a letter: what is the same in every letter is packed once and copied.

use std::collections::BTreeMap;
use std::io::{Cursor, Write};
use std::sync::Arc;

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipArchive, ZipWriter};

use crate::error::{Error, Result};

use super::cleaning::Cleaned;
use super::package::Package;
use super::template::{Main, MergedPart};

/// How hard parts are packed. A letter is written once and read a few times.
const DEFLATE_LEVEL: i64 = 1;

/// What most letters take, packed.
const LETTER_BYTES: usize = 64 * 1024;

/// A part of the package that is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Entry {
    /// The same in every letter, by position among the fixed parts.
    Fixed(usize),
    /// The main document.
    Main,
    /// Another part with fields, by position.
    Other(usize),
}

/// An archive with room for a letter.
pub(super) fn new_archive() -> ZipWriter<Cursor<Vec<u8>>> {
    ZipWriter::new(Cursor::new(Vec::with_capacity(LETTER_BYTES)))
}

/// Copies a part as it is packed.
pub(super) fn copy_fixed(
    fixed: &mut ZipArchive<Cursor<Arc<[u8]>>>,
    index: usize,
    zip: &mut ZipWriter<Cursor<Vec<u8>>>,
) -> Result<()> {
    let part = fixed.by_index_raw(index).map_err(fault)?;
    zip.raw_copy_file(part).map_err(fault)
}

/// Packs a part.
pub(super) fn add_part(
    zip: &mut ZipWriter<Cursor<Vec<u8>>>,
    name: &str,
    bytes: &[u8],
) -> Result<()> {
    zip.start_file(name, options()).map_err(fault)?;
    zip.write_all(bytes).map_err(fault)
}

/// The bytes of an archive.
pub(super) fn finish(zip: ZipWriter<Cursor<Vec<u8>>>) -> Result<Vec<u8>> {
    Ok(zip.finish().map_err(fault)?.into_inner())
}

/// Writing into memory what was read before cannot fail, unless segbook is at fault.
fn fault(error: impl std::error::Error + Send + Sync + 'static) -> Error {
    Error::fault("a letter could not be packed").caused_by(error)
}

fn options() -> SimpleFileOptions {
    SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .compression_level(Some(DEFLATE_LEVEL))
        // The first moment that an archive can tell: letters do not depend on the clock.
        .last_modified_time(DateTime::default())
}

/// The parts that are the same in every letter.
pub(super) struct Packed {
    /// All parts in their order.
    pub(super) entries: Vec<Entry>,
    /// The names of those that are the same.
    pub(super) names: Vec<String>,
    /// Their archive.
    pub(super) archive: ZipArchive<Cursor<Arc<[u8]>>>,
}

/// Packs the parts that are the same in every letter.
pub(super) fn pack_fixed(
    package: &mut Package,
    cleaned: &Cleaned,
    main: &Main,
    others: &[MergedPart],
) -> zip::result::ZipResult<Packed> {
    let merged: BTreeMap<&str, Entry> = others
        .iter()
        .enumerate()
        .filter(|(_, part)| part.has_merge)
        .map(|(index, part)| (part.name.as_str(), Entry::Other(index)))
        .chain([(main.name.as_str(), Entry::Main)])
        .collect();
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let mut entries = Vec::new();
    let mut names = Vec::new();
    for index in 0..package.archive.len() {
        let part = package.archive.by_index_raw(index)?;
        let name = part.name()?.into_owned();
        if part.is_dir() || cleaned.dropped.contains(&name) {
            continue;
        }
        if let Some(entry) = merged.get(name.as_str()) {
            entries.push(*entry);
            continue;
        }
        match cleaned.replaced.get(&name) {
            Some(text) => {
                zip.start_file(&name, options())?;
                zip.write_all(text.as_bytes())?;
            }
            None => zip.raw_copy_file_touch(part, DateTime::default(), Some(0o644))?,
        }
        entries.push(Entry::Fixed(names.len()));
        names.push(name);
    }
    let bytes: Arc<[u8]> = zip.finish()?.into_inner().into();
    Ok(Packed {
        entries,
        names,
        archive: ZipArchive::new(Cursor::new(bytes))?,
    })
}
