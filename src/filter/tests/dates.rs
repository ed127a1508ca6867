//! Filters on dates: written out, as words, as formulas.

use super::*;

/// What the values of a date filter stand for, as the filter prints them.
fn dates(rows: &[(&str, &str, &str)], context: &Context) {
    for (rule, text, expected) in rows {
        let filter = Filter::parse(text, Kind::Date, context)
            .unwrap_or_else(|error| panic!("{rule}: {text}: {error}"));
        assert_eq!(filter.to_string(), *expected, "{rule}: {text}");
    }
}

#[test]
#[rustfmt::skip]
fn dates_written_out() {
    dates(
        &[
            ("ISO", "2026-01-31", "2026-01-31"),
            ("date order", "31.01.2026", "2026-01-31"),
            ("slashes", "31/1/26", "2026-01-31"),
            ("8 digits", "31012026", "2026-01-31"),
            ("6 digits", "310126", "2026-01-31"),
            ("years from 1950", "310150", "1950-01-31"),
            ("years to 2049", "310149", "2049-01-31"),
            ("4 digits: this year", "3101", "2026-01-31"),
            ("day and month", "31.1", "2026-01-31"),
            ("2 digits: this month", "07", "2026-11-07"),
            ("open ranges, BC's ..23", "..23", "..2026-11-23"),
            ("range", "1.1.2026..31.1.2026", "2026-01-01..2026-01-31"),
            ("weekday", "Tuesday", "2026-11-24"),
            ("weekday, abbreviated", "fr", "2026-11-27"),
            ("weekday and week", "Mon25", "2026-06-15"),
            ("weekday and week, one letter", "t23", "2026-06-02"),
            ("weekday of the week before", "t-1", "2026-11-17"),
            ("weekday shifted", "Fri-1W", "2026-11-20"),
            ("blank", "''", "''"),
            ("not blank", "<>''", "<>''"),
        ],
        &context(),
    );
    let mdy = Context {
        date_order: Some(DateOrder::Mdy),
        ..context()
    };
    dates(
        &[
            ("mdy", "0131", "2026-01-31"),
            ("mdy", "1/31/2026", "2026-01-31"),
        ],
        &mdy,
    );
    let ymd = Context {
        date_order: Some(DateOrder::Ymd),
        ..context()
    };
    dates(
        &[
            ("ymd", "0131", "2026-01-31"),
            ("ymd", "260131", "2026-01-31"),
            ("ymd", "26-1-31", "2026-01-31"),
        ],
        &ymd,
    );
    let none = Context {
        date_order: None,
        ..context()
    };
    dates(
        &[
            ("ISO needs no order", "2026-01-31", "2026-01-31"),
            ("nor do words", "T", "2026-11-23"),
            ("nor weeks", "Mon25", "2026-06-15"),
        ],
        &none,
    );
    for text in ["31.01.2026", "310126", "31012026", "3101", "07"] {
        let error = Filter::parse(text, Kind::Date, &none).expect_err(text);
        assert_eq!(error.code.id, "F004", "{text}");
    }
    let error = Filter::parse("03.04.2026", Kind::Date, &none).expect_err("two readings");
    assert!(
        error
            .expected
            .contains("2026-04-03 as dmy, 2026-03-04 as mdy"),
        "{}",
        error.expected
    );
    assert!(error.fix.contains("date_order"));
}

