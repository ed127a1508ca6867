//! Filters on Text and Code.

use super::*;

/// Each row: the rule, the filter, the values that pass, the values that do not; `""` is blank.
fn texts(kind: Kind, rows: &[(&str, &str, &[&str], &[&str])]) {
    for (rule, text, passing, failing) in rows {
        let filter = parse(text, kind);
        for (values, expected) in [(passing, true), (failing, false)] {
            for value in *values {
                let passes = filter.matches(Value::text(value));
                assert_eq!(passes, expected, "{rule}: {text} on {value:?}");
            }
        }
    }
}

#[test]
#[rustfmt::skip]
fn operators_on_text() {
    texts(
        TEXT,
        &[
            ("equal, with case", "Anna", &["Anna"], &["anna", "Anna B", ""]),
            ("equal, with accents", "Émile", &["Émile"], &["Emile", "émile"]),
            ("=v", "=Anna", &["Anna"], &["Bert"]),
            ("not equal", "<>Anna", &["Bert", ""], &["Anna"]),
            ("<> with wildcards", "<>A*", &["Bert", ""], &["Anna", "A"]),
            ("<> with @", "<>@a*", &["Bert"], &["Anna", "anna", "Áron"]),
            ("greater, collation order", ">Berg", &["Bernd", "Émile", "Zoe"], &["Anna", "Berg", ""]),
            ("greater or equal", ">=Berg", &["Berg", "Zoe"], &["Anna"]),
            ("less: blank is before every other", "<Berg", &["Anna", ""], &["Berg", "Zoe"]),
            ("less or equal", "<=Berg", &["Berg", ""], &["Bernd"]),
            ("lower case before upper", ">anna", &["Anna"], &["anna"]),
            ("accents within the alphabet", "E..F", &["Émile", "E"], &["Fa", "Ä"]),
            ("interval, both ends", "A..C", &["A", "B", "C"], &["Ca", "D", ""]),
            ("BC: text intervals are no numbers", "10000..10042", &["10000", "100000", "1000042", "10042"], &["10043"]),
            ("up to", "..C", &["", "C", "Bz"], &["D"]),
            ("from", "C..", &["C", "D"], &["B", ""]),
            ("from > to matches nothing", "C..A", &[], &["A", "B", "C", ""]),
            ("from blank", "''..B", &["", "A"], &["C"]),
            ("or", "A|B", &["A", "B"], &["C"]),
            ("and", "*C*&*D*", &["xCyD"], &["C", "D"]),
            ("& binds tighter than |", "A*|B*&*z", &["Aa", "Bz"], &["Ba"]),
            ("parentheses first", "(A*|B*)&*z", &["Az", "Bz"], &["Aa", "Ba"]),
            ("any number of characters", "Co*", &["Co", "Copenhagen"], &["co", "xCo"]),
            ("exactly one character", "H?nsen", &["Hansen", "Hénsen"], &["Hnsen", "Haansen"]),
            ("* alone passes blank too", "*", &["", "x"], &[]),
            ("?* is anything but blank", "?*", &["x"], &[""]),
            ("@: no case, no accents", "@man*", &["Manuel", "MÁN"], &["Xman"]),
            ("@ without wildcards", "@anna", &["Anna", "ÁNNA"], &["Annab"]),
            ("BC's example", "@*co?*", &["Scott", "ÉCOLE"], &["co"]),
            ("= with @", "=@anna", &["ANNA"], &["Bert"]),
            ("an @ inside", "a@b.com", &["a@b.com"], &["A@b.com"]),
            ("blanks around operators", " A | B ", &["A", "B"], &["C"]),
            ("blanks around ..", "A .. C", &["B"], &["D"]),
            ("blanks inside a value", "New York", &["New York"], &["NewYork"]),
        ],
    );
}

