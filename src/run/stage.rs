//! The commit protocol: a run's files and its ledger entries appear together or not at all.
//!
//! Files are written into `out/runs/.<run id>.tmp`. When all are there they are synced, then the
//! ledger is committed, then the folder gets its name. The ledger's commit is the only point that
//! counts: whatever a crash leaves is finished or undone by [`recover`](super::recover()).

use std::fs::{self, File, OpenOptions};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use crate::error::{Error, Result};
use crate::ledger::{Changes, CommitStep, Ledger, reach};

use super::recover::{recover, temporary_name};

/// So many bytes are written on trial before a run begins. Enough to notice a disk that is full
/// before minutes of work are spent; what a run needs is not known yet.
const PROBE_BYTES: usize = 64 * 1024;

/// So many files are brought to the disk at the same time.
const SYNCED_AT_ONCE: usize = 16;

/// The folder of a run that is being written. Dropped without [`Stage::commit`] it is removed;
/// the ledger's lock must be held that long, so drop the ledger after the stage.
#[derive(Debug)]
pub struct Stage {
    out_runs: PathBuf,
    id: String,
    folder: PathBuf,
    /// Folders above that were missing, outermost first.
    made: Vec<PathBuf>,
    /// Whether the folder is to be removed.
    is_ours: bool,
}

impl Stage {
    /// Makes the folder of the run `id` below `out_runs`, under its temporary name, and tries that
    /// it can be written. What an unfinished run of the same id left is removed.
    pub fn begin(out_runs: &Path, id: &str) -> Result<Self> {
        let target = out_runs.join(id);
        if target.symlink_metadata().is_ok() {
            return Err(Error::file(
                &target,
                "is there already, but the ledger does not know this run",
            )
            .hint("move it to another place; or put back the ledger that belongs to it"));
        }
        let made = make_folders(out_runs)?;
        let folder = out_runs.join(temporary_name(id));
        let mut stage = Self {
            out_runs: out_runs.to_owned(),
            id: id.to_owned(),
            folder,
            made,
            is_ours: false,
        };
        remove(&stage.folder)?;
        fs::create_dir(&stage.folder)
            .map_err(|error| Error::io(&stage.folder, "cannot be created", error))?;
        stage.is_ours = true;
        probe(&stage.folder)?;
        reach(CommitStep::FolderMade);
        Ok(stage)
    }

    /// Where the run's files are to be written.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// Commits the run: its files, then the ledger, then the folder's name. Returns the folder. On
    /// an error nothing was committed, unless the error says that the run is done.
    pub fn commit(self, ledger: Ledger, changes: &Changes<'_>) -> Result<PathBuf> {
        // In this order, so that on an error the folder goes while the lock is still held.
        let ledger = ledger;
        let mut stage = self;
        debug_assert_eq!(stage.id, changes.run.id, "the run that was begun");
        reach(CommitStep::FilesWritten);
        sync_tree(&stage.folder)?;
        sync_folder(&stage.out_runs)?;
        for made in &stage.made {
            made.parent().map_or(Ok(()), sync_folder)?;
        }
        reach(CommitStep::FilesSynced);
        let ledger_path = ledger.path().to_owned();
        let target = stage.out_runs.join(&stage.id);
        let committed = ledger.commit(changes);
        // The lock is gone with the ledger: from here on another command may settle the folder.
        stage.is_ours = false;
        if let Err(error) = committed {
            // The disk may have failed in the very moment of the commit: the ledger knows.
            let settled = Ledger::open_for_reading(&ledger_path)
                .and_then(|ledger| recover(&stage.out_runs, &ledger));
            return match settled {
                Ok(settled) if settled.finished.contains(&stage.id) => Ok(target),
                _ => Err(error),
            };
        }
        match fs::rename(&stage.folder, &target) {
            Ok(()) => {}
            Err(error) if error.kind() == io::ErrorKind::NotFound && target.is_dir() => {}
            Err(error) => {
                return Err(Error::io(
                    &stage.folder,
                    "holds the files of a run that is done, but cannot be given its name",
                    error,
                )
                .hint("close what has files of it open; the next command gives it its name"));
            }
        }
        reach(CommitStep::Renamed);
        sync_folder(&stage.out_runs)?;
        reach(CommitStep::RenameSynced);
        Ok(target)
    }
}

