//! Precedence, and every way in which a configuration can be wrong.

use std::collections::BTreeMap;

use super::*;
use crate::error::{ErrorKind, Result};
use crate::value::{Date, DateOrder, DecimalMark};

/// Settings of a book with this `segbook.toml` and these environment variables.
fn settings(toml: &str, environment: &[(&str, &str)], flags: Flags) -> Result<Settings> {
    let book = tempfile::tempdir().expect("a folder");
    std::fs::write(book.path().join(FILE_NAME), toml).expect("a file");
    let flags = Flags {
        book: Some(book.path().to_owned()),
        ..flags
    };
    let variables: BTreeMap<&str, &str> = environment.iter().copied().collect();
    let lookup = |name: &str| variables.get(name).map(|value| (*value).to_owned());
    resolve(&flags, &lookup, &|| {
        Date::new(2026, 11, 23).expect("a date")
    })
}

/// One line a finding: code, spot, caption, found, expected, fix.
fn faults(toml: &str, environment: &[(&str, &str)], flags: Flags) -> Vec<String> {
    let error = settings(toml, environment, flags).expect_err("faults");
    assert_eq!(error.exit_code(), 2);
    error
        .findings()
        .iter()
        .map(|finding| {
            format!(
                "{} {} | {} | {} | {}",
                finding.code.id, finding.place, finding.found, finding.expected, finding.fix
            )
        })
        .collect()
}

#[test]
fn flag_wins_over_environment_over_file_over_default() {
    let toml = "[run]\nuser = \"from file\"";
    let variable = [("SEGBOOK_USER", "from variable"), ("USER", "katherine")];
    let flag = || Flags {
        user: Some("from flag".into()),
        ..Flags::default()
    };
    for (toml, environment, flags, user, origin) in [
        (toml, &variable[..], flag(), "FROM FLAG", "flag"),
        (
            toml,
            &variable[..],
            Flags::default(),
            "FROM VARIABLE",
            "environment",
        ),
        (
            toml,
            &variable[1..],
            Flags::default(),
            "FROM FILE",
            "segbook.toml",
        ),
        ("", &variable[1..], Flags::default(), "KATHERINE", "default"),
        (
            "",
            &[("USERNAME", "jo")][..],
            Flags::default(),
            "JO",
            "default",
        ),
        (
            "",
            &[("SEGBOOK_USER", "")][..],
            Flags::default(),
            "SEGBOOK",
            "default",
        ),
    ] {
        let settings = settings(toml, environment, flags).expect("settings");
        assert_eq!(settings.user, user);
        assert_eq!(settings.in_force["run.user"].origin, origin);
    }
}

#[test]
fn a_user_of_the_system_who_is_too_long_is_not_cut() {
    let long = "x".repeat(51);
    let settings = settings("", &[("USER", &long)], Flags::default()).expect("settings");
    assert_eq!(settings.user, "SEGBOOK");
}

#[test]
fn without_a_file_everything_has_its_default() {
    let book = tempfile::tempdir().expect("a folder");
    let flags = Flags {
        book: Some(book.path().to_owned()),
        ..Flags::default()
    };
    let today = Date::new(2026, 11, 23).expect("a date");
    let settings = resolve(&flags, &|_| None, &|| today).expect("settings");
    assert_eq!(settings.date, today);
    assert_eq!(settings.input.paths, [book.path().join("inbox")]);
    assert_eq!(settings.output.folder, book.path().join("out"));
    assert_eq!(settings.ledger, book.path().join("ledger.db"));
    let series = settings.number_series.map(|series| series.to_string());
    assert_eq!(series.as_deref(), Some("SM00001..SM99999"));
    assert_eq!(settings.fiscal_year_start, 1);
    assert_eq!(settings.on_error, OnError::Stop);
    assert_eq!(settings.output.format, OutputFormat::Xlsx);
    assert_eq!(settings.jobs, None);
    assert!(!settings.strict && !settings.output.csv_safe && !settings.output.csv_bom);
    assert!(
        settings
            .in_force
            .values()
            .all(|value| value.origin == "default")
    );
    assert!(!settings.in_force.contains_key("run.jobs"));
}

