//! The three actions: what Add Contacts brings, what Reduce takes away, what Refine leaves.

use crate::support::world;

const OPTIONS: &str = "Step; Action; Table; Field; Filter; Expand Companies; \
     Allow Related Companies; Ignore Exclusion";

/// The contacts of BC's examples: company A with persons C and D, persons B and G without company.
fn contacts(excluded: &str) -> String {
    let flag = |no: &str| if no == excluded { "Yes" } else { "" };
    let rows = [
        ("A", "Company", "Alpha GmbH", "A"),
        ("B", "Person", "Bea Berg", ""),
        ("C", "Person", "Cem Can", "A"),
        ("D", "Person", "Dora Dahl", "A"),
        ("G", "Person", "Gerd Groth", ""),
    ]
    .map(|(no, kind, name, company)| format!("{no}; {kind}; {name}; {company}; {}", flag(no)));
    format!(
        "No.; Type; Name; Company No.; Exclude from Segment\n{}",
        rows.join("\n")
    )
}

#[test]
fn add_contacts_brings_what_the_examples_of_business_central_say() {
    let table = [
        // in group M, expand, related, ignore exclusion, excluded contact, lines as a set
        ("A B C", "No", "No", "No", "", "A B C"),
        ("A B C", "No", "Yes", "No", "", "A B C"),
        ("B C", "No", "Yes", "No", "", "A B C"),
        ("B C", "No", "No", "No", "", "B C"),
        ("B G", "No", "Yes", "No", "", "B G"),
        ("C", "Yes", "No", "No", "", "A C D"),
        ("A", "Yes", "No", "No", "", "A C D"),
        ("B", "Yes", "Yes", "No", "", "B"),
        ("C", "Yes", "Yes", "No", "A", "C D"),
        ("C", "Yes", "Yes", "Yes", "A", "A C D"),
    ];
    for (group, expand, related, ignore, excluded, expected) in table {
        let step = format!(
            "1; Add Contacts; Contact Mailing Group; Mailing Group Code; M; {expand}; {related}; {ignore}"
        );
        let book = world::book_with_criteria(OPTIONS, &[&step]);
        let members: Vec<String> = group.split(' ').map(|no| format!("{no}; M\n")).collect();
        let members = format!("Contact No.; Mailing Group Code\n{}", members.concat());
        book.sheet("Contact", &contacts(excluded))
            .sheet("Contact Mailing Group", &members);
        let mut lines: Vec<String> = world::selected_lines(&book)
            .iter()
            .map(|line| line.split(' ').nth(1).unwrap().to_owned())
            .collect();
        lines.sort();
        assert_eq!(
            lines.join(" "),
            expected,
            "group {group}, expand {expand}, related {related}, ignore {ignore}, excluded {excluded}"
        );
    }
}

#[test]
fn reduce_and_refine_work_on_the_lines() {
    let captions = "Step; Action; Table; Field; Filter; Entire Companies";
    let all = "1; Add; Contact; No.; *";
    // The lines of `all` are 10000 B, 20000 A, 30000 C, 40000 D, 50000 E, 60000 F.
    let table = [
        // Reduce removes what matches, Refine what does not; line numbers stay.
        (
            vec!["2; Reduce; Contact; Country/Region Code; GB"],
            "10000 B, 20000 A, 30000 C, 40000 D",
        ),
        (
            vec!["2; Refine; Contact; Country/Region Code; GB"],
            "50000 E, 60000 F",
        ),
        (
            vec!["2; Remove Contacts (Reduce); Contact; Name; Cem*"],
            "10000 B, 20000 A, 40000 D, 50000 E, 60000 F",
        ),
        // One match makes the whole company match.
        (
            vec!["2; Reduce; Contact; Name; Cem*; Yes"],
            "10000 B, 50000 E, 60000 F",
        ),
        (
            vec!["2; Remove Contacts (Refine); Contact; Name; Cem*; Yes"],
            "20000 A, 30000 C, 40000 D",
        ),
        // Without a filter: Refine changes nothing.
        (
            vec!["2; Refine"],
            "10000 B, 20000 A, 30000 C, 40000 D, 50000 E, 60000 F",
        ),
        // Reduce empties the segment, and numbers start again.
        (vec!["2; Reduce", "3; Add; ; No.; F"], "10000 F"),
        // New lines come after the last one that is left.
        (
            vec!["2; Reduce; ; No.; F", "3; Add; ; No.; F"],
            "10000 B, 20000 A, 30000 C, 40000 D, 50000 E, 60000 F",
        ),
        (
            vec!["2; Reduce; ; No.; E", "3; Add; ; No.; E"],
            "10000 B, 20000 A, 30000 C, 40000 D, 60000 F, 70000 E",
        ),
    ];
    for (steps, expected) in table {
        let steps = [vec![all], steps].concat();
        let book = world::book_with_criteria(captions, &steps);
        assert_eq!(
            world::selected_lines(&book).join(", "),
            expected,
            "{steps:?}"
        );
    }
}

