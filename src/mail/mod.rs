//! Mail: drafts as `.eml` files that open in a mail program ready to send. Knows messages and
//! addresses, but no segments.

mod address;
mod draft;
mod outgoing;
mod plain_text;

pub use address::{Address, BadAddress, Mailbox, addresses};
pub use draft::{Attachment, Body, DOCX, Draft, DraftError};
pub use outgoing::{Head, NotADraft, Outgoing, Stamp, message_id};
pub use plain_text::text_of_html;
