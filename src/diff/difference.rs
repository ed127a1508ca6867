//! A difference as it is told: contacts with names and values as a person reads them.

use crate::config::Settings;
use crate::error::Result;
use crate::schema::{FieldNo, segment_line as line};
use crate::value::{Date, Value};

use super::compare::Compared;
use super::names::{Names, names};
use super::side::{Side, SideFacts};

/// What differs between two sides. As JSON its keys are those that the manual lists.
#[derive(Debug, serde::Serialize)]
pub struct Difference {
    /// Whether nothing differs.
    pub equal: bool,
    /// The left side.
    pub left: SideFacts,
    /// The right side.
    pub right: SideFacts,
    /// The captions of the fields that both sides carry, in the order of the left side.
    pub compared: Vec<&'static str>,
    /// How many there are of each.
    pub counts: Counts,
    /// Contacts that only the right side has, in its order.
    pub added: Vec<ListedContact>,
    /// Contacts that only the left side has, in its order.
    pub removed: Vec<ListedContact>,
    /// Contacts that both have, with different values, in the order of the left side.
    pub changed: Vec<Change>,
}

/// Lines and entries: left = removed + changed + same, right = added + changed + same.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
pub struct Counts {
    /// Of the left side.
    pub left: u64,
    /// Of the right side.
    pub right: u64,
    /// On the right side alone.
    pub added: u64,
    /// On the left side alone.
    pub removed: u64,
    /// On both, with different values.
    pub changed: u64,
    /// Fields that differ, of all changed ones.
    pub changed_fields: u64,
    /// On both, with the same values.
    pub same: u64,
}

/// A contact of one side.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct ListedContact {
    /// Its number.
    pub contact_no: String,
    /// The person's name; blank for a company, and where a side tells none.
    pub contact_name: String,
    /// The company's name.
    pub contact_company_name: String,
    /// When.
    #[serde(serialize_with = "crate::value::date::serialize_option")]
    pub date: Option<Date>,
    /// What about.
    pub description: String,
    /// Who is responsible.
    pub salesperson_code: String,
    /// The campaign.
    pub campaign_no: String,
    /// The template.
    pub interaction_template_code: String,
    /// Caption of the correspondence type.
    pub correspondence_type: String,
}

/// A contact with different values.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Change {
    /// Its number.
    pub contact_no: String,
    /// The person's name.
    pub contact_name: String,
    /// The company's name.
    pub contact_company_name: String,
    /// What differs, in the order of the left side's fields.
    pub fields: Vec<FieldChange>,
}

/// A field with two values, as a person reads them; `""` is blank.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct FieldChange {
    /// The caption.
    pub field: &'static str,
    /// The left value.
    pub left: String,
    /// The right value.
    pub right: String,
}

impl Difference {
    /// Puts a comparison into words.
    pub(super) fn new(
        left: &Side,
        right: &Side,
        compared: &Compared,
        settings: &Settings,
    ) -> Result<Self> {
        let mut of_left: Vec<usize> = compared.removed.clone();
        of_left.extend(compared.changed.iter().map(|(row, ..)| *row));
        of_left.sort_unstable();
        let mut of_right: Vec<usize> = compared.added.clone();
        of_right.extend(compared.changed.iter().map(|(_, row, _)| *row));
        of_right.sort_unstable();
        let left_names = names(left, &of_left, settings)?;
        let right_names = names(right, &of_right, settings)?;
        let listed = |side: &Side, rows: &[usize], names: &Names| {
            rows.iter().map(|&row| contact(side, row, names)).collect()
        };
        let changed: Vec<Change> = compared
            .changed
            .iter()
            .map(|(row, other, fields)| {
                let name = left_names.get(row).or_else(|| right_names.get(other));
                let (contact_name, contact_company_name) = name.cloned().unwrap_or_default();
                let field = |&at: &usize| {
                    let pair = compared.pairs[at];
                    FieldChange {
                        field: pair.caption,
                        left: left.records.value(*row, pair.left.0).show(pair.left.1),
                        right: right.records.value(*other, pair.right.0).show(pair.right.1),
                    }
                };
                Change {
                    contact_no: left.contact_no(*row).to_owned(),
                    contact_name,
                    contact_company_name,
                    fields: fields.iter().map(field).collect(),
                }
            })
            .collect();
        let counts = Counts {
            left: left.facts.lines,
            right: right.facts.lines,
            added: compared.added.len() as u64,
            removed: compared.removed.len() as u64,
            changed: changed.len() as u64,
            changed_fields: changed.iter().map(|one| one.fields.len() as u64).sum(),
            same: compared.same,
        };
        debug_assert_eq!(counts.left, counts.removed + counts.changed + counts.same);
        debug_assert_eq!(counts.right, counts.added + counts.changed + counts.same);
        Ok(Self {
            equal: counts.added + counts.removed + counts.changed == 0,
            left: left.facts.clone(),
            right: right.facts.clone(),
            compared: compared.pairs.iter().map(|pair| pair.caption).collect(),
            counts,
            added: listed(right, &compared.added, &right_names),
            removed: listed(left, &compared.removed, &left_names),
            changed,
        })
    }
}

fn contact(side: &Side, row: usize, names: &Names) -> ListedContact {
    let value = |of_line: FieldNo| {
        let field = side.field(of_line);
        field.map_or(Value::Blank, |field| side.records.value(row, field))
    };
    let show = |of_line: FieldNo| {
        let kind = crate::schema::SEGMENT_LINE.field(of_line).kind;
        value(of_line).show(kind)
    };
    let (contact_name, contact_company_name) = names.get(&row).cloned().unwrap_or_default();
    ListedContact {
        contact_no: side.contact_no(row).to_owned(),
        contact_name,
        contact_company_name,
        date: match value(line::DATE) {
            Value::Date(date) => Some(date),
            _ => None,
        },
        description: show(line::DESCRIPTION),
        salesperson_code: show(line::SALESPERSON_CODE),
        campaign_no: show(line::CAMPAIGN_NO),
        interaction_template_code: show(line::INTERACTION_TEMPLATE_CODE),
        correspondence_type: show(line::CORRESPONDENCE_TYPE),
    }
}
