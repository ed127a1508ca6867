//! How a line gets its values, rule by rule (BC table 5077, field logic of *Contact No.* and
//! *Interaction Template Code*; table 5076 for what the header gives).

use std::collections::BTreeMap;

use super::{Addresses, Header, LineMaker, LineSource, RunDefaults, Templates};
use crate::check::NO_CONTACT;
use crate::check::book_for_tests::{Sheet, book, date};
use crate::schema::{
    CONTACT, CONTACT_ALT_ADDR_DATE_RANGE, CONTACT_ALT_ADDRESS, FieldNo, INTERACTION_TEMPLATE,
    INTERACTION_TMPL_LANGUAGE, SEGMENT_HEADER, SEGMENT_LINE, segment_header, segment_line as field,
};

const CONTACTS: &[&str] = &[
    "No.|Name|Type|Company No.|Salesperson Code|Correspondence Type|Language Code",
    "A|Aydin|Company|A|BO|Hard Copy|DEU",
    "C|Carla|Person|A||Email|FRA",
    "P|Pia|Person||ANN||",
];

const TEMPLATES: &[&str] = &[
    "Code|Interaction Group Code|Description|Unit Cost (LCY)|Unit Duration (Min.)|Information Flow|\
     Initiated By|Campaign No.|Campaign Target|Campaign Response|Correspondence Type (Default)|\
     Language Code (Default)|Ignore Contact Corres. Type|Word Template Code",
    "LETTER|LETTER|A letter|1.5|2|Outbound|Us||Yes||Hard Copy|ENU|No|",
    "CALL|PHONE|A call|3|15.5|Inbound|Them|CP9||Yes|Email|DAN|No|W-CALL",
    "MAIL|MAIL||0|0||||||Email||Yes|",
    "BARE|BARE||0|0|||||||||",
];

const LANGUAGES: &[&str] = &[
    "Interaction Template Code|Language Code|Description|Attachment No.|Word Template Code",
    "LETTER|ENU|Letter|11|",
    "LETTER|DEU|Brief|12|",
    "CALL|DAN|Samtale|21|",
    "CALL|FRA|Appel|0|W-FRA",
];

const ADDRESSES: &[&str] = &["Contact No.|Code", "C|SUMMER", "C|WINTER"];

const RANGES: &[&str] = &[
    "Contact No.|Contact Alt. Address Code|Starting Date|Ending Date",
    "C|SUMMER|2026-06-01|2026-08-31",
    "C|WINTER|2026-11-01|",
];

/// A segment with one header row and, if any, one typed line.
struct Case<'a> {
    header: [&'a str; 2],
    line: Option<[&'a str; 2]>,
    contact: &'a str,
}

/// The values of the line in these fields, shown as a person reads them.
fn values(case: &Case<'_>, fields: &[FieldNo]) -> Vec<String> {
    let line_rows = case.line.unwrap_or(["Segment No.|Contact No.", "S|C"]);
    let sheets: [Sheet<'_>; 7] = [
        (&CONTACT, CONTACTS),
        (&INTERACTION_TEMPLATE, TEMPLATES),
        (&INTERACTION_TMPL_LANGUAGE, LANGUAGES),
        (&CONTACT_ALT_ADDRESS, ADDRESSES),
        (&CONTACT_ALT_ADDR_DATE_RANGE, RANGES),
        (&SEGMENT_HEADER, &case.header),
        (&SEGMENT_LINE, &line_rows),
    ];
    let book = book(&sheets);
    let templates = Templates::new(&book);
    let addresses = Addresses::new(&book);
    let headers = book.table(&SEGMENT_HEADER).unwrap();
    let code = headers.text(0, segment_header::INTERACTION_TEMPLATE_CODE);
    let run = RunDefaults {
        date: date("2026-11-23"),
        salesperson: "",
    };
    let header = Header::new(headers, 0, templates.get(code), &[], run);
    let maker = LineMaker {
        book: &book,
        header: &header,
        templates: &templates,
        addresses: &addresses,
        line_languages: &BTreeMap::new(),
        rows: book.table(&SEGMENT_LINE),
    };
    let line = maker.line(LineSource {
        line_no: 10000,
        contact: book.find_contact(case.contact).unwrap_or(NO_CONTACT),
        row: case.line.map(|_| 0),
        campaign_no: None,
    });
    let show = |&no: &FieldNo| line.value(no).show(SEGMENT_LINE.field(no).kind);
    fields.iter().map(show).collect()
}

fn for_contact<'a>(header: [&'a str; 2], contact: &'a str) -> Case<'a> {
    Case {
        header,
        line: None,
        contact,
    }
}

