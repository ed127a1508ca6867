//! Drop-downs and notes of the columns that a person may edit.

use rust_xlsxwriter::{
    DataValidation, DataValidationErrorStyle, Formula, Note, Worksheet, XlsxError,
};

use crate::place::column_name;
use crate::schema::{Kind, Need};

use super::grid::GridColumn;
use super::style;

/// The hidden sheet with the lists that are too long for the drop-down itself.
pub(super) const LISTS: &str = "Lists";

/// Characters that a drop-down's own list may have. Source: Excel specifications and limits.
const LIST_CHARACTERS_MAX: usize = 255;

/// Longer lists help nobody: such a column gets no drop-down.
const LIST_ITEMS_MAX: usize = 10_000;

/// Rows below the last one that have drop-downs too.
pub(super) const SPARE_ROWS: u32 = 1_000;

/// The long lists of one workbook, each in a column of the sheet [`LISTS`].
#[derive(Default)]
pub(super) struct Lists {
    columns: Vec<(String, Vec<String>)>,
}

impl Lists {
    /// The drop-down of a column, if it has choices.
    pub(super) fn drop_down(
        &mut self,
        column: &GridColumn<'_>,
    ) -> Result<Option<DataValidation>, XlsxError> {
        if let Some(formula) = &column.lookup_formula {
            let drop_down = DataValidation::new().allow_list_formula(Formula::new(formula));
            return warning(drop_down).map(Some);
        }
        let choices = choices(column);
        if choices.is_empty() || choices.len() > LIST_ITEMS_MAX {
            return Ok(None);
        }
        let length = choices.iter().map(|item| item.encode_utf16().count() + 1);
        let is_short = length.sum::<usize>() <= LIST_CHARACTERS_MAX;
        if !is_short && column.lookup.is_empty() {
            // Document Type alone is so long, and no segment needs it: not worth a hidden sheet in
            // every workbook.
            return Ok(None);
        }
        let drop_down = DataValidation::new();
        let drop_down = if is_short && !choices.iter().any(|item| item.contains([',', '"'])) {
            drop_down.allow_list_strings(&choices)?
        } else {
            let last = choices.len() + 1;
            let letter = column_name(self.position(&column.caption, choices));
            let range = format!("={LISTS}!${letter}$2:${letter}${last}");
            drop_down.allow_list_formula(Formula::new(range))
        };
        warning(drop_down).map(Some)
    }

    /// The column of a list, which is added when it is new.
    fn position(&mut self, caption: &str, list: Vec<String>) -> u32 {
        let known = self.columns.iter().position(|(_, items)| *items == list);
        let position = known.unwrap_or_else(|| {
            self.columns.push((caption.to_owned(), list));
            self.columns.len() - 1
        });
        position as u32
    }

    /// Whether there is no long list.
    pub(super) fn is_empty(&self) -> bool {
        self.columns.is_empty()
    }

    /// Writes the lists.
    pub(super) fn write(&self, sheet: &mut Worksheet) -> Result<(), XlsxError> {
        sheet.set_name(LISTS)?.set_hidden(true);
        let format = style::label();
        for (column, (caption, items)) in self.columns.iter().enumerate() {
            let column = column as u16;
            sheet.set_column_format(column, &format)?;
            sheet.write_string(0, column, caption)?;
            for (row, item) in items.iter().enumerate() {
                sheet.write_string(row as u32 + 1, column, item)?;
            }
        }
        Ok(())
    }
}

/// A warning, not a refusal: reading knows more spellings, and `<blank>`.
fn warning(drop_down: DataValidation) -> Result<DataValidation, XlsxError> {
    drop_down
        .set_error_style(DataValidationErrorStyle::Warning)
        .set_error_title("Not in the list")?
        .set_error_message("This is not one of the values in the list. Keep it?")
}

/// The formula for the codes that stand in column `column` of sheet `sheet`, as many as there are.
pub(super) fn codes_of(sheet: &str, column: u32) -> String {
    let sheet = sheet.replace('\'', "''");
    let letter = column_name(column);
    let last = SPARE_ROWS + 1;
    format!(
        "=OFFSET('{sheet}'!${letter}$2,0,0,MAX(1,COUNTA('{sheet}'!${letter}$2:${letter}${last})),1)"
    )
}

