//! A new file that is hashed and counted while it is written.

use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::Path;

use sha2::{Digest, Sha256};

use crate::error::{Error, Result};

use super::Written;
use super::file_name::hexadecimal;

/// A file that did not exist before.
pub(super) struct HashedFile {
    file: BufWriter<File>,
    hash: Sha256,
    bytes: u64,
}

impl HashedFile {
    /// Creates the file, and its folder if need be. A file that is there already is an error: a
    /// run's folder is new, so two results of the same name would be a fault.
    pub(super) fn create(path: &Path) -> Result<Self> {
        if let Some(folder) = path.parent() {
            std::fs::create_dir_all(folder)
                .map_err(|error| Error::io(folder, "cannot be created", error))?;
        }
        let file =
            File::create_new(path).map_err(|error| Error::io(path, "cannot be created", error))?;
        Ok(Self {
            file: BufWriter::with_capacity(1 << 16, file),
            hash: Sha256::new(),
            bytes: 0,
        })
    }

    /// Writes what is left; `path` is the path that results are known by.
    pub(super) fn finish(mut self, path: String) -> io::Result<Written> {
        self.file.flush()?;
        Ok(Written {
            path,
            sha256: hexadecimal(&self.hash.finalize()),
            bytes: self.bytes,
        })
    }
}

impl Write for HashedFile {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.file.write(bytes)?;
        self.hash.update(&bytes[..written]);
        self.bytes += written as u64;
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_hash_is_that_of_the_file() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("a/b.txt");
        let mut file = HashedFile::create(&path).expect("a new file");
        file.write_all(b"abc").expect("room");
        let written = file.finish("a/b.txt".to_owned()).expect("room");
        assert_eq!(written.bytes, 3);
        // The test vector of FIPS 180-2.
        assert_eq!(
            written.sha256,
            "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
        );
        assert_eq!(std::fs::read(&path).expect("the file"), b"abc");
        assert!(HashedFile::create(&path).is_err());
    }
}
