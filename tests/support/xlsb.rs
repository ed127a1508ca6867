//! A binary workbook (.xlsb), put together record by record: no library at hand writes one.
//!
//! Layout: Microsoft, [MS-XLSB].

use std::io::{Cursor, Write};

/// A cell of a binary workbook.
pub(crate) enum BinaryCell {
    /// A shared text.
    Text(&'static str),
    /// A number.
    Number(f64),
    /// A number that is shown as a date.
    Date(f64),
    /// Yes or No.
    Boolean(bool),
    /// A formula whose result is `#N/A`.
    ErrorFormula,
}

fn record(kind: u16, data: &[u8]) -> Vec<u8> {
    let mut bytes = Vec::new();
    if kind < 0x80 {
        bytes.push(kind as u8);
    } else {
        bytes.extend([kind as u8 | 0x80, (kind >> 7) as u8]);
    }
    let mut length = data.len();
    loop {
        let low = (length & 0x7f) as u8;
        length >>= 7;
        bytes.push(if length > 0 { low | 0x80 } else { low });
        if length == 0 {
            break;
        }
    }
    bytes.extend(data);
    bytes
}

fn wide(text: &str) -> Vec<u8> {
    let units: Vec<u16> = text.encode_utf16().collect();
    let mut bytes = (units.len() as u32).to_le_bytes().to_vec();
    bytes.extend(units.into_iter().flat_map(u16::to_le_bytes));
    bytes
}

/// The bytes of a binary workbook with one sheet.
pub(crate) fn binary_workbook(sheet: &str, rows: &[Vec<BinaryCell>]) -> Vec<u8> {
    let mut texts: Vec<&str> = Vec::new();
    let mut cells = Vec::new();
    for (row, line) in (0u32..).zip(rows) {
        let mut header = row.to_le_bytes().to_vec();
        header.extend([0; 13]);
        cells.extend(record(0x00, &header));
        for (column, cell) in (0u32..).zip(line) {
            let mut data = column.to_le_bytes().to_vec();
            let style = u32::from(matches!(cell, BinaryCell::Date(_)));
            data.extend(style.to_le_bytes());
            let kind = match cell {
                BinaryCell::Text(text) => {
                    let index = texts.iter().position(|known| known == text);
                    let index = index.unwrap_or_else(|| {
                        texts.push(text);
                        texts.len() - 1
                    });
                    data.extend((index as u32).to_le_bytes());
                    0x07
                }
                BinaryCell::Number(number) | BinaryCell::Date(number) => {
                    data.extend(number.to_le_bytes());
                    0x05
                }
                BinaryCell::Boolean(value) => {
                    data.push(u8::from(*value));
                    0x04
                }
                BinaryCell::ErrorFormula => {
                    // The error, flags, and a formula of one token: the error again.
                    data.extend([0x2a, 0, 0]);
                    data.extend(2u32.to_le_bytes());
                    data.extend([0x1c, 0x2a]);
                    data.extend(0u32.to_le_bytes());
                    0x0b
                }
            };
            cells.extend(record(kind, &data));
        }
    }
    let mut size = Vec::new();
    for number in [0, rows.len() as u32, 0, 16] {
        size.extend(number.to_le_bytes());
    }
    let sheet_part = [
        record(0x81, &[]),
        record(0x94, &size),
        record(0x91, &[]),
        cells,
        record(0x92, &[]),
        record(0x82, &[]),
    ];
    let count = (texts.len() as u32).to_le_bytes();
    let mut strings = record(0x9f, &[count, count].concat());
    for text in &texts {
        strings.extend(record(0x13, &[vec![0], wide(text)].concat()));
    }
    strings.extend(record(0xa0, &[]));
    let mut bundle = vec![0; 4];
    bundle.extend(1u32.to_le_bytes());
    bundle.extend(wide("rId1"));
    bundle.extend(wide(sheet));
    let book = [
        record(0x83, &[]),
        record(0x99, &[0; 12]),
        record(0x8f, &[]),
        record(0x9c, &bundle),
        record(0x90, &[]),
        record(0x9d, &[0; 26]),
        record(0x84, &[]),
    ];
    // Two looks: a plain one, and that of a date.
    let look = |format: u16| {
        let mut data = vec![0; 16];
        data[2..4].copy_from_slice(&format.to_le_bytes());
        record(0x2f, &data)
    };
    let styles = [record(0x269, &2u32.to_le_bytes()), look(0), look(14)];
    let links = "<?xml version=\"1.0\"?><Relationships><Relationship Id=\"rId1\" Target=\"worksheets/sheet1.bin\"/></Relationships>";
    let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in [
        ("xl/workbook.bin", book.concat()),
        ("xl/_rels/workbook.bin.rels", links.as_bytes().to_vec()),
        ("xl/worksheets/sheet1.bin", sheet_part.concat()),
        ("xl/sharedStrings.bin", strings),
        ("xl/styles.bin", styles.concat()),
    ] {
        let options = zip::write::SimpleFileOptions::default();
        archive.start_file(name, options).expect("a part");
        archive.write_all(&content).expect("content");
    }
    archive.finish().expect("an archive").into_inner()
}
