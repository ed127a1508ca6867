//! Contacts and their alternative addresses.

use super::table::table;

table! {
    /// Contact: who can be selected.
    contact, CONTACT, 5050, "Contact", ["Contacts", "Contact List", "Contact Card"] {
        NO = 1, "No.", Code(20), key(), must();
        NAME = 2, "Name", Text(100);
        SEARCH_NAME = 3, "Search Name", Code(100);
        NAME_2 = 4, "Name 2", Text(50);
        ADDRESS = 5, "Address", Text(100);
        ADDRESS_2 = 6, "Address 2", Text(50);
        CITY = 7, "City", Text(30);
        PHONE_NO = 9, "Phone No.", Text(30);
        TELEX_NO = 10, "Telex No.", Text(20);
        TERRITORY_CODE = 15, "Territory Code", Code(10);
        CURRENCY_CODE = 22, "Currency Code", Code(10);
        LANGUAGE_CODE = 24, "Language Code", Code(10);
        REGISTRATION_NUMBER = 25, "Registration No.", Text(50), named("Registration Number");
        SALESPERSON_CODE = 29, "Salesperson Code", Code(20), refers_to(13);
        COUNTRY_REGION_CODE = 35, "Country/Region Code", Code(10);
        COMMENT = 38, "Comment", Boolean, calculated();
        FORMAT_REGION = 48, "Format Region", Text(80);
        LAST_DATE_MODIFIED = 54, "Last Date Modified", Date;
        FAX_NO = 84, "Fax No.", Text(30);
        TELEX_ANSWER_BACK = 85, "Telex Answer Back", Text(20);
        VAT_REGISTRATION_NO = 86, "VAT Registration No.", Text(20);
        POST_CODE = 91, "Post Code", Code(20);
        COUNTY = 92, "County", Text(30);
        EMAIL = 102, "Email", Text(80), named("E-Mail");
        HOME_PAGE = 103, "Home Page", Text(255);
        PRIVACY_BLOCKED = 150, "Privacy Blocked", Boolean;
        MINOR = 151, "Minor", Boolean;
        PARENTAL_CONSENT_RECEIVED = 152, "Parental Consent Received", Boolean;
        TYPE = 5050, "Type", Options(&[Choice::new(0, "Company"), Choice::new(1, "Person")]);
        COMPANY_NO = 5051, "Company No.", Code(20), refers_to(5050);
        COMPANY_NAME = 5052, "Company Name", Text(100);
        LOOKUP_CONTACT_NO = 5053, "Lookup Contact No.", Code(20), refers_to(5050);
        FIRST_NAME = 5054, "First Name", Text(30);
        MIDDLE_NAME = 5055, "Middle Name", Text(30);
        SURNAME = 5056, "Surname", Text(30);
        JOB_TITLE = 5058, "Job Title", Text(30);
        INITIALS = 5059, "Initials", Text(30);
        EXTENSION_NO = 5060, "Extension No.", Text(30);
        MOBILE_PHONE_NO = 5061, "Mobile Phone No.", Text(30);
        PAGER = 5062, "Pager", Text(30);
        ORGANIZATIONAL_LEVEL_CODE = 5063, "Organizational Level Code", Code(10), refers_to(5070);
        EXCLUDE_FROM_SEGMENT = 5064, "Exclude from Segment", Boolean;
        NEXT_TASK_DATE = 5066, "Next Task Date", Date, calculated();
        LAST_DATE_ATTEMPTED = 5067, "Last Date Attempted", Date, calculated();
        DATE_OF_LAST_INTERACTION = 5068, "Date of Last Interaction", Date, calculated();
        NO_OF_JOB_RESPONSIBILITIES = 5069, "No. of Job Responsibilities", Integer, calculated();
        NO_OF_INDUSTRY_GROUPS = 5070, "No. of Industry Groups", Integer, calculated();
        NO_OF_BUSINESS_RELATIONS = 5071, "No. of Business Relations", Integer, calculated();
        NO_OF_MAILING_GROUPS = 5072, "No. of Mailing Groups", Integer, calculated();
        EXTERNAL_ID = 5073, "External ID", Code(20);
        NO_OF_INTERACTIONS = 5074, "No. of Interactions", Integer, calculated();
        COST_LCY = 5076, "Cost (LCY)", Decimal, calculated();
        DURATION_MIN = 5077, "Duration (Min.)", Decimal, calculated();
        NO_OF_OPPORTUNITIES = 5078, "No. of Opportunities", Integer, calculated();
        ESTIMATED_VALUE_LCY = 5079, "Estimated Value (LCY)", Decimal, calculated();
        CALCD_CURRENT_VALUE_LCY = 5080, "Calcd. Current Value (LCY)", Decimal, calculated();
        OPPORTUNITY_ENTRY_EXISTS = 5082, "Opportunity Entry Exists", Boolean, calculated();
        TASK_ENTRY_EXISTS = 5083, "Task Entry Exists", Boolean, calculated();
        CONTACT_BUSINESS_RELATION = 5086, "Contact Business Relation", Options(&[Choice::new(0, ""), Choice::new(1, "Customer"), Choice::new(2, "Vendor"), Choice::new(3, "Bank Account"), Choice::new(4, "Employee"), Choice::new(100, "None"), Choice::new(101, "Other"), Choice::new(102, "Multiple")]);
        CORRESPONDENCE_TYPE = 5100, "Correspondence Type", Options(options::CORRESPONDENCE_TYPE);
        SALUTATION_CODE = 5101, "Salutation Code", Code(10);
        SEARCH_EMAIL = 5102, "Search Email", Code(80), named("Search E-Mail");
        LAST_TIME_MODIFIED = 5104, "Last Time Modified", Time;
        EMAIL_2 = 5105, "Email 2", Text(80), named("E-Mail 2");
    }
}

