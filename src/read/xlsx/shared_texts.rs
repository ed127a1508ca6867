//! The shared texts of a workbook, read straight into one string: a cell names its text by index.

use std::io::Read;

use super::cursor::{Cursor, Inside, Scan, Stop, TagEnd};
use super::text;
use super::window::Window;

/// The shared texts of a workbook.
#[derive(Debug, Default)]
pub struct SharedTexts {
    text: String,
    ends: Vec<u32>,
    /// Bytes of the longest.
    pub(super) longest: usize,
    has_empty: bool,
}

impl SharedTexts {
    /// The text with this index.
    #[inline]
    pub fn get(&self, index: u32) -> Option<&str> {
        let index = index as usize;
        let end = *self.ends.get(index)? as usize;
        let start = match index {
            0 => 0,
            _ => self.ends[index - 1] as usize,
        };
        Some(&self.text[start..end])
    }

    /// How many there are.
    #[inline]
    pub(super) fn len(&self) -> usize {
        self.ends.len()
    }

    /// Whether nothing stands in the text with this index.
    #[inline]
    pub(super) fn is_empty_text(&self, index: u32) -> bool {
        self.has_empty && self.get(index).is_none_or(str::is_empty)
    }

    /// Reads the part that holds them.
    pub(super) fn read(mut window: Window<impl Read>) -> Result<Self, Stop> {
        let mut reader = Reader {
            texts: Self::default(),
            room: String::new(),
            is_begun: false,
        };
        loop {
            let mut cursor = Cursor::new(window.bytes());
            let stop = loop {
                let (mark, kept) = (cursor.at, reader.texts.text.len());
                match reader.element(&mut cursor) {
                    Ok(true) => {}
                    Ok(false) => return Ok(reader.texts),
                    Err(stop) => {
                        cursor.at = mark;
                        reader.texts.text.truncate(kept);
                        break stop;
                    }
                }
            };
            let passed = cursor.at;
            if stop != Stop::More {
                return Err(stop);
            }
            window.pass(passed);
            window.more()?;
        }
    }
}

struct Reader {
    texts: SharedTexts,
    room: String,
    is_begun: bool,
}

impl Reader {
    /// Reads one text, or the frame around them; false at the end.
    fn element(&mut self, cursor: &mut Cursor<'_>) -> Scan<bool> {
        if !self.is_begun {
            cursor.declaration()?;
            cursor.blanks();
            cursor.expect(b"<sst", "unusual shared texts")?;
            let end = cursor.end_of_tag()?;
            self.is_begun = true;
            return Ok(end == TagEnd::Open);
        }
        cursor.blanks();
        if !cursor.take(b"<si>")? {
            if cursor.take(b"</sst>")? {
                return Ok(false);
            }
            cursor.expect(b"<si/>", "unusual shared texts")?;
            return self.end();
        }
        item(cursor, b"</si>", &mut self.room, &mut self.texts.text)?;
        self.end()
    }

    fn end(&mut self) -> Scan<bool> {
        let start = self.texts.ends.last().map_or(0, |end| *end as usize);
        let end = self.texts.text.len();
        let too_much = |_| Stop::Outside("more than 4 GB of shared texts");
        self.texts.ends.push(u32::try_from(end).map_err(too_much)?);
        self.texts.longest = self.texts.longest.max(end - start);
        self.texts.has_empty |= end == start;
        Ok(true)
    }
}

/// Reads the content of `<si>` or `<is>` up to its end tag: a text, or runs of text with looks and
/// phonetic hints, of which only the texts count.
#[inline]
pub(super) fn item(
    cursor: &mut Cursor<'_>,
    end_tag: &[u8],
    room: &mut String,
    out: &mut String,
) -> Scan<()> {
    if cursor.take(b"<t>")? {
        let raw = text::raw(cursor)?;
        text::push(&raw, false, room, out)?;
        cursor.expect(b"</t>", "markup inside a text")?;
        if cursor.take(end_tag)? {
            return Ok(());
        }
    }
    runs(cursor, end_tag, room, out)
}

/// Elements that may stand in a run and hold no text of the cell.
const LOOKS: [&[u8]; 15] = [
    b"b",
    b"i",
    b"u",
    b"strike",
    b"sz",
    b"color",
    b"rFont",
    b"family",
    b"charset",
    b"scheme",
    b"vertAlign",
    b"outline",
    b"shadow",
    b"condense",
    b"extend",
];

