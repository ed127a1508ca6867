//! Every file of every run against what `run.json` says of it, and the folders against the ledger.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use crate::error::{Error, Result};
use crate::read::fingerprint;
use crate::run::recover::is_run_id;
use crate::write::RUN_JSON;

use super::{Difference, RunSummary, Verified};

/// Looks at the folders of all runs, or of one.
pub(super) fn verify(
    out_runs: &Path,
    runs: &[RunSummary],
    only: Option<&str>,
    verified: &mut Verified,
) -> Result<()> {
    for run in runs {
        if only.is_none_or(|id| id == run.run) {
            verify_run(run, verified)?;
        }
    }
    if only.is_none() {
        unknown_folders(out_runs, runs, verified)?;
    }
    Ok(())
}

fn verify_run(run: &RunSummary, verified: &mut Verified) -> Result<()> {
    if !run.folder_is_there {
        verified.faults.push(run.fault(
            run.folder.display().to_string(),
            "the folder of the run is missing",
        ));
        return Ok(());
    }
    let mut known = BTreeSet::from([RUN_JSON.to_owned()]);
    verify_record(run, verified);
    for output in run.record["outputs"].as_array().into_iter().flatten() {
        let Some(path) = output["path"].as_str() else {
            continue;
        };
        known.insert(path.to_owned());
        match difference(&run.folder.join(path), output) {
            None => {
                verified.sound_files += 1;
                verified.bytes += output["bytes"].as_u64().unwrap_or(0);
            }
            Some(problem) => verified.faults.push(run.fault(path, problem)),
        }
    }
    let mut there = Vec::new();
    collect(&run.folder, "", &mut there)?;
    for path in there {
        if !known.contains(&path) {
            let remark = run.fault(path, "was not written by this run");
            verified.remarks.push(remark);
        }
    }
    Ok(())
}

/// `run.json` itself must say what the ledger keeps.
fn verify_record(run: &RunSummary, verified: &mut Verified) {
    let found = match fs::read(run.folder.join(RUN_JSON)) {
        Ok(bytes) => bytes,
        Err(error) => {
            verified
                .faults
                .push(run.fault(RUN_JSON, unreadable(&error)));
            return;
        }
    };
    let same =
        serde_json::from_slice::<serde_json::Value>(&found).is_ok_and(|found| found == run.record);
    if same {
        verified.sound_files += 1;
        verified.bytes += found.len() as u64;
    } else {
        let problem = "differs from what the ledger keeps of this run";
        verified.faults.push(run.fault(RUN_JSON, problem));
    }
}

/// What is wrong with a file, if anything.
fn difference(file: &Path, output: &serde_json::Value) -> Option<String> {
    let metadata = match fs::metadata(file) {
        Ok(metadata) => metadata,
        Err(error) => return Some(unreadable(&error)),
    };
    if output["bytes"].as_u64() != Some(metadata.len()) {
        return Some(format!(
            "was changed: it has {} bytes, {} were written",
            metadata.len(),
            output["bytes"]
        ));
    }
    match fingerprint(file) {
        Ok(found) if output["sha256"] == found.sha256.as_str() => None,
        Ok(_) => Some("was changed: its SHA-256 is another".to_owned()),
        Err(error) => Some(error.to_string()),
    }
}

fn unreadable(error: &std::io::Error) -> String {
    if error.kind() == std::io::ErrorKind::NotFound {
        "is missing".to_owned()
    } else {
        format!("cannot be read: {error}")
    }
}

/// The files below a folder, as paths relative to it with `/`, in order.
fn collect(folder: &Path, below: &str, found: &mut Vec<String>) -> Result<()> {
    let failed = |error| Error::io(folder, "cannot be read", error);
    let mut entries: Vec<_> = fs::read_dir(folder)
        .map_err(failed)?
        .collect::<Result<_, _>>()
        .map_err(failed)?;
    entries.sort_by_key(fs::DirEntry::file_name);
    for entry in entries {
        let path = format!("{below}{}", entry.file_name().to_string_lossy());
        if entry.file_type().map_err(failed)?.is_dir() {
            collect(&entry.path(), &format!("{path}/"), found)?;
        } else {
            found.push(path);
        }
    }
    Ok(())
}

/// Folders of runs that the ledger does not know: it may be older than they are.
fn unknown_folders(out_runs: &Path, runs: &[RunSummary], verified: &mut Verified) -> Result<()> {
    let Ok(entries) = fs::read_dir(out_runs) else {
        return Ok(());
    };
    let known: BTreeSet<&str> = runs.iter().map(|run| run.run.as_str()).collect();
    let mut unknown = BTreeSet::new();
    for entry in entries {
        let entry = entry.map_err(|error| Error::io(out_runs, "cannot be read", error))?;
        let name = entry.file_name().to_string_lossy().into_owned();
        if is_run_id(&name) && !known.contains(name.as_str()) {
            unknown.insert((name, entry.path().display().to_string()));
        }
    }
    for (run, what) in unknown {
        verified.faults.push(Difference {
            run: Some(run),
            what,
            problem: "is the folder of a run that the ledger does not know".to_owned(),
        });
    }
    Ok(())
}
