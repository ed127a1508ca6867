//! From a value to the text that stands in the letter: pictures, case, what XML does not allow.

use std::borrow::Cow;

use crate::value::Decimal;

use super::locale::Locale;
use super::piece::{Case, Choice, Merge, MergeValue, Operator, Part, Picture, Source, Span};
use super::{date_picture, number_picture};

/// What one letter is filled with.
#[derive(Debug, Clone, Copy)]
pub(super) struct Filling<'a> {
    /// The values of the fields that the template uses, in its order.
    pub(super) values: &'a [MergeValue<'a>],
    /// The running number of the letter, from 1.
    pub(super) number: usize,
    /// The language's ways.
    pub(super) locale: &'a Locale,
}

impl<'a> Filling<'a> {
    /// The text of a merge field, without what stands before and behind it.
    pub(super) fn value(&self, merge: &Merge) -> Cow<'a, str> {
        let text = match merge.source {
            Source::Nothing => Cow::Borrowed(""),
            Source::Number => {
                let number = MergeValue::Number(Decimal::from(self.number));
                Cow::Owned(show(&number, merge.picture.as_ref(), self.locale).into_owned())
            }
            Source::Field(slot) => show(&self.values[slot], merge.picture.as_ref(), self.locale),
        };
        match merge.case {
            None => text,
            Some(case) => Cow::Owned(with_case(&text, case)),
        }
    }

    /// The spans that an IF comes to.
    pub(super) fn branch<'c>(&self, choice: &'c Choice) -> &'c [Span] {
        let (left, right) = (self.text(&choice.left), self.text(&choice.right));
        if holds(&left, choice.operator, &right) {
            &choice.yes
        } else {
            &choice.no
        }
    }

    /// Spans as plain text.
    pub(super) fn text(&self, spans: &[Span]) -> String {
        let mut text = String::new();
        for span in spans {
            match &span.part {
                Part::Text(fixed) => text.push_str(fixed),
                Part::Object { .. } => {}
                Part::Choice(choice) => text.push_str(&self.text(self.branch(choice))),
                Part::Merge(merge) => {
                    let value = self.value(merge);
                    if !value.is_empty() {
                        text.push_str(&self.text(&merge.before));
                        text.push_str(&value);
                        text.push_str(&self.text(&merge.after));
                    }
                }
            }
        }
        text
    }
}

/// A value by its picture; without one as the language writes it. A text that is no date or number
/// stays as it is.
fn show<'a>(value: &'a MergeValue<'a>, picture: Option<&Picture>, locale: &Locale) -> Cow<'a, str> {
    match picture {
        Some(Picture::Date(picture)) => {
            let read = match value {
                MergeValue::Date(date) => Some((*date, None)),
                MergeValue::Time(time) => {
                    crate::value::Date::new(1900, 1, 1).map(|d| (d, Some(*time)))
                }
                MergeValue::Text(text) => date_picture::read(text),
                _ => None,
            };
            if let Some((date, time)) = read {
                return date_picture::format(picture, date, time, locale).into();
            }
        }
        Some(Picture::Number(picture)) => {
            let read = match value {
                MergeValue::Number(number) => Some(*number),
                MergeValue::Text(text) => number_picture::read(text),
                _ => None,
            };
            if let Some(text) = read.and_then(|n| number_picture::format(picture, n, locale)) {
                return text.into();
            }
        }
        None => {}
    }
    match value {
        MergeValue::Text(text) => allowed(text),
        MergeValue::Date(date) => locale.show_date(*date).into(),
        MergeValue::Time(time) => time.to_string().into(),
        MergeValue::Number(number) => locale.show_number(*number).into(),
        MergeValue::Boolean(yes) => locale.show_boolean(*yes).into(),
    }
}

/// A text without what XML 1.0 does not allow, with one kind of line break and none at the end.
pub(super) fn allowed(text: &str) -> Cow<'_, str> {
    let is_break = |c: char| matches!(c, '\n' | '\r' | '\u{2028}');
    let trimmed = text.trim_end_matches(is_break);
    if !trimmed.contains(|c: char| is_forbidden(c) || matches!(c, '\r' | '\u{2028}')) {
        return Cow::Borrowed(trimmed);
    }
    let unified = trimmed
        .replace("\r\n", "\n")
        .replace(['\r', '\u{2028}'], "\n");
    Cow::Owned(unified.replace(is_forbidden, ""))
}

/// Whether XML 1.0 has no place for a character. Surrogates cannot be in a text here.
pub(super) fn is_forbidden(c: char) -> bool {
    matches!(c, '\0'..='\u{1f}' if !matches!(c, '\t' | '\n' | '\r'))
        || matches!(c, '\u{fffe}' | '\u{ffff}')
}

