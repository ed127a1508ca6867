//! Inputs by way of the cache: what is found, what is not, and what is left in the folder.

use std::path::Path;

use tempfile::TempDir;

use super::*;
use crate::decode::{Decoded, decode_inputs};
use crate::progress::Silent;
use crate::schema::{CONTACT, CONTACT_MAILING_GROUP, contact};
use crate::value::DateOrder;

/// A folder of inputs and a cache beside it.
struct Book {
    folder: TempDir,
    settings: InputSettings,
    limits: Limits,
}

impl Book {
    fn new(files: &[(&str, &str)]) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let inbox = folder.path().join("inbox");
        fs::create_dir(&inbox).expect("a folder");
        let book = Self {
            settings: InputSettings {
                paths: vec![inbox],
                ..InputSettings::default()
            },
            limits: Limits::default(),
            folder,
        };
        for (name, content) in files {
            book.write(name, content);
        }
        book
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join("inbox").join(name)
    }

    fn write(&self, name: &str, content: &str) {
        fs::write(self.path(name), content).expect("a file");
    }

    fn cache(&self, usage: CacheUse) -> Cache {
        Cache::new(self.folder.path().join("cache"), usage).of_any_size()
    }

    fn decode(&self, cache: &Cache) -> Decoded {
        decode_inputs(&self.settings, &self.limits, &|_| true, cache, &Silent).expect("inputs")
    }

    /// Decodes and settles the cache.
    fn keep(&self) {
        let cache = self.cache(CacheUse::Keep);
        self.decode(&cache);
        cache.settle();
    }

    /// Whether there is an entry for this input, and what it holds.
    fn find(&self, name: &str) -> Option<(Fingerprint, FileContent)> {
        let input = Input {
            name: name.to_owned(),
            path: self.path(name),
        };
        let cache = self.cache(CacheUse::Find);
        let entry = cache.entry(&input, &self.settings, &self.limits)?;
        entry.find(&|_| true)
    }

    /// The files of the cache, in order.
    fn entries(&self) -> Vec<PathBuf> {
        let files = fs::read_dir(self.folder.path().join("cache"));
        let files = files.into_iter().flatten();
        let mut files: Vec<PathBuf> = files.map(|file| file.expect("a file").path()).collect();
        files.sort();
        files
    }
}

const ANN: &str = "No.,Name,Last Date Modified,Shoe Size\nC1,Ann,2026-11-23,38\n";
const BOB: &str = "No.,Name,Last Date Modified,Shoe Size\nC1,Bob,2026-11-23,38\n";

fn names(content: &FileContent) -> Vec<&str> {
    let records = content
        .sheets
        .iter()
        .filter_map(|sheet| sheet.records.as_ref());
    let rows = records.flat_map(|records| (0..records.len()).map(move |row| (records, row)));
    rows.map(|(records, row)| records.text(row, contact::NAME))
        .collect()
}

#[test]
fn a_file_that_has_not_changed_is_not_read_again() {
    let book = Book::new(&[("Contact.csv", ANN)]);
    assert!(book.find("Contact.csv").is_none());
    book.keep();
    let (fingerprint, content) = book.find("Contact.csv").expect("an entry");
    assert_eq!(names(&content), ["Ann"]);
    assert_eq!(
        fingerprint,
        read::fingerprint(&book.path("Contact.csv")).expect("a file")
    );
    // It is the entry that is read: nobody can tell the file's rows from those of a forged one.
    let forged = Book::new(&[("Contact.csv", BOB)]);
    forged.keep();
    let (_, mut content) = forged.find("Contact.csv").expect("an entry");
    content.sheets[0].record.name = "forged".into();
    let entry = &book.entries()[0];
    let head = entry::read_head(entry).expect("a head");
    let head = Head {
        key: head.key,
        ..Head::new("", &fingerprint, &content)
    };
    entry::write(entry, head, &content).expect("an entry");
    let decoded = book.decode(&book.cache(CacheUse::Find));
    assert_eq!(decoded.inputs[0].sheets[0].name, "forged");
    assert_eq!(decoded.tables[&CONTACT.no].text(0, contact::NAME), "Bob");
}

