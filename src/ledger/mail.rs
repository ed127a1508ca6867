//! The journal of e-mail: which drafts a run has, how each stands, and one note after the other.
//!
//! Each note is a transaction of its own, so that a sender who is interrupted has left behind what he
//! was doing. The Delivery Status of the draft's log entry goes with it.

use std::path::Path;
use std::time::Duration;

use rusqlite::{Connection, OptionalExtension, Row, params};

use crate::error::{Error, Result};
use crate::schema::{INTERACTION_LOG_ENTRY, interaction_log_entry as entry};

use super::Ledger;
use super::open::Access;
use super::tables::quoted;

/// A note waits so long for a run that holds the ledger: what was sent must be written down.
const NOTE_WAIT: Duration = Duration::from_mins(10);

/// A draft that a run has written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DraftRecord {
    /// Its path in the run's folder, as in `run.json`.
    pub path: String,
    /// The log entry that it belongs to.
    pub entry_no: i64,
}

/// How a draft stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DraftState {
    /// Its path in the run's folder.
    pub path: String,
    /// The log entry that it belongs to.
    pub entry_no: i64,
    /// Whether that log entry was canceled or deleted since; its number may be another's now.
    pub is_canceled: bool,
    /// The last note; none when it was never tried.
    pub last: Option<MailNote>,
}

/// What was noted about a draft.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MailNote {
    /// What it was.
    pub state: MailState,
    /// The Message-ID that it was, or will be, sent with.
    pub message_id: String,
    /// What the server said, or what happened to the connection.
    pub reply: String,
    /// When, as RFC 3339 in UTC.
    pub noted_at: String,
}

/// How an e-mail stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MailState {
    /// It is being sent; afterwards this means that nobody knows.
    Sending,
    /// The server has taken it.
    Sent,
    /// The server may take it later.
    Deferred,
    /// The server will not take it.
    Refused,
    /// Nobody knows whether the server has taken it.
    Unclear,
}

/// BC's Delivery Status, by its ordinal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DeliveryStatus {
    /// Blank: done, or nothing to do.
    Done = 0,
    /// In Progress.
    InProgress = 1,
    /// Error.
    Error = 2,
}

impl MailState {
    const ALL: [(Self, &'static str); 5] = [
        (Self::Sending, "sending"),
        (Self::Sent, "sent"),
        (Self::Deferred, "deferred"),
        (Self::Refused, "refused"),
        (Self::Unclear, "unclear"),
    ];

    fn name(self) -> &'static str {
        let (_, name) = Self::ALL[self as usize];
        name
    }

    fn called(name: &str) -> Option<Self> {
        Self::ALL
            .into_iter()
            .find_map(|(state, known)| (known == name).then_some(state))
    }
}

impl Ledger {
    /// The drafts of a run, in the order in which it wrote them.
    pub fn drafts(&self, run_id: &str) -> Result<Vec<DraftState>> {
        let found = self.with(|connection| {
            // A ledger of an earlier version that is only read does not have the table yet.
            if !connection.table_exists(None, "drafts")? {
                return Ok(Vec::new());
            }
            let sql = format!(
                "SELECT path, entry_no, NOT EXISTS ( \
                   SELECT 1 FROM {entries} AS entry JOIN run_logged_segments AS mine \
                   ON mine.logged_segment_entry_no = entry.{logged_segment} \
                   AND mine.run_id = drafts.run_id \
                   WHERE entry.{no} = drafts.entry_no AND coalesce(entry.{canceled}, 0) = 0 \
                   AND NOT EXISTS ( \
                     SELECT 1 FROM run_logged_segments AS later \
                     WHERE later.logged_segment_entry_no = mine.logged_segment_entry_no \
                     AND later.position > mine.position)) \
                 FROM drafts WHERE run_id = ?1 ORDER BY position",
                entries = quoted(INTERACTION_LOG_ENTRY.caption),
                no = column(entry::ENTRY_NO),
                canceled = column(entry::CANCELED),
                logged_segment = column(entry::LOGGED_SEGMENT_ENTRY_NO),
            );
            let mut statement = connection.prepare(&sql)?;
            let drafts = statement.query_map([run_id], |row| {
                Ok(DraftState {
                    path: row.get(0)?,
                    entry_no: row.get(1)?,
                    is_canceled: row.get(2)?,
                    last: None,
                })
            })?;
            let mut drafts = drafts.collect::<rusqlite::Result<Vec<_>>>()?;
            let mut last = connection.prepare(
                "SELECT state, message_id, reply, noted_at FROM mail_journal \
                 WHERE run_id = ?1 AND path = ?2 ORDER BY position DESC LIMIT 1",
            )?;
            for draft in &mut drafts {
                draft.last = last.query_row([run_id, &draft.path], note).optional()?;
            }
            Ok(drafts)
        })?;
        Ok(found.unwrap_or_default())
    }

