//! Sheets at random in every legal spelling.

use std::fmt::Write as _;

use proptest::prelude::*;

use super::package::Package;
use super::*;

/// The items that cells refer to.
const ITEMS: &str = "<si><t>No.</t></si><si/><si><t xml:space=\"preserve\"> b </t></si>\
    <si><r><t>c</t></r><r><rPr><b/></rPr><t>d</t></r></si><si><t>e &amp; f_x000D_</t></si>";

fn text() -> impl Strategy<Value = String> {
    prop::collection::vec(
        prop::sample::select(vec![
            "a",
            "B",
            "é",
            "東",
            " ",
            "\n",
            "\r\n",
            "\r",
            "&amp;",
            "&lt;",
            "&#65;",
            "&#xe9;",
            "_",
            "_x0041_",
            "_x000D_",
            "_xD83D_",
            "&quot;",
            "]",
            ">",
            "\u{a0}",
            "&nbsp;",
            "<![CDATA[x]]>",
            "<!-- c -->",
        ]),
        0..6,
    )
    .prop_map(|pieces| pieces.concat())
}

fn number() -> impl Strategy<Value = String> {
    prop_oneof![
        any::<u32>().prop_map(|number| number.to_string()),
        any::<f64>().prop_map(|number| number.to_string()),
        any::<f64>().prop_map(|number| format!("{number:E}")),
        prop::sample::select(vec![
            "0",
            "-0",
            "007",
            "1e5",
            "1E-7",
            "123456789012345678",
            "0.1",
            "-12.50",
            "1.",
            ".5",
            "+1",
            " 1",
            "1 ",
            "",
            "Infinity",
            "nan",
            "1e999",
            "0x10",
            "true",
        ])
        .prop_map(str::to_owned),
    ]
}

/// The attribute `t` and the content of a cell.
fn content() -> impl Strategy<Value = (Option<&'static str>, String)> {
    prop_oneof![
        (prop::sample::select(vec![None, Some("n")]), number()).prop_map(|(t, n)| (t, format!("<v>{n}</v>"))),
        (0..7_u32).prop_map(|index| (Some("s"), format!("<v>{index}</v>"))),
        text().prop_map(|text| (Some("str"), format!("<v>{text}</v>"))),
        text().prop_map(|text| (Some("str"), format!("<v xml:space=\"preserve\">{text}</v>"))),
        text().prop_map(|text| (Some("inlineStr"), format!("<is><t>{text}</t></is>"))),
        (text(), text()).prop_map(|(a, b)| (
            Some("inlineStr"),
            format!("<is><r><rPr><sz val=\"9\"/></rPr><t xml:space='preserve'>{a}</t></r><r><t>{b}</t></r></is>")
        )),
        prop::sample::select(vec!["0", "1", "true", "FALSE", "", "2"])
            .prop_map(|value| (Some("b"), format!("<v>{value}</v>"))),
        prop::sample::select(vec!["#N/A", "#DIV/0!", "#SPILL!", ""])
            .prop_map(|value| (Some("e"), format!("<v>{value}</v>"))),
        prop::sample::select(vec!["2026-11-23", "2026-11-23T10:00:00.000Z", "", "x<y/>"])
            .prop_map(|value| (Some("d"), format!("<v>{value}</v>"))),
        prop::sample::select(vec!["", "<v/>", "<v></v>", " ", "<f>A1</f>"])
            .prop_map(|markup| (None, markup.to_owned())),
    ]
}

#[derive(Debug, Clone)]
struct Spelling {
    /// Order of the attributes, quotes, and how likely a place is written.
    order: u8,
    quote: char,
    has_place: bool,
    style: Option<u8>,
    formula: &'static str,
    blanks: &'static str,
}

fn spelling() -> impl Strategy<Value = Spelling> {
    (
        0..6_u8,
        prop::sample::select(vec!['"', '\'']),
        prop::bool::weighted(0.8),
        prop::option::of(0..7_u8),
        prop::sample::select(vec![
            "",
            "",
            "",
            "",
            "<f>1+1</f>",
            "<f t=\"shared\" ref=\"A1:A2\" si=\"0\">B1&amp;\"x\"</f>",
            "<f t=\"shared\" si=\"0\"/>",
            "<f t=\"shared\"/>",
            "<f ca=\"1\"/>",
        ]),
        prop::sample::select(vec!["", "", "", " ", "\n\t", "\r\n"]),
    )
        .prop_map(
            |(order, quote, has_place, style, formula, blanks)| Spelling {
                order,
                quote,
                has_place,
                style,
                formula,
                blanks,
            },
        )
}

fn cell(
    row: usize,
    column: usize,
    (kind, content): &(Option<&str>, String),
    how: &Spelling,
) -> String {
    let quote = how.quote;
    let letter = char::from(b'A' + column as u8);
    let mut attributes = Vec::new();
    if how.has_place {
        attributes.push(format!("r={quote}{letter}{}{quote}", row + 1));
    }
    if let Some(style) = how.style {
        attributes.push(format!("s={quote}{style}{quote}"));
    }
    if let Some(kind) = kind {
        attributes.push(format!("t={quote}{kind}{quote}"));
    }
    if how.order >= 3 {
        attributes.reverse();
    }
    let turn = usize::from(how.order % 3).min(attributes.len());
    attributes.rotate_left(turn);
    let mut markup = String::from("<c");
    for attribute in attributes {
        let _ = write!(markup, " {attribute}");
    }
    let blanks = how.blanks;
    let formula = if content.starts_with("<v") {
        how.formula
    } else {
        ""
    };
    let _ = write!(
        markup,
        ">{blanks}{formula}{blanks}{content}{blanks}</c>{blanks}"
    );
    markup
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn any_spelling_is_read_the_same(
        rows in prop::collection::vec(prop::collection::vec((content(), spelling()), 0..5), 0..5),
        has_row_numbers in any::<bool>(),
        is_1904 in any::<bool>(),
    ) {
        let mut markup = String::new();
        for (row, cells) in rows.iter().enumerate() {
            let number = if has_row_numbers { format!(" r=\"{}\" spans=\"1:9\"", row + 1) } else { String::new() };
            let _ = write!(markup, "<row{number}>");
            for (column, (content, how)) in cells.iter().enumerate() {
                markup.push_str(&cell(row, column, content, how));
            }
            markup.push_str("</row>");
        }
        let package = Package { is_1904, ..Package::of(&markup, ITEMS) };
        let (_folder, path) = package.save();
        let both = both(&path, &Limits::default(), None);
        prop_assert_eq!(both.scanned, both.general);
    }

    #[test]
    fn any_shared_text_is_read_the_same(texts in prop::collection::vec(text(), 1..8), keeps in any::<bool>()) {
        let keep = if keeps { " xml:space=\"preserve\"" } else { "" };
        let (mut items, mut row) = (String::new(), String::from("<row>"));
        for (index, text) in texts.iter().enumerate() {
            let _ = write!(items, "<si><t{keep}>{text}</t></si>");
            let _ = write!(row, "<c t=\"s\"><v>{index}</v></c>");
        }
        row.push_str("</row>");
        let (_folder, path) = Package::of(&row, &items).save();
        let both = both(&path, &Limits::default(), None);
        prop_assert_eq!(both.scanned, both.general);
    }
}
