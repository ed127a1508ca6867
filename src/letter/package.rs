//! The package of a template: its parts, found by their content types, and what is refused.
//!
//! Nothing is unpacked to disk, and no more is read than the limits allow.

use std::io::{Cursor, Read};
use std::sync::Arc;

use zip::ZipArchive;
use zip::result::ZipError;

use crate::finding::code::writing;
use crate::finding::{Code, Finding};

use super::builder::place;
use super::xml;

/// Parts of one template. Word's own letters have about twenty.
const PARTS_MAX: usize = 5_000;
/// Bytes of all parts, unpacked. A letter with many pictures has a tenth.
const UNPACKED_BYTES_MAX: u64 = 200 * 1024 * 1024;

/// The beginning of a file in the format before 2007, and of one with a password.
const COMPOUND_FILE: [u8; 8] = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];

const MAIN: &str =
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml";
const MAIN_OF_TEMPLATE: &str =
    "application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml";
const WORD: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml.";

/// The list of content types.
pub(super) const CONTENT_TYPES: &str = "[Content_Types].xml";

/// Why a file cannot be a template.
pub(super) type Refusal = Box<Finding>;

/// A package that may be a template.
#[derive(Debug)]
pub(super) struct Package {
    /// The file as it is shown.
    pub(super) file: String,
    /// Its parts.
    pub(super) archive: ZipArchive<Cursor<Arc<[u8]>>>,
    /// The content types, as they stand.
    pub(super) content_types: String,
    /// The main document.
    pub(super) main: String,
    /// Headers and footers.
    pub(super) headers: Vec<String>,
    /// Footnotes and endnotes.
    pub(super) notes: Vec<String>,
    /// Settings.
    pub(super) settings: Vec<String>,
    /// Lists.
    pub(super) numbering: Option<String>,
    /// Styles.
    pub(super) styles: Option<String>,
    /// Whether the main document is that of a template (.dotx).
    pub(super) is_dotx: bool,
}

impl Package {
    /// Opens a package. `file` is what messages call it.
    pub(super) fn open(file: &str, bytes: Arc<[u8]>) -> Result<Self, Refusal> {
        let refuse =
            |code, found: &str, fix: &str| Err(finding(file, "", code, found.to_owned(), fix));
        if bytes.starts_with(&COMPOUND_FILE) {
            return refuse(
                &writing::W102,
                "a document in the format before Word 2007, or one with a password",
                "open it in Word and save it as Word document (.docx), without a password",
            );
        }
        let archive = ZipArchive::new(Cursor::new(bytes))
            .map_err(|_| damaged(file, "", "it is no archive, or not all of it is there"))?;
        let unpacked = archive.decompressed_size().unwrap_or(0);
        if archive.len() > PARTS_MAX || unpacked > u128::from(UNPACKED_BYTES_MAX) {
            return Err(too_large(file));
        }
        let mut package = Self {
            file: file.to_owned(),
            archive,
            content_types: String::new(),
            main: String::new(),
            headers: Vec::new(),
            notes: Vec::new(),
            settings: Vec::new(),
            numbering: None,
            styles: None,
            is_dotx: false,
        };
        if package.archive.index_for_name(CONTENT_TYPES).is_none() {
            return Err(no_document(file));
        }
        package.content_types = package.text(CONTENT_TYPES)?;
        package.find_parts()?;
        Ok(package)
    }

