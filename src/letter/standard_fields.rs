//! The fields that every template may use: the 48 names of BC's attachments (Codeunit 5069
//! `GetDataSource`), the prefixed names of BC's Word templates, the contact's own captions,
//! `Line_Comment`, and the further columns of the address book.

use crate::schema::{
    COMPANY_INFORMATION, CONTACT, Class, FieldNo, SALESPERSON_PURCHASER, Table,
    company_information as company, contact, salesperson_purchaser as salesperson,
};

use super::field_names::{FieldId, FieldNames, SameName};

/// What a field stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Meaning {
    /// The number of the log entry; that of the line before logging.
    EntryNo,
    /// The address block.
    MailAddress,
    /// A field of the contact.
    Contact(FieldNo),
    /// The name of the contact's country.
    ContactCountry,
    /// A greeting in the letter's language: an error when there is no formula for it.
    Salutation {
        /// Formal, or informal.
        is_formal: bool,
    },
    /// A greeting in the contact's language: blank when there is no formula for it.
    OwnSalutation {
        /// Formal, or informal.
        is_formal: bool,
    },
    /// A field of the salesperson.
    Salesperson(FieldNo),
    /// The date of the line.
    Date,
    /// The campaign of the line.
    CampaignNo,
    /// The segment.
    SegmentNo,
    /// The description of the line.
    Description,
    /// The subject of the line.
    Subject,
    /// A field of the sender.
    Company(FieldNo),
    /// The name of the sender's country.
    CompanyCountry,
    /// The recipient's e-mail address; blank for a letter on paper.
    MailTo,
    /// The comment of the line.
    Comment,
    /// A further column of the address book, by position.
    Extra(usize),
}

/// Names and meanings.
#[derive(Debug, Clone, Default)]
pub struct LetterFields {
    /// The names.
    pub names: FieldNames,
    meanings: Vec<Meaning>,
}

/// BC's names in BC's order, with what they stand for.
const ATTACHMENT_FIELDS: &[(&str, Meaning)] = &[
    ("Entry No.", Meaning::EntryNo),
    ("Contact Mail Address", Meaning::MailAddress),
    ("Contact No.", Meaning::Contact(contact::NO)),
    (
        "Contact Company Name",
        Meaning::Contact(contact::COMPANY_NAME),
    ),
    ("Contact Name", Meaning::Contact(contact::NAME)),
    ("Contact Name 2", Meaning::Contact(contact::NAME_2)),
    ("Contact Address", Meaning::Contact(contact::ADDRESS)),
    ("Contact Address 2", Meaning::Contact(contact::ADDRESS_2)),
    ("Contact Post Code", Meaning::Contact(contact::POST_CODE)),
    ("Contact City", Meaning::Contact(contact::CITY)),
    ("Contact County", Meaning::Contact(contact::COUNTY)),
    ("Contact Country/Region Name", Meaning::ContactCountry),
    ("Contact Job Title", Meaning::Contact(contact::JOB_TITLE)),
    ("Contact Phone No.", Meaning::Contact(contact::PHONE_NO)),
    ("Contact Fax No.", Meaning::Contact(contact::FAX_NO)),
    ("Contact Email", Meaning::Contact(contact::EMAIL)),
    (
        "Contact Mobile Phone No.",
        Meaning::Contact(contact::MOBILE_PHONE_NO),
    ),
    (
        "Contact VAT Registration No.",
        Meaning::Contact(contact::VAT_REGISTRATION_NO),
    ),
    ("Contact Home Page", Meaning::Contact(contact::HOME_PAGE)),
    ("Formal Salutation", Meaning::Salutation { is_formal: true }),
    (
        "Informal Salutation",
        Meaning::Salutation { is_formal: false },
    ),
    (
        "Salesperson/Purchaser Code",
        Meaning::Salesperson(salesperson::CODE),
    ),
    (
        "Salesperson/Purchaser Name",
        Meaning::Salesperson(salesperson::NAME),
    ),
    (
        "Salesperson/Purchaser Job Title",
        Meaning::Salesperson(salesperson::JOB_TITLE),
    ),
    (
        "Salesperson/Purchaser Phone No.",
        Meaning::Salesperson(salesperson::PHONE_NO),
    ),
    (
        "Salesperson/Purchaser Email",
        Meaning::Salesperson(salesperson::EMAIL),
    ),
    ("Document Date", Meaning::Date),
    ("Document Campaign No.", Meaning::CampaignNo),
    ("Document Segment No.", Meaning::SegmentNo),
    ("Document Description", Meaning::Description),
    ("Document Subject", Meaning::Subject),
    ("Company Information Name", Meaning::Company(company::NAME)),
    (
        "Company Information Name 2",
        Meaning::Company(company::NAME_2),
    ),
    (
        "Company Information Address",
        Meaning::Company(company::ADDRESS),
    ),
    (
        "Company Information Address 2",
        Meaning::Company(company::ADDRESS_2),
    ),
    (
        "Company Information Post Code",
        Meaning::Company(company::POST_CODE),
    ),
    ("Company Information City", Meaning::Company(company::CITY)),
    (
        "Company Information County",
        Meaning::Company(company::COUNTY),
    ),
    (
        "Company Information Country/Region Name",
        Meaning::CompanyCountry,
    ),
    (
        "Company Information VAT Registration No.",
        Meaning::Company(company::VAT_REGISTRATION_NO),
    ),
    (
        "Company Information Registration No.",
        Meaning::Company(company::REGISTRATION_NO),
    ),
    (
        "Company Information Phone No.",
        Meaning::Company(company::PHONE_NO),
    ),
    (
        "Company Information Fax No.",
        Meaning::Company(company::FAX_NO),
    ),
    (
        "Company Information Bank Branch No.",
        Meaning::Company(company::BANK_BRANCH_NO),
    ),
    (
        "Company Information Bank Name",
        Meaning::Company(company::BANK_NAME),
    ),
    (
        "Company Information Bank Account No.",
        Meaning::Company(company::BANK_ACCOUNT_NO),
    ),
    (
        "Company Information Giro No.",
        Meaning::Company(company::GIRO_NO),
    ),
    ("FaxMailTo", Meaning::MailTo),
];

