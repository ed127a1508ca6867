//! A book in a temporary folder: filled in code, used through the command.

use std::fs;
use std::path::{Path, PathBuf};

use assert_cmd::Command;
use calamine::Data;
use tempfile::TempDir;

use super::{Outcome, Sheets, assert_balanced, files_below, top};

/// The work date of all tests that do not name another.
pub(crate) const DATE: &str = "2026-11-23";

/// The user of all tests that do not name another.
const USER: &str = "MARTA";

/// A book of one's own; gone when it is dropped.
pub(crate) struct Book {
    folder: TempDir,
}

/// The folder of a sample in the repository.
pub(crate) fn sample(name: &str) -> PathBuf {
    top().join("samples").join(name)
}

impl Book {
    /// An empty book with an inbox.
    pub(crate) fn new() -> Self {
        let folder = TempDir::new().expect("a temporary folder");
        fs::create_dir(folder.path().join("inbox")).expect("an inbox");
        Self { folder }
    }

    /// A copy of a sample as it was made: without the results of those who tried it.
    pub(crate) fn sample(name: &str) -> Self {
        let is_result = |file: &str| file.starts_with("out/") || file.starts_with("ledger.db");
        Self::copy_where(&sample(name), |file| !is_result(file))
    }

    /// A copy of any folder.
    pub(crate) fn copy_of(source: &Path) -> Self {
        Self::copy_where(source, |_| true)
    }

    fn copy_where(source: &Path, wanted: impl Fn(&str) -> bool) -> Self {
        let folder = TempDir::new().expect("a temporary folder");
        for file in files_below(source).iter().filter(|file| wanted(file)) {
            let target = folder.path().join(file);
            let parent = target.parent().expect("a file has a folder");
            fs::create_dir_all(parent).expect("a folder of the copy");
            fs::copy(source.join(file), target).expect("a copied file");
        }
        Self { folder }
    }

    /// The folder itself.
    pub(crate) fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// A path below the book.
    pub(crate) fn path(&self, below: &str) -> PathBuf {
        self.folder.path().join(below)
    }

    /// Writes `inbox/<name>.xlsx` with one sheet of that name. A row is a line, its cells are parted
    /// by semicolons; every cell is text, which each kind of field reads:
    /// `book.sheet("Contact", "No.; Name\nC1; Ann")`.
    pub(crate) fn sheet(&self, name: &str, rows: &str) -> &Self {
        self.workbook(&format!("{name}.xlsx"), &[(name, rows)])
    }

    /// Writes `inbox/<file>` with several sheets, each as in [`Book::sheet`].
    pub(crate) fn workbook(&self, file: &str, sheets: &[(&str, &str)]) -> &Self {
        let sheets = sheets
            .iter()
            .map(|(name, rows)| ((*name).to_owned(), as_cells(rows)));
        Sheets::new(sheets.collect()).save(&self.path("inbox").join(file));
        self
    }

    /// Writes `inbox/<file>` byte for byte.
    pub(crate) fn csv(&self, file: &str, content: &str) -> &Self {
        fs::write(self.path("inbox").join(file), content).expect("a file of the inbox");
        self
    }

    /// Writes `segbook.toml`.
    pub(crate) fn settings(&self, toml: &str) -> &Self {
        fs::write(self.path("segbook.toml"), toml).expect("the settings");
        self
    }

    /// Removes a file of the inbox.
    pub(crate) fn remove(&self, file: &str) -> &Self {
        fs::remove_file(self.path("inbox").join(file)).expect("a file of the inbox");
        self
    }

    /// Runs segbook on this book with the usual date and user, unless `arguments` name others.
    pub(crate) fn segbook(&self, arguments: &[&str]) -> Outcome {
        let mut command = bare_command();
        command.args(arguments).arg("--book").arg(self.folder());
        for (flag, value) in [("--date", DATE), ("--user", USER)] {
            if !arguments.contains(&flag) {
                command.args([flag, value]);
            }
        }
        let outcome = Outcome::of(&mut command);
        assert_balanced(&outcome, &self.path("out"));
        outcome
    }

    /// The folders of finished runs, in order of their names.
    pub(crate) fn runs(&self) -> Vec<PathBuf> {
        let Ok(entries) = fs::read_dir(self.path("out/runs")) else {
            return Vec::new();
        };
        let mut runs: Vec<PathBuf> = entries
            .map(|entry| entry.expect("a run").path())
            .filter(|path| path.is_dir())
            .collect();
        runs.sort();
        runs
    }

    /// The folder of the only run that there is.
    pub(crate) fn only_run(&self) -> PathBuf {
        let runs = self.runs();
        assert_eq!(runs.len(), 1, "one run is expected: {runs:?}");
        runs.into_iter().next().expect("one run")
    }

    /// A written workbook: the newest `<below>` of all runs, e.g. `logged/SM00001.xlsx`.
    pub(crate) fn written(&self, below: &str) -> Sheets {
        Sheets::read(&self.written_path(below))
    }

    /// Where the only `<below>` of all runs is.
    pub(crate) fn written_path(&self, below: &str) -> PathBuf {
        let found: Vec<PathBuf> = self
            .runs()
            .into_iter()
            .map(|run| run.join(below))
            .filter(|path| path.exists())
            .collect();
        let there = files_below(&self.path("out"));
        assert_eq!(found.len(), 1, "one {below} is expected among {there:#?}");
        found.into_iter().next().expect("one file")
    }

    /// Everything in the book that segbook has written, with its bytes; the ledger left out.
    pub(crate) fn results(&self) -> Vec<(String, Vec<u8>)> {
        let out = self.path("out");
        files_below(&out)
            .into_iter()
            .map(|file| {
                let bytes = fs::read(out.join(&file)).expect("a written file");
                (file, bytes)
            })
            .collect()
    }
}

/// The command with an environment that holds nothing of the machine's.
pub(crate) fn bare_command() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_segbook"));
    command.env_clear();
    for kept in ["TMPDIR", "TEMP", "TMP", "SystemRoot", "LLVM_PROFILE_FILE"] {
        if let Some(value) = std::env::var_os(kept) {
            command.env(kept, value);
        }
    }
    command
}

fn as_cells(rows: &str) -> Vec<Vec<Data>> {
    let cell = |text: &str| match text.trim() {
        "" => Data::Empty,
        text => Data::String(text.to_owned()),
    };
    rows.trim()
        .lines()
        .map(|row| row.split(';').map(cell).collect())
        .collect()
}
