//! Delimited text through the csv crate, streamed, with what that crate lets pass looked at: bytes
//! that are no text, lines with too many or too few cells, quotes that are never closed.

use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom};
use std::path::PathBuf;
use std::sync::Arc;

use csv::ByteRecord;

use crate::config::Limits;
use crate::error::Error;
use crate::finding::Finding;
use crate::finding::code::reading;
use crate::place::Place;

use super::cell::is_error_value;
use super::encoding::{self, FoundEncoding, MISFIT, Utf8Reader};
use super::tap::{END_MARK, EndMark, RECORD_BYTES_MAX, TAP_BLOCK_BYTES, Tap, end_mark};
use super::{Cell, Content, DelimitedSettings, Dialect, Input, SheetInfo, Trouble, Visitor, limit};

/// How much of a file is looked at to find its dialect.
const SAMPLE_BYTES: u64 = 1 << 16;

/// A delimited file, opened.
pub(super) struct Delimited {
    path: PathBuf,
    file: Arc<str>,
    limits: Limits,
    encoding: FoundEncoding,
    dialect: Dialect,
    sheets: Vec<SheetInfo>,
}

impl Delimited {
    /// Finds encoding and dialect.
    pub(super) fn open(
        input: &Input,
        settings: DelimitedSettings<'_>,
        limits: &Limits,
        is_caption: &dyn Fn(&str) -> bool,
    ) -> Result<Self, Trouble> {
        let mut delimited = Self {
            path: input.path.clone(),
            file: input.name.as_str().into(),
            limits: limits.clone(),
            encoding: encoding::find(&input.path, settings.encoding)?,
            dialect: Dialect {
                delimiter: b',',
                has_separator_line: false,
            },
            sheets: vec![SheetInfo {
                name: input.stem(),
                position: 0,
                bytes: 0,
            }],
        };
        let mut sample = Vec::new();
        let reader = delimited.utf_8()?;
        let read = reader.take(SAMPLE_BYTES).read_to_end(&mut sample);
        read.map_err(|error| delimited.unreadable(error))?;
        delimited.dialect = Dialect::find(&sample, settings.delimiter, is_caption);
        Ok(delimited)
    }

    pub(super) fn sheets(&self) -> &[SheetInfo] {
        &self.sheets
    }

    pub(super) fn place(&self) -> Place {
        Place::file(self.file.clone())
    }

    pub(super) fn dialect(&self) -> Dialect {
        self.dialect
    }

    pub(super) fn decisions(&self) -> Vec<(&'static str, String)> {
        vec![
            ("format", "delimited".to_owned()),
            ("encoding", self.encoding.describe()),
            ("delimiter", self.dialect.delimiter_name()),
        ]
    }

    pub(super) fn notices(&self) -> Vec<Finding> {
        if !self.encoding.is_fallback {
            return Vec::new();
        }
        vec![Finding::new(
            &reading::R009,
            self.place(),
            "bytes that are not UTF-8, so it was read as Windows-1252",
            "a file in UTF-8: in Excel, Save As > CSV UTF-8",
            "look at names with accents; if they are wrong, set [input] encoding or save the file as UTF-8",
        )]
    }

    /// The file as UTF-8, behind its byte order mark.
    fn utf_8(&self) -> Result<Utf8Reader<File>, Error> {
        let cannot = |error| Error::io(&self.path, "cannot be opened", error);
        let mut file = File::open(&self.path).map_err(cannot)?;
        file.seek(SeekFrom::Start(self.encoding.mark_bytes as u64))
            .map_err(cannot)?;
        Ok(Utf8Reader::new(file, self.encoding.encoding))
    }

    fn unreadable(&self, error: io::Error) -> Error {
        Error::io(&self.path, "cannot be read", error)
    }

    /// Streams the file. The row of a cell is the line on which its record begins.
    pub(super) fn read(&mut self, visitor: &mut dyn Visitor) -> Result<(), Trouble> {
        let tap = Tap::new(self.utf_8()?);
        let mut reader = csv::ReaderBuilder::new()
            .delimiter(self.dialect.delimiter)
            .has_headers(false)
            .flexible(true)
            .buffer_capacity(TAP_BLOCK_BYTES)
            .from_reader(tap);
        let mut record = ByteRecord::new();
        let place = self.place();
        loop {
            reader.get_mut().begin_record();
            let first_line = reader.position().line();
            match reader.read_byte_record(&mut record) {
                Ok(true) => {}
                Ok(false) => return Ok(()),
                Err(error) => return Err(self.broken(error, reader.position().line())),
            }
            let end = reader.position();
            let after_break = reader.get_ref().byte_before(end.byte()) == Some(b'\n');
            let last_line = (end.line() - 1) as u32 - u32::from(after_break);
            // Delimiters are not kept, so these are the line breaks inside quotes; there are none when
            // the only line break is the one behind the record.
            let is_one_line = after_break && end.line() == first_line + 1;
            let breaks = if is_one_line {
                0
            } else {
                line_breaks(record.as_slice())
            };
            let row = last_line.saturating_sub(breaks as u32);
            let open_quote = match end_mark(&record) {
                EndMark::None => None,
                EndMark::Alone => return Ok(()),
                EndMark::Swallowed => Some(self.unclosed(&record, row)),
            };
            if row == 0 && self.dialect.has_separator_line {
                continue;
            }
            if record.iter().all(|cell| cell.trim_ascii().is_empty()) {
                continue;
            }
            visitor.line(row, record.len() as u32);
            let has_end_mark = open_quote.is_some();
            if let Some(fault) = open_quote
                && visitor.fault(row, fault).is_break()
            {
                return Ok(());
            }
            let shown = Shown {
                place: &place,
                row,
                has_end_mark,
            };
            if self.show(shown, &record, visitor)?.is_break() {
                return Ok(());
            }
        }
    }

