//! Rules of the link tables (BC's tables 5054, 5058, 5067): who may hold a row, and which links are
//! unique.

use std::collections::BTreeMap;

use crate::finding::{Code, Finding, Findings, code::checking};
use crate::schema::{
    self, FieldNo, TableNo, contact, contact_business_relation, contact_industry_group,
    contact_job_responsibility,
};
use crate::table::{Column, Records};

use super::contacts::{COMPANY, NO_CONTACT, rows_by_no};
use super::links::Links;

/// Link tables that only one type of contact may stand in: the contact's field, and whether that
/// type is Company.
const HOLDERS: [(TableNo, FieldNo, bool); 3] = [
    (
        schema::CONTACT_INDUSTRY_GROUP.no,
        contact_industry_group::CONTACT_NO,
        true,
    ),
    (
        schema::CONTACT_BUSINESS_RELATION.no,
        contact_business_relation::CONTACT_NO,
        true,
    ),
    (
        schema::CONTACT_JOB_RESPONSIBILITY.no,
        contact_job_responsibility::CONTACT_NO,
        false,
    ),
];

pub(super) fn check(
    tables: &mut BTreeMap<TableNo, Records>,
    links: &Links,
    findings: &mut Findings,
) {
    let Some(contacts) = tables.remove(&schema::CONTACT.no) else {
        return;
    };
    let rows = rows_by_no(&contacts);
    for (no, field, company) in HOLDERS {
        if let (Some(records), Some(numbers)) = (tables.get_mut(&no), links.get(no, field)) {
            let holder = |id: u32| rows.get(numbers[id as usize] as usize).copied();
            check_holders(records, field, company, &contacts, holder, findings);
        }
    }
    tables.insert(schema::CONTACT.no, contacts);
    if let Some(relations) = tables.get_mut(&schema::CONTACT_BUSINESS_RELATION.no) {
        check_unique_links(relations, findings);
    }
}

fn check_holders(
    records: &mut Records,
    field: FieldNo,
    company: bool,
    contacts: &Records,
    holder: impl Fn(u32) -> Option<u32>,
    findings: &mut Findings,
) {
    let Some(Column::Text { ids, .. }) = records.column(field) else {
        return;
    };
    let is_wrong = |contact: u32| {
        contact != NO_CONTACT
            && (contacts.option(contact as usize, contact::TYPE) == COMPANY) != company
    };
    let wrong: Vec<usize> = ids
        .iter()
        .enumerate()
        .filter(|&(_, &id)| holder(id).is_some_and(is_wrong))
        .map(|(row, _)| row)
        .collect();
    let (expected, is) = if company {
        ("a company", "a person")
    } else {
        ("a person", "a company")
    };
    for row in wrong {
        findings.push(Finding::new(
            &checking::V008,
            records.place(row, Some(field)),
            format!("\"{}\", which is {is}", records.text(row, field)),
            format!(
                "{expected}: only such a contact may stand in {}",
                records.table().caption
            ),
            if company {
                "use the No. of the person's company"
            } else {
                "use the No. of a person"
            },
        ));
        records.reject(row);
    }
}

/// One link of a kind for a contact, and one contact for a customer, vendor, bank account, employee.
fn check_unique_links(relations: &mut Records, findings: &mut Findings) {
    use contact_business_relation::{CONTACT_NO, LINK_TO_TABLE, NO};
    let linked: Vec<usize> = (0..relations.len())
        .filter(|&row| !relations.is_rejected(row) && relations.option(row, LINK_TO_TABLE) != 0)
        .collect();
    for (code, field, fix) in [
        (&checking::V009, CONTACT_NO, "keep one of the two rows"),
        (
            &checking::V010,
            NO,
            "keep one of the two rows, or correct the No.",
        ),
    ] {
        check_unique(relations, &linked, field, code, fix, findings);
    }
}

fn check_unique(
    relations: &mut Records,
    rows: &[usize],
    field: FieldNo,
    code: &'static Code,
    fix: &str,
    findings: &mut Findings,
) {
    use contact_business_relation::LINK_TO_TABLE;
    let mut first: BTreeMap<(u8, &str), usize> = BTreeMap::new();
    let mut doubles = Vec::new();
    for &row in rows
        .iter()
        .filter(|&&row| !relations.text(row, field).is_empty())
    {
        let key = (
            relations.option(row, LINK_TO_TABLE),
            relations.text(row, field),
        );
        match first.get(&key) {
            Some(&earlier) => doubles.push((earlier, row)),
            None => {
                first.insert(key, row);
            }
        }
    }
    for (earlier, row) in doubles {
        let kind = relations.table().field(LINK_TO_TABLE).kind;
        let link = relations.value(row, LINK_TO_TABLE).show(kind);
        let caption = relations.table().field(field).caption;
        findings.push(Finding::new(
            code,
            relations.place(row, Some(field)),
            format!(
                "{caption} \"{}\" linked as {link} a second time; first at {}",
                relations.text(row, field),
                relations.place(earlier, None)
            ),
            format!("each {caption} once for Link to Table {link}"),
            fix,
        ));
        relations.reject(row);
    }
}
