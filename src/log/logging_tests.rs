//! What is logged for a line (BC codeunit 5051 *`SegManagement`*): the checks, the correspondence type,
//! campaign entries, and the follow-up.

use std::collections::BTreeMap;

use super::{
    CampaignContext, CampaignEntries, FollowUp, KnownCampaignEntries, LogEntries, Requirements,
    check_header, check_lines, entry_fields, logged_segment_row,
};
use crate::check::Book;
use crate::check::book_for_tests::{Sheet, book, date, records, shown};
use crate::finding::{Findings, Severity};
use crate::schema::{
    CAMPAIGN, CAMPAIGN_ENTRY, CONTACT, CONTACT_ALT_ADDRESS, FieldNo, INTERACTION_TEMPLATE,
    SALESPERSON_PURCHASER, SEGMENT_HEADER, SEGMENT_LINE, campaign_entry, interaction_log_entry,
    logged_segment, segment_header, segment_line,
};
use crate::segment::{Addresses, LineMaker, Register, RunDefaults, Segment, Templates, segments};
use crate::select::{Line, Lines, Origin};
use crate::table::{Records, Rows};

const CONTACTS: &[&str] = &[
    "No.|Name|Type|Company No.|Salesperson Code|Email",
    "A|Aydin|Company||ANN|info@aydin.example",
    "C|Carla|Person|A|ANN|",
    "P|Pia|Person||ANN|pia@example.com",
    "N|Nobody|Person|||",
];

/// A segment with its book, ready to be logged.
pub(super) struct World {
    pub(super) book: Book,
    templates: Templates,
    pub(super) addresses: Addresses,
    pub(super) segment: Segment,
    pub(super) selected: Vec<Line>,
    languages: BTreeMap<i64, Vec<crate::segment::Language>>,
}

impl World {
    pub(super) fn new(header: &[&str], lines: &[&str]) -> Self {
        let sheets: [Sheet<'_>; 7] = [
            (&CONTACT, CONTACTS),
            (&SALESPERSON_PURCHASER, &["Code|Name", "ANN|Ann"]),
            (&CAMPAIGN, &["No.|Description", "CP1|One", "CP2|Two"]),
            (
                &INTERACTION_TEMPLATE,
                &["Code|Interaction Group Code", "LETTER|LETTER"],
            ),
            (
                &CONTACT_ALT_ADDRESS,
                &[
                    "Contact No.|Code|Email",
                    "A|WITH|a@example.com",
                    "A|OUT|",
                    "C|WITH|c@example.com",
                    "C|OUT|",
                ],
            ),
            (&SEGMENT_HEADER, header),
            (&SEGMENT_LINE, lines),
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
        let segment = all.remove(0);
        let selected = segment
            .lines
            .iter()
            .map(|line| Line {
                line_no: line.line_no,
                contact: line.contact,
                origin: Origin::Sheet(line.row as u32),
            })
            .collect();
        Self {
            addresses: Addresses::new(&book),
            book,
            templates,
            segment,
            selected,
            languages: BTreeMap::new(),
        }
    }

    pub(super) fn lines(&self) -> Lines<'_> {
        let maker = LineMaker {
            book: &self.book,
            header: &self.segment.header,
            templates: &self.templates,
            addresses: &self.addresses,
            line_languages: &self.languages,
            rows: self.book.table(&SEGMENT_LINE),
        };
        Lines::new("SM1", maker, &self.selected, &[])
    }

    pub(super) fn campaigns(&self, known: &KnownCampaignEntries) -> CampaignEntries {
        let from = CampaignContext {
            last_entry_no: 40,
            logged_segment_entry_no: 7,
            description: "Spring",
            user: "KH",
        };
        CampaignEntries::new(&self.lines(), known, from)
    }

    /// What is missing to log it, and to send it too.
    pub(super) fn missing(&self, sending: bool) -> Vec<String> {
        let with = Requirements {
            book: &self.book,
            addresses: &self.addresses,
            severity: Severity::Error,
            sending,
        };
        let mut findings = Findings::default();
        check_header(with, &self.segment, "SM1", &mut findings);
        check_lines(with, &self.segment, &self.lines(), &mut findings);
        shown(findings)
    }
}

/// Fields of all rows, as a person reads them.
pub(super) fn cells(rows: &dyn Rows, fields: &[FieldNo]) -> Vec<String> {
    let show = |row: usize, no: FieldNo| rows.value(row, no).show(rows.table().field(no).kind);
    (0..rows.len())
        .map(|row| {
            fields
                .iter()
                .map(|&no| show(row, no))
                .collect::<Vec<_>>()
                .join("|")
        })
        .collect()
}

pub(super) const HEADER: &[&str] = &[
    "No.|Description|Campaign No.|Interaction Template Code",
    "S|Spring|CP1|LETTER",
];

