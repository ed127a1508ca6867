//! Who an activated campaign is meant for (BC table 7030, codeunit 7030 *`CampaignTargetGroupMgt`*).

use std::collections::{BTreeMap, BTreeSet};

use crate::check::Book;
use crate::schema::{
    CAMPAIGN, CAMPAIGN_TARGET_GROUP, CONTACT_BUSINESS_RELATION, FieldNo, campaign,
    campaign_target_group as field, contact_business_relation as relation,
    interaction_log_entry as entry,
};
use crate::select::Lines;
use crate::table::{Records, Rows};
use crate::value::Value;

/// Ordinal of `Customer` in *Link to Table* of a business relation.
const LINKED_CUSTOMER: u8 = 1;
/// Ordinals of the target's Type.
const CUSTOMER: u8 = 0;
const CONTACT: u8 = 1;

/// The targets of all activated campaigns, each once.
#[derive(Debug)]
pub struct CampaignTargets<'a> {
    activated: BTreeSet<&'a str>,
    /// The customer of each company that is one.
    customers: BTreeMap<&'a str, &'a str>,
    /// Type, No. and Campaign No., in the order of the primary key.
    targets: BTreeSet<(u8, String, &'a str)>,
}

impl<'a> CampaignTargets<'a> {
    /// What an entry must have for [`CampaignTargets::add`] to see it.
    pub const ENTRY_FIELDS: [FieldNo; 4] = [
        entry::CONTACT_COMPANY_NO,
        entry::CAMPAIGN_NO,
        entry::CAMPAIGN_TARGET,
        entry::POSTPONED,
    ];

    /// No targets yet; none when no campaign of the book is marked as activated.
    pub fn new(book: &'a Book) -> Option<Self> {
        let campaigns = book.table(&CAMPAIGN)?;
        let activated: BTreeSet<&str> = (0..campaigns.len())
            .filter(|&row| campaigns.boolean(row, campaign::ACTIVATED))
            .map(|row| campaigns.text(row, campaign::NO))
            .collect();
        (!activated.is_empty()).then(|| Self {
            activated,
            customers: customers(book),
            targets: BTreeSet::new(),
        })
    }

    /// The campaigns that are marked as activated, in order.
    pub fn campaigns(&self) -> impl Iterator<Item = &'a str> {
        self.activated.iter().copied()
    }

    /// Adds the targets of log entries: those with Campaign Target, of an activated campaign, and not
    /// postponed. Canceled ones count. A company that is a customer is a target as such, any other is
    /// one as a contact; a person without company has a blank No. (BC §9).
    pub fn add(&mut self, entries: &dyn Rows) {
        let is_yes = |row, field| entries.value(row, field) == Value::Boolean(true);
        for row in 0..entries.len() {
            let Value::Text(campaign_no) = entries.value(row, entry::CAMPAIGN_NO) else {
                continue;
            };
            if !is_yes(row, entry::CAMPAIGN_TARGET) || is_yes(row, entry::POSTPONED) {
                continue;
            }
            let company_no = match entries.value(row, entry::CONTACT_COMPANY_NO) {
                Value::Text(no) => no,
                _ => "",
            };
            self.insert(campaign_no, company_no);
        }
    }

    /// Adds the targets of a segment that is not logged: its lines count as well.
    pub fn add_lines(&mut self, lines: &Lines<'_>) {
        for row in 0..lines.count() {
            let line = lines.line(row);
            if line.campaign_target {
                self.insert(line.campaign_no, line.contact_company_no);
            }
        }
    }

    fn insert(&mut self, campaign_no: &str, company_no: &str) {
        let Some(&campaign_no) = self.activated.get(campaign_no) else {
            return;
        };
        let (kind, no) = match self.customers.get(company_no) {
            Some(&customer_no) => (CUSTOMER, customer_no),
            None => (CONTACT, company_no),
        };
        self.targets.insert((kind, no.to_owned(), campaign_no));
    }

    /// The rows of Campaign Target Group, in the order of their key.
    pub fn rows(&self) -> Records {
        let rows: Vec<Vec<(FieldNo, Value<'_>)>> = self
            .targets
            .iter()
            .map(|(kind, no, campaign_no)| {
                vec![
                    (field::TYPE, Value::Option(*kind)),
                    (field::NO, Value::text(no)),
                    (field::CAMPAIGN_NO, Value::text(campaign_no)),
                ]
            })
            .collect();
        Records::from_rows(&CAMPAIGN_TARGET_GROUP, &rows)
    }
}

