//! Opening the ledger: for reading, or for writing with its lock; bringing it up to date.

use std::fs::{self, OpenOptions};
use std::io;
use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::{Connection, OpenFlags};

use crate::error::{Error, Result};

use super::failure::{explain, foreign, newer};
use super::fault::{CommitStep, reach};
use super::tables;

/// How long a command waits for another one that holds the ledger.
const WAIT: Duration = Duration::from_secs(3);

/// Marks a SQLite file as a ledger of segbook: `SEGB`.
const APPLICATION_ID: i32 = 0x5345_4742;

/// The steps that bring a ledger up to date; its `user_version` says how many it has taken.
const MIGRATIONS: &[&str] = &[include_str!("schema.sql"), include_str!("mail.sql")];

/// How the file is kept.
///
/// `DELETE` rather than `WAL`: a book often lies on a network drive, where WAL's shared memory does
/// not work, and between two runs the ledger is one file that can be copied. Its price is that
/// readers wait while a commit is written. `EXTRA` is `FULL` and syncs the folder after the journal
/// is deleted: otherwise a power cut could undo the commit after the run's folder was renamed.
const SETTINGS: &str = "
    PRAGMA journal_mode = DELETE;
    PRAGMA synchronous = EXTRA;
    PRAGMA foreign_keys = ON;
    PRAGMA cache_size = -65536;
";

/// An open ledger. Whoever writes has the lock from opening to [`Ledger::commit`] or drop; whoever
/// reads sees one state, and should drop the ledger soon: a writer's commit waits for it.
#[derive(Debug)]
pub struct Ledger {
    pub(super) path: PathBuf,
    /// None when there is no file: an empty ledger.
    pub(super) connection: Option<Connection>,
    pub(super) access: Access,
}

/// What the ledger was opened for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Access {
    /// To read.
    Reading,
    /// To write, with the lock held. A `fresh` file has nothing in it and goes when nothing comes.
    Writing {
        /// Whether the file was empty.
        fresh: bool,
    },
    /// Everything is inserted; the commit has been asked for.
    Committed,
}

impl Ledger {
    /// Opens the ledger to read it. A missing file is an empty ledger; nothing is created.
    pub fn open_for_reading(path: &Path) -> Result<Self> {
        Self::reading(path, WAIT)
    }

    /// Opens the ledger to write it, creating it if need be, and takes its lock before anything is
    /// read. Nothing is kept unless [`Ledger::commit`] is called.
    pub fn open_for_writing(path: &Path) -> Result<Self> {
        Self::writing(path, WAIT)
    }

    /// The lock for a moment, for a command that only reads: none when anything speaks against it,
    /// e.g. a run in progress.
    pub fn lock_without_waiting(&self) -> Option<Self> {
        let exists = self.path.try_exists().unwrap_or(false);
        exists.then(|| Self::writing(&self.path, Duration::ZERO).ok())?
    }

    /// Where it is.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Whether it holds the lock.
    pub fn is_for_writing(&self) -> bool {
        matches!(self.access, Access::Writing { .. })
    }

    pub(super) fn reading(path: &Path, wait: Duration) -> Result<Self> {
        let exists = path
            .try_exists()
            .map_err(|error| Error::io(path, "cannot be reached", error))?;
        let mut ledger = Self {
            path: path.to_owned(),
            connection: None,
            access: Access::Reading,
        };
        if exists {
            let open = || -> rusqlite::Result<_> {
                let connection = connect(path, wait)?;
                // One transaction, so that everything that is read belongs to one state.
                connection.execute_batch("BEGIN")?;
                Ok(connection)
            };
            let connection = open().map_err(|error| explain(path, error))?;
            version(&connection, path)?;
            ledger.connection = Some(connection);
        }
        Ok(ledger)
    }

