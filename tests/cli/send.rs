//! `segbook send`, against a small mail server on this computer.

use std::fs;
use std::net::TcpListener;

use segbook::ledger::{Ledger, MailState, SendingLock};

use crate::support::{
    Answer, Book, MailServer, Outcome, bare_command, book_to_mail, book_with_drafts, ledger_rows,
    world,
};

/// The year, by which the only run of the book is named.
const RUN: &str = "2026";

const BEA: &str = "letters/SPRING/10000_B_Bea Berg.eml";

fn send(book: &Book, more: &[&str]) -> Outcome {
    book.segbook(&[&["send", RUN], more].concat())
}

fn send_with_password(book: &Book, password: &str) -> Outcome {
    let mut command = bare_command();
    command
        .args(["send", RUN, "--book"])
        .arg(book.folder())
        .env("SEGBOOK_SMTP_PASSWORD", password);
    Outcome::of(&mut command)
}

/// The last line without the run's id.
fn balance(outcome: &Outcome) -> &str {
    outcome.balance().split("; run ").next().unwrap_or("")
}

fn statuses(book: &Book) -> Vec<String> {
    ledger_rows(book, "Interaction Log Entry", &["Delivery Status"])
}

/// What the journal says of a draft.
fn notes(book: &Book, draft: &str) -> Vec<MailState> {
    let ledger = Ledger::open_for_reading(&book.path("ledger.db")).expect("a ledger");
    let run = book.only_run();
    let run = run.file_name().expect("a run").to_string_lossy();
    let notes = ledger.mail_notes(&run, draft).expect("the notes");
    notes.iter().map(|note| note.state).collect()
}

#[test]
fn every_draft_is_sent_once() {
    let server = MailServer::start();
    let book = book_with_drafts(&server);
    let outcome = world::succeeds(send(&book, &[]));
    assert_eq!(balance(&outcome), "3 drafts = 3 sent");
    let received = server.received();
    assert_eq!(
        server.recipients(),
        [
            "bea@mail.example",
            "info@alpha.example",
            "cem@alpha.example"
        ]
    );
    let first = &received[0];
    assert_eq!(first.from, "news@example.com");
    let (head, body) = first.text.split_once("\n\n").expect("head and body");
    let lines: Vec<&str> = head.lines().collect();
    assert!(lines[0].starts_with("Date: "), "{head}");
    assert_eq!(
        lines[1..4],
        [
            "From: \"Spring team\" <news@example.com>",
            "To: \"Bea Berg\" <bea@mail.example>",
            "Subject: =?utf-8?b?RnLDvGhsaW5n?=",
        ]
    );
    let run = book.only_run();
    let run = run.file_name().expect("a run").to_string_lossy();
    let id = lines.iter().find(|line| line.starts_with("Message-ID: "));
    let id = id.expect("a number");
    assert!(
        id.starts_with(&format!("Message-ID: <segbook.{run}.")),
        "{id}"
    );
    assert!(id.ends_with("@example.com>"), "{id}");
    assert!(!head.contains("X-Unsent"), "{head}");
    assert_eq!(body, "Dear customer,\n.\nspring is here\n");
    assert_eq!(notes(&book, BEA), [MailState::Sending, MailState::Sent]);
    assert_eq!(statuses(&book), ["", "", "", ""]);
    // Once more: nothing is left.
    let outcome = world::succeeds(send(&book, &[]));
    assert_eq!(balance(&outcome), "3 drafts = 0 sent + 3 sent before");
    assert_eq!(server.received().len(), 3);
    world::succeeds(book.segbook(&["history", "--verify"]));
    assert!(!book.path("ledger.db-sending").exists());
    // What was sent still is what the workbooks of the run say.
    let entries = book.written_path("interaction-log-entries.xlsx");
    fs::copy(entries, book.path("inbox/entries.xlsx")).expect("a copy");
    world::succeeds(book.segbook(&["check"]));
}

