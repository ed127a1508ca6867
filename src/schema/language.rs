//! BC's captions in other languages: a Dutch or German export is read as well as an English one, and
//! results can be written in another language. The captions are data, in `captions.tsv`; where none
//! is known the English one stands.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::OnceLock;

use super::{Field, FieldNo, Table, TableNo, fold_name, without_continuation};

/// Table, kind, field, option, English caption, then one column for each language.
const DATA: &str = include_str!("captions.tsv");

/// What stands before the columns of the languages.
const FIRST_LANGUAGE: usize = 5;

/// The languages, in the order of their columns.
const LANGUAGES: [(&str, &str); 9] = [
    ("nl", "Dutch"),
    ("nl-BE", "Dutch (Belgium)"),
    ("de", "German"),
    ("fr", "French"),
    ("da", "Danish"),
    ("es", "Spanish"),
    ("it", "Italian"),
    ("sv", "Swedish"),
    ("nb", "Norwegian"),
];

/// A language of BC other than English.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Language(u8);

impl Language {
    /// All of them, in a fixed order.
    pub fn all() -> impl Iterator<Item = Self> {
        (0..LANGUAGES.len() as u8).map(Self)
    }

    /// The language with this code, in any case: `nl`, `de`, `nl-BE`.
    pub fn called(code: &str) -> Option<Self> {
        Self::all().find(|language| language.code().eq_ignore_ascii_case(code))
    }

    /// Its code, e.g. `nl`.
    pub fn code(self) -> &'static str {
        LANGUAGES[usize::from(self.0)].0
    }

    /// Its English name, e.g. `Dutch`.
    pub fn name(self) -> &'static str {
        LANGUAGES[usize::from(self.0)].1
    }

    /// The caption of a field, if one is known.
    pub fn field(self, table: TableNo, field: FieldNo) -> Option<&'static str> {
        self.lexicon().fields.get(&(table, field)).copied()
    }

    /// The field that a heading names in this language alone.
    pub fn field_called(self, table: &'static Table, heading: &str) -> Option<&'static Field> {
        let called = &self.lexicon().fields_called;
        let no = called.get(&(table.no, fold_foreign(heading)))?;
        table.fields.iter().find(|field| field.no == *no)
    }

    /// The caption of a choice, if one is known.
    pub fn choice(self, table: TableNo, field: FieldNo, ordinal: u8) -> Option<&'static str> {
        self.lexicon()
            .choices
            .get(&(table, field, ordinal))
            .copied()
    }

    /// The choices of a field that have a caption, as [`fold_foreign`] gives it, with their ordinals.
    pub fn choices(self, table: TableNo, field: FieldNo) -> Vec<(String, u8)> {
        let all = (table, field, 0)..=(table, field, u8::MAX);
        let choices = self.lexicon().choices.range(all);
        choices
            .map(|((_, _, ordinal), caption)| (fold_foreign(caption), *ordinal))
            .collect()
    }

    /// `Ja` or `Nein`.
    pub fn yes_or_no(self, value: bool) -> &'static str {
        self.lexicon().yes_or_no[usize::from(value)]
    }

    /// Names of the sheets of a table, the preferred one first; none where none is known.
    pub fn sheet_names(self, table: TableNo) -> &'static [&'static str] {
        let names = self.lexicon().sheets.get(&table);
        names.map_or(&[], Vec::as_slice)
    }

    /// Whether a sheet's name is one of this language.
    pub fn names_sheet(self, name: &str, table: TableNo) -> bool {
        let folded = fold_foreign(without_continuation(name.trim()));
        let names = self.sheet_names(table).iter();
        names
            .map(|known| fold_foreign(known))
            .any(|known| known == folded)
    }

    fn lexicon(self) -> &'static Lexicon {
        &lexicons()[usize::from(self.0)]
    }
}

impl serde::Serialize for Language {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.code())
    }
}

impl<'de> serde::Deserialize<'de> for Language {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let code = String::deserialize(deserializer)?;
        Self::called(&code).ok_or_else(|| serde::de::Error::custom("not a language"))
    }
}

