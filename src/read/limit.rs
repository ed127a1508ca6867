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
            return Err(too_large(place, &name, bytes, limits).into());
        }
        if !name.contains("/worksheets/") {
            package.kept_bytes = package.kept_bytes.saturating_add(bytes);
        }
    }
    Ok(package)
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
/// for all of them at once. The shortest text is `<si/>`.
fn claims_too_much(part: &mut ZipFile<'_, BufReader<File>>) -> bool {
    const CLAIM: &str = "uniqueCount=\"";
    let bytes = part.size();
    let mut head = Vec::new();
    if part.take(2048).read_to_end(&mut head).is_err() {
        return false;
    }
    let head = String::from_utf8_lossy(&head);
    let claimed = head.split_once(CLAIM).map(|(_, rest)| rest);
    let claimed = claimed.and_then(|rest| rest.split('"').next()?.parse::<u64>().ok());
    claimed.is_some_and(|texts| texts > bytes / 5 + 1)
}

fn too_large(place: &Place, part: &str, bytes: u64, limits: &Limits) -> Finding {
    Finding::new(
        &reading::R012,
        place.clone(),
        format!("its part {part} unpacks to {bytes} bytes or more"),
        format!("at most {} bytes", limits.part_bytes_max),
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
