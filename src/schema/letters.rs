//! What letters need besides the contact: the sender, countries with their form of address, and how
//! people are greeted.

use super::table::table;

table! {
    /// Company Information: who writes. One row.
    company_information, COMPANY_INFORMATION, 79, "Company Information", ["Company"] {
        PRIMARY_KEY = 1, "Primary Key", Code(10);
        NAME = 2, "Name", Text(100), present();
        NAME_2 = 3, "Name 2", Text(50);
        ADDRESS = 4, "Address", Text(100);
        ADDRESS_2 = 5, "Address 2", Text(50);
        CITY = 6, "City", Text(30);
        PHONE_NO = 7, "Phone No.", Text(30);
        PHONE_NO_2 = 8, "Phone No. 2", Text(30);
        TELEX_NO = 9, "Telex No.", Text(30);
        FAX_NO = 10, "Fax No.", Text(30);
        GIRO_NO = 11, "Giro No.", Text(20);
        BANK_NAME = 12, "Bank Name", Text(100);
        BANK_BRANCH_NO = 13, "Bank Branch No.", Text(20);
        BANK_ACCOUNT_NO = 14, "Bank Account No.", Text(30);
        VAT_REGISTRATION_NO = 19, "VAT Registration No.", Text(20);
        REGISTRATION_NO = 20, "Registration No.", Text(20);
        POST_CODE = 30, "Post Code", Code(20);
        COUNTY = 31, "County", Text(30);
        EMAIL = 34, "Email", Text(80), named("E-Mail");
        HOME_PAGE = 35, "Home Page", Text(255);
        COUNTRY_REGION_CODE = 36, "Country/Region Code", Code(10);
        IBAN = 38, "IBAN", Code(50);
        SWIFT_CODE = 39, "SWIFT Code", Code(20);
        CONTACT_PERSON = 51, "Contact Person", Text(50);
    }
}

table! {
    /// Letters: what came of the lines that were to get a letter. Written by segbook, never read.
    letter, LETTER, 90_001, "Letters", [] {
        SEGMENT_NO = 1, "Segment No.", Code(20);
        LINE_NO = 2, "Line No.", Integer;
        CONTACT_NO = 3, "Contact No.", Code(20);
        CONTACT_NAME = 4, "Contact Name", Text(100);
        CONTACT_EMAIL = 5, "Contact Email", Text(80);
        CORRESPONDENCE_TYPE = 6, "Correspondence Type", Options(options::CORRESPONDENCE_TYPE);
        FILE = 7, "File", Text(250);
        DELIVERY_STATUS = 8, "Delivery Status", Options(&[Choice::new(0, ""), Choice::new(1, "In Progress"), Choice::new(2, "Error")]);
        BLANK_FIELDS = 9, "Blank Fields", Text(2048);
        REASON = 10, "Reason", Text(2048);
    }
}

table! {
    /// Letter Fallback: what stands in letters where a value is blank, in one language or in all. A table
    /// of segbook.
    letter_fallback, LETTER_FALLBACK, 90_002, "Letter Fallback", ["Letter Fallbacks"] {
        FIELD = 1, "Field", Text(100), key(), must();
        LANGUAGE_CODE = 2, "Language Code", Code(10), key();
        TEXT = 3, "Text", Text(250);
    }
}

table! {
    /// Country/Region: names of countries, and how addresses are written there.
    country_region, COUNTRY_REGION, 9, "Country/Region", ["Countries/Regions", "Countries", "Country"] {
        CODE = 1, "Code", Code(10), key(), must();
        NAME = 2, "Name", Text(50);
        ISO_CODE = 4, "ISO Code", Code(2);
        ADDRESS_FORMAT = 8, "Address Format", Options(&[Choice::new(0, "Post Code+City"), Choice::new(1, "City+Post Code"), Choice::new(2, "City+County+Post Code"), Choice::new(3, "Blank Line+Post Code+City")]);
        CONTACT_ADDRESS_FORMAT = 9, "Contact Address Format", Options(&[Choice::new(0, "First"), Choice::new(1, "After Company Name"), Choice::new(2, "Last")]);
        COUNTY_NAME = 12, "County Name", Text(30);
    }
}

table! {
    /// Salutation Formula: how people are greeted, by salutation, language and type.
    salutation_formula, SALUTATION_FORMULA, 5069, "Salutation Formula", ["Salutation Formulas"] {
        SALUTATION_CODE = 1, "Salutation Code", Code(10), key(), must();
        LANGUAGE_CODE = 2, "Language Code", Code(10), key();
        SALUTATION_TYPE = 3, "Salutation Type", Options(&[Choice::new(0, "Formal"), Choice::new(1, "Informal")]), key();
        SALUTATION = 4, "Salutation", Text(50);
        NAME_1 = 5, "Name 1", Options(options::NAME_PART);
        NAME_2 = 6, "Name 2", Options(options::NAME_PART);
        NAME_3 = 7, "Name 3", Options(options::NAME_PART);
        NAME_4 = 8, "Name 4", Options(options::NAME_PART);
        NAME_5 = 9, "Name 5", Options(options::NAME_PART);
    }
}