#[test]
fn a_dry_run_says_who_would_get_one_and_sends_nothing() {
    let server = MailServer::start();
    let book = book_with_drafts(&server);
    let outcome = world::succeeds(send(&book, &["--dry-run"]));
    assert_eq!(
        outcome.stdout,
        "state  draft                                  to                  tries  answer\n\
         left   letters/SPRING/10000_B_Bea Berg.eml    bea@mail.example        0\n\
         left   letters/SPRING/20000_A_Alpha GmbH.eml  info@alpha.example      0\n\
         left   letters/SPRING/30000_C_Cem Can.eml     cem@alpha.example       0\n"
    );
    assert_eq!(balance(&outcome), "3 drafts = 0 sent + 3 to be sent");
    assert!(server.commands().is_empty());
    assert_eq!(notes(&book, BEA), []);
    // Then one, to see that it arrives.
    let outcome = world::succeeds(send(&book, &["--limit", "1"]));
    assert_eq!(balance(&outcome), "3 drafts = 1 sent + 2 left");
    assert_eq!(
        outcome.stdout,
        "state  draft                                to                tries  answer\n\
         sent   letters/SPRING/10000_B_Bea Berg.eml  bea@mail.example      1  250 2.0.0 taken\n"
    );
    assert_eq!(server.recipients(), ["bea@mail.example"]);
}

#[test]
fn what_is_put_off_is_tried_again_and_delivered_once() {
    let server = MailServer::start();
    let book = book_with_drafts(&server);
    let busy = Answer::ToRecipient("451 4.7.1 greylisted");
    server.answers(
        "bea@mail.example",
        &[busy, Answer::ToMessage("452 4.2.2 full")],
    );
    let outcome = world::succeeds(send(&book, &[]));
    assert_eq!(balance(&outcome), "3 drafts = 3 sent");
    let mut recipients = server.recipients();
    recipients.sort();
    assert_eq!(
        recipients,
        [
            "bea@mail.example",
            "cem@alpha.example",
            "info@alpha.example"
        ]
    );
    assert_eq!(
        notes(&book, BEA),
        [
            MailState::Sending,
            MailState::Deferred,
            MailState::Sending,
            MailState::Deferred,
            MailState::Sending,
            MailState::Sent,
        ]
    );
}

#[test]
fn what_is_put_off_too_often_is_told_and_goes_out_later() {
    let server = MailServer::start();
    let book = book_with_drafts(&server);
    let busy = Answer::ToRecipient("451 busy");
    server.answers("bea@mail.example", &[busy.clone(), busy.clone(), busy]);
    let outcome = send(&book, &[]).exits(1);
    assert_eq!(balance(&outcome), "3 drafts = 2 sent + 1 not delivered yet");
    let outcome = outcome.says(
        "error[W022] letters/SPRING/10000_B_Bea Berg.eml\n  \
         found     to bea@mail.example: 451 busy (3 tries)\n",
    );
    drop(outcome);
    assert_eq!(statuses(&book), ["Error", "", "", ""]);
    let outcome = world::succeeds(send(&book, &[]));
    assert_eq!(balance(&outcome), "3 drafts = 1 sent + 2 sent before");
    assert_eq!(statuses(&book), ["", "", "", ""]);
}

