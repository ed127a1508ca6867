//! What a command said and how it ended.

use assert_cmd::Command;
use serde_json::Value;

/// The end of a command.
#[derive(Debug)]
pub(crate) struct Outcome {
    /// Exit code; -1 when it was killed.
    pub(crate) code: i32,
    /// Data for other programs.
    pub(crate) stdout: String,
    /// Words for people.
    pub(crate) stderr: String,
}

impl Outcome {
    /// Runs a command to its end.
    pub(crate) fn of(command: &mut Command) -> Self {
        let output = command.output().expect("segbook starts");
        Self {
            code: output.status.code().unwrap_or(-1),
            stdout: String::from_utf8(output.stdout).expect("stdout is UTF-8"),
            stderr: String::from_utf8(output.stderr).expect("stderr is UTF-8"),
        }
    }

    /// Insists on an exit code.
    #[track_caller]
    pub(crate) fn exits(self, code: i32) -> Self {
        assert_eq!(
            self.code, code,
            "exit code\n--- stdout\n{}\n--- stderr\n{}",
            self.stdout, self.stderr
        );
        self
    }

    /// Insists that stderr holds a text.
    #[track_caller]
    pub(crate) fn says(self, text: &str) -> Self {
        assert!(
            self.stderr.contains(text),
            "{text:?} is missing in\n{}",
            self.stderr
        );
        self
    }

    /// The last line on stderr.
    pub(crate) fn balance(&self) -> &str {
        self.stderr.lines().last().unwrap_or("")
    }

    /// stdout as one JSON document.
    #[track_caller]
    pub(crate) fn json(&self) -> Value {
        serde_json::from_str(&self.stdout)
            .unwrap_or_else(|error| panic!("{error} in\n{}", self.stdout))
    }
}
