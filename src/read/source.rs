//! One file opened for reading, of whatever format, behind one interface.

use std::error::Error as StdError;
use std::fs::File;
use std::io::Read;
use std::path::Path;

use crate::config::Limits;
use crate::error::Error;
use crate::finding::Finding;
use crate::place::Place;

use super::delimited::Delimited;
use super::workbook::Workbook;
use super::{Dialect, Input, Visitor};

/// Why a file or sheet could not be read.
#[derive(Debug)]
pub enum Trouble {
    /// The file itself is missing, damaged, protected or of another format.
    Unreadable(Error),
    /// It passes a limit, or what is wrong can be named by its place.
    Finding(Box<Finding>),
}

impl From<Error> for Trouble {
    fn from(error: Error) -> Self {
        Self::Unreadable(error)
    }
}

impl From<Finding> for Trouble {
    fn from(finding: Finding) -> Self {
        Self::Finding(Box::new(finding))
    }
}

impl Trouble {
    /// A file that its library cannot make sense of.
    pub(super) fn damaged(path: &Path, cause: Option<Box<dyn StdError + Send + Sync>>) -> Self {
        let error = Error::file(path, "is damaged, or not what its name says")
            .hint("open it in Excel and save it again as a workbook (.xlsx) or as CSV UTF-8");
        Self::Unreadable(match cause {
            Some(cause) => error.caused_by(cause),
            None => error,
        })
    }
}

/// How delimited files are read, where it is not to be found out.
#[derive(Debug, Clone, Copy, Default)]
pub struct DelimitedSettings<'a> {
    /// The label of the encoding, e.g. `windows-1252`.
    pub encoding: Option<&'a str>,
    /// The delimiter.
    pub delimiter: Option<u8>,
}

/// A sheet of a source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SheetInfo {
    /// Its name; the file's stem for a delimited file.
    pub name: String,
    /// Its position in the workbook, charts and other sheets without cells included.
    pub position: u32,
    /// Bytes to be read for it, to tell long work from short; 0 where it cannot be told.
    pub bytes: u64,
}

/// A file opened for reading.
pub struct Source {
    opened: Opened,
}

enum Opened {
    Workbook(Box<Workbook>),
    Delimited(Box<Delimited>),
}

/// The first bytes of a zip archive, as every xlsx, xlsb and ods is.
const ZIP_SIGNATURE: &[u8] = b"PK";

/// The first bytes of a compound file, as every xls and every protected xlsx is.
const COMPOUND_SIGNATURE: &[u8] = &[0xd0, 0xcf, 0x11, 0xe0];

impl Source {
    /// Opens a file. Its first bytes decide whether it is a workbook, then its extension.
    /// `is_caption` tells a caption from other text; it helps to find the delimiter.
    pub fn open(
        input: &Input,
        settings: DelimitedSettings<'_>,
        limits: &Limits,
        is_caption: &dyn Fn(&str) -> bool,
    ) -> Result<Self, Trouble> {
        let first = first_bytes(&input.path)?;
        let is_text = matches!(input.extension().as_str(), "csv" | "tsv" | "txt");
        let opened = if first.starts_with(ZIP_SIGNATURE) && !is_text {
            Opened::Workbook(Box::new(Workbook::open_package(input, limits)?))
        } else if first.starts_with(COMPOUND_SIGNATURE) {
            Opened::Workbook(Box::new(Workbook::open_compound(input, limits)?))
        } else if is_text {
            let delimited = Delimited::open(input, settings, limits, is_caption)?;
            Opened::Delimited(Box::new(delimited))
        } else {
            return Err(Trouble::damaged(&input.path, None));
        };
        Ok(Self { opened })
    }

    /// The sheets with cells, in order; one for a delimited file.
    pub fn sheets(&self) -> &[SheetInfo] {
        match &self.opened {
            Opened::Workbook(workbook) => workbook.sheets(),
            Opened::Delimited(delimited) => delimited.sheets(),
        }
    }

    /// The place of a sheet as a whole.
    pub fn place(&self, sheet: usize) -> Place {
        match &self.opened {
            Opened::Workbook(workbook) => workbook.place(sheet),
            Opened::Delimited(delimited) => delimited.place(),
        }
    }

    /// Whether serial numbers count from 1904.
    pub fn is_1904(&self) -> bool {
        match &self.opened {
            Opened::Workbook(workbook) => workbook.is_1904(),
            Opened::Delimited(_) => false,
        }
    }

    /// Whether the file has rows and sheets, rather than lines.
    pub fn is_workbook(&self) -> bool {
        matches!(self.opened, Opened::Workbook(_))
    }

    /// Whether opening the file a second time, to read its sheets at the same time, costs little.
    pub fn is_cheap_to_open(&self) -> bool {
        match &self.opened {
            Opened::Workbook(workbook) => workbook.is_cheap_to_open(),
            Opened::Delimited(_) => false,
        }
    }

    /// How the cells of a delimited file are kept apart; none for a workbook.
    pub fn dialect(&self) -> Option<Dialect> {
        match &self.opened {
            Opened::Workbook(_) => None,
            Opened::Delimited(delimited) => Some(delimited.dialect()),
        }
    }

    /// The same file for another thread, without opening it anew; none where that cannot be.
    pub fn again(&self) -> Option<Self> {
        match &self.opened {
            Opened::Workbook(workbook) => workbook.again().map(|workbook| Self {
                opened: Opened::Workbook(Box::new(workbook)),
            }),
            Opened::Delimited(_) => None,
        }
    }

    /// What was decided about the file as a whole, in a fixed order.
    pub fn decisions(&self) -> Vec<(&'static str, String)> {
        match &self.opened {
            Opened::Workbook(workbook) => workbook.decisions(),
            Opened::Delimited(delimited) => delimited.decisions(),
        }
    }

    /// What is worth knowing about these decisions.
    pub fn notices(&self) -> Vec<Finding> {
        match &self.opened {
            Opened::Workbook(_) => Vec::new(),
            Opened::Delimited(delimited) => delimited.notices(),
        }
    }

    /// Streams a sheet to `visitor`, until it has enough. `sheet` is an index into
    /// [`Source::sheets`]. Where a sheet is of so unusual a shape that the scanner left it to the
    /// general reader, the result says what was found.
    pub fn read(
        &mut self,
        sheet: usize,
        visitor: &mut dyn Visitor,
    ) -> Result<Option<&'static str>, Trouble> {
        match &mut self.opened {
            Opened::Workbook(workbook) => workbook.read(sheet, visitor),
            Opened::Delimited(delimited) => delimited.read(visitor).map(|()| None),
        }
    }
}

fn first_bytes(path: &Path) -> Result<Vec<u8>, Error> {
    let file = File::open(path).map_err(|error| Error::io(path, "cannot be opened", error))?;
    let mut bytes = Vec::new();
    file.take(8)
        .read_to_end(&mut bytes)
        .map_err(|error| Error::io(path, "cannot be read", error))?;
    Ok(bytes)
}
