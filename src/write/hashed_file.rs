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
    failed: bool,
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
            failed: false,
        })
    }

    /// Writes what is left; `path` is the path that results are known by.
    pub(super) fn finish(mut self, path: String) -> io::Result<Written> {
        if self.failed {
            return Err(io::Error::other(
                "an earlier error left the file incomplete",
            ));
        }
        self.file.flush()?;
        Ok(Written {
            path,
            sha256: hexadecimal(&self.hash.finalize()),
            bytes: self.bytes,
        })
    }
}

impl Write for HashedFile {
    /// The first error is reported once. After it bytes are taken and dropped: a writer on top that
    /// still wants to end its archive would otherwise complain on its own.
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.failed {
            return Ok(bytes.len());
        }
        let written = self.file.write(bytes).inspect_err(|_| self.failed = true)?;
        self.hash.update(&bytes[..written]);
        self.bytes += written as u64;
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        if self.failed {
            return Ok(());
        }
        self.file.flush().inspect_err(|_| self.failed = true)
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

    #[test]
    #[cfg(target_os = "linux")]
    fn an_error_is_reported_once() {
        let mut file = HashedFile {
            // A device that is always full.
            file: BufWriter::with_capacity(0, File::create("/dev/full").expect("the device")),
            hash: Sha256::new(),
            bytes: 0,
            failed: false,
        };
        let error = file.write(b"abc").expect_err("no room");
        assert_eq!(error.kind(), io::ErrorKind::StorageFull);
        assert_eq!(file.write(b"abc").expect("dropped"), 3);
        file.flush().expect("nothing to do");
        assert!(file.finish(String::new()).is_err());
    }
}
