//! From a draft to the message that a server gets: without `X-Unsent`, with a date, a number of its
//! own and a sender.

use std::fmt::{self, Write as _};

use sha2::{Digest, Sha256};

use crate::value::hexadecimal;

use super::address::{Address, Mailbox};

/// The headers of a draft.
#[derive(Debug)]
pub struct Head<'a> {
    /// Name and lines of each, in order; the lines as they stand, folded, with their end.
    fields: Vec<(&'a str, &'a str)>,
    /// What follows the blank line.
    body: &'a [u8],
}

/// Why a file is no draft that can be sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum NotADraft {
    /// It has no headers.
    NoHeaders,
    /// Nobody is named in To, or somebody not by an address.
    NoRecipient,
    /// Neither the draft nor the settings name a sender.
    NoSender,
}

impl fmt::Display for NotADraft {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::NoHeaders => "has no headers of a message",
            Self::NoRecipient => "does not name its recipients by addresses",
            Self::NoSender => "names no sender",
        })
    }
}

impl std::error::Error for NotADraft {}

impl<'a> Head<'a> {
    /// Reads the headers of a message.
    pub fn parse(message: &'a [u8]) -> Result<Self, NotADraft> {
        let end = message
            .windows(4)
            .position(|four| four == b"\r\n\r\n")
            .ok_or(NotADraft::NoHeaders)?;
        let text = std::str::from_utf8(&message[..end + 2]).map_err(|_| NotADraft::NoHeaders)?;
        let mut fields = Vec::new();
        let mut rest = text;
        while !rest.is_empty() {
            let (name, _) = rest.split_once(':').ok_or(NotADraft::NoHeaders)?;
            if name.is_empty() || !name.bytes().all(|byte| byte.is_ascii_graphic()) {
                return Err(NotADraft::NoHeaders);
            }
            let length = folded_length(rest);
            fields.push((name, &rest[..length]));
            rest = &rest[length..];
        }
        Ok(Self {
            fields,
            body: &message[end + 4..],
        })
    }

    /// The names in order.
    pub fn names(&self) -> impl Iterator<Item = &'a str> {
        self.fields.iter().map(|(name, _)| *name)
    }

    /// The lines of a header, unfolded.
    fn value(&self, name: &str) -> Option<String> {
        let (name, lines) = self
            .fields
            .iter()
            .find(|(known, _)| known.eq_ignore_ascii_case(name))?;
        Some(
            lines[name.len() + 1..]
                .replace("\r\n", "")
                .trim()
                .to_owned(),
        )
    }

    /// The addresses that a header names.
    fn addresses(&self, name: &str) -> Vec<Address> {
        let parsed = self
            .value(name)
            .and_then(|value| value.parse::<lettre::message::Mailboxes>().ok());
        let all = parsed.into_iter().flatten();
        all.filter_map(|mailbox| mailbox.email.to_string().parse().ok())
            .collect()
    }

    /// Who gets the message: everybody that To names, or it is no draft.
    pub fn recipients(&self) -> Result<Vec<Address>, NotADraft> {
        let recipients = self.addresses("To");
        let named = self.value("To").map_or(0, |value| addresses_in(&value));
        if recipients.is_empty() || recipients.len() != named {
            return Err(NotADraft::NoRecipient);
        }
        Ok(recipients)
    }

    /// Who sends it, if the draft says so.
    pub fn sender(&self) -> Option<Address> {
        self.addresses("From").into_iter().next()
    }
}

/// How many addresses stand in a header, by their `@` outside of quotes: the library stops without a
/// word at one that it cannot read.
fn addresses_in(value: &str) -> usize {
    let (mut is_quoted, mut is_escaped, mut count) = (false, false, 0);
    for c in value.chars() {
        match c {
            _ if is_escaped => is_escaped = false,
            '\\' => is_escaped = is_quoted,
            '"' => is_quoted = !is_quoted,
            '@' if !is_quoted => count += 1,
            _ => {}
        }
    }
    count
}