impl Drop for Stage {
    fn drop(&mut self) {
        if self.is_ours {
            // What cannot be removed now is removed by the next command.
            let _ = remove(&self.folder);
            // Only empty folders go.
            for folder in self.made.iter().rev() {
                let _ = fs::remove_dir(folder);
            }
        }
    }
}

/// Removes a folder, or a file that stands in its place; it may be missing.
pub(super) fn remove(folder: &Path) -> Result<()> {
    let removed = match folder.symlink_metadata() {
        Ok(metadata) if metadata.is_dir() => fs::remove_dir_all(folder),
        Ok(_) => fs::remove_file(folder),
        Err(error) => Err(error),
    };
    match removed {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(Error::io(
            folder,
            "was left by a run that did not end, and cannot be removed",
            error,
        )
        .hint("close what has files of it open, then run again")),
        _ => Ok(()),
    }
}

/// Makes a folder and those above it; returns the ones that were missing, outermost first.
fn make_folders(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut missing: Vec<&Path> = folder
        .ancestors()
        .filter(|ancestor| !ancestor.as_os_str().is_empty())
        .take_while(|ancestor| ancestor.symlink_metadata().is_err())
        .collect();
    missing.reverse();
    fs::create_dir_all(folder).map_err(|error| {
        let in_the_way = folder.ancestors().find(|ancestor| ancestor.is_file());
        match in_the_way {
            Some(file) => Error::file(file, "is a file where a folder is needed")
                .hint("move it to another place, or let [output] folder name another folder"),
            None => Error::io(folder, "cannot be created", error),
        }
    })?;
    Ok(missing.into_iter().map(Path::to_owned).collect())
}

/// Writes a file and removes it again.
fn probe(folder: &Path) -> Result<()> {
    let path = folder.join(".probe");
    let write = || {
        let mut file = File::create_new(&path)?;
        file.write_all(&vec![0; PROBE_BYTES])?;
        file.sync_all()?;
        drop(file);
        fs::remove_file(&path)
    };
    write().map_err(|error| Error::io(folder, "cannot be written", error))
}

/// Brings the files and folders below a folder, and the folder itself, to the disk. A run may have ten
/// thousand letters: many wait for the disk at the same time, which then writes them together.
fn sync_tree(folder: &Path) -> Result<()> {
    let (mut files, mut folders) = (Vec::new(), Vec::new());
    collect(folder, &mut files, &mut folders)?;
    let share = files.len().div_ceil(SYNCED_AT_ONCE).max(1);
    std::thread::scope(|scope| {
        let all: Vec<_> = files
            .chunks(share)
            .map(|files| scope.spawn(|| files.iter().try_for_each(|file| sync_file(file))))
            .collect();
        let mut synced = Ok(());
        for thread in all {
            let one = thread
                .join()
                .unwrap_or_else(|panic| std::panic::resume_unwind(panic));
            synced = synced.and(one);
        }
        synced
    })?;
    folders.iter().try_for_each(|folder| sync_folder(folder))
}

/// The files below a folder, and the folders with it, innermost first.
fn collect(folder: &Path, files: &mut Vec<PathBuf>, folders: &mut Vec<PathBuf>) -> Result<()> {
    let failed = |error| Error::io(folder, "cannot be read back", error);
    for entry in fs::read_dir(folder).map_err(failed)? {
        let entry = entry.map_err(failed)?;
        if entry.file_type().map_err(failed)?.is_dir() {
            collect(&entry.path(), files, folders)?;
        } else {
            files.push(entry.path());
        }
    }
    folders.push(folder.to_owned());
    Ok(())
}

fn sync_file(path: &Path) -> Result<()> {
    // Windows syncs only what is open for writing.
    OpenOptions::new()
        .write(true)
        .open(path)
        .and_then(|file| file.sync_all())
        .map_err(|error| Error::io(path, "cannot be brought to the disk", error))
}

/// Brings the names in a folder to the disk.
fn sync_folder(folder: &Path) -> Result<()> {
    // Elsewhere a folder cannot be opened as a file; its names are kept by the file system.
    if !cfg!(unix) {
        return Ok(());
    }
    let folder = if folder.as_os_str().is_empty() {
        Path::new(".")
    } else {
        folder
    };
    File::open(folder)
        .and_then(|opened| opened.sync_all())
        .map_err(|error| Error::io(folder, "cannot be brought to the disk", error))
}
