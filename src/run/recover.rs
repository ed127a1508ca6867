//! What a crash left: folders of runs that did not end. The ledger says which of them are done.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use crate::error::{Error, Result};
use crate::ledger::Ledger;

use super::stage::remove;

/// What was settled, by run id in order.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Recovered {
    /// Runs that were done; their folders have their names now.
    pub finished: Vec<String>,
    /// Runs that were never committed; their folders are removed.
    pub undone: Vec<String>,
}

/// Settles the folders that runs left below `out_runs`: one that the ledger knows gets its name,
/// any other is removed.
///
/// A command that writes calls this with the ledger locked. A command that only reads may call it
/// too: it takes the lock for a moment, and does nothing when it cannot have it, because then the
/// folder may belong to a run in progress; nor does it fail when something cannot be settled.
pub fn recover(out_runs: &Path, ledger: &Ledger) -> Result<Recovered> {
    if ledger.is_for_writing() {
        return settle(out_runs, ledger);
    }
    let is_clean = leftovers(out_runs).is_ok_and(|left| left.is_empty());
    if is_clean {
        return Ok(Recovered::default());
    }
    let Some(locked) = ledger.lock_without_waiting() else {
        return Ok(Recovered::default());
    };
    Ok(settle(out_runs, &locked).unwrap_or_default())
}

/// The name of a run's folder as long as it is not committed.
pub(super) fn temporary_name(id: &str) -> String {
    format!(".{id}.tmp")
}

fn settle(out_runs: &Path, ledger: &Ledger) -> Result<Recovered> {
    let mut recovered = Recovered::default();
    for (id, folder) in leftovers(out_runs)? {
        if ledger.run(&id)?.is_none() {
            remove(&folder)?;
            recovered.undone.push(id);
            continue;
        }
        fs::rename(&folder, out_runs.join(&id)).map_err(|error| {
            Error::io(
                folder,
                "holds the files of a run that is done, but cannot be given its name",
                error,
            )
            .hint("close what has files of it open, then run again")
        })?;
        recovered.finished.push(id);
    }
    Ok(recovered)
}

/// The ids and folders of runs that did not end, in order.
fn leftovers(out_runs: &Path) -> Result<Vec<(String, PathBuf)>> {
    let failed = |error| Error::io(out_runs, "cannot be read", error);
    let entries = match fs::read_dir(out_runs) {
        // A file in the way is explained where the folder is needed.
        Err(error)
            if matches!(
                error.kind(),
                io::ErrorKind::NotFound | io::ErrorKind::NotADirectory
            ) =>
        {
            return Ok(Vec::new());
        }
        entries => entries.map_err(failed)?,
    };
    let mut left = Vec::new();
    for entry in entries {
        let entry = entry.map_err(failed)?;
        let name = entry.file_name();
        let id = name
            .to_str()
            .and_then(|name| name.strip_prefix('.'))
            .and_then(|name| name.strip_suffix(".tmp"));
        if let Some(id) = id.filter(|id| is_run_id(id)) {
            left.push((id.to_owned(), entry.path()));
        }
    }
    left.sort();
    Ok(left)
}

/// Whether a name has the shape of a run's id; anything else in the folder is not ours to touch.
pub(super) fn is_run_id(name: &str) -> bool {
    let shape = b"dddd-dd-dd-hhhhhhhh";
    let (id, suffix) = name.as_bytes().split_at(shape.len().min(name.len()));
    let fits = id.len() == shape.len()
        && id.iter().zip(shape).all(|(byte, kind)| match kind {
            b'd' => byte.is_ascii_digit(),
            b'h' => byte.is_ascii_hexdigit(),
            _ => byte == kind,
        });
    let counted = match suffix {
        [] => true,
        [b'-', digits @ ..] => !digits.is_empty() && digits.iter().all(u8::is_ascii_digit),
        _ => false,
    };
    fits && counted
}
