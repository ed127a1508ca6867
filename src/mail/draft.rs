//! A draft: an `.eml` file that opens in the compose window of a mail program, ready to be sent.
//!
//! `X-Unsent: 1` is what makes Outlook open it for writing. A draft has no Date and no Message-ID:
//! who sends it adds them, and without them the same letter is the same file. The library encodes
//! header values, addresses and parts; its message builder is left aside, because it insists on a
//! sender and a date and makes boundaries up. Pictures are attachments, never inline: programs lose
//! inline ones when they open an unsent message.

use std::fmt;

use lettre::message::header::{
    ContentDisposition, ContentTransferEncoding, ContentType, HeaderName, HeaderValue, Headers,
    MIME_VERSION_1_0,
};
use lettre::message::{Body as Encoded, MultiPart, SinglePart};
use sha2::{Digest, Sha256};

use crate::value::hexadecimal;

use super::address::{Mailbox, one_line};
use super::outgoing::Head;

/// The type of a Word document.
pub const DOCX: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

/// RFC 5322, 2.1.1: no line of a message is longer.
const LINE_BYTES_MAX: usize = 998;

/// The headers that a draft may have, in their order.
const HEADERS: [&str; 9] = [
    "X-Unsent",
    "From",
    "To",
    "Reply-To",
    "Subject",
    "MIME-Version",
    "Content-Type",
    "Content-Transfer-Encoding",
    "Content-Disposition",
];

/// A message before it is written.
#[derive(Debug, Clone)]
pub struct Draft<'a> {
    /// The sender; without one the mail program takes the user's account.
    pub from: Option<&'a Mailbox>,
    /// The recipients: all of them see each other.
    pub to: &'a [Mailbox],
    /// Where answers go, if not to the sender.
    pub reply_to: Option<&'a Mailbox>,
    /// The subject; it may be blank. Line breaks in it become blanks.
    pub subject: &'a str,
    /// What is read in the mail program.
    pub body: Body<'a>,
    /// The files, in their order.
    pub attachments: &'a [Attachment<'a>],
}

/// What is read in the mail program.
#[derive(Debug, Clone, Copy)]
pub enum Body<'a> {
    /// Nothing: the attachments say it.
    None,
    /// Plain text.
    Text(&'a str),
    /// A web page, and the same as plain text for programs that show none; see
    /// [`text_of_html`](super::text_of_html).
    Html {
        /// The page.
        html: &'a str,
        /// Its text.
        text: &'a str,
    },
}

/// A file that goes with a message.
#[derive(Debug, Clone, Copy)]
pub struct Attachment<'a> {
    /// The name that the recipient sees: `Spring letter.docx`.
    pub name: &'a str,
    /// Its type, e.g. [`DOCX`].
    pub content_type: &'static str,
    /// Its bytes.
    pub content: &'a [u8],
}

/// Why there is no draft.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum DraftError {
    /// There is nobody to send it to.
    NoRecipient,
    /// A word of the subject is longer than a line of a message may be.
    LongLine,
    /// The headers did not come out as they were given; nothing like that may leave.
    Headers,
}

impl fmt::Display for DraftError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::NoRecipient => "there is no recipient",
            Self::LongLine => "a word of the subject is longer than a line of a message may be",
            Self::Headers => "the headers of the message are not those that were asked for",
        })
    }
}

impl std::error::Error for DraftError {}

