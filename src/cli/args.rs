//! The flags that all commands share, and the list of commands.

#![allow(
    clippy::doc_markdown,
    reason = "the documentation of flags is what --help prints"
)]

use std::path::PathBuf;

use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap::{Parser, Subcommand, ValueEnum};

use super::commands::{
    cancel, check, completions, diff, evaluate, explain, export, history, init, letters, log, man,
    preview, purge, run, select, send, why,
};
use crate::config::{Flags, OnError, OutputFormat};
use crate::value::Date;

const COMMON: &str = "Common options";

const EXAMPLES: &str = "\
Examples:
  segbook init spring --sample spring-campaign    a book to try things out
  segbook check --book spring                     what is wrong with the data
  segbook preview --book spring                   how many contacts each step selects
  segbook select --book spring                    workbooks to look through in Excel
  segbook run --book spring --date 2026-11-23     check, select, log and follow up

A book is a folder: people put workbooks and CSV files into inbox/, segbook writes into out/ and
remembers in ledger.db. Nothing in inbox/ is ever changed.

Exit codes: 0 done, 1 errors in the data, 2 usage or settings, 3 files, 4 refused by a rule,
70 a fault of segbook, 130 interrupted.";

/// Marketing segments for people who live in Excel: select contacts, review, log, follow up.
///
/// segbook reads workbooks and CSV files with contacts and segments as Microsoft Business Central
/// knows them, selects contacts step by step, logs the interactions, and writes the results as
/// workbooks again.
#[derive(Debug, Parser)]
#[command(name = "segbook", version, after_help = EXAMPLES, subcommand_required = true, arg_required_else_help = true)]
pub struct Args {
    /// What all commands share.
    #[command(flatten)]
    pub common: Common,
    #[command(subcommand)]
    pub(super) command: Command,
}

/// The commands.
#[derive(Debug, Subcommand)]
pub(super) enum Command {
    Init(init::Init),
    Check(check::Check),
    Preview(preview::Preview),
    Select(select::Select),
    Letters(letters::Letters),
    Log(log::Log),
    Run(run::Run),
    Diff(diff::Diff),
    Export(export::Export),
    Why(why::Why),
    Cancel(cancel::Cancel),
    Evaluate(evaluate::Evaluate),
    Purge(purge::Purge),
    Send(send::Send),
    History(history::History),
    Explain(explain::Explain),
    Completions(completions::Completions),
    Man(man::Man),
}

impl Command {
    /// The word on the command line.
    pub(super) fn name(&self) -> &'static str {
        match self {
            Self::Init(_) => "init",
            Self::Check(_) => "check",
            Self::Preview(_) => "preview",
            Self::Select(_) => "select",
            Self::Letters(_) => "letters",
            Self::Log(_) => "log",
            Self::Run(_) => "run",
            Self::Diff(_) => "diff",
            Self::Export(_) => "export",
            Self::Why(_) => "why",
            Self::Cancel(_) => "cancel",
            Self::Evaluate(_) => "evaluate",
            Self::Purge(_) => "purge",
            Self::Send(_) => "send",
            Self::History(_) => "history",
            Self::Explain(_) => "explain",
            Self::Completions(_) => "completions",
            Self::Man(_) => "man",
        }
    }
}

