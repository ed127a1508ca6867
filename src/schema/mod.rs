//! BC's tables as data: the one source for decoding, filters, references, written sheets, the
//! template workbook and the ledger.
//!
//! Each family of tables is one file. A table is a module with a [`FieldNo`] constant for every
//! field, and a static [`Table`] that lists them with caption, kind, length, choices, key and
//! reference. Adding a field is one line; adding a table is one block and one entry in [`TABLES`].
//! Numbers, captions, lengths and choices are those of BC's base application, version 29.

mod any_language;
mod campaigns;
mod classifications;
mod contacts;
mod interactions;
pub mod kind;
mod language;
mod letters;
mod salespeople;
mod segments;
mod table;
mod value_entries;

pub use any_language::{foreign_choice, foreign_field, foreign_yes_or_no, table_in_any_language};
pub use campaigns::*;
pub use classifications::*;
pub use contacts::*;
pub use interactions::*;
pub use kind::{Choice, Kind};
pub use language::{Language, fold_foreign, foreign_table, is_foreign_caption};
pub use letters::*;
pub use salespeople::*;
pub use segments::*;
pub use table::{Class, Field, FieldNo, Need, Table, TableNo};
pub use value_entries::*;

/// Every table that segbook knows, in the order in which a template workbook shows them.
pub static TABLES: &[&Table] = &[
    &SEGMENT_HEADER,
    &SEGMENT_LINE,
    &SEGMENT_CRITERIA_LINE,
    &SEGMENT_INTERACTION_LANGUAGE,
    &SAVED_SEGMENT_CRITERIA,
    &SAVED_SEGMENT_CRITERIA_LINE,
    &CONTACT,
    &CONTACT_MAILING_GROUP,
    &CONTACT_INDUSTRY_GROUP,
    &CONTACT_JOB_RESPONSIBILITY,
    &CONTACT_BUSINESS_RELATION,
    &CONTACT_PROFILE_ANSWER,
    &CONTACT_ALT_ADDRESS,
    &CONTACT_ALT_ADDR_DATE_RANGE,
    &INTERACTION_TEMPLATE,
    &INTERACTION_TMPL_LANGUAGE,
    &INTERACTION_GROUP,
    &CAMPAIGN,
    &SALESPERSON_PURCHASER,
    &MAILING_GROUP,
    &INDUSTRY_GROUP,
    &JOB_RESPONSIBILITY,
    &BUSINESS_RELATION,
    &ORGANIZATIONAL_LEVEL,
    &COMPANY_INFORMATION,
    &COUNTRY_REGION,
    &SALUTATION_FORMULA,
    &LETTER_FALLBACK,
    &VALUE_ENTRY,
    &INTERACTION_LOG_ENTRY,
    &LOGGED_SEGMENT,
    &CAMPAIGN_ENTRY,
    &CAMPAIGN_TARGET_GROUP,
];

/// The table with this number.
pub fn table(no: TableNo) -> Option<&'static Table> {
    TABLES.iter().copied().find(|table| table.no == no)
}

/// The table that a sheet or a file stem names: caption, plural, page caption, number, or a
/// configuration-package name (`5050 Contact`). A trailing number in parentheses is ignored, and a
/// name cut to 31 characters by Excel is recognised.
pub fn table_called(name: &str) -> Option<&'static Table> {
    let name = without_continuation(name.trim());
    let folded = fold_name(name);
    if let Ok(no) = folded.parse() {
        return table(TableNo(no));
    }
    let cut = name.chars().count() == EXCEL_SHEET_NAME_LENGTH_MAX;
    TABLES.iter().copied().find(|table| {
        std::iter::once(&table.caption)
            .chain(table.names)
            .any(|known| {
                let known = fold_name(known);
                let numbered = format!("{}{known}", table.no.0);
                folded == known
                    || folded == numbered
                    || (cut && (known.starts_with(&folded) || numbered.starts_with(&folded)))
            })
    })
}

/// Excel allows no longer sheet names.
pub const EXCEL_SHEET_NAME_LENGTH_MAX: usize = 31;

/// A name as it is compared: letters and digits only, in lower case.
pub fn fold_name(name: &str) -> String {
    folded(name).collect()
}

/// The characters of a name as it is compared.
fn folded(name: &str) -> impl Iterator<Item = char> {
    name.chars()
        .filter(|c| c.is_alphanumeric())
        .flat_map(char::to_lowercase)
}

/// `Contact (2)` continues `Contact`.
pub fn without_continuation(name: &str) -> &str {
    let Some(open) = name.rfind('(') else {
        return name;
    };
    let inside = name[open + 1..].strip_suffix(')').unwrap_or("");
    if !inside.is_empty() && inside.bytes().all(|byte| byte.is_ascii_digit()) {
        name[..open].trim_end()
    } else {
        name
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sheet_is_known_by_caption_plural_page_number_and_package_name() {
        for (name, expected) in [
            ("Contact", Some(5050)),
            ("contacts", Some(5050)),
            ("5050 Contact", Some(5050)),
            ("5050", Some(5050)),
            ("Contact (2)", Some(5050)),
            ("Segments", Some(5076)),
            ("Segment", Some(5076)),
            ("SEGMENT HEADER", Some(5076)),
            ("Segment Criteria", Some(5097)),
            ("SalespersonPurchaser", Some(13)),
            ("Interaction_Log_Entries", Some(5065)),
            ("Interaction Log Entry (12)", Some(5065)),
            ("Contcats", None),
            ("Cover", None),
            ("", None),
        ] {
            assert_eq!(
                table_called(name).map(|table| table.no.0),
                expected,
                "{name}"
            );
        }
    }

    #[test]
    fn a_sheet_name_cut_by_excel_is_known() {
        let cut: String = "5104 Segment Interaction Language"
            .chars()
            .take(31)
            .collect();
        assert_eq!(table_called(&cut).map(|table| table.no.0), Some(5104));
    }

    #[test]
    fn a_heading_is_known_by_caption_name_and_web_service_name() {
        for (heading, expected) in [
            ("Email", Some(102)),
            ("E-Mail", Some(102)),
            ("Salesperson_Code", Some(29)),
            (" registration no ", Some(25)),
            ("Registration Number", Some(25)),
            ("Budget", None),
        ] {
            assert_eq!(
                CONTACT.field_called(heading).map(|field| field.no.0),
                expected,
                "{heading}"
            );
        }
    }

    #[test]
    fn no_two_fields_of_a_table_share_a_heading_or_a_number() {
        for table in TABLES {
            for (index, field) in table.fields.iter().enumerate() {
                for other in &table.fields[index + 1..] {
                    let clash = field.no == other.no
                        || other.is_called(field.caption)
                        || (!field.name.is_empty() && other.is_called(field.name));
                    assert!(
                        !clash,
                        "{}: {} / {}",
                        table.caption, field.caption, other.caption
                    );
                }
            }
        }
    }

    #[test]
    fn every_reference_names_a_known_table() {
        for table in TABLES {
            for field in table.fields {
                if let Some(no) = field.refers_to {
                    assert!(
                        super::table(no).is_some(),
                        "{}: {}",
                        table.caption,
                        field.caption
                    );
                }
            }
        }
    }
}
