//! `segbook send`: deliver the e-mail drafts of a run.

use clap::ValueEnum;
use serde::Serialize;

use crate::cli::args::Common;
use crate::cli::batch;
use crate::cli::console::Console;
use crate::cli::json::{self, OneError};
use crate::cli::plain::{counted, one_line, thousands};
use crate::cli::table::{Column, TextTable};
use crate::cli::{errors, exit};
use crate::config;
use crate::error::Result;
use crate::run::send::{self, MailReport, SendReport, SendRequest, SendState};

const EXAMPLES: &str = "\
Examples:
  segbook send 7f3a --dry-run            who would get an e-mail; nothing is sent
  segbook send 7f3a --limit 1            only the first, to see that it arrives
  segbook send 7f3a                      all that are not sent yet
  segbook send 7f3a --again refused      also those that the server refused before

A run is named as for `segbook history`. The mail server stands in segbook.toml, [mail] and [smtp];
its password is the environment variable SEGBOOK_SMTP_PASSWORD.

Each e-mail is sent once: the ledger has a note before and after it. An e-mail that the server puts
off is tried again, [smtp] tries in all; one that it refuses is not. If the connection or segbook
ends between an e-mail and the server's answer, nobody knows whether it arrived: then it is not sent
again before you say so, with --again unclear or --unclear-as-sent.";

/// Deliver the e-mail drafts of a run, each once
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(in crate::cli) struct Send {
    /// A run, by its id or the beginning of it
    #[arg(value_name = "RUN")]
    run: String,
    /// Send at most so many
    #[arg(long, value_name = "N")]
    limit: Option<usize>,
    /// Send also those that were refused, or of which nobody knows whether they arrived
    #[arg(long, value_name = "WHAT", value_enum)]
    again: Vec<Again>,
    /// Take those of which nobody knows whether they arrived as sent
    #[arg(long)]
    unclear_as_sent: bool,
}

/// What is sent once more.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Again {
    /// What the server refused
    Refused,
    /// What may have arrived
    Unclear,
}

/// The result for other programs.
#[derive(Serialize)]
struct Json<'a> {
    command: &'static str,
    exit_code: u8,
    run: &'a str,
    dry_run: bool,
    counts: &'a Counts,
    mails: &'a [MailReport],
    findings: Vec<json::OneFinding<'a>>,
    error: Option<OneError>,
}

/// The drafts by how they stand; together they are all.
#[derive(Debug, Default, PartialEq, Eq, Serialize)]
struct Counts {
    drafts: u64,
    sent: u64,
    sent_before: u64,
    refused: u64,
    not_yet: u64,
    unclear: u64,
    canceled: u64,
    left: u64,
}

pub(in crate::cli) fn run(args: &Send, common: &Common, console: &mut Console) -> Result<u8> {
    let settings = batch::settings(common)?;
    let request = SendRequest {
        run: args.run.clone(),
        dry_run: common.dry_run,
        limit: args.limit,
        again_refused: args.again.contains(&Again::Refused),
        again_unclear: args.again.contains(&Again::Unclear),
        unclear_as_sent: args.unclear_as_sent,
        password: std::env::var(config::keys::SMTP_PASSWORD)
            .ok()
            .filter(|password| !password.is_empty()),
    };
    let progress = console.progress();
    let report = send::send(&request, &settings, &progress)?;
    let code = match &report.stopped {
        Some(error) => error.exit_code(),
        None if report.findings.has_errors() => exit::FINDINGS,
        None => exit::DONE,
    };
    let counts = Counts::of(&report);
    if console.is_json() {
        console.json(&Json {
            command: "send",
            exit_code: code,
            run: &report.run,
            dry_run: report.is_dry_run,
            counts: &counts,
            mails: &report.mails,
            findings: json::all(&report.findings),
            error: report.stopped.as_ref().map(OneError::new),
        });
    } else {
        let list = list(&report, console.width());
        console.data(&list);
        batch::show_findings(&report.findings, common.max_findings, console);
    }
    if let Some(error) = &report.stopped {
        let text = errors::text(error, console.paint());
        console.insist(&text);
    }
    if report.is_dry_run {
        console.tell("dry run: nothing was sent\n");
    }
    console.tell(&format!("{}\n", balance(&report, &counts)));
    Ok(code)
}

