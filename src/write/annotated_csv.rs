//! The annotated copy of a delimited file: the same lines with a column `Errors` in front, where it
//! moves no cell of a line that has too many or too few.

use std::io::{self, Write};
use std::path::{Path, PathBuf};

use crate::error::{Error, Result};

use super::ERRORS;
use super::hashed_file::HashedFile;
use super::workbook::Written;
use super::xlsx::CANNOT_WRITE;

/// A delimited file that is being copied, line after line.
pub struct AnnotatedCsv {
    file: PathBuf,
    out: HashedFile,
    delimiter: u8,
    /// The line to be written next, from 0.
    line: u32,
}

impl AnnotatedCsv {
    /// Begins the copy as the new file `file`: UTF-8 with a byte order mark, which every spreadsheet
    /// program understands, with the delimiter of the original and its line `sep=`, if it had one.
    pub fn new(file: &Path, delimiter: u8, has_separator_line: bool) -> Result<Self> {
        let mut copy = Self {
            file: file.to_owned(),
            out: HashedFile::create(file)?,
            delimiter,
            line: 0,
        };
        copy.write("\u{feff}".as_bytes())?;
        if has_separator_line {
            copy.write(&[b"sep=", &[delimiter][..], b"\r\n"].concat())?;
            copy.line = 1;
        }
        Ok(copy)
    }

    /// Writes the caption line.
    pub fn captions(&mut self, line: u32, cells: &[String]) -> Result<()> {
        self.line(line, cells, ERRORS)
    }

    /// Writes the record that begins on `line` (from 0), with what is wrong with it. Blank lines are
    /// put before it, so that it begins on the same line as in the original.
    pub fn line(&mut self, line: u32, cells: &[String], errors: &str) -> Result<()> {
        while self.line < line {
            self.write(b"\r\n")?;
            self.line += 1;
        }
        let mut bytes = self.quoted(errors);
        for cell in cells {
            bytes.push(self.delimiter);
            bytes.extend(self.quoted(cell));
        }
        bytes.extend(b"\r\n");
        self.line += bytes.split(|byte| *byte == b'\n').skip(1).count() as u32;
        self.write(&bytes)
    }

    /// Ends the file; `path` is the path that results are known by.
    pub fn save(self, path: String) -> Result<Written> {
        let done = self.out.finish(path);
        done.map_err(|error| Error::io(&self.file, CANNOT_WRITE, error))
    }

    /// A cell, in quotes where RFC 4180 asks for them.
    fn quoted(&self, cell: &str) -> Vec<u8> {
        let is_special =
            |byte: &u8| *byte == self.delimiter || matches!(byte, b'"' | b'\r' | b'\n');
        if !cell.as_bytes().iter().any(is_special) {
            return cell.as_bytes().to_vec();
        }
        format!("\"{}\"", cell.replace('"', "\"\"")).into_bytes()
    }

    fn write(&mut self, bytes: &[u8]) -> Result<()> {
        let written: io::Result<()> = self.out.write_all(bytes);
        written.map_err(|error| Error::io(&self.file, CANNOT_WRITE, error))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_keep_their_numbers_and_cells_their_places() {
        let folder = tempfile::tempdir().expect("a folder");
        let file = folder.path().join("c.csv");
        let cells =
            |texts: &[&str]| -> Vec<String> { texts.iter().map(|&t| t.to_owned()).collect() };
        let mut copy = AnnotatedCsv::new(&file, b';', true).expect("a file");
        copy.captions(1, &cells(&["No.", "Name"])).expect("room");
        copy.line(2, &cells(&["007", "a\nb"]), "").expect("room");
        copy.line(5, &cells(&["8"]), "error \"x\"").expect("room");
        copy.save("c.csv".to_owned()).expect("room");
        let expected =
            "\u{feff}sep=;\r\nErrors;No.;Name\r\n;007;\"a\nb\"\r\n\r\n\"error \"\"x\"\"\";8\r\n";
        assert_eq!(std::fs::read_to_string(&file).expect("the file"), expected);
    }
}
