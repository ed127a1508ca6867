//! `segbook export criteria`.

use std::fs;

use crate::support::{Book, Sheets, world};

/// SPRING logged, with its criteria saved as GERMANS.
fn saved() -> Book {
    let header = "
        No.; Description; Interaction Template Code; Salesperson Code; Save Criteria As; Save Criteria Description
        SPRING; Spring letter; LETTER; ANN; GERMANS; Everybody in Germany";
    let book = world::book_with(header, world::GERMANS);
    world::succeeds(book.segbook(&["run"]));
    book
}

const LINES: [&str; 6] = [
    "Segment Criteria Code",
    "Step",
    "Action",
    "Table",
    "Field",
    "Filter",
];

#[test]
fn saved_criteria_become_sheets_in_the_analysts_form() {
    let book = saved();
    let outcome = world::succeeds(book.segbook(&["export", "criteria"]));
    assert!(outcome.stdout.contains("GERMANS"), "{}", outcome.stdout);
    assert_eq!(
        outcome.balance(),
        "1 set of criteria saved = 1 exported + 0 not asked for"
    );
    let to = book.path("out/export/criteria.xlsx");
    let workbook = Sheets::read(&to);
    assert_eq!(
        workbook.names()[..2],
        ["Saved Segment Criteria", "Saved Segment Criteria Line"]
    );
    assert_eq!(
        workbook
            .sheet("Saved Segment Criteria")
            .rows(&["Code", "Description", "User ID"]),
        ["GERMANS|Everybody in Germany|MARTA"]
    );
    assert_eq!(
        workbook.sheet("Saved Segment Criteria Line").rows(&LINES),
        ["GERMANS|1|Add Contacts|Contact|Country/Region Code|DE"]
    );
    // The file is segbook's own: the next export replaces it, with the same bytes for the same.
    let bytes = fs::read(&to).unwrap();
    world::succeeds(book.segbook(&["export", "criteria", "germans"]));
    assert_eq!(fs::read(&to).unwrap(), bytes);
}

#[test]
fn an_unknown_code_is_named_with_what_is_like_it() {
    let book = saved();
    book.segbook(&["export", "criteria", "GERMAN"])
        .exits(2)
        .says("no criteria are saved under GERMAN; did you mean GERMANS?");
    book.segbook(&["export", "letters"]).exits(2);
    world::succeeds(Book::new().segbook(&["export", "criteria"])).says("nothing to export");
}

#[test]
fn a_file_of_ones_own_is_replaced_when_asked_only() {
    let book = saved();
    let inbox = book.path("inbox/criteria.xlsx");
    let to = inbox.to_str().unwrap();
    let json = world::succeeds(book.segbook(&["export", "criteria", "--to", to, "--json"])).json();
    assert_eq!(
        json["criteria"],
        serde_json::json!([{"code": "GERMANS", "description": "Everybody in Germany",
            "origin": "ledger", "steps": 1}])
    );
    assert_eq!(json["files"].as_array().unwrap().len(), 1);
    book.segbook(&["export", "criteria", "--to", to])
        .exits(3)
        .says("is there already");
    book.segbook(&["export", "criteria", "--to", to, "--force"])
        .exits(2)
        .says("input folder");
    let mine = book.path("mine.xlsx");
    fs::write(&mine, "mine").unwrap();
    let to = mine.to_str().unwrap();
    book.segbook(&["export", "criteria", "--to", to]).exits(3);
    assert_eq!(fs::read(&mine).unwrap(), b"mine");
    world::succeeds(book.segbook(&["export", "criteria", "--to", to, "--force"]));
    assert_eq!(Sheets::read(&mine).names()[0], "Saved Segment Criteria");
}

#[test]
fn sheets_count_before_the_ledger_and_take_the_analysts_form() {
    let book = saved();
    book.workbook(
        "criteria.xlsx",
        &[
            (
                "Saved Segment Criteria",
                "Code; Description\nGERMANS; Changed\nBC; From BC",
            ),
            (
                "Saved Segment Criteria Line",
                "Segment Criteria Code; Line No.; Type; Action; Table No.; Table View; No. of Filters; Entire Companies
                 BC; 1; Action; Add Contacts; ; ; 1;
                 BC; 2; Filter; ; 5056; VERSION(1) SORTING(Field1) WHERE(Field2=1(NEWS|VIP)); ;
                 BC; 3; Action; Remove Contacts (Reduce); ; ; 1; Yes
                 BC; 4; Filter; ; 5050; VERSION(1) SORTING(Field1) WHERE(Field35=1(DE),Field5050=0(Person)); ;
                 GERMANS; 1; Action; Add Contacts; ; ; 1;
                 GERMANS; 2; Filter; ; 5050; VERSION(1) WHERE(Field35=1(AT)); ;",
            ),
        ],
    );
    world::succeeds(book.segbook(&["export", "criteria", "--format", "csv"]));
    let lines = book.path("out/export/criteria.Saved Segment Criteria Line.csv");
    assert_eq!(
        fs::read_to_string(lines).unwrap().replace("\r\n", "\n"),
        "Segment Criteria Code,Step,Action,Table,Field,Filter,Allow Existing Contacts,\
         Expand Companies,Allow Related Companies,Ignore Exclusion,Entire Companies\n\
         BC,1,Add Contacts,Contact Mailing Group,Mailing Group Code,NEWS|VIP,No,No,No,No,\n\
         BC,2,Remove Contacts (Reduce),Contact,Country/Region Code,DE,,,,,Yes\n\
         BC,2,,Contact,Type,Person,,,,,\n\
         GERMANS,1,Add Contacts,Contact,Country/Region Code,AT,No,No,No,No,\n"
    );
    let headers = book.path("out/export/criteria.Saved Segment Criteria.csv");
    assert_eq!(
        fs::read_to_string(headers).unwrap().replace("\r\n", "\n"),
        "Code,Description,User ID\nBC,From BC,\nGERMANS,Changed,\n"
    );
}
