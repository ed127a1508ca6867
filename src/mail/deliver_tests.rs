//! Delivery against a server that answers as it is told, with a clock that nobody waits for.

use std::collections::VecDeque;
use std::time::Duration;

use super::{Attempt, Desk, Ending, Outcome, Outgoing, Pace, Policy, Server, Unreachable, deliver};
use crate::error::{Error, ErrorKind, Result};
use crate::progress::Silent;

const POLICY: Policy = Policy {
    rate_per_minute: 20,
    tries_max: 3,
    first_wait: Duration::from_mins(1),
    messages_per_connection: 50,
};

/// Everything that happens, in order, with the second at which it does.
#[derive(Default)]
struct World {
    now: Duration,
    events: Vec<String>,
    attempts: VecDeque<Attempt>,
    openings: VecDeque<Result<(), Unreachable>>,
    note_fails: bool,
}

type Shared = std::rc::Rc<std::cell::RefCell<World>>;

struct Stub {
    world: Shared,
    is_open: bool,
}

impl World {
    fn happens(&mut self, what: &str) {
        let second = self.now.as_secs();
        self.events.push(format!("{second} {what}"));
    }
}

impl Server for Stub {
    fn name(&self) -> &'static str {
        "mail.example.com:587"
    }

    fn open(&mut self) -> Result<(), Unreachable> {
        if self.is_open {
            return Ok(());
        }
        let mut world = self.world.borrow_mut();
        let opened = world.openings.pop_front().unwrap_or(Ok(()));
        self.is_open = opened.is_ok();
        world.happens(if self.is_open {
            "connected"
        } else {
            "not connected"
        });
        opened
    }

    fn send(&mut self, message: &Outgoing) -> Attempt {
        let mut world = self.world.borrow_mut();
        let to = message.recipients[0].to_string();
        world.happens(&format!("sends {to}"));
        let accepted = Attempt::Accepted("250 ok".into());
        world.attempts.pop_front().unwrap_or(accepted)
    }

    fn close(&mut self) {
        if std::mem::take(&mut self.is_open) {
            self.world.borrow_mut().happens("closed");
        }
    }
}

struct Notes(Shared);

impl Desk for Notes {
    fn message(&mut self, at: usize) -> Result<Outgoing> {
        Ok(Outgoing {
            sender: "me@example.com".parse().expect("an address"),
            recipients: vec![format!("{at}@x.y").parse().expect("an address")],
            bytes: Vec::new(),
        })
    }

    fn begin(&mut self, at: usize) -> Result<()> {
        self.0.borrow_mut().happens(&format!("begins {at}"));
        Ok(())
    }

    fn end(&mut self, at: usize, ending: Ending, reply: &str) -> Result<()> {
        let mut world = self.0.borrow_mut();
        world.happens(&format!("{at} {ending:?}: {reply}"));
        if world.note_fails {
            return Err(Error::fault("no ledger"));
        }
        Ok(())
    }
}

struct Clock(Shared);

impl Pace for Clock {
    fn now(&self) -> Duration {
        self.0.borrow().now
    }

    fn wait(&mut self, time: Duration) {
        self.0.borrow_mut().now += time;
    }
}

fn later() -> Attempt {
    Attempt::Later("451 busy".into())
}

/// Delivers so many messages; gives what happened, the outcomes, and what stopped it.
fn delivered(
    messages: usize,
    policy: &Policy,
    world: World,
) -> (Vec<String>, Vec<Outcome>, Option<Error>) {
    let world = Shared::new(world.into());
    let mut stub = Stub {
        world: world.clone(),
        is_open: false,
    };
    let positions: Vec<usize> = (0..messages).collect();
    let (mut desk, mut pace) = (Notes(world.clone()), Clock(world.clone()));
    let (outcomes, stopped) = deliver(&positions, &mut stub, &mut desk, &mut pace, policy, &Silent);
    let events = std::mem::take(&mut world.borrow_mut().events);
    (events, outcomes, stopped)
}

fn attempts(attempts: impl IntoIterator<Item = Attempt>) -> World {
    World {
        attempts: attempts.into_iter().collect(),
        ..World::default()
    }
}

fn endings(outcomes: &[Outcome]) -> Vec<(usize, Ending, u32)> {
    let ending = |outcome: &Outcome| (outcome.at, outcome.ending, outcome.tries);
    outcomes.iter().map(ending).collect()
}

#[test]
fn messages_go_out_at_the_rate_with_a_note_before_and_after() {
    let (events, outcomes, stopped) = delivered(2, &POLICY, World::default());
    assert_eq!(
        events,
        [
            "0 connected",
            "0 begins 0",
            "0 sends 0@x.y",
            "0 0 Sent: 250 ok",
            "3 begins 1",
            "3 sends 1@x.y",
            "3 1 Sent: 250 ok",
            "3 closed",
        ]
    );
    let sent = [(0, Ending::Sent, 1), (1, Ending::Sent, 1)];
    assert_eq!(endings(&outcomes), sent);
    assert!(stopped.is_none());
}

