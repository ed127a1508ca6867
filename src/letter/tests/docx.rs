//! Small documents for the tests, and what comes out of them.

use std::io::{Cursor, Read, Write};

use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

use crate::finding::Findings;
use crate::letter::{CombinedLetter, FieldNames, Locale, MergeValue, Template, UnknownFields};

use crate::letter::xml::push;

const W: &str = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\" xmlns:mc=\"http://schemas.openxmlformats.org/markup-compatibility/2006\" xmlns:wp=\"http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing\" xmlns:v=\"urn:schemas-microsoft-com:vml\"";
const KIND: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml.";
const RELATION: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/";

/// A document by its parts.
#[derive(Debug, Clone)]
pub(super) struct Docx {
    /// Name, content type (the end of it) and text.
    pub(super) parts: Vec<(String, String, String)>,
    /// Id, kind and target of the main document's relationships.
    relationships: Vec<(String, String, String)>,
}

impl Docx {
    /// A document with this body.
    pub(super) fn new(body: &str) -> Self {
        let text = format!(
            "<?xml version=\"1.0\"?>\n<w:document {W}><w:body>{body}</w:body></w:document>"
        );
        Self {
            parts: vec![("word/document.xml".into(), "document.main+xml".into(), text)],
            relationships: Vec::new(),
        }
    }

    /// With another part: `header1`, kind `header`, root element `w:hdr`, and what stands in it.
    pub(super) fn with(mut self, name: &str, kind: &str, root: &str, inside: &str) -> Self {
        let text = format!("<{root} {W}>{inside}</{root}>");
        self.relationships.push((
            format!("rId{}", self.relationships.len() + 1),
            format!("{RELATION}{kind}"),
            format!("{name}.xml"),
        ));
        self.parts
            .push((format!("word/{name}.xml"), format!("{kind}+xml"), text));
        self
    }

    /// With a part that needs no content type of its own.
    pub(super) fn with_file(mut self, name: &str, text: &str) -> Self {
        self.parts.push((name.into(), String::new(), text.into()));
        self
    }

    /// The file.
    pub(super) fn bytes(&self) -> Vec<u8> {
        let mut types = String::from(
            "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/><Default Extension=\"xml\" ContentType=\"application/xml\"/>",
        );
        for (name, kind, _) in self.parts.iter().filter(|(_, kind, _)| !kind.is_empty()) {
            push(
                &mut types,
                format_args!("<Override PartName=\"/{name}\" ContentType=\"{KIND}{kind}\"/>"),
            );
        }
        types.push_str("</Types>");
        let mut relationships = String::from(
            "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">",
        );
        for (id, kind, target) in &self.relationships {
            push(
                &mut relationships,
                format_args!("<Relationship Id=\"{id}\" Type=\"{kind}\" Target=\"{target}\"/>"),
            );
        }
        relationships.push_str("</Relationships>");
        let root = format!(
            "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"rId1\" Type=\"{RELATION}officeDocument\" Target=\"word/document.xml\"/></Relationships>"
        );
        let mut files = vec![
            ("[Content_Types].xml".to_owned(), types),
            ("_rels/.rels".to_owned(), root),
            ("word/_rels/document.xml.rels".to_owned(), relationships),
        ];
        files.extend(
            self.parts
                .iter()
                .map(|(name, _, text)| (name.clone(), text.clone())),
        );
        zipped(&files)
    }
}

