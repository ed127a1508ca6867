//! Interaction templates, and the log that logging writes.

use super::table::table;

table! {
    /// Interaction Group: groups of templates.
    interaction_group, INTERACTION_GROUP, 5063, "Interaction Group", ["Interaction Groups"] {
        CODE = 1, "Code", Code(10), key(), must();
        DESCRIPTION = 2, "Description", Text(100);
        NO_OF_INTERACTIONS = 4, "No. of Interactions", Integer, calculated();
        COST_LCY = 5, "Cost (LCY)", Decimal, calculated();
        DURATION_MIN = 6, "Duration (Min.)", Decimal, calculated();
    }
}

table! {
    /// Interaction Template: defaults for one kind of interaction.
    interaction_template, INTERACTION_TEMPLATE, 5064, "Interaction Template", ["Interaction Templates"] {
        CODE = 1, "Code", Code(10), key(), must();
        INTERACTION_GROUP_CODE = 2, "Interaction Group Code", Code(10), refers_to(5063);
        DESCRIPTION = 3, "Description", Text(100);
        UNIT_COST_LCY = 4, "Unit Cost (LCY)", Decimal;
        UNIT_DURATION_MIN = 5, "Unit Duration (Min.)", Decimal;
        INFORMATION_FLOW = 6, "Information Flow", Options(options::INFORMATION_FLOW);
        INITIATED_BY = 7, "Initiated By", Options(options::INITIATED_BY);
        ATTACHMENT_NO = 8, "Attachment No.", Integer, calculated();
        CAMPAIGN_NO = 9, "Campaign No.", Code(20), refers_to(5071);
        CAMPAIGN_TARGET = 10, "Campaign Target", Boolean;
        CAMPAIGN_RESPONSE = 11, "Campaign Response", Boolean;
        CORRESPONDENCE_TYPE_DEFAULT = 12, "Correspondence Type (Default)", Options(options::CORRESPONDENCE_TYPE);
        NO_OF_INTERACTIONS = 14, "No. of Interactions", Integer, calculated();
        COST_LCY = 15, "Cost (LCY)", Decimal, calculated();
        DURATION_MIN = 16, "Duration (Min.)", Decimal, calculated();
        LANGUAGE_CODE_DEFAULT = 17, "Language Code (Default)", Code(10), refers_to(5103);
        WIZARD_ACTION = 18, "Wizard Action", Options(&[Choice::new(0, ""), Choice::new(1, "Open"), Choice::new(2, "Import"), Choice::new(3, "Merge")]);
        IGNORE_CONTACT_CORRES_TYPE = 19, "Ignore Contact Corres. Type", Boolean;
        WORD_TEMPLATE_CODE = 20, "Word Template Code", Code(30);
    }
}

table! {
    /// Interaction Tmpl. Language: a template in one language.
    interaction_tmpl_language, INTERACTION_TMPL_LANGUAGE, 5103, "Interaction Tmpl. Language", ["Interaction Tmpl. Languages", "Interact. Tmpl. Languages", "Interaction Template Languages", "Interaction Template Language"] {
        INTERACTION_TEMPLATE_CODE = 1, "Interaction Template Code", Code(10), key(), must(), refers_to(5064);
        LANGUAGE_CODE = 2, "Language Code", Code(10), key(), must();
        DESCRIPTION = 3, "Description", Text(100);
        ATTACHMENT_NO = 4, "Attachment No.", Integer;
        CUSTOM_LAYOUT_CODE = 5, "Custom Layout Code", Code(20);
        CUSTOM_LAYOUT_DESCRIPTION = 6, "Custom Layout Description", Text(250), calculated();
        WORD_TEMPLATE_CODE = 7, "Word Template Code", Code(30);
        REPORT_LAYOUT_NAME = 8, "Report Layout Name", Text(250);
    }
}

