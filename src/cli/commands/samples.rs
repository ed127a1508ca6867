//! The sample books that are part of the program, so that `init --sample` works anywhere.

/// A small book to try things out.
pub(super) struct Sample {
    /// Its name after `--sample`, and its folder below `samples/`.
    pub(super) name: &'static str,
    /// What it shows, in a few words.
    pub(super) about: &'static str,
    /// Its files: path below the book, content.
    pub(super) files: &'static [(&'static str, &'static [u8])],
}

/// A sample with its files, which stand below `samples/` in the source.
macro_rules! sample {
    ($name:literal, $about:literal, [$($file:literal),* $(,)?]) => {
        Sample {
            name: $name,
            about: $about,
            files: &[$((
                $file,
                include_bytes!(concat!("../../../samples/", $name, "/", $file)),
            )),*],
        }
    };
}

/// All samples, the smallest first.
pub(super) static SAMPLES: &[Sample] = &[
    sample!(
        "first",
        "a dozen contacts, one segment",
        ["README.md", "inbox/book.xlsx",]
    ),
    sample!(
        "spring-campaign",
        "389 contacts, six segments with every kind of step",
        [
            "README.md",
            "inbox/contacts.xlsx",
            "inbox/history.xlsx",
            "inbox/letters.xlsx",
            "inbox/sales.xlsx",
            "inbox/segments.xlsx",
            "inbox/setup.xlsx",
            "inbox/trade-fair.xlsx",
            "more/open-day.xlsx",
            "segbook.toml",
            "templates/SHOWROOM.DEU.docx",
            "templates/SHOWROOM.DEU.html",
            "templates/SHOWROOM.docx",
            "templates/SHOWROOM.html",
        ]
    ),
    sample!(
        "european-csv",
        "the same as CSV files with semicolons and 23.11.2026",
        [
            "README.md",
            "inbox/Business Relation.csv",
            "inbox/Campaign Entry.csv",
            "inbox/Campaign.csv",
            "inbox/Contact Alt. Addr. Date Range.csv",
            "inbox/Contact Alt. Address.csv",
            "inbox/Contact Business Relation.csv",
            "inbox/Contact Industry Group.csv",
            "inbox/Contact Job Responsibility.csv",
            "inbox/Contact Mailing Group.csv",
            "inbox/Contact Profile Answer.csv",
            "inbox/Contact.csv",
            "inbox/Industry Group.csv",
            "inbox/Interaction Group.csv",
            "inbox/Interaction Log Entry.csv",
            "inbox/Interaction Template.csv",
            "inbox/Interaction Tmpl. Language.csv",
            "inbox/Job Responsibility.csv",
            "inbox/Logged Segment.csv",
            "inbox/Mailing Group.csv",
            "inbox/Organizational Level.csv",
            "inbox/Salespeople.csv",
            "inbox/Segment Criteria.csv",
            "inbox/Segment Interaction Languages.csv",
            "inbox/Segment Lines.csv",
            "inbox/Segments.csv",
            "inbox/Value Entries.csv",
            "segbook.toml",
        ]
    ),
    sample!(
        "broken",
        "typical mistakes, to see how they are reported",
        ["README.md", "inbox/contacts.xlsx", "inbox/segments.xlsx",]
    ),
];

#[cfg(test)]
mod tests {
    use super::*;
    use std::path::Path;

    /// The files below a folder, with `/`.
    fn files_below(folder: &Path, prefix: &str, files: &mut Vec<String>) {
        for entry in std::fs::read_dir(folder).expect("a folder") {
            let entry = entry.expect("an entry");
            let name = format!("{prefix}{}", entry.file_name().to_string_lossy());
            if entry.path().is_dir() {
                files_below(&entry.path(), &format!("{name}/"), files);
            } else {
                files.push(name);
            }
        }
    }

    #[test]
    fn every_file_of_every_sample_is_part_of_the_program() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("samples");
        let mut expected = Vec::new();
        files_below(&root, "", &mut expected);
        // What commands write into a book is not part of it.
        expected.retain(|file| !file.contains("/out/") && !file.contains("/ledger.db"));
        expected.sort();
        let mut known: Vec<String> = SAMPLES
            .iter()
            .flat_map(|sample| {
                sample
                    .files
                    .iter()
                    .map(|(file, _)| format!("{}/{file}", sample.name))
            })
            .collect();
        known.sort();
        assert_eq!(known, expected);
    }
}
