//! Files that are made elsewhere, such as letters: written and hashed like all others.

use std::io::Write as _;
use std::path::Path;

use crate::error::{Error, Result};

use super::Written;
use super::hashed_file::HashedFile;

/// Writes a new file; `path` is below `folder`, and what the file is known by.
pub fn write_bytes(folder: &Path, path: String, bytes: &[u8]) -> Result<Written> {
    let target = folder.join(&path);
    let mut file = HashedFile::create(&target)?;
    file.write_all(bytes)
        .and_then(|()| file.finish(path))
        .map_err(|error| Error::io(&target, "cannot be written", error))
}
