//! How headers get their values (BC table 5076), how lines are numbered, what steps are read, and which
//! address is active (BC tables 5051 and 5052).

use super::{
    Action, Addresses, Header, Register, RunDefaults, Segment, SegmentUse, Templates, segments,
};
use crate::check::Book;
use crate::check::book_for_tests::{Sheet, book, date, records, records_in, shown};
use crate::finding::Findings;
use crate::schema::{
    CONTACT, CONTACT_ALT_ADDR_DATE_RANGE, CONTACT_ALT_ADDRESS, INTERACTION_TEMPLATE,
    INTERACTION_TMPL_LANGUAGE, SEGMENT_CRITERIA_LINE, SEGMENT_HEADER, SEGMENT_INTERACTION_LANGUAGE,
    SEGMENT_LINE, segment_header as field,
};
use crate::table::Records;

fn run() -> RunDefaults<'static> {
    RunDefaults {
        date: date("2026-11-23"),
        salesperson: "KH",
    }
}

fn segments_of(book: &Book, register: &Register) -> (Vec<Segment>, Vec<String>) {
    let mut findings = Findings::default();
    let templates = Templates::new(book);
    let all = segments(book, register, &templates, run(), &mut findings);
    (all, shown(findings))
}

const TEMPLATES: Sheet<'_> = (
    &INTERACTION_TEMPLATE,
    &[
        "Code|Interaction Group Code|Unit Cost (LCY)|Information Flow|Campaign No.|Campaign Target|\
         Correspondence Type (Default)|Language Code (Default)",
        "LETTER|POST|1.5|Outbound|CP9|Yes|Hard Copy|ENU",
    ],
);

#[test]
fn bc_5_1_3_an_empty_cell_takes_the_templates_value_and_blank_is_blank() {
    let captions = "No.|Description|Interaction Template Code|Campaign No.|Salesperson Code|Date|\
                    Unit Cost (LCY)|Information Flow|Campaign Target|Correspondence Type (Default)";
    for (row, expected) in [
        (
            "S|Spring|LETTER|||||||",
            "CP9|KH|2026-11-23|1.5|Outbound|Yes|Hard Copy|POST",
        ),
        (
            "S|Spring|LETTER|CP1|ANN|2026-12-01|2|Inbound|No|Email",
            "CP1|ANN|2026-12-01|2|Inbound|No|Email|POST",
        ),
        (
            "S|Spring|LETTER|<blank>|<blank>|<blank>|<blank>|<blank>|<blank>|<blank>",
            "|||0||No||POST",
        ),
        ("S|Spring||||||||", "|KH|2026-11-23|0||No||"),
    ] {
        let rows = [captions, row];
        let book = book(&[TEMPLATES, (&SEGMENT_HEADER, &rows)]);
        let (all, findings) = segments_of(&book, &Register::default());
        assert_eq!(findings, [""; 0]);
        let header: &Header = &all[0].header;
        let show = |no| header.value(no).show(SEGMENT_HEADER.field(no).kind);
        let found = [
            field::CAMPAIGN_NO,
            field::SALESPERSON_CODE,
            field::DATE,
            field::UNIT_COST_LCY,
            field::INFORMATION_FLOW,
            field::CAMPAIGN_TARGET,
            field::CORRESPONDENCE_TYPE_DEFAULT,
            field::INTERACTION_GROUP_CODE,
        ]
        .map(show);
        assert_eq!(found.join("|"), expected, "{row}");
    }
}

#[test]
fn bc_5_1_5_the_sheets_languages_stand_beside_the_templates_and_count_where_both_have_one() {
    let book = book(&[
        TEMPLATES,
        (
            &INTERACTION_TMPL_LANGUAGE,
            &[
                "Interaction Template Code|Language Code|Attachment No.",
                "LETTER|ENU|11",
                "LETTER|DEU|12",
            ],
        ),
        (
            &SEGMENT_HEADER,
            &[
                "No.|Interaction Template Code|Subject (Default)",
                "S|LETTER|Hello",
            ],
        ),
        (
            &SEGMENT_INTERACTION_LANGUAGE,
            &[
                "Segment No.|Segment Line No.|Language Code|Attachment No.|Subject",
                "S|0|DEU|0|Guten Tag",
                "S|0|FRA|13|Bonjour",
                "S|10000|DAN|14|Hej",
            ],
        ),
    ]);
    let (all, findings) = segments_of(&book, &Register::default());
    assert_eq!(findings, [""; 0]);
    let languages: Vec<(&str, i64, &str)> = all[0]
        .header
        .languages
        .iter()
        .map(|one| (one.code.as_str(), one.attachment_no, one.subject.as_str()))
        .collect();
    // The default language has the header's subject.
    assert_eq!(
        languages,
        [
            ("DEU", 0, "Guten Tag"),
            ("ENU", 11, "Hello"),
            ("FRA", 13, "Bonjour")
        ]
    );
    assert_eq!(all[0].header.attachment_no(), 11);
    assert_eq!(all[0].line_languages[&10_000][0].code, "DAN");
}

