//! The rows of a sheet whose columns are known: each cell becomes a value, or a finding and its row
//! is rejected.

use std::sync::Arc;

use crate::finding::Finding;
use crate::finding::code::{decoding, reading};
use crate::place::{Place, column_name};
use crate::read::{Cell, Content, SharedTexts};
use crate::schema::{Language, SEGMENT_HEADER, SEGMENT_LINE, Table};
use crate::table::RecordsBuilder;

use super::captions::{Layout, Role};
use super::columns::{Column, Known};
use super::convert::{self, Problem, Writing};

/// Stands in a cell that is blank on purpose.
const BLANK_ON_PURPOSE: &str = "<blank>";

/// The rows of a sheet whose columns are known.
pub(super) struct Rows {
    sheet: Place,
    pub(super) caption_row: u32,
    writing: Writing,
    pub(super) builder: RecordsBuilder,
    columns: Vec<Column>,
    /// What each position of the sheet is.
    plan: Vec<Plan>,
    /// Cells of the caption line of a delimited file.
    line_cells: Option<u32>,
    allows_blank_on_purpose: bool,
    current: Option<u32>,
    is_faulty: bool,
    has_stray_notice: bool,
    number: String,
    pub(super) findings: Vec<Finding>,
}

#[derive(Debug, Clone, Copy)]
enum Plan {
    /// No caption.
    Stray,
    /// A caption that is not read.
    Ignored,
    /// An index into the columns.
    Read(usize),
}

impl Rows {
    pub(super) fn new(
        table: &'static Table,
        sheet: Place,
        layout: &Layout,
        writing: Writing,
        language: Option<Language>,
    ) -> Self {
        let mut builder = RecordsBuilder::new(table, sheet.clone());
        let mut columns = Vec::new();
        let positions = layout.captions.captions.iter().map(|(column, _)| *column);
        let last = positions.max().unwrap_or(0);
        let mut plan = vec![Plan::Stray; last as usize + 1];
        for ((column, caption), role) in layout.captions.captions.iter().zip(&layout.roles) {
            let made = match role {
                Role::Field(field) => {
                    let slot = builder.add_field(field.no, *column, caption);
                    Column::of_field(field, slot, *column, caption)
                        .in_language(table, field.no, language)
                }
                Role::Extra => Column::extra(builder.add_extra(*column, caption), *column, caption),
                Role::Ignored => {
                    plan[*column as usize] = Plan::Ignored;
                    continue;
                }
            };
            plan[*column as usize] = Plan::Read(columns.len());
            columns.push(made);
        }
        Self {
            sheet,
            caption_row: layout.captions.row,
            writing,
            builder,
            columns,
            plan,
            line_cells: layout.captions.cells,
            allows_blank_on_purpose: table.no == SEGMENT_HEADER.no || table.no == SEGMENT_LINE.no,
            current: None,
            is_faulty: false,
            has_stray_notice: false,
            number: String::new(),
            findings: Vec::new(),
        }
    }

    /// Begins a record at the first value of a row that is read.
    fn begin(&mut self, row: u32) {
        if self.current == Some(row) {
            return;
        }
        self.finish_row();
        self.builder.begin_row(row);
        self.current = Some(row);
        self.is_faulty = false;
    }

    /// Looks whether the cells that must be filled are.
    pub(super) fn finish_row(&mut self) {
        let Some(row) = self.current.take() else {
            return;
        };
        let mut blanks = Vec::new();
        for column in self.columns.iter().filter(|column| column.must_be_filled) {
            if column.last_filled != Some(row) {
                blanks.push((column.position, column.heading.clone()));
            }
        }
        // In a damaged row a blank cell says nothing.
        if self.is_faulty {
            return;
        }
        for (position, heading) in blanks {
            let expected = format!("a value for \"{heading}\" in every row");
            self.reject(
                row,
                position,
                Some(heading),
                "a blank cell".to_owned(),
                Problem::new(
                    &decoding::D001,
                    expected,
                    "fill the cell, or clear the whole row",
                ),
            );
        }
    }

    pub(super) fn line(&mut self, row: u32, cells: u32) {
        let Some(expected) = self.line_cells else {
            return;
        };
        if cells < expected {
            let finding = self.ragged(row, cells, expected);
            self.fault(row, finding);
        }
    }

    fn ragged(&self, row: u32, cells: u32, expected: u32) -> Finding {
        let place = Place {
            row: Some(row),
            ..self.sheet.clone()
        };
        Finding::new(
            &reading::R010,
            place,
            format!("a line of {cells} cells"),
            format!("{expected} cells, as many as there are captions"),
            "look for a missing or superfluous delimiter, quote or line break",
        )
    }

