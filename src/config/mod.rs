//! Settings: `segbook.toml` as written, and as resolved with flags and environment.
//!
//! [`keys`] is the one list of what can be set. [`resolve`] reads the file, asks flags and
//! environment first, and returns either the [`Settings`] in force or everything that is wrong.

mod document;
pub mod keys;
mod letters;
mod mail;
mod names;
mod near_miss;
mod parse;
mod resolve;
mod settings;
#[cfg(test)]
mod tests;

pub use document::FILE_NAME;
pub use letters::{LetterSettings, UnknownField};
pub use mail::{MailSettings, SmtpSettings, SmtpTls};
pub use near_miss::nearest;
pub use resolve::{BOOK_VARIABLE, Flags, book_of, resolve};
pub use settings::{
    InForce, InputSettings, Limits, OnError, OutputFormat, OutputSettings, Settings,
};
