//! Workbooks: xlsx by the scanner, xlsb through calamine cell by cell, xls and ods by their ranges.

use std::error::Error as StdError;
use std::fs::File;
use std::io::BufReader;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use calamine::{Ods, OdsError, Reader, SheetType, Xls, XlsError, Xlsb, XlsbError, Xlsx, XlsxError};

use crate::config::Limits;
use crate::error::Error;
use crate::place::Place;

use super::guard::guarded;
use super::limit::{self, PackageKind};
use super::workbook_cells::{Show, read_range, read_xlsb};
use super::xlsx::XlsxBook;
use super::{Input, SheetInfo, Trouble, Visitor};

/// Above this much text in memory, a workbook is not opened once for each of its sheets.
const CHEAP_BYTES_MAX: u64 = 8 << 20;

pub(super) type FileReader = BufReader<File>;

/// A workbook of any of the four formats.
pub(super) struct Workbook {
    path: PathBuf,
    file: Arc<str>,
    limits: Limits,
    book: Book,
    sheets: Vec<SheetInfo>,
    kept_bytes: u64,
}

enum Book {
    Xlsx(XlsxBook),
    Xlsb(Box<Xlsb<FileReader>>),
    Xls(Box<Xls<FileReader>>),
    Ods {
        book: Box<Ods<FileReader>>,
        is_1904: bool,
    },
}

impl Workbook {
    /// Opens an xlsx, xlsm, xlsb or ods, whichever the parts inside say it is.
    pub(super) fn open_package(input: &Input, limits: &Limits) -> Result<Self, Trouble> {
        let place = Place::file(input.name.as_str());
        let package = limit::inspect(&input.path, &place, limits)?;
        let book = match package.kind {
            PackageKind::Xlsx => Book::Xlsx(XlsxBook::open(&input.path)?),
            PackageKind::Xlsb => Book::Xlsb(Box::new(open(input)?)),
            PackageKind::Ods => Book::Ods {
                book: Box::new(open(input)?),
                is_1904: package.is_1904,
            },
        };
        Ok(Self::new(input, limits, book, package.kept_bytes))
    }

    /// Opens an xls; a protected xlsx is also kept in this form and cannot be read.
    pub(super) fn open_compound(input: &Input, limits: &Limits) -> Result<Self, Trouble> {
        if input.extension() != "xls" {
            // calamine finds the encrypted package inside.
            open::<Xlsx<FileReader>>(input)?;
        }
        limit::inspect_compound(&input.path, &Place::file(input.name.as_str()))?;
        let book = Book::Xls(Box::new(open(input)?));
        Ok(Self::new(input, limits, book, u64::MAX))
    }

    fn new(input: &Input, limits: &Limits, book: Book, kept_bytes: u64) -> Self {
        let listed = match &book {
            Book::Xlsx(book) => book.sheets().to_vec(),
            Book::Xlsb(book) => listed(book.as_ref()),
            Book::Xls(book) => listed(book.as_ref()),
            Book::Ods { book, .. } => listed(book.as_ref()),
        };
        let sheets = (0..)
            .zip(listed)
            .filter(|(_, (_, kind))| *kind == SheetType::WorkSheet)
            .map(|(position, (name, _))| SheetInfo {
                name,
                position,
                bytes: match &book {
                    Book::Xlsx(book) => book.sheet_bytes(position as usize),
                    _ => 0,
                },
            })
            .collect();
        Self {
            path: input.path.clone(),
            file: input.name.as_str().into(),
            limits: limits.clone(),
            book,
            sheets,
            kept_bytes,
        }
    }

    pub(super) fn sheets(&self) -> &[SheetInfo] {
        &self.sheets
    }

    pub(super) fn place(&self, sheet: usize) -> Place {
        let info = &self.sheets[sheet];
        Place {
            sheet: Some(info.name.as_str().into()),
            sheet_no: info.position,
            ..Place::file(self.file.clone())
        }
    }

