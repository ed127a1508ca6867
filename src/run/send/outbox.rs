//! The drafts of a run: how each stands, and which of them are to be sent.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

use crate::config::Settings;
use crate::error::{Error, Result};
use crate::finding::Findings;
use crate::ledger::{DeliveryStatus, DraftState, Ledger, MailNote};
use crate::mail::{Head, Mailbox, NotADraft, message_id};
use crate::value::hexadecimal;

use super::super::commit_run::now;
use super::{
    DraftRecord, Ending, MailReport, MailState, Outcome, SendReport, SendRequest, SendState,
    drafts_of, told,
};

/// The drafts of a run.
pub(super) struct Outbox {
    /// The run's id.
    pub(super) run: String,
    /// Its folder.
    pub(super) folder: PathBuf,
    drafts: Vec<DraftState>,
    /// SHA-256 of each file that the run wrote, by path.
    written: BTreeMap<String, String>,
}

/// A draft that is to be sent.
pub(super) struct Letter {
    /// Its position among the drafts of the run.
    at: usize,
    /// The draft.
    pub(super) record: DraftRecord,
    /// What its bytes must be.
    pub(super) sha256: String,
    /// Who gets it.
    to: Vec<String>,
    /// What it is sent with.
    pub(super) message_id: String,
}

impl Outbox {
    pub(super) fn open(request: &SendRequest, settings: &Settings) -> Result<Self> {
        let (run, drafts) = drafts_of(request, settings)?;
        let record: serde_json::Value = serde_json::from_str(&run.json).unwrap_or_default();
        let outputs = record["outputs"].as_array().into_iter().flatten();
        let written = outputs
            .filter_map(|output| {
                let path = output["path"].as_str()?.to_owned();
                Some((path, output["sha256"].as_str()?.to_owned()))
            })
            .collect();
        Ok(Self {
            folder: settings.output.folder.join("runs").join(&run.id),
            run: run.id,
            drafts,
            written,
        })
    }

    /// Those of which nobody knows whether they arrived are sent from now on.
    pub(super) fn take_unclear_as_sent(&mut self, settings: &Settings) -> Result<()> {
        for draft in &mut self.drafts {
            let Some(last) = &draft.last else { continue };
            if !is_unclear(last.state) || draft.is_canceled {
                continue;
            }
            let note = MailNote {
                state: MailState::Sent,
                message_id: last.message_id.clone(),
                reply: "taken as sent by the user".to_owned(),
                noted_at: now(),
            };
            let record = DraftRecord {
                path: draft.path.clone(),
                entry_no: draft.entry_no,
            };
            Ledger::open_for_note(&settings.ledger)?.note_mail(
                &self.run,
                &record,
                &note,
                DeliveryStatus::Done,
            )?;
            draft.last = Some(note);
        }
        Ok(())
    }

    /// The drafts that are to be sent, all looked at: the first that cannot be is an error, before
    /// anything leaves.
    pub(super) fn pending(
        &self,
        request: &SendRequest,
        from: Option<&Mailbox>,
    ) -> Result<Vec<Letter>> {
        let wanted = self.drafts.iter().enumerate().filter(|(_, draft)| {
            let state = draft.last.as_ref().map(|last| last.state);
            let is_wanted = match state {
                None | Some(MailState::Deferred) => true,
                Some(MailState::Sent) => false,
                Some(MailState::Refused) => request.again_refused,
                Some(MailState::Sending | MailState::Unclear) => request.again_unclear,
            };
            is_wanted && !draft.is_canceled
        });
        wanted
            .take(request.limit.unwrap_or(usize::MAX))
            .map(|(at, draft)| self.letter(at, draft, from))
            .collect()
    }

