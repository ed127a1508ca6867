//! A part of a document as a small tree of borrowed text: what is not touched is written back exactly
//! as it was read. Templates are small, so a tree is the plainest form; letters never see it.

use std::borrow::Cow;

use quick_xml::Reader;
use quick_xml::escape::unescape;
use quick_xml::events::Event;

/// How deep elements may lie in each other. Word's own documents stay below 60, text boxes in tables
/// included; a deeper one would only use up the stack.
const DEPTH_MAX: usize = 256;

/// Something in an element.
#[derive(Debug, Clone)]
pub(super) enum Node<'x> {
    /// An element.
    Element(Element<'x>),
    /// Text, entities, comments, CDATA: as they stand.
    Raw(&'x str),
}

/// An element with what is in it.
#[derive(Debug, Clone)]
pub(super) struct Element<'x> {
    /// The name with its prefix: `w:p`.
    pub(super) name: &'x str,
    /// What stands between `<` and `>` or `/>`: name and attributes.
    pub(super) tag: &'x str,
    /// What is in it.
    pub(super) children: Vec<Node<'x>>,
}

/// A part: what stands before its root element, and the root.
#[derive(Debug)]
pub(super) struct Tree<'x> {
    /// The declaration, and comments before the root.
    pub(super) before: &'x str,
    /// The root element.
    pub(super) root: Element<'x>,
}

impl<'x> Element<'x> {
    /// The value of an attribute, by its name with prefix.
    pub(super) fn attribute(&self, name: &str) -> Option<Cow<'x, str>> {
        attribute_span(self.tag, name).map(|(start, end)| {
            let raw = &self.tag[start..end];
            unescape(raw).unwrap_or(Cow::Borrowed(raw))
        })
    }

    /// The elements in it.
    pub(super) fn elements(&self) -> impl DoubleEndedIterator<Item = &Element<'x>> {
        self.children.iter().filter_map(|node| match node {
            Node::Element(element) => Some(element),
            Node::Raw(_) => None,
        })
    }

    /// The first element in it with this name.
    pub(super) fn child(&self, name: &str) -> Option<&Element<'x>> {
        self.elements().find(|element| element.name == name)
    }

    /// Whether an element of this name lies in it, at any depth.
    pub(super) fn contains(&self, name: &str) -> bool {
        self.elements()
            .any(|element| element.name == name || element.contains(name))
    }

    /// Calls `visit` with this element and every one in it, in the order of the document.
    pub(super) fn walk<'a>(&'a self, visit: &mut dyn FnMut(&'a Element<'x>)) {
        visit(self);
        for element in self.elements() {
            element.walk(visit);
        }
    }

    /// The text in it, at any depth, with entities resolved.
    pub(super) fn text(&self) -> String {
        let mut text = String::new();
        self.add_text(&mut text);
        text
    }

    fn add_text(&self, text: &mut String) {
        for node in &self.children {
            match node {
                Node::Element(element) => element.add_text(text),
                Node::Raw(raw) => text.push_str(&plain(raw)),
            }
        }
    }

    /// Writes it as it was read.
    pub(super) fn write(&self, out: &mut String) {
        write_open(self, self.tag, out);
        for node in &self.children {
            node.write(out);
        }
        write_close(self, out);
    }
}

impl Node<'_> {
    /// Writes it as it was read.
    pub(super) fn write(&self, out: &mut String) {
        match self {
            Node::Element(element) => element.write(out),
            Node::Raw(raw) => out.push_str(raw),
        }
    }
}

/// Writes a start tag with other attributes; an element without content is closed at once.
pub(super) fn write_open(element: &Element<'_>, tag: &str, out: &mut String) {
    out.push('<');
    out.push_str(tag.trim_end());
    out.push_str(if element.children.is_empty() {
        "/>"
    } else {
        ">"
    });
}

/// Writes the end tag, if [`write_open`] left one to write.
pub(super) fn write_close(element: &Element<'_>, out: &mut String) {
    if !element.children.is_empty() {
        out.push_str("</");
        out.push_str(element.name);
        out.push('>');
    }
}

/// Where the value of an attribute stands in a tag.
pub(super) fn attribute_span(tag: &str, name: &str) -> Option<(usize, usize)> {
    let mut from = tag.find(|c: char| c.is_ascii_whitespace())?;
    loop {
        let rest = &tag[from..];
        let key_start = from + rest.find(|c: char| !c.is_ascii_whitespace())?;
        let equals = key_start + tag[key_start..].find('=')?;
        let value = tag[equals + 1..].trim_start();
        let quote = value.chars().next().filter(|c| matches!(c, '"' | '\''))?;
        let start = tag.len() - value.len() + 1;
        let end = start + tag[start..].find(quote)?;
        if tag[key_start..equals].trim_end() == name {
            return Some((start, end));
        }
        from = end + 1;
    }
}

