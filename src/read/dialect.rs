//! The dialect of a delimited file: what stands between its cells, found from the caption line.

/// The delimiters that are looked for, the most usual first.
const DELIMITERS: [u8; 4] = [b',', b';', b'\t', b'|'];

/// The caption line is one of the first so many.
const LINES_MAX: usize = 10;

/// How the cells of a delimited file are kept apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Dialect {
    /// What stands between two cells.
    pub delimiter: u8,
    /// Whether the first line is `sep=;`, which is no data.
    pub has_separator_line: bool,
}

impl Dialect {
    /// Finds the dialect from the beginning of a file, as UTF-8. The delimiter that shows most
    /// captions in one line is it; without any caption, the one that stands most often in the first
    /// line. `fixed` overrules both.
    pub fn find(sample: &[u8], fixed: Option<u8>, is_caption: &dyn Fn(&str) -> bool) -> Self {
        let text = String::from_utf8_lossy(sample);
        let first = text.lines().next().unwrap_or("").trim_end();
        let separator = separator_line(first);
        let has_separator_line = separator.is_some();
        let rest = if has_separator_line {
            text.split_once('\n').map_or("", |(_, rest)| rest)
        } else {
            &text
        };
        let delimiter = fixed
            .or(separator)
            .or_else(|| by_captions(rest, is_caption))
            .unwrap_or_else(|| by_frequency(rest));
        Self {
            delimiter,
            has_separator_line,
        }
    }

    /// The delimiter as it is shown: `;`, or `tab`.
    pub fn delimiter_name(self) -> String {
        match self.delimiter {
            b'\t' => "tab".to_owned(),
            delimiter => char::from(delimiter).to_string(),
        }
    }
}

/// The delimiter of a line `sep=;`, which Excel writes and obeys.
fn separator_line(line: &str) -> Option<u8> {
    let start = line.get(..4)?;
    let rest = &line.as_bytes()[4..];
    match rest {
        [delimiter] if start.eq_ignore_ascii_case("sep=") => Some(*delimiter),
        // A tab was trimmed away.
        [] if start.eq_ignore_ascii_case("sep=") => Some(b'\t'),
        _ => None,
    }
}

fn by_captions(text: &str, is_caption: &dyn Fn(&str) -> bool) -> Option<u8> {
    let mut best = None;
    let mut most = 0;
    for delimiter in DELIMITERS {
        let mut reader = csv::ReaderBuilder::new()
            .delimiter(delimiter)
            .has_headers(false)
            .flexible(true)
            .from_reader(text.as_bytes());
        let records = reader.records().take(LINES_MAX).flatten();
        let captions = records
            .map(|record| record.iter().filter(|cell| is_caption(cell)).count())
            .max()
            .unwrap_or(0);
        if captions > most {
            most = captions;
            best = Some(delimiter);
        }
    }
    best
}

fn by_frequency(text: &str) -> u8 {
    let line = text.lines().find(|line| !line.trim().is_empty());
    let line = line.unwrap_or("").as_bytes();
    let count = |delimiter: u8| line.split(|byte| *byte == delimiter).count();
    let mut best = DELIMITERS[0];
    for delimiter in DELIMITERS {
        if count(delimiter) > count(best) {
            best = delimiter;
        }
    }
    best
}

#[cfg(test)]
mod tests {
    use super::*;

    fn is_caption(cell: &str) -> bool {
        ["No.", "Name", "City", "Cost, total"].contains(&cell.trim())
    }

    #[test]
    fn the_caption_line_shows_the_delimiter() {
        for (sample, fixed, delimiter, has_separator_line) in [
            ("No.,Name\nC1;a;b;c,x\n", None, b',', false),
            ("No.;Name;City\n", None, b';', false),
            ("No.\tName\n", None, b'\t', false),
            ("No.|Name\n", None, b'|', false),
            ("Contacts, all, of 2026\n\nNo.;Name\n", None, b';', false),
            ("\"Cost, total\";No.\n", None, b';', false),
            ("sep=|\r\nNo.,Name\n", None, b'|', true),
            ("sep=\t\nNo.\tName\n", None, b'\t', true),
            ("No.\nC1\n", None, b',', false),
            ("a;b;c\n", None, b';', false),
            ("No.,Name\n", Some(b';'), b';', false),
            ("", None, b',', false),
        ] {
            let found = Dialect::find(sample.as_bytes(), fixed, &is_caption);
            let expected = Dialect {
                delimiter,
                has_separator_line,
            };
            assert_eq!(found, expected, "{sample:?}");
        }
    }
}
