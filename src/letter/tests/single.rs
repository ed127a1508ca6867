//! Single letters: forms of fields, values, switches, choices. Numbers in brackets are those of the
//! acceptance cases.

use super::docx::{
    Docx, body, complex, field, instr, mark, merge, p, part, r, seen, shown, template,
};
use crate::letter::{Locale, MergeValue};
use crate::value::{Date, Decimal};

fn text(value: &str) -> MergeValue<'_> {
    value.into()
}

#[test]
fn every_form_of_a_field_is_filled() {
    let values = [
        ("CONTA_Name", text("Anna Berg")),
        ("Name", text("Anna Berg")),
    ];
    let noise = "<w:proofErr w:type=\"spellStart\"/><w:bookmarkStart w:id=\"1\" w:name=\"here\"/><w:bookmarkEnd w:id=\"1\"/>";
    let one_run = "<w:r><w:fldChar w:fldCharType=\"begin\"/><w:instrText> MERGEFIELD Name </w:instrText><w:fldChar w:fldCharType=\"separate\"/><w:t>«Name»</w:t><w:fldChar w:fldCharType=\"end\"/></w:r>";
    for (case, inside) in [
        (
            "[1] simple",
            format!(
                "<w:fldSimple w:instr=\" MERGEFIELD CONTA_Name \">{}</w:fldSimple>",
                r("«x»")
            ),
        ),
        (
            "[1] simple without a run",
            "<w:fldSimple w:instr=\" MERGEFIELD CONTA_Name \"/>".to_owned(),
        ),
        ("[2] complex", field(" MERGEFIELD Name ")),
        (
            "[3] without separate",
            format!(
                "{}{}{}",
                mark("begin"),
                instr(" MERGEFIELD Name "),
                mark("end")
            ),
        ),
        (
            "[4] split",
            complex(
                &[
                    instr("MERGEF"),
                    instr("IELD Na"),
                    instr(""),
                    instr("me \\* MERGE"),
                    instr("FORMAT"),
                ]
                .concat(),
                "«Name»",
            ),
        ),
        (
            "[5] broken by marks",
            complex(
                &format!("{}{noise}{}", instr(" MERGEFIELD"), instr(" Name ")),
                "«Name»",
            ),
        ),
        ("all in one run", one_run.to_owned()),
        (
            "locked",
            field(" MERGEFIELD Name ").replace("\"begin\"/>", "\"begin\" w:fldLock=\"1\"/>"),
        ),
        (
            "inserted",
            format!("<w:ins w:id=\"9\">{}</w:ins>", field("MERGEFIELD Name")),
        ),
    ] {
        let docx = Docx::new(&p(&inside));
        let xml = body(&merge(&docx, &values, ""));
        assert_eq!(seen(&xml), "Anna Berg", "{case}: {xml}");
        for left in ["fldSimple", "fldChar", "instrText"] {
            assert!(!xml.contains(left), "{case}: {xml}");
        }
        assert_eq!(
            xml.contains("w:name=\"here\""),
            case.starts_with("[5]"),
            "{case}"
        );
        assert_eq!(xml.contains("<w:ins "), case == "inserted", "{case}");
    }
}

#[test]
fn a_deleted_field_is_none_and_a_result_may_span_paragraphs() {
    let deleted = "<w:del w:id=\"1\"><w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:delInstrText>MERGEFIELD Nobody</w:delInstrText></w:r></w:del>";
    assert_eq!(
        shown(&format!("{deleted}{}", r("x")), &[], ""),
        "MERGEFIELD Nobodyx"
    );
    let spanning = format!(
        "<w:p>{}{}{}{}{}</w:p><w:p>{}</w:p><w:p><w:pPr><w:jc w:val=\"right\"/></w:pPr>{}{}{}</w:p>{}",
        r("a "),
        mark("begin"),
        instr("MERGEFIELD Name"),
        mark("separate"),
        r("one"),
        r("two"),
        r("three"),
        mark("end"),
        r(" b"),
        p(&r("end")),
    );
    let xml = body(&merge(&Docx::new(&spanning), &[("Name", text("Anna"))], ""));
    assert_eq!(seen(&xml), "a Anna b|end");
    assert!(
        xml.starts_with("<w:p><w:pPr><w:jc w:val=\"right\"/></w:pPr>"),
        "{xml}"
    );
}