table! {
    /// Interaction Log Entry: the record that a contact was interacted with.
    interaction_log_entry, INTERACTION_LOG_ENTRY, 5065, "Interaction Log Entry", ["Interaction Log Entries", "Interaction Log Entry Export", "Interaction Entries", "Interaction Log"] {
        ENTRY_NO = 1, "Entry No.", Integer, key(), must();
        CONTACT_NO = 2, "Contact No.", Code(20), refers_to(5050);
        CONTACT_COMPANY_NO = 3, "Contact Company No.", Code(20), refers_to(5050);
        DATE = 4, "Date", Date;
        DESCRIPTION = 5, "Description", Text(100);
        INFORMATION_FLOW = 6, "Information Flow", Options(options::INFORMATION_FLOW);
        INITIATED_BY = 7, "Initiated By", Options(options::INITIATED_BY);
        ATTACHMENT_NO = 8, "Attachment No.", Integer;
        COST_LCY = 9, "Cost (LCY)", Decimal;
        DURATION_MIN = 10, "Duration (Min.)", Decimal;
        USER_ID = 11, "User ID", Code(50);
        INTERACTION_GROUP_CODE = 12, "Interaction Group Code", Code(10), refers_to(5063);
        INTERACTION_TEMPLATE_CODE = 13, "Interaction Template Code", Code(10), refers_to(5064);
        CAMPAIGN_NO = 14, "Campaign No.", Code(20), refers_to(5071);
        CAMPAIGN_ENTRY_NO = 15, "Campaign Entry No.", Integer, refers_to(5072);
        CAMPAIGN_RESPONSE = 16, "Campaign Response", Boolean;
        CAMPAIGN_TARGET = 17, "Campaign Target", Boolean;
        SEGMENT_NO = 18, "Segment No.", Code(20);
        EVALUATION = 19, "Evaluation", Options(options::EVALUATION);
        TIME_OF_INTERACTION = 20, "Time of Interaction", Time;
        ATTEMPT_FAILED = 21, "Attempt Failed", Boolean;
        TODO_NO = 23, "Task No.", Code(20), named("To-do No.");
        SALESPERSON_CODE = 24, "Salesperson Code", Code(20), refers_to(13);
        DELIVERY_STATUS = 25, "Delivery Status", Options(&[Choice::new(0, ""), Choice::new(1, "In Progress"), Choice::new(2, "Error")]);
        CANCELED = 26, "Canceled", Boolean;
        CORRESPONDENCE_TYPE = 27, "Correspondence Type", Options(options::CORRESPONDENCE_TYPE);
        CONTACT_ALT_ADDRESS_CODE = 28, "Contact Alt. Address Code", Code(10), refers_to(5051);
        LOGGED_SEGMENT_ENTRY_NO = 29, "Logged Segment Entry No.", Integer, refers_to(5075);
        DOCUMENT_TYPE = 30, "Document Type", Options(options::DOCUMENT_TYPE);
        DOCUMENT_NO = 31, "Document No.", Code(20);
        VERSION_NO = 32, "Version No.", Integer;
        DOC_NO_OCCURRENCE = 33, "Doc. No. Occurrence", Integer;
        CONTACT_VIA = 34, "Contact Via", Text(80);
        SEND_WORD_DOCS_AS_ATTMT = 35, "Send Word Docs. as Attmt.", Boolean;
        INTERACTION_LANGUAGE_CODE = 36, "Interaction Language Code", Code(10);
        EMAIL_LOGGED = 37, "Email Logged", Boolean, named("E-Mail Logged");
        SUBJECT = 38, "Subject", Text(100);
        CONTACT_NAME = 39, "Contact Name", Text(100), calculated();
        CONTACT_COMPANY_NAME = 40, "Contact Company Name", Text(100), calculated();
        COMMENT = 43, "Comment", Boolean, calculated();
        OPPORTUNITY_NO = 44, "Opportunity No.", Code(20);
        POSTPONED = 45, "Postponed", Boolean;
        WORD_TEMPLATE_CODE = 46, "Word Template Code", Code(30);
        MERGED = 47, "Merged", Boolean;
        MODIFIED_WORD_TEMPLATE = 48, "Modified Word Template", Integer;
    }
}

table! {
    /// Logged Segment: the register of what one logging wrote.
    logged_segment, LOGGED_SEGMENT, 5075, "Logged Segment", ["Logged Segments"] {
        ENTRY_NO = 1, "Entry No.", Integer, key(), must();
        SEGMENT_NO = 2, "Segment No.", Code(20);
        DESCRIPTION = 3, "Description", Text(100);
        NO_OF_INTERACTIONS = 4, "No. of Interactions", Integer, calculated();
        NO_OF_CAMPAIGN_ENTRIES = 5, "No. of Campaign Entries", Integer, calculated();
        CREATION_DATE = 6, "Creation Date", Date;
        USER_ID = 7, "User ID", Code(50);
        CANCELED = 8, "Canceled", Boolean;
    }
}