#[test]
fn steps_run_in_ascending_order_wherever_they_stand() {
    let book = world::book_with_criteria(
        "Step; Action; Table; Field; Filter",
        &[
            "20; Reduce; Contact; Type; Person",
            "10; Add; Contact; Country/Region Code; DE",
        ],
    );
    assert_eq!(world::selected_lines(&book), ["20000 A"]);
}

#[test]
fn within_a_table_one_record_must_hold_all_across_tables_each_must_hold_one() {
    let links = [
        (
            "Contact Mailing Group",
            "Contact No.; Mailing Group Code\nB; NEWS\nC; NEWS\nC; VIP\nF; VIP",
        ),
        (
            "Contact Profile Answer",
            "Contact No.; Profile Questionnaire Code; Line No.\n\
             B; Q1; 10000\nB; Q2; 20000\nC; Q1; 20000\nF; Q2; 20000",
        ),
    ];
    let answers = "Contact Profile Answer; Profile Questionnaire Code";
    let answer_lines = "Contact Profile Answer; Line No.";
    let groups = "Contact Mailing Group; Mailing Group Code";
    let table = [
        // B has Q1 and has 20000, but not on one record.
        (
            vec![
                format!("1; Add; {answers}; Q1"),
                format!("1; ; {answer_lines}; 20000"),
            ],
            "10000 C",
        ),
        (vec![format!("1; Add; {answers}; Q1")], "10000 B, 20000 C"),
        (
            vec![
                format!("1; Add; {groups}; NEWS"),
                format!("1; ; {answers}; Q2"),
            ],
            "10000 B",
        ),
        // Two filters of a field: both hold on the same record.
        (
            vec![
                format!("1; Add; {groups}; NEWS"),
                format!("1; ; {groups}; VIP"),
            ],
            "",
        ),
        (
            vec![
                format!("1; Add; {groups}; NEWS|VIP"),
                "1; ; Contact; Type; Person".to_owned(),
            ],
            "10000 B, 20000 C, 30000 F",
        ),
    ];
    for (steps, expected) in table {
        let steps: Vec<&str> = steps.iter().map(String::as_str).collect();
        let book = world::book_with_criteria("Step; Action; Table; Field; Filter", &steps);
        book.workbook("links.xlsx", &links);
        assert_eq!(
            world::selected_lines(&book).join(", "),
            expected,
            "{steps:?}"
        );
    }
}

/// BC §3.2: the criteria are written before anything is selected.
#[test]
fn an_action_that_adds_or_removes_nothing_is_recorded_too() {
    let book = world::book_with_criteria(
        "Step; Action; Table; Field; Filter",
        &[
            "1; Add; Contact; No.; B",
            "2; Add; Contact; No.; NOBODY",
            "3; Add; Contact; No.; B",
            "4; Reduce; Contact; No.; A",
        ],
    );
    assert_eq!(world::selected_lines(&book), ["10000 B"]);
    let counts = ["Step", "Action", "Lines Before", "Matched", "Lines After"];
    assert_eq!(
        book.written("segments/SPRING.xlsx")
            .sheet("Segment Criteria Line")
            .rows(&counts),
        [
            "1|Add Contacts|0|1|1",
            "2|Add Contacts|1|0|1",
            "3|Add Contacts|1|1|1",
            "4|Remove Contacts (Reduce)|1|0|1",
        ]
    );
}
