//! The encoding of a delimited file: by its byte order mark, else strict UTF-8, else Windows-1252.
//! Whatever it is, what comes out is UTF-8; a byte that does not fit comes out as one that is no
//! UTF-8 either, so that it is found in its cell and never replaced.

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

use encoding_rs::{Decoder, DecoderResult, Encoding, UTF_8, WINDOWS_1252};

use crate::error::Error;

/// Stands for a byte or pair of bytes that the encoding does not have. UTF-8 never uses it.
pub(super) const MISFIT: u8 = 0xff;

/// The bytes that Windows-1252 leaves undefined; the web's tables make control characters of them.
const WINDOWS_1252_UNDEFINED: [u8; 5] = [0x81, 0x8d, 0x8f, 0x90, 0x9d];

/// What was found out about the encoding of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct FoundEncoding {
    pub(super) encoding: &'static Encoding,
    /// Bytes of the byte order mark at the beginning.
    pub(super) mark_bytes: usize,
    /// Whether Windows-1252 was taken because the bytes are not UTF-8.
    pub(super) is_fallback: bool,
}

impl FoundEncoding {
    /// As it is shown: `UTF-8 with byte order mark`.
    pub(super) fn describe(self) -> String {
        let name = match self.encoding.name() {
            "windows-1252" => "Windows-1252",
            name => name,
        };
        if self.mark_bytes > 0 {
            format!("{name} with byte order mark")
        } else {
            name.to_owned()
        }
    }
}

/// Finds the encoding of a file. `label`, from the settings, takes the place of looking at the bytes;
/// a byte order mark says more than a setting that is for all files.
pub(super) fn find(path: &Path, label: Option<&str>) -> Result<FoundEncoding, Error> {
    let unreadable = |error| Error::io(path, "cannot be read", error);
    let asked = label.map(called).transpose()?;
    let mut file = File::open(path).map_err(|error| Error::io(path, "cannot be opened", error))?;
    let mut first = Vec::new();
    (&mut file)
        .take(3)
        .read_to_end(&mut first)
        .map_err(unreadable)?;
    let known = Encoding::for_bom(&first).or_else(|| asked.map(|encoding| (encoding, 0)));
    if let Some((encoding, mark_bytes)) = known {
        return Ok(FoundEncoding {
            encoding,
            mark_bytes,
            is_fallback: false,
        });
    }
    let is_utf_8 = is_utf_8(first.as_slice().chain(file)).map_err(unreadable)?;
    Ok(FoundEncoding {
        encoding: if is_utf_8 { UTF_8 } else { WINDOWS_1252 },
        mark_bytes: 0,
        is_fallback: !is_utf_8,
    })
}

/// The encoding of this name.
fn called(label: &str) -> Result<&'static Encoding, Error> {
    Encoding::for_label(label.as_bytes()).ok_or_else(|| {
        Error::usage(format!("there is no encoding \"{label}\""))
            .hint("set [input] encoding to utf-8, windows-1252, utf-16le or the like")
    })
}

/// Whether everything that comes is UTF-8.
fn is_utf_8(mut reader: impl Read) -> io::Result<bool> {
    let mut block = vec![0; 1 << 16];
    let mut kept = 0;
    loop {
        let count = reader.read(&mut block[kept..])?;
        if count == 0 {
            return Ok(kept == 0);
        }
        let filled = kept + count;
        kept = match std::str::from_utf8(&block[..filled]) {
            Ok(_) => 0,
            Err(error) if error.error_len().is_some() => return Ok(false),
            Err(error) => {
                // A character that goes on in the next block.
                let start = error.valid_up_to();
                block.copy_within(start..filled, 0);
                filled - start
            }
        };
    }
}

/// Reads a file of any encoding as UTF-8, with [`MISFIT`] for what does not fit.
pub(super) struct Utf8Reader<R> {
    inner: R,
    encoding: &'static Encoding,
    /// None for UTF-8, which goes through as it is: its bad bytes are found cell by cell.
    decoder: Option<Decoder>,
    raw: Vec<u8>,
    decoded: Vec<u8>,
    decoded_at: usize,
    is_done: bool,
}

impl<R: Read> Utf8Reader<R> {
    /// Reads `inner`, which stands behind the byte order mark.
    pub(super) fn new(inner: R, encoding: &'static Encoding) -> Self {
        let decoder = (encoding != UTF_8).then(|| encoding.new_decoder_without_bom_handling());
        Self {
            inner,
            encoding,
            decoder,
            raw: vec![0; 1 << 16],
            decoded: Vec::new(),
            decoded_at: 0,
            is_done: false,
        }
    }