#[test]
fn bc_5_5_1_and_2_a_line_takes_the_headers_values_and_the_contacts() {
    let header = [
        "No.|Description|Campaign No.|Interaction Template Code",
        "S|Spring|CP1|LETTER",
    ];
    let fields = [
        field::DESCRIPTION,
        field::CAMPAIGN_NO,
        field::SALESPERSON_CODE,
        field::CORRESPONDENCE_TYPE,
        field::INTERACTION_GROUP_CODE,
        field::COST_LCY,
        field::DURATION_MIN,
        field::INFORMATION_FLOW,
        field::INITIATED_BY,
        field::CAMPAIGN_TARGET,
        field::CAMPAIGN_RESPONSE,
        field::DATE,
        field::CONTACT_COMPANY_NO,
        field::CONTACT_ALT_ADDRESS_CODE,
        field::LANGUAGE_CODE,
        field::ATTACHMENT_NO,
    ];
    let common = |salesperson, kind, company, address, language, attachment| {
        [
            "Spring",
            "CP1",
            salesperson,
            kind,
            "LETTER",
            "1.5",
            "2",
            "Outbound",
            "Us",
            "Yes",
            "No",
            "2026-11-23",
            company,
            address,
            language,
            attachment,
        ]
    };
    for (contact, expected) in [
        ("A", common("BO", "Hard Copy", "A", "", "DEU", "12")),
        // No French letter: the header's default language. The winter address has begun.
        ("C", common("", "Email", "A", "WINTER", "ENU", "11")),
        // No type of her own: the template's.
        ("P", common("ANN", "Hard Copy", "", "", "ENU", "11")),
    ] {
        assert_eq!(
            values(&for_contact(header, contact), &fields),
            expected,
            "{contact}"
        );
    }
}

#[test]
fn bc_5_5_3_a_salesperson_on_the_header_wins_over_the_contacts() {
    let header = [
        "No.|Salesperson Code|Interaction Template Code",
        "S|KH|LETTER",
    ];
    for contact in ["A", "C", "P", "GONE"] {
        let case = for_contact(header, contact);
        assert_eq!(
            values(&case, &[field::SALESPERSON_CODE]),
            ["KH"],
            "{contact}"
        );
    }
}

#[test]
fn bc_5_5_4_the_headers_type_counts_only_when_it_ignores_the_contacts() {
    let captions =
        "No.|Interaction Template Code|Correspondence Type (Default)|Ignore Contact Corres. Type";
    for (row, contact, expected) in [
        ("S|LETTER|Email|Yes", "A", "Email"),
        ("S|LETTER|Email|No", "A", "Hard Copy"),
        ("S|LETTER|Email|No", "P", "Hard Copy"),
        // Ignored with a blank type of the header: the template's rule decides.
        ("S|LETTER|<blank>|Yes", "C", "Email"),
        ("S|MAIL|<blank>|<blank>", "A", "Email"),
        ("S|BARE||", "P", ""),
        ("S|||", "P", ""),
        ("S|||", "C", "Email"),
    ] {
        let case = for_contact([captions, row], contact);
        let found = values(&case, &[field::CORRESPONDENCE_TYPE]);
        assert_eq!(found, [expected], "{row} {contact}");
    }
}

#[test]
fn bc_5_5_a_contact_that_is_gone_leaves_company_and_address_blank() {
    let header = ["No.|Interaction Template Code", "S|LETTER"];
    let fields = [
        field::CONTACT_NO,
        field::CONTACT_COMPANY_NO,
        field::CONTACT_ALT_ADDRESS_CODE,
        field::LANGUAGE_CODE,
    ];
    assert_eq!(
        values(&for_contact(header, "GONE"), &fields),
        ["", "", "", "ENU"]
    );
}

fn typed<'a>(header: &'a str, captions: &'a str, row: &'a str, contact: &'a str) -> Case<'a> {
    Case {
        header: [
            "No.|Description|Campaign No.|Interaction Template Code",
            header,
        ],
        line: Some([captions, row]),
        contact,
    }
}

