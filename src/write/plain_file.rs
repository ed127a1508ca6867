//! Files that are made elsewhere, such as letters: written and hashed like all others.

use std::fs::{self, File};
use std::io::{ErrorKind, Write as _};
use std::path::Path;

use sha2::{Digest, Sha256};

use crate::error::{Error, Result};

use super::Written;
use super::file_name::hexadecimal;

/// Writes a new file; `path` is below `folder`, and what the file is known by. There may be ten
/// thousand in one folder, so that is only looked for when it turns out to be missing.
pub fn write_bytes(folder: &Path, path: String, bytes: &[u8]) -> Result<Written> {
    let target = folder.join(&path);
    let created = match (File::create_new(&target), target.parent()) {
        (Err(error), Some(parent)) if error.kind() == ErrorKind::NotFound => {
            fs::create_dir_all(parent)
                .map_err(|error| Error::io(parent, "cannot be created", error))?;
            File::create_new(&target)
        }
        (created, _) => created,
    };
    let mut file = created.map_err(|error| Error::io(&target, "cannot be created", error))?;
    file.write_all(bytes)
        .map_err(|error| Error::io(&target, "cannot be written", error))?;
    Ok(Written {
        path,
        sha256: hexadecimal(&Sha256::digest(bytes)),
        bytes: bytes.len() as u64,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_new_and_its_hash_is_that_of_its_bytes() {
        let folder = tempfile::tempdir().expect("a folder");
        for name in ["a/b/c.txt", "a/b/d.txt"] {
            let written = write_bytes(folder.path(), name.to_owned(), b"abc").expect("room");
            // The test vector of FIPS 180-2.
            let expected = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
            assert_eq!((written.sha256.as_str(), written.bytes), (expected, 3));
            assert_eq!(fs::read(folder.path().join(name)).expect("a file"), b"abc");
        }
        let again = write_bytes(folder.path(), "a/b/c.txt".to_owned(), b"x");
        assert!(again.is_err(), "two results of one name would be a fault");
    }
}
