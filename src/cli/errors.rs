//! What stops the program, or refuses, on a screen: the message, its causes, what to do.

use std::error::Error as StdError;
use std::fmt::Write as _;

use super::console::Console;
use super::findings;
use super::json::Stopped;
use super::paint::{Paint, Tint};
use super::plain::plain;
use crate::error::{Error, ErrorKind};
use crate::finding::Severity;

/// Shows what stopped a command.
pub(super) fn show(
    command: &'static str,
    error: &Error,
    findings_shown_max: Option<usize>,
    console: &mut Console,
) {
    if console.is_json() {
        console.json(&Stopped::new(command, error));
        let _ = console.finish();
    }
    let paint = console.paint();
    let found = findings::text(
        error.findings(),
        Severity::Notice,
        findings_shown_max,
        paint,
    );
    console.insist(&found);
    console.insist(&text(error, paint));
}

/// The error as text.
pub(super) fn text(error: &Error, paint: Paint) -> String {
    let (label, tint) = match error.kind() {
        ErrorKind::Refused => ("refused", Tint::Warning),
        ErrorKind::Fault => ("fault", Tint::Error),
        _ => ("error", Tint::Error),
    };
    let mut text = format!(
        "{}: {}\n",
        paint.tint(tint, label),
        plain(&error.to_string())
    );
    let mut cause = error.source();
    while let Some(source) = cause {
        let _ = writeln!(text, "  cause  {}", plain(&source.to_string()));
        cause = source.source();
    }
    for hint in error.hints() {
        let _ = writeln!(text, "  hint   {}", plain(hint));
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io;
    use std::path::Path;

    #[test]
    fn an_error_names_its_causes_and_what_to_do() {
        let denied = io::Error::from(io::ErrorKind::PermissionDenied);
        let error = Error::io(Path::new("inbox/a.xlsx"), "cannot be opened", denied);
        let expected = "\
error: inbox/a.xlsx cannot be opened
  cause  permission denied
  hint   close the file if it is open in Excel, and check who may read and write it
";
        assert_eq!(text(&error, Paint(false)), expected);
        let refused = Error::refused("SM00001 is logged already").hint("give it another No.");
        let expected = "refused: SM00001 is logged already\n  hint   give it another No.\n";
        assert_eq!(text(&refused, Paint(false)), expected);
    }
}
