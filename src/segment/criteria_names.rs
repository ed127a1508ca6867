//! The tables and fields that criteria may look at, and what they are called.

use crate::check::Book;
use crate::finding::code::filtering;
use crate::finding::near_miss::{did_you_mean, nearest};
use crate::finding::{Code, Finding, Findings};
use crate::place::Place;
use crate::schema::{self, Class, FieldNo, Table, contact, foreign_field, table_in_any_language};

use super::step::FilterField;

/// The tables whose records can select a contact, in the order in which BC looks at them.
pub static CRITERIA_TABLES: [&Table; 8] = [
    &schema::CONTACT,
    &schema::CONTACT_PROFILE_ANSWER,
    &schema::CONTACT_MAILING_GROUP,
    &schema::INTERACTION_LOG_ENTRY,
    &schema::CONTACT_JOB_RESPONSIBILITY,
    &schema::CONTACT_INDUSTRY_GROUP,
    &schema::CONTACT_BUSINESS_RELATION,
    &schema::VALUE_ENTRY,
];

/// The calculated fields of Contact that can be filtered on.
pub static STATISTICS: [FieldNo; 9] = [
    contact::NO_OF_INTERACTIONS,
    contact::COST_LCY,
    contact::DURATION_MIN,
    contact::DATE_OF_LAST_INTERACTION,
    contact::LAST_DATE_ATTEMPTED,
    contact::NO_OF_MAILING_GROUPS,
    contact::NO_OF_INDUSTRY_GROUPS,
    contact::NO_OF_BUSINESS_RELATIONS,
    contact::NO_OF_JOB_RESPONSIBILITIES,
];

/// The table that a name or number means; blank is Contact.
pub(super) fn criteria_table(
    name: &str,
    place: Place,
    findings: &mut Findings,
) -> Option<&'static Table> {
    if name.trim().is_empty() {
        return Some(&schema::CONTACT);
    }
    let captions = CRITERIA_TABLES.map(|table| table.caption);
    let Some(table) = table_in_any_language(name) else {
        findings.push(unknown(&filtering::F010, place, name, "table", &captions));
        return None;
    };
    if !CRITERIA_TABLES.iter().any(|known| known.no == table.no) {
        findings.push(Finding::new(
            &filtering::F016,
            place,
            format!("\"{name}\""),
            format!(
                "a table whose records belong to contacts: {}",
                captions.join(", ")
            ),
            "choose one of these tables",
        ));
        return None;
    }
    Some(table)
}

/// The field that a caption, name or number means: stored, a statistic, or an extra column.
pub(super) fn filter_field(
    book: &Book,
    table: &'static Table,
    name: &str,
    place: Place,
    findings: &mut Findings,
) -> Option<FilterField> {
    let by_number = name
        .trim()
        .parse()
        .ok()
        .and_then(|no| table.fields.iter().find(|known| known.no == FieldNo(no)));
    let is_contact = table.no == schema::CONTACT.no;
    let extra = book
        .contact_records()
        .filter(|_| is_contact)
        .and_then(|records| records.extra(name));
    let in_english = by_number.or_else(|| table.field_called(name));
    // A column of the user's own may be called as another language calls a field.
    let found = match extra {
        Some(_) => in_english,
        None => in_english.or_else(|| foreign_field(table, name)),
    };
    if let Some(found) = found {
        if found.class != Class::Calculated {
            return Some(FilterField::Stored(found.no));
        }
        if is_contact && STATISTICS.contains(&found.no) {
            return Some(FilterField::Statistic(found.no));
        }
        findings.push(Finding::new(
            &filtering::F011,
            place,
            format!("\"{name}\", which BC calculates"),
            format!("a field that {} stores", table.caption),
            "filter on another field",
        ));
        return None;
    }
    if let Some(extra) = extra {
        return Some(FilterField::Extra(extra.caption.to_string()));
    }
    let captions: Vec<&str> = table
        .fields
        .iter()
        .filter(|known| known.class != Class::Calculated || STATISTICS.contains(&known.no))
        .map(|known| known.caption)
        .collect();
    let what = format!("field of {}", table.caption);
    findings.push(unknown(&filtering::F011, place, name, &what, &captions));
    None
}

fn unknown(code: &'static Code, place: Place, name: &str, what: &str, known: &[&str]) -> Finding {
    let near = did_you_mean(nearest(name, known.iter().copied()));
    let expected = format!("a {what} by caption or number{near}");
    Finding::new(
        code,
        place,
        format!("\"{name}\""),
        expected,
        "correct the name",
    )
}