#[test]
fn every_key_is_read() {
    let toml = r#"
[input]
paths = ["inbox", "../team"]
header_row = 3
encoding = "Windows-1252"
delimiter = "tab"
decimal_mark = ","
date_order = "dmy"
[columns.contacts]
"Tel." = "Phone No."
Ort = "City"
[sheets]
Kunden = "Contact"
[number_series]
segments = ""
[setup]
fiscal_year_start = 4
[run]
user = "kh"
salesperson = "jo"
jobs = 2
on_error = "reject"
[output]
format = "both"
folder = "results"
csv_bom = true
csv_delimiter = ";"
csv_decimal_mark = ","
csv_safe = true
[ledger]
path = "log.db"
[limits]
rows_max = 1_000
columns_max = 30
"#;
    let settings = settings(toml, &[], Flags::default()).expect("settings");
    let input = &settings.input;
    assert_eq!(input.paths.len(), 2);
    assert_eq!(input.header_row, Some(2));
    assert_eq!(input.encoding.as_deref(), Some("windows-1252"));
    assert_eq!(input.delimiter, Some(b'\t'));
    assert_eq!(input.decimal_mark, DecimalMark::Comma);
    assert_eq!(input.date_order, Some(DateOrder::Dmy));
    let contact = &input.columns[&crate::schema::CONTACT.no];
    assert_eq!(contact["tel"], crate::schema::contact::PHONE_NO);
    assert_eq!(contact["ort"], crate::schema::contact::CITY);
    assert_eq!(input.sheets["kunden"], crate::schema::CONTACT.no);
    assert_eq!(settings.number_series, None);
    assert_eq!(settings.fiscal_year_start, 4);
    assert_eq!(
        (settings.user.as_str(), settings.salesperson.as_str()),
        ("KH", "JO")
    );
    assert_eq!(settings.jobs, Some(2));
    assert_eq!(settings.on_error, OnError::Reject);
    let output = &settings.output;
    assert_eq!(output.format, OutputFormat::Both);
    assert!(output.folder.ends_with("results"));
    assert!(output.csv_bom && output.csv_safe);
    assert_eq!(
        (output.csv_delimiter, output.csv_decimal_mark),
        (b';', DecimalMark::Comma)
    );
    assert!(settings.ledger.ends_with("log.db"));
    assert_eq!(
        (settings.limits.rows_max, settings.limits.columns_max),
        (1_000, 30)
    );
    assert_eq!(settings.in_force["input.paths"].value, "inbox, ../team");
}

#[test]
fn the_environment_sets_what_it_names() {
    let environment = [
        ("SEGBOOK_DATE", "2026-02-28"),
        ("SEGBOOK_JOBS", "8"),
        ("SEGBOOK_ON_ERROR", "reject"),
        ("SEGBOOK_FORMAT", "csv"),
        ("SEGBOOK_STRICT", "1"),
    ];
    let settings = settings("", &environment, Flags::default()).expect("settings");
    assert_eq!(settings.date.to_string(), "2026-02-28");
    assert_eq!(settings.jobs, Some(8));
    assert_eq!(settings.on_error, OnError::Reject);
    assert_eq!(settings.output.format, OutputFormat::Csv);
    assert!(settings.strict);
}

#[test]
fn unknown_keys_name_the_nearest() {
    for (toml, expected) in [
        (
            "[input]\ndate_ordr = \"dmy\"",
            "C001 segbook.toml: line 2, column 1 | \"date_ordr\" in [input] | one of paths, header_row, encoding, delimiter, decimal_mark, date_order | did you mean date_order?",
        ),
        (
            "[setup]\nuser = \"KH\"",
            "C001 segbook.toml: line 2, column 1 | \"user\" in [setup] | one of fiscal_year_start | user belongs below the heading [run]",
        ),
        (
            "[ledger]\n  colour = 1",
            "C001 segbook.toml: line 2, column 3 | \"colour\" in [ledger] | one of path, cache | correct the key, or delete the line",
        ),
        (
            "[smtp]\nhots = \"mail\"",
            "C001 segbook.toml: line 2, column 1 | \"hots\" in [smtp] | one of host, port, tls, user, rate_per_minute, tries, retry_seconds | did you mean host?",
        ),
        (
            "[smtp]\npassword = \"secret\"",
            "C001 segbook.toml: line 2, column 1 | \"password\" in [smtp] | one of host, port, tls, user, rate_per_minute, tries, retry_seconds | a password stands in no file: delete the line and set the environment variable SEGBOOK_SMTP_PASSWORD",
        ),
        (
            "[inputs]",
            "C001 segbook.toml: line 1, column 2 | \"inputs\" | one of [input], [number_series], [setup], [run], [output], [letters], [mail], [smtp], [ledger], [limits], [columns], [sheets] | did you mean [input]?",
        ),
        (
            "user = \"KH\"",
            "C001 segbook.toml: line 1, column 1 | \"user\" | one of [input], [number_series], [setup], [run], [output], [letters], [mail], [smtp], [ledger], [limits], [columns], [sheets] | user belongs below the heading [run]",
        ),
        (
            "[columns]\nTel = \"Phone No.\"",
            "C001 segbook.toml: line 2, column 1 | \"Tel\" directly under [columns] | a section for each table, e.g. [columns.Contact] | put the line below a heading [columns.<table>]",
        ),
    ] {
        assert_eq!(faults(toml, &[], Flags::default()), [expected], "{toml}");
    }
}

