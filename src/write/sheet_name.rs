//! Names of sheets and of the Excel tables in them, such that what is written can be read again.

use crate::schema::EXCEL_SHEET_NAME_LENGTH_MAX;

/// The name of part `part` (from 0) of a sheet: `Contact`, `Contact (2)`. Characters that Excel
/// forbids are left out; of several names the first that need not be cut is taken, so that reading
/// recognises it.
pub(super) fn sheet_name(names: &[&str], part: usize) -> String {
    let suffix = if part == 0 {
        String::new()
    } else {
        format!(" ({})", part + 1)
    };
    let room = EXCEL_SHEET_NAME_LENGTH_MAX - suffix.chars().count();
    let cleaned: Vec<String> = names.iter().map(|name| without_forbidden(name)).collect();
    let name = cleaned
        .iter()
        .find(|name| name.chars().count() <= room)
        .unwrap_or(&cleaned[0]);
    let cut: String = name.chars().take(room).collect();
    format!("{}{suffix}", cut.trim_end())
}

/// `name`, cut as Excel does, with a number behind it when one of `taken` (in lower case) is the same.
pub(super) fn numbered(taken: &[String], name: &str) -> String {
    (0..=taken.len())
        .map(|part| sheet_name(&[name], part))
        .find(|name| !taken.contains(&name.to_lowercase()))
        .expect("there are more candidates than taken names")
}

/// A name without the characters that Excel forbids in sheet names.
/// Source: Microsoft, "Rename a worksheet".
pub(super) fn without_forbidden(name: &str) -> String {
    let kept: String = name
        .chars()
        .filter(|c| !matches!(c, '/' | '\\' | '?' | '*' | '[' | ']' | ':') && !c.is_control())
        .collect();
    kept.trim_matches('\'').trim().to_owned()
}

/// The name of the Excel table in a sheet: its letters and digits, `ContactAltAddress`,
/// `Contact_2`. It must not look like a cell, which no name of a table of BC does.
pub(super) fn table_name(sheet_name: &str) -> String {
    let mut name = String::new();
    for word in sheet_name.split(|c: char| !c.is_alphanumeric()) {
        let is_number = !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_digit());
        if is_number {
            name.push('_');
        }
        name.push_str(word);
    }
    name
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::schema::{TABLES, table_called};
    use crate::write::grid::names_of;

    #[test]
    fn names_keep_to_what_excel_allows() {
        for (names, part, expected) in [
            (&["Contact"][..], 0, "Contact"),
            (&["Contact"], 1, "Contact (2)"),
            (&["Salesperson/Purchaser"], 0, "SalespersonPurchaser"),
            (
                &[
                    "Segment Interaction Language",
                    "Segment Interact. Languages",
                ],
                1,
                "Segment Interact. Languages (2)",
            ),
            (
                &["A name that is much longer than Excel allows"],
                0,
                "A name that is much longer than",
            ),
        ] {
            assert_eq!(sheet_name(names, part), expected);
        }
    }

    #[test]
    fn every_table_is_recognised_by_every_name_of_its_sheets() {
        for table in TABLES {
            for part in [0, 1, 8] {
                let name = sheet_name(&names_of(table), part);
                let found = table_called(&name).map(|table| table.no);
                assert_eq!(found, Some(table.no), "{name}");
            }
        }
    }

    #[test]
    fn tables_are_named_after_their_sheets() {
        for (sheet, expected) in [
            ("Contact", "Contact"),
            ("Contact (2)", "Contact_2"),
            ("Contact Alt. Addr. Date Range", "ContactAltAddrDateRange"),
        ] {
            assert_eq!(table_name(sheet), expected);
        }
    }
}