#[test]
fn bc_5_6_another_template_on_a_line_replaces_what_the_headers_gave() {
    let fields = [
        field::INTERACTION_TEMPLATE_CODE,
        field::DESCRIPTION,
        field::CAMPAIGN_NO,
        field::INTERACTION_GROUP_CODE,
        field::COST_LCY,
        field::DURATION_MIN,
        field::INFORMATION_FLOW,
        field::INITIATED_BY,
        field::CAMPAIGN_TARGET,
        field::CAMPAIGN_RESPONSE,
        field::CORRESPONDENCE_TYPE,
        field::LANGUAGE_CODE,
        field::ATTACHMENT_NO,
        field::WORD_TEMPLATE_CODE,
    ];
    let captions = "Segment No.|Contact No.|Interaction Template Code";
    for (header, row, contact, expected) in [
        // The description changes with a template before it; the header's campaign stays; the French
        // row names a Word template.
        (
            "S|Spring|CP1|LETTER",
            "S|C|CALL",
            "C",
            [
                "CALL", "A call", "CP1", "PHONE", "3", "15.5", "Inbound", "Them", "No", "Yes",
                "Email", "FRA", "0", "W-FRA",
            ],
        ),
        // No campaign on the header: the template's. No German: the template's default.
        (
            "S|Spring||LETTER",
            "S|A|CALL",
            "A",
            [
                "CALL",
                "A call",
                "CP9",
                "PHONE",
                "3",
                "15.5",
                "Inbound",
                "Them",
                "No",
                "Yes",
                "Hard Copy",
                "DAN",
                "21",
                "",
            ],
        ),
        // No template before it, and a description: that stays.
        (
            "S|Spring||",
            "S|P|CALL",
            "P",
            [
                "CALL", "Spring", "CP9", "PHONE", "3", "15.5", "Inbound", "Them", "No", "Yes",
                "Email", "DAN", "21", "",
            ],
        ),
        // The header's own template is no other one.
        (
            "S|Spring|CP1|LETTER",
            "S|A|LETTER",
            "A",
            [
                "LETTER",
                "Spring",
                "CP1",
                "LETTER",
                "1.5",
                "2",
                "Outbound",
                "Us",
                "Yes",
                "No",
                "Hard Copy",
                "DEU",
                "12",
                "",
            ],
        ),
    ] {
        assert_eq!(
            values(&typed(header, captions, row, contact), &fields),
            expected,
            "{row}"
        );
    }
}

#[test]
fn bc_5_6_a_line_of_another_template_keeps_its_type_when_nobody_names_one() {
    let captions = "Segment No.|Contact No.|Interaction Template Code";
    let fields = [field::CORRESPONDENCE_TYPE];
    for (header, row, contact, expected) in [
        // (b) The template ignores the contact's.
        ("S|Spring||LETTER", "S|A|MAIL", "A", "Email"),
        // (b) The contact has none and the template one.
        ("S|Spring||LETTER", "S|P|CALL", "P", "Email"),
        // (c) The contact's.
        ("S|Spring||LETTER", "S|A|CALL", "A", "Hard Copy"),
        // (d) What the line had from the header's template.
        ("S|Spring||LETTER", "S|P|BARE", "P", "Hard Copy"),
    ] {
        assert_eq!(
            values(&typed(header, captions, row, contact), &fields),
            [expected],
            "{row}"
        );
    }
}

#[test]
fn bc_2_4_filled_cells_win_and_a_date_moves_the_address() {
    let fields = [field::DATE, field::CONTACT_ALT_ADDRESS_CODE];
    let captions = "Segment No.|Contact No.|Date|Contact Alt. Address Code";
    for (row, expected) in [
        ("S|C||", ["2026-11-23", "WINTER"]),
        ("S|C|2026-07-01|", ["2026-07-01", "SUMMER"]),
        ("S|C|2026-09-15|", ["2026-09-15", ""]),
        ("S|C|2026-07-01|WINTER", ["2026-07-01", "WINTER"]),
        ("S|C||<blank>", ["2026-11-23", ""]),
        ("S|C|<blank>|", ["", ""]),
    ] {
        let case = typed("S|Spring|CP1|LETTER", captions, row, "C");
        assert_eq!(values(&case, &fields), expected, "{row}");
    }
}

#[test]
fn bc_5_3_a_language_on_a_line_picks_its_attachment_or_clears_it() {
    let fields = [field::LANGUAGE_CODE, field::ATTACHMENT_NO];
    let captions = "Segment No.|Contact No.|Language Code|Attachment No.";
    for (row, expected) in [
        ("S|C||", ["ENU", "11"]),
        ("S|C|DEU|", ["DEU", "12"]),
        ("S|C|FRA|", ["FRA", "0"]),
        ("S|C|DEU|99", ["DEU", "99"]),
    ] {
        let case = typed("S|Spring|CP1|LETTER", captions, row, "C");
        assert_eq!(values(&case, &fields), expected, "{row}");
    }
}

#[test]
fn blank_on_purpose_is_blank_whatever_the_header_says() {
    let captions =
        "Segment No.|Contact No.|Campaign No.|Cost (LCY)|Campaign Target|Initiated By|Evaluation";
    let case = typed(
        "S|Spring|CP1|LETTER",
        captions,
        "S|A|<blank>|<blank>|<blank>|<blank>|Positive",
        "A",
    );
    let fields = [
        field::CAMPAIGN_NO,
        field::COST_LCY,
        field::CAMPAIGN_TARGET,
        field::INITIATED_BY,
        field::EVALUATION,
    ];
    assert_eq!(values(&case, &fields), ["", "0", "No", "", "Positive"]);
}