/// The file, what is found, what is allowed.
const NOT_ALLOWED: &[(&str, &str, &str)] = &[
    (
        "[input]\npaths = \"inbox\"",
        "\"inbox\"",
        "a list of files and folders, e.g. [\"inbox\"]",
    ),
    (
        "[input]\npaths = []",
        "[]",
        "a list of files and folders, e.g. [\"inbox\"]",
    ),
    (
        "[input]\nheader_row = 0",
        "\"0\"",
        "the number of the row that holds the captions, e.g. 3",
    ),
    (
        "[input]\nheader_row = \"3\"",
        "\"3\"",
        "the number of the row that holds the captions, e.g. 3",
    ),
    (
        "[input]\nencoding = \"ebcdic\"",
        "\"ebcdic\"",
        "\"utf-8\", \"utf-16le\", \"utf-16be\" or \"windows-1252\"",
    ),
    (
        "[input]\ndelimiter = \":\"",
        "\":\"",
        "\",\", \";\", \"|\" or \"tab\"",
    ),
    ("[input]\ndecimal_mark = \"'\"", "\"'\"", "\".\" or \",\""),
    (
        "[input]\ndate_order = \"european\"",
        "\"european\"",
        "\"ymd\" (2026/11/23), \"dmy\" (23.11.2026) or \"mdy\" (11/23/2026)",
    ),
    (
        "[number_series]\nsegments = \"SM1\"",
        "\"SM1\"",
        "a first and a last number that differ in their last digits only, e.g. \"SM00001..SM99999\", or \"\" for no series",
    ),
    (
        "[setup]\nfiscal_year_start = 13",
        "\"13\"",
        "a month from 1 to 12, e.g. 4 for April",
    ),
    (
        "[mail]\nfrom = \"Spring team\"",
        "\"Spring team\"",
        "an address, with or without a name, e.g. \"Spring team <news@example.com>\"",
    ),
    (
        "[mail]\nreply_to = \"a@b.c\\r\\nBcc: d@e.f\"",
        "\"a@b.c\r\nBcc: d@e.f\"",
        "an address, with or without a name, e.g. \"Spring team <news@example.com>\"",
    ),
    (
        "[smtp]\nhost = \"smtp.example.com:587\"",
        "\"smtp.example.com:587\"",
        "the name of a mail server, e.g. \"smtp.example.com\"",
    ),
    (
        "[smtp]\nport = 65536",
        "\"65536\"",
        "a port from 1 to 65535, e.g. 587",
    ),
    (
        "[smtp]\ntls = \"ssl\"",
        "\"ssl\"",
        "\"starttls\", \"tls\" or \"none\"",
    ),
    (
        "[smtp]\nrate_per_minute = 0",
        "\"0\"",
        "a whole number from 1 to 6000, e.g. 20",
    ),
    (
        "[smtp]\ntries = 21",
        "\"21\"",
        "a whole number from 1 to 20, e.g. 3",
    ),
    (
        "[smtp]\nretry_seconds = 3601",
        "\"3601\"",
        "seconds from 0 to 3600, e.g. 60",
    ),
    (
        "[run]\nuser = \"\"",
        "\"\"",
        "a name of 1 to 50 characters, e.g. \"KATHERINE\"",
    ),
    (
        "[run]\nsalesperson = \"ABCDEFGHIJKLMNOPQRSTU\"",
        "\"ABCDEFGHIJKLMNOPQRSTU\"",
        "a salesperson code of at most 20 characters, e.g. \"JO\"",
    ),
    (
        "[run]\njobs = 0",
        "\"0\"",
        "a whole number from 1 to 1024, e.g. 4",
    ),
    (
        "[run]\non_error = \"skip\"",
        "\"skip\"",
        "\"stop\" or \"reject\"",
    ),
    (
        "[output]\nformat = \"pdf\"",
        "\"pdf\"",
        "\"xlsx\", \"csv\" or \"both\"",
    ),
    ("[output]\nfolder = \"\"", "\"\"", "a folder, e.g. \"out\""),
    ("[output]\ncsv_bom = \"yes\"", "\"yes\"", "true or false"),
    ("[output]\ncsv_safe = 1", "1", "true or false"),
    (
        "[ledger]\npath = \" \"",
        "\" \"",
        "a file, e.g. \"ledger.db\"",
    ),
    (
        "[limits]\nrows_max = -1",
        "\"-1\"",
        "a whole number from 1 on, e.g. 1000",
    ),
    (
        "[limits]\nrows_max = 1.5",
        "1.5",
        "a whole number from 1 on, e.g. 1000",
    ),
    (
        "[limits]\nrows_max = 99999999999",
        "\"99999999999\"",
        "a whole number from 1 on, e.g. 1000",
    ),
    (
        "[sheets]\nKunden = 5050",
        "5050",
        "the name of a table, e.g. \"Contact\"",
    ),
];

