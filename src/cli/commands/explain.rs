//! `segbook explain`: what the code of a finding means, an example, the remedy.

use std::fmt::Write as _;

use serde::Serialize;

use crate::cli::args::Common;
use crate::cli::console::Console;
use crate::cli::exit;
use crate::cli::table::{Column, TextTable};
use crate::config::nearest;
use crate::error::{Error, Result};
use crate::finding::{CATALOGUE, Code, code_called};

const EXAMPLES: &str = "\
Examples:
  segbook explain D012                 what this code means and what to do
  segbook explain                      all codes

The first letter tells what was being done: R reading a file, D decoding a value, V checking rows
and tables, F filters and criteria, L rules of logging, W writing, C the settings.";

/// Explain the code of a finding: what it means, an example, what to do
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(in crate::cli) struct Explain {
    /// The code, e.g. D012; all if left out
    #[arg(value_name = "CODE")]
    code: Option<String>,
}

/// A code for other programs.
#[derive(Serialize)]
struct OneCode {
    code: &'static str,
    severity: &'static str,
    title: &'static str,
    explanation: &'static str,
    example: &'static str,
    remedy: &'static str,
}

pub(in crate::cli) fn run(args: &Explain, _: &Common, console: &mut Console) -> Result<u8> {
    let codes: Vec<&Code> = match &args.code {
        Some(id) => vec![code_called(id).ok_or_else(|| unknown(id))?],
        None => CATALOGUE.iter().copied().flatten().copied().collect(),
    };
    if console.is_json() {
        let codes: Vec<OneCode> = codes.into_iter().map(OneCode::new).collect();
        console.json(&serde_json::json!({"command": "explain", "exit_code": 0, "codes": codes}));
    } else if let (Some(_), [code]) = (&args.code, codes.as_slice()) {
        console.data(&text(code));
    } else {
        console.data(&list(&codes, console.width()));
    }
    Ok(exit::DONE)
}

impl OneCode {
    fn new(code: &'static Code) -> Self {
        Self {
            code: code.id,
            severity: code.severity.name(),
            title: code.title,
            explanation: code.explanation,
            example: code.example,
            remedy: code.remedy,
        }
    }
}

fn text(code: &Code) -> String {
    format!(
        "{}[{}] {}\n\n{}\n\nExample\n  {}\n\nWhat to do\n  {}\n",
        code.severity.name(),
        code.id,
        code.title,
        code.explanation,
        code.example.replace('\n', "\n  "),
        code.remedy.replace('\n', "\n  "),
    )
}

fn list(codes: &[&Code], width: Option<usize>) -> String {
    let columns = [
        Column::word("code"),
        Column::word("severity"),
        Column::text("meaning"),
    ];
    let mut table = TextTable::new(&columns);
    for code in codes {
        let cells = [code.id, code.severity.name(), code.title];
        table.row(cells.map(str::to_owned).to_vec());
    }
    let mut text = String::new();
    for line in table.lines(width) {
        let _ = writeln!(text, "{line}");
    }
    text
}

fn unknown(id: &str) -> Error {
    let ids = CATALOGUE.iter().copied().flatten().map(|code| code.id);
    let error = Error::usage(format!("there is no code {id}"));
    let error = match nearest(id, ids) {
        Some(near) => error.hint(format!("did you mean {near}?")),
        None => error,
    };
    error.hint("`segbook explain` lists all codes")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::code::configuring::C003;

    #[test]
    fn a_code_is_explained_with_an_example_and_a_remedy() {
        let expected = "\
error[C003] not readable as TOML

segbook.toml does not follow the rules of TOML from the place that the message names.

Example
  user = KH without quotes

What to do
  Correct the line. Texts stand in double quotes, lists in square brackets, and a section begins with its name in square brackets.
";
        assert_eq!(text(&C003), expected);
    }

    #[test]
    fn an_unknown_code_names_the_nearest() {
        let error = unknown("C03");
        assert_eq!(error.exit_code(), 2);
        assert_eq!(error.to_string(), "there is no code C03");
        assert_eq!(error.hints()[0], "did you mean C003?");
        assert_eq!(unknown("what").hints().len(), 1);
    }
}
