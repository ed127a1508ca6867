//! Logging a segment, and the segment that follows it.

use crate::support::{Book, world};

fn book() -> Book {
    let header =
        "No.; Description; Interaction Template Code; Salesperson Code; Campaign No.; Follow-up
        SPRING; Spring letter; LETTER; ANN; CP1; Yes";
    let book = world::book_with(header, world::GERMANS);
    book.sheet("Campaign", "No.; Description\nCP1; Spring");
    book
}

#[test]
fn logging_writes_an_entry_a_line_a_campaign_entry_and_a_register() {
    let book = book();
    let outcome = world::succeeds(book.segbook(&["run"]));
    let logged = book.written("logged/SPRING.xlsx");
    assert_eq!(
        logged.names(),
        [
            "Cover",
            "Logged Segment",
            "Interaction Log Entry",
            "Campaign Entry",
            "Segment Criteria Line"
        ]
    );
    assert_eq!(
        logged.sheet("Logged Segment").rows(&[
            "Entry No.",
            "Segment No.",
            "Description",
            "Creation Date",
            "User ID",
            "Canceled"
        ]),
        ["1|SPRING|Spring letter|2026-11-23|MARTA|No"]
    );
    let entries = logged.sheet("Interaction Log Entry");
    assert_eq!(
        entries.rows(&[
            "Entry No.",
            "Contact No.",
            "Contact Company No.",
            "Date",
            "Description",
            "Segment No.",
            "Logged Segment Entry No.",
            "Campaign No.",
            "Campaign Entry No.",
            "User ID",
        ]),
        [
            "1|B||2026-11-23|Spring letter|SPRING|1|CP1|1|MARTA",
            "2|A|A|2026-11-23|Spring letter|SPRING|1|CP1|1|MARTA",
            "3|C|A|2026-11-23|Spring letter|SPRING|1|CP1|1|MARTA",
            "4|D|A|2026-11-23|Spring letter|SPRING|1|CP1|1|MARTA",
        ]
    );
    assert_eq!(
        entries.rows(&[
            "Information Flow",
            "Initiated By",
            "Cost (LCY)",
            "Duration (Min.)",
            "Correspondence Type",
            "Canceled",
            "Postponed"
        ])[0],
        "Outbound|Us|1.5|2|Hard Copy|No|No"
    );
    assert_eq!(
        entries.rows(&["Contact Name", "Contact Company Name"]),
        [
            "Bea Berg|",
            "|Alpha GmbH",
            "Cem Can|Alpha GmbH",
            "Dora Dahl|Alpha GmbH"
        ]
    );
    assert_eq!(
        logged.sheet("Segment Criteria Line").rows(&[
            "Step",
            "Action",
            "Applied",
            "Lines Before",
            "Matched",
            "Lines After"
        ]),
        ["1|Add Contacts|Yes|0|4|4"]
    );
    assert_eq!(
        book.written("interaction-log-entries.xlsx")
            .sheet("Interaction Log Entry")
            .len(),
        4
    );
    let run = book.only_run();
    let id = run.file_name().unwrap().to_str().unwrap();
    assert_eq!(
        outcome.balance(),
        format!(
            "6 contacts read = 6 usable + 0 rejected; SPRING: 4 logged, follow-up SM00001; run {id}"
        )
    );
}

#[test]
fn bc_7_1_the_follow_up_has_the_same_contacts_and_nothing_decided() {
    let book = book();
    world::succeeds(book.segbook(&["run"]));
    let next = book.written("follow-up/SM00001.xlsx");
    assert_eq!(
        next.names(),
        [
            "Cover",
            "Segment Header",
            "Segment Line",
            "Segment Criteria Line"
        ]
    );
    assert_eq!(
        next.sheet("Segment Header").rows(&[
            "No.",
            "Description",
            "Campaign No.",
            "Hold",
            "Date",
            "Interaction Template Code",
            "Salesperson Code"
        ]),
        ["SM00001|Follow-up on segment SPRING|CP1|Yes|||"]
    );
    assert_eq!(
        next.sheet("Segment Line").rows(&[
            "Segment No.",
            "Line No.",
            "Contact No.",
            "Campaign No."
        ]),
        [
            "SM00001|10000|B|CP1",
            "SM00001|20000|A|CP1",
            "SM00001|30000|C|CP1",
            "SM00001|40000|D|CP1",
        ]
    );
    assert_eq!(
        next.sheet("Segment Line").rows(&[
            "Description",
            "Date",
            "Salesperson Code",
            "Correspondence Type"
        ]),
        ["|||"; 4]
    );
    assert_eq!(
        next.sheet("Segment Criteria Line").rows(&[
            "Action",
            "Table",
            "Field",
            "Filter",
            "Allow Existing Contacts",
            "Applied"
        ]),
        ["Add Contacts|Interaction Log Entry|Logged Segment Entry No.|1|Yes|Yes"]
    );
}

#[test]
fn bc_6_1_7_log_makes_a_follow_up_only_when_asked() {
    for (arguments, expected) in [
        (vec!["log", "SPRING"], false),
        (vec!["log", "SPRING", "--follow-up"], true),
        (vec!["run", "--follow-up"], true),
        (vec!["run"], false),
    ] {
        let book = world::book_with_spring();
        world::succeeds(book.segbook(&arguments));
        let made = book.only_run().join("follow-up/SM00001.xlsx").exists();
        assert_eq!(made, expected, "{arguments:?}");
    }
}

#[test]
fn numbers_go_to_the_segments_first_then_to_their_follow_ups() {
    let header =
        "No.; Description; Interaction Template Code; Salesperson Code; Follow-up; Recurring
        ONE; One; LETTER; ANN; Yes; Yes
        TWO; Two; LETTER; ANN; Yes; Yes";
    let criteria = "Segment No.; Step; Action; Table; Field; Filter
        ONE; 1; Add; Contact; No.; A
        TWO; 1; Add; Contact; No.; B";
    let book = world::book_with(header, criteria);
    world::succeeds(book.segbook(&["run"]));
    for (file, description) in [
        ("follow-up/SM00003.xlsx", "Follow-up on segment SM00001"),
        ("follow-up/SM00004.xlsx", "Follow-up on segment SM00002"),
    ] {
        let workbook = book.written(file);
        assert_eq!(
            workbook.sheet("Segment Header").cell(0, "Description"),
            description
        );
    }
}
