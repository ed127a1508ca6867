//! Delimited files as people have them.

use segbook::config::InputSettings;
use segbook::schema::{VALUE_ENTRY, value_entry};
use segbook::value::{DateOrder, DecimalMark};

use super::{TWO, contacts, decode, found};

fn usual() -> InputSettings {
    InputSettings::default()
}

#[test]
fn every_delimiter_is_found() {
    for (what, content) in [
        (
            "comma",
            "No.,Name,Last Date Modified\n007,\"Zo\u{eb}, Ltd.\",2026-11-23\n8,Ann,\n",
        ),
        (
            "semicolon",
            "No.;Name;Last Date Modified\n007;Zo\u{eb}, Ltd.;2026-11-23\n8;Ann;\n",
        ),
        (
            "tab",
            "No.\tName\tLast Date Modified\n007\tZo\u{eb}, Ltd.\t2026-11-23\n8\tAnn\t\n",
        ),
        (
            "bar",
            "No.|Name|Last Date Modified\n007|Zo\u{eb}, Ltd.|2026-11-23\n8|Ann|\n",
        ),
        (
            "sep=",
            "sep=;\r\nNo.;Name;Last Date Modified\r\n007;Zo\u{eb}, Ltd.;2026-11-23\r\n8;Ann;\r\n",
        ),
        (
            "an odd one of sep=",
            "sep=#\nNo.#Name#Last Date Modified\n007#Zo\u{eb}, Ltd.#2026-11-23\n8#Ann#\n",
        ),
        (
            "all in quotes",
            "\"No.\",\"Name\",\"Last Date Modified\"\n\"007\",\"Zo\u{eb}, Ltd.\",\"2026-11-23\"\n\"8\",\"Ann\",\"\"\n",
        ),
        (
            "titles above",
            "Our contacts,,\n,,\nNo.,Name,Last Date Modified\n007,\"Zo\u{eb}, Ltd.\",2026-11-23\n8,Ann,\n",
        ),
        (
            "no line end, blank lines",
            "No.,Name,Last Date Modified\n\n007,\"Zo\u{eb}, Ltd.\",2026-11-23\n\n,,\n8,Ann,",
        ),
        (
            "another order",
            "Last Date Modified,Name,No.\n2026-11-23,\"Zo\u{eb}, Ltd.\",007\n,Ann,8\n",
        ),
    ] {
        let decoded = decode("Contact.csv", content.as_bytes(), usual());
        assert_eq!(contacts(&decoded, what), TWO, "{what}");
    }
}

#[test]
fn quotes_may_hold_quotes_and_line_breaks() {
    let content = "No.,Name\nC1,\"the \"\"first\"\"\nof two\"\nC2,5\" pipe\n";
    let decoded = decode("Contact.csv", content.as_bytes(), usual());
    assert_eq!(
        contacts(&decoded, "quotes"),
        ["C1|the \"first\"\nof two|", "C2|5\" pipe|"]
    );
}

#[test]
fn every_encoding_gives_the_same_names() {
    let text = "No.;Name;Last Date Modified\n007;Zo\u{eb}, Ltd.;2026-11-23\n8;Ann;\n";
    let little: Vec<u8> = format!("\u{feff}{text}")
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    let big: Vec<u8> = format!("\u{feff}{text}")
        .encode_utf16()
        .flat_map(u16::to_be_bytes)
        .collect();
    let marked = format!("\u{feff}{text}").into_bytes();
    for (what, bytes) in [
        ("UTF-8", text.as_bytes().to_vec()),
        ("UTF-8 with a mark", marked),
        ("UTF-16, little end first", little),
        ("UTF-16, big end first", big),
    ] {
        assert_eq!(
            contacts(&decode("Contact.csv", &bytes, usual()), what),
            TWO,
            "{what}"
        );
    }
    let old = text.replace('\u{eb}', "\u{0}").into_bytes();
    let old: Vec<u8> = old
        .into_iter()
        .map(|byte| if byte == 0 { 0xeb } else { byte })
        .collect();
    let decoded = decode("Contact.csv", &old, usual());
    assert_eq!(found(&decoded), ["R009 Contact.csv"]);
    assert_eq!(
        super::rows(&decoded.tables[&segbook::schema::CONTACT.no]),
        TWO
    );
    let set = InputSettings {
        encoding: Some("windows-1252".to_owned()),
        ..usual()
    };
    assert_eq!(contacts(&decode("Contact.csv", &old, set), "as set"), TWO);
}

