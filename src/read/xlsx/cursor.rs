//! Walks over markup in memory and takes only what it was told to expect. Whatever else comes stops
//! the walk: either the bytes end, or they are outside the grammar and the general reader's business.

/// Why the walk cannot go on here.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Stop {
    /// The bytes end in the middle of something; more may come.
    More,
    /// Something that the scanner does not read, in the words of `check --verbose`.
    Outside(&'static str),
}

pub(super) type Scan<T> = Result<T, Stop>;

/// A place in a run of bytes.
#[derive(Debug)]
pub(super) struct Cursor<'a> {
    pub(super) bytes: &'a [u8],
    pub(super) at: usize,
}

/// What comes next inside a tag.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Inside<'a> {
    Attribute(&'a [u8], &'a [u8]),
    /// `>`
    Open,
    /// `/>`
    Closed,
}

/// How a tag ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum TagEnd {
    /// `>`: content and an end tag follow.
    Open,
    /// `/>`
    Closed,
}

impl<'a> Cursor<'a> {
    pub(super) fn new(bytes: &'a [u8]) -> Self {
        Self { bytes, at: 0 }
    }

    pub(super) fn rest(&self) -> &'a [u8] {
        &self.bytes[self.at..]
    }

    #[inline]
    pub(super) fn peek(&self) -> Scan<u8> {
        self.bytes.get(self.at).copied().ok_or(Stop::More)
    }

    #[inline]
    pub(super) fn next(&mut self) -> Scan<u8> {
        let byte = self.peek()?;
        self.at += 1;
        Ok(byte)
    }

    /// Takes `literal`, if it comes; when it cannot be told yet, that is [`Stop::More`].
    #[inline]
    pub(super) fn take(&mut self, literal: &[u8]) -> Scan<bool> {
        let rest = self.rest();
        if rest.starts_with(literal) {
            self.at += literal.len();
            return Ok(true);
        }
        if rest.len() < literal.len() && literal.starts_with(rest) {
            return Err(Stop::More);
        }
        Ok(false)
    }

    /// Takes `literal`, and nothing else.
    #[inline]
    pub(super) fn expect(&mut self, literal: &[u8], otherwise: &'static str) -> Scan<()> {
        if self.take(literal)? {
            Ok(())
        } else {
            Err(Stop::Outside(otherwise))
        }
    }

    /// Passes over blanks and says whether there were any.
    #[inline]
    pub(super) fn blanks(&mut self) -> bool {
        let start = self.at;
        while let Some(b' ' | b'\n' | b'\r' | b'\t') = self.bytes.get(self.at) {
            self.at += 1;
        }
        self.at > start
    }

    /// Takes everything before `byte`, which may not be the last of the bytes.
    #[inline]
    pub(super) fn until(&mut self, byte: u8) -> Scan<&'a [u8]> {
        let rest = self.rest();
        let length = memchr::memchr(byte, rest).ok_or(Stop::More)?;
        self.at += length;
        Ok(&rest[..length])
    }

    /// Takes a name: ASCII letters, digits, `.`, `_`, `-`, and `:` for attributes with prefix.
    pub(super) fn name(&mut self) -> Scan<&'a [u8]> {
        let start = self.at;
        while self.peek()?.is_ascii_alphanumeric()
            || matches!(self.peek()?, b':' | b'_' | b'.' | b'-')
        {
            self.at += 1;
        }
        if self.at == start {
            return Err(Stop::Outside("unusual markup"));
        }
        Ok(&self.bytes[start..self.at])
    }

    /// Takes the next attribute, or the end of the tag.
    pub(super) fn inside(&mut self) -> Scan<Inside<'a>> {
        let is_apart = self.blanks();
        match self.peek()? {
            b'>' => {
                self.at += 1;
                return Ok(Inside::Open);
            }
            b'/' => {
                self.expect(b"/>", "unusual markup")?;
                return Ok(Inside::Closed);
            }
            _ => {}
        }
        if !is_apart {
            return Err(Stop::Outside("attributes without blanks between them"));
        }
        let name = self.name()?;
        self.expect(b"=", "blanks around an equals sign")?;
        let quote = self.next()?;
        if !matches!(quote, b'"' | b'\'') {
            return Err(Stop::Outside("an attribute without quotes"));
        }
        let value = self.until(quote)?;
        self.at += 1;
        if memchr::memchr2(b'<', b'>', value).is_some() || std::str::from_utf8(value).is_err() {
            return Err(Stop::Outside("an unusual attribute value"));
        }
        Ok(Inside::Attribute(name, value))
    }

    /// Passes over the attributes to the end of the tag.
    pub(super) fn end_of_tag(&mut self) -> Scan<TagEnd> {
        loop {
            match self.inside()? {
                Inside::Attribute(..) => {}
                Inside::Open => return Ok(TagEnd::Open),
                Inside::Closed => return Ok(TagEnd::Closed),
            }
        }
    }

    /// Takes the XML declaration, if there is one: of version 1.0 and in UTF-8.
    pub(super) fn declaration(&mut self) -> Scan<()> {
        if !self.take(b"<?xml ")? {
            return Ok(());
        }
        let text = self.until(b'>')?;
        self.at += 1;
        let text = String::from_utf8_lossy(text).replace('\'', "\"");
        let text = text.to_ascii_lowercase();
        let mut words = text.split_ascii_whitespace();
        let is_usual = words.next().map(|word| word.trim_end_matches('?'))
            == Some("version=\"1.0\"")
            && words.all(|word| {
                let word = word.trim_end_matches('?');
                matches!(
                    word,
                    "" | "encoding=\"utf-8\"" | "standalone=\"yes\"" | "standalone=\"no\""
                )
            });
        if !is_usual || !text.ends_with('?') {
            return Err(Stop::Outside("another encoding than UTF-8"));
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_literal_that_is_cut_needs_more() {
        for (bytes, expected) in [
            ("</row>", Ok(true)),
            ("</ro", Err(Stop::More)),
            ("", Err(Stop::More)),
            ("</c>", Ok(false)),
        ] {
            assert_eq!(
                Cursor::new(bytes.as_bytes()).take(b"</row>"),
                expected,
                "{bytes}"
            );
        }
    }

    #[test]
    fn a_declaration_is_of_xml_1_0_in_utf_8() {
        for (text, is_usual) in [
            (
                "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>",
                true,
            ),
            ("<?xml version='1.0' encoding='utf-8'?>", true),
            ("<?xml version=\"1.0\"?>", true),
            ("<?xml version=\"1.0\" ?>", true),
            ("<sst>", true),
            ("<?xml version=\"1.1\" encoding=\"UTF-8\"?>", false),
            ("<?xml version=\"1.0\" encoding=\"UTF-16\"?>", false),
            ("<?xml version=\"1.0\" encoding=\"utf-8\">", false),
        ] {
            assert_eq!(
                Cursor::new(text.as_bytes()).declaration().is_ok(),
                is_usual,
                "{text}"
            );
        }
    }

    #[test]
    fn a_tag_is_read_attribute_by_attribute() {
        let mut cursor = Cursor::new(b" r='1' x14ac:dyDescent=\"0.25\" />");
        assert_eq!(cursor.inside(), Ok(Inside::Attribute(b"r", b"1")));
        assert_eq!(
            cursor.inside(),
            Ok(Inside::Attribute(b"x14ac:dyDescent", b"0.25"))
        );
        assert_eq!(cursor.inside(), Ok(Inside::Closed));
        for text in [
            " r=1>",
            " r = \"1\">",
            " r=\"1\"s=\"2\">",
            " r=\"<\">",
            " \u{e9}=\"1\">",
        ] {
            let end = Cursor::new(text.as_bytes()).end_of_tag();
            assert!(matches!(end, Err(Stop::Outside(_))), "{text}");
        }
    }
}
