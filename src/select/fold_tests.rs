//! Adding, reducing and refining as BC does it (reports 5198, 5197 and 5196; the first rows of the
//! table of Add are scenarios of Microsoft's test codeunit *Marketing Campaign Segments*).

use fixedbitset::FixedBitSet;

use super::fold::{Effect, Fold, Line, Origin};
use super::history::Reused;
use super::rank::Rank;
use super::standing::{LineCompanies, Standing};
use crate::check::book_for_tests::book;
use crate::check::{Book, NO_CONTACT};
use crate::schema::CONTACT;
use crate::segment::{Action, HandLine, StepOptions};

/// A company with two persons, a person without company, another company with a person.
fn contacts() -> Book {
    book(&[(
        &CONTACT,
        &[
            "No.|Name|Type|Company No.|Exclude from Segment",
            "A|Alpha|Company||",
            "B|Berta|Person||",
            "C|Carla|Person|A|",
            "D|Dora|Person|A|",
            "X|Xylo|Company||Yes",
            "Y|Yves|Person|X|",
        ],
    )])
}

fn bits(book: &Book, nos: &str) -> FixedBitSet {
    let mut bits = FixedBitSet::with_capacity(book.contacts().len());
    for no in nos.split_whitespace() {
        bits.insert(book.find_contact(no).unwrap() as usize);
    }
    bits
}

fn fold(book: &Book, nos: &str) -> Fold {
    let lines: Vec<HandLine> = (0..)
        .zip(nos.split_whitespace())
        .map(|(row, no)| HandLine {
            line_no: (row + 1) * 10_000,
            row: row as usize,
            contact: book.find_contact(no).unwrap_or(NO_CONTACT),
        })
        .collect();
    Fold::new(&lines)
}

/// The lines as `number contact`.
fn lines(book: &Book, fold: &Fold) -> Vec<String> {
    let show = |line: &Line| {
        let no = match line.contact {
            NO_CONTACT => "-",
            contact => book.contact_text(contact, crate::schema::contact::NO),
        };
        format!("{} {no}", line.line_no)
    };
    fold.lines.iter().map(show).collect()
}

/// The lines' contacts, in order.
fn contacts_of(book: &Book, fold: &Fold) -> String {
    let lines = lines(book, fold);
    let nos: Vec<&str> = lines
        .iter()
        .map(|l| l.split(' ').next_back().unwrap())
        .collect();
    nos.join(" ")
}

fn options(text: &str) -> StepOptions {
    StepOptions {
        allow_existing: text.contains("existing"),
        expand_companies: text.contains("expand"),
        allow_related_companies: text.contains("related"),
        ignore_exclusion: text.contains("ignore"),
        entire_companies: text.contains("entire"),
    }
}

fn add(book: &Book, fold: &mut Fold, matched: &str, how: &str) -> Effect {
    let all = bits(book, "A B C D X Y");
    let rank = Rank::new(book, &all);
    fold.add(book, &rank, &bits(book, matched), options(how))
}

#[test]
fn companies_are_expanded_and_added_before_exclusion() {
    let book = contacts();
    for (matched, how, expected) in [
        ("A B C", "", "B A C"),
        ("A B C", "related", "B A C"),
        ("B C", "related", "B A C"),
        ("B C", "", "B C"),
        ("C", "expand", "A C D"),
        ("A", "expand", "A C D"),
        ("B", "expand related", "B"),
        // The excluded company goes by its own flag alone, its person stays.
        ("Y", "expand related", "Y"),
        ("Y", "expand related ignore", "X Y"),
        ("X", "", ""),
    ] {
        let mut fold = Fold::default();
        add(&book, &mut fold, matched, how);
        assert_eq!(contacts_of(&book, &fold), expected, "{matched}: {how}");
    }
}

#[test]
fn contacts_with_a_line_are_skipped_unless_they_are_allowed() {
    let book = contacts();
    for (how, expected) in [
        ("", vec!["10000 C", "20000 B", "30000 A"]),
        ("existing", vec!["10000 C", "20000 B", "30000 A", "40000 C"]),
    ] {
        let mut fold = fold(&book, "C B");
        let effect = add(&book, &mut fold, "A C", how);
        assert_eq!(lines(&book, &fold), expected, "{how}");
        let existing = u64::from(how.is_empty());
        let wanted = Effect {
            before: 2,
            matched: 2,
            added: 2 - existing,
            removed: 0,
            existing,
            excluded: 0,
            after: 4 - existing,
        };
        assert_eq!(effect, wanted, "{how}");
    }
}

#[test]
fn numbers_go_on_after_the_last_line() {
    let book = contacts();
    let mut fold = Fold::new(&[HandLine {
        line_no: 12_345,
        row: 0,
        contact: 1,
    }]);
    add(&book, &mut fold, "C", "");
    assert_eq!(lines(&book, &fold), ["12345 B", "22345 C"]);
}

