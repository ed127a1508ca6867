//! Keeps a panic inside a library, on a damaged file, from ending the program.

use std::cell::Cell;
use std::panic::{self, AssertUnwindSafe};
use std::sync::Once;

thread_local! {
    /// Whether this thread is inside a library that is allowed to panic.
    static GUARDED: Cell<bool> = const { Cell::new(false) };
}

/// Runs `work`; a panic inside becomes `None`, and prints nothing.
///
/// What `work` was changing must not be used after that: callers drop it.
pub(super) fn guarded<T>(work: impl FnOnce() -> T) -> Option<T> {
    silence_guarded_panics();
    let outer = GUARDED.replace(true);
    let result = panic::catch_unwind(AssertUnwindSafe(work));
    GUARDED.set(outer);
    result.ok()
}

/// Puts a hook before the present one that says nothing about guarded panics.
fn silence_guarded_panics() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        let show = panic::take_hook();
        panic::set_hook(Box::new(move |info| {
            if !GUARDED.get() {
                show(info);
            }
        }));
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_becomes_none() {
        assert_eq!(guarded(|| 7), Some(7));
        let empty: &[u8] = &[];
        assert_eq!(guarded(|| empty[std::hint::black_box(3)]), None);
    }
}
