//! `segbook man`: the manual pages, made from the same definitions as the help.

use clap::CommandFactory;
use clap_mangen::Man as Page;

use crate::cli::Args;
use crate::cli::console::Console;
use crate::cli::exit;
use crate::config::nearest;
use crate::error::{Error, Result};

const EXAMPLES: &str = "\
Examples:
  segbook man > segbook.1              the page of segbook
  segbook man run > segbook-run.1      the page of one command
  segbook man run | man -l -           read it";

/// Write a manual page to stdout
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(in crate::cli) struct Man {
    /// The page of one command; of segbook if left out
    #[arg(value_name = "COMMAND")]
    command: Option<String>,
}

pub(in crate::cli) fn run(args: &Man, console: &mut Console) -> Result<u8> {
    let mut program = Args::command();
    program.build();
    let command = match &args.command {
        None => program,
        Some(name) => program
            .find_subcommand(name)
            .cloned()
            .ok_or_else(|| unknown(&program, name))?,
    };
    let page = Page::new(command);
    console.data_from(|out| page.render(out));
    Ok(exit::DONE)
}

fn unknown(program: &clap::Command, name: &str) -> Error {
    let known = program.get_subcommands().map(clap::Command::get_name);
    let error = Error::usage(format!("there is no command {name}"));
    match nearest(name, known) {
        Some(near) => error.hint(format!("did you mean {near}?")),
        None => error.hint("`segbook --help` lists all commands"),
    }
}
