//! The book after the check: every row in it is sound, every contact has an index.

use std::collections::{BTreeMap, BTreeSet};

use crate::schema::{
    self, FieldNo, TABLES, Table, TableNo, contact, segment_criteria_line, segment_header,
    segment_interaction_language, segment_line,
};
use crate::table::{Column, Dictionary, Records};

use super::contacts::{COMPANY, Contacts, NO_CONTACT, ids};
use super::links::{Link, Links, NOT_THERE, numbers_in};

/// The sound rows of all tables.
#[derive(Debug)]
pub struct Book {
    tables: BTreeMap<TableNo, Records>,
    contacts: Contacts,
    links: Links,
    counts: Vec<TableRows>,
    /// Segment numbers (blank for none) and files of rejected rows of segments.
    faulty_segments: BTreeSet<(String, String)>,
}

/// Rows of one table: `read = usable + rejected + skipped`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TableRows {
    /// The table.
    pub table: &'static Table,
    /// Rows with values.
    pub read: u64,
    /// Rows in the book.
    pub usable: u64,
    /// Rows with an error.
    pub rejected: u64,
    /// Rows that the ledger has already.
    pub skipped: u64,
}

impl PartialEq for Table {
    fn eq(&self, other: &Self) -> bool {
        self.no == other.no
    }
}

impl Eq for Table {}

impl Book {
    /// Keeps the rows that were neither rejected nor skipped. `companies` are the numbers of the
    /// contacts' Company No. in the dictionary of No., `links` those of other tables.
    pub(super) fn new(
        mut tables: BTreeMap<TableNo, Records>,
        companies: Vec<u32>,
        links: Links,
        skipped: &BTreeMap<TableNo, fixedbitset::FixedBitSet>,
    ) -> Self {
        let mut counts = Vec::new();
        let faulty_segments = faulty_segments(&tables);
        for table in TABLES {
            let Some(records) = tables.get_mut(&table.no) else {
                continue;
            };
            let read = records.len() as u64;
            let set_aside = skipped.get(&table.no);
            let is_skipped = |row: usize| set_aside.is_some_and(|rows| rows.contains(row));
            let rejected: Vec<bool> = (0..records.len())
                .map(|row| records.is_rejected(row))
                .collect();
            let rejected_count = rejected.iter().filter(|&&rejected| rejected).count() as u64;
            let skipped_count = (0..records.len())
                .filter(|&row| is_skipped(row) && !rejected[row])
                .count() as u64;
            // Segments keep their faulty rows, marked: such a segment goes nowhere, but what else is
            // wrong with it is found in the same pass.
            let keeps_faulty = SEGMENT_TABLES.iter().any(|(known, _)| known.no == table.no);
            records.retain(|row| (keeps_faulty || !rejected[row]) && !is_skipped(row));
            counts.push(TableRows {
                table,
                read,
                usable: (records.len() - records.rejected_count()) as u64,
                rejected: rejected_count,
                skipped: skipped_count,
            });
        }
        let contacts = tables
            .get_mut(&schema::CONTACT.no)
            .map(|records| {
                let companies = fill_company_nos(records, companies);
                let contacts = Contacts::new(records, companies);
                fill_company_names(records, &contacts);
                contacts
            })
            .unwrap_or_default();
        Self {
            tables,
            contacts,
            links,
            counts,
            faulty_segments,
        }
    }

    /// The rows of a table, if any sheet supplied it.
    pub fn table(&self, table: &'static Table) -> Option<&Records> {
        self.tables.get(&table.no)
    }

    /// All tables that were supplied.
    pub fn tables(&self) -> impl Iterator<Item = &Records> {
        self.tables.values()
    }

    /// The Contact table, if it was supplied.
    pub fn contact_records(&self) -> Option<&Records> {
        self.table(&schema::CONTACT)
    }

    /// Who belongs to which company.
    pub fn contacts(&self) -> &Contacts {
        &self.contacts
    }

    /// The contacts that the rows of a table name in `field`, a field of contact numbers.
    pub fn link<'a>(&'a self, records: &'a Records, field: FieldNo) -> Link<'a> {
        let table = records.table();
        let is_own = || {
            self.table(table)
                .is_some_and(|own| std::ptr::eq(own, records))
        };
        let numbers = match self.links.get(table.no, field) {
            Some(numbers) if is_own() => numbers.into(),
            _ => {
                let contacts = self.contact_records();
                let nos = contacts.and_then(|contacts| contacts.column(contact::NO));
                numbers_in(nos, records.column(field)).into()
            }
        };
        Link {
            ids: ids(records, field),
            numbers,
            contacts: &self.contacts.rows_by_no,
        }
    }

    /// The index of the contact with this No.
    pub fn find_contact(&self, no: &str) -> Option<u32> {
        self.contacts.find(self.contact_records()?, no)
    }

