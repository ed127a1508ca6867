//! Values of letters by BC's rules: languages, address blocks, salutations. Numbers in brackets are the
//! acceptance cases of Word merge.

use std::fs;

use crate::support::{Book, files_below, template, world};

/// The usual world; C and D are persons of company A, B is one of her own.
const CONTACTS: &str = "
    No.; Type; Name; First Name; Middle Name; Surname; Company No.; Address; Address 2; Post Code; City; County; Country/Region Code; Salutation Code; Language Code; Email
    A; Company; Alpha GmbH; ; ; ; A; Hof 1; Haus 2; 10115; Berlin; ; DE; ; ;
    B; Person; Bea Berg; Bea; ; Berg; ; High Street 2; ; N16 34Z; London; Kent; GB; F; ENU;
    C; Person; Cem Can; Cem; ; Can; A; Weg 3; ; 01234; Dresden; ; DE; M; DEU;
    D; Person; Dora Eva Dahl; Dora; Eva; Dahl; A; Main Road 4; Floor 5; 62701; Springfield; IL; US; F; FRA; dora@c.de";

const COUNTRIES: &str = "
    Code; Name; Address Format; Contact Address Format
    DE; Germany; Post Code+City; After Company Name
    GB; Great Britain; ; First
    US; USA; City+County+Post Code; Last";

const FORMULAS: &str = "
    Salutation Code; Language Code; Salutation Type; Salutation; Name 1; Name 2; Name 3
    F; ENU; Formal; Dear Ms. %1 %2 %3,; First Name; Middle Name; Surname
    F; ; Formal; Dear Madam,; ; ;
    M; DEU; Formal; Sehr geehrter Herr %1,; Surname; ;
    M; ENU; Formal; Dear Mr. %1,; Surname; ;
    F; ENU; Informal; Hi %1,; First Name; ;
    M; DEU; Informal; Hallo %1,; First Name; ;";

const HEADER: &str = "
    No.; Description; Interaction Template Code; Salesperson Code; Word Template Code; Date; Subject (Default); Language Code (Default)
    SPRING; Spring letter; LETTER; ANN; HELLO; 2026-03-01; Spring is here; ENU";

/// A segment with these lines below `Segment No.; Contact No.; Language Code; Correspondence Type`.
fn book(lines: &[&str], languages: &[&str]) -> Book {
    let book = world::book();
    let with = |captions: &str, rows: &[&str]| {
        let rows: Vec<String> = rows.iter().map(|row| format!("SPRING; {row}")).collect();
        format!("{captions}\n{}", rows.join("\n"))
    };
    let lines = with(
        "Segment No.; Contact No.; Language Code; Correspondence Type; Contact Alt. Address Code",
        lines,
    );
    let languages = with(
        "Segment No.; Segment Line No.; Language Code; Subject; Word Template Code",
        languages,
    );
    book.sheet("Contact", CONTACTS).workbook(
        "segments.xlsx",
        &[
            ("Segment Header", HEADER),
            ("Segment Line", &lines),
            ("Segment Interaction Language", &languages),
            ("Countries", COUNTRIES),
            ("Salutation Formula", FORMULAS),
        ],
    );
    book
}

/// The text of each letter of the only run, by name of the file without its ending.
fn letters(book: &Book) -> Vec<String> {
    let run = book.only_run();
    let files = files_below(&run).into_iter();
    files
        .filter(|file| file.starts_with("letters/"))
        .map(|file| book.letter(&format!("{}/{file}", run.display())))
        .collect()
}

#[test]
fn each_line_has_template_subject_and_dates_of_its_language() {
    // [38] There is no row for the French of D: that of the segment's language counts.
    let book = book(
        &["B; ENU;", "C; DEU;", "D; ;"],
        &[
            "0; ENU; Spring is here; HELLO",
            "0; DEU; Der Frühling ist da; HALLO",
        ],
    );
    let text = "{Document_Subject}, {Document_Date \\@ \"d. MMMM yyyy\"}";
    book.template("HELLO.docx", template(&[&format!("any: {text}")]));
    book.template("HELLO.ENU.docx", template(&[&format!("English: {text}")]));
    book.template("HALLO.docx", template(&[&format!("Deutsch: {text}")]));
    world::succeeds(book.segbook(&["run", "--send"]));
    assert_eq!(
        letters(&book),
        [
            "English: Spring is here, 1. March 2026",
            "Deutsch: Der Frühling ist da, 1. März 2026",
            "English: Spring is here, 1. March 2026",
        ]
    );
}

