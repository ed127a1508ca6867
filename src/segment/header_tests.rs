//! What an interaction template gives to a header, and the header to its lines (BC §5.1, 5.2 and 5.5).

use super::{
    Addresses, LineMaker, LineSource, Register, RunDefaults, Segment, Templates, segments,
};
use crate::check::Book;
use crate::check::book_for_tests::{Sheet, book, date, shown};
use crate::finding::Findings;
use crate::schema::{
    CONTACT, FieldNo, INTERACTION_TEMPLATE, SEGMENT_HEADER, SEGMENT_LINE, segment_header,
    segment_line,
};

const TEMPLATES: &[&str] = &[
    "Code|Interaction Group Code|Description|Unit Cost (LCY)|Unit Duration (Min.)|Information Flow|\
     Initiated By|Campaign No.|Campaign Target|Campaign Response|Correspondence Type (Default)|\
     Language Code (Default)|Ignore Contact Corres. Type|Word Template Code",
    "FULL|G1|A word|1.5|2.25|Inbound|Them|CP9|Yes|Yes|Email|DAN|Yes|W1",
    "BARE|G2||||||||||||",
];

fn segment(header: [&str; 2], line: [&str; 2]) -> (Book, Templates, Segment) {
    let sheets: [Sheet<'_>; 4] = [
        (
            &CONTACT,
            &["No.|Salesperson Code|Correspondence Type", "A|BO|Hard Copy"],
        ),
        (&INTERACTION_TEMPLATE, TEMPLATES),
        (&SEGMENT_HEADER, &header),
        (&SEGMENT_LINE, &line),
    ];
    let book = book(&sheets);
    let templates = Templates::new(&book);
    let run = RunDefaults {
        date: date("2026-11-23"),
        salesperson: "",
    };
    let mut findings = Findings::default();
    let register = Register::default();
    let mut all = segments(&book, &register, &templates, run, &mut findings);
    assert_eq!(shown(findings), [""; 0]);
    (book, templates, all.remove(0))
}

/// Fields as a person reads them.
fn joined(fields: &[FieldNo], value: impl Fn(FieldNo) -> String) -> String {
    let values: Vec<String> = fields.iter().map(|&no| value(no)).collect();
    values.join("|")
}

fn header_values(header: [&str; 2], fields: &[FieldNo]) -> String {
    let (_, _, segment) = segment(header, ["Segment No.|Contact No.", "S|A"]);
    joined(fields, |no| {
        segment.header.value(no).show(SEGMENT_HEADER.field(no).kind)
    })
}

fn line_values(header: [&str; 2], line: [&str; 2], fields: &[FieldNo]) -> String {
    let (book, templates, segment) = segment(header, line);
    let maker = LineMaker {
        book: &book,
        header: &segment.header,
        templates: &templates,
        addresses: &Addresses::new(&book),
        line_languages: &segment.line_languages,
        rows: book.table(&SEGMENT_LINE),
    };
    let line = maker.line(LineSource {
        line_no: 10_000,
        contact: segment.lines[0].contact,
        row: Some(0),
        campaign_no: None,
    });
    joined(fields, |no| {
        line.value(no).show(SEGMENT_LINE.field(no).kind)
    })
}

#[test]
fn bc_5_1_1_and_3_a_header_takes_these_fields_from_its_template() {
    use segment_header as field;
    let fields = [
        field::LANGUAGE_CODE_DEFAULT,
        field::INTERACTION_GROUP_CODE,
        field::UNIT_COST_LCY,
        field::UNIT_DURATION_MIN,
        field::INFORMATION_FLOW,
        field::INITIATED_BY,
        field::CAMPAIGN_TARGET,
        field::CAMPAIGN_RESPONSE,
        field::CORRESPONDENCE_TYPE_DEFAULT,
        field::IGNORE_CONTACT_CORRES_TYPE,
        field::WORD_TEMPLATE_CODE,
        field::CAMPAIGN_NO,
        // Never the template's description, and no subject.
        field::DESCRIPTION,
        field::SUBJECT_DEFAULT,
        field::SEND_WORD_DOCS_AS_ATTMT,
    ];
    let captions = "No.|Description|Interaction Template Code|Campaign No.";
    for (row, expected) in [
        (
            "S|Spring|FULL|",
            "DAN|G1|1.5|2.25|Inbound|Them|Yes|Yes|Email|Yes|W1|CP9|Spring||No",
        ),
        (
            "S||FULL|",
            "DAN|G1|1.5|2.25|Inbound|Them|Yes|Yes|Email|Yes|W1|CP9|||No",
        ),
        // The campaign only where the template has one.
        ("S|Spring|BARE|CP1", "|G2|0|0|||No|No||No||CP1|Spring||No"),
        ("S|Spring|BARE|", "|G2|0|0|||No|No||No|||Spring||No"),
        // A filled cell wins over the template.
        (
            "S|Spring|FULL|CP1",
            "DAN|G1|1.5|2.25|Inbound|Them|Yes|Yes|Email|Yes|W1|CP1|Spring||No",
        ),
        ("S|Spring||CP1", "||0|0|||No|No||No||CP1|Spring||No"),
    ] {
        assert_eq!(header_values([captions, row], &fields), expected, "{row}");
    }
}