#[test]
fn values_that_are_not_allowed_list_what_is() {
    for &(toml, found, expected) in NOT_ALLOWED {
        let error = settings(toml, &[], Flags::default()).expect_err(toml);
        let findings: Vec<_> = error.findings().iter().collect();
        assert_eq!(findings.len(), 1, "{toml}");
        assert_eq!(findings[0].code.id, "C002", "{toml}");
        assert_eq!(
            (findings[0].found.as_str(), findings[0].expected.as_str()),
            (found, expected),
            "{toml}"
        );
    }
}

#[test]
fn wrong_flags_and_variables_are_named() {
    let flags = Flags {
        user: Some(" ".into()),
        ..Flags::default()
    };
    let expected = [
        "C002 command line \"--user\" | \" \" | a name of 1 to 50 characters, e.g. \"KATHERINE\" | use one of the values that are allowed, or leave the setting out",
        "C002 environment \"SEGBOOK_DATE\" | \"23.11.2026\" | a date as YYYY-MM-DD, e.g. 2026-11-23 | use one of the values that are allowed, or leave the setting out",
    ];
    assert_eq!(
        faults("", &[("SEGBOOK_DATE", "23.11.2026")], flags),
        expected
    );
}

#[test]
fn tables_and_captions_must_be_known() {
    for (toml, expected) in [
        (
            "[sheets]\nKunden = \"Contcat\"",
            "C004 segbook.toml: line 2, column 10 | \"Contcat\" | the name of a table, e.g. Contact or Segment Header | did you mean Contact?",
        ),
        (
            "[columns.\"Segment Haeder\"]\nNr = \"No.\"",
            "C004 segbook.toml: line 1, column 10 | \"Segment Haeder\" | the name of a table, e.g. Contact or Segment Header | did you mean Segment Header?",
        ),
        (
            "[columns.Contact]\nTel = \"Phon No\"",
            "C005 segbook.toml: line 2, column 7 | \"Phon No\" | a caption of Contact, e.g. \"No.\" | did you mean \"Phone No.\"?",
        ),
        (
            "[columns.Contact]\nCity = \"County\"",
            "C006 segbook.toml: line 2, column 1 | \"City\" for \"County\" | a heading that is not yet used: \"City\" stands for Contact \"City\" already | rename the column in your file, or delete one of the two",
        ),
        (
            "[columns.Contact]\nTel = \"Phone No.\"\n\"tel.\" = \"Mobile Phone No.\"",
            "C006 segbook.toml: line 3, column 1 | \"tel.\" for \"Mobile Phone No.\" | a heading that is not yet used: \"tel.\" stands for Contact \"Phone No.\" already | rename the column in your file, or delete one of the two",
        ),
    ] {
        assert_eq!(faults(toml, &[], Flags::default()), [expected], "{toml}");
    }
}

