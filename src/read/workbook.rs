//! Workbooks through calamine: xlsx and xlsb cell by cell, xls and ods by their ranges.

use std::collections::BTreeMap;
use std::error::Error as StdError;
use std::fs::File;
use std::io::BufReader;
use std::path::PathBuf;
use std::sync::Arc;

use calamine::{
    CellErrorType, Data, DataRef, Ods, OdsError, Reader, SheetType, Xls, XlsError, Xlsb, XlsbError,
    Xlsx, XlsxError,
};

use crate::config::Limits;
use crate::error::Error;
use crate::finding::Finding;
use crate::finding::code::decoding;
use crate::place::Place;

use super::guard::guarded;
use super::limit::{self, PackageKind};
use super::{Cell, Content, Flow, Input, SheetInfo, Trouble, Visitor};

/// Above this much text in memory, a workbook is not opened once for each of its sheets.
const CHEAP_BYTES_MAX: u64 = 8 << 20;

type FileReader = BufReader<File>;

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
    Xlsx(Box<Xlsx<FileReader>>),
    Xlsb(Box<Xlsb<FileReader>>),
    Xls(Box<Xls<FileReader>>),
    Ods(Box<Ods<FileReader>>),
}

impl Workbook {
    /// Opens an xlsx, xlsm, xlsb or ods, whichever the parts inside say it is.
    pub(super) fn open_package(input: &Input, limits: &Limits) -> Result<Self, Trouble> {
        let place = Place::file(input.name.as_str());
        let package = limit::inspect(&input.path, &place, limits)?;
        let book = match package.kind {
            PackageKind::Xlsx => Book::Xlsx(Box::new(open(input)?)),
            PackageKind::Xlsb => Book::Xlsb(Box::new(open(input)?)),
            PackageKind::Ods => Book::Ods(Box::new(open(input)?)),
        };
        Ok(Self::new(input, limits, book, package.kept_bytes))
    }

    /// Opens an xls; a protected xlsx is also kept in this form and cannot be read.
    pub(super) fn open_compound(input: &Input, limits: &Limits) -> Result<Self, Trouble> {
        if input.extension() != "xls" {
            // calamine finds the encrypted package inside.
            open::<Xlsx<FileReader>>(input)?;
        }
        let book = Book::Xls(Box::new(open(input)?));
        Ok(Self::new(input, limits, book, u64::MAX))
    }

    fn new(input: &Input, limits: &Limits, book: Book, kept_bytes: u64) -> Self {
        let listed = match &book {
            Book::Xlsx(book) => book.sheets_metadata(),
            Book::Xlsb(book) => book.sheets_metadata(),
            Book::Xls(book) => book.sheets_metadata(),
            Book::Ods(book) => book.sheets_metadata(),
        };
        let sheets = (0..)
            .zip(listed)
            .filter(|(_, sheet)| sheet.typ == SheetType::WorkSheet)
            .map(|(position, sheet)| SheetInfo {
                name: sheet.name.clone(),
                position,
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
            Book::Xlsx(book) => book.has_1904_epoch(),
            Book::Xlsb(book) => book.has_1904_epoch(),
            Book::Xls(book) => book.has_1904_epoch(),
            // Dates are ISO text there.
            Book::Ods(_) => false,
        }
    }

    pub(super) fn is_cheap_to_open(&self) -> bool {
        self.kept_bytes <= CHEAP_BYTES_MAX
    }

    pub(super) fn decisions(&self) -> Vec<(&'static str, String)> {
        let format = match &self.book {
            Book::Xlsx(_) => "xlsx",
            Book::Xlsb(_) => "xlsb",
            Book::Xls(_) => "xls",
            Book::Ods(_) => "ods",
        };
        let system = if self.is_1904() { "1904" } else { "1900" };
        vec![
            ("format", format.to_owned()),
            ("date system", system.to_owned()),
        ]
    }

    pub(super) fn read(&mut self, sheet: usize, visitor: &mut dyn Visitor) -> Result<(), Trouble> {
        let name = self.sheets[sheet].name.clone();
        let mut show = Show {
            place: self.place(sheet),
            path: &self.path,
            limits: &self.limits,
            visitor,
        };
        match &mut self.book {
            Book::Xlsx(book) => read_xlsx(book, &name, &mut show),
            Book::Xlsb(book) => read_xlsb(book, &name, &mut show),
            Book::Xls(book) => read_range(book.as_mut(), &name, &mut show),
            Book::Ods(book) => read_range(book.as_mut(), &name, &mut show),
        }
    }
}

/// Opens a workbook; a panic in the library is a damaged file.
fn open<R>(input: &Input) -> Result<R, Trouble>
where
    R: Reader<FileReader>,
    R::Error: StdError + Send + Sync + 'static,
{
    let path = &input.path;
    let file = File::open(path).map_err(|error| Error::io(path, "cannot be opened", error))?;
    match guarded(|| R::new(BufReader::new(file))) {
        Some(Ok(book)) => Ok(book),
        Some(Err(error)) => Err(as_trouble(path, error.into())),
        None => Err(Trouble::damaged(path, None)),
    }
}

/// A library's error with the file it stands for.
fn as_trouble(path: &std::path::Path, error: Box<dyn StdError + Send + Sync>) -> Trouble {
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

/// Where cells go, with the limits that they must keep.
struct Show<'a> {
    place: Place,
    path: &'a std::path::Path,
    limits: &'a Limits,
    visitor: &'a mut dyn Visitor,
}

impl Show<'_> {
    /// Passes one cell on, unless it is empty or beyond a limit.
    fn cell(&mut self, (row, column): (u32, u32), cell: Cell<'_>) -> Result<Flow, Trouble> {
        let length = match cell.content {
            Content::Text { text: "", .. } => return Ok(Flow::Continue(())),
            // Bytes are no fewer than characters: only long texts are counted.
            Content::Text { text, .. } if text.len() > self.limits.cell_characters_max => {
                text.chars().count()
            }
            _ => 0,
        };
        match limit::passed(&self.place, row, column, length, self.limits) {
            Some(finding) => Err(finding.into()),
            None => Ok(self.visitor.cell(row, column, cell)),
        }
    }

