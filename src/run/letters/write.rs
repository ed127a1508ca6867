//! `letters`: writes the letters of segments that are not logged yet into `out/letters`.

use std::fs;
use std::path::Path;

use crate::error::{Error, Result};
use crate::place::Place;
use crate::run::execute::Batch;
use crate::run::report::{Report, RunState};
use crate::run::selected::Selected;
use crate::run::stage::remove;
use crate::schema;
use crate::select::Lines;
use crate::write::{Written, write_workbooks};

use super::make::Mailing;
use super::{LetterCounts, Office, Order, letter_rows, letters_folder, warnings};

impl<'a> Batch<'a> {
    /// Writes the letters of each segment into a folder of its own, which replaces an earlier one.
    pub(in crate::run) fn write_letters(
        self,
        office: &Office<'a>,
        selected: &[&Selected<'a>],
        report: &mut Report,
    ) -> Result<()> {
        let folder = self.settings.output.folder.join("letters");
        let mut files = Vec::new();
        for one in selected {
            let lines = self.lines(one);
            let name = letters_folder(lines.segment_no());
            let place = self.header_place(one);
            let written = self.letters_of(office, &lines, (&folder, &name), &place, report)?;
            files.extend(written);
        }
        report.state = RunState::Letters { folder, files };
        Ok(())
    }

    fn letters_of(
        self,
        office: &Office<'a>,
        lines: &Lines<'_>,
        (folder, name): (&Path, &str),
        place: &Place,
        report: &mut Report,
    ) -> Result<Vec<Written>> {
        let beside = folder.join(format!(".{name}.tmp"));
        remove(&beside)?;
        fs::create_dir_all(&beside)
            .map_err(|error| Error::io(&beside, "cannot be created", error))?;
        let asked = self.request.letters;
        let order = Order {
            folder: &beside,
            below: "",
            first_entry_no: None,
            limit: asked.limit.unwrap_or(usize::MAX),
            combined: asked.combined,
        };
        let made = office.make(lines, order);
        let written = made.and_then(|mailing| {
            let listed = self.list(lines.segment_no(), &mailing, &beside)?;
            Ok((mailing, listed))
        });
        let (mailing, listed) = written.inspect_err(|_| {
            // What cannot be removed now is removed by the next command.
            let _ = remove(&beside);
        })?;
        let target = folder.join(name);
        remove(&target)?;
        fs::rename(&beside, &target)
            .map_err(|error| Error::io(&beside, "cannot be given its name", error))?;
        warnings(
            lines.segment_no(),
            place,
            &mailing.lines,
            &mut report.findings,
        );
        let counts = LetterCounts::of(&mailing.lines);
        for segment in &mut report.segments {
            if segment.no == lines.segment_no() {
                segment.letters = Some(counts.clone());
            }
        }
        let below = |file: Written| Written {
            path: format!("{name}/{}", file.path),
            ..file
        };
        Ok(mailing.files.into_iter().chain(listed).map(below).collect())
    }

    /// The header's row of a segment.
    pub(in crate::run) fn header_place(self, one: &Selected<'_>) -> Place {
        let headers = self.inbox.book.table(&schema::SEGMENT_HEADER);
        headers.map_or_else(Place::default, |headers| {
            headers.place(one.working.segment.header_row, None)
        })
    }

    /// The sheet that lists them.
    fn list(self, segment_no: &str, mailing: &Mailing, folder: &Path) -> Result<Vec<Written>> {
        let rows = letter_rows(&[(segment_no, &mailing.lines)]);
        let workbook =
            crate::run::workbooks::letters_workbook(&rows, "letters", self.settings.date);
        write_workbooks(folder, &[workbook], &self.settings.output, self.progress)
    }
}
