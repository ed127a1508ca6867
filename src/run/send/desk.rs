//! What delivery needs of the batch: the drafts as messages, notes in the ledger, and time.

use std::path::Path;
use std::time::{Duration, Instant};

use crate::error::{Error, Result};
use crate::ledger::{DeliveryStatus, Ledger, MailNote, MailState, SendStep, reach_in_sending};
use crate::mail::{Desk, Ending, Outgoing, Pace, Stamp};

use super::super::commit_run::now;
use super::outbox::read_unchanged;
use super::{Letter, Sender};

/// Hands out the drafts of a run, and notes what becomes of them in the ledger.
pub(super) struct LedgerDesk<'a> {
    pub(super) ledger: &'a Path,
    pub(super) run: &'a str,
    pub(super) folder: &'a Path,
    pub(super) letters: &'a [Letter],
    pub(super) sender: &'a Sender,
}

impl LedgerDesk<'_> {
    fn note(&self, at: usize, state: MailState, reply: &str, status: DeliveryStatus) -> Result<()> {
        let letter = &self.letters[at];
        let note = MailNote {
            state,
            message_id: letter.message_id.clone(),
            reply: reply.to_owned(),
            noted_at: now(),
        };
        let ledger = Ledger::open_for_note(self.ledger)?;
        ledger.note_mail(self.run, &letter.record, &note, status)
    }
}

impl Desk for LedgerDesk<'_> {
    fn message(&mut self, at: usize) -> Result<Outgoing> {
        let letter = &self.letters[at];
        let path = self.folder.join(&letter.record.path);
        let draft = read_unchanged(&path, &letter.sha256)?;
        let stamp = Stamp {
            from: self.sender.from.as_ref(),
            reply_to: self.sender.reply_to.as_ref(),
            message_id: &letter.message_id,
            date: &chrono::Utc::now().to_rfc2822(),
        };
        Outgoing::new(&draft, &stamp)
            .map_err(|why| Error::file(&path, &format!("cannot be sent: it {why}")))
    }

    fn begin(&mut self, at: usize) -> Result<()> {
        self.note(at, MailState::Sending, "", DeliveryStatus::InProgress)?;
        reach_in_sending(SendStep::Begun);
        Ok(())
    }

    fn end(&mut self, at: usize, ending: Ending, reply: &str) -> Result<()> {
        reach_in_sending(SendStep::Answered);
        let (state, status) = match ending {
            Ending::Sent => (MailState::Sent, DeliveryStatus::Done),
            Ending::Refused => (MailState::Refused, DeliveryStatus::Error),
            Ending::Deferred => (MailState::Deferred, DeliveryStatus::InProgress),
            Ending::GivenUp => (MailState::Deferred, DeliveryStatus::Error),
            Ending::Unclear => (MailState::Unclear, DeliveryStatus::InProgress),
        };
        self.note(at, state, reply, status)?;
        reach_in_sending(SendStep::Noted);
        Ok(())
    }
}

/// Time as it goes by.
pub(super) struct RealTime(Instant);

impl RealTime {
    pub(super) fn start() -> Self {
        Self(Instant::now())
    }
}

impl Pace for RealTime {
    fn now(&self) -> Duration {
        self.0.elapsed()
    }

    fn wait(&mut self, time: Duration) {
        std::thread::sleep(time);
    }
}
