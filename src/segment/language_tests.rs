//! Which language a line is written in, and with which attachment, subject and Word template (BC
//! §5.3 and 5.4: tables 5076, 5077 and 5104).

use super::{
    Addresses, LineMaker, LineSource, Register, RunDefaults, Segment, Templates, segments,
};
use crate::check::Book;
use crate::check::book_for_tests::{Sheet, book, date, shown};
use crate::finding::Findings;
use crate::schema::{
    CONTACT, INTERACTION_TEMPLATE, INTERACTION_TMPL_LANGUAGE, SEGMENT_HEADER,
    SEGMENT_INTERACTION_LANGUAGE, SEGMENT_LINE, segment_header, segment_line as field,
};

/// D speaks German, F French, X a language that nothing has; N has none.
const CONTACTS: &[&str] = &["No.|Language Code", "D|DEU", "F|FRA", "X|XYZ", "N|"];

/// LETTER writes English and German by attachments, CALL Danish by an attachment and French by a Word
/// template, BARE nothing.
const TEMPLATES: &[&str] = &[
    "Code|Interaction Group Code|Language Code (Default)|Word Template Code",
    "LETTER|G|ENU|",
    "CALL|G|DAN|W-CALL",
    "BARE|G||W-BARE",
];

const TEMPLATE_LANGUAGES: &[&str] = &[
    "Interaction Template Code|Language Code|Attachment No.|Word Template Code",
    "LETTER|ENU|11|",
    "LETTER|DEU|12|",
    "CALL|DAN|21|",
    "CALL|FRA|0|W-FRA",
];

/// A segment with its header's cells after No., its language rows after Segment No., and one line.
struct Case<'a> {
    header: [&'a str; 2],
    languages: &'a [&'a str],
    line: [&'a str; 2],
}

