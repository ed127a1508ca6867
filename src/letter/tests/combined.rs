//! Combined documents. Numbers in brackets are those of the acceptance cases.

use super::docx::{Docx, body, combine, field, names, p, part, r, seen, template};
use crate::letter::MergeValue;

fn letters(count: usize) -> Vec<Vec<(&'static str, MergeValue<'static>)>> {
    ["Anna", "Ben", "Cleo"][..count]
        .iter()
        .map(|name| vec![("Name", MergeValue::from(*name))])
        .collect()
}

fn numbers<'a>(xml: &'a str, before: &str) -> Vec<&'a str> {
    xml.split(before)
        .skip(1)
        .map(|rest| rest.split('"').next().unwrap())
        .collect()
}

#[test]
fn each_letter_has_its_own_header_and_pages() {
    // [33]
    let section = "<w:sectPr><w:headerReference w:type=\"default\" r:id=\"rId1\"/><w:pgSz w:w=\"1\" w:h=\"2\"/><w:cols/></w:sectPr>";
    let docx = Docx::new(&format!("{}{section}", p(&field("MERGEFIELD Name"))))
        .with("header1", "header", "w:hdr", &p(&field("MERGEFIELD Name")))
        .with_file("word/_rels/header1.xml.rels", "<Relationships/>");
    let document = combine(&docx, &letters(3));
    let xml = body(&document);
    assert_eq!(seen(&xml), "Anna|Ben|Cleo");
    let first = "<w:p><w:pPr><w:sectPr><w:headerReference w:type=\"default\" r:id=\"rId1\"/><w:type w:val=\"nextPage\"/><w:pgSz w:w=\"1\" w:h=\"2\"/><w:pgNumType w:start=\"1\"/><w:cols/></w:sectPr></w:pPr><w:r><w:t>Anna</w:t></w:r></w:p>";
    assert!(xml.starts_with(first), "{xml}");
    assert!(
        xml.ends_with("<w:cols/></w:sectPr>") && !xml.ends_with("</w:p>"),
        "{xml}"
    );
    assert_eq!(numbers(&xml, "r:id=\""), ["rId1", "rIdL1", "rIdL2"]);
    let relationships = part(&document, "word/_rels/document.xml.rels");
    let types = part(&document, "[Content_Types].xml");
    for (name, expected) in [
        ("header1", "Anna"),
        ("letter-header1", "Ben"),
        ("letter-header2", "Cleo"),
    ] {
        assert_eq!(
            seen(&part(&document, &format!("word/{name}.xml"))),
            expected
        );
        assert!(names(&document).contains(&format!("word/_rels/{name}.xml.rels")));
        assert!(
            relationships.contains(&format!("{name}.xml\"")),
            "{relationships}"
        );
        assert!(types.contains(&format!("/word/{name}.xml\"")), "{types}");
    }
}

#[test]
fn a_letter_inherits_nothing_from_the_one_before_it() {
    // [35] The second section of each letter has a footer, the first has none.
    let sections = |first: &str, second: &str| {
        format!(
            "<w:p><w:pPr><w:sectPr>{first}<w:titlePg/></w:sectPr></w:pPr></w:p>{}<w:sectPr>{second}</w:sectPr>",
            p(&r("x"))
        )
    };
    let first = "<w:headerReference w:type=\"first\" r:id=\"rId1\"/>";
    let second = "<w:footerReference w:type=\"default\" r:id=\"rId2\"/>";
    let docx = Docx::new(&sections(first, second))
        .with("header1", "header", "w:hdr", &p(&r("shared")))
        .with("footer1", "footer", "w:ftr", &p(&field("MERGEFIELD Name")));
    let document = combine(&docx, &letters(2));
    let xml = body(&document);
    let references: Vec<Vec<&str>> = xml
        .split("<w:sectPr>")
        .skip(1)
        .map(|section| numbers(section.split("</w:sectPr>").next().unwrap(), "r:id=\""))
        .collect();
    assert_eq!(
        references,
        [
            vec!["rId1"],
            vec!["rId2"],
            vec!["rId1", "rIdLF"],
            vec!["rIdL1"]
        ]
    );
    assert_eq!(seen(&part(&document, "word/letter-footer1.xml")), "Ben");
    assert_eq!(
        seen(&part(&document, "word/letter-footer-blank.xml")).trim(),
        ""
    );
    assert_eq!(xml.matches("w:start=\"1\"").count(), 2);
}

