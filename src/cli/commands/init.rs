//! `segbook init`: a new book, blank or from a sample. Never overwrites anything.

use std::fs;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use super::examples;
use super::samples::{SAMPLES, Sample};
use crate::cli::args::Common;
use crate::cli::console::Console;
use crate::cli::{batch, exit};
use crate::config::{self, nearest};
use crate::error::{Error, Result};
use crate::run;
use crate::table::Rows;
use crate::value::Date;
use crate::write;

const EXAMPLES: &str = "\
Examples:
  segbook init spring                          a new book in the folder spring
  segbook init                                 in the current folder
  segbook init try --sample spring-campaign    a copy of a sample, to try things out

A new book has inbox/book.xlsx, a workbook with a sheet for every table, all captions in place and a
few examples to replace, and segbook.toml, in which every setting is explained. A folder that holds
a book already is left as it is (exit 4).";

/// What a book may hold; a folder with one of these holds one.
const BOOK_PARTS: [&str; 4] = [config::FILE_NAME, "inbox", "out", "ledger.db"];

/// The settings of a new book.
const NEW_SETTINGS: &[u8] = include_bytes!("new_book.toml");

/// Make a new book
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(in crate::cli) struct Init {
    /// The folder; the current folder if left out
    #[arg(value_name = "DIR")]
    folder: Option<PathBuf>,
    /// Copy this sample: first, spring-campaign, european-csv or broken
    #[arg(long, value_name = "NAME")]
    sample: Option<String>,
}

pub(in crate::cli) fn run(args: &Init, common: &Common, console: &mut Console) -> Result<u8> {
    let environment = |name: &str| std::env::var(name).ok();
    let folder = args
        .folder
        .clone()
        .unwrap_or_else(|| config::book_of(&common.flags(), &environment));
    let sample = args.sample.as_deref().map(sample_called).transpose()?;
    if let Some(part) = BOOK_PARTS.iter().find(|part| folder.join(part).exists()) {
        return Err(
            Error::refused(format!("{} holds a book already: {part}", folder.display()))
                .hint("name another folder, e.g. `segbook init spring`"),
        );
    }
    let files = if common.dry_run {
        planned(sample)
    } else {
        match sample {
            Some(sample) => copy(sample, &folder)?,
            None => blank(&folder, common.date.unwrap_or_else(run::today))?,
        }
    };
    show(&folder, &files, common, console);
    Ok(exit::DONE)
}

fn show(folder: &Path, files: &[String], common: &Common, console: &mut Console) {
    if console.is_json() {
        console.json(&serde_json::json!({
            "command": "init", "exit_code": exit::DONE, "folder": folder, "files": files,
        }));
        return;
    }
    if !console.is_quiet() {
        let shown = batch::from_here(folder).display().to_string();
        console.data(&format!("{shown}\n  {}\n", files.join("\n  ")));
    }
    if common.dry_run {
        console.tell("dry run: nothing was written\n");
    } else {
        let book = match folder.to_str() {
            Some(".") => String::new(),
            _ => format!(" --book {}", folder.display()),
        };
        console.tell(&format!(
            "Next: segbook check{book}, then segbook preview{book}\n"
        ));
    }
}

const TEMPLATE: &str = "inbox/book.xlsx";

fn planned(sample: Option<&Sample>) -> Vec<String> {
    match sample {
        Some(sample) => sample
            .files
            .iter()
            .map(|(path, _)| (*path).to_owned())
            .collect(),
        None => vec![TEMPLATE.to_owned(), config::FILE_NAME.to_owned()],
    }
}

/// A book of its own: the template workbook with a few examples, and the settings.
fn blank(folder: &Path, created_on: Date) -> Result<Vec<String>> {
    let template = folder.join(TEMPLATE);
    make_parent(&template)?;
    let examples = examples::rows();
    let examples: Vec<&dyn Rows> = examples.iter().map(|rows| rows as &dyn Rows).collect();
    write::write_template(&template, &write::template_tables(), &examples, created_on)?;
    write_new(&folder.join(config::FILE_NAME), NEW_SETTINGS)?;
    Ok(planned(None))
}

fn copy(sample: &Sample, folder: &Path) -> Result<Vec<String>> {
    for (path, content) in sample.files {
        let path = folder.join(path);
        make_parent(&path)?;
        write_new(&path, content)?;
    }
    Ok(planned(Some(sample)))
}

fn make_parent(path: &Path) -> Result<()> {
    let parent = path.parent().unwrap_or(Path::new("."));
    fs::create_dir_all(parent).map_err(|error| Error::io(parent, "cannot be made", error))
}

/// Writes a file that must not be there yet.
fn write_new(path: &Path, content: &[u8]) -> Result<()> {
    let written = fs::OpenOptions::new()
        .write(true)
        .create_new(true)
        .open(path)
        .and_then(|mut file| file.write_all(content));
    written.map_err(|error| match error.kind() {
        io::ErrorKind::AlreadyExists => {
            Error::refused(format!("{} is there already", path.display()))
                .hint("name another folder, e.g. `segbook init spring`")
        }
        _ => Error::io(path, "cannot be written", error),
    })
}

fn sample_called(name: &str) -> Result<&'static Sample> {
    if let Some(sample) = SAMPLES
        .iter()
        .find(|sample| sample.name.eq_ignore_ascii_case(name))
    {
        return Ok(sample);
    }
    let mut error = Error::usage(format!("there is no sample {name}"));
    if let Some(near) = nearest(name, SAMPLES.iter().map(|sample| sample.name)) {
        error = error.hint(format!("did you mean {near}?"));
    }
    let known: Vec<String> = SAMPLES
        .iter()
        .map(|sample| format!("{} ({})", sample.name, sample.about))
        .collect();
    Err(error.hint(format!("the samples are {}", known.join(", "))))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::{Flags, resolve};
    use crate::value::Date;

    #[test]
    fn the_new_settings_are_sound_and_name_every_key() {
        let text = String::from_utf8(NEW_SETTINGS.to_vec()).expect("text");
        for key in config::keys::KEYS
            .iter()
            .filter(|key| !key.section.is_empty())
        {
            assert!(
                text.contains(&format!("# {} = ", key.name)),
                "{}",
                key.path()
            );
        }
        let live: String = text
            .lines()
            .map(|line| match line.strip_prefix("# ") {
                Some(setting) if setting.contains(" = ") => setting,
                _ => line,
            })
            .fold(String::new(), |text, line| text + line + "\n");
        for text in [text.as_str(), live.as_str()] {
            let book = tempfile::tempdir().expect("a folder");
            fs::write(book.path().join(config::FILE_NAME), text).expect("a file");
            let flags = Flags {
                book: Some(book.path().to_owned()),
                ..Flags::default()
            };
            let today = Date::new(2026, 11, 23).expect("a date");
            let settings = resolve(&flags, &|_| None, &|| today);
            assert!(settings.is_ok(), "{settings:?}");
        }
    }

    #[test]
    fn a_file_that_is_there_is_never_overwritten() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("a.txt");
        write_new(&path, b"first").expect("written");
        let error = write_new(&path, b"second").expect_err("refused");
        assert_eq!(error.exit_code(), 4);
        assert_eq!(fs::read(&path).expect("a file"), b"first");
    }
}
