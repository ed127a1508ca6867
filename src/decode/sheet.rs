//! Decodes one sheet as it streams by: first its table and captions, then row after row into a
//! [`Rows`], each cell by its field's kind.

use crate::config::InputSettings;
use crate::finding::code::reading;
use crate::finding::{Finding, Findings};
use crate::place::Place;
use crate::read::{Cell, Flow, SharedTexts, SheetInfo, Visitor};
use crate::schema::{SEGMENT_LINE, TableNo, table};
use crate::table::Records;

use super::beginning::{Beginning, CAPTION_ROWS_MAX, Event, KeptCell, package_table};
use super::captions::{self, unknown_columns};
use super::convert::Writing;
use super::dictionary::{self, Dictionary};
use super::rows::Rows;
use super::{SheetRecord, sheet_table};

/// What all sheets of a run have in common.
#[derive(Clone, Copy)]
pub(super) struct Job<'a> {
    pub(super) settings: &'a InputSettings,
    pub(super) wanted: &'a (dyn Fn(TableNo) -> bool + Sync),
}

/// What became of a sheet.
#[derive(Debug, Default)]
pub(super) struct DecodedSheet {
    pub(super) record: SheetRecord,
    pub(super) records: Option<Records>,
    pub(super) findings: Findings,
}

/// Decodes the cells of one sheet.
pub(super) struct SheetDecoder<'a> {
    job: Job<'a>,
    info: SheetInfo,
    place: Place,
    is_workbook: bool,
    writing: Writing,
    stage: Stage,
    record: SheetRecord,
    findings: Vec<Finding>,
}

enum Stage {
    /// The caption row is not known yet.
    Begin(Beginning),
    /// Rows become records.
    Rows(Box<Rows>),
    /// The sheet is left alone.
    Done,
}

impl<'a> SheetDecoder<'a> {
    pub(super) fn new(
        job: Job<'a>,
        info: SheetInfo,
        place: Place,
        is_workbook: bool,
        is_1904: bool,
    ) -> Self {
        let record = SheetRecord {
            name: info.name.clone(),
            position: info.position,
            ..SheetRecord::default()
        };
        let writing = Writing {
            date_order: job.settings.date_order,
            decimal_mark: job.settings.decimal_mark,
            is_1904,
        };
        Self {
            job,
            info,
            place,
            is_workbook,
            writing,
            stage: Stage::Begin(Beginning::default()),
            record,
            findings: Vec::new(),
        }
    }

    /// What came of the sheet, once all of it was read.
    pub(super) fn finish(mut self) -> DecodedSheet {
        if matches!(self.stage, Stage::Begin(_)) {
            let _ = self.begin_rows();
        }
        let mut records = None;
        if let Stage::Rows(mut rows) = self.stage {
            rows.finish_row();
            self.findings.append(&mut rows.findings);
            let done = rows.builder.finish();
            self.record.rows = done.len() as u64;
            self.record.rejected = done.rejected_count() as u64;
            records = Some(done);
        }
        let mut findings = Findings::default();
        findings.extend(self.findings);
        DecodedSheet {
            record: self.record,
            records,
            findings,
        }
    }

    /// How many rows are kept before the caption row must be known.
    fn beginning_ends(&self) -> u32 {
        let fixed = self
            .job
            .settings
            .header_row
            .map_or(0, |row| row.saturating_add(1));
        CAPTION_ROWS_MAX.max(fixed)
    }

    /// Keeps an event of the beginning, or ends the beginning when `row` lies behind it.
    fn keep(&mut self, row: u32, event: impl FnOnce() -> Event) -> Option<Flow> {
        if row >= self.beginning_ends() && matches!(self.stage, Stage::Begin(_)) {
            let flow = self.begin_rows();
            if flow.is_break() {
                return Some(flow);
            }
        }
        match &mut self.stage {
            Stage::Begin(beginning) => {
                beginning.events.push(event());
                Some(Flow::Continue(()))
            }
            Stage::Rows(_) => None,
            Stage::Done => Some(Flow::Break(())),
        }
    }

    /// Decides table and columns, and decodes what was kept.
    fn begin_rows(&mut self) -> Flow {
        let Stage::Begin(beginning) = std::mem::replace(&mut self.stage, Stage::Done) else {
            return Flow::Continue(());
        };
        let Some(rows) = self.lay_out(&beginning) else {
            return Flow::Break(());
        };
        let caption_row = rows.caption_row;
        self.stage = Stage::Rows(Box::new(rows));
        for event in beginning.events {
            let flow = match event {
                Event::Line { row, cells } if row > caption_row => {
                    self.line(row, cells);
                    Flow::Continue(())
                }
                Event::Fault { row, finding } if row >= caption_row => self.fault(row, finding),
                Event::Cell { row, column, kept } if row > caption_row => {
                    self.cell(row, column, kept.cell())
                }
                _ => Flow::Continue(()),
            };
            if flow.is_break() {
                return flow;
            }
        }
        Flow::Continue(())
    }

