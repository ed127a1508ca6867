//! `send`: delivers the e-mail drafts of a run, each at most once.
//!
//! Everything is looked at first: which drafts there are, that each is still the file that the run
//! wrote, who sends them. Then a note in the ledger stands before and after every try. A note without
//! an answer means that nobody knows whether the e-mail arrived; that is said, and never sent again
//! without being asked.

mod desk;
mod outbox;
mod told;

use crate::config::{self, Settings, SmtpTls};
use crate::error::{Error, Result};
use crate::finding::Findings;
use crate::ledger::{DraftRecord, Ledger, MailState, SendingLock};
use crate::mail::{self, Ending, Login, Mailbox, Outcome, Policy, Relay, Security};
use crate::progress::Progress;

use super::history::find;
use super::recover;
use desk::{LedgerDesk, RealTime};
use outbox::{Letter, Outbox};

/// After so many a server may want a new connection; none asks for it earlier.
const MESSAGES_PER_CONNECTION: u32 = 50;

/// What `send` asks for.
pub struct SendRequest {
    /// A run's id or the beginning of one.
    pub run: String,
    /// Look at everything, but send nothing.
    pub dry_run: bool,
    /// At most so many drafts.
    pub limit: Option<usize>,
    /// Also those that a server has refused before.
    pub again_refused: bool,
    /// Also those of which nobody knows whether they arrived.
    pub again_unclear: bool,
    /// Take those of which nobody knows whether they arrived as sent.
    pub unclear_as_sent: bool,
    /// The password of the mail server.
    pub password: Option<String>,
}

/// What came of it.
#[derive(Debug)]
pub struct SendReport {
    /// The run.
    pub run: String,
    /// Whether nothing was to be sent.
    pub is_dry_run: bool,
    /// The drafts, in the order of the run.
    pub mails: Vec<MailReport>,
    /// One for each draft that is not delivered and that somebody has to look at.
    pub findings: Findings,
    /// What ended it early; what was sent until then stands.
    pub stopped: Option<Error>,
}

/// How one draft stands.
#[derive(Debug, Clone, serde::Serialize)]
pub struct MailReport {
    /// Its path in the run's folder.
    pub draft: String,
    /// The log entry that it belongs to.
    pub entry_no: i64,
    /// Its recipients; none when they were not looked at, because there is nothing to send.
    pub to: Vec<String>,
    /// How it stands now.
    pub state: SendState,
    /// How often it was tried this time.
    pub tries: u32,
    /// What the server said last, or what happened to the connection.
    pub reply: String,
    /// The Message-ID that it was, or will be, sent with; blank when it was not looked at.
    pub message_id: String,
}

/// How a draft stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum SendState {
    /// Sent by this command.
    Sent,
    /// Sent before.
    SentBefore,
    /// The server will not take it.
    Refused,
    /// The server may take it later.
    NotYet,
    /// Nobody knows whether it arrived.
    Unclear,
    /// Its log entry was canceled or deleted since.
    Canceled,
    /// Not tried: a dry run, a limit, or something ended the command before.
    Left,
}

/// Delivers the drafts of a run. What servers say is part of the report, not an error.
pub fn send(
    request: &SendRequest,
    settings: &Settings,
    progress: &dyn Progress,
) -> Result<SendReport> {
    let _only = (!request.dry_run)
        .then(|| SendingLock::take(&settings.ledger))
        .transpose()?;
    let mut outbox = Outbox::open(request, settings)?;
    if request.unclear_as_sent && !request.dry_run {
        outbox.take_unclear_as_sent(settings)?;
    }
    let sender = Sender::of(settings)?;
    let pending = outbox.pending(request, sender.from.as_ref())?;
    let mut outcomes = Vec::new();
    let mut stopped = None;
    if !pending.is_empty() {
        let mut relay = relay(request, settings)?;
        if !request.dry_run {
            let positions: Vec<usize> = (0..pending.len()).collect();
            let mut desk = LedgerDesk {
                ledger: &settings.ledger,
                run: &outbox.run,
                folder: &outbox.folder,
                letters: &pending,
                sender: &sender,
            };
            (outcomes, stopped) = mail::deliver(
                &positions,
                &mut relay,
                &mut desk,
                &mut RealTime::start(),
                &policy(settings),
                progress,
            );
        }
    }
    let mut report = outbox.report(&pending, &outcomes);
    report.is_dry_run = request.dry_run;
    report.stopped = stopped;
    Ok(report)
}

