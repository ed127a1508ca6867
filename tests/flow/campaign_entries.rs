//! One campaign entry for each campaign of a segment, from the first line met.

use crate::support::world;

#[test]
fn bc_6_1_4_lines_are_met_by_campaign_then_date_then_number() {
    let header = "No.; Description; Interaction Template Code; Salesperson Code; Campaign No.
        SPRING; Spring letter; LETTER; ANN; CP2";
    let book = world::book_with(header, world::GERMANS);
    book.sheet("Campaign", "No.; Description\nCP1; Spring\nCP2; Summer")
        .sheet(
            "Segment Line",
            "Segment No.; Contact No.; Campaign No.; Date; Salesperson Code
         SPRING; A; CP1; 2026-12-01; BEN
         SPRING; E; CP2; 2026-11-20; BEN
         SPRING; F; <blank>; ;",
        );
    world::succeeds(book.segbook(&["run"]));
    let logged = book.written("logged/SPRING.xlsx");
    assert_eq!(
        logged.sheet("Campaign Entry").rows(&[
            "Entry No.",
            "Campaign No.",
            "Description",
            "Date",
            "User ID",
            "Segment No.",
            "Salesperson Code",
            "Register No.",
            "Canceled",
        ]),
        [
            "1|CP1|Spring letter|2026-12-01|MARTA|SPRING|BEN|1|No",
            "2|CP2|Spring letter|2026-11-20|MARTA|SPRING|BEN|1|No",
        ]
    );
    let entries = logged.sheet("Interaction Log Entry");
    assert_eq!(
        entries.rows(&["Contact No.", "Campaign No."]),
        ["A|CP1", "E|CP2", "F|", "B|CP2", "C|CP2", "D|CP2"]
    );
    let linked: Vec<String> = entries.column("Campaign Entry No.");
    assert_eq!(linked[..2], ["1", "2"]);
    assert!(["", "0"].contains(&linked[2].as_str()));
    assert_eq!(linked[3..], ["2", "2", "2"]);
}
