//! Templates are inputs: what letters were made of is known afterwards.

use std::fs;

use serde_json::Value;

use crate::support::{Book, book_to_mail, template, world};

fn record(book: &Book) -> Value {
    let json = fs::read_to_string(book.only_run().join("run.json")).expect("run.json");
    serde_json::from_str(&json).expect("JSON")
}

fn dry_run(book: &Book, more: &[&str]) -> String {
    let arguments = [&["run", "--dry-run", "--json"], more].concat();
    let json = world::succeeds(book.segbook(&arguments)).json();
    json["run"]["id"].as_str().expect("an id").to_owned()
}

#[test]
fn a_run_with_letters_knows_its_templates() {
    let book = book_to_mail(&[("B", "b@c.de"), ("A", "a@c.de"), ("C", "c@c.de")]);
    book.template("HELLO.DEU.txt", "Hallo");
    book.template("UNUSED.txt", "never read");
    world::succeeds(book.segbook(&["run", "--send"]));
    let record = record(&book);
    let inputs = record["inputs"].as_array().expect("the inputs");
    let templates: Vec<&Value> = inputs
        .iter()
        .filter(|input| {
            let name = input["name"].as_str().expect("a name");
            name.starts_with("templates/")
        })
        .collect();
    assert_eq!(templates.len(), 1, "{inputs:#?}");
    assert_eq!(templates[0]["name"], "templates/HELLO.txt");
    assert_eq!(templates[0]["bytes"], 31);
    // Worked out with another SHA-256.
    assert_eq!(
        templates[0]["sha256"],
        "da3cb5e13c4fe185ebeecb1cfb5a00fd5f5cd02ac710d0b7dc131e56083f01c4"
    );
    let counts = &record["segments"][0]["letters"];
    assert_eq!(
        counts,
        &serde_json::json!({"letters": 0, "drafts": 3, "failed": 0, "blank_fields": {}})
    );
    // The same again is nothing new.
    let again = world::succeeds(book.segbook(&["run", "--send"])).says("nothing new");
    drop(again);
    let shown = world::succeeds(book.segbook(&["history", "2026"])).stdout;
    assert!(shown.contains("templates/HELLO.txt"), "{shown}");
    assert!(
        shown.contains("0 letters, 3 e-mail drafts, 0 that could not be made"),
        "{shown}"
    );
    world::succeeds(book.segbook(&["history", "--verify"]));
}

#[test]
fn another_template_makes_another_run_when_letters_are_written() {
    let book = book_to_mail(&[("B", "b@c.de"), ("A", "a@c.de"), ("C", "c@c.de")]);
    let ids = |book: &Book| [dry_run(book, &[]), dry_run(book, &["--send"])];
    let before = ids(&book);
    assert_eq!(ids(&book), before);
    // What no line uses changes nothing.
    book.template("OTHER.docx", template(&["x"]));
    assert_eq!(ids(&book), before);
    book.template("HELLO.txt", "Dear customer, summer is here");
    let after = ids(&book);
    assert_eq!(after[0], before[0]);
    assert_ne!(after[1], before[1]);
    // Nor does the place of the book.
    let elsewhere = Book::copy_of(book.folder());
    assert_eq!(ids(&elsewhere), after);
}
