//! Delivering messages one after another: at a rate, with further tries, and with a note before and
//! after each try.
//!
//! What failed is tried again by the kind of failure. 4xx: this message waits, others go on. 421 or
//! a lost connection: all wait. 5xx: never again. Nobody knows whether it was delivered: never again
//! without being asked. The server does not let us in: everything stops.

use std::collections::BTreeSet;
use std::path::Path;
use std::time::Duration;

use crate::error::{Error, Result};
use crate::progress::Progress;

use super::outgoing::Outgoing;
use super::server::{Attempt, Server, Unreachable};

/// A connection that is silent for longer is ended first: servers end it in their own way.
const SILENCE_MAX: Duration = Duration::from_secs(30);

/// How fast, and how often.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Policy {
    /// Messages a minute at most.
    pub rate_per_minute: u32,
    /// Tries of one message, and of connecting, at most.
    pub tries_max: u32,
    /// The wait before the second try. The third comes after five times as long, all others after
    /// fifteen times: with a minute 1, 5 and 15 minutes, as servers that put strangers off expect.
    pub first_wait: Duration,
    /// Messages on one connection.
    pub messages_per_connection: u32,
}

impl Policy {
    fn interval(&self) -> Duration {
        Duration::from_mins(1) / self.rate_per_minute.max(1)
    }

    /// The wait after so many tries.
    fn wait_after(&self, tries: u32) -> Duration {
        self.first_wait
            * match tries {
                0 | 1 => 1,
                2 => 5,
                _ => 15,
            }
    }
}

/// Time that goes by; in tests none does.
pub trait Pace {
    /// Since some beginning.
    fn now(&self) -> Duration;

    /// Lets so much time go by.
    fn wait(&mut self, time: Duration);
}

/// Hands messages out and keeps what became of them.
pub trait Desk {
    /// The message with this position, ready to be sent.
    fn message(&mut self, at: usize) -> Result<Outgoing>;

    /// Notes that it is about to be sent. It is sent only when that is on the disk.
    fn begin(&mut self, at: usize) -> Result<()>;

    /// Notes what became of the try.
    fn end(&mut self, at: usize, ending: Ending, reply: &str) -> Result<()>;
}

/// What became of a try, or of a message.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ending {
    /// The server has taken it.
    Sent,
    /// The server will not take it.
    Refused,
    /// It will be tried again.
    Deferred,
    /// It was not delivered, and was tried often enough for now.
    GivenUp,
    /// Nobody knows whether it was delivered.
    Unclear,
}

/// What became of a message that was tried.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outcome {
    /// Its position.
    pub at: usize,
    /// What became of it.
    pub ending: Ending,
    /// How often it was tried.
    pub tries: u32,
    /// What the server said last, or what happened to the connection.
    pub reply: String,
}

/// Delivers messages, in the order of their positions as far as servers allow. Gives what became of
/// those that were tried, in order, and what stopped the rest, if anything did.
pub fn deliver(
    messages: &[usize],
    server: &mut dyn Server,
    desk: &mut dyn Desk,
    pace: &mut dyn Pace,
    policy: &Policy,
    progress: &dyn Progress,
) -> (Vec<Outcome>, Option<Error>) {
    progress.begin("sending", messages.len() as u64);
    let mut delivery = Delivery {
        server,
        desk,
        pace,
        policy,
        progress,
        queue: messages
            .iter()
            .enumerate()
            .map(|(place, _)| (Duration::ZERO, place))
            .collect(),
        outcomes: messages
            .iter()
            .map(|&at| Outcome {
                at,
                ending: Ending::Deferred,
                tries: 0,
                reply: String::new(),
            })
            .collect(),
        next: Duration::ZERO,
        on_connection: 0,
    };
    let stopped = delivery.carry_out().err();
    delivery.server.close();
    let mut outcomes = delivery.outcomes;
    outcomes.retain(|outcome| outcome.tries > 0);
    (outcomes, stopped)
}

struct Delivery<'a> {
    server: &'a mut dyn Server,
    desk: &'a mut dyn Desk,
    pace: &'a mut dyn Pace,
    policy: &'a Policy,
    progress: &'a dyn Progress,
    /// When each message may be tried, and its place among the outcomes.
    queue: BTreeSet<(Duration, usize)>,
    outcomes: Vec<Outcome>,
    /// Before this moment nothing is tried.
    next: Duration,
    /// Messages tried on this connection.
    on_connection: u32,
}

impl Delivery<'_> {
    fn carry_out(&mut self) -> Result<()> {
        while let Some((due, place)) = self.queue.pop_first() {
            self.wait_until(due.max(self.next));
            self.connect()?;
            self.attempt(place)?;
        }
        Ok(())
    }

    fn wait_until(&mut self, moment: Duration) {
        let time = moment.saturating_sub(self.pace.now());
        if time > SILENCE_MAX {
            self.hang_up();
        }
        if !time.is_zero() {
            self.pace.wait(time);
        }
    }

    fn hang_up(&mut self) {
        self.server.close();
        self.on_connection = 0;
    }

    fn connect(&mut self) -> Result<()> {
        if self.on_connection >= self.policy.messages_per_connection {
            self.hang_up();
        }
        let mut tries = 0;
        loop {
            let reason = match self.server.open() {
                Ok(()) => return Ok(()),
                Err(Unreachable::Refused { reason, hint }) => {
                    let name = self.server.name();
                    return Err(Error::usage(format!(
                        "the mail server {name} cannot be used: {reason}"
                    ))
                    .hint(hint));
                }
                Err(Unreachable::Later(reason)) => reason,
            };
            tries += 1;
            if tries >= self.policy.tries_max {
                let name = format!("the mail server {}", self.server.name());
                return Err(
                    Error::file(Path::new(&name), &format!("cannot be reached: {reason}"))
                        .hint("check [smtp] host and port, and the connection")
                        .hint("send again later: what was delivered is not sent twice"),
                );
            }
            self.pace.wait(self.policy.wait_after(tries));
        }
    }

    fn attempt(&mut self, place: usize) -> Result<()> {
        let at = self.outcomes[place].at;
        let message = self.desk.message(at)?;
        self.desk.begin(at)?;
        self.next = self.pace.now() + self.policy.interval();
        let is_first = self.on_connection == 0;
        self.on_connection += 1;
        let attempt = self.server.send(&message);
        let now = self.pace.now();
        let outcome = &mut self.outcomes[place];
        outcome.tries += 1;
        let wait = self.policy.wait_after(outcome.tries);
        let is_last = outcome.tries >= self.policy.tries_max;
        let again = if is_last {
            Ending::GivenUp
        } else {
            Ending::Deferred
        };
        let mut due = now + wait;
        let (ending, reply) = match attempt {
            Attempt::Accepted(reply) => (Ending::Sent, reply),
            Attempt::Refused(reply) => (Ending::Refused, reply),
            Attempt::Later(reply) => (again, reply),
            Attempt::Closing(reply) => {
                self.next = now + wait;
                self.hang_up();
                (again, reply)
            }
            Attempt::Lost(reason) => {
                // A connection that had been good for others may just have been too old.
                if is_first {
                    self.next = now + wait;
                } else {
                    due = now;
                }
                self.hang_up();
                (again, reason)
            }
            Attempt::Unclear(reason) => {
                self.hang_up();
                (Ending::Unclear, reason)
            }
        };
        let outcome = &mut self.outcomes[place];
        outcome.ending = ending;
        outcome.reply.clone_from(&reply);
        if ending == Ending::Deferred {
            self.queue.insert((due, place));
        } else {
            self.progress.advance(1);
        }
        self.desk.end(at, ending, &reply)
    }
}