    fn letter(&self, at: usize, draft: &DraftState, from: Option<&Mailbox>) -> Result<Letter> {
        let path = self.folder.join(&draft.path);
        let sha256 = self.written.get(&draft.path).ok_or_else(|| {
            Error::fault(format!(
                "the draft {} is not among the files of run {}",
                draft.path, self.run
            ))
        })?;
        let bytes = read_unchanged(&path, sha256)?;
        let unusable = |why: NotADraft| {
            let error = Error::file(&path, &format!("cannot be sent: it {why}"));
            if why == NotADraft::NoSender {
                return Error::usage("nobody is named as the sender of e-mails")
                    .hint("set [mail] from = \"Spring team <news@example.com>\" in segbook.toml");
            }
            error
        };
        let head = Head::parse(&bytes).map_err(unusable)?;
        let to = head.recipients().map_err(unusable)?;
        let sender = head
            .sender()
            .or_else(|| from.map(|from| from.address.clone()))
            .ok_or_else(|| unusable(NotADraft::NoSender))?;
        Ok(Letter {
            at,
            record: DraftRecord {
                path: draft.path.clone(),
                entry_no: draft.entry_no,
            },
            sha256: sha256.clone(),
            to: to.iter().map(ToString::to_string).collect(),
            message_id: message_id(&self.run, &draft.path, sha256, sender.domain()),
        })
    }

    /// How every draft stands after some of them were tried.
    pub(super) fn report(&self, letters: &[Letter], outcomes: &[Outcome]) -> SendReport {
        let mut mails: Vec<MailReport> = self.drafts.iter().map(as_before).collect();
        for letter in letters {
            let mail = &mut mails[letter.at];
            mail.to.clone_from(&letter.to);
            mail.message_id.clone_from(&letter.message_id);
            mail.state = SendState::Left;
        }
        for outcome in outcomes {
            let mail = &mut mails[letters[outcome.at].at];
            mail.tries = outcome.tries;
            mail.reply.clone_from(&outcome.reply);
            mail.state = match outcome.ending {
                Ending::Sent => SendState::Sent,
                Ending::Refused => SendState::Refused,
                Ending::Deferred | Ending::GivenUp => SendState::NotYet,
                Ending::Unclear => SendState::Unclear,
            };
        }
        let mut findings = Findings::default();
        for mail in &mails {
            findings.extend(told::finding(&self.run, mail));
        }
        SendReport {
            run: self.run.clone(),
            is_dry_run: false,
            mails,
            findings,
            stopped: None,
        }
    }
}

/// Whether nobody knows if the e-mail arrived.
fn is_unclear(state: MailState) -> bool {
    matches!(state, MailState::Sending | MailState::Unclear)
}

/// How a draft stood before this command.
fn as_before(draft: &DraftState) -> MailReport {
    let state = match draft.last.as_ref().map(|last| last.state) {
        Some(MailState::Sent) => SendState::SentBefore,
        _ if draft.is_canceled => SendState::Canceled,
        Some(MailState::Refused) => SendState::Refused,
        Some(MailState::Sending | MailState::Unclear) => SendState::Unclear,
        Some(MailState::Deferred) | None => SendState::Left,
    };
    let last = draft.last.clone();
    MailReport {
        draft: draft.path.clone(),
        entry_no: draft.entry_no,
        to: Vec::new(),
        state,
        tries: 0,
        reply: last
            .as_ref()
            .map_or(String::new(), |last| last.reply.clone()),
        message_id: last.map_or(String::new(), |last| last.message_id),
    }
}

/// The bytes of a file of a run, if it is still the one that the run wrote.
pub(super) fn read_unchanged(path: &Path, sha256: &str) -> Result<Vec<u8>> {
    let hint = "`segbook history RUN --verify` shows what else was changed";
    let bytes =
        fs::read(path).map_err(|error| Error::io(path, "cannot be read", error).hint(hint))?;
    if hexadecimal(Sha256::digest(&bytes)) == sha256 {
        Ok(bytes)
    } else {
        Err(
            Error::file(path, "is not the draft that the run wrote: it was changed")
                .hint("send a changed draft from your mail program, and put the original back")
                .hint(hint),
        )
    }
}