    fn damaged(&self, error: Option<Box<dyn StdError + Send + Sync>>) -> Trouble {
        let mut cause = format!("sheet {}", self.place.spot());
        if let Some(error) = error {
            cause = format!("{cause}: {error}");
        }
        Trouble::damaged(self.path, Some(cause.into()))
    }
}

fn read_xlsx(book: &mut Xlsx<FileReader>, name: &str, show: &mut Show<'_>) -> Result<(), Trouble> {
    let mut reader = match guarded(|| book.worksheet_cells_reader(name)) {
        Some(Ok(reader)) => reader,
        // A chart or macro sheet has no cells.
        Some(Err(XlsxError::NotAWorksheet(_))) => return Ok(()),
        Some(Err(error)) => return Err(show.damaged(Some(error.into()))),
        None => return Err(show.damaged(None)),
    };
    let mut last_row = 0;
    loop {
        // The record with metadata costs no more than the plain cell where there is no formula.
        let cell = match guarded(|| reader.next_cell_with_formula_metadata()) {
            Some(Ok(Some(cell))) => cell,
            Some(Ok(None)) => return Ok(()),
            // One of Excel's newer error values, such as #SPILL!; the library does not say where.
            Some(Err(XlsxError::CellError(value))) => {
                return Err(new_error_value(&show.place, last_row, &value).into());
            }
            Some(Err(error)) => return Err(show.damaged(Some(error.into()))),
            None => return Err(show.damaged(None)),
        };
        last_row = cell.pos.0;
        let Some(content) = streamed(&cell.value) else {
            continue;
        };
        let is_formula = cell.formula.is_some();
        let flow = show.cell(
            cell.pos,
            Cell {
                content,
                is_formula,
            },
        )?;
        if flow.is_break() {
            return Ok(());
        }
    }
}

fn new_error_value(sheet: &Place, last_row: u32, value: &str) -> Finding {
    let place = Place {
        row: Some(last_row),
        ..sheet.clone()
    };
    Finding::new(
        &decoding::D015,
        place,
        format!("the error value \"{value}\" in this row or the next with values"),
        "a value",
        "correct the formula, or paste its values",
    )
}