/// Further names: segbook's own, and those of BC's Word templates that need no table.
const OWN_FIELDS: &[(&str, Meaning)] = &[
    ("Line_Comment", Meaning::Comment),
    (
        "CONTA_CALC_Formal Salutation",
        Meaning::OwnSalutation { is_formal: true },
    ),
    (
        "CONTA_CALC_Informal Salutation",
        Meaning::OwnSalutation { is_formal: false },
    ),
    (
        "CALC_Formal Salutation",
        Meaning::OwnSalutation { is_formal: true },
    ),
    (
        "CALC_Informal Salutation",
        Meaning::OwnSalutation { is_formal: false },
    ),
    ("Log Entry Number", Meaning::EntryNo),
];

impl LetterFields {
    /// All fields, with the captions of the further columns of Contact. The error names two that Word
    /// cannot tell apart.
    pub fn new<'a>(extra_columns: impl IntoIterator<Item = &'a str>) -> Result<Self, SameName> {
        let mut fields = Self::default();
        for (name, meaning) in ATTACHMENT_FIELDS.iter().chain(OWN_FIELDS) {
            fields.add(name, *meaning)?;
        }
        fields.add_table("CONTA_", &CONTACT, Meaning::Contact)?;
        fields.add_table("SALES_", &SALESPERSON_PURCHASER, Meaning::Salesperson)?;
        fields.add_table("COMPA_", &COMPANY_INFORMATION, Meaning::Company)?;
        // The contact's own captions, as in a letter that is made from the contact alone.
        for field in stored(&CONTACT) {
            if fields.names.find(field.caption).is_none() {
                fields.add(field.caption, Meaning::Contact(field.no))?;
            }
        }
        for (index, caption) in extra_columns.into_iter().enumerate() {
            fields.add(caption, Meaning::Extra(index))?;
        }
        Ok(fields)
    }

    fn add(&mut self, name: &str, meaning: Meaning) -> Result<(), SameName> {
        self.names.add(name)?;
        self.meanings.push(meaning);
        Ok(())
    }

    fn add_table(
        &mut self,
        prefix: &str,
        table: &Table,
        meaning: fn(FieldNo) -> Meaning,
    ) -> Result<(), SameName> {
        for field in stored(table) {
            self.add(&format!("{prefix}{}", field.caption), meaning(field.no))?;
        }
        Ok(())
    }

    /// What a field stands for.
    pub fn meaning(&self, id: FieldId) -> Meaning {
        self.meanings[id.0 as usize]
    }
}

fn stored(table: &Table) -> impl Iterator<Item = &'static crate::schema::Field> {
    table
        .fields
        .iter()
        .filter(|field| field.class == Class::Normal)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_names_of_business_central_are_known() {
        assert_eq!(ATTACHMENT_FIELDS.len(), 48);
        let fields = LetterFields::new(["Shoe Size"]).expect("names that differ");
        for (name, expected) in [
            ("Contact_Name", Meaning::Contact(contact::NAME)),
            ("Name", Meaning::Contact(contact::NAME)),
            ("CONTA_Phone_No", Meaning::Contact(contact::PHONE_NO)),
            ("CONTA_Post_Code", Meaning::Contact(contact::POST_CODE)),
            ("SALES_Email", Meaning::Salesperson(salesperson::EMAIL)),
            ("COMPA_IBAN", Meaning::Company(company::IBAN)),
            ("Contact_CountryRegion_Name", Meaning::ContactCountry),
            (
                "SalespersonPurchaser_Name",
                Meaning::Salesperson(salesperson::NAME),
            ),
            ("Line_Comment", Meaning::Comment),
            ("Shoe_Size", Meaning::Extra(0)),
            (
                "CALC_Formal_Salutation",
                Meaning::OwnSalutation { is_formal: true },
            ),
            ("Formal_Salutation", Meaning::Salutation { is_formal: true }),
        ] {
            let found = fields.names.find(name).map(|id| fields.meaning(id));
            assert_eq!(found, Some(expected), "{name}");
        }
        assert_eq!(fields.names.nearest("Nmae"), Some("Name"));
        let same = LetterFields::new(["Line Comment"]).expect_err("the same letters");
        assert_eq!(
            (same.first.as_str(), same.second.as_str()),
            ("Line_Comment", "Line Comment")
        );
    }
}
