//! The samples do what their README files promise. The expected lines of `spring-campaign` were
//! computed from BC's rules by an implementation of its own, not by segbook.

use std::collections::BTreeMap;
use std::fs;

use crate::support::{Book, Outcome, sample, top, world};

/// The rows of an expectation file by segment, cells joined by `|`, with its captions.
fn expected(file: &str) -> (Vec<String>, BTreeMap<String, Vec<String>>) {
    let path = top().join("tests/flow/expected").join(file);
    let mut reader = csv::Reader::from_path(path).expect("a file of expectations");
    let captions = reader
        .headers()
        .expect("captions")
        .iter()
        .map(str::to_owned)
        .collect();
    let mut rows: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for row in reader.records() {
        let cells: Vec<String> = row.expect("a row").iter().map(str::to_owned).collect();
        rows.entry(cells[0].clone())
            .or_default()
            .push(cells.join("|"));
    }
    (captions, rows)
}

/// Cells in one spelling: nothing, 0 and No are the same in an entry.
fn plain(rows: &[String]) -> Vec<String> {
    let cell = |cell: &str| {
        if cell == "0" || cell == "No" {
            String::new()
        } else {
            cell.to_owned()
        }
    };
    rows.iter()
        .map(|row| row.split('|').map(cell).collect::<Vec<_>>().join("|"))
        .collect()
}

fn check_entries(book: &Book) {
    let (captions, entries) = expected("spring-campaign-entries.csv");
    // Entries have no line number.
    let captions: Vec<&str> = captions
        .iter()
        .map(String::as_str)
        .filter(|name| *name != "Line No.")
        .collect();
    let mut entry_no = 129;
    for (segment, rows) in &entries {
        let logged = book.written(&format!("logged/{segment}.xlsx"));
        let sheet = logged.sheet("Interaction Log Entry");
        let wanted: Vec<String> = rows
            .iter()
            .map(|row| {
                let mut cells: Vec<&str> = row.split('|').collect();
                cells.remove(1);
                cells.join("|")
            })
            .collect();
        assert_eq!(plain(&sheet.rows(&captions)), wanted, "{segment}");
        let numbers: Vec<String> = (entry_no..entry_no + rows.len())
            .map(|no| no.to_string())
            .collect();
        assert_eq!(sheet.column("Entry No."), numbers, "{segment}");
        entry_no += rows.len();
    }
}

fn check_steps(book: &Book, kind: &str, segments: &[&str]) {
    let (_, steps) = expected("spring-campaign-steps.csv");
    for segment in segments {
        let workbook = book.written(&format!("{kind}/{segment}.xlsx"));
        let criteria = workbook.sheet("Segment Criteria Line");
        let mut seen = Vec::new();
        // The counts stand on a step's first row.
        for row in criteria.rows(&["Step", "Lines Before", "Matched", "Lines After", "Action"]) {
            if let Some((counts, action)) = row.rsplit_once('|')
                && !action.is_empty()
                && !counts.ends_with('|')
            {
                seen.push(format!("{segment}|{counts}"));
            }
        }
        seen.dedup();
        assert_eq!(&seen, &steps[*segment], "{segment}");
    }
}

#[test]
fn first_logs_seven_lines_and_a_follow_up() {
    let book = Book::sample("first");
    let outcome = world::succeeds(book.segbook(&["run"]));
    assert!(
        outcome.balance().starts_with(
            "12 contacts read = 12 usable + 0 rejected; SPRING: 7 logged, follow-up SM00001;"
        ),
        "{}",
        outcome.balance()
    );
    assert_eq!(
        book.written("logged/SPRING.xlsx")
            .sheet("Interaction Log Entry")
            .column("Contact No."),
        ["C900", "C100", "C101", "C102", "C200", "C201", "C300"]
    );
}

#[test]
fn spring_campaign_logs_the_expected_entries() {
    let book = Book::sample("spring-campaign");
    let outcome = world::succeeds(book.segbook(&["run"]));
    no_worse_than_notices(&outcome);
    check_entries(&book);
    check_steps(
        &book,
        "logged",
        &["SM00004", "SM00005", "SM00006", "SM00007", "SM00009"],
    );
    assert!(
        outcome.balance().starts_with(
            "389 contacts read = 389 usable + 0 rejected; SM00004: 73 logged, follow-up SM00010; \
         SM00005: 18 logged; SM00006: 121 logged; SM00007: 64 logged;"
        ),
        "{}",
        outcome.balance()
    );
    let next = book.written("follow-up/SM00010.xlsx");
    assert_eq!(next.sheet("Segment Line").len(), 73);
    assert!(!book.only_run().join("logged/SM00008.xlsx").exists());
    let before = book.results();
    world::succeeds(book.segbook(&["run"]));
    assert_eq!(book.results(), before);
}

#[test]
fn spring_campaign_selects_what_is_on_hold_too() {
    let book = Book::sample("spring-campaign");
    world::succeeds(book.segbook(&["select"]));
    check_steps(
        &book,
        "segments",
        &[
            "SM00004", "SM00005", "SM00006", "SM00007", "SM00008", "SM00009",
        ],
    );
}

