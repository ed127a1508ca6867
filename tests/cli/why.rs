//! `segbook why`.

use crate::support::{Book, files_below, world};

#[test]
fn it_writes_nothing_and_ends_with_the_balance() {
    let book = world::book_with_spring();
    let before = files_below(book.folder());
    let outcome = world::succeeds(book.segbook(&["why", "spring", "c"]));
    assert_eq!(
        outcome.stdout,
        "C  Cem Can, Alpha GmbH (A)
SPRING  Spring letter

step 1  Add Contacts: adds line 30000
    matches Contact: Country/Region Code is \"DE\", filter DE (Contact.xlsx: Contact!F4)

C is in segment SPRING: line 30000
"
    );
    assert_eq!(outcome.balance(), "6 contacts read = 6 usable + 0 rejected");
    assert_eq!(files_below(book.folder()), before);
}

#[test]
fn an_unknown_segment_or_contact_is_wrong_usage_and_names_the_nearest() {
    let book = world::book_with_spring();
    for (words, message) in [
        (
            ["SPRIN", "A"],
            "there is no segment SPRIN; did you mean SPRING?",
        ),
        (["SPRING", "AA"], "there is no contact AA; did you mean A?"),
        (
            ["SPRING", "finn frey"],
            "there is no contact finn frey; did you mean F?",
        ),
        (["SPRING", "CT100001"], "there is no contact CT100001\n"),
    ] {
        let outcome = book.segbook(&["why", words[0], words[1]]).exits(2);
        assert!(outcome.stdout.is_empty(), "{}", outcome.stdout);
        outcome.says(message);
    }
    book.segbook(&["why", "SPRING"]).exits(2);
}

#[test]
fn held_logged_and_numberless_segments_are_explained_too() {
    let header = format!(
        "{}; Hold\nNEXT; Next letter; LETTER; ANN; Yes",
        world::SPRING
    );
    let header = header.replacen("\n    SPRING", "; Hold\n    SPRING", 1);
    let header = header.replace("ANN; Hold\nNEXT", "ANN\nNEXT");
    let criteria = format!("{}\nNEXT; 1; Add; ; No.; F", world::GERMANS);
    let book = world::book_with(&header, &criteria);
    world::succeeds(book.segbook(&["run"]));
    let logged = world::succeeds(book.segbook(&["why", "SPRING", "B"]));
    assert!(
        logged.stdout.contains("\nlogged before as SPRING; "),
        "{}",
        logged.stdout
    );
    assert!(
        logged
            .stdout
            .ends_with("\nB is in segment SPRING: line 10000\n")
    );
    let held = world::succeeds(book.segbook(&["why", "NEXT", "F"]));
    assert!(held.stdout.contains("\nNEXT  Next letter, on hold\n"));
    assert!(
        held.stdout
            .ends_with("\nF is in segment NEXT: line 10000\n")
    );
    let book = Book::sample("spring-campaign");
    let numberless = world::succeeds(book.segbook(&["why", "SM00009", "CT100074"]));
    assert!(
        numberless
            .stdout
            .ends_with("\nCT100074 is in segment SM00009: line 170000\n"),
        "{}",
        numberless.stdout
    );
}

#[test]
fn errors_in_the_data_come_first() {
    let book = world::book_with_criteria(
        "Step; Action; Table; Field; Filter",
        &["1; Add; Contact; No.; (A"],
    );
    let outcome = book.segbook(&["why", "SPRING", "A"]).exits(1);
    assert!(outcome.stdout.is_empty(), "{}", outcome.stdout);
    let outcome = book.segbook(&["why", "SPRING", "A", "--json"]).exits(1);
    let json = outcome.json();
    assert_eq!(json["command"], "why");
    assert!(json["why"].is_null());
    assert_eq!(json["findings"].as_array().unwrap().len(), 1);
}

#[test]
fn json_has_each_step_with_its_tables_and_records() {
    let book = world::book_with_criteria(
        "Step; Action; Table; Field; Filter",
        &["1; Add; Contact; Country/Region Code; GB"],
    );
    let json = world::succeeds(book.segbook(&["why", "SPRING", "C", "--json"])).json();
    let value = serde_json::json!({
        "field": "Country/Region Code", "filter": "GB", "value": "DE", "holds": false,
        "place": "Contact.xlsx: Contact!F4", "file": "Contact.xlsx", "sheet": "Contact",
        "cell": "F4", "row": 4, "entry_no": null
    });
    let table = serde_json::json!({
        "table": "Contact", "holds": false, "records_of": "C", "records_count": 1,
        "records": [{"holds": false, "values": [value]}]
    });
    let action = serde_json::json!({
        "action": "Add Contacts", "source": "", "outcome": "not-selected", "passes": false,
        "counts": false,
        "filters": ["Contact: Country/Region Code = GB"], "tables": [table], "through": null,
        "excluded_at": null, "entries": [], "lines_before": [], "added": [], "removed": [],
        "entire_companies": false
    });
    let step = serde_json::json!({
        "step": 1, "action": "Add Contacts", "state": "carried-out", "undone_by": null,
        "undoes": null, "source": "", "actions": [action]
    });
    let expected = serde_json::json!({
        "segment": {
            "no": "SPRING", "description": "Spring letter", "logged_as": null,
            "hold": false, "reviewed": false
        },
        "contact": {
            "no": "C", "name": "Cem Can", "company_no": "A", "company_name": "Alpha GmbH"
        },
        "in_segment": false, "lines": [], "typed": [], "steps": [step]
    });
    assert_eq!(json["why"], expected);
}
