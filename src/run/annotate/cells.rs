//! The cells of an input on their way into its copy. A date stays a date, a text a text with all its
//! zeros, an error value an error value.

use std::collections::BTreeMap;

use crate::decode::SheetRecord;
use crate::error::Error;
use crate::finding::Finding;
use crate::read::{Cell, Content, Flow, Visitor};
use crate::schema::{Kind, fold_name};
use crate::value::{Date, Time};
use crate::write::{AnnotatedCsv, CopiedValue, ERRORS, SheetCopy, SheetRemarks, Written};

use super::Obstacle;

/// What a sheet of Excel holds. Source: Excel specifications and limits.
const ROWS_MAX: u32 = 1_048_576;
const COLUMNS_MAX: u32 = 16_384;
const CELL_CHARACTERS_MAX: usize = 32_767;

/// Days between the first days of the two date systems.
const FROM_1904: f64 = 1_462.0;

/// How far a sheet reaches, and where its captions are.
#[derive(Debug, Default)]
pub(super) struct Extent {
    /// The row of the captions, from 0.
    pub(super) caption_row: Option<u32>,
    /// Where a remark about a whole row goes: the first caption.
    pub(super) first_column: u32,
    last: Option<(u32, u32)>,
    /// A column `Errors` of an earlier copy.
    old_errors: Option<u32>,
    first_cell: String,
    has_longer_text: bool,
}

impl Extent {
    pub(super) fn new(record: Option<&SheetRecord>) -> Self {
        let caption_row = record.and_then(|record| record.caption_row);
        Self {
            caption_row: caption_row.map(|row| row - 1),
            first_column: u32::MAX,
            ..Self::default()
        }
    }

    /// Whether Excel can hold the sheet.
    pub(super) fn fits(&self) -> bool {
        let (row, column) = self.last.unwrap_or((0, 0));
        row < ROWS_MAX && column < COLUMNS_MAX && !self.has_longer_text
    }

    /// The column that becomes `Errors`, unless the sheet is as wide as it can be.
    pub(super) fn errors_column(&self) -> Option<u32> {
        let beside = self.last.map_or(0, |(_, column)| column + 1);
        Some(self.old_errors.unwrap_or(beside)).filter(|column| *column < COLUMNS_MAX)
    }

    /// Whether it is the list in front of an earlier copy.
    pub(super) fn is_list_of_findings(&self, name: &str) -> bool {
        name.starts_with("Findings") && self.first_cell == "Severity"
    }
}

impl Visitor for Extent {
    fn cell(&mut self, row: u32, column: u32, cell: Cell<'_>) -> Flow {
        let (last_row, last_column) = self.last.unwrap_or((0, 0));
        self.last = Some((last_row.max(row), last_column.max(column)));
        if let Content::Text { text, .. } = cell.content {
            if (row, column) == (0, 0) {
                text.clone_into(&mut self.first_cell);
            }
            let is_errors = || fold_name(text) == fold_name(ERRORS);
            if self.caption_row == Some(row) && is_errors() {
                self.old_errors = Some(column);
            }
            self.has_longer_text |= text.len() > CELL_CHARACTERS_MAX
                && text.encode_utf16().count() > CELL_CHARACTERS_MAX;
        }
        if self.caption_row.is_none_or(|captions| captions == row) {
            self.first_column = self.first_column.min(column);
        }
        Flow::Continue(())
    }

    fn fault(&mut self, _row: u32, _finding: Finding) -> Flow {
        Flow::Continue(())
    }
}

/// Copies the cells of a sheet.
pub(super) struct CopiedCells<'a> {
    copy: SheetCopy<'a>,
    kinds: BTreeMap<u32, Kind>,
    is_1904: bool,
    left_out: Option<u32>,
    caption_row: Option<u32>,
    stopped: Option<Error>,
}

impl<'a> CopiedCells<'a> {
    pub(super) fn new(
        copy: SheetCopy<'a>,
        extent: &Extent,
        remarks: &SheetRemarks,
        is_1904: bool,
    ) -> Self {
        Self {
            copy,
            kinds: remarks.kinds.iter().copied().collect(),
            is_1904,
            left_out: extent.old_errors,
            caption_row: extent.caption_row,
            stopped: None,
        }
    }

    pub(super) fn finish(self) -> Result<(), Error> {
        match self.stopped {
            Some(error) => Err(error),
            None => self.copy.finish(),
        }
    }

    fn value(&self, column: u32, content: Content<'_>) -> CopiedValue {
        let is_date = matches!(self.kinds.get(&column), Some(Kind::Date));
        match content {
            Content::Text { text, .. } => CopiedValue::Text(text.to_owned()),
            // The copy counts from 1900, whatever the original did.
            Content::Number(number) if self.is_1904 && is_date => {
                CopiedValue::Moment(number + FROM_1904)
            }
            Content::Moment(moment) if self.is_1904 && (is_date || moment >= 1.0) => {
                CopiedValue::Moment(moment + FROM_1904)
            }
            Content::Number(number) => CopiedValue::Number(number),
            Content::Moment(moment) => CopiedValue::Moment(moment),
            Content::Iso(text) => {
                moment(text).map_or_else(|| CopiedValue::Text(text.to_owned()), CopiedValue::Moment)
            }
            Content::Boolean(value) => CopiedValue::Boolean(value),
            Content::Error(error) => CopiedValue::Error(error.to_owned()),
            Content::NoResult => CopiedValue::Text(String::new()),
        }
    }
}

