//! `letters`: writes the letters of segments that are not logged yet into `out/letters`.

use std::fs;
use std::path::{Path, PathBuf};

use crate::error::{Error, Result};
use crate::finding::Findings;
use crate::place::Place;
use crate::run::conclude::fail;
use crate::run::execute::Batch;
use crate::run::report::{Report, RunState};
use crate::run::selected::Selected;
use crate::run::stage::remove;
use crate::schema;
use crate::select::Lines;
use crate::write::{Written, write_workbooks};

use super::make::Mailing;
use super::{LetterCounts, Office, Order, letter_rows, letters_folder, warnings};

/// The letters of a segment, written beside the folder that they are to be in.
struct Beside {
    /// The segment.
    no: String,
    /// The name of that folder.
    name: String,
    folder: PathBuf,
    mailing: Mailing,
    /// The sheet that lists them.
    listed: Vec<Written>,
}

impl<'a> Batch<'a> {
    /// Writes the letters of each segment into a folder of its own, which replaces an earlier one.
    pub(in crate::run) fn write_letters(
        self,
        office: &Office<'a>,
        selected: &[&Selected<'a>],
        report: &mut Report,
    ) -> Result<()> {
        let folder = self.settings.output.folder.join("letters");
        let mut findings = Findings::default();
        let mut all = Vec::with_capacity(selected.len());
        let mut made = Ok(());
        for one in selected {
            match self.letters_beside(office, &self.lines(one), &folder) {
                Ok(beside) => {
                    let place = self.header_place(one);
                    warnings(&beside.no, &place, &beside.mailing, &mut findings);
                    all.push(beside);
                }
                Err(error) => {
                    made = Err(error);
                    break;
                }
            }
        }
        let is_stopped = self.settings.strict && !findings.is_empty();
        if made.is_err() || is_stopped {
            for beside in &all {
                // What cannot be removed now is removed by the next command.
                let _ = remove(&beside.folder);
            }
            // Only if there is nothing in them.
            let _ = fs::remove_dir(&folder);
            let _ = fs::remove_dir(&self.settings.output.folder);
        }
        report.findings.append(findings);
        made?;
        if is_stopped {
            fail(report);
            return Ok(());
        }
        let mut files = Vec::new();
        for beside in all {
            let target = folder.join(&beside.name);
            remove(&target)?;
            fs::rename(&beside.folder, &target)
                .map_err(|error| Error::io(&beside.folder, "cannot be given its name", error))?;
            let mut segments = report.segments.iter_mut();
            if let Some(segment) = segments.find(|segment| segment.no == beside.no) {
                segment.letters = Some(LetterCounts::of(&beside.mailing.lines));
            }
            let written = beside.mailing.files.into_iter().chain(beside.listed);
            files.extend(written.map(|file| Written {
                path: format!("{}/{}", beside.name, file.path),
                ..file
            }));
        }
        report.state = RunState::Letters { folder, files };
        Ok(())
    }

    fn letters_beside(
        self,
        office: &Office<'a>,
        lines: &Lines<'_>,
        folder: &Path,
    ) -> Result<Beside> {
        let name = letters_folder(lines.segment_no());
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
        let made = office.make(lines, order).and_then(|mailing| {
            let listed = self.list(lines.segment_no(), &mailing, &beside)?;
            Ok((mailing, listed))
        });
        let (mailing, listed) = made.inspect_err(|_| {
            // What cannot be removed now is removed by the next command.
            let _ = remove(&beside);
        })?;
        Ok(Beside {
            no: lines.segment_no().to_owned(),
            name,
            folder: beside,
            mailing,
            listed,
        })
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
