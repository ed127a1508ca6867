//! `segbook.toml` as written: its keys with their values and places. Unknown keys, values of the
//! wrong kind and faults of TOML itself become findings, all in one pass.

use std::collections::BTreeMap;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::keys::{self, Key, Shape};
use super::near_miss::nearest;
use crate::finding::code::configuring;
use crate::finding::{Finding, Findings};
use crate::place::Place;

/// The file's name within the book.
pub const FILE_NAME: &str = "segbook.toml";

/// What the file says.
#[derive(Debug, Default)]
pub(super) struct Document {
    /// Values by the path of their key.
    pub(super) values: BTreeMap<String, Written>,
    /// `[columns.<table>]`: each table with its entries, heading → caption.
    pub(super) columns: Vec<(Word, Vec<(Word, Word)>)>,
    /// `[sheets]`: sheet name → table.
    pub(super) sheets: Vec<(Word, Word)>,
}

/// One value.
#[derive(Debug)]
pub(super) struct Written {
    /// As text; the items of a list, otherwise one.
    pub(super) texts: Vec<String>,
    /// Where it stands.
    pub(super) place: Place,
}

/// A word with its place.
#[derive(Debug)]
pub(super) struct Word {
    /// The word.
    pub(super) text: String,
    /// Where it stands.
    pub(super) place: Place,
}

/// Reads the file's bytes.
pub(super) fn parse(bytes: &[u8], findings: &mut Findings) -> Document {
    let text = match std::str::from_utf8(bytes) {
        Ok(text) => text.strip_prefix('\u{feff}').unwrap_or(text),
        Err(error) => {
            findings.push(not_utf8(bytes, error.valid_up_to()));
            return Document::default();
        }
    };
    let mut reader = Reader {
        text,
        findings,
        document: Document::default(),
    };
    match DeTable::parse(text) {
        Ok(table) => reader.sections(table.get_ref()),
        Err(error) => {
            let at = error.span().map_or(text.len(), |span| span.start);
            let finding = not_toml(reader.place(at), text, at, error.message());
            reader.findings.push(finding);
        }
    }
    reader.document
}

struct Reader<'a> {
    text: &'a str,
    findings: &'a mut Findings,
    document: Document,
}

