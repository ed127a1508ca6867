//! Holds the shape of the code: which module may use which, how long a file may grow, which words
//! have no place in it, that every finding has its message, that the changelog goes on.

use std::collections::BTreeSet;
use std::fs;

use segbook::finding::CATALOGUE;

use crate::support::{files_below, has_extension, top};

/// The floor, used by all: each module with those of the floor that it stands on.
const FLOOR: &[(&str, &[&str])] = &[
    ("place", &[]),
    ("progress", &[]),
    ("finding", &["place"]),
    // A usage error carries the findings about the settings.
    ("error", &["finding", "place"]),
    ("schema", &[]),
    // Text and codes have the length that their field's kind gives.
    ("value", &["schema"]),
    ("table", &["place", "schema", "value"]),
    (
        "config",
        &["error", "finding", "place", "schema", "table", "value"],
    ),
];

/// The stages in the order of the data: each may use the whole floor and the stages named here, as
/// a rule the one just before it. None may use `cli`.
const STAGES: &[(&str, &[&str])] = &[
    ("filter", &[]),
    ("read", &[]),
    ("decode", &["read"]),
    // History sheets are compared with what the ledger holds; as rows, so the ledger is not named.
    ("check", &["decode"]),
    // Criteria are read with their filters.
    ("segment", &["check", "filter"]),
    // Matching needs the rows of the book and the filters of the steps.
    ("select", &["check", "filter", "segment"]),
    // Lines become entries; the book tells the contacts' addresses.
    ("log", &["check", "segment", "select"]),
    // Keeps which segment has used which number.
    ("ledger", &["segment"]),
    ("write", &[]),
    // Knows messages and servers; what became of them is written down by whoever asks.
    ("mail", &[]),
    // Word merge knows fields and templates, not segments.
    ("letter", &[]),
    // The batch knows all stages, and is known by the command line alone.
    (
        "run",
        &[
            "check", "decode", "filter", "ledger", "letter", "log", "mail", "read", "segment",
            "select", "write",
        ],
    ),
    // Compares what was written or logged: reads workbooks and the ledger, and knows from logging
    // which field of a line becomes which of an entry; settles first what a crash left.
    ("diff", &["decode", "ledger", "log", "run", "write"]),
    // Writes what the ledger and the sheets keep; criteria in one form.
    (
        "export",
        &[
            "check", "decode", "ledger", "run", "segment", "select", "write",
        ],
    ),
    // Shows what the batch reports: input records, written files, the reasons of `why`; `init` writes
    // the template.
    (
        "cli",
        &["decode", "diff", "export", "run", "select", "write"],
    ),
];

/// Libraries that are the business of a few modules only.
const LIBRARIES: &[(&str, &[&str])] = &[
    ("calamine", &["read"]),
    ("clap", &["cli", "main"]),
    ("csv", &["read", "write"]),
    ("fs4", &["decode"]),
    ("idna", &["mail"]),
    ("indicatif", &["cli"]),
    ("lettre", &["mail"]),
    // The command line makes the pool of threads.
    (
        "rayon",
        &[
            "check", "cli", "decode", "read", "run", "select", "table", "write",
        ],
    ),
    ("pulldown_cmark", &["letter"]),
    ("quick_xml", &["letter"]),
    ("rusqlite", &["ledger"]),
    ("rust_xlsxwriter", &["write"]),
    ("toml", &["config"]),
];

/// Lines of a file without its tests; about a longer one there must be a word here.
const LINES_MAX: usize = 350;

/// Files that are longer, and why.
const LONG_FILES: &[(&str, &str)] = &[(
    "src/table/records.rs",
    "the one type that holds all rows, with all ways to look at them",
)];

/// Names that say nothing about what is in a file.
const EMPTY_NAMES: &[&str] = &[
    "util", "utils", "common", "helper", "helpers", "misc", "manager",
];

