//! The flags that all commands share, and what they win over.

use crate::support::{Book, DATE, Outcome, bare_command, files_below, world};

#[test]
fn the_book_comes_from_the_flag_the_environment_or_the_current_folder() {
    let book = world::book_with_spring();
    let ways: [fn(&mut assert_cmd::Command, &std::path::Path); 3] = [
        |command, folder| _ = command.arg("--book").arg(folder),
        |command, folder| _ = command.env("SEGBOOK_BOOK", folder),
        |command, folder| _ = command.current_dir(folder),
    ];
    for way in ways {
        let mut command = bare_command();
        command.args(["check", "--date", DATE, "--user", "MARTA"]);
        way(&mut command, book.folder());
        let outcome = Outcome::of(&mut command).exits(0);
        assert!(
            outcome.balance().starts_with("6 contacts read"),
            "{}",
            outcome.stderr
        );
    }
}

#[test]
fn a_flag_wins_over_the_environment_and_that_over_the_settings() {
    let logged_by = |flag: Option<&str>, variable: Option<&str>| {
        let book = world::book_with_spring();
        book.settings("[run]\nuser = \"third\"\n");
        let mut command = bare_command();
        command
            .args(["run", "--date", "2026-11-23", "--book"])
            .arg(book.folder());
        if let Some(user) = flag {
            command.args(["--user", user]);
        }
        if let Some(user) = variable {
            command.env("SEGBOOK_USER", user);
        }
        Outcome::of(&mut command).exits(0);
        book.written("logged/SPRING.xlsx")
            .sheet("Logged Segment")
            .cell(0, "User ID")
    };
    assert_eq!(logged_by(Some("first"), Some("second")), "FIRST");
    assert_eq!(logged_by(None, Some("second")), "SECOND");
    assert_eq!(logged_by(None, None), "THIRD");
}

#[test]
fn strict_makes_errors_of_warnings() {
    let header = "No.; Description\nSPRING;";
    let book = world::book_with(header, world::GERMANS);
    world::succeeds(book.segbook(&["check"])).says("warning[");
    book.segbook(&["check", "--strict"]).exits(1);
}

#[test]
fn quiet_says_nothing_when_all_is_well() {
    let book = world::book_with_spring();
    let outcome = world::succeeds(book.segbook(&["run", "--quiet"]));
    assert_eq!(outcome.stdout, "");
    assert!(outcome.stderr.lines().count() <= 1, "{}", outcome.stderr);
    assert_eq!(book.runs().len(), 1);
}

#[test]
fn max_findings_limits_the_screen_alone() {
    let book = Book::sample("broken");
    let all = book.segbook(&["check"]).exits(1).stderr;
    let few = book
        .segbook(&["check", "--max-findings", "2"])
        .exits(1)
        .stderr;
    assert!(few.matches("error[").count() < all.matches("error[").count());
}

#[test]
fn colour_is_off_when_nobody_looks_and_on_when_asked() {
    let book = Book::sample("broken");
    for (flags, expected) in [
        (vec!["check"], false),
        (vec!["check", "--color", "never"], false),
        (vec!["check", "--color", "always"], true),
    ] {
        let outcome = book.segbook(&flags).exits(1);
        assert_eq!(outcome.stderr.contains('\u{1b}'), expected, "{flags:?}");
    }
}

#[test]
fn an_unknown_setting_names_the_nearest() {
    let book = world::book_with_spring();
    book.settings("[input]\ndate_ordr = \"dmy\"\n");
    let before = files_below(book.folder());
    book.segbook(&["run"])
        .exits(2)
        .says("date_ordr")
        .says("date_order");
    assert_eq!(files_below(book.folder()), before);
}
