//! `run.json`: everything that decided a run and what came of it. It holds no time of day, so that
//! the same run is the same file; the time is kept in the ledger.

use std::collections::BTreeMap;
use std::io::Write;
use std::path::Path;

use serde::Serialize;

use crate::config::InForce;
use crate::error::{Error, Result};
use crate::value::Date;

use super::hashed_file::HashedFile;
use super::recorded_findings::RecordedFindings;
use super::workbook::Written;
use super::xlsx::CANNOT_WRITE;

/// The name of the file in the run's folder.
pub const RUN_JSON: &str = "run.json";

/// What `run.json` says; its keys stand in this order. `I`, `T` and `S` are what the stages before
/// tell about an input file, a table and a segment.
#[derive(Debug, Serialize)]
pub struct RunJson<'a, I, T, S> {
    /// The run's id: `2026-11-23-7f3a9c21`.
    pub run: &'a str,
    /// The verb: `select`, `log`, `run`.
    pub command: &'a str,
    /// What else the command line asked for, e.g. the segments that were named.
    pub options: &'a BTreeMap<String, String>,
    /// segbook's version.
    pub segbook: &'static str,
    /// The work date.
    #[serde(serialize_with = "show")]
    pub date: Date,
    /// BC's User ID.
    pub user: &'a str,
    /// The settings in force, each with its origin.
    pub settings: &'a BTreeMap<String, InForce>,
    /// The input files with their SHA-256, what was decided about them, and their sheets.
    pub inputs: &'a [I],
    /// Rows by table.
    pub tables: &'a [T],
    /// The segments with the counts of their steps.
    pub segments: &'a [S],
    /// What was found in the inputs.
    pub findings: &'a RecordedFindings,
    /// The files of the run with their SHA-256, without this one.
    pub outputs: &'a [Written],
}

#[allow(
    clippy::trivially_copy_pass_by_ref,
    reason = "serde hands the field by reference"
)]
fn show<S: serde::Serializer>(date: &Date, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_str(date)
}

/// Writes `run.json` into the run's folder; gives its text.
pub fn write_run_json<I: Serialize, T: Serialize, S: Serialize>(
    run_folder: &Path,
    run: &RunJson<'_, I, T, S>,
) -> Result<String> {
    let mut text = serde_json::to_string_pretty(run)
        .map_err(|error| Error::fault("run.json could not be made").caused_by(error))?;
    text.push('\n');
    let file = run_folder.join(RUN_JSON);
    let mut out = HashedFile::create(&file)?;
    out.write_all(text.as_bytes())
        .and_then(|()| out.finish(RUN_JSON.to_owned()))
        .map_err(|error| Error::io(file, CANNOT_WRITE, error))?;
    Ok(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Serialize)]
    struct Count {
        name: &'static str,
        rows: u64,
    }

    #[test]
    fn the_text_is_the_file_and_its_keys_have_an_order() {
        let folder = tempfile::tempdir().expect("a folder");
        let settings = BTreeMap::from([(
            "input.date_order".to_owned(),
            InForce {
                value: "dmy".to_owned(),
                origin: "segbook.toml",
            },
        )]);
        let run = RunJson {
            run: "2026-11-23-7f3a9c21",
            command: "run",
            options: &BTreeMap::from([("segments".to_owned(), "SM00001".to_owned())]),
            segbook: "0.1.0",
            date: Date::new(2026, 11, 23).expect("a day"),
            user: "ANN",
            settings: &settings,
            inputs: &[Count {
                name: "contacts.xlsx",
                rows: 12,
            }],
            tables: &[] as &[Count],
            segments: &[] as &[Count],
            findings: &RecordedFindings::default(),
            outputs: &[Written {
                path: "logged/SM00001.xlsx".to_owned(),
                sha256: "ba78".to_owned(),
                bytes: 3,
            }],
        };
        let text = write_run_json(folder.path(), &run).expect("a file");
        let expected = r#"{
  "run": "2026-11-23-7f3a9c21",
  "command": "run",
  "options": {
    "segments": "SM00001"
  },
  "segbook": "0.1.0",
  "date": "2026-11-23",
  "user": "ANN",
  "settings": {
    "input.date_order": {
      "value": "dmy",
      "origin": "segbook.toml"
    }
  },
  "inputs": [
    {
      "name": "contacts.xlsx",
      "rows": 12
    }
  ],
  "tables": [],
  "segments": [],
  "findings": {
    "errors": 0,
    "warnings": 0,
    "notices": 0,
    "list": []
  },
  "outputs": [
    {
      "path": "logged/SM00001.xlsx",
      "sha256": "ba78",
      "bytes": 3
    }
  ]
}
"#;
        assert_eq!(text, expected);
        let file = std::fs::read_to_string(folder.path().join(RUN_JSON));
        assert_eq!(file.expect("the file"), expected);
    }
}
