//! Widths of columns, from the captions and a sample of the rows, so that a long sheet need not be
//! walked through twice.

use crate::error::Result;

use super::cell::text_width;
use super::grid::Grid;

/// Rows that are looked at, evenly spread; of rows that must be read first, the first ones.
const SAMPLE_ROWS: usize = 1_000;

/// Narrow enough for a blank column, wide enough to be clicked.
const WIDTH_MIN: usize = 6;

/// Long texts are not worth more of the screen.
const WIDTH_MAX: usize = 60;

/// Places beside a caption: the filter's button covers about three.
const BUTTON: usize = 3;

/// The width of each column of a grid, in characters of the default font.
pub(super) fn widths(grid: &Grid<'_>) -> Result<Vec<usize>> {
    let sampled = grid.cells.len().min(SAMPLE_ROWS);
    let rows = if grid.cells.is_streamed() {
        sampled
    } else {
        grid.cells.len()
    };
    let window = grid.window(0..rows)?;
    let widths = (0..grid.columns.len())
        .map(|column| {
            let caption = text_width(&grid.columns[column].caption) + BUTTON;
            let content = (0..sampled)
                .map(|index| window.cell(index * rows / sampled, column).width() + 1)
                .max()
                .unwrap_or(0);
            caption.max(content).clamp(WIDTH_MIN, WIDTH_MAX)
        })
        .collect();
    Ok(widths)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::value::Value;
    use crate::write::grid::{Cells, GridColumn};

    struct Texts(Vec<[String; 2]>);

    impl Cells for Texts {
        fn len(&self) -> usize {
            self.0.len()
        }

        fn value(&self, row: usize, column: usize) -> Value<'_> {
            Value::text(&self.0[row][column])
        }
    }

    fn grid(rows: Vec<[String; 2]>) -> Grid<'static> {
        Grid {
            names: vec!["Contact"],
            table: None,
            columns: vec![GridColumn::text("No."), GridColumn::text("Company Name")],
            cells: Box::new(Texts(rows)),
            editable: false,
        }
    }

    #[test]
    fn the_widest_of_caption_and_content_counts() {
        let widths = |rows| widths(&grid(rows)).expect("rows in memory");
        assert_eq!(widths(Vec::new()), [6, 15]);
        let rows = vec![
            ["C00010".to_owned(), "Relecloud".to_owned()],
            ["C0001000".to_owned(), "x".repeat(200)],
        ];
        assert_eq!(widths(rows), [9, 60]);
    }

    #[test]
    fn a_long_sheet_is_sampled() {
        let mut rows = vec![["C1".to_owned(), String::new()]; 10_000];
        rows[10][0] = "in the sample".to_owned();
        rows[11][0] = "between two rows of the sample".to_owned();
        assert_eq!(widths(&grid(rows)).expect("rows in memory"), [14, 15]);
    }
}
