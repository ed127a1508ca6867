//! `check --annotate`: the findings as a workbook with links, and every input again with what is
//! wrong with it, to be corrected there and put back into the inbox.
//!
//! Everything is written beside its place and renamed. The folder is segbook's own, but nothing in it
//! is replaced except the files that are written again, nor removed except copies that it wrote of
//! inputs that are gone; and none of them after somebody has changed it.

mod cells;
mod earlier;
mod remarks;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use crate::config::Settings;
use crate::decode::{InputRecord, open_again};
use crate::error::{Error, Result};
use crate::finding::{Finding, Findings};
use crate::read::{Source, Trouble};
use crate::write::{AnnotatedCsv, AnnotatedWorkbook, Written, anchor, write_linked_findings};

use super::report::Report;
use cells::{CopiedCells, CopiedLines, Extent};
use earlier::Earlier;
use remarks::{line_remarks, sheet_remarks};

/// The folder below the results.
const FOLDER: &str = "check";

/// The workbook with all findings.
const FINDINGS_FILE: &str = "findings.xlsx";

/// Why a copy stays as it is.
const CHANGED: &str = "you have changed the last one: put it into the inbox, or delete it";

/// What `check --annotate` left.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Annotated {
    /// The folder.
    pub folder: PathBuf,
    /// Its files, relative to the folder: the findings, then the copies in the order of the inputs.
    pub files: Vec<Written>,
    /// Inputs of which there is no copy, and why.
    pub not_copied: Vec<(String, &'static str)>,
}

/// Writes findings and copies.
///
/// # Errors
/// Whatever the operating system refuses. An input that cannot be copied is no error but listed.
pub fn annotate(report: &Report, settings: &Settings) -> Result<Annotated> {
    let folder = settings.output.folder.join(FOLDER);
    let temporary = folder.join(format!(".{}.tmp", std::process::id()));
    let written = Copies::new(&report.findings, settings, &temporary).write(&report.inputs);
    let placed = written.and_then(|mut copies| {
        let earlier = Earlier::read(&folder);
        let inputs = report.inputs.iter().map(|input| input.sha256.as_str());
        let inputs: BTreeSet<&str> = inputs.collect();
        let is_kept =
            |file: &Written| file.path != FINDINGS_FILE && earlier.is_changed(&file.path, &inputs);
        let (kept, files): (Vec<Written>, _) = copies.files.into_iter().partition(is_kept);
        copies.files = files;
        let not_copied = kept.into_iter().map(|file| (file.path, CHANGED));
        copies.not_copied.extend(not_copied);
        for file in &copies.files {
            place(&temporary.join(&file.path), &folder.join(&file.path))?;
        }
        earlier.replace(&copies.files)?;
        Ok(Annotated {
            folder,
            files: copies.files,
            not_copied: copies.not_copied,
        })
    });
    // Empty by now, or not wanted any more; what cannot be removed does no harm.
    let _ = fs::remove_dir_all(&temporary);
    placed
}

/// Gives a finished file its place.
fn place(from: &Path, to: &Path) -> Result<()> {
    let parent = to.parent().unwrap_or(Path::new("."));
    fs::create_dir_all(parent).map_err(|error| Error::io(parent, "cannot be created", error))?;
    fs::rename(from, to).map_err(|error| {
        Error::io(to, "cannot be written", error).hint("close it in Excel and try again")
    })
}

struct Copies<'a> {
    settings: &'a Settings,
    temporary: &'a Path,
    all: &'a Findings,
    by_file: BTreeMap<&'a str, Vec<&'a Finding>>,
    /// The names of copies, in lower case: no two may be the same file, on any system.
    taken: BTreeSet<String>,
    files: Vec<Written>,
    not_copied: Vec<(String, &'static str)>,
}

/// Why a file is not copied, or what stopped the command.
enum Obstacle {
    NotCopied(&'static str),
    Stop(Error),
}

impl From<Error> for Obstacle {
    fn from(error: Error) -> Self {
        Self::Stop(error)
    }
}

impl From<Trouble> for Obstacle {
    fn from(_: Trouble) -> Self {
        Self::NotCopied("it can only be read in part: a copy would lose the rest")
    }
}

impl<'a> Copies<'a> {
    fn new(all: &'a Findings, settings: &'a Settings, temporary: &'a Path) -> Self {
        let mut by_file: BTreeMap<&str, Vec<&Finding>> = BTreeMap::new();
        for finding in all {
            by_file
                .entry(&finding.place.file)
                .or_default()
                .push(finding);
        }
        Self {
            settings,
            temporary,
            all,
            by_file,
            taken: BTreeSet::from([FINDINGS_FILE.to_owned()]),
            files: Vec::new(),
            not_copied: Vec::new(),
        }
    }

