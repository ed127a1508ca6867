//! What was decoded of large files, kept beside the ledger: a file that has not changed since need
//! not be parsed again.
//!
//! A file is known by its place among the inputs and has one entry. The entry counts while everything
//! is the same that decides what the file holds: its bytes, the settings of reading it, and the program.
//! Nothing depends on entries. They may be deleted at any time; one that is damaged, foreign or out of
//! date is as if it were not there; where none can be written, none is.

mod digested;
mod entry;
mod head;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, OnceLock, PoisonError};

use sha2::{Digest, Sha256};

use crate::config::{InputSettings, Limits};
use crate::read::{self, Fingerprint, Input};
use crate::schema::TableNo;
use crate::value::hexadecimal;

use super::file::FileContent;
use head::Head;

/// Smaller files are read in less than 0.1 seconds, and there may be many of them.
const FILE_BYTES_MIN: u64 = 4 << 20;

/// A file with more findings will hardly stay as it is, and they take more room than its values.
const FINDINGS_MAX: usize = 10_000;

/// How often a file must fit into what is free: an entry is about as large as its file, and results and
/// ledger, which have to go onto the same disk, are rarely larger.
const ROOM_IN_FILES_MIN: u64 = 8;

/// How the names of entries end, and how while they are being written.
const ENDING: &str = ".columns";
const ENDING_UNSETTLED: &str = ".columns.tmp";

/// What a command does with the cache.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CacheUse {
    /// Finds nothing and keeps nothing.
    None,
    /// Finds entries.
    Find,
    /// Finds entries, and writes those of what has changed. Only one command may do so at a time:
    /// whoever has the ledger.
    Keep,
    /// Finds nothing and removes all entries, as alone as [`CacheUse::Keep`].
    Clear,
}

/// The entries of one book.
#[derive(Debug)]
pub struct Cache {
    folder: PathBuf,
    usage: CacheUse,
    file_bytes_min: u64,
    /// Bytes that a folder's disk has room for.
    room: fn(&Path) -> io::Result<u64>,
    /// The entries that counted or were written, by name, with the fingerprint of their input: it is
    /// not asked for again when a command looks at its inputs a second time.
    used: Mutex<BTreeMap<String, Fingerprint>>,
}

/// Where the entry of one input is, and what it must say to count.
#[derive(Debug)]
pub(super) struct Entry<'a> {
    cache: &'a Cache,
    input: &'a Input,
    name: String,
    key: String,
}

impl Cache {
    /// The entries of `folder`, which need not be there.
    pub fn new(folder: PathBuf, usage: CacheUse) -> Self {
        Self {
            folder,
            usage,
            file_bytes_min: FILE_BYTES_MIN,
            room: |folder| fs4::available_space(folder),
            used: Mutex::default(),
        }
    }

    /// Entries of small files too.
    #[cfg(test)]
    pub(super) fn of_any_size(self) -> Self {
        let mut cache = self;
        cache.file_bytes_min = 0;
        cache
    }

    /// Finds nothing and keeps nothing.
    pub fn none() -> Self {
        Self::new(PathBuf::new(), CacheUse::None)
    }

    /// Makes the new entries count, and removes those of files that are not there any more.
    pub fn settle(self) {
        if !self.changes() {
            return;
        }
        let used = self.used();
        for name in used.keys() {
            let unsettled = self.folder.join(format!("{name}{ENDING_UNSETTLED}"));
            // Most counted before, so that there is nothing to rename.
            let _ = fs::rename(unsettled, self.folder.join(format!("{name}{ENDING}")));
        }
        remove(&self.folder, ENDING, &|name| !used.contains_key(name));
    }

    fn used(&self) -> MutexGuard<'_, BTreeMap<String, Fingerprint>> {
        self.used.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn changes(&self) -> bool {
        matches!(self.usage, CacheUse::Keep | CacheUse::Clear)
    }