/// The flags that every command takes, before or after its name.
#[derive(Debug, clap::Args)]
pub struct Common {
    /// The folder of the book; the current folder if left out [env: SEGBOOK_BOOK]
    #[arg(long, global = true, value_name = "DIR", help_heading = COMMON)]
    pub(super) book: Option<PathBuf>,
    /// The work date; today if left out [env: SEGBOOK_DATE]
    #[arg(long, global = true, value_name = "YYYY-MM-DD", value_parser = date, help_heading = COMMON)]
    pub(super) date: Option<Date>,
    /// Who does this; who is logged in if left out [env: SEGBOOK_USER]
    #[arg(long, global = true, value_name = "NAME", help_heading = COMMON)]
    pub(super) user: Option<String>,
    /// How many threads work; it never changes a result [env: SEGBOOK_JOBS]
    #[arg(long, global = true, value_name = "N", value_parser = jobs, help_heading = COMMON)]
    pub(super) jobs: Option<usize>,
    /// Do everything but write
    #[arg(long, global = true, help_heading = COMMON)]
    pub(super) dry_run: bool,
    /// On errors in the data write nothing, or set the faulty rows aside [env: SEGBOOK_ON_ERROR]
    #[arg(long, global = true, value_name = "WHAT", value_parser = on_error(), help_heading = COMMON)]
    pub(super) on_error: Option<OnError>,
    /// Take warnings as errors [env: SEGBOOK_STRICT]
    #[arg(long, global = true, help_heading = COMMON)]
    pub(super) strict: bool,
    /// Write workbooks, CSV files or both [env: SEGBOOK_FORMAT]
    #[arg(long, global = true, value_name = "FORMAT", value_parser = format(), help_heading = COMMON)]
    pub(super) format: Option<OutputFormat>,
    /// Give the result as one JSON object on stdout
    #[arg(long, global = true, help_heading = COMMON)]
    pub(super) json: bool,
    /// Say only what went wrong
    #[arg(short, long, global = true, conflicts_with = "verbose", help_heading = COMMON)]
    pub(super) quiet: bool,
    /// Say what was decided for each file, and which settings are in force
    #[arg(short, long, global = true, help_heading = COMMON)]
    pub(super) verbose: bool,
    /// Use colours; NO_COLOR switches them off too
    #[arg(long, global = true, value_name = "WHEN", value_enum, default_value_t = When::Auto, help_heading = COMMON)]
    pub(super) color: When,
    /// Show progress on a terminal when work takes longer than a second
    #[arg(long, global = true, value_name = "WHEN", value_enum, default_value_t = WhenShown::Auto, help_heading = COMMON)]
    pub(super) progress: WhenShown,
    /// Show at most so many findings; --json always has all
    #[arg(long, global = true, value_name = "N", help_heading = COMMON)]
    pub(super) max_findings: Option<usize>,
}

/// When colours are used; `Auto` on a terminal.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum When {
    Auto,
    Always,
    Never,
}

/// When progress is shown; `Auto` on a terminal.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum WhenShown {
    Auto,
    Never,
}

impl Common {
    /// The flags that are settings.
    pub(super) fn flags(&self) -> Flags {
        Flags {
            book: self.book.clone(),
            date: self.date,
            user: self.user.clone(),
            jobs: self.jobs,
            on_error: self.on_error,
            format: self.format,
            strict: self.strict,
        }
    }
}

fn date(text: &str) -> Result<Date, String> {
    Date::parse_iso(text).ok_or_else(|| "a date is written YYYY-MM-DD, e.g. 2026-11-23".to_owned())
}

fn jobs(text: &str) -> Result<usize, String> {
    text.parse()
        .ok()
        .filter(|jobs| (1..=1024).contains(jobs))
        .ok_or_else(|| "a whole number from 1 to 1024 is needed, e.g. 4".to_owned())
}

fn on_error() -> impl TypedValueParser<Value = OnError> {
    PossibleValuesParser::new(["stop", "reject"])
        .map(|name| OnError::called(&name).expect("one of the names above"))
}

fn format() -> impl TypedValueParser<Value = OutputFormat> {
    PossibleValuesParser::new(["xlsx", "csv", "both"])
        .map(|name| OutputFormat::called(&name).expect("one of the names above"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory;

    #[test]
    fn the_definitions_are_sound() {
        Args::command().debug_assert();
    }

    #[test]
    fn common_flags_stand_before_or_after_the_command() {
        for words in [
            ["segbook", "--book", "spring", "check"],
            ["segbook", "check", "--book", "spring"],
        ] {
            let args = Args::try_parse_from(words).expect("sound");
            assert_eq!(args.common.flags().book, Some(PathBuf::from("spring")));
            assert_eq!(args.command.name(), "check");
        }
    }

    #[test]
    fn what_is_not_allowed_is_wrong_usage() {
        for words in [
            &["check", "--date", "23.11.2026"][..],
            &["check", "--jobs", "0"],
            &["check", "--on-error", "ignore"],
            &["check", "--format", "pdf"],
            &["check", "--quiet", "--verbose"],
            &["check", "SM00001"],
            &["log"],
            &["cancel", "segments"],
            &["cancel", "segment", "1"],
            &["evaluate", "positive"],
            &["evaluate", "positive", "1", "--attempt-failed", "perhaps"],
            &["evaluate", "positive", "1", "--from", "a.csv"],
            &["purge"],
            &["send"],
            &["send", "7f3a", "--again", "all"],
            &["why"],
            &["completions", "tcsh"],
        ] {
            let words = std::iter::once(&"segbook").chain(words);
            let error = Args::try_parse_from(words).expect_err("wrong usage");
            assert_eq!(error.exit_code(), 2);
        }
    }

    #[test]
    fn every_command_has_help_with_examples() {
        for command in Args::command().get_subcommands_mut() {
            let help = command.render_help().to_string();
            assert!(help.contains("Examples:"), "{}", command.get_name());
        }
    }
}
