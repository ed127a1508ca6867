//! Whole files through reading and decoding: what becomes a record, and what becomes a finding.

use std::path::{Path, PathBuf};

use rust_xlsxwriter::{Format, Formula, Workbook};

use super::*;
use crate::progress::Silent;
use crate::schema::{
    CONTACT_MAILING_GROUP, SEGMENT_HEADER, SEGMENT_LINE, contact, contact_mailing_group, fold_name,
    interaction_log_entry, segment_header, segment_line, value_entry,
};
use crate::table::{Fill, Records, records_for_tests};
use crate::value::{DateOrder, DecimalMark};

mod archives;
mod delimited;
mod hostile;
mod languages;
mod messages;
mod tables;
mod values;
mod workbooks;

const CONTACTS: TableNo = TableNo(5050);

/// An inbox of its own for a test.
struct Inbox {
    folder: tempfile::TempDir,
    settings: InputSettings,
    limits: Limits,
}

impl Inbox {
    fn new() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let settings = InputSettings {
            paths: vec![folder.path().to_path_buf()],
            ..InputSettings::default()
        };
        Self {
            folder,
            settings,
            limits: Limits::default(),
        }
    }

    fn file(self, name: &str, content: impl AsRef<[u8]>) -> Self {
        let path = self.path(name);
        std::fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        std::fs::write(path, content).expect("a file");
        self
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn set(mut self, change: impl FnOnce(&mut InputSettings)) -> Self {
        change(&mut self.settings);
        self
    }

    /// Decoded; also into a cache and out of it again, which has to give the same.
    fn decode(&self) -> Decoded {
        let decoded = self.decode_with(&Cache::none());
        let folder = tempfile::tempdir().expect("a folder");
        for usage in [CacheUse::Keep, CacheUse::Find] {
            let cache = Cache::new(folder.path().join("cache"), usage).of_any_size();
            let by_way_of_cache = self.decode_with(&cache);
            assert_eq!(shown(&by_way_of_cache), shown(&decoded), "{usage:?}");
            cache.settle();
        }
        decoded
    }

    fn decode_with(&self, cache: &Cache) -> Decoded {
        decode_inputs(&self.settings, &self.limits, &|_| true, cache, &Silent).expect("an inbox")
    }
}

/// All that later stages can see of what was decoded, line by line.
fn shown(decoded: &Decoded) -> Vec<String> {
    let mut findings = decoded.findings.clone();
    findings.sort();
    let findings = findings.iter().map(|finding| format!("{finding:?}"));
    let mut inputs = decoded.inputs.clone();
    for input in &mut inputs {
        input.is_from_cache = false;
    }
    let inputs = inputs.into_iter().map(|input| format!("{input:?}"));
    let unreadable = decoded.unreadable.iter().map(|error| format!("{error:?}"));
    let records = decoded.tables.values().flat_map(records_for_tests::shown);
    inputs
        .chain(findings)
        .chain(unreadable)
        .chain(records)
        .collect()
}

/// One CSV file, decoded.
fn csv(name: &str, content: impl AsRef<[u8]>) -> Decoded {
    Inbox::new().file(name, content).decode()
}

/// The findings as `code place`, in order.
fn findings(decoded: &Decoded) -> Vec<String> {
    let mut sorted = decoded.findings.clone();
    sorted.sort();
    sorted
        .iter()
        .map(|finding| format!("{} {}", finding.code.id, finding.place))
        .collect()
}

fn contacts(decoded: &Decoded) -> &Records {
    decoded.tables.get(&CONTACTS).expect("contacts")
}

/// Writes a workbook with one sheet.
fn sheet(path: &Path, name: &str, fill: impl FnOnce(&mut rust_xlsxwriter::Worksheet)) {
    let mut workbook = Workbook::new();
    let worksheet = workbook.add_worksheet().set_name(name).expect("a name");
    fill(worksheet);
    workbook.save(path).expect("a workbook");
}

fn put(worksheet: &mut rust_xlsxwriter::Worksheet, row: u32, texts: &[&str]) {
    for (column, text) in (0..).zip(texts) {
        worksheet.write(row, column, *text).expect("a cell");
    }
}
