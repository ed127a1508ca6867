//! The values of the fields for one line (BC codeunit 5069, `GetDataSource`).

use crate::check::NO_CONTACT;
use crate::letter::{Address, LetterFields, Meaning, MergeValue, salutation};
use crate::schema::{
    FieldNo, company_information as company, contact, contact_alt_address as alt,
    salutation_formula as formula,
};
use crate::segment::{Addresses, SegmentLine};
use crate::table::Records;
use crate::value::{Value, decimal::to_integer};

use super::lookups::Lookups;

/// One line with what its letter may show.
pub(super) struct LineValues<'a> {
    pub(super) lookups: &'a Lookups<'a>,
    pub(super) addresses: &'a Addresses,
    pub(super) fields: &'a LetterFields,
    pub(super) segment_no: &'a str,
    pub(super) line: SegmentLine<'a>,
    /// The number of the log entry; that of the line before logging.
    pub(super) entry_no: i64,
}

impl<'a> LineValues<'a> {
    /// The values of fields, in their order. The error says why there can be no letter.
    pub(super) fn values(
        &self,
        fields: &[crate::letter::FieldId],
    ) -> Result<Vec<MergeValue<'a>>, String> {
        fields
            .iter()
            .map(|field| {
                let meaning = self.fields.meaning(*field);
                let value = self.value(meaning)?;
                let fallback = value
                    .is_blank()
                    .then(|| self.lookups.fallback(meaning, self.line.language_code));
                Ok(fallback.flatten().map_or(value, MergeValue::from))
            })
            .collect()
    }

    fn value(&self, meaning: Meaning) -> Result<MergeValue<'a>, String> {
        let line = &self.line;
        Ok(match meaning {
            Meaning::EntryNo => MergeValue::Number(self.entry_no.into()),
            Meaning::MailAddress => self.address_block().into(),
            Meaning::Contact(field) => self.contact_value(field),
            Meaning::ContactCountry => {
                let code = self.contact_text(contact::COUNTRY_REGION_CODE);
                self.lookups.country_name(code).into()
            }
            Meaning::Salutation { is_formal } => {
                let language = line.language_code;
                match self.salutation(language, is_formal) {
                    Some(text) => text.into(),
                    None => return Err(self.no_formula(language, is_formal)),
                }
            }
            Meaning::OwnSalutation { is_formal } => {
                let language = self.contact_text(contact::LANGUAGE_CODE);
                let found = self.salutation(language, is_formal);
                let found = found.or_else(|| self.salutation("", is_formal));
                found.unwrap_or_default().into()
            }
            Meaning::Salesperson(field) => {
                of_row(self.lookups.salesperson(line.salesperson_code), field)
            }
            Meaning::Date => line.date.map_or(MergeValue::BLANK, MergeValue::Date),
            Meaning::CampaignNo => line.campaign_no.into(),
            Meaning::SegmentNo => self.segment_no.into(),
            Meaning::Description => line.description.into(),
            Meaning::Subject => line.subject.into(),
            Meaning::Company(field) => of_row(self.lookups.company(), field),
            Meaning::CompanyCountry => {
                let code = self.lookups.company().map_or("", |(records, row)| {
                    records.text(row, company::COUNTRY_REGION_CODE)
                });
                self.lookups.country_name(code).into()
            }
            Meaning::MailTo if line.correspondence_type == super::EMAIL => self.email().into(),
            Meaning::MailTo => MergeValue::BLANK,
            Meaning::Comment => line.comment.into(),
            Meaning::Extra(index) => {
                let extra = self.lookups.book.contact_records();
                let extra = extra.and_then(|records| records.extras().get(index));
                extra.map_or(MergeValue::BLANK, |extra| {
                    match extra.column.value(line.contact as usize) {
                        Value::Text(text) => text.into(),
                        _ => MergeValue::BLANK,
                    }
                })
            }
        })
    }

    /// The e-mail address of the alternative address, else the contact's.
    pub(super) fn email(&self) -> &'a str {
        let line = &self.line;
        let other = self
            .lookups
            .alt_address(line.contact, line.alt_address_code);
        let other = other.map_or("", |(records, row)| records.text(row, alt::EMAIL));
        if other.is_empty() {
            self.contact_text(contact::EMAIL)
        } else {
            other
        }
    }

    pub(super) fn contact_text(&self, field: FieldNo) -> &'a str {
        if self.line.contact == NO_CONTACT {
            return "";
        }
        self.lookups.book.contact_text(self.line.contact, field)
    }

    fn contact_value(&self, field: FieldNo) -> MergeValue<'a> {
        if self.line.contact == NO_CONTACT {
            return MergeValue::BLANK;
        }
        let records = self.lookups.book.contact_records();
        of_row(
            records.map(|records| (records, self.line.contact as usize)),
            field,
        )
    }

    fn no_formula(&self, language: &str, is_formal: bool) -> String {
        let kind = if is_formal { "Formal" } else { "Informal" };
        format!(
            "there is no salutation formula of type {kind} in language \"{language}\" for contact {} (Salutation Code \"{}\")",
            self.line.contact_no,
            self.contact_text(contact::SALUTATION_CODE)
        )
    }

    fn salutation(&self, language: &str, is_formal: bool) -> Option<String> {
        let code = self.contact_text(contact::SALUTATION_CODE);
        let (records, row) = self.lookups.formula(code, language, is_formal)?;
        let name = |field: FieldNo| match records.option(row, field) {
            1 => self.contact_text(contact::JOB_TITLE),
            2 => self.contact_text(contact::FIRST_NAME),
            3 => self.contact_text(contact::MIDDLE_NAME),
            4 => self.contact_text(contact::SURNAME),
            5 => self.contact_text(contact::INITIALS),
            6 => self.contact_text(contact::COMPANY_NAME),
            _ => "",
        };
        let names = [
            formula::NAME_1,
            formula::NAME_2,
            formula::NAME_3,
            formula::NAME_4,
            formula::NAME_5,
        ];
        Some(salutation(
            records.text(row, formula::SALUTATION),
            names.map(name),
        ))
    }

    /// The address block, by BC's rules: an alternative address, that of the company when the person
    /// shares its address, else the contact's own.
    fn address_block(&self) -> String {
        let book = self.lookups.book;
        let line = &self.line;
        if line.contact == NO_CONTACT {
            return String::new();
        }
        let name = self.contact_text(contact::NAME);
        if let Some(found) = self
            .lookups
            .alt_address(line.contact, line.alt_address_code)
        {
            return self.alt_block(found, name);
        }
        let company = book.contacts().company_of(line.contact);
        let is_person = !book.contacts().is_company(line.contact) && company != NO_CONTACT;
        if is_person && self.shares_address(company) {
            let code = self.addresses.active(company, line.date);
            if let Some(found) = self.lookups.alt_address(company, code) {
                return self.alt_block(found, name);
            }
        }
        let (name, name_2, person) = if is_person {
            let of_company = |field| book.contact_text(company, field);
            (of_company(contact::NAME), of_company(contact::NAME_2), name)
        } else {
            (name, self.contact_text(contact::NAME_2), "")
        };
        let (format, country) = self
            .lookups
            .address_format(self.contact_text(contact::COUNTRY_REGION_CODE));
        format.block(&Address {
            name,
            name_2,
            contact: person,
            address: self.contact_text(contact::ADDRESS),
            address_2: self.contact_text(contact::ADDRESS_2),
            post_code: self.contact_text(contact::POST_CODE),
            city: self.contact_text(contact::CITY),
            county: self.contact_text(contact::COUNTY),
            country,
        })
    }

    fn alt_block(&self, (records, row): (&Records, usize), person: &str) -> String {
        let text = |field| records.text(row, field);
        let (format, country) = self.lookups.address_format(text(alt::COUNTRY_REGION_CODE));
        format.block(&Address {
            name: text(alt::COMPANY_NAME),
            name_2: text(alt::COMPANY_NAME_2),
            contact: person,
            address: text(alt::ADDRESS),
            address_2: text(alt::ADDRESS_2),
            post_code: text(alt::POST_CODE),
            city: text(alt::CITY),
            county: text(alt::COUNTY),
            country,
        })
    }

    fn shares_address(&self, company: u32) -> bool {
        let fields = [
            contact::ADDRESS,
            contact::ADDRESS_2,
            contact::POST_CODE,
            contact::CITY,
            contact::COUNTY,
            contact::COUNTRY_REGION_CODE,
        ];
        fields
            .into_iter()
            .all(|field| self.contact_text(field) == self.lookups.book.contact_text(company, field))
    }
}

/// A field of a row; blank without one.
fn of_row(found: Option<(&Records, usize)>, field: FieldNo) -> MergeValue<'_> {
    let Some((records, row)) = found else {
        return MergeValue::BLANK;
    };
    match records.value(row, field) {
        Value::Blank => MergeValue::BLANK,
        Value::Text(text) => text.into(),
        Value::Integer(number) => MergeValue::Number(number.into()),
        Value::Decimal(number) => match to_integer(number) {
            Some(whole) => MergeValue::Number(whole.into()),
            None => MergeValue::Number(number),
        },
        Value::Boolean(yes) => MergeValue::Boolean(yes),
        Value::Option(ordinal) => {
            let kind = records.table().field(field).kind;
            kind.caption_of(ordinal).unwrap_or_default().into()
        }
        Value::Date(date) => MergeValue::Date(date),
        Value::Time(time) => MergeValue::Time(time),
    }
}