/// What may be chosen in a column; blank needs no choosing.
fn choices(column: &GridColumn<'_>) -> Vec<String> {
    match column.kind {
        Kind::Boolean => [true, false]
            .map(|value| column.yes_or_no(value).to_owned())
            .into(),
        Kind::Options(choices) => choices
            .iter()
            .filter_map(|choice| column.choice(choice.ordinal))
            .filter(|caption| !caption.is_empty())
            .map(str::to_owned)
            .collect(),
        _ => column.lookup.to_vec(),
    }
}

/// The note at the caption of a column that must be there; none for the others.
pub(super) fn note(column: &GridColumn<'_>) -> Option<Note> {
    let need = match column.need {
        Need::Optional => return None,
        Need::Present => "This column must be there; its cells may be blank.",
        Need::Filled => "Must be filled in every row.",
    };
    let text = format!("{need}\n{}", in_words(column.kind));
    Some(
        Note::new(text)
            .set_author("segbook")
            .add_author_prefix(false)
            .set_width(220)
            .set_height(56),
    )
}

/// What a column takes, for people.
fn in_words(kind: Kind) -> String {
    match kind {
        Kind::Code(length) => format!("Code: up to {length} characters, kept in capitals."),
        Kind::Text(length) => format!("Text: up to {length} characters."),
        Kind::Integer => "A whole number.".to_owned(),
        Kind::Decimal => "A number.".to_owned(),
        Kind::Boolean => "Yes or No.".to_owned(),
        Kind::Date => "A date, e.g. 2026-11-23.".to_owned(),
        Kind::Time => "A time, e.g. 14:30:00.".to_owned(),
        Kind::Options(choices) => {
            let captions: Vec<&str> = choices
                .iter()
                .map(|choice| choice.caption)
                .filter(|caption| !caption.is_empty())
                .collect();
            format!("One of: {}.", captions.join(", "))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::schema::kind::options;

    fn column(kind: Kind, lookup: &[String]) -> GridColumn<'_> {
        GridColumn {
            caption: "Column".to_owned(),
            kind,
            need: Need::Optional,
            lookup,
            ..GridColumn::text("Column")
        }
    }

    #[test]
    fn only_long_lists_need_a_sheet() {
        let few: Vec<String> = (0..5).map(|number| format!("CP{number:04}")).collect();
        let many: Vec<String> = (0..50).map(|number| format!("CP{number:04}")).collect();
        let comma = vec!["A,B".to_owned()];
        let too_many = vec!["X".to_owned(); LIST_ITEMS_MAX + 1];
        let mut lists = Lists::default();
        for (column, is_shown, long_lists) in [
            (column(Kind::Boolean, &[]), true, 0),
            (column(Kind::Options(options::EVALUATION), &[]), true, 0),
            (column(Kind::Code(20), &few), true, 0),
            (column(Kind::Code(20), &[]), false, 0),
            (column(Kind::Date, &[]), false, 0),
            (column(Kind::Code(20), &many), true, 1),
            (column(Kind::Code(10), &many), true, 1),
            (column(Kind::Options(options::DOCUMENT_TYPE), &[]), false, 1),
            (column(Kind::Code(10), &comma), true, 2),
            (column(Kind::Code(10), &too_many), false, 2),
        ] {
            let drop_down = lists.drop_down(&column).expect("a drop-down");
            assert_eq!(drop_down.is_some(), is_shown);
            assert_eq!(lists.columns.len(), long_lists);
        }
    }

    #[test]
    fn a_note_says_what_a_column_takes() {
        for (kind, expected) in [
            (
                Kind::Code(20),
                "Code: up to 20 characters, kept in capitals.",
            ),
            (
                Kind::Options(options::INFORMATION_FLOW),
                "One of: Outbound, Inbound.",
            ),
        ] {
            assert_eq!(in_words(kind), expected);
        }
    }
}