fn read_xlsb(book: &mut Xlsb<FileReader>, name: &str, show: &mut Show<'_>) -> Result<(), Trouble> {
    let formulas = first_formulas(book, name);
    let mut reader = match guarded(|| book.worksheet_cells_reader(name)) {
        Some(Ok(reader)) => reader,
        Some(Err(error)) => return Err(show.damaged(Some(error.into()))),
        None => return Err(show.damaged(None)),
    };
    loop {
        let cell = match guarded(|| reader.next_cell()) {
            Some(Ok(Some(cell))) => cell,
            Some(Ok(None)) => return Ok(()),
            Some(Err(error)) => return Err(show.damaged(Some(error.into()))),
            None => return Err(show.damaged(None)),
        };
        let Some(content) = streamed(cell.get_value()) else {
            continue;
        };
        let (row, column) = cell.get_position();
        let is_formula = formulas.get(&column) == Some(&row);
        let flow = show.cell(
            (row, column),
            Cell {
                content,
                is_formula,
            },
        )?;
        if flow.is_break() {
            return Ok(());
        }
    }
}

/// The first formula of each column: an xlsb shows values and formulas in separate passes, and one
/// notice a column needs no more. Formulas that the library does not know end the search.
fn first_formulas(book: &mut Xlsb<FileReader>, name: &str) -> BTreeMap<u32, u32> {
    let mut first = BTreeMap::new();
    let Some(Ok(mut reader)) = guarded(|| book.worksheet_cells_reader(name)) else {
        return first;
    };
    while let Some(Ok(Some(cell))) = guarded(|| reader.next_formula()) {
        let (row, column) = cell.get_position();
        first.entry(column).or_insert(row);
    }
    first
}

/// Reads a sheet of a format that the library holds as a whole.
fn read_range<R>(book: &mut R, name: &str, show: &mut Show<'_>) -> Result<(), Trouble>
where
    R: Reader<FileReader>,
    R::Error: StdError + Send + Sync + 'static,
{
    let range = match guarded(|| book.worksheet_range(name)) {
        Some(Ok(range)) => range,
        Some(Err(error)) => return Err(show.damaged(Some(error.into()))),
        None => return Err(show.damaged(None)),
    };
    // Without formulas the values are still right, so trouble with them is left alone.
    let formulas = match guarded(|| book.worksheet_formula(name)) {
        Some(Ok(formulas)) => formulas,
        _ => calamine::Range::empty(),
    };
    let (first_row, first_column) = range.start().unwrap_or((0, 0));
    for (row, column, value) in range.used_cells() {
        let position = (first_row + row as u32, first_column + column as u32);
        let Some(content) = held(value) else {
            continue;
        };
        let is_formula = formulas
            .get_value(position)
            .is_some_and(|formula| !formula.is_empty());
        if show
            .cell(
                position,
                Cell {
                    content,
                    is_formula,
                },
            )?
            .is_break()
        {
            break;
        }
    }
    Ok(())
}

/// A value of the library as a cell of ours; none when it is empty.
macro_rules! content {
    ($value:expr, $kind:ident $(, $shared:pat => $text:expr)?) => {
        match $value {
            $kind::Empty => None,
            $kind::Int(number) => Some(Content::Number(*number as f64)),
            $kind::Float(number) => Some(Content::Number(*number)),
            $kind::String(text) => Some(Content::Text { text, shared: None }),
            $($shared => Some(Content::Text { text: $text, shared: None }),)?
            $kind::Bool(value) => Some(Content::Boolean(*value)),
            $kind::DateTime(moment) => Some(Content::Moment(moment.as_f64())),
            $kind::DateTimeIso(text) | $kind::DurationIso(text) => Some(Content::Iso(text)),
            $kind::Error(error) => Some(Content::Error(error_name(error))),
        }
    };
}

fn streamed<'a>(value: &'a DataRef<'_>) -> Option<Content<'a>> {
    content!(value, DataRef, DataRef::SharedString(text) => text)
}

fn held(value: &Data) -> Option<Content<'_>> {
    content!(value, Data)
}

/// An error value as Excel shows it.
fn error_name(error: &CellErrorType) -> &'static str {
    match error {
        CellErrorType::Div0 => "#DIV/0!",
        CellErrorType::NA => "#N/A",
        CellErrorType::Name => "#NAME?",
        CellErrorType::Null => "#NULL!",
        CellErrorType::Num => "#NUM!",
        CellErrorType::Ref => "#REF!",
        CellErrorType::Value => "#VALUE!",
        CellErrorType::GettingData => "#GETTING_DATA",
    }
}