impl Draft<'_> {
    /// The file, line by line with CR LF. The same draft is the same bytes.
    pub fn to_bytes(&self) -> Result<Vec<u8>, DraftError> {
        if self.to.is_empty() {
            return Err(DraftError::NoRecipient);
        }
        let headers = self.headers();
        let key = self.key(&headers);
        let mut bytes = headers.to_string().into_bytes();
        bytes.extend(self.content(&key));
        check(&bytes)?;
        Ok(bytes)
    }

    fn headers(&self) -> Headers {
        let name = HeaderName::new_from_ascii_str;
        let encoded = |header: &'static str, value: String| {
            HeaderValue::dangerous_new_pre_encoded(name(header), String::new(), value)
        };
        let mut headers = Headers::new();
        headers.insert_raw(HeaderValue::new(name("X-Unsent"), "1".to_owned()));
        if let Some(from) = self.from {
            headers.insert_raw(encoded("From", from.encoded()));
        }
        // Each on a line of its own, so that lines stay short.
        let to: Vec<String> = self.to.iter().map(Mailbox::encoded).collect();
        headers.insert_raw(encoded("To", to.join(",\r\n ")));
        if let Some(reply_to) = self.reply_to {
            headers.insert_raw(encoded("Reply-To", reply_to.encoded()));
        }
        headers.insert_raw(HeaderValue::new(name("Subject"), one_line(self.subject)));
        headers.set(MIME_VERSION_1_0);
        headers
    }

    /// What boundaries are made from: a hash of everything, so that nothing in a part can be one.
    fn key(&self, headers: &Headers) -> String {
        let mut hash = Sha256::new();
        let mut part = |bytes: &[u8]| {
            hash.update((bytes.len() as u64).to_be_bytes());
            hash.update(bytes);
        };
        part(headers.to_string().as_bytes());
        match self.body {
            Body::None => {}
            Body::Text(text) => part(text.as_bytes()),
            Body::Html { html, text } => {
                part(text.as_bytes());
                part(html.as_bytes());
            }
        }
        for attachment in self.attachments {
            part(attachment.name.as_bytes());
            part(attachment.content);
        }
        hexadecimal(&hash.finalize()[..12])
    }

    fn content(&self, key: &str) -> Vec<u8> {
        let boundary = |level: u8| format!("segbook-{key}-{level}");
        let alternative = |text: &str, html: &str| {
            MultiPart::alternative()
                .boundary(boundary(2))
                .singlepart(text_part(ContentType::TEXT_PLAIN, text))
                .singlepart(text_part(ContentType::TEXT_HTML, html))
        };
        if self.attachments.is_empty() {
            return match self.body {
                Body::None => text_part(ContentType::TEXT_PLAIN, "").formatted(),
                Body::Text(text) => text_part(ContentType::TEXT_PLAIN, text).formatted(),
                Body::Html { html, text } => alternative(text, html).formatted(),
            };
        }
        let mixed = MultiPart::mixed().boundary(boundary(1)).build();
        let mixed = match self.body {
            Body::None => mixed,
            Body::Text(text) => mixed.singlepart(text_part(ContentType::TEXT_PLAIN, text)),
            Body::Html { html, text } => mixed.multipart(alternative(text, html)),
        };
        self.attachments
            .iter()
            .fold(mixed, |mixed, attachment| {
                mixed.singlepart(attachment_part(attachment))
            })
            .formatted()
    }
}

fn text_part(content_type: ContentType, text: &str) -> SinglePart {
    // Handed over as bytes with its line ends made: the library would insert them one by one.
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    let bytes = text.replace('\n', "\r\n").into_bytes();
    let body = Encoded::new_with_encoding(bytes, ContentTransferEncoding::QuotedPrintable)
        .expect("any bytes can be quoted");
    SinglePart::builder().header(content_type).body(body)
}

fn attachment_part(attachment: &Attachment<'_>) -> SinglePart {
    let content_type = ContentType::parse(attachment.content_type)
        .expect("the types of attachments are constants of this program");
    let body =
        Encoded::new_with_encoding(attachment.content.to_vec(), ContentTransferEncoding::Base64)
            .expect("any bytes can be written in base64");
    SinglePart::builder()
        .header(content_type)
        .header(ContentDisposition::attachment(&one_line(attachment.name)))
        .body(body)
}

