//! What `check --annotate` wrote before. Copies of inputs that are gone are removed, so that nobody
//! corrects a file that nothing comes from any more; copies that somebody has changed are theirs: they
//! are neither removed nor written over.
//!
//! A list in the folder tells which files are segbook's, with their hashes.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;
use std::path::{Component, Path, PathBuf};

use crate::error::{Error, Result};
use crate::read::fingerprint;
use crate::write::Written;

/// The list: a hash, two blanks, a path, one file a line, as `sha256sum` has it.
const LIST_FILE: &str = ".written";

/// The files of the last time.
pub(super) struct Earlier {
    folder: PathBuf,
    /// Hash and path.
    files: Vec<(String, String)>,
}

impl Earlier {
    /// Reads the list. Without one, or with one that cannot be read, nothing is known to be segbook's.
    pub(super) fn read(folder: &Path) -> Self {
        let text = fs::read_to_string(folder.join(LIST_FILE)).unwrap_or_default();
        let parts = text.lines().filter_map(|line| line.split_once("  "));
        let files = parts
            .filter(|(_, path)| is_below(path))
            .map(|(hash, path)| (hash.to_owned(), path.to_owned()));
        Self {
            folder: folder.to_owned(),
            files: files.collect(),
        }
    }

    /// Whether somebody has changed this file since, and what it says now is in no input.
    pub(super) fn is_changed(&self, path: &str, inputs: &BTreeSet<&str>) -> bool {
        let mut files = self.files.iter();
        let listed = files.find(|(_, known)| known.eq_ignore_ascii_case(path));
        listed.is_some_and(|(hash, _)| {
            let now = fingerprint(&self.folder.join(path));
            now.is_ok_and(|now| now.sha256 != *hash && !inputs.contains(now.sha256.as_str()))
        })
    }

    /// Removes what is not written any more, and lists what is.
    pub(super) fn replace(self, written: &[Written]) -> Result<()> {
        let mut lines = String::new();
        for file in written {
            // Writing to a String cannot fail.
            let _ = writeln!(lines, "{}  {}", file.sha256, file.path);
        }
        let is_written = |path: &str| {
            let mut now = written.iter();
            now.any(|file| file.path.eq_ignore_ascii_case(path))
        };
        for (hash, path) in self.files.iter().filter(|(_, path)| !is_written(path)) {
            let file = self.folder.join(path);
            if fingerprint(&file).is_ok_and(|now| now.sha256 == *hash) {
                // What is open in Excel can be removed the next time.
                let _ = fs::remove_file(&file);
            }
            if file.exists() {
                let _ = writeln!(lines, "{hash}  {path}");
            } else {
                remove_empty_folders(&self.folder, &file);
            }
        }
        let list = self.folder.join(LIST_FILE);
        fs::write(&list, lines).map_err(|error| Error::io(&list, "cannot be written", error))
    }
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
