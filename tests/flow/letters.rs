//! Letters and e-mail drafts: from a look at three of them to those of a logged segment. Numbers in
//! brackets are the acceptance cases of Word merge.

use std::fs;

use crate::support::{Book, files_below, has_extension, template, world};

#[test]
fn letters_can_be_looked_at_before_anything_is_logged() {
    let book = book_of_three();
    book.template(
        "HELLO.docx",
        template(&[
            "{Contact_Name}",
            "{Line_Comment}",
            "{Document_Date \\@ \"d MMMM yyyy\"}",
            "Yours {SalespersonPurchaser_Name}",
        ]),
    );
    book.template("OWN.docx", template(&["Only for {Contact_Name}"]));
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
                "Segment No.; Contact No.; Comment; Word Template Code
          SPRING; B; Call me;
          SPRING; A; ;
          SPRING; C; ; OWN",
            ),
        ],
    );
    let outcome = book.segbook(&["letters", "SPRING", "--combined"]);
    assert_eq!(outcome.code, 0, "{outcome:?}");
    let files = files_below(&book.path("out/letters/SPRING"));
    // [37] The one with a template of its own stands in a second document.
    let letters: Vec<&str> = files
        .iter()
        .map(String::as_str)
        .filter(|f| has_extension(f, "docx"))
        .collect();
    assert_eq!(letters.len(), 5, "{files:?}");
    assert_eq!(letters[0].split('_').next(), Some("10000"), "{files:?}");
    let own = letters
        .iter()
        .find(|f| f.starts_with("30000_C_"))
        .expect("the third letter");
    assert!(
        book.letter(&format!("out/letters/SPRING/{own}"))
            .starts_with("Only for ")
    );
    let combined = book.letter("out/letters/SPRING/combined.docx");
    assert_eq!(
        combined.matches("23 November 2026").count(),
        2,
        "{combined}"
    );
    assert!(combined.contains("Call me"), "{combined}");
    assert!(
        !combined.contains("||"),
        "the blank comment leaves no line: {combined}"
    );
    let second = book.letter("out/letters/SPRING/combined-2.docx");
    assert!(second.starts_with("Only for "), "{second}");
    assert!(!book.path("ledger.db").exists() || !book.path("out/runs").exists());
    let preview = book.segbook(&["preview"]);
    assert!(
        preview
            .stdout
            .contains("3 letters, 0 e-mail drafts; blank: Line_Comment 1\n"),
        "{preview:?}"
    );
    // Fewer, and again.
    let outcome = book.segbook(&["letters", "SPRING", "--limit", "1"]);
    assert_eq!(outcome.code, 0, "{outcome:?}");
    let files = files_below(&book.path("out/letters/SPRING"));
    assert_eq!(
        files.iter().filter(|f| has_extension(f, "docx")).count(),
        1,
        "{files:?}"
    );
}

#[test]
fn a_dry_run_tells_how_many_letters_there_would_be() {
    let book = book_of_three();
    let before = files_below(book.folder());
    for (arguments, told) in [
        (
            &["log", "SPRING", "--send"][..],
            "SPRING: 3 letters, 0 e-mail drafts",
        ),
        (&["run", "--send"], "SPRING: 3 letters, 0 e-mail drafts"),
        (&["letters", "SPRING"], "SPRING: 3 letters, 0 e-mail drafts"),
        (
            &["letters", "SPRING", "--limit", "2"],
            "SPRING: 2 letters, 0 e-mail drafts",
        ),
    ] {
        let arguments = [arguments, &["--dry-run"]].concat();
        let outcome = world::succeeds(book.segbook(&arguments));
        assert!(outcome.stderr.contains(told), "{arguments:?}: {outcome:?}");
        let shown = book.segbook(&[&*arguments, &["--json"]].concat()).json();
        let letters = told.split([' ', ':']).nth(2);
        let counted = &shown["segments"][0]["letters"]["letters"];
        assert_eq!(
            Some(&*counted.to_string()),
            letters,
            "{arguments:?}: {shown}"
        );
        assert_eq!(files_below(book.folder()), before);
    }
    // Nobody asked for letters.
    let outcome = world::succeeds(book.segbook(&["run", "--dry-run"]));
    assert!(!outcome.stderr.contains("letters"), "{outcome:?}");
}

