//! From a segment to the mail server: `run --send` writes drafts, `send` delivers them.

use crate::support::{MailServer, book_to_mail, files_below, ledger_rows, world};

#[test]
fn drafts_of_a_run_reach_everybody_who_can_be_reached() {
    let server = MailServer::start();
    // [43] One has two addresses, one has none that could be one.
    let book = book_to_mail(&[
        ("B", "bea@mail.example; bea@home.example"),
        ("A", "in fo@alpha.example"),
        ("C", "cem@alpha.example"),
    ]);
    book.settings(&server.settings());
    let outcome = world::succeeds(book.segbook(&["run", "--send"]));
    let reason = "the e-mail address \"in fo@alpha.example\": a blank, a comma, a quote or a bracket \
                  stands in it";
    drop(outcome.says("warning[W118]").says(&format!(
        "no letter for contact A in line 20000 of segment SPRING: {reason}"
    )));
    let letters = book.written("letters.xlsx").sheet("Letters").rows(&[
        "Line No.",
        "Contact Email",
        "File",
        "Delivery Status",
        "Reason",
    ]);
    assert_eq!(
        letters,
        [
            "10000|bea@mail.example; bea@home.example|letters/SPRING/10000_B_Bea Berg.eml||",
            &format!("20000|in fo@alpha.example||Error|{reason}"),
            "30000|cem@alpha.example|letters/SPRING/30000_C_Cem Can.eml||",
        ]
    );
    let run = book.only_run();
    let failed = files_below(&run)
        .into_iter()
        .find(|file| file.starts_with("letters-failed"))
        .expect("the failed ones");
    let failed = std::fs::read_to_string(run.join(failed)).expect("text");
    assert_eq!(failed.lines().count(), 2, "{failed}");
    assert!(failed.contains("20000") && failed.contains("in fo@alpha.example"));
    let statuses = |expected: [&str; 4]| {
        let known = ledger_rows(&book, "Interaction Log Entry", &["Delivery Status"]);
        assert_eq!(known, expected);
    };
    statuses(["", "Error", "", ""]);
    let outcome = world::succeeds(book.segbook(&["send", "2026"]));
    assert!(
        outcome.balance().starts_with("2 drafts = 2 sent;"),
        "{outcome:?}"
    );
    assert_eq!(
        server.recipients(),
        ["bea@mail.example, bea@home.example", "cem@alpha.example"]
    );
    let received = server.received();
    assert!(
        received[0]
            .text
            .contains("From: \"Spring team\" <news@example.com>\n")
    );
    assert!(
        received[0]
            .text
            .contains("Subject: =?utf-8?b?RnLDvGhsaW5n?=\n")
    );
    assert!(
        received[0]
            .text
            .ends_with("\nDear customer,\n.\nspring is here\n")
    );
    statuses(["", "Error", "", ""]);
    world::succeeds(book.segbook(&["history", "--verify"]));
}

#[test]
fn nothing_in_a_cell_becomes_a_header() {
    // [42] [43] Line breaks in subject and name become blanks, in an address they are an error.
    let server = MailServer::start();
    let book = book_to_mail(&[]);
    book.csv(
        "Contact.csv",
        "No.,Type,Name,Email\nB,Person,\"Bea\r\nBcc: x@y.z\",bea@mail.example\n\
         A,Person,Alf,\"alf@mail.example\r\nBcc: q@r.s\"\nC,Person,Cem,cem@mail.example\n\
         D,Person,Dora,\n",
    );
    book.remove("segments.xlsx").csv(
        "Segment Header.csv",
        "No.,Description,Interaction Template Code,Salesperson Code,Word Template Code,\
         Subject (Default)\nSPRING,Spring,CALL,ANN,HELLO,\"Hi\r\nBcc: x@y.z\"\n",
    );
    book.csv(
        "Segment Line.csv",
        "Segment No.,Contact No.,Correspondence Type\nSPRING,B,Email\nSPRING,A,Email\n\
         SPRING,C,Email\n",
    );
    book.settings(&server.settings());
    world::succeeds(book.segbook(&["run", "--send"]))
        .says("in line 20000 of segment SPRING: the e-mail address")
        .says("a line break or another control character stands in it");
    world::succeeds(book.segbook(&["send", "2026"]));
    assert_eq!(
        server.recipients(),
        ["bea@mail.example", "cem@mail.example"]
    );
    for message in server.received() {
        let (head, _) = message.text.split_once("\n\n").expect("a head");
        assert!(!head.contains("\nBcc"), "{head}");
        assert!(head.contains("\nSubject: Hi Bcc: x@y.z\n"), "{head}");
    }
    // The encoded word is `Bea Bcc: x@y.z`.
    let first = &server.received()[0].text;
    assert!(
        first.contains("\nTo: =?utf-8?b?QmVhIEJjYzogeEB5Lno=?= <bea@mail.example>\n"),
        "{first}"
    );
}
