//! Where an export goes: written beside its place, made durable, then renamed, so that a file that was
//! exported before stays whole until the new one is.

use std::ffi::OsString;
use std::fs::{self, OpenOptions};
use std::path::{Path, PathBuf};

use crate::config::{OutputFormat, OutputSettings, Settings};
use crate::error::{Error, Result};
use crate::write::Written;

use super::ExportRequest;

/// The name under which a file is written before it gets its own.
pub(super) const STEM: &str = "export";

/// One exported file.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct ExportedFile {
    /// Where it is.
    pub path: PathBuf,
    /// Its SHA-256 in hexadecimal.
    pub sha256: String,
    /// Its size.
    pub bytes: u64,
}

/// The files to be written.
#[derive(Debug)]
pub(super) struct Target {
    folder: PathBuf,
    /// The name without extension.
    stem: OsString,
    output: OutputSettings,
}

impl Target {
    /// Settles folder, name and format.
    pub(super) fn new(request: &ExportRequest, settings: &Settings) -> Result<Self> {
        let mut output = settings.output.clone();
        let Some(to) = &request.to else {
            return Ok(Self {
                folder: settings.output.folder.join("export"),
                stem: request.what.name().into(),
                output,
            });
        };
        let asked = settings.in_force.get("output.format");
        let is_flag = asked.is_some_and(|format| format.origin == "flag");
        let extension = to
            .extension()
            .map(|known| known.to_string_lossy().to_lowercase());
        let by_name = match extension.as_deref() {
            Some("xlsx") => Some(OutputFormat::Xlsx),
            Some("csv") => Some(OutputFormat::Csv),
            None => None,
            Some(_) => {
                return Err(Error::usage(format!(
                    "--to {} is neither a workbook nor a CSV file",
                    to.display()
                ))
                .hint("give it a name that ends with .xlsx or .csv"));
            }
        };
        match by_name {
            Some(format)
                if is_flag && format != output.format && output.format != OutputFormat::Both =>
            {
                return Err(Error::usage(format!(
                    "--to {} does not fit --format {}",
                    to.display(),
                    output.format.name()
                ))
                .hint("leave --format out: the name decides"));
            }
            Some(format) if !(is_flag && output.format == OutputFormat::Both) => {
                output.format = format;
            }
            _ => {}
        }
        let no_name = || {
            Error::usage(format!("--to {} names no file", to.display()))
                .hint("name a file, e.g. --to log.xlsx")
        };
        let target = Self {
            folder: to.parent().unwrap_or(Path::new("")).to_owned(),
            stem: to.file_stem().ok_or_else(no_name)?.to_owned(),
            output,
        };
        target.spare_inputs(&settings.input.paths)?;
        Ok(target)
    }

    /// What people put into the inbox is theirs: nothing in it is written over.
    fn spare_inputs(&self, inputs: &[PathBuf]) -> Result<()> {
        for file in self.files() {
            let Ok(there) = fs::canonicalize(&file) else {
                continue;
            };
            let is_input = |input: &PathBuf| {
                fs::canonicalize(input).is_ok_and(|input| there.starts_with(input))
            };
            if inputs.iter().any(is_input) {
                return Err(Error::usage(format!(
                    "{} is an input of the book, and inputs are never written over",
                    file.display()
                ))
                .hint("name another file after --to, or take this one away first"));
            }
        }
        Ok(())
    }

    fn files(&self) -> Vec<PathBuf> {
        let format = self.output.format;
        [("xlsx", format.has_xlsx()), ("csv", format.has_csv())]
            .into_iter()
            .filter(|(_, is_written)| *is_written)
            .map(|(extension, _)| self.file(extension))
            .collect()
    }

    fn file(&self, extension: &str) -> PathBuf {
        let mut name = self.stem.clone();
        name.push(".");
        name.push(extension);
        self.folder.join(name)
    }

    /// Lets `write` make the files, named [`STEM`], in a folder beside their place, and puts them
    /// there.
    pub(super) fn write(
        &self,
        write: impl FnOnce(&Path, &OutputSettings) -> Result<Vec<Written>>,
    ) -> Result<Vec<ExportedFile>> {
        let mut name = OsString::from(".");
        name.push(&self.stem);
        name.push(".tmp");
        let beside = Beside(self.folder.join(name));
        beside.clear()?;
        let written = write(&beside.0, &self.output)?;
        let mut files = Vec::new();
        for one in written {
            let from = beside.0.join(&one.path);
            let extension = from.extension().unwrap_or_default().to_string_lossy();
            let file = self.file(&extension);
            // Windows syncs only what is open for writing.
            OpenOptions::new()
                .write(true)
                .open(&from)
                .and_then(|opened| opened.sync_all())
                .map_err(|error| Error::io(&from, "cannot be brought to the disk", error))?;
            fs::rename(&from, &file)
                .map_err(|error| Error::io(&file, "cannot be written", error))?;
            files.push(ExportedFile {
                path: file,
                sha256: one.sha256,
                bytes: one.bytes,
            });
        }
        Ok(files)
    }
}

/// The folder beside the files' place; it goes when all is done.
struct Beside(PathBuf);

impl Beside {
    /// Removes what an export that was stopped has left.
    fn clear(&self) -> Result<()> {
        match fs::remove_dir_all(&self.0) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
                Err(Error::io(&self.0, "cannot be removed", error))
            }
            _ => Ok(()),
        }
    }
}

impl Drop for Beside {
    fn drop(&mut self) {
        // What cannot be removed now is removed by the next export to this place.
        let _ = fs::remove_dir_all(&self.0);
    }
}
