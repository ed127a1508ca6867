//! Numbers in markup, as XML Schema writes them.

use super::cursor::{Cursor, Scan, Stop};

/// So many digits fit a binary number of 64 bits, and below 2^53 every whole number is exact.
const EXACT_DIGITS: usize = 15;

const UNUSUAL: Stop = Stop::Outside("an unusual number");

/// Takes a number up to the next `<`; none when nothing stands there.
#[inline]
pub(super) fn number(cursor: &mut Cursor<'_>) -> Scan<Option<f64>> {
    let rest = cursor.rest();
    let mut value = 0_u64;
    for (length, byte) in rest.iter().enumerate() {
        match byte {
            b'0'..=b'9' if length < EXACT_DIGITS => value = value * 10 + u64::from(byte - b'0'),
            b'<' => {
                cursor.at += length;
                return Ok((length > 0).then_some(value as f64));
            }
            _ => return other(cursor).map(Some),
        }
    }
    Err(Stop::More)
}

/// A number with sign, decimals or exponent.
fn other(cursor: &mut Cursor<'_>) -> Scan<f64> {
    let text = cursor.until(b'<')?;
    if !is_usual(text) {
        return Err(UNUSUAL);
    }
    let text = std::str::from_utf8(text).map_err(|_| UNUSUAL)?;
    text.parse().map_err(|_| UNUSUAL)
}

/// Whether this is `-12.5E-3` or a part of it.
fn is_usual(text: &[u8]) -> bool {
    fn digits(text: &[u8]) -> (usize, &[u8]) {
        let count = text.iter().take_while(|byte| byte.is_ascii_digit()).count();
        (count, &text[count..])
    }
    let (whole, mut rest) = digits(text.strip_prefix(b"-").unwrap_or(text));
    if whole == 0 {
        return false;
    }
    if let Some(behind) = rest.strip_prefix(b".") {
        let (count, behind) = digits(behind);
        if count == 0 {
            return false;
        }
        rest = behind;
    }
    if let Some(behind) = rest.strip_prefix(b"E").or_else(|| rest.strip_prefix(b"e")) {
        let sign = behind
            .strip_prefix(b"-")
            .or_else(|| behind.strip_prefix(b"+"));
        let (count, behind) = digits(sign.unwrap_or(behind));
        if !(1..=4).contains(&count) {
            return false;
        }
        rest = behind;
    }
    rest.is_empty()
}

/// Takes a whole number up to the next `<`, such as an index; none when nothing stands there.
#[inline]
pub(super) fn index(cursor: &mut Cursor<'_>) -> Scan<Option<u32>> {
    let rest = cursor.rest();
    let mut value = 0;
    for (length, byte) in rest.iter().enumerate() {
        match byte {
            b'0'..=b'9' if length < 9 => value = value * 10 + u32::from(byte - b'0'),
            b'<' => {
                cursor.at += length;
                return Ok((length > 0).then_some(value));
            }
            _ => return Err(UNUSUAL),
        }
    }
    Err(Stop::More)
}

/// A whole number of at most nine digits.
pub(super) fn whole(text: &[u8]) -> Option<u32> {
    if !(1..=9).contains(&text.len()) {
        return None;
    }
    text.iter().try_fold(0, |value, digit| {
        Some(value * 10 + char::from(*digit).to_digit(10)?)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_what_is_written() {
        for (text, expected) in [
            ("46349<", Ok(Some(46_349.0))),
            ("0<", Ok(Some(0.0))),
            ("999999999999999<", Ok(Some(999_999_999_999_999.0))),
            ("9007199254740993<", Ok(Some(9_007_199_254_740_992.0))),
            ("-12.5<", Ok(Some(-12.5))),
            ("0.1<", Ok(Some(0.1))),
            ("1.5E-3<", Ok(Some(0.0015))),
            ("1e+3<", Ok(Some(1000.0))),
            ("<", Ok(None)),
            ("12", Err(Stop::More)),
            ("12.5", Err(Stop::More)),
            (" 12<", Err(UNUSUAL)),
            ("+12<", Err(UNUSUAL)),
            (".5<", Err(UNUSUAL)),
            ("5.<", Err(UNUSUAL)),
            ("NaN<", Err(UNUSUAL)),
            ("1,5<", Err(UNUSUAL)),
        ] {
            assert_eq!(
                number(&mut Cursor::new(text.as_bytes())),
                expected,
                "{text}"
            );
        }
        let minus_zero = number(&mut Cursor::new(b"-0<")).expect("a number");
        assert!(minus_zero.is_some_and(f64::is_sign_negative));
    }
}
