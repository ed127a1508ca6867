//! A series of numbers such as `SM00001..SM99999`, raised by BC's rule: the last group of digits
//! counts up and keeps its zeros.

use std::fmt;

/// A series from its starting to its ending number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NumberSeries {
    start: String,
    end: String,
}

impl NumberSeries {
    /// Reads `SM00001..SM99999`. None unless both are codes of at most 20 characters that differ in
    /// their last digits only, the first not above the second.
    pub fn parse(text: &str) -> Option<Self> {
        let (start, end) = text.split_once("..")?;
        let series = Self {
            start: super::normalise_code(start).into_owned(),
            end: super::normalise_code(end).into_owned(),
        };
        let short = series.end.chars().count() <= 20;
        (short && series.contains(&series.start)).then_some(series)
    }

    /// The first number.
    pub fn start(&self) -> &str {
        &self.start
    }

    /// The number after `last`, or the first when none was used; none when the series is used up.
    pub fn next_after(&self, last: Option<&str>) -> Option<String> {
        let next = match last {
            None => self.start.clone(),
            Some(last) => increment(last)?,
        };
        self.contains(&next).then_some(next)
    }

    /// Whether a number belongs to the series: the same characters around its last digits, not
    /// longer than the ending number, and not outside the two ends.
    pub fn contains(&self, no: &str) -> bool {
        let parts = (
            split_last_digits(no),
            split_last_digits(&self.start),
            split_last_digits(&self.end),
        );
        let (Some(no), Some(start), Some(end)) = parts else {
            return false;
        };
        let same_frame = no.0 == start.0 && no.2 == start.2 && no.0 == end.0 && no.2 == end.2;
        same_frame
            && no.1.len() <= end.1.len()
            && as_number(no.1) >= as_number(start.1)
            && as_number(no.1) <= as_number(end.1)
    }
}

impl fmt::Display for NumberSeries {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}..{}", self.start, self.end)
    }
}

/// BC's `IncStr`: raises the number closest to the end of the text by one, keeping its leading
/// zeros: `A10B20` becomes `A10B21`, `a12b99c` becomes `a12b100c`. None without digits.
pub fn increment(text: &str) -> Option<String> {
    let (before, digits, after) = split_last_digits(text)?;
    let mut raised = digits.as_bytes().to_vec();
    for digit in raised.iter_mut().rev() {
        if *digit < b'9' {
            *digit += 1;
            let raised = String::from_utf8_lossy(&raised);
            return Some(format!("{before}{raised}{after}"));
        }
        *digit = b'0';
    }
    Some(format!(
        "{before}1{}{after}",
        String::from_utf8_lossy(&raised)
    ))
}

/// The text before, in and after the last group of digits.
fn split_last_digits(text: &str) -> Option<(&str, &str, &str)> {
    let end = text.rfind(|c: char| c.is_ascii_digit())? + 1;
    let start = text[..end].rfind(|c: char| !c.is_ascii_digit());
    let start = start.map_or(0, |at| {
        at + text[at..].chars().next().map_or(1, char::len_utf8)
    });
    Some((&text[..start], &text[start..end], &text[end..]))
}

/// Digits as something that compares like the number they stand for, of any length.
fn as_number(digits: &str) -> (usize, &str) {
    let digits = digits.trim_start_matches('0');
    (digits.len(), digits)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_raised_as_incstr_does() {
        for (text, expected) in [
            ("A10B20", Some("A10B21")),
            ("a12b99c", Some("a12b100c")),
            ("SM00009", Some("SM00010")),
            ("SM99999", Some("SM100000")),
            ("9", Some("10")),
            ("ABC", None),
            ("É9É", Some("É10É")),
        ] {
            assert_eq!(increment(text).as_deref(), expected, "{text}");
        }
    }

    #[test]
    fn a_series_ends_where_it_says() {
        let series = NumberSeries::parse("sm00001..SM00003").expect("a series");
        assert_eq!(series.next_after(None).as_deref(), Some("SM00001"));
        assert_eq!(
            series.next_after(Some("SM00002")).as_deref(),
            Some("SM00003")
        );
        assert_eq!(series.next_after(Some("SM00003")), None);
        assert!(!series.contains("SM00004"));
        assert!(!series.contains("XX00002"));
        for wrong in ["SM1", "SM2..SM1", "A1..B2", "A..B", ".."] {
            assert_eq!(NumberSeries::parse(wrong), None, "{wrong}");
        }
    }
}