#[test]
fn reduce_removes_who_matches_and_refine_who_does_not() {
    let book = contacts();
    for (start, matched, action, how, expected, passing) in [
        ("A B C D", "B C", Action::Reduce, "", "A D", 2),
        ("A B C D", "B C", Action::Refine, "", "B C", 2),
        // Duplicates are treated alike.
        ("C B C", "C", Action::Reduce, "", "B", 1),
        ("C B C", "C", Action::Refine, "", "C C", 1),
        // Without filters everybody matches.
        ("A B", "A B C D X Y", Action::Reduce, "", "", 2),
        ("A B", "A B C D X Y", Action::Refine, "", "A B", 2),
        // One match of the company makes it match as a whole, even one without a line.
        ("A C B", "D", Action::Reduce, "entire", "B", 2),
        ("A C B", "D", Action::Refine, "entire", "A C", 2),
        ("A C B", "D", Action::Reduce, "", "A C B", 0),
        // A person without company stands alone.
        ("A B", "B", Action::Reduce, "entire", "A", 1),
        // A line whose contact is gone never matches.
        ("GONE B", "B", Action::Reduce, "", "-", 1),
        ("GONE B", "B", Action::Refine, "", "B", 1),
        // Exclude from Segment plays no role.
        ("X Y", "X", Action::Refine, "", "X", 1),
    ] {
        let mut fold = fold(&book, start);
        let companies = LineCompanies::default();
        let before = fold.lines.len() as u64;
        let standing = Standing::new(&fold, book.contacts(), &companies, options(how));
        let effect = fold.remove(&standing, &bits(&book, matched), &action);
        let case = format!("{start}: {action:?} {matched} {how}");
        assert_eq!(contacts_of(&book, &fold), expected, "{case}");
        assert_eq!((effect.before, effect.matched), (before, passing), "{case}");
        assert_eq!(effect.after, fold.lines.len() as u64, "{case}");
        assert_eq!(effect.removed, before - effect.after, "{case}");
    }
}

#[test]
fn entire_companies_looks_at_the_company_that_the_line_names() {
    let book = contacts();
    let mut fold = fold(&book, "B");
    let mut companies = LineCompanies::default();
    companies.insert(0, book.find_contact("A").unwrap());
    let removed = |fold: &mut Fold, companies: &LineCompanies, matched: &str| {
        let standing = Standing::new(fold, book.contacts(), companies, options("entire"));
        let effect = fold.remove(&standing, &bits(&book, matched), &Action::Reduce);
        effect.removed
    };
    // The members of A are tested; the line's own contact is none of them.
    assert_eq!(removed(&mut fold, &companies, "C"), 0);
    assert_eq!(removed(&mut fold, &companies, "B"), 0);
    assert_eq!(removed(&mut fold, &LineCompanies::default(), "B"), 1);
}

#[test]
fn a_reused_segment_gives_a_line_for_each_entry() {
    let book = contacts();
    let mut fold = fold(&book, "C");
    let entry = |no: &str, contact| Reused {
        contact,
        contact_no: no.into(),
        campaign_no: "CP1".into(),
    };
    let carla = book.find_contact("C").unwrap();
    let excluded = book.find_contact("X").unwrap();
    let effect = fold.reuse(vec![
        entry("C", carla),
        entry("X", excluded),
        entry("C", carla),
        entry("OLD", NO_CONTACT),
    ]);
    assert_eq!(
        lines(&book, &fold),
        ["10000 C", "20000 C", "30000 X", "40000 C", "50000 -"]
    );
    assert_eq!(
        (effect.before, effect.matched, effect.added, effect.after),
        (1, 3, 4, 5)
    );
    assert_eq!(fold.lines[4].origin, Origin::Reused(3));
}

#[test]
fn contacts_come_by_company_then_company_first_then_name_then_no() {
    let book = book(&[(
        &CONTACT,
        &[
            "No.|Name|Type|Company No.",
            "9|Zoo|Company|",
            "8|aldi|Company|",
            "7|Åsa|Person|9",
            "6|Anna|Person|9",
            "5|anna|Person|9",
            "4|Anna|Person|9",
            "3|Zoe|Person|",
            "2|Zoo|Company|",
            "1|-dash|Person|",
        ],
    )]);
    let mut fold = Fold::default();
    let all = bits(&book, "1 2 3 4 5 6 7 8 9");
    let rank = Rank::new(&book, &all);
    fold.add(&book, &rank, &all, StepOptions::default());
    // No company first; punctuation counts; of two companies Zoo the one with the lower No.; lower case
    // before upper case where nothing else differs; accents after.
    assert_eq!(contacts_of(&book, &fold), "1 3 8 2 9 5 4 6 7");
}