#[test]
fn faults_of_toml_have_a_place() {
    let faults = faults("[run]\nuser = KH\n", &[], Flags::default());
    assert_eq!(faults.len(), 1);
    assert!(
        faults[0].starts_with("C003 segbook.toml: line 2, column 8 | \"user = KH\" |"),
        "{faults:?}"
    );
}

#[test]
fn all_faults_are_reported_at_once() {
    let toml = "[input]\ndate_order = 1\nfoo = 2\n[run]\njobs = 0\n[sheets]\nX = \"Y\"";
    let faults = faults(toml, &[], Flags::default());
    let codes: Vec<&str> = faults.iter().map(|fault| &fault[..4]).collect();
    assert_eq!(codes, ["C002", "C001", "C002", "C004"]);
}

#[test]
fn a_book_that_is_not_there_is_a_matter_of_files() {
    let flags = Flags {
        book: Some("no/such/folder".into()),
        ..Flags::default()
    };
    let today = Date::new(2026, 11, 23).expect("a date");
    let error = resolve(&flags, &|_| None, &|| today).expect_err("no book");
    assert_eq!(error.kind(), ErrorKind::File);
    assert_eq!(error.to_string(), "no/such/folder is not a folder");
}

#[test]
fn the_settings_of_the_readme_and_of_the_samples_are_sound() {
    let readme = include_str!("../../README.md");
    let block = readme
        .split("```toml\n")
        .nth(1)
        .expect("a block of settings");
    let block = block.split("```").next().expect("its end");
    assert!(block.contains("[limits]"));
    settings(block, &[], Flags::default()).expect("settings");
    let samples = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("samples");
    for sample in std::fs::read_dir(samples).expect("the samples") {
        let flags = Flags {
            book: Some(sample.expect("a sample").path()),
            ..Flags::default()
        };
        let today = Date::new(2026, 11, 23).expect("a date");
        resolve(&flags, &|_| None, &|| today).expect("settings");
    }
}

#[test]
fn the_readme_names_every_variable() {
    let readme = include_str!("../../README.md");
    for key in keys::KEYS.iter().filter(|key| !key.variable.is_empty()) {
        assert!(
            readme.contains(&format!("`{}`", key.variable)),
            "{}",
            key.variable
        );
    }
}

#[test]
fn mail_is_encrypted_unless_it_is_said_otherwise() {
    let mail = |toml| {
        settings(toml, &[], Flags::default())
            .expect("settings")
            .mail
    };
    let usual = mail("");
    assert_eq!((usual.from, usual.reply_to), (None, None));
    let smtp = usual.smtp;
    assert_eq!((smtp.host, smtp.port, smtp.user), (None, 587, None));
    assert_eq!(smtp.tls, SmtpTls::StartTls);
    let pace = (smtp.rate_per_minute, smtp.tries, smtp.retry_seconds);
    assert_eq!(pace, (20, 3, 60));
    for (toml, tls, port) in [
        ("[smtp]\ntls = \"tls\"", SmtpTls::Tls, 465),
        ("[smtp]\ntls = \"none\"", SmtpTls::None, 25),
        ("[smtp]\ntls = \"none\"\nport = 2525", SmtpTls::None, 2525),
    ] {
        let smtp = mail(toml).smtp;
        assert_eq!((smtp.tls, smtp.port), (tls, port), "{toml}");
    }
}

#[test]
fn how_mail_is_delivered_changes_no_result() {
    let toml = "[mail]\nfrom = \"Ann <ann@example.com>\"\n[smtp]\nhost = \"mail\"\nuser = \"ann\"";
    let with = settings(toml, &[], Flags::default()).expect("settings");
    let without = settings("", &[], Flags::default()).expect("settings");
    let more: Vec<&String> = with
        .in_force
        .keys()
        .filter(|key| !without.in_force.contains_key(*key))
        .collect();
    // The sender stands in drafts; a server stands in nothing.
    assert_eq!(more, ["mail.from"]);
}