    /// The entry of an input; none where it is not worth one.
    pub(super) fn entry<'a>(
        &'a self,
        input: &'a Input,
        settings: &InputSettings,
        limits: &Limits,
    ) -> Option<Entry<'a>> {
        let may_be = match self.usage {
            CacheUse::None | CacheUse::Clear => false,
            CacheUse::Find => self.folder.exists(),
            CacheUse::Keep => true,
        };
        if !may_be || input.bytes() < self.file_bytes_min {
            return None;
        }
        // Two input folders may have files of one name.
        let mut folders = settings.paths.iter();
        let folder = folders.position(|folder| input.path.starts_with(folder));
        // Where the inputs are decides nothing; a setting that is new to the program is among these.
        let settings = InputSettings {
            paths: Vec::new(),
            ..settings.clone()
        };
        let program = own_sha256()?;
        let decides = format!("{:?}", (program, &input.name, settings, limits));
        Some(Entry {
            cache: self,
            input,
            name: hexadecimal(&Sha256::digest(format!("{folder:?} {}", input.name))[..8]),
            key: hexadecimal(Sha256::digest(decides)),
        })
    }
}

impl Drop for Cache {
    /// What did not come to count is gone.
    fn drop(&mut self) {
        if self.changes() {
            remove(&self.folder, ENDING_UNSETTLED, &|_| true);
            // The folder goes when it is empty.
            let _ = fs::remove_dir(&self.folder);
        }
    }
}

impl Entry<'_> {
    /// What the input holds and its fingerprint, if the entry counts. Sheets of tables for which
    /// `wanted` is false are left alone, as they are where there is no entry.
    pub(super) fn find(
        &self,
        wanted: &(dyn Fn(TableNo) -> bool + Sync),
    ) -> Option<(Fingerprint, FileContent)> {
        let path = self.path(ENDING);
        let head = entry::read_head(&path).ok()?;
        if head.key != self.key || head.fingerprint.bytes != self.input.bytes() {
            return None;
        }
        let expected = head.fingerprint.clone();
        let known = self.cache.used().get(&self.name).cloned();
        let (fingerprint, content) = rayon::join(
            || known.map_or_else(|| read::fingerprint(&self.input.path), Ok),
            || entry::read_content(&path, head, wanted),
        );
        let (fingerprint, content) = (fingerprint.ok()?, content.ok()?);
        if fingerprint != expected {
            return None;
        }
        self.set_used(&fingerprint);
        Some((fingerprint, content))
    }

    /// Writes a new entry, if the cache keeps any, all of the file was `wanted` and it is fit to stay.
    pub(super) fn keep(
        &self,
        wanted: &(dyn Fn(TableNo) -> bool + Sync),
        fingerprint: &Fingerprint,
        content: &FileContent,
    ) {
        let sheets = &content.sheets;
        let mut tables = sheets.iter().filter_map(|sheet| sheet.record.table_no());
        let findings: usize = sheets.iter().map(|sheet| sheet.findings.len()).sum();
        let keeps =
            self.cache.usage == CacheUse::Keep && findings <= FINDINGS_MAX && tables.all(wanted);
        if !keeps || fs::create_dir_all(&self.cache.folder).is_err() {
            return;
        }
        let needed = fingerprint.bytes.saturating_mul(ROOM_IN_FILES_MIN);
        if (self.cache.room)(&self.cache.folder).is_ok_and(|room| room < needed) {
            return;
        }
        let head = Head::new(&self.key, fingerprint, content);
        let path = self.path(ENDING_UNSETTLED);
        match entry::write(&path, head, content) {
            Ok(()) => self.set_used(fingerprint),
            // What is left of the disk is for what the command is there for.
            Err(_) => drop(fs::remove_file(path)),
        }
    }

    fn set_used(&self, fingerprint: &Fingerprint) {
        let (name, fingerprint) = (self.name.clone(), fingerprint.clone());
        self.cache.used().insert(name, fingerprint);
    }

    fn path(&self, ending: &str) -> PathBuf {
        self.cache.folder.join(format!("{}{ending}", self.name))
    }
}

/// The SHA-256 of the program that runs: another one may read the same file in another way.
fn own_sha256() -> Option<&'static str> {
    static SHA256: OnceLock<Option<String>> = OnceLock::new();
    let read = || {
        let path = std::env::current_exe().ok()?;
        read::fingerprint(&path).ok().map(|print| print.sha256)
    };
    SHA256.get_or_init(read).as_deref()
}

/// Removes the files of a folder that end with `ending` and whose name before it is `gone`.
fn remove(folder: &Path, ending: &str, gone: &dyn Fn(&str) -> bool) {
    for file in fs::read_dir(folder).into_iter().flatten().flatten() {
        let name = file.file_name();
        let stem = name.to_str().and_then(|name| name.strip_suffix(ending));
        if stem.is_some_and(gone) {
            let _ = fs::remove_file(file.path());
        }
    }
}