/// What may lie at the top.
const TOP_LEVEL: &[&str] = &[
    ".ci",
    ".clippy.toml",
    ".config",
    ".deny.toml",
    ".git",
    ".gitignore",
    ".rustfmt.toml",
    "CHANGELOG.md",
    "Cargo.lock",
    "Cargo.toml",
    "LICENSE",
    "README.md",
    "benches",
    "samples",
    "src",
    "target",
    "tests",
];

/// A file of Rust code.
struct Source {
    /// Path from the top, with `/`.
    path: String,
    /// All of it.
    text: String,
}

impl Source {
    /// The module at the top of `src/`: `write` for `src/write/cover.rs`.
    fn module(&self) -> &str {
        let below = self.path.trim_start_matches("src/");
        below
            .split('/')
            .next()
            .unwrap_or("")
            .trim_end_matches(".rs")
    }

    /// Whether there is nothing in it but tests.
    fn is_tests(&self) -> bool {
        let path = &self.path;
        path.starts_with("tests/") || path.contains("/tests/") || path.ends_with("tests.rs")
    }

    /// The code without tests and comments.
    fn code(&self) -> String {
        let end = if self.is_tests() {
            Some(0)
        } else {
            self.text.find("\n#[cfg(test)]\nmod tests {")
        };
        let text = &self.text[..end.unwrap_or(self.text.len())];
        let without_comment = |line: &str| match line.find("//") {
            Some(at) if !line[..at].contains('"') => line[..at].to_owned(),
            _ => line.to_owned(),
        };
        text.lines()
            .map(without_comment)
            .collect::<Vec<_>>()
            .join("\n")
    }
}

fn sources(folder: &str) -> Vec<Source> {
    files_below(&top().join(folder))
        .into_iter()
        .filter(|file| has_extension(file, "rs"))
        .map(|file| Source {
            text: fs::read_to_string(top().join(folder).join(&file)).expect("a source file"),
            path: format!("{folder}/{file}"),
        })
        .collect()
}

/// The words that follow `prefix` in some code.
fn names_after(code: &str, prefix: &str) -> BTreeSet<String> {
    let is_part = |c: char| c.is_alphanumeric() || c == '_';
    code.match_indices(prefix)
        .filter(|(at, _)| !code[..*at].ends_with(is_part))
        .flat_map(|(at, _)| {
            let rest = &code[at + prefix.len()..];
            // `crate::{a::B, c}` names a and c.
            let inside = rest.strip_prefix('{').and_then(|rest| rest.split_once('}'));
            let parts: Vec<&str> =
                inside.map_or_else(|| vec![rest], |(list, _)| list.split(',').collect());
            let first_word = |part: &str| {
                part.trim()
                    .split(|c| !is_part(c))
                    .next()
                    .unwrap_or("")
                    .to_owned()
            };
            parts.into_iter().map(first_word).collect::<Vec<_>>()
        })
        .filter(|name| !name.is_empty())
        .collect()
}

