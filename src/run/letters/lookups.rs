//! What letters look up in the book: salespeople, the sender, countries, greetings, other addresses.

use std::collections::BTreeMap;

use crate::check::Book;
use crate::finding::code::writing;
use crate::finding::near_miss::did_you_mean;
use crate::finding::{Finding, Findings};
use crate::letter::{AddressFormat, CityLine, ContactLine, LetterFields, Meaning};
use crate::schema::{
    self, Table, contact_alt_address as alt, country_region as country,
    letter_fallback as fallback, salesperson_purchaser, salutation_formula as formula,
};
use crate::table::{Fill, Records};

/// The rows that letters look up, by what they are looked up with.
pub(super) struct Lookups<'a> {
    pub(super) book: &'a Book,
    salespeople: BTreeMap<&'a str, usize>,
    countries: BTreeMap<&'a str, usize>,
    /// By salutation, language, and whether it is formal.
    formulas: BTreeMap<(&'a str, &'a str, bool), usize>,
    /// By contact and code.
    addresses: BTreeMap<(u32, &'a str), usize>,
    /// What stands where a value is blank, by language; there are few.
    fallbacks: Vec<(Meaning, &'a str, &'a str)>,
}

impl<'a> Lookups<'a> {
    pub(super) fn new(book: &'a Book) -> Self {
        let by_code = |table: &'static Table, field| {
            let records = book.table(table);
            rows(records)
                .map(|(records, row)| (records.text(row, field), row))
                .collect()
        };
        let formulas = rows(book.table(&schema::SALUTATION_FORMULA)).map(|(records, row)| {
            let text = |field| records.text(row, field);
            let is_formal = records.option(row, formula::SALUTATION_TYPE) == 0;
            let key = (
                text(formula::SALUTATION_CODE),
                text(formula::LANGUAGE_CODE),
                is_formal,
            );
            (key, row)
        });
        let addresses = rows(book.table(&schema::CONTACT_ALT_ADDRESS));
        let addresses = addresses.filter_map(|(records, row)| {
            let contact = book.find_contact(records.text(row, alt::CONTACT_NO))?;
            Some(((contact, records.text(row, alt::CODE)), row))
        });
        Self {
            book,
            salespeople: by_code(&schema::SALESPERSON_PURCHASER, salesperson_purchaser::CODE),
            countries: by_code(&schema::COUNTRY_REGION, country::CODE),
            formulas: formulas.collect(),
            addresses: addresses.collect(),
            fallbacks: Vec::new(),
        }
    }

    /// Reads what stands where a value is blank; fields that nobody knows are found.
    pub(super) fn read_fallbacks(&mut self, fields: &LetterFields, findings: &mut Findings) {
        for (records, row) in rows(self.book.table(&schema::LETTER_FALLBACK)) {
            let name = records.text(row, fallback::FIELD);
            let Some(id) = fields.names.find(name) else {
                let near = did_you_mean(fields.names.nearest(name));
                findings.push(Finding::new(
                    &writing::W106,
                    records.place(row, Some(fallback::FIELD)),
                    format!("\"{name}\""),
                    "the name of a field, e.g. Contact_Name or CONTA_First_Name",
                    format!("correct the name{near}"),
                ));
                continue;
            };
            let language = records.text(row, fallback::LANGUAGE_CODE);
            let text = records.text(row, fallback::TEXT);
            self.fallbacks.push((fields.meaning(id), language, text));
        }
    }

    /// What stands where a value is blank: in this language, else in all.
    pub(super) fn fallback(&self, meaning: Meaning, language: &str) -> Option<&'a str> {
        let of = |wanted: &str| {
            let mut all = self.fallbacks.iter();
            let found = all.find(|(known, code, _)| *known == meaning && *code == wanted);
            found.map(|(_, _, text)| *text)
        };
        of(language).or_else(|| of(""))
    }

    pub(super) fn salesperson(&self, code: &str) -> Option<(&'a Records, usize)> {
        let row = *self.salespeople.get(code)?;
        Some((self.book.table(&schema::SALESPERSON_PURCHASER)?, row))
    }

    /// The sender: the first row of Company Information.
    pub(super) fn company(&self) -> Option<(&'a Records, usize)> {
        let records = self.book.table(&schema::COMPANY_INFORMATION)?;
        (!records.is_empty()).then_some((records, 0))
    }

    /// The name of a country; blank when nobody knows it.
    pub(super) fn country_name(&self, code: &str) -> &'a str {
        let row = self.countries.get(code);
        row.zip(self.book.table(&schema::COUNTRY_REGION))
            .map_or("", |(row, records)| records.text(*row, country::NAME))
    }

    /// How addresses of a country are written, and its line in them: BC shows an unknown code itself;
    /// without a table of countries there is no such line.
    pub(super) fn address_format<'b>(&self, code: &'b str) -> (AddressFormat, &'b str)
    where
        'a: 'b,
    {
        let Some(records) = self.book.table(&schema::COUNTRY_REGION) else {
            return (AddressFormat::LOCAL, "");
        };
        if code.is_empty() {
            return (AddressFormat::LOCAL, "");
        }
        let Some(&row) = self.countries.get(code) else {
            return (AddressFormat::LOCAL, code);
        };
        let place = country::ADDRESS_FORMAT;
        let city = match (records.fill(row, place), records.option(row, place)) {
            (_, 2) => CityLine::CityCountyPostCode,
            (Fill::Value, 0 | 3) => CityLine::PostCodeCity,
            // What a country begins with in BC.
            _ => CityLine::CityPostCode,
        };
        let place = country::CONTACT_ADDRESS_FORMAT;
        let contact = match (records.fill(row, place), records.option(row, place)) {
            (Fill::Value, 0) => ContactLine::First,
            (_, 2) => ContactLine::Last,
            // What a country begins with in BC.
            _ => ContactLine::AfterCompanyName,
        };
        let format = AddressFormat { city, contact };
        (format, records.text(row, country::NAME))
    }

    pub(super) fn formula(
        &self,
        salutation: &str,
        language: &str,
        is_formal: bool,
    ) -> Option<(&'a Records, usize)> {
        let row = *self.formulas.get(&(salutation, language, is_formal))?;
        Some((self.book.table(&schema::SALUTATION_FORMULA)?, row))
    }

    /// An alternative address of a contact.
    pub(super) fn alt_address(&self, contact: u32, code: &str) -> Option<(&'a Records, usize)> {
        let row = *self.addresses.get(&(contact, code))?;
        Some((self.book.table(&schema::CONTACT_ALT_ADDRESS)?, row))
    }
}

fn rows(records: Option<&Records>) -> impl Iterator<Item = (&Records, usize)> {
    records
        .into_iter()
        .flat_map(|records| (0..records.len()).map(move |row| (records, row)))
}