#[test]
fn numbers_and_names_stand_once() {
    // [34]
    let picture =
        "<w:r><w:drawing><wp:inline><wp:docPr id=\"7\" name=\"P\"/></wp:inline></w:drawing></w:r>";
    let list = |id: u32| {
        p(&format!(
            "<w:pPr><w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"{id}\"/></w:numPr></w:pPr>{}",
            r("item")
        ))
    };
    let mark = "<w:bookmarkStart w:id=\"0\" w:name=\"part\"/><w:bookmarkEnd w:id=\"0\"/><w:hyperlink w:anchor=\"part\"/>";
    let levels = |format: &str| {
        format!("<w:lvl w:ilvl=\"0\"><w:start w:val=\"3\"/><w:numFmt w:val=\"{format}\"/></w:lvl>")
    };
    let numbering = format!(
        "<w:abstractNum w:abstractNumId=\"0\">{}</w:abstractNum><w:abstractNum w:abstractNumId=\"1\">{}</w:abstractNum><w:num w:numId=\"1\"><w:abstractNumId w:val=\"0\"/></w:num><w:num w:numId=\"2\"><w:abstractNumId w:val=\"1\"/></w:num>",
        levels("decimal"),
        levels("bullet")
    );
    let docx = Docx::new(
        &[
            p(&format!("{picture}{mark}")),
            list(1),
            list(2),
            p(&field("REF part")),
        ]
        .concat(),
    )
    .with("numbering", "numbering", "w:numbering", &numbering)
    .with_file("word/media/a.png", "picture");
    let document = combine(&docx, &letters(3));
    let xml = body(&document);
    assert_eq!(numbers(&xml, "<wp:docPr id=\""), ["1", "2", "3"]);
    assert_eq!(numbers(&xml, "<w:bookmarkStart w:id=\""), ["1", "2", "3"]);
    assert_eq!(numbers(&xml, "w:name=\""), ["part", "part_2", "part_3"]);
    assert_eq!(numbers(&xml, "w:anchor=\""), ["part", "part_2", "part_3"]);
    assert_eq!(xml.matches("REF part_2<").count(), 1, "{xml}");
    // Two lists of each letter; bullets need no list of their own.
    assert_eq!(
        numbers(&xml, "<w:numId w:val=\""),
        ["1", "2", "3", "2", "5", "2"]
    );
    let numbering = part(&document, "word/numbering.xml");
    let restart = "<w:num w:numId=\"3\"><w:abstractNumId w:val=\"0\"/><w:lvlOverride w:ilvl=\"0\"><w:startOverride w:val=\"3\"/></w:lvlOverride>";
    assert!(numbering.contains(restart), "{numbering}");
    assert_eq!(
        names(&document)
            .iter()
            .filter(|name| name.contains("media"))
            .count(),
        1
    );
}

#[test]
fn notes_are_each_letters_own() {
    // [36]
    let reference = |id: u32| format!("<w:r><w:footnoteReference w:id=\"{id}\"/></w:r>");
    let notes = format!(
        "<w:footnote w:type=\"separator\" w:id=\"0\">{}</w:footnote><w:footnote w:type=\"continuationSeparator\" w:id=\"1\">{}</w:footnote><w:footnote w:id=\"2\">{}</w:footnote><w:footnote w:id=\"3\">{}</w:footnote>",
        p(""),
        p(""),
        p(&field("MERGEFIELD Name")),
        p(&r("same"))
    );
    let docx = Docx::new(&p(&format!("{}{}", reference(2), reference(3)))).with(
        "footnotes",
        "footnotes",
        "w:footnotes",
        &notes,
    );
    let document = combine(&docx, &letters(2));
    assert_eq!(
        numbers(&body(&document), "<w:footnoteReference w:id=\""),
        ["2", "3", "4", "5"]
    );
    let notes = part(&document, "word/footnotes.xml");
    assert_eq!(numbers(&notes, "w:id=\""), ["0", "1", "2", "3", "4", "5"]);
    assert_eq!(seen(&notes), "Anna|same|Ben|same");
}

#[test]
fn a_letter_may_end_with_a_table_or_a_blank_line() {
    let table = format!("<w:tbl><w:tr><w:tc>{}</w:tc></w:tr></w:tbl>", p(&r("x")));
    let xml = body(&combine(
        &Docx::new(&format!("{table}<w:sectPr/>")),
        &letters(2),
    ));
    assert_eq!(
        xml.matches("</w:tbl><w:p><w:pPr><w:sectPr>").count(),
        1,
        "{xml}"
    );
    let blank = Docx::new(&format!("{}{}", p(&r("x")), p(&field("MERGEFIELD Name"))));
    let none = vec![vec![("Name", MergeValue::BLANK)]; 2];
    let xml = body(&combine(&blank, &none));
    // What holds the end of a letter stays, so that all letters look alike.
    assert_eq!(xml.matches("<w:p>").count(), 4, "{xml}");
    assert_eq!(xml.matches("<w:sectPr>").count(), 2, "{xml}");
}

#[test]
fn what_counts_over_all_letters_is_said() {
    let style = "<w:style w:type=\"paragraph\" w:styleId=\"Numbered\"><w:name w:val=\"Numbered line\"/><w:pPr><w:numPr><w:numId w:val=\"1\"/></w:numPr></w:pPr></w:style>";
    let docx = Docx::new(&p(&format!(
        "<w:pPr><w:pStyle w:val=\"Numbered\"/></w:pPr>{}",
        field("NUMPAGES")
    )))
    .with("styles", "styles", "w:styles", style);
    let (template, _) = template(&docx, &[]).unwrap();
    let found: Vec<String> = template
        .combined_warnings()
        .iter()
        .map(|f| format!("{} {}", f.code.id, f.found))
        .collect();
    assert_eq!(
        found,
        [
            "W113 the field NUMPAGES",
            "W113 paragraphs numbered through the style \"Numbered line\""
        ]
    );
}
