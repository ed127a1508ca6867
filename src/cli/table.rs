//! Tables of text that fit a terminal.

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// Between two columns.
const GAP: &str = "  ";

/// Narrower than this no column is made.
const WIDTH_MIN: usize = 8;

/// One column.
#[derive(Debug, Clone, Copy)]
pub(super) struct Column {
    heading: &'static str,
    right: bool,
    shrinks: bool,
}

impl Column {
    /// A column of numbers, aligned to the right.
    pub(super) const fn number(heading: &'static str) -> Self {
        Self {
            heading,
            right: true,
            shrinks: false,
        }
    }

    /// A column of short texts, always shown whole.
    pub(super) const fn word(heading: &'static str) -> Self {
        Self {
            heading,
            right: false,
            shrinks: false,
        }
    }

    /// A column of texts that are cut, with `…`, when the table would be too wide.
    pub(super) const fn text(heading: &'static str) -> Self {
        Self {
            heading,
            right: false,
            shrinks: true,
        }
    }
}

/// A table: a heading, its rows, and remarks under rows.
pub(super) struct TextTable {
    columns: Vec<Column>,
    rows: Vec<Row>,
}

struct Row {
    cells: Vec<String>,
    remarks: Vec<String>,
}

impl TextTable {
    pub(super) fn new(columns: &[Column]) -> Self {
        Self {
            columns: columns.to_vec(),
            rows: Vec::new(),
        }
    }

    /// Adds a row of as many cells as there are columns.
    pub(super) fn row(&mut self, cells: Vec<String>) {
        self.rows.push(Row {
            cells,
            remarks: Vec::new(),
        });
    }

    /// Adds a line under the last row, indented to the second column.
    pub(super) fn remark(&mut self, text: String) {
        if let Some(row) = self.rows.last_mut() {
            row.remarks.push(text);
        }
    }

    /// The lines, the heading first, none wider than `width`.
    pub(super) fn lines(&self, width: Option<usize>) -> Vec<String> {
        let widths = self.widths(width);
        let heading: Vec<&str> = self.columns.iter().map(|column| column.heading).collect();
        let mut lines = vec![self.line(&heading, &widths)];
        let indent = " ".repeat(widths.first().map_or(0, |first| first + GAP.len()));
        for row in &self.rows {
            let cells: Vec<&str> = row.cells.iter().map(String::as_str).collect();
            lines.push(self.line(&cells, &widths));
            for remark in &row.remarks {
                let room = width.map_or(usize::MAX, |width| width.saturating_sub(indent.len()));
                lines.push(format!("{indent}{}", cut(remark, room)));
            }
        }
        lines
    }

    /// The widths that the cells ask for; those that may shrink give way, the widest first.
    fn widths(&self, width: Option<usize>) -> Vec<usize> {
        let mut widths: Vec<usize> = self
            .columns
            .iter()
            .enumerate()
            .map(|(index, column)| {
                let cells = self.rows.iter().map(|row| row.cells[index].width());
                cells.max().unwrap_or(0).max(column.heading.width())
            })
            .collect();
        let Some(width) = width else {
            return widths;
        };
        let gaps = GAP.len() * self.columns.len().saturating_sub(1);
        while widths.iter().sum::<usize>() + gaps > width {
            let widest = (0..widths.len())
                .filter(|&index| self.columns[index].shrinks && widths[index] > WIDTH_MIN)
                .max_by_key(|&index| widths[index]);
            match widest {
                Some(index) => widths[index] -= 1,
                None => break,
            }
        }
        widths
    }

    fn line(&self, cells: &[&str], widths: &[usize]) -> String {
        let mut line = String::new();
        for (index, (cell, &width)) in cells.iter().zip(widths).enumerate() {
            if index > 0 {
                line.push_str(GAP);
            }
            let cell = cut(cell, width);
            let pad = " ".repeat(width.saturating_sub(cell.width()));
            if self.columns[index].right {
                line.push_str(&pad);
                line.push_str(&cell);
            } else {
                line.push_str(&cell);
                line.push_str(&pad);
            }
        }
        line.trim_end().to_owned()
    }
}

/// The text, or as much of it as fits before `…`.
fn cut(text: &str, width: usize) -> String {
    if text.width() <= width {
        return text.to_owned();
    }
    let mut kept = String::new();
    let mut used = 0;
    for c in text.chars() {
        used += c.width().unwrap_or(0);
        if used >= width {
            break;
        }
        kept.push(c);
    }
    format!("{}…", kept.trim_end())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sample() -> TextTable {
        let mut table = TextTable::new(&[
            Column::number("line"),
            Column::word("contact"),
            Column::text("name"),
            Column::text("company"),
        ]);
        table.row(vec![
            "10000".into(),
            "CT1".into(),
            "Åse Nørgård".into(),
            "Ærø Skibe".into(),
        ]);
        table.row(vec![
            "20000".into(),
            "CT100".into(),
            "山田".into(),
            "The Cannon Group PLC".into(),
        ]);
        table.remark("a remark that is long".into());
        table
    }

    #[test]
    fn columns_are_as_wide_as_they_must_be() {
        let expected = [
            " line  contact  name         company",
            "10000  CT1      Åse Nørgård  Ærø Skibe",
            "20000  CT100    山田         The Cannon Group PLC",
            "       a remark that is long",
        ];
        assert_eq!(sample().lines(None), expected);
    }

    #[test]
    fn texts_give_way_to_the_width_of_the_terminal() {
        let expected = [
            " line  contact  name      company",
            "10000  CT1      Åse Nør…  Ærø Ski…",
            "20000  CT100    山田      The Can…",
            "       a remark that is long",
        ];
        assert_eq!(sample().lines(Some(34)), expected);
        for line in sample().lines(Some(34)) {
            assert!(line.width() <= 34, "{line}");
        }
    }
}