#[test]
fn letters_are_the_same_with_any_number_of_jobs() {
    // [31]
    let all = |jobs: &str| {
        let book = book_of_three();
        world::succeeds(book.segbook(&["letters", "SPRING", "--combined", "--jobs", jobs]));
        let folder = book.path("out/letters/SPRING");
        let files = files_below(&folder);
        files
            .into_iter()
            .map(|f| (fs::read(folder.join(&f)).expect("a file"), f))
            .collect::<Vec<_>>()
    };
    assert!(all("1") == all("8"));
}

fn book_of_three() -> Book {
    let book = world::book();
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
                "Segment No.; Contact No.
          SPRING; B
          SPRING; A
          SPRING; C",
            ),
        ],
    );
    book.template("HELLO.docx", template(&["{Entry_No} {Contact_Name}"]));
    book
}

#[test]
fn a_logged_segment_has_its_letters_in_the_run() {
    let book = book_of_three();
    let outcome = book.segbook(&["log", "SPRING", "--send", "--combined"]);
    assert_eq!(outcome.code, 0, "{outcome:?}");
    let run = book.only_run();
    let files = files_below(&run);
    let letters: Vec<&String> = files
        .iter()
        .filter(|f| f.starts_with("letters/SPRING/"))
        .collect();
    assert_eq!(letters.len(), 4, "{files:?}");
    assert!(files.contains(&"letters.xlsx".to_owned()), "{files:?}");
    assert!(
        !files.iter().any(|f| f.starts_with("letters-failed")),
        "{files:?}"
    );
    let json = fs::read_to_string(run.join("run.json")).expect("run.json");
    assert!(json.contains(letters[0].as_str()), "{json}");
    let first = letters
        .iter()
        .find(|f| f.contains("10000_B_"))
        .expect("a letter");
    let text = book.letter(&format!("{}/{first}", run.display()));
    assert!(text.starts_with("1 "), "the log entry's number: {text}");
    let rows = book.written("letters.xlsx").sheet("Letters").rows(&[
        "Line No.",
        "Contact No.",
        "Delivery Status",
    ]);
    assert_eq!(rows, ["10000|B|", "20000|A|", "30000|C|"]);
    // The same again is nothing new.
    let again = book.segbook(&["letters", "SPRING"]);
    assert_eq!(again.code, 4, "{again:?}");
}

#[test]
fn a_letter_that_cannot_be_made_is_told_and_the_logging_stands() {
    // [47] A body for e-mails is no letter.
    let book = book_of_three();
    fs::remove_file(book.path("templates/HELLO.docx")).expect("a template");
    book.template("HELLO.html", "<p>Hi {{Contact Name}}</p>");
    let outcome = book.segbook(&["run", "--send"]);
    assert_eq!(outcome.code, 0, "{outcome:?}");
    assert!(outcome.stderr.contains("W118"), "{outcome:?}");
    let rows = book
        .written("logged/SPRING.xlsx")
        .sheet("Interaction Log Entry")
        .rows(&["Contact No.", "Delivery Status"]);
    assert_eq!(rows, ["B|Error", "A|Error", "C|Error"]);
    let files = files_below(&book.only_run());
    assert!(
        files.iter().any(|f| f.starts_with("letters-failed")),
        "{files:?}"
    );
}

