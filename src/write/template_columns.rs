//! Which tables and columns a template has: what people fill in, taken from the schema.

use crate::schema::{
    CAMPAIGN_ENTRY, CAMPAIGN_TARGET_GROUP, Class, FieldNo, INTERACTION_LOG_ENTRY, LOGGED_SEGMENT,
    Need, SAVED_SEGMENT_CRITERIA, SAVED_SEGMENT_CRITERIA_LINE, SEGMENT_CRITERIA_LINE, TABLES,
    Table, VALUE_ENTRY, segment_criteria_line as criteria,
};

/// Columns that people seldom fill in: whoever needs one adds it. All of BC's stored fields are
/// read; a template with all of them would hide the ones that matter.
const SELDOM: &[&str] = &[
    // What BC or segbook fills in.
    "No. Series",
    "Attachment No.",
    "Campaign Entry No.",
    "Selected On",
    "Definition",
    "Search Name",
    "Search Email",
    "Last Date Modified",
    "Last Time Modified",
    "Contact Company No.",
    "Lookup Contact No.",
    "Contact Business Relation",
    "Merged",
    "Custom Layout Code",
    "Report Layout Name",
    "Wizard Action",
    "User ID",
    // What an interaction gets when it is logged, or from a document.
    "Line No.",
    "Evaluation",
    "Time of Interaction",
    "Attempt Failed",
    "Task No.",
    "Document Type",
    "Document No.",
    "Contact Via",
    "Version No.",
    "Doc. No. Occurrence",
    "Opportunity No.",
    // What few address books keep.
    "Name 2",
    "Company Name 2",
    "Currency Code",
    "Registration No.",
    "Format Region",
    "Fax No.",
    "Telex No.",
    "Telex Answer Back",
    "VAT Registration No.",
    "Home Page",
    "Minor",
    "Parental Consent Received",
    "Middle Name",
    "Initials",
    "Extension No.",
    "Pager",
    "External ID",
    "Email 2",
    "Commission %",
    "Global Dimension 1 Code",
    "Global Dimension 2 Code",
];

/// The tables of a template: those that people edit, then saved criteria. History comes from BC or
/// from segbook itself.
pub fn template_tables() -> Vec<&'static Table> {
    let saved = [&SAVED_SEGMENT_CRITERIA, &SAVED_SEGMENT_CRITERIA_LINE];
    let history = [
        &VALUE_ENTRY,
        &INTERACTION_LOG_ENTRY,
        &LOGGED_SEGMENT,
        &CAMPAIGN_ENTRY,
        &CAMPAIGN_TARGET_GROUP,
    ];
    let is_one_of = |table: &Table, list: &[&Table]| list.iter().any(|one| one.no == table.no);
    let edited = TABLES.iter().copied();
    edited
        .filter(|table| !is_one_of(table, &history) && !is_one_of(table, &saved))
        .chain(saved)
        .collect()
}

/// The columns of a table in a template, in order: what must be there and what people often fill
/// in; criteria in the analyst's form.
pub fn template_fields(table: &'static Table) -> Vec<FieldNo> {
    // Saved criteria have the fields of criteria under the same numbers, the code in place of the
    // segment's.
    if table.no == SEGMENT_CRITERIA_LINE.no || table.no == SAVED_SEGMENT_CRITERIA_LINE.no {
        return criteria_fields().to_vec();
    }
    table
        .fields
        .iter()
        .filter(|field| {
            field.class != Class::Calculated
                && (field.need != Need::Optional || !SELDOM.contains(&field.caption))
        })
        .map(|field| field.no)
        .collect()
}

/// The columns of criteria in the analyst's form, as far as a person fills them in.
pub fn criteria_fields() -> &'static [FieldNo] {
    &[
        criteria::SEGMENT_NO,
        criteria::STEP,
        criteria::ACTION,
        criteria::TABLE_NAME,
        criteria::FIELD_NAME,
        criteria::FILTER,
        criteria::ALLOW_EXISTING_CONTACTS,
        criteria::EXPAND_CONTACT,
        criteria::ALLOW_COMPANY_WITH_PERSONS,
        criteria::IGNORE_EXCLUSION,
        criteria::ENTIRE_COMPANIES,
    ]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::schema::{CONTACT, SEGMENT_HEADER, SEGMENT_LINE};

    #[test]
    fn every_template_has_the_mandatory_columns() {
        for table in TABLES {
            let fields = template_fields(table);
            for field in table.fields.iter().filter(|f| f.need != Need::Optional) {
                assert!(fields.contains(&field.no), "{}", field.caption);
            }
        }
        assert_eq!(template_tables().len(), TABLES.len() - 5);
    }

    #[test]
    fn every_seldom_column_exists() {
        for caption in SELDOM {
            let mut fields = TABLES.iter().flat_map(|table| table.fields);
            assert!(fields.any(|field| field.caption == *caption), "{caption}");
        }
    }

    #[test]
    fn a_template_has_the_columns_that_people_fill_in() {
        let captions = |table: &'static Table| {
            let fields = template_fields(table).into_iter();
            fields
                .map(|no| table.field(no).caption)
                .collect::<Vec<_>>()
                .join("|")
        };
        assert_eq!(
            captions(&SEGMENT_CRITERIA_LINE),
            "Segment No.|Step|Action|Table|Field|Filter|Allow Existing Contacts|Expand Companies|\
             Allow Related Companies|Ignore Exclusion|Entire Companies"
        );
        assert_eq!(
            captions(&SEGMENT_HEADER),
            "No.|Description|Campaign No.|Salesperson Code|Correspondence Type (Default)|\
             Interaction Template Code|Unit Cost (LCY)|Unit Duration (Min.)|Date|Campaign Target|\
             Information Flow|Initiated By|Campaign Response|Language Code (Default)|\
             Interaction Group Code|Send Word Docs. as Attmt.|Ignore Contact Corres. Type|\
             Subject (Default)|Word Template Code|Hold|Follow-up|Recurring|Save Criteria As|\
             Save Criteria Description"
        );
        assert!(template_fields(&CONTACT).len() <= 25);
        assert!(template_fields(&SEGMENT_LINE).len() <= 22);
    }
}
