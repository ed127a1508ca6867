//! Whole books: those of the project, and those that show one thing each.

use std::path::{Path, PathBuf};

use super::package::Package;
use super::*;

fn workbooks_below(folder: &Path, found: &mut Vec<PathBuf>) {
    let Ok(entries) = std::fs::read_dir(folder) else {
        return;
    };
    for entry in entries.flatten() {
        let path = entry.path();
        if path.is_dir() {
            workbooks_below(&path, found);
        } else if matches!(
            path.extension().and_then(|e| e.to_str()),
            Some("xlsx" | "xlsm")
        ) {
            found.push(path);
        }
    }
}

#[test]
fn every_workbook_of_the_project_is_read_the_same() {
    let top = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut found = Vec::new();
    for folder in [
        "samples",
        "tests",
        "benches",
        "target/tmp/books/10000-1-xlsx",
    ] {
        workbooks_below(&top.join(folder), &mut found);
    }
    assert!(found.len() >= 4, "{found:?}");
    for path in found {
        let unusual = agree(&path);
        assert!(
            unusual.iter().all(Option::is_none),
            "{} {unusual:?}",
            path.display()
        );
    }
}

/// Rows with shared texts, and why the general reader must be taken for them.
const BOOKS: &[(&str, &str, Option<&str>)] = &[
    // A cell of each type.
    (
        "<row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c><c r=\"B1\"><v>1.5</v></c>\
         <c r=\"C1\" s=\"1\"><v>46349</v></c><c r=\"D1\" t=\"b\"><v>1</v></c>\
         <c r=\"E1\" t=\"e\"><v>#N/A</v></c><c r=\"F1\" t=\"str\"><v> a &amp; b </v></c>\
         <c r=\"G1\" t=\"inlineStr\"><is><t> c </t></is></c><c r=\"H1\" t=\"d\"><v>2026-11-23T09:30:00</v></c>\
         <c r=\"I1\" s=\"2\"><v>0.5</v></c><c r=\"J1\" s=\"3\"><v>1.25</v></c><c r=\"K1\" s=\"4\"><v>7</v></c>\
         <c r=\"L1\" s=\"99\"><v>8</v></c><c r=\"M1\" t=\"n\"><v>9</v></c></row>",
        "<si><t>No.</t></si>",
        None,
    ),
    // Places that are not written, and rows and cells that are empty.
    (
        "<row><c><v>1</v></c><c/><c><v>3</v></c></row><row/><row r=\"7\"><c r=\"C7\"><v>1</v></c><c><v>2</v></c></row>\
         <row><c t=\"s\"><v>0</v></c></row><row r=\"9\"><c r=\"A9\"><v>5</v></c><c><v>6</v></c></row>",
        "<si/>",
        None,
    ),
    // Cells and rows that go back.
    (
        "<row r=\"2\"><c r=\"A2\"><v>1</v></c></row><row r=\"1\"><c r=\"A1\"><v>1</v></c></row>",
        "",
        Some("an error"),
    ),
    (
        "<row r=\"1\"><c r=\"B1\"><v>1</v></c><c r=\"A1\"><v>1</v></c></row>",
        "",
        Some("an error"),
    ),
    // A cell that says that it stands in another row.
    (
        "<row r=\"1\"><c r=\"A1\"><v>1</v></c></row><row r=\"2\"><c r=\"A9\"><v>5</v></c></row>",
        "",
        Some("cells out of order"),
    ),
    // Formulas.
    (
        "<row r=\"1\"><c r=\"A1\"><f>1+1</f><v>2</v></c><c r=\"B1\" t=\"str\"><f t=\"shared\" ref=\"B1:B3\" si=\"0\">A1&amp;\"\"</f><v>x</v></c>\
         <c r=\"C1\" t=\"str\"><f t=\"shared\" si=\"0\"/><v></v></c><c r=\"D1\"><f/><v/></c>\
         <c r=\"E1\"><f t=\"array\" ref=\"E1\">SUM(A1)</f><v>2</v></c><c r=\"F1\" t=\"e\"><f>1/0</f><v>#DIV/0!</v></c></row>",
        "",
        None,
    ),
    // Attributes in another order, other quotes, blanks.
    (
        "\n <row spans='1:2' r='1' x14ac:dyDescent=\"0.25\">\n  <c t=\"s\" s='1' r='A1' ><v>0</v></c>\r\n<c s=\"1\" r=\"B1\" cm=\"1\">\n <v>3</v>\n</c></row >",
        "<si><t>x</t></si>",
        Some("unusual markup in a row"),
    ),
    (
        "\n <row spans='1:2' r='1' x14ac:dyDescent=\"0.25\">\n  <c t=\"s\" s='1' r='A1' ><v>0</v></c>\r\n<c s=\"1\" r=\"B1\" cm=\"1\">\n <v>3</v>\n</c></row>\n",
        "\n<si><t>x</t></si>\n",
        None,
    ),
    // Rich texts and phonetic hints.
    (
        "<row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c><c r=\"B1\" t=\"inlineStr\"><is><r><rPr><b/></rPr><t>in</t></r><r><t xml:space=\"preserve\"> line</t></r></is></c></row>",
        "<si><r><t xml:space=\"preserve\">a </t></r><r><rPr><i/><color rgb=\"FF\"/></rPr><t>b</t></r><rPh sb=\"0\" eb=\"1\"><t>c</t></rPh></si>",
        None,
    ),
    // Escapes, entities, line ends.
    (
        "<row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c><c r=\"B1\" t=\"s\"><v>1</v></c><c r=\"C1\" t=\"str\"><v>_x0041_\r\n&#65;</v></c></row>",
        "<si><t>a_x000D_\nb</t></si><si><t>&lt;&#x1F600;&gt;_x005F_x0041_</t></si>",
        None,
    ),
    // What is outside the grammar.
    (
        "<row r=\"1\"><!-- x --><c r=\"A1\"><v>1</v></c></row>",
        "",
        Some("unusual markup in a row"),
    ),
    (
        "<row r=\"1\"><c r=\"A1\"><v>1</v></c><c r=\"b1\"><v>2</v></c></row>",
        "",
        Some("an unusual cell reference"),
    ),
    (
        "<row r=\"1\"><c r=\"A1\"><v>1</v></c><c r=\"B1\"><v> 2 </v></c></row>",
        "",
        Some("an unusual number"),
    ),
    (
        "<row r=\"1\"><c r=\"A1\"><v>text</v></c></row>",
        "",
        Some("an unusual number"),
    ),
    (
        "<row r=\"1\"><c r=\"A1\" t=\"s\"><v>7</v></c></row>",
        "<si><t>x</t></si>",
        Some("an error"),
    ),
    (
        "<row r=\"1\"><c r=\"A1\" t=\"b\"><v>true</v></c></row>",
        "",
        Some("an unusual Yes or No"),
    ),
    (
        "<row r=\"1\"><c r=\"A1\" t=\"e\"><v>#SPILL!</v></c></row>",
        "",
        None,
    ),
    (
        "<row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t><![CDATA[<a>]]></t></is></c></row>",
        "",
        Some("markup inside a text"),
    ),
    (
        "<row r=\"1\"><c r=\"A1\" t=\"str\"><v>_xD83D__xDE00_</v></c></row>",
        "",
        Some("an escape of two halves"),
    ),
    (
        "<row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c></row>",
        "<si><t><![CDATA[x]]></t></si>",
        Some("markup inside a text"),
    ),
    (
        "<row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c></row>",
        "<si><x:t>x</x:t></si>",
        Some("unusual markup in a text"),
    ),
    ("<row r=\"1\"><c r=\"A1\"><v>1</v>", "", Some("an error")),
    (
        "<x:row r=\"1\"><x:c r=\"A1\"><x:v>1</x:v></x:c></x:row>",
        "",
        Some("unusual markup between rows"),
    ),
];

