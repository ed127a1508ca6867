//! Rows as they stand in a file, read a second time: what a rejects file shows again.

use super::{Cell, Content, Flow, Source, Trouble, Visitor};
use crate::finding::Finding;

/// Rows of one sheet as texts, with their captions.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct RawRows {
    /// The texts of the caption row.
    pub captions: Vec<String>,
    /// The rows that were asked for, by their position in the sheet (or line) from 0; blank cells
    /// behind the last filled one are left out.
    pub rows: Vec<(u32, Vec<String>)>,
}

/// Reads `rows` (ascending, from 0) of a sheet again, with its caption row; `show` gives the text of
/// a cell in a column (from 0; none for a caption).
pub fn raw_rows(
    source: &mut Source,
    sheet: usize,
    caption_row: u32,
    rows: &[u32],
    show: &dyn Fn(Option<u32>, Content<'_>) -> String,
) -> Result<RawRows, Trouble> {
    let mut collector = Collector {
        show,
        caption_row,
        last_row: rows.last().copied().unwrap_or(0).max(caption_row),
        wanted: rows,
        found: RawRows::default(),
    };
    source.read(sheet, &mut collector)?;
    Ok(collector.found)
}

struct Collector<'a> {
    show: &'a dyn Fn(Option<u32>, Content<'_>) -> String,
    caption_row: u32,
    last_row: u32,
    wanted: &'a [u32],
    found: RawRows,
}

impl Visitor for Collector<'_> {
    fn cell(&mut self, row: u32, column: u32, cell: Cell<'_>) -> Flow {
        if row > self.last_row {
            return Flow::Break(());
        }
        let texts = if row == self.caption_row {
            &mut self.found.captions
        } else if self.wanted.binary_search(&row).is_ok() {
            if self.found.rows.last().is_none_or(|(last, _)| *last != row) {
                self.found.rows.push((row, Vec::new()));
            }
            let (_, texts) = self.found.rows.last_mut().expect("just pushed");
            texts
        } else {
            return Flow::Continue(());
        };
        let shown_in = (row != self.caption_row).then_some(column);
        let text = (self.show)(shown_in, cell.content);
        let column = column as usize;
        if texts.len() <= column {
            texts.resize(column + 1, String::new());
        }
        texts[column] = text;
        Flow::Continue(())
    }

    fn fault(&mut self, _row: u32, _finding: Finding) -> Flow {
        Flow::Continue(())
    }
}
