//! View strings as BC writes them and as people type them.

use super::*;

fn shown(view: &TableView) -> String {
    let filters: Vec<String> = view
        .filters
        .iter()
        .map(|filter| {
            let sort = if filter.is_constant {
                "constant"
            } else {
                "filter"
            };
            format!("{} {sort} [{}]", filter.field, filter.text)
        })
        .collect();
    filters.join("; ")
}

#[test]
fn views_are_read() {
    for (rule, text, expected) in [
        (
            "BC's example",
            "VERSION(1) SORTING(Field1) WHERE(Field5050=1(1),Field29=1(HR))",
            "Field5050 filter [1]; Field29 filter [HR]",
        ),
        (
            "operators inside",
            "VERSION(1) SORTING(Field1) WHERE(Field5050=1(1),Field29=1(HR|LT))",
            "Field5050 filter [1]; Field29 filter [HR|LT]",
        ),
        (
            "constants",
            "WHERE(Field5050=0(1))",
            "Field5050 constant [1]",
        ),
        (
            "words, names and order",
            "sorting(No.) order(descending) where(Type=const(Person),No.=Filter(10..20))",
            "Type constant [Person]; No. filter [10..20]",
        ),
        (
            "names with parentheses",
            "SORTING(Cost (LCY),No.) WHERE(Cost (LCY)=1(>5))",
            "Cost (LCY) filter [>5]",
        ),
        (
            "names in double quotes",
            "WHERE(\"Salesperson Code\"=1(HR),\"a\"\"=b\"=1(X))",
            "Salesperson Code filter [HR]; \"a\"\"=b\" filter [X]",
        ),
        (
            "nested parentheses",
            "WHERE(Field7=1((A|B)&<>C),Field2=1(D))",
            "Field7 filter [(A|B)&<>C]; Field2 filter [D]",
        ),
        (
            "parentheses in quotes",
            "WHERE(Field2=1('A)B'|<>'(C'),Field3=1(@')'))",
            "Field2 filter ['A)B'|<>'(C']; Field3 filter [@')']",
        ),
        (
            "a single apostrophe in a bare value opens nothing",
            "WHERE(Field2=1(O'Brien),Field3=1(A))",
            "Field2 filter [O'Brien]; Field3 filter [A]",
        ),
        (
            "commas inside",
            "WHERE(Field2=1(Smith, John),Field3=1(A))",
            "Field2 filter [Smith, John]; Field3 filter [A]",
        ),
        ("blank filter", "WHERE(Field2=1(''))", "Field2 filter ['']"),
        (
            "blank constants",
            "WHERE(Field2=0(),Field3=0(''))",
            "Field2 constant []; Field3 constant []",
        ),
        (
            "a quoted constant",
            "WHERE(Field2=0('O''Brien)'))",
            "Field2 constant [O'Brien)]",
        ),
        ("no filter", "VERSION(1) SORTING(Field1)", ""),
        ("nothing", " ", ""),
    ] {
        let view = TableView::parse(text).expect(text);
        assert_eq!(shown(&view), expected, "{rule}: {text}");
        let printed = view.to_string();
        assert_eq!(
            TableView::parse(&printed).expect(&printed),
            view,
            "{rule}: {printed}"
        );
    }
}

#[test]
fn a_view_prints_as_bc_writes_it() {
    let text = "VERSION(1) SORTING(Field1,Field2) ORDER(Descending) WHERE(Field5050=1(1),Field29=1(HR|LT))";
    assert_eq!(TableView::parse(text).unwrap().to_string(), text);
    assert_eq!(TableView::default().to_string(), "VERSION(1)");
}

#[test]
fn what_cannot_be_read_says_where() {
    for (text, position, expected) in [
        ("Field1=1(A)", 0, "VERSION(1), SORTING"),
        ("VERSION(2)", 8, "1, the version"),
        ("VERSION 1", 8, "( after VERSION"),
        ("WHERE(Field1=1(A)", 17, "a closing parenthesis"),
        ("WHERE(Field1=1(A", 16, "a closing parenthesis"),
        ("WHERE(Field1=2(A))", 13, "1(filter) or 0(constant)"),
        ("WHERE(Field1=FIELD(No.))", 13, "1(filter) or 0(constant)"),
        ("WHERE(Field1)", 12, "= and 1(filter)"),
        ("WHERE()", 6, "a field"),
        ("WHERE(Field1=1(A),)", 18, "a field"),
        ("WHERE(Field1=1('A))", 19, "a closing parenthesis"),
        ("WHERE(\"A=1(A))", 14, "a closing \""),
        ("ORDER(up)", 6, "Ascending"),
        (
            "WHERE(Field1=1(A)) WHERE(Field2=1(B))",
            19,
            "each part once",
        ),
    ] {
        let error = TableView::parse(text).expect_err(text);
        assert_eq!(
            (error.position, error.code.id),
            (position, "F024"),
            "{text}"
        );
        assert!(
            error.expected.starts_with(expected),
            "{text}: {}",
            error.expected
        );
    }
}