/// Header captions with a value, and the line's field that takes it (BC §5.2 names the pairs).
const HANDED_DOWN: [(&str, &str, FieldNo); 15] = [
    ("Description", "Spring", segment_line::DESCRIPTION),
    ("Campaign No.", "CP1", segment_line::CAMPAIGN_NO),
    ("Salesperson Code", "KH", segment_line::SALESPERSON_CODE),
    ("Unit Cost (LCY)", "7.5", segment_line::COST_LCY),
    ("Unit Duration (Min.)", "3", segment_line::DURATION_MIN),
    ("Date", "2026-12-24", segment_line::DATE),
    ("Campaign Target", "Yes", segment_line::CAMPAIGN_TARGET),
    ("Campaign Response", "Yes", segment_line::CAMPAIGN_RESPONSE),
    (
        "Information Flow",
        "Outbound",
        segment_line::INFORMATION_FLOW,
    ),
    ("Initiated By", "Us", segment_line::INITIATED_BY),
    (
        "Send Word Docs. as Attmt.",
        "Yes",
        segment_line::SEND_WORD_DOC_AS_ATTMT,
    ),
    ("Word Template Code", "W9", segment_line::WORD_TEMPLATE_CODE),
    (
        "Interaction Group Code",
        "G2",
        segment_line::INTERACTION_GROUP_CODE,
    ),
    (
        "Interaction Template Code",
        "BARE",
        segment_line::INTERACTION_TEMPLATE_CODE,
    ),
    ("Subject (Default)", "Hello", segment_line::SUBJECT),
];

#[test]
fn bc_5_2_and_5_5_1_a_line_takes_each_of_these_fields_from_the_header() {
    for (caption, value, field) in HANDED_DOWN {
        let header = [format!("No.|{caption}"), format!("S|{value}")];
        let header = header.each_ref().map(String::as_str);
        let line = ["Segment No.|Contact No.", "S|A"];
        assert_eq!(line_values(header, line, &[field]), value, "{caption}");
    }
}

#[test]
fn bc_5_2_a_value_of_the_line_itself_is_kept_whatever_the_header_says() {
    for (caption, value, field) in HANDED_DOWN {
        let header = [format!("No.|{caption}"), format!("S|{value}")];
        let header = header.each_ref().map(String::as_str);
        let declared = SEGMENT_LINE.field(field);
        let line = [
            format!("Segment No.|Contact No.|{}", declared.caption),
            "S|A|<blank>".to_owned(),
        ];
        let blank = match value {
            "Yes" => "No",
            "7.5" | "3" => "0",
            _ => "",
        };
        let line = line.each_ref().map(String::as_str);
        assert_eq!(line_values(header, line, &[field]), blank, "{caption}");
    }
}

#[test]
fn bc_5_5_1_evaluation_is_cleared_and_merged_is_off() {
    let header = ["No.|Interaction Template Code", "S|FULL"];
    let line = ["Segment No.|Contact No.", "S|A"];
    let fields = [
        segment_line::EVALUATION,
        segment_line::MERGED,
        segment_line::TIME_OF_INTERACTION,
        segment_line::ATTEMPT_FAILED,
        segment_line::TODO_NO,
        segment_line::DOCUMENT_TYPE,
        segment_line::DOCUMENT_NO,
        segment_line::OPPORTUNITY_NO,
        segment_line::CONTACT_VIA,
    ];
    assert_eq!(line_values(header, line, &fields), "|No||No|||||");
}

#[test]
fn bc_5_6_a_blank_template_on_a_line_only_clears() {
    let header = [
        "No.|Description|Campaign No.|Interaction Template Code|Salesperson Code",
        "S|Spring|CP1|FULL|KH",
    ];
    let line = [
        "Segment No.|Contact No.|Interaction Template Code",
        "S|A|<blank>",
    ];
    let fields = [
        segment_line::INTERACTION_TEMPLATE_CODE,
        segment_line::INTERACTION_GROUP_CODE,
        segment_line::COST_LCY,
        segment_line::DURATION_MIN,
        segment_line::INFORMATION_FLOW,
        segment_line::INITIATED_BY,
        segment_line::CAMPAIGN_TARGET,
        segment_line::CAMPAIGN_RESPONSE,
        segment_line::CORRESPONDENCE_TYPE,
        segment_line::LANGUAGE_CODE,
        segment_line::SUBJECT,
        // These are not the template's.
        segment_line::DESCRIPTION,
        segment_line::CAMPAIGN_NO,
        segment_line::SALESPERSON_CODE,
    ];
    assert_eq!(
        line_values(header, line, &fields),
        "||0|0|||No|No||||Spring|CP1|KH"
    );
}
