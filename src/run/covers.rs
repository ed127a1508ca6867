//! The cover of a written workbook: what it is, when, from which files, how many.

use crate::config::Settings;
use crate::decode::InputRecord;
use crate::write::{Cover, CoverBlock, CoverValue};

/// Digits of a file's hash that a cover shows, enough to tell versions apart; `run.json` has all.
const HASH_SHOWN: usize = 12;

/// What all covers of a run say.
#[derive(Clone, Copy)]
pub(super) struct CoverFacts<'a> {
    pub(super) run_id: &'a str,
    pub(super) settings: &'a Settings,
    pub(super) inputs: &'a [InputRecord],
}

impl CoverFacts<'_> {
    /// A cover with a block of counts, a block about the run and a block of input files.
    pub(super) fn cover(
        &self,
        title: String,
        advice: &str,
        counts: Vec<(String, CoverValue)>,
    ) -> Cover {
        let text =
            |label: &str, value: &str| (label.to_owned(), CoverValue::Text(value.to_owned()));
        let run = vec![
            text("Run", self.run_id),
            ("Work date".to_owned(), CoverValue::Date(self.settings.date)),
            text("User ID", &self.settings.user),
            text("segbook", env!("CARGO_PKG_VERSION")),
        ];
        let inputs = self
            .inputs
            .iter()
            .map(|input| {
                (
                    input.name.clone(),
                    CoverValue::Text(format!("SHA-256 {}…", &input.sha256[..HASH_SHOWN])),
                )
            })
            .collect();
        let block = |heading: &str, lines| CoverBlock {
            heading: heading.to_owned(),
            lines,
        };
        Cover {
            title,
            advice: advice.to_owned(),
            blocks: vec![
                block("Counts", counts),
                block("Run", run),
                block("Inputs", inputs),
            ],
        }
    }
}

/// A count with its label.
pub(super) fn count(label: &str, count: usize) -> (String, CoverValue) {
    (label.to_owned(), CoverValue::Count(count as u64))
}

/// A title from a number and a description.
pub(super) fn title(what: &str, no: &str, description: &str) -> String {
    if description.is_empty() {
        format!("{what} {no}")
    } else {
        format!("{what} {no}: {description}")
    }
}