impl Reader<'_> {
    /// The line and column of a byte of the text.
    fn place(&self, at: usize) -> Place {
        let before = &self.text[..at.min(self.text.len())];
        let line_start = before.rfind('\n').map_or(0, |newline| newline + 1);
        let line = before.matches('\n').count() as u32;
        let column = before[line_start..].chars().count() as u32;
        Place::file(FILE_NAME).at(line, column)
    }

    fn word(&self, text: &str, at: usize) -> Word {
        Word {
            text: text.to_owned(),
            place: self.place(at),
        }
    }

    fn sections(&mut self, table: &DeTable<'_>) {
        for (name, value) in table {
            let section = name.get_ref().as_ref();
            let at = name.span().start;
            let content = value.get_ref().as_table();
            match (section, content) {
                (keys::COLUMNS, Some(content)) => self.columns(content),
                (keys::SHEETS, Some(content)) => {
                    let pairs = self.pairs(content, "the name of a table, e.g. \"Contact\"");
                    self.document.sheets = pairs;
                }
                (_, Some(content)) if keys::sections().contains(&section) => {
                    self.keys(section, content);
                }
                _ => self.unknown_section(section, at),
            }
        }
    }

    fn keys(&mut self, section: &str, table: &DeTable<'_>) {
        for (name, value) in table {
            let key = keys::keys_of(section).find(|key| key.name == name.get_ref().as_ref());
            match key {
                Some(key) => self.value(key, value),
                None => self.unknown_key(section, name.get_ref(), name.span().start),
            }
        }
    }

    fn value(&mut self, key: &'static Key, value: &Spanned<DeValue<'_>>) {
        let mut place = self.place(value.span().start);
        place.caption = Some(key.path().into());
        if let Some(texts) = texts_of(key.shape, value.get_ref()) {
            let written = Written { texts, place };
            self.document.values.insert(key.path(), written);
        } else {
            let found = self.text.get(value.span()).unwrap_or_default();
            let finding = not_allowed(place, found.to_owned(), key.allowed);
            self.findings.push(finding);
        }
    }

    fn columns(&mut self, table: &DeTable<'_>) {
        for (name, value) in table {
            let table_name = self.word(name.get_ref(), name.span().start);
            if let Some(content) = value.get_ref().as_table() {
                let pairs = self.pairs(content, "a caption of the table, e.g. \"Phone No.\"");
                self.document.columns.push((table_name, pairs));
            } else {
                let found = format!("\"{}\" directly under [columns]", table_name.text);
                self.findings.push(Finding::new(
                    &configuring::C001,
                    table_name.place,
                    found,
                    "a section for each table, e.g. [columns.Contact]",
                    "put the line below a heading [columns.<table>]",
                ));
            }
        }
    }

    /// A section of texts under free names.
    fn pairs(&mut self, table: &DeTable<'_>, allowed: &str) -> Vec<(Word, Word)> {
        let mut pairs = Vec::new();
        for (name, value) in table {
            let at = value.span().start;
            if let Some(text) = value.get_ref().as_str() {
                let name = self.word(name.get_ref(), name.span().start);
                pairs.push((name, self.word(text, at)));
            } else {
                let mut place = self.place(at);
                place.caption = Some(name.get_ref().as_ref().into());
                let found = self.text.get(value.span()).unwrap_or_default().to_owned();
                self.findings.push(not_allowed(place, found, allowed));
            }
        }
        pairs.sort_by(|a, b| a.0.place.cmp(&b.0.place));
        pairs
    }

    fn unknown_section(&mut self, name: &str, at: usize) {
        let sections = keys::sections();
        let fix = if let Some(key) = keys::KEYS
            .iter()
            .find(|key| key.name == name && !key.section.is_empty())
        {
            format!("{name} belongs below the heading [{}]", key.section)
        } else {
            match nearest(name, sections.iter().copied()) {
                Some(near) if near == name => format!("write it as a heading: [{near}]"),
                Some(near) => format!("did you mean [{near}]?"),
                None => "correct the name, or delete it with what stands below it".into(),
            }
        };
        let known: Vec<String> = sections.iter().map(|known| format!("[{known}]")).collect();
        self.findings.push(Finding::new(
            &configuring::C001,
            self.place(at),
            format!("\"{name}\""),
            format!("one of {}", known.join(", ")),
            fix,
        ));
    }

    fn unknown_key(&mut self, section: &str, name: &str, at: usize) {
        let known: Vec<&str> = keys::keys_of(section).map(|key| key.name).collect();
        let elsewhere = keys::KEYS
            .iter()
            .find(|key| key.name == name && !key.section.is_empty());
        let fix = if section == keys::SMTP && name.contains("password") {
            format!(
                "a password stands in no file: delete the line and set the environment variable {}",
                keys::SMTP_PASSWORD
            )
        } else if let Some(key) = elsewhere {
            format!("{name} belongs below the heading [{}]", key.section)
        } else if let Some(near) = nearest(name, known.iter().copied()) {
            format!("did you mean {near}?")
        } else {
            "correct the key, or delete the line".into()
        };
        self.findings.push(Finding::new(
            &configuring::C001,
            self.place(at),
            format!("\"{name}\" in [{section}]"),
            format!("one of {}", known.join(", ")),
            fix,
        ));
    }
}

/// The value as text, when it has the shape that the key asks for.
fn texts_of(shape: Shape, value: &DeValue<'_>) -> Option<Vec<String>> {
    match shape {
        Shape::Text => value.as_str().map(|text| vec![text.to_owned()]),
        Shape::Boolean => value.as_bool().map(|on| vec![on.to_string()]),
        Shape::Integer => {
            let integer = value.as_integer()?;
            let number = i64::from_str_radix(integer.as_str(), integer.radix()).ok()?;
            Some(vec![number.to_string()])
        }
        Shape::Texts => value
            .as_array()?
            .iter()
            .map(|item| item.get_ref().as_str().map(str::to_owned))
            .collect(),
    }
}

/// A value that is not among those allowed.
pub(super) fn not_allowed(place: Place, found: String, allowed: &str) -> Finding {
    Finding::new(
        &configuring::C002,
        place,
        found,
        allowed,
        "use one of the values that are allowed, or leave the setting out",
    )
}

fn not_toml(place: Place, text: &str, at: usize, message: &str) -> Finding {
    let start = text[..at.min(text.len())]
        .rfind('\n')
        .map_or(0, |newline| newline + 1);
    let line = text[start..].lines().next().unwrap_or_default();
    Finding::new(
        &configuring::C003,
        place,
        format!("\"{}\"", line.trim()),
        "a heading such as [input], or a line such as date_order = \"dmy\"",
        format!("correct the line ({message}); texts stand in double quotes"),
    )
}

fn not_utf8(bytes: &[u8], valid: usize) -> Finding {
    let before = String::from_utf8_lossy(&bytes[..valid]).into_owned();
    let line = before.matches('\n').count() as u32;
    let line_start = before.rfind('\n').map_or(0, |newline| newline + 1);
    let column = before[line_start..].chars().count() as u32;
    Finding::new(
        &configuring::C003,
        Place::file(FILE_NAME).at(line, column),
        format!("the byte {:02X}", bytes.get(valid).copied().unwrap_or(0)),
        "text in UTF-8",
        "save the file as UTF-8",
    )
}
