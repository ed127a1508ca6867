//! The law of every command: read = usable + rejected + skipped, for every table. It is looked at
//! after each command of each test, in what it says, in its JSON and in the runs that it left.

use std::fs;
use std::path::Path;

use serde_json::Value;

use super::Outcome;

/// Insists on the law for what a command said and for the runs below `out`.
#[track_caller]
pub(crate) fn assert_balanced(outcome: &Outcome, out: &Path) {
    if let Some(line) = outcome.stderr.lines().last()
        && line.contains(" contacts read = ")
    {
        assert_line(line);
    }
    if let Ok(json) = serde_json::from_str::<Value>(&outcome.stdout) {
        assert_tables(&json, "--json");
    }
    let Ok(runs) = fs::read_dir(out.join("runs")) else {
        return;
    };
    for run in runs.flatten() {
        let Ok(text) = fs::read_to_string(run.path().join("run.json")) else {
            continue;
        };
        let json: Value = serde_json::from_str(&text).expect("run.json is JSON");
        assert_tables(&json, &run.path().display().to_string());
    }
}

/// `1,412 contacts read = 1,400 usable + 12 rejected`.
#[track_caller]
fn assert_line(line: &str) {
    let line = line.split(';').next().unwrap_or(line);
    let (read, parts) = line.split_once(" contacts read = ").expect("a balance");
    let number = |text: &str| -> u64 {
        let digits: String = text.chars().filter(char::is_ascii_digit).collect();
        digits.parse().expect("a number")
    };
    let sum: u64 = parts.split('+').map(number).sum();
    assert_eq!(number(read), sum, "{line}");
}

#[track_caller]
fn assert_tables(json: &Value, whose: &str) {
    let tables = json["tables"].as_array();
    for table in tables.into_iter().flatten() {
        let count = |key: &str| table[key].as_u64().unwrap_or(0);
        let parts = count("usable") + count("rejected") + count("skipped");
        assert_eq!(count("read"), parts, "{whose}: {table}");
    }
}
