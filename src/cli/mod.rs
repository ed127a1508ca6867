//! The command line: flags become a request, results become text.
//!
//! `console` is the only place of the program that prints. Data and JSON go to stdout, everything
//! else to stderr. Every verb has a file below `commands`; those that read a whole book
//! (check, preview, select, log, run, why) share `batch`, the three that change what was logged
//! (cancel, evaluate, purge) share `change`.

mod answer;
mod args;
mod balance;
mod batch;
mod change;
mod commands;
mod console;
mod difference;
mod errors;
mod exit;
mod fault;
mod findings;
mod json;
mod paint;
mod plain;
mod preview;
mod progress;
mod run_details;
mod table;
mod verbose;
mod why;

pub use args::{Args, Common};
pub use console::Console;
pub use fault::guarded;

use crate::error::{Error, Result};
use args::Command;

/// Does what the command line asks for; gives the exit code.
pub fn run(args: &Args, console: &mut Console) -> Result<u8> {
    let common = &args.common;
    let code = match &args.command {
        Command::Init(init) => commands::init::run(init, common, console),
        Command::Check(check) => commands::check::run(check, common, console),
        Command::Preview(preview) => commands::preview::run(preview, common, console),
        Command::Select(select) => commands::select::run(select, common, console),
        Command::Letters(letters) => commands::letters::run(letters, common, console),
        Command::Log(log) => commands::log::run(log, common, console),
        Command::Run(run) => commands::run::run(run, common, console),
        Command::Diff(diff) => commands::diff::run(diff, common, console),
        Command::Export(export) => commands::export::run(export, common, console),
        Command::Why(why) => commands::why::run(why, common, console),
        Command::Cancel(cancel) => commands::cancel::run(cancel, common, console),
        Command::Evaluate(evaluate) => commands::evaluate::run(evaluate, common, console),
        Command::Purge(purge) => commands::purge::run(purge, common, console),
        Command::Send(send) => commands::send::run(send, common, console),
        Command::History(history) => commands::history::run(history, common, console),
        Command::Explain(explain) => commands::explain::run(explain, common, console),
        Command::Completions(shell) => Ok(commands::completions::run(shell, console)),
        Command::Man(man) => commands::man::run(man, console),
    }?;
    console.finish()?;
    Ok(code)
}

/// Shows what stopped the program; gives the exit code.
pub fn show_error(args: &Args, error: &Error, console: &mut Console) -> u8 {
    errors::show(
        args.command.name(),
        error,
        args.common.max_findings,
        console,
    );
    error.exit_code()
}
