//! What Go Back undoes, what saved criteria replay, and how filters are grouped (BC codeunits 5061
//! and 5062).

use super::{History, Plan, PlanContext, SavedCriteria, Work};
use crate::check::Book;
use crate::check::book_for_tests::{Sheet, book, date, records, shown};
use crate::filter::Context;
use crate::finding::Findings;
use crate::schema::{
    CONTACT, INTERACTION_LOG_ENTRY, LOGGED_SEGMENT, SAVED_SEGMENT_CRITERIA,
    SAVED_SEGMENT_CRITERIA_LINE, SEGMENT_CRITERIA_LINE, SEGMENT_HEADER,
};
use crate::segment::{self, criteria_steps};
use crate::table::Records;
use crate::value::DecimalMark;

const CAPTIONS: &str = "Segment No.|Step|Action|Table|Field|Filter|Applied";

fn book_with(rows: &[&str]) -> Book {
    let criteria: Vec<&str> = [CAPTIONS].iter().chain(rows).copied().collect();
    let sheets: [Sheet<'_>; 6] = [
        (&CONTACT, &["No.|Name|Type", "C1|Ann|Person"]),
        (&SEGMENT_HEADER, &["No.", "S"]),
        (&SEGMENT_CRITERIA_LINE, &criteria),
        (
            &SAVED_SEGMENT_CRITERIA,
            &["Code|Description", "GERMANS|Germans"],
        ),
        (
            &SAVED_SEGMENT_CRITERIA_LINE,
            &[
                "Segment Criteria Code|Step|Action|Table|Field|Filter|Entire Companies",
                "GERMANS|1|Add Contacts|Contact|Country/Region Code|DE|",
                "GERMANS|2|Remove Contacts (Refine)|Contact|Type|Person|Yes",
            ],
        ),
        (
            &LOGGED_SEGMENT,
            &["Entry No.|Segment No.", "7|OLD", "8|7", "9|OLD"],
        ),
    ];
    book(&sheets)
}

/// The plan and its findings.
fn plan(rows: &[&str]) -> (Plan, Vec<String>) {
    let book = book_with(rows);
    let mut findings = Findings::default();
    let criteria = book.table(&SEGMENT_CRITERIA_LINE).unwrap();
    let all: Vec<usize> = (0..rows.len()).collect();
    let steps = criteria_steps(&book, criteria, &all, &mut findings);
    let context = Context {
        date: date("2026-11-23"),
        user: "ANN".into(),
        date_order: None,
        decimal_mark: DecimalMark::Point,
        fiscal_year_start: 1,
        filter_characters_max: 2048,
    };
    let none = Records::empty(&INTERACTION_LOG_ENTRY);
    let no_segments = records((&LOGGED_SEGMENT, &["Entry No.|Segment No."]));
    let history = History::new(&book, &none, &no_segments);
    let kept = Records::empty(&SAVED_SEGMENT_CRITERIA_LINE);
    let saved = SavedCriteria::new(&book, &kept, &mut findings);
    let from = PlanContext {
        book: &book,
        context: &context,
        saved: &saved,
        history: &history,
    };
    let plan = Plan::new(&steps, from, &mut findings);
    (plan, shown(findings))
}

/// What becomes of each step, in a word.
fn works(plan: &Plan) -> Vec<String> {
    plan.steps
        .iter()
        .map(|planned| match &planned.work {
            Work::Applied => "applied".into(),
            Work::Undone => "undone".into(),
            Work::Select(list) => format!("{} actions", list.len()),
            Work::ReuseLogged(no) => format!("reuse {no}"),
        })
        .collect()
}

const ADD: &str = "S|1|Add Contacts|Contact|No.|C1|";