/// Who e-mails are from, by the settings.
pub(in crate::run) struct Sender {
    pub(in crate::run) from: Option<Mailbox>,
    pub(in crate::run) reply_to: Option<Mailbox>,
}

impl Sender {
    pub(in crate::run) fn of(settings: &Settings) -> Result<Self> {
        let mailbox = |key: &str, text: &Option<String>| {
            let parsed = text.as_ref().map(|text| {
                text.parse::<Mailbox>().map_err(|bad| {
                    Error::usage(format!("[mail] {key} \"{text}\" is no address: {bad}")).hint(
                        "write it as \"news@example.com\" or \"Spring team <news@example.com>\"",
                    )
                })
            });
            parsed.transpose()
        };
        Ok(Self {
            from: mailbox("from", &settings.mail.from)?,
            reply_to: mailbox("reply_to", &settings.mail.reply_to)?,
        })
    }
}

fn policy(settings: &Settings) -> Policy {
    let smtp = &settings.mail.smtp;
    Policy {
        rate_per_minute: smtp.rate_per_minute,
        tries_max: smtp.tries,
        first_wait: std::time::Duration::from_secs(smtp.retry_seconds.into()),
        messages_per_connection: MESSAGES_PER_CONNECTION,
    }
}

/// The mail server of the settings; nothing is said to it yet.
fn relay(request: &SendRequest, settings: &Settings) -> Result<Relay> {
    let smtp = &settings.mail.smtp;
    let Some(host) = &smtp.host else {
        return Err(Error::usage("no mail server is set")
            .hint("name it in segbook.toml: [smtp] host = \"smtp.example.com\"")
            .hint("without one, open the drafts in a mail program and send them there"));
    };
    let login = match (&smtp.user, &request.password) {
        (None, _) => None,
        (Some(user), Some(password)) => Some(Login {
            user: user.clone(),
            password: password.clone(),
        }),
        (Some(user), None) => {
            return Err(
                Error::usage(format!("there is no password for [smtp] user {user}")).hint(format!(
                    "set the environment variable {}; a password stands in no file",
                    config::keys::SMTP_PASSWORD
                )),
            );
        }
    };
    let security = match smtp.tls {
        SmtpTls::StartTls => Security::StartTls,
        SmtpTls::Tls => Security::Tls,
        SmtpTls::None => Security::None,
    };
    if security == Security::None && login.is_some() && !is_this_computer(host) {
        return Err(
            Error::usage(format!("the password would go to {host} unencrypted"))
                .hint("leave [smtp] tls out, or set it to \"tls\""),
        );
    }
    Ok(Relay::new(host, smtp.port, security, login))
}

fn is_this_computer(host: &str) -> bool {
    host.eq_ignore_ascii_case("localhost")
        || host
            .parse::<std::net::IpAddr>()
            .is_ok_and(|address| address.is_loopback())
}

/// The run and its drafts, as the ledger has them.
fn drafts_of(
    request: &SendRequest,
    settings: &Settings,
) -> Result<(crate::ledger::RunRecord, Vec<crate::ledger::DraftState>)> {
    let ledger = Ledger::open_for_reading(&settings.ledger)?;
    recover(&settings.output.folder.join("runs"), &ledger)?;
    let runs = ledger.runs()?;
    let run = find(&runs, &request.run)?.clone();
    let drafts = ledger.drafts(&run.id)?;
    Ok((run, drafts))
}