#[test]
#[rustfmt::skip]
fn date_words_and_formulas() {
    dates(
        &[
            ("TODAY", "today", "2026-11-23"),
            ("T", "T", "2026-11-23"),
            ("TO is TODAY", "to", "2026-11-23"),
            ("W", "w", "2026-11-23"),
            ("WORKDATE", "WorkDate", "2026-11-23"),
            ("NOW", "n", "2026-11-23"),
            ("YES is YESTERDAY", "yes", "2026-11-22"),
            ("TOM is TOMORROW", "tom", "2026-11-24"),
            ("WE is WEEK", "we", "2026-11-23..2026-11-29"),
            ("M is MONTH", "m", "2026-11-01..2026-11-30"),
            ("MON is MONTH, the first word that fits", "mon", "2026-11-01..2026-11-30"),
            ("MONDAY is no MONTH", "monday", "2026-11-23"),
            ("Q is QUARTER", "q", "2026-10-01..2026-12-31"),
            ("P: the period with the work date", "p", "2026-11-01..2026-11-30"),
            ("Pn: counted from the fiscal year", "P5", "2026-05-01..2026-05-31"),
            ("past the year", "period13", "2027-01-01..2027-01-31"),
            ("P+n", "P+2", "2027-01-01..2027-01-31"),
            ("P-n", "p-1", "2026-10-01..2026-10-31"),
            ("Pn and a shift", "P5+10D", "2026-05-11..2026-06-10"),
            ("P+n and a shift", "P+2+1D", "2027-01-02..2027-02-01"),
            ("P and a shift", "P-1D", "2026-10-31..2026-11-29"),
            ("BC's P8..", "P8..", "2026-08-01.."),
            ("Y", "y", "2026-01-01..2026-12-31"),
            ("YEA is YEAR", "yea", "2026-01-01..2026-12-31"),
            ("Y-n", "Y-1", "2025-01-01..2025-12-31"),
            ("Y and a shift", "Y-1Y", "2025-01-01..2025-12-31"),
            ("a shift", "TODAY-15D", "2026-11-08"),
            ("blanks inside", "T - 15 D", "2026-11-08"),
            ("WORKDATE+CQ-34D", "WORKDATE+CQ-34D", "2026-11-27"),
            ("both ends", "WEEK-7D", "2026-11-16..2026-11-22"),
            ("both ends on their own", "M-1M", "2026-10-01..2026-10-30"),
            ("formula alone", "15D", "2026-12-08"),
            ("formula with sign", "+15D", "2026-12-08"),
            ("CM", "cm", "2026-11-30"),
            ("CQ-34D", "CQ-34D", "2026-11-27"),
            ("-1Y", "-1Y", "2025-11-23"),
            ("WD4: next Thursday", "WD4", "2026-11-26"),
            ("D10", "D10", "2026-12-10"),
            ("CM+10D", "CM+10D", "2026-12-10"),
            ("range of words: start of the first, end of the last", "M..Q", "2026-11-01..2026-12-31"),
            ("T-90D..T", "T-90D..T", "2026-08-25..2026-11-23"),
            ("..-30D", "..-30D", "..2026-10-24"),
            (">=T", ">=T", ">=2026-11-23"),
            (">M: after its end", ">M", ">2026-11-30"),
            ("<M: before its start", "<M", "<2026-11-01"),
            (">=M: from its start", ">=M", ">=2026-11-01"),
            ("<=M: to its end", "<=M", "<=2026-11-30"),
            ("<>WEEK: not within", "<>WEEK", "<2026-11-23|>2026-11-29"),
            ("alternatives", "T|(YES|2026-01-01)", "2026-11-23|2026-11-22|2026-01-01"),
            ("not within, and", "<>WEEK&M", "(<2026-11-23|>2026-11-29)&2026-11-01..2026-11-30"),
        ],
        &context(),
    );
    let fiscal = Context {
        fiscal_year_start: 7,
        ..context()
    };
    dates(
        &[
            ("fiscal year", "Y", "2026-07-01..2027-06-30"),
            ("fiscal year before", "Y-1", "2025-07-01..2026-06-30"),
            ("fiscal period", "P5", "2026-11-01..2026-11-30"),
            ("P is the calendar month", "P", "2026-11-01..2026-11-30"),
        ],
        &fiscal,
    );
}

#[test]
#[rustfmt::skip]
fn blank_dates_are_before_every_other() {
    let day = |text| Value::Date(Date::parse_iso(text).expect("a day"));
    let (before, on, after) = (day("2026-11-22"), day("2026-11-23"), day("2026-11-24"));
    for (text, expected) in [
        ("..T", [true, true, true, false]),
        ("<T", [true, true, false, false]),
        (">T", [false, false, false, true]),
        ("T..", [false, false, true, true]),
        ("YES..T", [false, true, true, false]),
        ("''..T", [true, true, true, false]),
        ("<>T", [true, true, false, true]),
        ("<>WEEK", [true, true, false, false]),
        ("''", [true, false, false, false]),
        ("<>''", [false, true, true, true]),
        ("..''", [true, false, false, false]),
    ] {
        let filter = parse(text, Kind::Date);
        let passes = [Value::Blank, before, on, after].map(|value| filter.matches(value));
        assert_eq!(passes, expected, "{text}");
    }
}