#[test]
fn go_back_undoes_the_last_step_that_stands() {
    for (rows, expected) in [
        (
            vec![
                ADD,
                "S|2|Remove Contacts (Reduce)|Contact|No.|C2|",
                "S|3|Go Back||||",
            ],
            vec!["1 actions", "undone", "undone"],
        ),
        (
            vec![
                ADD,
                "S|2|Add Contacts|Contact|No.|C2|",
                "S|3|Go Back||||",
                "S|4|Go Back||||",
                "S|5|Add Contacts|Contact|No.|C3|",
            ],
            vec!["undone", "undone", "undone", "undone", "1 actions"],
        ),
        // A reuse counts as one step.
        (
            vec![
                ADD,
                "S|2|Reuse Saved Criteria|||GERMANS|",
                "S|3|Go Back||||",
            ],
            vec!["1 actions", "undone", "undone"],
        ),
    ] {
        let (plan, findings) = plan(&rows);
        assert_eq!(findings, [""; 0]);
        assert_eq!(works(&plan), expected);
        let standing = expected.iter().filter(|&&work| work != "undone").count();
        assert_eq!(plan.standing(), standing);
    }
}

#[test]
fn go_back_with_nothing_to_undo_is_an_error() {
    let place = "Segment Criteria Line.csv: line 2";
    for (rows, code, line) in [
        (vec!["S|1|Go Back||||"], "F020", "line 2"),
        (
            vec![ADD, "S|2|Go Back||||", "S|3|Go Back||||"],
            "F020",
            "line 4",
        ),
        (
            vec!["S|1|Add Contacts|Contact|No.|C1|Yes", "S|2|Go Back||||"],
            "F021",
            "line 3",
        ),
    ] {
        let (_, findings) = plan(&rows);
        assert_eq!(findings.len(), 1, "{findings:?}");
        let expected = format!("{code} {}", place.replace("line 2", line));
        assert!(findings[0].starts_with(&expected), "{findings:?}");
    }
}

#[test]
fn saved_criteria_replay_their_steps_with_their_options() {
    let (plan, findings) = plan(&["S|1|Reuse Saved Criteria|||GERMANS|"]);
    assert_eq!(findings, [""; 0]);
    let actions: Vec<(&str, bool, &str)> = plan
        .selecting()
        .map(|one| {
            (
                one.action.caption(),
                one.options.entire_companies,
                one.source.as_str(),
            )
        })
        .collect();
    let source = "Saved Segment Criteria GERMANS";
    assert_eq!(
        actions,
        [
            ("Add Contacts", false, source),
            ("Remove Contacts (Refine)", true, source),
        ]
    );
}

#[test]
fn a_logged_segment_is_named_by_entry_first_then_by_segment() {
    for (filter, expected, code) in [
        ("7", "reuse 7", ""),
        ("8", "reuse 8", ""),
        ("OLD", "reuse 9", ""),
        ("6", "0 actions", "F019"),
    ] {
        let row = format!("S|1|Reuse Logged Segment|||{filter}|");
        let (plan, findings) = plan(&[&row]);
        assert_eq!(works(&plan), [expected], "{filter}");
        let codes: Vec<&str> = findings.iter().map(|finding| &finding[..4]).collect();
        assert_eq!(codes.concat(), code, "{filter}");
    }
}

#[test]
fn steps_that_were_applied_are_kept_and_not_run() {
    let (plan, findings) = plan(&[
        "S|1|Add Contacts|Contact|No.|C1|Yes",
        "S|2|Add Contacts|Contact|No.|C2|",
    ]);
    assert_eq!(findings, [""; 0]);
    assert_eq!(works(&plan), ["applied", "1 actions"]);
}

#[test]
fn filters_of_one_table_stand_together_in_bcs_order_of_tables() {
    let (plan, _) = plan(&[
        "S|1|Add Contacts|Interaction Log Entry|Date|..T|",
        "S|1||Contact Mailing Group|Mailing Group Code|NEWS|",
        "S|1||Contact|Country/Region Code|DE|",
        "S|1||Contact|Type|Person|",
        "S|1||Contact|Name||",
    ]);
    let criteria: Vec<(i64, usize)> = plan
        .selecting()
        .flat_map(|one| &one.criteria)
        .map(|criteria| (i64::from(criteria.table.0), criteria.filters.len()))
        .collect();
    assert_eq!(criteria, [(5050, 2), (5056, 1), (5065, 1)]);
    assert_eq!(segment::CRITERIA_TABLES[0].no.0, 5050);
}
