//! The rules across rows and tables, each with what it lets through and what it finds: keys,
//! references, companies and persons (BC table 5050), link tables (5054, 5058, 5067), history.

use super::book_for_tests::{Sheet, checked, records, records_in};
use crate::schema::{
    CAMPAIGN, CONTACT, CONTACT_BUSINESS_RELATION, CONTACT_INDUSTRY_GROUP,
    CONTACT_JOB_RESPONSIBILITY, CONTACT_MAILING_GROUP, INTERACTION_LOG_ENTRY, LOGGED_SEGMENT,
    MAILING_GROUP, SALESPERSON_PURCHASER, SEGMENT_HEADER, SEGMENT_LINE, contact,
};

/// What is found, without the notices about tables that were not supplied.
fn found(sheets: &[Sheet<'_>]) -> Vec<String> {
    found_with(sheets, false)
}

fn found_with(sheets: &[Sheet<'_>], reject: bool) -> Vec<String> {
    let all = sheets.iter().map(|&sheet| records(sheet)).collect();
    let (_, mut findings) = checked(all, &[], reject);
    findings.retain(|finding| !finding.starts_with("V011"));
    findings
}

#[test]
fn a_key_stands_once_in_all_files_together() {
    let first = (&CONTACT, ["No.|Name", "C1|Ann", "C2|Bo"]);
    let second = (&CONTACT, ["Name|No.", "Cy|C3", "Di|C1"]);
    for (reject, expected) in [
        (false, vec!["V001 b.csv: line 3, column 2 \"No.\""]),
        (
            true,
            vec![
                "V001 a.csv: line 2, column 1 \"No.\"",
                "V001 b.csv: line 3, column 2 \"No.\"",
            ],
        ),
    ] {
        let sheets = vec![
            records_in("a.csv", (first.0, &first.1)),
            records_in("b.csv", (second.0, &second.1)),
        ];
        let (book, findings) = checked(sheets, &[], reject);
        assert_eq!(findings, expected, "{reject}");
        // Neither of the two is used, and nothing is lost.
        let counts = book.counts()[0];
        assert_eq!((counts.read, counts.usable, counts.rejected), (4, 2, 2));
    }
}

#[test]
fn a_key_of_two_fields_is_double_only_as_a_whole() {
    let groups: Sheet<'_> = (
        &CONTACT_MAILING_GROUP,
        &[
            "Contact No.|Mailing Group Code",
            "C1|A",
            "C1|B",
            "C2|A",
            "C1|A",
        ],
    );
    let contacts: Sheet<'_> = (&CONTACT, &["No.", "C1", "C2"]);
    assert_eq!(
        found(&[contacts, groups]),
        ["V001 Contact Mailing Group.csv: line 5, column 1 \"Contact No.\""]
    );
}

#[test]
fn segments_and_their_lines_are_judged_when_they_are_put_together() {
    let headers: Sheet<'_> = (&SEGMENT_HEADER, &["No.", "S", "S"]);
    let lines: Sheet<'_> = (&SEGMENT_LINE, &["Segment No.|Contact No.", "S|C1", "S|C1"]);
    let contacts: Sheet<'_> = (&CONTACT, &["No.", "C1"]);
    assert_eq!(found(&[headers, lines, contacts]), [""; 0]);
}

#[test]
fn a_reference_must_exist_where_its_table_was_supplied() {
    let contacts: Sheet<'_> = (
        &CONTACT,
        &["No.|Salesperson Code", "C1|ANN", "C2|ANNE", "C3|"],
    );
    let people: Sheet<'_> = (&SALESPERSON_PURCHASER, &["Code", "ANN"]);
    assert_eq!(
        found(&[contacts, people]),
        ["V002 Contact.csv: line 3, column 2 \"Salesperson Code\""]
    );
    let (_, findings) = checked(vec![records(contacts)], &[], false);
    assert_eq!(findings, ["V011 Contact.csv"]);
}