/// The table that a sheet's name stands for in any language. No name stands for two tables.
pub fn foreign_table(name: &str) -> Option<&'static Table> {
    let name = without_continuation(name.trim());
    let folded = fold_foreign(name);
    let is_cut = name.chars().count() == super::EXCEL_SHEET_NAME_LENGTH_MAX;
    super::TABLES.iter().copied().find(|table| {
        let numbered = format!("{}", table.no.0);
        let bare = folded.strip_prefix(&numbered).unwrap_or(&folded);
        Language::all().any(|language| {
            let names = language.sheet_names(table.no).iter();
            names.map(|known| fold_foreign(known)).any(|known| {
                known == bare || (is_cut && !bare.is_empty() && known.starts_with(bare))
            })
        })
    })
}

/// Whether a heading is a caption of any table in any language but English.
pub fn is_foreign_caption(heading: &str) -> bool {
    let folded = fold_foreign(heading);
    !folded.is_empty()
        && lexicons()
            .iter()
            .any(|lexicon| lexicon.captions.contains(&folded))
}

/// A caption as captions of other languages are compared: as [`fold_name`], and without accents,
/// which capitals often lack, and the signs of `N°` and `Nº`, which people mix.
pub fn fold_foreign(caption: &str) -> String {
    let mut folded = String::with_capacity(caption.len());
    for c in fold_name(caption).chars() {
        match c {
            'á' | 'à' | 'â' | 'ä' | 'ã' | 'å' => folded.push('a'),
            'é' | 'è' | 'ê' | 'ë' => folded.push('e'),
            'í' | 'ì' | 'î' | 'ï' => folded.push('i'),
            'ó' | 'ò' | 'ô' | 'ö' | 'õ' => folded.push('o'),
            'ú' | 'ù' | 'û' | 'ü' => folded.push('u'),
            'ç' => folded.push('c'),
            'ñ' => folded.push('n'),
            'œ' => folded.push_str("oe"),
            'ß' => folded.push_str("ss"),
            'º' | 'ª' => {}
            c => folded.push(c),
        }
    }
    folded
}