#[test]
#[rustfmt::skip]
fn quotes_and_blanks() {
    texts(
        TEXT,
        &[
            ("quotes hide operators", "'J & V'", &["J & V"], &["J", "V"]),
            ("wildcards in quotes", "'J & V*'", &["J & V", "J & Vx"], &["j & V"]),
            ("@ in quotes", "'@J & V*'", &["j & vx"], &["J"]),
            ("@ before quotes", "@'J & V*'", &["j & vx"], &["J"]),
            ("parentheses in quotes", "'(A)'|'B=C'", &["(A)", "B=C"], &["A"]),
            (".. in quotes", "'A..C'", &["A..C"], &["B"]),
            ("apostrophes in quotes", "'O''Brien'", &["O'Brien"], &["OBrien"]),
            ("a single apostrophe", "O'Brien", &["O'Brien"], &["O''Brien"]),
            ("a doubled one in a bare value", "O''Brien", &["O'Brien"], &["O''Brien"]),
            ("a bare value that begins with one", "''t Hooft", &["'t Hooft"], &[""]),
            ("blank", "''", &[""], &["x"]),
            ("not blank", "<>''", &["x"], &[""]),
            ("after blank", ">''", &["x"], &[""]),
            ("before blank is nothing", "<''", &[], &["", "x"]),
            ("blank or a value", "''|A", &["", "A"], &["B"]),
            ("@ and blank", "@''", &[""], &["x"]),
            ("a blank in quotes is blank", "' '", &[""], &["x"]),
            ("% inside", "50%", &["50%"], &["50"]),
            ("% in quotes", "'%me'", &["%me"], &["ANNA"]),
            ("%me", "%me", &["ANNA"], &["%me", "anna"]),
            ("%user in any case", "<>%User", &["BERT"], &["ANNA"]),
            ("@%me", "@%me", &["anna"], &["bert"]),
        ],
    );
}

#[test]
#[rustfmt::skip]
fn words_on_text() {
    texts(
        TEXT,
        &[
            ("every word, anywhere, no case", "&&car RED", &["Red cars", "scarred"], &["red", "car"]),
            ("accents do not matter", "&&emile", &["Émile Zola"], &["Emil"]),
            ("* behind a word", "&&bic*", &["Bicycle"], &["Car"]),
            ("with others", "&&red|Blue", &["RED", "Blue"], &["blue"]),
            ("operators in quotes", "&&'a & b'", &["A & B"], &["A B"]),
            ("blank has no words", "&&a", &[], &[""]),
        ],
    );
}

#[test]
#[rustfmt::skip]
fn code_is_compared_trimmed_and_in_upper_case() {
    texts(
        CODE,
        &[
            ("upper-cased", "hr", &["HR"], &["LT"]),
            ("upper-cased wildcards", "h*", &["HR"], &["LT"]),
            ("upper-cased interval", "a..c", &["B"], &["D"]),
            ("trimmed in quotes", "' hr '", &["HR"], &["LT"]),
            ("@ on code", "@émile*", &["EMILE1", "ÉMILE"], &["X"]),
            ("%me", "%me", &["ANNA"], &["HR"]),
            ("digits in text order", "10..2", &["10", "19", "2"], &["3", "1"]),
            ("blank", "''", &[""], &["HR"]),
            ("many", "HR|LT|''", &["HR", "LT", ""], &["BD"]),
        ],
    );
}

/// BC §10.1: more than 200 operators change nothing about the result.
#[test]
fn operators_without_end() {
    let codes: Vec<String> = (1..=400).map(|no| format!("C{no}")).collect();
    let or = parse(&codes.join("|"), Kind::Code(20));
    let and = parse(&format!("<>{}", codes[..300].join("&<>")), Kind::Code(20));
    for (code, in_or, in_and) in [
        ("C1", true, false),
        ("C400", true, true),
        ("C401", false, true),
    ] {
        let value = Value::text(code);
        assert_eq!(
            (or.matches(value), and.matches(value)),
            (in_or, in_and),
            "{code}"
        );
    }
}
