//! Findings are collected in one pass, those of logging too, and no finding hides another.

use crate::support::world;

#[test]
fn what_is_wrong_is_found_in_one_pass() {
    let book = world::book();
    book.sheet(
        "Segment Header",
        "No.; Description; Interaction Template Code
         S1; ; LETTER
         S2; Second; LETTER
         S3; Third; LETTER",
    )
    .sheet(
        "Segment Criteria Line",
        "Segment No.; Step; Action; Table; Field; Filter
         S1; 1; Add Contacts; ; No.; A
         S2; 1; Add Contacts; ; No.; NOBODY
         S3; 1; Add Contacts; ; No.; B",
    );
    let outcome = book.segbook(&["run"]).exits(1);
    let outcome = outcome.says("error[L001]").says("error[L002]");
    outcome.says("error[L005]").says("4 errors");
}

#[test]
fn an_error_elsewhere_does_not_hide_what_a_segment_lacks() {
    let book = world::book();
    book.sheet(
        "Mailing Group",
        "Code; Description\nNEWS; News\nNEWS; Twice",
    )
    .sheet("Segment Header", "No.; Description\nS1; First")
    .sheet("Segment Line", "Segment No.; Contact No.\nS1; A");
    for command in ["check", "run"] {
        let outcome = book.segbook(&[command]).exits(1);
        outcome.says("error[V001]").says("[L005]").says("[L007]");
    }
}

#[test]
fn what_only_follows_from_a_rejected_row_is_not_told() {
    let book = world::book();
    book.sheet("Contact", "No.; Type\nA; Compny")
        .sheet(
            "Segment Header",
            "No.; Description; Interaction Template Code\nS1; First; LETTER",
        )
        .sheet(
            "Segment Line",
            "Segment No.; Contact No.; Salesperson Code\nS1; A; ANN",
        );
    let outcome = book.segbook(&["run"]).exits(1);
    outcome.says("error[D006]").says("\n1 error");
}
