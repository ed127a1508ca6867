//! A run with e-mail drafts among its files, known to `run.json` and to the ledger as if the run had
//! written them.

use std::fs;

use rusqlite::{Connection, params};
use segbook::mail::{Body, Draft, Mailbox};
use segbook::value::hexadecimal;
use sha2::{Digest, Sha256};

use super::{Book, MailServer, world};

/// A book whose only run has logged SPRING (B, A, C, D) and has drafts for the first three, and whose
/// settings name the server.
pub(crate) fn book_with_drafts(server: &MailServer) -> Book {
    let book = world::book_with_spring();
    world::succeeds(book.segbook(&["run"]));
    place_drafts(
        &book,
        &[
            (1, "10000_B_Bea Berg", "bea@mail.example"),
            (2, "20000_A_Alpha GmbH", "info@alpha.example"),
            (3, "30000_C_Cem Can", "cem@alpha.example"),
        ],
    );
    book.settings(&server.settings());
    book
}

/// Adds drafts to the only run of a book: log entry, name and recipients (parted by `;`).
pub(crate) fn place_drafts(book: &Book, drafts: &[(i64, &str, &str)]) {
    let folder = book.only_run();
    let run = folder.file_name().expect("a run").to_string_lossy();
    let ledger = Connection::open(book.path("ledger.db")).expect("the ledger");
    let json = fs::read_to_string(folder.join("run.json")).expect("run.json");
    let mut record: serde_json::Value = serde_json::from_str(&json).expect("JSON");
    fs::create_dir_all(folder.join("letters/SPRING")).expect("a folder");
    for (entry_no, name, to) in drafts {
        let path = format!("letters/SPRING/{name}.eml");
        let bytes = draft(to);
        fs::write(folder.join(&path), &bytes).expect("a draft");
        let output = serde_json::json!({
            "path": path,
            "sha256": hexadecimal(Sha256::digest(&bytes)),
            "bytes": bytes.len(),
        });
        let outputs = record["outputs"].as_array_mut().expect("the files");
        outputs.push(output);
        ledger
            .execute(
                "INSERT INTO drafts (run_id, path, entry_no) VALUES (?1, ?2, ?3)",
                params![run, path, entry_no],
            )
            .expect("a row");
    }
    let json = serde_json::to_string_pretty(&record).expect("JSON") + "\n";
    fs::write(folder.join("run.json"), &json).expect("run.json");
    ledger
        .execute(
            "UPDATE runs SET json = ?1 WHERE id = ?2",
            params![json, run],
        )
        .expect("the run");
}

fn draft(to: &str) -> Vec<u8> {
    let to: Vec<Mailbox> = segbook::mail::addresses(to)
        .expect("addresses")
        .into_iter()
        .map(Mailbox::from)
        .collect();
    let draft = Draft {
        from: None,
        to: &to,
        reply_to: None,
        subject: "Frühling",
        body: Body::Text("Dear customer,\n.\nspring is here"),
        attachments: &[],
    };
    draft.to_bytes().expect("a draft")
}