#[test]
fn addresses_are_written_as_their_country_does() {
    // [39]
    let book = book(&["B; ENU;", "A; ENU;", "C; ENU;", "D; ENU;"], &[]);
    book.template("HELLO.docx", template(&["{Contact_Mail_Address}"]));
    world::succeeds(book.segbook(&["run", "--send"]));
    assert_eq!(
        letters(&book),
        [
            // A country begins with City+Post Code in BC.
            "Bea Berg/High Street 2/London, N16 34Z/Kent/Great Britain",
            "Alpha GmbH/Hof 1/Haus 2/10115 Berlin/Germany",
            "Alpha GmbH/Cem Can/Weg 3/01234 Dresden/Germany",
            "Alpha GmbH/Main Road 4/Floor 5/Springfield, IL 62701/USA/Dora Eva Dahl",
        ]
    );
}

#[test]
fn an_alternative_address_counts_before_the_contacts_own() {
    let book = book(&["C; ENU; ; XMAS", "B; ENU; ;"], &[]);
    book.sheet(
        "Contact Alt. Address",
        "Contact No.; Code; Company Name; Address; Post Code; City; Country/Region Code
         C; XMAS; Hotel Post; Platz 9; 80331; München; DE",
    );
    book.template("HELLO.docx", template(&["{Contact_Mail_Address}"]));
    world::succeeds(book.segbook(&["run", "--send"]));
    assert_eq!(
        letters(&book)[0],
        "Hotel Post/Cem Can/Platz 9/80331 München/Germany"
    );
}

#[test]
fn people_are_greeted_by_salutation_and_language() {
    // [40] Attachments greet in the language of the line, Word templates in that of the contact.
    let book = book(&["B; ENU;", "C; DEU;", "D; ENU;"], &[]);
    book.template(
        "HELLO.docx",
        template(&["{Formal_Salutation}", "{CONTA_CALC_Formal_Salutation}"]),
    );
    world::succeeds(book.segbook(&["run", "--send"]));
    assert_eq!(
        letters(&book),
        [
            "Dear Ms. Bea Berg,|Dear Ms. Bea Berg,",
            "Sehr geehrter Herr Can,|Sehr geehrter Herr Can,",
            // There is nothing in French for her, so what is for all languages.
            "Dear Ms. Dora Eva Dahl,|Dear Madam,",
        ]
    );
}

#[test]
fn a_formula_that_is_missing_is_told_with_type_language_and_contact() {
    // [40]
    let book = book(&["B; DEU;", "C; DEU;"], &[]);
    book.template("HELLO.docx", template(&["{Formal_Salutation}"]));
    let outcome = world::succeeds(book.segbook(&["run", "--send"]));
    drop(outcome.says("warning[W118]").says(
        "no letter for contact B in line 10000 of segment SPRING: there is no salutation formula of \
         type Formal in language \"DEU\" for contact B (Salutation Code \"F\")",
    ));
    let rows = book.written("letters.xlsx").sheet("Letters").rows(&[
        "Contact No.",
        "Delivery Status",
        "Reason",
    ]);
    assert_eq!(
        rows,
        [
            "B|Error|there is no salutation formula of type Formal in language \"DEU\" for contact B \
             (Salutation Code \"F\")",
            "C||",
        ]
    );
    assert_eq!(letters(&book), ["Sehr geehrter Herr Can,"]);
    // Word templates leave it blank.
    let book = self::book(&["A; DEU;"], &[]);
    book.template(
        "HELLO.docx",
        template(&["Hello {CONTA_CALC_Formal_Salutation}"]),
    );
    world::succeeds(book.segbook(&["run", "--send"]));
    assert_eq!(letters(&book), ["Hello "]);
    let listed = book.written("letters.xlsx");
    let rows = listed.sheet("Letters");
    assert_eq!(
        rows.column("Blank Fields"),
        ["CONTA_CALC_Formal Salutation"]
    );
}

#[test]
fn a_draft_has_the_subject_of_its_language() {
    let book = book(&["D; DEU; Email", "B; ENU;"], &["0; DEU; Frühling; HELLO"]);
    book.template("HELLO.docx", template(&["x"]));
    book.template("HELLO.DEU.html", "<p>Guten Tag {{First Name}}</p>");
    world::succeeds(book.segbook(&["run", "--send"]));
    let run = book.only_run();
    let draft = fs::read_to_string(run.join("letters/SPRING/10000_D_Dora Eva Dahl.eml"));
    let draft = draft.expect("a draft");
    assert!(
        draft.contains("Subject: =?utf-8?b?RnLDvGhsaW5n?=\r\n"),
        "{draft}"
    );
    assert!(draft.contains("<p>Guten Tag Dora</p>"), "{draft}");
}
