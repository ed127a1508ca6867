//! A mail server over SMTP.
//!
//! The library's transport says only that sending failed. Here the commands are given one by one,
//! because it matters when a connection was lost: before the message was complete it may be sent
//! again, after that it must not be.

use std::cell::Cell;
use std::error::Error as _;
use std::io;
use std::time::Duration;

use lettre::transport::smtp::Error;
use lettre::transport::smtp::authentication::{Credentials, Mechanism};
use lettre::transport::smtp::client::{SmtpConnection, TlsParameters};
use lettre::transport::smtp::commands::{Data, Mail, Rcpt, Rset};
use lettre::transport::smtp::extension::{ClientId, Extension, MailParameter};
use lettre::transport::smtp::response::Response;

use super::address::one_line;
use super::outgoing::Outgoing;
use super::server::{Attempt, Server, Unreachable};

/// So long one answer may take; lettre's own default.
const ANSWER_WAIT: Duration = Duration::from_mins(1);

/// RFC 5321, 4.5.3.2.6: a server may look a whole message through for so long before it answers.
const MESSAGE_WAIT: Duration = Duration::from_mins(10);

/// The message goes out in pieces of this size.
const PIECE_BYTES: usize = 1 << 16;

/// So much of what a server says is kept.
const REPLY_CHARACTERS_MAX: usize = 500;

/// RFC 5321: the server closes the connection.
const CLOSING: u16 = 421;

/// How the connection is secured.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Security {
    /// TLS from the first byte.
    Tls,
    /// TLS after `STARTTLS`; without it nothing is sent.
    StartTls,
    /// None: for a server on this computer.
    None,
}

/// Who logs in at the server.
#[derive(Clone)]
pub struct Login {
    /// The user.
    pub user: String,
    /// The password; never shown.
    pub password: String,
}

impl std::fmt::Debug for Login {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Login")
            .field("user", &self.user)
            .finish_non_exhaustive()
    }
}

/// A server, connected or not.
pub struct Relay {
    host: String,
    port: u16,
    name: String,
    security: Security,
    login: Option<Login>,
    connection: Option<SmtpConnection>,
}

impl Relay {
    /// A server that nothing was said to yet.
    pub fn new(host: &str, port: u16, security: Security, login: Option<Login>) -> Self {
        Self {
            host: host.to_owned(),
            port,
            name: format!("{host}:{port}"),
            security,
            login,
            connection: None,
        }
    }

    fn connect(&self) -> Result<SmtpConnection, Unreachable> {
        let tls = match self.security {
            Security::None => None,
            Security::Tls | Security::StartTls => Some(self.tls()?),
        };
        let wrapper = tls.as_ref().filter(|_| self.security == Security::Tls);
        let hello = ClientId::default();
        let server = (self.host.as_str(), self.port);
        let mut connection =
            SmtpConnection::connect(server, Some(ANSWER_WAIT), &hello, wrapper, None)
                .map_err(|error| unreachable_by(&error))?;
        if let Some(tls) = tls.filter(|_| self.security == Security::StartTls) {
            if !connection.can_starttls() {
                connection.abort();
                return Err(Unreachable::Refused {
                    reason: "it offers no encryption (STARTTLS)".to_owned(),
                    hint: "set [smtp] tls = \"tls\" and the port that the server has for it, often 465; nothing was sent",
                });
            }
            connection
                .starttls(&tls, &hello)
                .map_err(|error| unreachable_by(&error))?;
        }
        if let Some(login) = &self.login {
            log_in(&mut connection, login)?;
        }
        Ok(connection)
    }

    fn tls(&self) -> Result<TlsParameters, Unreachable> {
        TlsParameters::new_rustls(self.host.clone()).map_err(|error| Unreachable::Refused {
            reason: format!("encryption cannot be set up: {}", said(&error)),
            hint: "check [smtp] host, and that this computer has the certificates that it trusts installed",
        })
    }

    /// Gives one message over; `Err` says how it failed, and whether the connection can go on.
    fn hand_over(connection: &mut SmtpConnection, message: &Outgoing) -> (Attempt, bool) {
        let needs_utf8 = |address: &super::Address| address.needs_smtputf8();
        let mut parameters = Vec::new();
        if let Some(address) = message
            .recipients
            .iter()
            .chain([&message.sender])
            .find(|address| needs_utf8(address))
        {
            if !connection
                .server_info()
                .supports_feature(Extension::SmtpUtfEight)
            {
                let reason = format!("the server knows no addresses such as {address} (SMTPUTF8)");
                return (Attempt::Refused(reason), true);
            }
            parameters.push(MailParameter::SmtpUtfEight);
        }
        let sender = message.sender.inner().clone();
        if let Err(error) = connection.command(Mail::new(Some(sender), parameters)) {
            return before_content(&error, "");
        }
        for recipient in &message.recipients {
            let command = Rcpt::new(recipient.inner().clone(), Vec::new());
            if let Err(error) = connection.command(command) {
                // Of several, one is enough for none to get it: the answer says which.
                let about = if message.recipients.len() > 1 {
                    format!("{recipient}: ")
                } else {
                    String::new()
                };
                return before_content(&error, &about);
            }
        }
        if let Err(error) = connection.command(Data) {
            return before_content(&error, "");
        }
        let _ = connection.set_timeout(Some(MESSAGE_WAIT));
        let is_complete = Cell::new(false);
        let mut pieces = message.bytes.chunks(PIECE_BYTES);
        let answer = connection.message_iter(std::iter::from_fn(|| {
            let piece = pieces.next();
            // Asked for more only when everything before it was sent: then comes the last line.
            is_complete.set(piece.is_none());
            piece
        }));
        let _ = connection.set_timeout(Some(ANSWER_WAIT));
        match answer {
            Ok(response) => (Attempt::Accepted(shown(&response)), true),
            Err(error) if error.status().is_some() => before_content(&error, ""),
            Err(error) if is_complete.get() => (Attempt::Unclear(said(&error)), false),
            Err(error) => (Attempt::Lost(said(&error)), false),
        }
    }
}

