//! What a word means in any language of BC, where it can mean one thing only: people write criteria
//! with the words of the BC that they see, beside sheets in English.

use super::{Choice, Field, Kind, Language, TABLES, Table, fold_foreign};
use super::{foreign_table, table_called};

/// The table that a name stands for, in English or in any other language.
pub fn table_in_any_language(name: &str) -> Option<&'static Table> {
    table_called(name).or_else(|| foreign_table(name))
}

/// The field that a caption names in a language other than English; none where languages disagree.
pub fn foreign_field(table: &'static Table, caption: &str) -> Option<&'static Field> {
    let fields = Language::all().filter_map(|language| language.field_called(table, caption));
    only(fields, |field| field.no)
}

/// The ordinal that a word of a language other than English stands for in a field with these
/// choices; none where languages disagree. Fields with the same choices share their words.
pub fn foreign_choice(choices: &'static [Choice], word: &str) -> Option<u8> {
    let word = fold_foreign(word);
    if word.is_empty() {
        return None;
    }
    let has_choices = |field: &&Field| field.kind == Kind::Options(choices);
    let fields = TABLES.iter().flat_map(|table| {
        let fields = table.fields.iter().filter(has_choices);
        fields.map(|field| (table.no, field.no))
    });
    let words = fields.flat_map(|(table, field)| {
        Language::all().flat_map(move |language| language.choices(table, field))
    });
    let meant = words.filter(|(known, _)| *known == word);
    only(meant.map(|(_, ordinal)| ordinal), |ordinal| *ordinal)
}

/// What a word for Yes or No in a language other than English says.
pub fn foreign_yes_or_no(word: &str) -> Option<bool> {
    let word = fold_foreign(word);
    let both = Language::all().flat_map(|language| [false, true].map(|value| (language, value)));
    let meant = both.filter(|(language, value)| fold_foreign(language.yes_or_no(*value)) == word);
    only(meant.map(|(_, value)| value), |value| *value)
}

/// The first, when all others are the same.
fn only<T, K: PartialEq>(mut all: impl Iterator<Item = T>, key: impl Fn(&T) -> K) -> Option<T> {
    let first = all.next()?;
    all.all(|other| key(&other) == key(&first)).then_some(first)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::schema::kind::options;
    use crate::schema::{CONTACT, INTERACTION_LOG_ENTRY, contact};

    #[test]
    fn a_word_counts_where_it_means_one_thing() {
        for (caption, expected) in [
            ("Land-/regiocode", Some("Country/Region Code")),
            ("LANDER-/REGIONSCODE", Some("Country/Region Code")),
            ("Code pays/région", Some("Country/Region Code")),
            ("N°", Some("No.")),
            ("Budget", None),
            ("", None),
        ] {
            let found = foreign_field(&CONTACT, caption).map(|field| field.caption);
            assert_eq!(found, expected, "{caption}");
        }
        let table = |name| table_in_any_language(name).map(|table| table.no);
        assert_eq!(table("Interactielogposten"), Some(INTERACTION_LOG_ENTRY.no));
        assert_eq!(table("Contacts"), Some(CONTACT.no));
        assert_eq!(table("Budget"), None);
    }

    #[test]
    fn choices_and_yes_and_no_are_known_in_every_language() {
        let types = CONTACT.field(contact::TYPE).kind.choices();
        for (choices, word, expected) in [
            (types, "Bedrijf", Some(0)),
            (types, "unternehmen", Some(0)),
            (types, "Société", Some(0)),
            (types, "Persona", Some(1)),
            (types, "Verein", None),
            (types, "", None),
            (options::EVALUATION, "Positief", Some(2)),
            (options::EVALUATION, "Meget negativ", Some(5)),
            (options::CORRESPONDENCE_TYPE, "Afdruk", Some(1)),
            (options::CORRESPONDENCE_TYPE, "Persoon", None),
        ] {
            assert_eq!(foreign_choice(choices, word), expected, "{word}");
        }
        for (word, expected) in [
            ("Nej", Some(false)),
            ("nei", Some(false)),
            ("Sí", Some(true)),
            ("SI", Some(true)),
            ("Y", None),
            ("", None),
        ] {
            assert_eq!(foreign_yes_or_no(word), expected, "{word}");
        }
    }

    #[test]
    fn where_languages_disagree_nothing_is_guessed() {
        assert_eq!(only([1, 1, 1].into_iter(), |n| *n), Some(1));
        assert_eq!(only([1, 2, 1].into_iter(), |n| *n), None);
        // Every caption of a field is either understood or disputed; none leads to another field.
        for table in TABLES {
            for field in table.fields {
                for language in Language::all() {
                    let Some(caption) = language.field(table.no, field.no) else {
                        continue;
                    };
                    let found = foreign_field(table, caption).map(|found| found.no);
                    assert!(found.is_none_or(|no| no == field.no), "{caption}");
                }
            }
        }
    }
}