fn runs(cursor: &mut Cursor<'_>, end_tag: &[u8], room: &mut String, out: &mut String) -> Scan<()> {
    // What is open: a run or a hint, and the look of a run inside.
    let mut open: [&[u8]; 2] = [b""; 2];
    let mut depth = 0;
    let unusual = Stop::Outside("unusual markup in a text");
    loop {
        cursor.blanks();
        if depth == 0 && cursor.take(end_tag)? {
            return Ok(());
        }
        if cursor.take(b"</")? {
            let name = cursor.name()?;
            cursor.expect(b">", "unusual markup")?;
            if depth == 0 || open[depth - 1] != name {
                return Err(unusual);
            }
            depth -= 1;
            continue;
        }
        cursor.expect(b"<", "unusual markup in a text")?;
        let name = cursor.name()?;
        let end = match name {
            b"t" => {
                text_element(cursor, open[..depth].contains(&&b"rPh"[..]), room, out)?;
                continue;
            }
            b"r" | b"rPr" | b"rPh" | b"phoneticPr" => cursor.end_of_tag()?,
            name if LOOKS.contains(&name) => cursor.end_of_tag()?,
            _ => return Err(unusual),
        };
        if end == TagEnd::Open {
            *open.get_mut(depth).ok_or(unusual)? = name;
            depth += 1;
        }
    }
}

/// `<t>` behind its name.
fn text_element(
    cursor: &mut Cursor<'_>,
    is_phonetic: bool,
    room: &mut String,
    out: &mut String,
) -> Scan<()> {
    let mut keeps_blanks = None;
    loop {
        match cursor.inside()? {
            Inside::Attribute(b"xml:space", value) if keeps_blanks.is_none() => {
                keeps_blanks = Some(value == b"preserve");
            }
            Inside::Attribute(..) => return Err(Stop::Outside("unusual markup in a text")),
            Inside::Closed => return Ok(()),
            Inside::Open => break,
        }
    }
    let raw = text::raw(cursor)?;
    cursor.expect(b"</t>", "markup inside a text")?;
    if is_phonetic {
        // Its entities are not resolved, but they must be whole.
        text::utf_8(raw.bytes)?;
        return match memchr::memchr(b'&', raw.bytes) {
            Some(_) => Err(Stop::Outside("an entity in a phonetic hint")),
            None => Ok(()),
        };
    }
    text::push(&raw, keeps_blanks == Some(true), room, out)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(content: &str) -> Result<Vec<String>, Stop> {
        let part =
            format!("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<sst xmlns=\"x\">{content}</sst>");
        let texts = SharedTexts::read(Window::new(part.as_bytes()))?;
        let all = (0..texts.len() as u32).map(|index| texts.get(index).expect("a text").to_owned());
        Ok(all.collect())
    }

    #[test]
    fn a_text_is_found_by_its_index() {
        let content = "<si><t>No.</t></si>\n<si><t xml:space=\"preserve\"> a </t></si><si/><si><t/></si>\
            <si><r><t>R</t></r><r><rPr><b/><sz val=\"11\"/></rPr><t xml:space=\"preserve\"> &amp; D</t></r></si>\
            <si><t>東京</t><rPh sb=\"0\" eb=\"2\"><t>トウキョウ</t></rPh><phoneticPr fontId=\"1\"/></si>";
        let expected = ["No.", " a ", "", "", "R & D", "東京"];
        assert_eq!(read(content).expect("the usual"), expected);
    }

    #[test]
    fn what_is_unusual_is_left_to_the_general_reader() {
        for content in [
            "<si><t><![CDATA[x]]></t></si>",
            "<!-- x --><si><t>x</t></si>",
            "<x:si><x:t>x</x:t></x:si>",
            "<si><t>x</t>",
            "<si><t>&nbsp;</t></si>",
            "<si><foo/></si>",
        ] {
            assert!(read(content).is_err(), "{content}");
        }
    }

    #[test]
    fn the_window_may_end_anywhere() {
        let part = b"<sst><si><t>Ann</t></si><si><r><t>Bo</t></r></si></sst>";
        let texts = SharedTexts::read(Window::by_blocks(&part[..], 1)).expect("the usual");
        assert_eq!(
            (texts.get(0), texts.get(1), texts.get(2)),
            (Some("Ann"), Some("Bo"), None)
        );
        assert_eq!(texts.longest, 3);
    }
}