#[test]
fn the_format_of_the_old_result_stays() {
    let bold = "<w:rPr><w:b/><w:noProof/></w:rPr>";
    let italic = "<w:rPr><w:i/></w:rPr>";
    let runs = |switch: &str| {
        format!(
            "{}<w:r>{italic}<w:instrText>MERGEFIELD Name {switch}</w:instrText></w:r>{}<w:r>{bold}<w:t>«Name»</w:t></w:r>{}",
            mark("begin"),
            mark("separate"),
            mark("end")
        )
    };
    for (switch, expected) in [
        ("", "<w:r><w:rPr><w:b/></w:rPr><w:t>Anna</w:t></w:r>"),
        (
            "\\* MERGEFORMAT",
            "<w:r><w:rPr><w:b/></w:rPr><w:t>Anna</w:t></w:r>",
        ),
        (
            "\\* CHARFORMAT",
            "<w:r><w:rPr><w:i/></w:rPr><w:t>Anna</w:t></w:r>",
        ),
    ] {
        let xml = body(&merge(
            &Docx::new(&p(&runs(switch))),
            &[("Name", text("Anna"))],
            "",
        ));
        assert_eq!(xml, format!("<w:p>{expected}</w:p>"), "{switch}");
    }
    let no_result = format!(
        "{}<w:r>{italic}<w:instrText> MERGEFIELD Phone_No </w:instrText></w:r>{}",
        mark("begin"),
        mark("end")
    );
    let xml = body(&merge(
        &Docx::new(&p(&no_result)),
        &[("Phone No.", text("+49 30 1"))],
        "",
    ));
    assert_eq!(
        xml,
        format!("<w:p><w:r>{italic}<w:t>+49 30 1</w:t></w:r></w:p>")
    );
}

#[test]
fn names_are_found_as_word_writes_them() {
    let values = [
        ("First Name", text("Anna")),
        ("Contact Country/Region Name", text("Germany")),
    ];
    for (code, expected) in [
        ("mergefield \"First Name\"", "Anna"),
        ("MERGEFIELD First_Name", "Anna"),
        ("MERGEFIELD \u{201c}FIRST NAME\u{201d}", "Anna"),
        ("MERGEFIELD Contact_CountryRegion_Name", "Germany"),
    ] {
        assert_eq!(shown(&field(code), &values, ""), expected, "{code}");
    }
}

