//! Word templates in a book, and what stands in letters.

use std::fs;
use std::io::{Cursor, Read as _, Write as _};

use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

use super::Book;

const W: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
const TYPES: &str = "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/><Override PartName=\"/word/document.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml\"/></Types>";

/// A template whose paragraphs are given as text, with fields in braces: `Dear {Contact_Name},`. Behind
/// `=` stands another field of Word: `{=NUMPAGES}`.
pub(crate) fn template(paragraphs: &[&str]) -> Vec<u8> {
    let body: String = paragraphs.iter().map(|text| paragraph(text)).collect();
    let document = format!("<w:document xmlns:w=\"{W}\"><w:body>{body}</w:body></w:document>");
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in [
        ("[Content_Types].xml", TYPES),
        ("word/document.xml", &document),
    ] {
        zip.start_file(name, SimpleFileOptions::default())
            .expect("a part");
        zip.write_all(text.as_bytes()).expect("a part");
    }
    zip.finish().expect("an archive").into_inner()
}

/// A template with so many MB of blanks in its document: a small file that unpacks to a large one.
pub(crate) fn large_template(megabytes: usize) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    zip.start_file("word/document.xml", SimpleFileOptions::default())
        .expect("a part");
    let blanks = vec![b' '; 1 << 20];
    for _ in 0..megabytes {
        zip.write_all(&blanks).expect("a part");
    }
    zip.finish().expect("an archive").into_inner()
}

fn paragraph(text: &str) -> String {
    let mut runs = String::new();
    for (index, part) in text.split(['{', '}']).enumerate() {
        let run = if index % 2 == 0 {
            format!("<w:r><w:t xml:space=\"preserve\">{part}</w:t></w:r>")
        } else {
            let code = part.replace('"', "&quot;");
            let code = match code.strip_prefix('=') {
                Some(code) => code.to_owned(),
                None => format!("MERGEFIELD {code}"),
            };
            format!("<w:fldSimple w:instr=\" {code} \"/>")
        };
        runs.push_str(&run);
    }
    format!("<w:p>{runs}</w:p>")
}

impl Book {
    /// Puts a file into `templates/`.
    pub(crate) fn template(&self, name: &str, bytes: impl AsRef<[u8]>) -> &Self {
        let folder = self.path("templates");
        fs::create_dir_all(&folder).expect("a folder");
        fs::write(folder.join(name), bytes).expect("a template");
        self
    }

    /// The text of a letter, paragraphs parted by `|`, line breaks as `/`.
    pub(crate) fn letter(&self, path: &str) -> String {
        let bytes = fs::read(self.path(path)).unwrap_or_else(|error| panic!("{path}: {error}"));
        letter_text(&bytes)
    }
}

/// The text of a document.
fn letter_text(bytes: &[u8]) -> String {
    let mut zip = ZipArchive::new(Cursor::new(bytes)).expect("an archive");
    let mut xml = String::new();
    let mut part = zip.by_name("word/document.xml").expect("a document");
    part.read_to_string(&mut xml).expect("text");
    let xml = xml.replace("</w:p>", "|").replace("<w:br/>", "/");
    let mut text = String::new();
    let mut in_tag = false;
    for c in xml.chars() {
        match c {
            '<' => in_tag = true,
            '>' => in_tag = false,
            c if !in_tag => text.push(c),
            _ => {}
        }
    }
    text.trim_end_matches('|').to_owned()
}
