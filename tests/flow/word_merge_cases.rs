//! The 48 acceptance cases of Word merge and the tests that hold them, and those cases that need a whole
//! book.
//!
//! | No. | Case |
//! | --- | --- |
//! | 1–5 | simple, complex, unseparated, split and broken fields |
//! | 6–7 | names as Word writes them |
//! | 8 | nine places for a field |
//! | 9–11 | unknown fields, blank values, fallbacks |
//! | 12–13 | paragraphs with nothing but blank fields |
//! | 14–17 | markup, field codes, breaks, tabs, control characters and blanks in values |
//! | 18–22 | text around values, case, pictures of dates and numbers, post codes |
//! | 23–24 | IF |
//! | 25–28 | fields that letters cannot fill, damaged fields, fields of Word |
//! | 29–30 | the author's data source, files that are no template |
//! | 31–32 | the same bytes, names of files |
//! | 33–37 | combined documents, templates of single lines |
//! | 38–40 | languages, addresses, salutations |
//! | 41–45 | drafts, headers, addresses that are none, bodies, what stops everything |
//! | 46 | delivery |
//! | 47–48 | what is no letter, long names |

use std::fs;

use crate::support::{Book, base64, files_below, has_extension, template, top, world};

/// Each case with a test that holds it; see the table above.
const CASES: [(usize, &str); 58] = [
    (1, "every_form_of_a_field_is_filled"),
    (2, "every_form_of_a_field_is_filled"),
    (2, "the_format_of_the_old_result_stays"),
    (3, "every_form_of_a_field_is_filled"),
    (4, "every_form_of_a_field_is_filled"),
    (5, "every_form_of_a_field_is_filled"),
    (6, "names_are_found_as_word_writes_them"),
    (7, "names_are_found_as_word_writes_them"),
    (8, "fields_stand_anywhere"),
    (9, "unknown_fields_are_all_named_before_anything_is_written"),
    (9, "what_letters_need_is_said_before_anything_is_written"),
    (10, "unknown_fields_may_be_left_blank_or_as_they_are"),
    (
        10,
        "a_field_that_nobody_knows_may_be_left_blank_or_as_it_is",
    ),
    (11, "a_blank_value_may_have_something_in_its_place"),
    (12, "blank_values_leave_no_blank_lines"),
    (13, "blank_values_leave_no_blank_lines"),
    (14, "values_are_written_as_text"),
    (15, "values_are_written_as_text"),
    (16, "values_are_written_as_text"),
    (16, "characters_that_are_left_out_are_told"),
    (17, "values_are_written_as_text"),
    (18, "text_before_and_behind_stands_only_with_a_value"),
    (19, "values_have_the_ways_of_the_language"),
    (20, "values_have_the_ways_of_the_language"),
    (21, "values_have_the_ways_of_the_language"),
    (22, "values_have_the_ways_of_the_language"),
    (23, "a_choice_is_made_for_each_letter"),
    (24, "a_choice_is_made_for_each_letter"),
    (25, "fields_that_letters_cannot_fill_are_refused"),
    (25, "labels_are_known_by_their_fields_alone"),
    (26, "fields_that_letters_cannot_fill_are_refused"),
    (27, "fields_that_letters_cannot_fill_are_refused"),
    (28, "fields_of_word_stay"),
    (29, "the_authors_data_source_is_taken_out"),
    (
        30,
        "files_that_are_no_template_are_refused_each_in_its_own_way",
    ),
    (31, "a_letter_is_the_same_whenever_and_wherever_it_is_made"),
    (31, "letters_are_the_same_with_any_number_of_jobs"),
    (32, "names_are_fit_for_files"),
    (32, "two_contacts_of_one_name_get_two_files"),
    (33, "each_letter_has_its_own_header_and_pages"),
    (34, "numbers_and_names_stand_once"),
    (35, "a_letter_inherits_nothing_from_the_one_before_it"),
    (36, "notes_are_each_letters_own"),
    (37, "letters_can_be_looked_at_before_anything_is_logged"),
    (
        38,
        "each_line_has_template_subject_and_dates_of_its_language",
    ),
    (39, "addresses_are_written_as_their_country_does"),
    (40, "people_are_greeted_by_salutation_and_language"),
    (
        40,
        "a_formula_that_is_missing_is_told_with_type_language_and_contact",
    ),
    (41, "the_attachment_of_a_draft_is_the_letter"),
    (42, "nothing_in_a_cell_becomes_a_header"),
    (43, "drafts_of_a_run_reach_everybody_who_can_be_reached"),
    (44, "an_e_mail_becomes_a_draft"),
    (45, "what_letters_need_is_said_before_anything_is_written"),
    (46, "what_is_put_off_is_tried_again_and_delivered_once"),
    (46, "a_refused_one_is_told_and_the_others_go_on"),
    (
        46,
        "after_a_kill_between_answer_and_note_it_is_told_and_not_sent_again",
    ),
    (
        47,
        "a_letter_that_cannot_be_made_is_told_and_the_logging_stands",
    ),
    (
        48,
        "what_is_not_understood_is_said_and_the_value_stands_there",
    ),
];

