//! Every field of a log entry (BC §6.3: what codeunit 5051 copies from the line to table 5065).

use super::logging_tests::{World, cells};
use super::{KnownCampaignEntries, LogEntries};
use crate::schema::{
    CAMPAIGN_ENTRY, INTERACTION_LOG_ENTRY, campaign_entry, interaction_log_entry as field,
};

/// Captions of the line, its cell, and what the entry then has; in the order of the entry's fields.
const COPIED: &[(&str, &str, &str, &str)] = &[
    ("Contact Company No.", "P", "Contact Company No.", "P"),
    ("Date", "2026-12-01", "Date", "2026-12-01"),
    ("Description", "A word", "Description", "A word"),
    ("Information Flow", "Inbound", "Information Flow", "Inbound"),
    ("Initiated By", "Them", "Initiated By", "Them"),
    ("Attachment No.", "77", "Attachment No.", "77"),
    ("Cost (LCY)", "1.25", "Cost (LCY)", "1.25"),
    ("Duration (Min.)", "2.5", "Duration (Min.)", "2.5"),
    (
        "Interaction Group Code",
        "PHONE",
        "Interaction Group Code",
        "PHONE",
    ),
    (
        "Interaction Template Code",
        "LETTER",
        "Interaction Template Code",
        "LETTER",
    ),
    ("Campaign No.", "CP2", "Campaign No.", "CP2"),
    ("Campaign Response", "Yes", "Campaign Response", "Yes"),
    ("Campaign Target", "Yes", "Campaign Target", "Yes"),
    ("Evaluation", "Negative", "Evaluation", "Negative"),
    (
        "Time of Interaction",
        "09:30",
        "Time of Interaction",
        "09:30:00",
    ),
    ("Attempt Failed", "Yes", "Attempt Failed", "Yes"),
    ("Task No.", "TD7", "Task No.", "TD7"),
    ("Salesperson Code", "ANN", "Salesperson Code", "ANN"),
    (
        "Correspondence Type",
        "Hard Copy",
        "Correspondence Type",
        "Hard Copy",
    ),
    (
        "Contact Alt. Address Code",
        "WITH",
        "Contact Alt. Address Code",
        "WITH",
    ),
    ("Document Type", "Sales Inv.", "Document Type", "Sales Inv."),
    ("Document No.", "1001", "Document No.", "1001"),
    ("Version No.", "2", "Version No.", "2"),
    ("Doc. No. Occurrence", "3", "Doc. No. Occurrence", "3"),
    ("Contact Via", "0123", "Contact Via", "0123"),
    (
        "Send Word Doc. As Attmt.",
        "Yes",
        "Send Word Docs. as Attmt.",
        "Yes",
    ),
    ("Language Code", "DEU", "Interaction Language Code", "DEU"),
    ("Subject", "Hello", "Subject", "Hello"),
    ("Opportunity No.", "OP1", "Opportunity No.", "OP1"),
    ("Word Template Code", "W1", "Word Template Code", "W1"),
    ("Merged", "Yes", "Merged", "Yes"),
];

#[test]
fn bc_6_3_an_entry_takes_each_of_these_fields_from_its_line() {
    let captions: Vec<&str> = COPIED.iter().map(|one| one.0).collect();
    let values: Vec<&str> = COPIED.iter().map(|one| one.1).collect();
    let lines = [
        format!("Segment No.|Contact No.|{}", captions.join("|")),
        format!("S|A|{}", values.join("|")),
    ];
    let header = ["No.|Description", "S|Spring"];
    let world = World::new(&header, &lines.each_ref().map(String::as_str));
    let campaigns = world.campaigns(&KnownCampaignEntries::default());
    let entries = LogEntries::new(world.lines(), &world.addresses, &campaigns, 9, 7, "KH");
    for (_, _, caption, expected) in COPIED {
        let no = INTERACTION_LOG_ENTRY
            .field_called(caption)
            .expect(caption)
            .no;
        assert_eq!(cells(&entries, &[no]), [*expected], "{caption}");
    }
    // What the run gives, and what nothing gives when it is logged.
    let given = [
        field::ENTRY_NO,
        field::CONTACT_NO,
        field::USER_ID,
        field::CAMPAIGN_ENTRY_NO,
        field::SEGMENT_NO,
        field::DELIVERY_STATUS,
        field::CANCELED,
        field::LOGGED_SEGMENT_ENTRY_NO,
        field::EMAIL_LOGGED,
        field::POSTPONED,
        field::MODIFIED_WORD_TEMPLATE,
    ];
    assert_eq!(cells(&entries, &given), ["9|A|KH|41|SM1||No|7|No|No|0"]);
}

#[test]
fn bc_6_3_every_stored_field_of_an_entry_is_told_where_it_comes_from() {
    let own = [
        "Entry No.",
        "Contact No.",
        "User ID",
        "Campaign Entry No.",
        "Segment No.",
        "Delivery Status",
        "Canceled",
        "Logged Segment Entry No.",
        "Email Logged",
        "Postponed",
        "Modified Word Template",
    ];
    let stored: Vec<&str> = crate::log::entry_fields()
        .into_iter()
        .filter(|&no| no != field::CONTACT_NAME && no != field::CONTACT_COMPANY_NAME)
        .map(|no| INTERACTION_LOG_ENTRY.field(no).caption)
        .collect();
    for caption in &stored {
        let copied = COPIED.iter().any(|one| one.2 == *caption);
        assert!(copied != own.contains(caption), "{caption}");
    }
    assert_eq!(stored.len(), COPIED.len() + own.len());
}

#[test]
fn bc_6_3_one_campaign_entry_for_each_document_type_campaign_and_segment() {
    let lines = [
        "Segment No.|Contact No.|Campaign No.|Date|Document Type",
        "S|A|CP2|2026-11-24|Sales Inv.",
        "S|A|CP2|2026-11-24|",
        "S|C|CP2|2026-11-25|",
        "S|P|CP1|2026-11-26|",
        "S|P|<blank>||",
    ];
    let world = World::new(super::logging_tests::HEADER, &lines);
    let known = KnownCampaignEntries::default();
    let campaigns = world.campaigns(&known);
    // By campaign, then date, then line.
    assert_eq!(
        cells(
            campaigns.rows(),
            &[
                campaign_entry::ENTRY_NO,
                campaign_entry::CAMPAIGN_NO,
                campaign_entry::DOCUMENT_TYPE,
                campaign_entry::DATE
            ]
        ),
        [
            "41|CP1||2026-11-26",
            "42|CP2|Sales Inv.|2026-11-24",
            "43|CP2||2026-11-24",
        ]
    );
    let entries = LogEntries::new(world.lines(), &world.addresses, &campaigns, 1, 7, "KH");
    assert_eq!(
        cells(&entries, &[field::CAMPAIGN_ENTRY_NO]),
        ["42", "43", "43", "41", "0"]
    );
    assert_eq!(CAMPAIGN_ENTRY.no, campaigns.rows().table().no);
}
