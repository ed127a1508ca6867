//! A run whose letters are e-mail drafts.

use super::{Book, MailServer, world};

/// Persons and companies of the usual world, of whom D has no address.
const ADDRESSES: [(&str, &str); 3] = [
    ("B", "bea@mail.example"),
    ("A", "info@alpha.example"),
    ("C", "cem@alpha.example"),
];

/// A book whose only run has logged SPRING (B, A, C, D) and has drafts for the first three, and whose
/// settings name the server.
pub(crate) fn book_with_drafts(server: &MailServer) -> Book {
    let book = book_to_mail(&ADDRESSES);
    world::succeeds(book.segbook(&["run", "--send"]));
    // Who sends them is said later: the drafts are anybody's.
    book.settings(&server.settings());
    book
}

/// A book with segment SPRING (B, A, C, D), whose first three lines are e-mails to these addresses, by
/// contact; the cell may name several, parted by `,` here because `;` parts cells.
pub(crate) fn book_to_mail(addresses: &[(&str, &str)]) -> Book {
    let book = world::book();
    let of = |contact: &str| {
        let found = addresses.iter().find(|(no, _)| *no == contact);
        found.map_or("", |(_, address)| address)
    };
    let contacts = format!(
        "No.,Type,Name,Company No.,Email\nA,Company,Alpha GmbH,A,{}\nB,Person,Bea Berg,,{}\n\
         C,Person,Cem Can,A,{}\nD,Person,Dora Dahl,A,\n",
        of("A"),
        of("B"),
        of("C")
    );
    book.remove("Contact.xlsx").csv("Contact.csv", &contacts);
    // An interaction without a correspondence type: who is not asked to get mail gets none.
    book.workbook(
        "segments.xlsx",
        &[
            (
                "Segment Header",
                "No.; Description; Interaction Template Code; Salesperson Code; Word Template Code; Subject (Default)
                 SPRING; Spring letter; CALL; ANN; HELLO; Frühling",
            ),
            (
                "Segment Line",
                "Segment No.; Contact No.; Correspondence Type
                 SPRING; B; Email
                 SPRING; A; Email
                 SPRING; C; Email
                 SPRING; D;",
            ),
        ],
    );
    book.template("HELLO.txt", "Dear customer,\n.\nspring is here");
    book
}
