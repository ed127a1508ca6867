//! Values by their kind, and what is said about those that do not fit.

use super::*;

#[test]
fn each_kind_of_value_has_its_error() {
    let captions = "No.,Exclude from Segment,Type,Last Date Modified,Last Time Modified";
    for (cells, expected) in [
        ("C1,Yes,Person,2026-11-23,09:30", None),
        ("C1,nein,1,,", None),
        (
            ",,Person,,",
            Some("D001 Contact.csv: line 2, column 1 \"No.\""),
        ),
        (
            "C1,x,,,",
            Some("D005 Contact.csv: line 2, column 2 \"Exclude from Segment\""),
        ),
        (
            "C1,,Firm,,",
            Some("D006 Contact.csv: line 2, column 3 \"Type\""),
        ),
        (
            "C1,,,soon,",
            Some("D010 Contact.csv: line 2, column 4 \"Last Date Modified\""),
        ),
        (
            "C1,,,03/04/2026,",
            Some("D011 Contact.csv: line 2, column 4 \"Last Date Modified\""),
        ),
        (
            "C1,,,2026-02-30,",
            Some("D012 Contact.csv: line 2, column 4 \"Last Date Modified\""),
        ),
        (
            "C1,,,,25:00",
            Some("D007 Contact.csv: line 2, column 5 \"Last Time Modified\""),
        ),
        (
            "C1,,#N/A,,",
            Some("D015 Contact.csv: line 2, column 3 \"Type\""),
        ),
    ] {
        let decoded = csv("Contact.csv", format!("{captions}\n{cells}\n"));
        let expected: Vec<&str> = expected.into_iter().collect();
        assert_eq!(findings(&decoded), expected, "{cells}");
        let records = contacts(&decoded);
        assert_eq!(records.rejected_count(), expected.len(), "{cells}");
    }
    for (cells, code) in [
        ("1,\"1,234.50\"", None),
        ("1,\"12,50\"", Some("D003")),
        ("1.5,1", Some("D004")),
        ("one,1", Some("D003")),
    ] {
        let content = format!("Entry No.,Sales Amount (Actual)\n{cells}\n");
        let decoded = csv("Value Entry.csv", content);
        let codes: Vec<&str> = decoded.findings.iter().map(|f| f.code.id).collect();
        assert_eq!(codes, code.into_iter().collect::<Vec<_>>(), "{cells}");
    }
}

#[test]
fn the_settings_say_how_dates_and_numbers_are_written() {
    let decoded = Inbox::new()
        .file(
            "Value Entry.csv",
            "Entry No.;Posting Date;Sales Amount (Actual)\n1;23.11.2026;-1.234,5\n",
        )
        .set(|settings| {
            settings.date_order = Some(DateOrder::Dmy);
            settings.decimal_mark = DecimalMark::Comma;
        })
        .decode();
    assert_eq!(findings(&decoded), [""; 0]);
    let entries = &decoded.tables[&TableNo(5802)];
    let date = entries.date(0, value_entry::POSTING_DATE).expect("a date");
    assert_eq!(date.to_string(), "2026-11-23");
    let amount = entries.decimal(0, value_entry::SALES_AMOUNT_ACTUAL);
    assert_eq!(amount.to_string(), "-1234.5");
}

#[test]
fn a_finding_shows_what_was_found() {
    let decoded = Inbox::new()
        .file("Contact.csv", "No.,Last Date Modified\nC1,23.13.2026\n")
        .set(|settings| settings.date_order = Some(DateOrder::Dmy))
        .decode();
    let finding = decoded.findings.iter().next().expect("a finding");
    assert_eq!(finding.code.id, "D012");
    assert_eq!(finding.found, "\"23.13.2026\" (text)");
    assert_eq!(
        finding.expected,
        "a date, e.g. 2026-11-23 or 23.11.2026 (date order dmy)"
    );
    assert_eq!(
        finding.fix,
        "there is no month 13: correct the cell, or set [input] date_order"
    );
    let decoded = csv("Contact.csv", "No.,Type\nC1,Persn\n");
    let finding = decoded.findings.iter().next().expect("a finding");
    assert_eq!(finding.expected, "one of Company, Person");
    assert_eq!(finding.fix, "did you mean Person?");
}

#[test]
fn blank_on_purpose_is_for_headers_and_lines() {
    let inbox = Inbox::new()
        .file(
            "Segment Header.csv",
            "No.,Description,Date,Hold\nSM1,<BLANK>,<blank>,\n,x,,Yes\n",
        )
        .file(
            "Segment Line.csv",
            "Segment No.,Contact No.,Subject\nSM1,C1,<blank>\nSM1,<blank>,x\n",
        )
        .file("Contact.csv", "No.,Name\nC1,<blank>\n");
    let decoded = inbox.decode();
    assert_eq!(
        findings(&decoded),
        ["D001 Segment Line.csv: line 3, column 2 \"Contact No.\""]
    );
    let headers = &decoded.tables[&SEGMENT_HEADER.no];
    assert_eq!(headers.fill(0, segment_header::DESCRIPTION), Fill::Blank);
    assert_eq!(headers.fill(0, segment_header::DATE), Fill::Blank);
    assert_eq!(headers.fill(0, segment_header::HOLD), Fill::Default);
    assert!(headers.boolean(1, segment_header::HOLD));
    assert_eq!(contacts(&decoded).text(0, contact::NAME), "<blank>");
}

#[test]
fn a_blank_segment_no_belongs_to_the_header_without_number() {
    let inbox = Inbox::new()
        .file("Segment.csv", "No.,Description\n,Spring\n")
        .file("Segment Line.csv", "Segment No.,Contact No.\n,C1\n")
        .file("Segment Criteria.csv", "Segment No.,Step,Action\n,1,Add\n");
    let decoded = inbox.decode();
    assert_eq!(findings(&decoded), [""; 0]);
    assert_eq!(decoded.tables[&SEGMENT_LINE.no].len(), 1);
}
