//! Texts and numbers as they are safe and easy to read on a screen.

use std::borrow::Cow;

/// The text without control characters, which a cell may hold and a terminal would obey. Line
/// breaks stay, tabs become blanks, the others are written as `\u{1b}`.
pub(super) fn plain(text: &str) -> Cow<'_, str> {
    let is_safe = |c: char| c == '\n' || !c.is_control();
    if text.chars().all(is_safe) {
        return text.into();
    }
    let mut plain = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\t' => plain.push(' '),
            '\r' => {}
            c if is_safe(c) => plain.push(c),
            c => plain.extend(c.escape_unicode()),
        }
    }
    plain.into()
}

/// As [`plain`], on one line.
pub(super) fn one_line(text: &str) -> String {
    plain(text).replace('\n', " ")
}

/// `12,408`.
pub(super) fn thousands(number: u64) -> String {
    let digits = number.to_string();
    let mut text = String::with_capacity(digits.len() + digits.len() / 3);
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// `1 error`, `12,408 errors`.
pub(super) fn counted(number: u64, one: &str, many: &str) -> String {
    let word = if number == 1 { one } else { many };
    format!("{} {word}", thousands(number))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thousands_are_grouped() {
        for (number, expected) in [
            (0, "0"),
            (999, "999"),
            (1_000, "1,000"),
            (12_408, "12,408"),
            (100_000, "100,000"),
            (1_234_567, "1,234,567"),
        ] {
            assert_eq!(thousands(number), expected);
        }
    }

    #[test]
    fn a_terminal_is_not_commanded_by_a_cell() {
        assert_eq!(plain("Ærø \u{1b}[2J\tx\r\ny"), "Ærø \\u{1b}[2J x\ny");
        assert_eq!(one_line("a\nb"), "a b");
    }
}