/// The customer of each contact: of several relations to customers the first by its code counts, as
/// BC finds it.
fn customers(book: &Book) -> BTreeMap<&str, &str> {
    let Some(relations) = book.table(&CONTACT_BUSINESS_RELATION) else {
        return BTreeMap::new();
    };
    let mut rows: Vec<(&str, &str, &str)> = (0..relations.len())
        .filter(|&row| relations.option(row, relation::LINK_TO_TABLE) == LINKED_CUSTOMER)
        .map(|row| {
            (
                relations.text(row, relation::CONTACT_NO),
                relations.text(row, relation::BUSINESS_RELATION_CODE),
                relations.text(row, relation::NO),
            )
        })
        .collect();
    rows.sort_unstable();
    let mut customers = BTreeMap::new();
    for (contact_no, _, customer_no) in rows {
        customers.entry(contact_no).or_insert(customer_no);
    }
    customers
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Activated are CP1 and CP3. A is customer 10000, E one whose number is not filled in.
    fn targets<'a>() -> CampaignTargets<'a> {
        CampaignTargets {
            activated: BTreeSet::from(["CP1", "CP3"]),
            customers: BTreeMap::from([("A", "10000"), ("E", "")]),
            targets: BTreeSet::new(),
        }
    }

    fn entries(rows: &[(&'static str, &'static str, bool, bool, bool)]) -> Records {
        let row = |&(company, campaign_no, target, postponed, canceled): &(_, _, _, _, _)| {
            vec![
                (entry::CONTACT_COMPANY_NO, Value::text(company)),
                (entry::CAMPAIGN_NO, Value::text(campaign_no)),
                (entry::CAMPAIGN_TARGET, Value::Boolean(target)),
                (entry::POSTPONED, Value::Boolean(postponed)),
                (entry::CANCELED, Value::Boolean(canceled)),
            ]
        };
        let rows: Vec<_> = rows.iter().map(row).collect();
        Records::from_rows(&crate::schema::INTERACTION_LOG_ENTRY, &rows)
    }

    #[test]
    fn bc_9_a_companys_customer_is_the_first_of_its_relations_of_that_kind() {
        let relations = [
            "Contact No.|Business Relation Code|Link to Table|No.",
            "A|ZULU|Customer|30000",
            "A|CUST|Customer|10000",
            "A|BANK|Bank Account|B1",
            "B|VEND|Vendor|V1",
        ];
        let book = crate::check::book_for_tests::book(&[(&CONTACT_BUSINESS_RELATION, &relations)]);
        assert_eq!(customers(&book), BTreeMap::from([("A", "10000")]));
    }

    #[test]
    fn bc_9_targets_are_customers_else_companies_each_once() {
        let mut targets = targets();
        targets.add(&entries(&[
            ("Z", "CP3", true, false, false),
            ("A", "CP1", true, false, false),
            ("A", "CP1", true, false, false),
            // Without company, and a customer without a number.
            ("", "CP1", true, false, false),
            ("E", "CP1", true, false, false),
            // Canceled counts; postponed, not a target, not activated and no campaign do not.
            ("C", "CP1", true, false, true),
            ("P", "CP1", true, true, false),
            ("N", "CP1", false, false, false),
            ("A", "CP2", true, false, false),
            ("A", "", true, false, false),
        ]));
        // Entries of another part that say the same again.
        targets.add(&entries(&[("Z", "CP3", true, false, false)]));
        let rows = targets.rows();
        let shown: Vec<(u8, &str, &str)> = (0..rows.len())
            .map(|row| {
                (
                    rows.option(row, field::TYPE),
                    rows.text(row, field::NO),
                    rows.text(row, field::CAMPAIGN_NO),
                )
            })
            .collect();
        assert_eq!(
            shown,
            [
                (CUSTOMER, "", "CP1"),
                (CUSTOMER, "10000", "CP1"),
                (CONTACT, "", "CP1"),
                (CONTACT, "C", "CP1"),
                (CONTACT, "Z", "CP3"),
            ]
        );
    }
}
