//! The settings of e-mail: `[mail]` for what stands in a message, `[smtp]` for the way it goes. A
//! password is no setting: it comes from the environment, see [`keys::SMTP_PASSWORD`].

use super::keys;
use super::resolve::Resolver;

/// Who e-mails are from, and how they are delivered.
#[derive(Debug, Clone)]
pub struct MailSettings {
    /// The sender, with or without a name; none leaves it to the mail program, and to nobody when
    /// segbook sends.
    pub from: Option<String>,
    /// Where answers go, if not to the sender.
    pub reply_to: Option<String>,
    /// The way.
    pub smtp: SmtpSettings,
}

/// The mail server, and how fast and how often it is used.
#[derive(Debug, Clone)]
pub struct SmtpSettings {
    /// Its name; none when mail is not sent from here.
    pub host: Option<String>,
    /// Its port.
    pub port: u16,
    /// How the connection is secured.
    pub tls: SmtpTls,
    /// Who logs in; none when nobody has to.
    pub user: Option<String>,
    /// E-mails a minute at most.
    pub rate_per_minute: u32,
    /// Tries of one e-mail at most.
    pub tries: u32,
    /// Seconds before the second try; later ones wait longer.
    pub retry_seconds: u32,
}

/// How the connection to the mail server is secured.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SmtpTls {
    /// TLS after STARTTLS, or nothing is sent.
    StartTls,
    /// TLS from the first byte.
    Tls,
    /// Not at all.
    None,
}

impl SmtpTls {
    /// The choice with this name.
    fn called(name: &str) -> Option<Self> {
        [
            ("starttls", Self::StartTls),
            ("tls", Self::Tls),
            ("none", Self::None),
        ]
        .into_iter()
        .find_map(|(known, tls)| name.eq_ignore_ascii_case(known).then_some(tls))
    }

    /// The port that servers usually have for it: RFC 8314 for the first two, RFC 5321 for the last.
    fn usual_port(self) -> u16 {
        match self {
            Self::StartTls => 587,
            Self::Tls => 465,
            Self::None => 25,
        }
    }
}

impl Resolver<'_> {
    /// The settings of e-mail. Those that nobody sets are not recorded: a book that sends nothing
    /// has nothing to do with them.
    pub(super) fn mail(&mut self) -> MailSettings {
        let tls = self.value(&keys::SMTP_TLS, None, SmtpTls::called, "starttls");
        let port = self.given(&keys::SMTP_PORT, None, |text| in_range(text, 1..=65_535));
        let rate = |text: &str| in_range(text, 1..=6_000);
        MailSettings {
            from: self.given(&keys::MAIL_FROM, None, mailbox),
            reply_to: self.given(&keys::MAIL_REPLY_TO, None, mailbox),
            smtp: SmtpSettings {
                host: self.given(&keys::SMTP_HOST, None, host),
                port: port.map_or(tls.usual_port(), |port| port as u16),
                tls,
                user: self.given(&keys::SMTP_USER, None, super::parse::filled),
                rate_per_minute: self.value(&keys::SMTP_RATE, None, rate, "20"),
                tries: self.value(&keys::SMTP_TRIES, None, |text| in_range(text, 1..=20), "3"),
                retry_seconds: self.value(
                    &keys::SMTP_RETRY_SECONDS,
                    None,
                    |text| in_range(text, 0..=3_600),
                    "60",
                ),
            },
        }
    }
}

fn in_range(text: &str, range: std::ops::RangeInclusive<u32>) -> Option<u32> {
    text.parse().ok().filter(|number| range.contains(number))
}

/// A text that looks like an address; what exactly is one is known where messages are made.
fn mailbox(text: &str) -> Option<String> {
    let is_one = text.matches('@').count() == 1 && !text.contains(char::is_control);
    is_one.then(|| text.trim().to_owned())
}

/// The name or the number of a computer, without a port.
fn host(text: &str) -> Option<String> {
    let is_name = |c: char| c.is_alphanumeric() || matches!(c, '.' | '-' | '_');
    let is_address = text.parse::<std::net::IpAddr>().is_ok();
    let good = !text.is_empty() && (is_address || text.chars().all(is_name));
    good.then(|| text.to_owned())
}
