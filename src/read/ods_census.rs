//! What the cells of an ods file will take in memory, counted before the library reads them: a few
//! bytes in the file say that a cell, and the row around it, stands there thousands of times. The
//! first day of its serial numbers comes by on the way; the library does not tell it.
//!
//! Layout: OASIS, Open Document Format 1.3, part 3, chapter 9.

use std::io::{self, BufRead};

use super::xls_census::CELL_BYTES;

/// Excel's and LibreOffice's columns and rows; the library cuts what is beyond.
const COLUMNS_MAX: u64 = 16_384;
const ROWS_MAX: u64 = 1_048_576;

/// A tag that is longer is no tag.
const TAG_BYTES_MAX: usize = 1 << 20;

/// What was found out about an ods file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Counted {
    /// What its cells will take.
    pub(super) bytes: u64,
    /// Whether its serial numbers count from 1904.
    pub(super) is_1904: bool,
}

/// Counts the bytes that the cells of `content.xml` will take; it stops once there are more than
/// `enough`. An error when it is no such file.
pub(super) fn count(xml: &mut dyn BufRead, enough: u64) -> io::Result<Counted> {
    let mut tags = Tags {
        xml,
        tag: Vec::new(),
        text_bytes: 0,
    };
    let mut census = Census::default();
    while tags.next()? {
        census.tag(&tags.tag, tags.text_bytes);
        if census.bytes() > enough {
            break;
        }
    }
    Ok(Counted {
        bytes: census.bytes(),
        is_1904: census.is_1904,
    })
}

/// What was counted so far.
#[derive(Default)]
struct Census {
    done: u64,
    table: Table,
    row: Row,
    /// The cell that is open: how often it stands there.
    cell: Option<u64>,
    cell_text: u64,
    is_1904: bool,
}

/// One table: cells as they stand, and as the full rectangle that they become.
#[derive(Default)]
struct Table {
    as_stored: u64,
    texts: u64,
    rows: u64,
    used_rows: u64,
    width: u64,
}

#[derive(Default)]
struct Row {
    repeats: u64,
    width: u64,
    blank: u64,
    texts: u64,
}

impl Table {
    fn bytes(&self) -> u64 {
        let rectangle = self.used_rows.saturating_mul(self.width);
        let cells = rectangle.saturating_add(self.as_stored);
        cells.saturating_mul(CELL_BYTES).saturating_add(self.texts)
    }
}

impl Census {
    fn bytes(&self) -> u64 {
        let row = self.row.width * CELL_BYTES + self.row.texts;
        self.done
            .saturating_add(self.table.bytes())
            .saturating_add(row)
    }

    /// Takes a tag and how much text stood before it.
    fn tag(&mut self, tag: &[u8], text_before: u64) {
        if self.cell.is_some() {
            self.cell_text += text_before;
        }
        let name = tag.split(|byte| byte.is_ascii_whitespace() || *byte == b'/');
        let is_closed = tag.ends_with(b"/");
        match name
            .clone()
            .find(|part| !part.is_empty())
            .unwrap_or_default()
        {
            b"table:table-row" if tag.starts_with(b"/") => self.end_row(),
            b"table:table-row" => {
                self.row = Row {
                    repeats: repeated(tag, b"table:number-rows-repeated").min(ROWS_MAX),
                    ..Row::default()
                };
                if is_closed {
                    self.end_row();
                }
            }
            b"table:table-cell" | b"table:covered-table-cell" if tag.starts_with(b"/") => {
                self.end_cell(true);
            }
            b"table:table-cell" | b"table:covered-table-cell" => {
                let repeats = repeated(tag, b"table:number-columns-repeated");
                self.cell = Some(repeats.min(COLUMNS_MAX));
                self.cell_text = tag.len() as u64;
                if is_closed {
                    let has = |word: &[u8]| tag.windows(word.len()).any(|part| part == word);
                    self.end_cell(has(b"value") || has(b"formula"));
                }
            }
            b"table:null-date" => {
                let has = |word: &[u8]| tag.windows(word.len()).any(|part| part == word);
                self.is_1904 = has(b"\"1904-01-01") || has(b"'1904-01-01");
            }
            b"table:table" if tag.starts_with(b"/") => {
                self.done = self.done.saturating_add(self.table.bytes());
                self.table = Table::default();
            }
            _ => {}
        }
    }

    fn end_cell(&mut self, has_value: bool) {
        let Some(repeats) = self.cell.take() else {
            return;
        };
        let row = &mut self.row;
        if has_value {
            row.width = (row.width + row.blank + repeats).min(COLUMNS_MAX);
            row.blank = 0;
            // Value and formula are both copied.
            let texts = repeats.saturating_mul(self.cell_text).saturating_mul(2);
            row.texts = row.texts.saturating_add(texts);
        } else {
            row.blank = (row.blank + repeats).min(COLUMNS_MAX);
        }
    }

    fn end_row(&mut self) {
        let row = std::mem::take(&mut self.row);
        let table = &mut self.table;
        table.as_stored += row.width;
        let texts = row.texts.saturating_mul(row.repeats.saturating_add(1));
        table.texts = table.texts.saturating_add(texts);
        table.rows = (table.rows + row.repeats).min(ROWS_MAX);
        if row.width > 0 {
            table.used_rows = table.rows;
            table.width = table.width.max(row.width);
        }
    }
}

