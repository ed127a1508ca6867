//! Xlsx workbooks by a scanner of our own for the common shape, and by calamine for all others.
//!
//! The scanner finds rows and cells in the unpacked bytes, without an event for every tag: reading a
//! long sheet costs little more than unpacking it. It knows what it knows: at the first thing outside
//! its grammar the part is read by the general reader instead, calamine, so that nothing is ever
//! read in two ways. Cells that were shown by then are not shown again.

mod ahead;
mod cursor;
mod fallback;
mod frame;
mod number;
mod prolog;
mod shared_texts;
mod sheet;
mod tag;
mod text;
mod window;

use std::fs::File;
use std::io::{BufReader, Read};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use calamine::{Reader, SheetType, Xlsx};
use zip::ZipArchive;

use crate::config::Limits;
use crate::place::Place;

use super::guard::guarded;
use super::workbook::{FileReader, open_by_library};
use super::workbook_cells::{Show, read_xlsx};
use super::{Trouble, Visitor};
use ahead::{PART_BYTES_MIN, read_ahead};
use cursor::Stop;
use fallback::Behind;
use frame::Frame;
pub use shared_texts::SharedTexts;
use sheet::{Scanned, Sheet, scan};
use window::Window;

/// The general reader, opened when it is needed. Sheets that need it take turns: it holds all shared
/// texts, and two of it would hold them twice.
type General = Arc<Mutex<Option<Box<Xlsx<FileReader>>>>>;

/// An xlsx workbook.
#[derive(Clone)]
pub(super) struct XlsxBook {
    path: PathBuf,
    /// Or why the workbook as a whole is the general reader's.
    parts: Result<Arc<Parts>, &'static str>,
    general: General,
    sheets: Arc<[(String, SheetType)]>,
    is_1904: bool,
}

/// What all sheets of a scanned workbook refer to.
struct Parts {
    frame: Frame,
    texts: SharedTexts,
}

impl XlsxBook {
    /// Opens a workbook.
    ///
    /// # Errors
    /// The general reader cannot open it either.
    pub(super) fn open(path: &Path) -> Result<Self, Trouble> {
        Self::of(path, Parts::read(path))
    }

    /// Opens a workbook for the general reader alone.
    #[cfg(test)]
    pub(super) fn open_general(path: &Path) -> Result<Self, Trouble> {
        Self::of(path, Err(Stop::Outside("a test")))
    }

    fn of(path: &Path, parts: Result<Parts, Stop>) -> Result<Self, Trouble> {
        let path = path.to_owned();
        match parts {
            Ok(parts) => {
                let sheets = parts.frame.sheets.iter();
                Ok(Self {
                    path,
                    sheets: sheets
                        .map(|sheet| (sheet.name.clone(), sheet.kind))
                        .collect(),
                    is_1904: parts.frame.is_1904,
                    parts: Ok(Arc::new(parts)),
                    general: General::default(),
                })
            }
            Err(stop) => {
                let book: Xlsx<FileReader> = open_by_library(&path)?;
                let sheets = book.sheets_metadata().iter();
                Ok(Self {
                    path,
                    sheets: sheets
                        .map(|sheet| (sheet.name.clone(), sheet.typ))
                        .collect(),
                    is_1904: book.has_1904_epoch(),
                    parts: Err(match stop {
                        Stop::Outside(why) => why,
                        Stop::More => "an early end",
                    }),
                    general: Arc::new(Mutex::new(Some(Box::new(book)))),
                })
            }
        }
    }

    /// Names and kinds of all sheets, in order.
    pub(super) fn sheets(&self) -> &[(String, SheetType)] {
        &self.sheets
    }

    pub(super) fn is_1904(&self) -> bool {
        self.is_1904
    }

    /// Bytes to be read for a sheet, given by its position; 0 when it is the general reader's.
    pub(super) fn sheet_bytes(&self, position: usize) -> u64 {
        let parts = self.parts.as_ref();
        parts.map_or(0, |parts| parts.frame.sheets[position].bytes)
    }

    /// Whether several threads may read its sheets at the same time, each with a clone.
    pub(super) fn is_scanned(&self) -> bool {
        self.parts.is_ok()
    }

    /// Reads a sheet, given by its position among all sheets. Says why it was read by the general
    /// reader, when it was.
    pub(super) fn read(
        &self,
        position: usize,
        place: Place,
        limits: &Limits,
        visitor: &mut dyn Visitor,
    ) -> Result<Option<&'static str>, Trouble> {
        let (why, shown) = match &self.parts {
            Ok(parts) => match parts.scan(&self.path, position, &place, limits, visitor) {
                Scanned::Done => return Ok(None),
                Scanned::Passed(finding) => return Err(Trouble::Finding(finding)),
                Scanned::Outside(why, shown) => (why, shown),
            },
            Err(why) => (*why, 0),
        };
        let mut general = self.general.lock().unwrap_or_else(PoisonError::into_inner);
        let book = match &mut *general {
            Some(book) => book,
            none => none.insert(Box::new(open_by_library(&self.path)?)),
        };
        let mut show = Show {
            place,
            path: &self.path,
            limits,
            visitor: &mut Behind::new(visitor, shown),
            last: None,
        };
        read_xlsx(book, &self.sheets[position].0, &mut show)?;
        Ok(Some(why))
    }
}

impl Parts {
    fn read(path: &Path) -> Result<Self, Stop> {
        let frame = Frame::read(path)?;
        let texts = match frame.shared_texts {
            Some(part) => {
                let texts =
                    guarded(|| read_part(path, part, |part| SharedTexts::read(Window::new(part))));
                texts.ok_or(Stop::Outside("damaged shared texts"))???
            }
            None => SharedTexts::default(),
        };
        Ok(Self { frame, texts })
    }

    fn scan(
        &self,
        path: &Path,
        position: usize,
        place: &Place,
        limits: &Limits,
        visitor: &mut dyn Visitor,
    ) -> Scanned {
        let unusual = Scanned::Outside("an unusual package", 0);
        let Some(part) = self.frame.sheets[position].part else {
            return unusual;
        };
        let sheet = Sheet {
            texts: &self.texts,
            moments: &self.frame.moments,
            limits,
            place,
            visitor,
        };
        read_part(path, part, |part| scan(Window::new(part), sheet)).unwrap_or(unusual)
    }
}

/// Lets `work` read a part: a long one ahead of it, where there is more than one thread to do so.
fn read_part<T>(
    path: &Path,
    part: usize,
    work: impl FnOnce(&mut dyn Read) -> T,
) -> Result<T, Stop> {
    let unusual = Stop::Outside("an unusual package");
    let mut archive = open_archive(path)?;
    let bytes = guarded(|| archive.by_index(part).map(|part| part.size()));
    let bytes = bytes.and_then(Result::ok).ok_or(unusual)?;
    if bytes >= PART_BYTES_MIN && rayon::current_num_threads() > 1 {
        let source = move |then: &mut dyn FnMut(&mut dyn Read)| {
            if let Ok(mut part) = archive.by_index(part) {
                then(&mut part);
            }
        };
        return Ok(read_ahead(source, work));
    }
    let opened = guarded(|| archive.by_index(part)).and_then(Result::ok);
    Ok(work(&mut opened.ok_or(unusual)?))
}

fn open_archive(path: &Path) -> Result<ZipArchive<BufReader<File>>, Stop> {
    let unusual = Stop::Outside("an unusual package");
    let file = File::open(path).map_err(|_| unusual)?;
    let archive = guarded(|| ZipArchive::new(BufReader::new(file)));
    archive.and_then(Result::ok).ok_or(unusual)
}

#[cfg(test)]
mod tests;
