//! Sending is killed around every step of every e-mail: none is repeated, none is dropped.

use std::process::Command;

use segbook::ledger::SendStep;

use crate::support::{Book, MailServer, Outcome, book_with_drafts};

fn killed_at(book: &Book, step: SendStep) {
    let output = Command::new(env!("CARGO_BIN_EXE_segbook"))
        .args(["send", "2026", "--book"])
        .arg(book.folder())
        .env("SEGBOOK_FAULT_AT", step.name())
        .output()
        .expect("segbook starts");
    let is_killed = output
        .status
        .code()
        .is_none_or(|code| !(0..=130).contains(&code));
    assert!(is_killed, "sending was to be killed at {step:?}");
}

fn send(book: &Book, more: &[&str]) -> Outcome {
    book.segbook(&[&["send", "2026"], more].concat())
}

#[test]
fn after_a_kill_between_two_e_mails_the_next_command_goes_on() {
    let server = MailServer::start();
    let book = book_with_drafts(&server);
    // Killed after each of the first two, the third by an undisturbed command.
    killed_at(&book, SendStep::Noted);
    assert_eq!(server.recipients(), ["bea@mail.example"]);
    killed_at(&book, SendStep::Noted);
    let outcome = send(&book, &[]).exits(0);
    assert!(
        outcome
            .balance()
            .starts_with("3 drafts = 1 sent + 2 sent before;")
    );
    assert_eq!(
        server.recipients(),
        [
            "bea@mail.example",
            "info@alpha.example",
            "cem@alpha.example"
        ]
    );
}

#[test]
fn after_a_kill_between_answer_and_note_it_is_told_and_not_sent_again() {
    let server = MailServer::start();
    let book = book_with_drafts(&server);
    killed_at(&book, SendStep::Answered);
    assert_eq!(server.recipients(), ["bea@mail.example"]);
    let outcome = send(&book, &[])
        .exits(1)
        .says("error[W023] letters/SPRING/10000_B_Bea Berg.eml")
        .says("segbook was stopped while it was being sent");
    assert!(
        outcome
            .balance()
            .starts_with("3 drafts = 2 sent + 1 unclear;")
    );
    assert_eq!(
        server.recipients(),
        [
            "bea@mail.example",
            "info@alpha.example",
            "cem@alpha.example"
        ]
    );
    send(&book, &["--unclear-as-sent"]).exits(0);
    assert_eq!(server.received().len(), 3);
}

#[test]
fn after_a_kill_before_the_first_byte_nobody_can_know_and_it_can_be_sent() {
    let server = MailServer::start();
    let book = book_with_drafts(&server);
    killed_at(&book, SendStep::Begun);
    assert!(server.recipients().is_empty());
    let outcome = send(&book, &[]).exits(1);
    assert!(
        outcome
            .balance()
            .starts_with("3 drafts = 2 sent + 1 unclear;")
    );
    let outcome = send(&book, &["--again", "unclear"]).exits(0);
    assert!(
        outcome
            .balance()
            .starts_with("3 drafts = 1 sent + 2 sent before;")
    );
    assert_eq!(server.received().len(), 3);
}
