//! Addresses that mail can be sent to. A cell may hold several, separated by `;`, as in BC.
//!
//! Whatever could end a header line is refused before a library sees it: a line break in an address
//! cell must never become a header of its own.

use std::fmt;
use std::str::FromStr;

use lettre::message::Mailboxes;
use lettre::message::header::{From, Headers};

/// An address without a name: `ann@example.com`; its domain as mail servers know it
/// (`ann@xn--mller-kva.example`).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Address(lettre::Address);

/// Why a text is no address.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum BadAddress {
    /// There is nothing.
    Empty,
    /// A line break or another control character.
    Control,
    /// A blank, a comma or another character that parts addresses or quotes names.
    Character,
    /// No `@`.
    NoAt,
    /// More than one `@`.
    SeveralAts,
    /// Nothing that a mail server would take before the `@`.
    Local,
    /// Nothing that a mail server would take behind the `@`.
    Domain,
}

impl fmt::Display for BadAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Empty => "there is no address",
            Self::Control => "a line break or another control character stands in it",
            Self::Character => "a blank, a comma, a quote or a bracket stands in it",
            Self::NoAt => "it has no @",
            Self::SeveralAts => "it has more than one @",
            Self::Local => "what stands before the @ is not the name of a mailbox",
            Self::Domain => "what stands behind the @ is not a domain",
        })
    }
}

impl std::error::Error for BadAddress {}

impl FromStr for Address {
    type Err = BadAddress;

    fn from_str(text: &str) -> Result<Self, BadAddress> {
        let text = text.trim_matches(' ');
        if text.is_empty() {
            return Err(BadAddress::Empty);
        }
        if text.chars().any(char::is_control) {
            return Err(BadAddress::Control);
        }
        let is_strange = |c: char| c.is_whitespace() || ",;:<>()[]\\\"".contains(c);
        if text.chars().any(is_strange) {
            return Err(BadAddress::Character);
        }
        let (local, domain) = text.split_once('@').ok_or(BadAddress::NoAt)?;
        if domain.contains('@') {
            return Err(BadAddress::SeveralAts);
        }
        let domain = idna::domain_to_ascii(domain).map_err(|_| BadAddress::Domain)?;
        lettre::Address::new(local, domain)
            .map(Self)
            .map_err(|error| match error {
                lettre::address::AddressError::InvalidUser => BadAddress::Local,
                _ => BadAddress::Domain,
            })
    }
}

impl fmt::Display for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl Address {
    /// What stands behind the `@`.
    pub fn domain(&self) -> &str {
        self.0.domain()
    }

    /// Whether only servers with SMTPUTF8 (RFC 6531) can deliver to it: the name of the mailbox has
    /// other letters than ASCII. Worth a warning.
    pub fn needs_smtputf8(&self) -> bool {
        !self.0.user().is_ascii()
    }

    pub(super) fn inner(&self) -> &lettre::Address {
        &self.0
    }
}

/// The addresses of one cell, in order; a `;` at the end starts none. The error names the part that
/// is none.
pub fn addresses(cell: &str) -> Result<Vec<Address>, (String, BadAddress)> {
    let cell = cell.trim_matches([' ', ';']);
    cell.split(';')
        .map(|part| {
            part.parse()
                .map_err(|bad| (part.trim_matches(' ').to_owned(), bad))
        })
        .collect()
}

/// An address with the name that mail programs show: `Ann Berg <ann@example.com>`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mailbox {
    /// The name; may be blank.
    pub name: String,
    /// The address.
    pub address: Address,
}

impl FromStr for Mailbox {
    type Err = BadAddress;

    /// `ann@example.com`, `<ann@example.com>` or `Ann Berg <ann@example.com>`; quotes around the
    /// name are left out.
    fn from_str(text: &str) -> Result<Self, BadAddress> {
        let text = text.trim_matches(' ');
        let (name, address) = match text.strip_suffix('>') {
            Some(rest) => rest.rsplit_once('<').ok_or(BadAddress::Character)?,
            None => ("", text),
        };
        Ok(Self {
            name: name.trim_matches([' ', '"']).to_owned(),
            address: address.parse()?,
        })
    }
}

impl std::convert::From<Address> for Mailbox {
    fn from(address: Address) -> Self {
        Self {
            name: String::new(),
            address,
        }
    }
}

