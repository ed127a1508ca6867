//! Damaged parts and packages: the scanner shows what the general reader shows, and ends as it does.

use std::fmt::Write as _;

use super::package::Package;
use super::*;

/// Numbers at random from a fixed seed (splitmix64).
struct Random(u64);

impl Random {
    fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut bits = self.0;
        bits = (bits ^ (bits >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        bits = (bits ^ (bits >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((bits ^ (bits >> 31)) % end as u64) as usize
    }
}

fn sample() -> Package {
    let mut rows = String::new();
    for row in 1..=6 {
        let written = write!(
            rows,
            "<row r=\"{row}\" spans=\"1:5\"><c r=\"A{row}\" t=\"s\"><v>{}</v></c><c r=\"B{row}\" s=\"1\"><v>4634{row}</v></c>\
             <c r=\"C{row}\" t=\"str\"><f>A1&amp;B1</f><v>x &lt; {row}</v></c><c r=\"D{row}\" t=\"inlineStr\"><is><t>é{row}</t></is></c>\
             <c r=\"E{row}\" t=\"b\"><v>1</v></c><c r=\"F{row}\"><v>0.{row}5</v></c></row>",
            row % 3
        );
        written.expect("a String takes all");
    }
    Package::of(
        &rows,
        "<si><t>No.</t></si><si><t xml:space=\"preserve\"> b</t></si><si><r><t>c</t></r></si>",
    )
}

/// Pieces that break markup in ways that bytes at random seldom do.
const PIECES: [&str; 16] = [
    "<",
    ">",
    "\"",
    "&",
    "/",
    " ",
    "</c>",
    "<c>",
    "<v>",
    "</row>",
    "<row>",
    "<!--",
    "x:",
    "1",
    "</sheetData>",
    "\u{e9}",
];

fn mutate(text: &mut Vec<u8>, random: &mut Random) {
    let at = random.below(text.len());
    match random.below(4) {
        0 => text[at] = random.below(256) as u8,
        1 => {
            let end = (at + 1 + random.below(8)).min(text.len());
            text.drain(at..end);
        }
        2 => {
            let piece = PIECES[random.below(PIECES.len())].bytes();
            text.splice(at..at, piece);
        }
        _ => {
            let from = random.below(text.len());
            let piece: Vec<u8> = text[from..].iter().copied().take(12).collect();
            text.splice(at..at, piece);
        }
    }
}

#[test]
fn damaged_parts_are_read_the_same() {
    let mut random = Random(8);
    let (mut scanned, mut failed) = (0, 0);
    let sample = sample();
    for case in 0..4_000 {
        let mut package = sample.clone();
        let part = match case % 4 {
            0 => package.shared_texts.as_mut().expect("texts"),
            _ => &mut package.sheet,
        };
        let mut bytes = std::mem::take(part).into_bytes();
        for _ in 0..=random.below(3) {
            mutate(&mut bytes, &mut random);
        }
        // Bytes that are no UTF-8 come in the test of damaged packages.
        *part = String::from_utf8_lossy(&bytes).into_owned();
        let (_folder, path) = package.save();
        let both = both(&path, &Limits::default(), None);
        assert_eq!(both.scanned, both.general, "case {case}\n{package:?}");
        scanned += u32::from(both.unusual.iter().all(Option::is_none) && !both.unusual.is_empty());
        failed += u32::from(both.unusual.contains(&Some("an error")));
    }
    // Both happen often enough to mean something.
    assert!(scanned > 100 && failed > 100, "{scanned} {failed}");
}

#[test]
fn damaged_packages_are_read_the_same() {
    let mut random = Random(12);
    let whole = sample().bytes();
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("a.xlsx");
    for case in 0..3_000 {
        let mut damaged = whole.clone();
        match case % 3 {
            0 => damaged.truncate(random.below(whole.len())),
            1 => {
                let at = random.below(whole.len());
                damaged[at] ^= 1 << random.below(8);
            }
            _ => mutate(&mut damaged, &mut random),
        }
        std::fs::write(&path, &damaged).expect("a file");
        let both = both(&path, &Limits::default(), None);
        assert_eq!(both.scanned, both.general, "case {case}");
    }
}
