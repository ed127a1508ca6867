//! The frame of a workbook: its sheets with their parts, its styles, its date system.
//!
//! calamine stays the one judge of all that, without reading what is long: it is given a copy of the
//! package in memory that has the small parts as they are, and in place of each sheet and of the
//! shared texts a probe. What it finds in a probe tells which part it took it from, and which styles
//! it takes for dates.

use std::fs::File;
use std::io::{BufReader, Cursor, Read, Write};
use std::path::Path;

use calamine::{DataRef, Reader, SheetType, Xlsx};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

use super::super::guard::guarded;
use super::cursor::Stop;

/// A sheet of a workbook.
#[derive(Debug)]
pub(super) struct FrameSheet {
    pub(super) name: String,
    pub(super) kind: SheetType,
    /// The index of its part in the archive; none when it cannot be told.
    pub(super) part: Option<usize>,
    /// Unpacked bytes of its part.
    pub(super) bytes: u64,
}

/// What is known of a workbook without its cells.
#[derive(Debug)]
pub(super) struct Frame {
    pub(super) sheets: Vec<FrameSheet>,
    /// The index of the part with the shared texts.
    pub(super) shared_texts: Option<usize>,
    /// By style, whether numbers are shown as dates or times.
    pub(super) moments: Vec<bool>,
    pub(super) is_1904: bool,
}

/// A part this long is no frame.
const FRAME_PART_BYTES_MAX: u64 = 16 << 20;

/// All probes together.
const PROBE_BYTES_MAX: usize = 32 << 20;

const UNUSUAL: Stop = Stop::Outside("an unusual package");

type Probe = Xlsx<Cursor<Vec<u8>>>;

impl Frame {
    /// Finds out about the workbook in this file.
    pub(super) fn read(path: &Path) -> Result<Self, Stop> {
        let (package, sizes) = guarded(|| probes(path)).flatten().ok_or(UNUSUAL)?;
        let opened = guarded(|| Probe::new(Cursor::new(package)));
        let mut book = opened.and_then(Result::ok).ok_or(UNUSUAL)?;
        let frame = guarded(|| Self::of(&mut book, &sizes));
        frame.flatten().ok_or(UNUSUAL)
    }

    fn of(book: &mut Probe, sizes: &[u64]) -> Option<Self> {
        let mut frame = Self {
            sheets: Vec::new(),
            shared_texts: None,
            moments: Vec::new(),
            is_1904: book.has_1904_epoch(),
        };
        let listed: Vec<_> = book.sheets_metadata().to_vec();
        for (index, sheet) in listed.iter().enumerate() {
            // The library finds a sheet by its name, and so the first of two.
            let is_second = listed[..index].iter().any(|other| other.name == sheet.name);
            let part = match sheet.typ {
                SheetType::WorkSheet if !is_second => frame.look(book, &sheet.name),
                _ => None,
            };
            frame.sheets.push(FrameSheet {
                name: sheet.name.clone(),
                kind: sheet.typ,
                part,
                bytes: part.map_or(0, |part| sizes[part]),
            });
        }
        let is_known = frame.sheets.iter().any(|sheet| sheet.part.is_some());
        is_known.then_some(frame)
    }

    /// Reads the probe of a sheet, and says which part it stands for.
    fn look(&mut self, book: &mut Probe, name: &str) -> Option<usize> {
        let mut reader = book.worksheet_cells_reader(name).ok()?;
        let styles = reader.styles().len();
        let DataRef::Float(part) = *reader.next_cell().ok()??.get_value() else {
            return None;
        };
        let mut moments = Vec::with_capacity(styles);
        while moments.len() < styles {
            let cell = reader.next_cell().ok()??;
            moments.push(matches!(cell.get_value(), DataRef::DateTime(_)));
        }
        self.moments = moments;
        // Behind the styles a cell with the first shared text, which is an error without any.
        while let Ok(Some(cell)) = reader.next_cell() {
            if let DataRef::SharedString(text) = cell.get_value() {
                self.shared_texts = text.parse().ok();
            }
        }
        Some(part as usize)
    }
}

/// The package with probes in place of what is long, and the unpacked bytes of each part.
fn probes(path: &Path) -> Option<(Vec<u8>, Vec<u64>)> {
    let mut archive = ZipArchive::new(BufReader::new(File::open(path).ok()?)).ok()?;
    let (mut parts, mut sizes) = (Vec::new(), Vec::new());
    let mut styles = 0;
    for index in 0..archive.len() {
        let mut part = archive.by_index(index).ok()?;
        let kind = PartKind::of(&part.name().ok()?.replace('\\', "/").to_ascii_lowercase());
        if matches!(kind, PartKind::Frame | PartKind::Styles) && part.size() > FRAME_PART_BYTES_MAX
        {
            return None;
        }
        if kind == PartKind::Styles {
            let mut content = Vec::new();
            part.read_to_end(&mut content).ok()?;
            styles += memchr::memmem::find_iter(&content, b"xf").count();
        }
        parts.push(kind);
        sizes.push(part.size());
    }
    let sheets = parts
        .iter()
        .filter(|kind| **kind == PartKind::Sheet)
        .count();
    let cells = style_cells(styles);
    if sheets * cells.len() > PROBE_BYTES_MAX {
        return None;
    }
    let mut package = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    for (index, kind) in parts.into_iter().enumerate() {
        let part = archive.by_index_raw(index).ok()?;
        let content = match kind {
            PartKind::Other => continue,
            PartKind::Frame | PartKind::Styles => {
                package.raw_copy_file(part).ok()?;
                continue;
            }
            PartKind::SharedTexts => format!("<sst><si><t>{index}</t></si></sst>"),
            PartKind::Sheet => format!(
                "<worksheet><sheetData><row><c><v>{index}</v></c>{cells}</row></sheetData></worksheet>"
            ),
        };
        package
            .start_file(part.name().ok()?.into_owned(), options)
            .ok()?;
        package.write_all(content.as_bytes()).ok()?;
    }
    Some((package.finish().ok()?.into_inner(), sizes))
}

/// A cell of each style, and one with a shared text.
fn style_cells(styles: usize) -> String {
    use std::fmt::Write as _;
    let mut cells = String::new();
    for style in 0..styles {
        // Writing to a String cannot fail.
        let _ = write!(cells, "<c s=\"{style}\"><v>1</v></c>");
    }
    cells.push_str("<c t=\"s\"><v>0</v></c>");
    cells
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum PartKind {
    Frame,
    Styles,
    SharedTexts,
    Sheet,
    Other,
}

impl PartKind {
    /// By its name in lower case.
    fn of(name: &str) -> Self {
        let (folder, file) = name.rsplit_once('/').unwrap_or(("", name));
        let (stem, extension) = file.rsplit_once('.').unwrap_or((file, ""));
        match (stem, extension) {
            ("sharedstrings", "xml") => Self::SharedTexts,
            ("styles", "xml") => Self::Styles,
            (_, "xml") if folder.ends_with("worksheets") => Self::Sheet,
            (_, "xml") if stem.starts_with("workbook") => Self::Frame,
            (_, "rels") if !folder.ends_with("worksheets/_rels") => Self::Frame,
            _ => Self::Other,
        }
    }
}
