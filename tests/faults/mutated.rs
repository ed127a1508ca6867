//! Thousands of damaged files of every format. Whatever is wrong with them: no panic, no endless
//! work, no more memory than is said, and every row that was read is counted.
//!
//! The damage is the same every time: to see a file again, run with its number as the seed.

use std::fs;
use std::io::{Cursor, Read, Write};
use std::time::{Duration, Instant};

use segbook::config::InputSettings;
use segbook::decode::Decoded;

use crate::support::BinaryCell::{Boolean, Date, ErrorFormula, Number, Text};
use crate::support::{Book, binary_workbook, decoded, top};

/// Damaged files of each format; two thirds of the archives are damaged inside. For a longer look
/// set the variable, e.g. to 20000.
const FILES_EACH: u64 = 400;

/// The variable that asks for more files.
const FILES_VARIABLE: &str = "SEGBOOK_DAMAGED_FILES";

/// Any one of them: a thousandth of it is usual, in a build for tests on a busy machine.
const TIME_MAX: Duration = Duration::from_secs(20);

/// What a test program with all its tests may take at most; see `HELD_BYTES_MAX` in `read`.
const MEMORY_MAX_KB: u64 = 3 << 20;

/// Pseudo-random numbers (`SplitMix64`): good enough, and the same everywhere.
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    fn below(&mut self, end: usize) -> usize {
        (self.next() % end.max(1) as u64) as usize
    }
}

/// Numbers at which programs break.
const NUMBERS: [&str; 8] = [
    "0",
    "-1",
    "65536",
    "1048577",
    "4294967295",
    "99999999999999999999",
    "1e308",
    "NaN",
];

/// Texts that mean something to one of the formats.
const TEXTS: [&[u8]; 10] = [
    b"\0",
    b"\"",
    b"'",
    b"<",
    b"&",
    b"]]>",
    b"\xff\xfe",
    b"\xf0\x9f\x98\x80",
    b"sep=;\n",
    b"&#x0;",
];

/// Damages bytes in one to four places.
fn damage(bytes: &mut Vec<u8>, random: &mut Random) {
    for _ in 0..=random.below(4) {
        if bytes.is_empty() {
            return;
        }
        let at = random.below(bytes.len());
        match random.below(9) {
            0 => bytes[at] ^= 1 << random.below(8),
            1 => bytes[at] = [0, 0x7f, 0x80, 0xff][random.below(4)],
            2 => bytes.truncate(at),
            3 => {
                let end = bytes.len().min(at + 1 + random.below(40));
                bytes.drain(at..end);
            }
            4 => {
                let end = bytes.len().min(at + 1 + random.below(400));
                let copy = bytes[at..end].to_vec();
                let to = random.below(bytes.len());
                bytes.splice(to..to, copy);
            }
            5 => {
                let number = [0, 1, 0xffff, 0x0010_0001, 0x7fff_ffff, u32::MAX][random.below(6)];
                for (to, byte) in bytes[at..].iter_mut().zip(number.to_le_bytes()) {
                    *to = byte;
                }
            }
            6 => {
                let text = TEXTS[random.below(TEXTS.len())];
                bytes.splice(at..at, text.iter().copied());
            }
            // A number somewhere behind becomes another one.
            _ => {
                let is_digit = |byte: &u8| byte.is_ascii_digit();
                let Some(start) = bytes[at..].iter().position(is_digit) else {
                    continue;
                };
                let start = at + start;
                let length = bytes[start..]
                    .iter()
                    .take_while(|byte| is_digit(byte))
                    .count();
                let number = NUMBERS[random.below(NUMBERS.len())].bytes();
                bytes.splice(start..start + length, number);
            }
        }
    }
}

/// Damages one part of an archive and packs it again, so that what lies behind the checksum is met.
fn damage_inside(file: &[u8], random: &mut Random) -> Vec<u8> {
    let mut archive = zip::ZipArchive::new(Cursor::new(file)).expect("an archive");
    let mut packed = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let chosen = random.below(archive.len());
    for index in 0..archive.len() {
        let mut part = archive.by_index(index).expect("a part");
        let name = String::from_utf8_lossy(part.name_raw()).into_owned();
        let mut content = Vec::new();
        part.read_to_end(&mut content).expect("content");
        if index == chosen {
            damage(&mut content, random);
        }
        let options = zip::write::SimpleFileOptions::default()
            .compression_method(zip::CompressionMethod::Stored);
        packed.start_file(name, options).expect("a part");
        packed.write_all(&content).expect("content");
    }
    packed.finish().expect("an archive").into_inner()
}

