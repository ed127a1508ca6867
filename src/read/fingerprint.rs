//! The hash of a file, by which a run knows its inputs again.

use std::fmt::Write as _;
use std::fs::File;
use std::io::Read;
use std::path::Path;

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::error::{Error, Result};

/// Size and SHA-256 of a file.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fingerprint {
    /// SHA-256 in hexadecimal.
    pub sha256: String,
    /// Bytes.
    pub bytes: u64,
}

/// Reads a file once for its fingerprint.
pub fn fingerprint(path: &Path) -> Result<Fingerprint> {
    let mut file = File::open(path).map_err(|error| Error::io(path, "cannot be opened", error))?;
    let mut hasher = Sha256::new();
    let mut bytes = 0;
    let mut block = vec![0; 1 << 18];
    loop {
        let count = file
            .read(&mut block)
            .map_err(|error| Error::io(path, "cannot be read", error))?;
        if count == 0 {
            break;
        }
        hasher.update(&block[..count]);
        bytes += count as u64;
    }
    let mut sha256 = String::with_capacity(64);
    for byte in hasher.finalize() {
        // Writing to a String cannot fail.
        let _ = write!(sha256, "{byte:02x}");
    }
    Ok(Fingerprint { sha256, bytes })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_hash_is_sha_256() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("a.csv");
        std::fs::write(&path, "abc").expect("a file");
        let found = fingerprint(&path).expect("a readable file");
        assert_eq!(found.bytes, 3);
        // FIPS 180-2, appendix B.1.
        assert_eq!(
            found.sha256,
            "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
        );
    }
}