    /// All notes about a draft, the oldest first.
    pub fn mail_notes(&self, run_id: &str, path: &str) -> Result<Vec<MailNote>> {
        let notes = self.with(|connection| {
            connection
                .prepare(
                    "SELECT state, message_id, reply, noted_at FROM mail_journal \
                     WHERE run_id = ?1 AND path = ?2 ORDER BY position",
                )?
                .query_map([run_id, path], note)?
                .collect()
        })?;
        Ok(notes.unwrap_or_default())
    }

    /// Opens the ledger for one note: as [`Ledger::open_for_writing`], with more patience.
    pub fn open_for_note(path: &Path) -> Result<Self> {
        Self::writing(path, NOTE_WAIT)
    }

    /// Writes one note about a draft, and the Delivery Status of its log entry; on the disk when
    /// this returns.
    pub fn note_mail(
        mut self,
        run_id: &str,
        draft: &DraftRecord,
        note: &MailNote,
        status: DeliveryStatus,
    ) -> Result<()> {
        if !self.is_for_writing() {
            return Err(Error::fault("a ledger that is only read cannot be written"));
        }
        self.with(|connection| {
            connection.execute(
                "INSERT INTO mail_journal (run_id, path, state, message_id, reply, noted_at) \
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
                params![
                    run_id,
                    draft.path,
                    note.state.name(),
                    note.message_id,
                    note.reply,
                    note.noted_at
                ],
            )?;
            let sql = format!(
                "UPDATE {} SET {} = ?1 WHERE {} = ?2",
                quoted(INTERACTION_LOG_ENTRY.caption),
                column(entry::DELIVERY_STATUS),
                column(entry::ENTRY_NO)
            );
            connection.execute(&sql, params![status as u8, draft.entry_no])?;
            Ok(())
        })?;
        self.access = Access::Committed;
        self.with(|connection| connection.execute_batch("COMMIT"))?;
        Ok(())
    }
}

/// Lists the drafts of a run that is being committed.
pub(super) fn insert_drafts(
    connection: &Connection,
    run_id: &str,
    drafts: &[DraftRecord],
) -> rusqlite::Result<()> {
    let mut statement =
        connection.prepare("INSERT INTO drafts (run_id, path, entry_no) VALUES (?1, ?2, ?3)")?;
    for draft in drafts {
        statement.execute(params![run_id, draft.path, draft.entry_no])?;
    }
    Ok(())
}

fn column(field: crate::schema::FieldNo) -> String {
    quoted(INTERACTION_LOG_ENTRY.field(field).caption)
}

fn note(row: &Row<'_>) -> rusqlite::Result<MailNote> {
    let state: String = row.get(0)?;
    Ok(MailNote {
        state: MailState::called(&state).ok_or_else(|| {
            rusqlite::Error::FromSqlConversionFailure(
                0,
                rusqlite::types::Type::Text,
                format!("{state:?} is no state of an e-mail").into(),
            )
        })?,
        message_id: row.get(1)?,
        reply: row.get(2)?,
        noted_at: row.get(3)?,
    })
}
