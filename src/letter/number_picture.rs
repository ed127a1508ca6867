//! The picture of a number after `\#`: `#,##0.00`.
//!
//! Source: ECMA-376 part 4, "Numeric formatting": `0` is a digit that is always there, `#` one that
//! leaves a blank, `x` drops what does not fit on its left; up to three sections for positive,
//! negative and zero. The marks of the picture are English; the result has those of the language.

use rust_decimal::RoundingStrategy;

use crate::value::Decimal;

use super::locale::Locale;

/// A number by a picture; none when the picture has no digit.
pub(super) fn format(picture: &str, number: Decimal, locale: &Locale) -> Option<String> {
    let sections = sections(picture);
    let has_own_negative = sections.len() > 1;
    let section = match (sections.as_slice(), number) {
        ([_, _, zero, ..], number) if number.is_zero() => zero,
        ([_, negative, ..], number) if number.is_sign_negative() && !number.is_zero() => negative,
        (all, _) => all.first()?,
    };
    let section = Section::read(section);
    if section.digits == 0 {
        // A section may be nothing but words: `0.00;-0.00;none`.
        return has_own_negative.then(|| section.words());
    }
    Some(section.show(number, has_own_negative, locale))
}

/// The number that a text of digits is: `1234`, `-12.5`; texts with other characters are none.
pub(super) fn read(text: &str) -> Option<Decimal> {
    let text = text.trim();
    let digits = text.strip_prefix('-').unwrap_or(text);
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, "0"));
    let is_number = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
    if !is_number(whole) || !is_number(fraction) {
        return None;
    }
    Decimal::from_str_exact(text).ok()
}

/// Cuts a picture at `;` outside apostrophes.
fn sections(picture: &str) -> Vec<&str> {
    let mut in_words = false;
    picture
        .split(|c| {
            in_words ^= c == '\'';
            c == ';' && !in_words
        })
        .collect()
}

/// One character of a section.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Mark {
    /// `0`, `#` or `x`.
    Digit(char),
    Decimal,
    Group,
    /// `-` or `+`.
    Sign(char),
    Word(char),
}

#[derive(Debug)]
struct Section {
    marks: Vec<Mark>,
    /// Digits before the decimal mark.
    whole: usize,
    /// Digits after it.
    fraction: usize,
    digits: usize,
}

impl Section {
    fn read(text: &str) -> Self {
        let decimal = decimal_mark(text);
        let mut in_words = false;
        let mut marks = Vec::new();
        let mut whole = 0;
        let mut digits = 0;
        for (index, c) in text.char_indices() {
            marks.push(match c {
                '\'' => {
                    in_words = !in_words;
                    continue;
                }
                _ if in_words => Mark::Word(c),
                '0' | '#' => Mark::Digit(c),
                'x' | 'X' => Mark::Digit('x'),
                '.' | ',' if Some(index) == decimal => Mark::Decimal,
                '.' | ',' => Mark::Group,
                '-' | '+' => Mark::Sign(c),
                _ => Mark::Word(c),
            });
            if let Some(Mark::Digit(_)) = marks.last() {
                digits += 1;
                whole += usize::from(decimal.is_none_or(|at| index < at));
            }
        }
        Self {
            marks,
            whole,
            fraction: digits - whole,
            digits,
        }
    }

    fn words(&self) -> String {
        self.marks
            .iter()
            .filter_map(|mark| match mark {
                Mark::Word(c) | Mark::Sign(c) => Some(*c),
                _ => None,
            })
            .collect()
    }

