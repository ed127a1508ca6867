//! Decodes one file: its sheets one after another, or at the same time where that is cheap.

use std::cmp::Reverse;
use std::sync::OnceLock;

use crate::config::{InputSettings, Limits};
use crate::error::{Error, ErrorKind, Result};
use crate::finding::code::reading;
use crate::finding::{Finding, Findings};
use crate::place::Place;
use crate::read::{self, Content, DelimitedSettings, Input, RawRows, Source, Trouble};
use crate::table::Records;
use crate::value::DecimalMark;

use super::raw_text::raw_text;
use super::sheet::{DecodedSheet, Job, SheetDecoder};
use super::{InputRecord, SheetRecord, dictionary};

/// What became of a file.
#[derive(Debug, Default)]
pub(super) struct DecodedFile {
    /// What is kept about it; none when not even its bytes could be read.
    pub(super) record: Option<InputRecord>,
    /// The records of its sheets, in order.
    pub(super) tables: Vec<Records>,
    pub(super) findings: Findings,
    pub(super) unreadable: Vec<Error>,
    /// A setting that cannot be used.
    pub(super) usage: Option<Error>,
}

impl DecodedFile {
    fn trouble(&mut self, trouble: Trouble) {
        match trouble {
            Trouble::Finding(finding) => self.findings.push(*finding),
            Trouble::Unreadable(error) if error.kind() == ErrorKind::File => {
                self.unreadable.push(error);
            }
            Trouble::Unreadable(error) => self.usage = Some(error),
        }
    }
}

pub(super) fn decode_file(input: &Input, job: Job<'_>, limits: &Limits) -> DecodedFile {
    let (fingerprint, mut file) = rayon::join(
        || read::fingerprint(&input.path),
        || decode_content(input, job, limits),
    );
    let fingerprint = match fingerprint {
        Ok(fingerprint) => fingerprint,
        Err(error) => {
            if file.unreadable.is_empty() {
                file.unreadable.push(error);
            }
            return file;
        }
    };
    let record = file.record.get_or_insert_with(|| empty_record(input));
    record.sha256 = fingerprint.sha256;
    record.bytes = fingerprint.bytes;
    file
}

fn empty_record(input: &Input) -> InputRecord {
    InputRecord {
        name: input.name.clone(),
        path: input.path.clone(),
        sha256: String::new(),
        bytes: 0,
        decisions: Vec::new(),
        sheets: Vec::new(),
    }
}

fn decode_content(input: &Input, job: Job<'_>, limits: &Limits) -> DecodedFile {
    let mut file = DecodedFile::default();
    let owner = input.opened_by();
    let mut source = match open(input, job.settings, limits) {
        Ok(source) => source,
        Err(trouble) => {
            file.trouble(match (trouble, &owner) {
                // On Windows a workbook that is open may not even be read.
                (Trouble::Unreadable(error), Some(owner)) => {
                    let hint =
                        format!("{owner} has it open in Excel: close it there and try again");
                    Trouble::Unreadable(error.hint(hint))
                }
                (trouble, _) => trouble,
            });
            return file;
        }
    };
    let count = source.sheets().len();
    let shares = source.again().is_some();
    let sheets: Vec<_> = if count > 1 && (shares || source.is_cheap_to_open()) {
        side_by_side(&source, input, job, limits)
    } else {
        (0..count)
            .map(|sheet| Ok(decode_sheet(&mut source, sheet, job)))
            .collect()
    };
    let mut record = InputRecord {
        decisions: source.decisions(),
        ..empty_record(input)
    };
    for sheet in sheets {
        match sheet {
            Ok((mut sheet, trouble)) => {
                if let (Some(records), Some(_)) = (&mut sheet.records, &trouble) {
                    records.set_partial();
                }
                record.sheets.push(sheet.record);
                file.findings.append(sheet.findings);
                file.tables.extend(sheet.records);
                if let Some(trouble) = trouble {
                    file.trouble(trouble);
                }
            }
            Err(trouble) => file.trouble(trouble),
        }
    }
    if record.sheets.iter().any(|sheet| sheet.table.is_some()) {
        file.findings.extend(source.notices());
        file.findings
            .extend(owner.map(|owner| is_open(input, &owner)));
        let order = job.settings.date_order;
        let order = order.map_or("ISO only", crate::value::DateOrder::name);
        record.decisions.push(("date order", order.to_owned()));
        let mark = match job.settings.decimal_mark {
            DecimalMark::Point => "point",
            DecimalMark::Comma => "comma",
        };
        record.decisions.push(("decimal mark", mark.to_owned()));
    }
    file.record = Some(record);
    file
}

