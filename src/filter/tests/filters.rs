//! What holds for filters of all kinds: blank ones, constants, printing, whole columns.

use super::*;

#[test]
fn blank_text_does_not_filter() {
    for kind in [
        CODE,
        TEXT,
        Kind::Integer,
        Kind::Decimal,
        Kind::Boolean,
        TYPE,
        Kind::Date,
        Kind::Time,
    ] {
        let filter = parse("  ", kind);
        assert!(filter.is_empty() && filter.matches_blank());
        assert_eq!(filter.to_string(), "");
        assert!(!parse(if kind == TYPE { "0" } else { "''" }, kind).is_empty());
    }
}

#[test]
fn a_constant_has_no_operators() {
    let constant = |text, kind| Filter::constant(text, kind, &context()).expect("a constant");
    assert!(constant("A|B", TEXT).matches(Value::Text("A|B")));
    assert!(!constant("A|B", TEXT).matches(Value::Text("A")));
    assert!(constant("a(b", CODE).matches(Value::Text("A(B")));
    assert!(constant("", TEXT).matches(Value::Blank));
    assert!(constant("1", TYPE).matches(Value::Option(1)));
    assert!(constant("Person", TYPE).matches(Value::Option(1)));
    assert!(constant("2026-11-23", Kind::Date).matches(Value::Date(context().date)));
    assert!(Filter::constant("x", Kind::Decimal, &context()).is_err());
    assert_eq!(constant("A|B", TEXT).to_string(), "'A|B'");
}

#[test]
#[rustfmt::skip]
fn filters_print_as_text_that_reads_back() {
    for (text, kind, expected) in [
        (" a | b ", CODE, "A|B"),
        ("'A'", TEXT, "A"),
        ("'J & V*'", TEXT, "'J & V*'"),
        ("'@J & V*'", TEXT, "@'J & V*'"),
        ("O'Brien", TEXT, "'O''Brien'"),
        ("'A..C'|'.'", TEXT, "'A..C'|'.'"),
        ("((A|B))&(C&D)", TEXT, "(A|B)&C&D"),
        ("A|(B&C)", TEXT, "A|B&C"),
        ("%me", TEXT, "ANNA"),
        ("&&Red  car*", TEXT, "&&red car"),
        ("1|''|2", EVALUATION, "Very Positive|''|Positive"),
        ("1,000.50..", Kind::Decimal, "1000.5.."),
        ("<>1", Kind::Boolean, "<>Yes"),
    ] {
        assert_eq!(parse(text, kind).to_string(), expected, "{text}");
        assert_eq!(parse(expected, kind).to_string(), expected, "{text}");
    }
}

#[test]
fn a_column_is_answered_as_its_values_are() {
    let context = context();
    let mut names = Column::new(TEXT);
    for name in ["Anna", "Bert", "Anna", "", "Ärne"] {
        names.push(Value::text(name));
    }
    for (text, expected) in [
        ("Anna", &[0, 2][..]),
        ("Zoe", &[]),
        ("''", &[3]),
        ("Anna|Bert", &[0, 1, 2]),
        ("@a*", &[0, 2, 4]),
        ("<>Anna", &[1, 3, 4]),
        ("", &[0, 1, 2, 3, 4]),
    ] {
        let rows: Vec<usize> = parse(text, TEXT).rows(&names).ones().collect();
        assert_eq!(rows, expected, "{text}");
    }
    let mut dates = Column::new(Kind::Date);
    for days in [0, 1, 2] {
        dates.push(Value::Date(
            Date::from_days(context.date.days() - days).expect("a day"),
        ));
    }
    dates.pad(70);
    let rows: Vec<usize> = parse("YES..", Kind::Date).rows(&dates).ones().collect();
    assert_eq!(rows, [0, 1]);
    assert_eq!(parse("<T", Kind::Date).rows(&dates).count_ones(..), 69);
    assert_eq!(parse("''", Kind::Date).rows(&dates).count_ones(..), 67);
    assert_eq!(parse("<>''", Kind::Date).rows(&dates).count_ones(..), 3);
    let mut times = Column::new(Kind::Time);
    times.push(Value::Blank);
    times.push(Value::time(Time::parse("00:00")));
    for (text, expected) in [("''", &[0][..]), ("<>''", &[1]), ("..9:00", &[0, 1])] {
        let rows: Vec<usize> = parse(text, Kind::Time).rows(&times).ones().collect();
        assert_eq!(rows, expected, "{text}");
    }
}