#[test]
fn what_refers_to_a_rejected_row_is_rejected_with_it() {
    let contacts: Sheet<'_> = (&CONTACT, &["No.", "C1", "C2", "C2"]);
    let groups: Sheet<'_> = (
        &CONTACT_MAILING_GROUP,
        &["Contact No.|Mailing Group Code", "C1|NEWS", "C2|NEWS"],
    );
    let codes: Sheet<'_> = (&MAILING_GROUP, &["Code", "NEWS"]);
    let sheets = [contacts, groups, codes];
    assert_eq!(
        found(&sheets),
        ["V001 Contact.csv: line 4, column 1 \"No.\""]
    );
    assert_eq!(
        found_with(&sheets, true),
        [
            "V025 Contact Mailing Group.csv: line 3, column 1 \"Contact No.\"",
            "V001 Contact.csv: line 3, column 1 \"No.\"",
            "V001 Contact.csv: line 4, column 1 \"No.\"",
        ]
    );
}

#[test]
fn history_may_name_what_is_gone() {
    let entries: Sheet<'_> = (
        &INTERACTION_LOG_ENTRY,
        &[
            "Entry No.|Contact No.|Campaign No.",
            "1|C1|CP1",
            "2|OLD|CP9",
        ],
    );
    let sheets = vec![
        records(entries),
        records((&CONTACT, &["No.", "C1"])),
        records((&CAMPAIGN, &["No.", "CP1"])),
    ];
    let (book, findings) = checked(sheets, &[], false);
    assert_eq!(
        findings,
        [
            "V002 Interaction Log Entry.csv: line 3, column 2 \"Contact No.\"",
            "V002 Interaction Log Entry.csv: line 3, column 3 \"Campaign No.\"",
        ]
    );
    // Warnings: the rows are used.
    assert_eq!(
        book.table(&INTERACTION_LOG_ENTRY).unwrap().rejected_count(),
        0
    );
}

const PERSON_CAPTIONS: &str = "No.|Name|Type|Company No.|Company Name|Lookup Contact No.|VAT Registration No.|Organizational Level Code";

#[test]
fn companies_and_persons_fit_together() {
    for (row, expected) in [
        ("P|Pia|Person|A|||| ", ""),
        ("P|Pia|Person|A|Alpha|P||CEO", ""),
        ("P|Pia|Person|||P||", ""),
        ("B|Beta|Company|B|Beta||DE1|", ""),
        ("B|Beta|Company||||DE1|", ""),
        ("B|Beta|Company|A||||", "V004 column 4 \"Company No.\""),
        ("B|Beta|Company||Alpha|||", "V006 column 5 \"Company Name\""),
        (
            "B|Beta|Company|||B||",
            "V004 column 6 \"Lookup Contact No.\"",
        ),
        (
            "B|Beta|Company|||||CEO",
            "V007 column 8 \"Organizational Level Code\"",
        ),
        ("P|Pia|Person|Z||||", "V003 column 4 \"Company No.\""),
        ("P|Pia|Person|Q||||", "V005 column 4 \"Company No.\""),
        ("P|Pia|Person|A|Beta|||", "V006 column 5 \"Company Name\""),
        ("P|Pia|Person||Alpha|||", "V006 column 5 \"Company Name\""),
        ("P|Pia|Person|||A||", "V004 column 6 \"Lookup Contact No.\""),
        (
            "P|Pia|Person||||DE1|",
            "V007 column 7 \"VAT Registration No.\"",
        ),
    ] {
        let rows = [
            PERSON_CAPTIONS,
            "A|Alpha|Company|||||",
            "Q|Quin|Person|||||",
            row,
        ];
        let all: Vec<String> = found(&[(&CONTACT, &rows)])
            .iter()
            .map(|finding| finding.replace("Contact.csv: line 4, ", ""))
            .collect();
        assert_eq!(all.join("; "), expected, "{row}");
    }
}