/// The length of a header with the lines that continue it.
fn folded_length(text: &str) -> usize {
    let mut length = 0;
    for line in text.split_inclusive("\r\n") {
        if length > 0 && !line.starts_with([' ', '\t']) {
            break;
        }
        length += line.len();
    }
    length
}

/// A message as it is handed to a server.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outgoing {
    /// The sender of the envelope: who hears of what cannot be delivered.
    pub sender: Address,
    /// The recipients.
    pub recipients: Vec<Address>,
    /// The message itself, without an end of line behind the last one.
    pub bytes: Vec<u8>,
}

/// What a draft lacks to be sent.
#[derive(Debug, Clone, Copy)]
pub struct Stamp<'a> {
    /// The sender, if the draft names none.
    pub from: Option<&'a Mailbox>,
    /// Where answers go, if the draft does not say.
    pub reply_to: Option<&'a Mailbox>,
    /// `<…@…>`, see [`message_id`].
    pub message_id: &'a str,
    /// The time of sending, as RFC 5322 has it.
    pub date: &'a str,
}

impl Outgoing {
    /// Makes a draft ready to be sent.
    pub fn new(draft: &[u8], stamp: &Stamp<'_>) -> Result<Self, NotADraft> {
        let head = Head::parse(draft)?;
        let recipients = head.recipients()?;
        let sender = head
            .sender()
            .or_else(|| stamp.from.map(|from| from.address.clone()))
            .ok_or(NotADraft::NoSender)?;
        // Writing to a String cannot fail.
        let mut text = format!("Date: {}\r\n", stamp.date);
        let mut add = |name: &str, mailbox: Option<&Mailbox>| {
            if let Some(mailbox) = mailbox.filter(|_| head.value(name).is_none()) {
                let _ = write!(text, "{name}: {}\r\n", mailbox.encoded());
            }
        };
        add("From", stamp.from);
        add("Reply-To", stamp.reply_to);
        for (name, lines) in &head.fields {
            let is_ours = ["X-Unsent", "Date", "Message-ID"]
                .iter()
                .any(|own| own.eq_ignore_ascii_case(name));
            if !is_ours {
                text.push_str(lines);
            }
        }
        let _ = write!(text, "Message-ID: {}\r\n\r\n", stamp.message_id);
        let mut bytes = text.into_bytes();
        bytes.extend_from_slice(head.body.strip_suffix(b"\r\n").unwrap_or(head.body));
        Ok(Self {
            sender,
            recipients,
            bytes,
        })
    }
}

/// The number of a message: the same for the same draft of the same run, so that one that was sent
/// twice can be known as such.
pub fn message_id(run: &str, draft: &str, sha256: &str, domain: &str) -> String {
    let mut hash = Sha256::new();
    for part in [run, draft, sha256] {
        hash.update(part.as_bytes());
        hash.update([0]);
    }
    let key = hexadecimal(&hash.finalize()[..12]);
    format!("<segbook.{run}.{key}@{domain}>")
}

#[cfg(test)]
mod tests {
    use super::*;

    const DRAFT: &str = "X-Unsent: 1\r\nTo: Ann\r\n <ann@example.com>, bob@example.com\r\n\
        Subject: Hi\r\nMIME-Version: 1.0\r\nContent-Type: text/plain\r\n\r\nline\r\n\r\nlast\r\n";

