//! `segbook completions`: what a shell needs to complete commands and flags.

use clap::CommandFactory;
use clap_complete::Shell;

use crate::cli::Args;
use crate::cli::console::Console;
use crate::cli::exit;

const EXAMPLES: &str = "\
Examples:
  segbook completions bash > ~/.local/share/bash-completion/completions/segbook
  segbook completions zsh > ~/.zfunc/_segbook
  segbook completions fish > ~/.config/fish/completions/segbook.fish
  segbook completions powershell >> $PROFILE";

/// Write the completions for a shell to stdout
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(in crate::cli) struct Completions {
    /// The shell
    #[arg(value_name = "SHELL", value_enum)]
    shell: Shell,
}

pub(in crate::cli) fn run(args: &Completions, console: &mut Console) -> u8 {
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut Args::command(), "segbook", &mut script);
    console.data_from(|out| out.write_all(&script));
    exit::DONE
}