/// The captions of one language.
#[derive(Default)]
struct Lexicon {
    fields: BTreeMap<(TableNo, FieldNo), &'static str>,
    fields_called: BTreeMap<(TableNo, String), FieldNo>,
    choices: BTreeMap<(TableNo, FieldNo, u8), &'static str>,
    sheets: BTreeMap<TableNo, Vec<&'static str>>,
    captions: BTreeSet<String>,
    yes_or_no: [&'static str; 2],
}

impl Lexicon {
    fn add(&mut self, line: &Line, readings: &'static str) {
        let table = TableNo(line.table);
        let field = FieldNo(line.field);
        let first = readings.split('|').next().unwrap_or("");
        match line.kind {
            "table" => {
                let names = self.sheets.entry(table).or_default();
                names.extend(readings.split('|'));
            }
            "field" => {
                self.fields.insert((table, field), first);
                for reading in readings.split('|') {
                    let folded = fold_foreign(reading);
                    self.captions.insert(folded.clone());
                    self.fields_called.insert((table, folded), field);
                }
            }
            "option" => {
                self.choices.insert((table, field, line.ordinal), first);
            }
            _ => self.yes_or_no[usize::from(line.ordinal.min(1))] = first,
        }
    }
}

/// The beginning of a line of the data.
struct Line {
    table: u32,
    kind: &'static str,
    field: u32,
    ordinal: u8,
}

fn lexicons() -> &'static [Lexicon; 9] {
    static LEXICONS: OnceLock<[Lexicon; 9]> = OnceLock::new();
    LEXICONS.get_or_init(|| {
        let mut lexicons: [Lexicon; 9] = std::array::from_fn(|_| Lexicon::default());
        let lines = DATA.lines().filter(|line| !line.starts_with('#')).skip(1);
        for line in lines {
            let cells: Vec<&'static str> = line.split('\t').collect();
            let begin = Line {
                table: cells[0].parse().expect("a table number"),
                kind: cells[1],
                field: cells[2].parse().unwrap_or(0),
                ordinal: cells[3].parse().unwrap_or(0),
            };
            for (index, lexicon) in lexicons.iter_mut().enumerate() {
                let own = cells.get(FIRST_LANGUAGE + index).copied().unwrap_or("");
                // Belgian Dutch is Dutch where nothing else is known.
                let readings = if own.is_empty() && LANGUAGES[index].0 == "nl-BE" {
                    cells[FIRST_LANGUAGE]
                } else {
                    own
                };
                if !readings.is_empty() {
                    lexicon.add(&begin, readings);
                }
            }
        }
        lexicons
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::schema::{CONTACT, SEGMENT_HEADER, TABLES, contact, table_called};

    #[test]
    fn captions_are_known_whatever_their_signs() {
        let french = Language::called("FR").expect("French");
        for (heading, expected) in [
            ("N°", Some(contact::NO)),
            ("Nº", Some(contact::NO)),
            ("N° TELEPHONE", Some(contact::PHONE_NO)),
            ("Adresse (2ème ligne)", Some(contact::ADDRESS_2)),
            ("Code pays/région", Some(contact::COUNTRY_REGION_CODE)),
            ("Name", None),
        ] {
            let found = french.field_called(&CONTACT, heading).map(|field| field.no);
            assert_eq!(found, expected, "{heading}");
        }
        let german = Language::called("de").expect("German");
        assert_eq!(
            german.choice(CONTACT.no, contact::TYPE, 0),
            Some("Unternehmen")
        );
        assert_eq!(german.yes_or_no(true), "Ja");
        assert_eq!((german.code(), german.name()), ("de", "German"));
        assert!(is_foreign_caption("Länder-/Regionscode") && !is_foreign_caption("Budget"));
    }

    #[test]
    fn sheets_are_known_in_every_language_and_stand_for_one_table() {
        for (name, expected) in [
            ("Kontakt", Some(CONTACT.no)),
            ("Contacten (2)", Some(CONTACT.no)),
            ("5050 Kontakt", Some(CONTACT.no)),
            ("Målgruppe", Some(SEGMENT_HEADER.no)),
            ("Budget", None),
            ("5050", None),
        ] {
            assert_eq!(
                foreign_table(name).map(|table| table.no),
                expected,
                "{name}"
            );
        }
        for table in TABLES {
            for language in Language::all() {
                for name in language.sheet_names(table.no) {
                    let found = table_called(name).or_else(|| foreign_table(name));
                    assert_eq!(found.map(|t| t.caption), Some(table.caption), "{name}");
                }
            }
        }
    }

    #[test]
    fn no_two_fields_or_choices_share_a_caption_in_any_language() {
        for (index, lexicon) in lexicons().iter().enumerate() {
            let language = Language(index as u8);
            for ((table, folded), field) in &lexicon.fields_called {
                let table = crate::schema::table(*table).expect("a table");
                let english = table
                    .fields
                    .iter()
                    .find(|known| fold_foreign(known.caption) == *folded);
                let is_other = english.is_some_and(|known| known.no != *field);
                assert!(!is_other, "{} {}: {folded}", language.code(), table.caption);
            }
            for ((table, field), caption) in &lexicon.fields {
                let table = crate::schema::table(*table).expect("a table");
                let found = language.field_called(table, caption).map(|known| known.no);
                assert_eq!(found, Some(*field), "{} {caption}", language.code());
                let choices = language.choices(table.no, *field);
                for (at, (folded, ordinal)) in choices.iter().enumerate() {
                    let twin = choices[at + 1..].iter().find(|(other, _)| other == folded);
                    assert!(
                        twin.is_none(),
                        "{} {caption}: {folded} {ordinal}",
                        language.code()
                    );
                }
            }
        }
    }

    #[test]
    fn the_english_captions_are_those_of_the_schema() {
        for line in DATA.lines().filter(|line| !line.starts_with('#')).skip(1) {
            let cells: Vec<&str> = line.split('\t').collect();
            let [no, kind, field, ordinal, english, ..] = cells[..] else {
                panic!("{line}");
            };
            assert!(cells.len() <= FIRST_LANGUAGE + LANGUAGES.len(), "{line}");
            let Some(table) = crate::schema::table(TableNo(no.parse().expect("a number"))) else {
                assert_eq!(kind, "boolean", "{line}");
                continue;
            };
            if kind == "table" {
                assert_eq!(
                    table_called(english).map(|t| t.no),
                    Some(table.no),
                    "{line}"
                );
                continue;
            }
            let field = table.field(FieldNo(field.parse().expect("a number")));
            if kind == "field" {
                assert!(field.is_called(english), "{line}");
            } else {
                let caption = field.kind.caption_of(ordinal.parse().expect("a number"));
                assert_eq!(caption, Some(english), "{line}");
            }
        }
    }
}
