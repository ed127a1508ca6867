//! One run of the past as text: inputs, settings, segments, findings and files, as its `run.json` has
//! them.

use std::fmt::Write as _;

use serde_json::Value;

use super::plain::{counted, one_line, thousands};
use super::table::{Column, TextTable};
use crate::run::history::RunSummary;

/// Everything that is known about a run.
pub(super) fn details(run: &RunSummary, width: Option<usize>) -> String {
    let record = &run.record;
    let mut text = format!("Run {}\n", run.run);
    let options: Vec<String> = pairs(&record["options"])
        .map(|(name, value)| format!(" {name}: {}", text_of(value)))
        .collect();
    for (label, value) in [
        ("command", format!("{}{}", run.command, options.join(","))),
        ("date", run.date.to_string()),
        ("user", run.user.clone()),
        ("committed", run.committed_at.clone()),
        ("segbook", text_of(&record["segbook"])),
        ("folder", run.folder.display().to_string()),
    ] {
        let _ = writeln!(text, "  {label:<10}{}", one_line(&value));
    }
    if !run.folder_is_there {
        text.push_str("            the folder is missing\n");
    }
    block(&mut text, "Inputs", &inputs(record), width);
    block(&mut text, "Tables", &tables(record), width);
    block(&mut text, "Segments", &segments(record), width);
    if record["findings"].is_object() {
        block(&mut text, "Findings", &findings(record), width);
    }
    block(&mut text, "Files", &files(record), width);
    block(&mut text, "Settings", &settings(record), width);
    text
}

fn block(text: &mut String, heading: &str, table: &TextTable, width: Option<usize>) {
    let _ = writeln!(text, "\n{heading}");
    let width = width.map(|width| width.saturating_sub(2));
    for line in table.lines(width) {
        let _ = writeln!(text, "  {line}");
    }
}

fn inputs(record: &Value) -> TextTable {
    let mut table = TextTable::new(&[
        Column::text("file"),
        Column::number("bytes"),
        Column::word("SHA-256"),
    ]);
    for input in list(&record["inputs"]) {
        table.row(vec![
            text_of(&input["name"]),
            number(&input["bytes"]),
            text_of(&input["sha256"]),
        ]);
        let decisions: Vec<String> = list(&input["decisions"])
            .map(|pair| format!("{} {}", text_of(&pair[0]), text_of(&pair[1])))
            .collect();
        if !decisions.is_empty() {
            table.remark(decisions.join(", "));
        }
        for sheet in list(&input["sheets"]) {
            let name = text_of(&sheet["name"]);
            table.remark(match sheet["table"].as_str() {
                Some(caption) => format!(
                    "{name}: {caption}, {}, {} rejected",
                    counted(sheet["rows"].as_u64().unwrap_or(0), "row", "rows"),
                    number(&sheet["rejected"])
                ),
                None => format!("{name}: left alone"),
            });
        }
    }
    table
}

fn tables(record: &Value) -> TextTable {
    let mut table = TextTable::new(&[
        Column::word("table"),
        Column::number("read"),
        Column::number("usable"),
        Column::number("rejected"),
        Column::number("skipped"),
    ]);
    for count in list(&record["tables"]) {
        table.row(vec![
            text_of(&count["table"]),
            number(&count["read"]),
            number(&count["usable"]),
            number(&count["rejected"]),
            number(&count["skipped"]),
        ]);
    }
    table
}

fn segments(record: &Value) -> TextTable {
    let mut table = TextTable::new(&[
        Column::word("segment"),
        Column::text("description"),
        Column::word("state"),
        Column::number("lines"),
        Column::word("follow-up"),
    ]);
    for segment in list(&record["segments"]) {
        table.row(vec![
            text_of(&segment["no"]),
            text_of(&segment["description"]),
            text_of(&segment["state"]),
            number(&segment["lines"]),
            text_of(&segment["follow_up"]),
        ]);
        if segment["letters"].is_object() {
            let counts = &segment["letters"];
            table.remark(format!(
                "{}, {}, {} that could not be made",
                counted(counts["letters"].as_u64().unwrap_or(0), "letter", "letters"),
                counted(
                    counts["drafts"].as_u64().unwrap_or(0),
                    "e-mail draft",
                    "e-mail drafts"
                ),
                number(&counts["failed"])
            ));
        }
        for step in list(&segment["steps"]) {
            table.remark(format!(
                "step {} {}: {} before, {} matched, {} after",
                number(&step["step"]),
                text_of(&step["action"]),
                number(&step["before"]),
                number(&step["matched"]),
                number(&step["after"])
            ));
        }
    }
    table
}

/// Findings as they were kept, in their order; many alike are counted.
fn findings(record: &Value) -> TextTable {
    let mut table = TextTable::new(&[
        Column::word("severity"),
        Column::word("code"),
        Column::text("place"),
    ]);
    for finding in list(&record["findings"]["list"]) {
        table.row(vec![
            text_of(&finding["severity"]),
            text_of(&finding["code"]),
            text_of(&finding["place"]),
        ]);
        let (found, expected) = (text_of(&finding["found"]), text_of(&finding["expected"]));
        if expected.is_empty() {
            table.remark(found);
        } else {
            table.remark(format!("{found}; expected {expected}"));
        }
        if let Some(more) = finding["more_alike"].as_u64() {
            table.remark(format!("… and {} more like this", thousands(more)));
        }
    }
    table
}

fn files(record: &Value) -> TextTable {
    let mut table = TextTable::new(&[
        Column::text("file"),
        Column::number("bytes"),
        Column::word("SHA-256"),
    ]);
    for file in list(&record["outputs"]) {
        table.row(vec![
            text_of(&file["path"]),
            number(&file["bytes"]),
            text_of(&file["sha256"]),
        ]);
    }
    table
}

fn settings(record: &Value) -> TextTable {
    let mut table = TextTable::new(&[
        Column::word("setting"),
        Column::text("value"),
        Column::word("from"),
    ]);
    for (key, setting) in pairs(&record["settings"]) {
        table.row(vec![
            key.clone(),
            text_of(&setting["value"]),
            text_of(&setting["origin"]),
        ]);
    }
    table
}

fn list(value: &Value) -> impl Iterator<Item = &Value> {
    value.as_array().into_iter().flatten()
}

fn pairs(value: &Value) -> impl Iterator<Item = (&String, &Value)> {
    value.as_object().into_iter().flatten()
}

/// A text without quotes; nothing for what is not there.
fn text_of(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => one_line(text),
        other => one_line(&other.to_string()),
    }
}

fn number(value: &Value) -> String {
    value.as_u64().map_or_else(|| text_of(value), thousands)
}
