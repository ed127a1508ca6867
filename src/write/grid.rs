//! A data sheet as the writers see it: columns with captions and kinds, and cells by position.
//! Tables, rejected rows and findings all become a grid, and look alike.

use std::ops::Range;

use crate::error::Result;
use crate::schema::{Field, FieldNo, Kind, Language, Need, Table, TableNo};
use crate::value::{Value, boolean};

use super::cell::{Cell, cell};
use super::workbook::Sheet;

/// Rows and columns of values.
pub(super) trait Cells: Sync {
    /// How many rows there are.
    fn len(&self) -> usize;

    /// The value of a row in a column.
    fn value(&self, row: usize, column: usize) -> Value<'_>;

    /// Shows the values of the first `columns` of a row, in their order.
    fn show_row<'a>(&'a self, row: usize, columns: usize, show: &mut dyn FnMut(Value<'a>)) {
        for column in 0..columns {
            show(self.value(row, column));
        }
    }

    /// For rows that do not stand in memory: the named ones, as cells of their own.
    fn read(&self, _rows: Range<usize>) -> Result<Option<Box<dyn Cells + '_>>> {
        Ok(None)
    }

    /// Whether the rows must be [read](Cells::read) before they have values.
    fn is_streamed(&self) -> bool {
        false
    }
}

/// Some rows of a grid, ready to be written.
pub(super) struct Window<'a> {
    columns: &'a [GridColumn<'a>],
    /// The cells and the row of the grid that is their first.
    cells: WindowCells<'a>,
    first: usize,
}

enum WindowCells<'a> {
    All(&'a dyn Cells),
    Read(Box<dyn Cells + 'a>),
}

impl Window<'_> {
    /// How many columns there are.
    pub(super) fn columns(&self) -> usize {
        self.columns.len()
    }

    /// The content of a cell; `row` counts as in the grid.
    pub(super) fn cell(&self, row: usize, column: usize) -> Cell<'_> {
        let (cells, row) = self.at(row);
        cell(cells.value(row, column), &self.columns[column])
    }

    /// Shows each column of a row with its value.
    pub(super) fn show_row<'a>(
        &'a self,
        row: usize,
        show: &mut dyn FnMut(&'a GridColumn<'a>, Value<'a>),
    ) {
        let (cells, row) = self.at(row);
        let mut columns = self.columns.iter();
        cells.show_row(row, self.columns.len(), &mut |value| {
            let column = columns.next().expect("a value for each column");
            show(column, value);
        });
    }

    /// The cells, and which of their rows it is.
    fn at(&self, row: usize) -> (&dyn Cells, usize) {
        match &self.cells {
            WindowCells::All(cells) => (*cells, row),
            WindowCells::Read(cells) => (cells.as_ref(), row - self.first),
        }
    }
}

/// One data sheet.
pub(super) struct Grid<'a> {
    /// Names for the sheet, the preferred one first.
    pub(super) names: Vec<&'static str>,
    /// The table, where its name may be translated.
    pub(super) table: Option<TableNo>,
    /// The columns, in order.
    pub(super) columns: Vec<GridColumn<'a>>,
    /// The rows.
    pub(super) cells: Box<dyn Cells + 'a>,
    /// Whether a person may edit it.
    pub(super) editable: bool,
}

/// One column.
pub(super) struct GridColumn<'a> {
    /// The caption in row 1.
    pub(super) caption: String,
    /// What its cells hold.
    pub(super) kind: Kind,
    /// Whether it must be there and filled.
    pub(super) need: Need,
    /// Codes that may stand in it.
    pub(super) lookup: &'a [String],
    /// A formula for such codes in another sheet, in place of `lookup`.
    pub(super) lookup_formula: Option<String>,
    /// The field that it shows, and the language in which it does so, if it is not English.
    pub(super) field: Option<(TableNo, FieldNo)>,
    pub(super) language: Option<Language>,
}

impl GridColumn<'_> {
    /// A column of texts.
    pub(super) fn text(caption: impl Into<String>) -> Self {
        Self {
            caption: caption.into(),
            kind: Kind::Text(u16::MAX),
            need: Need::Optional,
            lookup: &[],
            lookup_formula: None,
            field: None,
            language: None,
        }
    }

    /// The column of a field.
    pub(super) fn field(table: &Table, field: &Field) -> Self {
        Self {
            caption: field.caption.to_owned(),
            kind: field.kind,
            need: field.need,
            lookup: &[],
            lookup_formula: None,
            field: Some((table.no, field.no)),
            language: None,
        }
    }

    /// What a choice is called; none for an ordinal that the field does not have.
    pub(super) fn choice(&self, ordinal: u8) -> Option<&'static str> {
        let english = self.kind.caption_of(ordinal)?;
        let foreign = self.field.zip(self.language);
        let foreign =
            foreign.and_then(|((table, field), language)| language.choice(table, field, ordinal));
        Some(foreign.unwrap_or(english))
    }

    /// What Yes and No are called.
    pub(super) fn yes_or_no(&self, value: bool) -> &'static str {
        match self.language {
            Some(language) => language.yes_or_no(value),
            None => boolean::show(value),
        }
    }

    /// Whether its cells are strings that Excel must not take for anything else.
    pub(super) fn is_text(&self) -> bool {
        matches!(self.kind, Kind::Code(_) | Kind::Text(_))
    }
}

