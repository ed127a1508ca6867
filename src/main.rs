//! The command `segbook`: parse, run, print the error and its hints, exit code.

use std::process::ExitCode;

use clap::Parser;
use segbook::cli::{self, Args, Console};

/// What shells call a command that was interrupted: 128 and the number of the signal.
const INTERRUPTED: i32 = 130;

fn main() -> ExitCode {
    end_on_interrupt();
    let args = match Args::try_parse() {
        Ok(args) => args,
        Err(help_or_usage) => {
            // Help goes to stdout with exit 0, wrong usage to stderr with exit 2.
            let _ = help_or_usage.print();
            return ExitCode::from(u8::try_from(help_or_usage.exit_code()).unwrap_or(2));
        }
    };
    let mut console = Console::new(&args.common);
    let outcome = cli::guarded(|| cli::run(&args, &mut console));
    ExitCode::from(match outcome {
        Ok(code) => code,
        Err(error) => cli::show_error(&args, &error, &mut console),
    })
}

/// Ctrl-C ends at once. Nothing is half-written: what a run writes counts only once it is committed,
/// and the next command removes what was left over.
#[allow(
    clippy::exit,
    reason = "an interrupted process does not return to main"
)]
fn end_on_interrupt() {
    // Without a handler the system's own way to end stands.
    let _ = ctrlc::set_handler(|| std::process::exit(INTERRUPTED));
}
