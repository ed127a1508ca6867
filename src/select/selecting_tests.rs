//! Whole selections: how each table is joined to contacts, and what their totals count (BC's reports
//! 5198 and 5186, and the calculated fields of table 5050).

use super::{History, Plan, PlanContext, SavedCriteria, Selection, select};
use crate::check::book_for_tests::{Sheet, book, date, records, shown};
use crate::filter::Context;
use crate::finding::Findings;
use crate::schema::{
    CONTACT, CONTACT_BUSINESS_RELATION, CONTACT_INDUSTRY_GROUP, CONTACT_JOB_RESPONSIBILITY,
    CONTACT_MAILING_GROUP, CONTACT_PROFILE_ANSWER, INTERACTION_LOG_ENTRY, LOGGED_SEGMENT,
    SAVED_SEGMENT_CRITERIA_LINE, SEGMENT_CRITERIA_LINE, SEGMENT_HEADER, SEGMENT_LINE, VALUE_ENTRY,
    contact,
};
use crate::segment::{Register, RunDefaults, Templates, segments};
use crate::table::Records;
use crate::value::DecimalMark;

const SHEETS: [Sheet<'_>; 8] = [
    (
        &CONTACT,
        &[
            "No.|Name|Type|Company No.|Exclude from Segment|Budget",
            "A|Alpha|Company|||high",
            "B|Berta|Person||| low",
            "C|Carla|Person|A||",
            "D|Dora|Person|A||",
            "X|Xylo|Company|||",
            "Y|Yves|Person|X|Yes|",
        ],
    ),
    (
        &CONTACT_MAILING_GROUP,
        &[
            "Contact No.|Mailing Group Code",
            "C|NEWS",
            "B|NEWS",
            "A|VIP",
            "C|VIP",
        ],
    ),
    (
        &CONTACT_INDUSTRY_GROUP,
        &["Contact No.|Industry Group Code", "A|MAN", "X|RET"],
    ),
    (
        &CONTACT_JOB_RESPONSIBILITY,
        &["Contact No.|Job Responsibility Code", "C|BUY", "Y|SELL"],
    ),
    (
        &CONTACT_BUSINESS_RELATION,
        &[
            "Contact No.|Business Relation Code|Link to Table|No.",
            "A|CUST|Customer|10",
            "X|VEND|Vendor|20",
            "A|LAW||",
        ],
    ),
    (
        &CONTACT_PROFILE_ANSWER,
        &[
            "Contact No.|Profile Questionnaire Code|Line No.",
            "C|Q|10000",
            "D|Q|20000",
        ],
    ),
    (
        &VALUE_ENTRY,
        &[
            "Entry No.|Item No.|Source Type|Source No.|Document Contact No.",
            "1|BENCH|Customer|10|C",
            "2|WOOD|Vendor|20|",
            "3|SOFA|Customer|20|",
        ],
    ),
    (
        &INTERACTION_LOG_ENTRY,
        &[
            "Entry No.|Contact No.|Contact Company No.|Date|Initiated By|Canceled|Attempt Failed|Postponed|Cost (LCY)",
            "1|C|A|2026-01-10|Us|No|No|No|2",
            "2|C|A|2026-03-01|Us|Yes|No|No|3",
            "3|B||2026-02-01|Them|No|Yes|No|4",
            "4|C|X|2026-04-04|Them|No|No|No|5",
            "5|A|A|2026-05-05|Us|No|No|Yes|6",
        ],
    ),
];