#[test]
fn every_case_has_a_test() {
    let text: String = ["src", "tests"]
        .iter()
        .flat_map(|folder| {
            let folder = top().join(folder);
            let files = files_below(&folder).into_iter();
            files
                .filter(|file| has_extension(file, "rs"))
                .map(move |file| fs::read_to_string(folder.join(file)).expect("a source file"))
        })
        .collect();
    for (case, test) in CASES {
        let is_there =
            text.contains(&format!("    fn {test}()")) || text.contains(&format!("\nfn {test}()"));
        assert!(is_there, "[{case}] {test}");
    }
    let mut cases: Vec<usize> = CASES.iter().map(|(case, _)| *case).collect();
    cases.dedup();
    assert_eq!(cases, (1..=48).collect::<Vec<_>>());
}

fn book(contacts: &str, lines: &str) -> Book {
    let book = world::book();
    book.sheet("Contact", contacts).workbook(
        "segments.xlsx",
        &[
            (
                "Segment Header",
                "No.; Description; Interaction Template Code; Salesperson Code; Word Template Code; Subject (Default)
                 SPRING; Spring letter; LETTER; ANN; HELLO; Frühling / \"neu\"",
            ),
            ("Segment Line", lines),
        ],
    );
    book.template(
        "HELLO.docx",
        template(&["Dear {Contact_Name}, {Document_Subject}"]),
    );
    book
}

#[test]
fn two_contacts_of_one_name_get_two_files() {
    // [32]
    let book = book(
        "No.; Type; Name\nP1; Person; Anna Berg\nP2; Person; Anna Berg\nP3; Person; A/B: \"C\"?",
        "Segment No.; Contact No.\nSPRING; P1\nSPRING; P2\nSPRING; P3",
    );
    world::succeeds(book.segbook(&["letters", "SPRING"]));
    assert_eq!(
        files_below(&book.path("out/letters/SPRING")),
        [
            "10000_P1_Anna Berg.docx",
            "20000_P2_Anna Berg.docx",
            "30000_P3_AB C.docx",
            "letters.xlsx"
        ]
    );
}

#[test]
fn the_attachment_of_a_draft_is_the_letter() {
    // [41]
    let book = book(
        "No.; Type; Name; Email\nP1; Person; Anna Berg; anna@mail.example",
        "Segment No.; Contact No.; Correspondence Type\nSPRING; P1; Email\nSPRING; P1; Hard Copy",
    );
    world::succeeds(book.segbook(&["run", "--send"]));
    let folder = book.only_run().join("letters/SPRING");
    let draft = fs::read_to_string(folder.join("10000_P1_Anna Berg.eml")).expect("a draft");
    let letter = fs::read(folder.join("20000_P1_Anna Berg.docx")).expect("a letter");
    let (head, body) = draft.split_once("\r\n\r\n").expect("a head");
    let names: Vec<&str> = head
        .lines()
        .filter(|line| !line.starts_with(' '))
        .filter_map(|line| line.split(':').next())
        .collect();
    assert_eq!(
        names,
        ["X-Unsent", "To", "Subject", "MIME-Version", "Content-Type"]
    );
    assert!(
        head.contains("\r\nTo: \"Anna Berg\" <anna@mail.example>\r\n"),
        "{head}"
    );
    // The name of the file has nothing that no file may have.
    assert!(
        head.contains("Subject: =?utf-8?b?RnLDvGhsaW5n?= / \"neu\"\r\n"),
        "{head}"
    );
    assert!(
        body.contains("filename*0*=utf-8''Fr%C3%BChling%20%20neu.docx"),
        "{body}"
    );
    let attached: String = body.split("\r\n").collect();
    assert!(attached.contains(&base64(&letter)), "{body}");
}
