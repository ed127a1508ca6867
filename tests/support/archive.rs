//! Workbooks as archives of text: what no library writes is put into them by hand.

use std::fs;
use std::io::{Cursor, Read, Write};
use std::path::Path;

/// Replaces a text, which must be there, in one part of a zipped workbook.
#[track_caller]
pub(crate) fn edit_part(path: &Path, name: &str, from: &str, to: &str) {
    let file = fs::File::open(path).expect("a file");
    let mut archive = zip::ZipArchive::new(file).expect("an archive");
    let mut edited = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for index in 0..archive.len() {
        let mut part = archive.by_index(index).expect("a part");
        let mut content = Vec::new();
        part.read_to_end(&mut content).expect("content");
        let part_name = String::from_utf8_lossy(part.name_raw()).into_owned();
        if part_name == name {
            let text = String::from_utf8(content).expect("text");
            assert!(text.contains(from), "no {from} in {text}");
            content = text.replace(from, to).into_bytes();
        }
        let options = zip::write::SimpleFileOptions::default();
        edited.start_file(part_name, options).expect("a part");
        edited.write_all(&content).expect("content");
    }
    let edited = edited.finish().expect("an archive").into_inner();
    fs::write(path, edited).expect("a file");
}
