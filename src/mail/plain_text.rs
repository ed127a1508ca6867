//! The text of a web page, for mail programs that show no pages.

/// Elements that begin a new line; the first also leave a line blank.
const PARAGRAPHS: [&str; 12] = [
    "p",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "table",
    "ul",
    "ol",
    "blockquote",
    "pre",
];
const LINES: [&str; 6] = ["br", "div", "tr", "li", "hr", "body"];
/// Elements whose content nobody reads.
const UNREAD: [&str; 3] = ["head", "style", "script"];

/// The text of a page: tags left out, paragraphs parted by a blank line, entities as characters,
/// the address of a link behind its words. Meant for bodies of letters, not for any page of the web.
pub fn text_of_html(html: &str) -> String {
    let mut text = Text::default();
    let mut rest = html;
    let mut link: Option<String> = None;
    while let Some(at) = rest.find('<') {
        text.words(&rest[..at]);
        rest = &rest[at..];
        if let Some(comment) = rest.strip_prefix("<!--") {
            rest = comment.split_once("-->").map_or("", |(_, after)| after);
            continue;
        }
        let Some((tag, after)) = rest[1..].split_once('>') else {
            break;
        };
        rest = after;
        let name: String = tag
            .trim_start_matches('/')
            .chars()
            .take_while(char::is_ascii_alphanumeric)
            .collect::<String>()
            .to_lowercase();
        let is_end = tag.starts_with('/');
        if UNREAD.contains(&name.as_str()) && !is_end {
            rest = after_end(rest, &name);
        } else if PARAGRAPHS.contains(&name.as_str()) {
            text.breaks(2);
        } else if name == "br" {
            text.line_break();
        } else if LINES.contains(&name.as_str()) {
            text.breaks(1);
            if name == "li" && !is_end {
                text.words("- ");
            }
        } else if name == "a" && !is_end {
            link = address_of(tag);
        } else if name == "a"
            && let Some(address) = link.take()
            && !text.out.ends_with(&address)
        {
            text.words(&format!(" ({address})"));
        }
    }
    text.words(rest);
    text.out.trim().to_owned()
}

/// What stands behind the end of an element.
fn after_end<'a>(rest: &'a str, name: &str) -> &'a str {
    let end = format!("</{name}");
    let at = rest.to_ascii_lowercase().find(&end);
    let behind = at.and_then(|at| rest[at..].split_once('>'));
    behind.map_or("", |(_, after)| after)
}

/// Where a link goes, if to a page or an address.
fn address_of(tag: &str) -> Option<String> {
    let at = tag.to_ascii_lowercase().find("href=")? + "href=".len();
    let value = &tag[at..];
    let quote = value.chars().next().filter(|c| matches!(c, '"' | '\''))?;
    let value = value[1..].split(quote).next()?;
    let address = decoded(value);
    let address = address.strip_prefix("mailto:").unwrap_or(&address);
    (!address.is_empty() && !address.starts_with('#')).then(|| address.to_owned())
}

#[derive(Default)]
struct Text {
    out: String,
}

impl Text {
    /// Words with the blanks between them as a page shows them: one.
    fn words(&mut self, html: &str) {
        for c in decoded(html).chars() {
            let is_blank = matches!(c, ' ' | '\t' | '\r' | '\n');
            if !is_blank {
                self.out.push(c);
            } else if !self.out.is_empty() && !self.out.ends_with([' ', '\n']) {
                self.out.push(' ');
            }
        }
    }

    fn line_break(&mut self) {
        self.trim();
        self.out.push('\n');
    }

    /// So many line ends stand behind what there is.
    fn breaks(&mut self, wanted: usize) {
        self.trim();
        let there = self.out.len() - self.out.trim_end_matches('\n').len();
        if !self.out.is_empty() {
            self.out
                .extend(std::iter::repeat_n('\n', wanted.saturating_sub(there)));
        }
    }

    fn trim(&mut self) {
        let length = self.out.trim_end_matches(' ').len();
        self.out.truncate(length);
    }
}

/// Entities as characters; what is none stays as it is.
fn decoded(html: &str) -> String {
    let mut text = String::with_capacity(html.len());
    let mut rest = html;
    while let Some(at) = rest.find('&') {
        text.push_str(&rest[..at]);
        rest = &rest[at..];
        let entity = rest[1..].split_once(';').map(|(name, _)| name);
        let known = entity.and_then(|name| Some((name, character(name)?)));
        let (c, length) = known.map_or(('&', 1), |(name, c)| (c, name.len() + 2));
        text.push(c);
        rest = &rest[length..];
    }
    text.push_str(rest);
    text
}

fn character(entity: &str) -> Option<char> {
    if let Some(number) = entity.strip_prefix('#') {
        let number = match number.strip_prefix(['x', 'X']) {
            Some(hexadecimal) => u32::from_str_radix(hexadecimal, 16).ok()?,
            None => number.parse().ok()?,
        };
        return char::from_u32(number).filter(|c| !c.is_control());
    }
    Some(match entity {
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "apos" => '\'',
        "nbsp" => '\u{a0}',
        "auml" => 'ä',
        "ouml" => 'ö',
        "uuml" => 'ü',
        "Auml" => 'Ä',
        "Ouml" => 'Ö',
        "Uuml" => 'Ü',
        "szlig" => 'ß',
        "euro" => '€',
        "copy" => '©',
        "reg" => '®',
        "ndash" => '–',
        "mdash" => '—',
        "hellip" => '…',
        "bull" => '•',
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_is_read_as_its_text() {
        for (html, expected) in [
            (
                "<p>Dear Ann,</p>\n<p>this is\n  <b>new</b>.</p>",
                "Dear Ann,\n\nthis is new.",
            ),
            ("a<br>b<br/>c", "a\nb\nc"),
            ("a<br><br>b", "a\n\nb"),
            (
                "<ul><li>one</li><li>two</li></ul>end",
                "- one\n- two\n\nend",
            ),
            (
                "&lt;b&gt;x&lt;/b&gt; &amp; &uuml;&#8364;&#x41;",
                "<b>x</b> & ü€A",
            ),
            ("R&D & more; &unknown;", "R&D & more; &unknown;"),
            (
                "<html><head><title>t</title></head><style>p {}</style><body>x</body></html>",
                "x",
            ),
            ("<!-- <p>no</p> -->yes", "yes"),
            (
                "see <a href=\"https://example.com/?a=1&amp;b=2\">our page</a> or <a href='mailto:a@b.c'>a@b.c</a>",
                "see our page (https://example.com/?a=1&b=2) or a@b.c",
            ),
            ("a < b", "a < b"),
            ("", ""),
        ] {
            assert_eq!(text_of_html(html), expected, "{html}");
        }
    }
}