#[test]
fn a_refused_one_is_told_and_the_others_go_on() {
    let server = MailServer::start();
    let book = book_with_drafts(&server);
    let nobody = Answer::ToRecipient("550 5.1.1 no such user");
    server.answers("info@alpha.example", &[nobody]);
    let outcome = send(&book, &[]).exits(1);
    assert_eq!(balance(&outcome), "3 drafts = 2 sent + 1 refused");
    let outcome = outcome
        .says("error[W021] letters/SPRING/20000_A_Alpha GmbH.eml\n")
        .says("550 5.1.1 no such user\n")
        .says("--again refused");
    drop(outcome);
    assert_eq!(
        server.recipients(),
        ["bea@mail.example", "cem@alpha.example"]
    );
    assert_eq!(statuses(&book), ["", "Error", "", ""]);
    // It is not tried again by itself, and not forgotten either.
    let outcome = send(&book, &[]).exits(1);
    assert_eq!(
        balance(&outcome),
        "3 drafts = 0 sent + 2 sent before + 1 refused"
    );
    let outcome = world::succeeds(send(&book, &["--again", "refused"]));
    assert_eq!(balance(&outcome), "3 drafts = 1 sent + 2 sent before");
    assert_eq!(statuses(&book), ["", "", "", ""]);
}

#[test]
fn of_several_recipients_all_get_it_or_none() {
    let server = MailServer::start();
    let book = book_to_mail(&[
        ("B", "bea@mail.example; bea@home.example"),
        ("A", "info@alpha.example"),
        ("C", "cem@alpha.example"),
    ]);
    world::succeeds(book.segbook(&["run", "--send"]));
    book.settings(&server.settings());
    server.answers("bea@home.example", &[Answer::ToRecipient("550 moved")]);
    send(&book, &[])
        .exits(1)
        .says("to bea@mail.example, bea@home.example: bea@home.example: 550 moved");
    assert_eq!(server.received().len(), 2);
    world::succeeds(send(&book, &["--again", "refused"]));
    assert_eq!(server.recipients()[2], "bea@mail.example, bea@home.example");
}

#[test]
fn a_mailbox_with_other_letters_needs_a_server_that_knows_them() {
    let server = MailServer::start();
    let book = book_to_mail(&[
        ("B", "béa@mail.example"),
        ("A", "info@älpha.example"),
        ("C", "cem@alpha.example"),
    ]);
    // It is said before anything is sent, too.
    world::succeeds(book.segbook(&["run", "--send"]))
        .says("warning[W120]")
        .says("the e-mail address béa@mail.example of contact B in line 10000 of segment SPRING");
    book.settings(&server.settings());
    send(&book, &[])
        .exits(1)
        .says("the server knows no addresses such as béa@mail.example (SMTPUTF8)");
    // A domain has a spelling that every server knows.
    assert_eq!(
        server.recipients(),
        ["info@xn--lpha-koa.example", "cem@alpha.example"]
    );
}

#[test]
fn a_connection_that_is_lost_before_the_message_is_made_again() {
    let server = MailServer::start();
    let book = book_with_drafts(&server);
    server.answers("bea@mail.example", &[Answer::HangUpBefore]);
    let outcome = world::succeeds(send(&book, &[]));
    assert_eq!(balance(&outcome), "3 drafts = 3 sent");
    assert_eq!(server.received().len(), 3);
}

#[test]
fn a_connection_that_is_lost_after_the_message_leaves_it_unclear() {
    let server = MailServer::start();
    let book = book_with_drafts(&server);
    server.answers("bea@mail.example", &[Answer::HangUpAfter]);
    let outcome = send(&book, &[]).exits(1);
    assert_eq!(balance(&outcome), "3 drafts = 2 sent + 1 unclear");
    drop(outcome.says("error[W023] letters/SPRING/10000_B_Bea Berg.eml\n"));
    assert_eq!(statuses(&book), ["In Progress", "", "", ""]);
    assert_eq!(notes(&book, BEA), [MailState::Sending, MailState::Unclear]);
    // Nothing is sent again before somebody says so.
    let outcome = send(&book, &[]).exits(1);
    assert_eq!(
        balance(&outcome),
        "3 drafts = 0 sent + 2 sent before + 1 unclear"
    );
    assert_eq!(server.received().len(), 3);
    let outcome = world::succeeds(send(&book, &["--unclear-as-sent"]));
    assert_eq!(balance(&outcome), "3 drafts = 0 sent + 3 sent before");
    assert_eq!(server.received().len(), 3);
    assert_eq!(statuses(&book), ["", "", "", ""]);
}

