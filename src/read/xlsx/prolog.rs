//! What stands in a sheet before its rows: the frame, views and widths, of which nothing is needed,
//! but which must be as the general reader accepts it.

use super::cursor::{Cursor, Inside, Scan, Stop, TagEnd};

/// Passes over the beginning of a sheet, behind `<sheetData>`; [`TagEnd::Closed`] when it has no
/// rows.
pub(super) fn prolog(cursor: &mut Cursor<'_>) -> Scan<TagEnd> {
    cursor.declaration()?;
    cursor.blanks();
    cursor.expect(b"<worksheet", "another root than worksheet")?;
    if cursor.end_of_tag()? == TagEnd::Closed {
        return Err(Stop::Outside("no rows"));
    }
    let mut depth = 1_u32;
    loop {
        cursor.blanks();
        if cursor.take(b"</")? {
            element_name(cursor)?;
            cursor.expect(b">", "unusual markup")?;
            depth -= 1;
            if depth == 0 {
                return Err(Stop::Outside("no rows"));
            }
            continue;
        }
        cursor.expect(b"<", "text before the rows")?;
        let end = match element_name(cursor)? {
            b"sheetData" if depth == 1 => return cursor.end_of_tag(),
            b"sheetData" => return Err(Stop::Outside("rows inside something else")),
            b"dimension" => dimension(cursor)?,
            _ => cursor.end_of_tag()?,
        };
        if end == TagEnd::Open {
            depth += 1;
        }
    }
}

/// A name without prefix; comments and the like have none.
fn element_name<'a>(cursor: &mut Cursor<'a>) -> Scan<&'a [u8]> {
    let name = cursor.name()?;
    if name.contains(&b':') {
        return Err(Stop::Outside("elements with a prefix"));
    }
    Ok(name)
}

fn dimension(cursor: &mut Cursor<'_>) -> Scan<TagEnd> {
    let mut is_known = false;
    loop {
        match cursor.inside()? {
            Inside::Attribute(b"ref", value) if is_plain_range(value) => is_known = true,
            Inside::Open if is_known => return Ok(TagEnd::Open),
            Inside::Closed if is_known => return Ok(TagEnd::Closed),
            _ => return Err(Stop::Outside("an unusual dimension")),
        }
    }
}

/// Whether this is `A1`, or `A1:C7` with its corners in order.
pub(super) fn is_plain_range(range: &[u8]) -> bool {
    let mut corners = range.split(|byte| *byte == b':').map(reference);
    match (corners.next(), corners.next(), corners.next()) {
        (Some(Some(_)), None, _) => true,
        (Some(Some(first)), Some(Some(last)), None) => first.0 <= last.0 && first.1 <= last.1,
        _ => false,
    }
}

/// The row and column of `C7`, from 0, as Excel writes it: capitals, no `$`.
pub(super) fn reference(text: &[u8]) -> Option<(u32, u32)> {
    let letters = text
        .iter()
        .take_while(|byte| byte.is_ascii_uppercase())
        .count();
    let (letters, digits) = text.split_at(letters);
    if !(1..=3).contains(&letters.len()) || !(1..=7).contains(&digits.len()) {
        return None;
    }
    let column = letters.iter().fold(0, |column, letter| {
        column * 26 + u32::from(letter - b'A') + 1
    });
    let row = digits.iter().try_fold(0, |row, digit| {
        Some(row * 10 + char::from(*digit).to_digit(10)?)
    })?;
    Some((row.checked_sub(1)?, column - 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_rows_are_found_behind_the_frame() {
        for (text, expected) in [
            ("<worksheet><sheetData>", Ok(TagEnd::Open)),
            ("<worksheet><sheetData/>", Ok(TagEnd::Closed)),
            (
                "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\r\n<worksheet xmlns:r=\"x\">\
                 <sheetPr codeName=\"Лист1\"><tabColor rgb=\"1\"/></sheetPr><dimension ref=\"A1:Z9\"/>\
                 <cols><col min=\"1\"/></cols><sheetData>",
                Ok(TagEnd::Open),
            ),
            ("<worksheet><sheetData", Err(Stop::More)),
        ] {
            assert_eq!(
                prolog(&mut Cursor::new(text.as_bytes())),
                expected,
                "{text}"
            );
        }
        for text in [
            "<chartsheet><sheetData>",
            "<x:worksheet><x:sheetData>",
            "<worksheet><!-- x --><sheetData>",
            "<worksheet><dimension/><sheetData>",
            "<worksheet><dimension ref=\"C1:A1\"/><sheetData>",
            "<worksheet><x:a/><sheetData>",
            "<worksheet>text<sheetData>",
            "<worksheet></worksheet><sheetData>",
            "<worksheet><a><sheetData>",
        ] {
            let end = prolog(&mut Cursor::new(text.as_bytes()));
            assert!(matches!(end, Err(Stop::Outside(_))), "{text}");
        }
    }

    #[test]
    fn a_reference_is_a_row_and_a_column() {
        for (text, expected) in [
            ("A1", Some((0, 0))),
            ("AB17", Some((16, 27))),
            ("XFD1048576", Some((1_048_575, 16_383))),
            ("a1", None),
            ("A0", None),
            ("A", None),
            ("7", None),
            ("$A$1", None),
            ("ABCD1", None),
        ] {
            assert_eq!(reference(text.as_bytes()), expected, "{text}");
        }
        assert!(is_plain_range(b"A1:B2"));
        assert!(!is_plain_range(b"B2:A1"));
        assert!(!is_plain_range(b"A1:B2:C3"));
    }
}
