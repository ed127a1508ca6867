//! Text in the XML of a sheet, as Excel writes it.

/// UTF-16 units of one cell. Source: Excel specifications and limits.
const CELL_UNITS_MAX: usize = 32_767;

/// Whether a text does not fit into a cell.
pub(super) fn is_too_long(text: &str) -> bool {
    // A character takes at least as many bytes in UTF-8 as units in UTF-16.
    text.len() > CELL_UNITS_MAX && text.encode_utf16().count() > CELL_UNITS_MAX
}

/// Adds `<t>text</t>`.
pub(super) fn push_text(xml: &mut Vec<u8>, text: &str) {
    let blank = [' ', '\t', '\n'];
    if text.starts_with(blank) || text.ends_with(blank) {
        xml.extend_from_slice(b"<t xml:space=\"preserve\">");
    } else {
        xml.extend_from_slice(b"<t>");
    }
    if text.bytes().any(is_special) {
        push_escaped(xml, text);
    } else {
        xml.extend_from_slice(text.as_bytes());
    }
    xml.extend_from_slice(b"</t>");
}

/// Whether a byte may begin something that must be escaped.
fn is_special(byte: u8) -> bool {
    // 0xEF begins U+FFFE and U+FFFF, `_` may begin what looks like an escape.
    matches!(byte, b'&' | b'<' | b'>' | b'_' | 0xef) || byte < 0x20
}

fn push_escaped(xml: &mut Vec<u8>, text: &str) {
    let mut buffer = [0; 4];
    for (index, c) in text.char_indices() {
        match c {
            '&' => xml.extend_from_slice(b"&amp;"),
            '<' => xml.extend_from_slice(b"&lt;"),
            '>' => xml.extend_from_slice(b"&gt;"),
            '\t' | '\n' => xml.push(c as u8),
            // XML does not allow these; Excel writes them as `_x000D_`.
            '\0'..='\u{1f}' | '\u{fffe}' | '\u{ffff}' => {
                xml.extend_from_slice(format!("_x{:04X}_", c as u32).as_bytes());
            }
            '_' if looks_escaped(&text.as_bytes()[index..]) => xml.extend_from_slice(b"_x005F_"),
            _ => xml.extend_from_slice(c.encode_utf8(&mut buffer).as_bytes()),
        }
    }
}

/// Whether a text begins with what Excel would read as an escaped character: `_x0041_`.
fn looks_escaped(text: &[u8]) -> bool {
    text.len() >= 7
        && text[1] == b'x'
        && text[2..6].iter().all(u8::is_ascii_hexdigit)
        && text[6] == b'_'
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_escaped_as_excel_does() {
        for (text, expected) in [
            ("Zürich", "<t>Zürich</t>"),
            ("a & b < c", "<t>a &amp; b &lt; c</t>"),
            (" x", "<t xml:space=\"preserve\"> x</t>"),
            ("two\nlines", "<t>two\nlines</t>"),
            ("bell\u{7}", "<t>bell_x0007_</t>"),
            ("a\rb", "<t>a_x000D_b</t>"),
            ("_x0041_", "<t>_x005F_x0041_</t>"),
            ("_x0041", "<t>_x0041</t>"),
            ("snake_case", "<t>snake_case</t>"),
            ("\u{ffff}", "<t>_xFFFF_</t>"),
            ("\u{feff}bom", "<t>\u{feff}bom</t>"),
        ] {
            let mut xml = Vec::new();
            push_text(&mut xml, text);
            assert_eq!(String::from_utf8(xml).expect("UTF-8"), expected);
        }
    }

    #[test]
    fn length_counts_as_excel_counts() {
        for (text, expected) in [
            ("x".repeat(32_767), false),
            ("x".repeat(32_768), true),
            ("ü".repeat(32_767), false),
            ("\u{1f600}".repeat(16_384), true),
        ] {
            assert_eq!(is_too_long(&text), expected);
        }
    }
}
