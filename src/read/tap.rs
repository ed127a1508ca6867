//! Stands between a delimited file and the csv crate and keeps what that crate does not tell: where
//! a line ends, whether a quote is open at the end, and when a line is too long.

use std::io::{self, Read};

use csv::ByteRecord;

/// One line, with line breaks in quotes, may be so long: 500 cells of Excel's longest text.
pub(super) const RECORD_BYTES_MAX: usize = 16 << 20;

/// Stands behind the last byte of a file, so that a quote that is still open there is seen: then it
/// is part of the last cell, otherwise a record of its own. Control characters that no table has.
pub(super) const END_MARK: &str = "\n\u{1}\u{2}end of file\u{2}\u{1}";

/// Where the end mark came out.
pub(super) enum EndMark {
    None,
    Alone,
    Swallowed,
}

pub(super) fn end_mark(record: &ByteRecord) -> EndMark {
    let last = record.iter().next_back().unwrap_or(b"");
    let mark = END_MARK.as_bytes();
    if last.ends_with(mark) {
        EndMark::Swallowed
    } else if record.len() == 1 && last == &mark[1..] {
        EndMark::Alone
    } else {
        EndMark::None
    }
}

/// How much the csv crate asks for at once.
pub(super) const TAP_BLOCK_BYTES: usize = 1 << 16;

/// Stands between file and csv crate, which tells neither where a line ends nor whether a quote is
/// open at the end, and would take a line of any length into memory.
pub(super) struct Tap<R> {
    inner: R,
    block: Vec<u8>,
    block_start: u64,
    last_before: Option<u8>,
    record_bytes: usize,
    end_mark_at: usize,
}

impl<R: Read> Tap<R> {
    pub(super) fn new(inner: R) -> Self {
        Self {
            inner,
            block: Vec::new(),
            block_start: 0,
            last_before: None,
            record_bytes: 0,
            end_mark_at: 0,
        }
    }

    /// Counts the bytes of the next record from here.
    pub(super) fn begin_record(&mut self) {
        self.record_bytes = 0;
    }

    /// The byte before `offset`, which lies in the last block or at its beginning.
    pub(super) fn byte_before(&self, offset: u64) -> Option<u8> {
        match usize::try_from(offset.checked_sub(self.block_start)?).ok()? {
            0 => self.last_before,
            within => self.block.get(within - 1).copied(),
        }
    }
}

impl<R: Read> Read for Tap<R> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        let mut count = self.inner.read(out)?;
        if count == 0 {
            let rest = &END_MARK.as_bytes()[self.end_mark_at..];
            count = rest.len().min(out.len());
            out[..count].copy_from_slice(&rest[..count]);
            self.end_mark_at += count;
        }
        self.record_bytes += count;
        if self.record_bytes > RECORD_BYTES_MAX {
            return Err(io::ErrorKind::FileTooLarge.into());
        }
        self.last_before = self.block.last().copied().or(self.last_before);
        self.block_start += self.block.len() as u64;
        self.block.clear();
        self.block.extend_from_slice(&out[..count]);
        Ok(count)
    }
}
