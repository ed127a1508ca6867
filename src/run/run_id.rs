//! The id of a run: its date and a hash of everything that its result depends on. The same run
//! again has the same id, so that it is done once only.

use std::fmt::Write as _;

use sha2::{Digest, Sha256};

use crate::error::Result;
use crate::ledger::Ledger;
use crate::value::Date;

/// `2026-11-23-7f3a9c21`: the date, and the first 8 hexadecimal digits of the SHA-256 of all parts
/// in their order. A part is a label and a text, e.g. the name of an input and its hash.
pub fn run_id(date: Date, parts: &[(&str, &str)]) -> String {
    let mut hasher = Sha256::new();
    for text in parts.iter().flat_map(|(label, text)| [label, text]) {
        // With their lengths, so that texts cannot run into each other.
        hasher.update((text.len() as u64).to_le_bytes());
        hasher.update(text.as_bytes());
    }
    let mut id = format!("{date}-");
    for byte in &hasher.finalize()[..4] {
        // Writing to a String cannot fail.
        let _ = write!(id, "{byte:02x}");
    }
    id
}

/// What the ledger knows about a run.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum KnownRun {
    /// It was not done yet, or its result was canceled or purged since: it gets this id.
    New(String),
    /// It was done under this id.
    Done(String),
}

/// Looks a run up under the id that [`run_id`] gave, then under `…-2`, `…-3`: a run whose result
/// was canceled or purged counts no more, and the next one gets the next suffix.
pub fn known_run(id: &str, ledger: &Ledger) -> Result<KnownRun> {
    let mut candidate = id.to_owned();
    let mut round = 1;
    while ledger.run(&candidate)?.is_some() {
        if !ledger.is_undone(&candidate)? {
            return Ok(KnownRun::Done(candidate));
        }
        round += 1;
        candidate = format!("{id}-{round}");
    }
    Ok(KnownRun::New(candidate))
}

/// The id, or with the first suffix that no run has: a run that changes what was logged is a new one
/// each time, because there was something to change.
pub(super) fn free_id(id: &str, ledger: &Ledger) -> Result<String> {
    let mut candidate = id.to_owned();
    let mut round = 1;
    while ledger.run(&candidate)?.is_some() {
        round += 1;
        candidate = format!("{id}-{round}");
    }
    Ok(candidate)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn date() -> Date {
        Date::new(2026, 11, 23).unwrap()
    }

    #[test]
    fn an_id_is_the_date_and_a_hash_that_never_changes() {
        // Worked out with another SHA-256: each text after its length in 8 bytes, little-endian.
        for (parts, expected) in [
            (&[][..], "2026-11-23-e3b0c442"),
            (&[("input", "abc")], "2026-11-23-2186658f"),
            (&[("input", "abc"), ("user", "ANN")], "2026-11-23-7788d140"),
        ] {
            assert_eq!(run_id(date(), parts), expected);
        }
    }

    #[test]
    fn order_and_borders_of_the_parts_matter() {
        let ids = [
            run_id(date(), &[("a", "b"), ("c", "d")]),
            run_id(date(), &[("c", "d"), ("a", "b")]),
            run_id(date(), &[("a", "bc"), ("", "d")]),
            run_id(date(), &[("ab", "cd")]),
        ];
        for (index, id) in ids.iter().enumerate() {
            assert!(!ids[index + 1..].contains(id), "{id}");
        }
    }
}
