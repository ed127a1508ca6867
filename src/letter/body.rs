//! Bodies of e-mails: text, HTML or Markdown with the fields of letters, written `{{First Name}}`.
//!
//! Between the braces stands what stands behind MERGEFIELD in Word: the name, and switches. A text
//! behind `|` stands there when the value is blank: `{{First Name|friend}}`.

use std::fmt::Write as _;

use pulldown_cmark::{Options, Parser, html};

use crate::finding::code::writing;
use crate::finding::{Code, Finding, Findings};
use crate::place::Place;

use super::builder::{Builder, UnknownFields};
use super::field_code::plain_items;
use super::field_names::{FieldId, FieldNames};
use super::instruction::merge_code;
use super::locale::Locale;
use super::piece::{Merge, MergeValue, Part, Span};
use super::value_text::Filling;

/// What a body is written in: the end of its file's name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum BodyKind {
    /// `.html`
    Html,
    /// `.md`
    Markdown,
    /// `.txt`
    Text,
}

/// The body of an e-mail, read once.
#[derive(Debug, Clone)]
pub struct BodyTemplate {
    fields: Vec<FieldId>,
    /// The HTML, if it has any.
    html: Option<Vec<BodyPiece>>,
    /// The plain text; a body in HTML has none of its own.
    text: Option<Vec<BodyPiece>>,
}

/// The two forms of a body.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Body {
    /// HTML; none for a body of plain text.
    pub html: Option<String>,
    /// Plain text; none for a body in HTML alone.
    pub text: Option<String>,
}

#[derive(Debug, Clone)]
enum BodyPiece {
    Fixed(String),
    Field {
        merge: Merge,
        fallback: String,
        /// Within a tag of HTML, where a line break has no place.
        in_tag: bool,
    },
}

impl BodyTemplate {
    /// Reads a body. `file` is what messages call it. Beside it come warnings; what must be corrected is
    /// all found at once.
    pub fn read(
        file: &str,
        text: &str,
        kind: BodyKind,
        names: &FieldNames,
        unknown: UnknownFields,
    ) -> Result<(Self, Findings), Findings> {
        let mut reader = Reader {
            file,
            builder: Builder::new(file, names, unknown),
            findings: Findings::default(),
        };
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        let pieces = reader.pieces(text);
        let (html, text) = match kind {
            BodyKind::Text => (None, Some(pieces)),
            BodyKind::Html => (Some(mark_tags(pieces)), None),
            BodyKind::Markdown => (Some(mark_tags(html_of(&pieces))), Some(pieces)),
        };
        reader.builder.find_unknown_names();
        let mut findings = reader.builder.findings;
        findings.append(reader.findings);
        findings.sort();
        if findings.has_errors() {
            return Err(findings);
        }
        let fields = reader.builder.fields;
        Ok((Self { fields, html, text }, findings))
    }

    /// The fields that it uses: the order of the values of a body.
    pub fn fields(&self) -> &[FieldId] {
        &self.fields
    }

    /// The body for one contact: `values` in the order of [`BodyTemplate::fields`].
    pub fn body(&self, values: &[MergeValue<'_>], number: usize, locale: &Locale) -> Body {
        let filling = Filling {
            values,
            number,
            locale,
        };
        let html = self.html.as_ref().map(|pieces| fill(pieces, filling, true));
        let text = self
            .text
            .as_ref()
            .map(|pieces| fill(pieces, filling, false));
        Body { html, text }
    }
}

fn fill(pieces: &[BodyPiece], filling: Filling<'_>, is_html: bool) -> String {
    let mut out = String::new();
    for piece in pieces {
        match piece {
            BodyPiece::Fixed(text) => out.push_str(text),
            BodyPiece::Field {
                merge,
                fallback,
                in_tag,
            } => {
                let span = Span {
                    part: Part::Merge(Box::new(merge.clone())),
                    format: String::new(),
                };
                let value = filling.text(std::slice::from_ref(&span));
                let value = if value.is_empty() { fallback } else { &value };
                if is_html {
                    push_html(&mut out, value, *in_tag);
                } else {
                    out.push_str(value);
                }
            }
        }
    }
    out
}

/// A value as text of HTML.
fn push_html(out: &mut String, value: &str, in_tag: bool) {
    for c in value.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            '\n' if in_tag => out.push(' '),
            '\n' => out.push_str("<br>"),
            c => out.push(c),
        }
    }
}