#[test]
fn bc_6_2_6_email_stays_only_where_there_is_an_address() {
    let lines = [
        "Segment No.|Contact No.|Correspondence Type|Contact Alt. Address Code",
        "S|A|Email|",
        "S|A|Email|WITH",
        "S|A|Email|OUT",
        "S|C|Email|WITH",
        "S|C|Email|OUT",
        "S|C|Email|",
        "S|C|Hard Copy|",
        "S|C|<blank>|WITH",
    ];
    let world = World::new(HEADER, &lines);
    let campaigns = world.campaigns(&KnownCampaignEntries::default());
    let entries = LogEntries::new(world.lines(), &world.addresses, &campaigns, 101, 7, "KH");
    assert_eq!(
        cells(
            &entries,
            &[
                interaction_log_entry::CONTACT_NO,
                interaction_log_entry::CONTACT_ALT_ADDRESS_CODE,
                interaction_log_entry::CORRESPONDENCE_TYPE
            ]
        ),
        [
            "A||Email",
            "A|WITH|Email",
            "A|OUT|Email",
            "C|WITH|Email",
            "C|OUT|",
            "C||",
            "C||Hard Copy",
            "C|WITH|",
        ]
    );
}

#[test]
fn bc_6_3_an_entry_is_the_line_with_the_numbers_of_the_run() {
    let lines = [
        "Segment No.|Contact No.|Date|Evaluation|Campaign No.|Attempt Failed",
        "S|A||||",
        "S|C|2026-12-01|Positive|<blank>|Yes",
    ];
    let world = World::new(HEADER, &lines);
    let campaigns = world.campaigns(&KnownCampaignEntries::default());
    let entries = LogEntries::new(world.lines(), &world.addresses, &campaigns, 101, 7, "KH");
    let fields = [
        interaction_log_entry::ENTRY_NO,
        interaction_log_entry::LOGGED_SEGMENT_ENTRY_NO,
        interaction_log_entry::SEGMENT_NO,
        interaction_log_entry::CONTACT_NO,
        interaction_log_entry::CONTACT_COMPANY_NO,
        interaction_log_entry::CONTACT_NAME,
        interaction_log_entry::DATE,
        interaction_log_entry::DESCRIPTION,
        interaction_log_entry::EVALUATION,
        interaction_log_entry::CAMPAIGN_NO,
        interaction_log_entry::CAMPAIGN_ENTRY_NO,
        interaction_log_entry::ATTEMPT_FAILED,
        interaction_log_entry::USER_ID,
        interaction_log_entry::CANCELED,
        interaction_log_entry::POSTPONED,
        interaction_log_entry::DELIVERY_STATUS,
    ];
    assert_eq!(
        cells(&entries, &fields),
        [
            "101|7|SM1|A|A||2026-11-23|Spring||CP1|41|No|KH|No|No|",
            "102|7|SM1|C|A|Carla|2026-12-01|Spring|Positive||0|Yes|KH|No|No|",
        ]
    );
    let shown = entry_fields();
    let at = |no| shown.iter().position(|&field| field == no).unwrap();
    assert_eq!(
        at(interaction_log_entry::CONTACT_NAME),
        at(interaction_log_entry::CONTACT_COMPANY_NO) + 1
    );
    assert_eq!(
        at(interaction_log_entry::CONTACT_COMPANY_NAME),
        at(interaction_log_entry::CONTACT_NAME) + 1
    );
}

#[test]
fn bc_6_3_each_campaign_has_one_entry_with_date_and_salesperson_of_its_earliest_line() {
    let lines = [
        "Segment No.|Contact No.|Campaign No.|Date|Salesperson Code",
        "S|A|CP2|2026-11-25|ANN",
        "S|C|CP1|2026-11-24|ANN",
        "S|P|CP2|2026-11-24|ANN",
        "S|P|CP1|2026-11-24|<blank>",
    ];
    let world = World::new(HEADER, &lines);
    let fields = [
        campaign_entry::ENTRY_NO,
        campaign_entry::CAMPAIGN_NO,
        campaign_entry::DATE,
        campaign_entry::SALESPERSON_CODE,
        campaign_entry::REGISTER_NO,
        campaign_entry::SEGMENT_NO,
        campaign_entry::DESCRIPTION,
        campaign_entry::USER_ID,
        campaign_entry::CANCELED,
    ];
    let made = world.campaigns(&KnownCampaignEntries::default());
    assert_eq!(
        cells(made.rows(), &fields),
        [
            "41|CP1|2026-11-24|ANN|7|SM1|Spring|KH|No",
            "42|CP2|2026-11-24|ANN|7|SM1|Spring|KH|No",
        ]
    );

    // One that is known for this segment is used again; one of another segment is not.
    let mut known = KnownCampaignEntries::default();
    known.add(&records((
        &CAMPAIGN_ENTRY,
        &[
            "Entry No.|Campaign No.|Segment No.",
            "5|CP1|SM1",
            "6|CP2|OTHER",
        ],
    )));
    let made = world.campaigns(&known);
    assert_eq!(
        cells(
            made.rows(),
            &[campaign_entry::ENTRY_NO, campaign_entry::CAMPAIGN_NO]
        ),
        ["41|CP2"]
    );
    assert_eq!(
        (
            made.entry_no("CP1", 0),
            made.entry_no("CP2", 0),
            made.entry_no("", 0)
        ),
        (5, 41, 0)
    );
    assert_eq!(made.count(), 1);
}