    pub(super) fn is_1904(&self) -> bool {
        match &self.book {
            Book::Xlsx(book) => book.is_1904(),
            Book::Xlsb(book) => book.has_1904_epoch(),
            Book::Xls(book) => book.has_1904_epoch(),
            // Dates are ISO text there; the system is that of bare numbers.
            Book::Ods { is_1904, .. } => *is_1904,
        }
    }

    pub(super) fn is_cheap_to_open(&self) -> bool {
        self.kept_bytes <= CHEAP_BYTES_MAX
    }

    /// The same workbook for another thread, when all that its sheets share is held once.
    pub(super) fn again(&self) -> Option<Self> {
        let Book::Xlsx(book) = &self.book else {
            return None;
        };
        book.is_scanned().then(|| Self {
            path: self.path.clone(),
            file: self.file.clone(),
            limits: self.limits.clone(),
            book: Book::Xlsx(book.clone()),
            sheets: self.sheets.clone(),
            kept_bytes: self.kept_bytes,
        })
    }

    pub(super) fn decisions(&self) -> Vec<(&'static str, String)> {
        let format = match &self.book {
            Book::Xlsx(_) => "xlsx",
            Book::Xlsb(_) => "xlsb",
            Book::Xls(_) => "xls",
            Book::Ods { .. } => "ods",
        };
        let system = if self.is_1904() { "1904" } else { "1900" };
        vec![
            ("format", format.to_owned()),
            ("date system", system.to_owned()),
        ]
    }

    /// Streams a sheet; says why it was read by the general reader, when another one was tried.
    pub(super) fn read(
        &mut self,
        sheet: usize,
        visitor: &mut dyn Visitor,
    ) -> Result<Option<&'static str>, Trouble> {
        let place = self.place(sheet);
        let info = &self.sheets[sheet];
        if let Book::Xlsx(book) = &self.book {
            return book.read(info.position as usize, place, &self.limits, visitor);
        }
        let mut show = Show {
            place,
            path: &self.path,
            limits: &self.limits,
            visitor,
            last: None,
        };
        match &mut self.book {
            Book::Xlsx(_) => Ok(()),
            Book::Xlsb(book) => read_xlsb(book, &info.name, &mut show),
            Book::Xls(book) => read_range(book.as_mut(), &info.name, &mut show),
            Book::Ods { book, .. } => read_range(book.as_mut(), &info.name, &mut show),
        }?;
        Ok(None)
    }
}

fn listed<R: Reader<FileReader>>(book: &R) -> Vec<(String, SheetType)> {
    let sheets = book.sheets_metadata().iter();
    sheets
        .map(|sheet| (sheet.name.clone(), sheet.typ))
        .collect()
}

fn open<R>(input: &Input) -> Result<R, Trouble>
where
    R: Reader<FileReader>,
    R::Error: StdError + Send + Sync + 'static,
{
    open_by_library(&input.path)
}

/// Opens a workbook; a panic in the library is a damaged file.
pub(super) fn open_by_library<R>(path: &Path) -> Result<R, Trouble>
where
    R: Reader<FileReader>,
    R::Error: StdError + Send + Sync + 'static,
{
    let file = File::open(path).map_err(|error| Error::io(path, "cannot be opened", error))?;
    match guarded(|| R::new(BufReader::new(file))) {
        Some(Ok(book)) => Ok(book),
        Some(Err(error)) => Err(as_trouble(path, error.into())),
        None => Err(Trouble::damaged(path, None)),
    }
}

/// A library's error with the file it stands for.
fn as_trouble(path: &Path, error: Box<dyn StdError + Send + Sync>) -> Trouble {
    let protected = matches!(error.downcast_ref(), Some(XlsxError::Password))
        || matches!(error.downcast_ref(), Some(XlsbError::Password))
        || matches!(error.downcast_ref(), Some(XlsError::Password))
        || matches!(error.downcast_ref(), Some(OdsError::Password));
    if protected {
        let error = Error::file(path, "is protected with a password")
            .hint("open it in Excel, remove the password under File > Info, and save it");
        return error.into();
    }
    Trouble::damaged(path, Some(error))
}
