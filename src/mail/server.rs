//! A mail server as delivery sees it.

use super::outgoing::Outgoing;

/// What came of handing a message over once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Attempt {
    /// The server has taken it (2xx).
    Accepted(String),
    /// The server will never take it (5xx).
    Refused(String),
    /// The server may take it later (4xx).
    Later(String),
    /// The server takes nothing at all for now (421).
    Closing(String),
    /// The connection was lost before all of it was sent: it was not delivered.
    Lost(String),
    /// The connection was lost after all of it was sent and before the answer: nobody knows.
    Unclear(String),
}

/// Why a server cannot be used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Unreachable {
    /// It may be there later.
    Later(String),
    /// It will not be different the next time, before somebody changes something.
    Refused {
        /// What was refused.
        reason: String,
        /// What can be done.
        hint: &'static str,
    },
}

/// A server that takes messages.
pub trait Server {
    /// As people know it: `smtp.example.com:587`.
    fn name(&self) -> &str;

    /// Connects, unless it is connected.
    fn open(&mut self) -> Result<(), Unreachable>;

    /// Hands one message over, on an open connection.
    fn send(&mut self, message: &Outgoing) -> Attempt;

    /// Ends the connection, if there is one.
    fn close(&mut self);
}
