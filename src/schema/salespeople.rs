//! The people responsible.

use super::table::table;

table! {
    /// Salesperson/Purchaser: salespeople and purchasers.
    salesperson_purchaser, SALESPERSON_PURCHASER, 13, "Salesperson/Purchaser", ["Salespersons/Purchasers", "Salespeople/Purchasers", "Salespeople", "Salesperson", "Salespersons", "Salesperson/Purchaser Card"] {
        CODE = 1, "Code", Code(20), key(), must();
        NAME = 2, "Name", Text(50);
        COMMISSION_PERCENT = 3, "Commission %", Decimal;
        PRIVACY_BLOCKED = 150, "Privacy Blocked", Boolean;
        GLOBAL_DIMENSION_1_CODE = 5050, "Global Dimension 1 Code", Code(20);
        GLOBAL_DIMENSION_2_CODE = 5051, "Global Dimension 2 Code", Code(20);
        EMAIL = 5052, "Email", Text(80), named("E-Mail");
        PHONE_NO = 5053, "Phone No.", Text(30);
        NEXT_TASK_DATE = 5054, "Next Task Date", Date, calculated();
        NO_OF_OPPORTUNITIES = 5055, "No. of Opportunities", Integer, calculated();
        ESTIMATED_VALUE_LCY = 5056, "Estimated Value (LCY)", Decimal, calculated();
        CALCD_CURRENT_VALUE_LCY = 5057, "Calcd. Current Value (LCY)", Decimal, calculated();
        NO_OF_INTERACTIONS = 5059, "No. of Interactions", Integer, calculated();
        COST_LCY = 5060, "Cost (LCY)", Decimal, calculated();
        DURATION_MIN = 5061, "Duration (Min.)", Decimal, calculated();
        JOB_TITLE = 5062, "Job Title", Text(30);
        AVG_ESTIMATED_VALUE_LCY = 5068, "Avg. Estimated Value (LCY)", Decimal, calculated();
        AVG_CALCD_CURRENT_VALUE_LCY = 5069, "Avg.Calcd. Current Value (LCY)", Decimal, calculated();
        OPPORTUNITY_ENTRY_EXISTS = 5082, "Opportunity Entry Exists", Boolean, calculated();
        TASK_ENTRY_EXISTS = 5083, "Task Entry Exists", Boolean, calculated();
        SEARCH_EMAIL = 5085, "Search Email", Code(80), named("Search E-Mail");
        EMAIL_2 = 5086, "Email 2", Text(80), named("E-Mail 2");
        BLOCKED = 5087, "Blocked", Boolean;
    }
}