impl<'a> Grid<'a> {
    /// The grid of a sheet.
    pub(super) fn of_sheet(sheet: &'a Sheet<'_>) -> Self {
        let table = sheet.rows.table();
        let mut columns: Vec<GridColumn<'a>> = sheet
            .fields
            .iter()
            .map(|&no| GridColumn {
                lookup: sheet.lookups.get(&no).copied().unwrap_or_default(),
                ..GridColumn::field(table, table.field(no))
            })
            .collect();
        let mut captions: Vec<String> = columns.iter().map(|c| folded(&c.caption)).collect();
        for extra in &sheet.extras {
            // A table cannot have the same caption twice.
            let caption = unused(&captions, &extra.caption);
            captions.push(folded(&caption));
            columns.push(GridColumn::text(caption));
        }
        Self {
            names: names_of(table),
            table: Some(table.no),
            columns,
            cells: Box::new(SheetCells(sheet)),
            editable: sheet.editable,
        }
    }

    /// The same grid in another language, as far as its words are known. A caption that is taken by
    /// then keeps its English form.
    #[must_use]
    pub(super) fn translated(mut self, language: Language) -> Self {
        if let Some(table) = self.table {
            let known = language.sheet_names(table);
            self.names.splice(0..0, known.iter().copied());
        }
        let mut taken: Vec<String> = self.columns.iter().map(|c| folded(&c.caption)).collect();
        for (index, column) in self.columns.iter_mut().enumerate() {
            column.language = Some(language);
            let Some((table, field)) = column.field else {
                continue;
            };
            if let Some(caption) = language.field(table, field)
                && !taken.contains(&folded(caption))
            {
                taken[index] = folded(caption);
                caption.clone_into(&mut column.caption);
            }
        }
        self
    }

    /// The rows of a range, read if they do not stand in memory.
    pub(super) fn window(&self, rows: Range<usize>) -> Result<Window<'_>> {
        let first = rows.start;
        let cells = match self.cells.read(rows)? {
            Some(cells) => WindowCells::Read(cells),
            None => WindowCells::All(self.cells.as_ref()),
        };
        Ok(Window {
            columns: &self.columns,
            cells,
            first,
        })
    }

    /// The content of a cell of rows that stand in memory.
    pub(super) fn cell(&self, row: usize, column: usize) -> Cell<'_> {
        cell(self.cells.value(row, column), &self.columns[column])
    }

    /// The preferred name.
    pub(super) fn name(&self) -> &'static str {
        self.names[0]
    }
}

/// The names under which a sheet is known to be of this table, the caption first.
pub(super) fn names_of(table: &'static Table) -> Vec<&'static str> {
    std::iter::once(table.caption)
        .chain(table.names.iter().copied())
        .collect()
}

/// Excel allows 255 characters in a table's caption; some are left for a number behind it.
const CAPTION_CHARACTERS_MAX: usize = 240;

/// `caption` as an Excel table can have it: without line breaks, not too long, and with a number
/// behind it when it is taken. A file whose captions are not so is "repaired" by Excel.
pub(super) fn unused(taken: &[String], caption: &str) -> String {
    let plain: String = caption
        .chars()
        .map(|c| if c.is_control() { ' ' } else { c })
        .take(CAPTION_CHARACTERS_MAX)
        .collect();
    let caption = match plain.trim() {
        "" => "Column",
        caption => caption,
    };
    // Among one more candidates than there are taken captions, one is free.
    (1..=taken.len() + 1)
        .map(|number| match number {
            1 => caption.to_owned(),
            _ => format!("{caption} ({number})"),
        })
        .find(|candidate| !taken.contains(&folded(candidate)))
        .expect("there are more candidates than taken captions")
}

/// A caption as Excel compares those of a table.
pub(super) fn folded(caption: &str) -> String {
    caption.to_lowercase()
}

struct SheetCells<'a, 'b>(&'a Sheet<'b>);

impl Cells for SheetCells<'_, '_> {
    fn len(&self) -> usize {
        self.0.rows.len()
    }

    fn value(&self, row: usize, column: usize) -> Value<'_> {
        if let Some(&field) = self.0.fields.get(column) {
            return self.0.rows.value(row, field);
        }
        let extra = &self.0.extras[column - self.0.fields.len()];
        Value::text((extra.text)(row))
    }

    fn show_row<'a>(&'a self, row: usize, columns: usize, show: &mut dyn FnMut(Value<'a>)) {
        debug_assert_eq!(columns, self.0.fields.len() + self.0.extras.len());
        self.0.rows.show_row(row, &self.0.fields, show);
        for extra in &self.0.extras {
            show(Value::text((extra.text)(row)));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn captions_are_what_a_table_can_have() {
        let taken = ["no.".to_owned(), "name".to_owned(), "name (2)".to_owned()];
        for (caption, expected) in [
            ("Budget", "Budget"),
            ("NO.", "NO. (2)"),
            ("Name", "Name (3)"),
            ("  ", "Column"),
            ("two\nlines ", "two lines"),
        ] {
            assert_eq!(unused(&taken, caption), expected);
        }
    }
}