#[test]
fn spring_campaign_invites_in_two_languages() {
    let book = Book::sample("spring-campaign");
    world::succeeds(book.segbook(&["run"]));
    let before = book.only_run();
    fs::copy(
        book.path("more/open-day.xlsx"),
        book.path("inbox/open-day.xlsx"),
    )
    .expect("a copy");
    world::succeeds(book.segbook(&["letters", "OPENDAY", "--limit", "2"]));
    let outcome = book.segbook(&["log", "OPENDAY", "--send", "--combined"]);
    no_worse_than_notices(&world::succeeds(outcome));
    let run = book.runs().into_iter().find(|run| *run != before);
    let run = run.expect("a second run").join("letters/OPENDAY");
    let letter = |name: &str| {
        let text = book.letter(&run.join(name).to_string_lossy());
        text.trim_start().to_owned()
    };
    let anja = letter("20000_CT100043_Anja Franke.docx");
    for text in [
        "Gartencenter Böhm KG/Anja Franke/",
        "23. November 2026|Einladung zum Tag der offenen Tür am 14. Januar 2027|Guten Tag Anja Franke,|",
        "Die Muster, um die Sie gebeten hatten, liegen für Sie bereit.|",
        "|Claire Fontaine|",
    ] {
        assert!(anja.contains(text), "{text} is missing in {anja}");
    }
    // Who has no personal word has no blank line in its place.
    let hotel = letter("10000_CT100012_Hotel Kühn e. K.docx");
    assert!(!hotel.contains("||"), "{hotel}");
    let callum = letter("40000_CT100298_Callum Evans.docx");
    assert!(
        callum.contains(
            "23 November 2026|You are invited: open day on 14 January 2027|Dear Callum Evans,|"
        ),
        "{callum}"
    );
    assert!(
        callum.contains("A word to you: Thank you for the tour"),
        "{callum}"
    );
    let both = letter("combined.docx");
    assert_eq!(both, format!("{hotel}|{anja}"));
    assert_eq!(letter("combined-2.docx"), callum);
    let draft = |name: &str| fs::read_to_string(run.join(name)).expect("a draft");
    let renee = draft("50000_CT100368_Renée Nguyen.eml");
    assert!(renee.contains("Subject: You are invited: open day on 14 January 2027\r\n"));
    assert!(renee.contains("<p>Dear Ren=C3=A9e Nguyen,</p>"), "{renee}");
    assert!(renee.contains("<p>Claire will be there all day"), "{renee}");
    assert!(draft("30000_CT100064_Jörg Vogel.eml").contains("<p>Guten Tag J=C3=B6rg Vogel,</p>"));
}

#[test]
fn european_csv_is_the_same_world() {
    let book = Book::sample("european-csv");
    let outcome = world::succeeds(book.segbook(&["run"]));
    no_worse_than_notices(&outcome);
    check_entries(&book);
}

fn no_worse_than_notices(outcome: &Outcome) {
    for word in ["error[", "warning["] {
        assert!(!outcome.stderr.contains(word), "{}", outcome.stderr);
    }
}

#[test]
fn broken_shows_every_mistake_in_one_pass() {
    let book = Book::sample("broken");
    let outcome = book.segbook(&["check"]).exits(1);
    for place in [
        "contacts.xlsx: Contact!L3 \"Last Date Modified\"",
        "contacts.xlsx: Contact!B4 \"Type\"",
        "contacts.xlsx: Contact!I6 \"Language Code\"",
        "contacts.xlsx: Contact!A7",
        "contacts.xlsx: Contact!D8 \"Company No.\"",
        "contacts.xlsx: Contact!D9 \"Company No.\"",
        "contacts.xlsx: Contact!F10 \"City\"",
        "contacts.xlsx: Contact!J11 \"Salesperson Code\"",
        "contacts.xlsx: Contact!K11 \"External ID\"",
        "contacts.xlsx: Contact!H12 \"Email\"",
        "contacts.xlsx: Contact!L13 \"Last Date Modified\"",
        "contacts.xlsx: Contact Mailing Group",
        "contacts.xlsx: Contcats",
        "segments.xlsx: Segment Header!C2 \"Interaction Template Code\"",
        "segments.xlsx: Segment Line!C3 \"Contact No.\"",
        "segments.xlsx: Segment Line!A4 \"Segment No.\"",
        "segments.xlsx: Segment Criteria Line!F2 \"Filter\"",
        "segments.xlsx: Segment Criteria Line!E3 \"Field\"",
        "segments.xlsx: Segment Criteria Line!D4 \"Table\"",
    ] {
        assert!(
            outcome.stderr.contains(place),
            "{place} is missing in\n{}",
            outcome.stderr
        );
    }
    for near in [
        "did you mean Contact?",
        "Mailing Group Code",
        "Salesperson Code",
    ] {
        assert!(
            outcome.stderr.contains(near),
            "{near} is missing in\n{}",
            outcome.stderr
        );
    }
    // Max Roth's Type cannot be read; nothing that follows from it is held against him.
    assert!(!outcome.stderr.contains("Contact!D4"), "{}", outcome.stderr);
    assert!(!book.path("out").exists());
    assert!(!book.path("ledger.db").exists());
}

#[test]
fn every_sample_explains_itself_in_a_few_lines() {
    for name in ["broken", "european-csv", "first", "spring-campaign"] {
        let readme = std::fs::read_to_string(sample(name).join("README.md")).unwrap();
        let lines = readme.lines().count();
        assert!((5..=40).contains(&lines), "{name}: {lines} lines");
        assert!(readme.contains(&format!("samples/{name}")), "{name}");
    }
}
