//! What is said of letters that are made all the same, and `--strict`, which makes none then. Numbers in
//! brackets are the acceptance cases of Word merge.

use crate::support::{Book, book_to_mail, files_below, template, world};

fn mails(addresses: [&str; 3]) -> Book {
    book_to_mail(&[
        ("B", addresses[0]),
        ("A", addresses[1]),
        ("C", addresses[2]),
    ])
}

#[test]
fn strict_stops_before_anything_is_written() {
    // [43] An address that is none: the line has an error, the others go on.
    let book = mails(["b e@c.de", "a@c.de", "c@c.de"]);
    world::succeeds(book.segbook(&["log", "SPRING", "--send", "--dry-run"]));
    for command in [
        &["log", "SPRING", "--send", "--strict"][..],
        &["run", "--send", "--strict"],
        &["letters", "SPRING", "--strict"],
    ] {
        let outcome = book.segbook(command).exits(1);
        let outcome = outcome.says("nothing was written");
        assert!(!book.path("out").exists(), "{outcome:?}");
    }
    // The same without an address that could be found wrong before.
    let book = mails(["b@c.de", "a@c.de", "c@c.de"]);
    book.template("HELLO.txt", "Dear {{Formal Salutation}}");
    for command in [
        &["log", "SPRING", "--send", "--strict"][..],
        &["letters", "SPRING", "--strict"],
    ] {
        let outcome = book.segbook(command).exits(1);
        let outcome = outcome
            .says("error[W118]")
            .says("no salutation formula of type Formal")
            .says("nothing was written");
        assert!(!book.path("out").exists(), "{outcome:?}");
        assert!(!outcome.stderr.contains("logged,"), "{outcome:?}");
    }
    world::succeeds(book.segbook(&["log", "SPRING", "--send"])).says("warning[W118]");
}

#[test]
fn what_was_not_to_be_logged_is_not_stopped_by_letters() {
    let book = mails(["b@c.de", "a@c.de", "c@c.de"]);
    book.template("HELLO.txt", "Dear {{Contact Nmae}}");
    book.workbook(
        "more.xlsx",
        &[
            (
                "Segment Header",
                "No.; Description; Interaction Template Code; Salesperson Code; Hold
                 LATER; Later; CALL; ANN; Yes",
            ),
            ("Segment Line", "Segment No.; Contact No.\nLATER; B"),
        ],
    );
    let outcome = book.segbook(&["run", "--send"]).exits(1);
    let end = outcome.balance();
    assert!(end.contains("SPRING: stopped by errors"), "{end}");
    assert!(end.contains("LATER: 1 selected, held"), "{end}");
}

#[test]
fn strict_leaves_earlier_letters_alone() {
    let book = mails(["b@c.de", "a@c.de", "c@c.de"]);
    world::succeeds(book.segbook(&["letters", "SPRING"]));
    let before = book.results();
    book.template("HELLO.txt", "Dear {{Formal Salutation}}");
    drop(book.segbook(&["letters", "SPRING", "--strict"]).exits(1));
    assert_eq!(book.results(), before);
}

#[test]
fn several_e_mails_to_one_address_are_told() {
    let book = mails(["b@c.de; x@c.de", "B@C.de", "x@c.de"]);
    let outcome = world::succeeds(book.segbook(&["run", "--send"]));
    let outcome = outcome
        .says("2 e-mails of segment SPRING to b@c.de, in lines 10000 and 20000")
        .says("2 e-mails of segment SPRING to x@c.de, in lines 10000 and 30000");
    assert_eq!(outcome.stderr.matches("[W121]").count(), 2, "{outcome:?}");
    let record = std::fs::read_to_string(book.only_run().join("run.json")).expect("run.json");
    assert_eq!(record.matches("\"W121\"").count(), 2, "{record}");
}

#[test]
fn e_mails_without_a_subject_are_told() {
    let book = mails(["b@c.de", "a@c.de", "c@c.de"]);
    book.workbook(
        "segments.xlsx",
        &[
            (
                "Segment Header",
                "No.; Description; Interaction Template Code; Salesperson Code; Word Template Code
                 SPRING; Spring letter; CALL; ANN; HELLO",
            ),
            (
                "Segment Line",
                "Segment No.; Contact No.; Correspondence Type; Subject
                 SPRING; B; Email; Hello
                 SPRING; A; Email;
                 SPRING; C; Email;",
            ),
        ],
    );
    world::succeeds(book.segbook(&["run", "--send"]))
        .says("warning[W122]")
        .says("no subject in the e-mails of lines 20000 and 30000 of segment SPRING");
}

#[test]
fn characters_that_are_left_out_are_told() {
    // [16]
    let book = mails(["b@c.de", "a@c.de", "c@c.de"]);
    book.csv(
        "Contact.csv",
        "No.,Type,Name,Email\nB,Person,Be\u{b}a,b@c.de\nA,Person,Alf,a@c.de\nC,Person,\u{1}Cem,c@c.de\n\
         D,Person,Dora,\n",
    );
    book.template("HELLO.txt", "Dear {{Contact Name}}");
    let outcome = world::succeeds(book.segbook(&["run", "--send"]));
    drop(outcome.says("warning[W119]").says(
        "control characters in the field Contact Name of lines 10000 and 30000 of segment SPRING",
    ));
    let run = book.only_run();
    let files = files_below(&run);
    let bea = files.iter().find(|f| f.contains("10000_B")).expect("one");
    let text = std::fs::read_to_string(run.join(bea)).expect("a draft");
    assert!(text.contains("Dear Bea"), "{text}");
}

#[test]
fn what_is_different_in_a_document_for_printing_is_told() {
    let book = mails(["", "", ""]);
    book.workbook(
        "segments.xlsx",
        &[
            (
                "Segment Header",
                "No.; Description; Interaction Template Code; Salesperson Code; Word Template Code
                 SPRING; Spring letter; LETTER; ANN; HELLO",
            ),
            (
                "Segment Line",
                "Segment No.; Contact No.\nSPRING; B\nSPRING; A",
            ),
        ],
    );
    book.template("HELLO.docx", template(&["{Contact_Name} of {=NUMPAGES}"]));
    let outcome = world::succeeds(book.segbook(&["letters", "SPRING"]));
    assert!(!outcome.stderr.contains("W113"), "{outcome:?}");
    let outcome = book.segbook(&["letters", "SPRING", "--combined"]);
    world::succeeds(outcome)
        .says("warning[W113] templates/HELLO.docx")
        .says("NUMPAGES");
    // It is an error before anything is there.
    let outcome = book.segbook(&["log", "SPRING", "--send", "--combined", "--strict"]);
    drop(outcome.exits(1).says("error[W113]"));
    assert!(!book.path("out/runs").exists());
}
