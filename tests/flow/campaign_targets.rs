//! Each run that logs lists the targets of the campaigns that are marked as activated.

use crate::support::{Book, world};

/// SPRING of CP1, whose lines are targets: B, A, C, D. A is a customer.
fn book() -> Book {
    let header = "No.; Description; Interaction Template Code; Salesperson Code; Campaign No.; Campaign Target
        SPRING; Spring letter; LETTER; ANN; CP1; Yes";
    let book = world::book_with(header, world::GERMANS);
    book.sheet(
        "Campaign",
        "No.; Description; Activated\nCP1; Spring; Yes\nCP2; Summer; No",
    )
    .workbook(
        "relations.xlsx",
        &[
            ("Business Relation", "Code\nCUST\nVEND"),
            (
                "Contact Business Relation",
                "Contact No.; Business Relation Code; Link to Table; No.
                     A; CUST; Customer; 10000
                     E; VEND; Vendor; 20000",
            ),
        ],
    );
    book
}

#[test]
fn bc_9_customers_and_contacts_of_this_run_and_of_earlier_ones() {
    let book = book();
    world::succeeds(book.segbook(&["run"]));
    let first = book.written("campaign-target-group.xlsx");
    let rows = first.sheet("Campaign Target Group");
    assert_eq!(
        rows.rows(&["Type", "No.", "Campaign No."]),
        ["Customer|10000|CP1", "Contact||CP1"]
    );

    // The next round adds E, which is no customer, to what the ledger has.
    let copy = Book::copy_of(book.folder());
    std::fs::remove_dir_all(copy.path("out")).unwrap();
    copy.workbook(
        "next.xlsx",
        &[
            (
                "Segment Header",
                "No.; Description; Interaction Template Code; Salesperson Code; Campaign No.; Campaign Target
                 NEXT; Next; LETTER; ANN; CP1; Yes",
            ),
            ("Segment Line", "Segment No.; Contact No.\nNEXT; F"),
        ],
    );
    world::succeeds(copy.segbook(&["run"]));
    let next = copy.written("campaign-target-group.xlsx");
    let rows = next.sheet("Campaign Target Group");
    assert_eq!(
        rows.rows(&["Type", "No.", "Campaign No."]),
        ["Customer|10000|CP1", "Contact||CP1", "Contact|E|CP1"]
    );
    // What was written may lie in the inbox, also twice.
    for (at, from) in [&book, &copy].into_iter().enumerate() {
        let written = from.written_path("campaign-target-group.xlsx");
        std::fs::copy(written, copy.path(&format!("inbox/targets {at}.xlsx"))).unwrap();
    }
    world::succeeds(copy.segbook(&["check"]));
}

#[test]
fn nothing_is_listed_when_no_campaign_is_activated() {
    let book = book();
    book.sheet("Campaign", "No.; Description\nCP1; Spring");
    world::succeeds(book.segbook(&["run"]));
    assert!(!book.only_run().join("campaign-target-group.xlsx").exists());
}

#[test]
fn bc_9_lines_that_are_not_logged_yet_are_targets_too() {
    let book = book();
    let captions = "No.; Description; Interaction Template Code; Salesperson Code; Campaign No.; \
                    Campaign Target; Hold";
    let header = |rest: &str| format!("{captions}\nHELD; Later; LETTER; ANN; {rest}");
    for (rest, expected) in [
        (
            "CP1; Yes; Yes",
            &["Customer|10000|CP1", "Contact||CP1", "Contact|E|CP1"][..],
        ),
        ("CP1; No; Yes", &["Customer|10000|CP1", "Contact||CP1"]),
        ("CP2; Yes; Yes", &["Customer|10000|CP1", "Contact||CP1"]),
    ] {
        let copy = Book::copy_of(book.folder());
        copy.workbook(
            "held.xlsx",
            &[
                ("Segment Header", &header(rest)),
                ("Segment Line", "Segment No.; Contact No.\nHELD; F"),
            ],
        );
        world::succeeds(copy.segbook(&["run"]));
        let targets = copy.written("campaign-target-group.xlsx");
        assert_eq!(
            targets
                .sheet("Campaign Target Group")
                .rows(&["Type", "No.", "Campaign No."]),
            expected,
            "{rest}"
        );
    }
}
