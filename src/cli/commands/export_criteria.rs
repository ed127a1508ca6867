//! `segbook export criteria`: saved criteria, to be edited and read again.

use std::path::PathBuf;

use serde::Serialize;

use crate::cli::args::Common;
use crate::cli::batch;
use crate::cli::console::Console;
use crate::cli::plain::{counted, one_line};
use crate::cli::table::{Column, TextTable};
use crate::cli::{answer, exit};
use crate::config;
use crate::error::Result;
use crate::export::{
    Criteria, CriteriaForm, CriteriaOrigin, CriteriaReport, CriteriaRequest, export_criteria,
};
use crate::run::today;
use crate::write::Destination;

const EXAMPLES: &str = "\
Examples:
  segbook export criteria                      all saved criteria, to out/export/criteria.xlsx
  segbook export criteria SPRING AUTUMN        these two
  segbook export criteria --to inbox/criteria.xlsx
  segbook export criteria --form bc            with Table View, to be imported into Business Central

The sheets Saved Segment Criteria and Saved Segment Criteria Line have the analyst's form. Edit them
and put the workbook into inbox/: what stands there counts before what the ledger keeps under the
same code. out/export/criteria.xlsx is replaced by the next export; a FILE of your own that is there
already is replaced with --force only, and never in an input folder.";

/// Saved criteria of the ledger and of the inbox, to be edited and read again
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct ExportCriteria {
    /// The codes; all if left out
    #[arg(value_name = "CODE")]
    codes: Vec<String>,
    /// How criteria are written: one row a filter, or as Business Central keeps them
    #[arg(long, value_enum, value_name = "FORM", default_value_t = Form::Analyst)]
    form: Form,
    /// Write to this workbook (.xlsx) or these CSV files (.csv)
    #[arg(long, value_name = "FILE")]
    to: Option<PathBuf>,
    /// Replace FILE if it is there
    #[arg(long, requires = "to")]
    force: bool,
}

/// The forms on the command line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Form {
    /// One row a filter, with Step, Table, Field and Filter
    Analyst,
    /// Rows of Type Action and Filter, with Table View
    Bc,
}

/// What an export of criteria adds to the answer for other programs.
#[derive(Serialize)]
struct ExportedCriteria<'a> {
    what: &'static str,
    criteria: &'a [Criteria],
}

pub(super) fn run(args: &ExportCriteria, common: &Common, console: &mut Console) -> Result<u8> {
    let environment = |name: &str| std::env::var(name).ok();
    let settings = config::resolve(&common.flags(), &environment, &today)?;
    let usual = settings.output.format;
    let to = match &args.to {
        Some(path) => Destination::named(path, common.format, usual, args.force)?,
        None => Destination::own(settings.output.folder.join("export"), "criteria", usual),
    };
    let request = CriteriaRequest {
        codes: args.codes.clone(),
        form: match args.form {
            Form::Analyst => CriteriaForm::Analyst,
            Form::Bc => CriteriaForm::Bc,
        },
        to,
        dry_run: common.dry_run,
    };
    let progress = console.progress();
    let report = batch::with_jobs(settings.jobs, || {
        export_criteria(&request, &settings, &progress)
    })?;
    drop(progress);
    let code = exit::code_of(&report.unreadable, &report.findings);
    let answer = answer::Answer {
        command: "export",
        code,
        files: &report.files,
        findings: &report.findings,
        unreadable: &report.unreadable,
    };
    let exported = ExportedCriteria {
        what: "criteria",
        criteria: &report.criteria,
    };
    let text = if report.criteria.is_empty() {
        String::new()
    } else {
        list(&report.criteria, console.width())
    };
    answer.show(Some(&exported), &text, common, console);
    if code == exit::DONE {
        console.tell(&balance(&report));
    }
    Ok(code)
}

fn list(criteria: &[Criteria], width: Option<usize>) -> String {
    let mut table = TextTable::new(&[
        Column::word("code"),
        Column::text("description"),
        Column::number("steps"),
        Column::word("from"),
    ]);
    for one in criteria {
        table.row(vec![
            one_line(&one.code),
            one_line(&one.description),
            one.steps.to_string(),
            match one.origin {
                CriteriaOrigin::Ledger => "ledger",
                CriteriaOrigin::Inbox => "inbox",
            }
            .to_owned(),
        ]);
    }
    table.lines(width).join("\n") + "\n\n"
}

fn balance(report: &CriteriaReport) -> String {
    if report.known == 0 {
        return "nothing to export: no criteria are saved\n".to_owned();
    }
    let exported = report.criteria.len();
    format!(
        "{} saved = {exported} exported + {} not asked for\n",
        counted(report.known as u64, "set of criteria", "sets of criteria"),
        report.known - exported
    )
}
