//! Letters: a Word template and the values of its fields become a document, for each contact its own
//! or all in one for printing.
//!
//! This module knows fields and templates, not segments. A template is read once into fixed text and
//! fields, then each letter costs only its values. Facts about Word's fields: ECMA-376 part 4; the names
//! and rules of BC: Codeunit *Word Template Interactions* (5069).

mod added_parts;
mod address;
mod archive;
mod blocks;
mod body;
mod builder;
mod cleaning;
mod combined;
mod date_picture;
mod field_code;
mod field_names;
mod field_spans;
mod fields;
mod file_name;
mod inline;
mod instruction;
mod join;
mod joined_parts;
mod languages;
mod locale;
mod number_picture;
mod package;
mod piece;
mod read_parts;
mod render;
mod salutation;
mod section;
mod standard_fields;
mod tags;
mod template;
#[cfg(test)]
mod tests;
mod value_text;
mod visibility;
mod xml;

pub use address::{Address, AddressFormat, CityLine, ContactLine};
pub use body::{Body, BodyKind, BodyTemplate};
pub use builder::UnknownFields;
pub use combined::{COMBINED_LETTERS_MAX, CombinedLetter};
pub use field_names::{FieldId, FieldNames, SameName};
pub use file_name::{file_name_of, letter_file_stem};
pub use locale::Locale;
pub use piece::MergeValue;
pub use salutation::salutation;
pub use standard_fields::{LetterFields, Meaning};
pub use template::Template;
