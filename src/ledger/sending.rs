//! One sender at a time: two would find the same drafts unsent.
//!
//! The ledger's own lock cannot serve, because sending takes hours and runs go on meanwhile. The lock
//! is a file beside the ledger that the system unlocks when its process ends, however it ends.

use std::fs::{self, File, OpenOptions, TryLockError};
use std::path::{Path, PathBuf};

use crate::error::{Error, Result};

use super::open::identity;

/// The right to send; given back when dropped.
#[derive(Debug)]
pub struct SendingLock {
    path: PathBuf,
    file: File,
}

impl SendingLock {
    /// Takes the lock beside a ledger; refused when somebody else has it.
    pub fn take(ledger: &Path) -> Result<Self> {
        let mut name = ledger.file_name().unwrap_or_default().to_owned();
        name.push("-sending");
        let path = ledger.with_file_name(name);
        loop {
            let file = OpenOptions::new()
                .write(true)
                .create(true)
                .truncate(false)
                .open(&path)
                .map_err(|error| Error::io(&path, "cannot be created", error))?;
            let opened = identity(&path);
            match file.try_lock() {
                Ok(()) => {}
                Err(TryLockError::WouldBlock) => {
                    return Err(
                        Error::refused("another `segbook send` is at work on this book")
                            .hint("wait until it has ended; what it delivers is not sent twice"),
                    );
                }
                Err(TryLockError::Error(error)) => {
                    return Err(Error::io(&path, "cannot be locked", error));
                }
            }
            // The one before removed its file: a lock on that one would keep nobody out.
            if opened.is_some() && opened == identity(&path) {
                return Ok(Self { path, file });
            }
        }
    }
}

impl Drop for SendingLock {
    fn drop(&mut self) {
        // While the lock is still held, so that nobody has just taken it over.
        let _ = fs::remove_file(&self.path);
        let _ = self.file.unlock();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::error::ErrorKind;

    #[test]
    fn only_one_sends() {
        let folder = tempfile::tempdir().expect("a folder");
        let ledger = folder.path().join("ledger.db");
        let lock = SendingLock::take(&ledger).expect("the lock");
        let error = SendingLock::take(&ledger).expect_err("it is taken");
        assert_eq!(error.kind(), ErrorKind::Refused);
        drop(lock);
        assert!(!folder.path().join("ledger.db-sending").exists());
        drop(SendingLock::take(&ledger).expect("the lock again"));
    }
}
