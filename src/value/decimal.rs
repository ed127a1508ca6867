//! Exact decimal numbers: from cells, from text with either decimal mark, and back to text.

use rust_decimal::Decimal;

use super::locale::DecimalMark;

/// The number that a cell shows: the shortest decimal that gives the stored binary number, so that
/// 0.1 is 0.1. None when it is not finite or has more than 28 digits.
pub fn from_cell(number: f64) -> Option<Decimal> {
    if !number.is_finite() {
        return None;
    }
    // Nearly all numbers are amounts. One with two decimals and at most 15 digits that reads back as
    // this number is the shortest: no two numbers of 15 digits are the same binary number.
    let hundredths = (number * 100.0).round();
    if hundredths.abs() < 1e15 && (hundredths / 100.0).to_bits() == number.to_bits() {
        return Some(Decimal::new(hundredths as i64, 2).normalize());
    }
    shortest(number)
}

fn shortest(number: f64) -> Option<Decimal> {
    // `{}` prints the shortest digits that read back as the same number, never with an exponent.
    Decimal::from_str_exact(&format!("{number}"))
        .ok()
        .map(|decimal| decimal.normalize())
}

/// Reads a number that stands as text. Grouping marks (the other mark, blank, apostrophe, narrow
/// and no-break space) are allowed only where groups of three digits are.
pub fn parse(text: &str, mark: DecimalMark) -> Option<Decimal> {
    let text = text.trim();
    let (negative, digits) = match text.strip_prefix(['-', '\u{2212}']) {
        Some(rest) => (true, rest),
        None => (false, text.strip_prefix('+').unwrap_or(text)),
    };
    let (whole, fraction) = match digits.split_once(mark.character()) {
        Some((whole, fraction)) => (whole, Some(fraction)),
        None => (digits, None),
    };
    let whole = ungroup(whole, mark)?;
    let fraction = fraction.unwrap_or("");
    if whole.is_empty() && fraction.is_empty() || !fraction.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let sign = if negative { "-" } else { "" };
    let whole = if whole.is_empty() {
        "0"
    } else {
        whole.as_str()
    };
    let plain = if fraction.is_empty() {
        format!("{sign}{whole}")
    } else {
        format!("{sign}{whole}.{fraction}")
    };
    Decimal::from_str_exact(&plain)
        .ok()
        .map(|decimal| decimal.normalize())
}

/// The number as text, without superfluous zeros, with the given mark and no grouping.
pub fn show(number: Decimal, mark: DecimalMark) -> String {
    let text = number.normalize().to_string();
    match mark {
        DecimalMark::Point => text,
        DecimalMark::Comma => text.replace('.', ","),
    }
}

/// A whole number that fits BC's Integer or ``BigInteger``; none with decimals.
pub fn to_integer(number: Decimal) -> Option<i64> {
    use rust_decimal::prelude::ToPrimitive;
    number.is_integer().then(|| number.to_i64()).flatten()
}

/// Removes grouping marks; none when they do not stand before groups of three digits.
fn ungroup(whole: &str, mark: DecimalMark) -> Option<String> {
    let group = |c: char| match c {
        ',' => mark == DecimalMark::Point,
        '.' => mark == DecimalMark::Comma,
        ' ' | '\'' | '\u{2019}' | '\u{a0}' | '\u{202f}' => true,
        _ => false,
    };
    if !whole.contains(group) {
        return whole
            .bytes()
            .all(|byte| byte.is_ascii_digit())
            .then(|| whole.to_owned());
    }
    let parts: Vec<&str> = whole.split(group).collect();
    let shaped = parts.iter().enumerate().all(|(index, part)| {
        let length = if index == 0 { 1..=3 } else { 3..=3 };
        length.contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit())
    });
    shaped.then(|| parts.concat())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_read_with_the_mark_of_its_file() {
        use DecimalMark::{Comma, Point};
        for (text, mark, expected) in [
            ("12.50", Point, Some("12.5")),
            ("1,234.5", Point, Some("1234.5")),
            ("1.234,5", Comma, Some("1234.5")),
            ("-0,75", Comma, Some("-0.75")),
            ("1 234 567", Point, Some("1234567")),
            ("12,50", Point, None),
            ("1,23,456", Point, None),
            (".5", Point, Some("0.5")),
            ("5.", Point, Some("5")),
            (".", Point, None),
            ("1e3", Point, None),
            ("", Point, None),
        ] {
            let read = parse(text, mark).map(|number| number.to_string());
            assert_eq!(read.as_deref(), expected, "{text}");
        }
    }

    #[test]
    fn an_amount_is_the_shortest_decimal() {
        let mut number = 1.0_f64;
        for step in 0..20_000 {
            for number in [
                number,
                -number,
                (number * 100.0).round() / 100.0,
                number.round(),
            ] {
                let expected = shortest(number).map(|decimal| decimal.to_string());
                let found = from_cell(number).map(|decimal| decimal.to_string());
                assert_eq!(found, expected, "{number}");
            }
            number = f64::from(step) * 1.37 + number * 1.001;
        }
    }

    #[test]
    fn a_cell_holds_what_it_shows() {
        for (number, expected) in [
            (0.1, Some("0.1")),
            (1e21, Some("1000000000000000000000")),
            (-2.50, Some("-2.5")),
        ] {
            assert_eq!(
                from_cell(number)
                    .map(|number| number.to_string())
                    .as_deref(),
                expected
            );
        }
        assert_eq!(from_cell(f64::NAN), None);
        assert_eq!(from_cell(1e300), None);
    }
}