#[test]
fn a_byte_order_mark_goes_before_the_encoding_that_is_set() {
    // What segbook writes for Excel can be read beside old exports.
    let set = || InputSettings {
        encoding: Some("windows-1252".to_owned()),
        ..usual()
    };
    let text = "\u{feff}No.;Name;Last Date Modified\n007;Zo\u{eb}, Ltd.;2026-11-23\n8;Ann;\n";
    let little: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    for bytes in [text.as_bytes(), &little] {
        let decoded = decode("Contact.csv", bytes, set());
        assert_eq!(contacts(&decoded, "marked"), TWO);
    }
}

#[test]
fn a_byte_that_fits_nothing_is_named_and_never_replaced() {
    let decoded = decode(
        "Contact.csv",
        b"\xef\xbb\xbfNo.,Name\nC1,Zo\xeb\nC2,Ann\n",
        usual(),
    );
    let place = "R008 Contact.csv: line 2, column 2 \"Name\"";
    assert_eq!(found(&decoded), [place]);
    let contacts = &decoded.tables[&segbook::schema::CONTACT.no];
    assert_eq!((contacts.len(), contacts.rejected_count()), (2, 1));
}

#[test]
fn a_nul_byte_is_text_like_any_other_and_harms_nobody() {
    let decoded = decode("Contact.csv", b"No.,Name\nC1,A\0nn\nC2,Bea\n", usual());
    let contacts = &decoded.tables[&segbook::schema::CONTACT.no];
    assert_eq!(contacts.len(), 2);
    assert_eq!(contacts.text(1, segbook::schema::contact::NAME), "Bea");
}

#[test]
fn a_decimal_comma_is_a_setting() {
    let content = "Entry No.;Cost Amount (Actual)\n1;1.234,50\n2;-0,5\n";
    let comma = InputSettings {
        decimal_mark: DecimalMark::Comma,
        ..usual()
    };
    let decoded = decode("Value Entry.csv", content.as_bytes(), comma);
    assert_eq!(found(&decoded), [""; 0]);
    let entries = &decoded.tables[&VALUE_ENTRY.no];
    let costs: Vec<String> = (0..2)
        .map(|row| {
            let value = entries.value(row, value_entry::COST_AMOUNT_ACTUAL);
            value.show(VALUE_ENTRY.field(value_entry::COST_AMOUNT_ACTUAL).kind)
        })
        .collect();
    assert_eq!(costs, ["1234.5", "-0.5"]);
    // Without it nothing is guessed.
    let decoded = decode("Value Entry.csv", content.as_bytes(), usual());
    assert_eq!(decoded.tables[&VALUE_ENTRY.no].rejected_count(), 2);
}

#[test]
fn day_and_month_stand_in_the_order_of_the_setting() {
    for (order, text) in [
        (DateOrder::Dmy, "23.11.2026"),
        (DateOrder::Dmy, "23/11/26"),
        (DateOrder::Mdy, "11/23/2026"),
        (DateOrder::Ymd, "2026/11/23"),
        (DateOrder::Ymd, "20261123"),
    ] {
        let set = InputSettings {
            date_order: Some(order),
            ..usual()
        };
        let content = format!("No.,Name,Last Date Modified\nC1,Ann,{text}\n");
        let decoded = decode("Contact.csv", content.as_bytes(), set);
        assert_eq!(contacts(&decoded, text), ["C1|Ann|2026-11-23"], "{text}");
    }
}

#[test]
fn lines_that_are_too_short_or_too_long_are_named() {
    let content = "No.,Name,City\nC1,Ann\nC2,Smith, Ltd.,London\nC3,Bea,Bonn\n";
    let decoded = decode("Contact.csv", content.as_bytes(), usual());
    assert_eq!(
        found(&decoded),
        ["R010 Contact.csv: line 2", "R010 Contact.csv: line 3"]
    );
    let contacts = &decoded.tables[&segbook::schema::CONTACT.no];
    assert_eq!((contacts.len(), contacts.rejected_count()), (3, 2));
}

#[test]
fn a_quote_that_is_never_closed_is_named_by_its_line() {
    let content = "No.,Name\nC1,\"two\nlines\"\nC2,\"open\nC3,Bea\nC4,Cem\n";
    let decoded = decode("Contact.csv", content.as_bytes(), usual());
    assert_eq!(
        found(&decoded),
        ["R011 Contact.csv: line 4, column 2 \"Name\""]
    );
    let contacts = &decoded.tables[&segbook::schema::CONTACT.no];
    assert_eq!((contacts.len(), contacts.rejected_count()), (2, 1));
}
