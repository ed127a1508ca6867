//! The extra columns of Contact for workbooks that list contacts: what a person keeps beside BC's
//! fields is what they review by.

use crate::check::NO_CONTACT;
use crate::schema;
use crate::select::Lines;
use crate::table::{Column, Extra};
use crate::write::ExtraColumn;

/// One column for each extra column of Contact, with the texts of the lines' contacts.
pub(super) fn contact_columns<'a>(lines: &'a Lines<'_>) -> Vec<ExtraColumn<'a>> {
    let Some(contacts) = lines.book().contact_records() else {
        return Vec::new();
    };
    let column = |extra: &'a Extra| {
        let text = move |row: usize| match (lines.contact(row), &extra.column) {
            (contact, Column::Text { ids, dictionary }) if contact != NO_CONTACT => {
                dictionary.get(ids[contact as usize])
            }
            _ => "",
        };
        // A heading that Segment Line knows would be read as that field when the workbook comes back.
        let caption = match schema::SEGMENT_LINE.field_called(&extra.caption) {
            Some(_) => format!("{} (2)", extra.caption),
            None => extra.caption.to_string(),
        };
        ExtraColumn {
            caption,
            text: Box::new(text),
        }
    };
    contacts.extras().iter().map(column).collect()
}
