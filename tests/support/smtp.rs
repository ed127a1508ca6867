//! A small mail server on this computer: takes what it gets, unless it is told to answer otherwise.

use std::collections::{BTreeMap, VecDeque};
use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::thread;

/// A message that the server has taken.
#[derive(Debug, Clone)]
pub(crate) struct Received {
    /// The sender of the envelope.
    pub(crate) from: String,
    /// Its recipients.
    pub(crate) to: Vec<String>,
    /// The message, with LF.
    pub(crate) text: String,
}

/// What the server does instead of taking a message, once.
#[derive(Debug, Clone)]
pub(crate) enum Answer {
    /// Answers this to the recipient.
    ToRecipient(&'static str),
    /// Answers this to the whole message.
    ToMessage(&'static str),
    /// Hangs up before the message.
    HangUpBefore,
    /// Reads all of the message, takes it, and hangs up without an answer.
    HangUpAfter,
}

#[derive(Default)]
struct State {
    received: Vec<Received>,
    commands: Vec<String>,
    /// What is done with the next messages to a recipient.
    answers: BTreeMap<String, VecDeque<Answer>>,
    /// User and password, when somebody must log in.
    login: Option<(String, String)>,
}

/// A server; its thread ends with the test.
#[derive(Clone)]
pub(crate) struct MailServer {
    state: Arc<Mutex<State>>,
    port: u16,
}

impl MailServer {
    /// Begins to listen on a free port.
    pub(crate) fn start() -> Self {
        let listener = TcpListener::bind(("127.0.0.1", 0)).expect("a port");
        let port = listener.local_addr().expect("an address").port();
        let server = Self {
            state: Arc::default(),
            port,
        };
        let state = server.state.clone();
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                // A client that goes away in the middle is part of the tests.
                let _ = serve(stream, &state);
            }
        });
        server
    }

    /// The settings that name this server.
    pub(crate) fn settings(&self) -> String {
        format!(
            "[mail]\nfrom = \"Spring team <news@example.com>\"\n\
             [smtp]\nhost = \"127.0.0.1\"\nport = {}\ntls = \"none\"\n\
             rate_per_minute = 6000\nretry_seconds = 0\n",
            self.port
        )
    }

    /// What it does with the next messages to a recipient, one after the other.
    pub(crate) fn answers(&self, to: &str, answers: &[Answer]) -> &Self {
        let mut state = self.state.lock().expect("the state");
        state.answers.insert(to.to_owned(), answers.to_vec().into());
        self
    }

    /// Lets only this user in.
    pub(crate) fn asks_for(&self, user: &str, password: &str) -> &Self {
        let mut state = self.state.lock().expect("the state");
        state.login = Some((user.to_owned(), password.to_owned()));
        self
    }

    /// What it has taken.
    pub(crate) fn received(&self) -> Vec<Received> {
        self.state.lock().expect("the state").received.clone()
    }

    /// Whom it has taken messages for, in order.
    pub(crate) fn recipients(&self) -> Vec<String> {
        let received = self.received().into_iter();
        received.map(|message| message.to.join(", ")).collect()
    }

    /// Every line that clients have said outside of messages.
    pub(crate) fn commands(&self) -> Vec<String> {
        self.state.lock().expect("the state").commands.clone()
    }
}

fn serve(stream: TcpStream, state: &Mutex<State>) -> std::io::Result<()> {
    let mut out = stream.try_clone()?;
    let mut say = |text: &str| out.write_all(format!("{text}\r\n").as_bytes());
    let mut lines = BufReader::new(stream).lines();
    let mut message = Received {
        from: String::new(),
        to: Vec::new(),
        text: String::new(),
    };
    let mut answer = None;
    say("220 test ESMTP")?;
    while let Some(line) = lines.next().transpose()? {
        let mut state = state.lock().expect("the state");
        state.commands.push(line.clone());
        let address = || {
            let inside = line.split(['<', '>']).nth(1);
            inside.unwrap_or_default().to_owned()
        };
        let upper = line.to_uppercase();
        if upper.starts_with("EHLO") {
            let auth = state.login.as_ref().map_or("", |_| "250-AUTH PLAIN\r\n");
            say(&format!("250-test\r\n{auth}250 8BITMIME"))?;
        } else if let Some(said) = line.strip_prefix("AUTH PLAIN ") {
            let right = state.login.as_ref().is_some_and(|(user, password)| {
                base64(format!("\0{user}\0{password}").as_bytes()) == said
            });
            say(if right {
                "235 welcome"
            } else {
                "535 5.7.8 wrong password"
            })?;
        } else if upper.starts_with("MAIL FROM") {
            message.from = address();
            message.to.clear();
            say("250 ok")?;
        } else if upper.starts_with("RCPT TO") {
            let to = address();
            answer = state.answers.get_mut(&to).and_then(VecDeque::pop_front);
            message.to.push(to);
            say(match answer {
                Some(Answer::ToRecipient(text)) => text,
                _ => "250 ok",
            })?;
        } else if upper == "DATA" {
            if matches!(answer, Some(Answer::HangUpBefore)) {
                return Ok(());
            }
            say("354 go on")?;
            message.text.clear();
            loop {
                // Without the last line nothing was handed over.
                let Some(line) = lines.next().transpose()? else {
                    return Ok(());
                };
                if line == "." {
                    break;
                }
                message
                    .text
                    .push_str(line.strip_prefix('.').unwrap_or(&line));
                message.text.push('\n');
            }
            if let Some(Answer::ToMessage(text)) = answer {
                say(text)?;
                continue;
            }
            state.received.push(message.clone());
            if matches!(answer, Some(Answer::HangUpAfter)) {
                return Ok(());
            }
            say("250 2.0.0 taken")?;
        } else if upper == "QUIT" {
            return say("221 bye");
        } else {
            say("250 ok")?;
        }
    }
    Ok(())
}

/// Bytes as mail carries them, in one line.
pub(crate) fn base64(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = String::new();
    for three in bytes.chunks(3) {
        let number = three
            .iter()
            .fold(0_u32, |number, &byte| number << 8 | u32::from(byte))
            << (8 * (3 - three.len()));
        for digit in 0..4 {
            text.push(if digit <= three.len() {
                char::from(DIGITS[(number >> (18 - 6 * digit) & 63) as usize])
            } else {
                '='
            });
        }
    }
    text
}
