//! Filters on numbers, Yes/No, options and times.

use super::*;

#[test]
#[rustfmt::skip]
fn numbers() {
    for (rule, text, passing, failing) in [
        ("equal", "100", &[100][..], &[99, 101][..]),
        ("not equal", "<>100", &[99, 0], &[100]),
        ("BC's and", ">200&<1200", &[201, 1199], &[200, 1200]),
        ("BC's mix", "30|(>=10&<=20)", &[10, 20, 30], &[9, 21, 31]),
        ("interval", "-5..5", &[-5, 0, 5], &[-6, 6]),
        ("open interval", "..-5", &[-5, -100], &[-4]),
        ("grouped", "1,000..", &[1000], &[999]),
        ("blank is 0", "''", &[0], &[1]),
        ("blanks around", ">10000 & <> 20000", &[10001], &[20000, 10000]),
        ("several", "1|5..7|6..9|20", &[1, 5, 8, 9, 20], &[0, 2, 4, 10, 19, 21]),
    ] {
        let filter = parse(text, Kind::Integer);
        let exact = parse(text, Kind::Decimal);
        for (values, expected) in [(passing, true), (failing, false)] {
            for &value in values {
                assert_eq!(
                    filter.matches(Value::Integer(value)),
                    expected,
                    "{rule}: {value}"
                );
                let decimal = Value::Decimal(Decimal::from(value));
                assert_eq!(exact.matches(decimal), expected, "{rule}: {value} exact");
            }
        }
    }
    let exact = parse(">0.1&<=0.3", Kind::Decimal);
    for (value, expected) in [
        ("0.1", false),
        ("0.2", true),
        ("0.3", true),
        ("0.30001", false),
    ] {
        let value = value.parse().expect("a number");
        assert_eq!(
            exact.matches(Value::Decimal(value)),
            expected,
            "exact decimals: {value}"
        );
    }
    let comma = Context {
        decimal_mark: DecimalMark::Comma,
        ..context()
    };
    let filter = Filter::parse("1.234,5", Kind::Decimal, &comma).expect("a filter");
    assert!(
        filter.matches(Value::Decimal(Decimal::new(12345, 1))),
        "the file's decimal mark"
    );
    assert_eq!(filter.to_string(), "1234,5");
}

#[test]
#[rustfmt::skip]
fn yes_and_no() {
    for (text, yes, no) in [
        ("Yes", true, false),
        ("true", true, false),
        ("1", true, false),
        ("ja", true, false),
        ("Sí", true, false),
        ("<>Nej", true, false),
        ("Nei|Nee", false, true),
        ("No", false, true),
        ("<>No", true, false),
        ("''", false, true),
        ("Yes|No", true, true),
        ("Yes&No", false, false),
        ("", true, true),
    ] {
        let filter = parse(text, Kind::Boolean);
        assert_eq!(filter.matches(Value::Boolean(true)), yes, "{text}");
        assert_eq!(filter.matches(Value::Boolean(false)), no, "{text}");
        assert_eq!(filter.matches_blank(), no, "{text}: blank is No");
    }
}

#[test]
#[rustfmt::skip]
fn options_compare_by_ordinal() {
    for (rule, text, kind, expected) in [
        ("caption in any case", "person", TYPE, &[1][..]),
        ("ordinal", "1", TYPE, &[1]),
        ("several", "Company|Person", TYPE, &[0, 1]),
        ("not", "<>Person", TYPE, &[0]),
        ("the blank option", "''", EVALUATION, &[0]),
        ("not blank", "<>''", EVALUATION, &[1, 2, 3, 4, 5]),
        ("a caption with a blank", "Very Positive", EVALUATION, &[1]),
        ("comparison", ">=Negative", EVALUATION, &[4, 5]),
        ("another language", "<>Unternehmen", TYPE, &[1]),
        ("two other languages", "Bedrijf|Personne", TYPE, &[0, 1]),
        ("a range in another language", "Meget positiv..Positief", EVALUATION, &[1, 2]),
        ("range", "Positive..Negative", EVALUATION, &[2, 3, 4]),
        ("range of ordinals", "2..4", EVALUATION, &[2, 3, 4]),
        ("quotes", "'Remove Contacts (Reduce)'|refine", Kind::Options(options::ACTION), &[2, 3]),
    ] {
        let filter = parse(text, kind);
        let passing: Vec<u8> = kind
            .choices()
            .iter()
            .map(|choice| choice.ordinal)
            .filter(|&ordinal| filter.matches(Value::Option(ordinal)))
            .collect();
        assert_eq!(passing, expected, "{rule}: {text}");
    }
}

#[test]
#[rustfmt::skip]
fn times() {
    let time = |text| Time::parse(text).map_or(Value::Blank, Value::Time);
    for (rule, text, passing, failing) in [
        ("one value", "9:30", &["09:30:00"][..], &["09:30:01", ""][..]),
        ("range", "9:00..17:00", &["09:00", "17:00"], &["17:00:01", "08:59", ""]),
        ("without end: to 23:59:59", "17:00..", &["23:59:59"], &["16:59:59", ""]),
        ("without start: blank is before every other", "..9:00", &["00:00", "09:00", ""], &["09:01"]),
        ("blank", "''", &[""], &["00:00"]),
        ("not blank", "<>''", &["00:00"], &[""]),
    ] {
        let filter = parse(text, Kind::Time);
        for value in passing {
            assert!(filter.matches(time(value)), "{rule}: {text} on {value:?}");
        }
        for value in failing {
            assert!(!filter.matches(time(value)), "{rule}: {text} on {value:?}");
        }
    }
    assert_eq!(
        parse("9:30|<8:00", Kind::Time).to_string(),
        "09:30:00|<08:00:00"
    );
}