/// How often something stands there: the number in an attribute, 1 without it. A number that is
/// written in another way than with plain digits counts as the greatest.
fn repeated(tag: &[u8], attribute: &[u8]) -> u64 {
    let mut most = 1;
    let starts = (0..tag.len()).filter(|at| tag[*at..].starts_with(attribute));
    for start in starts {
        let rest = tag[start + attribute.len()..].iter().copied();
        let mut rest = rest.skip_while(|byte| byte.is_ascii_whitespace() || *byte == b'=');
        let Some(quote @ (b'"' | b'\'')) = rest.next() else {
            continue;
        };
        let value: Vec<u8> = rest.take_while(|byte| *byte != quote).collect();
        let digits = std::str::from_utf8(&value).ok();
        let number = digits.and_then(|digits| digits.trim().parse().ok());
        most = most.max(number.unwrap_or(u64::from(u32::MAX)));
    }
    most
}

/// Tags one after another, without their angle brackets; comments and the like are passed over.
struct Tags<'a> {
    xml: &'a mut dyn BufRead,
    tag: Vec<u8>,
    /// Bytes before the tag.
    text_bytes: u64,
}

impl Tags<'_> {
    fn next(&mut self) -> io::Result<bool> {
        self.text_bytes = 0;
        loop {
            self.text_bytes += self.skip_to(b'<')?;
            self.tag.clear();
            let mut quote = None;
            loop {
                let Some(byte) = self.byte()? else {
                    return Ok(false);
                };
                match (quote, byte) {
                    (None, b'>') => break,
                    (None, b'"' | b'\'') if !self.tag.starts_with(b"!") => quote = Some(byte),
                    (Some(open), close) if open == close => quote = None,
                    _ => {}
                }
                self.tag.push(byte);
                if self.tag == b"!--" {
                    self.skip_behind(b"-->")?;
                    break;
                }
                if self.tag == b"![CDATA[" {
                    self.text_bytes += self.skip_behind(b"]]>")?;
                    break;
                }
                if self.tag.len() > TAG_BYTES_MAX {
                    return Err(io::ErrorKind::InvalidData.into());
                }
            }
            if !self.tag.starts_with(b"!") {
                return Ok(true);
            }
        }
    }

    fn byte(&mut self) -> io::Result<Option<u8>> {
        let byte = self.xml.fill_buf()?.first().copied();
        self.xml.consume(usize::from(byte.is_some()));
        Ok(byte)
    }

    /// Passes over everything up to and with a byte.
    fn skip_to(&mut self, byte: u8) -> io::Result<u64> {
        let mut skipped = 0;
        loop {
            let block = self.xml.fill_buf()?;
            if block.is_empty() {
                return Ok(skipped);
            }
            let found = block.iter().position(|known| *known == byte);
            let count = found.map_or(block.len(), |at| at + 1);
            self.xml.consume(count);
            skipped += count as u64;
            if found.is_some() {
                return Ok(skipped);
            }
        }
    }

    fn skip_behind(&mut self, end: &[u8]) -> io::Result<u64> {
        let mut last = Vec::new();
        let mut skipped = 0;
        while let Some(byte) = self.byte()? {
            skipped += 1;
            last.push(byte);
            if last.len() > end.len() {
                last.remove(0);
            }
            if last == end {
                break;
            }
        }
        Ok(skipped)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn counted(rows: &str) -> u64 {
        let xml = format!("<x><table:table table:name='a > b'>{rows}</table:table></x>");
        let counted = count(&mut xml.as_bytes(), u64::MAX).expect("xml");
        counted.bytes
    }

    #[test]
    fn the_first_day_of_serial_numbers_is_found() {
        for (setting, expected) in [
            (r#"<table:null-date table:date-value="1904-01-01"/>"#, true),
            (r#"<table:null-date table:date-value="1899-12-30"/>"#, false),
            ("", false),
        ] {
            let xml = format!("<x>{setting}<table:table/></x>");
            let counted = count(&mut xml.as_bytes(), u64::MAX).expect("xml");
            assert_eq!(counted.is_1904, expected, "{setting}");
        }
    }

    #[test]
    fn repeated_cells_and_rows_are_counted() {
        let cells = |rows: &str| counted(rows) / CELL_BYTES;
        let one = r#"<table:table-cell office:value="1"/>"#;
        let blank = r#"<table:table-cell table:number-columns-repeated="1000"/>"#;
        for (rows, at_least, at_most) in [
            (format!("<table:table-row>{one}</table:table-row>"), 2, 6),
            (format!("<table:table-row>{blank}</table:table-row>"), 0, 0),
            (format!("<table:table-row>{blank}{one}{blank}</table:table-row>"), 2_000, 2_010),
            (
                format!("<table:table-row table:number-rows-repeated = '&#49;'>{one}</table:table-row>"),
                1_048_576,
                u64::MAX,
            ),
            (
                r#"<table:table-row><table:table-cell table:number-columns-repeated="9999999"><text:p>x</text:p></table:table-cell></table:table-row>"#.to_owned(),
                2 * 16_384,
                u64::MAX,
            ),
            (
                format!("<table:table-row table:number-rows-repeated='1048570'>{blank}</table:table-row><table:table-row>{one}</table:table-row>"),
                1_048_571,
                1_048_600,
            ),
            (format!("<!-- <table:table-row> -->{}", ""), 0, 0),
        ] {
            let found = cells(&rows);
            assert!((at_least..=at_most).contains(&found), "{found}: {rows}");
        }
    }

    #[test]
    fn texts_are_counted_as_often_as_they_are_copied() {
        let text = "x".repeat(1_000);
        let row = format!(
            "<table:table-row table:number-rows-repeated='100'><table:table-cell table:number-columns-repeated='100'><text:p>{text}</text:p></table:table-cell></table:table-row>"
        );
        assert!(counted(&row) > 10_000_000);
    }
}
