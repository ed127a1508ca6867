//! The names by which a template may call a value.
//!
//! Word makes a field name of a column's name: `First Name` becomes `First_Name`, dots and slashes go.
//! So names are compared by their letters and digits alone, without regard to case.

use std::collections::BTreeMap;

use icu_normalizer::ComposingNormalizerBorrowed;

use crate::finding::near_miss::nearest;

/// Word cuts long names of columns; a name this long may be the beginning of a longer one.
/// Source: BC refuses names of 40 characters and more (Word Templates, `WordTemplateImpl`).
pub(super) const CUT_NAME_CHARS: usize = 39;

/// One value that templates may ask for, as a position in the list of names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FieldId(pub u32);

/// All names.
#[derive(Debug, Clone, Default)]
pub struct FieldNames {
    /// By their letters and digits.
    by_key: BTreeMap<String, (FieldId, String)>,
    /// As they are shown, by id.
    names: Vec<String>,
}

/// Two values with names that Word cannot tell apart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SameName {
    /// The name that came first.
    pub first: String,
    /// The other.
    pub second: String,
}

impl FieldNames {
    /// Adds a value. The error names the value that is called the same already.
    pub fn add(&mut self, name: &str) -> Result<FieldId, SameName> {
        let id = FieldId(self.names.len() as u32);
        self.claim(name, id)?;
        self.names.push(name.to_owned());
        Ok(id)
    }

    /// Adds another name of a value, e.g. in another language.
    pub fn add_alias(&mut self, alias: &str, id: FieldId) -> Result<(), SameName> {
        self.claim(alias, id)
    }

    fn claim(&mut self, name: &str, id: FieldId) -> Result<(), SameName> {
        let own = (id, name.to_owned());
        let (known, shown) = self.by_key.entry(key(name)).or_insert(own);
        if *known == id {
            return Ok(());
        }
        Err(SameName {
            first: shown.clone(),
            second: name.to_owned(),
        })
    }

    /// The value that a template calls `name`; a name as long as those that Word cuts may be the
    /// beginning of exactly one longer name.
    pub fn find(&self, name: &str) -> Option<FieldId> {
        let key = key(name);
        if let Some((id, _)) = self.by_key.get(&key) {
            return Some(*id);
        }
        if name.chars().count() < CUT_NAME_CHARS {
            return None;
        }
        let mut longer = self
            .by_key
            .range(key.clone()..)
            .take_while(|(known, _)| known.starts_with(&key));
        match (longer.next(), longer.next()) {
            (Some((_, (id, _))), None) => Some(*id),
            _ => None,
        }
    }

    /// How a value is called.
    pub fn name(&self, id: FieldId) -> &str {
        &self.names[id.0 as usize]
    }

    /// The known name most like `name`.
    pub fn nearest(&self, name: &str) -> Option<&str> {
        let key = key(name);
        let near = nearest(&key, self.by_key.keys().map(String::as_str))?;
        self.by_key.get(near).map(|(_, shown)| shown.as_str())
    }

    /// All names, by id.
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        self.names.iter().map(String::as_str)
    }
}

/// The letters and digits of a name, in small letters; accents in one form.
fn key(name: &str) -> String {
    let composed = ComposingNormalizerBorrowed::new_nfc().normalize(name);
    crate::schema::fold_name(&composed)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_found_as_word_writes_them() {
        let mut names = FieldNames::default();
        let first = names.add("First Name").expect("new");
        let country = names.add("Contact Country/Region Name").expect("new");
        let accent = names.add("Tæst Chår").expect("new");
        let long = names
            .add("Company Information VAT Registration No. of Group")
            .expect("new");
        for (name, expected) in [
            ("First_Name", Some(first)),
            ("FIRST NAME", Some(first)),
            ("Contact_CountryRegion_Name", Some(country)),
            ("TæstCha\u{30a}r", Some(accent)),
            ("Company_Information_VAT_Registration_No", Some(long)),
            ("Company_Information", None),
            ("Nmae", None),
        ] {
            assert_eq!(names.find(name), expected, "{name}");
        }
        assert_eq!(names.nearest("Frist_Name"), Some("First Name"));
        let clash = names.add("first-name").expect_err("the same letters");
        assert_eq!(clash.first, "First Name");
    }
}