    pub(super) fn writing(path: &Path, wait: Duration) -> Result<Self> {
        loop {
            create_if_missing(path)?;
            let before = identity(path);
            let open = || -> rusqlite::Result<_> {
                let connection = connect(path, wait)?;
                connection.execute_batch(SETTINGS)?;
                connection.execute_batch("BEGIN IMMEDIATE")?;
                Ok(connection)
            };
            let opened = open();
            // An empty file goes with the run that made it. If that happened while this one was
            // waiting, the lock is on a file that nobody will find again.
            if before.is_none() || before != identity(path) {
                continue;
            }
            let connection = opened.map_err(|error| explain(path, error))?;
            reach(CommitStep::LedgerLocked);
            let version = version(&connection, path)?;
            let ledger = Self {
                path: path.to_owned(),
                connection: Some(connection),
                access: Access::Writing {
                    fresh: version == 0,
                },
            };
            ledger.bring_up_to_date(version)?;
            return Ok(ledger);
        }
    }

    fn bring_up_to_date(&self, version: usize) -> Result<()> {
        self.with(|connection| {
            for script in &MIGRATIONS[version..] {
                connection.execute_batch(script)?;
            }
            tables::complete(connection)?;
            if version < MIGRATIONS.len() {
                connection.pragma_update(None, "application_id", APPLICATION_ID)?;
                connection.pragma_update(None, "user_version", MIGRATIONS.len() as i64)?;
            }
            Ok(())
        })
        .map(|_| ())
    }

    /// Does something with the connection; none when there is no file.
    pub(super) fn with<T>(
        &self,
        work: impl FnOnce(&Connection) -> rusqlite::Result<T>,
    ) -> Result<Option<T>> {
        self.connection
            .as_ref()
            .map(work)
            .transpose()
            .map_err(|error| explain(&self.path, error))
    }
}

impl Drop for Ledger {
    /// Gives the lock back. An empty file that nothing was committed to is removed while the lock
    /// is still held, so that a command that writes nothing leaves nothing.
    fn drop(&mut self) {
        if self.access == (Access::Writing { fresh: true }) {
            let _ = fs::remove_file(&self.path);
        }
    }
}

fn connect(path: &Path, wait: Duration) -> rusqlite::Result<Connection> {
    // Also a reader may have to undo what a killed run left half-written; where it may not write
    // the file, SQLite falls back to reading.
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(path, flags)?;
    connection.busy_timeout(wait)?;
    Ok(connection)
}

/// How many migrations the file has; 0 for an empty one. Refuses what is not a ledger.
fn version(connection: &Connection, path: &Path) -> Result<usize> {
    let read = || -> rusqlite::Result<(i32, i64, i64)> {
        let application = connection.pragma_query_value(None, "application_id", |row| row.get(0));
        let version = connection.pragma_query_value(None, "user_version", |row| row.get(0));
        let objects =
            connection.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get(0));
        Ok((application?, version?, objects?))
    };
    let (application, version, objects) = read().map_err(|error| explain(path, error))?;
    if (application, version, objects) == (0, 0, 0) {
        return Ok(0);
    }
    if application != APPLICATION_ID || version < 1 {
        return Err(foreign(path));
    }
    let version = usize::try_from(version).map_err(|_| foreign(path))?;
    if version > MIGRATIONS.len() {
        let written_by: Option<String> = connection
            .query_row(
                "SELECT value FROM meta WHERE key = 'written_by'",
                [],
                |row| row.get(0),
            )
            .ok();
        return Err(newer(path, written_by.as_deref()));
    }
    Ok(version)
}

fn create_if_missing(path: &Path) -> Result<()> {
    match OpenOptions::new().write(true).create_new(true).open(path) {
        Ok(_) => Ok(()),
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Ok(()),
        Err(error) => Err(Error::io(path, "cannot be created", error).hint(
            "the folder must exist and be yours to write; [ledger] path in segbook.toml can name another place",
        )),
    }
}

/// Which file stands at the path; none when there is none.
#[cfg(unix)]
pub(super) fn identity(path: &Path) -> Option<(u64, u64)> {
    use std::os::unix::fs::MetadataExt;
    let metadata = fs::metadata(path).ok()?;
    Some((metadata.dev(), metadata.ino()))
}

/// Which file stands at the path: elsewhere an open file cannot be removed, so it stays the same.
#[cfg(not(unix))]
pub(super) fn identity(path: &Path) -> Option<(u64, u64)> {
    fs::metadata(path).ok().map(|_| (0, 0))
}
