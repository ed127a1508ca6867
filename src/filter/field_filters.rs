//! Conditions on the rows of one table, each written as `FIELD=FILTER`: what `--where` takes.

use fixedbitset::FixedBitSet;

use crate::error::{Error, Result};
use crate::finding::near_miss::{did_you_mean, nearest};
use crate::schema::{Class, Field, FieldNo, Table};
use crate::table::Records;

use super::{Context, Filter};

/// Filters on fields of a table; all must hold.
#[derive(Debug, Clone)]
pub struct FieldFilters {
    filters: Vec<(&'static Field, Filter)>,
}

impl FieldFilters {
    /// Reads conditions: the field by caption, name or number, the filter in BC's language.
    ///
    /// # Errors
    /// Usage: no `=`, a field that the table does not store, a filter that cannot be read or is blank.
    pub fn parse(table: &'static Table, conditions: &[String], context: &Context) -> Result<Self> {
        let filters = conditions
            .iter()
            .map(|condition| one(table, condition, context))
            .collect::<Result<_>>()?;
        Ok(Self { filters })
    }

    /// The rows that pass all filters.
    pub fn rows(&self, records: &Records) -> FixedBitSet {
        let mut passing = FixedBitSet::with_capacity(records.len());
        passing.insert_range(..);
        for (field, filter) in &self.filters {
            match records.column(field.no) {
                Some(column) => passing.intersect_with(&filter.rows(column)),
                None if filter.matches_blank() => {}
                None => passing.clear(),
            }
        }
        passing
    }
}

fn one(
    table: &'static Table,
    condition: &str,
    context: &Context,
) -> Result<(&'static Field, Filter)> {
    let (name, text) = condition.split_once('=').ok_or_else(|| {
        Error::usage(format!(
            "\"{condition}\" is no condition: there is no = in it"
        ))
        .hint("write FIELD=FILTER, e.g. --where \"Entry No.=1..17\"")
    })?;
    let field = field(table, name.trim())?;
    let filter = Filter::parse(text, field.kind, context).map_err(|error| {
        Error::usage(format!(
            "the filter on {} cannot be read\n{}",
            field.caption,
            error.caret()
        ))
        .hint(format!(
            "found {}, expected {}",
            error.found, error.expected
        ))
        .hint(error.fix)
    })?;
    if filter.is_empty() {
        return Err(
            Error::usage(format!("there is no filter behind \"{name}=\"")).hint(format!(
                "for rows in which {} is blank write \"{}=''\"",
                field.caption, field.caption
            )),
        );
    }
    Ok((field, filter))
}

/// The stored field that a caption, name or number means.
fn field(table: &'static Table, name: &str) -> Result<&'static Field> {
    let by_number = name
        .parse()
        .ok()
        .and_then(|no| table.fields.iter().find(|known| known.no == FieldNo(no)));
    let stored = |field: &&Field| field.class != Class::Calculated;
    let captions = || {
        table
            .fields
            .iter()
            .filter(stored)
            .map(|field| field.caption)
    };
    let hint = || {
        let captions: Vec<&str> = captions().collect();
        format!("fields of {}: {}", table.caption, captions.join(", "))
    };
    match by_number.or_else(|| table.field_called(name)) {
        Some(field) if stored(&field) => Ok(field),
        Some(field) => Err(Error::usage(format!(
            "{} cannot be filtered on: BC calculates it",
            field.caption
        ))
        .hint(hint())),
        None => {
            let near = did_you_mean(nearest(name, captions()));
            Err(
                Error::usage(format!("{} has no field \"{name}\"{near}", table.caption))
                    .hint(hint()),
            )
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::schema::{LOGGED_SEGMENT, logged_segment};
    use crate::value::{Date, DecimalMark, Value};

    fn context() -> Context {
        Context {
            date: Date::new(2026, 11, 23).unwrap(),
            user: "ANN".into(),
            date_order: None,
            decimal_mark: DecimalMark::Point,
            fiscal_year_start: 1,
            filter_characters_max: 2_048,
        }
    }

    fn parse(conditions: &[&str]) -> Result<FieldFilters> {
        let conditions: Vec<String> = conditions.iter().map(|&text| text.to_owned()).collect();
        FieldFilters::parse(&LOGGED_SEGMENT, &conditions, &context())
    }

    #[test]
    fn all_conditions_must_hold() {
        let row = |no, segment, day| {
            vec![
                (logged_segment::ENTRY_NO, Value::Integer(no)),
                (logged_segment::SEGMENT_NO, Value::text(segment)),
                (
                    logged_segment::CREATION_DATE,
                    Value::date(Date::new(2026, 11, day)),
                ),
            ]
        };
        let records = Records::from_rows(
            &LOGGED_SEGMENT,
            &[row(1, "SM1", 1), row(2, "SM2", 2), row(3, "XX3", 3)],
        );
        for (conditions, expected) in [
            (&[][..], vec![0, 1, 2]),
            (&["Entry No.=2.."], vec![1, 2]),
            (&["1=<>2"], vec![0, 2]),
            (&["segment no=sm*", "Creation Date=>=2026-11-02"], vec![1]),
            (&["User ID=''"], vec![0, 1, 2]),
            (&["User ID=ANN"], vec![]),
        ] {
            let rows: Vec<usize> = parse(conditions).unwrap().rows(&records).ones().collect();
            assert_eq!(rows, expected, "{conditions:?}");
        }
    }

    #[test]
    fn what_cannot_be_read_says_what_was_expected() {
        for (condition, expected) in [
            (
                "Entry No.",
                "\"Entry No.\" is no condition: there is no = in it",
            ),
            (
                "Segmnt No.=A",
                "Logged Segment has no field \"Segmnt No.\"; did you mean Segment No.?",
            ),
            (
                "No. of Interactions=1",
                "No. of Interactions cannot be filtered on: BC calculates it",
            ),
            ("Entry No.=", "there is no filter behind \"Entry No.=\""),
            (
                "Entry No.=1|",
                "the filter on Entry No. cannot be read\n1|\n  ^",
            ),
        ] {
            let error = parse(&[condition]).unwrap_err();
            assert_eq!(error.exit_code(), 2);
            assert_eq!(error.to_string(), expected);
            assert!(!error.hints().is_empty());
        }
    }
}
