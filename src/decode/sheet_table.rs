//! Which table a sheet is: by its name, by the settings, or by the number in a configuration package.

use crate::config::InputSettings;
use crate::schema::{TABLES, Table, fold_name, table, table_in_any_language, without_continuation};

/// The table that the name of a sheet, or the stem of a delimited file, stands for.
pub(super) fn by_name(
    name: &str,
    is_workbook: bool,
    settings: &InputSettings,
) -> Option<&'static Table> {
    let known = |name: &str| {
        let alias = |name: &str| settings.sheets.get(&fold_name(name)).copied();
        alias(name)
            .or_else(|| alias(without_continuation(name.trim())))
            .and_then(table)
            .or_else(|| table_in_any_language(name))
    };
    known(name).or_else(|| {
        // Delimited files of a segment are named as segbook writes them: `SM00001.Segment Line`.
        let ends = name.match_indices('.').map(|(at, _)| &name[at + 1..]);
        ends.filter(|end| !is_workbook && !end.starts_with(' '))
            .find_map(known)
    })
}

/// Whether the sheet is the first page of a workbook that segbook wrote, which holds no table: the
/// cover, the findings of an annotated copy, or the *Read me* of a new book.
pub(super) fn is_cover(name: &str, is_workbook: bool) -> bool {
    let end = name.rsplit('.').next().unwrap_or(name);
    match &*fold_name(if is_workbook { name } else { end }) {
        "cover" => true,
        "readme" | "findings" => is_workbook,
        _ => false,
    }
}

/// The table that a name most probably meant.
pub(super) fn near_miss(name: &str) -> Option<&'static Table> {
    let folded = fold_name(without_continuation(name.trim()));
    let distance = |table: &Table| {
        std::iter::once(&table.caption)
            .chain(table.names)
            .map(|known| strsim::damerau_levenshtein(&folded, &fold_name(known)))
            .min()
            .unwrap_or(usize::MAX)
    };
    TABLES
        .iter()
        .map(|table| (distance(table), *table))
        .filter(|(distance, _)| *distance <= (folded.chars().count() / 4).min(3))
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, table)| table)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::schema::TableNo;

    #[test]
    fn a_name_stands_for_its_table() {
        let mut settings = InputSettings::default();
        settings.sheets.insert("kunden".into(), TableNo(5050));
        for (name, is_workbook, expected) in [
            ("Contact", true, Some("Contact")),
            ("Kunden", true, Some("Contact")),
            ("kunden (3)", true, Some("Contact")),
            ("SM00001.Segment Line", false, Some("Segment Line")),
            (
                "SM.1.Interaction Tmpl. Language",
                false,
                Some("Interaction Tmpl. Language"),
            ),
            ("SM00001.Segment Line", true, None),
            ("Letter to Mr. Contact", false, None),
            ("Budget", true, None),
        ] {
            let found = by_name(name, is_workbook, &settings).map(|table| table.caption);
            assert_eq!(found, expected, "{name}");
        }
    }

    #[test]
    fn a_near_miss_is_named() {
        for (name, expected) in [
            ("Contcats", Some("Contact")),
            ("Segmnt Line", Some("Segment Line")),
            ("Mailing Gruop", Some("Mailing Group")),
            ("Budget", None),
            ("Sheet1", None),
            ("Notes", None),
        ] {
            assert_eq!(
                near_miss(name).map(|table| table.caption),
                expected,
                "{name}"
            );
        }
        assert!(is_cover("Cover", true));
        assert!(is_cover("SM00001.Cover", false));
        assert!(is_cover("Read me", true));
        assert!(!is_cover("README", false));
        assert!(!is_cover("Cover Letter", true));
    }
}