#[test]
fn company_no_and_name_are_filled_where_they_were_left_out() {
    let rows = [
        "No.|Name|Type|Company No.",
        "P|Pia|Person|A",
        "A|Alpha|Company|",
        "Q|Quin|Person|",
    ];
    let (book, findings) = checked(vec![records((&CONTACT, &rows))], &[], false);
    assert_eq!(findings, [""; 0]);
    for (no, company_no, company_name) in [("P", "A", "Alpha"), ("A", "A", "Alpha"), ("Q", "", "")]
    {
        let row = book.find_contact(no).unwrap();
        assert_eq!(
            book.contact_text(row, contact::COMPANY_NO),
            company_no,
            "{no}"
        );
        assert_eq!(
            book.contact_text(row, contact::COMPANY_NAME),
            company_name,
            "{no}"
        );
    }
}

#[test]
fn link_tables_hold_companies_or_persons_as_bc_has_them() {
    let contacts: Sheet<'_> = (&CONTACT, &["No.|Type", "A|Company", "P|Person"]);
    let industry: Sheet<'_> = (
        &CONTACT_INDUSTRY_GROUP,
        &["Contact No.|Industry Group Code", "A|MAN", "P|MAN"],
    );
    let jobs: Sheet<'_> = (
        &CONTACT_JOB_RESPONSIBILITY,
        &["Contact No.|Job Responsibility Code", "A|BUY", "P|BUY"],
    );
    let relations: Sheet<'_> = (
        &CONTACT_BUSINESS_RELATION,
        &["Contact No.|Business Relation Code", "A|CUST", "P|CUST"],
    );
    let groups: Sheet<'_> = (
        &CONTACT_MAILING_GROUP,
        &["Contact No.|Mailing Group Code", "A|NEWS", "P|NEWS"],
    );
    assert_eq!(
        found(&[contacts, industry, jobs, relations, groups]),
        [
            "V008 Contact Business Relation.csv: line 3, column 1 \"Contact No.\"",
            "V008 Contact Industry Group.csv: line 3, column 1 \"Contact No.\"",
            "V008 Contact Job Responsibility.csv: line 2, column 1 \"Contact No.\"",
        ]
    );
}

#[test]
fn a_link_of_a_kind_stands_once_for_a_contact_and_once_for_a_number() {
    let contacts: Sheet<'_> = (&CONTACT, &["No.|Type", "A|Company", "B|Company"]);
    let captions = "Contact No.|Business Relation Code|Link to Table|No.";
    for (rows, expected) in [
        (["A|CUST|Customer|10", "A|VEND|Vendor|10"], ""),
        (["A|CUST|Customer|10", "B|CUST|Customer|11"], ""),
        (["A|LAW||", "A|PRESS||"], ""),
        (
            ["A|CUST|Customer|10", "A|KEY|Customer|11"],
            "V009 line 3, column 1 \"Contact No.\"",
        ),
        (
            ["A|CUST|Customer|10", "B|CUST|Customer|10"],
            "V010 line 3, column 4 \"No.\"",
        ),
    ] {
        let rows = [captions, rows[0], rows[1]];
        let all: Vec<String> = found(&[contacts, (&CONTACT_BUSINESS_RELATION, &rows)])
            .iter()
            .map(|finding| finding.replace("Contact Business Relation.csv: ", ""))
            .collect();
        assert_eq!(all.join("; "), expected, "{rows:?}");
    }
}

#[test]
fn history_that_the_ledger_has_is_skipped_when_equal_and_wrong_when_not() {
    let ledger: [Sheet<'_>; 1] = [(
        &LOGGED_SEGMENT,
        &[
            "Entry No.|Segment No.|Description",
            "1|S1|Spring",
            "2|S2|Summer",
        ],
    )];
    let rows = [
        "Entry No.|Segment No.|Description",
        "1|S1|Spring",
        "2|S2|Winter",
        "3|S3|Autumn",
    ];
    let (book, findings) = checked(vec![records((&LOGGED_SEGMENT, &rows))], &ledger, false);
    assert_eq!(
        findings,
        [
            "V015 Logged Segment.csv",
            "V014 Logged Segment.csv: line 3, column 3 \"Description\"",
        ]
    );
    let counts = book.counts()[0];
    assert_eq!(
        (counts.read, counts.usable, counts.rejected, counts.skipped),
        (3, 1, 1, 1)
    );
}
