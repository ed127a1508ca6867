//! What a table and a field are, and the macro that declares them.

use serde::{Deserialize, Serialize};

use super::kind::Kind;

/// A table number as BC has it, e.g. 5050 for Contact.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct TableNo(pub u32);

/// A field number, unique within its table. segbook's own columns count from 90001.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct FieldNo(pub u32);

/// One table of the book.
#[derive(Debug)]
pub struct Table {
    /// BC's number.
    pub no: TableNo,
    /// BC's caption; also the name of the sheet that segbook writes.
    pub caption: &'static str,
    /// Other names under which a sheet is recognised: plurals and page captions.
    pub names: &'static [&'static str],
    /// The fields, in BC's order; segbook's own columns last.
    pub fields: &'static [Field],
}

/// Whether a sheet may leave a column out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Need {
    /// The column may be missing.
    Optional,
    /// The column must exist; its cells may be blank.
    Present,
    /// The column must exist and be filled in every row.
    Filled,
}

/// Where a field's value comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Class {
    /// Stored by BC.
    Normal,
    /// Calculated by BC from other tables; ignored when read.
    Calculated,
    /// segbook's own column.
    Own,
}

/// One field of a table.
#[derive(Debug, Clone, Copy)]
pub struct Field {
    /// BC's number, or from 90001 for segbook's own.
    pub no: FieldNo,
    /// The column's heading, read and written.
    pub caption: &'static str,
    /// BC's field name or an older heading, read only; `""` when it is the caption.
    pub name: &'static str,
    /// What it holds.
    pub kind: Kind,
    /// Where its value comes from.
    pub class: Class,
    /// Part of the primary key.
    pub key: bool,
    /// Whether a sheet may leave it out.
    pub need: Need,
    /// The table whose key it must name.
    pub refers_to: Option<TableNo>,
}

impl Field {
    /// A plain stored field.
    pub const fn new(no: u32, caption: &'static str, kind: Kind) -> Self {
        Self {
            no: FieldNo(no),
            caption,
            name: "",
            kind,
            class: Class::Normal,
            key: false,
            need: Need::Optional,
            refers_to: None,
        }
    }

    pub(super) const fn named(mut self, name: &'static str) -> Self {
        self.name = name;
        self
    }

    pub(super) const fn key(mut self) -> Self {
        self.key = true;
        self
    }

    pub(super) const fn must(mut self) -> Self {
        self.need = Need::Filled;
        self
    }

    pub(super) const fn present(mut self) -> Self {
        self.need = Need::Present;
        self
    }

    pub(super) const fn calculated(mut self) -> Self {
        self.class = Class::Calculated;
        self
    }

    pub(super) const fn own(mut self) -> Self {
        self.class = Class::Own;
        self
    }

    pub(super) const fn refers_to(mut self, table: u32) -> Self {
        self.refers_to = Some(TableNo(table));
        self
    }

    /// Whether `heading` names this field, by caption, name or web-service name.
    pub fn is_called(&self, heading: &str) -> bool {
        let is_same = |name| super::folded(name).eq(super::folded(heading));
        is_same(self.caption) || (!self.name.is_empty() && is_same(self.name))
    }
}

impl Table {
    /// The field with this number.
    ///
    /// # Panics
    /// When the table has no such field: field numbers in code come from the table's own module.
    pub fn field(&self, no: FieldNo) -> &'static Field {
        self.fields
            .iter()
            .find(|field| field.no == no)
            .expect("a field number of this table")
    }

    /// The field that a heading names: caption, field name, or web-service name (`Contact_No`),
    /// without regard to case, blanks and punctuation.
    pub fn field_called(&self, heading: &str) -> Option<&'static Field> {
        self.fields.iter().find(|field| field.is_called(heading))
    }

    /// The fields of the primary key, in BC's order.
    pub fn key(&self) -> impl Iterator<Item = &'static Field> {
        self.fields.iter().filter(|field| field.key)
    }
}

/// Declares one table: a module with a [`FieldNo`] constant for each field, and the [`Table`] itself.
macro_rules! table {
    (
        $(#[$doc:meta])*
        $module:ident, $table:ident, $no:literal, $caption:literal, [$($name:literal),*] {
            $($field:ident = $field_no:literal, $field_caption:literal, $kind:expr
                $(, $attribute:ident($($argument:expr),*))*;)*
        }
    ) => {
        $(#[$doc])*
        pub mod $module {
            #[allow(unused_imports, reason = "a table need not have every kind")]
            use crate::schema::kind::{Choice, Kind::{Boolean, Code, Date, Decimal, Integer, Options, Text, Time}, options};
            use crate::schema::table::{Field, FieldNo, Table, TableNo};

            $(
                #[doc = concat!("`", $field_caption, "`, field ", stringify!($field_no), ".")]
                pub const $field: FieldNo = FieldNo($field_no);
            )*

            /// The table itself.
            pub static $table: Table = Table {
                no: TableNo($no),
                caption: $caption,
                names: &[$($name),*],
                fields: &[
                    $(Field::new($field_no, $field_caption, $kind)$(.$attribute($($argument),*))*),*
                ],
            };
        }
        pub use $module::$table;
    };
}
pub(super) use table;