/// Notes which fields stand within a tag.
fn mark_tags(pieces: Vec<BodyPiece>) -> Vec<BodyPiece> {
    let mut inside = false;
    let mark = |piece| match piece {
        BodyPiece::Fixed(text) => {
            if let Some(at) = text.rfind(['<', '>']) {
                inside = text[at..].starts_with('<');
            }
            BodyPiece::Fixed(text)
        }
        BodyPiece::Field {
            merge, fallback, ..
        } => BodyPiece::Field {
            merge,
            fallback,
            in_tag: inside,
        },
    };
    pieces.into_iter().map(mark).collect()
}

/// Markdown as HTML. Fields are words to it that nobody writes, so that no value is ever read as
/// Markdown.
fn html_of(pieces: &[BodyPiece]) -> Vec<BodyPiece> {
    let is_taken = |stem: &str| {
        pieces
            .iter()
            .any(|piece| matches!(piece, BodyPiece::Fixed(text) if text.contains(stem)))
    };
    let mut stem = "segbookfield".to_owned();
    while is_taken(&stem) {
        stem.push('x');
    }
    let mut markdown = String::new();
    let mut fields = Vec::new();
    for piece in pieces {
        match piece {
            BodyPiece::Fixed(text) => markdown.push_str(text),
            field @ BodyPiece::Field { .. } => {
                let _ = write!(markdown, "{stem}{:06}", fields.len());
                fields.push(field);
            }
        }
    }
    let mut text = String::new();
    let options = Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH;
    html::push_html(&mut text, Parser::new_ext(&markdown, options));
    let mut parts = text.split(stem.as_str());
    let mut html = vec![BodyPiece::Fixed(
        parts.next().unwrap_or_default().to_owned(),
    )];
    for part in parts {
        let (number, rest) = part.split_at(6);
        let field = number.parse().ok().and_then(|n: usize| fields.get(n));
        html.extend(field.map(|field| (*field).clone()));
        html.push(BodyPiece::Fixed(rest.to_owned()));
    }
    html
}

struct Reader<'n> {
    file: &'n str,
    builder: Builder<'n>,
    findings: Findings,
}

