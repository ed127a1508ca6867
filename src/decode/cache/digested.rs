//! Bytes on their way, hashed as they go by: what was damaged since is seen.

use std::io::{self, Read, Write};

use sha2::{Digest, Sha256};

use crate::value::hexadecimal;

/// How many bytes are written at a time, to be hashed while they are at hand.
const WRITTEN_BYTES: usize = 1 << 18;

/// A stream with the SHA-256 of what was read from it or written to it.
pub(super) struct Digested<S> {
    stream: S,
    hasher: Sha256,
    bytes: u64,
}

impl<S> Digested<S> {
    pub(super) fn new(stream: S) -> Self {
        Self {
            stream,
            hasher: Sha256::new(),
            bytes: 0,
        }
    }

    /// How many bytes went by, and their SHA-256 in hexadecimal.
    pub(super) fn finish(self) -> (u64, String) {
        (self.bytes, hexadecimal(self.hasher.finalize()))
    }

    fn goes_by(&mut self, bytes: &[u8]) {
        self.hasher.update(bytes);
        self.bytes += bytes.len() as u64;
    }
}

impl<S: Read> Read for Digested<S> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.stream.read(buffer)?;
        self.goes_by(&buffer[..count]);
        Ok(count)
    }
}

impl<S: Write> Write for Digested<S> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let count = self
            .stream
            .write(&bytes[..bytes.len().min(WRITTEN_BYTES)])?;
        self.goes_by(&bytes[..count]);
        Ok(count)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.stream.flush()
    }
}
