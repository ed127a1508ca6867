//! Every finding has the smallest book that triggers it, and the text that a person then reads.
//!
//! A folder `tests/messages/<code>/` is such a book, with two files beside its inbox:
//! `expected.txt`, what stderr must say, and, where `check` is not the command that reports it,
//! `command` with the words after `segbook`; several lines are several commands, of which the last
//! reports. What such a book gets in its inbox between them, before the last one, stands in `later/`,
//! e.g. history that a ledger has or has not. A file `templates/<name>.docx.txt` is made into a Word
//! document: each line a paragraph, fields in braces; `templates/<name>.docx.size` into one of so
//! many MB. New texts are looked at, then accepted with `SEGBOOK_BLESS=1`.
//!
//! What a mail server has to answer for stands in `server` instead of an inbox: an address of the book
//! of three drafts, and what the server answers to it, or `hangs up`.

use std::fs;
use std::path::{Path, PathBuf};

use crate::support::{
    Answer, Book, MailServer, assert_golden, book_with_drafts, files_below, large_template,
    template, top,
};

/// The folders of this directory: one for each code.
pub(crate) fn folders() -> Vec<PathBuf> {
    let entries = fs::read_dir(top().join("tests/messages")).expect("the folder of messages");
    let mut folders: Vec<PathBuf> = entries
        .map(|entry| entry.expect("an entry").path())
        .filter(|path| path.is_dir())
        .collect();
    folders.sort();
    folders
}

#[test]
fn each_finding_reads_as_it_was_accepted() {
    for folder in folders() {
        let code = folder.file_name().unwrap().to_string_lossy().into_owned();
        let stderr = message_of(&folder);
        assert!(
            stderr.contains(&format!("[{code}]")),
            "{code} is not reported by its own book:\n{stderr}"
        );
        assert_golden(&folder.join("expected.txt"), &stderr);
    }
}

fn message_of(folder: &Path) -> String {
    if let Ok(server) = fs::read_to_string(folder.join("server")) {
        return message_of_sending(&server);
    }
    let book = Book::copy_of(folder);
    make_templates(&book);
    let commands = fs::read_to_string(folder.join("command")).unwrap_or_else(|_| "check".into());
    let mut stderr = String::new();
    let last = commands.lines().count() - 1;
    for (at, command) in commands.lines().enumerate() {
        let later = folder.join("later");
        for file in files_below(&later).iter().filter(|_| at == last) {
            fs::copy(later.join(file), book.path("inbox").join(file)).expect("a copied file");
        }
        let words: Vec<&str> = command.split_whitespace().collect();
        stderr = book.segbook(&words).stderr;
    }
    // The book lies in another folder on every machine and in every run.
    let here = book.folder().to_string_lossy().into_owned();
    let stderr = stderr.replace(&here, "BOOK");
    if cfg!(windows) {
        stderr.replace('\\', "/")
    } else {
        stderr
    }
}

/// What `send` says when a server answers so, as often as it is asked.
fn message_of_sending(answer: &str) -> String {
    let (address, answer) = answer.trim().split_once(' ').expect("address and answer");
    let answer = match answer {
        "hangs up" => Answer::HangUpAfter,
        reply => Answer::ToRecipient(reply.to_owned().leak()),
    };
    let server = MailServer::start();
    let book = book_with_drafts(&server);
    server.answers(address, &vec![answer; 3]);
    let folder = book.only_run();
    let run = folder
        .file_name()
        .expect("a run")
        .to_string_lossy()
        .into_owned();
    book.segbook(&["send", &run]).stderr.replace(&run, "RUN")
}

fn make_templates(book: &Book) {
    let folder = book.path("templates");
    for file in files_below(&folder) {
        let Some((name, form)) = file.rsplit_once('.').filter(|(n, _)| n.ends_with("docx")) else {
            continue;
        };
        let text = fs::read_to_string(folder.join(&file)).expect("a text");
        let bytes = if form == "size" {
            large_template(text.trim().parse().expect("a number"))
        } else {
            template(&text.lines().collect::<Vec<&str>>())
        };
        book.template(name, bytes);
        fs::remove_file(folder.join(&file)).expect("the text");
    }
}