    fn write(mut self, inputs: &[InputRecord]) -> Result<Self> {
        let mut targets: BTreeMap<&str, String> = BTreeMap::new();
        // An input that could not be read has no sheets.
        for input in inputs.iter().filter(|input| !input.sheets.is_empty()) {
            let copied = self.copy(input);
            match copied {
                Ok(Some(written)) => {
                    targets.insert(&input.name, written.path.clone());
                    self.files.push(written);
                }
                Ok(None) => {}
                Err(Obstacle::NotCopied(why)) => self.not_copied.push((input.name.clone(), why)),
                Err(Obstacle::Stop(error)) => return Err(error),
            }
        }
        let link = |finding: &Finding| {
            let target = targets.get(&*finding.place.file)?;
            // A link would take it for the place within the file.
            if target.contains('#') {
                return None;
            }
            let sheet = finding.place.sheet.as_deref();
            let at = sheet.and_then(|sheet| anchor(sheet, &finding.place));
            let at = at.map_or_else(String::new, |at| format!("#{at}"));
            // As the library writes it; the link itself is relative.
            Some(format!("file:///{target}{at}"))
        };
        let findings: Vec<&Finding> = self.all.iter().collect();
        let written = write_linked_findings(
            &self.temporary.join(FINDINGS_FILE),
            FINDINGS_FILE.to_owned(),
            self.settings.date,
            &findings,
            &link,
        )?;
        self.files.insert(0, written);
        Ok(self)
    }

    /// The name of a copy: that of the input where it may be kept. Other workbooks become xlsx
    /// files, and say so.
    fn target(&mut self, name: &str, is_workbook: bool) -> String {
        let path = Path::new(name);
        let extension = path.extension().unwrap_or_default().to_string_lossy();
        let wanted = if is_workbook && !extension.eq_ignore_ascii_case("xlsx") {
            format!("{name}.xlsx")
        } else {
            name.to_owned()
        };
        let (stem, extension) = wanted.rsplit_once('.').unwrap_or((&wanted, "xlsx"));
        let candidates = (2..).map(|number| format!("{stem} ({number}).{extension}"));
        let free = std::iter::once(wanted.clone())
            .chain(candidates)
            .find(|name| !self.taken.contains(&name.to_lowercase()))
            .expect("numbers do not end");
        self.taken.insert(free.to_lowercase());
        free
    }

    fn copy(&mut self, input: &InputRecord) -> Result<Option<Written>, Obstacle> {
        let findings = self.by_file.get(input.name.as_str()).cloned();
        let findings = findings.unwrap_or_default();
        let mut source = open_again(input, &self.settings.input, &self.settings.limits)?;
        match source.dialect() {
            None => self.copy_workbook(input, &mut source, &findings).map(Some),
            // A delimited file that is no table was not read: there is nothing to say about it.
            Some(_) if input.sheets[0].caption_row.is_none() => Ok(None),
            Some(dialect) => {
                let target = self.target(&input.name, false);
                let file = self.temporary.join(&target);
                let delimiter = dialect.delimiter;
                let out = AnnotatedCsv::new(&file, delimiter, dialect.has_separator_line)?;
                let caption_row = input.sheets[0].caption_row.map(|row| row - 1);
                let mut lines = CopiedLines::new(out, line_remarks(&findings), caption_row);
                source.read(0, &mut lines)?;
                lines.save(target).map(Some)
            }
        }
    }

    fn copy_workbook(
        &mut self,
        input: &InputRecord,
        source: &mut Source,
        findings: &[&Finding],
    ) -> Result<Written, Obstacle> {
        // What is wanted of each sheet must be known before its first cell is written.
        let mut sheets = Vec::new();
        for (index, info) in source.sheets().to_vec().into_iter().enumerate() {
            let record = input
                .sheets
                .iter()
                .find(|sheet| sheet.position == info.position);
            let mut extent = Extent::new(record);
            source.read(index, &mut extent)?;
            if extent.is_list_of_findings(&info.name) {
                continue;
            }
            if !extent.fits() {
                return Err(Obstacle::NotCopied("a sheet of Excel cannot hold it"));
            }
            let remarks = sheet_remarks(findings, info.position, record, &extent);
            sheets.push((index, info, extent, remarks));
        }
        let target = self.target(&input.name, true);
        let names: Vec<&str> = sheets
            .iter()
            .map(|(_, info, ..)| info.name.as_str())
            .collect();
        let sheet_of = |finding: &Finding| {
            finding.place.sheet.as_ref()?;
            sheets
                .iter()
                .position(|(_, info, ..)| info.position == finding.place.sheet_no)
        };
        let file = self.temporary.join(&target);
        let date = self.settings.date;
        let mut copy = AnnotatedWorkbook::new(&file, date, &names, findings, &sheet_of)?;
        for (at, (index, _, extent, remarks)) in sheets.iter().enumerate() {
            let is_1904 = source.is_1904();
            let mut cells = CopiedCells::new(copy.sheet(at, remarks)?, extent, remarks, is_1904);
            source.read(*index, &mut cells)?;
            cells.finish()?;
        }
        Ok(copy.save(target)?)
    }
}
