//! Segments as they are edited: headers, lines, criteria, saved criteria, languages.

use super::table::table;

table! {
    /// Segment Header: one segment.
    segment_header, SEGMENT_HEADER, 5076, "Segment Header", ["Segment Headers", "Segment", "Segments", "Segment Card", "Segment List"] {
        NO = 1, "No.", Code(20), key(), present();
        DESCRIPTION = 2, "Description", Text(100);
        CAMPAIGN_NO = 3, "Campaign No.", Code(20), refers_to(5071);
        SALESPERSON_CODE = 4, "Salesperson Code", Code(20), refers_to(13);
        CORRESPONDENCE_TYPE_DEFAULT = 5, "Correspondence Type (Default)", Options(options::CORRESPONDENCE_TYPE);
        INTERACTION_TEMPLATE_CODE = 6, "Interaction Template Code", Code(10), refers_to(5064);
        UNIT_COST_LCY = 7, "Unit Cost (LCY)", Decimal;
        UNIT_DURATION_MIN = 8, "Unit Duration (Min.)", Decimal;
        ATTACHMENT_NO = 9, "Attachment No.", Integer, calculated();
        DATE = 10, "Date", Date;
        CAMPAIGN_TARGET = 11, "Campaign Target", Boolean;
        INFORMATION_FLOW = 12, "Information Flow", Options(options::INFORMATION_FLOW);
        INITIATED_BY = 13, "Initiated By", Options(options::INITIATED_BY);
        NO_SERIES = 14, "No. Series", Code(20);
        CAMPAIGN_RESPONSE = 15, "Campaign Response", Boolean;
        NO_OF_LINES = 16, "No. of Lines", Integer, calculated();
        COST_LCY = 17, "Cost (LCY)", Decimal, calculated();
        DURATION_MIN = 18, "Duration (Min.)", Decimal, calculated();
        LANGUAGE_CODE_DEFAULT = 19, "Language Code (Default)", Code(10);
        INTERACTION_GROUP_CODE = 20, "Interaction Group Code", Code(10), refers_to(5063);
        NO_OF_CRITERIA_ACTIONS = 21, "No. of Criteria Actions", Integer, calculated();
        SEND_WORD_DOCS_AS_ATTMT = 22, "Send Word Docs. as Attmt.", Boolean;
        IGNORE_CONTACT_CORRES_TYPE = 23, "Ignore Contact Corres. Type", Boolean;
        SUBJECT_DEFAULT = 24, "Subject (Default)", Text(100);
        CAMPAIGN_DESCRIPTION = 25, "Campaign Description", Text(100), calculated();
        WORD_TEMPLATE_CODE = 26, "Word Template Code", Code(30);
        MODIFIED_WORD_TEMPLATE = 27, "Modified Word Template", Integer, calculated();
        HOLD = 90001, "Hold", Boolean, own();
        FOLLOW_UP = 90002, "Follow-up", Boolean, own();
        RECURRING = 90003, "Recurring", Boolean, own();
        SAVE_CRITERIA_AS = 90004, "Save Criteria As", Code(10), own();
        SAVE_CRITERIA_DESCRIPTION = 90005, "Save Criteria Description", Text(100), own();
        SELECTED_ON = 90006, "Selected On", Date, own();
        DEFINITION = 90007, "Definition", Text(250), own();
    }
}

