//! Where records were read from: enough to name the cell of any value.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::place::Place;
use crate::schema::FieldNo;

/// A run of records that stand in one sheet or delimited file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Origin {
    /// The sheet, as a place without row and column.
    pub sheet: Place,
    /// Which column holds which field.
    pub columns: Arc<[SheetColumn]>,
    /// The first record of the run; it ends where the next one begins.
    pub first: usize,
}

/// One column of a sheet that is read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SheetColumn {
    /// The field, or none for an extra column of Contact.
    pub field: Option<FieldNo>,
    /// Position in the sheet, from 0.
    pub column: u32,
    /// The heading as it stands in the file.
    pub heading: Arc<str>,
}

impl Origin {
    /// The place of a row, narrowed to the column of `field` when it has one.
    pub(super) fn place(&self, row: u32, field: Option<FieldNo>) -> Place {
        let mut place = Place {
            row: Some(row),
            ..self.sheet.clone()
        };
        let column =
            field.and_then(|no| self.columns.iter().find(|column| column.field == Some(no)));
        if let Some(column) = column {
            place.column = Some(column.column);
            place.caption = Some(column.heading.clone());
        }
        place
    }
}
