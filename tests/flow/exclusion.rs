//! *Exclude from Segment*: only Add Contacts looks at it, after expansion, at each contact's own.

use crate::support::world;

fn contacts(excluded: &[&str]) -> String {
    let mut rows: Vec<String> = world::CONTACTS.trim().lines().map(str::to_owned).collect();
    for row in &mut rows {
        let no = row.trim().split(';').next().unwrap_or("").to_owned();
        if excluded.contains(&no.as_str()) {
            row.push_str("; Yes");
        }
    }
    rows.join("\n")
}

#[test]
fn each_contact_answers_for_itself() {
    let captions = "Step; Action; Table; Field; Filter; Expand Companies; Ignore Exclusion";
    let add = "1; Add; Contact; No.;";
    let table = [
        // An excluded company does not exclude its persons, nor the other way round.
        (vec!["A"], vec![format!("{add} A; Yes")], "10000 C, 20000 D"),
        (vec!["C"], vec![format!("{add} A; Yes")], "10000 A, 20000 D"),
        // An excluded contact still brings its company's others.
        (vec!["C"], vec![format!("{add} C; Yes")], "10000 A, 20000 D"),
        (
            vec!["A", "C"],
            vec![format!("{add} A; Yes; Yes")],
            "10000 A, 20000 C, 30000 D",
        ),
        // Refine and Reduce do not look at it.
        (
            vec!["B"],
            vec![
                format!("{add} B|F; ; Yes"),
                "2; Refine; Contact; Type; Person".to_owned(),
            ],
            "10000 B, 20000 F",
        ),
    ];
    for (excluded, steps, expected) in table {
        let steps: Vec<&str> = steps.iter().map(String::as_str).collect();
        let book = world::book_with_criteria(captions, &steps);
        book.sheet("Contact", &contacts(&excluded));
        assert_eq!(
            world::selected_lines(&book).join(", "),
            expected,
            "{excluded:?} {steps:?}"
        );
    }
}

#[test]
fn a_line_typed_in_ignores_the_flag() {
    let book = world::book_with(world::SPRING, world::GERMANS);
    book.sheet("Contact", &contacts(&["C"]))
        .sheet("Segment Line", "Segment No.; Contact No.\nSPRING; C");
    assert_eq!(
        world::selected_lines(&book),
        ["10000 C", "20000 B", "30000 A", "40000 D"]
    );
}