/// What this command did, or would do: one line for each draft that was not done with before.
fn list(report: &SendReport, width: Option<usize>) -> String {
    let columns = [
        Column::word("state"),
        Column::word("draft"),
        Column::text("to"),
        Column::number("tries"),
        Column::text("answer"),
    ];
    let mut table = TextTable::new(&columns);
    let shown = |mail: &&MailReport| match mail.state {
        SendState::SentBefore | SendState::Canceled => false,
        // Beyond the limit nobody looked.
        SendState::Left => !mail.to.is_empty(),
        _ => true,
    };
    let mails: Vec<&MailReport> = report.mails.iter().filter(shown).collect();
    for mail in &mails {
        table.row(vec![
            state(mail.state).to_owned(),
            mail.draft.clone(),
            mail.to.join(", "),
            thousands(mail.tries.into()),
            one_line(&mail.reply),
        ]);
    }
    if mails.is_empty() {
        return String::new();
    }
    let mut text = table.lines(width).join("\n");
    text.push('\n');
    text
}

fn state(state: SendState) -> &'static str {
    match state {
        SendState::Sent => "sent",
        SendState::SentBefore => "sent before",
        SendState::Refused => "refused",
        SendState::NotYet => "not yet",
        SendState::Unclear => "unclear",
        SendState::Canceled => "canceled",
        SendState::Left => "left",
    }
}

impl Counts {
    fn of(report: &SendReport) -> Self {
        let mut counts = Self {
            drafts: report.mails.len() as u64,
            ..Self::default()
        };
        for mail in &report.mails {
            *match mail.state {
                SendState::Sent => &mut counts.sent,
                SendState::SentBefore => &mut counts.sent_before,
                SendState::Refused => &mut counts.refused,
                SendState::NotYet => &mut counts.not_yet,
                SendState::Unclear => &mut counts.unclear,
                SendState::Canceled => &mut counts.canceled,
                SendState::Left => &mut counts.left,
            } += 1;
        }
        counts
    }
}

/// `12 drafts = 9 sent + 2 sent before + 1 refused; run 2026-11-23-7f3a9c21`.
fn balance(report: &SendReport, counts: &Counts) -> String {
    let left = if report.is_dry_run {
        "to be sent"
    } else {
        "left"
    };
    let mut parts = vec![format!("{} sent", thousands(counts.sent))];
    let others = [
        (counts.sent_before, "sent before"),
        (counts.refused, "refused"),
        (counts.not_yet, "not delivered yet"),
        (counts.unclear, "unclear"),
        (counts.canceled, "canceled"),
        (counts.left, left),
    ];
    parts.extend(
        others
            .into_iter()
            .filter(|&(count, _)| count > 0)
            .map(|(count, words)| format!("{} {words}", thousands(count))),
    );
    format!(
        "{} = {}; run {}",
        counted(counts.drafts, "draft", "drafts"),
        parts.join(" + "),
        report.run
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::Findings;

    fn report(states: &[SendState], is_dry_run: bool) -> SendReport {
        let mail = |&state: &SendState| MailReport {
            draft: "letters/SPRING/10000_C100_Ann.eml".into(),
            entry_no: 1,
            to: vec!["ann@example.com".into()],
            state,
            tries: 0,
            reply: String::new(),
            message_id: String::new(),
        };
        SendReport {
            run: "2026-11-23-7f3a9c21".into(),
            is_dry_run,
            mails: states.iter().map(mail).collect(),
            findings: Findings::default(),
            stopped: None,
        }
    }

    #[test]
    fn the_last_line_adds_up() {
        for (states, is_dry_run, expected) in [
            (&[][..], false, "0 drafts = 0 sent; run 2026-11-23-7f3a9c21"),
            (
                &[SendState::Sent][..],
                false,
                "1 draft = 1 sent; run 2026-11-23-7f3a9c21",
            ),
            (
                &[
                    SendState::Sent,
                    SendState::SentBefore,
                    SendState::Refused,
                    SendState::NotYet,
                    SendState::Unclear,
                    SendState::Canceled,
                    SendState::Left,
                    SendState::Sent,
                ],
                false,
                "8 drafts = 2 sent + 1 sent before + 1 refused + 1 not delivered yet + 1 unclear + 1 canceled + 1 left; run 2026-11-23-7f3a9c21",
            ),
            (
                &[SendState::Left, SendState::SentBefore],
                true,
                "2 drafts = 0 sent + 1 sent before + 1 to be sent; run 2026-11-23-7f3a9c21",
            ),
        ] {
            let report = report(states, is_dry_run);
            assert_eq!(balance(&report, &Counts::of(&report)), expected);
        }
    }
}