table! {
    /// Segment Line: one contact in a segment.
    segment_line, SEGMENT_LINE, 5077, "Segment Line", ["Segment Lines", "Contact Segment List"] {
        SEGMENT_NO = 1, "Segment No.", Code(20), key(), present();
        LINE_NO = 2, "Line No.", Integer, key();
        CONTACT_NO = 3, "Contact No.", Code(20), must(), refers_to(5050);
        CAMPAIGN_NO = 4, "Campaign No.", Code(20), refers_to(5071);
        SALESPERSON_CODE = 5, "Salesperson Code", Code(20), refers_to(13);
        CORRESPONDENCE_TYPE = 6, "Correspondence Type", Options(options::CORRESPONDENCE_TYPE);
        INTERACTION_TEMPLATE_CODE = 7, "Interaction Template Code", Code(10), refers_to(5064);
        COST_LCY = 8, "Cost (LCY)", Decimal;
        DURATION_MIN = 9, "Duration (Min.)", Decimal;
        ATTACHMENT_NO = 10, "Attachment No.", Integer;
        CAMPAIGN_RESPONSE = 11, "Campaign Response", Boolean;
        CONTACT_NAME = 12, "Contact Name", Text(100), calculated();
        INFORMATION_FLOW = 13, "Information Flow", Options(options::INFORMATION_FLOW);
        INITIATED_BY = 14, "Initiated By", Options(options::INITIATED_BY);
        CONTACT_ALT_ADDRESS_CODE = 15, "Contact Alt. Address Code", Code(10), refers_to(5051);
        EVALUATION = 16, "Evaluation", Options(options::EVALUATION);
        CAMPAIGN_TARGET = 17, "Campaign Target", Boolean;
        CONTACT_COMPANY_NAME = 18, "Contact Company Name", Text(100), calculated();
        LANGUAGE_CODE = 19, "Language Code", Code(10);
        DESCRIPTION = 22, "Description", Text(100);
        DATE = 23, "Date", Date;
        TIME_OF_INTERACTION = 24, "Time of Interaction", Time;
        ATTEMPT_FAILED = 25, "Attempt Failed", Boolean;
        TODO_NO = 26, "Task No.", Code(20), named("To-do No.");
        CONTACT_COMPANY_NO = 27, "Contact Company No.", Code(20), refers_to(5050);
        CAMPAIGN_ENTRY_NO = 28, "Campaign Entry No.", Integer, refers_to(5072);
        INTERACTION_GROUP_CODE = 29, "Interaction Group Code", Code(10), refers_to(5063);
        DOCUMENT_TYPE = 31, "Document Type", Options(options::DOCUMENT_TYPE);
        DOCUMENT_NO = 32, "Document No.", Code(20);
        SEND_WORD_DOC_AS_ATTMT = 33, "Send Word Doc. As Attmt.", Boolean;
        CONTACT_VIA = 34, "Contact Via", Text(80);
        VERSION_NO = 35, "Version No.", Integer;
        DOC_NO_OCCURRENCE = 36, "Doc. No. Occurrence", Integer;
        SUBJECT = 37, "Subject", Text(100);
        OPPORTUNITY_NO = 44, "Opportunity No.", Code(20);
        CONTACT_PHONE_NO = 50, "Contact Phone No.", Text(30), calculated();
        CONTACT_MOBILE_PHONE_NO = 51, "Contact Mobile Phone No.", Text(30), calculated();
        CONTACT_EMAIL = 52, "Contact Email", Text(80), calculated();
        WORD_TEMPLATE_CODE = 53, "Word Template Code", Code(30);
        MERGED = 54, "Merged", Boolean;
        COMMENT = 90001, "Comment", Text(2048), own();
    }
}

table! {
    /// Segment Criteria Line: how a segment is selected.
    segment_criteria_line, SEGMENT_CRITERIA_LINE, 5097, "Segment Criteria Line", ["Segment Criteria Lines", "Segment Criteria"] {
        SEGMENT_NO = 1, "Segment No.", Code(20), present();
        LINE_NO = 2, "Line No.", Integer;
        TYPE = 3, "Type", Options(&[Choice::new(0, "Action"), Choice::new(1, "Filter")]);
        ACTION = 4, "Action", Options(options::ACTION);
        TABLE_NO = 5, "Table No.", Integer;
        TABLE_VIEW = 6, "Table View", Text(2048), named("View");
        ALLOW_EXISTING_CONTACTS = 8, "Allow Existing Contacts", Boolean;
        EXPAND_CONTACT = 9, "Expand Companies", Boolean, named("Expand Contact");
        ALLOW_COMPANY_WITH_PERSONS = 10, "Allow Related Companies", Boolean, named("Allow Company with Persons");
        IGNORE_EXCLUSION = 11, "Ignore Exclusion", Boolean;
        ENTIRE_COMPANIES = 12, "Entire Companies", Boolean;
        TABLE_CAPTION = 13, "Table Caption", Text(250), calculated();
        NO_OF_FILTERS = 14, "No. of Filters", Integer;
        STEP = 90001, "Step", Integer, own();
        TABLE_NAME = 90002, "Table", Text(250), own();
        FIELD_NAME = 90003, "Field", Text(250), own();
        FILTER = 90004, "Filter", Text(2048), own();
        APPLIED = 90005, "Applied", Boolean, own();
        SOURCE = 90006, "Source", Text(250), own();
        LINES_BEFORE = 90007, "Lines Before", Integer, own();
        MATCHED = 90008, "Matched", Integer, own();
        LINES_AFTER = 90009, "Lines After", Integer, own();
    }
}

