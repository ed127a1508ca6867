//! Texts that were looked at by a person and must not change unseen.

use std::fs;
use std::path::Path;

/// Whether expected texts are to be written instead of compared: `SEGBOOK_BLESS=1 cargo test`.
fn blessing() -> bool {
    std::env::var_os("SEGBOOK_BLESS").is_some_and(|value| value == "1")
}

/// Compares a text with the file that holds what is expected, or writes that file when blessing.
#[track_caller]
pub(crate) fn assert_golden(expected: &Path, actual: &str) {
    if blessing() {
        fs::write(expected, actual).expect("the blessed file");
        return;
    }
    let wanted = fs::read_to_string(expected)
        .unwrap_or_default()
        .replace("\r\n", "\n");
    assert!(
        wanted == actual,
        "{} differs; look at it, then SEGBOOK_BLESS=1 cargo test\n--- expected\n{wanted}\n--- actual\n{actual}",
        expected.display()
    );
}
