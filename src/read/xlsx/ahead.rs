//! Unpacks a long part on a thread of its own, a few blocks ahead of who reads it: unpacking is a
//! third of the work, and one sheet is often all there is to do.

use std::io::{self, Read};
use std::sync::mpsc::{Receiver, Sender, SyncSender, channel, sync_channel};
use std::thread;

use super::super::guard::guarded;

/// Shorter parts are done before a thread would be of use.
pub(super) const PART_BYTES_MIN: u64 = 8 << 20;

/// Bytes of a block.
const BLOCK_BYTES: usize = 1 << 17;

/// Blocks that are unpacked and not read yet.
const BLOCKS_MAX: usize = 8;

type Block = io::Result<Vec<u8>>;

/// Lets `work` read what `source` gives, which is read ahead on another thread. `source` is made
/// there; where that fails, `work` sees an early end.
pub(super) fn read_ahead<T>(
    source: impl FnOnce(&mut dyn FnMut(&mut dyn Read)) + Send,
    work: impl FnOnce(&mut dyn Read) -> T,
) -> T {
    let (send, receive) = sync_channel(BLOCKS_MAX);
    let (give_back, free) = channel();
    thread::scope(|scope| {
        scope.spawn(move || {
            // A panic in the library ends the blocks, like any damage.
            guarded(|| source(&mut |part| unpack(part, &send, &free)));
        });
        work(&mut Blocks {
            receive,
            give_back,
            block: Vec::new(),
            at: 0,
        })
    })
}

/// Sends block after block, until nobody wants them.
fn unpack(part: &mut dyn Read, send: &SyncSender<Block>, free: &Receiver<Vec<u8>>) {
    loop {
        let mut block = free.try_recv().unwrap_or_default();
        block.resize(BLOCK_BYTES, 0);
        let mut filled = 0;
        let end = loop {
            match part.read(&mut block[filled..]) {
                Ok(0) => break Some(Ok(Vec::new())),
                Ok(count) => filled += count,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => break Some(Err(error)),
            }
            if filled == BLOCK_BYTES {
                break None;
            }
        };
        block.truncate(filled);
        if send.send(Ok(block)).is_err() {
            return;
        }
        if let Some(end) = end {
            // Nobody may be there any more.
            let _ = send.send(end);
            return;
        }
    }
}

/// The blocks as a reader.
struct Blocks {
    receive: Receiver<Block>,
    give_back: Sender<Vec<u8>>,
    block: Vec<u8>,
    at: usize,
}

impl Read for Blocks {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        if self.at == self.block.len() {
            let Ok(block) = self.receive.recv() else {
                return Ok(0);
            };
            let used = std::mem::replace(&mut self.block, block?);
            self.at = 0;
            // The thread may have ended.
            let _ = self.give_back.send(used);
        }
        let count = out.len().min(self.block.len() - self.at);
        out[..count].copy_from_slice(&self.block[self.at..self.at + count]);
        self.at += count;
        Ok(count)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_bytes_come_in_order() {
        let bytes: Vec<u8> = (0..3_000_000_u32)
            .map(|number| (number % 251) as u8)
            .collect();
        let read = read_ahead(
            |then| then(&mut &bytes[..]),
            |part| {
                let mut read = Vec::new();
                part.read_to_end(&mut read).expect("no damage");
                read
            },
        );
        assert!(read == bytes);
    }

    #[test]
    fn what_comes_before_the_damage_is_read() {
        struct Broken;
        impl Read for Broken {
            fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
                Err(io::ErrorKind::InvalidData.into())
            }
        }
        let (count, error) = read_ahead(
            |then| then(&mut (&b"sound"[..]).chain(Broken)),
            |part| {
                let mut read = Vec::new();
                let error = part.read_to_end(&mut read).expect_err("damage");
                (read.len(), error.kind())
            },
        );
        assert_eq!((count, error), (5, io::ErrorKind::InvalidData));
    }

    #[test]
    fn a_reader_that_has_enough_ends_the_thread() {
        let first = read_ahead(
            |then| then(&mut io::repeat(7)),
            |part| {
                let mut first = [0];
                part.read_exact(&mut first).expect("a byte");
                first[0]
            },
        );
        assert_eq!(first, 7);
    }
}
