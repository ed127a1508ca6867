//! Mail: drafts as `.eml` files that open in a mail program ready to send, and their delivery by SMTP.
//!
//! Knows messages, addresses and servers, but no segments and no ledger: who wants mail delivered gives
//! a [`Desk`] that hands out messages and writes down what became of them. Nothing here looks at a
//! clock; waiting is a trait too, so that tests need no time.

mod address;
mod deliver;
#[cfg(test)]
mod deliver_tests;
mod draft;
mod outgoing;
mod plain_text;
mod relay;
mod server;

pub use address::{Address, BadAddress, Mailbox, addresses};
pub use deliver::{Desk, Ending, Outcome, Pace, Policy, deliver};
pub use draft::{Attachment, Body, DOCX, Draft, DraftError};
pub use outgoing::{Head, NotADraft, Outgoing, Stamp, message_id};
pub use plain_text::text_of_html;
pub use relay::{Login, Relay, Security};
pub use server::{Attempt, Server, Unreachable};