/// The last look: only known headers, each once and in order, and no line too long.
fn check(bytes: &[u8]) -> Result<(), DraftError> {
    let head = Head::parse(bytes).map_err(|_| DraftError::Headers)?;
    let mut known = HEADERS.iter();
    for name in head.names() {
        if !known.any(|known| *known == name) {
            return Err(DraftError::Headers);
        }
    }
    let mut lines = bytes.split(|&byte| byte == b'\n');
    if lines.any(|line| line.len() > LINE_BYTES_MAX + 1) {
        return Err(DraftError::LongLine);
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mailboxes(text: &str) -> Vec<Mailbox> {
        text.split(';')
            .map(|part| part.parse().expect("a mailbox"))
            .collect()
    }

    fn draft<'a>(to: &'a [Mailbox], subject: &'a str, body: Body<'a>) -> Draft<'a> {
        Draft {
            from: None,
            to,
            reply_to: None,
            subject,
            body,
            attachments: &[],
        }
    }

    fn text(draft: &Draft<'_>) -> String {
        String::from_utf8(draft.to_bytes().expect("a draft")).expect("ASCII")
    }

    #[test]
    fn a_text_is_one_part() {
        let to = mailboxes("ann@example.com");
        let expected = "X-Unsent: 1\r\n\
            To: ann@example.com\r\n\
            Subject: Spring letter\r\n\
            MIME-Version: 1.0\r\n\
            Content-Type: text/plain; charset=utf-8\r\n\
            Content-Transfer-Encoding: quoted-printable\r\n\
            \r\n\
            Dear Ann,\r\n\
            =C3=A6=3D\r\n";
        for line_end in ["\n", "\r\n", "\r"] {
            let body = format!("Dear Ann,{line_end}æ=");
            assert_eq!(
                text(&draft(&to, "Spring letter", Body::Text(&body))),
                expected
            );
        }
    }

    #[test]
    fn a_letter_goes_as_attachment_beside_page_and_text() {
        let (to, from) = (
            mailboxes("Ann <ann@example.com>"),
            mailboxes("Büro <office@example.com>"),
        );
        let whole = Draft {
            from: Some(&from[0]),
            reply_to: Some(&to[0]),
            attachments: &[Attachment {
                name: "Frühling.docx",
                content_type: DOCX,
                content: b"PK\x03\x04",
            }],
            ..draft(
                &to,
                "Frühling",
                Body::Html {
                    html: "<p>Hi</p>",
                    text: "Hi",
                },
            )
        };
        let found = text(&whole);
        let key = found
            .split_once("boundary=\"segbook-")
            .and_then(|(_, rest)| rest.split_once("-1\""))
            .map(|(key, _)| key.to_owned())
            .expect("a boundary");
        assert_eq!(key.len(), 24);
        let expected = "X-Unsent: 1\r\n\
            From: =?utf-8?b?QsO8cm8=?= <office@example.com>\r\n\
            To: Ann <ann@example.com>\r\n\
            Reply-To: Ann <ann@example.com>\r\n\
            Subject: =?utf-8?b?RnLDvGhsaW5n?=\r\n\
            MIME-Version: 1.0\r\n\
            Content-Type: multipart/mixed; boundary=\"segbook-KEY-1\"\r\n\
            \r\n\
            --segbook-KEY-1\r\n\
            Content-Type: multipart/alternative;\r\n boundary=\"segbook-KEY-2\"\r\n\
            \r\n\
            --segbook-KEY-2\r\n\
            Content-Type: text/plain; charset=utf-8\r\n\
            Content-Transfer-Encoding: quoted-printable\r\n\
            \r\n\
            Hi\r\n\
            --segbook-KEY-2\r\n\
            Content-Type: text/html; charset=utf-8\r\n\
            Content-Transfer-Encoding: quoted-printable\r\n\
            \r\n\
            <p>Hi</p>\r\n\
            --segbook-KEY-2--\r\n\
            --segbook-KEY-1\r\n\
            Content-Type: application/vnd.openxmlformats-officedocument.wordprocessingml.document\r\n\
            Content-Disposition: attachment;\r\n filename*0*=utf-8''Fr%C3%BChling.docx\r\n\
            Content-Transfer-Encoding: base64\r\n\
            \r\n\
            UEsDBA==\r\n\
            --segbook-KEY-1--\r\n";
        assert_eq!(found.replace(&key, "KEY"), expected);
        // The same once more, and another boundary for another content.
        assert_eq!(text(&whole), found);
        let other = Draft {
            subject: "Sommer",
            ..whole
        };
        assert!(!text(&other).contains(&key));
    }

    #[test]
    fn nothing_in_a_value_becomes_a_header() {
        let mut to = mailboxes("ann@example.com");
        to[0].name = "Ann\r\nBcc: x@y.z".into();
        let from = to[0].clone();
        let found = text(&Draft {
            from: Some(&from),
            reply_to: Some(&from),
            attachments: &[Attachment {
                name: "a\r\nX: y.docx",
                content_type: DOCX,
                content: b"",
            }],
            ..draft(&to, "Hi\r\nBcc: x@y.z", Body::Text("Hi"))
        });
        assert!(found.contains("\r\nSubject: Hi Bcc: x@y.z\r\n"), "{found}");
        // The name is "Ann Bcc: x@y.z" in base64.
        assert!(
            found.contains("\r\nTo: =?utf-8?b?QW5uIEJjYzogeEB5Lno=?= <ann@example.com>\r\n"),
            "{found}"
        );
        assert!(
            !found.contains("\r\nBcc") && !found.contains("\r\nX:"),
            "{found}"
        );
    }

    #[test]
    fn long_headers_are_folded_and_a_word_that_cannot_be_is_refused() {
        let to = mailboxes(&["Someone With A Name <someone@example.com>"; 10].join(";"));
        let subject = "Grüße aus Ærøskøbing ".repeat(20);
        let found = text(&draft(&to, &subject, Body::None));
        let longest = found.lines().map(str::len).max();
        assert!(longest <= Some(78), "{found}");
        let word = "x".repeat(1_000);
        let refused = draft(&to, &word, Body::None).to_bytes();
        assert_eq!(refused, Err(DraftError::LongLine));
        let nobody = draft(&[], "", Body::None).to_bytes();
        assert_eq!(nobody, Err(DraftError::NoRecipient));
    }
}
