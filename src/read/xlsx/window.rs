//! A window over the unpacked bytes of a part: as much as one piece of markup needs, never the part.

use std::io::{self, Read};

use super::super::guard::guarded;
use super::cursor::Stop;

/// How much is unpacked at a time.
const BLOCK_BYTES: usize = 1 << 17;

/// One piece of markup that is longer than this is no cell as people have them.
const PIECE_BYTES_MAX: usize = 1 << 21;

/// A window that slides over a source.
pub(super) struct Window<R> {
    source: R,
    bytes: Vec<u8>,
    start: usize,
    end: usize,
    block_bytes: usize,
}

impl<R: Read> Window<R> {
    pub(super) fn new(source: R) -> Self {
        Self::by_blocks(source, BLOCK_BYTES)
    }

    /// A window that gets so many bytes at a time.
    pub(super) fn by_blocks(source: R, block_bytes: usize) -> Self {
        Self {
            source,
            bytes: Vec::new(),
            start: 0,
            end: 0,
            block_bytes,
        }
    }

    /// What is in the window.
    pub(super) fn bytes(&self) -> &[u8] {
        &self.bytes[self.start..self.end]
    }

    /// Moves the beginning of the window behind `count` bytes.
    pub(super) fn pass(&mut self, count: usize) {
        self.start += count;
    }

    /// Gets at least one byte more into the window.
    ///
    /// # Errors
    /// There is none, the source cannot be read, or the window would grow too large. In all these
    /// cases the general reader finds out what is wrong.
    pub(super) fn more(&mut self) -> Result<(), Stop> {
        self.bytes.copy_within(self.start..self.end, 0);
        self.end -= self.start;
        self.start = 0;
        if self.end > PIECE_BYTES_MAX {
            return Err(Stop::Outside("a very long piece of markup"));
        }
        let full = self.end + self.block_bytes;
        if self.bytes.len() < full {
            self.bytes.resize(full, 0);
        }
        // Blocks are filled: many short reads would cost a move of what is left each time.
        let from = self.end;
        while self.end < full {
            let room = &mut self.bytes[self.end..full];
            // A panic in the library is damage like any other.
            let read = guarded(|| self.source.read(room));
            match read.unwrap_or_else(|| Err(io::ErrorKind::InvalidData.into())) {
                Ok(0) if self.end == from => return Err(Stop::Outside("an early end")),
                Ok(0) => break,
                Ok(count) => self.end += count,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                // What came before the damage is shown first.
                Err(_) if self.end > from => break,
                Err(_) => return Err(Stop::Outside("bytes that cannot be unpacked")),
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_window_slides_to_the_end() {
        let mut window = Window::new(&b"abcdef"[..]);
        assert_eq!(window.bytes(), b"");
        assert_eq!(window.more(), Ok(()));
        window.pass(4);
        assert_eq!(window.bytes(), b"ef");
        assert!(window.more().is_err());
        assert_eq!(window.bytes(), b"ef");
    }

    #[test]
    fn the_window_does_not_grow_for_ever() {
        let mut window = Window::new(io::repeat(b'x'));
        let mut count = 0;
        while window.more().is_ok() {
            count += 1;
        }
        assert_eq!(count, PIECE_BYTES_MAX / BLOCK_BYTES + 1);
    }
}
