//! The plain text of a body in HTML, for mail programs that show no HTML.

/// Elements that begin and end a line.
const BLOCKS: &[&str] = &[
    "address",
    "blockquote",
    "div",
    "dl",
    "dt",
    "dd",
    "fieldset",
    "footer",
    "form",
    "header",
    "hr",
    "li",
    "ol",
    "pre",
    "section",
    "table",
    "tr",
    "ul",
    "title",
];
/// Those with a blank line around them.
const PARAGRAPHS: &[&str] = &["p", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "table"];
/// Elements whose content is not text.
const HIDDEN: &[&str] = &["script", "style", "head", "template"];

/// The text that a reader would see, with blank lines between paragraphs.
pub(super) fn text_of_html(html: &str) -> String {
    let mut writer = Lines::default();
    let mut rest = html;
    while let Some(c) = rest.chars().next() {
        if let Some(comment) = rest.strip_prefix("<!--") {
            rest = comment.find("-->").map_or("", |end| &comment[end + 3..]);
        } else if c == '<' && rest[1..].starts_with(is_tag_start) {
            // A tag that is never closed takes the rest.
            let Some(end) = rest.find('>') else {
                break;
            };
            let name = tag_name(&rest[1..end]);
            let is_start = !rest.starts_with("</");
            rest = &rest[end + 1..];
            if is_start && HIDDEN.contains(&name.as_str()) {
                let close = format!("</{name}");
                let lower = rest.to_ascii_lowercase();
                rest = lower.find(&close).map_or("", |at| &rest[at..]);
            } else {
                writer.tag(&name, is_start);
            }
        } else if c == '&' {
            let (text, length) = entity(rest);
            writer.text(text);
            rest = &rest[length..];
        } else {
            writer.text(c);
            rest = &rest[c.len_utf8()..];
        }
    }
    writer.finish()
}

/// Whether a `<` before this character begins a tag.
fn is_tag_start(c: char) -> bool {
    c.is_ascii_alphabetic() || matches!(c, '/' | '!' | '?')
}

fn tag_name(tag: &str) -> String {
    let name = tag.trim_start_matches('/');
    let end = name.find(|c: char| !c.is_ascii_alphanumeric());
    name[..end.unwrap_or(name.len())].to_ascii_lowercase()
}

/// The character that a text beginning with `&` stands for, and how many bytes that takes.
fn entity(text: &str) -> (char, usize) {
    let end = text.char_indices().take(12).find(|(_, c)| *c == ';');
    let Some((end, _)) = end else {
        return ('&', 1);
    };
    let name = &text[1..end];
    let number = |digits: &str, radix| u32::from_str_radix(digits, radix).ok();
    let by_number = match name.strip_prefix('#') {
        Some(hex) if hex.starts_with(['x', 'X']) => number(&hex[1..], 16),
        Some(digits) => number(digits, 10),
        None => None,
    };
    let c = match name {
        "amp" => Some('&'),
        "lt" => Some('<'),
        "gt" => Some('>'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        "nbsp" => Some('\u{a0}'),
        "ndash" => Some('\u{2013}'),
        "mdash" => Some('\u{2014}'),
        "euro" => Some('\u{20ac}'),
        "copy" => Some('\u{a9}'),
        "auml" => Some('ä'),
        "ouml" => Some('ö'),
        "uuml" => Some('ü'),
        "szlig" => Some('ß'),
        "Auml" => Some('Ä'),
        "Ouml" => Some('Ö'),
        "Uuml" => Some('Ü'),
        _ => by_number.and_then(char::from_u32),
    };
    c.map_or(('&', 1), |c| (c, end + 1))
}

/// Text that is put together line by line.
#[derive(Default)]
struct Lines {
    out: String,
    /// A blank is due before the next word.
    blank: bool,
    /// Line breaks that are due before the next word.
    breaks: usize,
}

impl Lines {
    fn text(&mut self, c: char) {
        // A no-break space is a character.
        if c.is_ascii_whitespace() {
            self.blank = true;
            return;
        }
        if self.breaks > 0 && !self.out.is_empty() {
            self.out.extend(std::iter::repeat_n('\n', self.breaks));
        } else if self.blank && !self.out.is_empty() {
            self.out.push(' ');
        }
        self.blank = false;
        self.breaks = 0;
        self.out.push(c);
    }

    fn tag(&mut self, name: &str, is_start: bool) {
        if PARAGRAPHS.contains(&name) {
            self.breaks = self.breaks.max(2);
        } else if BLOCKS.contains(&name) {
            self.breaks = self.breaks.max(1);
            if name == "li" && is_start {
                self.text('-');
                self.blank = true;
            }
        } else if name == "br" {
            self.breaks += 1;
        } else if matches!(name, "td" | "th") {
            self.blank = true;
        }
    }

    fn finish(mut self) -> String {
        if !self.out.is_empty() {
            self.out.push('\n');
        }
        self.out
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn html_is_read_as_a_reader_sees_it() {
        for (html, expected) in [
            (
                "<p>Hi   <b>Anna</b>,</p>\n<p>two<br>lines</p>",
                "Hi Anna,\n\ntwo\nlines\n",
            ),
            (
                "<html><head><title>x</title><style>p{}</style></head><body>a</body></html>",
                "a\n",
            ),
            (
                "<ul><li>one</li><li>two</li></ul>end",
                "- one\n- two\n\nend\n",
            ),
            (
                "a &amp;lt; &#228;&#xE4;&uuml; & b &unknown;",
                "a &lt; ääü & b &unknown;\n",
            ),
            ("a<!-- <b>x</b> -->b", "ab\n"),
            (
                "<table><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></table>",
                "a b\nc\n",
            ),
            ("a < b", "a < b\n"),
            ("a <bü", "a\n"),
            ("", ""),
        ] {
            assert_eq!(text_of_html(html), expected, "{html}");
        }
    }
}
