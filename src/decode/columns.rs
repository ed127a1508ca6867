//! The columns of a sheet that are read, with what must be remembered from row to row.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::sync::Arc;

use crate::finding::code::decoding;
use crate::read::Content;
use crate::schema::{Choice, Field, FieldNo, Kind, Language, Need, Table, fold_foreign};
use crate::table::{RecordsBuilder, Slot};
use crate::value::{Value, normalise_code};

use super::convert::{self, Problem, Writing};
use super::recent::Recent;
use super::recent_texts::RecentTexts;

/// So many texts are looked up before it is known whether those of a column recur.
const TEXTS_TRIED: u32 = 1 << 12;

/// Longer texts are always looked for: each time they recur would cost their bytes.
const APPENDED_BYTES_MAX: usize = 64;

/// A column that is read.
#[derive(Debug)]
pub(super) struct Column {
    pub(super) slot: Slot,
    pub(super) kind: Kind,
    /// Position in the sheet, from 0.
    pub(super) position: u32,
    /// The caption as it stands.
    pub(super) heading: Arc<str>,
    pub(super) must_be_filled: bool,
    /// The last row in which it had a value.
    pub(super) last_filled: Option<u32>,
    pub(super) has_formula_notice: bool,
    /// For Code, Text and extra columns.
    pub(super) text: Option<TextState>,
    /// What the sheet's language calls choices or Yes and No.
    pub(super) words: Words,
    /// For all others, the values of shared texts.
    pub(super) values: Recent<Value<'static>>,
    /// And of other texts.
    pub(super) texts: RecentTexts<Value<'static>>,
}

/// Words of another language than English.
#[derive(Debug, Default)]
pub(super) struct Words {
    /// The choices of an option as they are compared, with their ordinals.
    pub(super) choices: Vec<(String, u8)>,
    /// The same as they are shown.
    pub(super) shown: Vec<&'static str>,
    /// Words for Yes and No as they are compared.
    pub(super) yes_or_no: Vec<(String, bool)>,
}

/// What is known of a shared text that was seen before.
#[derive(Debug, Clone, Copy)]
pub(super) enum Known {
    /// Its number in the dictionary of the column.
    Text(u32),
    /// Its value in a column of another kind.
    Value(Value<'static>),
}

impl Column {
    pub(super) fn of_field(field: &Field, slot: Slot, position: u32, heading: &str) -> Self {
        let text = match field.kind {
            Kind::Code(length) => Some(TextState::new(true, false, length)),
            Kind::Text(length) => Some(TextState::new(false, false, length)),
            _ => None,
        };
        Self {
            slot,
            kind: field.kind,
            position,
            heading: heading.into(),
            must_be_filled: field.need == Need::Filled,
            last_filled: None,
            has_formula_notice: false,
            text,
            words: Words::default(),
            values: Recent::new(),
            texts: RecentTexts::new(),
        }
    }

    /// The same column in a sheet whose captions are of another language.
    pub(super) fn in_language(
        mut self,
        table: &Table,
        field: FieldNo,
        language: Option<Language>,
    ) -> Self {
        let Some(language) = language else {
            return self;
        };
        match self.kind {
            // Neighbours share most captions, so Danish may be taken for Norwegian: words of other
            // languages count where they can mean one thing only.
            Kind::Boolean => {
                self.words.yes_or_no = Language::all()
                    .flat_map(|language| {
                        [false, true].map(|value| (fold_foreign(language.yes_or_no(value)), value))
                    })
                    .collect();
            }
            Kind::Options(choices) => {
                let own = language.choices(table.no, field);
                let others: Vec<(String, u8)> = Language::all()
                    .flat_map(|other| other.choices(table.no, field))
                    .collect();
                let is_plain = |(text, ordinal): &(String, u8)| {
                    let same = others.iter().filter(|(known, _)| known == text);
                    same.clone().all(|(_, other)| other == ordinal)
                };
                let plain = others.iter().filter(|choice| is_plain(choice)).cloned();
                self.words.choices = own.into_iter().chain(plain).collect();
                let shown = |choice: &Choice| language.choice(table.no, field, choice.ordinal);
                self.words.shown = choices
                    .iter()
                    .map(|choice| shown(choice).unwrap_or(choice.caption))
                    .collect();
            }
            _ => {}
        }
        self
    }

