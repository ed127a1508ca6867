//! What the verbs that read a whole book have in common: settings, threads, progress, the report.

use std::fmt::Write as _;
use std::path::Path;

use super::args::Common;
use super::console::Console;
use super::paint::Tint;
use super::plain::one_line;
use super::{balance, errors, exit, findings, json, preview, verbose};
use crate::config::{self, Settings};
use crate::error::{Error, Result};
use crate::finding::{Findings, Severity};
use crate::run::{self, LetterRequest, Report, Request, RunState, Verb};
use crate::value::normalise_code;

/// The request of a verb for the segments that are named.
pub(super) fn request(verb: Verb, segments: &[String], common: &Common) -> Request {
    Request {
        verb,
        segments: segments
            .iter()
            .map(|no| normalise_code(no).into_owned())
            .collect(),
        follow_up: false,
        dry_run: common.dry_run,
        letters: LetterRequest::default(),
        lines_shown_max: 0,
    }
}

/// Carries a request out and shows what came of it; `data` makes the text for stdout. Gives the
/// exit code.
pub(super) fn run(
    request: &Request,
    common: &Common,
    console: &mut Console,
    data: impl FnOnce(&Report, &Settings, &Console) -> String,
) -> Result<u8> {
    run_then(request, common, console, |_, _| Ok(()), data)
}

/// The same with some work that the command does on its report before anything is shown.
pub(super) fn run_then(
    request: &Request,
    common: &Common,
    console: &mut Console,
    then: impl FnOnce(&mut Report, &Settings) -> Result<()> + Send,
    data: impl FnOnce(&Report, &Settings, &Console) -> String,
) -> Result<u8> {
    let settings = settings(common)?;
    let progress = console.progress();
    let report = with_jobs(settings.jobs, || {
        let mut report = run::execute(request, &settings, &progress)?;
        then(&mut report, &settings)?;
        Ok(report)
    })?;
    let code = exit::code(&report);
    if console.is_json() {
        console.json(&json::Result::new(request.verb, code, &report, &settings));
    } else {
        if common.verbose && request.verb != Verb::Check {
            console.tell(&verbose::text(&report.inputs, &report.tables, &settings));
        }
        let data = data(&report, &settings, console);
        console.data(&data);
        show_findings(&report.findings, common.max_findings, console);
    }
    show_outcome(request, &report, console);
    console.tell(&format!("{}\n", balance::line(&report)));
    Ok(code)
}

/// The settings in force.
pub(super) fn settings(common: &Common) -> Result<Settings> {
    let environment = |name: &str| std::env::var(name).ok();
    config::resolve(&common.flags(), &environment, &run::today)
}

/// Does work with as many threads as were asked for.
pub(super) fn with_jobs<T: Send>(
    jobs: Option<usize>,
    work: impl FnOnce() -> Result<T> + Send,
) -> Result<T> {
    let Some(jobs) = jobs else {
        return work();
    };
    let pool = rayon::ThreadPoolBuilder::new()
        .num_threads(jobs)
        .build()
        .map_err(|error| {
            Error::usage(format!("{jobs} threads cannot be started"))
                .hint("ask for fewer with --jobs")
                .caused_by(error)
        })?;
    pool.install(work)
}

/// Findings, folded, and how many there are.
pub(super) fn show_findings(found: &Findings, shown_max: Option<usize>, console: &mut Console) {
    let least = if console.is_quiet() {
        Severity::Error
    } else {
        Severity::Notice
    };
    let text = findings::text(found, least, shown_max, console.paint());
    console.insist(&text);
    let summary = findings::summary(found);
    if !summary.is_empty() {
        let advice = found
            .iter()
            .min_by_key(|finding| finding.severity)
            .map(|finding| format!(" (`segbook explain {}` says more)", finding.code.id))
            .unwrap_or_default();
        console.tell(&format!("{summary}{advice}\n"));
    }
}

/// Files that could not be read, and rules that refused.
pub(super) fn show_errors(report: &Report, console: &mut Console) {
    let paint = console.paint();
    let mut text = String::new();
    for error in report.unreadable.iter().chain(&report.refused) {
        text.push_str(&errors::text(error, paint));
    }
    console.insist(&text);
}

/// Files that could not be read, rules that refused, and what this means for the run.
fn show_outcome(request: &Request, report: &Report, console: &mut Console) {
    let paint = console.paint();
    show_errors(report, console);
    for segment in report.segments.iter().filter(|_| request.dry_run) {
        if let Some(counts) = &segment.letters {
            let letters = preview::letters(counts);
            console.tell(&format!("{}: {letters}\n", one_line(&segment.no)));
        }
    }
    let remark = match &report.state {
        RunState::Nothing if exit::code(report) != exit::DONE && writes(request.verb) => {
            paint.tint(Tint::Strong, "nothing was written")
        }
        RunState::Nothing if report.findings.is_empty() && request.verb == Verb::Check => {
            paint.tint(Tint::Good, "no findings")
        }
        RunState::NothingNew => "nothing new: no segment in the inbox is left to do".into(),
        RunState::AlreadyDone { id } => {
            format!("nothing new: run {id} did just this before, nothing was changed")
        }
        RunState::DryRun { .. } => "dry run: nothing was written".into(),
        RunState::Annotated(annotated) if !annotated.not_copied.is_empty() => {
            let one = |(name, why): &(String, &str)| format!("no copy of {name}: {why}");
            let all: Vec<String> = annotated.not_copied.iter().map(one).collect();
            all.join("\n")
        }
        _ => return,
    };
    console.tell(&format!("{remark}\n"));
}

fn writes(verb: Verb) -> bool {
    matches!(verb, Verb::Select | Verb::Log | Verb::Run | Verb::Letters)
}

/// What was written: the folder and, below it, its files; nothing when nothing was.
pub(super) fn written(state: &RunState, console: &Console) -> String {
    let (folder, files) = match state {
        RunState::Done { folder, files, .. } | RunState::Letters { folder, files } => {
            (folder, files)
        }
        RunState::Annotated(annotated) => (&annotated.folder, &annotated.files),
        _ => return String::new(),
    };
    let mut text = String::new();
    if !console.is_quiet() {
        let _ = writeln!(text, "{}", from_here(folder).display());
        for file in files {
            let _ = writeln!(text, "  {}", file.path);
        }
    }
    text
}

/// The path as seen from the current folder, when it is below it.
pub(super) fn from_here(path: &Path) -> &Path {
    std::env::current_dir()
        .ok()
        .and_then(|here| path.strip_prefix(here).ok())
        .filter(|below| !below.as_os_str().is_empty())
        .unwrap_or(path)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_below_the_current_folder_are_shown_from_there() {
        let here = std::env::current_dir().expect("a folder");
        assert_eq!(from_here(&here.join("out/runs")), Path::new("out/runs"));
        assert_eq!(from_here(Path::new("/elsewhere")), Path::new("/elsewhere"));
    }
}
