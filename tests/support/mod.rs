//! What the tests stand on: a book of one's own in a temporary folder, the command as a user runs
//! it with a fixed work date and user, and written workbooks as tables that can be compared.

mod archive;
mod balance;
mod book;
mod decoded;
mod drafts;
mod golden;
mod ledger;
mod outcome;
mod sheets;
mod smtp;
mod word;
pub(crate) mod world;
mod xlsb;

pub(crate) use archive::edit_part;
pub(crate) use balance::assert_balanced;
pub(crate) use book::{Book, DATE, bare_command, sample};
pub(crate) use decoded::decoded;
pub(crate) use drafts::{book_to_mail, book_with_drafts};
pub(crate) use golden::assert_golden;
pub(crate) use ledger::ledger_rows;
pub(crate) use outcome::Outcome;
pub(crate) use sheets::{Sheets, dump};
pub(crate) use smtp::{Answer, MailServer, base64};
pub(crate) use word::{large_template, template};
pub(crate) use xlsb::{BinaryCell, binary_workbook};

use std::path::{Path, PathBuf};

/// The top of the repository.
pub(crate) fn top() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Whether a file's name ends with `.` and this extension.
pub(crate) fn has_extension(file: &str, extension: &str) -> bool {
    Path::new(file)
        .extension()
        .is_some_and(|known| known == extension)
}

/// Every file below a folder, as paths relative to it with `/`, in order; none for a folder that is
/// not there.
pub(crate) fn files_below(folder: &Path) -> Vec<String> {
    let mut found = Vec::new();
    collect(folder, folder, &mut found);
    found.sort();
    found
}

fn collect(top: &Path, folder: &Path, found: &mut Vec<String>) {
    let Ok(entries) = std::fs::read_dir(folder) else {
        return;
    };
    let paths = entries.map(|entry| entry.expect("an entry of a folder").path());
    for path in paths.collect::<Vec<PathBuf>>() {
        if path.is_dir() {
            collect(top, &path, found);
        } else {
            let below = path.strip_prefix(top).expect("a path below its top");
            found.push(below.to_string_lossy().replace('\\', "/"));
        }
    }
}