impl Mailbox {
    /// As it stands in a header: the name quoted or encoded, long ones folded, and nothing in it that
    /// could end the header.
    pub(super) fn encoded(&self) -> String {
        let name = Some(one_line(&self.name)).filter(|name| !name.is_empty());
        let mailbox = lettre::message::Mailbox::new(name, self.address.0.clone());
        let mut headers = Headers::new();
        headers.set(From::from(Mailboxes::from(mailbox)));
        let line = headers.to_string();
        let value = line.strip_prefix("From: ").unwrap_or(&line);
        value.trim_end().to_owned()
    }
}

/// A text for a header: line breaks and tabs become one blank, other control characters go.
pub(super) fn one_line(text: &str) -> String {
    let mut line = String::with_capacity(text.len());
    let mut after_break = false;
    for c in text.chars() {
        let is_break = matches!(c, '\r' | '\n' | '\t' | '\u{2028}' | '\u{2029}');
        if is_break && !after_break {
            line.push(' ');
        } else if !is_break && !c.is_control() {
            line.push(c);
        }
        after_break = is_break;
    }
    line.trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_address_says_why() {
        for (text, expected) in [
            ("ann@example.com", Ok("ann@example.com")),
            (" ann@example.com ", Ok("ann@example.com")),
            ("Ann.O'Neil+x@Example.com", Ok("Ann.O'Neil+x@example.com")),
            ("ann@müller.example", Ok("ann@xn--mller-kva.example")),
            ("änne@example.com", Ok("änne@example.com")),
            ("ann@localhost", Ok("ann@localhost")),
            ("", Err(BadAddress::Empty)),
            ("ann", Err(BadAddress::NoAt)),
            ("a@b@c.d", Err(BadAddress::SeveralAts)),
            ("a b@c.d", Err(BadAddress::Character)),
            ("a@b.c, d@e.f", Err(BadAddress::Character)),
            ("Ann <ann@example.com>", Err(BadAddress::Character)),
            ("a@b.c\r\nBcc: q@r.s", Err(BadAddress::Control)),
            ("a@b.c\n", Err(BadAddress::Control)),
            ("a@b.c\0", Err(BadAddress::Control)),
            ("@b.c", Err(BadAddress::Local)),
            (".a@b.c", Err(BadAddress::Local)),
            ("a@", Err(BadAddress::Domain)),
            ("a@b..c", Err(BadAddress::Domain)),
            ("a@-b.c", Err(BadAddress::Domain)),
        ] {
            let found = text.parse::<Address>().map(|address| address.to_string());
            assert_eq!(found, expected.map(str::to_owned), "{text:?}");
        }
    }

    #[test]
    fn only_letters_before_the_at_need_smtputf8() {
        for (text, expected) in [
            ("änne@example.com", true),
            ("ann@müller.example", false),
            ("ann@example.com", false),
        ] {
            let address: Address = text.parse().expect("an address");
            assert_eq!(address.needs_smtputf8(), expected, "{text}");
        }
    }

    #[test]
    fn a_cell_may_hold_several() {
        let shown = |cell| {
            addresses(cell).map(|all| all.iter().map(ToString::to_string).collect::<Vec<_>>())
        };
        assert_eq!(
            shown("ann@example.com; bob@example.com;"),
            Ok(vec!["ann@example.com".into(), "bob@example.com".into()])
        );
        assert_eq!(
            shown("ann@example.com; bob"),
            Err(("bob".into(), BadAddress::NoAt))
        );
        assert_eq!(
            shown("a@b.c;;d@e.f"),
            Err((String::new(), BadAddress::Empty))
        );
        assert_eq!(shown(" ; "), Err((String::new(), BadAddress::Empty)));
    }

    #[test]
    fn a_mailbox_may_have_a_name() {
        for (text, name) in [
            ("ann@example.com", ""),
            ("<ann@example.com>", ""),
            ("Ann Berg <ann@example.com>", "Ann Berg"),
            ("\"Berg, Ann\" <ann@example.com>", "Berg, Ann"),
        ] {
            let mailbox: Mailbox = text.parse().expect("a mailbox");
            assert_eq!(mailbox.name, name);
            assert_eq!(mailbox.address.to_string(), "ann@example.com");
        }
        assert!("Ann ann@example.com".parse::<Mailbox>().is_err());
        assert!("ann@example.com>".parse::<Mailbox>().is_err());
    }

    #[test]
    fn a_header_is_one_line() {
        for (text, expected) in [
            ("Hi\r\nBcc: x@y.z", "Hi Bcc: x@y.z"),
            ("a\n\n\tb\0c\u{7f}", "a bc"),
            (" Ærø ", "Ærø"),
        ] {
            assert_eq!(one_line(text), expected);
        }
    }
}
