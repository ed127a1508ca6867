//! A fault of segbook itself is caught and said as such, with what to report.

use std::panic::{self, AssertUnwindSafe};
use std::sync::{Arc, Mutex};

use crate::error::{Error, Result};

/// Does `work`; a panic in it, on any thread, becomes an error of kind fault.
pub fn guarded<T>(work: impl FnOnce() -> Result<T>) -> Result<T> {
    let first = Arc::new(Mutex::new(None));
    let noted = Arc::clone(&first);
    panic::set_hook(Box::new(move |info| {
        let message = info.payload_as_str().unwrap_or("no message").to_owned();
        let place = info.location().map(ToString::to_string).unwrap_or_default();
        if let Ok(mut first) = noted.lock() {
            first.get_or_insert(format!("{message} ({place})"));
        }
    }));
    // Nothing that the work has touched is used again: the command ends here.
    let outcome = panic::catch_unwind(AssertUnwindSafe(work));
    let _ = panic::take_hook();
    outcome.unwrap_or_else(|_| {
        let noted = first.lock().ok().and_then(|mut first| first.take());
        Err(fault(&noted.unwrap_or_else(|| "no message".to_owned())))
    })
}

fn fault(what: &str) -> Error {
    Error::fault(format!("segbook {} has a fault: {what}", env!("CARGO_PKG_VERSION")))
        .hint("a run is kept whole or not at all; the next command finishes or undoes this one")
        .hint("please report this line with the command that you gave and, if you may, the smallest input that shows it")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::error::ErrorKind;

    #[test]
    fn a_panic_becomes_a_fault_with_exit_70() {
        let error = guarded(|| -> Result<()> { panic!("lines do not add up") }).expect_err("fault");
        assert_eq!((error.kind(), error.exit_code()), (ErrorKind::Fault, 70));
        let message = error.to_string();
        assert!(
            message.contains("has a fault: lines do not add up (src/cli/fault.rs:"),
            "{message}"
        );
        assert_eq!(guarded(|| Ok(7)).expect("no fault"), 7);
    }
}