#[test]
fn fields_stand_anywhere() {
    // [8]
    let f = || p(&field("MERGEFIELD Name"));
    let box_of = |inside: &str| format!("<w:txbxContent>{inside}</w:txbxContent>");
    let table = |inside: &str| format!("<w:tbl><w:tr><w:tc>{inside}</w:tc></w:tr></w:tbl>");
    let text_box = format!(
        "<w:p><w:r><mc:AlternateContent><mc:Choice Requires=\"wps\"><w:drawing>{}</w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox>{}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>",
        box_of(&f()),
        box_of(&f())
    );
    let control = format!(
        "<w:sdt><w:sdtPr><w:showingPlcHdr/><w:text/></w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>",
        f()
    );
    let link = p(&format!(
        "<w:hyperlink r:id=\"rId9\">{}</w:hyperlink>",
        field("MERGEFIELD Name")
    ));
    let nested = table(&format!("{}{}", table(&f()), p("")));
    let docx = Docx::new(&[table(&f()), nested, text_box, control, link, p(&r("end"))].concat())
        .with("header1", "header", "w:hdr", &f())
        .with("footer1", "footer", "w:ftr", &f())
        .with(
            "footnotes",
            "footnotes",
            "w:footnotes",
            &format!("<w:footnote w:id=\"2\">{}</w:footnote>", f()),
        )
        .with(
            "endnotes",
            "endnotes",
            "w:endnotes",
            &format!("<w:endnote w:id=\"2\">{}</w:endnote>", f()),
        );
    let letter = merge(&docx, &[("Name", text("Anna"))], "");
    let xml = body(&letter);
    assert_eq!(xml.matches("<w:t>Anna</w:t>").count(), 6, "{xml}");
    assert!(
        !xml.contains("showingPlcHdr") && !xml.contains("fldChar"),
        "{xml}"
    );
    assert!(
        xml.contains("<w:hyperlink r:id=\"rId9\"><w:r><w:t>Anna</w:t></w:r></w:hyperlink>"),
        "{xml}"
    );
    for name in ["header1", "footer1", "footnotes", "endnotes"] {
        let xml = part(&letter, &format!("word/{name}.xml"));
        assert_eq!(seen(&xml), "Anna", "{name}");
    }
}

#[test]
fn values_are_written_as_text() {
    for (value, expected) in [
        ("Müller & Söhne <GmbH> \"A\"", "Müller & Söhne <GmbH> \"A\""), // [14]
        ("{ MERGEFIELD City } «City»", "{ MERGEFIELD City } «City»"),   // [15]
        ("a\r\nb\tc", "a⏎b⇥c"),                                         // [16]
        ("x\0\u{b}y", "xy"),                                            // [16]
        ("  x  ", "  x  "),                                             // [17]
        ("01234", "01234"),                                             // [22]
        ("two\nlines\n", "two⏎lines"),
        ("&amp;", "&amp;"),
        (
            "non\u{a0}breaking \u{1f600} שלום",
            "non\u{a0}breaking \u{1f600} שלום",
        ),
    ] {
        assert_eq!(
            shown(&field("MERGEFIELD Name"), &[("Name", text(value))], ""),
            expected
        );
    }
}

#[test]
fn values_have_the_ways_of_the_language() {
    let date = || MergeValue::Date(Date::new(2026, 3, 1).unwrap());
    let number = |n: i64, scale: u32| MergeValue::Number(Decimal::new(n, scale));
    for (code, value, language, expected) in [
        ("X \\@ \"d. MMMM yyyy\"", date(), "DEU", "1. März 2026"), // [20]
        ("X \\@ \"d. MMMM yyyy\"", date(), "ENU", "1. March 2026"),
        ("X", date(), "DEU", "01.03.2026"),
        ("X \\@ \"d MMM\"", text("soon"), "ENU", "soon"),
        ("X \\# \"#,##0.00\"", number(12345, 1), "ENU", "1,234.50"), // [21]
        ("X \\# \"#,##0.00\"", number(12345, 1), "DEU", "1.234,50"),
        ("X \\# \"#,##0.00\"", text("abc"), "DEU", "abc"),
        ("X \\# 00000", number(1234, 0), "ENU", "01234"), // [22]
        ("X \\# 00000", text("1234"), "ENU", "01234"),
        ("X", number(12500, 2), "DEU", "125"),
        ("X", MergeValue::Boolean(true), "DEU", "Ja"),
        ("X \\* Caps", text("anna maria"), "", "Anna Maria"), // [19]
        ("X \\*FirstCap", text("anna maria"), "", "Anna maria"),
        ("X \\b \"c/o \" \\* Upper", text("meier"), "", "c/o MEIER"),
        ("X \\m \\v", text("abc"), "", "abc"),
    ] {
        let shown = shown(
            &field(&format!("MERGEFIELD {code}")),
            &[("X", value)],
            language,
        );
        assert_eq!(shown, expected, "{code}");
    }
}

