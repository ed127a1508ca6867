//! The ledger: one SQLite file with everything that was ever logged. The only place with SQL.
//!
//! BC's tables stand in it under BC's captions, so that any SQLite browser shows what an analyst
//! knows; their columns come from the [schema](crate::schema), segbook's own from `schema.sql`.
//! One writer at a time: [`Ledger::open_for_writing`] takes the lock before anything is read,
//! [`Ledger::commit`] is the only place where something becomes true.

mod audit;
mod commit;
mod edits;
mod entry;
mod failure;
mod fault;
mod history;
mod mail;
#[cfg(test)]
mod mail_tests;
mod numbered;
mod open;
mod sending;
mod tables;
#[cfg(test)]
mod tests;

pub use audit::{LoggedByRun, Numbers};
pub use entry::{Changes, RunRecord};
pub use fault::{CommitStep, SendStep, reach, reach_in_sending};
pub use mail::{DeliveryStatus, DraftRecord, DraftState, MailNote, MailState};
pub use open::Ledger;
pub use sending::SendingLock;
