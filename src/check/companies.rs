//! Companies and their persons: the integrity that BC's Contact table keeps (fields 5050 to 5053).

use crate::finding::{Code, Finding, Findings, code::checking};
use crate::schema::{FieldNo, contact};
use crate::table::{Fill, Records};

use super::CheckOptions;
use super::contacts::{COMPANY, NO_CONTACT, ids, rows_by_no};
use super::links::{Link, numbers_in};

/// Fields that only one type of contact may fill, with whether that type is Company.
const OF_ONE_TYPE: [(FieldNo, bool); 3] = [
    (contact::CURRENCY_CODE, true),
    (contact::VAT_REGISTRATION_NO, true),
    (contact::ORGANIZATIONAL_LEVEL_CODE, false),
];

/// Checks all contacts; gives the number of each Company No. in the dictionary of No.
pub(super) fn check(
    contacts: &mut Records,
    options: CheckOptions,
    findings: &mut Findings,
) -> Vec<u32> {
    let is_company = |records: &Records, row| records.option(row, contact::TYPE) == COMPANY;
    // Companies first: whether a person's company is sound decides about the person.
    let (companies, persons): (Vec<usize>, Vec<usize>) = (0..contacts.len())
        .filter(|&row| !has_unreadable_type(contacts, row))
        .partition(|&row| is_company(contacts, row));
    for row in companies {
        let wrong = company_faults(contacts, row);
        report(contacts, row, wrong, findings);
    }
    let rows = rows_by_no(contacts);
    let numbers = numbers_in(
        contacts.column(contact::NO),
        contacts.column(contact::COMPANY_NO),
    );
    for row in persons {
        let link = Link {
            ids: ids(contacts, contact::COMPANY_NO),
            numbers: numbers.as_slice().into(),
            contacts: &rows,
        };
        let company = Some(link.of(row)).filter(|&row| row != NO_CONTACT);
        let company = company.map(|row| row as usize);
        let wrong = person_faults(contacts, row, company, options);
        report(contacts, row, wrong, findings);
    }
    numbers
}

/// A Type that could not be read is a finding already; what follows from it is none.
fn has_unreadable_type(contacts: &Records, row: usize) -> bool {
    contacts.is_rejected(row)
        && contacts.column(contact::TYPE).is_some()
        && contacts.fill(row, contact::TYPE) == Fill::Default
}

/// A fault of a contact: its code, the field, what was expected, what to do.
type Fault = (&'static Code, FieldNo, String, &'static str);

fn report(contacts: &mut Records, row: usize, faults: Vec<Fault>, findings: &mut Findings) {
    for (code, field, expected, fix) in faults {
        let found = contacts
            .value(row, field)
            .show(contacts.table().field(field).kind);
        let no = contacts.text(row, contact::NO);
        findings.push(Finding::new(
            code,
            contacts.place(row, Some(field)),
            format!("\"{found}\" for contact {no}"),
            expected,
            fix,
        ));
        contacts.reject(row);
    }
}

fn company_faults(contacts: &Records, row: usize) -> Vec<Fault> {
    let no = contacts.text(row, contact::NO);
    let mut faults = Vec::new();
    let company_no = contacts.text(row, contact::COMPANY_NO);
    if !company_no.is_empty() && company_no != no {
        let expected = format!("a company's own No., \"{no}\", or blank");
        let fix = "correct Company No., or set Type to Person if it belongs to that company";
        faults.push((&checking::V004, contact::COMPANY_NO, expected, fix));
    }
    let name = contacts.text(row, contact::NAME);
    let company_name = contacts.text(row, contact::COMPANY_NAME);
    if !company_name.is_empty() && company_name != name {
        let expected = format!("a company's own Name, \"{name}\", or blank");
        faults.push((
            &checking::V006,
            contact::COMPANY_NAME,
            expected,
            "clear the cell",
        ));
    }
    if !contacts.text(row, contact::LOOKUP_CONTACT_NO).is_empty() {
        let expected = "blank for a company".to_owned();
        faults.push((
            &checking::V004,
            contact::LOOKUP_CONTACT_NO,
            expected,
            "clear the cell",
        ));
    }
    faults.extend(wrong_type_fields(contacts, row, true));
    faults
}

fn person_faults(
    contacts: &Records,
    row: usize,
    company: Option<usize>,
    options: CheckOptions,
) -> Vec<Fault> {
    let mut faults = Vec::new();
    let company_no = contacts.text(row, contact::COMPANY_NO);
    let fix = "correct Company No., add the company, or clear the cell";
    match company {
        None if !company_no.is_empty() && !contacts.is_partial() => {
            let expected = "the No. of a company in the Contact sheets".to_owned();
            faults.push((&checking::V003, contact::COMPANY_NO, expected, fix));
        }
        Some(company) if contacts.option(company, contact::TYPE) != COMPANY => {
            let place = contacts.place(company, None);
            let expected =
                format!("a contact of Type Company; {company_no} is a Person at {place}");
            faults.push((&checking::V005, contact::COMPANY_NO, expected, fix));
        }
        Some(company) if options.reject && contacts.is_rejected(company) => {
            let place = contacts.place(company, None);
            let expected = format!("a company whose own row is right; see {place}");
            let fix = "correct the company's row first";
            faults.push((&checking::V025, contact::COMPANY_NO, expected, fix));
        }
        _ => {}
    }
    let company_name = contacts.text(row, contact::COMPANY_NAME);
    let expected_name = company.map_or("", |company| contacts.text(company, contact::NAME));
    let judged = company.is_some() || company_no.is_empty();
    if judged && !company_name.is_empty() && company_name != expected_name {
        let expected = if company.is_some() {
            format!("the Name of company {company_no}, \"{expected_name}\", or blank")
        } else {
            "blank, since Company No. is blank".to_owned()
        };
        let fix = "clear the cell, or correct Company No.";
        faults.push((&checking::V006, contact::COMPANY_NAME, expected, fix));
    }
    let lookup = contacts.text(row, contact::LOOKUP_CONTACT_NO);
    let no = contacts.text(row, contact::NO);
    if !lookup.is_empty() && lookup != no {
        let expected = format!("a person's own No., \"{no}\", or blank");
        faults.push((
            &checking::V004,
            contact::LOOKUP_CONTACT_NO,
            expected,
            "clear the cell",
        ));
    }
    faults.extend(wrong_type_fields(contacts, row, false));
    faults
}

/// Fields that are filled although the contact's type may not have them.
fn wrong_type_fields(contacts: &Records, row: usize, is_company: bool) -> Vec<Fault> {
    let wrong = |&&(field, company): &&(FieldNo, bool)| {
        company != is_company && !contacts.text(row, field).is_empty()
    };
    OF_ONE_TYPE
        .iter()
        .filter(wrong)
        .map(|&(field, company)| {
            let kind = if company { "a company" } else { "a person" };
            let expected = format!("blank: only {kind} may have it");
            (
                &checking::V007,
                field,
                expected,
                "clear the cell, or correct Type",
            )
        })
        .collect()
}