#[test]
fn text_before_and_behind_stands_only_with_a_value() {
    // [18]
    let inside = format!(
        "{}{}",
        field("MERGEFIELD Job_Title \\f \", \""),
        field("MERGEFIELD Name")
    );
    for (title, expected) in [("", "Berg"), ("CEO", "CEO, Berg")] {
        let values = [("Job Title", text(title)), ("Name", text("Berg"))];
        assert_eq!(shown(&inside, &values, ""), expected);
    }
    // A field within the text.
    let nested = complex(
        &[
            instr("MERGEFIELD Name \\b \""),
            field("MERGEFIELD Job_Title"),
            instr(" \""),
        ]
        .concat(),
        "x",
    );
    for (name, expected) in [("Berg", "CEO Berg"), ("", "")] {
        let values = [("Job Title", text("CEO")), ("Name", text(name))];
        assert_eq!(shown(&nested, &values, ""), expected);
    }
}

#[test]
fn blank_values_leave_no_blank_lines() {
    let hi = format!("{}{}{}", r("Hi "), field("MERGEFIELD First_Name"), r(","));
    assert_eq!(shown(&hi, &[("First Name", text(""))], ""), "Hi ,"); // [11]
    let three = |middle: &str| format!("{}{middle}{}", p(&r("a")), p(&r("b")));
    let blank = [("Address 2", text(""))];
    let lines = three(&p(&field("MERGEFIELD Address_2")));
    assert_eq!(seen(&body(&merge(&Docx::new(&lines), &blank, ""))), "a|b"); // [12]
    let settings = Docx::new(&lines).with(
        "settings",
        "settings",
        "w:settings",
        "<w:doNotSuppressBlankLines/>",
    );
    assert_eq!(seen(&body(&merge(&settings, &blank, ""))), "a||b");
    // [13] The only one in a cell stays.
    let cell = format!(
        "<w:tbl><w:tr><w:tc>{}</w:tc></w:tr></w:tbl>",
        p(&field("MERGEFIELD Address_2"))
    );
    let xml = body(&merge(&Docx::new(&three(&cell)), &blank, ""));
    assert!(xml.contains("<w:tc><w:p></w:p></w:tc>"), "{xml}");
    for (inside, gone) in [
        (
            format!("{} {}", field("MERGEFIELD Address_2"), r(" ")),
            true,
        ),
        (
            format!("{}{}", field("MERGEFIELD Address_2"), r(".")),
            false,
        ),
        (
            format!(
                "{}<w:r><w:br w:type=\"page\"/></w:r>",
                field("MERGEFIELD Address_2")
            ),
            false,
        ),
        (
            format!(
                "<w:bookmarkStart w:id=\"0\" w:name=\"b\"/>{}",
                field("MERGEFIELD Address_2")
            ),
            false,
        ),
        (
            format!(
                "<w:bookmarkStart w:id=\"0\" w:name=\"_GoBack\"/>{}",
                field("MERGEFIELD Address_2")
            ),
            true,
        ),
        (
            format!(
                "<w:pPr><w:sectPr/></w:pPr>{}",
                field("MERGEFIELD Address_2")
            ),
            false,
        ),
        (field("IF { } = 1 \"\" \"\"").replace("{ }", "2"), true),
        (String::new(), false),
    ] {
        let xml = body(&merge(&Docx::new(&three(&p(&inside))), &blank, ""));
        let count = xml.matches("<w:p>").count() + xml.matches("<w:p/>").count();
        assert_eq!(count == 2, gone, "{inside}");
    }
}

