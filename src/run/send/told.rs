//! What is said about a draft that is not delivered.

use crate::finding::code::writing;
use crate::finding::{Code, Finding};
use crate::place::Place;

use super::{MailReport, SendState};

/// The finding about a draft; none when all is well with it, or it is just left for later.
pub(super) fn finding(run: &str, mail: &MailReport) -> Option<Finding> {
    let (code, expected, fix): (&'static Code, &str, String) = match mail.state {
        SendState::Refused => (
            &writing::W021,
            "a server that takes it",
            format!(
                "correct the contact's address for the next time; if it is right, `segbook send {run} --again refused` tries once more"
            ),
        ),
        SendState::NotYet => (
            &writing::W022,
            "a server that takes it",
            format!("`segbook send {run}` later: what was delivered is not sent twice"),
        ),
        SendState::Unclear => (
            &writing::W023,
            "an answer of the server",
            format!(
                "ask the recipient, or who runs the server for {}; then `segbook send {run} --unclear-as-sent`, or `--again unclear` if it did not arrive",
                mail.message_id
            ),
        ),
        SendState::Sent | SendState::SentBefore | SendState::Canceled | SendState::Left => {
            return None;
        }
    };
    let place = Place::file(mail.draft.as_str());
    Some(Finding::new(code, place, found(mail), expected, fix))
}

fn found(mail: &MailReport) -> String {
    let reply = if mail.reply.is_empty() {
        "segbook was stopped while it was being sent"
    } else {
        &mail.reply
    };
    let tries = if mail.state == SendState::NotYet && mail.tries > 1 {
        format!(" ({} tries)", mail.tries)
    } else {
        String::new()
    };
    let to = if mail.to.is_empty() {
        String::new()
    } else {
        format!("to {}: ", mail.to.join(", "))
    };
    format!("{to}{reply}{tries}")
}
