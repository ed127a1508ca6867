//! One workbook at a place that a person names. It is written beside that place and renamed, so that
//! it is there complete or not at all, and what was there before stays until then.

use std::fs;
use std::path::{Path, PathBuf};

use crate::config::{OutputFormat, OutputSettings};
use crate::error::{Error, Result};

use super::{Workbook, Written, write_workbook};

/// Where a workbook goes, and in which formats.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Destination {
    folder: PathBuf,
    stem: String,
    format: OutputFormat,
    /// Whether files that are there are replaced.
    replaces: bool,
    /// Whether the folder is segbook's own.
    is_own: bool,
}

impl Destination {
    /// The file `<stem>.xlsx` (or the CSV files of that name) in a folder of segbook's own, where
    /// earlier results are replaced.
    pub fn own(folder: PathBuf, stem: &str, format: OutputFormat) -> Self {
        Self {
            folder,
            stem: stem.to_owned(),
            format,
            replaces: true,
            is_own: true,
        }
    }

    /// The place that a person names: the extension says the format; without one `usual` counts.
    /// `asked` is the format that was asked for beside it.
    ///
    /// # Errors
    /// An extension that is not written, or one that contradicts `asked`.
    pub fn named(
        path: &Path,
        asked: Option<OutputFormat>,
        usual: OutputFormat,
        replaces: bool,
    ) -> Result<Self> {
        let extension = path.extension().map(|text| text.to_string_lossy());
        let by_name = match extension.as_deref().map(str::to_lowercase).as_deref() {
            None => None,
            Some("xlsx") => Some(OutputFormat::Xlsx),
            Some("csv") => Some(OutputFormat::Csv),
            Some(_) => {
                return Err(Error::usage(format!(
                    "{} is no file that segbook writes",
                    path.display()
                ))
                .hint("end it with .xlsx for a workbook or with .csv for CSV files"));
            }
        };
        let format = match (by_name, asked) {
            (Some(named), Some(asked)) if asked != OutputFormat::Both && asked != named => {
                return Err(Error::usage(format!(
                    "{} is not of the format {}",
                    path.display(),
                    asked.name()
                ))
                .hint("leave --format out, or end the file with the format's own extension"));
            }
            (_, Some(asked)) => asked,
            (named, None) => named.unwrap_or(usual),
        };
        let stem = path.file_stem().map(|stem| stem.to_string_lossy());
        let stem = stem.ok_or_else(|| {
            Error::usage(format!("{} is no name of a file", path.display()))
                .hint("name a file, e.g. difference.xlsx")
        })?;
        Ok(Self {
            folder: path.parent().map(Path::to_owned).unwrap_or_default(),
            stem: stem.into_owned(),
            format,
            replaces,
            is_own: false,
        })
    }

    /// Refuses to replace anything below these folders: what people edit is theirs.
    pub fn spare(&self, folders: &[PathBuf]) -> Result<()> {
        let real = |path: &Path| fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
        let folder = real(self.existing_folder());
        if self.replaces
            && folders
                .iter()
                .any(|spared| folder.starts_with(real(spared)))
        {
            return Err(Error::usage(format!(
                "nothing is replaced in {}, which is an input folder",
                folder.display()
            ))
            .hint("leave --force out, or write to another folder"));
        }
        Ok(())
    }

    /// Writes the workbook there; gives the files, with their whole paths.
    ///
    /// # Errors
    /// A file that is there and may not be replaced, and whatever the operating system refuses.
    pub fn write(&self, workbook: &Workbook<'_>, output: &OutputSettings) -> Result<Vec<Written>> {
        let folder = self.existing_folder();
        if self.is_own {
            fs::create_dir_all(folder)
                .map_err(|error| Error::io(folder, "cannot be created", error))?;
        } else if !folder.is_dir() {
            return Err(Error::file(folder, "is no folder that is there")
                .hint("name a file in a folder that exists"));
        }
        // A file beside it that is there already is told before any work is done.
        self.refuse_existing(&format!("{}.xlsx", self.stem), self.format.has_xlsx())?;
        let temporary = folder.join(format!(".{}.{}.tmp", self.stem, std::process::id()));
        let work = || {
            let output = OutputSettings {
                format: self.format,
                ..output.clone()
            };
            let written = write_workbook(&temporary, workbook, &output)?;
            self.rename(&temporary, written, &super::safe_file_stem(workbook.stem))
        };
        let written = work();
        // Empty by now, or not wanted any more; what cannot be removed does no harm.
        let _ = fs::remove_dir_all(&temporary);
        written
    }

    /// Gives the files their names.
    fn rename(&self, temporary: &Path, written: Vec<Written>, stem: &str) -> Result<Vec<Written>> {
        let folder = self.existing_folder();
        let name = |file: &Written| {
            let end = file.path.strip_prefix(stem).unwrap_or(&file.path);
            format!("{}{end}", self.stem)
        };
        for file in &written {
            self.refuse_existing(&name(file), true)?;
        }
        written
            .into_iter()
            .map(|file| {
                let target = folder.join(name(&file));
                fs::rename(temporary.join(&file.path), &target)
                    .map_err(|error| Error::io(&target, "cannot be written", error))?;
                Ok(Written {
                    path: target.display().to_string(),
                    ..file
                })
            })
            .collect()
    }

    fn refuse_existing(&self, name: &str, matters: bool) -> Result<()> {
        let target = self.existing_folder().join(name);
        if matters && !self.replaces && target.symlink_metadata().is_ok() {
            return Err(Error::file(&target, "is there already")
                .hint("name another file, or replace it with --force"));
        }
        Ok(())
    }

    /// The folder, the current one if none was named.
    fn existing_folder(&self) -> &Path {
        if self.folder.as_os_str().is_empty() {
            Path::new(".")
        } else {
            &self.folder
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_extension_says_the_format() {
        use OutputFormat::{Both, Csv, Xlsx};
        for (path, asked, usual, expected) in [
            ("a.xlsx", None, Csv, Some(Xlsx)),
            ("a.XLSX", Some(Xlsx), Csv, Some(Xlsx)),
            ("x/a.csv", None, Xlsx, Some(Csv)),
            ("a", None, Csv, Some(Csv)),
            ("a", Some(Xlsx), Csv, Some(Xlsx)),
            ("a.csv", Some(Both), Xlsx, Some(Both)),
            ("a.csv", Some(Xlsx), Xlsx, None),
            ("a.xlsx", Some(Csv), Xlsx, None),
            ("a.ods", None, Xlsx, None),
        ] {
            let named = Destination::named(Path::new(path), asked, usual, false);
            assert_eq!(named.ok().map(|at| at.format), expected, "{path}");
        }
    }
}