#[test]
fn bc_6_3_lines_that_steps_added_count_for_the_campaign_of_the_header() {
    let header = [
        "No.|Description|Interaction Template Code|Campaign No.|Date",
        "S|Spring|LETTER|CP1|2026-11-23",
    ];
    // Later and earlier than the header; the steps add Carla and Nobody between them.
    let typed = [
        "Segment No.|Contact No.|Campaign No.|Date|Salesperson Code",
        "S|A|CP1|2026-11-25|<blank>",
        "S|P|CP2|2026-11-20|ANN",
    ];
    let mut world = World::new(&header, &typed);
    for (at, no) in [(1, "C"), (2, "N")] {
        let line = Line {
            line_no: 10_000 + at as i64,
            contact: world.book.find_contact(no).unwrap(),
            origin: Origin::Added,
        };
        world.selected.insert(at, line);
    }
    let made = world.campaigns(&KnownCampaignEntries::default());
    let fields = [
        campaign_entry::CAMPAIGN_NO,
        campaign_entry::DATE,
        campaign_entry::SALESPERSON_CODE,
    ];
    assert_eq!(
        cells(made.rows(), &fields),
        ["CP1|2026-11-23|ANN", "CP2|2026-11-20|ANN"]
    );
}

#[test]
fn bc_7_1_and_7_2_a_follow_up_has_the_contacts_and_the_campaigns_and_nothing_else() {
    let lines = [
        "Segment No.|Contact No.|Campaign No.|Salesperson Code|Description",
        "S|A|||A call",
        "S|C|CP2|ANN|",
        "S|A|<blank>||",
    ];
    let world = World::new(HEADER, &lines);
    let no = "A-SEGMENT-NUMBER-OF20";
    let follow_up = FollowUp::new(no, "CP1", world.lines());
    let fields = [
        segment_line::SEGMENT_NO,
        segment_line::LINE_NO,
        segment_line::CONTACT_NO,
        segment_line::CAMPAIGN_NO,
        segment_line::SALESPERSON_CODE,
        segment_line::DESCRIPTION,
        segment_line::DATE,
    ];
    assert_eq!(
        cells(&follow_up, &fields),
        [
            "A-SEGMENT-NUMBER-OF20|10000|A|CP1|||",
            "A-SEGMENT-NUMBER-OF20|20000|C|CP2|||",
            "A-SEGMENT-NUMBER-OF20|30000|A|<blank>|||",
        ]
    );
    let fields = [
        segment_header::NO,
        segment_header::DESCRIPTION,
        segment_header::CAMPAIGN_NO,
        segment_header::SALESPERSON_CODE,
        segment_header::DATE,
        segment_header::INTERACTION_TEMPLATE_CODE,
        segment_header::HOLD,
    ];
    let row: Records = follow_up.header_row("KH");
    assert_eq!(
        cells(&row, &fields),
        ["A-SEGMENT-NUMBER-OF20|Follow-up on segment SM1|CP1|KH|||Yes"]
    );
}

#[test]
fn bc_6_1_3_the_register_row_has_the_work_date() {
    let row = logged_segment_row(7, "SM1", "Spring", date("2026-11-23"), "KH");
    let fields = [
        logged_segment::ENTRY_NO,
        logged_segment::SEGMENT_NO,
        logged_segment::DESCRIPTION,
        logged_segment::CREATION_DATE,
        logged_segment::USER_ID,
        logged_segment::CANCELED,
    ];
    assert_eq!(cells(&row, &fields), ["7|SM1|Spring|2026-11-23|KH|No"]);
}

#[test]
fn bc_6_2_1_3_and_4_what_a_line_lacks_is_found_at_the_cell_to_correct() {
    let lines = [
        "Segment No.|Contact No.|Date|Salesperson Code|Interaction Template Code|Document Type",
        "S|A||||",
        "S|N||||",
        "S|N||ANN||",
        "S|N||||Sales Inv.",
        "S|A|<blank>|<blank>|<blank>|",
    ];
    let world = World::new(HEADER, &lines);
    assert_eq!(
        world.missing(false),
        [
            "L005 Segment Line.csv: line 3, column 4 \"Salesperson Code\"",
            "L003 Segment Line.csv: line 6, column 3 \"Date\"",
            "L005 Segment Line.csv: line 6, column 4 \"Salesperson Code\"",
            "L007 Segment Line.csv: line 6, column 5 \"Interaction Template Code\"",
        ]
    );
}

#[test]
fn bc_6_1_2_and_5b_a_header_needs_a_description_and_a_template_and_lines() {
    let header = ["No.|Description|Interaction Template Code", "S||"];
    let world = World::new(&header, &["Segment No.|Contact No."]);
    assert_eq!(
        world.missing(false),
        [
            "L002 Segment Header.csv: line 2, column 1 \"No.\"",
            "L001 Segment Header.csv: line 2, column 2 \"Description\"",
            "L007 Segment Header.csv: line 2, column 3 \"Interaction Template Code\"",
        ]
    );
}
