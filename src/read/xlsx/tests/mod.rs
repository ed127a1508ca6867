//! The scanner against the general reader: every cell, type and place of every book must be the
//! same, whatever the spelling and whatever the damage.

mod books;
mod damaged;
mod package;
mod spellings;

use std::path::Path;

use super::super::{Cell, Content, Flow, Visitor};
use super::*;
use crate::finding::Finding;

/// All that a reader showed of a sheet, and how it ended.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Shown {
    sheet: String,
    cells: Vec<String>,
    end: String,
}

#[derive(Default)]
struct Recorder {
    cells: Vec<String>,
    enough: Option<usize>,
}

impl Visitor for Recorder {
    fn cell(&mut self, row: u32, column: u32, cell: Cell<'_>) -> Flow {
        let content = match cell.content {
            // Only the scanner tells the index of a shared text.
            Content::Text { text, .. } => format!("text {text:?}"),
            Content::Number(number) => format!("number {number:?} {:x}", number.to_bits()),
            Content::Moment(moment) => format!("moment {:x}", moment.to_bits()),
            other => format!("{other:?}"),
        };
        let formula = if cell.is_formula { " formula" } else { "" };
        self.cells
            .push(format!("{row} {column} {content}{formula}"));
        if self.enough == Some(self.cells.len()) {
            return Flow::Break(());
        }
        Flow::Continue(())
    }

    fn fault(&mut self, row: u32, finding: Finding) -> Flow {
        self.cells.push(format!("{row} {finding:?}"));
        Flow::Continue(())
    }
}

/// What both readers show of a file.
#[derive(Debug)]
struct Both {
    scanned: Result<Vec<Shown>, String>,
    general: Result<Vec<Shown>, String>,
    /// Why the general reader was taken, by sheet; none where it was not.
    unusual: Vec<Option<&'static str>>,
}

fn both(path: &Path, limits: &Limits, enough: Option<usize>) -> Both {
    let mut unusual = Vec::new();
    let scanned = XlsxBook::open(path);
    let general = XlsxBook::open_general(path);
    let mut all = |book: Result<XlsxBook, Trouble>, is_general: bool| {
        let book = book.map_err(|trouble| format!("{trouble:?}"))?;
        let mut shown = Vec::new();
        for (position, (name, _)) in book.sheets().iter().enumerate() {
            let mut recorder = Recorder {
                enough,
                ..Recorder::default()
            };
            let place = Place::file("a.xlsx");
            let end = book.read(position, place, limits, &mut recorder);
            if !is_general {
                unusual.push(end.as_ref().map_or(Some("an error"), |why| *why));
            }
            shown.push(Shown {
                sheet: format!("{name} {}", book.is_1904()),
                cells: recorder.cells,
                end: end.map_or_else(|trouble| format!("{trouble:?}"), |_| String::new()),
            });
        }
        Ok(shown)
    };
    let mut scanned = all(scanned, false);
    let general = all(general, true);
    if let (Ok(scanned), Ok(general)) = (&mut scanned, &general) {
        for (scanned, general) in scanned.iter_mut().zip(general) {
            scanned.end_as(general);
        }
    }
    Both {
        scanned,
        general,
        unusual,
    }
}

impl Shown {
    /// The one difference that is wanted: the library ends at an error value that it does not know,
    /// and the scanner shows it with its place and goes on.
    fn end_as(&mut self, general: &Self) {
        let ends_early = general.end.contains("in this row or the next with values");
        let next = self.cells.get(general.cells.len());
        if ends_early && next.is_some_and(|cell| cell.contains(" Error(")) {
            self.cells.truncate(general.cells.len());
            self.end.clone_from(&general.end);
        }
    }
}

/// Holds that both show the same, and says why the general reader was taken, by sheet.
fn agree(path: &Path) -> Vec<Option<&'static str>> {
    let both = both(path, &Limits::default(), None);
    assert_eq!(both.scanned, both.general, "{}", path.display());
    both.unusual
}
