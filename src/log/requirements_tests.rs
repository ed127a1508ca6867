//! The checks of each line, step by step (BC §6.2: codeunit 5051, *`LogInteraction`*).

use super::entries::EMAIL;
use super::logging_tests::{HEADER, World};
use crate::check::NO_CONTACT;
use crate::select::{Line, Origin};

/// A segment with lines that are typed in, and what is missing.
fn missing(captions: &str, rows: &[&str], sending: bool) -> Vec<String> {
    let captions = format!("Segment No.|Contact No.|{captions}");
    let rows: Vec<String> = rows.iter().map(|row| format!("S|{row}")).collect();
    let mut lines = vec![captions.as_str()];
    lines.extend(rows.iter().map(String::as_str));
    World::new(HEADER, &lines).missing(sending)
}

#[test]
fn bc_6_2_1_a_line_needs_a_date() {
    assert_eq!(
        missing("Date", &["A|", "A|<blank>", "A|2026-11-24"], false),
        ["L003 Segment Line.csv: line 3, column 3 \"Date\""]
    );
}

#[test]
fn bc_6_2_2_the_contact_must_exist() {
    let lines = ["Segment No.|Contact No.", "S|A", "S|C"];
    let mut world = World::new(HEADER, &lines);
    // As a line that was made from a log entry whose contact is gone; its salesperson would have
    // counted, so that is not asked for.
    world.selected[1].contact = NO_CONTACT;
    world.selected[1].origin = Origin::Added;
    assert_eq!(
        world.missing(false),
        ["L004 Segment Header.csv: line 2, column 1 \"No.\""]
    );
}

#[test]
fn bc_6_2_3_a_salesperson_is_asked_for_where_the_line_stands_for_no_document() {
    let captions = "Salesperson Code|Document Type";
    // N has no salesperson, and the header none.
    let rows = ["N||", "N|ANN|", "N||Sales Inv.", "A|<blank>|", "A||"];
    assert_eq!(
        missing(captions, &rows, false),
        [
            "L005 Segment Line.csv: line 2, column 3 \"Salesperson Code\"",
            "L005 Segment Line.csv: line 5, column 3 \"Salesperson Code\"",
        ]
    );
}

#[test]
fn bc_6_2_3_the_salesperson_must_exist_where_the_line_stands_for_no_document() {
    let lines = [
        "Segment No.|Contact No.|Document Type",
        "S|A|",
        "S|A|Sales Inv.",
    ];
    let mut world = World::new(HEADER, &lines);
    // As the run's own salesperson, which no sheet was checked for.
    world.segment.header.salesperson_code = "XY".into();
    assert_eq!(world.missing(false), ["L006 Segment Line.csv: line 2"]);
}

#[test]
fn bc_6_2_4_a_line_needs_a_template() {
    assert_eq!(
        missing(
            "Interaction Template Code",
            &["A|", "A|<blank>", "A|LETTER"],
            false
        ),
        ["L007 Segment Line.csv: line 3, column 3 \"Interaction Template Code\""]
    );
}

#[test]
fn bc_6_2_5_a_campaign_must_exist_if_there_is_one() {
    let lines = [
        "Segment No.|Contact No.|Campaign No.",
        "S|A|",
        "S|A|<blank>",
        "S|A|CP2",
    ];
    let mut world = World::new(HEADER, &lines);
    assert_eq!(world.missing(false), [""; 0]);
    // As from an earlier log entry, whose campaign is gone.
    world.segment.header.campaign_no = "CP8".into();
    assert_eq!(
        world.missing(false),
        ["L009 Segment Line.csv: line 2, column 3 \"Campaign No.\""]
    );
}

/// A segment with one typed line, for C without salesperson, behind lines that steps added.
fn world_with_added(contacts: &[&str]) -> World {
    let typed = ["Segment No.|Contact No.|Salesperson Code", "S|C|<blank>"];
    let mut world = World::new(HEADER, &typed);
    for (at, no) in contacts.iter().enumerate() {
        let line = Line {
            line_no: at as i64,
            contact: world.book.find_contact(no).unwrap(),
            origin: Origin::Added,
        };
        world.selected.insert(at, line);
    }
    world
}

#[test]
fn bc_6_2_of_lines_that_steps_added_all_are_looked_at_where_contacts_decide() {
    let typed = "L005 Segment Line.csv: line 2, column 3 \"Salesperson Code\"";
    let nobody = "L005 Contact.csv: line 5, column 5 \"Salesperson Code\"";
    // A has a salesperson, N none.
    let mut world = world_with_added(&["A", "N", "P"]);
    assert_eq!(world.missing(false), [nobody, typed]);
    // One on the header is there for all, whether there is such a salesperson or not.
    world.segment.header.salesperson_code = "ANN".into();
    assert_eq!(world.missing(false), [typed]);
    world.segment.header.salesperson_code = "XY".into();
    let unknown = "L006 Segment Header.csv: line 2";
    assert_eq!(world.missing(false), [unknown, unknown, unknown, typed]);
    // Every line is to be sent; C and N have no address.
    let mut world = world_with_added(&["P", "C", "N", "P"]);
    world.segment.header.salesperson_code = "ANN".into();
    world.segment.header.correspondence_type = EMAIL;
    world.segment.header.ignore_contact_correspondence_type = true;
    let address = |line| format!("L010 Contact.csv: line {line}, column 6 \"Email\"");
    let expected = [address(3), address(3), address(5), typed.to_owned()];
    assert_eq!(world.missing(true), expected);
}

/// The table of the domain's step 6, row by row; A has an e-mail address, C none.
const EMAILS: [&str; 8] = [
    "A|Email|",
    "A|Email|WITH",
    "A|Email|OUT",
    "C|Email|WITH",
    "C|Email|OUT",
    "C|Email|",
    "C|Hard Copy|",
    "C|<blank>|",
];

#[test]
fn bc_6_2_6_without_sending_no_address_is_asked_for() {
    let captions = "Correspondence Type|Contact Alt. Address Code";
    assert_eq!(missing(captions, &EMAILS, false), [""; 0]);
}

#[test]
fn bc_6_2_6_an_e_mail_that_is_to_be_sent_needs_an_address() {
    let captions = "Correspondence Type|Contact Alt. Address Code";
    // Only the sixth row: neither an address of the contact nor any alternative address. It is told
    // at the contact's cell.
    assert_eq!(
        missing(captions, &EMAILS, true),
        ["L010 Contact.csv: line 3, column 6 \"Email\""]
    );
}

#[test]
fn bc_6_2_all_that_lines_lack_is_found_at_once() {
    let captions = "Date|Salesperson Code|Interaction Template Code|Correspondence Type";
    let rows = ["C|<blank>|<blank>|<blank>|Email", "N|||<blank>|"];
    let found = missing(captions, &rows, true);
    let codes: Vec<&str> = found.iter().map(|one| &one[..4]).collect();
    assert_eq!(codes, ["L010", "L003", "L005", "L007", "L005", "L007"]);
}