    /// An extra column of Contact: a text as long as a cell can be.
    pub(super) fn extra(slot: Slot, position: u32, heading: &str) -> Self {
        Self {
            slot,
            kind: Kind::Text(u16::MAX),
            position,
            heading: heading.into(),
            must_be_filled: false,
            last_filled: None,
            has_formula_notice: false,
            text: Some(TextState::new(false, true, u16::MAX)),
            words: Words::default(),
            values: Recent::new(),
            texts: RecentTexts::new(),
        }
    }

    /// The value of a cell in a column that is neither Code nor Text.
    pub(super) fn value(
        &mut self,
        content: Content<'_>,
        writing: Writing,
    ) -> Result<Value<'static>, Problem> {
        let Content::Text { text, shared } = content else {
            return convert::value(content, self.kind, writing, &self.words);
        };
        if shared.is_none()
            && let Some(known) = self.texts.get(text)
        {
            return Ok(known);
        }
        let value = convert::value(content, self.kind, writing, &self.words)?;
        match shared {
            Some(index) => self.values.put(index, value, false),
            None => self.texts.put(text, value),
        }
        Ok(value)
    }

    /// What is known of a shared text, by its index.
    #[inline]
    pub(super) fn known(&self, index: u32) -> Option<Known> {
        match &self.text {
            Some(state) => state.recent.get(index).map(Known::Text),
            None => self.values.get(index).map(Known::Value),
        }
    }
}

/// What is known about the texts of a column, so that each distinct one is looked at once.
#[derive(Debug)]
pub(super) struct TextState {
    is_code: bool,
    pub(super) is_extra: bool,
    length: usize,
    /// Numbers below this were seen before; new texts get the next one. The blank text is 0.
    seen: u32,
    /// How many texts were looked up, and how many of them were new.
    looked_up: u32,
    new: u32,
    too_long: BTreeSet<u32>,
    /// The numbers of shared texts that had no problem.
    recent: Recent<u32>,
    /// And of other texts.
    texts: RecentTexts<u32>,
}

impl TextState {
    /// Sets a Code or Text. `number` is room for the text of a number.
    pub(super) fn set(
        &mut self,
        builder: &mut RecordsBuilder,
        slot: Slot,
        content: Content<'_>,
        writing: Writing,
        number: &mut String,
    ) -> Result<(), Problem> {
        let own = match content {
            Content::Text { text, shared: None } => Some(text),
            _ => None,
        };
        if let Some(id) = own.and_then(|text| self.texts.get(text)) {
            builder.set_interned(slot, id);
            return Ok(());
        }
        let text = convert::text(content, self.is_extra, writing.is_1904, number)?;
        let text = self.normalise(text);
        let id = if text.len() > APPENDED_BYTES_MAX || self.recurs() {
            builder.intern(slot, &text)
        } else {
            builder.append(slot, &text)
        };
        let is_new = self.is_new(id);
        self.looked_up += 1;
        self.new += u32::from(is_new);
        self.check_length(id, &text)?;
        match content {
            Content::Text {
                shared: Some(index),
                ..
            } => self.remember(index, id, is_new),
            Content::Text { text, shared: None } => self.texts.put(text, id),
            _ => {}
        }
        builder.set_interned(slot, id);
        Ok(())
    }

    fn new(is_code: bool, is_extra: bool, length: u16) -> Self {
        Self {
            is_code,
            is_extra,
            length: usize::from(length),
            seen: 1,
            looked_up: 0,
            new: 0,
            too_long: BTreeSet::new(),
            recent: Recent::new(),
            texts: RecentTexts::new(),
        }
    }