#[test]
fn an_unclear_one_is_sent_again_when_asked_for_with_the_same_number() {
    let server = MailServer::start();
    let book = book_with_drafts(&server);
    server.answers("bea@mail.example", &[Answer::HangUpAfter]);
    send(&book, &[]).exits(1);
    let outcome = world::succeeds(send(&book, &["--again", "unclear"]));
    assert_eq!(balance(&outcome), "3 drafts = 1 sent + 2 sent before");
    let numbers: Vec<String> = server
        .received()
        .iter()
        .filter(|message| message.to == ["bea@mail.example"])
        .flat_map(|message| {
            let lines = message.text.lines().map(str::to_owned);
            lines
                .filter(|line| line.starts_with("Message-ID"))
                .collect::<Vec<_>>()
        })
        .collect();
    assert_eq!(numbers.len(), 2);
    assert_eq!(numbers[0], numbers[1]);
}

#[test]
fn who_must_log_in_does_so_with_a_password_from_the_environment() {
    let server = MailServer::start();
    server.asks_for("news@example.com", "sécret");
    let book = book_with_drafts(&server);
    book.settings(&(server.settings() + "user = \"news@example.com\"\n"));
    send(&book, &[])
        .exits(2)
        .says("set the environment variable SEGBOOK_SMTP_PASSWORD");
    assert!(server.commands().is_empty());
    let outcome = send_with_password(&book, "wrong").exits(2);
    assert!(!outcome.stderr.contains("wrong\n"), "{}", outcome.stderr);
    let outcome = outcome
        .says("does not let news@example.com in: 535 5.7.8 wrong password")
        .says("check [smtp] user");
    assert_eq!(balance(&outcome), "3 drafts = 0 sent + 3 left");
    assert_eq!(notes(&book, BEA), []);
    let outcome = world::succeeds(send_with_password(&book, "sécret"));
    assert_eq!(balance(&outcome), "3 drafts = 3 sent");
}

#[test]
fn without_encryption_nothing_is_said() {
    let server = MailServer::start();
    server.asks_for("ann", "secret");
    let book = book_with_drafts(&server);
    let settings = server.settings() + "user = \"ann\"\n";
    book.settings(&settings.replace("\"none\"", "\"starttls\""));
    let outcome = send_with_password(&book, "secret")
        .exits(2)
        .says("it offers no encryption (STARTTLS)");
    assert_eq!(balance(&outcome), "3 drafts = 0 sent + 3 left");
    let said = server.commands().join("\n");
    assert!(!said.contains("AUTH") && !said.contains("MAIL"), "{said}");
    // Nor to another computer, even if somebody wanted that.
    book.settings(&settings.replace("127.0.0.1", "mail.example.com"));
    send_with_password(&book, "secret")
        .exits(2)
        .says("the password would go to mail.example.com unencrypted");
}

#[test]
fn what_was_canceled_meanwhile_is_not_sent() {
    let server = MailServer::start();
    let book = book_with_drafts(&server);
    world::succeeds(book.segbook(&["cancel", "entries", "2"]));
    let id = book
        .runs()
        .iter()
        .find(|run| run.join("letters").exists())
        .cloned();
    let id = id
        .expect("the run")
        .file_name()
        .expect("a name")
        .to_string_lossy()
        .into_owned();
    let outcome = world::succeeds(book.segbook(&["send", &id]));
    assert_eq!(balance(&outcome), "3 drafts = 2 sent + 1 canceled");
    assert_eq!(
        server.recipients(),
        ["bea@mail.example", "cem@alpha.example"]
    );
}

