//! The groups that contacts are put into, and the link tables that do so.

use super::table::table;

table! {
    /// Mailing Group: mailing groups.
    mailing_group, MAILING_GROUP, 5055, "Mailing Group", ["Mailing Groups"] {
        CODE = 1, "Code", Code(10), key(), must();
        DESCRIPTION = 2, "Description", Text(100);
        NO_OF_CONTACTS = 3, "No. of Contacts", Integer, calculated();
    }
}

table! {
    /// Contact Mailing Group: which contact is in which mailing group.
    contact_mailing_group, CONTACT_MAILING_GROUP, 5056, "Contact Mailing Group", ["Contact Mailing Groups", "Mailing Group Contacts"] {
        CONTACT_NO = 1, "Contact No.", Code(20), key(), must(), refers_to(5050);
        MAILING_GROUP_CODE = 2, "Mailing Group Code", Code(10), key(), must(), refers_to(5055);
        CONTACT_NAME = 3, "Contact Name", Text(100), calculated();
        CONTACT_COMPANY_NAME = 4, "Contact Company Name", Text(100), calculated();
        MAILING_GROUP_DESCRIPTION = 5, "Mailing Group Description", Text(100), calculated();
    }
}

table! {
    /// Industry Group: industry groups.
    industry_group, INDUSTRY_GROUP, 5057, "Industry Group", ["Industry Groups"] {
        CODE = 1, "Code", Code(10), key(), must();
        DESCRIPTION = 2, "Description", Text(100);
        NO_OF_CONTACTS = 3, "No. of Contacts", Integer, calculated();
    }
}

table! {
    /// Contact Industry Group: which company is in which industry group.
    contact_industry_group, CONTACT_INDUSTRY_GROUP, 5058, "Contact Industry Group", ["Contact Industry Groups", "Industry Group Contacts"] {
        CONTACT_NO = 1, "Contact No.", Code(20), key(), must(), refers_to(5050);
        INDUSTRY_GROUP_CODE = 2, "Industry Group Code", Code(10), key(), must(), refers_to(5057);
        INDUSTRY_GROUP_DESCRIPTION = 3, "Industry Group Description", Text(100), calculated();
        CONTACT_NAME = 4, "Contact Name", Text(100), calculated();
    }
}

table! {
    /// Job Responsibility: job responsibilities.
    job_responsibility, JOB_RESPONSIBILITY, 5066, "Job Responsibility", ["Job Responsibilities"] {
        CODE = 1, "Code", Code(10), key(), must();
        DESCRIPTION = 2, "Description", Text(100);
        NO_OF_CONTACTS = 3, "No. of Contacts", Integer, calculated();
    }
}

table! {
    /// Contact Job Responsibility: which person has which job responsibility.
    contact_job_responsibility, CONTACT_JOB_RESPONSIBILITY, 5067, "Contact Job Responsibility", ["Contact Job Responsibilities", "Job Responsibility Contacts"] {
        CONTACT_NO = 1, "Contact No.", Code(20), key(), must(), refers_to(5050);
        JOB_RESPONSIBILITY_CODE = 2, "Job Responsibility Code", Code(10), key(), must(), refers_to(5066);
        JOB_RESPONSIBILITY_DESCRIPTION = 3, "Job Responsibility Description", Text(100), calculated();
        CONTACT_NAME = 4, "Contact Name", Text(100), calculated();
        CONTACT_COMPANY_NAME = 5, "Contact Company Name", Text(100), calculated();
    }
}

table! {
    /// Business Relation: kinds of business relation.
    business_relation, BUSINESS_RELATION, 5053, "Business Relation", ["Business Relations"] {
        CODE = 1, "Code", Code(10), key(), must();
        DESCRIPTION = 2, "Description", Text(100);
        NO_OF_CONTACTS = 3, "No. of Contacts", Integer, calculated();
    }
}

table! {
    /// Contact Business Relation: which company is which customer, vendor, bank account or employee.
    contact_business_relation, CONTACT_BUSINESS_RELATION, 5054, "Contact Business Relation", ["Contact Business Relations", "Business Relation Contacts"] {
        CONTACT_NO = 1, "Contact No.", Code(20), key(), must(), refers_to(5050);
        BUSINESS_RELATION_CODE = 2, "Business Relation Code", Code(10), key(), must(), refers_to(5053);
        LINK_TO_TABLE = 3, "Link to Table", Options(&[Choice::new(0, ""), Choice::new(1, "Customer"), Choice::new(2, "Vendor"), Choice::new(3, "Bank Account"), Choice::new(4, "Employee")]);
        NO = 4, "No.", Code(20);
        BUSINESS_RELATION_DESCRIPTION = 5, "Business Relation Description", Text(100), calculated();
        CONTACT_NAME = 6, "Contact Name", Text(100), calculated();
    }
}

table! {
    /// Organizational Level: organizational levels.
    organizational_level, ORGANIZATIONAL_LEVEL, 5070, "Organizational Level", ["Organizational Levels"] {
        CODE = 1, "Code", Code(10), key(), must();
        DESCRIPTION = 2, "Description", Text(100);
    }
}

table! {
    /// Contact Profile Answer: answers to profile questionnaires.
    contact_profile_answer, CONTACT_PROFILE_ANSWER, 5089, "Contact Profile Answer", ["Contact Profile Answers", "Profile Contacts"] {
        CONTACT_NO = 1, "Contact No.", Code(20), key(), must(), refers_to(5050);
        CONTACT_COMPANY_NO = 2, "Contact Company No.", Code(20), refers_to(5050);
        PROFILE_QUESTIONNAIRE_CODE = 3, "Profile Questionnaire Code", Code(20), key(), must();
        LINE_NO = 4, "Line No.", Integer, key(), must();
        ANSWER = 5, "Answer", Text(250), calculated();
        CONTACT_COMPANY_NAME = 6, "Contact Company Name", Text(100), calculated();
        CONTACT_NAME = 7, "Contact Name", Text(100), calculated();
        PROFILE_QUESTIONNAIRE_PRIORITY = 8, "Profile Questionnaire Priority", Options(&[Choice::new(0, "Very Low"), Choice::new(1, "Low"), Choice::new(2, "Normal"), Choice::new(3, "High"), Choice::new(4, "Very High")]);
        ANSWER_PRIORITY = 9, "Answer Priority", Options(&[Choice::new(0, "Very Low (Hidden)"), Choice::new(1, "Low"), Choice::new(2, "Normal"), Choice::new(3, "High"), Choice::new(4, "Very High")]);
        LAST_DATE_UPDATED = 10, "Last Date Updated", Date;
        QUESTIONS_ANSWERED_PERCENT = 11, "Questions Answered (%)", Decimal;
        PROFILE_QUESTIONNAIRE_VALUE = 5088, "Profile Questionnaire Value", Text(250);
    }
}
