//! Limits on what is read: passing one is a finding, never a full memory.

use std::fs::File;
use std::io::{BufReader, Read};
use std::path::Path;

use zip::ZipArchive;
use zip::read::ZipFile;

use crate::config::Limits;
use crate::error::Error;
use crate::finding::Finding;
use crate::finding::code::reading;
use crate::place::Place;

use super::Trouble;
use super::guard::guarded;
use super::ods_census::{self, Counted};
use super::xls_census::{self, Census};

/// What the sheets of an xls or ods file may take in memory: the library holds them as a whole. A
/// full sheet of an xls, 65,536 rows of 256 columns, just fits.
const HELD_BYTES_MAX: u64 = 1 << 30;

/// A full sheet of an xls takes about so much in the file.
const XLS_BYTES_MAX: u64 = 1 << 28;

/// Unpacked bytes of all parts of a workbook that stay in memory, above all the shared texts.
const KEPT_BYTES_MAX: u64 = 2 << 30;

/// Parts below this size do no harm, however they are packed.
const SMALL_BYTES: u64 = 1 << 26;

/// How many times larger than in the file a part may be. Deflate itself ends at about 1,032.
const RATIO_MAX: u64 = 500;

/// What a workbook is by its first bytes and its parts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum PackageKind {
    Xlsx,
    Xlsb,
    Ods,
}

/// What the directory of a zipped workbook says.
#[derive(Debug)]
pub(super) struct Package {
    pub(super) kind: PackageKind,
    /// Unpacked bytes of the parts that a reader keeps in memory, above all the shared texts.
    pub(super) kept_bytes: u64,
    /// Whether the serial numbers of an ods count from 1904; the other formats tell it elsewhere.
    pub(super) is_1904: bool,
}

/// Looks at the parts of a zipped workbook without reading their content.
///
/// Sizes are taken from the directory. It cannot lie: the zip library stops unpacking a part at the
/// size that the directory gives.
pub(super) fn inspect(path: &Path, place: &Place, limits: &Limits) -> Result<Package, Trouble> {
    let damaged = || Trouble::damaged(path, None);
    let file = File::open(path).map_err(|error| Error::io(path, "cannot be opened", error))?;
    let archive = guarded(|| ZipArchive::new(BufReader::new(file))).ok_or_else(damaged)?;
    let mut archive = archive.map_err(|error| Trouble::damaged(path, Some(error.into())))?;
    let mut package = Package {
        kind: PackageKind::Xlsx,
        kept_bytes: 0,
        is_1904: false,
    };
    for index in 0..archive.len() {
        let opened = guarded(|| archive.by_index(index)).ok_or_else(damaged)?;
        let mut part = opened.map_err(|error| Trouble::damaged(path, Some(error.into())))?;
        let name = String::from_utf8_lossy(part.name_raw()).to_lowercase();
        match name.as_str() {
            "xl/workbook.bin" => package.kind = PackageKind::Xlsb,
            "content.xml" => package.kind = PackageKind::Ods,
            _ => {}
        }
        if !is_read(&name) {
            continue;
        }
        if name.ends_with("sharedstrings.xml") && claims_too_much(&mut part) {
            return Err(Trouble::damaged(path, None));
        }
        let bytes = part.size();
        if bytes > limits.part_bytes_max {
            let most = format!("at most {} bytes", limits.part_bytes_max);
            return Err(too_large(place, &name, bytes, most).into());
        }
        // Rows that are all alike shrink to a hundredth; only traps shrink further.
        if bytes > SMALL_BYTES && bytes / RATIO_MAX > part.compressed_size() {
            let most = format!("at most {RATIO_MAX} times the bytes that it takes in the file");
            return Err(too_large(place, &name, bytes, most).into());
        }
        if !name.contains("/worksheets/") && name != "content.xml" {
            package.kept_bytes = package.kept_bytes.saturating_add(bytes);
            if package.kept_bytes > KEPT_BYTES_MAX {
                let most = format!("at most {KEPT_BYTES_MAX} bytes for all that stays in memory");
                return Err(too_large(place, &name, bytes, most).into());
            }
        }
    }
    if package.kind == PackageKind::Ods {
        let counted = count_ods(&mut archive, path, place)?;
        package.kept_bytes = counted.bytes;
        package.is_1904 = counted.is_1904;
    }
    Ok(package)
}

