//! Laws that hold for any filter: printed text reads back as the same filter, a compiled filter says
//! what a plain reading of the tree says, a column what its values say, and no text makes it panic.

use proptest::prelude::*;

use super::syntax::{Comparison, Expression, Operand};
use super::{Context, Filter, TableView, parser};
use crate::schema::{Choice, Kind};
use crate::table::Column;
use crate::value::{Date, DateOrder, Decimal, DecimalMark, Value};

const KINDS: [Kind; 8] = [
    Kind::Code(20),
    Kind::Text(50),
    Kind::Integer,
    Kind::Decimal,
    Kind::Boolean,
    Kind::Date,
    Kind::Time,
    Kind::Options(&[
        Choice::new(0, ""),
        Choice::new(1, "A (b)"),
        Choice::new(2, "C"),
    ]),
];

fn context() -> Context {
    Context {
        date: Date::new(2026, 11, 23).expect("a day"),
        user: "ANNA".to_owned(),
        date_order: Some(DateOrder::Dmy),
        decimal_mark: DecimalMark::Point,
        fiscal_year_start: 4,
        filter_characters_max: 2048,
    }
}

/// Text out of the pieces that filters are made of, so that many are nearly readable.
fn any_filter_text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        prop::sample::select(vec![
            "|",
            "&",
            "&&",
            "(",
            ")",
            "..",
            "=",
            "<>",
            "<",
            "<=",
            ">",
            ">=",
            "@",
            "*",
            "?",
            "'",
            "''",
            "%me",
            "%",
            " ",
            ".",
            "-",
            "+",
            "T",
            "WEEK",
            "M",
            "P5",
            "Y-1",
            "CM",
            "-1Y",
            "C",
            "Mon25",
            "2026-01-31",
            "3101",
            "07",
            "9:30",
            "Yes",
            "A (b)",
            "1.5",
            "12",
            "É",
            "a",
            "B",
        ])
        .prop_map(str::to_owned),
        "[ -~]{0,3}",
        any::<char>().prop_map(String::from),
    ];
    prop::collection::vec(piece, 0..12).prop_map(|pieces| pieces.concat())
}

/// Filters that can be read, over a small alphabet so that values meet them.
fn readable(
    value: impl Strategy<Value = String> + Clone + 'static,
) -> impl Strategy<Value = String> {
    let sign = prop::sample::select(vec!["", "=", "<>", "<", "<=", ">", ">="]);
    let leaf = prop_oneof![
        (sign, value.clone()).prop_map(|(sign, value)| format!("{sign}{value}")),
        (value.clone(), value.clone()).prop_map(|(from, to)| format!("{from}..{to}")),
        value.clone().prop_map(|to| format!("..{to}")),
        value.prop_map(|from| format!("{from}..")),
    ];
    leaf.prop_recursive(4, 24, 3, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 2..4).prop_map(|parts| parts.join("|")),
            prop::collection::vec(inner.clone(), 2..4).prop_map(|parts| parts.join("&")),
            inner.prop_map(|part| format!("({part})")),
        ]
    })
}

/// What a filter on numbers says, read off the tree without any cleverness.
fn naive(expression: &Expression, value: i64) -> bool {
    let number = |operand: &Operand| operand.text.parse::<i64>().expect("a number");
    match expression {
        Expression::Any(parts) => parts.iter().any(|part| naive(part, value)),
        Expression::All(parts) => parts.iter().all(|part| naive(part, value)),
        Expression::Compare(comparison, operand) => match comparison {
            Comparison::Equal => value == number(operand),
            Comparison::NotEqual => value != number(operand),
            Comparison::Less => value < number(operand),
            Comparison::LessOrEqual => value <= number(operand),
            Comparison::Greater => value > number(operand),
            Comparison::GreaterOrEqual => value >= number(operand),
        },
        Expression::Between(from, to) => {
            from.as_ref().is_none_or(|from| value >= number(from))
                && to.as_ref().is_none_or(|to| value <= number(to))
        }
        Expression::Words(_) => unreachable!("no words on numbers"),
    }
}