    fn show(&self, number: Decimal, has_own_negative: bool, locale: &Locale) -> String {
        let rounded = number
            .round_dp_with_strategy(self.fraction as u32, RoundingStrategy::MidpointAwayFromZero);
        let is_negative = rounded.is_sign_negative() && !rounded.is_zero();
        let text = format!("{:.*}", self.fraction, rounded.abs());
        let (whole, fraction) = text.split_once('.').unwrap_or((&text, ""));
        let whole = if whole == "0" { "" } else { whole };
        let signs_itself =
            has_own_negative || self.marks.iter().any(|m| matches!(m, Mark::Sign(_)));
        let mut out = String::new();
        let mut places_left = self.whole;
        let mut fraction = fraction.chars();
        let mut in_fraction = false;
        for mark in &self.marks {
            match *mark {
                Mark::Digit(_) if in_fraction => out.push(fraction.next().unwrap_or('0')),
                Mark::Digit(place) => {
                    let is_first = places_left == self.whole;
                    if is_first && is_negative && !signs_itself {
                        out.push('-');
                    }
                    places_left -= 1;
                    // What has no place of its own stands before the first digit, unless it is an x.
                    let extra = whole.len().saturating_sub(self.whole);
                    let first = if is_first && place != 'x' { 0 } else { extra };
                    let end = whole.len().saturating_sub(places_left);
                    let start = if is_first {
                        first
                    } else {
                        end.saturating_sub(1)
                    };
                    let shown = if places_left >= whole.len() {
                        ""
                    } else {
                        &whole[start..end]
                    };
                    self.push_digits(&mut out, shown, place, places_left, locale);
                }
                Mark::Decimal => {
                    in_fraction = true;
                    out.push(locale.decimal);
                }
                Mark::Group => {}
                Mark::Sign(c) if has_own_negative => out.push(c),
                Mark::Sign(_) if is_negative => out.push('-'),
                Mark::Sign('+') if !rounded.is_zero() => out.push('+'),
                Mark::Sign(_) => out.push(' '),
                Mark::Word(c) => out.push(c),
            }
        }
        out
    }

    /// Writes the digits of one place, of which the last has `places_left` to its right.
    fn push_digits(
        &self,
        out: &mut String,
        digits: &str,
        place: char,
        places_left: usize,
        locale: &Locale,
    ) {
        let digits = match (digits, place) {
            ("", '0') => "0",
            ("", _) => {
                out.push(' ');
                return;
            }
            (digits, _) => digits,
        };
        for (index, digit) in digits.chars().enumerate() {
            out.push(digit);
            let after = places_left + digits.len() - index - 1;
            if self.marks.contains(&Mark::Group) && after > 0 && after.is_multiple_of(3) {
                out.push(locale.group);
            }
        }
    }
}

/// Where the decimal mark stands. Pictures are English; `#.##0,00` and `0,00` cannot be, so their
/// comma is the mark.
fn decimal_mark(text: &str) -> Option<usize> {
    let (point, comma) = (text.rfind('.'), text.rfind(','));
    let Some(comma) = comma else {
        return point;
    };
    let is_place = |c: &char| matches!(c, '0' | '#' | 'x' | 'X');
    let places = text[comma + 1..].chars().take_while(is_place).count();
    match point {
        Some(point) if point < comma => Some(comma),
        Some(point) => Some(point),
        None => (text.matches(',').count() == 1 && matches!(places, 1 | 2)).then_some(comma),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pictures_of_numbers() {
        for (picture, number, language, expected) in [
            ("#,##0.00", "1234.5", "ENU", "1,234.50"),
            ("#,##0.00", "1234.5", "DEU", "1.234,50"),
            ("#.##0,00", "1234.5", "DEU", "1.234,50"),
            ("0,00", "1234.5", "DEU", "1234,50"),
            ("#,##0", "1234567.5", "ENU", "1,234,568"),
            ("00.00", "9", "ENU", "09.00"),
            ("$###", "15", "ENU", "$ 15"),
            ("0.00x", "0.125", "ENU", "0.125"),
            ("x##", "222492", "ENU", "492"),
            ("0", "222492", "ENU", "222492"),
            ("0.00;-0.00;\u{2013}", "-2.5", "ENU", "-2.50"),
            ("0.00;-0.00;\u{2013}", "0", "ENU", "\u{2013}"),
            ("0.00", "-2.555", "ENU", "-2.56"),
            ("0.00", "-0.001", "ENU", "0.00"),
            ("+0", "5", "ENU", "+5"),
            ("-0", "5", "ENU", " 5"),
            ("00000", "1234", "ENU", "01234"),
            ("0 'EUR; net'", "7", "ENU", "7 EUR; net"),
            ("0%", "12", "ENU", "12%"),
        ] {
            let number = read(number).expect("a number");
            let shown = format(picture, number, &Locale::of(language));
            assert_eq!(shown.as_deref(), Some(expected), "{picture} {number}");
        }
        let locale = Locale::of("ENU");
        assert_eq!(format("words", Decimal::ONE, &locale), None);
        for text in ["abc", "", "1.", ".5", "1,5", "-"] {
            assert_eq!(read(text), None, "{text}");
        }
    }
}
