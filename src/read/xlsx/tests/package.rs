//! Small packages, part by part, as no library writes them.

use std::io::{Cursor, Write};
use std::path::PathBuf;

use zip::ZipWriter;
use zip::write::SimpleFileOptions;

/// The parts of a workbook with one sheet.
#[derive(Debug, Clone)]
pub(super) struct Package {
    pub(super) sheet: String,
    pub(super) shared_texts: Option<String>,
    pub(super) is_1904: bool,
}

const DECLARATION: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";

const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";

/// Styles 1, 2 and 3 are a date, a time and a span of hours.
const STYLES: &str = "<styleSheet><numFmts count=\"1\"><numFmt numFmtId=\"164\" \
    formatCode=\"yyyy\\-mm\\-dd\"/></numFmts><cellXfs count=\"5\"><xf numFmtId=\"0\"/>\
    <xf numFmtId=\"164\"/><xf numFmtId=\"20\"><alignment/></xf><xf numFmtId=\"46\"/>\
    <xf numFmtId=\"4\"/></cellXfs></styleSheet>";

impl Package {
    /// A sheet with these rows, and shared texts with these items.
    pub(super) fn of(rows: &str, items: &str) -> Self {
        Self {
            sheet: format!(
                "{DECLARATION}<worksheet xmlns=\"{MAIN}\"><dimension ref=\"A1:D9\"/><sheetData>{rows}\
                 </sheetData><pageMargins left=\"0.7\"/></worksheet>"
            ),
            shared_texts: Some(format!("{DECLARATION}<sst xmlns=\"{MAIN}\">{items}</sst>")),
            is_1904: false,
        }
    }

    pub(super) fn bytes(&self) -> Vec<u8> {
        let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
        let date_system = if self.is_1904 { " date1904=\"1\"" } else { "" };
        let relationship = |id: &str, kind: &str, target: &str| {
            format!("<Relationship Id=\"{id}\" Type=\"{office}/{kind}\" Target=\"{target}\"/>")
        };
        let relationships = |all: &str| format!("<Relationships>{all}</Relationships>");
        let mut parts = vec![
            (
                "_rels/.rels",
                relationships(&relationship("rId1", "officeDocument", "xl/workbook.xml")),
            ),
            (
                "xl/workbook.xml",
                format!(
                    "<workbook xmlns:r=\"{office}\"><workbookPr{date_system}/><sheets>\
                     <sheet name=\"Contact\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>"
                ),
            ),
            (
                "xl/_rels/workbook.xml.rels",
                relationships(&relationship("rId1", "worksheet", "worksheets/sheet1.xml")),
            ),
            ("xl/styles.xml", STYLES.to_owned()),
            ("xl/worksheets/sheet1.xml", self.sheet.clone()),
        ];
        if let Some(texts) = &self.shared_texts {
            parts.push(("xl/sharedStrings.xml", texts.clone()));
        }
        let mut package = ZipWriter::new(Cursor::new(Vec::new()));
        for (name, content) in parts {
            package
                .start_file(name, SimpleFileOptions::default())
                .expect("a part");
            package.write_all(content.as_bytes()).expect("content");
        }
        package.finish().expect("an archive").into_inner()
    }

    /// The package as a file in a folder of its own.
    pub(super) fn save(&self) -> (tempfile::TempDir, PathBuf) {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("a.xlsx");
        std::fs::write(&path, self.bytes()).expect("a file");
        (folder, path)
    }
}
