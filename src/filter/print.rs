//! Filters as text that reads back as the same filter: dates as ISO, captions for options, quotes
//! where they are needed.

use std::fmt;

use crate::value::decimal;

use super::compiled::{Filter, Resolved};
use super::literal;
use super::syntax::Comparison;
use super::test::{Condition, Test};

/// A value as it stands in a filter: in quotes when it holds anything that a filter could read as
/// something else, as BC's own code quotes it; `''` for blank.
pub fn quote(value: &str) -> String {
    let is_special = |c: char| {
        matches!(
            c,
            '&' | '|' | '(' | ')' | '=' | '<' | '>' | '@' | '\'' | '%'
        )
    };
    let needs_quotes = value.is_empty()
        || value.contains(is_special)
        || value.contains("..")
        // A point at an end would run together with the two of a range.
        || value.starts_with('.')
        || value.ends_with('.')
        || value.trim() != value;
    if needs_quotes {
        format!("'{}'", value.replace('\'', "''"))
    } else {
        value.to_owned()
    }
}

impl fmt::Display for Filter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.condition {
            Resolved::Everything => Ok(()),
            Resolved::Text(condition) => print(f, condition, &|text| quote(text)),
            Resolved::Decimal(condition) => print(f, condition, &|number| {
                decimal::show(*number, self.decimal_mark)
            }),
            Resolved::Whole(condition, _) => {
                print(f, condition, &|number| literal::show(*number, self.kind))
            }
        }
    }
}

fn print<T>(
    f: &mut fmt::Formatter<'_>,
    condition: &Condition<T>,
    show: &dyn Fn(&T) -> String,
) -> fmt::Result {
    match condition {
        Condition::Any(parts) => {
            for (index, part) in parts.iter().enumerate() {
                f.write_str(if index == 0 { "" } else { "|" })?;
                print(f, part, show)?;
            }
            Ok(())
        }
        Condition::All(parts) => {
            for (index, part) in parts.iter().enumerate() {
                f.write_str(if index == 0 { "" } else { "&" })?;
                if matches!(part, Condition::Any(_)) {
                    f.write_str("(")?;
                    print(f, part, show)?;
                    f.write_str(")")?;
                } else {
                    print(f, part, show)?;
                }
            }
            Ok(())
        }
        Condition::Test(test) => print_test(f, test, show),
    }
}

fn print_test<T>(
    f: &mut fmt::Formatter<'_>,
    test: &Test<T>,
    show: &dyn Fn(&T) -> String,
) -> fmt::Result {
    match test {
        Test::Compare(Comparison::Equal, constant) => f.write_str(&show(constant)),
        Test::Compare(comparison, constant) => {
            write!(f, "{}{}", comparison.sign(), show(constant))
        }
        Test::Between(from, to) => {
            let end = |end: &Option<T>| end.as_ref().map_or_else(String::new, show);
            write!(f, "{}..{}", end(from), end(to))
        }
        Test::Like(pattern) => {
            let at = if pattern.ignores_case { "@" } else { "" };
            write!(f, "{at}{}", quote(&pattern.text))
        }
        Test::Unlike(pattern) => {
            let at = if pattern.ignores_case { "@" } else { "" };
            write!(f, "<>{at}{}", quote(&pattern.text))
        }
        Test::Words(words) => {
            let words = words.join(" ");
            // The first @ would be taken for an operator, so it is given one.
            let at = if words.starts_with('@') { "@" } else { "" };
            write!(f, "&&{at}{}", quote(&words))
        }
    }
}