fn is_open(input: &Input, owner: &str) -> Finding {
    Finding::new(
        &reading::R017,
        Place::file(input.name.as_str()),
        format!("open in Excel by {owner}"),
        "a file that nobody is editing; what was saved last is read",
        "save and close it there and run again, if the last changes matter",
    )
}

/// A sheet with what stopped its reading, or why it could not be begun.
type SheetResult = Result<(DecodedSheet, Option<Trouble>), Trouble>;

/// Decodes all sheets at the same time, the longest first.
fn side_by_side(source: &Source, input: &Input, job: Job<'_>, limits: &Limits) -> Vec<SheetResult> {
    let slots: Vec<OnceLock<SheetResult>> =
        source.sheets().iter().map(|_| OnceLock::new()).collect();
    let mut jobs: Vec<(usize, &OnceLock<SheetResult>)> = slots.iter().enumerate().collect();
    jobs.sort_by_key(|(sheet, _)| Reverse(source.sheets()[*sheet].bytes));
    rayon::scope_fifo(|scope| {
        for (sheet, slot) in jobs {
            scope.spawn_fifo(move |_| {
                let opened = source
                    .again()
                    .map_or_else(|| open(input, job.settings, limits), Ok);
                let decoded = opened.map(|mut source| decode_sheet(&mut source, sheet, job));
                let is_first = slot.set(decoded).is_ok();
                debug_assert!(is_first, "each sheet is decoded once");
            });
        }
    });
    let decoded = slots.into_iter().map(OnceLock::into_inner);
    decoded
        .map(|sheet| sheet.expect("every sheet was decoded"))
        .collect()
}

fn open(input: &Input, settings: &InputSettings, limits: &Limits) -> Result<Source, Trouble> {
    let delimited = DelimitedSettings {
        encoding: settings.encoding.as_deref(),
        delimiter: settings.delimiter,
    };
    let is_caption = |text: &str| dictionary::is_caption(text, settings);
    Source::open(input, delimited, limits, &is_caption)
}

/// Decodes one sheet. What was read before trouble came is kept: its findings are as true.
fn decode_sheet(
    source: &mut Source,
    sheet: usize,
    job: Job<'_>,
) -> (DecodedSheet, Option<Trouble>) {
    let info = source.sheets()[sheet].clone();
    let place = source.place(sheet);
    let (is_workbook, is_1904) = (source.is_workbook(), source.is_1904());
    let mut decoder = SheetDecoder::new(job, info, place, is_workbook, is_1904);
    let read = source.read(sheet, &mut decoder);
    let mut sheet = decoder.finish();
    sheet.record.unusual = read.as_ref().ok().copied().flatten();
    let trouble = read.err();
    // What is wrong inside a sheet that is left alone matters to nobody.
    let matters = sheet.record.table.is_some();
    let trouble = trouble.filter(|trouble| matters || matches!(trouble, Trouble::Unreadable(_)));
    (sheet, trouble)
}

/// Opens an input a second time, as it was opened when it was decoded.
pub fn open_again(
    input: &InputRecord,
    settings: &InputSettings,
    limits: &Limits,
) -> Result<Source, Trouble> {
    let file = Input {
        name: input.name.clone(),
        path: input.path.clone(),
    };
    open(&file, settings, limits)
}

/// Reads rows of one sheet again as they stand, with its captions: `rows` are their positions in
/// the sheet (or lines) from 0, ascending.
///
/// # Errors
/// The file can no longer be read, or is another one by now.
pub fn raw_rows(
    input: &InputRecord,
    sheet: &SheetRecord,
    rows: &[u32],
    settings: &InputSettings,
    limits: &Limits,
) -> Result<RawRows> {
    let changed = || Error::file(&input.path, "has changed while it was used");
    let reread = || {
        let mut source = open_again(input, settings, limits)?;
        let index = source
            .sheets()
            .iter()
            .position(|info| info.name == sheet.name);
        let index = index.ok_or_else(changed)?;
        let caption_row = sheet.caption_row.map_or(0, |row| row.saturating_sub(1));
        let is_1904 = source.is_1904();
        let kind_of = |column: u32| {
            let mut kinds = sheet.kinds.iter();
            kinds.find(|(at, _)| *at == column).map(|(_, kind)| *kind)
        };
        let mark = settings.decimal_mark;
        let show = |column: Option<u32>, content: Content<'_>| {
            raw_text(content, column.and_then(kind_of), is_1904, mark)
        };
        read::raw_rows(&mut source, index, caption_row, rows, &show)
    };
    reread().map_err(|trouble| match trouble {
        Trouble::Unreadable(error) => error,
        Trouble::Finding(_) => changed(),
    })
}