    /// Shows the cells of one record.
    fn show(
        &self,
        Shown {
            place,
            row,
            has_end_mark,
        }: Shown<'_>,
        record: &ByteRecord,
        visitor: &mut dyn Visitor,
    ) -> Result<super::Flow, Trouble> {
        // A record is looked at once; only one with a bad byte is looked at cell by cell.
        let whole = std::str::from_utf8(record.as_slice()).ok();
        for (column, bytes) in (0..).zip(record) {
            if bytes.is_empty() {
                continue;
            }
            let range = record.range(column as usize);
            let sound = range.and_then(|range| whole?.get(range));
            let flow = match sound.map_or_else(|| std::str::from_utf8(bytes), Ok) {
                Ok(text) => {
                    let text = if has_end_mark {
                        text.strip_suffix(END_MARK).unwrap_or(text)
                    } else {
                        text
                    };
                    let length = if text.len() > self.limits.cell_characters_max {
                        text.chars().count()
                    } else {
                        0
                    };
                    if let Some(finding) = limit::passed(place, row, column, length, &self.limits) {
                        return Err(finding.into());
                    }
                    visitor.cell(row, column, as_cell(text))
                }
                Err(error) => {
                    let finding = self.misfit(row, column, bytes, error.valid_up_to());
                    visitor.fault(row, finding)
                }
            };
            if flow.is_break() {
                return Ok(flow);
            }
        }
        Ok(super::Flow::Continue(()))
    }

    fn misfit(&self, row: u32, column: u32, bytes: &[u8], at: usize) -> Finding {
        let before = String::from_utf8_lossy(&bytes[..at]);
        let is_utf_8 = self.encoding.encoding == encoding_rs::UTF_8;
        let byte = match bytes[at] {
            MISFIT if !is_utf_8 => "a byte".to_owned(),
            byte => format!("the byte {byte:02X}"),
        };
        Finding::new(
            &reading::R008,
            self.place().at(row, column),
            format!(
                "{byte}, which is not {} text, behind \"{before}\"",
                self.encoding.describe()
            ),
            "text in one encoding from beginning to end",
            "save the file again as CSV UTF-8, or set [input] encoding to what it really is",
        )
    }

    fn unclosed(&self, record: &ByteRecord, row: u32) -> Finding {
        let column = record.len().saturating_sub(1);
        let breaks: usize = record.iter().take(column).map(line_breaks).sum();
        Finding::new(
            &reading::R011,
            self.place().at(row + breaks as u32, column as u32),
            "a quote that begins here and is never closed, so everything behind it is one cell",
            "a closing quote, e.g. \"Ann\"; a quote inside a text is written twice",
            "close the quote, or double it if it belongs to the text",
        )
    }

    /// An error of the csv crate: of the file, or of a line that has no end.
    fn broken(&self, error: csv::Error, line: u64) -> Trouble {
        match error.into_kind() {
            csv::ErrorKind::Io(error) if error.kind() == io::ErrorKind::FileTooLarge => {
                let place = Place {
                    row: Some((line - 1) as u32),
                    ..self.place()
                };
                let finding = Finding::new(
                    &reading::R015,
                    place,
                    format!("a line of more than {RECORD_BYTES_MAX} bytes"),
                    "lines with one record each",
                    "look for a quote that is not closed some way above this line",
                );
                finding.into()
            }
            csv::ErrorKind::Io(error) => self.unreadable(error).into(),
            kind => Trouble::damaged(&self.path, Some(format!("{kind:?}").into())),
        }
    }
}

/// A record that is shown.
#[derive(Clone, Copy)]
struct Shown<'a> {
    /// The file.
    place: &'a Place,
    row: u32,
    /// Whether its last cell swallowed the end mark.
    has_end_mark: bool,
}

fn as_cell(text: &str) -> Cell<'_> {
    if is_error_value(text) {
        Content::Error(text).into()
    } else {
        Cell::text(text)
    }
}

fn line_breaks(cell: &[u8]) -> usize {
    memchr::memchr_iter(b'\n', cell).count()
}