#[test]
fn lines_without_a_number_count_on_in_steps_of_10000() {
    let book = book(&[
        (&CONTACT, &["No.", "C1", "C2"]),
        (&SEGMENT_HEADER, &["No.", "S"]),
        (
            &SEGMENT_LINE,
            &[
                "Segment No.|Line No.|Contact No.",
                "S||C1",
                "S|25000|C2",
                "S||C1",
                "S|5000|C2",
            ],
        ),
    ]);
    let (all, findings) = segments_of(&book, &Register::default());
    assert_eq!(findings, [""; 0]);
    let lines: Vec<(i64, usize)> = all[0].lines.iter().map(|l| (l.line_no, l.row)).collect();
    assert_eq!(lines, [(5_000, 3), (10_000, 0), (25_000, 1), (35_000, 2)]);
}

#[test]
fn a_line_number_stands_once_in_a_segment() {
    let book = book(&[
        (&CONTACT, &["No.", "C1"]),
        (&SEGMENT_HEADER, &["No.", "S", "T"]),
        (
            &SEGMENT_LINE,
            &[
                "Segment No.|Line No.|Contact No.",
                "S|10000|C1",
                "T|10000|C1",
                "S|10000|C1",
            ],
        ),
    ]);
    let (all, findings) = segments_of(&book, &Register::default());
    assert_eq!(
        findings,
        ["V022 Segment Line.csv: line 4, column 2 \"Line No.\""]
    );
    assert_eq!([all[0].is_faulty, all[1].is_faulty], [true, false]);
}

#[test]
fn rows_belong_to_a_header_or_to_history_or_to_nobody() {
    let book = book(&[
        (&CONTACT, &["No.", "C1"]),
        (&SEGMENT_HEADER, &["No.", "SPRING"]),
        (
            &SEGMENT_LINE,
            &[
                "Segment No.|Contact No.",
                "SPRING|C1",
                "SPRNG|C1",
                "OLD|C1",
                "|C1",
            ],
        ),
    ]);
    let used = SegmentUse {
        segment_no: "OLD".into(),
        definition: "OLD".into(),
        recurring: false,
        date: date("2026-11-01"),
        rows_hash: String::new(),
        definition_hash: String::new(),
        run_id: String::new(),
        logged_segment_entry_no: Some(1),
    };
    let logged = ["OLD".to_owned()].into();
    let register = Register::new(vec![used], logged, [].into(), None);
    let (all, findings) = segments_of(&book, &register);
    assert_eq!(
        findings,
        [
            "V016 Segment Line.csv: line 3, column 1 \"Segment No.\"",
            "V023 Segment Line.csv: line 4, column 1 \"Segment No.\"",
            "V020 Segment Line.csv: line 5, column 1 \"Segment No.\"",
        ]
    );
    assert_eq!(all[0].lines.len(), 1);
}

#[test]
fn a_reviewed_workbook_counts_instead_of_its_original() {
    let sheet = |file: &str, rows: &[&str], table| records_in(file, (table, rows));
    let sheets: Vec<Records> = vec![
        records((&CONTACT, &["No.", "C1", "C2"])),
        sheet(
            "book.xlsx",
            &["No.|Description", "S|Original"],
            &SEGMENT_HEADER,
        ),
        sheet(
            "S.xlsx",
            &["No.|Description|Selected On", "S|Reviewed|2026-11-20"],
            &SEGMENT_HEADER,
        ),
        sheet(
            "book.xlsx",
            &["Segment No.|Contact No.", "S|C1"],
            &SEGMENT_LINE,
        ),
        sheet(
            "S.xlsx",
            &["Segment No.|Contact No.", "S|C2", "S|C2"],
            &SEGMENT_LINE,
        ),
    ];
    let (book, findings) = crate::check::book_for_tests::checked(sheets, &[], false);
    assert_eq!(findings, [""; 0]);
    let (all, findings) = segments_of(&book, &Register::default());
    assert_eq!(findings.len(), 1, "{findings:?}");
    assert!(findings[0].contains("book.xlsx"), "{findings:?}");
    assert_eq!(all.len(), 1);
    assert_eq!(
        (all[0].header.description.as_str(), all[0].lines.len()),
        ("Reviewed", 2)
    );
    assert!(all[0].reviewed);
    assert_ne!(all[0].definition_hash, all[0].rows_hash);
}

