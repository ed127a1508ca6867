//! Campaigns and the entries that logging writes for them.

use super::table::table;

table! {
    /// Campaign: marketing efforts.
    campaign, CAMPAIGN, 5071, "Campaign", ["Campaigns", "Campaign Card", "Campaign List"] {
        NO = 1, "No.", Code(20), key(), must();
        DESCRIPTION = 2, "Description", Text(100);
        STARTING_DATE = 3, "Starting Date", Date;
        ENDING_DATE = 4, "Ending Date", Date;
        SALESPERSON_CODE = 5, "Salesperson Code", Code(20), refers_to(13);
        COMMENT = 6, "Comment", Boolean, calculated();
        LAST_DATE_MODIFIED = 7, "Last Date Modified", Date;
        NO_SERIES = 8, "No. Series", Code(20);
        GLOBAL_DIMENSION_1_CODE = 9, "Global Dimension 1 Code", Code(20);
        GLOBAL_DIMENSION_2_CODE = 10, "Global Dimension 2 Code", Code(20);
        STATUS_CODE = 11, "Status Code", Code(10);
        TARGET_CONTACTS_CONTACTED = 12, "Target Contacts Contacted", Integer, calculated();
        CONTACTS_RESPONDED = 13, "Contacts Responded", Integer, calculated();
        DURATION_MIN = 14, "Duration (Min.)", Decimal, calculated();
        COST_LCY = 16, "Cost (LCY)", Decimal, calculated();
        NO_OF_OPPORTUNITIES = 17, "No. of Opportunities", Integer, calculated();
        ESTIMATED_VALUE_LCY = 18, "Estimated Value (LCY)", Decimal, calculated();
        CALCD_CURRENT_VALUE_LCY = 19, "Calcd. Current Value (LCY)", Decimal, calculated();
        OPPORTUNITY_ENTRY_EXISTS = 38, "Opportunity Entry Exists", Boolean, calculated();
        TASK_ENTRY_EXISTS = 39, "Task Entry Exists", Boolean, calculated();
        // BC calculates it from its target groups; here Yes marks the campaigns whose targets are listed.
        ACTIVATED = 41, "Activated", Boolean, own();
    }
}

table! {
    /// Campaign Target Group: the customers and contacts that activated campaigns are meant for.
    campaign_target_group, CAMPAIGN_TARGET_GROUP, 7030, "Campaign Target Group", ["Campaign Target Groups"] {
        TYPE = 1, "Type", Options(&[Choice::new(0, "Customer"), Choice::new(1, "Contact")]), key(), present();
        NO = 2, "No.", Code(20), key(), present();
        CAMPAIGN_NO = 3, "Campaign No.", Code(20), key(), must(), refers_to(5071);
    }
}

table! {
    /// Campaign Entry: one row for each campaign of a logged segment.
    campaign_entry, CAMPAIGN_ENTRY, 5072, "Campaign Entry", ["Campaign Entries"] {
        ENTRY_NO = 1, "Entry No.", Integer, key(), must();
        CAMPAIGN_NO = 2, "Campaign No.", Code(20), refers_to(5071);
        DESCRIPTION = 3, "Description", Text(100);
        DATE = 4, "Date", Date;
        USER_ID = 5, "User ID", Code(50);
        SEGMENT_NO = 6, "Segment No.", Code(20);
        CANCELED = 7, "Canceled", Boolean;
        NO_OF_INTERACTIONS = 8, "No. of Interactions", Integer, calculated();
        COST_LCY = 10, "Cost (LCY)", Decimal, calculated();
        DURATION_MIN = 11, "Duration (Min.)", Decimal, calculated();
        SALESPERSON_CODE = 12, "Salesperson Code", Code(20), refers_to(13);
        REGISTER_NO = 13, "Register No.", Integer, refers_to(5075);
        DOCUMENT_TYPE = 14, "Document Type", Options(options::DOCUMENT_TYPE);
    }
}