impl Reader<'_> {
    fn pieces(&mut self, text: &str) -> Vec<BodyPiece> {
        let mut pieces = Vec::new();
        let mut rest = text;
        while let Some(start) = rest.find("{{") {
            let at = text.len() - rest.len() + start;
            pieces.push(BodyPiece::Fixed(rest[..start].to_owned()));
            let inside = &rest[start + 2..];
            // A field stands in one line: braces that are never closed are found where they open.
            let line_end = inside.find('\n').unwrap_or(inside.len());
            let Some(end) = inside[..line_end].find("}}") else {
                self.find(
                    &writing::W108,
                    text,
                    at,
                    format!("\"{{{{{}\"", inside[..line_end].trim_end()),
                );
                rest = &rest[start + 2..];
                continue;
            };
            pieces.extend(self.field(&inside[..end], text, at));
            rest = &inside[end + 2..];
        }
        pieces.push(BodyPiece::Fixed(rest.to_owned()));
        pieces
    }

    fn field(&mut self, code: &str, text: &str, at: usize) -> Option<BodyPiece> {
        let (code, fallback) = code.split_once('|').unwrap_or((code, ""));
        let (name, switches) = code.split_at(code.find('\\').unwrap_or(code.len()));
        // HTML editors write `&nbsp;` and `&quot;` for what was typed.
        let name = name.replace("&nbsp;", " ");
        let name = name.trim().trim_matches('"');
        let switches = switches.replace("&quot;", "\"").replace("&nbsp;", " ");
        let no_format = |_: usize| String::new();
        let items = plain_items(&format!("MERGEFIELD \"{name}\" {switches}"));
        let merge = merge_code(items, true, &no_format)
            .ok()
            .filter(|_| !name.is_empty());
        let Some(merge) = merge else {
            self.find(&writing::W108, text, at, format!("\"{{{{{code}}}}}\""));
            return None;
        };
        for doubt in &merge.doubts {
            self.find(
                &writing::W111,
                text,
                at,
                format!("{doubt} in \"{{{{{code}}}}}\""),
            );
        }
        let Some(source) = self.builder.source(name) else {
            return Some(BodyPiece::Fixed(format!("{{{{{code}}}}}")));
        };
        Some(BodyPiece::Field {
            merge: Merge {
                source,
                ..merge.merge
            },
            fallback: fallback.trim().to_owned(),
            in_tag: false,
        })
    }

    fn find(&mut self, code: &'static Code, text: &str, at: usize, found: String) {
        let line = text[..at].matches('\n').count();
        let column = text[..at].rsplit('\n').next().unwrap_or("").chars().count();
        self.findings.push(Finding::new(
            code,
            Place::file(self.file).at(line as u32, column as u32),
            found,
            "a field in braces, e.g. {{First Name}} or {{Document Date \\@ \"d MMMM yyyy\"}}",
            "correct the field",
        ));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::value::Date;

    fn names() -> FieldNames {
        let mut names = FieldNames::default();
        for name in ["First Name", "Document Date", "Line_Comment"] {
            names.add(name).expect("a new name");
        }
        names
    }

    fn body(text: &str, kind: BodyKind, name: &str) -> Body {
        let names = names();
        let (template, _) = BodyTemplate::read("M.html", text, kind, &names, UnknownFields::Error)
            .expect("a sound body");
        let value = |id: &FieldId| match id.0 {
            1 => MergeValue::Date(Date::new(2026, 3, 1).expect("a date")),
            _ => MergeValue::from(name),
        };
        let values: Vec<MergeValue<'_>> = template.fields().iter().map(value).collect();
        template.body(&values, 1, &Locale::of("DEU"))
    }

    #[test]
    fn values_of_html_are_text() {
        // Acceptance case 44.
        let text = "<p class=\"{{First_Name}}\">Hi {{ First Name }}!</p><p>{{Document Date \\@ \"d. MMMM\"}}</p>";
        let body = body(text, BodyKind::Html, "<b>x</b>\n\"y\"");
        assert_eq!(
            body.html.as_deref(),
            Some(
                "<p class=\"&lt;b&gt;x&lt;/b&gt; &quot;y&quot;\">Hi &lt;b&gt;x&lt;/b&gt;<br>&quot;y&quot;!</p><p>1. März</p>"
            )
        );
        assert_eq!(body.text, None);
    }

    #[test]
    fn markdown_becomes_html_and_values_are_never_markdown() {
        let body = body(
            "Hi **{{First Name}}**,\n\n[see](https://x.y/{{First Name}})\n",
            BodyKind::Markdown,
            "_a_",
        );
        assert_eq!(
            body.html.as_deref(),
            Some("<p>Hi <strong>_a_</strong>,</p>\n<p><a href=\"https://x.y/_a_\">see</a></p>\n")
        );
        assert_eq!(
            body.text.as_deref(),
            Some("Hi **_a_**,\n\n[see](https://x.y/_a_)\n")
        );
    }

    #[test]
    fn a_blank_value_has_its_fallback() {
        for (name, expected) in [("", "Hi friend,"), ("Anna", "Hi Anna,")] {
            let body = body("Hi {{First Name|friend}},", BodyKind::Text, name);
            assert_eq!((body.text.as_deref(), body.html), (Some(expected), None));
        }
    }

    #[test]
    fn what_is_wrong_is_found_with_its_place() {
        let text = "Hi {{Frist Name}},\n{{First Name\n{{}}\n{{First Name \\* Uper}}";
        let names = names();
        let findings =
            BodyTemplate::read("M.txt", text, BodyKind::Text, &names, UnknownFields::Error)
                .expect_err("errors");
        let found: Vec<String> = findings
            .iter()
            .map(|f| format!("{} {} {}", f.code.id, f.place, f.found))
            .collect();
        assert_eq!(
            found,
            [
                "W106 M.txt the field \"Frist Name\"",
                "W108 M.txt: line 2, column 1 \"{{First Name\"",
                "W108 M.txt: line 3, column 1 \"{{}}\"",
                "W111 M.txt: line 4, column 1 \\* Uper in \"{{First Name \\* Uper}}\"",
            ]
        );
    }
}
