//! Where something stands: a file, its sheet, a cell. The only place that turns the program's
//! counting from 0 into people's counting from 1, and columns into letters.

use std::fmt;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

/// Where a finding or a record stands. Rows and columns count from 0 here, from 1 when shown.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Place {
    /// The file, as a path relative to the input folder it was found in, with `/`.
    pub file: Arc<str>,
    /// Position of the sheet in its workbook, so that places sort as a person pages.
    pub sheet_no: u32,
    /// The sheet; none for a delimited file or for a whole workbook.
    pub sheet: Option<Arc<str>>,
    /// The row of a sheet, or the line of a delimited file.
    pub row: Option<u32>,
    /// The column of a sheet, or the position in a delimited line.
    pub column: Option<u32>,
    /// The heading of the column, as it stands in the file.
    pub caption: Option<Arc<str>>,
}

impl Place {
    /// A whole file.
    pub fn file(file: impl Into<Arc<str>>) -> Self {
        Self {
            file: file.into(),
            ..Self::default()
        }
    }

    /// The same place, narrowed to a row and a column (both from 0).
    #[must_use]
    pub fn at(mut self, row: u32, column: u32) -> Self {
        self.row = Some(row);
        self.column = Some(column);
        self
    }

    /// The place without the file: `Contact!F17`, `Contact!17`, `line 17, column 6`, or nothing.
    pub fn spot(&self) -> String {
        match (&self.sheet, self.row, self.column) {
            (Some(sheet), Some(row), Some(column)) => format!("{sheet}!{}", cell_name(row, column)),
            (Some(sheet), Some(row), None) => format!("{sheet}!{}", row + 1),
            (Some(sheet), None, Some(column)) => format!("{sheet}!{}", column_name(column)),
            (Some(sheet), None, None) => sheet.to_string(),
            (None, Some(row), Some(column)) => format!("line {}, column {}", row + 1, column + 1),
            (None, Some(row), None) => format!("line {}", row + 1),
            (None, None, Some(column)) => format!("column {}", column + 1),
            (None, None, None) => String::new(),
        }
    }
}

impl fmt::Display for Place {
    /// `contacts.xlsx: Contact!F17 "Last Date Modified"`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.file)?;
        let spot = self.spot();
        if !spot.is_empty() {
            write!(f, ": {spot}")?;
        }
        if let Some(caption) = &self.caption {
            write!(f, " \"{caption}\"")?;
        }
        Ok(())
    }
}

/// `F17` for row 16, column 5.
pub fn cell_name(row: u32, column: u32) -> String {
    format!("{}{}", column_name(column), row + 1)
}

/// `A` for 0, `Z` for 25, `AA` for 26, `XFD` for 16383.
pub fn column_name(column: u32) -> String {
    let mut letters = Vec::new();
    let mut rest = column + 1;
    while rest > 0 {
        rest -= 1;
        letters.push(b'A' + (rest % 26) as u8);
        rest /= 26;
    }
    letters
        .iter()
        .rev()
        .map(|&letter| char::from(letter))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_have_excel_letters() {
        for (column, expected) in [
            (0, "A"),
            (25, "Z"),
            (26, "AA"),
            (51, "AZ"),
            (52, "BA"),
            (701, "ZZ"),
            (16383, "XFD"),
        ] {
            assert_eq!(column_name(column), expected);
        }
    }

    #[test]
    fn a_place_is_shown_as_people_count() {
        let mut place = Place {
            sheet: Some("Contact".into()),
            ..Place::file("contacts.xlsx")
        };
        assert_eq!(place.to_string(), "contacts.xlsx: Contact");
        place = place.at(16, 5);
        place.caption = Some("Last Date Modified".into());
        assert_eq!(
            place.to_string(),
            "contacts.xlsx: Contact!F17 \"Last Date Modified\""
        );
        assert_eq!(
            Place::file("c.csv").at(16, 5).to_string(),
            "c.csv: line 17, column 6"
        );
    }
}
