//! What is refused, what is cleaned away, and that a letter depends on nothing but its values.

use super::docx::{
    Docx, body, field, field_names, instr, mark, merge, names, p, part, r, seen, template, zipped,
};
use crate::finding::Severity;
use crate::letter::{Locale, MergeValue, Template, UnknownFields};

/// The codes of what is wrong with a template, with what was found.
fn wrong(docx: &Docx) -> Vec<(String, String, String)> {
    let values = [("Name", MergeValue::BLANK), ("City", MergeValue::BLANK)];
    let findings = template(docx, &values).expect_err("a template to be refused");
    findings
        .iter()
        .map(|f| {
            (
                f.code.id.to_owned(),
                f.place.to_string(),
                format!("{}; {}", f.found, f.fix),
            )
        })
        .collect()
}

#[test]
fn unknown_fields_are_all_named_before_anything_is_written() {
    // [9]
    let docx = Docx::new(
        &[
            p(&field("MERGEFIELD Nmae")),
            p(&field("MERGEFIELD Nmae")),
            p(&field("MERGEFIELD Cty")),
        ]
        .concat(),
    )
    .with("header1", "header", "w:hdr", &p(&field("MERGEFIELD Nmae")));
    let found = wrong(&docx);
    let short: Vec<(&str, &str)> = found
        .iter()
        .map(|(id, at, _)| (id.as_str(), at.as_str()))
        .collect();
    assert_eq!(
        short,
        [
            ("W106", "LETTER.docx: word/document.xml"),
            ("W106", "LETTER.docx: word/document.xml"),
            ("W106", "LETTER.docx: word/header1.xml"),
        ]
    );
    assert!(
        found[0].2.starts_with("the field \"Cty\"; "),
        "{}",
        found[0].2
    );
    assert!(
        found[1].2.starts_with("the field \"Nmae\", 2 times; "),
        "{}",
        found[1].2
    );
    assert!(found[1].2.ends_with("did you mean Name?"), "{}", found[1].2);
}

#[test]
fn unknown_fields_may_be_left_blank_or_as_they_are() {
    // [10]
    let docx = Docx::new(
        &[
            p(&format!("{}{}", r("a "), field("MERGEFIELD Nmae"))),
            p(""),
        ]
        .concat(),
    );
    for (unknown, expected) in [
        (UnknownFields::Blank, "a "),
        (UnknownFields::Keep, "a MERGEFIELD Nmae«result»"),
    ] {
        let read = Template::read("LETTER.docx", docx.bytes(), &field_names(&[]), unknown);
        let (template, findings) = read.unwrap();
        let codes: Vec<&str> = findings.iter().map(|f| f.code.id).collect();
        assert_eq!(codes, ["W107"]);
        let letter = template.letter(&[], 1, &Locale::of("")).unwrap();
        assert_eq!(seen(&body(&letter)), expected);
    }
}

#[test]
fn fields_that_letters_cannot_fill_are_refused() {
    for (inside, code, words) in [
        (field("NEXT"), "W110", "label templates"), // [25]
        (field("SKIPIF 1 = 1"), "W110", "label templates"),
        (field("ADDRESSBLOCK \\f x"), "W110", "Contact_Mail_Address"), // [26]
        (field("GREETINGLINE"), "W110", "Formal_Salutation"),
        (field("FILLIN \"x\""), "W110", "column"),
        (
            format!(
                "{}{}{}",
                r("near here "),
                mark("begin"),
                instr("MERGEFIELD Name")
            ),
            "W108",
            "MERGEFIELD Name",
        ), // [27]
        (mark("end"), "W108", "never begins"),
        (field("MERGEFIELD"), "W108", "without a name"),
        (field("IF 1"), "W108", "without a comparison"),
        (field("IF 1 ~ 2 a b"), "W108", "~"),
    ] {
        let found = wrong(&Docx::new(&p(&inside)));
        assert_eq!(found.len(), 1, "{found:?}");
        assert_eq!(found[0].0, code, "{found:?}");
        assert!(found[0].1.ends_with("word/document.xml"), "{found:?}");
        assert!(found[0].2.contains(words), "{found:?}");
    }
    let over = format!(
        "<w:p>{}{}</w:p><w:p>{}{}{}</w:p>",
        mark("begin"),
        instr("IF 1 = 1 \"a"),
        instr("b\" \"\""),
        mark("separate"),
        mark("end")
    );
    assert_eq!(wrong(&Docx::new(&over))[0].0, "W109");
}

#[test]
fn labels_are_known_by_their_fields_alone() {
    // [25] BC's own letters say so.
    let settings = "<w:mailMerge><w:mainDocumentType w:val=\"mailingLabels\"/></w:mailMerge>";
    let docx = Docx::new(&p(&r("x"))).with("settings", "settings", "w:settings", settings);
    assert!(template(&docx, &[]).is_ok());
}

#[test]
fn what_is_not_understood_is_said_and_the_value_stands_there() {
    let values = [
        ("Name", "Anna".into()),
        (
            "A name of forty characters and some more of them",
            MergeValue::BLANK,
        ),
    ];
    for (code, id) in [
        ("MERGEFIELD Name \\* Uper", Some("W111")),
        ("MERGEFIELD Name \\q x", Some("W111")),
        ("MERGEFIELD Name \\# words", Some("W111")),
        ("MERGEFIELD Name Surname", Some("W111")),
        (
            "MERGEFIELD A_name_of_forty_characters_and_some_more_of_them",
            Some("W112"),
        ), // [48]
        ("MERGEFIELD Name \\* MERGEFORMAT", None),
    ] {
        let (_, findings) = template(&Docx::new(&p(&field(code))), &values).unwrap();
        assert_eq!(findings.iter().next().map(|f| f.code.id), id, "{code}");
        assert!(findings.iter().all(|f| f.severity == Severity::Warning));
    }
}