    /// Decodes the next block of the file.
    fn refill(&mut self) -> io::Result<()> {
        self.decoded.clear();
        self.decoded_at = 0;
        let count = self.inner.read(&mut self.raw)?;
        self.is_done = count == 0;
        let decoder = self.decoder.as_mut().expect("UTF-8 is not decoded");
        let mut rest = &self.raw[..count];
        if self.encoding == WINDOWS_1252 {
            let is_undefined = |byte: &u8| WINDOWS_1252_UNDEFINED.contains(byte);
            while let Some(at) = rest.iter().position(is_undefined) {
                decode(decoder, &rest[..at], false, &mut self.decoded);
                self.decoded.push(MISFIT);
                rest = &rest[at + 1..];
            }
        }
        decode(decoder, rest, self.is_done, &mut self.decoded);
        Ok(())
    }
}

/// Decodes all of `bytes` to the end of `out`.
fn decode(decoder: &mut Decoder, mut bytes: &[u8], is_last: bool, out: &mut Vec<u8>) {
    loop {
        let start = out.len();
        let room = decoder
            .max_utf8_buffer_length_without_replacement(bytes.len())
            .expect("a block is short");
        out.resize(start + room, 0);
        let (result, read, written) =
            decoder.decode_to_utf8_without_replacement(bytes, &mut out[start..], is_last);
        out.truncate(start + written);
        bytes = &bytes[read..];
        match result {
            DecoderResult::InputEmpty => return,
            DecoderResult::OutputFull => {}
            DecoderResult::Malformed(..) => out.push(MISFIT),
        }
    }
}

impl<R: Read> Read for Utf8Reader<R> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        if self.decoder.is_none() {
            return self.inner.read(out);
        }
        while self.decoded_at == self.decoded.len() && !self.is_done {
            self.refill()?;
        }
        let count = out.len().min(self.decoded.len() - self.decoded_at);
        out[..count].copy_from_slice(&self.decoded[self.decoded_at..self.decoded_at + count]);
        self.decoded_at += count;
        Ok(count)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use encoding_rs::{UTF_16BE, UTF_16LE};

    #[test]
    fn what_does_not_fit_comes_out_as_a_byte_that_is_no_text() {
        for (encoding, bytes, expected) in [
            (UTF_8, &b"a\xc3\xa9"[..], &b"a\xc3\xa9"[..]),
            (UTF_8, b"a\xe9", b"a\xe9"),
            (
                WINDOWS_1252,
                b"caf\xe9 \x80",
                "caf\u{e9} \u{20ac}".as_bytes(),
            ),
            (WINDOWS_1252, b"a\x81b", b"a\xffb"),
            (UTF_16LE, b"a\0\xe9\0", "a\u{e9}".as_bytes()),
            (UTF_16BE, b"\0a\xd8\0\0b", b"a\xffb"),
            (UTF_16LE, b"a\0b", b"a\xff"),
        ] {
            let mut read = Vec::new();
            Utf8Reader::new(bytes, encoding)
                .read_to_end(&mut read)
                .expect("bytes can be read");
            assert_eq!(read, expected, "{} {bytes:?}", encoding.name());
        }
    }

    #[test]
    fn a_character_may_lie_across_two_blocks() {
        let mut bytes = vec![b'a'; (1 << 16) - 1];
        bytes.extend("\u{e9}".as_bytes());
        assert!(is_utf_8(bytes.as_slice()).expect("bytes can be read"));
        bytes.push(0xe9);
        assert!(!is_utf_8(bytes.as_slice()).expect("bytes can be read"));
    }

    #[test]
    fn the_mark_decides_then_the_bytes() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("a.csv");
        for (bytes, label, expected) in [
            (&b"\xef\xbb\xbfNo."[..], None, "UTF-8 with byte order mark"),
            (b"\xff\xfeN\0", None, "UTF-16LE with byte order mark"),
            (b"No.", None, "UTF-8"),
            (b"", None, "UTF-8"),
            (b"caf\xe9", None, "Windows-1252"),
            (b"caf\xc3\xa9", Some("latin1"), "Windows-1252"),
            (
                b"\xef\xbb\xbfNo.",
                Some("windows-1252"),
                "UTF-8 with byte order mark",
            ),
            (
                b"\xff\xfeN\0",
                Some("utf-8"),
                "UTF-16LE with byte order mark",
            ),
        ] {
            std::fs::write(&path, bytes).expect("a file");
            let found = find(&path, label).expect("an encoding");
            assert_eq!(found.describe(), expected);
        }
        let error = find(&path, Some("klingon")).expect_err("no such encoding");
        assert_eq!(error.exit_code(), 2);
    }
}