/// Selects segment S with these rows of criteria and typed lines.
fn selection(criteria: &[&str], lines: &[&str]) -> (Selection, String) {
    let criteria: Vec<&str> = ["Segment No.|Step|Action|Table|Field|Filter|Entire Companies"]
        .iter()
        .chain(criteria)
        .copied()
        .collect();
    let lines: Vec<&str> = ["Segment No.|Contact No."]
        .iter()
        .chain(lines)
        .copied()
        .collect();
    let mut sheets = SHEETS.to_vec();
    sheets.push((&SEGMENT_HEADER, &["No.", "S"]));
    sheets.push((&SEGMENT_CRITERIA_LINE, &criteria));
    sheets.push((&SEGMENT_LINE, &lines));
    let book = book(&sheets);
    let run = RunDefaults {
        date: date("2026-11-23"),
        salesperson: "",
    };
    let mut findings = Findings::default();
    let register = Register::default();
    let all = segments(&book, &register, &Templates::new(&book), run, &mut findings);
    let context = Context {
        date: run.date,
        user: "ANN".into(),
        date_order: None,
        decimal_mark: DecimalMark::Point,
        fiscal_year_start: 1,
        filter_characters_max: 2048,
    };
    let no_entries = Records::empty(&INTERACTION_LOG_ENTRY);
    let no_segments = records((&LOGGED_SEGMENT, &["Entry No.|Segment No."]));
    let history = History::new(&book, &no_entries, &no_segments);
    let kept = Records::empty(&SAVED_SEGMENT_CRITERIA_LINE);
    let saved = SavedCriteria::new(&book, &kept, &mut findings);
    let from = PlanContext {
        book: &book,
        context: &context,
        saved: &saved,
        history: &history,
    };
    let plan = Plan::new(&all[0].steps, from, &mut findings);
    assert_eq!(shown(findings), [""; 0]);
    let selection = select(&book, &history, &[&all[0]], &[plan]).remove(0);
    let nos: Vec<&str> = selection
        .lines
        .iter()
        .map(|line| book.contact_text(line.contact, contact::NO))
        .collect();
    let nos = nos.join(" ");
    (selection, nos)
}

/// What one Add with these filters brings; a filter is `table|field|text`.
fn added(filters: &[&str]) -> String {
    let rows: Vec<String> = filters
        .iter()
        .enumerate()
        .map(|(at, filter)| {
            let action = if at == 0 { "Add Contacts" } else { "" };
            format!("S|1|{action}|{filter}|")
        })
        .collect();
    let rows: Vec<&str> = rows.iter().map(String::as_str).collect();
    selection(&rows, &[]).1
}

#[test]
fn each_table_is_joined_to_contacts_as_in_bc() {
    for (filters, expected) in [
        // No filter: everybody who is not excluded.
        (vec!["||"], "B A C D X"),
        (vec!["Contact|Type|Person"], "B C D"),
        (vec!["Contact|Budget|high"], "A"),
        (vec!["Contact Mailing Group|Mailing Group Code|NEWS"], "B C"),
        (
            vec!["Contact Job Responsibility|Job Responsibility Code|BUY"],
            "C",
        ),
        // Held by companies; their persons inherit, a person without company never matches.
        (
            vec!["Contact Industry Group|Industry Group Code|MAN"],
            "A C D",
        ),
        (
            vec!["Contact Industry Group|Industry Group Code|<>RET"],
            "A C D",
        ),
        (
            vec!["Contact Business Relation|Business Relation Code|LAW"],
            "A C D",
        ),
        (
            vec![
                "Contact Profile Answer|Profile Questionnaire Code|Q",
                "Contact Profile Answer|Line No.|10000",
            ],
            "C",
        ),
        // Canceled and postponed entries match unless they are filtered out.
        (vec!["Interaction Log Entry|Date|2026-03-01"], "C"),
        (vec!["Interaction Log Entry|Postponed|Yes"], "A"),
        (vec!["Interaction Log Entry|Date|..2026-02-28"], "B C"),
        // The company of the entry must be the contact's, too.
        (vec!["Interaction Log Entry|Date|2026-04-04"], ""),
    ] {
        assert_eq!(added(&filters), expected, "{filters:?}");
    }
}

#[test]
fn filters_hold_on_one_record_of_a_table_and_in_every_table() {
    let group = "Contact Mailing Group|Mailing Group Code";
    for (filters, expected) in [
        // C is in both groups, but no row is.
        (vec![format!("{group}|NEWS"), format!("{group}|VIP")], ""),
        (vec![format!("{group}|NEWS&<>VIP")], "B C"),
        (vec![format!("{group}|<>X")], "B A C"),
        (
            vec![format!("{group}|NEWS"), "Contact|Company No.|A".into()],
            "C",
        ),
        (
            vec![
                format!("{group}|NEWS"),
                "Contact Industry Group|Industry Group Code|MAN".into(),
            ],
            "C",
        ),
        (
            vec![
                "Contact Business Relation|Business Relation Code|CUST".into(),
                "Contact Business Relation|Link to Table|Vendor".into(),
            ],
            "",
        ),
    ] {
        let filters: Vec<&str> = filters.iter().map(String::as_str).collect();
        assert_eq!(added(&filters), expected, "{filters:?}");
    }
}

