//! Copies of inputs that are gone: what `check --annotate` wrote before and does not write now is
//! removed, so that nobody corrects a file that nothing comes from any more.
//!
//! A list in the folder tells which files are segbook's, with their hashes: a copy that somebody has
//! changed since is theirs, and stays.

use std::fmt::Write as _;
use std::fs;
use std::path::{Component, Path};

use crate::error::{Error, Result};
use crate::read::fingerprint;
use crate::write::Written;

/// The list: a hash, two blanks, a path, one file a line, as `sha256sum` has it.
const LIST_FILE: &str = ".written";

/// Removes what an earlier list has and `written` has not, and writes the list anew.
pub(super) fn remove_stale(folder: &Path, written: &[Written]) -> Result<()> {
    let list = folder.join(LIST_FILE);
    // Without a list, or with one that cannot be read, nothing is known to be segbook's.
    let before = fs::read_to_string(&list).unwrap_or_default();
    let mut lines = String::new();
    for file in written {
        // Writing to a String cannot fail.
        let _ = writeln!(lines, "{}  {}", file.sha256, file.path);
    }
    let is_kept = |path: &str| {
        let mut now = written.iter();
        now.any(|file| file.path.eq_ignore_ascii_case(path))
    };
    for line in before.lines() {
        let Some((sha256, path)) = line.split_once("  ") else {
            continue;
        };
        if is_kept(path) || !is_below(path) {
            continue;
        }
        let file = folder.join(path);
        let is_unchanged = fingerprint(&file).is_ok_and(|found| found.sha256 == sha256);
        if is_unchanged && fs::remove_file(&file).is_err() {
            // Open in Excel, perhaps: the next time will do.
            let _ = writeln!(lines, "{line}");
        }
        remove_empty_folders(folder, &file);
    }
    fs::write(&list, lines).map_err(|error| Error::io(&list, "cannot be written", error))
}

/// Whether a path of the list stays within the folder.
fn is_below(path: &str) -> bool {
    let mut parts = Path::new(path).components();
    !path.is_empty() && parts.all(|part| matches!(part, Component::Normal(_)))
}

/// Removes the folders that the copy of a file in a folder had made, where nothing is left in them.
fn remove_empty_folders(top: &Path, file: &Path) {
    let parents = file.ancestors().skip(1).take_while(|parent| *parent != top);
    for parent in parents {
        if fs::remove_dir(parent).is_err() {
            return;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_leads_nowhere_else() {
        for (path, expected) in [
            ("a.xlsx", true),
            ("spring/a.xlsx", true),
            ("../a.xlsx", false),
            ("/etc/a.xlsx", false),
            ("", false),
        ] {
            assert_eq!(is_below(path), expected, "{path}");
        }
    }
}