#[test]
fn each_spelling_is_read_the_same_and_the_unusual_by_the_general_reader() {
    for (rows, items, unusual) in BOOKS {
        for is_1904 in [false, true] {
            let package = Package {
                is_1904,
                ..Package::of(rows, items)
            };
            let (_folder, path) = package.save();
            assert_eq!(agree(&path), [*unusual], "{rows}");
        }
    }
}

#[test]
fn other_frames_are_read_the_same() {
    let plain = Package::of("<row r=\"1\"><c r=\"A1\" t=\"str\"><v>é</v></c></row>", "");
    let edits: &[(&str, &str, Option<&str>)] = &[
        ("UTF-8", "utf-8", None),
        ("UTF-8", "ISO-8859-1", Some("another encoding than UTF-8")),
        (
            "<?xml",
            "\u{feff}<?xml",
            Some("another root than worksheet"),
        ),
        ("<worksheet ", "<worksheet xml:lang='de' ", None),
        ("<dimension ref=\"A1:D9\"/>", "", None),
        (
            "<dimension ref=\"A1:D9\"/>",
            "<dimension ref=\"A1:D9\"></dimension>",
            None,
        ),
        (
            "<dimension ref=\"A1:D9\"/>",
            "<dimension ref=\"D\"/>",
            Some("an error"),
        ),
        (
            "<sheetData>",
            "<sheetPr><!-- x --></sheetPr><sheetData>",
            Some("unusual markup"),
        ),
        (
            "<pageMargins left=\"0.7\"/>",
            "<x:ext/><!-- behind the rows --> &nbsp;",
            None,
        ),
        ("</sheetData>", "", Some("an error")),
    ];
    for (from, to, unusual) in edits {
        let mut package = plain.clone();
        assert!(package.sheet.contains(from), "{from}");
        package.sheet = package.sheet.replacen(from, to, 1);
        let (_folder, path) = package.save();
        assert_eq!(agree(&path), [*unusual], "{from} -> {to}");
    }
    let mut package = plain;
    package.shared_texts = None;
    let (_folder, path) = package.save();
    assert_eq!(agree(&path), [None]);
}

