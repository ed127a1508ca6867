//! What the commands that look at results have in common: their answer as JSON or as text, then
//! findings and files.
//!
//! As JSON the answer has `command`, `exit_code`, the command's own keys, `files`, `findings` and
//! `unreadable`.

use std::fmt::Write as _;
use std::path::Path;

use serde::Serialize;

use super::args::Common;
use super::console::Console;
use super::{batch, errors, findings, json};
use crate::error::Error;
use crate::finding::{Findings, Severity};
use crate::write::Written;

/// The end of a command.
pub(super) struct Answer<'a> {
    pub(super) command: &'static str,
    pub(super) code: u8,
    pub(super) files: &'a [Written],
    pub(super) findings: &'a Findings,
    pub(super) unreadable: &'a [Error],
}

impl Answer<'_> {
    /// Shows it: `result` for other programs, `text` for people.
    pub(super) fn show<T: Serialize>(
        &self,
        result: Option<&T>,
        text: &str,
        common: &Common,
        console: &mut Console,
    ) {
        if console.is_json() {
            console.json(&json::Answered::new(
                self.command,
                self.code,
                result,
                self.files,
                self.findings,
                self.unreadable,
            ));
        } else {
            console.data(text);
            let mut files = String::new();
            for file in self.files.iter().filter(|_| !console.is_quiet()) {
                let path = batch::from_here(Path::new(&file.path));
                let _ = writeln!(files, "{}", path.display());
            }
            console.data(&files);
            let paint = console.paint();
            let shown_max = common.max_findings;
            let least = Severity::Warning;
            console.insist(&findings::text(self.findings, least, shown_max, paint));
        }
        let paint = console.paint();
        let mut stopped = String::new();
        for error in self.unreadable {
            stopped.push_str(&errors::text(error, paint));
        }
        console.insist(&stopped);
    }
}