table! {
    /// Saved Segment Criteria: criteria kept under a code.
    saved_segment_criteria, SAVED_SEGMENT_CRITERIA, 5098, "Saved Segment Criteria", ["Saved Segment Criterias", "Saved Segment Criteria List", "Saved Segment Criteria Card"] {
        CODE = 1, "Code", Code(10), key(), must();
        DESCRIPTION = 2, "Description", Text(100);
        USER_ID = 4, "User ID", Code(50);
        NO_OF_ACTIONS = 5, "No. of Actions", Integer, calculated();
    }
}

table! {
    /// Saved Segment Criteria Line: the steps of saved criteria.
    saved_segment_criteria_line, SAVED_SEGMENT_CRITERIA_LINE, 5099, "Saved Segment Criteria Line", ["Saved Segment Criteria Lines", "Saved Segment Criteria Subform"] {
        SEGMENT_CRITERIA_CODE = 1, "Segment Criteria Code", Code(10), must(), refers_to(5098);
        LINE_NO = 2, "Line No.", Integer;
        TYPE = 3, "Type", Options(&[Choice::new(0, "Action"), Choice::new(1, "Filter")]);
        ACTION = 4, "Action", Options(options::ACTION);
        TABLE_NO = 5, "Table No.", Integer;
        TABLE_VIEW = 6, "Table View", Text(2048);
        ALLOW_EXISTING_CONTACTS = 8, "Allow Existing Contacts", Boolean;
        EXPAND_CONTACT = 9, "Expand Companies", Boolean, named("Expand Contact");
        ALLOW_COMPANY_WITH_PERSONS = 10, "Allow Related Companies", Boolean, named("Allow Company with Persons");
        IGNORE_EXCLUSION = 11, "Ignore Exclusion", Boolean;
        ENTIRE_COMPANIES = 12, "Entire Companies", Boolean;
        TABLE_CAPTION = 13, "Table Caption", Text(250), calculated();
        NO_OF_FILTERS = 14, "No. of Filters", Integer;
        STEP = 90001, "Step", Integer, own();
        TABLE_NAME = 90002, "Table", Text(250), own();
        FIELD_NAME = 90003, "Field", Text(250), own();
        FILTER = 90004, "Filter", Text(2048), own();
        APPLIED = 90005, "Applied", Boolean, own();
        SOURCE = 90006, "Source", Text(250), own();
        LINES_BEFORE = 90007, "Lines Before", Integer, own();
        MATCHED = 90008, "Matched", Integer, own();
        LINES_AFTER = 90009, "Lines After", Integer, own();
    }
}

table! {
    /// Segment Interaction Language: subject and attachment of a segment or a line, by language.
    segment_interaction_language, SEGMENT_INTERACTION_LANGUAGE, 5104, "Segment Interaction Language", ["Segment Interaction Languages", "Segment Interact. Languages", "Segment Interact. Language"] {
        SEGMENT_NO = 1, "Segment No.", Code(20), key(), present();
        SEGMENT_LINE_NO = 2, "Segment Line No.", Integer, key(), must();
        LANGUAGE_CODE = 3, "Language Code", Code(10), key(), must();
        DESCRIPTION = 4, "Description", Text(100);
        ATTACHMENT_NO = 5, "Attachment No.", Integer;
        SUBJECT = 6, "Subject", Text(100);
        WORD_TEMPLATE_CODE = 7, "Word Template Code", Code(30);
    }
}
