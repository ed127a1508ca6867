//! Companies and their persons: expansion, related companies, and the order of the lines.

use crate::support::world;

const OPTIONS: &str = "Step; Action; Table; Field; Filter; Expand Companies; Allow Related Companies; Allow Existing Contacts";

#[test]
fn lines_stand_by_company_then_company_first_then_name() {
    let table = [
        ("No.; F; Yes; ; ", "10000 E, 20000 F"),
        ("No.; B|C; ; ; ", "10000 B, 20000 C"),
        (
            "No.; D|F|B; ; Yes; ",
            "10000 B, 20000 A, 30000 D, 40000 E, 50000 F",
        ),
        ("No.; B|D; Yes; ; ", "10000 B, 20000 A, 30000 C, 40000 D"),
    ];
    for (rest, expected) in table {
        let book = world::book_with_criteria(OPTIONS, &[&format!("1; Add; Contact; {rest}")]);
        assert_eq!(world::selected_lines(&book).join(", "), expected, "{rest}");
    }
}

#[test]
fn a_contact_comes_twice_only_when_that_is_allowed() {
    let twice = |existing: &str| {
        let book = world::book_with_criteria(
            OPTIONS,
            &[
                "1; Add; Contact; No.; C",
                &format!("2; Add; Contact; No.; A|C; ; ; {existing}"),
            ],
        );
        world::selected_lines(&book).join(", ")
    };
    assert_eq!(twice("No"), "10000 C, 20000 A");
    assert_eq!(twice("Yes"), "10000 C, 20000 A, 30000 C");
}

#[test]
fn persons_inherit_industry_and_relations_from_their_company() {
    for (table, field) in [
        ("Contact Industry Group", "Industry Group Code"),
        ("Contact Business Relation", "Business Relation Code"),
    ] {
        let step = format!("1; Add; {table}; {field}; X");
        let book = world::book_with_criteria(OPTIONS, &[&step]);
        book.sheet(table, &format!("Contact No.; {field}\nE; X"));
        assert_eq!(
            world::selected_lines(&book),
            ["10000 E", "20000 F"],
            "{table}"
        );
    }
}

#[test]
fn a_value_entry_counts_for_the_company_and_for_the_person_on_the_document() {
    let links = [
        (
            "Contact Business Relation",
            "Contact No.; Business Relation Code; Link to Table; No.\nA; CUST; Customer; 10000\nE; PRESS",
        ),
        (
            "Value Entry",
            "Entry No.; Item No.; Source Type; Source No.; Document Contact No.\n\
             1; CHAIR; Customer; 10000; C\n2; CHAIR; Vendor; 10000; D\n3; TABLE; Customer; 10000;",
        ),
    ];
    let chair = "1; Add; Value Entry; Item No.; CHAIR";
    let table = [
        (vec![chair], "10000 A, 20000 C"),
        (vec!["1; Add; Value Entry; Item No.; TABLE"], "10000 A"),
        // Reduce and Refine take any value entry of the company for its persons too.
        (
            vec![
                "1; Add; Contact; No.; *",
                "2; Refine; Value Entry; Item No.; TABLE",
            ],
            "20000 A, 30000 C, 40000 D",
        ),
        // Relations that are neither customer nor vendor never match items.
        (
            vec![
                "1; Add; Contact Business Relation; Business Relation Code; PRESS",
                "1; ; Value Entry; Item No.; *",
            ],
            "",
        ),
    ];
    for (steps, expected) in table {
        let book = world::book_with_criteria("Step; Action; Table; Field; Filter", &steps);
        book.workbook("links.xlsx", &links);
        assert_eq!(
            world::selected_lines(&book).join(", "),
            expected,
            "{steps:?}"
        );
    }
}
