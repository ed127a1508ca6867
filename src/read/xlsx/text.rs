//! Texts in markup: entities, line ends, and the escapes of Excel, to the letter as calamine reads
//! them.

use super::cursor::{Cursor, Scan, Stop};

/// What a byte means inside a text.
const PLAIN: u8 = 0;
const SPECIAL: u8 = 1;
const END: u8 = 2;

/// By byte: `<` ends a text; `&`, `\r` and `_` may begin something that is not itself.
const MEANING: [u8; 256] = {
    let mut meaning = [PLAIN; 256];
    meaning[b'<' as usize] = END;
    meaning[b'&' as usize] = SPECIAL;
    meaning[b'\r' as usize] = SPECIAL;
    meaning[b'_' as usize] = SPECIAL;
    meaning
};

/// A text up to the next `<`.
pub(super) struct Raw<'a> {
    pub(super) bytes: &'a [u8],
    /// Whether the bytes are the text, as nearly always.
    pub(super) is_plain: bool,
}

/// Takes a text; more bytes are needed when its end does not show.
#[inline]
pub(super) fn raw<'a>(cursor: &mut Cursor<'a>) -> Scan<Raw<'a>> {
    let rest = cursor.rest();
    let mut found = PLAIN;
    for (length, byte) in rest.iter().enumerate() {
        let meaning = MEANING[usize::from(*byte)];
        if meaning == END {
            cursor.at += length;
            return Ok(Raw {
                bytes: &rest[..length],
                is_plain: found == PLAIN,
            });
        }
        found |= meaning;
    }
    Err(Stop::More)
}

/// Adds a text to `out`. Without `keeps_blanks` those at its ends are left out. `room` is used for
/// what must be put together.
#[inline]
pub(super) fn push(
    raw: &Raw<'_>,
    keeps_blanks: bool,
    room: &mut String,
    out: &mut String,
) -> Scan<()> {
    let text = utf_8(raw.bytes)?;
    if raw.is_plain {
        out.push_str(trimmed(text, keeps_blanks));
        return Ok(());
    }
    room.clear();
    resolve(text, room)?;
    unescape(trimmed(room, keeps_blanks), out)
}

pub(super) fn utf_8(bytes: &[u8]) -> Scan<&str> {
    std::str::from_utf8(bytes).map_err(|_| Stop::Outside("bytes that are not UTF-8"))
}

/// A text without blanks at its ends; other white space of Unicode stays.
fn trimmed(text: &str, keeps_blanks: bool) -> &str {
    if keeps_blanks {
        text
    } else {
        text.trim_matches([' ', '\t', '\r', '\n'])
    }
}

/// Replaces entities by what they stand for, and line ends by `\n`.
pub(super) fn resolve(text: &str, out: &mut String) -> Scan<()> {
    let mut rest = text;
    while let Some((before, behind)) = rest.split_once('&') {
        push_lines(before, out);
        let unknown = Stop::Outside("an unusual entity");
        let (entity, behind) = behind.split_once(';').ok_or(unknown)?;
        out.push(character(entity).ok_or(unknown)?);
        rest = behind;
    }
    push_lines(rest, out);
    Ok(())
}

fn push_lines(text: &str, out: &mut String) {
    let mut rest = text;
    while let Some((before, behind)) = rest.split_once('\r') {
        out.push_str(before);
        out.push('\n');
        rest = behind.strip_prefix('\n').unwrap_or(behind);
    }
    out.push_str(rest);
}

/// The character of an entity, given without `&` and `;`.
fn character(entity: &str) -> Option<char> {
    match entity {
        "amp" => return Some('&'),
        "lt" => return Some('<'),
        "gt" => return Some('>'),
        "quot" => return Some('"'),
        "apos" => return Some('\''),
        _ => {}
    }
    let digits = entity.strip_prefix('#')?;
    let (digits, radix) = match digits.strip_prefix('x') {
        Some(digits) => (digits, 16),
        None => (digits, 10),
    };
    if digits.starts_with('+') {
        return None;
    }
    let code = u32::from_str_radix(digits, radix).ok()?;
    char::from_u32(code).filter(|character| *character != '\0')
}

/// Replaces the escapes of Excel, such as `_x000D_` for a carriage return.
pub(super) fn unescape(text: &str, out: &mut String) -> Scan<()> {
    let mut copied = 0;
    let mut at = 0;
    while let Some(found) = memchr::memchr(b'_', &text.as_bytes()[at..]) {
        at += found;
        let Some(unit) = escape(&text.as_bytes()[at..]) else {
            at += 1;
            continue;
        };
        // Half a character, which needs its other half.
        let half = Stop::Outside("an escape of two halves");
        let character = char::from_u32(unit).ok_or(half)?;
        out.push_str(&text[copied..at]);
        out.push(character);
        at += ESCAPE_BYTES;
        copied = at;
    }
    out.push_str(&text[copied..]);
    Ok(())
}

/// The length of `_x000D_`.
const ESCAPE_BYTES: usize = 7;

fn escape(bytes: &[u8]) -> Option<u32> {
    let bytes = bytes.get(..ESCAPE_BYTES)?;
    if bytes[1] != b'x' || bytes[6] != b'_' {
        return None;
    }
    bytes[2..6].iter().try_fold(0, |code, digit| {
        Some(code * 16 + char::from(*digit).to_digit(16)?)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(markup: &str, keeps_blanks: bool) -> Scan<String> {
        let with_end = format!("{markup}</t>");
        let mut cursor = Cursor::new(with_end.as_bytes());
        let raw = raw(&mut cursor)?;
        let mut out = String::new();
        push(&raw, keeps_blanks, &mut String::new(), &mut out)?;
        Ok(out)
    }

    #[test]
    fn a_text_is_what_its_markup_stands_for() {
        for (markup, expected) in [
            ("Ann", "Ann"),
            (" Ann\u{a0}\n", "Ann\u{a0}"),
            ("A &amp; B &lt;&gt;&quot;&apos;", "A & B <>\"'"),
            ("&#65;&#x42;&#x1F600;", "AB\u{1f600}"),
            ("a\r\nb\rc", "a\nb\nc"),
            ("a\r&#10;b", "a\n\nb"),
            ("a_x000D_b", "a\rb"),
            ("_x005F_x000D_", "_x000D_"),
            ("_x00_ _x000g_ __x0041_", "_x00_ _x000g_ _A"),
            ("&#32; x", "x"),
        ] {
            assert_eq!(read(markup, false).as_deref(), Ok(expected), "{markup}");
        }
        assert_eq!(read(" x ", true).as_deref(), Ok(" x "));
    }

    #[test]
    fn what_is_unusual_is_left_to_the_general_reader() {
        for markup in [
            "&nbsp;",
            "a & b",
            "&#0;",
            "&#xD800;",
            "_xD83D__xDCF7_",
            "&#+65;",
        ] {
            let result = read(markup, false);
            assert!(matches!(result, Err(Stop::Outside(_))), "{markup}");
        }
    }
}