/// Raw text with entities resolved; comments are no text.
fn plain(raw: &str) -> Cow<'_, str> {
    if let Some(inside) = raw.strip_prefix("<![CDATA[") {
        return Cow::Borrowed(inside.strip_suffix("]]>").unwrap_or(inside));
    }
    if raw.starts_with('<') {
        return Cow::Borrowed("");
    }
    unescape(raw).unwrap_or(Cow::Borrowed(raw))
}

/// Reads a part. The error says what is wrong, in a few words.
pub(super) fn parse(source: &str) -> Result<Tree<'_>, String> {
    let mut reader = Reader::from_str(source);
    let mut open: Vec<Element<'_>> = Vec::new();
    let mut before = None;
    loop {
        let start = reader.buffer_position() as usize;
        let event = reader.read_event().map_err(|error| error.to_string())?;
        let raw = &source[start..reader.buffer_position() as usize];
        let done = match event {
            Event::Start(_) => {
                before.get_or_insert(&source[..start]);
                if open.len() >= DEPTH_MAX {
                    return Err(format!("elements lie more than {DEPTH_MAX} deep"));
                }
                open.push(element(raw, 1));
                None
            }
            Event::Empty(_) => {
                before.get_or_insert(&source[..start]);
                Some(element(raw, 2))
            }
            Event::End(_) => open.pop(),
            Event::DocType(_) => return Err("it has a document type (DTD)".to_owned()),
            Event::Eof => return Err("it ends too early".to_owned()),
            _ => {
                if let Some(parent) = open.last_mut() {
                    parent.children.push(Node::Raw(raw));
                }
                None
            }
        };
        if let Some(element) = done {
            match open.last_mut() {
                Some(parent) => parent.children.push(Node::Element(element)),
                None => {
                    return Ok(Tree {
                        before: before.unwrap_or(""),
                        root: element,
                    });
                }
            }
        }
    }
}

/// An element from its start tag, whose end takes `end` bytes: `>` or `/>`.
fn element(raw: &str, end: usize) -> Element<'_> {
    let tag = raw[1..raw.len() - end].trim_end();
    let name_end = tag
        .find(|c: char| c.is_ascii_whitespace())
        .unwrap_or(tag.len());
    Element {
        name: &tag[..name_end],
        tag,
        children: Vec::new(),
    }
}

/// Adds formatted text.
pub(super) fn push(out: &mut String, text: std::fmt::Arguments<'_>) {
    std::fmt::Write::write_fmt(out, text).expect("a string takes any text");
}

/// Adds text with what XML needs escaped, also within attributes.
pub(super) fn push_escaped(out: &mut String, text: &str) {
    let is_special = |byte: u8| matches!(byte, b'&' | b'<' | b'>' | b'"');
    if !text.bytes().any(is_special) {
        out.push_str(text);
        return;
    }
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            _ => out.push(c),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_read_is_written_back() {
        for source in [
            "<a/>",
            "<a><b x=\"1\"/>t &amp; u<!-- c --></a>",
            "<w:p w:rsidR='0&gt;1'><w:r/></w:p>",
            "<a><![CDATA[<b>]]></a>",
        ] {
            let tree = parse(source).expect("XML");
            let mut written = String::new();
            tree.root.write(&mut written);
            assert_eq!(written, source);
        }
    }

    #[test]
    fn attributes_and_text_are_resolved() {
        let source =
            "<?xml version=\"1.0\"?>\n<a w:val = 'x &amp; y' val=\"2\">b &lt;<c>d</c><!--e--></a>";
        let tree = parse(source).expect("XML");
        assert_eq!(tree.before, "<?xml version=\"1.0\"?>\n");
        assert_eq!(tree.root.attribute("w:val").as_deref(), Some("x & y"));
        assert_eq!(tree.root.attribute("val").as_deref(), Some("2"));
        assert_eq!(tree.root.attribute("al"), None);
        assert_eq!(tree.root.text(), "b <d");
    }

    #[test]
    fn damaged_parts_are_refused() {
        let deep = "<a>".repeat(300);
        for source in ["", "<a>", "<a></b>", "<!DOCTYPE a><a/>", deep.as_str()] {
            assert!(parse(source).is_err(), "{source}");
        }
    }
}