impl Case<'_> {
    fn segment(&self) -> (Book, Templates, Segment) {
        let header = [
            format!("No.|{}", self.header[0]),
            format!("S|{}", self.header[1]),
        ];
        let line = [
            format!("Segment No.|{}", self.line[0]),
            format!("S|{}", self.line[1]),
        ];
        let mut languages = vec![
            "Segment No.|Segment Line No.|Language Code|Attachment No.|Subject|Word Template Code"
                .to_owned(),
        ];
        languages.extend(self.languages.iter().map(|row| format!("S|{row}")));
        let [header, line] = [&header, &line].map(|rows| [rows[0].as_str(), rows[1].as_str()]);
        let languages: Vec<&str> = languages.iter().map(String::as_str).collect();
        let sheets: [Sheet<'_>; 6] = [
            (&CONTACT, CONTACTS),
            (&INTERACTION_TEMPLATE, TEMPLATES),
            (&INTERACTION_TMPL_LANGUAGE, TEMPLATE_LANGUAGES),
            (&SEGMENT_HEADER, &header),
            (&SEGMENT_LINE, &line),
            (&SEGMENT_INTERACTION_LANGUAGE, &languages),
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

    /// Language, attachment, subject and Word template of the line.
    fn line(&self) -> String {
        let (book, templates, segment) = self.segment();
        let maker = LineMaker {
            book: &book,
            header: &segment.header,
            templates: &templates,
            addresses: &Addresses::new(&book),
            line_languages: &segment.line_languages,
            rows: book.table(&SEGMENT_LINE),
        };
        let line = maker.line(LineSource {
            line_no: segment.lines[0].line_no,
            contact: segment.lines[0].contact,
            row: Some(0),
            campaign_no: None,
        });
        let shown = [
            field::LANGUAGE_CODE,
            field::ATTACHMENT_NO,
            field::SUBJECT,
            field::WORD_TEMPLATE_CODE,
        ]
        .map(|no| line.value(no).show(SEGMENT_LINE.field(no).kind));
        shown.join("|")
    }
}

const TEMPLATE: &str = "Interaction Template Code|Language Code (Default)|Subject (Default)";

/// The line of a contact and nothing else.
fn of_contact(header: &str, languages: &[&str], contact: &str) -> String {
    let case = Case {
        header: [TEMPLATE, header],
        languages,
        line: ["Contact No.", contact],
    };
    case.line()
}

#[test]
fn bc_5_3_the_headers_template_writes_in_the_contacts_language_else_the_headers_default() {
    for (header, contact, expected) in [
        ("LETTER||", "D", "DEU|12||"),
        ("LETTER||", "F", "ENU|11||"),
        ("LETTER||", "N", "ENU|11||"),
        // Another default on the header.
        ("LETTER|DEU|", "N", "DEU|12||"),
        ("LETTER|DEU|", "F", "DEU|12||"),
        // None on purpose: only who has a language of the segment gets one.
        ("LETTER|<blank>|", "F", "|0||"),
        ("LETTER|<blank>|", "D", "DEU|12||"),
        // A default without a row gets one, without attachment.
        ("LETTER|FRA|", "N", "FRA|0||"),
        ("LETTER|FRA|", "F", "FRA|0||"),
        // The language names a Word template, or an attachment in its place.
        ("CALL||", "F", "FRA|0||W-FRA"),
        ("CALL||", "D", "DAN|21||"),
        ("BARE||", "D", "|0||W-BARE"),
    ] {
        assert_eq!(
            of_contact(header, &[], contact),
            expected,
            "{header} {contact}"
        );
    }
}

#[test]
fn bc_5_3_rows_of_the_segment_are_languages_of_all_its_lines() {
    let rows = ["0|FRA|13|Bonjour|", "0|DEU|0|Guten Tag|W-DEU"];
    for (contact, expected) in [
        ("F", "FRA|13|Bonjour|"),
        // The sheet's whole row counts where the template has one too.
        ("D", "DEU|0|Guten Tag|W-DEU"),
        ("N", "ENU|11||"),
        ("X", "ENU|11||"),
    ] {
        assert_eq!(
            of_contact("LETTER||", &rows, contact),
            expected,
            "{contact}"
        );
    }
}

#[test]
fn bc_5_3_a_line_with_rows_of_its_own_takes_the_best_of_them() {
    let own = ["10000|DEU|15|Moin|", "10000|DAN|14|Hej|"];
    let with_default = [
        "10000|DEU|15|Moin|",
        "10000|ENU|16|Hi|",
        "0|FRA|13|Bonjour|",
    ];
    for (rows, contact, expected) in [
        (&own[..], "D", "DEU|15|Moin|"),
        // Neither the contact's nor the template's default: the first by its code, as BC finds it.
        (&own, "F", "DAN|14|Hej|"),
        (&own, "N", "DAN|14|Hej|"),
        // The template's default before the first; the segment's own rows do not count.
        (&with_default, "F", "ENU|16|Hi|"),
        (&with_default, "N", "ENU|16|Hi|"),
    ] {
        assert_eq!(of_contact("LETTER||", rows, contact), expected, "{contact}");
    }
    // The header's default does not count for such a line.
    assert_eq!(of_contact("LETTER|DEU|", &with_default, "F"), "ENU|16|Hi|");
}

#[test]
fn bc_5_3_a_line_with_another_template_takes_its_languages() {
    let own = ["10000|DEU|15|Moin|"];
    for (rows, contact, template, expected) in [
        (&[][..], "F", "CALL", "FRA|0||W-FRA"),
        (&[], "D", "CALL", "DAN|21||"),
        (&[], "D", "BARE", "|0||W-BARE"),
        // A row of the segment is none of that template.
        (&["0|DEU|12|Guten Tag|"], "D", "CALL", "DAN|21||"),
        // Rows of the line are its languages, whatever its template.
        (&own, "D", "CALL", "DEU|15|Moin|"),
        (&own, "F", "CALL", "DEU|15|Moin|"),
    ] {
        let case = Case {
            header: [TEMPLATE, "LETTER||"],
            languages: rows,
            line: [
                "Contact No.|Interaction Template Code",
                &format!("{contact}|{template}"),
            ],
        };
        assert_eq!(case.line(), expected, "{contact} {template}");
    }
}

#[test]
fn bc_5_3_a_language_on_a_line_picks_its_row_or_clears_attachment_and_subject() {
    let own = ["10000|DAN|14|Hej|", "0|FRA|13|Bonjour|"];
    let segments = ["0|FRA|13|Bonjour|"];
    for (rows, line, expected) in [
        (&segments[..], "N|DEU", "DEU|12||"),
        (&segments, "N|FRA", "FRA|13|Bonjour|"),
        (&segments, "D|DAN", "DAN|0||"),
        (&segments, "D|<blank>", "|0||"),
        // The line's own rows if it has any: the segment's French is not among them.
        (&own, "D|DAN", "DAN|14|Hej|"),
        (&own, "D|FRA", "FRA|0||"),
    ] {
        let case = Case {
            header: [TEMPLATE, "LETTER||"],
            languages: rows,
            line: ["Contact No.|Language Code", line],
        };
        assert_eq!(case.line(), expected, "{line}");
    }
}

#[test]
fn bc_5_3_the_default_language_of_the_header_gets_a_row_with_the_templates_and_its_code() {
    let case = Case {
        header: [TEMPLATE, "LETTER|FRA|Salut"],
        languages: &[],
        line: ["Contact No.", "N"],
    };
    let (_, _, segment) = case.segment();
    let made = segment.header.language("FRA").expect("a row");
    assert_eq!(
        (
            made.description.as_str(),
            made.attachment_no,
            made.subject.as_str()
        ),
        ("LETTER FRA", 0, "Salut")
    );
}

#[test]
fn bc_5_4_the_headers_subject_is_that_of_its_default_language() {
    for (header, rows, contact, expected) in [
        ("LETTER||Hello", &[][..], "N", "ENU|11|Hello|"),
        ("LETTER||Hello", &[], "D", "DEU|12||"),
        ("LETTER|DEU|Moin", &[], "D", "DEU|12|Moin|"),
        // A subject of the row itself stays.
        ("LETTER||Hello", &["0|ENU|11|Dear|"], "N", "ENU|11|Dear|"),
        // Without any language it is the subject of every line.
        ("BARE||Hello", &[], "N", "|0|Hello|W-BARE"),
        ("BARE||Hello", &[], "D", "|0|Hello|W-BARE"),
        ("BARE|ENU|Hello", &[], "D", "ENU|0|Hello|W-BARE"),
    ] {
        assert_eq!(
            of_contact(header, rows, contact),
            expected,
            "{header} {contact}"
        );
    }
}

#[test]
fn bc_5_4_a_blank_subject_of_the_header_is_its_default_languages() {
    let case = Case {
        header: [TEMPLATE, "LETTER||"],
        languages: &["0|ENU|11|Dear|", "0|DEU|12|Liebe|"],
        line: ["Contact No.", "N"],
    };
    let (_, _, segment) = case.segment();
    let subject = segment.header.value(segment_header::SUBJECT_DEFAULT);
    let kind = SEGMENT_HEADER.field(segment_header::SUBJECT_DEFAULT).kind;
    assert_eq!(subject.show(kind), "Dear");
}

#[test]
fn bc_5_4_a_subject_that_was_changed_on_a_line_is_kept() {
    for (line, expected) in [
        ("N|For you alone", "ENU|11|For you alone|"),
        ("D|<blank>", "DEU|12||"),
    ] {
        let case = Case {
            header: [TEMPLATE, "LETTER||Hello"],
            languages: &["0|DEU|12|Guten Tag|"],
            line: ["Contact No.|Subject", line],
        };
        assert_eq!(case.line(), expected, "{line}");
    }
}