#[test]
fn modules_use_the_floor_and_the_stage_before_them() {
    let floor: Vec<&str> = FLOOR.iter().map(|(name, _)| *name).collect();
    let mut wrong = Vec::new();
    for source in sources("src") {
        let module = source.module();
        if module == "lib" || module == "main" {
            continue;
        }
        let on_the_floor = FLOOR.iter().find(|(name, _)| *name == module);
        let stage = STAGES.iter().find(|(name, _)| *name == module);
        let allowed: Vec<&str> = match (on_the_floor, stage) {
            (Some((_, others)), _) => others.to_vec(),
            (None, Some((_, others))) => [floor.as_slice(), others].concat(),
            (None, None) => {
                wrong.push(format!(
                    "{}: {module} is in no table of tests/tidy.rs",
                    source.path
                ));
                continue;
            }
        };
        for used in names_after(&source.code(), "crate::") {
            if used != module && !allowed.contains(&used.as_str()) {
                wrong.push(format!("{}: {module} may not use {used}", source.path));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn a_library_stays_in_its_modules() {
    let mut wrong = Vec::new();
    for source in sources("src") {
        let code = source.code();
        for (library, modules) in LIBRARIES {
            let used = !names_after(&code, &format!("{library}::")).is_empty();
            if used && !modules.contains(&source.module()) {
                wrong.push(format!("{}: {library}", source.path));
            }
        }
        for clock in ["Local::now", "Utc::now", "SystemTime::now", "Instant::now"] {
            if code.contains(clock) && source.module() != "run" {
                wrong.push(format!(
                    "{}: {clock}, the clock is read in run alone",
                    source.path
                ));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn files_are_short_and_begin_by_saying_what_they_are() {
    let mut wrong = Vec::new();
    for source in sources("src").into_iter().chain(sources("tests")) {
        if !source.text.starts_with("//! ") {
            wrong.push(format!("{} does not begin with //!", source.path));
        }
        let stem = source
            .path
            .rsplit('/')
            .next()
            .unwrap_or("")
            .trim_end_matches(".rs");
        if EMPTY_NAMES.contains(&stem) || EMPTY_NAMES.contains(&source.module()) {
            wrong.push(format!("{}: a name that says nothing", source.path));
        }
        let lines = source.code().lines().count();
        let is_known = LONG_FILES.iter().any(|(path, _)| *path == source.path);
        if lines > LINES_MAX && !is_known {
            wrong.push(format!("{}: {lines} lines without tests", source.path));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn nothing_is_left_undone_and_no_machine_is_named() {
    let mut wrong = Vec::new();
    for source in sources("src") {
        for word in ["todo!", "unimplemented!", ".unwrap()", "dbg!"] {
            if source.code().contains(word) {
                wrong.push(format!("{}: {word}", source.path));
            }
        }
    }
    // Spelled in two halves, so that this file does not find itself.
    let machines = [
        ["/ro", "ot/"],
        ["/ho", "me/"],
        ["/wo", "rk/"],
        ["C:\\Us", "ers"],
    ]
    .map(|halves| halves.concat());
    let undone = [["TO", "DO:"], ["TO", "DO("], ["FIX", "ME"]].map(|halves| halves.concat());
    for folder in ["src", "tests", "samples", "benches", ".ci", ".config"] {
        for file in files_below(&top().join(folder)) {
            // Workbooks are compressed; their text is their author's.
            let Ok(text) = fs::read_to_string(top().join(folder).join(&file)) else {
                continue;
            };
            for word in machines.iter().chain(&undone) {
                if text.contains(word.as_str()) {
                    wrong.push(format!("{folder}/{file}: {word}"));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn every_finding_has_a_message() {
    let codes = CATALOGUE.iter().copied().flatten().map(|code| code.id);
    let has_message = |id: &str| top().join("tests/messages").join(id).is_dir();
    let without: Vec<&str> = codes.filter(|id| !has_message(id)).collect();
    assert!(without.is_empty(), "no message: {without:?}");
    for folder in super::messages::folders() {
        let id = folder.file_name().unwrap().to_string_lossy().into_owned();
        let is_known = segbook::finding::code_called(&id).is_some();
        assert!(is_known, "tests/messages/{id} is no code of the catalogue");
        assert!(
            folder.join("expected.txt").exists(),
            "tests/messages/{id} has no expected.txt"
        );
    }
}

#[test]
fn the_changelog_goes_on() {
    let text = fs::read_to_string(top().join("CHANGELOG.md")).unwrap();
    assert!(text.contains("\n## [Unreleased]\n"));
}

#[test]
fn the_top_level_is_closed() {
    let entries = fs::read_dir(top())
        .unwrap()
        .map(|entry| entry.unwrap().file_name());
    let strangers: Vec<String> = entries
        .map(|name| name.to_string_lossy().into_owned())
        .filter(|name| !TOP_LEVEL.contains(&name.as_str()))
        .collect();
    assert!(strangers.is_empty(), "{strangers:?}");
}
