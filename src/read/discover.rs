//! Which files are inputs: all workbooks and delimited files below the input paths, in order.

use std::collections::BTreeSet;
use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use crate::error::{Error, Result};

/// The extensions that are read.
const EXTENSIONS: [&str; 8] = ["xlsx", "xlsm", "xlsb", "xls", "ods", "csv", "tsv", "txt"];

/// How deep folders may be nested: far beyond what people do, and an end for what links do.
const DEPTH_MAX: usize = 64;

/// Excel's owner files have 165 bytes: a name, and the same in UTF-16.
const OWNER_BYTES: u64 = 165;

/// One file to be read.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Input {
    /// Path relative to the input path it was found below, with `/`.
    pub name: String,
    /// Where it is.
    pub path: PathBuf,
}

impl Input {
    /// Its size, to tell long work from short; 0 when it cannot be told.
    pub fn bytes(&self) -> u64 {
        fs::metadata(&self.path).map_or(0, |metadata| metadata.len())
    }

    /// When it was last written to; none when it cannot be told.
    pub fn modified(&self) -> Option<SystemTime> {
        fs::metadata(&self.path).ok()?.modified().ok()
    }

    /// Its extension in lower case.
    pub fn extension(&self) -> String {
        extension(&self.path)
    }

    /// Who has it open in Excel, as Excel's owner file beside it says; none when it is not open.
    pub fn opened_by(&self) -> Option<String> {
        let file_name = self.path.file_name()?.to_str()?;
        let owner = self.path.with_file_name(format!("~${file_name}"));
        if !fs::metadata(&owner).ok()?.is_file() {
            return None;
        }
        let mut bytes = Vec::new();
        fs::File::open(owner)
            .ok()?
            .take(OWNER_BYTES)
            .read_to_end(&mut bytes)
            .ok()?;
        // One byte with the length, then the name in the code page of that computer.
        let name = bytes.get(1..1 + usize::from(*bytes.first()?))?;
        let name = encoding_rs::WINDOWS_1252
            .decode_without_bom_handling(name)
            .0;
        let name = name.trim_matches(|c: char| c.is_whitespace() || c.is_control());
        Some(if name.is_empty() {
            "somebody".to_owned()
        } else {
            name.to_owned()
        })
    }

    /// Its name without folders and extension.
    pub fn stem(&self) -> String {
        let stem = self.path.file_stem().unwrap_or_default();
        stem.to_string_lossy().into_owned()
    }
}

/// The inputs below `paths`, in order of path; a path may itself be a file. Names that begin with
/// `~$` (Excel's owner files) or `.` are skipped, and a file found twice counts once.
///
/// # Errors
/// A path that is missing, or a folder that cannot be read.
pub fn discover(paths: &[PathBuf]) -> Result<Vec<Input>> {
    let mut inputs = Vec::new();
    let mut seen = BTreeSet::new();
    for path in paths {
        let metadata =
            fs::metadata(path).map_err(|error| Error::io(path, "cannot be opened", error))?;
        let mut found = Vec::new();
        if metadata.is_dir() {
            walk(path, "", 0, &mut BTreeSet::new(), &mut found)?;
        } else if !metadata.is_file() {
            // Reading a pipe or a device may never end.
            return Err(Error::file(path, "is neither a file nor a folder")
                .hint("name files and folders in [input] paths"));
        } else {
            let name = path.file_name().unwrap_or_default();
            found.push(Input {
                name: name.to_string_lossy().into_owned(),
                path: path.clone(),
            });
        }
        found.sort();
        inputs.extend(found.into_iter().filter(|input| {
            let real = fs::canonicalize(&input.path).unwrap_or_else(|_| input.path.clone());
            seen.insert(real)
        }));
    }
    Ok(inputs)
}