#[test]
fn what_letters_need_is_said_before_anything_is_written() {
    // A field that nobody knows [9], a template that is not there, lines without one, and e-mails
    // without an address [45].
    for (code, name, text) in [
        ("W106", "HELLO.docx", "{Contact_Nmae}"),
        ("W114", "HALLO.docx", "x"),
    ] {
        let book = book_of_three();
        fs::remove_file(book.path("templates/HELLO.docx")).expect("a template");
        book.template(name, template(&[text]));
        let outcome = book.segbook(&["log", "SPRING", "--send"]);
        assert_eq!(outcome.code, 1, "{outcome:?}");
        assert!(outcome.stderr.contains(code), "{outcome:?}");
        assert!(outcome.stderr.contains("did you mean"), "{outcome:?}");
        assert!(!book.path("out/runs").exists());
    }
    let book = world::book_with_spring();
    let outcome = book.segbook(&["run", "--send"]);
    assert_eq!(outcome.code, 1, "{outcome:?}");
    assert!(outcome.stderr.contains("W115"), "{outcome:?}");
    let book = book_of_three();
    book.workbook("segments.xlsx", &[
        ("Segment Header", "No.; Description; Interaction Template Code; Salesperson Code; Word Template Code; Correspondence Type (Default)
          SPRING; Spring letter; LETTER; ANN; HELLO; Email"),
        ("Segment Line", "Segment No.; Contact No.; Correspondence Type
          SPRING; B; Email"),
    ]).sheet("Contact", "No.; Type; Name; Email\nB; Person; Bea Berg; ");
    let outcome = book.segbook(&["run", "--send"]);
    assert_eq!(outcome.code, 1, "{outcome:?}");
    assert!(outcome.stderr.contains("L010"), "{outcome:?}");
}

#[test]
fn an_e_mail_becomes_a_draft() {
    // [41] [44]
    let book = book_of_three();
    book.workbook("segments.xlsx", &[
        ("Segment Header", "No.; Description; Interaction Template Code; Salesperson Code; Word Template Code; Subject (Default)
          SPRING; Spring letter; LETTER; ANN; HELLO; Spring is here"),
        ("Segment Line", "Segment No.; Contact No.; Correspondence Type
          SPRING; B; Email"),
    ]).sheet("Contact", "No.; Type; Name; Email\nB; Person; Bea <b>; bea@mail.example");
    // [W117] Only a document: it goes as attachment.
    let outcome = book.segbook(&["run", "--send"]);
    assert_eq!(outcome.code, 0, "{outcome:?}");
    assert!(outcome.stderr.contains("W117"), "{outcome:?}");
    let draft = |book: &Book| {
        let run = book.only_run();
        let files = files_below(&run);
        let file = files
            .iter()
            .find(|f| has_extension(f, "eml"))
            .expect("a draft")
            .clone();
        fs::read_to_string(run.join(file)).expect("text")
    };
    let text = draft(&book);
    assert!(text.starts_with("X-Unsent: 1\r\n"), "{text}");
    assert!(
        text.contains("bea@mail.example") && text.contains("Spring is here.docx"),
        "{text}"
    );
    let book = book_of_three();
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
                "Segment No.; Contact No.; Correspondence Type
          SPRING; B; Email",
            ),
        ],
    )
    .sheet(
        "Contact",
        "No.; Type; Name; Email\nB; Person; Bea <b>; bea@mail.example",
    );
    book.template("HELLO.html", "<p>Hi {{Contact Name}}</p>");
    world::succeeds(book.segbook(&["run", "--send"]));
    let text = draft(&book);
    assert!(text.contains("<p>Hi Bea &lt;b&gt;</p>"), "{text}");
    assert!(text.contains("Hi Bea <b>"), "{text}");
    assert!(!text.contains(".docx"), "{text}");
}

#[test]
fn two_columns_of_one_name_are_told() {
    let book = book_of_three();
    book.sheet(
        "Contact",
        "No.; Type; Name; Line Comment\nB; Person; Bea; x\nA; Company; Alpha; \nC; Person; Cem; ",
    );
    let outcome = book.segbook(&["letters", "SPRING"]);
    assert_eq!(outcome.code, 1, "{outcome:?}");
    assert!(outcome.stderr.contains("W116"), "{outcome:?}");
}