/// The same text with other letters.
fn with_case(text: &str, case: Case) -> String {
    match case {
        Case::Upper => text.to_uppercase(),
        Case::Lower => text.to_lowercase(),
        Case::FirstCap => capitals(text, true),
        Case::Caps => capitals(text, false),
    }
}

/// The first letter of a text, or of each word in it, made big; the rest stays as it is.
fn capitals(text: &str, first_alone: bool) -> String {
    let mut out = String::with_capacity(text.len());
    let mut begins = true;
    for c in text.chars() {
        if begins && c.is_alphabetic() {
            out.extend(c.to_uppercase());
        } else {
            out.push(c);
        }
        begins = if first_alone {
            begins && !c.is_alphanumeric()
        } else {
            c.is_whitespace() || matches!(c, '-')
        };
    }
    out
}

/// Whether a comparison holds: as numbers when both are, else as texts without regard to case; `?`
/// and `*` in the second one stand for any character and any characters.
fn holds(left: &str, operator: Operator, right: &str) -> bool {
    use std::cmp::Ordering;
    let numbers = number_picture::read(left).zip(number_picture::read(right));
    let order = if let Some((left, right)) = numbers {
        left.cmp(&right)
    } else {
        let (left, right) = (left.to_lowercase(), right.to_lowercase());
        let is_equality = matches!(operator, Operator::Equal | Operator::NotEqual);
        if is_equality && right.contains(['?', '*']) && matches(&left, &right) {
            Ordering::Equal
        } else {
            left.cmp(&right)
        }
    };
    match operator {
        Operator::Equal => order.is_eq(),
        Operator::NotEqual => order.is_ne(),
        Operator::Less => order.is_lt(),
        Operator::Greater => order.is_gt(),
        Operator::LessOrEqual => order.is_le(),
        Operator::GreaterOrEqual => order.is_ge(),
    }
}

/// Whether a text fits a pattern with `?` and `*`. Never looks at a character more than once for each
/// of the pattern's.
fn matches(text: &str, pattern: &str) -> bool {
    let text: Vec<char> = text.chars().collect();
    let pattern: Vec<char> = pattern.chars().collect();
    let (mut t, mut p) = (0, 0);
    // After the last `*`: where the pattern goes on, and how much of the text the `*` took.
    let mut star = None;
    while t < text.len() {
        if pattern.get(p) == Some(&'*') {
            star = Some((p + 1, t));
            p += 1;
        } else if pattern.get(p).is_some_and(|c| *c == '?' || *c == text[t]) {
            t += 1;
            p += 1;
        } else if let Some((after, taken)) = star {
            star = Some((after, taken + 1));
            t = taken + 1;
            p = after;
        } else {
            return false;
        }
    }
    pattern[p..].iter().all(|c| *c == '*')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_get_the_case_of_the_switch() {
        for (text, case, expected) in [
            ("Élan gmbh", Case::Upper, "ÉLAN GMBH"),
            ("Élan GMBH", Case::Lower, "élan gmbh"),
            ("anna maria", Case::FirstCap, "Anna maria"),
            ("anna maria", Case::Caps, "Anna Maria"),
            ("McKay AG", Case::Caps, "McKay AG"),
            ("(élan) o'neill", Case::Caps, "(élan) O'neill"),
        ] {
            assert_eq!(with_case(text, case), expected);
        }
    }

    #[test]
    fn comparisons_hold() {
        for (left, operator, right, expected) in [
            ("10", ">", "9", true),
            ("10", ">", "9a", false),
            ("Company", "=", "company", true),
            ("Berlin", "=", "Ber*", true),
            ("Berlin", "=", "B?rl*n", true),
            ("Berlin", "<>", "*x*", true),
            ("", "=", "", true),
            ("", "<>", "*", false),
            ("b", ">=", "a", true),
            ("01", "=", "1", true),
        ] {
            let operator = Operator::read(operator).expect("an operator");
            assert_eq!(holds(left, operator, right), expected, "{left} {right}");
        }
    }

    #[test]
    fn texts_are_made_fit_for_xml() {
        for (text, expected) in [
            ("x\0y\u{b}", "xy"),
            ("a\r\nb\rc\u{2028}d", "a\nb\nc\nd"),
            ("end\r\n\n", "end"),
            ("tab\t", "tab\t"),
            ("\u{feff}\u{ffff}", "\u{feff}"),
        ] {
            assert_eq!(allowed(text), expected);
        }
    }
}