    fn lay_out(&mut self, beginning: &Beginning) -> Option<Rows> {
        let rows = beginning.rows();
        let package = package_table(&rows).filter(|_| self.is_workbook);
        let by_name = || sheet_table::by_name(&self.info.name, self.is_workbook, self.job.settings);
        let found = match package {
            Some(no) => table(no),
            None => by_name(),
        };
        let Some(table) = found else {
            if !rows.is_empty() && !sheet_table::is_cover(&self.info.name, self.is_workbook) {
                self.findings.push(left_alone(&self.info.name, &self.place));
            }
            return None;
        };
        self.record.table = Some(table.caption);
        if !(self.job.wanted)(table.no) || rows.is_empty() {
            return None;
        }
        let settings = self.job.settings;
        let fixed = settings.header_row.or(package.map(|_| 2));
        let language = dictionary::recognise(table, &rows, fixed, &self.info.name, settings);
        let dictionary = Dictionary {
            table,
            settings,
            language,
        };
        let caption_row = match captions::find_row(dictionary, rows, fixed, &self.place) {
            Ok(row) => row,
            Err(finding) => {
                self.record.is_left_out = true;
                self.findings.push(*finding);
                return None;
            }
        };
        self.record.caption_row = Some(caption_row.row + 1);
        self.record.language = language;
        let found = &mut self.findings;
        let Some(layout) = captions::lay_out(dictionary, caption_row, &self.place, found) else {
            self.record.is_left_out = true;
            return None;
        };
        self.record.kinds = layout.kinds();
        if table.no == SEGMENT_LINE.no {
            // Some may be extra columns of Contact, shown for the reviewer: known when all is read.
            let place = Place {
                row: Some(layout.captions.row),
                ..self.place.clone()
            };
            self.record.unknown = (place, layout.unknown.clone());
        } else {
            let captions = &layout.captions;
            found.extend(unknown_columns(
                dictionary,
                captions,
                &self.place,
                &layout.unknown,
            ));
        }
        let place = self.place.clone();
        Some(Rows::new(table, place, &layout, self.writing, language))
    }
}

fn left_alone(name: &str, place: &Place) -> Finding {
    let (expected, fix) = match sheet_table::near_miss(name) {
        Some(near) => (
            format!("the name of a table, e.g. \"{}\"", near.caption),
            format!("did you mean {}? then rename it", near.caption),
        ),
        None => (
            "the name of a table, e.g. \"Contact\", if it should be read".to_owned(),
            "nothing to do if it holds notes; otherwise rename it, or map it in [sheets]"
                .to_owned(),
        ),
    };
    Finding::new(
        &reading::R004,
        place.clone(),
        format!("\"{name}\", left alone"),
        expected,
        fix,
    )
}

impl Visitor for SheetDecoder<'_> {
    fn cell(&mut self, row: u32, column: u32, cell: Cell<'_>) -> Flow {
        // Nearly all cells come when the columns are known.
        if let Stage::Rows(rows) = &mut self.stage {
            rows.cell(row, column, cell);
            return Flow::Continue(());
        }
        if cell.content.is_blank() {
            return Flow::Continue(());
        }
        let kept = || Event::Cell {
            row,
            column,
            kept: KeptCell::new(cell),
        };
        match self.keep(row, kept) {
            Some(flow) => flow,
            None => self.cell(row, column, cell),
        }
    }

    fn shared_text(
        &mut self,
        row: u32,
        column: u32,
        index: u32,
        texts: &SharedTexts,
        is_formula: bool,
    ) -> Flow {
        if let Stage::Rows(rows) = &mut self.stage {
            rows.shared_text(row, column, index, texts, is_formula);
            return Flow::Continue(());
        }
        self.cell(row, column, Cell::shared_text(texts, index, is_formula))
    }

    fn line(&mut self, row: u32, cells: u32) {
        if self.keep(row, || Event::Line { row, cells }).is_none()
            && let Stage::Rows(rows) = &mut self.stage
        {
            rows.line(row, cells);
        }
    }

    fn fault(&mut self, row: u32, finding: Finding) -> Flow {
        let mut finding = Some(finding);
        let kept = || Event::Fault {
            row,
            finding: finding.take().expect("kept once"),
        };
        if let Some(flow) = self.keep(row, kept) {
            return flow;
        }
        if let (Stage::Rows(rows), Some(finding)) = (&mut self.stage, finding) {
            rows.fault(row, finding);
        }
        Flow::Continue(())
    }
}
