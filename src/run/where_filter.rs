//! `--where "FIELD=FILTER"`: a field of a table by caption or number, and a filter in Business
//! Central's language.

use fixedbitset::FixedBitSet;

use crate::config::Settings;
use crate::error::{Error, Result};
use crate::filter::Filter;
use crate::finding::Findings;
use crate::finding::near_miss::nearest;
use crate::place::Place;
use crate::run::filter_context::filter_context;
use crate::schema::{
    CAMPAIGN_ENTRY, Class, Field, FieldNo, INTERACTION_LOG_ENTRY, Kind, LOGGED_SEGMENT, Table,
    campaign_entry, contact, fold_name, foreign_field, interaction_log_entry as entry,
    logged_segment,
};
use crate::segment::STATISTICS;
use crate::table::Records;

/// One filter on a field.
#[derive(Debug)]
pub(super) struct WhereFilter {
    pub(super) field: WhereField,
    pub(super) filter: Filter,
}

/// The field of a filter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum WhereField {
    /// A field of the table.
    Field(FieldNo),
    /// An extra column of Contact.
    Extra(String),
}

impl WhereFilter {
    /// Reads all filters; `extras` are the captions of the extra columns.
    pub(super) fn all(
        texts: &[String],
        table: &'static Table,
        extras: &[&str],
        settings: &Settings,
    ) -> Result<Vec<Self>> {
        texts
            .iter()
            .map(|text| Self::read(text, table, extras, settings))
            .collect()
    }

    fn read(
        text: &str,
        table: &'static Table,
        extras: &[&str],
        settings: &Settings,
    ) -> Result<Self> {
        let (name, filter) = text.split_once('=').ok_or_else(|| {
            Error::usage(format!("--where \"{text}\" has no \"=\" in it")).hint(
                "write FIELD=FILTER, e.g. --where \"Date=CM\" or --where \"Date=>=2026-01-01\"",
            )
        })?;
        let (field, kind, caption) = field(name.trim(), table, extras)?;
        if filter.trim().is_empty() {
            return Err(
                Error::usage(format!("--where \"{text}\" has no filter behind the \"=\""))
                    .hint("write '' for blank, e.g. --where \"Campaign No.=''\""),
            );
        }
        let context = filter_context(settings);
        let filter = Filter::parse(filter, kind, &context).map_err(|error| {
            let mut findings = Findings::default();
            findings.push(error.finding(Place {
                caption: Some(caption.as_str().into()),
                ..Place::file("--where")
            }));
            Error::usage(format!("the filter of --where \"{text}\" cannot be read"))
                .with_findings(findings)
        })?;
        Ok(Self { field, filter })
    }
}

/// The rows that pass all filters; `by_name` answers for what no column holds.
pub(super) fn passing<'a>(
    records: &Records,
    filters: impl IntoIterator<Item = &'a WhereFilter>,
    by_name: &dyn Fn(usize, FieldNo, &Filter) -> bool,
) -> FixedBitSet {
    let mut passing = FixedBitSet::with_capacity(records.len());
    passing.insert_range(..);
    for WhereFilter { field, filter } in filters {
        let column = match field {
            WhereField::Field(no) => records.column(*no),
            WhereField::Extra(caption) => records.extra(caption).map(|extra| &extra.column),
        };
        match (column, field) {
            (Some(column), _) => passing.intersect_with(&filter.rows(column)),
            (None, WhereField::Field(no)) if is_looked_up(records.table(), *no) => {
                let rows: Vec<usize> = passing.ones().collect();
                for row in rows {
                    passing.set(row, by_name(row, *no, filter));
                }
            }
            (None, _) if filter.matches_blank() => {}
            (None, _) => passing.clear(),
        }
    }
    passing
}

/// The two names that a sheet of log entries has beside the numbers.
pub(super) fn is_name(table: &Table, no: FieldNo) -> bool {
    table.no == INTERACTION_LOG_ENTRY.no
        && [entry::CONTACT_NAME, entry::CONTACT_COMPANY_NAME].contains(&no)
}

/// The fields that an export of a table calculates as BC does; those of contacts are the
/// [`STATISTICS`].
pub(super) fn totals_of(table: &Table) -> &'static [FieldNo] {
    const OF_SEGMENT: [FieldNo; 2] = [
        logged_segment::NO_OF_INTERACTIONS,
        logged_segment::NO_OF_CAMPAIGN_ENTRIES,
    ];
    const OF_CAMPAIGN_ENTRY: [FieldNo; 3] = [
        campaign_entry::NO_OF_INTERACTIONS,
        campaign_entry::COST_LCY,
        campaign_entry::DURATION_MIN,
    ];
    if table.no == LOGGED_SEGMENT.no {
        &OF_SEGMENT
    } else if table.no == CAMPAIGN_ENTRY.no {
        &OF_CAMPAIGN_ENTRY
    } else {
        &[]
    }
}

/// Whether a field is in no column of the log, but found from others.
pub(super) fn is_looked_up(table: &Table, no: FieldNo) -> bool {
    is_name(table, no) || totals_of(table).contains(&no)
}

/// Whether a field has values to filter on.
fn has_values(table: &Table, field: &Field) -> bool {
    field.class != Class::Calculated
        || is_looked_up(table, field.no)
        || (table.no == crate::schema::CONTACT.no && STATISTICS.contains(&field.no))
}

fn field(name: &str, table: &'static Table, extras: &[&str]) -> Result<(WhereField, Kind, String)> {
    let number: Option<u32> = name.parse().ok();
    let known = match number {
        Some(no) => table.fields.iter().find(|field| field.no.0 == no),
        None => table.field_called(name),
    };
    let folded = fold_name(name);
    let extra = extras.iter().find(|extra| fold_name(extra) == folded);
    let known = match (number, extra) {
        (None, None) => known.or_else(|| foreign_field(table, name)),
        _ => known,
    };
    if let Some(field) = known {
        if !has_values(table, field) {
            return Err(Error::usage(format!(
                "\"{}\" of {} is calculated by Business Central and not kept here",
                field.caption, table.caption
            ))
            .hint("filter by another field"));
        }
        return Ok((
            WhereField::Field(field.no),
            field.kind,
            field.caption.to_owned(),
        ));
    }
    if let Some(extra) = extra {
        let field = WhereField::Extra((*extra).to_owned());
        return Ok((field, Kind::Text(u16::MAX), (*extra).to_owned()));
    }
    let captions = table
        .fields
        .iter()
        .filter(|field| has_values(table, field))
        .map(|field| field.caption)
        .chain(extras.iter().copied());
    let error = Error::usage(format!("{} has no field \"{name}\"", table.caption));
    let error = match nearest(name, captions) {
        Some(near) => error.hint(format!("did you mean {near}?")),
        None => error,
    };
    Err(error.hint(format!(
        "--where takes a caption or a field number of {}, e.g. --where \"{}\"",
        table.caption,
        example(table)
    )))
}

fn example(table: &Table) -> &'static str {
    if table.field_called("Date").is_some() {
        "Date=CM"
    } else if table.fields.iter().any(|field| field.no == contact::TYPE) {
        "Type=Person"
    } else {
        "Canceled=No"
    }
}