impl Server for Relay {
    fn name(&self) -> &str {
        &self.name
    }

    fn open(&mut self) -> Result<(), Unreachable> {
        if self.connection.is_none() {
            self.connection = Some(self.connect()?);
        }
        Ok(())
    }

    fn send(&mut self, message: &Outgoing) -> Attempt {
        let Some(mut connection) = self.connection.take() else {
            return Attempt::Lost("there is no connection".to_owned());
        };
        let (attempt, goes_on) = Self::hand_over(&mut connection, message);
        let is_accepted = matches!(attempt, Attempt::Accepted(_));
        // After a refusal the server must forget the sender and recipients it has taken so far.
        if goes_on && (is_accepted || connection.command(Rset).is_ok()) {
            self.connection = Some(connection);
        }
        attempt
    }

    fn close(&mut self) {
        if let Some(mut connection) = self.connection.take() {
            let _ = connection.quit();
        }
    }
}

impl Drop for Relay {
    fn drop(&mut self) {
        self.close();
    }
}

fn log_in(connection: &mut SmtpConnection, login: &Login) -> Result<(), Unreachable> {
    let credentials = Credentials::new(login.user.clone(), login.password.clone());
    let answer = connection.auth(&[Mechanism::Plain, Mechanism::Login], &credentials);
    match answer {
        Ok(_) => Ok(()),
        Err(error) if error.is_permanent() => Err(Unreachable::Refused {
            reason: format!("it does not let {} in: {}", login.user, said(&error)),
            hint: "check [smtp] user and the environment variable SEGBOOK_SMTP_PASSWORD",
        }),
        Err(error) if error.is_client() => Err(Unreachable::Refused {
            reason: "it takes no user and password".to_owned(),
            hint: "leave [smtp] user out if the server needs none",
        }),
        Err(error) => Err(Unreachable::Later(said(&error))),
    }
}

/// What an error means as long as the message is not complete, and whether the connection goes on.
fn before_content(error: &Error, about: &str) -> (Attempt, bool) {
    let reply = format!("{about}{}", said(error));
    match error.status().map(u16::from) {
        Some(CLOSING) => (Attempt::Closing(reply), false),
        Some(_) if error.is_permanent() => (Attempt::Refused(reply), true),
        Some(_) => (Attempt::Later(reply), true),
        None => (Attempt::Lost(reply), false),
    }
}

fn unreachable_by(error: &Error) -> Unreachable {
    if is_tls(error) {
        return Unreachable::Refused {
            reason: format!("no encrypted connection: {}", said(error)),
            hint: "check [smtp] host, port and tls; a certificate must be one that this computer trusts",
        };
    }
    if error.is_permanent() {
        return Unreachable::Refused {
            reason: format!("it refuses the connection: {}", said(error)),
            hint: "ask who runs the server whether this computer may use it",
        };
    }
    Unreachable::Later(said(error))
}

/// Whether encryption failed. What is wrong with a certificate comes up while reading, as data that
/// cannot be used.
fn is_tls(error: &Error) -> bool {
    let mut cause = error.source();
    while let Some(source) = cause {
        if source
            .downcast_ref::<io::Error>()
            .is_some_and(|error| error.kind() == io::ErrorKind::InvalidData)
        {
            return true;
        }
        cause = source.source();
    }
    error.is_tls()
}

/// What the server said, or what happened to the connection.
fn said(error: &Error) -> String {
    let cause = error.source().map(ToString::to_string);
    let text = match (error.status(), cause) {
        (Some(code), Some(text)) => format!("{code} {text}"),
        (Some(code), None) => code.to_string(),
        (None, Some(text)) => text,
        (None, None) => error.to_string(),
    };
    cut(&text)
}

fn shown(response: &Response) -> String {
    let lines: Vec<&str> = response.message().collect();
    cut(&format!("{} {}", response.code(), lines.join(" ")))
}

fn cut(text: &str) -> String {
    one_line(text).chars().take(REPLY_CHARACTERS_MAX).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_password_is_never_shown() {
        let login = Login {
            user: "ann".into(),
            password: "secret".into(),
        };
        assert_eq!(format!("{login:?}"), "Login { user: \"ann\", .. }");
    }
}