    pub(super) fn fault(&mut self, row: u32, mut finding: Finding) {
        if row > self.caption_row {
            self.begin(row);
            self.builder.reject_row();
            self.is_faulty = true;
        }
        let column = finding.place.column;
        let heading = self
            .columns
            .iter()
            .find(|known| Some(known.position) == column);
        finding.place.caption = heading.map(|known| known.heading.clone());
        self.findings.push(finding);
    }

    /// A value beside the captions: too much in a delimited line, a note in a sheet.
    fn stray(&mut self, row: u32, position: u32) {
        if let Some(expected) = self.line_cells
            && position >= expected
        {
            if self.current != Some(row) || !self.is_faulty {
                let finding = self.ragged(row, position + 1, expected);
                self.fault(row, finding);
            }
            return;
        }
        if !self.has_stray_notice {
            self.has_stray_notice = true;
            let place = self.sheet.clone().at(row, position);
            self.findings.push(Finding::new(
                &reading::R007,
                place,
                match self.sheet.sheet {
                    Some(_) => {
                        let column = column_name(position);
                        format!("values in column {column}, which has no caption")
                    }
                    None => format!("values in column {}, which has no caption", position + 1),
                },
                "a caption above every column that should be read",
                "nothing to do if these are notes; otherwise give the column a caption",
            ));
        }
    }

    /// A cell with a shared text: one that was seen before in its column is not looked at again.
    pub(super) fn shared_text(
        &mut self,
        row: u32,
        position: u32,
        index: u32,
        texts: &SharedTexts,
        is_formula: bool,
    ) {
        match self.plan.get(position as usize) {
            Some(Plan::Ignored) => return,
            Some(Plan::Read(at)) if row > self.caption_row => {
                if let Some(known) = self.columns[*at].known(index) {
                    return self.known(row, *at, known, is_formula);
                }
            }
            _ => {}
        }
        self.cell(row, position, Cell::shared_text(texts, index, is_formula));
    }

    fn known(&mut self, row: u32, at: usize, known: Known, is_formula: bool) {
        self.begin(row);
        if is_formula && !self.columns[at].has_formula_notice {
            self.notice_formula(row, at);
        }
        let column = &mut self.columns[at];
        column.last_filled = Some(row);
        match known {
            Known::Text(id) => self.builder.set_interned(column.slot, id),
            Known::Value(value) => self.builder.set(column.slot, value),
        }
    }

    pub(super) fn cell(&mut self, row: u32, position: u32, cell: Cell<'_>) {
        if row <= self.caption_row || cell.content.is_blank() {
            return;
        }
        let index = match self.plan.get(position as usize) {
            Some(Plan::Read(index)) => *index,
            Some(Plan::Ignored) => return,
            Some(Plan::Stray) | None => return self.stray(row, position),
        };
        self.begin(row);
        let is_result = cell.is_formula && cell.content != Content::NoResult;
        if is_result && !self.columns[index].has_formula_notice {
            self.notice_formula(row, index);
        }
        let column = &mut self.columns[index];
        column.last_filled = Some(row);
        if self.allows_blank_on_purpose
            && let Content::Text { text, .. } = cell.content
            && text.trim().eq_ignore_ascii_case(BLANK_ON_PURPOSE)
        {
            if column.must_be_filled {
                column.last_filled = None;
            }
            self.builder.set_blank_on_purpose(column.slot);
            return;
        }
        let result = match &mut column.text {
            Some(state) => state.set(
                &mut self.builder,
                column.slot,
                cell.content,
                self.writing,
                &mut self.number,
            ),
            None => column
                .value(cell.content, self.writing)
                .map(|value| self.builder.set(column.slot, value)),
        };
        if let Err(problem) = result {
            let heading = column.heading.clone();
            let found = convert::describe(cell.content, self.writing.is_1904);
            self.reject(row, position, Some(heading), found, problem);
        }
    }

    fn notice_formula(&mut self, row: u32, index: usize) {
        let column = &mut self.columns[index];
        column.has_formula_notice = true;
        let mut place = self.sheet.clone().at(row, column.position);
        place.caption = Some(column.heading.clone());
        self.findings.push(Finding::new(
            &decoding::D016,
            place,
            "a formula, the first of this column",
            "values; formulas count by the result that was stored with them",
            "nothing to do if the file was saved after its last change",
        ));
    }

    /// Marks the current row and says why.
    fn reject(
        &mut self,
        row: u32,
        position: u32,
        heading: Option<Arc<str>>,
        found: String,
        problem: Problem,
    ) {
        self.builder.reject_row();
        let mut place = self.sheet.clone().at(row, position);
        place.caption = heading;
        let Problem {
            code,
            expected,
            fix,
        } = problem;
        self.findings
            .push(Finding::new(code, place, found, expected, fix));
    }
}