table! {
    /// Contact Alt. Address: other addresses of a contact.
    contact_alt_address, CONTACT_ALT_ADDRESS, 5051, "Contact Alt. Address", ["Contact Alt. Addresses", "Contact Alt. Address List", "Contact Alt. Address Card", "Alternative Addresses"] {
        CONTACT_NO = 1, "Contact No.", Code(20), key(), must(), refers_to(5050);
        CODE = 2, "Code", Code(10), key(), must();
        COMPANY_NAME = 3, "Company Name", Text(100);
        COMPANY_NAME_2 = 4, "Company Name 2", Text(50);
        ADDRESS = 5, "Address", Text(100);
        ADDRESS_2 = 6, "Address 2", Text(50);
        CITY = 7, "City", Text(30);
        POST_CODE = 8, "Post Code", Code(20);
        COUNTY = 9, "County", Text(30);
        COUNTRY_REGION_CODE = 10, "Country/Region Code", Code(10);
        PHONE_NO = 12, "Phone No.", Text(30);
        TELEX_NO = 13, "Telex No.", Text(20);
        EXTENSION_NO = 14, "Extension No.", Text(30);
        MOBILE_PHONE_NO = 15, "Mobile Phone No.", Text(30);
        PAGER = 16, "Pager", Text(30);
        EMAIL = 17, "Email", Text(80), named("E-Mail");
        HOME_PAGE = 18, "Home Page", Text(255);
        FAX_NO = 19, "Fax No.", Text(30);
        TELEX_ANSWER_BACK = 20, "Telex Answer Back", Text(20);
        LAST_DATE_MODIFIED = 21, "Last Date Modified", Date;
        SEARCH_EMAIL = 22, "Search Email", Code(80), named("Search E-Mail");
    }
}

table! {
    /// Contact Alt. Addr. Date Range: when an alternative address is the active one.
    contact_alt_addr_date_range, CONTACT_ALT_ADDR_DATE_RANGE, 5052, "Contact Alt. Addr. Date Range", ["Contact Alt. Addr. Date Ranges", "Alt. Addr. Date Ranges"] {
        CONTACT_NO = 1, "Contact No.", Code(20), key(), must(), refers_to(5050);
        CONTACT_ALT_ADDRESS_CODE = 2, "Contact Alt. Address Code", Code(10), must(), refers_to(5051);
        STARTING_DATE = 3, "Starting Date", Date, key();
        ENDING_DATE = 4, "Ending Date", Date;
    }
}