    /// A text field of a contact; `""` when blank.
    pub fn contact_text(&self, contact: u32, field: schema::FieldNo) -> &str {
        self.contact_records()
            .map_or("", |records| records.text(contact as usize, field))
    }

    /// Whether a text field of a contact is blank.
    pub fn is_contact_text_blank(&self, contact: u32, field: schema::FieldNo) -> bool {
        self.contact_records()
            .is_none_or(|records| records.is_blank_text(contact as usize, field))
    }

    /// Whether any row of a segment was rejected: by number, or for one without number by file.
    pub fn is_faulty(&self, segment_no: &str, file: &str) -> bool {
        self.faulty_segments
            .iter()
            .any(|(no, at)| no == segment_no && (!no.is_empty() || at == file))
    }

    /// Whether rows that segments are made from were rejected or could not be read, so that lines may
    /// lack what they need for no fault of their own.
    pub fn lacks_rows(&self) -> bool {
        let is_segments = |table: &Table| SEGMENT_TABLES.iter().any(|(known, _)| known == &table);
        let mut tables = self.tables.values();
        self.counts
            .iter()
            .any(|rows| rows.rejected > 0 && !is_segments(rows.table))
            || tables.any(|records| records.is_partial() && !is_segments(records.table()))
    }

    /// Rows by table, in the order of the schema.
    pub fn counts(&self) -> &[TableRows] {
        &self.counts
    }
}

/// The tables of segments, each with its field for the segment number.
static SEGMENT_TABLES: [(&Table, FieldNo); 4] = [
    (&schema::SEGMENT_HEADER, segment_header::NO),
    (&schema::SEGMENT_LINE, segment_line::SEGMENT_NO),
    (
        &schema::SEGMENT_CRITERIA_LINE,
        segment_criteria_line::SEGMENT_NO,
    ),
    (
        &schema::SEGMENT_INTERACTION_LANGUAGE,
        segment_interaction_language::SEGMENT_NO,
    ),
];

fn faulty_segments(tables: &BTreeMap<TableNo, Records>) -> BTreeSet<(String, String)> {
    let mut faulty = BTreeSet::new();
    for (table, field) in SEGMENT_TABLES {
        let Some(records) = tables.get(&table.no) else {
            continue;
        };
        for row in (0..records.len()).filter(|&row| records.is_rejected(row)) {
            let file = records.origin(row).sheet.file.to_string();
            faulty.insert((records.text(row, field).to_owned(), file));
        }
    }
    faulty
}

/// Fills Company No. where companies left it out: it is their own No. (BC field 5051). `numbers` are
/// those of the column's texts in the dictionary of No.; gives them with those of the texts added.
fn fill_company_nos(records: &mut Records, mut numbers: Vec<u32>) -> Vec<u32> {
    let (mut ids, mut dictionary) = text_column(records, contact::COMPANY_NO);
    numbers.resize(dictionary.len(), NOT_THERE);
    if let Some(Column::Text {
        ids: own,
        dictionary: nos,
    }) = records.column(contact::NO)
    {
        for (row, id) in ids.iter_mut().enumerate().filter(|(_, id)| **id == 0) {
            if records.option(row, contact::TYPE) == COMPANY {
                *id = dictionary.intern(nos.get(own[row]));
                if *id as usize == numbers.len() {
                    numbers.push(own[row]);
                }
            }
        }
    }
    records.set_column(contact::COMPANY_NO, Column::Text { ids, dictionary });
    numbers
}

/// Fills Company Name: a company's own Name, and that of their company for persons (BC field 5052).
fn fill_company_names(records: &mut Records, contacts: &Contacts) {
    let (mut ids, mut dictionary) = text_column(records, contact::COMPANY_NAME);
    let (names, texts) = match records.column(contact::NAME) {
        Some(Column::Text { ids, dictionary }) => (ids.as_slice(), dictionary),
        _ => (&[][..], &Dictionary::default()),
    };
    // Each name is looked up once, however many contacts its companies have.
    let mut known = vec![NOT_THERE; texts.len()];
    for (row, id) in ids.iter_mut().enumerate() {
        let company = contacts.company_of(row as u32);
        if company != NO_CONTACT {
            let name = names.get(company as usize).copied().unwrap_or_default();
            let known = &mut known[name as usize];
            if *known == NOT_THERE {
                *known = dictionary.intern(texts.get(name));
            }
            *id = *known;
        }
    }
    records.set_column(contact::COMPANY_NAME, Column::Text { ids, dictionary });
}

/// A text column to be changed and put back, blank where the table does not have it.
fn text_column(records: &mut Records, field: FieldNo) -> (Vec<u32>, Dictionary) {
    match records.take_column(field) {
        Some(Column::Text { ids, dictionary }) => (ids, dictionary),
        _ => (vec![0; records.len()], Dictionary::default()),
    }
}