    /// Whether texts come back often enough to be looked for one by one.
    fn recurs(&self) -> bool {
        self.looked_up < TEXTS_TRIED || self.new < self.looked_up / 4 * 3
    }

    /// Whether the text with this number was not seen before.
    pub(super) fn is_new(&self, id: u32) -> bool {
        id >= self.seen
    }

    /// Remembers the number of a shared text.
    pub(super) fn remember(&mut self, index: u32, id: u32, is_new: bool) {
        self.recent.put(index, id, is_new);
    }

    /// The text as it is kept.
    pub(super) fn normalise<'a>(&self, text: &'a str) -> Cow<'a, str> {
        if self.is_code {
            normalise_code(text)
        } else {
            text.trim().into()
        }
    }

    /// Checks the length of a text when its number is new.
    pub(super) fn check_length(&mut self, id: u32, text: &str) -> Result<(), Problem> {
        if self.is_new(id) {
            self.seen = id + 1;
            // Bytes are no fewer than characters.
            if text.len() > self.length && text.chars().count() > self.length {
                self.too_long.insert(id);
            }
        }
        if self.too_long.is_empty() || !self.too_long.contains(&id) {
            return Ok(());
        }
        let surplus = text.chars().count() - self.length;
        Err(Problem::new(
            &decoding::D002,
            format!("at most {} characters", self.length),
            match surplus {
                1 => "shorten the text by 1 character; it is never cut".to_owned(),
                _ => format!("shorten the text by {surplus} characters; it is never cut"),
            },
        ))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_length_counts_characters_and_is_found_every_time() {
        let mut state = TextState::new(false, false, 4);
        for (id, text, is_right) in [
            (1, "Ünïö", true),
            (2, "Prague", false),
            (1, "Ünïö", true),
            (2, "Prague", false),
        ] {
            assert_eq!(state.check_length(id, text).is_ok(), is_right, "{text}");
        }
    }

    #[test]
    fn texts_have_one_number_each_whether_they_recur_or_not() {
        use crate::place::Place;
        use crate::schema::{CONTACT, contact};
        let recurring = |row: u32| format!("CITY {}", row % 7);
        let new = |row: u32| format!("CT{}", row.wrapping_mul(7_919) % 20_000);
        // New at first, so that it is taken for new, and the same over and over from then on.
        let late = |row: u32| format!("LATE {}", if row < 9_000 { row ^ 1 } else { row % 5 });
        let long = |row: u32| format!("{:->100}", late(row));
        let texts: [&dyn Fn(u32) -> String; 4] = [&recurring, &new, &late, &long];
        for text in texts {
            let mut builder = RecordsBuilder::new(&CONTACT, Place::default());
            let slot = builder.add_field(contact::CITY, 0, "City");
            let mut state = TextState::new(false, false, 100);
            let writing = Writing {
                date_order: None,
                decimal_mark: crate::value::DecimalMark::Point,
                is_1904: false,
            };
            for row in 0..30_000 {
                builder.begin_row(row);
                let text = text(row);
                let content = Content::Text {
                    text: &text,
                    shared: None,
                };
                let set = state.set(&mut builder, slot, content, writing, &mut String::new());
                assert!(set.is_ok());
            }
            let records = builder.finish();
            let Some(crate::table::Column::Text { ids, dictionary }) =
                records.column(contact::CITY)
            else {
                panic!("City is a text");
            };
            let distinct: BTreeSet<String> = (0..30_000).map(text).collect();
            assert_eq!(dictionary.len(), distinct.len() + 1);
            for row in 0..30_000 {
                assert_eq!(records.text(row as usize, contact::CITY), text(row));
                assert_eq!(dictionary.find(&text(row)), Some(ids[row as usize]));
            }
        }
    }
}
