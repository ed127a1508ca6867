//! What SQLite says, in the user's words: which file, why, what to do.

use std::path::Path;

use rusqlite::ErrorCode;

use crate::error::Error;

/// Turns an error of SQLite about the ledger at `path` into one of segbook.
pub(super) fn explain(path: &Path, error: rusqlite::Error) -> Error {
    let code = match &error {
        rusqlite::Error::SqliteFailure(failure, _) => failure.code,
        // A value that is not what its column says.
        rusqlite::Error::FromSqlConversionFailure(..)
        | rusqlite::Error::InvalidColumnType(..)
        | rusqlite::Error::IntegralValueOutOfRange(..) => ErrorCode::DatabaseCorrupt,
        _ => ErrorCode::Unknown,
    };
    let explained = match code {
        ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked => held(path),
        ErrorCode::ReadOnly | ErrorCode::PermissionDenied => {
            Error::file(path, "cannot be written")
                .hint("check who may write the file and the folder it stands in")
        }
        ErrorCode::CannotOpen => Error::file(path, "cannot be opened as a ledger").hint(
            "its folder must exist and be yours to write; [ledger] path in segbook.toml can name another place",
        ),
        ErrorCode::NotADatabase => foreign(path),
        ErrorCode::DatabaseCorrupt => damaged(path),
        ErrorCode::DiskFull => Error::file(path, "cannot be written: the disk is full")
            .hint("free some space on the disk and run again; nothing was logged"),
        ErrorCode::SystemIoFailure | ErrorCode::FileLockingProtocolFailed => {
            Error::file(path, "cannot be read or written").hint(
                "check the disk; a ledger in a synchronised or network folder is better moved with [ledger] path",
            )
        }
        _ => Error::fault(format!(
            "the ledger {} does not take what segbook asks of it: {error}",
            path.display()
        )),
    };
    explained.caused_by(error)
}

/// Another process holds the lock.
fn held(path: &Path) -> Error {
    Error::refused(format!("another run holds the ledger {}", path.display()))
        .hint("wait until it has ended, then run again")
        .hint("if none is running, close the program that has the file open")
}

/// A file that is no ledger.
pub(super) fn foreign(path: &Path) -> Error {
    Error::file(path, "is not a ledger of segbook")
        .hint("move the file away, or let [ledger] path in segbook.toml name another one")
}

/// A ledger whose content cannot be trusted.
pub(super) fn damaged(path: &Path) -> Error {
    Error::file(path, "is damaged")
        .hint("put back a copy of the file from a backup")
        .hint(
            "what was logged also stands in the workbooks of out/runs: without a backup, move the ledger away and put those workbooks into the inbox as history",
        )
}

/// A ledger of a later segbook.
pub(super) fn newer(path: &Path, written_by: Option<&str>) -> Error {
    let writer = written_by.unwrap_or("a later version");
    Error::file(
        path,
        &format!(
            "was written by segbook {writer}, which is newer than this one ({})",
            env!("CARGO_PKG_VERSION")
        ),
    )
    .hint("use that version of segbook for this book, or put back a copy of the ledger from before")
}