#[test]
fn rows_with_one_step_are_one_action_and_steps_run_in_order() {
    let book = book(&[
        (&SEGMENT_HEADER, &["No.", "S"]),
        (
            &SEGMENT_CRITERIA_LINE,
            &[
                "Segment No.|Step|Action|Table|Field|Filter|Expand Companies|Entire Companies",
                "S|20|Remove Contacts (Refine)||Type|Person||Yes",
                "S|10|Add Contacts|Contact|Country/Region Code|DE|Yes|",
                "S|10||Contact Mailing Group|Mailing Group Code|NEWS||",
                "S|30|Reuse Logged Segment|||OLD||",
            ],
        ),
    ]);
    let (all, findings) = segments_of(&book, &Register::default());
    assert_eq!(findings, [""; 0]);
    let steps = &all[0].steps;
    let numbers: Vec<(i64, usize)> = steps.iter().map(|s| (s.number, s.filters.len())).collect();
    assert_eq!(numbers[..2], [(10, 2), (20, 1)]);
    assert_eq!(
        [&steps[0].action, &steps[1].action, &steps[2].action],
        [
            &Action::Add,
            &Action::Refine,
            &Action::ReuseLoggedSegment("OLD".into())
        ]
    );
    assert!(steps[0].options.expand_companies && !steps[0].options.entire_companies);
    assert!(steps[1].options.entire_companies);
    // A blank Table is Contact.
    assert_eq!(steps[1].filters[0].table.no, CONTACT.no);
}

#[test]
fn bcs_form_gives_the_same_steps_as_the_analysts() {
    let book = book(&[
        (&SEGMENT_HEADER, &["No.", "S"]),
        (
            &SEGMENT_CRITERIA_LINE,
            &[
                "Segment No.|Line No.|Type|Action|Table No.|Table View|No. of Filters|Expand Contact|Allow Company with Persons",
                "S|1|Action|Add Contacts|||2|Yes|Yes",
                "S|2|Filter||5050|VERSION(1) SORTING(Field1) WHERE(Field35=1(DE),Field5050=1(1))|||",
                "S|3|Filter||5056|VERSION(1) SORTING(Field1) WHERE(Field2=1(NEWS))|||",
            ],
        ),
    ]);
    let (all, findings) = segments_of(&book, &Register::default());
    assert_eq!(findings, [""; 0]);
    let step = &all[0].steps[0];
    assert_eq!((all[0].steps.len(), &step.action), (1, &Action::Add));
    assert!(step.options.expand_companies && step.options.allow_related_companies);
    let filters: Vec<(&str, &str, &str)> = step
        .filters
        .iter()
        .map(|one| (one.table.caption, one.field_caption(), one.text.as_str()))
        .collect();
    assert_eq!(
        filters,
        [
            ("Contact", "Country/Region Code", "DE"),
            ("Contact", "Type", "1"),
            ("Contact Mailing Group", "Mailing Group Code", "NEWS"),
        ]
    );
}

#[test]
fn bc_5_5_2_the_active_address_is_the_last_range_that_has_begun_and_not_ended() {
    let book = book(&[
        (&CONTACT, &["No.", "C1", "C2"]),
        (
            &CONTACT_ALT_ADDRESS,
            &[
                "Contact No.|Code|Email",
                "C1|HOME|h@example.com",
                "C1|SEA|",
                "C1|HUT|",
            ],
        ),
        (
            &CONTACT_ALT_ADDR_DATE_RANGE,
            &[
                "Contact No.|Contact Alt. Address Code|Starting Date|Ending Date",
                "C1|SEA|2026-07-01|2026-07-31",
                "C1|HOME|2026-01-01|",
                "C1|HUT|2026-07-15|2026-07-20",
            ],
        ),
    ]);
    let addresses = Addresses::new(&book);
    let contact = book.find_contact("C1").unwrap();
    for (on, expected) in [
        ("2025-12-31", ""),
        ("2026-01-01", "HOME"),
        ("2026-07-01", "SEA"),
        ("2026-07-15", "HUT"),
        ("2026-07-20", "HUT"),
        ("2026-07-21", "SEA"),
        ("2026-07-31", "SEA"),
        ("2026-08-01", "HOME"),
    ] {
        assert_eq!(addresses.active(contact, Some(date(on))), expected, "{on}");
    }
    assert_eq!(
        addresses.active(book.find_contact("C2").unwrap(), Some(date("2026-07-01"))),
        ""
    );
    for (code, expected) in [("HOME", Some(true)), ("SEA", Some(false)), ("NO", None)] {
        assert_eq!(addresses.email_of(contact, code), expected, "{code}");
    }
}
