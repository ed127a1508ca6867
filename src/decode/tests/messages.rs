//! Every code of reading and decoding is triggered by its example, and by nothing else of its kind.

use super::*;
use crate::finding::code::{decoding, reading};

/// Codes that need a limit of which other tests of this module know.
const LIMITED: [&str; 1] = ["R012"];

#[test]
fn every_code_has_the_smallest_input_that_triggers_it() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/messages");
    let codes = reading::ALL.iter().chain(decoding::ALL);
    for code in codes.filter(|code| !LIMITED.contains(&code.id)) {
        let book = root.join(code.id);
        let mut inbox = Inbox::new();
        inbox.settings.paths = vec![book.join("inbox")];
        match code.id {
            "R013" => inbox.limits.rows_max = 2,
            "R014" => inbox.limits.columns_max = 2,
            "R015" => inbox.limits.cell_characters_max = 20,
            "D012" => inbox.settings.date_order = Some(DateOrder::Dmy),
            _ => {}
        }
        let decoded = inbox.decode();
        let found: Vec<&str> = decoded.findings.iter().map(|f| f.code.id).collect();
        assert_eq!(found, [code.id]);
    }
}