#[test]
fn value_entries_belong_to_customers_and_vendors_and_name_persons_when_adding() {
    let item = "Value Entry|Item No.";
    let relation = "Contact Business Relation|Business Relation Code";
    for (filters, expected) in [
        // The company, and the person whom the document names.
        (vec![format!("{item}|BENCH")], "A C"),
        (vec![format!("{item}|WOOD")], "X"),
        // Customer 20 is nobody's; vendor 20 is another.
        (vec![format!("{item}|SOFA")], ""),
        (
            vec![format!("{relation}|CUST"), format!("{item}|BENCH")],
            "A C",
        ),
        // Relations that lead to no customer or vendor never match items.
        (vec![format!("{relation}|LAW"), format!("{item}|BENCH")], ""),
    ] {
        let filters: Vec<&str> = filters.iter().map(String::as_str).collect();
        assert_eq!(added(&filters), expected, "{filters:?}");
    }
    // Reduce and Refine ask for no document.
    let lines = ["S|A", "S|C", "S|D", "S|X"];
    for (action, expected) in [("Reduce", "X"), ("Refine", "A C D")] {
        let caption = format!("Remove Contacts ({action})");
        let row = format!("S|1|{caption}|{item}|BENCH|");
        assert_eq!(selection(&[&row], &lines).1, expected, "{action}");
    }
}

#[test]
fn bc_2_1_and_8_totals_are_those_that_bc_calculates() {
    for (field, filter, expected) in [
        // Not canceled, not postponed; a company's cover its persons' entries, by the entry's company.
        ("No. of Interactions", "1", "B A C X"),
        ("No. of Interactions", "0", "D"),
        ("Cost (LCY)", "2", "A C"),
        // Canceled ones count, failed and postponed ones do not.
        ("Date of Last Interaction", "2026-03-01", "A C"),
        ("Date of Last Interaction", "''", "B D"),
        // By us.
        ("Last Date Attempted", "2026-03-01", "A C"),
        ("Last Date Attempted", "''", "B D X"),
        ("No. of Mailing Groups", "2", "C"),
        ("No. of Job Responsibilities", ">0", "C"),
        // Counted on the company.
        ("No. of Industry Groups", "0", "B"),
        ("No. of Business Relations", "2", "A C D"),
    ] {
        let row = format!("Contact|{field}|{filter}");
        assert_eq!(added(&[&row]), expected, "{row}");
    }
}

#[test]
fn steps_work_on_what_the_ones_before_left() {
    let (selection, nos) = selection(
        &[
            "S|10|Add Contacts|Contact Mailing Group|Mailing Group Code|NEWS|",
            "S|20|Add Contacts|Contact|Company No.|A|",
            "S|30|Remove Contacts (Reduce)|Contact|No.|A|",
            "S|40|Remove Contacts (Refine)|Contact Job Responsibility|Job Responsibility Code|BUY|Yes",
        ],
        &["S|X", "S|C"],
    );
    // X and C by hand; B is new, C is there; A and D come and A goes; B and X are not of Carla's company.
    assert_eq!(nos, "C D");
    let counts: Vec<[u64; 6]> = selection
        .steps
        .iter()
        .flat_map(|step| &step.effects)
        .map(|one| {
            [
                one.before,
                one.matched,
                one.added,
                one.existing,
                one.removed,
                one.after,
            ]
        })
        .collect();
    assert_eq!(
        counts,
        [
            [2, 2, 1, 1, 0, 3],
            [3, 3, 2, 1, 0, 5],
            [5, 1, 0, 0, 1, 4],
            [4, 2, 0, 0, 2, 2],
        ]
    );
    let numbers: Vec<i64> = selection.lines.iter().map(|line| line.line_no).collect();
    assert_eq!(numbers, [20_000, 50_000]);
}