/// `2026-11-23`, `2026-11-23T09:30:00` or `PT09H30M00S` as a serial number; none for anything else,
/// and for days that Excel does not count rightly.
fn moment(iso: &str) -> Option<f64> {
    if let Some(rest) = iso.strip_prefix("PT") {
        let clock = rest.strip_suffix('S')?.replace(['H', 'M'], ":");
        let clock = clock.split(['.', ',']).next()?;
        return Time::parse(clock).map(Time::fraction);
    }
    let (date, time) = iso.split_once('T').unwrap_or((iso, ""));
    let serial = f64::from(Date::parse_iso(date)?.serial()?);
    let time = time
        .split(['.', ','])
        .next()
        .filter(|time| !time.is_empty());
    match time {
        Some(time) => Some(serial + Time::parse(time)?.fraction()),
        None => Some(serial),
    }
}

impl Visitor for CopiedCells<'_> {
    fn cell(&mut self, row: u32, column: u32, cell: Cell<'_>) -> Flow {
        let is_old_error = self.left_out == Some(column)
            && self.caption_row.is_some_and(|captions| row >= captions);
        if is_old_error {
            return Flow::Continue(());
        }
        let value = self.value(column, cell.content);
        match self.copy.cell(row, column, value) {
            Ok(()) => Flow::Continue(()),
            Err(error) => {
                self.stopped = Some(error);
                Flow::Break(())
            }
        }
    }

    fn fault(&mut self, _row: u32, _finding: Finding) -> Flow {
        Flow::Continue(())
    }
}

/// Copies the lines of a delimited file.
pub(super) struct CopiedLines {
    out: AnnotatedCsv,
    remarks: BTreeMap<u32, String>,
    caption_row: Option<u32>,
    row: Option<u32>,
    cells: Vec<String>,
    /// The column `Errors` of an earlier copy.
    left_out: Option<usize>,
    stopped: Option<Obstacle>,
}

impl CopiedLines {
    pub(super) fn new(
        out: AnnotatedCsv,
        remarks: BTreeMap<u32, String>,
        caption_row: Option<u32>,
    ) -> Self {
        Self {
            out,
            remarks,
            caption_row,
            row: None,
            cells: Vec::new(),
            left_out: None,
            stopped: None,
        }
    }

    pub(super) fn save(mut self, path: String) -> Result<Written, Obstacle> {
        self.write_line();
        match self.stopped {
            Some(obstacle) => Err(obstacle),
            None => Ok(self.out.save(path)?),
        }
    }

    fn write_line(&mut self) {
        let Some(row) = self.row.take() else {
            return;
        };
        let is_errors = |cell: &String| fold_name(cell) == fold_name(ERRORS);
        let is_captions = self.caption_row == Some(row);
        if is_captions {
            self.left_out = self.cells.iter().position(is_errors);
        }
        if let Some(at) = self.left_out
            && at < self.cells.len()
        {
            self.cells.remove(at);
        }
        let written = if is_captions {
            self.out.captions(row, &self.cells)
        } else {
            let errors = self.remarks.get(&row).map_or("", String::as_str);
            self.out.line(row, &self.cells, errors)
        };
        if let Err(error) = written {
            self.stopped.get_or_insert(Obstacle::Stop(error));
        }
    }
}

impl Visitor for CopiedLines {
    fn cell(&mut self, _row: u32, column: u32, cell: Cell<'_>) -> Flow {
        if let Some(place) = self.cells.get_mut(column as usize) {
            *place = cell.content.to_text(false);
        }
        Flow::Continue(())
    }

    fn line(&mut self, row: u32, cells: u32) {
        self.write_line();
        self.row = Some(row);
        self.cells.clear();
        self.cells.resize(cells as usize, String::new());
    }

    /// Bytes that are no text, or a quote that is open to the end: what cannot be read cannot be
    /// copied, and a blank in its place would be a loss.
    fn fault(&mut self, _row: u32, _finding: Finding) -> Flow {
        let why = "some of its bytes or quotes cannot be read: correct the file itself";
        self.stopped = Some(Obstacle::NotCopied(why));
        Flow::Break(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_and_times_of_open_document_become_serial_numbers() {
        for (iso, expected) in [
            ("2026-11-23", Some(46_349.0)),
            ("2026-11-23T12:00:00", Some(46_349.5)),
            ("PT18H00M00S", Some(0.75)),
            ("1899-12-30", None),
            ("soon", None),
        ] {
            assert_eq!(moment(iso), expected, "{iso}");
        }
    }
}