    fn stamp(from: Option<&Mailbox>) -> Stamp<'_> {
        Stamp {
            from,
            reply_to: None,
            message_id: "<1@example.com>",
            date: "Mon, 23 Nov 2026 06:00:00 +0000",
        }
    }

    #[test]
    fn a_draft_gets_what_it_lacks_and_loses_its_mark() {
        let from: Mailbox = "Büro <office@example.com>".parse().expect("a mailbox");
        let stamp = Stamp {
            reply_to: Some(&from),
            ..stamp(Some(&from))
        };
        let outgoing = Outgoing::new(DRAFT.as_bytes(), &stamp).expect("a draft");
        let expected = "Date: Mon, 23 Nov 2026 06:00:00 +0000\r\n\
            From: =?utf-8?b?QsO8cm8=?= <office@example.com>\r\n\
            Reply-To: =?utf-8?b?QsO8cm8=?= <office@example.com>\r\n\
            To: Ann\r\n <ann@example.com>, bob@example.com\r\n\
            Subject: Hi\r\nMIME-Version: 1.0\r\nContent-Type: text/plain\r\n\
            Message-ID: <1@example.com>\r\n\r\nline\r\n\r\nlast";
        assert_eq!(String::from_utf8_lossy(&outgoing.bytes), expected);
        assert_eq!(outgoing.sender.to_string(), "office@example.com");
        let to: Vec<String> = outgoing
            .recipients
            .iter()
            .map(ToString::to_string)
            .collect();
        assert_eq!(to, ["ann@example.com", "bob@example.com"]);
    }

    #[test]
    fn the_sender_of_the_draft_counts_before_that_of_the_settings() {
        let other: Mailbox = "other@example.com".parse().expect("a mailbox");
        let draft = DRAFT.replace("To: Ann", "From: me@example.com\r\nTo: Ann");
        let outgoing = Outgoing::new(draft.as_bytes(), &stamp(Some(&other))).expect("a draft");
        assert_eq!(outgoing.sender.to_string(), "me@example.com");
        assert!(!String::from_utf8_lossy(&outgoing.bytes).contains("other@"));
    }

    #[test]
    fn what_is_no_draft_is_told() {
        for (draft, expected) in [
            ("no headers", NotADraft::NoHeaders),
            ("Sub ject: x\r\n\r\n", NotADraft::NoHeaders),
            ("Subject: x\r\n\r\n", NotADraft::NoRecipient),
            ("To: nobody\r\n\r\n", NotADraft::NoRecipient),
            // Not even the first gets it when the second is no address.
            (
                "From: a@b.c\r\nTo: ann@example.com, bob@@x\r\n\r\n",
                NotADraft::NoRecipient,
            ),
            ("To: ann@example.com\r\n\r\n", NotADraft::NoSender),
        ] {
            let found = Outgoing::new(draft.as_bytes(), &stamp(None));
            assert_eq!(found, Err(expected), "{draft}");
        }
    }

    #[test]
    fn whatever_a_name_holds_its_address_is_found_again() {
        let long = "A Name That Goes On And On ".repeat(8);
        let names = [
            "",
            "Ann",
            "Berg, Ann",
            "A \"B\" \\C",
            "x@y.z",
            "Ærø (c) <b>",
            ";:",
            &long,
            "=?x?=",
        ];
        let to: Vec<Mailbox> = names
            .iter()
            .enumerate()
            .map(|(at, name)| Mailbox {
                name: (*name).to_owned(),
                address: format!("{at}@example.com").parse().expect("an address"),
            })
            .collect();
        let draft = super::super::Draft {
            from: None,
            to: &to,
            reply_to: None,
            subject: "",
            body: super::super::Body::None,
            attachments: &[],
        };
        let bytes = draft.to_bytes().expect("a draft");
        let head = Head::parse(&bytes).expect("its headers");
        let expected: Vec<Address> = to.into_iter().map(|mailbox| mailbox.address).collect();
        assert_eq!(head.recipients(), Ok(expected));
    }

    #[test]
    fn the_number_of_a_message_depends_on_run_draft_and_content() {
        let id = message_id("2026-11-23-7f3a9c21", "a.eml", "00", "example.com");
        assert!(id.starts_with("<segbook.2026-11-23-7f3a9c21."), "{id}");
        assert!(id.ends_with("@example.com>"), "{id}");
        assert_eq!(
            id,
            message_id("2026-11-23-7f3a9c21", "a.eml", "00", "example.com")
        );
        assert_ne!(
            id,
            message_id("2026-11-23-7f3a9c21", "b.eml", "00", "example.com")
        );
        assert_ne!(
            id,
            message_id("2026-11-23-7f3a9c21", "a.eml", "01", "example.com")
        );
    }
}