#[test]
fn a_long_sheet_that_is_unpacked_ahead_is_read_the_same() {
    let pad = " ".repeat(200);
    let cells: Vec<String> = (1..50_000)
        .map(|row| format!("<row r=\"{row}\">{pad}<c r=\"A{row}\"><v>{row}</v></c></row>"))
        .collect();
    let rows = cells.concat();
    assert!(rows.len() as u64 > PART_BYTES_MIN);
    for (rows, unusual) in [
        (rows.clone(), None),
        (
            rows.replace("<v>40000<", "<v>4E<"),
            Some("an unusual number"),
        ),
    ] {
        let (_folder, path) = Package::of(&rows, "").save();
        assert_eq!(agree(&path), [unusual]);
    }
}

#[test]
fn limits_are_passed_in_the_same_cell() {
    let rows = "<row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c><c r=\"D1\" t=\"s\"><v>0</v></c></row>\
        <row r=\"9\"><c r=\"B9\" t=\"s\"><v>1</v></c><c r=\"C9\" t=\"str\"><v>äöüßñ</v></c><c r=\"D9\"/></row>";
    let (_folder, path) = Package::of(rows, "<si><t>ab</t></si><si><t>äöü</t></si>").save();
    for rows_max in [1, 8, 9] {
        for columns_max in [1, 3, 4] {
            for cell_characters_max in [2, 3, 4, 5, 6] {
                let limits = Limits {
                    rows_max,
                    columns_max,
                    cell_characters_max,
                    ..Limits::default()
                };
                let both = both(&path, &limits, None);
                assert_eq!(both.scanned, both.general);
            }
        }
    }
}

#[test]
fn a_visitor_that_has_enough_is_not_asked_again() {
    let rows = "<row r=\"1\"><c r=\"A1\"><v>1</v></c><c r=\"B1\"><v>2</v></c><c r=\"C1\"><v> 3</v></c><c r=\"D1\"><v>4</v></c></row>";
    let (_folder, path) = Package::of(rows, "").save();
    for enough in 1..=4 {
        let both = both(&path, &Limits::default(), Some(enough));
        assert_eq!(both.scanned, both.general);
        assert_eq!(both.scanned.expect("a book")[0].cells.len(), enough);
    }
}

#[test]
fn new_error_values_and_formulas_without_a_result_are_shown_where_they_stand() {
    let rows = "<row r=\"1\"><c r=\"A1\" t=\"e\"><f>X1:X3</f><v>#SPILL!</v></c><c r=\"B1\"><f>1+1</f></c>\
         <c r=\"C1\"><f>1+1</f><v></v></c><c r=\"D1\" t=\"str\"><f>\"\"</f><v></v></c><c r=\"E1\"><v>2</v></c></row>";
    let (_folder, path) = Package::of(rows, "").save();
    let book = XlsxBook::open(&path).expect("a book");
    let mut recorder = Recorder::default();
    let place = Place::file("a.xlsx");
    let unusual = book.read(0, place, &Limits::default(), &mut recorder);
    assert_eq!(unusual.expect("a sheet"), None);
    let two = format!("number 2.0 {:x}", 2.0_f64.to_bits());
    assert_eq!(
        recorder.cells,
        [
            "0 0 Error(\"#SPILL!\") formula",
            "0 1 NoResult formula",
            "0 2 NoResult formula",
            &format!("0 4 {two}"),
        ]
    );
}