/// Collects the files of a folder. `above` holds the folders on the way, so that a link that leads
/// back to one of them is not followed.
fn walk(
    folder: &Path,
    prefix: &str,
    depth: usize,
    above: &mut BTreeSet<PathBuf>,
    found: &mut Vec<Input>,
) -> Result<()> {
    let unreadable = |error| Error::io(folder, "cannot be read", error);
    let real = fs::canonicalize(folder).map_err(unreadable)?;
    if depth > DEPTH_MAX || !above.insert(real.clone()) {
        return Ok(());
    }
    for entry in fs::read_dir(folder).map_err(unreadable)? {
        let entry = entry.map_err(unreadable)?;
        let file_name = entry.file_name().to_string_lossy().into_owned();
        if file_name.starts_with("~$") || file_name.starts_with('.') {
            continue;
        }
        let path = entry.path();
        let name = format!("{prefix}{file_name}");
        // Follows links; one that leads nowhere, and devices and pipes, are no inputs.
        match fs::metadata(&path) {
            Ok(metadata) if metadata.is_dir() => {
                walk(&path, &format!("{name}/"), depth + 1, above, found)?;
            }
            Ok(metadata) if metadata.is_file() && is_input(&path) => {
                found.push(Input { name, path });
            }
            _ => {}
        }
    }
    above.remove(&real);
    Ok(())
}

fn is_input(path: &Path) -> bool {
    EXTENSIONS.contains(&extension(path).as_str())
}

fn extension(path: &Path) -> String {
    let extension = path.extension().unwrap_or_default();
    extension.to_string_lossy().to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(paths: &[PathBuf]) -> Vec<String> {
        let found = discover(paths).expect("folders");
        found.into_iter().map(|input| input.name).collect()
    }

    #[test]
    fn inputs_are_found_in_order_of_path() {
        let folder = tempfile::tempdir().expect("a folder");
        fs::create_dir_all(folder.path().join("b/deep")).expect("a folder");
        fs::create_dir_all(folder.path().join(".git")).expect("a folder");
        for name in [
            "z.CSV",
            "a.xlsx",
            "b/deep/Contact.txt",
            "b/c.ods",
            "~$a.xlsx",
            ".hidden.csv",
            ".git/x.csv",
            "readme.md",
        ] {
            fs::write(folder.path().join(name), "").expect("a file");
        }
        let path = folder.path().to_path_buf();
        let expected = ["a.xlsx", "b/c.ods", "b/deep/Contact.txt", "z.CSV"];
        assert_eq!(names(std::slice::from_ref(&path)), expected);
        let file = path.join("a.xlsx");
        assert_eq!(names(&[file, path])[..2], ["a.xlsx", "b/c.ods"]);
    }

    #[test]
    fn the_owner_of_an_open_workbook_is_named() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("a.xlsx");
        let input = Input {
            name: "a.xlsx".to_owned(),
            path,
        };
        assert_eq!(input.opened_by(), None);
        for (bytes, expected) in [
            (b"\x0bMarta Zo\xebl  \x00".to_vec(), "Marta Zo\u{eb}l"),
            (b"\x00".to_vec(), "somebody"),
        ] {
            fs::write(folder.path().join("~$a.xlsx"), bytes).expect("a file");
            assert_eq!(input.opened_by().as_deref(), Some(expected));
        }
        // Damaged: nothing is made of it.
        fs::write(folder.path().join("~$a.xlsx"), b"\xffMarta").expect("a file");
        assert_eq!(input.opened_by(), None);
    }

    #[test]
    fn a_missing_path_is_an_error_of_files() {
        let error = discover(&["no/such/inbox".into()]).expect_err("no such folder");
        assert_eq!(error.exit_code(), 3);
    }

    #[cfg(unix)]
    #[test]
    fn a_link_that_leads_back_ends() {
        let folder = tempfile::tempdir().expect("a folder");
        fs::create_dir(folder.path().join("in")).expect("a folder");
        std::os::unix::fs::symlink(folder.path(), folder.path().join("in/back")).expect("a link");
        std::os::unix::fs::symlink("/nowhere.csv", folder.path().join("gone.csv")).expect("a link");
        std::os::unix::fs::symlink("/dev/zero", folder.path().join("zero.csv")).expect("a link");
        fs::write(folder.path().join("in/a.csv"), "").expect("a file");
        assert_eq!(names(&[folder.path().to_path_buf()]), ["in/a.csv"]);
        let error = discover(&["/dev/zero".into()]).expect_err("a device");
        assert_eq!(error.exit_code(), 3);
    }
}
