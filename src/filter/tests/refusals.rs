//! What is refused, where the caret stands, and what the message expects.

use super::*;

#[test]
#[rustfmt::skip]
fn what_is_refused_says_where_and_what_was_expected() {
    for (rule, text, kind, code, position, expected) in [
        ("an operator without a value", "A|", TEXT, "F001", 2, "a value, e.g."),
        ("= inside a value", "A=B", TEXT, "F001", 1, "an operator"),
        ("words without a word", "&&*", TEXT, "F001", 2, "words to look for"),
        ("wildcards in a range", "A|B*..C", TEXT, "F003", 2, "a plain value"),
        ("wildcards in a comparison", ">A*", TEXT, "F003", 1, "a plain value"),
        ("@ in a range", "A..@B", TEXT, "F003", 3, "a plain value"),
        ("wildcards in quotes in a range", "'A*'..B", TEXT, "F003", 0, "a plain value"),
        ("wildcards on numbers", "1*", Kind::Integer, "F003", 0, "a value of type Integer"),
        ("@ on options", "@person", TYPE, "F003", 0, "a value of type Option"),
        ("&& on dates", "&&T", Kind::Date, "F003", 2, "a value of type Date"),
        ("? on decimals", "1?", Kind::Decimal, "F003", 0, "a value of type Decimal"),
        ("&& on decimals", "&&1", Kind::Decimal, "F003", 2, "a value of type Decimal"),
        ("an unknown word after %", "A|%mycustomers", CODE, "F005", 2, "%me or %user"),
        ("no number", "1|x", Kind::Integer, "F002", 2, "a whole number"),
        ("decimals on Integer", ">1.5", Kind::Integer, "F002", 1, "a whole number"),
        ("no number", "x", Kind::Decimal, "F002", 0, "a number, e.g. 12.5"),
        ("no Boolean", "maybe", Kind::Boolean, "F002", 0, "Yes or No"),
        ("no choice", "Persn", TYPE, "F002", 0, "one of Company, Person"),
        ("no blank choice", "''", TYPE, "F002", 0, "one of Company, Person"),
        ("%me on a date", "%me", Kind::Date, "F002", 0, "a date"),
        ("an impossible date", "31.02.2026", Kind::Date, "F002", 0, "a date that exists"),
        ("an impossible ISO date", "2026-02-30", Kind::Date, "F002", 0, "a date that exists"),
        ("a year is no date", "2026", Kind::Date, "F002", 0, "a date that exists"),
        ("one digit", "5", Kind::Date, "F002", 0, "a date, e.g."),
        ("no unit", "T+5", Kind::Date, "F002", 0, "a date, e.g."),
        ("no week 60", "Mon60", Kind::Date, "F002", 0, "a week that the year"),
        ("outside the calendar", "T+9999Y", Kind::Date, "F002", 0, "a day between"),
        ("closing dates", "..C31.12.2026", Kind::Date, "F006", 2, "a calendar day"),
        ("periods counted twice", "P5+2", Kind::Date, "F006", 0, "a number of a period"),
        ("Yn", "Y5", Kind::Date, "F006", 0, "Y, or Y with a sign"),
        ("periods from 1", "P0", Kind::Date, "F006", 0, "a number from 1 to 999"),
        ("periods to 999", "P+1000", Kind::Date, "F006", 0, "a number from 1 to 999"),
        ("NOW on a time", "..NOW", Kind::Time, "F006", 2, "a time, e.g. 09:30"),
        ("no time", "24:00", Kind::Time, "F002", 0, "a time"),
    ] {
        let error = fails(text, kind);
        assert_eq!(
            (error.code.id, error.position),
            (code, position),
            "{rule}: {text}"
        );
        assert!(
            error.expected.starts_with(expected),
            "{rule}: {text}: {}",
            error.expected
        );
    }
    assert_eq!(fails("Persn", TYPE).fix, "did you mean Person?");
    assert_eq!(fails("A||B", TEXT).caret(), "A||B\n  ^");
}

#[test]
fn a_filter_has_at_most_so_many_characters() {
    let long = "É".repeat(2048);
    assert!(Filter::parse(&long, TEXT, &context()).is_ok());
    let error = fails(&format!("{long}x"), TEXT);
    assert_eq!((error.code.id, error.position), ("F007", 2048));
}