/// Counts what the cells of an ods file will take: the library holds them all.
fn count_ods(
    archive: &mut ZipArchive<BufReader<File>>,
    path: &Path,
    place: &Place,
) -> Result<Counted, Trouble> {
    let counted = guarded(|| {
        let part = archive.by_name("content.xml")?;
        ods_census::count(&mut BufReader::new(part), HELD_BYTES_MAX)
            .map_err(zip::result::ZipError::Io)
    });
    match counted {
        Some(Ok(counted)) if counted.bytes > HELD_BYTES_MAX => Err(held(place).into()),
        Some(Ok(counted)) => Ok(counted),
        Some(Err(error)) => Err(Trouble::damaged(path, Some(error.into()))),
        None => Err(Trouble::damaged(path, None)),
    }
}

/// Looks through an xls file before the library reads all of it into memory.
pub(super) fn inspect_compound(path: &Path, place: &Place) -> Result<(), Trouble> {
    let cannot = |error| Error::io(path, "cannot be read", error);
    let size = std::fs::metadata(path).map_err(cannot)?.len();
    if size > XLS_BYTES_MAX {
        return Err(held(place).into());
    }
    let bytes = std::fs::read(path).map_err(cannot)?;
    match guarded(|| xls_census::count(&bytes)) {
        Some(Census::Bytes(bytes)) if bytes > HELD_BYTES_MAX => Err(held(place).into()),
        Some(Census::Bytes(_) | Census::NoWorkbook) => Ok(()),
        Some(Census::Damaged) | None => Err(Trouble::damaged(path, None)),
    }
}

/// A workbook that takes more memory than its format is worth.
fn held(place: &Place) -> Finding {
    Finding::new(
        &reading::R016,
        place.clone(),
        "sheets that take more than 1 GB of memory when they are read",
        "sheets whose cells, from the first to the last that is filled, fit into 1 GB",
        "save it as .xlsx, which is read row by row; look for a value far below or beside the data",
    )
}

/// Whether the library reads this part at all; `name` is in lower case.
fn is_read(name: &str) -> bool {
    const LEFT_ALONE: [&str; 3] = ["xl/media/", "xl/drawings/", "xl/vbaproject"];
    let extension = name.rsplit('.').next();
    let is_text = matches!(extension, Some("xml" | "bin" | "rels"));
    let is_left_alone = LEFT_ALONE.iter().any(|start| name.starts_with(start));
    is_text && !is_left_alone
}

/// Whether the shared texts claim to be more than their bytes can hold: the library would make room
/// for all of them at once. The shortest text is `<si/>`. A list that begins far down hides
/// something.
fn claims_too_much(part: &mut ZipFile<'_, BufReader<File>>) -> bool {
    const HEAD_BYTES: u64 = 1 << 16;
    let bytes = part.size();
    let mut head = Vec::new();
    if part.take(HEAD_BYTES).read_to_end(&mut head).is_err() {
        return false;
    }
    let head = String::from_utf8_lossy(&head);
    let is_digit = |c: char| c.is_ascii_digit();
    let mut claims = head.split("uniqueCount").skip(1).map(|rest| {
        let rest = rest.trim_start_matches(|c: char| !is_digit(c) && c != '>' && c != '<');
        let digits = rest.split(|c: char| !is_digit(c)).next().unwrap_or("");
        // Too many digits to be read are too many texts.
        digits.is_empty()
            || digits
                .parse::<u64>()
                .is_ok_and(|texts| texts <= bytes / 5 + 1)
    });
    let is_hidden = bytes > HEAD_BYTES && !head.contains("sst");
    is_hidden || !claims.all(|is_true| is_true)
}

fn too_large(place: &Place, part: &str, bytes: u64, most: String) -> Finding {
    Finding::new(
        &reading::R012,
        place.clone(),
        format!("its part {part} unpacks to {bytes} bytes or more"),
        most,
        "check where the file comes from; split it, or raise [limits] part_bytes_max",
    )
}

/// The finding for a row, column or text beyond the limits; none when it is within.
pub(super) fn passed(
    sheet: &Place,
    row: u32,
    column: u32,
    characters: usize,
    limits: &Limits,
) -> Option<Finding> {
    let place = || sheet.clone().at(row, column);
    if row >= limits.rows_max {
        return Some(Finding::new(
            &reading::R013,
            place(),
            format!("a value in row {}", u64::from(row) + 1),
            format!("at most {} rows", limits.rows_max),
            "split the data over several files, or raise [limits] rows_max",
        ));
    }
    if column >= limits.columns_max {
        return Some(Finding::new(
            &reading::R014,
            place(),
            format!("a value in column {}", u64::from(column) + 1),
            format!("at most {} columns", limits.columns_max),
            "remove what stands beside the data, or raise [limits] columns_max",
        ));
    }
    (characters > limits.cell_characters_max).then(|| {
        Finding::new(
            &reading::R015,
            place(),
            format!("a text of {characters} characters"),
            format!("at most {} characters", limits.cell_characters_max),
            "shorten the text; in a delimited file look for a quote that is not closed",
        )
    })
}
