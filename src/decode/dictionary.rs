//! Which field a caption names: in the settings, in the language of the sheet, or in English; and
//! which language that is.

use crate::config::InputSettings;
use crate::schema::{CONTACT, Class, Field, Language, Need, Table, fold_name};

use super::beginning::{CAPTION_ROWS_MAX, CaptionRow};
use super::captions::ERRORS_CAPTION;

/// What decides which field a caption names.
#[derive(Clone, Copy)]
pub(super) struct Dictionary<'a> {
    pub(super) table: &'static Table,
    pub(super) settings: &'a InputSettings,
    /// The language of the sheet's captions, if it is another than English.
    pub(super) language: Option<Language>,
}

impl Dictionary<'_> {
    /// The field that a caption names: the settings first, then the sheet's language, then English,
    /// which stands where a program had no translation.
    pub(super) fn field(self, caption: &str) -> Option<&'static Field> {
        let aliases = self.settings.columns.get(&self.table.no);
        let alias = aliases.and_then(|aliases| aliases.get(&fold_name(caption)));
        if let Some(no) = alias {
            return Some(self.table.field(*no));
        }
        let foreign = self.language;
        foreign
            .and_then(|language| language.field_called(self.table, caption))
            .or_else(|| self.table.field_called(caption))
    }

    /// How many captions of a row are known.
    pub(super) fn known(self, row: &CaptionRow) -> usize {
        let captions = row.captions.iter();
        captions
            .filter(|(_, caption)| self.is_known(caption))
            .count()
    }

    fn is_known(self, caption: &str) -> bool {
        fold_name(caption) == ERRORS_CAPTION || self.field(caption).is_some()
    }

    /// Columns that the table must have and this row does not.
    pub(super) fn missing(self, row: &CaptionRow) -> Vec<&'static Field> {
        let is_there = |field: &Field| {
            let mut captions = row.captions.iter();
            captions.any(|(_, caption)| self.field(caption).is_some_and(|f| f.no == field.no))
        };
        let needed = self
            .table
            .fields
            .iter()
            .filter(|f| f.need != Need::Optional);
        needed.filter(|field| !is_there(field)).collect()
    }

    /// The caption of a field as it stands in sheets of this language.
    pub(super) fn caption(self, field: &'static Field) -> &'static str {
        let foreign = self.language;
        foreign
            .and_then(|language| language.field(self.table.no, field.no))
            .unwrap_or(field.caption)
    }

    /// The caption that an unknown one was most probably meant to be: of a field that the row lacks.
    pub(super) fn near(self, caption: &str, row: &CaptionRow) -> Option<&'static str> {
        let present: Vec<&Field> = row
            .captions
            .iter()
            .filter_map(|(_, c)| self.field(c))
            .collect();
        let folded = fold_name(caption);
        let absent = self.table.fields.iter();
        absent
            .filter(|field| field.class != Class::Calculated)
            .filter(|field| present.iter().all(|known| known.no != field.no))
            .flat_map(|field| [self.caption(field), field.caption])
            .map(|known| {
                (
                    strsim::damerau_levenshtein(&folded, &fold_name(known)),
                    known,
                )
            })
            .filter(|(distance, _)| *distance <= (folded.chars().count() / 4).min(3))
            .min_by_key(|(distance, _)| *distance)
            .map(|(_, known)| known)
    }
}

/// The language of a sheet's captions: the one that knows most of them. One word that two languages
/// share makes no language: it must know the sheet's name too, or a column that must be there, or
/// two captions that English does not know, or all of a sheet other than Contact.
pub(super) fn recognise(
    table: &'static Table,
    rows: &[CaptionRow],
    fixed: Option<u32>,
    sheet: &str,
    settings: &InputSettings,
) -> Option<Language> {
    let english = Dictionary {
        table,
        settings,
        language: None,
    };
    let is_candidate = |row: &&CaptionRow| match fixed {
        Some(fixed) => row.row == fixed,
        None => row.row < CAPTION_ROWS_MAX,
    };
    let is_named_in_english = crate::schema::table_called(sheet).is_some();
    let mut best = (0, None);
    for row in rows.iter().filter(is_candidate) {
        // Looked up once: English names are compared one by one.
        let in_english: Vec<bool> = row
            .captions
            .iter()
            .map(|(_, caption)| english.is_known(caption))
            .collect();
        let known = in_english.iter().filter(|known| **known).count();
        // Nearly all sheets are English, and all their captions are known.
        if known == in_english.len() && is_named_in_english {
            return None;
        }
        if known > best.0 {
            best = (known, None);
        }
        for language in Language::all() {
            let captions = row.captions.iter().zip(&in_english);
            let own = captions
                .filter(|((_, caption), known)| {
                    !**known && language.field_called(table, caption).is_some()
                })
                .count();
            let is_named = !is_named_in_english && language.names_sheet(sheet, table.no);
            let is_better = known + own > best.0 || (own == 0 && best.1.is_none() && is_named);
            let foreign = Dictionary {
                language: Some(language),
                ..english
            };
            let is_plain = || {
                let missing = |dictionary: Dictionary<'_>| dictionary.missing(row).len();
                // In Contact a column of one's own may by chance be called so.
                let explains_all = known + own == in_english.len() && table.no != CONTACT.no;
                is_named || own > 1 || explains_all || missing(foreign) < missing(english)
            };
            if known + own > 0 && is_better && is_plain() {
                best = (known + own, Some(language));
            }
        }
    }
    best.1
}

/// Whether text is a caption of any table; it tells the delimiter of a file.
pub(super) fn is_caption(text: &str, settings: &InputSettings) -> bool {
    let folded = fold_name(text);
    !folded.is_empty()
        && (settings
            .columns
            .values()
            .any(|aliases| aliases.contains_key(&folded))
            || crate::schema::TABLES
                .iter()
                .any(|table| table.field_called(text).is_some())
            || crate::schema::is_foreign_caption(text))
}
