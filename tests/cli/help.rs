//! Help that a person learns from.

use crate::support::{Outcome, bare_command};

const COMMANDS: [&str; 10] = [
    "init", "check", "preview", "select", "log", "run", "cancel", "evaluate", "purge", "explain",
];

#[test]
fn the_help_lists_the_commands_and_the_exit_codes() {
    let outcome = Outcome::of(bare_command().arg("--help")).exits(0);
    for part in COMMANDS
        .iter()
        .chain(&["Examples", "xit code", "SEGBOOK_BOOK", "inbox"])
    {
        assert!(
            outcome.stdout.contains(part),
            "{part} is missing in\n{}",
            outcome.stdout
        );
    }
    assert_eq!(outcome.stderr, "");
}

#[test]
fn every_command_has_help_with_examples_that_name_it() {
    for command in COMMANDS {
        let outcome = Outcome::of(bare_command().args([command, "--help"])).exits(0);
        assert!(outcome.stdout.contains("Examples"), "{command}");
        assert!(
            outcome.stdout.contains(&format!("segbook {command}")),
            "{command}"
        );
    }
}

#[test]
fn the_version_is_the_packages() {
    let outcome = Outcome::of(bare_command().arg("--version")).exits(0);
    assert_eq!(
        outcome.stdout.trim(),
        concat!("segbook ", env!("CARGO_PKG_VERSION"))
    );
}