#[test]
fn the_authors_data_source_is_taken_out() {
    // [29]
    let settings = "<w:zoom w:percent=\"100\"/><w:attachedTemplate r:id=\"rId2\"/><w:mailMerge><w:mailSubject w:val=\"Spring\"/><w:dataSource r:id=\"rId1\"/></w:mailMerge><w:compat/>";
    let relationships = "<Relationships xmlns=\"r\"><Relationship Id=\"rId1\" Type=\"http://x/mailMergeSource\" Target=\"file:///D:\\Anna\\list.xlsx\" TargetMode=\"External\"/><Relationship Id=\"rId2\" Type=\"http://x/attachedTemplate\" Target=\"file:///D:\\Anna\\t.dotx\" TargetMode=\"External\"/><Relationship Id=\"rId3\" Type=\"http://x/recipientData\" Target=\"recipientData.xml\"/></Relationships>";
    let docx = Docx::new(&p(&r("x")))
        .with("settings", "settings", "w:settings", settings)
        .with(
            "recipientData",
            "mailMergeRecipientData",
            "w:recipients",
            "Anna",
        )
        .with_file("word/_rels/settings.xml.rels", relationships);
    let letter = merge(&docx, &[], "");
    let settings = part(&letter, "word/settings.xml");
    assert!(
        settings.contains("<w:zoom w:percent=\"100\"/><w:compat/>"),
        "{settings}"
    );
    let relationships = part(&letter, "word/_rels/settings.xml.rels");
    assert!(
        !relationships.contains("Anna") && !relationships.contains("<Relationship "),
        "{relationships}"
    );
    assert!(!names(&letter).contains(&"word/recipientData.xml".to_owned()));
    assert!(!part(&letter, "[Content_Types].xml").contains("recipientData"));
    assert_eq!(template(&docx, &[]).unwrap().0.subject(), Some("Spring"));
}

#[test]
fn files_that_are_no_template_are_refused_each_in_its_own_way() {
    // [30]
    let read = |bytes: Vec<u8>| {
        let findings = Template::read(
            "LETTER.docx",
            bytes,
            &field_names(&[]),
            UnknownFields::Error,
        )
        .expect_err("no template");
        findings.iter().map(|f| f.code.id).collect::<Vec<_>>()
    };
    let old = [
        &[0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1],
        [0; 600].as_slice(),
    ]
    .concat();
    assert_eq!(read(old), ["W102"]);
    let mut macros = Docx::new(&p(""));
    macros.parts[0].1 = "document.macroEnabled.main+xml".to_owned();
    assert_eq!(read(macros.bytes()), ["W103"]);
    assert_eq!(
        read(zipped(&[("a.txt".to_owned(), String::new())])),
        ["W104"]
    );
    let bomb = zipped(&[
        ("[Content_Types].xml".to_owned(), "<Types/>".to_owned()),
        (
            "word/document.xml".to_owned(),
            " ".repeat(210 * 1024 * 1024),
        ),
    ]);
    assert!(bomb.len() < 1024 * 1024);
    assert_eq!(read(bomb), ["W105"]);
    let whole = Docx::new(&p(&r("x"))).bytes();
    for length in [0, 1, 10, whole.len() / 2, whole.len() - 1] {
        assert_eq!(read(whole[..length].to_vec()), ["W101"], "{length}");
    }
    let mut broken = Docx::new(&p(""));
    broken.parts[0].2 = "<w:document><w:body>".to_owned();
    assert_eq!(read(broken.bytes()), ["W101"]);
    broken.parts[0].2 = format!("<!DOCTYPE x><w:document>{}</w:document>", "<w:body/>");
    assert_eq!(read(broken.bytes()), ["W101"]);
}

#[test]
fn a_document_template_becomes_a_document() {
    let mut docx = Docx::new(&p(&r("x")));
    docx.parts[0].1 = "template.main+xml".to_owned();
    let types = part(&merge(&docx, &[], ""), "[Content_Types].xml");
    assert!(
        types.contains("wordprocessingml.document.main+xml"),
        "{types}"
    );
}

#[test]
fn a_letter_is_the_same_whenever_and_wherever_it_is_made() {
    // [31]
    let docx = Docx::new(&p(&field("MERGEFIELD Name"))).with_file("word/media/a.png", "picture");
    let values = [("Name", MergeValue::from("Anna"))];
    let (first, second) = (merge(&docx, &values, ""), merge(&docx, &values, ""));
    assert!(first == second);
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(first)).unwrap();
    let expected = [
        "[Content_Types].xml",
        "_rels/.rels",
        "word/_rels/document.xml.rels",
        "word/document.xml",
        "word/media/a.png",
    ];
    for (index, name) in expected.into_iter().enumerate() {
        let part = archive.by_index(index).unwrap();
        assert_eq!(part.name().unwrap(), name);
        let time = part.last_modified().unwrap();
        assert_eq!(
            (time.year(), time.month(), time.day(), time.hour()),
            (1980, 1, 1, 0)
        );
    }
}