#[test]
fn whatever_decides_what_a_file_holds_decides_whether_its_entry_counts() {
    let mut book = Book::new(&[("Contact.csv", ANN)]);
    book.keep();
    assert!(book.find("Contact.csv").is_some());
    // As long as before, saved at any time.
    book.write("Contact.csv", BOB);
    assert!(book.find("Contact.csv").is_none());
    let decoded = book.decode(&book.cache(CacheUse::Find));
    assert_eq!(decoded.tables[&CONTACT.no].text(0, contact::NAME), "Bob");
    book.write("Contact.csv", ANN);
    assert!(book.find("Contact.csv").is_some());
    // A setting, a limit; not where the inputs are.
    book.settings.date_order = Some(DateOrder::Dmy);
    assert!(book.find("Contact.csv").is_none());
    book.settings.date_order = None;
    book.limits.cell_characters_max = 100;
    assert!(book.find("Contact.csv").is_none());
    book.limits = Limits::default();
    book.settings.paths.push(book.path("elsewhere"));
    assert!(book.find("Contact.csv").is_some());
    // The name: it says which table a file is.
    fs::rename(book.path("Contact.csv"), book.path("Contacts.csv")).expect("a file");
    assert!(book.find("Contacts.csv").is_none());
}

#[test]
fn files_of_one_name_in_two_folders_have_an_entry_each() {
    let (mut book, other) = (
        Book::new(&[("Contact.csv", ANN)]),
        Book::new(&[("Contact.csv", BOB)]),
    );
    book.settings.paths.extend(other.settings.paths.clone());
    let expected = ["Ann", "Bob"];
    for usage in [CacheUse::Keep, CacheUse::Find] {
        let cache = book.cache(usage);
        // Twice by one command, too.
        for _ in 0..2 {
            let decoded = book.decode(&cache);
            let contacts = &decoded.tables[&CONTACT.no];
            assert_eq!(
                [0, 1].map(|row| contacts.text(row, contact::NAME)),
                expected
            );
        }
        cache.settle();
        assert_eq!(book.entries().len(), 2);
    }
}

#[test]
fn an_entry_that_was_damaged_is_as_if_it_were_not_there() {
    let book = Book::new(&[("Contact.csv", ANN)]);
    book.keep();
    let path = &book.entries()[0];
    let sound = fs::read(path).expect("an entry");
    for at in 0..sound.len() {
        let mut damaged = sound.clone();
        damaged[at] ^= 1;
        fs::write(path, &damaged).expect("a file");
        assert!(book.find("Contact.csv").is_none(), "byte {at}");
        fs::write(path, &sound[..at]).expect("a file");
        assert!(book.find("Contact.csv").is_none(), "{at} bytes");
    }
    fs::write(path, &sound).expect("a file");
    assert!(book.find("Contact.csv").is_some());
    // And it is written anew.
    fs::write(path, "No.,Name").expect("a file");
    book.keep();
    assert_eq!(fs::read(path).expect("an entry"), sound);
}

#[test]
fn entries_count_once_they_are_settled() {
    let book = Book::new(&[("Contact.csv", ANN)]);
    let cache = book.cache(CacheUse::Keep);
    book.decode(&cache);
    assert_eq!(book.entries().len(), 1);
    assert!(book.find("Contact.csv").is_none());
    // The command failed.
    drop(cache);
    assert!(!book.folder.path().join("cache").exists());
    // A command was killed; the next one clears up.
    let cache = book.cache(CacheUse::Keep);
    book.decode(&cache);
    std::mem::forget(cache);
    assert_eq!(book.entries().len(), 1);
    drop(book.cache(CacheUse::Keep));
    assert!(!book.folder.path().join("cache").exists());
}

#[test]
fn entries_of_files_that_are_gone_go_and_other_files_stay() {
    let groups = "Contact No.,Mailing Group Code\nC1,NEWS\n";
    let book = Book::new(&[("Contact.csv", ANN), ("Contact Mailing Group.csv", groups)]);
    book.keep();
    let notes = book.folder.path().join("cache/notes.txt");
    fs::write(&notes, "mine").expect("a file");
    assert_eq!(book.entries().len(), 3);
    fs::remove_file(book.path("Contact.csv")).expect("a file");
    book.keep();
    assert!(book.find("Contact Mailing Group.csv").is_some());
    assert_eq!(book.entries().len(), 2);
    // Nothing is to be kept any more.
    let cache = book.cache(CacheUse::Clear);
    book.decode(&cache);
    cache.settle();
    assert_eq!(book.entries(), [notes]);
}

#[test]
fn who_only_reads_writes_nothing() {
    let book = Book::new(&[("Contact.csv", ANN)]);
    for usage in [CacheUse::None, CacheUse::Find] {
        let cache = book.cache(usage);
        book.decode(&cache);
        cache.settle();
        assert!(!book.folder.path().join("cache").exists(), "{usage:?}");
    }
    book.keep();
    for usage in [CacheUse::None, CacheUse::Find] {
        let cache = book.cache(usage);
        book.decode(&cache);
        cache.settle();
        assert_eq!(book.entries().len(), 1, "{usage:?}");
    }
}

#[test]
fn small_files_are_not_worth_an_entry() {
    let book = Book::new(&[("Contact.csv", ANN)]);
    let cache = Cache::new(book.folder.path().join("cache"), CacheUse::Keep);
    book.decode(&cache);
    cache.settle();
    assert_eq!(book.entries(), [""; 0].map(Path::new));
}