#[test]
fn a_choice_is_made_for_each_letter() {
    // [23]
    let choice = complex(
        &[
            instr("IF "),
            field("MERGEFIELD Type"),
            instr(" = \"Company\" \"Dear Sirs,\" \"Dear "),
            field("MERGEFIELD Surname"),
            instr(",\""),
        ]
        .concat(),
        "x",
    );
    for (kind, expected) in [("company", "Dear Sirs,"), ("Person", "Dear Berg,")] {
        let values = [("Type", text(kind)), ("Surname", text("Berg"))];
        assert_eq!(shown(&choice, &values, ""), expected);
    }
    // [24], and more.
    let if_city = |rest: &str| {
        complex(
            &[instr("IF \""), field("MERGEFIELD City"), instr(rest)].concat(),
            "x",
        )
    };
    for (rest, city, expected) in [
        ("\" = \"Ber*\" \"B\" \"x\"", "Berlin", "B"),
        ("\" = \"Ber*\" \"B\" \"x\"", "Köln", "x"),
        ("\" &lt;&gt; \"\" \"there\"", "", ""),
        ("\" &lt;&gt; \"\" \"there\" \\* MERGEFORMAT", "x", "there"),
        ("\"=\"5\" yes no", "5.0", "yes"),
    ] {
        assert_eq!(
            shown(&if_city(rest), &[("City", text(city))], ""),
            expected,
            "{rest}"
        );
    }
    // One in the other; the text has the format it was written in.
    let inner = if_city("\" = \"a\" \"A\" \"other\"");
    let outer = complex(
        &[
            instr("IF 1 = 1 \"["),
            inner,
            "<w:r><w:rPr><w:b/></w:rPr><w:instrText>]\" \"\"</w:instrText></w:r>".to_owned(),
        ]
        .concat(),
        "x",
    );
    let xml = body(&merge(&Docx::new(&p(&outer)), &[("City", text("a"))], ""));
    assert_eq!(seen(&xml), "[A]");
    assert!(
        xml.contains("<w:r><w:rPr><w:b/></w:rPr><w:t>]</w:t></w:r>"),
        "{xml}"
    );
}

#[test]
fn fields_of_word_stay() {
    // [28]
    let footer = p(&complex(&instr(" PAGE "), "1"));
    let docx = Docx::new(&p(&r("x"))).with("footer1", "footer", "w:ftr", &footer);
    let letter = merge(&docx, &[], "");
    assert!(
        part(&letter, "word/footer1.xml")
            .contains("<w:instrText xml:space=\"preserve\"> PAGE </w:instrText>")
    );
    // A field within its instruction becomes text there; Word works it out anew.
    let link = complex(
        &[
            instr("HYPERLINK \"https://x.y/"),
            field("MERGEFIELD No"),
            instr("\""),
        ]
        .concat(),
        "here",
    );
    let xml = body(&merge(&Docx::new(&p(&link)), &[("No", text("a\"b"))], ""));
    assert!(
        xml.contains("w:fldCharType=\"begin\" w:dirty=\"true\"/>"),
        "{xml}"
    );
    assert!(
        xml.contains("<w:instrText xml:space=\"preserve\">a\\&quot;b</w:instrText>"),
        "{xml}"
    );
    // A table of contents reaches over paragraphs.
    let toc = format!(
        "<w:p>{}{}{}{}</w:p><w:p>{}{}</w:p>{}",
        mark("begin"),
        instr("TOC"),
        mark("separate"),
        r("One"),
        r("Two"),
        mark("end"),
        p(&field("MERGEFIELD No"))
    );
    let xml = body(&merge(&Docx::new(&toc), &[("No", text("x"))], ""));
    assert_eq!(xml.matches("fldChar ").count(), 3, "{xml}");
    assert!(xml.ends_with("<w:p><w:r><w:t>x</w:t></w:r></w:p>"), "{xml}");
}

#[test]
fn the_running_number_is_the_letters() {
    let docx = Docx::new(&p(&format!(
        "{}-{}",
        field("MERGEREC"),
        field("MERGESEQ \\# 000")
    )));
    let (template, _) = template(&docx, &[]).unwrap();
    let letter = template.letter(&[], 7, &Locale::of("")).unwrap();
    assert_eq!(seen(&body(&letter)), "7-007");
}
