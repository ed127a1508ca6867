//! One column of a table in the form that fits its kind.

use crate::schema::Kind;
use crate::value::{Date, Decimal, Time, Value};

use super::Dictionary;

/// The values of one field, one for each row.
#[derive(Debug, Clone)]
pub enum Column {
    /// Code and Text: numbers into a dictionary; 0 is blank.
    Text {
        /// One number a row.
        ids: Vec<u32>,
        /// The distinct texts.
        dictionary: Dictionary,
    },
    /// Integer; a blank cell is 0.
    Integer(Vec<i64>),
    /// Decimal; a blank cell is 0.
    Decimal(Vec<Decimal>),
    /// Boolean; a blank cell is No.
    Boolean(Vec<bool>),
    /// Option, as ordinals; a blank cell is 0.
    Option(Vec<u8>),
    /// Date, as [`Date::days`]; blank is [`BLANK_DAYS`].
    Date(Vec<i32>),
    /// Time, as seconds since midnight; blank is [`BLANK_SECONDS`].
    Time(Vec<u32>),
}

/// A blank date: before every other.
pub const BLANK_DAYS: i32 = i32::MIN;

/// A blank time.
pub const BLANK_SECONDS: u32 = u32::MAX;

impl Column {
    /// An empty column for values of `kind`.
    pub fn new(kind: Kind) -> Self {
        match kind {
            Kind::Code(_) | Kind::Text(_) => Self::Text {
                ids: Vec::new(),
                dictionary: Dictionary::default(),
            },
            Kind::Integer => Self::Integer(Vec::new()),
            Kind::Decimal => Self::Decimal(Vec::new()),
            Kind::Boolean => Self::Boolean(Vec::new()),
            Kind::Options(_) => Self::Option(Vec::new()),
            Kind::Date => Self::Date(Vec::new()),
            Kind::Time => Self::Time(Vec::new()),
        }
    }

    /// How many rows it has.
    pub fn len(&self) -> usize {
        match self {
            Self::Text { ids, .. } => ids.len(),
            Self::Integer(values) => values.len(),
            Self::Decimal(values) => values.len(),
            Self::Boolean(values) => values.len(),
            Self::Option(values) => values.len(),
            Self::Date(values) => values.len(),
            Self::Time(values) => values.len(),
        }
    }

    /// Whether it has no row.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Adds blank rows until there are `len`.
    pub fn pad(&mut self, len: usize) {
        match self {
            Self::Text { ids, .. } => ids.resize(len, 0),
            Self::Integer(values) => values.resize(len, 0),
            Self::Decimal(values) => values.resize(len, Decimal::ZERO),
            Self::Boolean(values) => values.resize(len, false),
            Self::Option(values) => values.resize(len, 0),
            Self::Date(values) => values.resize(len, BLANK_DAYS),
            Self::Time(values) => values.resize(len, BLANK_SECONDS),
        }
    }

    /// Adds one row. A value of another kind than the column's is a mistake of the caller and is
    /// kept as blank.
    pub fn push(&mut self, value: Value<'_>) {
        match (self, value) {
            (Self::Text { ids, dictionary }, Value::Text(text)) => {
                ids.push(dictionary.intern(text));
            }
            (Self::Integer(values), Value::Integer(value)) => values.push(value),
            (Self::Decimal(values), Value::Decimal(value)) => values.push(value),
            (Self::Boolean(values), Value::Boolean(value)) => values.push(value),
            (Self::Option(values), Value::Option(value)) => values.push(value),
            (Self::Date(values), Value::Date(value)) => values.push(value.days()),
            (Self::Time(values), Value::Time(value)) => values.push(value.seconds()),
            (column, value) => {
                debug_assert_eq!(value, Value::Blank, "a value of the column's kind");
                column.pad(column.len() + 1);
            }
        }
    }

    /// Gives each text one number, when texts were appended.
    pub(super) fn settle(&mut self) {
        if let Self::Text { ids, dictionary } = self
            && let Some(numbers) = dictionary.settle()
        {
            for id in ids {
                *id = numbers[*id as usize];
            }
        }
    }

    /// The value of a row.
    pub fn value(&self, row: usize) -> Value<'_> {
        match self {
            Self::Text { ids, dictionary } => Value::text(dictionary.get(ids[row])),
            Self::Integer(values) => Value::Integer(values[row]),
            Self::Decimal(values) => Value::Decimal(values[row]),
            Self::Boolean(values) => Value::Boolean(values[row]),
            Self::Option(values) => Value::Option(values[row]),
            Self::Date(values) => Value::date(Date::from_days(values[row])),
            Self::Time(values) => Value::time(Time::from_seconds(values[row])),
        }
    }

    /// Adds the rows of another column of the same kind.
    pub(super) fn append(&mut self, other: Self) {
        match (self, other) {
            (
                Self::Text { ids, dictionary },
                Self::Text {
                    ids: more,
                    dictionary: texts,
                },
            ) => {
                let numbers: Vec<u32> = texts.iter().map(|text| dictionary.intern(text)).collect();
                ids.extend(more.into_iter().map(|id| numbers[id as usize]));
            }
            (Self::Integer(values), Self::Integer(more)) => values.extend(more),
            (Self::Decimal(values), Self::Decimal(more)) => values.extend(more),
            (Self::Boolean(values), Self::Boolean(more)) => values.extend(more),
            (Self::Option(values), Self::Option(more)) => values.extend(more),
            (Self::Date(values), Self::Date(more)) => values.extend(more),
            (Self::Time(values), Self::Time(more)) => values.extend(more),
            (column, other) => {
                debug_assert!(false, "columns of one kind");
                column.pad(column.len() + other.len());
            }
        }
    }

    /// Keeps only the rows for which `keep` is true, in order.
    pub(super) fn retain(&mut self, keep: &dyn Fn(usize) -> bool) {
        fn retain<T>(values: &mut Vec<T>, keep: &dyn Fn(usize) -> bool) {
            let mut row = 0;
            values.retain(|_| {
                row += 1;
                keep(row - 1)
            });
        }
        match self {
            Self::Text { ids, .. } => retain(ids, keep),
            Self::Integer(values) => retain(values, keep),
            Self::Decimal(values) => retain(values, keep),
            Self::Boolean(values) => retain(values, keep),
            Self::Option(values) => retain(values, keep),
            Self::Date(values) => retain(values, keep),
            Self::Time(values) => retain(values, keep),
        }
    }
}