/// An archive.
pub(super) fn zipped(files: &[(String, String)]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in files {
        zip.start_file(name.as_str(), SimpleFileOptions::default())
            .unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// The text of a part.
pub(super) fn part(bytes: &[u8], name: &str) -> String {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut text = String::new();
    archive
        .by_name(name)
        .unwrap()
        .read_to_string(&mut text)
        .unwrap();
    crate::letter::xml::parse(&text).unwrap_or_else(|error| panic!("{name}: {error}: {text}"));
    text
}

/// The names of all parts.
pub(super) fn names(bytes: &[u8]) -> Vec<String> {
    let archive = ZipArchive::new(Cursor::new(bytes)).unwrap();
    archive
        .file_names()
        .map(|name| name.unwrap().into_owned())
        .collect()
}

/// What stands in the body.
pub(super) fn body(bytes: &[u8]) -> String {
    let text = part(bytes, "word/document.xml");
    let start = text.find("<w:body>").unwrap() + "<w:body>".len();
    text[start..text.find("</w:body>").unwrap()].to_owned()
}

/// The text that a reader sees: `|` between paragraphs, `⏎` and `⇥` for breaks and tabs.
pub(super) fn seen(xml: &str) -> String {
    let text = xml
        .replace("</w:p>", "|")
        .replace("<w:br/>", "⏎")
        .replace("<w:tab/>", "⇥");
    let mut out = String::new();
    let mut in_tag = false;
    for c in text.chars() {
        match c {
            '<' => in_tag = true,
            '>' => in_tag = false,
            c if !in_tag => out.push(c),
            _ => {}
        }
    }
    let plain = quick_xml::escape::unescape(&out).unwrap().into_owned();
    plain.trim_end_matches('|').to_owned()
}

/// The names that the tests know.
pub(super) fn field_names(values: &[(&str, MergeValue<'_>)]) -> FieldNames {
    let mut names = FieldNames::default();
    for (name, _) in values {
        names.add(name).unwrap();
    }
    names
}

/// A template, and its warnings.
pub(super) fn template(
    docx: &Docx,
    values: &[(&str, MergeValue<'_>)],
) -> Result<(Template, Findings), Findings> {
    let names = field_names(values);
    Template::read("LETTER.docx", docx.bytes(), &names, UnknownFields::Error)
}

/// A letter.
pub(super) fn merge(docx: &Docx, values: &[(&str, MergeValue<'_>)], language: &str) -> Vec<u8> {
    let (template, _) = template(docx, values).unwrap_or_else(|findings| panic!("{findings:#?}"));
    let used = chosen(&template, values);
    template.letter(&used, 1, &Locale::of(language)).unwrap()
}

/// The values in the order in which the template wants them.
pub(super) fn chosen<'a>(
    template: &Template,
    values: &[(&str, MergeValue<'a>)],
) -> Vec<MergeValue<'a>> {
    let value = |id: &crate::letter::FieldId| values[id.0 as usize].1.clone();
    template.fields().iter().map(value).collect()
}

/// One document with a letter for each list of values.
pub(super) fn combine(docx: &Docx, letters: &[Vec<(&str, MergeValue<'_>)>]) -> Vec<u8> {
    let (template, _) = template(docx, &letters[0]).unwrap_or_else(|f| panic!("{f:#?}"));
    let locale = Locale::of("ENU");
    let letters: Vec<CombinedLetter<'_>> = letters
        .iter()
        .enumerate()
        .map(|(index, values)| CombinedLetter {
            values: chosen(&template, values),
            number: index + 1,
            locale: &locale,
        })
        .collect();
    template.combined(&letters, false).unwrap()
}

/// A paragraph.
pub(super) fn p(inside: &str) -> String {
    format!("<w:p>{inside}</w:p>")
}

/// A run with a text.
pub(super) fn r(text: &str) -> String {
    format!("<w:r><w:t xml:space=\"preserve\">{text}</w:t></w:r>")
}

/// A field with begin, instruction, separate, result and end, each in a run of its own.
pub(super) fn field(code: &str) -> String {
    let code = code
        .replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;");
    complex(&instr(&code), "«result»")
}

/// A run with a piece of an instruction.
pub(super) fn instr(code: &str) -> String {
    format!("<w:r><w:instrText xml:space=\"preserve\">{code}</w:instrText></w:r>")
}

/// A mark of a field in a run.
pub(super) fn mark(kind: &str) -> String {
    format!("<w:r><w:fldChar w:fldCharType=\"{kind}\"/></w:r>")
}

/// A field by the runs of its instruction and the text of its result.
pub(super) fn complex(instruction: &str, result: &str) -> String {
    let (begin, separate, end) = (mark("begin"), mark("separate"), mark("end"));
    format!("{begin}{instruction}{separate}{}{end}", r(result))
}

/// The text of a letter with one paragraph.
pub(super) fn shown(inside: &str, values: &[(&str, MergeValue<'_>)], language: &str) -> String {
    let docx = Docx::new(&format!("{}{}", p(inside), p(&r("end"))));
    let text = seen(&body(&merge(&docx, values, language)));
    text.strip_suffix("end")
        .unwrap()
        .trim_end_matches('|')
        .to_owned()
}
