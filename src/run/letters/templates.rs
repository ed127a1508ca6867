//! The templates that lines name: files in the book's `templates/`, for a language before those for
//! all.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use sha2::{Digest, Sha256};

use crate::decode::InputRecord;
use crate::error::{Error, Result};
use crate::finding::code::writing;
use crate::finding::near_miss::{did_you_mean, nearest};
use crate::finding::{Finding, Findings};
use crate::letter::{BodyKind, BodyTemplate, FieldNames, LetterFields, Template, UnknownFields};
use crate::place::Place;
use crate::value::hexadecimal;

/// The folder of templates within a book.
pub(super) const FOLDER: &str = "templates";

/// A template cannot be larger, packed; what it unpacks to is limited by the reader.
const FILE_BYTES_MAX: u64 = 100 * 1024 * 1024;

/// The templates that were read, by Word Template Code and language.
#[derive(Debug, Default)]
pub(super) struct Templates {
    /// What the folder has: name in small letters → name.
    files: BTreeMap<String, String>,
    /// Letters by file.
    letters: BTreeMap<String, Template>,
    /// Bodies by file.
    bodies: BTreeMap<String, BodyTemplate>,
    by_code: BTreeMap<(String, String), Found>,
    /// The files that were read, by name.
    read: BTreeMap<String, InputRecord>,
}

/// The files of one code in one language.
#[derive(Debug, Default, Clone)]
struct Found {
    letter: Option<String>,
    body: Option<String>,
}

impl Templates {
    /// Looks which files there are.
    pub(super) fn of_book(book: &Path) -> Result<Self> {
        let folder = book.join(FOLDER);
        let mut templates = Self::default();
        if !folder.exists() {
            return Ok(templates);
        }
        let failed = |error| Error::io(&folder, "cannot be read", error);
        for entry in fs::read_dir(&folder).map_err(failed)? {
            let name = entry.map_err(failed)?.file_name();
            let name = name.to_string_lossy().into_owned();
            // Word's mark of a file that is open.
            if !name.starts_with("~$") && !name.starts_with('.') {
                templates.files.insert(name.to_lowercase(), name);
            }
        }
        Ok(templates)
    }

    /// Reads the files of a code in a language, once. What is wrong is found at `place`, or in the file.
    pub(super) fn read(
        &mut self,
        book: &Path,
        (code, language): (&str, &str),
        (fields, unknown): (&LetterFields, UnknownFields),
        place: Place,
        findings: &mut Findings,
    ) -> Result<()> {
        let key = (code.to_owned(), language.to_owned());
        if self.by_code.contains_key(&key) {
            return Ok(());
        }
        let mut found = Found {
            letter: self.file(code, language, &["docx", "dotx"]),
            body: self.file(code, language, &["html", "htm", "md", "txt"]),
        };
        if found.letter.is_none() && found.body.is_none() {
            findings.push(self.missing(code, language, place));
        }
        if let Some(name) = found.letter.clone()
            && !self.letters.contains_key(&name)
        {
            let shown = format!("{FOLDER}/{name}");
            let bytes = self.bytes_of(book, &name)?;
            match Template::read(&shown, bytes, &fields.names, unknown) {
                Ok((template, warnings)) => {
                    findings.append(warnings);
                    self.letters.insert(name, template);
                }
                Err(errors) => {
                    findings.append(errors);
                    found.letter = None;
                }
            }
        }
        if let Some(name) = found.body.clone()
            && !self.bodies.contains_key(&name)
        {
            let shown = format!("{FOLDER}/{name}");
            let bytes = self.bytes_of(book, &name)?;
            match read_body((&shown, &name), &bytes, &fields.names, unknown) {
                Ok((body, warnings)) => {
                    findings.append(warnings);
                    self.bodies.insert(name, body);
                }
                Err(errors) => {
                    findings.append(errors);
                    found.body = None;
                }
            }
        }
        self.by_code.insert(key, found);
        Ok(())
    }

    /// The letter of a code in a language.
    pub(super) fn letter(&self, code: &str, language: &str) -> Option<&Template> {
        let found = self.by_code.get(&(code.to_owned(), language.to_owned()))?;
        self.letters.get(found.letter.as_ref()?)
    }

    /// The body of an e-mail of a code in a language.
    pub(super) fn body(&self, code: &str, language: &str) -> Option<&BodyTemplate> {
        let found = self.by_code.get(&(code.to_owned(), language.to_owned()))?;
        self.bodies.get(found.body.as_ref()?)
    }

    /// The files that were read, in order of name: letters depend on them as on any other input.
    pub(super) fn inputs(&self) -> impl Iterator<Item = &InputRecord> {
        self.read.values()
    }

    /// What a file holds. What is hashed is what the letters are made of, whoever saves it meanwhile.
    fn bytes_of(&mut self, book: &Path, name: &str) -> Result<Vec<u8>> {
        let path = book.join(FOLDER).join(name);
        let bytes = read_file(&path)?;
        let record = InputRecord {
            name: format!("{FOLDER}/{name}"),
            path,
            sha256: hexadecimal(Sha256::digest(&bytes)),
            bytes: bytes.len() as u64,
            is_from_cache: false,
            decisions: Vec::new(),
            sheets: Vec::new(),
        };
        self.read.insert(name.to_owned(), record);
        Ok(bytes)
    }

    /// `LETTER.DEU.docx`, else `LETTER.docx`.
    fn file(&self, code: &str, language: &str, ends: &[&str]) -> Option<String> {
        let stems = [format!("{code}.{language}"), code.to_owned()];
        let stems = stems.iter().skip(usize::from(language.is_empty()));
        let mut names = stems.flat_map(|stem| ends.iter().map(move |end| format!("{stem}.{end}")));
        names.find_map(|name| self.files.get(&name.to_lowercase()).cloned())
    }

    fn missing(&self, code: &str, language: &str, place: Place) -> Finding {
        let stems = self
            .files
            .values()
            .filter_map(|name| name.split('.').next());
        let near = did_you_mean(nearest(code, stems));
        let named = if language.is_empty() {
            format!("{code}.docx")
        } else {
            format!("{code}.{language}.docx or {code}.docx")
        };
        Finding::new(
            &writing::W114,
            place,
            format!("Word Template Code \"{code}\", of which there is no file"),
            format!(
                "a file {named} in the folder {FOLDER} of the book; for e-mails also .html, .md or .txt"
            ),
            format!("put the template there, or correct the code{near}"),
        )
    }
}

fn read_body(
    (shown, name): (&str, &str),
    bytes: &[u8],
    names: &FieldNames,
    unknown: UnknownFields,
) -> Result<(BodyTemplate, Findings), Findings> {
    let kind = match name
        .rsplit('.')
        .next()
        .unwrap_or("")
        .to_lowercase()
        .as_str()
    {
        "md" => BodyKind::Markdown,
        "txt" => BodyKind::Text,
        _ => BodyKind::Html,
    };
    let Ok(text) = std::str::from_utf8(bytes) else {
        let mut findings = Findings::default();
        findings.push(Finding::new(
            &writing::W101,
            Place::file(shown),
            "a text that is not in UTF-8",
            "a text in UTF-8",
            "save it with the encoding UTF-8",
        ));
        return Err(findings);
    };
    BodyTemplate::read(shown, text, kind, names, unknown)
}

fn read_file(path: &Path) -> Result<Vec<u8>> {
    let failed = |error| Error::io(path, "cannot be read", error);
    let length = fs::metadata(path).map_err(failed)?.len();
    if length > FILE_BYTES_MAX {
        return Err(Error::file(path, "is larger than any template"));
    }
    fs::read(path).map_err(failed)
}