#[test]
fn what_was_read_in_part_is_not_kept() {
    let mut book = Book::new(&[("Contact.csv", &format!("{ANN}C2,Bo,,\n"))]);
    book.limits.rows_max = 2;
    let decoded = book.decode(&Cache::none());
    assert!(decoded.tables[&CONTACT.no].is_partial());
    book.keep();
    assert_eq!(book.entries(), [""; 0].map(Path::new));
}

#[test]
fn a_file_full_of_mistakes_is_not_kept() {
    let rows = |mistakes: usize| format!("{ANN}{}", "C2,Bo,soon,\n".repeat(mistakes));
    let book = Book::new(&[("Contact.csv", &rows(FINDINGS_MAX + 1))]);
    book.keep();
    assert_eq!(book.entries(), [""; 0].map(Path::new));
    book.write("Contact.csv", &rows(FINDINGS_MAX));
    book.keep();
    let (_, content) = book.find("Contact.csv").expect("an entry");
    assert_eq!(content.sheets[0].findings.len(), FINDINGS_MAX);
}

#[test]
fn the_cache_does_not_fill_the_disk() {
    type Room = fn(&Path) -> io::Result<u64>;
    // Eight times 59 bytes have to be free.
    assert_eq!(ANN.len(), 59);
    let rooms: [(Room, usize); 3] = [
        (|_| Ok(471), 0),
        (|_| Ok(472), 1),
        (|_| Err(io::ErrorKind::Unsupported.into()), 1),
    ];
    for (room, expected) in rooms {
        let book = Book::new(&[("Contact.csv", ANN)]);
        let mut cache = book.cache(CacheUse::Keep);
        cache.room = room;
        book.decode(&cache);
        cache.settle();
        assert_eq!(book.entries().len(), expected);
    }
}

#[test]
fn a_cache_that_cannot_be_written_stops_nothing() {
    let book = Book::new(&[("Contact.csv", ANN)]);
    fs::write(book.folder.path().join("cache"), "a file").expect("a file");
    let cache = book.cache(CacheUse::Keep);
    let decoded = book.decode(&cache);
    cache.settle();
    assert_eq!(decoded.tables[&CONTACT.no].len(), 1);
    let there = fs::read(book.folder.path().join("cache")).expect("a file");
    assert_eq!(there, b"a file");
}

#[test]
fn tables_that_nobody_wants_are_left_alone_in_an_entry_as_in_a_file() {
    let groups = "Contact No.,Mailing Group Code\nC1,\n";
    let book = Book::new(&[("Contact.csv", ANN), ("Contact Mailing Group.csv", groups)]);
    let wanted = |no| no != CONTACT_MAILING_GROUP.no;
    let decode = |cache: &Cache| {
        decode_inputs(&book.settings, &book.limits, &wanted, cache, &Silent).expect("inputs")
    };
    let expected = decode(&Cache::none());
    // Half of the book is no entry for all of it.
    let cache = book.cache(CacheUse::Keep);
    decode(&cache);
    cache.settle();
    assert!(book.find("Contact.csv").is_some());
    assert!(book.find("Contact Mailing Group.csv").is_none());
    book.keep();
    assert!(book.find("Contact Mailing Group.csv").is_some());
    let found = decode(&book.cache(CacheUse::Find));
    for (found, expected) in found.inputs.iter().zip(&expected.inputs) {
        assert!(found.is_from_cache && !expected.is_from_cache);
        assert_eq!(
            format!("{:?}", found.sheets),
            format!("{:?}", expected.sheets)
        );
    }
    assert_eq!(found.findings.len(), expected.findings.len());
    assert_eq!(found.tables.keys().collect::<Vec<_>>(), [&CONTACT.no]);
}

#[test]
fn that_somebody_has_the_file_open_is_told_as_it_is_now() {
    let book = Book::new(&[("Contact.csv", ANN)]);
    let owner = book.path("~$Contact.csv");
    let mut bytes = [b' '; 165];
    bytes[..4].copy_from_slice(b"\x03Ann");
    let told = |usage| {
        let cache = book.cache(usage);
        let found = book.decode(&cache).findings;
        cache.settle();
        let mut codes: Vec<&str> = found.iter().map(|finding| finding.code.id).collect();
        codes.retain(|code| *code == "R017");
        codes.len()
    };
    assert_eq!(told(CacheUse::Keep), 0);
    fs::write(&owner, bytes).expect("a file");
    assert_eq!(told(CacheUse::Find), 1);
    fs::remove_file(&owner).expect("a file");
    assert_eq!(told(CacheUse::Find), 0);
}