#[test]
fn a_draft_that_was_changed_stops_everything_before_the_first() {
    let server = MailServer::start();
    let book = book_with_drafts(&server);
    let last = book.only_run().join("letters/SPRING/30000_C_Cem Can.eml");
    let original = fs::read(&last).expect("a draft");
    fs::write(&last, [&original[..], b"PS"].concat()).expect("a change");
    send(&book, &[]).exits(3).says("it was changed");
    fs::remove_file(&last).expect("a draft");
    send(&book, &["--dry-run"]).exits(3).says("cannot be read");
    assert!(server.commands().is_empty());
    fs::write(&last, original).expect("as it was");
    world::succeeds(send(&book, &[]));
}

#[test]
fn a_server_that_is_not_there_stops_the_command() {
    let server = MailServer::start();
    let book = book_with_drafts(&server);
    let free = TcpListener::bind(("127.0.0.1", 0)).expect("a port");
    let port = free.local_addr().expect("an address").port();
    drop(free);
    let settings = "[mail]\nfrom = \"news@example.com\"\n\
        [smtp]\nhost = \"127.0.0.1\"\ntls = \"none\"\nretry_seconds = 0\n";
    book.settings(&format!("{settings}port = {port}\n"));
    let outcome = send(&book, &[]).exits(3).says(&format!(
        "the mail server 127.0.0.1:{port} cannot be reached"
    ));
    assert_eq!(balance(&outcome), "3 drafts = 0 sent + 3 left");
}

#[test]
fn what_the_settings_lack_is_asked_for() {
    let server = MailServer::start();
    let book = book_with_drafts(&server);
    for (settings, expected) in [
        ("[mail]\nfrom = \"a@b.c\"", "no mail server is set"),
        ("[smtp]\nhost = \"localhost\"", "set [mail] from"),
        (
            "[mail]\nfrom = \"Ann ann@b.c\"\n[smtp]\nhost = \"localhost\"",
            "[mail] from \"Ann ann@b.c\" is no address",
        ),
    ] {
        book.settings(settings);
        send(&book, &["--dry-run"]).exits(2).says(expected);
    }
    book.segbook(&["send", "2025"])
        .exits(2)
        .says("there is no run 2025");
}

#[test]
fn a_run_without_drafts_has_nothing_to_send() {
    let book = world::book_with_spring();
    world::succeeds(book.segbook(&["run"]));
    let outcome = world::succeeds(send(&book, &[]));
    assert_eq!(balance(&outcome), "0 drafts = 0 sent");
}

#[test]
fn only_one_sends_at_a_time_and_runs_go_on_meanwhile() {
    let server = MailServer::start();
    let book = book_with_drafts(&server);
    let lock = SendingLock::take(&book.path("ledger.db")).expect("the lock");
    send(&book, &[]).exits(4).says("another `segbook send`");
    world::succeeds(send(&book, &["--dry-run"]));
    world::succeeds(book.segbook(&["run"]));
    drop(lock);
    world::succeeds(send(&book, &[]));
}

#[test]
fn json_has_every_draft_with_its_state() {
    let server = MailServer::start();
    let book = book_with_drafts(&server);
    server.answers("info@alpha.example", &[Answer::ToRecipient("550 no")]);
    let json = send(&book, &["--json"]).exits(1).json();
    assert_eq!(json["command"], "send");
    assert_eq!(json["exit_code"], 1);
    assert_eq!(json["dry_run"], false);
    assert_eq!(
        json["counts"],
        serde_json::json!({
            "drafts": 3, "sent": 2, "sent_before": 0, "refused": 1, "not_yet": 0, "unclear": 0,
            "canceled": 0, "left": 0,
        })
    );
    assert_eq!(json["mails"][1]["state"], "refused");
    assert_eq!(json["mails"][1]["to"][0], "info@alpha.example");
    assert_eq!(json["mails"][1]["reply"], "550 no");
    assert_eq!(json["mails"][1]["entry_no"], 2);
    assert_eq!(json["findings"][0]["code"], "W021");
    assert_eq!(json["error"], serde_json::Value::Null);
}