/// Wildcards by trying every split.
fn naive_fits(pattern: &[char], text: &[char]) -> bool {
    match pattern.split_first() {
        None => text.is_empty(),
        Some(('*', rest)) => (0..=text.len()).any(|taken| naive_fits(rest, &text[taken..])),
        Some(('?', rest)) => !text.is_empty() && naive_fits(rest, &text[1..]),
        Some((wanted, rest)) => text.first() == Some(wanted) && naive_fits(rest, &text[1..]),
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_text_panics_and_what_is_read_prints_stably(text in any_filter_text(), kind in prop::sample::select(KINDS.to_vec())) {
        match Filter::parse(&text, kind, &context()) {
            Ok(filter) => {
                let printed = filter.to_string();
                let again = Filter::parse(&printed, kind, &context());
                prop_assert!(again.is_ok(), "{text:?} printed as {printed:?}: {again:?}");
                let again = again.expect("checked");
                prop_assert_eq!(&again, &filter, "{:?} printed as {:?}", text, printed);
                prop_assert_eq!(again.to_string(), printed);
            }
            Err(error) => {
                prop_assert!(error.position <= text.chars().count());
                prop_assert_eq!(error.caret().lines().count(), 2);
            }
        }
    }

    #[test]
    fn numbers_pass_as_a_plain_reading_says(text in readable("-?[0-9]"), values in prop::collection::vec(-12_i64..12, 1..80)) {
        let tree = parser::parse(&text).expect("readable").expect("not blank");
        let whole = Filter::parse(&text, Kind::Integer, &context()).expect("readable");
        let exact = Filter::parse(&text, Kind::Decimal, &context()).expect("readable");
        let mut wholes = Column::new(Kind::Integer);
        let mut exacts = Column::new(Kind::Decimal);
        for &value in &values {
            wholes.push(Value::Integer(value));
            exacts.push(Value::Decimal(Decimal::from(value)));
        }
        let rows = whole.rows(&wholes);
        prop_assert_eq!(&rows, &exact.rows(&exacts));
        for (row, &value) in values.iter().enumerate() {
            let expected = naive(&tree, value);
            prop_assert_eq!(rows.contains(row), expected, "{} on {}", text, value);
            prop_assert_eq!(whole.matches(Value::Integer(value)), expected);
        }
    }

    #[test]
    fn a_column_of_texts_says_what_its_values_say(text in readable("[aAbÉ]{1,2}|''"), values in prop::collection::vec("[aAbBéÉ]{0,2}", 1..80)) {
        let filter = Filter::parse(&text, Kind::Text(50), &context()).expect("readable");
        let mut column = Column::new(Kind::Text(50));
        for value in &values {
            column.push(Value::text(value));
        }
        let rows = filter.rows(&column);
        prop_assert_eq!(rows.len(), values.len());
        for (row, value) in values.iter().enumerate() {
            prop_assert_eq!(rows.contains(row), filter.matches(Value::text(value)));
        }
    }

    #[test]
    fn wildcards_fit_as_trying_every_split_says(pattern in "[ab*?]{1,7}", text in "[ab]{0,8}") {
        let filter = Filter::parse(&pattern, Kind::Text(50), &context()).expect("readable");
        let (wanted, characters): (Vec<char>, Vec<char>) = (pattern.chars().collect(), text.chars().collect());
        prop_assert_eq!(filter.matches(Value::text(&text)), naive_fits(&wanted, &characters));
    }

    #[test]
    fn views_never_panic_and_print_stably(text in "(VERSION\\(1\\) )?(SORTING\\((Field1|No\\.)\\) )?(WHERE\\()?(Field[0-9]{1,4}|[A-Za-z.\" ()]{0,6})=?[01]?\\(?[ -~]{0,12}\\)?\\)?") {
        if let Ok(view) = TableView::parse(&text) {
            let printed = view.to_string();
            let again = TableView::parse(&printed);
            prop_assert!(again.is_ok(), "{text:?} printed as {printed:?}: {again:?}");
            prop_assert_eq!(again.expect("checked"), view);
        }
    }
}
