//! The looks of the cells of an annotated copy.

use rust_xlsxwriter::Format;

use crate::finding::Severity;

use super::annotated::CopiedValue;
use super::style;

/// The formats of cells: by what they hold, and by what is wrong with them.
pub(super) struct Formats {
    /// Text, number, date, date with time, time; each plain, with a warning, with an error.
    by_kind: [[Format; 3]; 5],
    /// Cells of the column `Errors`.
    pub(super) errors: Format,
}

impl Formats {
    pub(super) fn new() -> Self {
        let patterns = [
            "@",
            "General",
            "yyyy-mm-dd",
            "yyyy-mm-dd hh:mm:ss",
            "hh:mm:ss",
        ];
        let by_kind = patterns.map(|pattern| {
            let plain = Format::new().set_num_format(pattern);
            let [warning, error] = [
                style::tinted(Severity::Warning),
                style::tinted(Severity::Error),
            ]
            .map(|tint| tint.set_num_format(pattern));
            [plain, warning, error]
        });
        Self {
            by_kind,
            errors: Format::new().set_num_format("@").set_text_wrap(),
        }
    }

    /// The format of a cell.
    pub(super) fn of(&self, value: Option<&CopiedValue>, severity: Option<Severity>) -> &Format {
        let kind = match value {
            Some(CopiedValue::Text(_)) => 0,
            Some(CopiedValue::Moment(moment)) if (0.0..1.0).contains(moment) => 4,
            Some(CopiedValue::Moment(moment)) if moment.fract() == 0.0 => 2,
            Some(CopiedValue::Moment(_)) => 3,
            _ => 1,
        };
        let tint = match severity {
            None | Some(Severity::Notice) => 0,
            Some(Severity::Warning) => 1,
            Some(Severity::Error) => 2,
        };
        &self.by_kind[kind][tint]
    }
}