/// A small sound file of every format.
fn sound_files() -> Vec<(&'static str, Vec<u8>)> {
    let book = Book::new();
    let contacts = "No.; Name; Type; Company No.; Last Date Modified; Shoe size
        A; Alpha; Company; A; 2026-11-23; 42
        B; Bea; Person; A; ; 39
        C; Cem; Person; ; 2026-01-31; 44";
    let groups = "Contact No.; Mailing Group Code\nA; NEWS\nB; NEWS";
    book.workbook(
        "a.xlsx",
        &[("Contact", contacts), ("Contact Mailing Group", groups)],
    );
    let xlsx = fs::read(book.path("inbox/a.xlsx")).expect("a file");
    let format = |name: &str| fs::read(top().join("tests/formats").join(name)).expect("a file");
    let captions = [
        "No.",
        "Name",
        "Type",
        "Last Date Modified",
        "Privacy Blocked",
    ]
    .map(Text);
    let binary = binary_workbook(
        "Contact",
        &[
            captions.into(),
            vec![
                Text("A"),
                Text("Alpha"),
                Number(0.0),
                Date(46_349.0),
                Boolean(true),
            ],
            vec![Text("B"), ErrorFormula, Text("Person")],
        ],
    );
    let csv = "No.,Name,Type,Last Date Modified\r\nA,\"Alpha, \"\"the first\"\"\",Company,2026-11-23\r\nB,\"Bea\nBerg\",Person,\r\n";
    let utf_16: Vec<u8> = "\u{feff}No.\tName\nA\tZo\u{eb}\nB\t\u{1f600}\n"
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    vec![
        ("Contact.xlsx", xlsx.clone()),
        ("Contact.xlsm", xlsx),
        ("Contact.xlsb", binary),
        ("Contact.xls", format("contact.xls")),
        ("Contact.ods", format("contact.ods")),
        ("Contact.csv", csv.into()),
        (
            "Kontakte.csv",
            "sep=;\nNr.;Name;Art\nA;Zo\u{eb};Person\n".into(),
        ),
        ("Contact.txt", utf_16),
        ("Contact.tsv", b"No.\tName\nA\tZo\xeb\n".to_vec()),
    ]
}

/// Reads a file as every command does.
fn read(book: &Book) -> Decoded {
    decoded(&book.path("inbox"), InputSettings::default())
}

/// Every row that was read is in a table, and those with an error are marked.
fn assert_balanced(decoded: &Decoded, what: &str) {
    for (no, records) in &decoded.tables {
        let sheets = decoded.inputs.iter().flat_map(|input| &input.sheets);
        let of_table = sheets.filter(|sheet| {
            let table = sheet.table.and_then(segbook::schema::table_called);
            table.is_some_and(|table| table.no == *no)
        });
        let (mut rows, mut rejected) = (0, 0);
        for sheet in of_table {
            rows += sheet.rows;
            rejected += sheet.rejected;
        }
        assert_eq!(rows, records.len() as u64, "{what}: rows of {no:?}");
        assert_eq!(
            rejected,
            records.rejected_count() as u64,
            "{what}: rejected of {no:?}"
        );
        assert!(rejected <= rows, "{what}");
    }
}

/// The most memory that this program ever took, where the system tells it.
fn memory_peak_kb() -> Option<u64> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|line| line.starts_with("VmHWM:"))?;
    line.split_whitespace().nth(1)?.parse().ok()
}

#[test]
fn damaged_files_of_every_format_are_refused_or_read_but_never_suffered() {
    let wanted = std::env::var(FILES_VARIABLE).ok();
    let files_each = wanted.map_or(FILES_EACH, |text| text.parse().expect("a number"));
    for (name, sound) in sound_files() {
        let book = Book::new();
        let path = book.path("inbox").join(name);
        fs::write(&path, &sound).expect("a file");
        let whole = read(&book);
        assert!(
            whole.unreadable.is_empty(),
            "{name}: {:?}",
            whole.unreadable
        );
        assert!(!whole.tables.is_empty(), "{name}");
        assert_balanced(&whole, name);
        let mut read_on = 0;
        for seed in 0..files_each {
            let mut random = Random(seed);
            let mut bytes = sound.clone();
            if sound.starts_with(b"PK") && seed % 3 > 0 {
                bytes = damage_inside(&sound, &mut random);
            } else {
                damage(&mut bytes, &mut random);
            }
            fs::write(&path, &bytes).expect("a file");
            let what = format!("{name} with seed {seed}");
            let begun = Instant::now();
            let decoded = std::panic::catch_unwind(|| read(&book));
            let decoded = decoded.unwrap_or_else(|_| panic!("{what}: a panic"));
            let took = begun.elapsed();
            assert!(took < TIME_MAX, "{what}: {took:?}");
            assert_balanced(&decoded, &what);
            read_on += u64::from(decoded.unreadable.is_empty());
        }
        // Damage that is always refused at the door would test nothing behind it.
        assert!(
            read_on > files_each / 20,
            "{name}: only {read_on} were read at all"
        );
        if let Some(peak) = memory_peak_kb() {
            assert!(peak < MEMORY_MAX_KB, "{name}: {peak} KB");
        }
    }
}
