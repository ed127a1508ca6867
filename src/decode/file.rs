//! Decodes one file: its sheets one after another, or at the same time where that is cheap.

use std::borrow::Cow;
use std::cmp::Reverse;
use std::sync::OnceLock;

use crate::config::{InputSettings, Limits};
use crate::error::{Error, ErrorKind, Result};
use crate::finding::code::reading;
use crate::finding::{Finding, Findings};
use crate::place::Place;
use crate::read::{self, Content, DelimitedSettings, Fingerprint, Input, RawRows, Source, Trouble};
use crate::table::Records;
use crate::value::{DateOrder, DecimalMark};

use super::raw_text::raw_text;
use super::sheet::{DecodedSheet, Job, SheetDecoder};
use super::{Cache, InputRecord, SheetRecord, dictionary};

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

/// What a file holds: the same for the same bytes, name and settings.
#[derive(Debug, Default)]
pub(super) struct FileContent {
    /// As [`InputRecord`] has them.
    pub(super) decisions: Vec<(Cow<'static, str>, String)>,
    /// What is worth knowing about them.
    pub(super) notices: Vec<Finding>,
    /// Its sheets, in order.
    pub(super) sheets: Vec<DecodedSheet>,
}

impl FileContent {
    /// Whether any sheet is a table, so that the file matters.
    fn has_table(&self) -> bool {
        self.sheets.iter().any(|sheet| sheet.record.table.is_some())
    }
}

impl DecodedFile {
    /// A file with what it holds.
    fn of(input: &Input, fingerprint: Fingerprint, content: FileContent) -> Self {
        let mut file = Self::default();
        if content.has_table() {
            file.findings.extend(content.notices);
            let owner = input.opened_by();
            file.findings
                .extend(owner.map(|owner| is_open(input, &owner)));
        }
        let mut record = InputRecord {
            name: input.name.clone(),
            path: input.path.clone(),
            sha256: fingerprint.sha256,
            bytes: fingerprint.bytes,
            is_from_cache: false,
            decisions: content.decisions,
            sheets: Vec::new(),
        };
        for sheet in content.sheets {
            record.sheets.push(sheet.record);
            file.findings.append(sheet.findings);
            file.tables.extend(sheet.records);
        }
        file.record = Some(record);
        file
    }

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

/// What was read of a file, and what stopped its reading or that of a sheet.
type ContentResult = (Option<FileContent>, Vec<Trouble>);

pub(super) fn decode_file(
    input: &Input,
    job: Job<'_>,
    limits: &Limits,
    cache: &Cache,
) -> DecodedFile {
    let entry = cache.entry(input, job.settings, limits);
    let known = entry.as_ref().and_then(|entry| entry.find(job.wanted));
    if let Some((fingerprint, content)) = known {
        let mut file = DecodedFile::of(input, fingerprint, content);
        if let Some(record) = &mut file.record {
            record.is_from_cache = true;
        }
        return file;
    }
    let modified = input.modified();
    let (fingerprint, (content, troubles)) = rayon::join(
        || read::fingerprint(&input.path),
        || decode_content(input, job, limits),
    );
    let (mut file, error) = match (fingerprint, content) {
        (Ok(fingerprint), content) => {
            let content = content.unwrap_or_default();
            // What was read in part, or while somebody saved it, is not what the file holds.
            if let Some(entry) = entry
                && troubles.is_empty()
                && modified == input.modified()
            {
                entry.keep(job.wanted, &fingerprint, &content);
            }
            (DecodedFile::of(input, fingerprint, content), None)
        }
        (Err(error), Some(content)) => {
            let unknown = Fingerprint::default();
            (DecodedFile::of(input, unknown, content), Some(error))
        }
        (Err(error), None) => (DecodedFile::default(), Some(error)),
    };
    for trouble in troubles {
        file.trouble(trouble);
    }
    if file.unreadable.is_empty() {
        file.unreadable.extend(error);
    }
    file
}

fn decode_content(input: &Input, job: Job<'_>, limits: &Limits) -> ContentResult {
    let mut source = match open(input, job.settings, limits) {
        Ok(source) => source,
        Err(trouble) => return (None, vec![while_open(trouble, input)]),
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
    let of_source = source.decisions().into_iter();
    let mut content = FileContent {
        decisions: of_source.map(|(what, how)| (what.into(), how)).collect(),
        notices: source.notices(),
        sheets: Vec::new(),
    };
    let mut troubles = Vec::new();
    for sheet in sheets {
        match sheet {
            Ok((mut sheet, trouble)) => {
                if let (Some(records), Some(_)) = (&mut sheet.records, &trouble) {
                    records.set_partial();
                }
                content.sheets.push(sheet);
                troubles.extend(trouble);
            }
            Err(trouble) => troubles.push(trouble),
        }
    }
    if content.has_table() {
        content.decisions.extend(ways_of_writing(job.settings));
    }
    (Some(content), troubles)
}

/// How dates and numbers that stand as text are read.
fn ways_of_writing(settings: &InputSettings) -> [(Cow<'static, str>, String); 2] {
    let order = settings.date_order.map_or("ISO only", DateOrder::name);
    let mark = match settings.decimal_mark {
        DecimalMark::Point => "point",
        DecimalMark::Comma => "comma",
    };
    [
        ("date order".into(), order.to_owned()),
        ("decimal mark".into(), mark.to_owned()),
    ]
}

/// On Windows a workbook that is open may not even be read: then it is said who has it open.
fn while_open(trouble: Trouble, input: &Input) -> Trouble {
    match (trouble, input.opened_by()) {
        (Trouble::Unreadable(error), Some(owner)) => {
            let hint = format!("{owner} has it open in Excel: close it there and try again");
            Trouble::Unreadable(error.hint(hint))
        }
        (trouble, _) => trouble,
    }
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
    let unusual = read.as_ref().ok().copied().flatten();
    sheet.record.unusual = unusual.map(Into::into);
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