    fn find_parts(&mut self) -> Result<(), Refusal> {
        let types = self.content_types.clone();
        let tree = xml::parse(&types).map_err(|what| damaged(&self.file, CONTENT_TYPES, &what))?;
        for part in tree.root.elements().filter(|e| e.name == "Override") {
            let name = part.attribute("PartName").unwrap_or_default();
            let name = name.trim_start_matches('/').to_owned();
            let kind = part.attribute("ContentType").unwrap_or_default();
            if kind.contains("macroEnabled") || kind.contains("vbaProject") {
                return Err(finding(
                    &self.file,
                    "",
                    &writing::W103,
                    "a document with macros (.docm or .dotm)".to_owned(),
                    "save it in Word as Word document (.docx)",
                ));
            }
            match kind.as_ref() {
                MAIN => self.main = name,
                MAIN_OF_TEMPLATE => {
                    self.main = name;
                    self.is_dotx = true;
                }
                kind => match kind.strip_prefix(WORD) {
                    Some("header+xml" | "footer+xml") => self.headers.push(name),
                    Some("footnotes+xml" | "endnotes+xml") => self.notes.push(name),
                    Some("settings+xml") => self.settings.push(name),
                    // Those of the building blocks stand in a folder of their own.
                    Some("numbering+xml") if !name.contains("glossary") => {
                        self.numbering = Some(name);
                    }
                    Some("styles+xml") if !name.contains("glossary") => self.styles = Some(name),
                    _ => {}
                },
            }
        }
        let is_there = |name: &String| self.archive.index_for_name(name).is_some();
        if !is_there(&self.main) {
            return Err(no_document(&self.file));
        }
        // Building blocks are not merged.
        self.headers
            .retain(|name| is_there(name) && !name.contains("glossary"));
        self.notes
            .retain(|name| is_there(name) && !name.contains("glossary"));
        self.settings.retain(is_there);
        Ok(())
    }

    /// The text of a part.
    pub(super) fn text(&mut self, name: &str) -> Result<String, Refusal> {
        let file = &self.file;
        let bytes = self
            .archive
            .by_name(name)
            .map_err(|error| match error {
                ZipError::UnsupportedArchive(what) => damaged(file, name, what),
                error => damaged(file, name, &error.to_string()),
            })
            .and_then(|part| {
                let mut bytes = Vec::new();
                part.take(UNPACKED_BYTES_MAX + 1)
                    .read_to_end(&mut bytes)
                    .map_err(|error| damaged(file, name, &error.to_string()))?;
                Ok(bytes)
            })?;
        if bytes.len() as u64 > UNPACKED_BYTES_MAX {
            return Err(too_large(file));
        }
        let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&bytes);
        String::from_utf8(bytes.to_vec()).map_err(|_| damaged(file, name, "it is not in UTF-8"))
    }

    /// The text of a part that need not be there.
    pub(super) fn text_if_any(&mut self, name: &str) -> Result<Option<String>, Refusal> {
        match self.archive.index_for_name(name) {
            Some(_) => self.text(name).map(Some),
            None => Ok(None),
        }
    }
}

/// The part with the relationships of a part: `word/_rels/document.xml.rels`.
pub(super) fn relationships_of(part: &str) -> String {
    match part.rsplit_once('/') {
        Some((folder, name)) => format!("{folder}/_rels/{name}.rels"),
        None => format!("_rels/{part}.rels"),
    }
}

/// The part that a relationship of `part` leads to.
pub(super) fn target_of(part: &str, target: &str) -> String {
    if let Some(absolute) = target.strip_prefix('/') {
        return absolute.to_owned();
    }
    let mut folders: Vec<&str> = part.split('/').collect();
    folders.pop();
    for step in target.split('/') {
        match step {
            "." => {}
            ".." => {
                folders.pop();
            }
            step => folders.push(step),
        }
    }
    folders.join("/")
}

/// A part that cannot be read.
pub(super) fn damaged(file: &str, part: &str, what: &str) -> Refusal {
    finding(
        file,
        part,
        &writing::W101,
        format!("a damaged file: {what}"),
        "open it in Word and save it again",
    )
}

fn no_document(file: &str) -> Refusal {
    finding(
        file,
        "",
        &writing::W104,
        "an archive without a Word document in it".to_owned(),
        "save the letter in Word as Word document (.docx)",
    )
}

fn too_large(file: &str) -> Refusal {
    let limit = UNPACKED_BYTES_MAX / 1024 / 1024;
    finding(
        file,
        "",
        &writing::W105,
        format!("more than {limit} MB, or more than {PARTS_MAX} parts, once unpacked"),
        "make its pictures smaller in Word (Picture Format, Compress Pictures)",
    )
}

fn finding(file: &str, part: &str, code: &'static Code, found: String, fix: &str) -> Refusal {
    Box::new(Finding::new(
        code,
        place(file, part),
        found,
        "a Word document (.docx)",
        fix,
    ))
}