#[test]
fn what_is_put_off_twice_is_delivered_once_and_others_do_not_wait() {
    let accepted = || Attempt::Accepted("250 ok".into());
    let world = attempts([later(), accepted(), later(), accepted()]);
    let (events, outcomes, _) = delivered(2, &POLICY, world);
    let of_the_first: Vec<&str> = events
        .iter()
        .map(String::as_str)
        .filter(|event| event.contains(" 0 ") || event.contains('@'))
        .collect();
    assert_eq!(
        of_the_first,
        [
            "0 sends 0@x.y",
            "0 0 Deferred: 451 busy",
            "3 sends 1@x.y",
            "60 sends 0@x.y",
            "60 0 Deferred: 451 busy",
            "360 sends 0@x.y",
            "360 0 Sent: 250 ok",
        ]
    );
    let expected = [(0, Ending::Sent, 3), (1, Ending::Sent, 1)];
    assert_eq!(endings(&outcomes), expected);
    // Nobody keeps a connection open for minutes.
    assert!(events.contains(&"3 closed".to_owned()), "{events:?}");
}

#[test]
fn after_the_last_try_a_message_is_given_up_for_now() {
    let (_, outcomes, stopped) = delivered(1, &POLICY, attempts([later(), later(), later()]));
    assert_eq!(endings(&outcomes), [(0, Ending::GivenUp, 3)]);
    assert_eq!(outcomes[0].reply, "451 busy");
    assert!(stopped.is_none());
}

#[test]
fn a_refusal_is_final_and_the_next_goes_on() {
    let world = attempts([Attempt::Refused("550 no such user".into())]);
    let (_, outcomes, _) = delivered(2, &POLICY, world);
    let expected = [(0, Ending::Refused, 1), (1, Ending::Sent, 1)];
    assert_eq!(endings(&outcomes), expected);
}

#[test]
fn what_nobody_knows_is_not_tried_again() {
    let world = attempts([Attempt::Unclear("connection reset".into())]);
    let (events, outcomes, _) = delivered(2, &POLICY, world);
    let expected = [(0, Ending::Unclear, 1), (1, Ending::Sent, 1)];
    assert_eq!(endings(&outcomes), expected);
    let connections = events.iter().filter(|event| event.ends_with(" connected"));
    assert_eq!(connections.count(), 2);
}

#[test]
fn a_server_that_closes_makes_all_wait() {
    let world = attempts([Attempt::Closing("421 shutting down".into())]);
    let (events, outcomes, _) = delivered(2, &POLICY, world);
    let sends: Vec<&String> = events.iter().filter(|event| event.contains('@')).collect();
    assert_eq!(sends, ["0 sends 0@x.y", "60 sends 1@x.y", "63 sends 0@x.y"]);
    let expected = [(0, Ending::Sent, 2), (1, Ending::Sent, 1)];
    assert_eq!(endings(&outcomes), expected);
}

#[test]
fn a_connection_that_was_good_before_is_made_again_at_once() {
    let accepted = || Attempt::Accepted("250 ok".into());
    let lost = || Attempt::Lost("reset".into());
    let (events, _, _) = delivered(2, &POLICY, attempts([accepted(), lost()]));
    let sends: Vec<&String> = events.iter().filter(|event| event.contains('@')).collect();
    assert_eq!(sends, ["0 sends 0@x.y", "3 sends 1@x.y", "6 sends 1@x.y"]);
    // On a new connection everybody waits.
    let (events, _, _) = delivered(1, &POLICY, attempts([lost()]));
    let sends: Vec<&String> = events.iter().filter(|event| event.contains('@')).collect();
    assert_eq!(sends, ["0 sends 0@x.y", "60 sends 0@x.y"]);
}

#[test]
fn a_server_that_cannot_be_reached_is_tried_again_and_then_stops_everything() {
    let gone = || Err(Unreachable::Later("connection refused".into()));
    let mut world = World::default();
    world.openings.extend([gone(), gone()]);
    let (events, outcomes, stopped) = delivered(1, &POLICY, world);
    assert_eq!(
        events[..3],
        ["0 not connected", "60 not connected", "360 connected"]
    );
    assert_eq!(endings(&outcomes), [(0, Ending::Sent, 1)]);
    assert!(stopped.is_none());
    let mut world = World::default();
    world.openings.extend([gone(), gone(), gone()]);
    let (_, outcomes, stopped) = delivered(2, &POLICY, world);
    assert!(outcomes.is_empty());
    let error = stopped.expect("an error");
    assert_eq!(error.kind(), ErrorKind::File);
    assert_eq!(
        error.to_string(),
        "the mail server mail.example.com:587 cannot be reached: connection refused"
    );
}

#[test]
fn a_server_that_does_not_let_us_in_stops_everything_at_once() {
    let mut world = World::default();
    world.openings.push_back(Err(Unreachable::Refused {
        reason: "it does not let ann in".into(),
        hint: "check the password",
    }));
    let (events, outcomes, stopped) = delivered(2, &POLICY, world);
    assert_eq!(events, ["0 not connected"]);
    assert!(outcomes.is_empty());
    assert_eq!(stopped.expect("an error").kind(), ErrorKind::Usage);
}

#[test]
fn after_so_many_messages_there_is_a_new_connection() {
    let policy = Policy {
        messages_per_connection: 2,
        ..POLICY
    };
    let (events, _, _) = delivered(5, &policy, World::default());
    let connections: Vec<&String> = events
        .iter()
        .filter(|event| event.ends_with(" connected"))
        .collect();
    assert_eq!(connections, ["0 connected", "6 connected", "12 connected"]);
}

#[test]
fn without_a_note_nothing_more_is_sent() {
    let world = World {
        note_fails: true,
        ..World::default()
    };
    let (events, outcomes, stopped) = delivered(2, &POLICY, world);
    assert_eq!(endings(&outcomes), [(0, Ending::Sent, 1)]);
    assert!(events.iter().all(|event| !event.contains("sends 1")));
    assert_eq!(stopped.expect("an error").kind(), ErrorKind::Fault);
}
