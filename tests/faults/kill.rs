//! The process is killed after each step of the commit, as a power cut would; debug builds only.

use std::process::Command;

use segbook::ledger::CommitStep;

use super::{RUN, Traces};
use crate::support::{Book, DATE};

/// The usual `run` on the book, killed after a step.
fn run_killed_after(book: &Book, step: CommitStep) {
    killed_after(book, &RUN, step);
}

/// Any command on the book, killed after a step.
fn killed_after(book: &Book, words: &[&str], step: CommitStep) {
    let output = Command::new(env!("CARGO_BIN_EXE_segbook"))
        .args(words)
        .args(["--date", DATE, "--user", "MARTA", "--book"])
        .arg(book.folder())
        .env("SEGBOOK_FAULT_AT", step.name())
        .output()
        .expect("segbook starts");
    // Segbook's own exit codes end at 130; an aborted process has no code, or (on Windows) another.
    let is_killed = output
        .status
        .code()
        .is_none_or(|code| !(0..=130).contains(&code));
    assert!(
        is_killed,
        "the run was to be killed after {step:?}\n{}",
        String::from_utf8_lossy(&output.stderr)
    );
}

/// What an undisturbed run leaves.
fn undisturbed() -> Traces {
    let book = Book::sample("first");
    book.segbook(&RUN).exits(0);
    let traces = Traces::of(&book);
    assert_eq!(traces.runs.len(), 1);
    assert!(!traces.files.is_empty() && !traces.entries.is_empty());
    traces
}

#[test]
fn after_a_kill_the_next_run_finishes_or_repeats_it() {
    let undisturbed = undisturbed();
    for step in CommitStep::ALL {
        let book = Book::sample("first");
        run_killed_after(&book, step);
        let in_the_ledger = Traces::of(&book).runs.len();
        assert_eq!(in_the_ledger, usize::from(step.is_committed()), "{step:?}");
        book.segbook(&RUN).exits(0);
        assert!(Traces::of(&book) == undisturbed, "{step:?}");
        // And once more: there is nothing new.
        book.segbook(&RUN).exits(0);
        assert!(Traces::of(&book) == undisturbed, "{step:?}");
    }
}

#[test]
fn after_a_kill_a_command_that_only_reads_leaves_all_or_nothing() {
    let undisturbed = undisturbed();
    for step in CommitStep::ALL {
        let book = Book::sample("first");
        run_killed_after(&book, step);
        book.segbook(&["check"]);
        let expected = if step.is_committed() {
            undisturbed.clone()
        } else {
            Traces::default()
        };
        assert!(Traces::of(&book) == expected, "{step:?}");
    }
}

#[test]
fn after_a_kill_a_run_on_another_day_is_not_mixed_with_the_old_one() {
    for step in [CommitStep::FilesSynced, CommitStep::Committed] {
        let book = Book::sample("first");
        run_killed_after(&book, step);
        let other_date = [&RUN[..], &["--date", "2026-11-24"]].concat();
        book.segbook(&other_date).exits(0);
        let traces = Traces::of(&book);
        let date = if step.is_committed() {
            DATE
        } else {
            "2026-11-24"
        };
        assert_eq!(traces.names_of_runs.len(), 1, "{step:?}");
        assert!(traces.names_of_runs[0].starts_with(date), "{step:?}");
        assert_eq!(traces.runs[0].0, traces.names_of_runs[0]);
    }
}

#[test]
fn after_a_kill_a_cancel_and_a_purge_are_done_or_never_were() {
    let cancel = ["cancel", "segments", "1"];
    let purge = ["purge", "segments"];
    let logged = || {
        let book = Book::sample("first");
        book.segbook(&RUN).exits(0);
        book
    };
    let undisturbed = logged();
    undisturbed.segbook(&cancel).exits(0);
    let canceled = Traces::of(&undisturbed);
    undisturbed.segbook(&purge).exits(0);
    let purged = Traces::of(&undisturbed);
    assert!(canceled != purged);
    for step in CommitStep::ALL {
        let book = logged();
        let before = Traces::of(&book);
        killed_after(&book, &cancel, step);
        // A command that only reads settles what is left.
        book.segbook(&["check"]);
        let expected = if step.is_committed() {
            &canceled
        } else {
            &before
        };
        assert!(
            Traces::of(&book) == *expected,
            "cancel killed after {step:?}"
        );
        book.segbook(&cancel).exits(0);
        assert!(Traces::of(&book) == canceled, "{step:?}");
        killed_after(&book, &purge, step);
        book.segbook(&purge).exits(0);
        assert!(Traces::of(&book) == purged, "purge killed after {step:?}");
    }
}
